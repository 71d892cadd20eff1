"""The central system (ระบบสารสนเทศการจัดการฐานข้อมูลเบี้ยยังชีพ): what to key into it, and how it differs from us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, speaking
from sai_thong.registers.allowances.central_totals import lines_of_month
from sai_thong.registers.allowances.month_changes import (
    MonthChange,
    MonthChangeKind,
    changes_between,
    regular_lines,
)
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.allowances.records import CentralChange, CentralTask, Claim, PaymentLine, PaymentMonth
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.allowances.run import draft_run, frozen_lines
from sai_thong.registers.allowances.saved import SavedMany
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht

_OF_REASON: Mapping[ReasonCode, CentralChange] = {
    ReasonCode.DIED: CentralChange.DIED,
    ReasonCode.DEATH_DATE_INCOMPLETE: CentralChange.DIED,
    ReasonCode.MOVED_AWAY: CentralChange.MOVED_OUT,
}
"""Why somebody is gone; every other reason is keyed as a suspension."""

_OF_VALUE = frozenset({CentralChange.AMOUNT, CentralChange.ACCOUNT, CentralChange.CARD})
"""Changes of a value: another value in the same month is another thing to key."""


def refresh_queue(store: Store, scheme_set: SchemeSet, month: Month) -> SavedMany[CentralTask]:
    """Note every change since the month before that must be keyed for `month`; withdraw what did not come about.

    Safe to repeat: what was noted or ticked before stays. The first month of the office's records has no queue.
    """
    today = bangkok_today(store.clock)
    with store.transaction() as tx:
        writer = writer_of(tx, scheme_set)
        if not months_of(writer, month.previous()):
            return SavedMany((), tx.changes)
        made = [queue_task(writer, claim, noted, today) for claim, noted in _to_key(tx, scheme_set, month)]
        wanted = {task.id for task in made}
        for task in writer.find(CentralTask, for_month=month, keyed_on=None, withdrawn_on=None):
            if task.id not in wanted and task.change is not CentralChange.CARD:
                writer.update(task, withdrawn_on=today)
        return SavedMany(tuple(made), tx.changes)


def _to_key(tx: Transaction, scheme_set: SchemeSet, month: Month) -> Iterator[tuple[Claim, ToKey]]:
    """The changes since the month before, in Thai, whatever language the window speaks."""
    shelf = shelf_of(tx, scheme_set)
    run, book = draft_run(tx, scheme_set, month), RuleBook.of(tx, scheme_set)
    before = regular_lines(frozen_lines(shelf, months_of(shelf, month.previous())))
    after = regular_lines([*frozen_lines(shelf, months_of(shelf, month)), *run.lines])
    earlier = {line.claim_id for line in shelf.find(PaymentLine)}
    with speaking("th"):
        changes = list(changes_between(before, after, run.files, book, month))
    for change in changes:
        noted = ToKey(_central_change(change, earlier), month, _detail(change, after))
        yield run.files[change.claim_id].claim, noted


@dataclass(frozen=True)
class ToKey:
    """One change to key: what, for which month, with which detail."""

    change: CentralChange
    month: Month
    detail: str


def queue_task(writer: ShelfWriter, claim: Claim, noted: ToKey, today: date) -> CentralTask:
    """Note one change to key, unless the same is noted already: the same value to key, or the same event."""
    change, month, detail = noted.change, noted.month, noted.detail
    parts = ("central-task", claim.id, change.value, month.iso, *((detail,) if change in _OF_VALUE else ()))
    task_id = writer.natural_id(*parts)
    known = writer.find(CentralTask, id=task_id)
    if known:
        kept = known[0].detail if known[0].keyed_on else detail
        return writer.update(known[0], withdrawn_on=None, detail=kept)
    return writer.insert(
        CentralTask(
            person_id=claim.person_id,
            claim_id=claim.id,
            scheme=claim.scheme,
            change=change,
            for_month=month,
            detail=detail,
            made_on=today,
        ),
        record_id=task_id,
    )


def tick(
    store: Store, scheme_set: SchemeSet, tasks: Sequence[CentralTask], *, keyed: bool = True
) -> SavedMany[CentralTask]:
    """Tick changes as keyed, today and by this user; or take ticks back."""
    today = bangkok_today(store.clock)
    values = (today, store.user) if keyed else (None, "")
    with store.transaction() as tx:
        writer = writer_of(tx, scheme_set)
        ticked = [writer.update(task, keyed_on=values[0], keyed_by=values[1]) for task in tasks]
        return SavedMany(tuple(ticked), tx.changes)


def next_month_to_send(shelf: Shelf) -> Month | None:
    """The month after the last one sent; None before the first."""
    sent = [each.month for each in shelf.find(PaymentMonth)]
    return max(sent).next() if sent else None


@dataclass(frozen=True)
class CentralRow:
    """A row of the central system's list, whatever its layout.

    Attributes:
        citizen_id: Thirteen digits; as written where it is none, or empty.
        name: As it stands there.
        scheme: None when the list does not say.
        amount_satang: None when the list has no amounts.
        account_no: Digits, or empty when the list has none.
    """

    citizen_id: str
    name: str = ""
    scheme: Scheme | None = None
    amount_satang: int | None = None
    account_no: str = ""


class CentralDifferenceKind(StrEnum):
    """How the two lists differ about a person."""

    MISSING_THERE = "missing-there"
    EXTRA_THERE = "extra-there"
    AMOUNT = "amount"
    ACCOUNT = "account"


CENTRAL_DIFFERENCE_LABELS: dict[CentralDifferenceKind, str] = {
    CentralDifferenceKind.MISSING_THERE: N_("Not in the central system"),
    CentralDifferenceKind.EXTRA_THERE: N_("Only in the central system"),
    CentralDifferenceKind.AMOUNT: N_("Another amount"),
    CentralDifferenceKind.ACCOUNT: N_("Another account"),
}
"""English message ids; show them through `_`."""


@dataclass(frozen=True)
class CentralDifference:
    """One difference about one person.

    Attributes:
        kind: How they differ.
        citizen_id: Who.
        name: As we write it, or as the list does for who is only there.
        moo: Village, when known.
        person_id: Our record, or empty.
        ours: What we have: an amount in baht, or an account.
        theirs: What the central system has.
    """

    kind: CentralDifferenceKind
    citizen_id: str
    name: str
    moo: int | None
    person_id: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class CentralComparison:
    """A month's list against the central system's.

    Attributes:
        differences: By kind, then in the order of our list.
        ours: People and satang on our list.
        theirs: People and satang on theirs; satang None when the list has no amounts.
    """

    differences: tuple[CentralDifference, ...]
    ours: tuple[int, int]
    theirs: tuple[int, int | None]


def compare_with_central(
    store: Store, scheme_set: SchemeSet, month: Month, rows: Sequence[CentralRow]
) -> CentralComparison:
    """Compare what กรมบัญชีกลาง pays of a month, frozen or drafted, with the central system's list, by person.

    A list that names schemes is compared by person and scheme; one that does not, by person with all schemes summed.
    """
    shelf = shelf_of(store, scheme_set)
    run = draft_run(store, scheme_set, month)
    lines = [line for line in lines_of_month(shelf, run) if line.source is PaySource.CGD]
    by_scheme = all(row.scheme is not None for row in rows)
    ours = _grouped_lines(lines, by_scheme=by_scheme)
    theirs = _grouped_rows(rows, by_scheme=by_scheme)
    found = [*_missing(ours, theirs), *_extra(ours, theirs), *_different(ours, theirs)]
    order = list(CentralDifferenceKind)
    amounts = [row.amount_satang for row in rows if row.amount_satang is not None]
    return CentralComparison(
        differences=tuple(sorted(found, key=lambda each: order.index(each.kind))),
        ours=(len(ours), sum(line.amount_satang for line in lines)),
        theirs=(len(theirs), sum(amounts) if len(amounts) == len(rows) else None),
    )


_Key = tuple[str, Scheme | None]


def _grouped_lines(lines: Iterable[PaymentLine], *, by_scheme: bool) -> dict[_Key, list[PaymentLine]]:
    groups: dict[_Key, list[PaymentLine]] = defaultdict(list)
    for line in lines:
        groups[line.citizen_id or line.person_id, line.scheme if by_scheme else None].append(line)
    return groups


def _grouped_rows(rows: Iterable[CentralRow], *, by_scheme: bool) -> dict[_Key, list[CentralRow]]:
    groups: dict[_Key, list[CentralRow]] = defaultdict(list)
    for row in rows:
        groups[row.citizen_id or row.name, row.scheme if by_scheme else None].append(row)
    return groups


def _missing(
    ours: Mapping[_Key, list[PaymentLine]], theirs: Mapping[_Key, list[CentralRow]]
) -> Iterator[CentralDifference]:
    for key, lines in ours.items():
        if key not in theirs:
            amount = baht(sum(line.amount_satang for line in lines))
            yield _difference(CentralDifferenceKind.MISSING_THERE, lines[0], amount, "")


def _extra(
    ours: Mapping[_Key, list[PaymentLine]], theirs: Mapping[_Key, list[CentralRow]]
) -> Iterator[CentralDifference]:
    for key, rows in theirs.items():
        if key not in ours:
            there = baht(sum(row.amount_satang or 0 for row in rows))
            yield CentralDifference(
                CentralDifferenceKind.EXTRA_THERE, rows[0].citizen_id, rows[0].name, None, "", "", there
            )


def _different(
    ours: Mapping[_Key, list[PaymentLine]], theirs: Mapping[_Key, list[CentralRow]]
) -> Iterator[CentralDifference]:
    for key, lines in ours.items():
        rows = theirs.get(key, [])
        amounts = [row.amount_satang for row in rows if row.amount_satang is not None]
        here = sum(line.amount_satang for line in lines)
        if amounts and sum(amounts) != here:
            yield _difference(CentralDifferenceKind.AMOUNT, lines[0], baht(here), baht(sum(amounts)))
        accounts = {row.account_no for row in rows if row.account_no}
        known = {line.account_no for line in lines if line.account_no}
        if accounts and known and accounts != known:
            yield _difference(
                CentralDifferenceKind.ACCOUNT, lines[0], ", ".join(sorted(known)), ", ".join(sorted(accounts))
            )


def _difference(kind: CentralDifferenceKind, line: PaymentLine, ours: str, theirs: str) -> CentralDifference:
    name = f"{line.prefix}{line.first_name} {line.last_name}".strip()
    return CentralDifference(kind, line.citizen_id, name, line.moo, line.person_id, ours, theirs)


def _central_change(change: MonthChange, earlier: set[str]) -> CentralChange:
    if change.kind is MonthChangeKind.ADDED:
        return CentralChange.RESUMED if change.claim_id in earlier else CentralChange.NEW
    if change.kind is MonthChangeKind.GONE:
        code = change.reason.code if change.reason else None
        return _OF_REASON.get(code, CentralChange.SUSPENDED) if code else CentralChange.SUSPENDED
    return CentralChange.AMOUNT if change.kind is MonthChangeKind.AMOUNT else CentralChange.ACCOUNT


def _detail(change: MonthChange, after: Mapping[str, PaymentLine]) -> str:
    line = after.get(change.claim_id)
    if change.kind is MonthChangeKind.AMOUNT:
        return f"{baht(change.before_satang)} → {baht(change.after_satang)}"
    if change.kind is MonthChangeKind.GONE:
        return change.why
    account = " ".join(part for part in (line.bank_code, line.account_no, line.account_name) if part) if line else ""
    amount = baht(change.after_satang) if change.kind is MonthChangeKind.ADDED else ""
    return " ".join(part for part in (amount, account) if part)
