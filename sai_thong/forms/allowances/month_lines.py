"""The lines of one month from one pay source, as the papers of that month need them: frozen, or the draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.scheme_words import age_of_step
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.months import lines_of, months_of
from sai_thong.registers.allowances.records import LineKind, MonthState, PaymentLine, PaymentMonth, PaymentResult
from sai_thong.registers.allowances.results import counted_results
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.workdays import pay_date
from sai_thong.thai.calendar import Month


class NothingToPrint(Refused):
    """There is nothing that the paper could show."""

    def __init__(self, what: str = "", *, do: str = "") -> None:
        super().__init__(what or _("There is nothing to print."), do=do)


@dataclass(frozen=True)
class MonthLines:
    """One month of one scheme set from one pay source.

    Attributes:
        scheme_set: Which schemes.
        month: The month paid for.
        source: Who pays.
        pay_on: The pay date.
        lines: The lines, by village, then first name.
        payment_month: The month's record; None while it is a draft.
        results: The result that counts of each line that has one, by line id.
        before: The lines of the month before from the same source; None when it was never sent.
    """

    scheme_set: SchemeSet
    month: Month
    source: PaySource
    pay_on: date
    lines: tuple[PaymentLine, ...]
    payment_month: PaymentMonth | None
    results: dict[str, PaymentResult]
    before: tuple[PaymentLine, ...] | None

    @property
    def draft(self) -> bool:
        """Whether the lines can still change: papers then bear ร่าง."""
        return self.payment_month is None

    @property
    def closed(self) -> bool:
        """Whether the month is closed."""
        return self.payment_month is not None and self.payment_month.state is MonthState.CLOSED

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes that have lines, in the order of the law tables."""
        found = {line.scheme for line in self.lines}
        return tuple(scheme for scheme in Scheme if scheme in found)

    @property
    def total_satang(self) -> int:
        """The sum of all lines."""
        return sum(line.amount_satang for line in self.lines)


def gather_month_lines(
    store: Store, scheme_set: SchemeSet, month: Month, source: PaySource | None = None
) -> list[MonthLines]:
    """The month's lines, one item a pay source that has any; of `source` alone when one is given.

    Raises:
        NothingToPrint: Nobody is paid.
        SetClosed: This user does not hold the key of the set.
    """
    shelf = shelf_of(store, scheme_set)
    sent = {each.source: each for each in months_of(shelf, month)}
    wanted = [source] if source else list(PaySource)
    draft = draft_run(store, scheme_set, month) if any(each not in sent for each in wanted) else None
    found = []
    for each in wanted:
        payment_month = sent.get(each)
        lines = lines_of(shelf, payment_month) if payment_month else draft.of_source(each) if draft else ()
        if lines:
            found.append(_month_lines(store, scheme_set, lines, payment_month))
    if not found:
        raise NothingToPrint(
            _("Nobody is paid in {month}.").format(month=month.name),
            do=_("Look at who is not paid and why, on the month's page."),
        )
    return found


def _month_lines(
    store: Store, scheme_set: SchemeSet, lines: Sequence[PaymentLine], payment_month: PaymentMonth | None
) -> MonthLines:
    """What goes with `lines`, which are all of one month and source."""
    shelf, month, source = shelf_of(store, scheme_set), lines[0].paid_in, lines[0].source
    pay_on = payment_month.pay_on if payment_month else None
    before = [each for each in months_of(shelf, month.previous()) if each.source is source]
    return MonthLines(
        scheme_set=scheme_set,
        month=month,
        source=source,
        pay_on=pay_on or pay_date(month, holiday_table(store), office_law(store)),
        lines=tuple(lines),
        payment_month=payment_month,
        results=counted_results(shelf, payment_month) if payment_month else {},
        before=tuple(lines_of(shelf, before[0])) if before else None,
    )


@dataclass(frozen=True)
class LineChanges:
    """What differs between two months, regular lines only.

    Attributes:
        new: Lines of claims that were not paid the month before.
        gone: Lines of the month before whose claims are paid no more.
        stepped: Lines whose step of age is another than the month before.
        other: Lines whose amount changed without a new step, such as a new rate.
        moved_account: Lines whose channel or account is another.
    """

    new: tuple[PaymentLine, ...]
    gone: tuple[PaymentLine, ...]
    stepped: tuple[PaymentLine, ...]
    other: tuple[PaymentLine, ...]
    moved_account: tuple[PaymentLine, ...]


def line_changes(before: Iterable[PaymentLine], now: Iterable[PaymentLine]) -> LineChanges:
    """Compare the regular lines of two months by claim."""
    was = {line.claim_id: line for line in before if line.kind is LineKind.REGULAR}
    regular = [line for line in now if line.kind is LineKind.REGULAR]
    kept = [(was[line.claim_id], line) for line in regular if line.claim_id in was]
    paid = {line.claim_id for line in regular}
    return LineChanges(
        new=tuple(line for line in regular if line.claim_id not in was),
        gone=tuple(line for claim, line in was.items() if claim not in paid),
        stepped=tuple(line for old, line in kept if old.step != line.step),
        other=tuple(line for old, line in kept if old.step == line.step and old.amount_satang != line.amount_satang),
        moved_account=tuple(
            line for old, line in kept if (old.channel, old.account_no) != (line.channel, line.account_no)
        ),
    )


def line_notes(month: MonthLines) -> dict[str, str]:
    """What the list says beside a line, by line id: retro month, new, a new step."""
    notes = {
        line.id: f"{'ตกเบิก' if line.kind is LineKind.RETRO else 'ปรับปรุง'} {line.paid_for.short_name}"
        for line in month.lines
        if line.kind is not LineKind.REGULAR
    }
    if month.before is not None:
        changes = line_changes(month.before, month.lines)
        notes |= {line.id: "รายใหม่" for line in changes.new}
        notes |= {line.id: f"ปรับอัตรา (ครบ {age_of_step(line.step)} ปี)" for line in changes.stepped}
        notes |= {line.id: "ปรับอัตรา" for line in changes.other}
    return notes
