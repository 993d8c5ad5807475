# SPDX-License-Identifier: Apache-2.0
"""fetch: real servers on loopback are asked for evidence; the token reaches one of them and nothing else."""
import functools
import gzip
import json
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from support import BAD_INPUT, FILE_PROBLEM, TOP, USAGE, CliTest

NETBOX = TOP / "tests" / "data" / "evidence" / "netbox"
TOKEN = "0123456789abcdef0123456789abcdef01234567"
SECOND_FORM = "nbt_Xy12Ab34Cd56.S3cretS3cretS3cretS3cretS3cretS3cr3t"
HALF = SECOND_FORM.split(".")[1]


class Server:
    """Answers GET by a function of the request; remembers what was asked, with all headers."""

    def __init__(self, answer, certificate=None):
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16  # headers and body in one packet

            def do_GET(self):
                outer.asked.append((self.path, dict(self.headers)))
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def do_CONNECT(self):
                outer.asked.append((self.path, dict(self.headers)))
                send(self, 502, b"no")

            def log_message(self, *_):
                pass

        class Http(ThreadingHTTPServer):
            def handle_error(self, *_):
                pass  # clients that go away are part of the tests

        self.http = Http(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True, do_handshake_on_connect=False)
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()

    def paths(self):
        return [urllib.parse.urlsplit(path).path for path, _ in self.asked]


