"""The data protection papers from the command line: a breach from entry to close, requests, notices, a dossier."""

from __future__ import annotations

import json
from typing import Any

from sai_thong.db.store import Store
from sai_thong.demo.office import PASSWORD
from sai_thong.registers.citizens.records import Citizen


def test_a_breach_goes_its_way(living: Any) -> None:
    facts = ("--title", "โน้ตบุ๊กหาย", "--kind", "availability", "--known", "2/11/2569 09:00")
    breach = living("privacy", "breach", *facts, "--persons", 800)
    assert (breach["next"], breach["hours_left"]) == ("assess", 48)
    which = breach["id"]
    corrected = living("privacy", "correct-breach", which, *facts[:-1], "2/11/2569 08:00", "--why", "ตรวจแล้ว")
    assert corrected["hours_left"] == 47
    assert living("privacy", "assess-breach", which, "high", "--why", "บัญชีธนาคาร")["next"] == "tell-office"
    told = living("privacy", "tell-office", which, "--at", "3/11/2569 08:30", "--how", "กส 1")
    assert (told["next"], told["hours_left"]) == ("tell-persons", None)
    assert living("privacy", "tell-persons", which, "--how", "หนังสือ")["next"] == "close"
    assert living("privacy", "close-breach", which, "--conclusion", "ล็อกตู้")["next"] == "closed"
    assert "ปิดเหตุแล้ว" in living.run("privacy", "breaches").out


def test_a_request_is_taken_and_refused_on_its_ground(living: Any) -> None:
    asked = living("privacy", "ask", "erasure", "--by", "นางทองใบ", "--on", "1/11/2569")
    assert asked["due_on"] == "2026-12-01"
    grounds = [each["ground"] for each in living("privacy", "grounds", "erasure")]
    assert "statutory-record" in grounds
    assert living.run("privacy", "answer", asked["id"], "refused", "--why", "ต้องเก็บ").code == 1
    done = living("privacy", "answer", asked["id"], "refused", "--ground", grounds[0], "--why", "ต้องเก็บ")
    assert done["answer"] == "refused"
    assert [each["answer"] for each in living("privacy", "requests")] == ["refused"]


def test_the_record_the_notices_and_the_retention_are_told(living: Any) -> None:
    activities = [each["key"] for each in living("privacy", "record")["activities"]]
    assert [each["activity"] for each in living("privacy", "notices")] == activities
    assert {each["activity"] for each in living("privacy", "retention")["activities"]} < set(activities)


def test_a_dossier_is_written_in_each_shape_and_stands_in_the_log(living: Any) -> None:
    with Store.open(living.store, password=PASSWORD, clock=living.clock) as store:
        person = next(each for each in store.find(Citizen) if each.citizen_id)
    given = living("privacy", "give-notice", person.citizen_id, "old-age", "--how", "พร้อมแบบ")
    assert given["activity"] == "old-age"
    who = ("privacy", "dossier", person.citizen_id)
    assert living.run(*who, "-o", living.folder / "d.pdf").code == 2, "a reason is asked for"
    for ending, begins in (("pdf", b"%PDF"), ("csv", "\ufeff".encode()), ("json", b"{")):
        file = living.folder / f"d.{ending}"
        written = living(*who, "--why", "คำขอ", "-o", file)
        assert written["records"] > 1
        assert file.read_bytes().startswith(begins)
    document = json.loads((living.folder / "d.json").read_bytes())
    assert document["citizen_id"] == person.citizen_id
    assert [each["action"] for each in document["seen"]] == ["export-whole"] * 3
