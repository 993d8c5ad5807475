# SPDX-License-Identifier: Apache-2.0
"""import: files of other tools become facts, in one step, and never twice."""
import json
import re
import unittest

from support import BAD_INPUT, FILE_PROBLEM, TOP, USAGE, CliTest, environment

DATA = TOP / "tests" / "data" / "evidence"
DEMO = ["netbox", "lldp/demo-fabric", "sonic/demo-fabric", "containerlab/demo-fabric.clab.yml", "cabling-csv/cables.csv",
        "k8s/nodes.json"]

WRITE_BW = """---------------------------------------------------------------------------------------
                    RDMA_Write BW Test
 Dual-port       : OFF          Device         : mlx5_0
 Number of qps   : 1            Transport type : IB
 Connection type : RC           Using SRQ      : OFF
 Mtu             : 4096[B]
 Link type       : Ethernet
---------------------------------------------------------------------------------------
 local address: LID 0000 QPN 0x0112 PSN 0x36a3f9
 GID: 00:00:00:00:00:00:00:00:00:00:255:255:10:00:01:11
 remote address: LID 0000 QPN 0x0113 PSN 0x5a1c02
 GID: 00:00:00:00:00:00:00:00:00:00:255:255:10:00:01:12
---------------------------------------------------------------------------------------
 #bytes     #iterations    BW peak[Gb/sec]    BW average[Gb/sec]   MsgRate[Mpps]
 65536      5000             98.11              98.02              0.186958
 8388608    5000             98.31              98.04              0.001461
---------------------------------------------------------------------------------------
"""


def pause_counter():
    """A port that is paused for 4 % of an hour."""
    start = 1790000000
    values = [[start + 60 * i, str(int(60 * i * 0.04 * 1e6))] for i in range(61)]
    metric = {"__name__": "node_ethtool_received_prio3_pause_duration", "device": "rdma0", "instance": "gpu01"}
    return json.dumps({"status": "success",
                       "data": {"resultType": "matrix", "result": [{"metric": metric, "values": values}]}}) + "\n"


def counters(discards):
    return f"NIC statistics:\n     rx_packets: 10000000000\n     rx_discards_phy: {discards}\n"


class ImportTest(CliTest):
    def setUp(self):
        super().setUp()
        self.env = environment(NETREADY_DATA=str(TOP))

    def client(self, template="superpod-h100-4su"):
        return self.new(template=template)

    def write(self, name, text):
        (self.folder / name).write_text(text)
        return name

    def plan(self, *arguments):
        return self.netready("import", *arguments, "--dry-run", "--json", err=None).json

    def proposed(self, preview, key):
        return [fact for fact in preview["facts"] if fact["key"] == key]

    def exported(self, file):
        return self.netready("export", file).json["content"]


