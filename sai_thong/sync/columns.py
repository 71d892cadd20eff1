"""Entries as columns: values of one field stand together, names are said once, and zstandard does the rest.

Salts and marks are noise that nothing makes shorter; they travel as they are beside the document, in the order in which
the reader meets their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, Final, TypeVar

from sai_thong.records.encoding import Plain
from sai_thong.sync.entries import MARK_BYTES, Change, Entry, EntryId, Mark, Secret, Value
from sai_thong.sync.packing import LOOSE, as_place, as_text, as_whole, pack, reads

_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_MARK: Final[list[object]] = []
"""Stands where a mark was taken out; no field has such a value."""
Row = TypeVar("Row")
Cell = TypeVar("Cell")
_Columns = list[list[list[Any]]]
"""Of each field of a shape: the values found, and the values wanted."""


@dataclass(frozen=True)
class EntryColumns:
    """What whoever merges may see of consecutive entries of one file, a column each.

    An entry is made of them where one is asked for: a batch has thousands.

    Attributes:
        file_id: The file.
        first: Counter of the first entry.
        kinds: The register, record type and schema of each.
        moments: When each was written, in milliseconds since 2020.
        record_ids: The record each is about.
        base_versions: The version each change was made on; empty of a new record.
        changes: The fields each changes.
    """

    file_id: str
    first: int
    kinds: Sequence[tuple[str, str, int]]
    moments: Sequence[int]
    record_ids: Sequence[str]
    base_versions: Sequence[str]
    changes: Sequence[Mapping[str, Change]]

    def __len__(self) -> int:
        return len(self.kinds)

    def __iter__(self) -> Iterator[Entry]:
        return map(self.entry, range(len(self)))

    @cached_property
    def records(self) -> Sequence[tuple[str, str]]:
        """The type and the id of the record each is about."""
        types = [record_type for _register, record_type, _schema in self.kinds]
        return list(zip(types, self.record_ids, strict=True))

    def entry(self, place: int) -> Entry:
        """The entry at a place, the first one at 0."""
        return Entry(
            EntryId(self.file_id, self.first + place),
            _moment_text(self.moments[place]),
            *self.kinds[place],
            self.record_ids[place],
            self.base_versions[place],
            self.changes[place],
        )


def pack_entries(entries: Sequence[Entry]) -> bytes:
    """The open side of consecutive entries of one file.

    Raises:
        ValueError: They are none, not consecutive, or not of one file.
    """
    _require_consecutive(entries)
    file_id, first = entries[0].id.file_id, entries[0].id.counter
    kinds: dict[tuple[str, str, int], int] = {}
    shapes: dict[tuple[str, ...], int] = {}
    columns: list[_Columns] = []
    document: dict[str, Any] = {"file": file_id, "first": first}
    kind_of, shape_of, times, records, bases = [], [], [], [], []
    before = 0
    for entry in entries:
        kind_of.append(kinds.setdefault((entry.register, entry.record_type, entry.schema), len(kinds)))
        names = tuple(entry.changes)
        shape = shapes.setdefault(names, len(shapes))
        if shape == len(columns):
            columns.append([[[], []] for _ in names])
        for (found, wanted), (founds, wanteds) in zip(entry.changes.values(), columns[shape], strict=True):
            founds.append(found)
            wanteds.append(wanted)
        shape_of.append(shape)
        moment = _milliseconds(entry.at)
        times.append(moment - before)
        before = moment
        records.append(_short(entry.record_id, entry.id))
        bases.append(_short(entry.base_version, entry.id))
    document |= {"kinds": list(kinds), "kind": kind_of, "shapes": list(shapes), "shape": shape_of}
    tags = _taken_out(columns)
    document |= {"at": times, "record": records, "base": bases, "columns": columns}
    return pack(document, tags)


def unpack_entries(packed: bytes) -> list[Entry]:
    """The entries of `pack_entries`, from its bytes.

    Raises:
        Unreadable: The bytes are none.
    """
    return list(unpack_columns(packed))


@reads
def unpack_columns(document: Mapping[str, Any]) -> EntryColumns:
    """The entries of `pack_entries`, from its bytes; everything of them is looked at now.

    Raises:
        Unreadable: The bytes are none.
    """
    file_id, first = as_text(document["file"]), as_whole(document["first"])
    kinds = [(as_text(register), as_text(table), as_whole(schema)) for register, table, schema in document["kinds"]]
    shapes = [tuple(map(as_text, names)) for names in document["shapes"]]
    tags = _Loose(document[LOOSE])
    rows = [_rows(names, _with_marks(each, tags)) for names, each in zip(shapes, document["columns"], strict=True)]
    tags.require_end()
    read = EntryColumns(
        file_id,
        first,
        [kinds[each] for each in _places(document["kind"])],
        list(accumulate(_wholes(document["at"]))),
        _names(document["record"], file_id, first),
        _names(document["base"], file_id, first),
        [_next(rows[each]) for each in _places(document["shape"])],
    )
    if {len(read.moments), len(read.record_ids), len(read.base_versions), len(read.changes)} != {len(read)}:
        raise ValueError("a column is short")
    for farthest in (min(read.moments, default=0), max(read.moments, default=0)):
        _moment_text(farthest)
    _require_all_used(rows)
    return read


def pack_secrets(secrets: Sequence[Secret]) -> bytes:
    """The side of entries that only the office opens, before it is sealed; in the order of the entries."""
    users: dict[str, int] = {}
    shapes: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    columns: list[_Columns] = []
    user_of, shape_of, reasons, lengths, noise = [], [], [], [], bytearray()
    for secret in secrets:
        user_of.append(users.setdefault(secret.user, len(users)))
        shape = shapes.setdefault((tuple(secret.values), secret.order), len(shapes))
        if shape == len(columns):
            columns.append([[[], []] for _ in secret.values])
        for (found, wanted), (founds, wanteds) in zip(secret.values.values(), columns[shape], strict=True):
            founds.append(found)
            wanteds.append(wanted)
        shape_of.append(shape)
        reasons.append(secret.reason)
        lengths.append([len(secret.salt), len(secret.destroyed)])
        noise += secret.salt + secret.destroyed
    document = {"users": list(users), "user": user_of, "why": reasons, "noise": lengths}
    return pack(document | {"shapes": list(shapes), "shape": shape_of, "columns": columns}, bytes(noise))


@reads
def unpack_secrets(document: Mapping[str, Any]) -> list[Secret]:
    """The secrets of `pack_secrets`, from its bytes.

    Raises:
        Unreadable: The bytes are none.
    """
    return list(_secrets(document))


def _require_consecutive(entries: Sequence[Entry]) -> None:
    if not entries:
        raise ValueError("no entries")
    first = entries[0].id
    for place, entry in enumerate(entries):
        if entry.id != EntryId(first.file_id, first.counter + place):
            raise ValueError(f"{entry.id.text} does not follow")


def _secrets(document: Mapping[str, Any]) -> Iterator[Secret]:
    users = [as_text(user) for user in document["users"]]
    shapes = [(tuple(map(as_text, names)), tuple(map(as_text, order))) for names, order in document["shapes"]]
    rows = [_rows(names, _plain_columns(each)) for (names, _), each in zip(shapes, document["columns"], strict=True)]
    noise = _Loose(document[LOOSE])
    lists = (document[name] for name in ("user", "shape", "why", "noise"))
    for user, shape, why, (salt, destroyed) in zip(*lists, strict=True):
        values = _next(rows[as_place(shape)])
        order = shapes[as_place(shape)][1]
        yield Secret(users[as_place(user)], as_text(why), noise.take(salt), values, order, noise.take(destroyed))
    _require_all_used(rows)
    noise.require_end()


def _rows(
    names: Sequence[str], columns: Sequence[tuple[Iterable[Cell], Iterable[Cell]]]
) -> Iterator[dict[str, tuple[Cell, Cell]]]:
    """The rows of one shape, from its columns; without end where it has no fields."""
    if len(names) != len(columns):
        raise ValueError("a column is missing")
    if not names:
        while True:
            yield {}
    pairs = [zip(founds, wanteds, strict=True) for founds, wanteds in columns]
    for row in zip(*pairs, strict=True):
        yield dict(zip(names, row, strict=True))


def _plain_columns(columns: Sequence[Any]) -> list[tuple[Iterator[Plain], Iterator[Plain]]]:
    return [(map(_plain, founds), map(_plain, wanteds)) for founds, wanteds in columns]


def _with_marks(columns: Sequence[Any], tags: _Loose) -> list[tuple[list[Value], list[Value]]]:
    """The columns of a shape, read to their end at once: marks come in the order of their places."""

    def read(written: object) -> Value:
        return _plain(written) if written != _MARK else Mark(tags.take(MARK_BYTES))

    return [([read(each) for each in founds], [read(each) for each in wanteds]) for founds, wanteds in columns]


def _taken_out(shapes: Sequence[_Columns]) -> bytes:
    """Take the marks out of columns, and leave their places; the marks in that order."""
    tags = bytearray()
    for columns in shapes:
        for column in columns:
            for values in column:
                tags += b"".join(each.tag for each in values if isinstance(each, Mark))
                values[:] = [_MARK if isinstance(each, Mark) else each for each in values]
    return bytes(tags)


class _Loose:
    """The bytes beside a document, taken one piece after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def take(self, length: object) -> bytes:
        """The next bytes; ValueError where there are fewer."""
        end = self._place + as_place(length)
        if end > len(self._data):
            raise ValueError("bytes are missing")
        taken = self._data[self._place : end]
        self._place = end
        return taken

    def require_end(self) -> None:
        """ValueError where bytes are left."""
        if self._place != len(self._data):
            raise ValueError("bytes are left")


