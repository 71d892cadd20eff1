"""The check of a month: what must be settled before it can be closed, and what is worth a look.

Blocking findings stop closing, never running. Each names the action that settles it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.records import LineKind, Origin, PaymentLine
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.allowances.run import PaymentRun
from sai_thong.registers.law.terms import PaySource


class FindingCode(StrEnum):
    """What was found."""

    NO_CITIZEN_ID = "no-citizen-id"
    NO_ACCOUNT = "no-account"
    NO_PROXY = "no-proxy"
    NOTHING_DUE = "nothing-due"
    PAID_TWICE = "paid-twice"
    DEATH_DATE_INCOMPLETE = "death-date-incomplete"
    CARD_EXPIRED = "card-expired"
    CARD_UNKNOWN = "card-unknown"
    INCOME_REVIEW = "income-review"
    BROUGHT_OVER = "brought-over"
    BIRTH_INCOMPLETE = "birth-incomplete"
    SHARED_ACCOUNT = "shared-account"
    SHARED_PHONE = "shared-phone"
    SHARED_PROXY = "shared-proxy"
    PROXY_IS_STAFF = "proxy-is-staff"
    PROXY_DIED = "proxy-died"
    AUTHORITY_EXPIRED = "authority-expired"
    STOP_NOT_TOLD = "stop-not-told"
    STOP_NOT_SETTLED = "stop-not-settled"
    CASH_NOT_BALANCED = "cash-not-balanced"
    PREVIOUS_NOT_CLOSED = "previous-not-closed"
    LATER_CLOSED = "later-closed"
    CENTRAL_DIFFERS = "central-differs"
    CHANGED_AFTER_SENDING = "changed-after-sending"
    VILLAGE_SAYS_DIED = "village-says-died"
    VILLAGE_SAYS_MOVED = "village-says-moved"
    RETRO_AFTER_DEATH = "retro-after-death"


class Action(StrEnum):
    """What settles a finding; the window opens the page that does it."""

    CORRECT_PERSON = "correct-person"
    SET_CHANNEL = "set-channel"
    RECORD_DEATH = "record-death"
    RECORD_MOVE = "record-move"
    RENEW_CARD = "renew-card"
    REVIEW_INCOME = "review-income"
    REVIEW_CLAIM = "review-claim"
    SETTLE_RETRO = "settle-retro"
    TELL_STOP = "tell-stop"
    BALANCE_CASH = "balance-cash"
    CLOSE_PREVIOUS = "close-previous"
    COMPARE_CENTRAL = "compare-central"


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Attributes:
        code: What it is.
        blocking: Whether it stops the month from being closed.
        action: What settles it.
        person_id: Whom it is about, or empty.
        claim_id: Which claim, or empty.
        facts: What its sentence says it of.
    """

    code: FindingCode
    blocking: bool
    action: Action
    person_id: str = ""
    claim_id: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """The finding in the language in use."""
        return _(_SENTENCES[self.code]).format(**self.facts)


