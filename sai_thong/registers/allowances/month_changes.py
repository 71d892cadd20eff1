"""What changed since last month: who is new, who is gone, whose amount is another, each with why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.records import LineKind, PaymentLine
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled
from sai_thong.registers.allowances.rules.explain import sentence
from sai_thong.registers.allowances.rules.reasons import Reason
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import Month


class MonthChangeKind(StrEnum):
    """What is different from the month before."""

    ADDED = "added"
    GONE = "gone"
    AMOUNT = "amount"
    ACCOUNT = "account"


MONTH_CHANGE_LABELS: dict[MonthChangeKind, str] = {
    MonthChangeKind.ADDED: N_("Added"),
    MonthChangeKind.GONE: N_("Gone"),
    MonthChangeKind.AMOUNT: N_("Amount changed"),
    MonthChangeKind.ACCOUNT: N_("Account changed"),
}
"""English message ids; show them through `_`."""


@dataclass(frozen=True)
class MonthChange:
    """One difference from the month before.

    Attributes:
        kind: What it is.
        claim_id: Whose claim.
        person_id: Whose.
        name: Full name.
        moo: Village.
        scheme: The scheme.
        before_satang: What the month before paid.
        after_satang: What this month pays.
        reason: Why, as data; None for a changed account.
        why: Why, in the language in use when it was made.
    """

    kind: MonthChangeKind
    claim_id: str
    person_id: str
    name: str
    moo: int | None
    scheme: Scheme
    before_satang: int
    after_satang: int
    reason: Reason | None
    why: str


def regular_lines(lines: Iterable[PaymentLine]) -> dict[str, PaymentLine]:
    """The regular line of each claim; retro pay is no change of the month."""
    return {line.claim_id: line for line in lines if line.kind is LineKind.REGULAR}


def changes_between(
    before: Mapping[str, PaymentLine],
    after: Mapping[str, PaymentLine],
    files: Mapping[str, CaseFile],
    book: RuleBook,
    month: Month,
) -> Iterator[MonthChange]:
    """The differences of two months' regular lines by claim, in the order of `files`.

    Args:
        before: The lines of the month before.
        after: The lines of `month`.
        files: Every case file, by claim id, in the order to list them.
        book: The rules.
        month: The later month.
    """
    for claim_id, file in files.items():
        old, new = before.get(claim_id), after.get(claim_id)
        if old is None and new is None:
            continue
        if old is None:
            yield _change(MonthChangeKind.ADDED, file, (old, new), _why_added(file, book, month))
        elif new is None:
            yield _change(MonthChangeKind.GONE, file, (old, new), _why_gone(file, book, month))
        elif old.amount_satang != new.amount_satang:
            yield _change(MonthChangeKind.AMOUNT, file, (old, new), _why_amount(file, book, month))
        elif _way(old) != _way(new):
            yield _change(MonthChangeKind.ACCOUNT, file, (old, new), (None, _("The way of payment was changed.")))


def _why_added(file: CaseFile, book: RuleBook, month: Month) -> tuple[Reason | None, str]:
    now = book.decide(file, month)
    if isinstance(now, Entitled) and now.first_month.month == month:
        reason = Reason(now.first_month.reason.code, {**now.first_month.reason.facts, "month": month})
        return reason, sentence(reason)
    before = book.decide(file, month.previous())
    if isinstance(before, NotEntitled):
        return before.reason, _("Paid again. Last month: {reason}").format(reason=sentence(before.reason))
    return None, _("Was due last month already and was not sent; look at the retro pay.")


def _why_gone(file: CaseFile, book: RuleBook, month: Month) -> tuple[Reason | None, str]:
    now = book.decide(file, month)
    if isinstance(now, NotEntitled):
        return now.reason, " ".join(sentence(reason) for reason in now.reasons)
    return None, _("Due, but not sent with this month; look at the retro pay.")


def _why_amount(file: CaseFile, book: RuleBook, month: Month) -> tuple[Reason | None, str]:
    now = book.decide(file, month)
    return now.reason, sentence(now.reason)


def _change(
    kind: MonthChangeKind,
    file: CaseFile,
    lines: tuple[PaymentLine | None, PaymentLine | None],
    explained: tuple[Reason | None, str],
) -> MonthChange:
    person, (old, new), (reason, why) = file.citizen, lines, explained
    return MonthChange(
        kind=kind,
        claim_id=file.claim.id,
        person_id=person.id,
        name=person.full_name,
        moo=person.moo,
        scheme=file.claim.scheme,
        before_satang=old.amount_satang if old else 0,
        after_satang=new.amount_satang if new else 0,
        reason=reason,
        why=why,
    )


def _way(line: PaymentLine) -> tuple[str, ...]:
    return line.channel.value, line.bank_code, line.account_no, line.account_name, line.payee_name
