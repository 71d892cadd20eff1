"""What is done with the office's own data: who it is, its villages and who signs for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Generic, TypeVar

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.records import Record, declaration_of
from sai_thong.registers.office.records import Capacity, Office, Signer, Village
from sai_thong.registers.office.signing import SHARED_POSTS
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import clean

R = TypeVar("R", bound=Record)

HIGHEST_MOO = 99


@dataclass(frozen=True)
class Saved(Generic[R]):
    """A record as it now stands, and everything that changed with it."""

    record: R
    changes: ChangeSet


def current_office(shelf: Shelf) -> Office | None:
    """The office this file belongs to; None until `set_office` was done once."""
    return next(iter(shelf.find(Office)), None)


_WHOLE_KINDS: Final = {"อบต": "องค์การบริหารส่วนตำบล", "ทต": "เทศบาลตำบล", "ทม": "เทศบาลเมือง"}
"""Kinds of office as people shorten them; papers print the whole word."""


def set_office(store: Store, office: Office, *, reason: str = "") -> Saved[Office]:
    """Say who the office is, for the first time or anew; papers already printed keep what they had.

    Raises:
        BadInput: The name or the code is missing.
        StaleRecord: `office` was made of the record as it was read, and that was changed since.
    """
    tidy = _named_without_kind(_cleaned(office))
    tidy = dataclasses.replace(tidy, kind=_WHOLE_KINDS.get(tidy.kind.rstrip("."), tidy.kind))
    if not tidy.name or not tidy.code:
        raise BadInput(
            _("The office needs its name and its code."), do=_("Write the name of the subdistrict and the office code.")
        )
    with store.transaction(reason) as tx:
        record = _insert_or_update(tx, current_office(tx), tidy, ("office",))
        return Saved(record, tx.changes)


def _named_without_kind(office: Office) -> Office:
    """The office with its name alone: who writes อบต.ทรายทอง as the name tells name and kind in one.

    Papers put the kind before the name, and would say it twice.
    """
    kinds = [(f"{short}.", whole) for short, whole in _WHOLE_KINDS.items()]
    for written, kind in (*kinds, *((whole, whole) for whole in _WHOLE_KINDS.values())):
        if office.name.startswith(written):
            return dataclasses.replace(office, name=office.name.removeprefix(written).strip(), kind=kind)
    return office


def villages(shelf: Shelf) -> list[Village]:
    """The villages by their number."""
    return sorted(shelf.find(Village), key=lambda village: village.moo)


def save_village(store: Store, village: Village, *, reason: str = "") -> Saved[Village]:
    """Add a village, or change the one with that number.

    Raises:
        BadInput: The number is none a village can have.
        StaleRecord: `village` was made of a record as it was read, and that was changed since.
    """
    if not 1 <= village.moo <= HIGHEST_MOO:
        raise BadInput(
            _("{moo} is not the number of a village.").format(moo=village.moo),
            do=_("Write the number of the village, from 1 to {highest}.").format(highest=HIGHEST_MOO),
        )
    with store.transaction(reason) as tx:
        before = next(iter(tx.find(Village, moo=village.moo)), None)
        record = _insert_or_update(tx, before, _cleaned(village), ("village", str(village.moo)))
        return Saved(record, tx.changes)


def signers(shelf: Shelf) -> list[Signer]:
    """Every signer there ever was, in the order they were entered; see `signing` for who signs on a day."""
    return shelf.find(Signer)


def appoint(store: Store, signer: Signer, *, reason: str = "") -> Saved[Signer]:
    """Enter who signs for a post from a day on.

    A new holder of a post that one person holds ends the time of the holder before, the day before.

    Raises:
        BadInput: The name is missing, or the last day lies before the first.
        Refused: Another holder's time, with its last day known or begun later, overlaps.
    """
    tidy = _cleaned(signer)
    if not tidy.name:
        raise BadInput(_("The signer has no name."), do=_("Write the full name with its prefix."))
    _check_order(tidy.from_day, tidy.to_day)
    with store.transaction(reason) as tx:
        if tidy.capacity is Capacity.HOLDS and tidy.post not in SHARED_POSTS:
            _make_room(tx, tidy)
        return Saved(tx.insert(tidy), tx.changes)


def end_signing(store: Store, signer: Signer, last_day: date, *, reason: str) -> Saved[Signer]:
    """End a signer's time with `last_day`; papers up to that day still carry the name.

    Raises:
        BadInput: The last day lies before the first.
    """
    _check_order(signer.from_day, last_day)
    with store.transaction(reason) as tx:
        return Saved(tx.update(signer, to_day=last_day), tx.changes)


def correct_signer(store: Store, signer: Signer, corrected: Signer, *, reason: str) -> Saved[Signer]:
    """Put right what was entered wrongly about a signer, such as a name misspelt.

    A change of person is none: that is `appoint`, so that papers of earlier days keep who signed them.

    Raises:
        BadInput: No reason is given, the name is missing, or the last day lies before the first.
        Refused: Another holder's time would overlap.
    """
    tidy = _cleaned(corrected)
    if not reason.strip():
        raise BadInput(_("A signer is corrected only with a reason."), do=_("Write the reason."))
    if not tidy.name:
        raise BadInput(_("The signer has no name."), do=_("Write the full name with its prefix."))
    _check_order(tidy.from_day, tidy.to_day)
    with store.transaction(reason) as tx:
        if tidy.capacity is Capacity.HOLDS and tidy.post not in SHARED_POSTS:
            others = tx.find(Signer, post=tidy.post, capacity=Capacity.HOLDS)
            _refuse_overlap([each for each in others if each.id != signer.id], tidy)
        new_values = {each.name: getattr(tidy, each.name) for each in declaration_of(Signer).fields}
        return Saved(tx.update(signer, **new_values), tx.changes)


def _make_room(tx: ShelfWriter, new: Signer) -> None:
    """End an open holder before the new one; refuse what would put two holders in one post."""
    staying = []
    for other in tx.find(Signer, post=new.post, capacity=Capacity.HOLDS):
        if other.to_day is None and other.from_day < new.from_day:
            tx.update(other, to_day=new.from_day - timedelta(days=1))
        else:
            staying.append(other)
    _refuse_overlap(staying, new)


def _refuse_overlap(others: Iterable[Signer], new: Signer) -> None:
    for other in others:
        if _overlap(other, new):
            raise Refused(
                _("{name} holds this post from {day}.").format(name=other.name, day=thai_date(other.from_day)),
                kept=_("Nothing was changed."),
                do=_("Correct the days, so that one person holds the post at a time."),
            )


def _overlap(one: Signer, other: Signer) -> bool:
    return one.from_day <= (other.to_day or date.max) and other.from_day <= (one.to_day or date.max)


def _check_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise BadInput(_("The last day lies before the first."), do=_("Correct one of the two days."))


def _cleaned(record: R) -> R:
    """The record with its texts cleaned as everything from people's hands is."""
    texts = {
        each.name: clean(value)
        for each in dataclasses.fields(record)
        if type(value := getattr(record, each.name)) is str and each.name not in ("id", "version")
    }
    cleaned: R = dataclasses.replace(record, **texts)
    return cleaned


def _insert_or_update(tx: ShelfWriter, before: R | None, after: R, natural: tuple[str, ...]) -> R:
    """Keep `after` in the place of `before`, or under the id its nature gives it.

    Raises:
        StaleRecord: `after` was made of a record as it was read, and that was changed since.
    """
    if before is None:
        return tx.insert(after, record_id=tx.natural_id(*natural))
    new_values = {
        each.name: getattr(after, each.name) for each in dataclasses.fields(after) if each.name not in ("id", "version")
    }
    return tx.update(after if after.version else before, **new_values)