_SENTENCES: Mapping[FindingCode, str] = {
    FindingCode.NO_CITIZEN_ID: N_("{name} has no citizen ID."),
    FindingCode.NO_ACCOUNT: N_("{name} is paid by transfer, but no account number is known."),
    FindingCode.NO_PROXY: N_("{name} is paid through a proxy, but no proxy is recorded."),
    FindingCode.NOTHING_DUE: N_("A retro line for {name} pays a month in which nothing was due."),
    FindingCode.PAID_TWICE: N_("{name} would be paid twice for {month}."),
    FindingCode.DEATH_DATE_INCOMPLETE: N_("{name} died, but the day of death is not known."),
    FindingCode.CARD_EXPIRED: N_("The disability card of {name} has expired; nothing is paid."),
    FindingCode.CARD_UNKNOWN: N_("The expiry of the disability card of {name} is not known."),
    FindingCode.INCOME_REVIEW: N_("An income of {name} has ended and was not looked into yet."),
    FindingCode.BROUGHT_OVER: N_("{count} claims were brought over from the earlier list and wait for review."),
    FindingCode.BIRTH_INCOMPLETE: N_("{count} people are paid with a birth date of which only a part is known."),
    FindingCode.SHARED_ACCOUNT: N_("{count} people are paid into one account ending in {last4}."),
    FindingCode.SHARED_PHONE: N_("{count} people have one telephone number ending in {last4}."),
    FindingCode.SHARED_PROXY: N_("{proxy} receives for {count} people."),
    FindingCode.PROXY_IS_STAFF: N_("The proxy of {name} works for the office."),
    FindingCode.PROXY_DIED: N_("The proxy of {name} has died."),
    FindingCode.AUTHORITY_EXPIRED: N_("The authority of the proxy of {name} has expired."),
    FindingCode.STOP_NOT_TOLD: N_("The payment of {name} must be stopped, and nobody was told yet."),
    FindingCode.STOP_NOT_SETTLED: N_("It is not recorded yet whether the payment of {name} was stopped."),
    FindingCode.CASH_NOT_BALANCED: N_("The cash of {point} does not balance: drawn, paid and returned differ."),
    FindingCode.PREVIOUS_NOT_CLOSED: N_("{month} comes first and is not closed yet."),
    FindingCode.LATER_CLOSED: N_("{later} is closed already, so {month} can no longer be; pay it as retro."),
    FindingCode.CENTRAL_DIFFERS: N_("The central system's count or total differs from this month's."),
    FindingCode.VILLAGE_SAYS_DIED: N_("The village head says that {name} has died."),
    FindingCode.VILLAGE_SAYS_MOVED: N_("The village head says that {name} has moved away."),
    FindingCode.RETRO_AFTER_DEATH: N_("{name} has died; the retro pay belongs to the estate, look at who receives it."),
    FindingCode.CHANGED_AFTER_SENDING: N_("{count} payments would differ if the month were sent today."),
}

_UNPAID_FINDINGS: Mapping[ReasonCode, tuple[FindingCode, bool, Action]] = {
    ReasonCode.DEATH_DATE_INCOMPLETE: (FindingCode.DEATH_DATE_INCOMPLETE, False, Action.RECORD_DEATH),
    ReasonCode.CARD_EXPIRED: (FindingCode.CARD_EXPIRED, False, Action.RENEW_CARD),
    ReasonCode.INCOME_REVIEW: (FindingCode.INCOME_REVIEW, False, Action.REVIEW_INCOME),
}


def check_run(run: PaymentRun, *, shared_from: int = 3) -> list[Finding]:
    """Everything to settle or to look at in a draft, the blocking findings first.

    Args:
        run: The draft.
        shared_from: From how many people on an account, telephone or proxy is worth a warning.
    """
    found = [*_lines(run), *_unpaid(run), *_proxies(run), *_shared(run, shared_from), *_counted(run)]
    return sorted(found, key=lambda each: not each.blocking)


def _lines(run: PaymentRun) -> Iterator[Finding]:
    seen: set[tuple[str, str, str]] = set()
    for line in run.lines:
        file = run.files[line.claim_id]
        if not line.citizen_id:
            yield _of(file, FindingCode.NO_CITIZEN_ID, blocking=True, action=Action.CORRECT_PERSON)
        if not line.channel.is_cash and not line.account_no:
            # กรมบัญชีกลาง pays by the account in its own system; only the office's own transfer needs it here.
            own = line.source is PaySource.LAO
            yield _of(file, FindingCode.NO_ACCOUNT, blocking=own, action=Action.SET_CHANNEL)
        if line.channel is Channel.CASH_PROXY and not line.payee_name:
            yield _of(file, FindingCode.NO_PROXY, blocking=False, action=Action.SET_CHANNEL)
        if line.kind is LineKind.RETRO and line.amount_satang == 0:
            yield _of(file, FindingCode.NOTHING_DUE, blocking=True, action=Action.SETTLE_RETRO)
        if line.kind is LineKind.RETRO and file.citizen.deceased:
            yield _of(file, FindingCode.RETRO_AFTER_DEATH, blocking=False, action=Action.SETTLE_RETRO)
        key = (line.citizen_id or line.person_id, line.scheme, line.paid_for.iso)
        if key in seen:
            yield _of(
                file, FindingCode.PAID_TWICE, blocking=True, action=Action.REVIEW_CLAIM, month=line.paid_for.short_name
            )
        seen.add(key)


