"""An office lives on the node its directory names: every request finds it there, over three real PostgreSQL servers."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from sai_thong.ground.clock import FixedClock
from sai_thong.server.api import application
from sai_thong.server.cli import main
from sai_thong.server.database import authority_key, offices, open_database
from sai_thong.server.devices import give_code
from sai_thong.server.directory import FIRST, Directory
from sai_thong.server.nodes import Routed
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import SENT_DOWN
from sai_thong.sync.messages import PullRequest
from tests.server.devices import Device
from tests.server.test_api import work

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


@pytest.fixture
def run(capsys):
    """Runs a command on a database; gives its document."""

    def run(url: sa.URL, *arguments: str) -> dict:
        given = url.render_as_string(hide_password=False)
        assert main(["--database", given, "--json", *arguments]) == 0
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def routed():
    """The server over a directory."""
    opened = []

    def serve(url: sa.URL) -> tuple[Directory, TestClient]:
        directory = Directory(open_database(url))
        opened.append(directory)
        key = authority_key(directory.first)
        return directory, TestClient(Routed(directory, lambda engine: application(engine, CLOCK, key)))

    yield serve
    for directory in opened:
        directory.close()


def synced(directory: Directory, client: TestClient, office: str) -> Device:
    """A device of the office that enrolled, sent six entries and read them back."""
    pc = Device(client, office, "pc1")
    key = authority_key(directory.first)
    assert pc.enrol(give_code(directory.home(office), office, CLOCK, key)).status_code == 200
    welcome = pc.hello()
    _station, batch = work(pc, office=office)
    assert pc.push(batch).held.counter == 6
    assert pc.pull(PullRequest(welcome.epoch, 0, 100_000))[1] == [batch]
    return pc


def test_offices_live_on_three_postgresql_servers_behind_one_address(three_postgres_urls, run, routed):
    first, *further = three_postgres_urls
    for name, url in zip(("north", "south"), further, strict=True):
        run(first, "node", "add", name, "--url", url.render_as_string(hide_password=False))
    homes = {"5001": FIRST, "5002": "north", "5003": "south", "5004": "south"}
    for office, node in homes.items():
        run(first, "office", "add", "--code", office, "--name", office, "--node", node)
    directory, client = routed(first)
    for office in homes:
        synced(directory, client, office)
    found = {each["node"]: each["offices"] for each in run(first, "node", "list")["nodes"]}
    assert found == {FIRST: 1, "north": 1, "south": 2}
    assert {node: offices(engine) for node, engine in directory.engines().items()} == {
        FIRST: ["5001"],
        "north": ["5002"],
        "south": ["5003", "5004"],
    }
    checked = run(first, "verify")["offices"]
    assert [(each["office"], each["records"], each["faults"]) for each in checked] == [
        (office, 6, []) for office in sorted(homes)
    ]
    moved = run(first, "office", "move", "--code", "5003", "--to", FIRST)["rows"]
    assert (moved["outcomes"], moved["states"], moved["devices"]) == (6, 6, 1)
    assert offices(directory.engine("south")) == ["5004"]
    again = Device(client, "5003", "pc2")
    again.enrol(give_code(directory.home("5003"), "5003", CLOCK, authority_key(directory.first)))
    assert again.hello().last_seq == 6
    assert verify(directory.first, "5003").is_sound


def test_one_database_alone_needs_no_directory(sqlite_url, run, routed):
    run(sqlite_url, "office", "add", "--code", "5001", "--name", "x")
    directory, client = routed(sqlite_url)
    synced(directory, client, "5001")
    assert run(sqlite_url, "node", "list")["nodes"][0]["offices"] == 1


def test_a_name_or_a_database_is_one_node_only(sqlite_url, tmp_path, run, capsys):
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    run(sqlite_url, "node", "add", "north", "--url", other)
    for name, url in (("north", f"sqlite:///{tmp_path / 'third'}"), ("south", other), ("west", str(sqlite_url))):
        assert main(["--database", str(sqlite_url), "node", "add", name, "--url", url]) == 1
    assert main(["--database", str(sqlite_url), "office", "add", "--code", "1", "--name", "x", "--node", "east"]) == 1
    run(sqlite_url, "office", "add", "--code", "5001", "--name", "x", "--node", "north")
    assert main(["--database", str(sqlite_url), "office", "add", "--code", "5001", "--name", "x"]) == 1
    capsys.readouterr()


def test_a_new_node_has_what_was_sent_down_before(sqlite_url, tmp_path, routed):
    directory, _client = routed(sqlite_url)
    row = {"revision": 1, "number": 1, "kind": "announcement", "title": "ประชุม", "content": "{}", "sent_at": ""}
    more = {"for_office": "", "for_district": "", "withdrawn": False, "signature": b"x"}
    with directory.first.begin() as connection:
        connection.execute(sa.insert(SENT_DOWN).values(row | more))
    directory.add_node("north", f"sqlite:///{tmp_path / 'north.sqlite'}")
    with directory.engine("north").begin() as connection:
        assert connection.execute(sa.select(SENT_DOWN.c.title)).scalars().all() == ["ประชุม"]


def test_an_office_nobody_knows_is_unknown_on_every_node(sqlite_url, routed):
    _directory, client = routed(sqlite_url)
    stranger = Device(client, "nowhere", "pc1")
    assert stranger.post("/v1/pull", b"x").status_code == 401
    assert client.post("/v1/push", content=b"x").status_code == 400
    assert client.post("/v1/enrol", content=b"x").status_code == 400
    assert client.get("/health").json() == {"status": "ok"}


@pytest.mark.expects_log("no node answers for an office")
def test_a_node_that_does_not_answer_stops_its_own_offices_only(sqlite_url, tmp_path, run, routed):
    url = f"sqlite:///{tmp_path / 'gone' / 'other.sqlite'}"
    (tmp_path / "gone").mkdir()
    run(sqlite_url, "node", "add", "north", "--url", url)
    run(sqlite_url, "office", "add", "--code", "5001", "--name", "x")
    run(sqlite_url, "office", "add", "--code", "5002", "--name", "x", "--node", "north")
    for left in (tmp_path / "gone").iterdir():
        left.unlink()
    (tmp_path / "gone").rmdir()
    directory, client = routed(sqlite_url)
    synced(directory, client, "5001")
    there = Device(client, "5002", "pc1")
    assert there.post("/v1/pull", b"x").json() == {"error": "busy"}
