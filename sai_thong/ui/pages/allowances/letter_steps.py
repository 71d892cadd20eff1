"""Number and day of letters that went out, as forms: those of an overpayment, and those about a move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.letters import LetterMark, mark_move_letters, mark_overpayment_letters
from sai_thong.registers.allowances.records import Claim, Overpayment
from sai_thong.registers.law.terms import scheme_set_of
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.allowances.stepped import Step


def overpayment_letters_step(store: Store, case: Overpayment) -> Step:
    """Put right number and day of the letters of a case that went out."""
    demanded = case.demanded_on is not None

    def mark(values: Mapping[str, Any]) -> object:
        return mark_overpayment_letters(
            store,
            case,
            facts=LetterMark(values["facts_no"], values["facts_on"]),
            demand=LetterMark(values["demand_no"], values["demand_on"]) if demanded else LetterMark(),
        )

    fields = [*_letter("facts", _("Letter with the facts"), required=True)]
    if demanded:
        fields += _letter("demand", _("Demand"), required=True)
    return Step(
        words=_("Numbers of the letters…"),
        title=_("Numbers and days of the letters"),
        operation=mark,
        done=_("The letters are recorded; print them again with their numbers."),
        fields=tuple(fields),
        values={
            "facts_no": case.facts_letter_no,
            "facts_on": case.explanation_asked_on,
            "demand_no": case.demand_letter_no,
            "demand_on": case.demanded_on,
        },
    )


def move_letters_step(store: Store, claim: Claim) -> Step:
    """Number and day of the letters to a mover and, but for the sealed list, to the new office."""
    to_office = not scheme_set_of(claim.scheme).sealed

    def mark(values: Mapping[str, Any]) -> object:
        return mark_move_letters(
            store,
            claim,
            to_person=LetterMark(values["person_no"], values["person_on"]),
            to_office=LetterMark(values["office_no"], values["office_on"]) if to_office else LetterMark(),
        )

    fields = [*_letter("person", _("Letter to the person"))]
    if to_office:
        fields += _letter("office", _("Letter to the new office"))
    return Step(
        words=_("Letters about the move…"),
        title=_("Letters about the move"),
        operation=mark,
        done=_("The letters are recorded; print them again with their numbers."),
        fields=tuple(fields),
        values={
            "person_no": claim.move_letter_no,
            "person_on": claim.move_letter_on,
            "office_no": claim.move_office_letter_no,
            "office_on": claim.move_office_letter_on,
        },
    )


def letter_number(key: str, section: str = "") -> FieldSpec:
    """The field of a letter's number."""
    return FieldSpec(key, _("Letter number"), help=_("Empty: the paper prints ร่าง."), section=section, width=200)


def _letter(key: str, section: str, *, required: bool = False) -> Iterator[FieldSpec]:
    """The two fields of a letter."""
    yield letter_number(f"{key}_no", section)
    yield FieldSpec(f"{key}_on", _("Date of the letter"), "date", required=required)
