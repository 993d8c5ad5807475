// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/secrets.h"

#include "tests/core/evidence/sample_files.h"
#include "tests/support/catch.h"

namespace netready {

using namespace netready::testing;

namespace {

/// None of the secrets is anywhere in what a reader gives for the text.
void checkGone(const std::string& name,
               const std::string& text,
               const std::vector<std::string>& secrets)
{
    CAPTURE(name, text);
    const std::string all = allText(readEvidence(name, text));
    for (const std::string& secret : secrets) {
        CAPTURE(secret);
        REQUIRE(text.find(secret) != std::string::npos);
        CHECK(all.find(secret) == std::string::npos);
    }
}

} // namespace

TEST_CASE("the environment in JSON of nccl-tests is not kept", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    const std::string path = "nccl-tests/all_reduce_perf_v3_constructed.json";
    const EvidenceResult result = readSample(path);
    CHECK(hasDiagnostic(result, "secret-removed"));
    CHECK(allText(result).find("EXAMPLE_NOT_A_SECRET") == std::string::npos);
    CHECK(allText(result).find("NCCL_IB_HCA") == std::string::npos);
}

TEST_CASE("secrets planted where people leave them are in no result", "[evidence]")
{
    checkGone("leaf.cfg",
              "hostname leaf1\n"
              "snmp-server community Wint3rIsHere ro\n"
              "username admin privilege 15 secret sha512 $6$abcdefgh$ijklmnop\n"
              "username ops password 7 0822455D0A16\n"
              "tacacs-server key 7 13061E010803\n"
              "interface Ethernet1/1\n"
              "   mtu 9214\n"
              "   priority-flow-control on\n"
              "   description uses Wint3rIsHere\n",
              {"Wint3rIsHere", "$6$abcdefgh$ijklmnop", "0822455D0A16", "13061E010803"});
    checkGone("cables.csv",
              "a_device,a_port,b_device,b_port,label\n"
              "gpu01,1,leaf1,1,password=Tr0ub4dor\n"
              "gpu02,1,leaf1,2,token: nbt_abcdef123456.0123456789abcdef\n"
              "gpu03,1,leaf1,3,see Tr0ub4dor\n",
              {"Tr0ub4dor", "nbt_abcdef123456.0123456789abcdef"});
    checkGone(
        "config_db.json",
        R"({"DEVICE_METADATA": {"localhost": {"hostname": "leaf1", "type": "s3cretRole", "password": "s3cretRole"}},
                  "SNMP_COMMUNITY": {"public-ro-9": {"TYPE": "RO"}}, "PORT": {"Ethernet0": {"speed": "400000", "mtu": "9100"}},
                  "TACPLUS": {"global": {"passkey": "zzz", "secret": "pl4nted-key"}}})",
        {"s3cretRole", "pl4nted-key", "public-ro-9"});
    checkGone(
        "nodes.json",
        R"({"kind": "List", "items": [{"kind": "Node", "metadata": {"name": "gpu01", "annotations":
                  {"kubeadm.token": "abcdef.0123456789abcdef", "note": "Authorization: Bearer eyJhbGciOi.JIUz"}}, "status": {"capacity": {"nvidia.com/gpu": "8"}}}]})",
        {"abcdef.0123456789abcdef", "eyJhbGciOi.JIUz"});
    checkGone("kubeconfig",
              "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    client-key-data: "
              "TFMwdExTMUNSVWRKVGlC\n    token: planted.token.value\n",
              {"TFMwdExTMUNSVWRKVGlC", "planted.token.value"});
    checkGone(
        "page.json",
        R"({"count": 1, "next": null, "previous": null, "results": [{"name": "gpu01", "device_type": {"model": "x"}, "status": {"value": "active"},
                  "serial": "hunter22", "custom_fields": {"bmc_password": "hunter22"}, "comments": "bmc hunter22"}]})",
        {"hunter22"});
    checkGone("run.log",
              "export HF_TOKEN=hf_PlantedPlanted\n"
              "# nThread 1\n"
              "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH "
              "PRIVATE KEY-----\n"
              "#   size count type redop root time algbw busbw #wrong time algbw busbw #wrong\n"
              "    1048576 262144 float sum -1 100.0 10.49 19.66 0 100.0 10.49 19.66 0\n"
              "# Out of bounds values : 0 OK\n",
              {"hf_PlantedPlanted", "b3BlbnNzaC1rZXktdjEAAAAA"});
}

TEST_CASE("words about tokens and keys in ordinary results are no secrets", "[evidence]")
{
    CHECK(findSecrets("Output token throughput (tok/s):  1024.5\n").empty());
    CHECK(findSecrets("\"tokenizer_id\": \"meta-llama/Llama-3.1-70B\"\n").empty());
    CHECK(findSecrets("Authentication credentials were not provided.\n").empty());
    CHECK(findSecrets("total_input_tokens: 521216\n").empty());
    CHECK(findSecrets("").empty());
    for (const std::string& path : samplePaths()) {
        if (path.find("nccl-tests/all_reduce") == std::string::npos &&
            path.find("threat-dragon") == std::string::npos) {
            CAPTURE(path);
            CHECK(findSecrets(sampleBytes(path)).empty());
        }
    }
}

} // namespace netready
