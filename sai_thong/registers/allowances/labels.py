"""What the office calls the states and choices of its allowances: English message ids; show them through `_`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.records import (
    CardExpiry,
    CentralChange,
    ClaimState,
    LineKind,
    MonthState,
    OfficerOpinion,
    Origin,
    Outcome,
    OverpaymentOutcome,
    OverpaymentState,
    SharedKind,
    VillageAnswer,
)
from sai_thong.registers.allowances.rules.explain import END_REASON_WORDS
from sai_thong.registers.allowances.rules.facts import CHANNEL_LABELS, EndReason
from sai_thong.registers.law.terms import INCOME_LABELS, SCHEME_LABELS, PaySource

ORIGIN_LABELS: Final = {
    Origin.CONFIRMED: N_("Confirmed here"),
    Origin.BROUGHT_OVER: N_("Brought over"),
    Origin.MOVED_IN: N_("Moved in"),
}

CLAIM_STATE_LABELS: Final = {
    ClaimState.DRAFT: N_("Draft"),
    ClaimState.SUBMITTED: N_("Submitted"),
    ClaimState.CHECKING: N_("Waits for the committee"),
    ClaimState.COMMITTEE_APPROVES: N_("The committee approves"),
    ClaimState.COMMITTEE_REJECTS: N_("The committee does not approve"),
    ClaimState.ACCEPTED: N_("Accepted"),
    ClaimState.REFUSED: N_("Refused"),
    ClaimState.ENDED: N_("Ended"),
}

OFFICER_OPINION_LABELS: Final = {
    OfficerOpinion.QUALIFIED: N_("Fully qualified"),
    OfficerOpinion.TO_CHECK: N_("To be checked on the day the right begins"),
    OfficerOpinion.UNQUALIFIED: N_("Not qualified"),
}

CARD_EXPIRY_LABELS: Final = {
    CardExpiry.DATE: N_("On a date"),
    CardExpiry.LIFELONG: N_("For life"),
    CardExpiry.UNKNOWN: N_("Not known"),
}

MONTH_STATE_LABELS: Final = {
    MonthState.PREPARING: N_("Preparing"),
    MonthState.SENT: N_("Sent"),
    MonthState.PAID: N_("Paid"),
    MonthState.RESULTS: N_("Results recorded"),
    MonthState.CLOSED: N_("Closed"),
}

PAY_SOURCE_LABELS: Final = {
    PaySource.CGD: N_("Comptroller General's Department"),
    PaySource.LAO: N_("The office itself"),
}

LINE_KIND_LABELS: Final = {
    LineKind.REGULAR: N_("This month"),
    LineKind.RETRO: N_("Retro pay"),
    LineKind.CORRECTION: N_("Correction"),
}

OUTCOME_LABELS: Final = {
    Outcome.TRANSFERRED: N_("Transferred"),
    Outcome.TRANSFER_FAILED: N_("Transfer failed"),
    Outcome.PAID_SELF: N_("Received in person"),
    Outcome.PAID_PROXY: N_("Received by a proxy"),
    Outcome.PAID_THUMB: N_("Received with a thumb print"),
    Outcome.PAID_HOME: N_("Paid at home"),
    Outcome.NOT_CLAIMED: N_("Did not come"),
    Outcome.STOPPED: N_("Stopped in time"),
}

OVERPAYMENT_STATE_LABELS: Final = {
    OverpaymentState.OPEN: N_("Case opened"),
    OverpaymentState.EXPLANATION_ASKED: N_("Explanation asked for"),
    OverpaymentState.DECIDED: N_("Decided"),
    OverpaymentState.DEMANDED: N_("Repayment demanded"),
    OverpaymentState.CLOSED: N_("Case closed"),
}

OVERPAYMENT_OUTCOME_LABELS: Final = {
    OverpaymentOutcome.REPAID: N_("Repaid in full"),
    OverpaymentOutcome.INSTALMENTS: N_("Repaid by instalments"),
    OverpaymentOutcome.GOOD_FAITH: N_("Received in good faith and spent; not asked back"),
    OverpaymentOutcome.LAWSUIT: N_("Taken to court"),
    OverpaymentOutcome.WRITTEN_OFF: N_("Written off"),
    OverpaymentOutcome.WITHDRAWN: N_("Case withdrawn"),
}

CENTRAL_CHANGE_LABELS: Final = {
    CentralChange.NEW: N_("New recipient"),
    CentralChange.DIED: N_("Died"),
    CentralChange.MOVED_OUT: N_("Moved out"),
    CentralChange.SUSPENDED: N_("Suspended"),
    CentralChange.RESUMED: N_("Resumed"),
    CentralChange.ACCOUNT: N_("Account changed"),
    CentralChange.AMOUNT: N_("Amount changed"),
    CentralChange.CARD: N_("Disability card"),
}

VILLAGE_ANSWER_LABELS: Final = {
    VillageAnswer.ALIVE: N_("Still there"),
    VillageAnswer.DIED: N_("Died on"),
    VillageAnswer.MOVED: N_("Moved"),
    VillageAnswer.AWAY: N_("Not in the area"),
}

SHARED_KIND_LABELS: Final = {
    SharedKind.ACCOUNT: N_("Account"),
    SharedKind.PHONE: N_("Telephone"),
    SharedKind.PROXY: N_("Proxy"),
}

END_REASON_LABELS: Final = {reason: END_REASON_WORDS[reason.value] for reason in EndReason}

_ALL: Final[tuple[Mapping[StrEnum, str], ...]] = (
    ORIGIN_LABELS,
    CLAIM_STATE_LABELS,
    OFFICER_OPINION_LABELS,
    CARD_EXPIRY_LABELS,
    MONTH_STATE_LABELS,
    PAY_SOURCE_LABELS,
    LINE_KIND_LABELS,
    OUTCOME_LABELS,
    OVERPAYMENT_STATE_LABELS,
    OVERPAYMENT_OUTCOME_LABELS,
    CENTRAL_CHANGE_LABELS,
    VILLAGE_ANSWER_LABELS,
    SHARED_KIND_LABELS,
    END_REASON_LABELS,
    CHANNEL_LABELS,
    SCHEME_LABELS,
    INCOME_LABELS,
)  # type: ignore[assignment]


def label_of(choice: StrEnum) -> str:
    """What the office calls a choice, in the language in use; the bare value where it has no word of its own."""
    for labels in _ALL:
        if type(next(iter(labels))) is type(choice):
            return _(labels[choice])
    return choice.value