def _unpaid(run: PaymentRun) -> Iterator[Finding]:
    for each in run.unpaid:
        for reason in each.decision.reasons:
            if reason.code in _UNPAID_FINDINGS:
                code, blocking, action = _UNPAID_FINDINGS[reason.code]
                yield _of(each.file, code, blocking=blocking, action=action)


def _proxies(run: PaymentRun) -> Iterator[Finding]:
    for file in _paid_files(run):
        claim = file.claim
        if not claim.proxy_name:
            continue
        if claim.proxy_is_staff:
            yield _of(file, FindingCode.PROXY_IS_STAFF, blocking=False, action=Action.SET_CHANNEL)
        if claim.proxy_died_on:
            yield _of(file, FindingCode.PROXY_DIED, blocking=False, action=Action.SET_CHANNEL)
        if claim.proxy_authority_until and claim.proxy_authority_until < run.pay_on:
            yield _of(file, FindingCode.AUTHORITY_EXPIRED, blocking=False, action=Action.SET_CHANNEL)


def _shared(run: PaymentRun, shared_from: int) -> Iterator[Finding]:
    def people_by(value_of: Callable[[PaymentLine], str]) -> dict[str, set[str]]:
        groups: dict[str, set[str]] = defaultdict(set)
        for line in run.lines:
            groups[value_of(line)].add(line.person_id)
        return {value: people for value, people in groups.items() if value and len(people) >= shared_from}

    def phone_of(line: PaymentLine) -> str:
        return run.files[line.claim_id].citizen.phone

    def proxy_of(line: PaymentLine) -> str:
        return run.files[line.claim_id].claim.proxy_name

    for account, people in people_by(lambda line: line.account_no).items():
        yield _many(FindingCode.SHARED_ACCOUNT, Action.SET_CHANNEL, count=len(people), last4=account[-4:])
    for phone, people in people_by(phone_of).items():
        yield _many(FindingCode.SHARED_PHONE, Action.CORRECT_PERSON, count=len(people), last4=phone[-4:])
    for proxy, people in people_by(proxy_of).items():
        yield _many(FindingCode.SHARED_PROXY, Action.SET_CHANNEL, count=len(people), proxy=proxy)


def _counted(run: PaymentRun) -> Iterator[Finding]:
    paid = list(_paid_files(run))
    waiting = sum(file.claim.origin is Origin.BROUGHT_OVER and file.claim.needs_review for file in paid)
    if waiting:
        yield _many(FindingCode.BROUGHT_OVER, Action.REVIEW_CLAIM, count=waiting)
    incomplete = sum(file.citizen.birth is not None and not file.citizen.birth.exact for file in paid)
    if incomplete:
        yield _many(FindingCode.BIRTH_INCOMPLETE, Action.CORRECT_PERSON, count=incomplete)
    for file in paid:
        decision = run.decisions.get(file.claim.id)
        if decision and any(note.code is ReasonCode.CARD_UNKNOWN for note in decision.notes):
            yield _of(file, FindingCode.CARD_UNKNOWN, blocking=False, action=Action.RENEW_CARD)


def _paid_files(run: PaymentRun) -> Iterable[CaseFile]:
    return (run.files[claim_id] for claim_id in dict.fromkeys(line.claim_id for line in run.lines))


def _of(file: CaseFile, code: FindingCode, *, blocking: bool, action: Action, **facts: str | int) -> Finding:
    return Finding(code, blocking, action, file.citizen.id, file.claim.id, {"name": file.citizen.full_name, **facts})


def _many(code: FindingCode, action: Action, **facts: str | int) -> Finding:
    """A warning about several people at once."""
    return Finding(code, False, action, facts=facts)
