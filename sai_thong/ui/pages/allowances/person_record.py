"""One person's claim in sentences: why this amount, from when, under which rule, what changes next; and its past."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.payments import CAME_BACK
from sai_thong.registers.allowances.person_view import PersonAllowance, person_view
from sai_thong.registers.allowances.records import PaymentLine
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.record_history import RecordChange
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import masked
from sai_thong.thai.money import baht
from sai_thong.ui.kit import ChipText, HistoryLine, RecordView
from sai_thong.ui.page import Page
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.record_history import history_shown

_MOST_HISTORY = 30


@dataclass(frozen=True)
class PersonClaim:
    """A claim with its person and the journal of both."""

    allowance: PersonAllowance
    journal: tuple[RecordChange, ...]

    @property
    def citizen(self) -> Citizen:
        """Whose claim it is."""
        return self.allowance.file.citizen


def read_person_claim(store: Store, scheme_set: SchemeSet, person_id: str, claim_id: str, month: Month) -> PersonClaim:
    """Read one claim of a person as it stands for `month`."""
    found = person_view(store, person_id, month, sets=(scheme_set,))
    allowance = next(each for each in found.allowances if each.file.claim.id == claim_id)
    return PersonClaim(allowance, found.history)


def record_view(person: PersonClaim, line: PaymentLine | None, chips: Sequence[ChipText], today: date) -> RecordView:
    """The panel of a person; `line` is what is paid, in whose frozen words an amount of the past is explained."""
    allowance = person.allowance
    amount = line.amount_satang if line is not None else allowance.amount_satang
    explained = allowance.explanation
    if line is not None and line.payment_month_id and line.amount_satang != allowance.amount_satang:
        explained = line.step_reason
    return RecordView(
        name=person.citizen.full_name,
        line=who_line(person.citizen, today),
        figure=_("{amount} baht").format(amount=whole_baht(amount)) if amount else "",
        chips=tuple(chips),
        sentences=(explained, *allowance.coming[:1]),
        facts=tuple(_facts(allowance, line)),
        history=tuple(_history(person)),
        history_title=_("History"),
    )


def history_of_claim(page: Page, person: PersonClaim, scheme_set: SchemeSet) -> Callable[[str], None]:
    """What opens the whole history of a claim with its person."""
    shelf = shelf_of(page.desk.store, scheme_set)
    return history_shown(page, person.allowance.file.claim, person.citizen, shelf=shelf)


def who_line(citizen: Citizen, today: date) -> str:
    """Masked id, house, village and age in one line."""
    parts = [masked(citizen.citizen_id)] if citizen.citizen_id else [_("no citizen ID")]
    if citizen.house_no:
        parts.append(_("house {number}").format(number=citizen.house_no))
    if citizen.moo is not None:
        parts.append(_("village {number}").format(number=citizen.moo))
    if citizen.birth is not None and citizen.alive:
        parts.append(_("{age} years old").format(age=citizen.birth.age_on(today)))
    return "  ·  ".join(parts)


def whole_baht(satang: int) -> str:
    """Baht as people say an allowance: decimals only where there are satang."""
    return baht(satang).removesuffix(".00")


def _account_words(bank_code: str, account_no: str) -> str:
    """Bank and the last four digits of an account."""
    return f"{bank_name(bank_code)} x-{account_no[-4:]}".strip() if account_no else ""


def _facts(allowance: PersonAllowance, line: PaymentLine | None) -> Iterator[tuple[str, str]]:
    claim = allowance.file.claim
    yield _("Scheme"), scheme_words(claim.scheme)
    if line is not None:
        yield _("Paid by"), f"{label_of(line.channel)} {_account_words(line.bank_code, line.account_no)}".strip()
        if line.payee_name:
            yield _("Paid to"), line.payee_name
    elif allowance.channel is not None:
        channel = allowance.channel
        account = _account_words(channel.bank_code, channel.account_no)
        yield _("Paid by"), f"{label_of(channel.channel)} {account}".strip()
    if claim.register_no is not None:
        yield _("Register number"), f"{claim.register_no}/{claim.register_year_be}"
    if claim.proxy_name:
        yield _("Proxy"), claim.proxy_name


def _history(person: PersonClaim) -> list[HistoryLine]:
    """Amounts by the rules, payments that came back and what was done here; newest first."""
    told = [*_amounts(person.allowance), *_came_back(person.allowance), *_journal(person.journal)]
    told.sort(key=lambda each: each[0], reverse=True)
    return [HistoryLine(Month.of(day).short_name, what) for day, what in told[:_MOST_HISTORY]]


_Told = tuple[date, str]


def _amounts(allowance: PersonAllowance) -> Iterator[_Told]:
    for step in allowance.amounts:
        if step.before_satang:
            words = _("New rate {before} → {after} baht").format(
                before=whole_baht(step.before_satang), after=whole_baht(step.after_satang)
            )
        else:
            words = _("First entitled to {amount} baht").format(amount=whole_baht(step.after_satang))
        yield step.month.first_day, words


def _came_back(allowance: PersonAllowance) -> Iterator[_Told]:
    for payment in allowance.payments:
        result = payment.result
        if result is not None and result.outcome in CAME_BACK:
            words = label_of(result.outcome)
            yield payment.line.paid_in.last_day, f"{words} ({result.reason})" if result.reason else words


def _journal(changes: Sequence[RecordChange]) -> Iterator[_Told]:
    for change in changes:
        what = f"{change.title} ({change.why})" if change.why else change.title
        yield change.at.astimezone(BANGKOK).date(), f"{what} · {change.user}"
