"""The check of a month: what must be settled before it can be closed, and what is worth a look.

Blocking findings stop closing, never running. Each names the action that settles it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.records import ClaimState, LineKind, Origin, SharedKind, SharedUseCheck
from sai_thong.registers.allowances.rules.facts import Channel, EndReason
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.allowances.run import PaymentRun
from sai_thong.registers.allowances.shared_use import SharedUse, looked_into, shared_uses
from sai_thong.registers.law.terms import SCHEME_LABELS, PaySource, Scheme
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.digits import digits_of


class FindingCode(StrEnum):
    """What was found."""

    NO_CITIZEN_ID = "no-citizen-id"
    NO_ACCOUNT = "no-account"
    OTHER_ACCOUNT = "other-account"
    NO_PROXY = "no-proxy"
    NOTHING_DUE = "nothing-due"
    PAID_TWICE = "paid-twice"
    NO_CLAIM_LEFT = "no-claim-left"
    DEATH_DATE_INCOMPLETE = "death-date-incomplete"
    DIED_ON_JOINED = "died-on-joined"
    MOVED_ON_JOINED = "moved-on-joined"
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
    ON_OTHER_LIST = "on-other-list"
    STOP_NOT_TOLD = "stop-not-told"
    STOP_NOT_SETTLED = "stop-not-settled"
    CASH_NOT_BALANCED = "cash-not-balanced"
    CASH_WITHOUT_DAY = "cash-without-day"
    CASH_NOT_RETURNED = "cash-not-returned"
    PREVIOUS_NOT_CLOSED = "previous-not-closed"
    LATER_CLOSED = "later-closed"
    MADE_APART = "made-apart"
    CENTRAL_DIFFERS = "central-differs"
    CHANGED_AFTER_SENDING = "changed-after-sending"
    VILLAGE_SAYS_DIED = "village-says-died"
    VILLAGE_SAYS_MOVED = "village-says-moved"
    RETRO_AFTER_DEATH = "retro-after-death"


class Action(StrEnum):
    """What settles a finding; the window opens the page that does it."""

    CORRECT_PERSON = "correct-person"
    SET_CHANNEL = "set-channel"
    SET_PROXY = "set-proxy"
    RECORD_PROXY_DEATH = "record-proxy-death"
    CHECK_SHARED = "check-shared"
    SETTLE_DUPLICATE = "settle-duplicate"
    RECORD_DEATH = "record-death"
    RECORD_MOVE = "record-move"
    RENEW_CARD = "renew-card"
    REVIEW_INCOME = "review-income"
    REVIEW_CLAIM = "review-claim"
    SETTLE_RETRO = "settle-retro"
    TELL_STOP = "tell-stop"
    BALANCE_CASH = "balance-cash"
    CLOSE_PREVIOUS = "close-previous"
    CHOOSE_CLOSE = "choose-close"
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
        claim_ids: Which claims, where it is told of several people at once.
        shared: What they share, where that was found.
    """

    code: FindingCode
    blocking: bool
    action: Action
    person_id: str = ""
    claim_id: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    claim_ids: tuple[str, ...] = ()
    shared: SharedUse | None = None

    @property
    def message(self) -> str:
        """The finding in the language in use."""
        return _(_SENTENCES[self.code]).format(**self.facts)


