"""Numbers and days of letters that went out, kept with what they are about; their papers print ร่าง until then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.records import Claim, Overpayment
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import scheme_set_of


@dataclass(frozen=True)
class LetterMark:
    """What marks a letter that went out.

    Attributes:
        number: Its number without the office's code; empty while it has none.
        on_day: Its day; None while it was not written.
    """

    number: str = ""
    on_day: date | None = None


UNWRITTEN: Final = LetterMark()


def mark_overpayment_letters(
    store: Store, case: Overpayment, *, facts: LetterMark, demand: LetterMark = UNWRITTEN, why: str = ""
) -> Saved[Overpayment]:
    """Put right number and day of the letters of a case, as when the number is given after the letter was recorded.

    Raises:
        IllegalStep: The facts did not go out yet, or a demand is marked that did not.
        Incomplete: A letter that went out has no day.
    """
    if case.explanation_asked_on is None or (case.demanded_on is None and demand != UNWRITTEN):
        raise IllegalStep(_("This letter did not go out yet."), do=_("Record the step that it belongs to first."))
    _need_day(facts, went_out=True)
    _need_day(demand, went_out=case.demanded_on is not None)
    with store.transaction(why) as tx:
        kept = writer_of(tx, scheme_set_of(case.scheme)).update(
            case,
            facts_letter_no=facts.number.strip(),
            explanation_asked_on=facts.on_day,
            demand_letter_no=demand.number.strip(),
            demanded_on=demand.on_day,
        )
        return Saved(kept, tx.changes)


def mark_move_letters(
    store: Store, claim: Claim, *, to_person: LetterMark, to_office: LetterMark = UNWRITTEN, why: str = ""
) -> Saved[Claim]:
    """Keep number and day of the letters that tell a mover and the new office of the move.

    Raises:
        NotPossible: The register knows of no move; or a letter of the sensitive set would tell another office.
        Incomplete: A number without a day.
    """
    if store.get(Citizen, claim.person_id).away_since is None:
        raise NotPossible(
            _("The register knows of no move of this person."), do=_("Record the move first, with its date.")
        )
    scheme_set = scheme_set_of(claim.scheme)
    if scheme_set.sealed and to_office != UNWRITTEN:
        raise NotPossible(
            _("No other office is told of who is on the sealed list."), do=_("Give the letter to the person alone.")
        )
    for letter in (to_person, to_office):
        _need_day(letter, went_out=bool(letter.number.strip()))
    with store.transaction(why) as tx:
        kept = writer_of(tx, scheme_set).update(
            claim,
            move_letter_no=to_person.number.strip(),
            move_letter_on=to_person.on_day,
            move_office_letter_no=to_office.number.strip(),
            move_office_letter_on=to_office.on_day,
        )
        return Saved(kept, tx.changes)


def _need_day(letter: LetterMark, *, went_out: bool) -> None:
    if went_out and letter.on_day is None:
        raise Incomplete(_("The letter has no day."), do=_("Write the day that stands on it."))
