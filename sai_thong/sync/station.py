"""The store's side of the sync: own entries go out as batches, pages of the office's order come in.

A page is taken whole in one transaction: entries, outcomes, rows and the place read up to. What this station wrote and
the authority has not seen is laid over what came by the same function that the authority decides with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.db import journal
from sai_thong.db.changes import ChangeSet
from sai_thong.db.office_box import open_in_office, seal_in_office
from sai_thong.db.replaying import Replaying
from sai_thong.db.store import Store
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.sync.authority import ChainHead
from sai_thong.sync.batches import Batch
from sai_thong.sync.columns import pack_entries, pack_secrets, unpack_secrets
from sai_thong.sync.entries import EntryId
from sai_thong.sync.pages import Page
from sai_thong.sync.rows import RowKeeper, open_shut_sets
from sai_thong.sync.translation import Declared, JournalRow, chained, from_travel, marker, to_travel

_COLUMNS: Final = ", ".join(JournalRow._fields)
_EPOCH, _CURSOR = "sync_epoch", "sync_cursor"
_ENTRIES_AT_ONCE: Final = 4_000
"""Entries read for one batch; the largest batch holds fewer."""
_MOST_CONTENT: Final = 1_500_000
"""Characters of a batch of more than one entry: an authority takes in two mebibytes, and packed no character takes
more than a byte."""
_FIRST_GUESS: Final = 60
"""Bytes an entry takes on the wire, before any was sent."""

Signed = Callable[[Batch], Batch]
"""Signs a batch with this device's key."""
Trusted = Callable[[Batch], bool]
"""Whether a batch carries the signature of a device of this office."""


class ChainBroken(EnvironmentTrouble):
    """A batch of another station does not follow the chain of its file, or carries no known signature."""

    def __init__(self, file_id: str) -> None:
        super().__init__(
            _("What came from the computer {file} does not follow what came before.").format(file=file_id),
            kept=_("Nothing of it was taken in; your own work is untouched."),
            do=_("Synchronise once more. If it stays so, tell the province."),
        )
        self.file_id = file_id


@dataclass(frozen=True)
class Cursor:
    """How far the office's order was read."""

    epoch: str
    seq: int


@dataclass(frozen=True)
class Waiting:
    """Entries of a register that the authority has not acknowledged."""

    register: str
    entries: int


