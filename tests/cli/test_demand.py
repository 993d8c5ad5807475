# SPDX-License-Identifier: Apache-2.0
"""demand and fabric load: what workloads ask of the network, and what it does to a fabric."""
from support import BAD_INPUT, FULL, USAGE, CliTest

SPEC = """\
class: pre-training
N: 405.85e9
n: 16384
g: 8
t: 8
p: 16
c: 1
B_nic: 50 GB/s
beta: 14 B
t_stall: 10 s
checkpoint: blocking
"""
FLOW = ["id", "title", "pattern", "from", "to", "mean_Bps", "burst_Bps", "burst_s", "latency_budget_s", "loss_class",
        "isolation", "direction", "why"]


class WithBundledPacks(CliTest):
    def setUp(self):
        super().setUp()
        self.env["NETREADY_DATA"] = str(FULL)


class UseCases(WithBundledPacks):
    def setUp(self):
        super().setUp()
        self.netready("new", "a.netready", "-q")

    def test_one_brings_its_class_its_name_and_what_is_typical(self):
        self.netready("add", "a.netready", "workload/desk", "--use-case", "code-generation", "-q")
        self.assertEqual(self.value("a.netready", "workload/desk", "class"), "online-inference")
        shown = self.netready("demand", "a.netready", "workload/desk", "--json").json
        self.netready("set", "a.netready", "workload/desk.use_case", "chatbot", "-q")
        other = self.netready("demand", "a.netready", "workload/desk", "--json").json
        self.assertNotEqual(shown, other)
        self.assertIn("Code generation", self.netready("show", "a.netready", "workload/desk").out)

    def test_the_list_and_what_is_refused(self):
        self.assertIn("copilot", self.netready("add", "a.netready", "--list").out)
        fault = self.refused("add", "a.netready", "workload/b", "--use-case", "chat", code=BAD_INPUT)
        self.assertIn("knowledge-management", fault)
        self.refused("add", "a.netready", "fabric/b", "--use-case", "chatbot", code=BAD_INPUT)
        self.refused("add", "a.netready", "workload/b", "--use-case", "", code=BAD_INPUT)
        self.netready("add", "a.netready", code=USAGE, err=None)


class Demand(WithBundledPacks):
    def demand(self, spec):
        return self.netready("demand", "--workload", "-", "--json", stdin=spec.encode()).json

    def fault(self, spec):
        return self.refused("demand", "--workload", "-", code=BAD_INPUT, stdin=spec.encode())

    def test_json_has_the_agreed_names(self):
        demand = self.demand(SPEC)
        self.assertEqual(list(demand), ["workload", "class", "flows", "quantities", "assumed"])
        for flow in demand["flows"]:
            self.assertEqual(list(flow), FLOW)
        self.assertAlmostEqual(demand["quantities"]["checkpoint_write"]["value"], 405.85e9 * 14 / 10, delta=1e3)
        self.assertEqual(demand["quantities"]["checkpoint_write"]["unit"], "B/s")
        burst = {flow["id"]: flow["burst_Bps"] for flow in demand["flows"]}
        self.assertEqual(burst["data-parallel"], 16384 * 50e9)
        self.assertIn("MFU_0", demand["assumed"])
        self.assertNotIn("N", demand["assumed"])

    def test_faults_are_told_with_their_place(self):
        for spec, fault in (
                ("class: pre-training\nNN: 5e9\n", 'stdin:2:1: there is no input "NN"; did you mean "N"?'),
                ("class: pre-training\nB_nic: 400 GB\n",
                 'stdin:2:8: B_nic: workload.accelerator_bandwidth: "400 GB" is a data size; a data rate is needed, '
                 'such as Gb/s'),
                ("N: 5e9\n", 'stdin:1:1: "class" is missing: the class of the workload, such as pre-training'),
                ("[1]\n", 'stdin:1:1: a map of symbols and values is needed, such as class: pre-training'),
                ("class: pre-training\nn: 16\nt: 64\n", 'stdin: n: the degrees t p c need at least 64 accelerators')):
            self.assertEqual(self.fault(spec), fault)
        self.assertIn("zero", self.fault("class: pre-training\nn: zero\n"))

    def test_a_client_or_a_specification(self):
        self.netready("demand", code=USAGE, err=None)
        self.new(template="brownfield-enterprise")
        workloads = self.netready("demand", "a.netready", "--json").json
        self.assertEqual([w["class"] for w in workloads], ["agentic", "external-api", "rag", "full-fine-tuning",
                                                            "pre-training"])
        shown = self.netready("demand", "a.netready", "workload/document-search").out
        self.assertIn("query-vectors", shown)
        self.assertIn("Assumed, for nobody said it", shown)
        self.refused("demand", "a.netready", "fabric/leaf-spine", code=BAD_INPUT)


class FabricLoad(WithBundledPacks):
    def test_each_fabric_from_least_to_most(self):
        self.new(template="superpod-h100-4su")
        loads = {load["fabric"]: load for load in self.netready("fabric", "load", "a.netready", "--json").json}
        compute = loads["fabric/compute"]
        self.assertEqual(list(compute), ["fabric", "least", "most", "not_counted", "missing"])
        for case in ("least", "most"):
            self.assertEqual([use["tier"] for use in compute[case]["burst"]], ["server to leaf", "leaf to spine"])
        for least, most in zip(compute["least"]["burst"], compute["most"]["burst"]):
            self.assertLessEqual(least["utilisation"], most["utilisation"])
        self.assertAlmostEqual(sum(cause["share"] for cause in compute["most"]["causes"]), 1, places=6)
        self.assertIn("problem", loads["fabric/storage"])

    def test_capacity_names_what_is_full_first(self):
        self.new(template="brownfield-enterprise")
        capacities = {c["workload"]: c for c in self.netready("capacity", "a.netready", "--json").json}
        tuning = capacities["workload/fine-tuning"]
        self.assertEqual(tuning["size"], "workload.accelerators")
        self.assertLessEqual(tuning["sure"]["factor"], tuning["possible"]["factor"])
        self.assertIn("768", tuning["possible"]["limit"])

    def test_phases_and_what_is_refused(self):
        self.new(template="superpod-h100-4su")
        self.netready("fabric", "load", "a.netready", "--phase", "year-3")
        self.assertIn("next-year", self.refused("fabric", "load", "a.netready", "--phase", "soon", code=BAD_INPUT))
        self.refused("fabric", "load", "a.netready", "fabric/compute", "--without", "", code=BAD_INPUT)

    def test_without_a_switch(self):
        self.new(template="superpod-h100-4su")
        whole = self.netready("fabric", "load", "a.netready", "fabric/compute", "--json").json[0]
        less = self.netready("fabric", "load", "a.netready", "fabric/compute", "--without", "spine 1", "--json").json[0]
        self.assertGreater(less["most"]["burst"][1]["utilisation"], whole["most"]["burst"][1]["utilisation"])
        fault = self.refused("fabric", "load", "a.netready", "fabric/compute", "--without", "spine 99", code=BAD_INPUT)
        self.assertEqual(fault, 'there is no switch, plane or feed "spine 99"; the first one is "leaf 1"')
