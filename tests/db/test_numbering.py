"""No official number is issued twice; a series starts anywhere, takes hand-written numbers and keeps its voids."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db import numbering
from sai_thong.db.numbering import NumberState, OfficialNumber
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.store import Store

DAY = date(2026, 11, 3)


def issue(store: Store, given_to: str = "x") -> int:
    with store.transaction() as tx:
        return numbering.issue(tx, "letters", 2569, station=store.file_id, given_to=given_to, on_day=DAY).number


def open_at(store: Store, number: int) -> None:
    with store.transaction() as tx:
        numbering.open_series(tx, "letters", 2569, station=store.file_id, next_number=number)


def test_a_series_starts_from_any_next_number_in_the_middle_of_a_year(store: Store) -> None:
    open_at(store, 123)
    assert [issue(store), issue(store)] == [123, 124]


def test_a_number_written_by_hand_is_passed_over(store: Store) -> None:
    open_at(store, 10)
    with store.transaction() as tx:
        numbering.take_by_hand(tx, "letters", 2569, 11, given_to="paper", on_day=DAY)
    assert [issue(store), issue(store)] == [10, 12]


def test_a_used_number_cannot_be_taken_by_hand(store: Store) -> None:
    open_at(store, 1)
    issue(store)
    with pytest.raises(NumberRefused), store.transaction() as tx:
        numbering.take_by_hand(tx, "letters", 2569, 1, given_to="paper", on_day=DAY)


def test_a_void_number_keeps_its_reason_and_is_never_given_again(store: Store) -> None:
    open_at(store, 1)
    assert issue(store) == 1
    with store.transaction() as tx:
        numbering.make_void(tx, "letters", 2569, 1, reason="พิมพ์ผิด", on_day=DAY)
        numbering.make_void(tx, "letters", 2569, 2, reason="กระดาษเสีย", on_day=DAY)
    assert issue(store) == 3
    voids = store.find(OfficialNumber, state=NumberState.VOID)
    assert {each.number: each.reason for each in voids} == {1: "พิมพ์ผิด", 2: "กระดาษเสีย"}


def test_a_number_is_not_made_void_without_a_reason(store: Store) -> None:
    with pytest.raises(NumberRefused), store.transaction() as tx:
        numbering.make_void(tx, "letters", 2569, 1, reason="  ", on_day=DAY)


def test_a_series_that_is_not_open_gives_no_number(store: Store) -> None:
    with pytest.raises(NumberRefused):
        issue(store)


def test_a_series_is_not_opened_twice_nor_below_a_used_number(store: Store) -> None:
    open_at(store, 5)
    with pytest.raises(NumberRefused):
        open_at(store, 9)
    issue(store)
    with pytest.raises(NumberRefused), store.transaction() as tx:
        numbering.open_series(tx, "letters", 2569, station="another", next_number=5)


def test_gaps_between_used_numbers_are_listed(store: Store) -> None:
    with store.transaction() as tx:
        for number in (3, 4, 8):
            numbering.take_by_hand(tx, "letters", 2569, number, given_to="paper", on_day=DAY)
    assert numbering.unaccounted(store, "letters", 2569) == [5, 6, 7]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    steps=st.lists(st.sampled_from(["issue", "hand", "void"]), max_size=12),
    year=st.integers(2569, 2900),
    data=st.data(),
)
def test_no_number_ever_belongs_to_two_records(store: Store, steps: list[str], year: int, data: st.DataObject) -> None:
    series = f"series-{store.head().counter}"
    given_out: list[int] = []
    with store.transaction() as tx:
        numbering.open_series(tx, series, year, station=store.file_id)
        for step in steps:
            number = data.draw(st.integers(1, 8))
            try:
                if step == "issue":
                    made = numbering.issue(tx, series, year, station=store.file_id, given_to="x", on_day=DAY)
                elif step == "hand":
                    made = numbering.take_by_hand(tx, series, year, number, given_to="x", on_day=DAY)
                else:
                    numbering.make_void(tx, series, year, number, reason="เสีย", on_day=DAY)
                    continue
            except NumberRefused:
                continue
            given_out.append(made.number)
    assert len(given_out) == len(set(given_out))
