"""Whether the file is what was written, asked as an auditor asks: every check there is, and what was found of it.

What can be told from the file alone is told by its chains, rows and digests. Who has the file's key can write all of
these anew; only what is kept outside finds that: this machine's mark, the backups, and heads printed on paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sai_thong.db import verify
from sai_thong.db.backup_plan import own_folder, plan_of
from sai_thong.db.journal import Head, read_head
from sai_thong.db.refusals import SetClosed
from sai_thong.db.station import this_machine
from sai_thong.db.store import Store
from sai_thong.db.verify import Check, Fault
from sai_thong.db.verify_anchors import Anchor, Keeper, anchors_outside, verify_anchors
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.allowances.records import MonthState, PaymentMonth
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.assets.verifying import verify_assets
from sai_thong.registers.attachments.operations import verify_attachments
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.number_book import NumberedSeries, book_years, series_in_year

TellRows = Callable[[Store], verify.Told]
"""What every row must hold by the journal and the outcomes; the merge knows."""

ClosedMonth = tuple[str, str, int, int, str]
"""Scheme set, month, lines, satang, digest."""

_NUMBERS_NAMED: Final = 10
_DIGEST: Final = b"sai-thong certificate 1\0"


@dataclass(frozen=True)
class Counts:
    """How much was looked at.

    Attributes:
        entries: Entries of the journal, of every computer.
        accesses: Those of them that belong to the access log.
        records: Ordinary records.
        sealed: Records of sensitive sets, those nobody here can open too.
        contents: Attached files.
        months: Closed months this user may read.
        series: Number series with their years.
        anchors: Heads kept outside that were compared.
    """

    entries: int = 0
    accesses: int = 0
    records: int = 0
    sealed: int = 0
    contents: int = 0
    months: int = 0
    series: int = 0
    anchors: int = 0


@dataclass(frozen=True)
class Verification:
    """What came of a verification.

    Attributes:
        moment: When (UTC).
        user: Who asked.
        office: The office's name.
        store_id: The file's own name, the same for ever.
        head: The head of this computer's chain; None where the file cannot be read.
        chains: The ends of all chains the file holds, this one's among them.
        closed: Closed months with what was said of them at closing: scheme set, month, lines, satang, digest.
        counts: How much was looked at.
        faults: What is wrong, and where.
    """

    moment: datetime
    user: str
    office: str
    store_id: str
    head: Head | None
    chains: tuple[Head, ...]
    closed: tuple[ClosedMonth, ...]
    counts: Counts
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def digest(self) -> str:
        """SHA-256 over what the file held: the same as long as nobody writes in it, another after any change."""
        body = {
            "store": self.store_id,
            "chains": [(each.file_id, each.counter, each.hash.hex()) for each in self.chains],
            "closed": [each for each in self.closed if each[0] == SchemeSet.ORDINARY],
        }
        told = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(_DIGEST + told.encode()).hexdigest()


def verify_store(store: Store, tell_rows: TellRows, papers: Iterable[Head] = ()) -> Verification:
    """Verify everything this user may open.

    Args:
        store: The open store; nothing is written.
        tell_rows: What the rows must hold.
        papers: Heads read from paper.
    """
    with store.by_program():  # whatever this user's roles show: only what is wrong is told
        return _verified(store, tell_rows, papers)


def _verified(store: Store, tell_rows: TellRows, papers: Iterable[Head]) -> Verification:
    connection = store.connection_for_whole_file()
    faults = list(verify.verify_file(connection))
    readable = not any(each.check is Check.FILE for each in faults)
    head: Head | None = None
    chains: tuple[Head, ...] = ()
    closed: tuple[ClosedMonth, ...] = ()
    counts = Counts()
    if readable:
        anchors = [*(Anchor(each, Keeper.PAPER) for each in papers), *_kept_outside(store), *_of_months(store)]
        series = [each for year in book_years(store) for each in series_in_year(store, year)]
        faults += _faults(store, tell_rows, anchors, series)
        head, chains, closed = store.head(), tuple(_ends(store)), tuple(_closed(store))
        counts = _counts(store, months=len(closed), series=len(series), anchors=len(anchors))
    return Verification(
        moment=store.clock.now(),
        user=store.user,
        office=store.fact("office_name") if readable else "",
        store_id=store.fact("store_id") if readable else "",
        head=head,
        chains=chains,
        closed=closed,
        counts=counts,
        faults=tuple(faults),
    )


def _faults(
    store: Store, tell_rows: TellRows, anchors: Iterable[Anchor], series: Iterable[NumberedSeries]
) -> Iterator[Fault]:
    connection = store.connection_for_whole_file()
    yield from verify.verify_chain(connection)
    yield from verify.verify_rows(connection, RECORD_TYPES, tell_rows(store))
    yield from verify.verify_contents(connection, store.keys.set_keys)
    yield from verify_anchors(store, anchors)
    yield from _missing_numbers(series)
    yield from verify_closed_months(store)
    yield from verify_assets(store)
    yield from verify_attachments(store)


def _kept_outside(store: Store) -> list[Anchor]:
    places = dict.fromkeys((*plan_of(store.path).places, own_folder(store.path)))
    return anchors_outside(store, this_machine(), places)


def _missing_numbers(series: Iterable[NumberedSeries]) -> Iterator[Fault]:
    """Numbers of which nothing is known: neither given, nor written by hand, void, nor lent."""
    told = _("{series} {year}: nothing is known of the numbers {numbers}.")
    for each in series:
        missing = each.account.missing
        if missing:
            named = ", ".join(map(str, missing[:_NUMBERS_NAMED])) + (" …" if len(missing) > _NUMBERS_NAMED else "")
            message = told.format(series=each.label, year=each.year_be or "", numbers=named)
            yield Fault(Check.NUMBERS, each.key, message)


def _ends(store: Store) -> Iterator[Head]:
    connection = store.connection_for_whole_file()
    for row in store.query("SELECT file_id FROM files ORDER BY file_id"):
        yield read_head(connection, row["file_id"])


def _of_months(store: Store) -> Iterator[Anchor]:
    for _scheme_set, month in _closed_months(store):
        with suppress(ValueError):
            yield Anchor(Head.of_text(month.anchor), Keeper.MONTH, month.month.name)


def _closed(store: Store) -> Iterator[ClosedMonth]:
    for scheme_set, each in _closed_months(store):
        yield scheme_set.value, each.month.iso, each.line_count, each.total_satang, each.lines_digest


def _closed_months(store: Store) -> Iterator[tuple[SchemeSet, PaymentMonth]]:
    """The closed months of every set this user may open, in their order."""
    for scheme_set in SchemeSet:
        try:
            found = shelf_of(store, scheme_set).find(PaymentMonth, state=MonthState.CLOSED)
        except SetClosed:
            continue
        yield from ((scheme_set, each) for each in sorted(found, key=lambda month: (month.month, month.id)))


def _counts(store: Store, *, months: int, series: int, anchors: int) -> Counts:
    def count(sql: str) -> int:
        return int(store.query(f"SELECT count(*) AS found FROM {sql}")[0]["found"])

    return Counts(
        entries=count("journal"),
        accesses=count("journal WHERE register = 'access'"),
        records=sum(count(declaration_of(each).table) for each in RECORD_TYPES),
        sealed=count("sealed_records"),
        contents=count("(SELECT DISTINCT address FROM contents)"),
        months=months,
        series=series,
        anchors=anchors,
    )