def _next(rows: Iterator[Row]) -> Row:
    row = next(rows, None)
    if row is None:
        raise ValueError("an entry without its row")
    return row


def _require_all_used(rows: Sequence[Iterator[dict[str, tuple[Any, Any]]]]) -> None:
    # A shape without fields has a row for whoever asks; it is empty and so does not count.
    if any(next(left, None) for left in rows):
        raise ValueError("a row without its entry")


def _short(name: str, entry_id: EntryId) -> str | int:
    """An id or version: 0 of the entry itself, the place of another entry of this file, else as it is written."""
    if name == entry_id.text:
        return 0
    file_id, _, counter = name.partition(".")
    if file_id == entry_id.file_id and counter.isascii() and counter.isdigit() and str(int(counter)) == counter:
        return int(counter)
    return name


def _names(shorts: Sequence[object], file_id: str, first: int) -> list[str]:
    """What `_short` made short, of consecutive entries."""
    if not _types(shorts) <= {str, int}:
        raise TypeError("no name")
    return [
        each if isinstance(each, str) else f"{file_id}.{each or counter}"
        for counter, each in enumerate(shorts, start=first)
    ]


def _wholes(column: Sequence[Any]) -> Sequence[int]:
    """A column of whole numbers; TypeError of anything else. A truth value has a type of its own."""
    if not _types(column) <= {int}:
        raise TypeError("no whole numbers")
    return column


def _places(column: Sequence[Any]) -> Sequence[int]:
    """A column of places in a list."""
    if min(_wholes(column), default=0) < 0:
        raise ValueError("no place")
    return column


def _types(column: Sequence[object]) -> set[type]:
    if not isinstance(column, list):
        raise TypeError("no column")
    return set(map(type, column))


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError("no plain value")


def _milliseconds(at: str) -> int:
    return (datetime.fromisoformat(at.replace("Z", "+00:00")) - _EPOCH) // _MILLISECOND


def _moment_text(milliseconds: int) -> str:
    second, rest = divmod(milliseconds, 1000)
    return f"{_second_text(second)}.{rest:03}Z"


@lru_cache(maxsize=1024)  # many entries of one batch are of the same second
def _second_text(second: int) -> str:
    return (_EPOCH + timedelta(seconds=second)).replace(tzinfo=None).isoformat(timespec="seconds")
