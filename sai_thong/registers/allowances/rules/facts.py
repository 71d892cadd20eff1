"""The facts the rules ask for: a person and a claim as plain data, whatever record they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sai_thong.ground.language import N_
from sai_thong.registers.law.terms import (
    SCHEMES_OF,
    IncomeKind,
    PaySource,
    Scheme,
    SchemeSet,
    scheme_set_of,
)
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

__all__ = [
    "CHANNELS_ON_AT_FIRST",
    "CHANNEL_LABELS",
    "SCHEMES_OF",
    "Channel",
    "ClaimFacts",
    "DisabilityCardFacts",
    "EndReason",
    "IncomeKind",
    "IncomeSpan",
    "Move",
    "MoveDirection",
    "PaySource",
    "PersonFacts",
    "Scheme",
    "SchemeSet",
    "SuspensionSpan",
    "scheme_set_of",
]


class Channel(StrEnum):
    """How money reaches a person. Every pay source may hold every channel."""

    CASH_SELF = "cash-self"
    """รับเงินสดด้วยตนเอง."""
    CASH_PROXY = "cash-proxy"
    """รับเงินสดโดยบุคคลที่ได้รับมอบอำนาจ."""
    BANK_SELF = "bank-self"
    """โอนเข้าบัญชีในนามผู้มีสิทธิ."""
    BANK_PROXY = "bank-proxy"
    """โอนเข้าบัญชีในนามผู้รับมอบอำนาจหรือผู้ดูแล."""
    PROMPTPAY = "promptpay"
    """พร้อมเพย์; off until the office turns it on."""

    @property
    def is_cash(self) -> bool:
        """Whether money is handed over with a signature."""
        return self in (Channel.CASH_SELF, Channel.CASH_PROXY)

    @property
    def needs_proxy(self) -> bool:
        """Whether somebody else receives, under a written authority."""
        return self in (Channel.CASH_PROXY, Channel.BANK_PROXY)


CHANNEL_LABELS: dict[Channel, str] = {
    Channel.CASH_SELF: N_("Cash, in person"),
    Channel.CASH_PROXY: N_("Cash, through a proxy"),
    Channel.BANK_SELF: N_("Transfer to own account"),
    Channel.BANK_PROXY: N_("Transfer to the account of a proxy or carer"),
    Channel.PROMPTPAY: N_("PromptPay"),
}
"""English message ids; show them through `_`."""

CHANNELS_ON_AT_FIRST: frozenset[Channel] = frozenset(Channel) - {Channel.PROMPTPAY}
"""The channels an office may choose before it changes its settings."""


class MoveDirection(StrEnum):
    """Into the area of the office, or out of it."""

    IN = "in"
    OUT = "out"


class EndReason(StrEnum):
    """Why a right ended (ระเบียบ มท. 2566 ข้อ 14)."""

    DIED = "died"
    MOVED = "moved"
    UNQUALIFIED = "unqualified"
    WAIVED = "waived"
    DUPLICATE = "duplicate"
    """A second claim of the same person, found when two records were made one."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change of registered domicile (ทะเบียนบ้าน).

    Attributes:
        on: The first day at the new address.
        direction: Into or out of the office's area.
    """

    on: date
    direction: MoveDirection


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the rules ask about a person.

    Attributes:
        birth: As far as it is known; None when nothing is (no age can then be reckoned).
        deceased: Whether a death is known, with or without its date.
        died_on: The date of death as far as it is known.
        moves: In order of time; none for who has always lived here.
        thai_nationality: None when not recorded; only a recorded "no" excludes.
    """

    birth: PartialDate | None
    deceased: bool = False
    died_on: PartialDate | None = None
    moves: tuple[Move, ...] = ()
    thai_nationality: bool | None = None

    @property
    def is_dead(self) -> bool:
        """Whether a death is known."""
        return self.deceased or self.died_on is not None

    @property
    def death_day(self) -> date | None:
        """The day of death when it is known to the day; None otherwise, also for the dead."""
        return self.died_on.effective if self.died_on is not None and self.died_on.exact else None


@dataclass(frozen=True, slots=True)
class SuspensionSpan:
    """Months for which payment is suspended by order, both included; open until `to_month` is known."""

    from_month: Month
    to_month: Month | None = None
    reason: str = ""

    def covers(self, month: Month) -> bool:
        """Whether `month` is suspended."""
        return self.from_month <= month and (self.to_month is None or month <= self.to_month)


@dataclass(frozen=True, slots=True)
class IncomeSpan:
    """A disqualifying income from one day to another.

    Attributes:
        kind: What it is.
        from_day: First day.
        to_day: Last day, or None while it lasts.
        reviewed_on: When its end was looked into; until then payment does not begin again.
    """

    kind: IncomeKind
    from_day: date
    to_day: date | None = None
    reviewed_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the income runs on `day`."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)

    def awaits_review_on(self, day: date) -> bool:
        """Whether it ended before `day` and nobody has looked into it yet."""
        return self.to_day is not None and self.to_day < day and self.reviewed_on is None


@dataclass(frozen=True, slots=True)
class DisabilityCardFacts:
    """The disability card (บัตรประจำตัวคนพิการ): a last day, or for life (ตลอดชีพ), or nothing known.

    Attributes:
        expires_on: Last day of validity; None for a card for life and where it is not known.
        lifelong: Whether the card has no end.
        pay_despite_until: Last month an expired card does not block, by a recorded decision.
    """

    expires_on: date | None = None
    lifelong: bool = False
    pay_despite_until: Month | None = None

    @property
    def expiry_unknown(self) -> bool:
        """Whether neither a last day nor "for life" is known."""
        return self.expires_on is None and not self.lifelong


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the rules ask about a claim.

    Attributes:
        scheme: The scheme claimed.
        brought_over: Whether it comes from the list kept before the program (ยอดยกมา): it counts as confirmed and
            accepted in time.
        confirmed_on: Day of confirmation or registration here; None is ไม่ปรากฏ.
        serves_fiscal_year_be: The fiscal year the office decided it serves, over the one the windows give.
        accepted: Whether the executive ordered รับลงทะเบียน.
        accepted_on: Day of that order.
        refused: Whether it was refused.
        refusal_reason: In the office's words.
        suspensions: Orders to suspend.
        incomes: The person's disqualifying incomes, whatever the scheme; the law says which of them matter.
        card: The disability card, for the disability allowance.
        ended_on: Last day of the right, when it ended.
        end_reason: Why.
        paid_elsewhere_until: Last month the previous office paid, for who moved in.
    """

    scheme: Scheme
    brought_over: bool = False
    confirmed_on: date | None = None
    serves_fiscal_year_be: int | None = None
    accepted: bool = False
    accepted_on: date | None = None
    refused: bool = False
    refusal_reason: str = ""
    suspensions: tuple[SuspensionSpan, ...] = ()
    incomes: tuple[IncomeSpan, ...] = ()
    card: DisabilityCardFacts | None = None
    ended_on: date | None = None
    end_reason: EndReason | None = None
    paid_elsewhere_until: Month | None = None

    @property
    def counts_as_accepted(self) -> bool:
        """Whether the right stands decided: by the executive, or brought over."""
        return self.accepted or self.brought_over