def send(request, status, body=b"", **headers):
    request.send_response(status)
    for name, value in {"Content-Type": "application/json", **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def send_json(request, value, status=200, **headers):
    send(request, status, json.dumps(value).encode(), **headers)


@functools.lru_cache(maxsize=None)
def inventory():
    """All objects of the demo fabric by endpoint."""
    objects = {}
    for kind, pattern in (("devices", "devices_page*"), ("interfaces", "interfaces_page*"), ("cables", "cables_page*"),
                          ("racks", "racks*"), ("power-feeds", "power_feeds*")):
        objects[kind] = [one for path in sorted(NETBOX.glob(pattern)) for one in json.loads(path.read_text())["results"]]
    return objects


def netbox(request, most=20, host=None):
    """Pages as NetBox does, with fewer objects than asked for."""
    address = urllib.parse.urlsplit(request.path)
    query = dict(urllib.parse.parse_qsl(address.query))
    objects = inventory()[address.path.split("/")[-2]]
    offset, limit = int(query.get("offset", 0)), min(int(query["limit"]), most)
    base = host or "http://" + request.headers["Host"]
    following = None
    if offset + limit < len(objects):
        following = f"{base}{address.path}?" + urllib.parse.urlencode({**query, "limit": limit, "offset": offset + limit})
    send_json(request, {"count": len(objects), "next": following, "previous": None,
                        "results": objects[offset:offset + limit]})


def make_certificate(folder, name, subject):
    """Files of a certificate that is its own authority, and of its key."""
    files = [str(folder / f"{name}.{end}") for end in ("pem", "key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=test", "-addext", f"subjectAltName={subject}", "-out", files[0],
                    "-keyout", files[1]], check=True, capture_output=True)
    return files


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class FetchTest(CliTest):
    template = "small-site"
    blank = {}  # bytes of a client file by template, which take a while to make

    def setUp(self):
        super().setUp()
        self.env["NETREADY_TOKEN"] = TOKEN
        self.secrets = [TOKEN, SECOND_FORM, HALF]
        self.said = []

    def client(self):
        if self.template not in self.blank:
            self.blank[self.template] = (self.folder / self.new(template=self.template)).read_bytes()
        (self.folder / "a.netready").write_bytes(self.blank[self.template])
        return "a.netready"

    def server(self, answer, certificate=None):
        server = Server(answer, certificate)
        self.addCleanup(server.close)
        return server

    def run_only(self, *arguments, **options):
        result = super().run_only(*arguments, **options)
        self.said.append(result.out + result.err)
        return result

    def tearDown(self):
        """Whatever happened: no token in what was said, nor in any file."""
        for secret in self.secrets:
            for said in self.said:
                self.assertNotIn(secret, said)
            for path in self.folder.iterdir():
                self.assertNotIn(secret.encode(), path.read_bytes(), path.name)
        super().tearDown()

    def fetch(self, server, *options, system="netbox", **how):
        url = server if isinstance(server, str) else server.url
        return self.netready("fetch", "a.netready", system, url, "--plain-http", *options, **{"err": None, **how})

    def refuses(self, server, *options, code, system="netbox", **how):
        """Fails with one sentence, which is returned, after any about waiting; the file stays as it is."""
        file = self.folder / self.client()
        before = file.read_bytes()
        url = server if isinstance(server, str) else server.url
        plain = () if url.startswith("https") else ("--plain-http",)
        result = self.netready("fetch", file.name, system, url, *plain, *options, code=code, err=None, **how)
        self.assertEqual(result.out, "")
        self.assertEqual(file.read_bytes(), before)
        lines = result.err.splitlines()
        self.assertEqual([line for line in lines[:-1] if "next try" not in line], [])
        self.assertTrue(lines[-1].startswith("netready: "), result.err)
        return lines[-1][len("netready: "):]


class FullTest(FetchTest):
    """With the packs of the program."""
    template = "superpod-h100-4su"

    def setUp(self):
        super().setUp()
        self.env["NETREADY_DATA"] = str(TOP)


class Inventories(FullTest):

    def test_pages_become_the_facts_that_their_files_give_in_one_step_and_once(self):
        server = self.server(netbox)
        file = self.client()
        about = ("--about", "fabric/compute")
        files = self.netready("import", file, *map(str, sorted(NETBOX.glob("*_page?.json"))), str(NETBOX / "racks.json"),
                              str(NETBOX / "power_feeds.json"), *about, "--dry-run", "--json", err=None).json
        before = (self.folder / file).read_bytes()
        shown = self.fetch(server, *about, "--dry-run", "--json").json
        self.assertEqual((self.folder / file).read_bytes(), before)
        values = {fact["key"]: (fact["value"], fact["origin"]) for fact in shown["facts"]}
        self.assertEqual(values, {fact["key"]: (fact["value"], fact["origin"]) for fact in files["facts"]})
        self.assertEqual(values["fabric/compute.leaf_count"], ("4", "documented"))
        self.assertEqual([one["remarks"] for one in shown["files"]], [[]] * 5)
        self.assertEqual(shown["remarks"][0]["code"], "plain-http")
        self.assertEqual(server.paths().count("/api/dcim/interfaces/"), 6)
        self.assertEqual(server.paths().count("/api/dcim/cables/"), 3)
        self.assertEqual({headers["Authorization"] for _, headers in server.asked}, {"Token " + TOKEN})

        self.fetch(server, *about)
        content = self.netready("export", file).json["content"]
        self.assertEqual(sorted(one["name"] for one in content["attachments"]),
                         [f"netbox-{kind}.json" for kind in ("cables", "devices", "interfaces", "power-feeds", "racks")])
        again = self.fetch(server, *about)
        self.assertIn("nothing changed", again.out)
        self.assertEqual(self.netready("export", file).json["content"], content)
        self.netready("undo", file, "--quiet")
        self.assertEqual(self.netready("export", file).json["content"]["attachments"], [])

    def test_a_next_page_on_another_host_is_asked_of_the_own_one(self):
        other = self.server(netbox)
        server = self.server(functools.partial(netbox, host=other.url))
        self.client()
        result = self.fetch(server, "--dry-run", "--json").json
        self.assertEqual(other.asked, [])
        self.assertIn("other-host", [one["code"] for one in result["remarks"]])
        self.assertEqual([one["refused"] for one in result["files"]], [False] * 5)


    def test_what_the_token_may_not_see_is_said_and_the_rest_taken(self):
        def partly(request):
            if "/racks/" in request.path:
                send_json(request, {"detail": "You do not have permission"}, 403)
            else:
                netbox(request)
        self.client()
        result = self.fetch(self.server(partly), "--dry-run", "--json").json
        self.assertEqual([one["file"] for one in result["files"]],
                         [f"netbox-{kind}.json" for kind in ("devices", "interfaces", "cables", "power-feeds")])
        self.assertIn('racks: ', next(one["message"] for one in result["remarks"] if one["code"] == "no-access"))

    def test_a_failure_halfway_imports_nothing(self):
        def halfway(request):
            if "offset=20" in request.path and "/cables/" in request.path:
                send_json(request, {"detail": "gone"}, 404)
            else:
                netbox(request)
        self.refuses(self.server(halfway), code=BAD_INPUT)


class Tokens(FetchTest):
    def test_the_second_form_is_a_bearer_and_standard_input_goes_before_the_environment(self):
        server = self.server(netbox)
        self.client()
        self.fetch(server, "--token-stdin", "--dry-run", stdin=SECOND_FORM.encode() + b"\n")
        self.assertEqual({headers["Authorization"] for _, headers in server.asked}, {"Bearer " + SECOND_FORM})

    def test_without_a_token_none_is_sent(self):
        server = self.server(netbox)
        self.client()
        del self.env["NETREADY_TOKEN"]
        self.fetch(server, "--dry-run")
        self.assertEqual([headers for _, headers in server.asked if "Authorization" in headers], [])

    def test_a_token_as_an_argument_is_refused_without_repeating_it(self):
        server = self.server(netbox)
        for words in (("--token", SECOND_FORM), ("--token=" + SECOND_FORM,)):
            self.assertIn("NETREADY_TOKEN", self.refuses(server, *words, code=BAD_INPUT))
        self.assertEqual(server.asked, [])

    def test_what_cannot_be_a_token_is_refused_without_repeating_it(self):
        server = self.server(netbox)
        self.secrets += ["s3cret", "two words"]
        for token, why in ((b"s3cret", "6 characters"), (b"two words here", "blanks"), (b"\n", "no token"),
                           (b"tok\xc3\xa9n-tok\xc3\xa9n", "blanks or other")):
            self.assertIn(why, self.refuses(server, "--token-stdin", code=BAD_INPUT, stdin=token))
        self.assertEqual(server.asked, [])

    def test_a_server_that_repeats_the_token_is_not_kept(self):
        def echo(request):
            send_json(request, {"count": 1, "next": None, "previous": None,
                                "results": [{"name": request.headers["Authorization"].split(".")[-1]}]})
        said = self.refuses(self.server(echo), "--token-stdin", code=FILE_PROBLEM, stdin=SECOND_FORM.encode())
        self.assertIn("repeats the token", said)

    def test_the_token_is_taken_out_of_what_a_server_says_of_it(self):
        def scold(request):
            send_json(request, {"detail": f"bad {request.headers['Authorization']}"}, 403)
        self.assertTrue(self.refuses(self.server(scold), code=BAD_INPUT)
                        .endswith(' refused the token (403): "bad Token [the token]"'))


class Failures(FetchTest):
    def answers(self, *answers):
        """A server that gives these answers in turn, the last for ever."""
        left = list(answers)
        return self.server(lambda request: (left.pop(0) if len(left) > 1 else left[0])(request))

    @staticmethod
    def status(number, text="no", **headers):
        return lambda request: send_json(request, {"detail": text}, number, **headers)

    def test_401_and_403_are_not_tried_again(self):
        for number in (401, 403):
            server = self.answers(self.status(number, "Invalid v1 token"))
            said = self.refuses(server, code=BAD_INPUT)
            self.assertEqual(said, f'{server.url} refused the token ({number}): "Invalid v1 token"')
            self.assertEqual(len(server.asked), 1)
        del self.env["NETREADY_TOKEN"]
        self.assertIn("wants a token (403)", self.refuses(server, code=BAD_INPUT))

    def test_404_asks_whether_the_address_is_right(self):
        self.assertIn('is not there (404); the address is to end before "/api"',
                      self.refuses(self.answers(self.status(404)), code=BAD_INPUT))

    def test_429_waits_as_long_as_the_server_asks(self):
        server = self.answers(self.status(429, Retry_After="1"), netbox)
        self.client()
        begin = time.monotonic()
        result = self.fetch(server, "--dry-run")
        self.assertGreater(time.monotonic() - begin, 1.0)
        self.assertIn("answered 429; the next try is in 1 s", result.err)
        self.assertEqual(server.paths()[:3], ["/api/dcim/devices/"] * 2 + ["/api/dcim/interfaces/"])

    def test_429_for_longer_than_anybody_waits_is_refused_at_once(self):
        server = self.answers(self.status(429, Retry_After="4000"))
        self.assertIn("asks to come back in 4000 s (429)", self.refuses(server, code=FILE_PROBLEM))
        self.assertEqual(len(server.asked), 1)

    def test_500_is_tried_again_and_then_said(self):
        server = self.answers(self.status(500, "out of memory"))
        said = self.refuses(server, "--tries", "2", code=FILE_PROBLEM)
        self.assertEqual(said, f'{server.url}/api/dcim/devices/ failed (500): "out of memory"')
        self.assertEqual(len(server.asked), 2)
        self.client()
        self.fetch(self.answers(self.status(503), netbox), "--dry-run")

    def test_a_slow_server_is_left(self):
        waiting = threading.Event()
        self.addCleanup(waiting.set)
        server = self.server(lambda request: waiting.wait(20))
        begin = time.monotonic()
        said = self.refuses(server, "--timeout", "1 s", "--tries", "1", code=FILE_PROBLEM)
        self.assertEqual(said, f"{server.url} did not answer within 1 s")
        self.assertLess(time.monotonic() - begin, 10)

    def test_nobody_there_is_said(self):
        url = f"http://127.0.0.1:{free_port()}"
        self.assertEqual(self.refuses(url, "--tries", "1", code=FILE_PROBLEM),
                         f"{url} cannot be reached: nobody answers there")

    def test_a_body_in_chunks_without_end_is_cut_off(self):
        def chunks(request):
            request.send_response(200)
            request.send_header("Transfer-Encoding", "chunked")
            request.end_headers()
            piece = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
            while True:
                request.wfile.write(piece)
        self.assertIn("more than 64 MiB of unpacked data", self.refuses(self.server(chunks), code=FILE_PROBLEM))

    def test_a_packed_body_that_grows_is_cut_off(self):
        bomb = gzip.compress(b"{" + b" " * (80 << 20), 9)
        self.assertLess(len(bomb), 300000)
        server = self.server(lambda request: send(request, 200, bomb, Content_Encoding="gzip"))
        self.assertIn("more than 64 MiB of unpacked data", self.refuses(server, code=FILE_PROBLEM))

    def test_headers_without_end_are_cut_off(self):
        def headers(request):
            request.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                request.wfile.write(b"X-More: " + b"x" * 8000 + b"\r\n")
        self.assertIn("headers without end", self.refuses(self.server(headers), code=FILE_PROBLEM))

    def test_pages_without_end_are_cut_off(self):
        def again(request):
            send_json(request, {"count": None, "next": "http://x/api/dcim/devices/?start=1", "previous": None,
                                "results": inventory()["devices"][:1]})
        server = self.server(again)
        self.assertIn("pages without end", self.refuses(server, code=FILE_PROBLEM))
        self.assertEqual(len(server.asked), 2)

    def test_a_login_page_is_no_interface(self):
        page = (TOP / "tests/data/evidence/netbox/login_page_instead_of_json.html").read_bytes()
        server = self.server(lambda request: send(request, 200, page, Content_Type="text/html"))
        for system, name in (("netbox", "NetBox"), ("prometheus", "Prometheus")):
            said = self.refuses(server, code=BAD_INPUT, system=system)
            self.assertIn(f"a page for people, such as a login, not as {name} does", said)

    def test_a_broken_answer_is_no_interface(self):
        body = json.dumps({"count": 1, "next": None, "previous": None, "results": [{"name": "x"}]}).encode()
        server = self.server(lambda request: send(request, 200, body[:-9]))
        self.assertIn("something else than data", self.refuses(server, code=BAD_INPUT))

    def test_a_connection_that_breaks_is_tried_again(self):
        def cut(request):
            request.send_response(200)
            request.send_header("Content-Length", "1000")
            request.end_headers()
            request.wfile.write(b"{")
            request.close_connection = True
        server = self.answers(cut)
        self.assertIn("the connection to", self.refuses(server, "--tries", "2", code=FILE_PROBLEM))
        self.assertEqual(len(server.asked), 2)


class Ways(FetchTest):
    """Redirects, certificates, proxies, addresses."""

    def test_a_redirect_to_another_server_is_refused_and_never_followed(self):
        other = self.server(netbox)
        for target in (other.url + "/api/dcim/devices/", other.url.replace("127.0.0.1", "localhost") + "/"):
            server = self.server(lambda request: send(request, 302, Location=target))
            said = self.refuses(server, code=BAD_INPUT)
            self.assertIn("leads on to another server, " + target[:target.index("/", 8)], said)
            self.assertEqual(len(server.asked), 1)
        self.assertEqual(other.asked, [])

    def test_a_redirect_is_no_way_to_get_the_token_said_or_to_files(self):
        for target, why in ((f"http://{TOKEN}.example/", "[the token]"), ("file:///etc/passwd", "neither https nor http"),
                            ("http://ada:s3cr3t@127.0.0.1/", "name or password")):
            server = self.server(lambda request: send(request, 302, Location=target))
            said = self.refuses(server, code=BAD_INPUT)
            self.assertIn(why, said)
            self.assertNotIn("s3cr3t", said)

    def test_a_redirect_on_the_same_server_is_followed_a_few_times(self):
        def moved(request):
            if request.path.startswith("/old"):
                send(request, 308, Location=request.path[4:])
            else:
                netbox(request)
        server = self.server(moved)
        self.client()
        self.fetch(server.url + "/old", "--dry-run")
        self.assertEqual(server.paths()[:2], ["/old/api/dcim/devices/", "/api/dcim/devices/"])
        loop = self.server(lambda request: send(request, 302, Location=request.path))
        self.assertIn("leads on more than 3 times", self.refuses(loop, code=FILE_PROBLEM))
        self.assertEqual(len(loop.asked), 4)

    @unittest.skipUnless(shutil.which("openssl"), "there is no openssl")
    def test_a_certificate_is_trusted_by_its_ca_file_only(self):
        good = make_certificate(self.folder, "good", "IP:127.0.0.1")
        wrong = make_certificate(self.folder, "wrong", "DNS:elsewhere.example")
        server = self.server(netbox, good)
        said = self.refuses(server, code=BAD_INPUT)
        self.assertIn(f"the certificate of {server.url} is not trusted (self", said)
        self.assertIn("is not trusted", self.refuses(server, "--ca-file", wrong[0], code=BAD_INPUT))
        self.assertIn("is not trusted", self.refuses(self.server(netbox, wrong), "--ca-file", wrong[0], code=BAD_INPUT))
        self.assertEqual(server.asked, [])
        self.client()
        self.netready("fetch", "a.netready", "netbox", server.url, "--ca-file", good[0], "--dry-run", err=None)
        self.assertEqual({headers["Authorization"] for _, headers in server.asked}, {"Token " + TOKEN})
        self.assertIn("cannot be read", self.refuses(server, "--ca-file", "none.pem", code=FILE_PROBLEM))
        self.assertIn("no certificate", self.refuses(server, "--ca-file", good[1], code=FILE_PROBLEM))
        plain = self.server(netbox).url.replace("http:", "https:")
        self.assertIn("does not speak TLS", self.refuses(plain, code=FILE_PROBLEM))

    def test_plain_http_needs_its_flag(self):
        server = self.server(netbox)
        said = self.refused("fetch", self.client(), "netbox", server.url, code=BAD_INPUT)
        self.assertIn("is not encrypted", said)
        self.assertEqual(server.asked, [])

    def test_an_address_with_a_password_is_refused_without_repeating_it(self):
        self.secrets += ["hunter22", "qwertyui"]
        for url in ("https://ada:hunter22@netbox.example", "http://hunter22@127.0.0.1:1", "https://x.example/?token=qwertyui",
                    "https://x.example/#qwertyui", "ada:hunter22@netbox.example"):
            self.refuses(url, code=BAD_INPUT)
        self.assertIn("name or password", self.refuses("https://h.example", "--proxy", "http://ada:hunter22@p.example:3128",
                                                       code=BAD_INPUT))

    def test_other_addresses_are_refused(self):
        for url in ("ftp://netbox.example", "file:///etc/passwd", "https://", "https://a b", "https://x.example:99999"):
            self.refuses(url, code=BAD_INPUT)

    def test_a_proxy_is_used_and_does_not_see_the_token_of_an_encrypted_way(self):
        proxy = self.server(netbox)
        self.refuses("https://netbox.example", "--proxy", proxy.url, "--tries", "1", code=FILE_PROBLEM)
        self.assertEqual([path for path, _ in proxy.asked], ["netbox.example:443"])
        self.assertEqual([headers for _, headers in proxy.asked if "Authorization" in headers], [])

    def test_wrong_words_are_refused(self):
        server = self.server(netbox)
        self.client()
        for words in (("nagios", server.url), ("netbox", server.url, "--from", "2026-11-01"),
                      ("prometheus", server.url, "--step", "5 GB"), ("prometheus", server.url, "--from", "yesterday"),
                      ("prometheus", server.url, "--from", "2027-01-01"), ("prometheus", server.url, "--step", "1 s"),
                      ("prometheus", server.url, "--timeout", "0 s")):
            self.refused("fetch", "a.netready", *words, "--plain-http", code=BAD_INPUT)
        self.netready("fetch", "a.netready", "netbox", code=USAGE, err=None)
        self.netready("fetch", "a.netready", "netbox", server.url, "--tries", "0", code=USAGE, err=None)
        self.refused("fetch", "none.netready", "netbox", server.url, "--plain-http", code=FILE_PROBLEM)
        self.assertEqual(server.asked, [])


class Queries(FetchTest):
    """A Prometheus that answers what the test wants."""

    def answer(self, *, failing=(), empty=False):
        def answer(request):
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(request.path).query))
            if any(word in query["query"] for word in failing):
                send_json(request, {"status": "error", "errorType": "execution", "error": "many-to-many"}, 422)
                return
            series = [{"metric": {"__name__": "up", "instance": "h:1"}, "values": [[1790000000, "1"], [1790000060, "0"]]}]
            send_json(request, {"status": "success", "data": {
                "resultType": "matrix", "result": series if query["query"] == "up" and not empty else []}})
        return answer

    def test_a_query_that_fails_does_not_stop_the_others(self):
        server = self.server(self.answer(failing=["DCGM"]))
        self.client()
        result = self.fetch(server, "--dry-run", "--json", system="prometheus").json
        self.assertEqual([one["file"] for one in result["files"]], ["prometheus-scrapes.json"])
        self.assertEqual(result["measured"][0]["highest"]["mean"]["value"], 0.5)
        failed = [one["message"] for one in result["remarks"] if one["code"] == "query-failed"]
        self.assertEqual(len(failed), 2)
        self.assertIn('(422): "many-to-many"', failed[0])
        self.assertEqual({headers["Authorization"] for _, headers in server.asked}, {"Bearer " + TOKEN})

    def test_the_week_before_now_is_asked_in_steps_of_five_minutes(self):
        server = self.server(self.answer())
        self.client()
        self.fetch(server.url + "/prometheus/", "--dry-run", system="prometheus")
        address = urllib.parse.urlsplit(server.asked[0][0])
        query = dict(urllib.parse.parse_qsl(address.query))
        now = 1795595400  # NETREADY_NOW
        self.assertEqual(address.path, "/prometheus/api/v1/query_range")
        self.assertEqual((query["start"], query["end"], query["step"]), (str(now - 7 * 86400), str(now), "300"))

    def test_nothing_at_all_is_refused(self):
        server = self.server(self.answer(empty=True))
        self.assertIn("monitored nothing of what is asked for", self.refuses(server, system="prometheus", code=BAD_INPUT))
        server = self.server(self.answer(failing=[""]))
        self.assertIn("many-to-many", self.refuses(server, system="prometheus", code=BAD_INPUT))


