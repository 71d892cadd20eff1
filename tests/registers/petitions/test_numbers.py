"""No petition number is given twice, and every one is issued, by hand, void, or in an open lease."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sai_thong.db.leasing import account
from sai_thong.db.numbering import NumberSeries, NumberState, OfficialNumber, unaccounted
from sai_thong.db.refusals import NumberRefused, RecordMissing
from sai_thong.ground.errors import BadInput
from sai_thong.registers.petitions import endings, numbers
from sai_thong.registers.petitions.numbers import BLANK, NumberChoice, NumberMode
from sai_thong.registers.petitions.refusals import IllegalStep, Incomplete
from sai_thong.registers.petitions.shelves import shelf_of, writer_of
from sai_thong.thai.digits import to_thai
from tests.registers.petitions.small_desk import open_series


def by_hand(number: int, letter: str = "") -> NumberChoice:
    return NumberChoice(NumberMode.BY_HAND, number, letter)


def number(desk, choice=numbers.NEXT_NUMBER, **given):
    return desk.taken(number=choice, **given).petition.number


def test_a_series_starts_from_any_number_in_the_middle_of_a_year(closed_desk):
    open_series(closed_desk.store, next_number=37)
    assert [number(closed_desk), number(closed_desk)] == ["37/2569", "38/2569"]


def test_without_a_series_nothing_is_numbered_and_nothing_kept(closed_desk):
    before = closed_desk.store.head()
    with pytest.raises(NumberRefused):
        closed_desk.taken()
    assert closed_desk.store.head() == before


def test_a_number_left_blank_is_keyed_afterwards_once(closed_desk):
    case = closed_desk.case(number=BLANK)
    assert closed_desk.again(case).number == ""
    open_series(closed_desk.store, next_number=9)
    assert numbers.number_case(closed_desk.store, case, by_hand(4)).petition.number == "4/2569"
    with pytest.raises(IllegalStep):
        numbers.number_case(closed_desk.store, case, numbers.NEXT_NUMBER)


def test_a_case_ends_only_with_its_number(closed_desk):
    case = closed_desk.case(number=BLANK)
    with pytest.raises(IllegalStep):
        endings.withdraw(closed_desk.store, case, reason="ซ่อมแล้ว")
    numbers.number_case(closed_desk.store, case, by_hand(1))
    endings.withdraw(closed_desk.store, case, reason="ซ่อมแล้ว")


def test_numbers_written_by_hand_are_taken_and_never_given_again(any_desk):
    mark = "ลับ" if any_desk.confidential else ""
    assert number(any_desk, by_hand(2)) == f"{mark}2/2569"
    assert [number(any_desk), number(any_desk)] == [f"{mark}1/2569", f"{mark}3/2569"]
    with pytest.raises(NumberRefused):
        number(any_desk, by_hand(3))


def test_a_void_number_keeps_its_reason_and_is_passed_over(any_desk):
    store, sealed = any_desk.store, any_desk.confidential
    with pytest.raises(Incomplete):
        numbers.void_number(store, 1, 2569, confidential=sealed, why=" ")
    numbers.void_number(store, 1, 2569, confidential=sealed, why="เขียนเสีย")
    assert number(any_desk).endswith("2/2569")
    (void,) = shelf_of(store, confidential=sealed).find(OfficialNumber, number=1)
    assert (void.state, void.reason) == (NumberState.VOID, "เขียนเสีย")


def test_the_number_of_a_case_is_not_made_void(any_desk):
    number(any_desk)
    with pytest.raises(NumberRefused):
        numbers.void_number(any_desk.store, 1, 2569, confidential=any_desk.confidential, why="ผิด")


def test_a_stations_own_series_prints_its_letter(closed_desk):
    numbers.open_numbers(closed_desk.store, 2569, letter="ก")
    assert number(closed_desk) == "ก1/2569"
    open_series(closed_desk.store, next_number=5)
    assert number(closed_desk) == "5/2569"
    assert number(closed_desk, NumberChoice(letter="ก")) == "ก2/2569"
    for wrong in ("กข", "ลับ", "ะ", "/"):
        with pytest.raises(BadInput):
            numbers.open_numbers(closed_desk.store, 2569, letter=wrong)


def test_last_years_series_goes_on_from_one_after_new_year(desk):
    desk.taken()
    desk.on(date(2027, 1, 4))
    desk.taken(number=by_hand(1), received_at=datetime(2027, 1, 4, 1, 30, tzinfo=UTC))
    assert number(desk) == "2/2570"
    assert number(desk, received_at=datetime(2026, 12, 30, 3, tzinfo=UTC)) == "2/2569"


def test_the_length_of_the_confidential_series_shows_nowhere_else(any_desk):
    number(any_desk)
    shown = any_desk.store.find(OfficialNumber)
    assert len(shown) == (0 if any_desk.confidential else 1)


def test_every_number_is_accounted_for(desk):
    for choice in (numbers.NEXT_NUMBER, by_hand(5), numbers.NEXT_NUMBER):
        number(desk, choice)
    assert unaccounted(desk.store, numbers.SERIES, 2569) == [3, 4]
    for each in (3, 4):
        numbers.void_number(desk.store, each, 2569, why="ใบเสีย")
    assert unaccounted(desk.store, numbers.SERIES, 2569) == []
    assert account(desk.store, numbers.SERIES, 2569).whole


@pytest.mark.parametrize("written", ["{n}/2569", " {n} / 2569 ", "{n}", "thai"])
def test_a_case_is_found_by_its_number_as_it_is_typed(any_desk, written):
    case = any_desk.taken().petition
    typed = to_thai(case.number) if written == "thai" else written.format(n=case.number.split("/")[0])
    assert numbers.find_case(any_desk.store, typed).id == case.id
    assert numbers.find_case(any_desk.store, case.id).id == case.id


def test_a_number_nobody_bears_finds_nothing(desk):
    for text in ("99/2569", "", "abc"):
        with pytest.raises(RecordMissing):
            numbers.find_case(desk.store, text)


def another_station_gives(store, year_be, *, confidential=False):
    with store.transaction() as tx:
        writer_of(tx, confidential=confidential).insert(
            NumberSeries(name="petitions", year_be=year_be, station="zz99zz99", next_number=16)
        )


@pytest.mark.parametrize("confidential", [False, True], ids=["ordinary", "sealed"])
def test_a_series_that_another_station_gives_is_not_opened_here(closed_desk, confidential):
    another_station_gives(closed_desk.store, 2569, confidential=confidential)
    with pytest.raises(NumberRefused):
        numbers.open_numbers(closed_desk.store, 2569, next_number=16, confidential=confidential)
    own = numbers.open_numbers(closed_desk.store, 2569, letter="ข", confidential=confidential).record
    assert own.station == closed_desk.store.file_id


def test_the_new_year_is_not_opened_beside_a_station_that_opened_it_already(desk):
    another_station_gives(desk.store, 2570)
    desk.on(date(2027, 1, 4))
    with pytest.raises(NumberRefused):
        desk.case()
    assert [each.station for each in desk.store.find(NumberSeries, year_be=2570)] == ["zz99zz99"]
