"""Register numbers follow each other a scheme and year, skip what is used, and are given to many at once."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.numbering import OfficialNumber, issue_many, make_void, open_series, take_by_hand, unaccounted
from sai_thong.db.refusals import NumberRefused
from sai_thong.registers.allowances.register_numbers import is_register_open, open_register
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import Scheme

DAY = date(2026, 10, 1)


def test_many_numbers_skip_those_taken_by_hand_and_void(office, in_set):
    with office.store.transaction() as tx:
        writer = writer_of(tx, in_set)
        open_series(writer, "x", 2570, station="here", next_number=5)
        take_by_hand(writer, "x", 2570, 6, given_to="before", on_day=DAY)
        make_void(writer, "x", 2570, 8, reason="เขียนผิด", on_day=DAY)
        given = issue_many(writer, "x", 2570, station="here", given_to=("a", "b", "c"), on_day=DAY)
        assert [(number.number, number.given_to) for number in given] == [(5, "a"), (7, "b"), (9, "c")]
        more = issue_many(writer, "x", 2570, station="here", given_to=("d",), on_day=DAY)
        assert [number.number for number in more] == [10]
        assert unaccounted(writer, "x", 2570) == []


def test_nobody_to_number_uses_no_number(office):
    with office.store.transaction() as tx:
        open_series(tx, "x", 2570, station="here")
        assert issue_many(tx, "x", 2570, station="here", given_to=(), on_day=DAY) == []
    assert office.store.find(OfficialNumber) == []


def test_a_series_of_another_station_gives_nothing(office):
    with office.store.transaction() as tx:
        open_series(tx, "x", 2570, station="there")
    with pytest.raises(NumberRefused), office.store.transaction() as tx:
        issue_many(tx, "x", 2570, station="here", given_to=("a",), on_day=DAY)


def test_a_register_is_opened_once_at_the_number_on_paper(office, scheme, in_set):
    open_register(office.store, scheme, 2570, next_number=58)
    assert is_register_open(shelf_of(office.store, in_set), scheme, 2570, station=office.store.file_id)
    assert not is_register_open(shelf_of(office.store, in_set), scheme, 2571, station=office.store.file_id)
    with pytest.raises(NumberRefused):
        open_register(office.store, scheme, 2570, next_number=1)
    other = Scheme.DISABILITY
    open_register(office.store, other, 2570, next_number=1)
