"""The book of numbers: who gives each series, every number accounted for, blocks lent and back, never one twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sai_thong.db import slots
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.number_book import (
    NumberedSeries,
    book_years,
    give_here,
    hand_over,
    lend,
    ranges,
    series_in_year,
    series_label,
    take_back,
    void,
)
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.saraban import incoming
from sai_thong.registers.saraban.series import INCOMING_SERIES, Numbering
from sai_thong.registers.sensitive_sets import COMPLAINTS
from tests.registers.saraban.conftest import PASSWORD, YEAR, a_receipt, clock, store

__all__ = ["clock", "store"]


def of(store: Store, name: str, set_name: str = "", year: int = YEAR) -> NumberedSeries:
    (found,) = [each for each in series_in_year(store, year) if (each.name, each.set_name) == (name, set_name)]
    return found


def test_registers_that_nobody_opened_stand_in_the_book_as_such(store: Store) -> None:
    book = series_in_year(store, YEAR)
    assert {"letters-in", "letters-out", "orders", "petitions"} <= {each.name for each in book}
    assert not any(each.here or each.station for each in book)
    assert len({each.label for each in book}) == len(book)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("letters-in", "หนังสือรับ"),
        ("petitions-ก", "คำร้อง ชุด ก"),
        ("asset-loans", "ใบยืมพัสดุ"),
        ("requisitions", "ใบเบิก"),
        ("assets-416", "เลขรหัสพัสดุ หมวด 416"),
        ("old-age-register", "ทะเบียนเลขที่ เบี้ยยังชีพผู้สูงอายุ"),
    ],
)
def test_a_series_is_called_what_the_office_calls_it(name: str, label: str) -> None:
    assert series_label(name) == label


def test_a_register_opened_in_the_middle_of_a_year_goes_on_and_accounts_for_every_number(store: Store) -> None:
    give_here(store, of(store, INCOMING_SERIES), next_number=124)
    incoming.receive(store, a_receipt())
    incoming.receive(store, a_receipt(), numbering=Numbering.BY_HAND, number=121)
    series = of(store, INCOMING_SERIES)
    assert (series.here, series.next_number) == (True, 125)
    account = series.account
    assert (account.issued, account.by_hand, account.missing) == ((124,), (121,), (122, 123))
    void(store, series, 122, why="เขียนเสีย")
    void(store, series, 123, why="เขียนเสีย")
    assert of(store, INCOMING_SERIES).account.whole
    assert book_years(store) == [YEAR]


def test_a_number_that_a_document_bears_is_not_made_void_here(store: Store) -> None:
    give_here(store, of(store, INCOMING_SERIES), next_number=1)
    incoming.receive(store, a_receipt())
    with pytest.raises(NumberRefused):
        void(store, of(store, INCOMING_SERIES), 1, why="ผิด")
    with pytest.raises(NumberRefused):
        void(store, of(store, INCOMING_SERIES), 0, why="ผิด")
    assert of(store, INCOMING_SERIES).account.issued == (1,)


def test_a_block_of_petitions_is_lent_and_what_came_back_unused_is_void(store: Store) -> None:
    give_here(store, of(store, "petitions"), next_number=10)
    block = lend(store, of(store, "petitions"), 5, given_to="ผู้ใหญ่บ้าน หมู่ 3").record
    series = of(store, "petitions")
    assert series.may_be_lent
    assert (series.account.leased, series.next_number) == ((10, 11, 12, 13, 14), 15)
    take_back(store, series, block, why="คืนเล่ม")
    series = of(store, "petitions")
    assert (series.leases, series.account.void, series.account.whole) == ((), (10, 11, 12, 13, 14), True)


def test_the_one_sequence_of_letters_is_never_lent(store: Store) -> None:
    give_here(store, of(store, "orders"), next_number=1)
    assert not of(store, "orders").may_be_lent
    with pytest.raises(NumberRefused):
        lend(store, of(store, "orders"), 5, given_to="กองช่าง")


def test_a_series_handed_over_is_given_no_more_and_not_taken_back_by_force(store: Store) -> None:
    give_here(store, of(store, "petitions"), next_number=7)
    with pytest.raises(NumberRefused):
        hand_over(store, of(store, "petitions"), "กองช่าง", why="ย้าย")
    hand_over(store, of(store, "petitions"), "ABCDEFGH", why="ย้ายงาน")
    series = of(store, "petitions")
    assert (series.here, series.station, series.next_number) == (False, "abcdefgh", 7)
    assert [each.reason for each in series.hand_overs] == ["ย้ายงาน"]
    with pytest.raises(NumberRefused):
        give_here(store, series, next_number=7)
    own = give_here(store, series, next_number=1, letter="ก").record
    assert own.name == "petitions-ก"


def test_confidential_petitions_stand_in_the_book_only_for_who_holds_their_key(store: Store, clock: FixedClock) -> None:
    open_numbers(store, YEAR, next_number=3, confidential=True)
    assert of(store, "petitions", COMPLAINTS).next_number == 3
    assert not of(store, "petitions").here
    slots.add_user(store.path, store.keys, "ช่าง", PASSWORD, sets=())
    store.close()
    with Store.open(store.path, user="ช่าง", password=PASSWORD, clock=clock) as without_key:
        assert {each.set_name for each in series_in_year(without_key, YEAR)} == {""}


def test_a_register_goes_on_by_itself_in_the_new_year(store: Store, clock: FixedClock) -> None:
    give_here(store, of(store, INCOMING_SERIES), next_number=900)
    clock.moment = datetime(2027, 1, 4, 3, tzinfo=UTC)
    following = of(store, INCOMING_SERIES, year=YEAR + 1)
    assert (following.here, following.next_number) == (True, 1)
    assert incoming.receive(store, a_receipt()).record.number == 1


@pytest.mark.parametrize(("numbers", "words"), [((), ""), ((4,), "4"), ((1, 2, 3, 7, 9, 10), "1–3, 7, 9–10")])
def test_runs_of_numbers_are_told_in_short(numbers: tuple[int, ...], words: str) -> None:
    assert ranges(numbers) == words