_SENTENCES: Mapping[FindingCode, str] = {
    FindingCode.NO_CITIZEN_ID: N_("{name} has no citizen ID."),
    FindingCode.NO_ACCOUNT: N_("{name} is paid by transfer, but no account number is known."),
    FindingCode.OTHER_ACCOUNT: N_(
        "{name} is paid into an account ending in {last4}; the one on their record ends in {recorded}."
    ),
    FindingCode.NO_PROXY: N_("{name} is paid through a proxy, but no proxy is recorded."),
    FindingCode.NOTHING_DUE: N_("A retro line for {name} pays a month in which nothing was due."),
    FindingCode.PAID_TWICE: N_("{name} would be paid twice for {month}."),
    FindingCode.NO_CLAIM_LEFT: N_(
        "Every claim of {name} to {scheme} ended as a duplicate of another, so nothing is paid; take one ending back."
    ),
    FindingCode.DEATH_DATE_INCOMPLETE: N_("{name} died, but the day of death is not known."),
    FindingCode.DIED_ON_JOINED: N_(
        "{name} died: another machine wrote it on a record that was joined to this one, where it must be recorded too."
    ),
    FindingCode.MOVED_ON_JOINED: N_(
        "{name} moved away on {day}: another machine wrote it on a record that was joined to this one, where it must be"
        " recorded too."
    ),
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
    FindingCode.ON_OTHER_LIST: N_("{name} was found on another list: {list}."),
    FindingCode.STOP_NOT_TOLD: N_("The payment of {name} must be stopped, and nobody was told yet."),
    FindingCode.STOP_NOT_SETTLED: N_("It is not recorded yet whether the payment of {name} was stopped."),
    FindingCode.CASH_NOT_BALANCED: N_("The cash of {point} does not balance: drawn, paid and returned differ."),
    FindingCode.CASH_WITHOUT_DAY: N_("{count} payments in cash stand without a cash day on which money was drawn."),
    FindingCode.CASH_NOT_RETURNED: N_(
        "{count} payments in cash were not claimed, and the return of their {amount} baht is not recorded."
    ),
    FindingCode.PREVIOUS_NOT_CLOSED: N_("{month} comes first and is not closed yet."),
    FindingCode.LATER_CLOSED: N_("{later} is closed already, so {month} can no longer be; pay it as retro."),
    FindingCode.MADE_APART: N_("{month} was sent or closed on two computers; choose first which of them stands."),
    FindingCode.CENTRAL_DIFFERS: N_(
        "{scheme}: the central system shows {their_count} people and {their_amount} baht, here {count} and {amount}."
    ),
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


def check_run(
    run: PaymentRun,
    *,
    shared_from: int = 3,
    checked: Collection[SharedUseCheck] = (),
    dead_proxies: Collection[str] = (),
) -> list[Finding]:
    """Everything to settle or to look at in a draft, the blocking findings first.

    Args:
        run: The draft.
        shared_from: From how many people on an account, telephone or proxy is worth a warning.
        checked: Groups that somebody looked into and found in order.
        dead_proxies: Citizen ids of proxies whom the register knows to have died.
    """
    shared = (each for each in shared_uses(run, shared_from) if not looked_into(each, checked))
    joined = told_by_joined_records(run.files.values())
    found = [
        *_lines(run),
        *joined,
        *_without_claim(run),
        *_accounts(run),
        *_unpaid(run),
        *_proxies(run, dead_proxies),
        *map(_shared, shared),
        *_counted(run),
    ]
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
            yield _of(file, FindingCode.NO_PROXY, blocking=False, action=Action.SET_PROXY)
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


def told_by_joined_records(files: Iterable[CaseFile]) -> Iterator[Finding]:
    """Deaths and moves that stand on a record merged into the person's only: lists and letters do not know of them.

    Nothing is paid against them meanwhile. Recorded on the kept record, they also stop what is on its way.
    """
    told = {file.citizen.id: file for file in files if file.told_by_joined}
    for file in told.values():
        if "deceased" in file.told_by_joined:
            yield _of(file, FindingCode.DIED_ON_JOINED, blocking=True, action=Action.RECORD_DEATH)
        elif file.citizen.away_since is not None:
            day = thai_date(file.citizen.away_since)
            yield _of(file, FindingCode.MOVED_ON_JOINED, blocking=True, action=Action.RECORD_MOVE, day=day)


def _without_claim(run: PaymentRun) -> Iterator[Finding]:
    """People to whom nothing is paid because two machines, keeping another claim each, ended both as duplicates."""
    claims: dict[tuple[str, Scheme], list[CaseFile]] = defaultdict(list)
    for file in run.files.values():
        if file.claim.state is not ClaimState.REFUSED and not file.citizen.deceased:
            claims[file.citizen.id, file.claim.scheme].append(file)
    for (_person, scheme), files in claims.items():
        if all(file.claim.end_reason is EndReason.DUPLICATE for file in files):
            words = _(SCHEME_LABELS[scheme])
            yield _of(files[0], FindingCode.NO_CLAIM_LEFT, blocking=False, action=Action.REVIEW_CLAIM, scheme=words)


def _accounts(run: PaymentRun) -> Iterator[Finding]:
    """Payments into another account than the one on the person's record, as a list read later may have brought it."""
    if run.scheme_set.sealed:
        # What these claims are paid into is kept off the person's record on purpose.
        return
    lines = {line.claim_id: line for line in run.lines if line.channel is Channel.BANK_SELF and line.account_no}
    for line in lines.values():
        file = run.files[line.claim_id]
        recorded = digits_of(file.citizen.account_no)
        if recorded and recorded != digits_of(line.account_no):
            last4 = {"last4": line.account_no[-4:], "recorded": recorded[-4:]}
            yield _of(file, FindingCode.OTHER_ACCOUNT, blocking=False, action=Action.SET_CHANNEL, **last4)


def _unpaid(run: PaymentRun) -> Iterator[Finding]:
    for each in run.unpaid:
        for reason in each.decision.reasons:
            if reason.code in _UNPAID_FINDINGS:
                code, blocking, action = _UNPAID_FINDINGS[reason.code]
                yield _of(each.file, code, blocking=blocking, action=action)


def _proxies(run: PaymentRun, dead: Collection[str]) -> Iterator[Finding]:
    for file in _paid_files(run):
        claim = file.claim
        if not claim.proxy_name:
            continue
        if claim.proxy_is_staff:
            yield _of(file, FindingCode.PROXY_IS_STAFF, blocking=False, action=Action.SET_PROXY)
        if claim.proxy_died_on:
            yield _of(file, FindingCode.PROXY_DIED, blocking=False, action=Action.SET_PROXY)
        elif claim.proxy_citizen_id in dead:
            yield _of(file, FindingCode.PROXY_DIED, blocking=False, action=Action.RECORD_PROXY_DEATH)
        if claim.proxy_authority_until and claim.proxy_authority_until < run.pay_on:
            yield _of(file, FindingCode.AUTHORITY_EXPIRED, blocking=False, action=Action.SET_PROXY)


_SHARED_CODES: Mapping[SharedKind, FindingCode] = {
    SharedKind.ACCOUNT: FindingCode.SHARED_ACCOUNT,
    SharedKind.PHONE: FindingCode.SHARED_PHONE,
    SharedKind.PROXY: FindingCode.SHARED_PROXY,
}


def _shared(shared: SharedUse) -> Finding:
    facts: dict[str, str | int] = {"count": len(shared.person_ids), "last4": shared.value[-4:]}
    if shared.kind is SharedKind.PROXY:
        facts = {"count": len(shared.person_ids), "proxy": shared.value}
    code = _SHARED_CODES[shared.kind]
    return Finding(code, False, Action.CHECK_SHARED, claim_ids=shared.claim_ids, shared=shared, facts=facts)


def _counted(run: PaymentRun) -> Iterator[Finding]:
    paid = list(_paid_files(run))
    waiting = [file for file in paid if file.claim.origin is Origin.BROUGHT_OVER and file.claim.needs_review]
    if waiting:
        yield _many(FindingCode.BROUGHT_OVER, Action.REVIEW_CLAIM, waiting)
    incomplete = [file for file in paid if file.citizen.birth is not None and not file.citizen.birth.exact]
    if incomplete:
        yield _many(FindingCode.BIRTH_INCOMPLETE, Action.CORRECT_PERSON, incomplete)
    for file in paid:
        decision = run.decisions.get(file.claim.id)
        if decision and any(note.code is ReasonCode.CARD_UNKNOWN for note in decision.notes):
            yield _of(file, FindingCode.CARD_UNKNOWN, blocking=False, action=Action.RENEW_CARD)


def _paid_files(run: PaymentRun) -> Iterable[CaseFile]:
    return (run.files[claim_id] for claim_id in dict.fromkeys(line.claim_id for line in run.lines))


def _of(file: CaseFile, code: FindingCode, *, blocking: bool, action: Action, **facts: str | int) -> Finding:
    return Finding(code, blocking, action, file.citizen.id, file.claim.id, {"name": file.citizen.full_name, **facts})


def _many(code: FindingCode, action: Action, files: Sequence[CaseFile]) -> Finding:
    """A warning about several people at once."""
    claim_ids = tuple(file.claim.id for file in files)
    return Finding(code, False, action, claim_ids=claim_ids, facts={"count": len(files)})