class Claims(ImportTest):
    """A client that claims 400 Gb/s, lossless and tested, all of it documented."""
    WORKLOAD, FABRIC = "workload/reasoning", "fabric/accelerators"
    made = None  # bytes of the client file, which takes a while to make

    def claim(self):
        self.write("ib_write_bw.log", WRITE_BW)
        self.write("pauses.json", pause_counter())
        self.write("ethtool.txt", counters(1000000))
        if Claims.made is None:
            Claims.made = (self.folder / self.make()).read_bytes()
        (self.folder / "a.netready").write_bytes(Claims.made)
        return "a.netready"

    def make(self):
        file = self.client("inference-platform")
        claims = {f"{self.WORKLOAD}.pair_rate": "392 Gb/s", f"{self.FABRIC}.rdma_drops": "0 %",
                  f"{self.FABRIC}.pause_share": "0 %", f"{self.FABRIC}.loss_recovery": "from-first-lost"}
        for key, value in claims.items():
            self.netready("unset", file, key, "--quiet")
            self.netready("set", file, key, value, "--origin", "documented", "--quiet")
        for subject in self.netready("show", file, "--json").json["subjects"]:
            for entry in subject["attributes"]:
                if entry.get("origin") == "stated" and subject["subject"].startswith("workload/"):
                    self.netready("set", file, f"{subject['subject']}.{entry['attribute']}", entry["value"],
                                  "--origin", "documented", "--quiet")
        return file

    def standing(self, file):
        assessed = self.netready("assess", file, "--json").json
        return next(one for one in assessed["workloads"] if one["workload"] == self.WORKLOAD)

    def test_the_verdict_turns_and_both_values_are_explained(self):
        file = self.claim()
        before = self.standing(file)
        result = self.netready("import", file, "ib_write_bw.log", "pauses.json", "ethtool.txt", "--about", self.WORKLOAD)
        self.assertEqual(result.out.count("contradicts"), 3, result.out)
        after = self.standing(file)
        self.assertEqual((before["verdict"], before["gate"]), ("ready", "none"), before["conditions"])
        self.assertEqual((after["verdict"], after["gate"], after["high"]), ("ready if", "major", 69))
        texts = [one["text"] for one in after["conditions"]]
        self.assertIn("Resolve the contradiction: fabric/accelerators: RDMA packets that are dropped", texts)
        self.assertIn(f"Clear: The counters show no dropped RDMA packets ({self.WORKLOAD})", texts)
        explained = self.netready("explain", file, "accelerator-pair-rate", self.WORKLOAD).out
        self.assertIn("used: 0.1..98.02 Gb/s [measured]" if "98.02" in explained else "0.1..98.04 Gb/s", explained)
        self.assertIn("392 Gb/s [documented]", explained)
        self.assertIn("ib_write_bw.log, line 16", explained)

    def test_an_old_measurement_is_a_claim_and_the_contradiction_stays(self):
        file = self.claim()
        self.netready("import", file, "ib_write_bw.log", "--about", self.WORKLOAD)
        key = f"{self.WORKLOAD}.pair_rate"

        def pair_rate():
            subjects = self.netready("show", file, "--json").json["subjects"]
            return next(entry for subject in subjects if subject["subject"] == self.WORKLOAD
                        for entry in subject["attributes"] if entry["attribute"] == "pair_rate")

        self.assertEqual((pair_rate()["origin"], [one["outdated"] for one in pair_rate()["facts"]]),
                         ("measured", [False, False]))
        self.env = environment(NETREADY_DATA=str(TOP), NETREADY_NOW="2028-11-25T08:30:00Z")  # two years later
        old = pair_rate()
        self.assertEqual((old["value"], old["origin"], old["contradicted"]), ("392 Gb/s", "documented", True))
        self.assertEqual([(one["origin"], one["outdated"], one["against"]) for one in old["facts"] if one["outdated"]],
                         [("measured", True, True)])
        contradictions = self.netready("assess", file, "--json").json["contradictions"]
        self.assertEqual([(one["used_origin"], one["against_origin"]) for one in contradictions if one["fact"] == key],
                         [("documented", "measured")])
        for out in (self.netready("explain", file, "accelerator-pair-rate", self.WORKLOAD).out,
                    self.netready("show", file).out):
            self.assertIn("older than 180 days, counts as stated", re.sub(r"[\s│├└─]+", " ", out))

    def test_a_test_between_accelerators_is_the_value_itself(self):
        file = self.claim()
        self.write("ib_write_bw.log", WRITE_BW.replace(" Mtu ", " Use CUDA memory on GPU device 0\n Mtu "))
        self.netready("import", file, "ib_write_bw.log", "--about", self.WORKLOAD)
        self.assertEqual(self.value(file, self.WORKLOAD, "pair_rate"), "98.04 Gb/s")

    def test_an_upper_end_does_not_hide_what_it_leaves_possible(self):
        file = self.claim()
        self.write("fast.log", WRITE_BW.replace("98.", "396."))
        preview = self.plan(file, "fast.log", "--about", self.WORKLOAD)
        self.assertEqual(self.proposed(preview, f"{self.WORKLOAD}.pair_rate"), [])
        self.assertIn("only an end", json.dumps(preview["unplaced"]))

    def test_two_workloads_that_fit_are_left_to_a_person(self):
        file = self.claim()
        preview = self.plan(file, "ib_write_bw.log")
        self.assertEqual(self.proposed(preview, f"{self.WORKLOAD}.pair_rate"), [])
        reason = next(one["reason"] for one in preview["unplaced"] if one["attribute"] == "workload.pair_rate")
        self.assertIn("subjects fit", reason)
        self.assertIn(self.WORKLOAD, reason)

    def test_a_loopback_run_is_no_evidence(self):
        file = self.claim()
        self.write("loop.log", WRITE_BW.replace("01:12", "01:11"))
        preview = self.plan(file, "loop.log", "--about", self.WORKLOAD)
        self.assertEqual(preview["facts"], [])
        self.assertIn("quality D is not enough", json.dumps(preview["unplaced"]))


