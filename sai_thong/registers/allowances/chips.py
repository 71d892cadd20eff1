"""The state of a person in a month as one chip: what a clerk must see at a glance, in the office's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.records import LineKind, Outcome, PaymentLine, PaymentResult
from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled
from sai_thong.registers.allowances.rules.moves import months_elsewhere, moves_of
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.law import AllowanceLaw
from sai_thong.thai.calendar import Month


class ChipKind(StrEnum):
    """What a chip says."""

    READY = "ready"
    PAID = "paid"
    NEW = "new"
    STEP = "step"
    RETRO = "retro"
    LEAVING = "leaving"
    TRANSFER_FAILED = "transfer-failed"
    NOT_CLAIMED = "not-claimed"
    STOP_NOW = "stop-now"
    STOPPED = "stopped"
    LATE = "late"
    WAITING = "waiting"
    NOT_ACCEPTED = "not-accepted"
    REFUSED = "refused"
    DIED = "died"
    DEATH_DATE_INCOMPLETE = "death-date-incomplete"
    MOVED = "moved"
    ENDED = "ended"
    SUSPENDED = "suspended"
    INCOME = "income"
    INCOME_REVIEW = "income-review"
    CARD_EXPIRED = "card-expired"
    NOT_CONFIRMED = "not-confirmed"
    BIRTH_UNKNOWN = "birth-unknown"
    OTHER = "other"


class Weight(StrEnum):
    """How much a chip asks for; the window gives each its colour."""

    READY = "ready"
    NEWS = "news"
    LOOK = "look"
    STOP = "stop"
    PLAIN = "plain"


_WORDS: Mapping[ChipKind, tuple[Weight, str]] = {
    ChipKind.READY: (Weight.READY, N_("Ready to pay")),
    ChipKind.PAID: (Weight.READY, N_("Paid")),
    ChipKind.NEW: (Weight.NEWS, N_("New this month")),
    ChipKind.STEP: (Weight.NEWS, N_("New rate (turned {age})")),
    ChipKind.RETRO: (Weight.NEWS, N_("Retro pay {month}")),
    ChipKind.LEAVING: (Weight.LOOK, N_("Moved, paid until {month}")),
    ChipKind.TRANSFER_FAILED: (Weight.STOP, N_("Transfer failed ({reason})")),
    ChipKind.NOT_CLAIMED: (Weight.LOOK, N_("Did not come")),
    ChipKind.STOP_NOW: (Weight.STOP, N_("Stop at once")),
    ChipKind.STOPPED: (Weight.LOOK, N_("Stopped in time")),
    ChipKind.LATE: (Weight.LOOK, N_("After sending (retro)")),
    ChipKind.WAITING: (Weight.PLAIN, N_("Begins {month}")),
    ChipKind.NOT_ACCEPTED: (Weight.LOOK, N_("Waits for the order")),
    ChipKind.REFUSED: (Weight.PLAIN, N_("Refused")),
    ChipKind.DIED: (Weight.PLAIN, N_("Died")),
    ChipKind.DEATH_DATE_INCOMPLETE: (Weight.STOP, N_("Died, day not known")),
    ChipKind.MOVED: (Weight.PLAIN, N_("Moved, paid until {month}")),
    ChipKind.ENDED: (Weight.PLAIN, N_("Right ended")),
    ChipKind.SUSPENDED: (Weight.STOP, N_("Suspended")),
    ChipKind.INCOME: (Weight.STOP, N_("Has an excluding income")),
    ChipKind.INCOME_REVIEW: (Weight.LOOK, N_("Income ended, look into it")),
    ChipKind.CARD_EXPIRED: (Weight.STOP, N_("Disability card expired")),
    ChipKind.NOT_CONFIRMED: (Weight.LOOK, N_("Not confirmed yet")),
    ChipKind.BIRTH_UNKNOWN: (Weight.STOP, N_("Birth date not known")),
    ChipKind.OTHER: (Weight.LOOK, N_("Not paid")),
}

_OF_REASON: Mapping[ReasonCode, ChipKind] = {
    ReasonCode.DIED: ChipKind.DIED,
    ReasonCode.DEATH_DATE_INCOMPLETE: ChipKind.DEATH_DATE_INCOMPLETE,
    ReasonCode.REFUSED: ChipKind.REFUSED,
    ReasonCode.NOT_ACCEPTED: ChipKind.NOT_ACCEPTED,
    ReasonCode.ENDED: ChipKind.ENDED,
    ReasonCode.NOT_CONFIRMED: ChipKind.NOT_CONFIRMED,
    ReasonCode.BIRTH_UNKNOWN: ChipKind.BIRTH_UNKNOWN,
    ReasonCode.BEFORE_FIRST_MONTH: ChipKind.WAITING,
    ReasonCode.NOT_YET_MOVED_IN: ChipKind.WAITING,
    ReasonCode.MOVED_AWAY: ChipKind.MOVED,
    ReasonCode.INCOME: ChipKind.INCOME,
    ReasonCode.INCOME_REVIEW: ChipKind.INCOME_REVIEW,
    ReasonCode.SUSPENDED: ChipKind.SUSPENDED,
    ReasonCode.CARD_EXPIRED: ChipKind.CARD_EXPIRED,
}

_OF_OUTCOME: Mapping[Outcome, ChipKind] = {
    Outcome.TRANSFER_FAILED: ChipKind.TRANSFER_FAILED,
    Outcome.NOT_CLAIMED: ChipKind.NOT_CLAIMED,
    Outcome.STOPPED: ChipKind.STOPPED,
}


@dataclass(frozen=True)
class Chip:
    """One chip.

    Attributes:
        kind: What it says.
        facts: What it says it of.
    """

    kind: ChipKind
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def weight(self) -> Weight:
        """How much it asks for."""
        return _WORDS[self.kind][0]

    @property
    def text(self) -> str:
        """The words in the language in use."""
        return _(_WORDS[self.kind][1]).format(**self.facts)


def kind_label(kind: ChipKind) -> str:
    """The words of a kind of chip without its facts, for a filter."""
    return _(_WORDS[kind][1]).split("{")[0].rstrip(" (,")


@dataclass(frozen=True)
class LineStanding:
    """What is known of a payment line besides the line.

    Attributes:
        result: Its latest result.
        must_stop: Whether an urgent stop of it is open.
        money_left: Whether its month is paid.
        was_paid_before: Whether the person had a line the month before; None when no month before is known.
    """

    result: PaymentResult | None
    must_stop: bool
    money_left: bool
    was_paid_before: bool | None


def chip_of_line(
    line: PaymentLine, standing: LineStanding, file: CaseFile, decision: Entitled | None, law: AllowanceLaw
) -> Chip:
    """The chip of somebody who is paid: trouble first, then news, then that all is well."""
    if standing.result is not None and standing.result.outcome in _OF_OUTCOME:
        return Chip(_OF_OUTCOME[standing.result.outcome], {"reason": standing.result.reason})
    if standing.must_stop:
        return Chip(ChipKind.STOP_NOW)
    news = _news(line, standing, decision)
    if news is not None:
        return news
    last = last_month_before_leaving(file, line.paid_for, law)
    if last is not None:
        return Chip(ChipKind.LEAVING, {"month": last.short_name})
    return Chip(ChipKind.PAID if standing.money_left else ChipKind.READY)


def _news(line: PaymentLine, standing: LineStanding, decision: Entitled | None) -> Chip | None:
    if line.kind is LineKind.RETRO:
        return Chip(ChipKind.RETRO, {"month": line.paid_for.short_name})
    if (decision is not None and decision.first_month.month == line.paid_for) or standing.was_paid_before is False:
        return Chip(ChipKind.NEW)
    if decision is not None and decision.step.since == line.paid_for and decision.step.step.from_age:
        return Chip(ChipKind.STEP, {"age": decision.step.step.from_age})
    return None


def chip_of_refusal(decision: NotEntitled) -> Chip:
    """The chip of somebody who gets nothing, by the weightiest reason."""
    reason = decision.reason
    kind = _OF_REASON.get(reason.code, ChipKind.OTHER)
    month = reason.facts.get("last_month") or reason.facts.get("first_month")
    return Chip(kind, {"month": month.short_name} if isinstance(month, Month) else {})


def last_month_before_leaving(file: CaseFile, month: Month, law: AllowanceLaw) -> Month | None:
    """The last month this office pays somebody who has moved away; None for who has not."""
    if file.citizen.away_since is None:
        return None
    for span in months_elsewhere(moves_of(file.person_facts, file.claim_facts), file.claim.scheme, law):
        if span.first is not None and span.first > month:
            return span.first.previous()
    return None
