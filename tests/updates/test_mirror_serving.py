"""The province's server hands out what it mirrors, and the line goes on by the byte where it broke off."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from sai_thong.hub.updates_line import mirrored_updates
from sai_thong.server.api import application
from sai_thong.server.cli import main
from sai_thong.server.database import add_office, authority_key, open_database
from sai_thong.server.devices import give_code
from sai_thong.server.tls import serving_context
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.refusals import NoLink
from sai_thong.sync.transports.http import HttpTransport
from sai_thong.updates.line_source import LineSource
from sai_thong.updates.refusals import NoneFound, Unreachable
from sai_thong.updates.release import document_name
from sai_thong.updates.updater import Updater
from tests.server.served import serving
from tests.sync.real_stations import OFFICE, make_station
from tests.updates.conftest import NEW, PLATFORM, STRANGER, Published

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient


@pytest.fixture
def served(tmp_path: Path, published: Published, updater: Updater):
    """The address of a server that mirrors the release, and the key it is pinned by."""
    engine = open_database(f"sqlite:///{tmp_path / 'server.sqlite'}")
    key = authority_key(engine)
    app = application(engine, updater.clock, key, updates=published.folder)
    with serving(app, serving_context(key)) as url:
        yield url, key.public_key().public_bytes_raw()
    engine.dispose()


def test_an_office_gets_its_update_over_a_line_that_breaks(served, updater: Updater, published: Published) -> None:
    url, key = served
    asked: list[str] = []

    class Breaking(HttpTransport):
        def get(self, path, headers):
            if not path.endswith(".update"):
                return super().get(path, headers)
            asked.append(headers["Range"])
            if len(asked) == 2:
                return None
            got = super().get(path, headers)
            return replace(got, body=got.body[:300]) if len(asked) == 1 else got

    with Breaking(url, key.__eq__) as line:
        source = LineSource(line)
        offer = updater.look(source, None)
        with pytest.raises(Unreachable):
            updater.make_ready(source, offer, fetched=lambda *_: None, laid_out=lambda *_: None)
        updater.make_ready(source, offer, fetched=lambda *_: None, laid_out=lambda *_: None)
    last = published.release.packages[0].size - 1
    assert asked == [f"bytes=0-{last}", f"bytes=300-{last}", f"bytes=300-{last}"]
    assert updater.installation.place(NEW).is_dir()


def test_only_what_is_offered_by_name_is_handed_out(tmp_path: Path, published: Published, updater: Updater) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'server.sqlite'}")
    (tmp_path / "secret.json").write_text("{}")
    client = TestClient(application(engine, updater.clock, updates=published.folder))
    assert client.get(f"/v1/updates/{document_name(PLATFORM)}").status_code == 200
    for name in ("../secret.json", "..%2Fsecret.json", "%2Fetc%2Fpasswd", ".", "coming", "no.json"):
        assert client.get(f"/v1/updates/{name}").status_code == 404
    with pytest.raises(NoneFound):
        LineSource(HttpTransportTo(TestClient(application(engine, updater.clock)))).piece("linux-x86_64.json", 0, 9)
    engine.dispose()


def test_an_enrolled_computer_asks_whom_it_was_enrolled_with(tmp_path: Path, published: Published, updater) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'server.sqlite'}")
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    side = make_station(tmp_path, "ทะเบียน")
    app = application(engine, side.store.clock, updates=published.folder)
    with pytest.raises(NoLink), mirrored_updates(side.store):
        pass
    with side.store, serving(app, serving_context(authority_key(engine))) as url:
        code = give_code(engine, OFFICE, side.store.clock)
        with HttpTransport(url, code.fits) as line:
            enrol(side.store, code.text, url, "เครื่องของสำนักงาน", line)
        with mirrored_updates(side.store) as mirror:
            assert updater.look(mirror, None).release.version == NEW
    engine.dispose()


class HttpTransportTo:
    """A line to a server in this process."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def get(self, path, headers):
        answer = self._client.get(path, headers=headers)
        return type("Got", (), {"status": answer.status_code, "body": answer.content})


@pytest.mark.usefixtures("publisher")
def test_the_mirror_is_filled_by_command_and_takes_nothing_unsigned(published, tmp_path, capsys) -> None:
    mirror = str(tmp_path / "mirror")
    told = ["--language", "en", "updates"]
    assert main([*told, "take", str(published.folder), "--mirror", mirror]) == 0
    assert main([*told, "list", "--mirror", mirror]) == 0
    assert capsys.readouterr().out == "linux-x86_64: version 0.1.1\n" * 2
    published.tell(published.release, STRANGER)
    assert main([*told, "take", str(published.folder), "--mirror", mirror]) == 1
    assert "not signed by the publisher" in capsys.readouterr().err
    assert main([*told, "take", str(tmp_path), "--mirror", mirror]) == 1
