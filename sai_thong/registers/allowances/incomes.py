"""Incomes that exclude, as dated facts; and people found on other lists of state welfare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.consequences import follow_person
from sai_thong.registers.allowances.records import DuplicateElsewhere, IncomeFact
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.citizen_id import is_valid
from sai_thong.thai.digits import to_arabic


def add_income(store: Store, income: IncomeFact, *, why: str = "") -> Saved[IncomeFact]:
    """Enter an income with its days; it suspends while it lasts. Months paid meanwhile become an overpayment.

    Raises:
        NotPossible: It ends before it begins.
    """
    _refuse_backwards(income.from_day, income.to_day)
    with store.transaction(why) as tx:
        kept = tx.insert(income)
        follow_person(tx, income.person_id, bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def end_income(store: Store, income: IncomeFact, last_day: date, *, why: str = "") -> Saved[IncomeFact]:
    """The income has ended; payment begins again only after `review_income`."""
    _refuse_backwards(income.from_day, last_day)
    with store.transaction(why) as tx:
        kept = tx.update(income, to_day=last_day)
        follow_person(tx, income.person_id, bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def review_income(store: Store, income: IncomeFact, *, reviewed_on: date, why: str = "") -> Saved[IncomeFact]:
    """Somebody looked into it that the income has really ended: payment begins again.

    Raises:
        IllegalStep: It has not ended.
    """
    if income.to_day is None:
        raise IllegalStep(_("This income has not ended yet."), do=_("Write its last day first."))
    with store.transaction(why) as tx:
        kept = tx.update(income, reviewed_on=reviewed_on)
        follow_person(tx, income.person_id, bangkok_today(store.clock))
        return Saved(kept, tx.changes)


@dataclass(frozen=True)
class ListedElsewhere:
    """A row of a list of duplicates found elsewhere: whose id, and what the list says."""

    citizen_id: str
    detail: str = ""


@dataclass(frozen=True)
class DuplicatesOpened:
    """What a list of duplicates led to.

    Attributes:
        cases: New cases.
        known: How many people already had an open case from this list.
        unknown: Ids of the list that nobody in the register has.
        changes: Everything that changed.
    """

    cases: tuple[DuplicateElsewhere, ...]
    known: int
    unknown: tuple[str, ...]
    changes: ChangeSet


def open_duplicate_cases(
    store: Store, rows: Sequence[ListedElsewhere], *, list_name: str, listed_on: date | None, why: str = ""
) -> DuplicatesOpened:
    """Open a case for each registered person on a list, once a list.

    Raises:
        Incomplete: The list has no name.
    """
    if not list_name.strip():
        raise Incomplete(_("The list has no name."), do=_("Write where it comes from."))
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        ids = {_plain_id(row.citizen_id): row.detail for row in rows}
        known_ids = tuple(each for each in ids if is_valid(each))
        people = {each.citizen_id: each for each in (tx.find(Citizen, citizen_id=known_ids) if known_ids else ())}
        existing = {each.person_id for each in tx.find(DuplicateElsewhere, list_name=list_name.strip())}
        new = [
            DuplicateElsewhere(
                person_id=person.id,
                list_name=list_name.strip(),
                listed_on=listed_on,
                detail=ids[citizen_id or ""],
                opened_on=today,
            )
            for citizen_id, person in people.items()
            if person.id not in existing
        ]
        opened = tx.insert_many(new)
        unknown = tuple(each for each in ids if each not in people)
        return DuplicatesOpened(tuple(opened), len(people) - len(new), unknown, tx.changes)


def settle_duplicate(
    store: Store, case: DuplicateElsewhere, *, conclusion: str, settled_on: date, why: str = ""
) -> Saved[DuplicateElsewhere]:
    """Close a case with what was found; an income that excludes is entered with `add_income`.

    Raises:
        Incomplete: No conclusion.
        IllegalStep: It is settled.
    """
    if not conclusion.strip():
        raise Incomplete(_("The conclusion is missing."), do=_("Write what was found."))
    if case.settled_on is not None:
        raise IllegalStep(_("This case is settled already."), do=_("Look at its conclusion."))
    with store.transaction(why) as tx:
        return Saved(tx.update(case, conclusion=conclusion.strip(), settled_on=settled_on), tx.changes)


def _plain_id(written: str) -> str:
    """The digits of an id; what is written where there are none, so that it can be told."""
    return "".join(character for character in to_arabic(written) if character.isdigit()) or written


def _refuse_backwards(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise NotPossible(_("The last day lies before the first."), do=_("Correct one of the two days."))
