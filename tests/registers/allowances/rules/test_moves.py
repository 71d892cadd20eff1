"""Moves of domicile: which months this office pays, by scheme, with returns and with law the office settled."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.allowances.rules.facts import ClaimFacts, EndReason, Move, MoveDirection, PersonFacts, Scheme
from sai_thong.registers.allowances.rules.moves import months_elsewhere, moves_of
from sai_thong.registers.law import load_allowance_law, shipped_allowance_law
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


def out(year_be: int, month: int, day: int = 15) -> Move:
    return Move(date(year_be - 543, month, day), MoveDirection.OUT)


def into(year_be: int, month: int, day: int = 15) -> Move:
    return Move(date(year_be - 543, month, day), MoveDirection.IN)


def spans(moves, scheme=Scheme.OLD_AGE, law=None):
    found = months_elsewhere(moves, scheme, law or shipped_allowance_law())
    return [(s.first and s.first.be_text, s.last and s.last.be_text) for s in found]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], []),
        ([out(2569, 3)], [("2569-10", None)]),
        ([out(2569, 9, 30)], [("2569-10", None)]),
        ([out(2569, 10, 1)], [("2570-10", None)]),
        ([into(2569, 3)], [(None, "2569-09")]),
        ([into(2569, 10, 1)], [(None, "2570-09")]),
        # Away and back within one fiscal year: paid without a gap.
        ([out(2569, 1), into(2569, 6)], []),
        # Back in a later one: paid elsewhere for the year between.
        ([out(2569, 3), into(2570, 1)], [("2569-10", "2570-09")]),
        ([into(2570, 1), out(2569, 3)], [("2569-10", "2570-09")]),
        ([out(2569, 3), out(2570, 2)], [("2569-10", None)]),
        ([into(2560, 2), out(2569, 3)], [(None, "2560-09"), ("2569-10", None)]),
    ],
)
def test_old_age_is_paid_here_to_september(moves, expected):
    assert spans(moves) == expected


@pytest.mark.parametrize("scheme", [Scheme.DISABILITY, Scheme.HIV])
def test_unconfirmed_schemes_are_paid_to_the_month_of_the_move(scheme):
    assert spans([out(2569, 3)], scheme) == [("2569-04", None)]
    assert spans([out(2569, 3), into(2569, 6)], scheme) == [("2569-04", "2569-06")]


def test_the_office_can_settle_the_unconfirmed_rule():
    law = load_allowance_law({"move": [{"id": "disability-move", "old_office_until": "end_of_fiscal_year"}]})
    assert spans([out(2569, 3)], Scheme.DISABILITY, law) == [("2569-10", None)]


def test_a_claim_ended_by_a_move_stands_for_the_move_the_person_lacks():
    claim = ClaimFacts(Scheme.OLD_AGE, ended_on=date(2026, 3, 15), end_reason=EndReason.MOVED)
    person = PersonFacts(PartialDate(2500))
    assert moves_of(person, claim) == (out(2569, 3),)
    known = PersonFacts(PartialDate(2500), moves=(out(2569, 1),))
    assert moves_of(known, claim) == (out(2569, 1),)


@given(st.lists(st.builds(Move, st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(MoveDirection))))
def test_spans_follow_each_other_and_whoever_is_away_at_last_stays_away(moves):
    found = months_elsewhere(moves, Scheme.OLD_AGE, shipped_allowance_law())
    for before, after in pairwise(found):
        assert before.last is not None
        assert before.last < after.first
    last = max(moves, key=lambda move: move.on, default=None)
    if last is not None and [m for m in moves if m.on == last.on] == [last]:
        assert bool(found and found[-1].covers(Month(2045, 1))) == (last.direction is MoveDirection.OUT)
