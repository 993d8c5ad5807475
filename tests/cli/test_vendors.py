# SPDX-License-Identifier: Apache-2.0
"""vendors: which fit, why, and in which order."""
from support import BAD_INPUT, FULL, CliTest


class Vendors(CliTest):
    def setUp(self):
        super().setUp()
        self.env["NETREADY_DATA"] = str(FULL)
        self.new(template="brownfield-enterprise")
        self.run_only("unset", "a.netready", "organisation/main.requirements_approved", "-q")  # if it is there

    def test_the_order_is_that_of_the_names_until_the_requirements_are_approved(self):
        self.assertIn("Not in order of fit", self.netready("vendors", "a.netready").out)
        fits = self.netready("vendors", "a.netready", "--json").json
        self.assertFalse(fits["ranked"])
        self.assertEqual([v["title"] for v in fits["vendors"]], sorted(v["title"] for v in fits["vendors"]))
        self.netready("set", "a.netready", "organisation/main.requirements_approved", "2026-11-01", "-q")
        fits = self.netready("vendors", "a.netready", "--json").json
        self.assertTrue(fits["ranked"])
        middles = [v["low"] + v["high"] for v in fits["vendors"]]
        self.assertEqual(middles, sorted(middles, reverse=True))

    def test_an_infiniband_fabric_speaks_against_who_makes_none(self):
        def arista():
            all_of_them = self.netready("vendors", "a.netready", "--json").json["vendors"]
            return next(vendor for vendor in all_of_them if vendor["vendor"] == "arista")

        before = arista()
        self.netready("add", "a.netready", "fabric/pod", "role=accelerator", "transport=infiniband", "-q")
        after = arista()
        self.assertLess(after["low"] + after["high"], before["low"] + before["high"])
        self.assertIn({"id": "infiniband-fabric", "points": -3, "holds": "yes", "why": "Makes no InfiniBand.",
                       "status": "judgement", "missing": []}, after["criteria"])

    def test_one_vendor_is_told_with_the_status_of_each_statement(self):
        out = self.netready("vendors", "a.netready", "arista").out
        self.assertIn("[recalled]", out)
        self.assertIn("To ask before the shortlist", out)

    def test_an_unknown_vendor_is_refused(self):
        self.assertIn('there is no vendor "arist"', self.refused("vendors", "a.netready", "arist", code=BAD_INPUT))
