"""What waits for a person, read for the window: values that differ, what may be there twice, what was sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sai_thong.db.histories import readable_history
from sai_thong.db.journal import JournalEntry
from sai_thong.db.refusals import RecordMissing
from sai_thong.db.store import Store
from sai_thong.records import Record, Sensitivity, declaration_of
from sai_thong.records.encoding import Plain
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.record_words import DECLARED, field_label, kind_words, record_title, value_words
from sai_thong.sync.closes import waiting_things
from sai_thong.sync.conflicts import Conflict, NotReadableHere, Side, contended_record
from sai_thong.sync.doubles import Double, doubles
from sai_thong.sync.returns import Returned, returned
from sai_thong.sync.writers import computer_names
from sai_thong.ui.sync_words import amount_words

PICTURE_FIELD: Final = "base64"
"""The field of a record that holds a picture, which nobody reads as text."""
_LONGEST: Final = 2_000
"""Characters of a value that are shown."""


@dataclass(frozen=True)
class SideWords:
    """One of the values, in words.

    Attributes:
        side: As kept.
        values: Label and value of each field.
        user: Who set it.
        at: When, in UTC.
        computer: Which computer; its file where nobody knows its name.
    """

    side: Side
    values: tuple[tuple[str, str], ...]
    user: str
    at: str
    computer: str


@dataclass(frozen=True)
class HistoryWords:
    """A change of the fields that are contended.

    Attributes:
        at: When, in UTC.
        what: Label, from and to, a line each.
        who: Who made it, and on which computer.
        reason: Why; empty where none was given.
    """

    at: str
    what: str
    who: str
    reason: str


@dataclass(frozen=True)
class ShownConflict:
    """Values that wait for a person.

    Attributes:
        conflict: As kept.
        record: The record as it stands; None where it cannot be read here.
        title: What it is called.
        kind: What kind of record it is.
        field: What the field is called; of whole records, that they are.
        sides: The one that stands first.
        history: Changes of the fields, the newest first.
        sealed: Whether it lies in a sensitive set: shown only once somebody asks for it.
    """

    conflict: Conflict
    record: Record | None
    title: str
    kind: str
    field: str
    sides: tuple[SideWords, ...] = ()
    history: tuple[HistoryWords, ...] = ()
    sealed: bool = False

    @property
    def is_personal(self) -> bool:
        """Whether the record holds personal data, so that showing it is noted in the access log."""
        if self.record is None:
            return False
        return any(each.sensitivity is not Sensitivity.PLAIN for each in declaration_of(type(self.record)).fields)


@dataclass(frozen=True)
class ShownDouble:
    """What may be there twice, with what both are called."""

    double: Double
    title: str
    kind: str
    computers: tuple[str, str]


@dataclass(frozen=True)
class ShownReturn:
    """What was sent back, in words; `sealed` where it lies in a sensitive set, and is shown once somebody asks."""

    returned: Returned
    title: str
    field: str
    values: tuple[tuple[str, str], ...]
    computer: str
    sealed: bool = False


@dataclass(frozen=True)
class WaitingThings:
    """Everything that waits for a person here."""

    conflicts: tuple[ShownConflict, ...]
    doubles: tuple[ShownDouble, ...]
    returns: tuple[ShownReturn, ...]


def read_waiting(store: Store) -> WaitingThings:
    """Read everything that waits."""
    names = computer_names(store)
    return WaitingThings(
        tuple(_shown(store, each, names) for each in waiting_things(store, RECORD_TYPES)),
        tuple(_shown_double(store, each, names) for each in doubles(store)),
        tuple(_shown_return(store, each, names) for each in returned(store)),
    )


def _shown(store: Store, conflict: Conflict, names: Mapping[str, str]) -> ShownConflict:
    sealed = _is_of_set(conflict.subject_table)
    try:
        record = contended_record(store, RECORD_TYPES, conflict) if conflict.readable else None
    except (NotReadableHere, RecordMissing):
        record = None
    if record is None or conflict.standing is None:
        return ShownConflict(conflict, None, "", "", "", sealed=sealed)
    fields = tuple(conflict.standing.values)
    label = ", ".join(field_label(type(record), name) for name in fields)
    return ShownConflict(
        conflict,
        record,
        record_title(store, record),
        kind_words(type(record)),
        label,
        tuple(_side(store, record, each, names) for each in (conflict.standing, *conflict.waiting)),
        _history(store, record, fields, names),
        sealed,
    )


def _side(store: Store, record: Record, side: Side, names: Mapping[str, str]) -> SideWords:
    values = tuple(
        (field_label(type(record), name), _words(store, record, name, plain)) for name, plain in side.values.items()
    )
    return SideWords(side, values, side.user, side.at, names.get(side.file_id, side.file_id))


def _history(
    store: Store, record: Record, fields: tuple[str, ...], names: Mapping[str, str]
) -> tuple[HistoryWords, ...]:
    lines = [
        HistoryWords(entry.at, what, f"{entry.user} · {names.get(entry.file_id, entry.file_id)}", entry.reason or "")
        for entry in reversed(readable_history(store, record.id))
        if (what := _changed(store, record, entry, fields))
    ]
    return tuple(sorted(lines, key=lambda each: each.at, reverse=True))


def _changed(store: Store, record: Record, entry: JournalEntry, fields: tuple[str, ...]) -> str:
    """What an entry did to the fields, a line each."""
    lines = []
    for name, (before, after) in (entry.changes or {}).items():
        if name in fields:
            told = _words(store, record, name, after)
            was = _words(store, record, name, before) if entry.subject.base_version else ""
            changed = f"{was} → {told}" if was else told
            lines.append(changed if len(fields) == 1 else f"{field_label(type(record), name)}: {changed}")
    return "\n".join(lines)


def _words(store: Store, record: Record, name: str, plain: Plain) -> str:
    """A value; accounts whole, for two that differ in the middle are chosen from here, of a picture how large it is."""
    if name == PICTURE_FIELD:
        return amount_words(len(str(plain)) * 3 // 4)
    words = value_words(store, type(record), name, plain, whole=name == "account_no") or "–"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _shown_double(store: Store, double: Double, names: Mapping[str, str]) -> ShownDouble:
    files = [each.id.rpartition(".")[0] for each in (double.first, double.second)]
    return ShownDouble(
        double,
        record_title(store, double.first),
        kind_words(type(double.first)),
        (names.get(files[0], files[0]), names.get(files[1], files[1])),
    )


def _shown_return(store: Store, sent_back: Returned, names: Mapping[str, str]) -> ShownReturn:
    computer, sealed = names.get(sent_back.file_id, sent_back.file_id), _is_of_set(sent_back.subject_table)
    record = _record_of(store, sent_back)
    if record is None:
        return ShownReturn(sent_back, "", sent_back.field_name, (), computer, sealed)
    values = tuple(
        (field_label(type(record), name), _words(store, record, name, plain))
        for name, plain in sent_back.values.items()
    )
    label = field_label(type(record), sent_back.field_name) if sent_back.field_name else kind_words(type(record))
    return ShownReturn(sent_back, record_title(store, record), label, values, computer, sealed)


def _is_of_set(table: str) -> bool:
    """Whether what stands for the table of a record is the name of a sensitive set."""
    return table not in DECLARED


def _record_of(store: Store, sent_back: Returned) -> Record | None:
    asked = Conflict(sent_back.subject_table, sent_back.subject_id, sent_back.field_name, None, (), ())
    try:
        return contended_record(store, RECORD_TYPES, asked)
    except (NotReadableHere, RecordMissing):
        return None
