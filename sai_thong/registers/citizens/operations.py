"""What is done with a citizen: register, amend, note a death or a move, merge two records of one person.

Every operation is one transaction, returns what changed, and stands in the journal with its reason.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.records import Kind, declaration_of
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.moves import leaving
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai import citizen_id as citizen_ids
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.names import expand_prefix
from sai_thong.thai.text import tidy

Recheck = Callable[[Transaction, Citizen, Citizen], None]
"""Told the kept and the merged citizen inside the merging transaction, to move and check what hangs on both."""

Follow = Callable[[Transaction, Citizen], None]
"""Told the citizen as now stored, inside the transaction: what the registers that hang on persons do about it."""

_SET_BY_MERGING = ("merged_into",)
_COUNTED_FROM_JOINED = frozenset({"deceased", "death", "death_source", "moved_out_on", "moved_out_to"})
"""What `joined.told_by_joined` looks for on merged records."""
_NEVER_FILLED = frozenset({"citizen_id", "merged_into", "note", "death", "death_source", "deceased"})


@dataclass(frozen=True)
class Outcome:
    """A citizen as they now stand, and everything that changed."""

    citizen: Citizen
    changes: ChangeSet


class AlreadyRegistered(Refused):
    """The citizen id belongs to somebody who is registered.

    Attributes:
        citizen: Who.
    """

    def __init__(self, citizen: Citizen) -> None:
        super().__init__(
            _("This citizen ID belongs to {name}, who is registered already.").format(name=citizen.full_name),
            kept=_("Nothing was changed."),
            do=_("Open that record, or correct the ID."),
        )
        self.citizen = citizen


def register_citizen(store: Store, citizen: Citizen, *, why: str = "") -> Outcome:
    """Enter a new citizen.

    Raises:
        BadInput: There is no first name, or the id is none.
        AlreadyRegistered: Somebody has this id.
    """
    with store.transaction(why) as tx:
        return Outcome(enter_citizen(tx, citizen), tx.changes)


def enter_citizen(tx: Transaction, citizen: Citizen) -> Citizen:
    """Enter a new citizen inside an operation of another register; refuses as `register_citizen` does."""
    entered = _checked(citizen)
    _refuse_taken_id(tx, entered)
    return tx.insert(entered)


def amend(
    store: Store, citizen: Citizen, values: Mapping[str, Any], *, why: str = "", follow: Follow | None = None
) -> Outcome:
    """Correct fields, given by name, of a citizen as it was read; `StaleRecord` when somebody changed it meanwhile.

    Raises:
        BadInput: What would stand there is not possible.
        AlreadyRegistered: Somebody else has the new id.
    """
    if any(name in values for name in _SET_BY_MERGING):
        raise TypeError("merging has its own operation")
    amended = _checked(dataclasses.replace(citizen, **values))
    changed = {name: getattr(amended, name) for name in values}
    with store.transaction(why) as tx:
        _refuse_taken_id(tx, amended)
        _take_back_on_joined(tx, citizen, changed)
        return _followed(tx, tx.update(citizen, **changed), follow)


def record_death(
    store: Store,
    citizen: Citizen,
    died: PartialDate | None,
    *,
    source: str,
    why: str = "",
    follow: Follow | None = None,
) -> Outcome:
    """Note that a citizen died.

    Args:
        store: The office's store.
        citizen: Who, as read.
        died: As far as it is known; None when only the fact is.
        source: How it became known: the registrar, a village head, the family.
        why: For the journal.
        follow: What follows in the same transaction.

    Raises:
        Refused: The date lies in the future or before the birth, or the record was merged into another.
    """
    _refuse_merged(citizen)
    if died is not None:
        today = bangkok_today(store.clock)
        if died.effective > today:
            raise Refused(
                _("A death on {day} lies in the future.").format(day=thai_date(died.effective)),
                do=_("Look at the date and type it again."),
            )
        if citizen.birth is not None and died.year_be < citizen.birth.year_be:
            raise Refused(
                _("A death on {day} lies before the birth.").format(day=thai_date(died.effective)),
                do=_("Look at both dates and correct the wrong one."),
            )
    with store.transaction(why) as tx:
        return _followed(tx, tx.update(citizen, deceased=True, death=died, death_source=tidy(source)), follow)


def withdraw_death(store: Store, citizen: Citizen, *, why: str, follow: Follow | None = None) -> Outcome:
    """Take back a death that was noted by mistake; the journal keeps both.

    Raises:
        BadInput: No reason is given.
    """
    _refuse_merged(citizen)
    if not why.strip():
        raise BadInput(_("A death is taken back only with a reason."), do=_("Write the reason."))
    values: dict[str, Any] = {"deceased": False, "death": None, "death_source": ""}
    with store.transaction(why) as tx:
        _take_back_on_joined(tx, citizen, values)
        return _followed(tx, tx.update(citizen, **values), follow)


def record_move_out(
    store: Store, citizen: Citizen, on: date, *, to: str = "", why: str = "", follow: Follow | None = None
) -> Outcome:
    """Note that a citizen moved away.

    Args:
        store: The office's store.
        citizen: Who, as read.
        on: First day registered elsewhere; it may lie ahead when it was announced.
        to: Whither.
        why: For the journal.
        follow: What follows in the same transaction.

    Raises:
        Refused: It lies before the move to this tambon, or the record was merged into another.
    """
    _refuse_merged(citizen)
    if citizen.moved_in_on is not None and on < citizen.moved_in_on:
        raise Refused(
            _("The move away on {day} lies before the move here on {other}.").format(
                day=thai_date(on), other=thai_date(citizen.moved_in_on)
            ),
            do=_("Look at both dates and correct the wrong one."),
        )
    with store.transaction(why) as tx:
        # Of the row: what is told by a merged record, as it may have been read, stands nowhere on it yet.
        values = leaving(tx.get(Citizen, citizen.id), on, to)
        return _followed(tx, tx.update(citizen, **values), follow)


def record_move_in(
    store: Store, citizen: Citizen, on: date, *, whence: str = "", why: str = "", follow: Follow | None = None
) -> Outcome:
    """Note that a citizen moved here, or back: then the day of leaving stays, and `Citizen.away_since` says None.

    Args:
        store: The office's store.
        citizen: Who, as read.
        on: First day registered here.
        whence: From which office.
        why: For the journal.
        follow: What follows in the same transaction.

    Raises:
        Refused: The record was merged into another.
    """
    _refuse_merged(citizen)
    values: dict[str, Any] = {"moved_in_on": on, "moved_in_from": tidy(whence)}
    if citizen.moved_out_on == on:
        values |= {"moved_out_on": None, "moved_out_to": ""}
    with store.transaction(why) as tx:
        return _followed(tx, tx.update(citizen, **values), follow)


def merge_citizens(store: Store, keep: Citizen, merge: Citizen, *, why: str, recheck: Recheck | None = None) -> Outcome:
    """Make two records of one person one; nothing is deleted, and both histories stay.

    The kept record takes what only the other knew; the other points to it and is found no more by lists and search.

    Args:
        store: The office's store.
        keep: The record that stays, as read.
        merge: The record that will point to it, as read.
        why: Why they are one person; required.
        recheck: What the registers that hang on persons do, in the same transaction.

    Raises:
        Refused: They are one record, one was merged before, or both have ids that differ.
        BadInput: No reason is given.
    """
    _refuse_merging(keep, merge, why)
    with store.transaction(why) as tx:
        merged = tx.update(merge, merged_into=keep.id)
        kept = tx.update(keep, **_only_known_by(merge, keep))
        if recheck is not None:
            recheck(tx, kept, merged)
        return Outcome(tx.get(Citizen, keep.id), tx.changes)


def _followed(tx: Transaction, citizen: Citizen, follow: Follow | None) -> Outcome:
    if follow is not None:
        with tx.what_follows():
            follow(tx, citizen)
    return Outcome(citizen, tx.changes)


def _take_back_on_joined(tx: Transaction, citizen: Citizen, values: Mapping[str, Any]) -> None:
    """What is taken back on the kept record holds on those merged into it no more: it counted there, too."""
    emptied = {name: value for name, value in values.items() if name in _COUNTED_FROM_JOINED and not value}
    for record in with_joined(tx, citizen)[1:] if emptied else ():
        tx.update(record, **emptied)


def _refuse_merged(citizen: Citizen) -> None:
    """What happens to a person is written on the record that is kept: nobody looks at the other any more."""
    if citizen.merged_into:
        raise Refused(
            _("This record of {name} was joined to another.").format(name=citizen.full_name),
            kept=_("Nothing was changed."),
            do=_("Open the record it was joined to."),
        )


def _refuse_merging(keep: Citizen, merge: Citizen, why: str) -> None:
    if not why.strip():
        raise BadInput(_("Two people are made one only with a reason."), do=_("Write the reason."))
    if keep.id == merge.id or keep.merged_into or merge.merged_into:
        raise Refused(_("These two are one record already."), kept=_("Nothing was changed."))
    if keep.citizen_id and merge.citizen_id and keep.citizen_id != merge.citizen_id:
        raise Refused(
            _("The two have different citizen IDs, so they are two people, or one ID is wrong."),
            kept=_("Nothing was changed."),
            do=_("Correct or clear the wrong ID first, with its reason."),
        )


def _only_known_by(merge: Citizen, keep: Citizen) -> dict[str, Any]:
    """The facts of the merged record that the kept one lacks."""
    empty: tuple[Any, ...] = ("", None)
    found = {
        each.name: getattr(merge, each.name)
        for each in declaration_of(Citizen).fields
        if each.name not in _NEVER_FILLED
        and getattr(keep, each.name) in empty
        and getattr(merge, each.name) not in empty
    }
    if merge.citizen_id and not keep.citizen_id:
        found["citizen_id"] = merge.citizen_id
    if merge.deceased and (not keep.deceased or (keep.death is None and merge.death is not None)):
        found |= {"deceased": True, "death": merge.death, "death_source": merge.death_source}
    if merge.note and merge.note not in keep.note:
        found["note"] = "\n".join(filter(None, (keep.note, merge.note)))
    return found


def _checked(citizen: Citizen) -> Citizen:
    """The citizen with tidied texts, if they can stand so."""
    texts: dict[str, Any] = {
        each.name: tidy(getattr(citizen, each.name))
        for each in declaration_of(Citizen).fields
        if each.kind is Kind.TEXT and each.name != "note" and getattr(citizen, each.name)
    }
    texts["prefix"] = expand_prefix(citizen.prefix) if citizen.prefix else ""
    if not texts.get("first_name"):
        raise BadInput(_("A citizen needs a first name."), do=_("Type the first name."))
    if citizen.citizen_id:
        texts["citizen_id"] = citizen_ids.read(citizen.citizen_id)
    checked: Citizen = dataclasses.replace(citizen, **texts)
    return dataclasses.replace(checked, citizen_id=checked.citizen_id or None)


def _refuse_taken_id(tx: Transaction, citizen: Citizen) -> None:
    if citizen.citizen_id is None:
        return
    for other in tx.find(Citizen, citizen_id=citizen.citizen_id):
        if other.id != citizen.id and not other.merged_into and other.id != citizen.merged_into:
            raise AlreadyRegistered(other)