class History:
    """Six hours of series for promtool, a point a minute, with what was put into each hour."""
    MINUTES = 360

    def __init__(self, end):
        self.begin = end - 60 * self.MINUTES
        self.text = ""

    def gauge(self, name, labels, value):
        self.text += f"# TYPE {name} gauge\n"
        for minute in range(self.MINUTES):
            self.text += f"{name}{{{labels}}} {value} {self.begin + 60 * minute}\n"

    def counter(self, name, labels, rate):
        """Grows by rate(minute) each second; starts again from zero in the middle, as after a reboot."""
        self.text += f"# TYPE {name} unknown\n"
        total = 0
        for minute in range(self.MINUTES):
            total = 0 if minute == self.MINUTES // 2 else total + 60 * rate(minute)
            self.text += f"{name}{{{labels}}} {total} {self.begin + 60 * minute}\n"

    def fill(self):
        port = 'job="node",instance="gpu01:9100",device="rail0"'
        adapter = 'job="node",instance="gpu01:9100",device="mlx5_0",port="1"'
        switch = 'job="snmp",instance="leaf1",ifName="Ethernet1/1"'
        in_hour = lambda hour, value, otherwise=0: lambda minute: value if minute // 60 == hour else otherwise
        self.counter("node_network_transmit_bytes_total", port, lambda minute: 50e9 * 0.9 * minute / self.MINUTES)
        self.gauge("node_network_speed_bytes", port, 50e9)
        self.counter("ifHCOutOctets", switch, in_hour(4, 0.8 * 50e9, 0.3 * 50e9))
        self.gauge("ifHighSpeed", switch, 400000)
        self.counter("node_ethtool_received_prio3_pause_duration", port, in_hour(1, 0.05e6))
        self.counter("node_ethtool_received_prio3_pause", port, in_hour(1, 700))
        self.counter("node_ethtool_received_discards_phy", port, in_hour(4, 100))
        self.counter("node_ethtool_received_packets_phy", port, lambda _: 1e6 - 100)
        self.counter("node_infiniband_port_packets_received_total", adapter, lambda _: 1e6)
        self.counter("node_infiniband_out_of_sequence_packets_received_total", adapter, in_hour(1, 200))
        self.counter("node_infiniband_np_ecn_marked_roce_packets_received_total", adapter, in_hour(4, 5000))
        self.counter("node_infiniband_rp_cnp_packets_handled_total", adapter, in_hour(4, 40))
        self.counter("node_mountstats_nfs_total_read_bytes_total", 'job="node",instance="gpu01:9100",export="a"', lambda _: 2e9)
        self.gauge("DCGM_FI_DEV_GPU_UTIL", 'job="dcgm",Hostname="gpu01",gpu="0"', 88)
        self.text = self.text.replace("# TYPE DCGM_FI_DEV_GPU_UTIL gauge\n", "")
        return self.text + "# EOF\n"


