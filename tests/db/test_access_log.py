"""The access log: what was done stands in the chain first, also beside an open window, and so does a refusal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sai_thong.db import access_aside, access_log, guessing, verify
from sai_thong.db.access_log import Access, Look, Wanted
from sai_thong.db.errors import ReadOnlyDisk, WrongPassword
from sai_thong.db.guessing import TooSoon
from sai_thong.db.refusals import ReasonMissing
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from tests.db.conftest import PASSWORD


@pytest.fixture
def person(store: Store) -> Citizen:
    with store.transaction() as tx:
        return tx.insert(Citizen(first_name="ก"))


def waiting(store: Store) -> list[Path]:
    beside = store.path.parent.iterdir()
    return sorted(each for each in beside if ".seen-" in each.name or ".refused-" in each.name)


def test_an_access_is_committed_with_who_when_what_and_why(store: Store, person: Citizen, clock: FixedClock) -> None:
    access_log.note(store, Look(Access.UNMASK, person.id, "citizen_id", " ตรวจบัตร "))
    (seen,) = access_log.seen(store, [person.id])
    assert (seen.at, seen.user, seen.kind) == (clock.now(), "ผู้ดูแล", Access.UNMASK)
    assert (seen.record_id, seen.detail, seen.why) == (person.id, "citizen_id", "ตรวจบัตร")
    assert seen.entry == f"{store.file_id}.{store.head().counter}"
    assert list(verify.verify_chain(store.connection_for_reading())) == []


def test_a_look_stays_the_look_of_who_looked_when_the_store_was_handed_over_since(store: Store) -> None:
    for by in ("", "ผู้ดูแล", "สมชาย"):
        access_log.note_views(store, [Look(Access.VIEW, f"a.{by}")], by)
    assert [each.user for each in access_log.accesses(store, Wanted())] == ["ผู้ดูแล", "ผู้ดูแล", "สมชาย"]


def test_what_leaves_the_file_whole_needs_a_reason_and_nothing_of_it_is_noted_without(store: Store) -> None:
    before = store.head()
    with pytest.raises(ReasonMissing):
        access_log.note(store, Look(Access.VIEW, "a.1"), Look(Access.EXPORT_WHOLE, "claims", why="  "))
    assert store.head() == before
    access_log.note(store, Look(Access.EXPORT_WHOLE, "claims", why="สตง. ขอ"))
    assert [each.why for each in access_log.accesses(store, Wanted())] == ["สตง. ขอ"]


def test_a_reader_beside_an_open_window_is_noted_and_taken_into_the_journal(
    store: Store, store_path: Path, person: Citizen, clock: FixedClock
) -> None:
    with Store.open(store_path, password=PASSWORD, clock=clock, write=False) as reader:
        access_log.note(reader, Look(Access.PRINT, person.id, "payment-list"), Look(Access.VIEW, person.id))
        assert access_log.take_in(reader) == 0
    (note,) = waiting(store)
    assert person.id.encode() not in note.read_bytes()
    later = FixedClock(clock.now() + timedelta(hours=3))
    store.clock = later
    assert access_log.take_in(store) == 2
    assert waiting(store) == []
    assert access_log.take_in(store) == 0
    told = access_log.seen(store, [person.id])
    assert [each.kind for each in told] == [Access.PRINT, Access.VIEW]
    assert {(each.at, each.user) for each in told} == {(clock.now(), "ผู้ดูแล")}


def test_a_note_that_somebody_put_there_or_changed_is_not_taken_in(store: Store, person: Citizen) -> None:
    access_aside.keep(store.path, bytes(32), [{"action": "print", "record_id": person.id, "at": "2026-11-03T02:00Z"}])
    forged = [
        '[{"action": "refused", "by": 1, "at": "2026-11-03T02:00:00Z"}]',
        '[{"action": "refused", "by": "ผู้ดูแล"}]',
        '[{"action": "refused", "at": "yesterday"}]',
        '[{"action": "refused", "at": "2026-11-03T02:00:00"}]',
        '[{"action": "refused", "at": "9999-12-31T23:59:00+00:00"}]',
        '[{"action": "refused", "by": "\\ud800", "at": "2026-11-03T02:00:00Z"}]',
        "[" * 60_000,
        "no json",
    ]
    for number, text in enumerate(forged):
        store.path.with_name(f"{store.path.name}.refused-{number}").write_text(text, encoding="utf-8")
    assert access_log.take_in(store) == 0
    assert len(waiting(store)) == 1 + len(forged)
    assert access_log.accesses(store, Wanted()) == []


def test_a_refused_password_is_noted_without_any_key_and_names_only_users(
    store: Store, store_path: Path, clock: FixedClock
) -> None:
    for user in ("ผู้ดูแล", None, "รหัสผ่านในช่องผิด"):
        with pytest.raises(WrongPassword):
            Store.open(store_path, user=user, password="ผิด", clock=clock, write=False)
    assert "รหัสผ่าน" not in "".join(each.read_text() for each in waiting(store))
    assert access_log.take_in(store) == 3
    told = access_log.accesses(store, Wanted(kinds=frozenset({Access.REFUSED})))
    assert sorted(each.user for each in told) == ["", "ผู้ดูแล", "ผู้ดูแล"]
    assert {each.record_id for each in told} == {store.file_id}


def test_a_note_without_a_seal_says_nothing_but_that_somebody_was_refused(store: Store) -> None:
    said = {"action": "export", "by": "ผู้ดูแล", "at": "2026-11-03T02:00:00Z"}
    access_aside.keep_refusal(store.path, said | {"record_id": "a.1", "detail": "claims", "why": "สตง. ขอ"})
    assert access_log.take_in(store) == 1
    (told,) = access_log.accesses(store, Wanted())
    assert (told.kind, told.user, told.record_id) == (Access.REFUSED, "ผู้ดูแล", store.file_id)
    assert (told.detail, told.why) == ("", "")


def test_of_very_many_refusals_the_newest_stay_and_slow_the_next(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_aside, "MOST_REFUSALS", 6)
    for _each in range(9):
        access_log.note_refused(store.path, "ผู้ดูแล", clock)
        clock.advance(minutes=10)
    clock.advance(minutes=-10)
    assert len(waiting(store)) == 6
    with pytest.raises(TooSoon):
        guessing.refuse_too_soon(store.path, "ผู้ดูแล", clock)


@pytest.mark.usefixtures("store")
def test_where_no_note_can_be_written_a_grave_access_is_refused_and_a_view_is_not(
    store_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _data: bytes) -> None:
        raise ReadOnlyDisk(path)

    monkeypatch.setattr(access_aside, "write_whole", full)
    with Store.open(store_path, password=PASSWORD, clock=clock, write=False) as reader:
        with pytest.raises(ReadOnlyDisk):
            access_log.note(reader, Look(Access.PRINT, "x"))
        access_log.note_views(reader, [Look(Access.VIEW, "x")])


def test_the_log_is_read_by_time_user_and_kind(store: Store) -> None:
    for number, kind in enumerate((Access.VIEW, Access.PRINT, Access.VIEW)):
        store.clock = FixedClock(datetime(2026, 11, 3, number, tzinfo=UTC))
        access_log.note(store, Look(kind, f"x.{number}"))
    views = Wanted(kinds=frozenset({Access.VIEW}))
    hour = Wanted(since=datetime(2026, 11, 3, 1, tzinfo=UTC), until=datetime(2026, 11, 3, 2, tzinfo=UTC))
    assert [each.record_id for each in access_log.accesses(store, views)] == ["x.0", "x.2"]
    assert [each.record_id for each in access_log.accesses(store, hour)] == ["x.1"]
    assert access_log.accesses(store, Wanted(user="ผู้อื่น")) == []
