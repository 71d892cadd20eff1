"""People found on other lists of state welfare: a case each, to be looked into and settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.findings import Action, Finding, FindingCode
from sai_thong.registers.allowances.records import DuplicateElsewhere
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete
from sai_thong.registers.allowances.run import PaymentRun
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.citizens.joined import stands_for, with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.citizen_id import is_valid
from sai_thong.thai.digits import digits_of


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
        found = tx.find(Citizen, citizen_id=known_ids) if known_ids else ()
        people = {each.citizen_id: stands_for(tx, each.id) for each in found}
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
    """Close a case with what was found; an income that excludes is entered with `incomes.add_income`.

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


def open_cases_of(shelf: Shelf, person_id: str) -> list[DuplicateElsewhere]:
    """The cases of one person that nobody settled yet, whichever record of theirs they name."""
    records = tuple(each.id for each in with_joined(shelf, shelf.get(Citizen, person_id)))
    return shelf.find(DuplicateElsewhere, person_id=records, settled_on=None)


def elsewhere_findings(store: Shelf, run: PaymentRun) -> Iterator[Finding]:
    """A warning for each open case of somebody who is paid; the sensitive set is compared with no list."""
    if run.scheme_set.sealed:
        return
    files = {run.files[line.claim_id].citizen.id: run.files[line.claim_id] for line in run.lines}
    for case in store.find(DuplicateElsewhere, settled_on=None):
        file = files.get(stands_for(store, case.person_id).id)
        if file is not None:
            facts = {"name": file.citizen.full_name, "list": case.list_name}
            action = Action.SETTLE_DUPLICATE
            yield Finding(FindingCode.ON_OTHER_LIST, False, action, file.citizen.id, file.claim.id, facts=facts)


def _plain_id(written: str) -> str:
    """The digits of an id; what is written where there are none, so that it can be told."""
    return digits_of(written) or written
