"""The same rounds over real HTTP on loopback; a server that is not there, or hangs up, is a line that broke."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sai_thong.sync.refusals import LinkCut, NoLink
from sai_thong.sync.transports.http import HttpTransport
from tests.sync.memory_authority import MemoryAuthority
from tests.sync.real_stations import OFFICE, make_station
from tests.sync.test_engine import Pc


@pytest.fixture
def authority():
    return MemoryAuthority(OFFICE)


@pytest.fixture
def url(authority):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        hang_up = False

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/hang-up":
                self.close_connection = True
                return
            names = {name.lower(): value for name, value in self.headers.items()}
            answer = authority.serve(self.path, body, names)
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_told):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_two_computers_meet_over_http(tmp_path, authority, url):
    first = Pc(make_station(tmp_path, "ธุรการ"), authority)
    second = Pc(make_station(tmp_path, "ปลัด", first.store.keys), authority)
    for number in range(30):
        first.add(first_name=f"คน{number}")
    for pc in (first, second):
        with HttpTransport(url) as line:
            pc.line = line
            pc.sync()
    assert second.names() == first.names()
    assert len(second.names()) == 30
    for pc in (first, second):
        pc.store.close()


def test_a_server_that_hangs_up_is_a_cut(url):
    with HttpTransport(url) as line, pytest.raises(LinkCut):
        line.ask("/hang-up", b"x", {})


def test_nobody_there_is_told_as_no_link(tmp_path, authority):
    pc = Pc(make_station(tmp_path, "ธุรการ"), authority)
    with HttpTransport("http://127.0.0.1:9") as line:
        pc.line = line
        with pytest.raises(NoLink):
            pc.sync()
    pc.store.close()