class Steps(ImportTest):
    def demo(self):
        return [str(DATA / source) for source in DEMO]

    def test_the_demo_fabric_tells_its_contradictions(self):
        file = self.client("greenfield-training-pod")
        preview = self.plan(file, *self.demo())
        found = {(one["kind"], one["subject"]) for one in preview["contradictions"]}
        self.assertEqual(found, {
            ("documented-not-seen", "leaf3:Ethernet152"), ("ends-swapped", "gpu05"), ("speed-below-design", "leaf4:Ethernet40"),
            ("mtu-chain", "leaf4"), ("lossless-class-differs", "leaf2"), ("lossless-class-unreachable", "leaf2"),
            ("watchdog-missing", "leaf3"), ("ecn-missing", "leaf4"), ("status-differs", "gpu08"), ("gpus-missing", "gpu07"),
            ("node-not-ready", "gpu02"), ("node-unschedulable", "gpu06"), ("driver-differs", "gpu03"),
            ("feed-cannot-carry-rack", "R1"), ("feed-cannot-carry-rack", "R2")})
        for name, value in (("pfc_watchdog", "no"), ("ecn", "no"), ("mtu", "1500 B"), ("leaf_uplinks", "3")):
            imported = [one for one in self.proposed(preview, f"fabric/training.{name}") if one["origin"] == "imported"]
            self.assertEqual([(one["value"], one["novelty"]) for one in imported], [(value, "contradicts")], name)

    def test_importing_twice_changes_nothing_and_undo_takes_it_back(self):
        file = self.client("greenfield-training-pod")
        empty = self.exported(file)
        self.netready("import", file, *self.demo(), "--quiet")
        once = self.exported(file)
        self.assertGreater(len(once["attachments"]), 15)
        self.env["NETREADY_NOW"] = "2026-11-26T10:00:00Z"
        for author in ("Ada", "Grace"):
            again = self.netready("import", file, *self.demo(), "--by", author)
            self.assertIn("nothing changed: import", again.out)
            self.assertEqual(self.exported(file), once)
        self.netready("undo", file)
        self.assertEqual(self.exported(file), empty)

    def test_a_trial_changes_nothing(self):
        file = self.client("greenfield-training-pod")
        before = self.exported(file)
        self.plan(file, *self.demo())
        self.assertEqual(self.exported(file), before)

    def test_a_client_without_a_fabric_gets_nothing(self):
        file = "empty.netready"
        self.netready("new", file, "--quiet")
        self.write("pauses.json", pause_counter())
        preview = self.plan(file, "pauses.json")
        self.assertEqual(preview["facts"], [])
        self.assertIn("there is no fabric", json.dumps(preview["unplaced"]))


class Refusals(ImportTest):
    def test_exit_codes(self):
        file = self.client("greenfield-training-pod")
        self.write("letter.txt", "Dear customer,\n")
        self.write("pauses.json", pause_counter())
        before = self.exported(file)
        self.netready("import", file, "letter.txt", code=BAD_INPUT)
        self.assertEqual(self.exported(file), before)
        self.assertIn("refused", self.netready("import", file, "letter.txt", "pauses.json", "--about", "fabric/training").out)
        self.assertIn("nothing.txt", self.refused("import", file, "nothing.txt", code=FILE_PROBLEM))
        self.assertIn("--format", self.refused("import", file, "letter.txt", "--format", "word", code=BAD_INPUT))
        self.assertIn("fabric/nowhere", self.refused("import", file, "pauses.json", "--about", "fabric/nowhere", code=BAD_INPUT))
        self.netready("import", file, code=USAGE, err=None)

    def test_secrets_do_not_reach_the_file(self):
        file = self.client("greenfield-training-pod")
        self.write("leaf1.cfg", "hostname leaf1\nsnmp-server community Xy77Secret1 ro\ninterface Ethernet1/1\n  mtu 9216\n"
                                "  priority-flow-control mode on\n  service-policy type qos input roce\n")
        result = self.netready("import", file, "leaf1.cfg", "--format", "switch-config", "--about", "fabric/training", err=None)
        self.assertIn("kept without secrets", result.out)
        self.assertNotIn("Xy77Secret1", result.out)
        self.assertNotIn(b"Xy77Secret1", (self.folder / file).read_bytes())

    def test_a_result_with_an_environment_is_not_kept(self):
        file = self.client("greenfield-training-pod")
        source = DATA / "nccl-tests" / "all_reduce_perf_v3_constructed.json"
        self.netready("import", file, str(source), err=None)
        self.assertEqual(self.exported(file)["attachments"], [])


if __name__ == "__main__":
    unittest.main()
