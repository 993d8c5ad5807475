# SPDX-License-Identifier: Apache-2.0
"""fabric size: what a requirement needs, and what is wrong with one."""
import unittest

from support import BAD_INPUT, FILE_PROBLEM, CliTest

POD = """\
# Four units of DGX H100.
gpus_per_node: 8
nodes: 128
nics_per_node: 8
nic_speed: 400 Gb/s
switch_ports: 64
port_speed: 400 Gb/s
"""
KEYS = ["tiers", "gpus", "leaf", "spine", "core", "cables", "oversubscription", "max_endpoints", "why"]


class FabricSize(CliTest):
    def size(self, spec):
        return self.netready("fabric", "size", "-", "--json", stdin=spec.encode()).json

    def fault(self, spec):
        return self.refused("fabric", "size", "-", code=BAD_INPUT, stdin=spec.encode())

    def test_json_has_the_agreed_names(self):
        size = self.size(POD)
        self.assertEqual(list(size), KEYS)
        why = size.pop("why")
        self.assertEqual(size, {
            "tiers": 2, "gpus": 1024, "leaf": 32, "spine": 16, "core": 0,
            "cables": {"endpoint_leaf": 1024, "leaf_spine": 1024, "spine_core": 0},
            "oversubscription": {"leaf": 1, "spine": 1}, "max_endpoints": 2048})
        for step in why:
            self.assertEqual(list(step), ["name", "value", "formula", "source"])
            self.assertTrue(all(step.values()), step)
        self.assertIn({"name": "leaf switches", "value": "32", "formula": "4 units × 8 rails",
                       "source": "R1, R6, NV-H100, NV-B200"}, why)

    def test_every_key_is_read(self):
        size = self.size(POD.replace("nodes: 128", "gpus: 12000") + """\
planes: 2
rails: 4
nodes_per_unit: 20
reserved_nodes: 2
manager_cables: 3
oversubscription: "2:1"
tiers: 3
minimum_spines: 4
technology: Ethernet
""")
        self.assertEqual((size["tiers"], size["gpus"], size["max_endpoints"]), (3, 12000, 64 * 32 * 84))
        # 1,502 slots in 76 units of 4 rails; 20 nodes bring 40 NICs of half a port and 10 uplinks to a leaf
        self.assertEqual(size["leaf"], 2 * 76 * 4)
        self.assertEqual(size["cables"]["endpoint_leaf"], 1500 * 8 * 2 + 3)
        self.assertEqual(size["cables"]["leaf_spine"], size["leaf"] * 10)
        self.assertEqual(size["oversubscription"], {"leaf": 2, "spine": 1})

    def test_for_people(self):
        (self.folder / "pod.yaml").write_text(POD + "reserved_nodes: 1\ntechnology: InfiniBand\n")
        shown = self.netready("fabric", "size", "pod.yaml").out
        self.assertTrue(shown.startswith("Two tiers for 1,016 GPUs in 127 nodes, InfiniBand\n\nSwitches\n  leaf              32\n"))
        self.assertIn("\n  endpoint-leaf     1,020\n", shown)
        self.assertIn("127 nodes × 8 NICs + 4 of the fabric manager [R4, R10, NV-H100]\n", shown)
        self.assertIn("\n  NV-H100    NVIDIA DGX SuperPOD Reference Architecture, DGX H100", shown)
        for line in shown.split("\n"):
            self.assertLessEqual(len(line), 100, line)

    def test_the_same_requirement_gives_the_same_bytes(self):
        first, second = (self.netready("fabric", "size", "-", "--json", stdin=POD.encode()).out for _ in range(2))
        self.assertEqual(first, second)

    def test_a_fault_is_told_with_its_place_and_field(self):
        for old, new, said in (
                ("nodes: 128", "nodes: 0", 'stdin:3:8: "nodes" is "0"; it must lie between 1 and 10,000,000'),
                ("nodes: 128", "nodes: 12.5", 'stdin:3:8: "nodes" is "12.5"; a whole number is needed'),
                ("nodes: 128", "nodes: 99999999999999999999", 'stdin:3:8: "nodes" is "99999999999999999999"; that is too large'),
                ("nodes: 128", "nodes: [128]", 'stdin:3:8: "nodes" must be text, not a list or a map'),
                ("nodes: 128", "nodes:", 'stdin:3:'),
                ("nodes: 128", "nodes: 9000", 'stdin:6:15: 3 tiers of switches with "switch_ports" at 64 connect at most'),
                ("nodes: 128", "nodez: 128", 'stdin:3:1: a fabric requirement has no key "nodez"; did you mean "nodes"?'),
                ("nodes: 128\n", "", 'stdin:2:1: a fabric requirement needs "nodes" or "gpus"'),
                ("nodes: 128", "nodes: 128\ngpus: 1000", 'stdin:4:7: "gpus" is "1000", but "nodes" without the reserved ones hold 1,024'),
                ("nodes: 128", "nodes: 128\nreserved_nodes: 128", 'stdin:4:17: "reserved_nodes" is "128", which leaves none'),
                ("nodes: 128", "nodes: 128\nplanes: 3", 'stdin:4:9: "nic_speed" 400 Gb/s over 3 "planes" and "port_speed" 400 Gb/s'),
                ("nodes: 128", "nodes: 128\nrails: 3", 'stdin:4:8: "rails" is "3", over which the 8 NICs'),
                ("nodes: 128", "nodes: 128\ntiers: 1", 'stdin:4:8: "tiers" is 1, but the NICs need 1,024 ports'),
                ("nodes: 128", "nodes: 128\noversubscription: 1:2", 'stdin:4:19: "oversubscription" is "0.5"; it is traffic down over'),
                ("nodes: 128", "nodes: 128\noversubscription: .nan", 'stdin:4:19: "oversubscription": ".nan"'),
                ("nodes: 128", "nodes: 128\noversubscription: 1..3", 'stdin:4:19: "oversubscription" is "1..3"; one value is needed'),
                ("switch_ports: 64", "switch_ports: 63", 'stdin:6:15: "switch_ports" is "63"; it must be even'),
                ("nic_speed: 400 Gb/s", "nic_speed: 400 GB", 'stdin:5:12: "nic_speed": "400 GB" is a data size; a data rate is needed'),
                ("nic_speed: 400 Gb/s", "nic_speed: 400", 'stdin:5:12: "nic_speed": "400" is a plain number'),
                ("nic_speed: 400 Gb/s", "nic_speed: -400 Gb/s", 'stdin:5:12: "nic_speed" is "-400 Gb/s"; it must lie above 0'),
                ("nic_speed: 400 Gb/s\n", "", 'a fabric requirement needs the key "nic_speed"'),
                ("port_speed: 400 Gb/s", "port_speed: 400 Gb/s\nnodes: 4", 'stdin:8:1: the key "nodes" stands here a second time')):
            with self.subTest(new):
                self.assertIn(said, self.fault(POD.replace(old, new)))

    def test_several_faults_are_counted(self):
        self.assertIn('needs the key "gpus_per_node" (and 4 more)', self.fault("{}"))

    def test_what_is_no_requirement_at_all(self):
        for spec in ("", "text", "- list", "a: b: c", "\t", "nodes: *alias", "[" * 10000):
            with self.subTest(spec[:10]):
                self.assertTrue(self.fault(spec))
        self.refused("fabric", "size", "-", code=BAD_INPUT, stdin=b"\xff\x00")
        self.assertIn("4 MiB", self.fault("#" * (5 * 1024 * 1024)))

    def test_files_that_cannot_be_read(self):
        self.assertIn("No such file", self.refused("fabric", "size", "none.yaml", code=FILE_PROBLEM))
        self.assertIn("it is a folder", self.refused("fabric", "size", ".", code=FILE_PROBLEM))


if __name__ == "__main__":
    unittest.main()
