"""Moves of domicile (ย้ายภูมิลำเนา): which months this office pays, and which another does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sai_thong.registers.allowances.rules.facts import ClaimFacts, EndReason, Move, MoveDirection, PersonFacts
from sai_thong.registers.allowances.rules.steps import october_of
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.terms import NewOfficeFrom, OldOfficeUntil, Scheme
from sai_thong.thai.calendar import Month, fiscal_year_be


@dataclass(frozen=True, slots=True)
class MonthsElsewhere:
    """Months that this office does not pay because of a move.

    Attributes:
        first: First of them, or None for "since ever" (before a move in).
        last: Last of them, or None for "until further notice" (after a move out).
        move: The move that caused them.
    """

    first: Month | None
    last: Month | None
    move: Move

    def covers(self, month: Month) -> bool:
        """Whether `month` is one of them."""
        return (self.first is None or self.first <= month) and (self.last is None or month <= self.last)


def last_month_here(move: Move, scheme: Scheme, law: AllowanceLaw) -> Month:
    """The last month this office pays after a move out: old age, September of the fiscal year of the move."""
    if law.move_rule(scheme, move.on).old_office_until is OldOfficeUntil.END_OF_FISCAL_YEAR:
        return october_of(fiscal_year_be(move.on) + 1).previous()
    return Month.of(move.on)


def first_month_here(move: Move, scheme: Scheme, law: AllowanceLaw) -> Month:
    """The first month this office may pay after a move in: old age, October of the next fiscal year.

    Where registration decides, this is the month after the move at the earliest; the claim's own first month may be
    later.
    """
    if law.move_rule(scheme, move.on).new_office_from is NewOfficeFrom.NEXT_FISCAL_YEAR:
        return october_of(fiscal_year_be(move.on) + 1)
    return Month.of(move.on).next()


def months_elsewhere(moves: Sequence[Move], scheme: Scheme, law: AllowanceLaw) -> tuple[MonthsElsewhere, ...]:
    """The spans of months that this office does not pay, in order of time.

    A return within the fiscal year of the move leaves no span for old age: September is still paid, October again.
    """
    spans: list[MonthsElsewhere] = []
    out: Move | None = None
    for position, move in enumerate(sorted(moves, key=lambda each: each.on)):
        if move.direction is MoveDirection.OUT:
            out = out or move
        elif out is not None:
            first, last = last_month_here(out, scheme, law).next(), first_month_here(move, scheme, law).previous()
            if first <= last:
                spans.append(MonthsElsewhere(first, last, out))
            out = None
        elif position == 0:
            spans.append(MonthsElsewhere(None, first_month_here(move, scheme, law).previous(), move))
    if out is not None:
        spans.append(MonthsElsewhere(last_month_here(out, scheme, law).next(), None, out))
    return tuple(spans)


def moves_of(person: PersonFacts, claim: ClaimFacts) -> tuple[Move, ...]:
    """The person's moves, with the one that ended the claim where the person's own record does not have it."""
    ended_by_move = claim.end_reason is EndReason.MOVED and claim.ended_on is not None
    if not ended_by_move or any(move.direction is MoveDirection.OUT for move in person.moves):
        return person.moves
    assert claim.ended_on is not None
    return (*person.moves, Move(claim.ended_on, MoveDirection.OUT))
