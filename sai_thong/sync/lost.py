"""A lost computer: what it held, which of its work arrived, which surely did not, and what has been done since.

What it wrote after it last talked nobody can know; papers can: slips, memos and letters that carry the sixteen
characters of the chain's head show how far the computer was when they were printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.db import journal, leasing, numbering
from sai_thong.db.changes import ChangeSet
from sai_thong.db.numbering import NumberLease, NumberSeries
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.allowances.months import take_over as take_over_month
from sai_thong.registers.allowances.records import MonthState, PaymentMonth
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.number_book import series_label
from sai_thong.sync.chest_exchange import holds_newest_key
from sai_thong.sync.device import own_device
from sai_thong.sync.device_messages import ListedDevice, ToldFile
from sai_thong.sync.devices import NoSuchDevice, ThisComputer
from sai_thong.sync.writers import files_of
from sai_thong.thai.calendar import Month

_OVER: Final = (MonthState.CLOSED,)
_LAST: Final = "SELECT counter, at, user, hash FROM journal WHERE file_id = ? ORDER BY counter DESC LIMIT 1"
_OF_FILES: Final = "SELECT register, count(*), max(at) FROM journal WHERE file_id IN ({marks}) GROUP BY register"


@dataclass(frozen=True)
class LostFile:
    """A file the lost computer wrote under.

    Attributes:
        file_id: Its id.
        entries: How many of its entries are here.
        last_at: When the last of them was written, by the lost computer's clock, UTC; empty where there is none.
        last_user: Who wrote it.
        printed_head: The chain's head at that entry, as papers carry it.
        told: How many entries the computer said that it had, when it last talked; 0 where it never did.
    """

    file_id: str
    entries: int
    last_at: str
    last_user: str
    printed_head: str
    told: int

    @property
    def never_arrived(self) -> int:
        """How many entries surely exist on the lost computer alone."""
        return max(0, self.told - self.entries)


@dataclass(frozen=True)
class LostRegister:
    """What came of a register: how many entries, and when the last was written, UTC."""

    register: str
    entries: int
    last_at: str


@dataclass(frozen=True)
class LostSeries:
    """A series of numbers that only the lost computer gives.

    Attributes:
        set_name: The sensitive set it is kept in; empty of an ordinary one.
        name: Which series.
        year_be: Its year, Buddhist era; 0 of one that counts on.
        last_known: The highest number that is known here; 0 where none is.
        next_known: The number it would give next, as far as is known here.
    """

    set_name: str
    name: str
    year_be: int
    last_known: int
    next_known: int

    @property
    def key(self) -> str:
        """How a person names it."""
        return "/".join(each for each in (self.set_name, self.name, str(self.year_be)) if each)

    @property
    def label(self) -> str:
        """What people call it."""
        return series_label(self.name, self.set_name)


@dataclass(frozen=True)
class LostLease:
    """A block of numbers lent to the lost computer.

    Attributes:
        label: What people call the series.
        year_be: Its year.
        first: The first number of the block.
        last: The last one.
        last_known: The highest of them that is known to be used; 0 where none is.
    """

    label: str
    year_be: int
    first: int
    last: int
    last_known: int


@dataclass(frozen=True)
class LostMonth:
    """A month of allowances that only the lost computer goes on with."""

    scheme_set: SchemeSet
    month: Month
    state: MonthState


@dataclass(frozen=True)
class LostReport:
    """All that is known of a lost computer.

    Attributes:
        device: Its id.
        name: What the office calls it.
        enrolled_at: Since when it was one of the office's, UTC; empty where the authority was not asked.
        last_contact: When it last talked, UTC; empty where it never did or the authority was not asked.
        revoked_at: When it was struck off, UTC; empty while it was not.
        keys_changed: Whether what travels now is sealed with a key that it was not given.
        files: What it wrote under.
        registers: What came of each register.
        series: The series it held.
        leases: The blocks it held.
        months: The open months it held.
        taken_over: The series taken over from it: what they are called, and the number that was confirmed.
        sets_closed: Whether a part with its own key could not be looked into.
    """

    device: str
    name: str
    enrolled_at: str
    last_contact: str
    revoked_at: str
    keys_changed: bool
    files: tuple[LostFile, ...]
    registers: tuple[LostRegister, ...]
    series: tuple[LostSeries, ...]
    leases: tuple[LostLease, ...]
    months: tuple[LostMonth, ...]
    taken_over: tuple[tuple[str, int], ...]
    sets_closed: bool


@dataclass(frozen=True)
class TakenOver:
    """What this computer goes on with in the place of the lost one.

    Attributes:
        series: The series whose next number was confirmed.
        left: Those that nobody confirmed.
        months: The months.
        changes: What was written.
    """

    series: tuple[LostSeries, ...]
    left: tuple[LostSeries, ...]
    months: tuple[LostMonth, ...]
    changes: ChangeSet


def lost_report(store: Store, device: str, listed: Sequence[ListedDevice]) -> LostReport:
    """What is known of a computer of the office.

    Args:
        store: The open store of another one.
        device: Its id.
        listed: The office's computers (`devices.listed_devices`).

    Raises:
        NoSuchDevice: The office has no such computer.
        ThisComputer: It is the one that is asked.
    """
    here = own_device(store)
    if here is not None and here.device == device:
        raise ThisComputer
    chain = _same_computer(listed, device)
    newest = chain[0]
    told = _files(store, chain)
    files = [each.file_id for each in told]
    return LostReport(
        device=device,
        name=newest.name,
        enrolled_at=chain[-1].enrolled_at,
        last_contact=max(each.last_contact for each in chain),
        revoked_at=newest.revoked_at,
        keys_changed=not holds_newest_key(store, {each.device for each in chain}),
        files=tuple(_file(store, each) for each in told),
        registers=_registers(store, files),
        series=tuple(series_of(store, files)),
        leases=tuple(_leases(store, files)),
        months=tuple(months_held(store, files)),
        taken_over=tuple(_taken_over(store, files)),
        sets_closed=bool(store.known_sets() - store.keys.set_keys.keys()),
    )


def take_over(store: Store, report: LostReport, confirmed: Mapping[str, int], *, why: str) -> TakenOver:
    """Go on here with the series and the open months of a lost computer, by recorded hand-overs.

    A series goes on only from a number that somebody confirmed on paper: the lost computer may have given more numbers
    than are known here, and what lies between is keyed afterwards or made void.

    Args:
        store: The open store, writable.
        report: Of the lost computer.
        confirmed: The next number of each series, by `LostSeries.key`.
        why: Stands in the history.

    Raises:
        BadInput: A key names no series of the report.
        NumberRefused, MonthRefused: No reason, or a number at or above the confirmed one is used.
    """
    unknown = confirmed.keys() - {each.key for each in report.series}
    if unknown:
        raise BadInput(
            _("The lost computer held no series {name}.").format(name=", ".join(sorted(unknown))),
            kept=_("Nothing was changed."),
            do=_("Name the series as the report does."),
        )
    changes, files = ChangeSet(), [each.file_id for each in report.files]
    taken = tuple(each for each in report.series if each.key in confirmed)
    with store.transaction(why) as tx:
        for each in taken:
            writer = tx.on(each.set_name) if each.set_name else tx
            (held,) = writer.find(NumberSeries, name=each.name, year_be=each.year_be, station=tuple(files))
            leasing.hand_over(
                writer,
                held,
                store.file_id,
                reason=why,
                on_day=bangkok_today(store.clock),
                next_number=confirmed[each.key],
            )
        changes.add(tx.changes)
    for scheme_set, month in sorted({(each.scheme_set, each.month) for each in report.months}):
        changes.add(take_over_month(store, scheme_set, month, why=why).changes)
    left = tuple(each for each in report.series if each.key not in confirmed)
    return TakenOver(taken, left, report.months, changes)


def _same_computer(listed: Sequence[ListedDevice], device: str) -> list[ListedDevice]:
    """A computer under all its keys, the newest first."""
    by_id = {each.device: each for each in listed}
    if device not in by_id:
        raise NoSuchDevice(device)
    chain = [by_id[device]]
    while earlier := next((each for each in listed if each.replaced_by == chain[-1].device), None):
        chain.append(earlier)
    return chain


def _files(store: Store, chain: Sequence[ListedDevice]) -> list[ToldFile]:
    """Every file that the computer wrote under, as the authority and the batches tell."""
    told = {file.file_id: file for each in reversed(chain) for file in each.files}
    for each in chain:
        for file_id in files_of(store, each.device):
            told.setdefault(file_id, ToldFile(file_id, 0, 0))
    return [told[file_id] for file_id in sorted(told)]


def _file(store: Store, told: ToldFile) -> LostFile:
    found = store.query(_LAST, (told.file_id,))
    if not found:
        return LostFile(told.file_id, 0, "", "", "", told.written)
    last = found[0]
    head = journal.Head(told.file_id, last["counter"], last["hash"])
    return LostFile(told.file_id, head.counter, last["at"], last["user"], head.printed, told.written)


def _registers(store: Store, files: Sequence[str]) -> tuple[LostRegister, ...]:
    sql = _OF_FILES.format(marks=",".join("?" * len(files)))
    return tuple(LostRegister(*row.values()) for row in store.query(sql, files))


def series_of(store: Store, files: Sequence[str]) -> Iterator[LostSeries]:
    """The series that stations hold, by their file ids; of a part with its own key, where this user has it."""
    for set_name, shelf in _open_shelves(store):
        for each in shelf.find(NumberSeries, station=tuple(files)):
            used = numbering.used_numbers(shelf, each.name, each.year_be)
            last = max(used, default=0)
            yield LostSeries(set_name, each.name, each.year_be, last, max(each.next_number, last + 1))


def _leases(store: Store, files: Sequence[str]) -> Iterator[LostLease]:
    for set_name, shelf in _open_shelves(store):
        for each in shelf.find(NumberLease, given_to=tuple(files), ended_on=None):
            used = numbering.used_numbers(shelf, each.name, each.year_be) & set(each.numbers)
            label = series_label(each.name, set_name)
            yield LostLease(label, each.year_be, each.first, each.last, max(used, default=0))


def months_held(store: Store, files: Sequence[str]) -> Iterator[LostMonth]:
    """The open months that stations hold, by their file ids; of a part with its own key, where this user has it."""
    for scheme_set in SchemeSet:
        if scheme_set.sealed and scheme_set.value not in store.keys.set_keys:
            continue
        held = shelf_of(store, scheme_set).find(PaymentMonth, holder=tuple(files))
        yield from (LostMonth(scheme_set, each.month, each.state) for each in held if each.state not in _OVER)


def _taken_over(store: Store, files: Sequence[str]) -> Iterator[tuple[str, int]]:
    for set_name, shelf in _open_shelves(store):
        for each in shelf.find(leasing.SeriesHandOver, from_station=tuple(files)):
            yield series_label(each.name, set_name), each.next_number


def _open_shelves(store: Store) -> Iterable[tuple[str, Shelf]]:
    return [("", store), *((name, store.sealed_set(name)) for name in sorted(store.keys.set_keys))]
