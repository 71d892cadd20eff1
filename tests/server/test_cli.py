"""The authority from its command line, and served by its own process to a device on the loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from sai_thong.ground import language
from sai_thong.server.cli import main
from sai_thong.server.database import open_database
from sai_thong.server.schema import DEVICES, STATES
from sai_thong.sync.enrolment import read_code
from sai_thong.sync.messages import PullRequest
from tests.server.devices import Device
from tests.server.test_api import work

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def thai():
    yield
    language.use("th")


@pytest.fixture
def run(sqlite_url: sa.URL, capsys: pytest.CaptureFixture[str]):
    """Runs a command; gives its exit code, its document and what it told on the error stream."""

    def run(*arguments: str):
        code = main(["--database", str(sqlite_url), "--json", *arguments])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def test_an_office_is_added_once_and_gives_out_codes(run):
    code, office, _ = run("office", "add", "--code", "5001", "--name", "อบต.ทรายทอง", "--district", "แม่แจ่ม")
    assert (code, office["office"], office["name"], office["district"]) == (0, "5001", "อบต.ทรายทอง", "แม่แจ่ม")
    code, document, told = run("office", "add", "--code", "5001", "--name", "อื่น")
    assert (code, document) == (1, None)
    assert "5001" in told
    first, second = (run("enrol", "--office", "5001")[1] for _ in range(2))
    assert set(first) == {"code"}
    assert read_code(first["code"]).pin == office["pin"]
    assert first != second
    assert run("enrol", "--office", "5002")[0] == 1


def test_people_are_answered_in_thai_unless_they_ask_for_english(sqlite_url, capsys):
    assert main(["--database", str(sqlite_url), "enrol", "--office", "5002"]) == 1
    assert "ไม่มีสำนักงาน" in capsys.readouterr().err
    assert main(["--language", "en", "--database", str(sqlite_url), "enrol", "--office", "5002"]) == 1
    assert "There is no office with the code 5002." in capsys.readouterr().err


@pytest.mark.parametrize("url", ["nonsense", "mysql://x", "oracle://x/y"])
def test_an_address_of_no_database_is_told(url, capsys):
    assert main(["--language", "en", "--database", url, "verify"]) == 1
    assert "no address of a database" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_told(tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'missing' / 'x.sqlite'}"
    assert main(["--language", "en", "--database", url, "verify"]) == 1
    assert "The database does not answer." in capsys.readouterr().err


@pytest.mark.parametrize("port", ["65536", "-1", "ก"])
def test_a_port_that_is_none_is_wrong_usage(run, capsys, port):
    with pytest.raises(SystemExit) as end:
        run("serve", "--port", port)
    assert end.value.code == 2
    assert "65535" in capsys.readouterr().err


@pytest.mark.parametrize("given", [(), ("office", "add", "--code", "5001")], ids=["no command", "no name"])
def test_wrong_usage_is_told_in_thai(capsys, given):
    with pytest.raises(SystemExit) as end:
        main(given)
    assert end.value.code == 2
    assert "ยังขาด" in capsys.readouterr().err


def test_a_code_that_is_no_code_is_wrong_usage(run):
    with pytest.raises(SystemExit) as end:
        run("office", "add", "--code", "5001 x", "--name", "x")
    assert end.value.code == 2


def test_a_port_that_is_taken_is_told(sqlite_url, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--language", "en", "--database", str(sqlite_url), "serve", "--port", port]) == 1
    assert f"port {port}" in capsys.readouterr().err


@pytest.fixture
def served(sqlite_url: sa.URL, tmp_path: Path):
    """The address at which a process of its own serves, and where its log goes."""
    log = tmp_path / "log"
    command = [sys.executable, "-m", "sai_thong.server.cli", "--database", str(sqlite_url), "--json"]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*command, "serve", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, stderr=stream, text=True
        )
    assert process.stdout is not None
    yield json.loads(process.stdout.readline())["address"], log
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def test_a_device_enrols_sends_and_reads_over_a_real_line(run, served, sqlite_url):
    address, log = served
    run("office", "add", "--code", "office", "--name", "อบต.ทรายทอง")
    with httpx.Client(base_url=address) as client:
        pc = Device(client, "office", "pc1")
        assert pc.enrol(read_code(run("enrol", "--office", "office")[1]["code"])).status_code == 200
        welcome = pc.hello()
        _station, batch = work(pc)
        assert pc.push(batch).held.counter == 6
        assert pc.pull(PullRequest(welcome.epoch, 0, 100_000))[1] == [batch]
        assert run("verify") == (
            0,
            {
                "offices": [{"office": "office", "outcomes": 6, "records": 6, "differing": [], "faults": []}],
                "sound": True,
            },
            "",
        )
        assert run("revoke", "--office", "office", "--device", "pc1")[0] == 0
        assert pc.post("/v1/push", batch.to_bytes()).json() == {"error": "revoked"}
        assert client.get("/").headers["location"] == "/sign-in"
        assert client.get("/static/pages.css").headers["content-type"].startswith("text/css")
        assert client.get("/v1/nothing").json() == {"error": "unknown-path"}
    assert run("revoke", "--office", "office", "--device", "pc2")[0] == 1
    engine = open_database(sqlite_url)
    with engine.begin() as connection:
        assert connection.execute(sa.select(DEVICES.c.revoked_at)).scalar_one()
        connection.execute(sa.delete(STATES))
    engine.dispose()
    code, document, _ = run("rebuild", "--office", "office")
    assert (code, len(document["offices"][0]["differing"])) == (1, 6)
    assert run("verify", "--office", "office")[0] == 0
    assert run("verify", "--office", "nowhere")[0] == 1
    logged = log.read_text(encoding="utf-8")
    assert '"path": "/v1/push", "status": 200' in logged
    assert "เครื่อง" not in logged


def test_the_room_for_attached_files_is_told_and_changed(run):
    run("office", "add", "--code", "5001", "--name", "อบต.ทรายทอง")
    code, room, _ = run("contents", "--office", "5001")
    assert (code, room["files"], room["bytes"], room["most_bytes"]) == (0, 0, 0, 20 * 1024**3)
    assert run("contents", "--office", "5001", "--gigabytes", "3")[1]["most_bytes"] == 3_000_000_000
    assert run("contents", "--office", "5001")[1]["most_bytes"] == 3_000_000_000
    assert run("contents", "--office", "5002")[0] == 1
