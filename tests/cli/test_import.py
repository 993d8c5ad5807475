# SPDX-License-Identifier: Apache-2.0
"""import: files of other tools become facts, in one step, and never twice."""
import json
import os
import unittest
from pathlib import Path

from support import BAD_INPUT, FILE_PROBLEM, FULL, SMALL, TOP, USAGE, CliTest, environment

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
        return self.netready("export", file).json


class Claims(ImportTest):
    """A client that claims 400 Gb/s, lossless and tested."""

    def claim(self):
        file = self.client()
        self.workload = next(name for name in self.netready("show", file, "--json").json["subjects"]
                             if name["subject"].startswith("workload/"))["subject"]
        self.fabric = next(name["subject"] for name in self.netready("show", file, "--json").json["subjects"]
                           if name["subject"].startswith("fabric/"))
        self.netready("set", file, f"{self.workload}.fabric", self.fabric[len("fabric/"):], "--quiet")
        for key, value in (("pair_rate", "392 Gb/s"), ("nic_speed", "400 Gb/s")):
            self.netready("set", file, f"{self.workload}.{key}", value, "--origin", "documented", "--quiet")
        for key, value in (("pfc", "yes"), ("rdma_drops", "0 %"), ("pause_share", "0 %"), ("transport", "rocev2")):
            self.netready("set", file, f"{self.fabric}.{key}", value, "--origin", "documented", "--quiet")
        return file

    def standing(self, file):
        assessed = self.netready("assess", file, "--json").json
        return next(one for one in assessed["workloads"] if one["workload"] == self.workload)

    def test_the_verdict_turns_and_both_values_are_explained(self):
        file = self.claim()
        before = self.standing(file)
        self.write("ib_write_bw.log", WRITE_BW)
        self.write("pauses.json", pause_counter())
        self.write("ethtool.txt", counters(1000000))
        result = self.netready("import", file, "ib_write_bw.log", "pauses.json", "ethtool.txt", "--about", self.workload)
        self.assertIn("contradicts", result.out)
        after = self.standing(file)
        print(before, after)
        self.assertNotEqual(before["verdict"], after["verdict"])
        self.assertLess(after["high"], before["high"])
        explained = self.netready("explain", file, "accelerator-pair-rate", self.workload).out
        self.assertIn("98.0", explained)
        self.assertIn("392 Gb/s", explained)
        fact = self.facts(file, self.workload, "workload.pair_rate")
        print(json.dumps(fact, indent=1))


if __name__ == "__main__":
    unittest.main()