class StationSide:
    """A store as one of the stations of its office.

    Args:
        store: The open store.
        office: The code of the office.
        record_types: Every record type of the program.
        trusted: Whether a batch of another station may be believed.
    """

    def __init__(self, store: Store, office: str, record_types: Iterable[type[Record]], trusted: Trusted) -> None:
        self.store = store
        self._office = office
        self._record_types = tuple(record_types)
        self._declared = Declared(self._record_types)
        self._mark = marker(store.keys.office_key)
        self._trusted = trusted
        self._bytes_an_entry = float(_FIRST_GUESS)

    @property
    def own_files(self) -> tuple[str, ...]:
        """The ids under which this very file writes and wrote, the present one first."""
        return (self.store.file_id, *self.store.earlier_file_ids())

    def heads(self) -> dict[str, ChainHead]:
        """How far every chain is known here, own and others'."""
        connection = self.store.connection_for_whole_file()
        files = [file_id for (file_id,) in connection.execute("SELECT file_id FROM files")]
        known = {file_id: journal.read_head(connection, file_id) for file_id in files}
        return {file_id: ChainHead(head.counter, head.hash) for file_id, head in known.items()}

    @property
    def cursor(self) -> Cursor:
        """How far the office's order was read; nothing of no epoch at first."""
        return read_cursor(self.store)

    def standing(self) -> tuple[int, dict[str, ChainHead], str]:
        """How far the order and every chain are known here, and which entry stands there; none at the beginning."""
        seq = self.cursor.seq
        found = self.store.query("SELECT file_id, counter FROM outcomes WHERE seq = ?", (seq,))
        return seq, self.heads(), EntryId(found[0]["file_id"], found[0]["counter"]).text if found else ""

    def batch_after(self, file_id: str, counter: int, wire_bytes: int, signed: Signed) -> Batch | None:
        """The next entries of an own file above `counter` that fill about `wire_bytes`; None when there are none."""
        wanted = max(1, min(_ENTRIES_AT_ONCE, int(wire_bytes / self._bytes_an_entry)))
        connection = self.store.connection_for_whole_file()
        found = connection.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE file_id = ? AND counter > ? ORDER BY counter LIMIT ?",
            (file_id, counter, wanted),
        )
        rows = _not_too_large(JournalRow(*row) for row in found)
        before = journal.hash_at(connection, file_id, counter)
        if not rows or before is None:
            return None
        pairs = [to_travel(row, self._declared, self._mark) for row in rows]
        open_side = pack_entries([entry for entry, _secret in pairs])
        secrets = pack_secrets([secret for _entry, secret in pairs])
        bare = Batch(
            self._office, file_id, rows[0].counter, rows[-1].counter, before, chained(before, rows)[-1], open_side, b""
        )
        box = seal_in_office(self.store.keys, secrets, bare.context)
        batch = signed(bare.with_box(box))
        self._bytes_an_entry = max(8.0, (len(open_side) + len(box)) / len(rows))
        return batch

    def take(self, page: Page, batches: Sequence[Batch]) -> ChangeSet:
        """Take in the next page of the order, with the batches of it that are not here yet.

        A page of another place than the next one changes nothing, so that what comes twice or late does no harm.

        Raises:
            ChainBroken: A batch does not follow its chain, or no device of the office signed it.
        """
        at = self.cursor
        if page.epoch != at.epoch and page.first_seq == 1 and not at.epoch:
            at = Cursor(page.epoch, 0)
        if page.epoch != at.epoch or page.first_seq != at.seq + 1:
            return ChangeSet()
        with self.store.replaying() as replaying:
            self._take(replaying, [page], batches)
            return replaying.changes

    def go_on_in(self, epoch: str) -> None:
        """Read on in another epoch, which took over from the one before at or behind the place read up to."""
        with self.store.replaying() as replaying:
            replaying.set_fact(_EPOCH, epoch)

    def take_anew(self, pages: Sequence[Page], batches: Sequence[Batch]) -> ChangeSet:
        """Take in the whole order again, from its beginning: the authority was restored, or is another one.

        Raises:
            ChainBroken: As `take` does; then all stays as it was.
        """
        with self.store.replaying() as replaying:
            known = RowKeeper(replaying, self.store, self._record_types, self.own_files)
            known.rewind()
            replaying.forget_outcomes()
            self._take(replaying, pages, batches, known)
            return replaying.changes

    def _take(
        self, replaying: Replaying, pages: Sequence[Page], batches: Sequence[Batch], rows: RowKeeper | None = None
    ) -> None:
        for batch in batches:
            self._keep(replaying, batch)
        if rows is None:
            open_shut_sets(replaying, self.store, self._record_types)
        rows = rows or RowKeeper(replaying, self.store, self._record_types, self.own_files)
        for page in pages:
            for place, line in enumerate(page.lines):
                rows.replay(page.first_seq + place, line)
        rows.write()
        replaying.set_fact(_EPOCH, pages[-1].epoch)
        replaying.set_fact(_CURSOR, str(pages[-1].last_seq))

    def _keep(self, replaying: Replaying, batch: Batch) -> None:
        """Keep the entries of a batch that are not here yet, after following the chain to its end."""
        if not self._trusted(batch) or batch.office != self._office:
            raise ChainBroken(batch.file_id)
        connection = replaying.connection
        if batch.first == 1:
            replaying.keep_file(batch.file_id, batch.before, "")
        if journal.hash_at(connection, batch.file_id, batch.first - 1) != batch.before:
            raise ChainBroken(batch.file_id)
        secrets = unpack_secrets(open_in_office(self.store.keys, batch.box, batch.context))
        rows = [from_travel(entry, secret) for entry, secret in zip(batch.entries(), secrets, strict=True)]
        hashes = chained(batch.before, rows)
        if hashes[-1] != batch.after:
            raise ChainBroken(batch.file_id)
        held = journal.read_head(connection, batch.file_id)
        both = min(held.counter, batch.last)
        if both >= batch.first and journal.hash_at(connection, batch.file_id, both) != hashes[both - batch.first]:
            raise ChainBroken(batch.file_id)
        new = zip(rows, hashes, strict=True)
        replaying.keep_entries((*row, hash_) for row, hash_ in new if row.counter > held.counter)


def _not_too_large(rows: Iterable[JournalRow]) -> list[JournalRow]:
    """The first of these entries, one at least, as long as a batch of them surely stays below what is taken in."""
    fitting: list[JournalRow] = []
    size = 0
    for row in rows:
        size += len(row.content or "")
        if fitting and size > _MOST_CONTENT:
            break
        fitting.append(row)
    return fitting


def read_cursor(store: Store) -> Cursor:
    """How far the office's order was read; nothing of no epoch at first."""
    facts = dict(
        store.connection_for_whole_file()
        .execute("SELECT name, value FROM facts WHERE name IN (?, ?)", (_EPOCH, _CURSOR))
        .fetchall()
    )
    return Cursor(facts.get(_EPOCH, ""), int(facts.get(_CURSOR, 0)))


def waiting_above(store: Store, held: Mapping[str, ChainHead]) -> tuple[Waiting, ...]:
    """How many own entries of each register lie above what the authority holds."""
    counts: dict[str, int] = {}
    connection = store.connection_for_whole_file()
    for file_id in (store.file_id, *store.earlier_file_ids()):
        head = held.get(file_id)
        for register, count in connection.execute(
            "SELECT register, count(*) FROM journal WHERE file_id = ? AND counter > ? GROUP BY register",
            (file_id, head.counter if head else 0),
        ):
            counts[register] = counts.get(register, 0) + count
    return tuple(Waiting(register, count) for register, count in sorted(counts.items()))
