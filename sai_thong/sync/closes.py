"""One month sent or closed on two computers apart: both are kept, and one choice settles all that differs of it.

The month is one record under one id, with what either computer wrote; so are its payments. What waits of them is shown
as one thing, and the close that is chosen stands whole: nobody puts a close together from two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.refusals import RecordMissing
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.allowances.months import lines_digest, lines_of
from sai_thong.registers.allowances.records import MonthState, PaymentLine, PaymentMonth
from sai_thong.sync.conflicts import (
    Conflict,
    ConflictMoved,
    NotReadableHere,
    Side,
    Values,
    conflicts,
    contended_record,
    end_waiting,
    put,
    settle,
    values_by_file,
)
from sai_thong.sync.entries import WHOLE

_TWO: Final = 2
_TOLD: Final = frozenset({"state", "line_count", "total_satang", "closed_at", "closed_by"})
"""What a person chooses by."""
_OF_THE_PROGRAM: Final = frozenset({"holder", "lines_digest", "anchor"})
"""What tells a person nothing; it stands with the side that is chosen."""


class ClosedStands(Refused):
    """A month that one computer closed is not opened again by another one's, which is not closed."""

    def __init__(self, month: PaymentMonth) -> None:
        super().__init__(
            _("{month} was closed on one of the computers; that close stands.").format(month=month.month.name),
            kept=_("Nothing was settled."),
            do=_("Choose the close. What was learned later is settled by retro pay or as an overpayment."),
        )


def waiting_things(store: Store, record_types: Sequence[type[Record]]) -> list[Conflict]:
    """Everything that waits for a person; what waits of a month and its payments is one conflict of the month."""
    return [whole for whole, _parts in _grouped(store, record_types)]


def settle_with(
    store: Store,
    record_types: Sequence[type[Record]],
    conflict: Conflict,
    side: Side,
    *,
    note: str = "",
    sent_back: bool = False,
) -> ChangeSet:
    """Let one side of what waits stand; of a month and its payments all that its computer wrote.

    A close that stands is sealed anew over the payments of both computers, as none of them goes away: one that did not
    go out is recorded as come back.

    Args:
        store: The open store, writable.
        record_types: Every record type of the program.
        conflict: As `waiting_things` gave it.
        side: Of it.
        note: Why; stands in the history.
        sent_back: Whether what waited goes back to whoever set it, with the note.

    Raises:
        NotReadableHere, ConflictMoved: See `conflicts.settle`.
        ClosedStands: The side is no close, and the other one is.
    """
    parts = next((parts for whole, parts in _grouped(store, record_types) if whole == conflict), None)
    if parts is None:
        raise ConflictMoved
    if parts == [conflict]:
        return settle(store, record_types, conflict, side.values, note=note, sent_back=sent_back)
    with store.transaction(note) as tx:
        # The payments first: the month is sealed over them as they stand then.
        for each in sorted(parts, key=lambda each: each.subject_id == conflict.subject_id):
            record = contended_record(store, record_types, each)
            values = _written_by(store, record_types, each, side.file_id)
            if isinstance(record, PaymentMonth):
                values = _as_closed(_shelf(store, each), record, values)
            put(store, tx, each, record, values, note=note)
        for each in parts:
            end_waiting(store, tx, each, note=note, sent_back=sent_back)
        return tx.changes


def is_of_a_month(record: Record | None) -> bool:
    """Whether a record is a month or a payment: of those a side is chosen, and nothing is put together by hand."""
    return isinstance(record, PaymentMonth | PaymentLine)


def _grouped(store: Store, record_types: Sequence[type[Record]]) -> list[tuple[Conflict, list[Conflict]]]:
    """What waits, each with the conflicts it is made of."""
    alone: list[Conflict] = []
    months: dict[tuple[str, str], list[Conflict]] = {}
    for each in conflicts(store, record_types):
        month_id = _month_id(store, record_types, each)
        if month_id:
            months.setdefault((_shelf_name(store, each), month_id), []).append(each)
        else:
            alone.append(each)
    grouped = [(each, [each]) for each in alone]
    for (_shelf_of_set, month_id), parts in months.items():
        whole = _whole(store, record_types, [each for each in parts if each.subject_id == month_id], parts)
        grouped += [(whole, parts)] if whole is not None else [(each, [each]) for each in parts]
    return grouped


def _month_id(store: Store, record_types: Sequence[type[Record]], conflict: Conflict) -> str:
    """The month that a conflict is of; empty of anything else, and of what cannot be read here."""
    try:
        record = contended_record(store, record_types, conflict) if conflict.readable else None
    except (NotReadableHere, RecordMissing):
        return ""
    if isinstance(record, PaymentLine):
        return record.payment_month_id
    return record.id if isinstance(record, PaymentMonth) else ""


def _whole(
    store: Store, record_types: Sequence[type[Record]], of_month: Sequence[Conflict], parts: Sequence[Conflict]
) -> Conflict | None:
    """One conflict of a month that two files made; None where only one did."""
    sides = values_by_file(store, record_types, of_month[0]) if of_month else []
    if len(sides) < _TWO:
        return None
    first = sides[0].values
    differing = {name for name in first if any(each.values[name] != first[name] for each in sides[1:])}
    names = [name for name in first if name in _TOLD or name in differing - _OF_THE_PROGRAM]
    shown = [replace(each, values={name: each.values[name] for name in names}) for each in sides]
    versions = tuple(version for each in parts for version in each.versions)
    subject = of_month[0].subject_table, of_month[0].subject_id
    return Conflict(*subject, WHOLE, shown[0], tuple(shown[1:]), versions)


def _written_by(store: Store, record_types: Sequence[type[Record]], conflict: Conflict, file_id: str) -> Values:
    """A record as one file left it; nothing where that file did not make it."""
    sides = values_by_file(store, record_types, conflict)
    return next((each.values for each in sides if each.file_id == file_id), {})


def _as_closed(shelf: Shelf, stands: PaymentMonth, chosen: Values) -> Values:
    """The month as chosen; of a close, with the count, total and digest of the payments that are there."""
    if chosen["state"] != MonthState.CLOSED.value:
        if stands.state is MonthState.CLOSED:
            raise ClosedStands(stands)
        return chosen
    lines = lines_of(shelf, stands)
    total = sum(line.amount_satang for line in lines)
    return {**chosen, "line_count": len(lines), "total_satang": total, "lines_digest": lines_digest(lines)}


def _shelf_name(store: Store, conflict: Conflict) -> str:
    return conflict.subject_table if conflict.subject_table in store.keys.set_keys else ""


def _shelf(store: Store, conflict: Conflict) -> Shelf:
    name = _shelf_name(store, conflict)
    return store.sealed_set(name) if name else store
