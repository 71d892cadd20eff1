"""Numbers lent in blocks or handed over with their series: none is given twice, and every one is accounted for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db import leasing, numbering
from sai_thong.db.leasing import SeriesAccount, SeriesHandOver
from sai_thong.db.numbering import NumberLease, NumberState, OfficialNumber
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction

DAY = date(2026, 11, 3)
SERIES, YEAR = "petitions", 2569
OTHER = "another-station"


def opened(tx: Transaction, station: str, next_number: int = 1) -> numbering.NumberSeries:
    return numbering.open_series(tx, SERIES, YEAR, station=station, next_number=next_number)


def issue(tx: Transaction, station: str) -> int:
    return numbering.issue(tx, SERIES, YEAR, station=station, given_to="x", on_day=DAY).number


def lend(tx: Transaction, station: str, size: int, given_to: str = OTHER) -> NumberLease:
    return leasing.lease(tx, SERIES, YEAR, size, station=station, given_to=given_to, on_day=DAY)


def test_the_series_passes_over_a_block_that_is_lent(store: Store) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        assert issue(tx, store.file_id) == 1
        assert list(lend(tx, store.file_id, 3).numbers) == [2, 3, 4]
        assert [issue(tx, store.file_id) for _ in range(2)] == [5, 6]
        many = numbering.issue_many(tx, SERIES, YEAR, station=store.file_id, given_to=["a", "b"], on_day=DAY)
        assert [each.number for each in many] == [7, 8]


def test_bulk_numbers_pass_over_a_block_that_is_lent(store: Store) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        lend(tx, store.file_id, 2)
        many = numbering.issue_many(tx, SERIES, YEAR, station=store.file_id, given_to=["a", "b"], on_day=DAY)
    assert [each.number for each in many] == [3, 4]


def test_a_block_goes_round_numbers_written_by_hand(store: Store) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        numbering.take_by_hand(tx, SERIES, YEAR, 3, given_to="paper", on_day=DAY)
        assert list(lend(tx, store.file_id, 3).numbers) == [4, 5, 6]
        assert [issue(tx, store.file_id) for _ in range(3)] == [1, 2, 7]


def test_the_borrower_gives_the_numbers_of_its_block_and_no_more(store: Store) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        assert not numbering.gives_numbers(tx, SERIES, YEAR, station=OTHER)
        lend(tx, store.file_id, 2)
        assert numbering.gives_numbers(tx, SERIES, YEAR, station=OTHER)
        assert [issue(tx, OTHER), issue(tx, OTHER)] == [1, 2]
        with pytest.raises(NumberRefused):
            issue(tx, OTHER)


def test_numbers_of_a_paper_block_are_keyed_by_hand(store: Store) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        lend(tx, store.file_id, 3, "ผู้ใหญ่บ้าน หมู่ 3")
        numbering.take_by_hand(tx, SERIES, YEAR, 2, given_to="paper", on_day=DAY)
        assert leasing.account(tx, SERIES, YEAR) == SeriesAccount((), (2,), (), (1, 3), ())


def test_what_comes_back_unused_is_void_with_the_reason(store: Store) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        block = lend(tx, store.file_id, 3)
        issue(tx, OTHER)
        voided = leasing.end_lease(tx, block, reason="เครื่องเสีย", on_day=DAY)
    assert [(each.number, each.state, each.reason) for each in voided] == [
        (2, NumberState.VOID, "เครื่องเสีย"),
        (3, NumberState.VOID, "เครื่องเสีย"),
    ]
    ended = store.get(NumberLease, block.id)
    assert (ended.ended_on, ended.reason) == (DAY, "เครื่องเสีย")
    assert leasing.account(store, SERIES, YEAR).whole
    with store.transaction() as tx:
        assert issue(tx, store.file_id) == 4
        with pytest.raises(NumberRefused):
            issue(tx, OTHER)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_lease_does_not_end_without_a_reason_nor_twice(store: Store, reason: str) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        block = lend(tx, store.file_id, 2)
        with pytest.raises(NumberRefused):
            leasing.end_lease(tx, block, reason=reason, on_day=DAY)
        leasing.end_lease(tx, block, reason="คืน", on_day=DAY)
        with pytest.raises(NumberRefused):
            leasing.end_lease(tx, tx.get(NumberLease, block.id), reason="คืน", on_day=DAY)


@pytest.mark.parametrize(("size", "given_to"), [(0, OTHER), (-1, OTHER), (leasing.LARGEST_LEASE + 1, OTHER), (2, " ")])
def test_no_block_of_no_size_or_for_nobody(store: Store, size: int, given_to: str) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        with pytest.raises(NumberRefused):
            lend(tx, store.file_id, size, given_to)
    assert store.find(NumberLease) == []


def test_only_the_holder_lends(store: Store) -> None:
    with store.transaction() as tx:
        opened(tx, store.file_id)
        with pytest.raises(NumberRefused):
            lend(tx, OTHER, 2)


def test_after_a_hand_over_only_the_new_holder_gives_numbers(store: Store) -> None:
    with store.transaction() as tx:
        series = opened(tx, store.file_id)
        assert issue(tx, store.file_id) == 1
        leasing.hand_over(tx, tx.get(type(series), series.id), OTHER, reason="ย้ายเครื่องธุรการ", on_day=DAY)
        with pytest.raises(NumberRefused):
            issue(tx, store.file_id)
        assert issue(tx, OTHER) == 2
    (kept,) = store.find(SeriesHandOver)
    assert (kept.from_station, kept.to_station, kept.next_number) == (store.file_id, OTHER, 2)
    assert kept.reason == "ย้ายเครื่องธุรการ"


def test_a_hand_over_confirms_the_number_on_paper_above_every_used_one(store: Store) -> None:
    with store.transaction() as tx:
        series = opened(tx, store.file_id)
        issue(tx, store.file_id)
        issue(tx, store.file_id)
        held = tx.get(type(series), series.id)
        for to_station, reason, number in ((OTHER, " ", 5), (store.file_id, "x", 5), (OTHER, "x", 2)):
            with pytest.raises(NumberRefused):
                leasing.hand_over(tx, held, to_station, reason=reason, on_day=DAY, next_number=number)
        leasing.hand_over(tx, held, OTHER, reason="กู้คืนแฟ้ม", on_day=DAY, next_number=10)
        assert issue(tx, OTHER) == 10
    assert leasing.account(store, SERIES, YEAR).missing == (3, 4, 5, 6, 7, 8, 9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    steps=st.lists(st.sampled_from(["issue", "borrowed", "hand", "void", "lend", "end", "hand over"]), max_size=14),
    data=st.data(),
)
def test_whatever_is_lent_or_handed_over_no_number_is_given_twice_and_none_is_lost(
    store: Store, steps: list[str], data: st.DataObject
) -> None:
    name, stations = f"series-{store.head().counter}", ["first", "second"]
    given_out: list[int] = []
    with store.transaction() as tx:
        series = numbering.open_series(tx, name, YEAR, station="first")
        for step in steps:
            holder = tx.get(type(series), series.id).station
            number = data.draw(st.integers(1, 12))
            leases = numbering.open_leases(tx, name, YEAR)
            try:
                if step in ("issue", "borrowed"):
                    station = holder if step == "issue" else "pad"
                    made = numbering.issue(tx, name, YEAR, station=station, given_to="x", on_day=DAY)
                    given_out.append(made.number)
                elif step == "hand":
                    numbering.take_by_hand(tx, name, YEAR, number, given_to="x", on_day=DAY)
                    given_out.append(number)
                elif step == "void":
                    numbering.make_void(tx, name, YEAR, number, reason="เสีย", on_day=DAY)
                elif step == "lend":
                    leasing.lease(
                        tx, name, YEAR, data.draw(st.integers(1, 4)), station=holder, given_to="pad", on_day=DAY
                    )
                elif step == "end" and leases:
                    leasing.end_lease(tx, leases[0], reason="คืน", on_day=DAY)
                elif step == "hand over":
                    (other,) = set(stations) - {holder}
                    held = tx.get(type(series), series.id)
                    leasing.hand_over(tx, held, other, reason="ย้าย", on_day=DAY)
            except NumberRefused:
                continue
        kept = tx.find(OfficialNumber, series=name, year_be=YEAR)
        account = leasing.account(tx, name, YEAR)
    assert len(given_out) == len(set(given_out))
    assert sorted(each.number for each in kept) == sorted({*account.issued, *account.by_hand, *account.void})
    next_number = store.get(type(series), series.id).next_number
    assert all(number >= next_number for number in account.missing), "a number that will never be given is lost"
