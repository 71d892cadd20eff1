"""Record a talk between two computers and their authority as today's program says it, for `tests/sync/kept`.

    python tools/keep_talk.py 1 tests/sync/kept

Run once a release that changed what travels, before it goes out; what is kept is never made again: every later program
reads it. All keys in it are made up for it.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from starlette.testclient import TestClient

from sai_thong.db.keys import Kdf, KeyRing
from sai_thong.db.station import Station
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.settings import change_setting
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.server.api import application
from sai_thong.server.database import add_office, authority_key, open_database
from sai_thong.server.devices import enrol, give_code
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.transports import Answer

OFFICE = "kept-01"
CLOCK = FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
SIGNATURE_BYTES = 64


class Recorder:
    """Hands requests to the authority, and keeps what was asked and answered."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.said: list[dict[str, str]] = []

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a request."""
        answer = self._client.post(path, content=body, headers=dict(headers))
        assert answer.status_code == 200, answer.text
        bare = answer.content[:-SIGNATURE_BYTES]
        self.said.append({"path": path, "asked": _text(body), "answered": _text(bare)})
        return Answer(answer.status_code, answer.content)


def main() -> None:
    """Record, and write ``talk-NUMBER.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    target = chosen.folder / f"talk-{chosen.number}.json"
    if target.exists():
        sys.exit(f"{target} is kept already, and never made again.")
    with tempfile.TemporaryDirectory() as name:
        os.environ["SAI_THONG_HOME"] = name
        kept = record(Path(name))
    target.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def record(folder: Path) -> dict[str, object]:
    """One computer writes and sends; another reads, changes the same, and sends; a third reads everything."""
    engine = open_database(f"sqlite:///{folder / 'server.sqlite'}")
    add_office(engine, OFFICE, "อบต.ที่เก็บไว้", epoch="first")
    first = _computer(folder, "one", None)
    second, third = (_computer(folder, name, first.keys) for name in ("two", "three"))
    with TestClient(application(engine, CLOCK)) as client:
        devices = {}
        for name, store in (("one", first), ("two", second), ("three", third)):
            devices[name] = _enrolled(engine, store, name)
        with first.transaction() as tx:
            person = tx.insert(Citizen(first_name="ทองใบ", last_name="ทรายคำ", moo=3, note="ลายมือ"))
            tx.on(SENSITIVE_SETS[0]).insert(Citizen(first_name="ลับ", moo=1))
        change_setting(first, "petitions.due_soon", "4")
        change_setting(second, "petitions.due_soon", "5")
        talks = {"first sends": _round(first, client), "second reads": _round(second, client)}
        with first.transaction() as tx:
            tx.update(tx.get(Citizen, person.id), moo=4, phone="0810000000")
        with second.transaction() as tx:
            tx.update(tx.get(Citizen, person.id), moo=5, note="ลายมือ\nโทร")
        talks |= {"first changes": _round(first, client), "second changes": _round(second, client)}
        talks |= {"first reads": _round(first, client), "third reads": _round(third, client)}
    stands = [[each.first_name, each.moo, each.phone, each.note] for each in first.find(Citizen)]
    waiting = first.query("SELECT record_type, record_id, field, version FROM contenders ORDER BY field")
    keys = first.keys.for_another_machine()
    kept: dict[str, object] = {
        "office": OFFICE,
        "epoch": "first",
        "authority": _text(authority_key(engine).private_bytes_raw()),
        "ring": _ring(keys),
        "devices": devices,
        "talks": talks,
        "stands": stands,
        "waiting": waiting,
    }
    for each in (first, second, third):
        each.close()
    engine.dispose()
    return kept


def _computer(folder: Path, name: str, ring: KeyRing | None) -> Store:
    store, _sheets = Store.create(
        folder / f"{name}.saithong",
        office="อบต.ที่เก็บไว้",
        user=name,
        password="ที่เก็บไว้-1",
        clock=CLOCK,
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
        ring=ring.for_another_machine() if ring else None,
        station=Station(folder / f"{name}.mark", name),
    )
    return store


def _enrolled(engine: object, store: Store, name: str) -> dict[str, str]:
    device = new_device(name)
    code = give_code(engine, OFFICE, CLOCK)  # type: ignore[arg-type]
    assert code is not None
    public = device.public
    asked = Enrolment(OFFICE, code.secret, device.device, name, public.signing_key, public.box_key)
    answer = enrol(engine, asked, CLOCK)  # type: ignore[arg-type]
    become(store, device, PinnedAuthority("memory:", OFFICE, answer.authority_key))
    return {"id": device.device, "signing": _text(device.signing), "box": _text(device.box)}


def _round(store: Store, client: TestClient) -> list[dict[str, str]]:
    recorder = Recorder(client)
    device, authority = own_device(store), pinned_authority(store)
    assert device is not None
    assert authority is not None
    Round(store, device, authority, RECORD_TYPES, recorder).run()
    return recorder.said


def _ring(keys: KeyRing) -> dict[str, object]:
    sets = {name: _text(key) for name, key in keys.set_keys.items()}
    return {"office": _text(keys.office_key), "private": _text(keys.office_private), "sets": sets}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


if __name__ == "__main__":
    main()
