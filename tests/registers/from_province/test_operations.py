"""Nothing the province sends takes effect before a person accepts it; then it stands where a clerk would say it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.registers.from_province.contents import DownKind, refuse_unreadable
from sai_thong.registers.from_province.operations import (
    KindUnknown,
    accept,
    decline,
    item_numbered,
    waiting_items,
    what_changes,
)
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.office.own_law import own_rows, row_in_use
from tests.registers.petitions.small_desk import make_store

HOLIDAYS = """
[[holiday]]
day = 2026-12-28
name = "วันหยุดพิเศษ"
[[holiday]]
day = 2026-12-07
is_holiday = false
"""
CORRECTION = """
[[row]]
table = "pay_day"
row = "pay-day-2563"
[row.fields]
day = 8
"""
FOLLOWING = CORRECTION.replace("[row.fields]", "from = 2027-01-01\n[row.fields]")
SERVICE = """
[[row]]
table = "divisions"
row = "disaster"
[row.fields]
name = "กองป้องกันภัย"
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, _clock = make_store(tmp_path)
    with made:
        yield made


def sent(store: Store, kind: str, content: str, number: int = 1) -> ProvinceItem:
    with store.transaction() as tx:
        return tx.insert(
            ProvinceItem(number=number, kind=kind, title="ตามหนังสือจังหวัด", content=content, sent_at="2026-11-21")
        )


def test_what_only_a_newer_program_knows_is_kept_and_opened_by_none_before(store: Store) -> None:
    item = sent(store, "survey", "ถามเรื่องน้ำ")
    assert waiting_items(store) == [item]
    for look in (lambda: accept(store, item), lambda: what_changes(store, item)):
        with pytest.raises(KindUnknown):
            look()
    assert decline(store, item, why="ไม่เกี่ยวกับเรา").record.declined_on is not None


def test_holidays_wait_until_somebody_accepts_them(store: Store) -> None:
    item = sent(store, DownKind.HOLIDAYS, HOLIDAYS)
    assert date(2026, 12, 28) not in holiday_table(store)
    assert [each for each, _what in what_changes(store, item)] == ["28 ธ.ค. 69", "7 ธ.ค. 69"]
    assert waiting_items(store) == [item]
    accept(store, item)
    assert date(2026, 12, 28) in holiday_table(store)
    assert date(2026, 12, 7) not in holiday_table(store)
    assert waiting_items(store) == []
    with pytest.raises(Refused):
        accept(store, item_numbered(store, 1))


def test_a_correction_of_the_law_stands_with_the_provinces_title_as_its_reason(store: Store) -> None:
    item = sent(store, DownKind.LAW, CORRECTION)
    before = row_in_use(store, "pay_day", "pay-day-2563")["day"]
    assert before != 8
    ((_row, said),) = what_changes(store, item)
    assert said.endswith(f"{before} → 8")
    accept(store, item)
    assert row_in_use(store, "pay_day", "pay-day-2563")["day"] == 8
    (own,) = own_rows(store)
    assert "ตามหนังสือจังหวัด" in store.history(own.setting.id)[-1].reason


def test_a_row_that_follows_is_taken_over_once_though_it_is_accepted_twice(store: Store) -> None:
    first, again = (sent(store, DownKind.LAW, FOLLOWING, number) for number in (1, 2))
    accept(store, first)
    assert not any(table == "settings" for table in accept(store, again).changes.ids)
    assert [each.follows for each in own_rows(store)] == ["pay-day-2563"]


def test_a_row_of_a_reference_list_is_added(store: Store) -> None:
    accept(store, sent(store, DownKind.LIST, SERVICE))
    assert row_in_use(store, "divisions", "disaster")["name"] == "กองป้องกันภัย"


def test_what_cannot_be_taken_over_stays_waiting(store: Store) -> None:
    item = sent(store, DownKind.LAW, CORRECTION.replace("pay-day-2563", "no-such-row"))
    with pytest.raises(BadInput):
        accept(store, item)
    rates = sent(store, DownKind.LIST, SERVICE.replace("divisions", "pay_day"), 2)
    with pytest.raises(BadInput):
        accept(store, rates)
    assert {each.number for each in waiting_items(store)} == {1, 2}


def test_declining_needs_a_reason_and_changes_nothing(store: Store) -> None:
    item = sent(store, DownKind.LAW, CORRECTION)
    with pytest.raises(BadInput):
        decline(store, item, why=" ")
    assert decline(store, item, why="ใช้ของเราเอง").record.reason == "ใช้ของเราเอง"
    assert own_rows(store) == []
    assert waiting_items(store) == []


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (DownKind.ANNOUNCEMENT, "  "),
        (DownKind.ANNOUNCEMENT, "ก" * 70_000),
        (DownKind.HOLIDAYS, "วันหยุด"),
        (DownKind.HOLIDAYS, "[[holiday]]\nday = 2026-12-28"),
        (DownKind.LAW, '[[row]]\ntable = "pay_day"\nrow = "x"'),
        (DownKind.LAW, '[[row]]\ntable = "pay_day"\nrow = "x"\nfrom = "soon"\n[row.fields]\nday = 8'),
        (DownKind.LIST, ""),
    ],
)
def test_what_no_office_could_read_is_not_sent(kind: DownKind, content: str) -> None:
    with pytest.raises(BadInput):
        refuse_unreadable(kind, content)