class Prometheus(FullTest):
    """Prometheus and node_exporter of the distribution on loopback, encrypted, scraped and asked for real."""

    @classmethod
    def setUpClass(cls):
        missing = [name for name in ("prometheus", "prometheus-node-exporter", "promtool", "openssl")
                   if not shutil.which(name)]
        if missing:
            why = f"not tried with a real Prometheus: {', '.join(missing)} not installed (packaging/install test)"
            print(why)
            raise unittest.SkipTest(why)
        cls.servers = Path(tempfile.mkdtemp(prefix="netready-prometheus-"))
        cls.addClassCleanup(shutil.rmtree, cls.servers, ignore_errors=True)
        cls.ca, key = make_certificate(cls.servers, "server", "IP:127.0.0.1")
        cls.exporter, port = f"127.0.0.1:{free_port()}", free_port()
        cls.url = f"https://127.0.0.1:{port}"
        cls.end = int(time.time()) // 3600 * 3600 - 3600 * 24
        (cls.servers / "history").write_text(History(cls.end).fill())
        (cls.servers / "web.yml").write_text(f"tls_server_config: {{cert_file: {cls.ca}, key_file: {key}}}\n")
        (cls.servers / "prometheus.yml").write_text(
            "global: {scrape_interval: 1s}\n"
            f"scrape_configs: [{{job_name: node, static_configs: [{{targets: ['{cls.exporter}']}}]}}]\n")
        subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", "history", "data"], cwd=cls.servers,
                       check=True, capture_output=True)
        cls.launch("prometheus-node-exporter", f"--web.listen-address={cls.exporter}")
        cls.launch("prometheus", "--config.file=prometheus.yml", "--web.config.file=web.yml", "--storage.tsdb.path=data",
                   "--storage.tsdb.retention.time=10y", f"--web.listen-address=127.0.0.1:{port}")
        cls.await_scrapes()

    @classmethod
    def launch(cls, *command):
        with open(cls.servers / f"{command[0]}.log", "wb") as log:
            process = subprocess.Popen(command, cwd=cls.servers, stdout=log, stderr=log)

        def stop():
            process.terminate()
            process.wait(10)
        cls.addClassCleanup(stop)

    @classmethod
    def await_scrapes(cls):
        context = ssl.create_default_context(cafile=cls.ca)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(cls.url + "/api/v1/query?query=count_over_time(up[1m])", context=context) as page:
                    result = json.load(page)["data"]["result"]
                if result and int(result[0]["value"][1]) >= 3:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError((cls.servers / "prometheus.log").read_text()[-2000:])

    def ask(self, *options, **how):
        return self.netready("fetch", "a.netready", "prometheus", self.url, "--ca-file", self.ca, *options,
                             **{"err": None, **how})

    def past(self, *options):
        return self.ask("--from", "6 h", "--to", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.end)),
                        "--about", "fabric/compute", *options)

    def test_a_real_history_gives_statistics_of_its_series(self):
        self.client()
        measured = {}
        for one in self.past("--dry-run", "--json").json["measured"]:
            measured[one["file"].removeprefix("prometheus-").removesuffix(".json")] = one["highest"]

        def near(name, stat, value, share=0.02):
            self.assertAlmostEqual(measured[name][stat]["value"], value, delta=share * value, msg=f"{name} {stat}")
        # A load that grows from 0 to 90 %: its percentiles are those of a straight line.
        near("server-port-load", "mean", 0.45)
        near("server-port-load", "p95", 0.95 * 0.9)
        near("server-port-load", "p99", 0.99 * 0.9)
        self.assertEqual(measured["server-port-load"]["p99"]["scope"], "gpu01:9100:rail0")
        near("switch-port-load", "max", 0.8)
        near("pause-time", "max", 0.05)
        near("pause-frames", "max", 700)
        near("drop-share", "max", 1e-4)
        near("drops", "sum", 100 * 3600)
        near("out-of-sequence", "max", 200e-6)
        near("marked-packets", "max", 5000 * 300)
        near("marked-share", "max", 0.005)
        near("notifications", "max", 40)
        near("nfs-read-rate", "mean", 2e9)
        near("accelerator-load", "mean", 0.88)

    def test_a_real_history_becomes_facts_once(self):
        file = self.client()
        facts = {fact["key"]: fact for fact in self.past("--json").json["facts"]}

        def value(key):
            self.assertEqual(facts[key]["origin"], "measured")
            return facts[key]["value"]
        self.assertEqual(float(value("fabric/compute.pause_share").split()[0]), 5)
        self.assertEqual(value("fabric/compute.peak_utilisation"), "0..80 %")  # of a switch, not of the server
        self.assertAlmostEqual(float(value("fabric/compute.rdma_drops").split()[0]), 0.01, delta=0.0002)
        self.assertAlmostEqual(float(value("fabric/compute.out_of_sequence")), 200, delta=4)
        self.assertEqual(value("fabric/compute.ecn"), "yes")
        content = self.netready("export", file).json["content"]
        self.assertGreater(len(content["attachments"]), 8)
        note = next(one["note"] for one in content["attachments"] if one["name"] == "prometheus-accelerator-load.json")
        self.assertIn("asked: avg by (Hostname, instance) (DCGM_FI_DEV_GPU_UTIL < 101) from 20", note)
        self.assertIn("nothing changed", self.past().out)
        self.assertEqual(self.netready("export", file).json["content"], content)
        self.netready("undo", file, "--quiet")
        self.assertEqual(self.netready("export", file).json["content"]["attachments"], [])

    def test_what_node_exporter_says_now_is_read(self):
        self.env["NETREADY_NOW"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self.client()
        shown = self.ask("--from", "1 min", "--step", "1 s", "--dry-run", "--json").json
        measured = {one["metric"]: one["highest"] for one in shown["measured"]}
        self.assertEqual(measured["scrape.up"]["mean"], {"value": 1, "unit": "ratio", "scope": self.exporter})
        page = urllib.request.urlopen(f"http://{self.exporter}/metrics").read().decode()
        limits = [float(line.split()[1]) for line in page.splitlines()
                  if line.startswith("node_network_mtu_bytes{") and '"lo"' not in line]
        if limits:
            self.assertIn(measured["link.mtu"]["max"]["value"], limits)
        self.assertIn("not-monitored", [one["code"] for one in shown["remarks"]])

    def test_its_certificate_is_not_trusted_without_its_file(self):
        self.assertIn("is not trusted", self.refuses(self.url, system="prometheus", code=BAD_INPUT))


if __name__ == "__main__":
    unittest.main()
