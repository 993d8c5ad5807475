# SPDX-License-Identifier: Apache-2.0
"""plan and work: which actions in which phase, what they lead to, and what people decide about them."""
from support import BAD_INPUT, FINDINGS, FULL, CliTest


class Plan(CliTest):
    def setUp(self):
        super().setUp()
        self.env["NETREADY_DATA"] = str(FULL)
        self.new(template="brownfield-enterprise")

    def plan(self, *options, code=0):
        return self.netready("plan", "a.netready", "--json", *options, code=code).json

    @staticmethod
    def items(plan):
        return {action["item"]: (phase["id"], action) for phase in plan["phases"] for action in phase["actions"]}

    def add_phases(self):
        self.netready("add", "a.netready", "phase/spring", "begins=2027-01-01", "ends=2027-06-30",
                      "budget=300000 USD", "effort_network=150 d", "-q")
        self.netready("add", "a.netready", "phase/autumn", "begins=2027-07-01", "budget=900000 USD", "-q")

    def test_a_client_without_phases_gets_three_without_limits(self):
        plan = self.plan()
        self.assertEqual([phase["id"] for phase in plan["phases"]], ["now", "next-year", "year-3"])
        self.assertEqual(plan["path"], "brownfield")
        self.assertIn("No budget is known, so money limits nothing.", plan["remarks"])
        self.assertLessEqual(plan["gain"], plan["bound"])
        self.assertEqual(plan, self.plan())  # the same file, the same plan

    def test_phases_limit_money_and_days(self):
        self.add_phases()
        plan = self.plan()
        self.assertEqual([phase["id"] for phase in plan["phases"]], ["spring", "autumn"])
        for phase in plan["phases"]:
            self.assertLessEqual(phase["amounts"]["cost_usd"]["high"], phase["budget_usd"]["low"])
        days = sum(action["effort_days"]["high"] for action in plan["phases"][0]["actions"]
                   if action["role"] == "network" and action["effort_days"])
        self.assertLessEqual(days, 150)
        placed = self.items(plan)
        order = ["spring", "autumn"]
        for phase, action in placed.values():
            for need in action["needs"]:
                if need["state"] == "candidate":
                    self.assertLessEqual(order.index(placed[need["item"]][0]), order.index(phase))

    def test_a_budget_holds_over_all_phases(self):
        self.assertLessEqual(self.plan("--budget", "200000 USD")["phases"][-1]["so_far"]["cost_usd"]["high"], 200000)
        self.assertEqual(self.plan("--budget", "200000"), self.plan("--budget", "200000 USD"))

    def test_the_search_is_no_worse(self):
        self.add_phases()
        quick = self.plan()
        best = self.plan("--best")
        self.assertEqual(best["planner"], "best")
        self.assertGreaterEqual(best["gap"], 0)
        self.assertLess(best["gap"], 0.2)
        self.assertGreater(best["gain"], 0.9 * quick["gain"])

    def test_what_is_decided_counts_and_can_be_undone(self):
        before = self.plan()
        item = next(iter(self.items(before)))
        self.netready("work", "a.netready", item, "--phase", "year-3", "--owner", "Ben", "--due", "2027-03-31",
                      "--cost", "20000..30000 USD", "-q")
        placed = self.items(self.plan())[item]
        self.assertEqual(placed[0], "year-3")
        self.assertEqual(placed[1]["owner"], "Ben")
        self.assertEqual(placed[1]["cost_usd"], {"low": 20000, "high": 30000})
        listed = self.netready("work", "a.netready", "--json").json["items"]
        self.assertEqual(listed, [{"about": item, "status": "open", "owner": "Ben", "due": "2027-03-31",
                                   "phase": "year-3", "cost": "20000..30000 USD", "effort": None, "note": ""}])
        self.netready("work", "a.netready", item, "--status", "dropped", "-q")
        self.assertNotIn(item, self.items(self.plan()))
        self.assertIn(f"work {item}: dropped", self.netready("history", "a.netready").out)
        self.netready("undo", "a.netready", "-q")
        self.assertEqual(self.items(self.plan())[item][0], "year-3")
        self.netready("work", "a.netready", item, "--remove", "-q")
        self.assertEqual(self.plan(), before)
        self.assertIn("work_items", self.netready("export", "a.netready").out)

    def test_work_items_are_compared(self):
        item = next(iter(self.items(self.plan())))
        self.netready("snapshot", "a.netready", "before")
        self.netready("work", "a.netready", item, "--status", "in-progress", "--owner", "Ben", "-q")
        self.assertIn(f"+ {item}: in-progress, owner Ben", self.netready("diff", "a.netready", "before").out)

    def test_a_target_takes_the_cheapest_actions_that_reach_it(self):
        plan = self.plan("--target", "15")
        target = plan["target"]
        self.assertTrue(target["reached"])
        self.assertGreaterEqual(target["site"]["low"], 15)
        self.assertEqual(set(self.items(plan)), set(target["items"]))
        self.assertLess(len(target["items"]), len(self.items(self.plan())))
        self.assertFalse(self.plan("--target", "99", code=FINDINGS)["target"]["reached"])

    def test_money_and_contributions_are_told(self):
        plan = self.plan("--frontier", "--budget", "100000")
        costs = [point["amounts"]["cost_usd"]["high"] for point in plan["frontier"]]
        self.assertEqual(costs, sorted(costs))
        self.assertEqual(costs[0], 0)
        self.netready("plan", "a.netready", "--budget", "20000 USD", "--contributions")

    def test_people_read_phases_actions_and_scores(self):
        out = self.netready("plan", "a.netready").out
        for text in ("brownfield", "Next year", "Then: site", "% below the best sum of gains"):
            self.assertIn(text, out)

    def test_bad_input_is_one_sentence(self):
        def refused(*arguments):
            return self.refused(*arguments, code=BAD_INPUT)

        self.assertIn('"130" is not a score', refused("plan", "a.netready", "--target", "130"))
        self.assertIn("held against costs in US dollars", refused("plan", "a.netready", "--budget", "5 EUR"))
        self.assertIn("not greenfield", refused("plan", "a.netready", "--path", "blue"))
        self.assertIn("--target is missing", refused("plan", "a.netready", "--target-end", "low"))
        item = next(iter(self.items(self.plan())))
        self.assertIn("is not open, in-progress", refused("work", "a.netready", item, "--status", "ready"))
        self.assertIn("there is no phase", refused("work", "a.netready", item, "--phase", "spring"))
        self.assertIn("is not action/ID@KIND/ID", refused("work", "a.netready", "widen", "--owner", "Ben"))
        self.assertIn("did you mean widen-leaf-uplinks",
                      refused("work", "a.netready", "action/widen-leaf-uplink@fabric/leaf-spine", "--owner", "Ben"))
        self.assertIn("is for a fabric", refused("work", "a.netready", "action/widen-leaf-uplinks@site/main", "--owner", "B"))
        refused("work", "a.netready", item, "--cost", "5 d")
        refused("work", "a.netready", "--owner", "Ben")
