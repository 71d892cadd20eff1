"""A fiscal year read at once: who must not be forgotten, the register, the estimate, and what stands open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sai_thong.db.store import Store
from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances import reminders
from sai_thong.registers.allowances.case_files import load_case_files
from sai_thong.registers.allowances.reminders import ComingOfAge
from sai_thong.registers.allowances.rules.estimate import BudgetEstimate
from sai_thong.registers.allowances.year import YearStanding, budget_estimate, register_of_year, year_standing
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import ChipText, Row, Tone
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.allowances.person_record import whole_baht

WHICH: dict[str, str] = {
    "coming": N_("Come of age this year"),
    "of-age": N_("Of age without a claim"),
    "arrivals": N_("Moved in, not confirmed"),
    "movers": N_("Moved away, not confirmed there"),
    "register": N_("Register of the year"),
    "estimate": N_("Estimate by step"),
}
"""What can be listed: key and English message id."""

OF_THE_SEALED_SET = frozenset({"movers", "register", "estimate"})
"""What the sealed set has of these; the rest is asked of the registrar's list, for the ordinary schemes."""


@dataclass(frozen=True)
class YearBoard:
    """A fiscal year.

    Attributes:
        rows: What can be listed, by key of `WHICH`.
        coming: Who comes of age, and by which registrar's list; None for the sealed set.
        estimate: What the year will cost.
        standing: What stands open.
        numbered: Claims in the year's register.
    """

    rows: dict[str, list[Row]]
    coming: ComingOfAge | None
    estimate: BudgetEstimate
    standing: YearStanding
    numbered: int


def read_year(store: Store, scheme_set: SchemeSet, fiscal_year_be: int) -> YearBoard:
    """Everything about a fiscal year."""
    everyone = load_case_files(store, scheme_set)
    standing = year_standing(store, scheme_set, fiscal_year_be, everyone=everyone)
    estimate = budget_estimate(store, scheme_set, fiscal_year_be, everyone=everyone)
    rows: dict[str, list[Row]] = {
        "movers": [_moved(mover) for mover in standing.movers],
        "register": list(_register(store, scheme_set, fiscal_year_be)),
        "estimate": list(_estimate(estimate)),
    }
    coming = None
    if not scheme_set.sealed:
        coming = reminders.coming_of_age(store, fiscal_year_be)
        rows["coming"] = list(_coming(coming))
        rows["of-age"] = [
            _person(each, _("Has no claim"), Tone.WARNING) for each in reminders.of_age_without_claim(store)
        ]
        rows["arrivals"] = [_arrived(each) for each in reminders.arrivals_without_claim(store)]
    return YearBoard(rows, coming, estimate, standing, len(rows["register"]))


def _person(person: Citizen, words: str, tone: Tone, detail: str = "") -> Row:
    return {
        "id": person.id,
        "person_id": person.id,
        "claim_id": "",
        "name": person.full_name,
        "order": sort_key(person.full_name),
        "moo": person.moo,
        "detail": detail or (person.birth.full_text if person.birth else ""),
        "amount": None,
        "state": ChipText(words, tone),
        "search": search_form(f"{person.full_name} {person.citizen_id or ''} หมู่ {person.moo} ม.{person.moo}"),
    }


def _coming(coming: ComingOfAge) -> Iterator[Row]:
    for each in coming.people:
        words = _("Paid from {month}").format(month=each.first_month.short_name)
        yield _person(each.key, words, Tone.ACCENT, _("Of age on {day}").format(day=thai_date_short(each.birthday)))


def _arrived(person: Citizen) -> Row:
    day = thai_date_short(person.moved_in_on) if person.moved_in_on else "–"
    return _person(person, _("Moved in {day}").format(day=day), Tone.WARNING, person.moved_in_from)


def _moved(mover: reminders.Mover) -> Row:
    person = mover.citizen
    day = thai_date_short(person.moved_out_on) if person.moved_out_on else "–"
    row = _person(person, _("Moved away {day}").format(day=day), Tone.WARNING, person.moved_out_to)
    return {**row, "id": mover.claim.id, "claim_id": mover.claim.id}


def _register(store: Store, scheme_set: SchemeSet, fiscal_year_be: int) -> Iterator[Row]:
    claims = register_of_year(store, scheme_set, fiscal_year_be)
    ids = tuple({claim.person_id for claim in claims})
    people = {person.id: person for person in store.find(Citizen, id=ids)} if ids else {}
    for claim in claims:
        number = f"{claim.register_no}/{claim.register_year_be}"
        row = _person(people[claim.person_id], number, Tone.PLAIN, scheme_words(claim.scheme))
        yield {**row, "id": claim.id, "claim_id": claim.id}


def _estimate(estimate: BudgetEstimate) -> Iterator[Row]:
    for place, line in enumerate(estimate.lines):
        name = f"{scheme_words(line.scheme)} {line.step}".strip()
        yield {
            "id": f"estimate {place}",
            "person_id": "",
            "claim_id": "",
            "name": name,
            "order": f"{place:04}",
            "moo": None,
            "detail": _("{persons} people, {months} person-months of {amount} baht").format(
                persons=f"{line.persons:,}", months=f"{line.person_months:,}", amount=whole_baht(line.amount_satang)
            ),
            "amount": line.total_satang,
            "state": (),
            "search": search_form(name),
        }
