"""The way of a claim as forms: from the application to the executive's order, by ones and by batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances import claims
from sai_thong.registers.allowances.labels import OFFICER_OPINION_LABELS
from sai_thong.registers.allowances.records import Claim, ClaimState, OfficerOpinion
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.allowances.stepped import Step

_YES, _NO = "yes", "no"


def next_steps(store: Store, claim: Claim, name: str, today: date) -> Iterator[Step]:
    """The steps that bring this claim on."""
    if claim.state is ClaimState.DRAFT:
        yield _submit(store, claim, name, today)
    if claim.state in (ClaimState.SUBMITTED, ClaimState.CHECKING):
        yield _opinion(store, claim, name, today)
    if claim.state is ClaimState.CHECKING:
        yield committee_step(store, [claim], today)
    if claim.state in (ClaimState.COMMITTEE_APPROVES, ClaimState.COMMITTEE_REJECTS):
        yield order_step(store, [claim], today)
    if claim.needs_review and claim.state is ClaimState.ACCEPTED:
        yield review_step(store, [claim])


def batch_step(store: Store, chosen: Sequence[Claim], today: date) -> Step | None:
    """The step that all of `chosen` wait for together; none where they wait for different things."""
    states = {claim.state for claim in chosen}
    if states == {ClaimState.CHECKING}:
        return committee_step(store, chosen, today)
    if states and states <= {ClaimState.COMMITTEE_APPROVES, ClaimState.COMMITTEE_REJECTS}:
        return order_step(store, chosen, today)
    if chosen and all(claim.needs_review for claim in chosen):
        return review_step(store, chosen)
    return None


def _how_many(chosen: Sequence[Claim]) -> str:
    return ngettext("{count} claim", "{count} claims", len(chosen)).format(count=f"{len(chosen):,}")


def _submit(store: Store, claim: Claim, name: str, today: date) -> Step:
    return Step(
        words=_("Hand in…"),
        title=_("Hand in the claim of {name}").format(name=name),
        operation=lambda values: claims.submit(store, claim, on_day=values["on_day"]),
        done=_("The claim is handed in."),
        save=_("Hand in"),
        fields=(FieldSpec("on_day", _("Handed in on"), "date", required=True),),
        values={"on_day": claim.applied_on or today},
    )


def _opinion(store: Store, claim: Claim, name: str, today: date) -> Step:
    def give(values: Mapping[str, Any]) -> object:
        opinion = OfficerOpinion(values["opinion"])
        return claims.give_opinion(store, claim, opinion, on_day=values["on_day"], reason=values["reason"])

    choices = [(each.value, _(words)) for each, words in OFFICER_OPINION_LABELS.items()]
    return Step(
        words=_("Officer's opinion…"),
        title=_("Officer's opinion on {name}").format(name=name),
        operation=give,
        done=_("The opinion is recorded; the committee is next."),
        fields=(
            FieldSpec("opinion", _("Opinion"), "choice", required=True, choices=choices),
            FieldSpec("reason", _("Reason"), "notes", help=_("Needed where the person is not qualified.")),
            FieldSpec("on_day", _("Date"), "date", required=True),
        ),
        values={
            "opinion": (claim.officer_opinion or OfficerOpinion.QUALIFIED).value,
            "reason": claim.officer_reason,
            "on_day": claim.officer_on or today,
        },
    )


def committee_step(store: Store, chosen: Sequence[Claim], today: date) -> Step:
    """ผลการพิจารณาของคณะกรรมการ of a batch."""

    def decide(values: Mapping[str, Any]) -> object:
        return claims.committee_decides(
            store,
            chosen,
            approve=values["approve"] == _YES,
            report_no=values["report_no"],
            on_day=values["on_day"],
            reason=values["reason"],
        )

    choices = [(_YES, _("The committee approves")), (_NO, _("The committee does not approve"))]
    return Step(
        words=_("Committee…"),
        title=_("What the committee says"),
        operation=decide,
        done=_("The committee's result is recorded; the executive's order is next."),
        says=_how_many(chosen),
        fields=(
            FieldSpec("approve", _("Result"), "choice", required=True, choices=choices),
            FieldSpec("report_no", _("Report number"), required=True),
            FieldSpec("on_day", _("Met on"), "date", required=True),
            FieldSpec("reason", _("Reason"), "notes", help=_("Needed where the committee does not approve.")),
        ),
        values={"approve": _YES, "on_day": today},
    )


def order_step(store: Store, chosen: Sequence[Claim], today: date) -> Step:
    """คำสั่งนายก on a batch."""

    def order(values: Mapping[str, Any]) -> object:
        return claims.executive_orders(
            store,
            chosen,
            accept=values["accept"] == _YES,
            ordered_on=values["ordered_on"],
            ordered_by=values["ordered_by"],
            order_no=values["order_no"],
            reason=values["reason"],
        )

    choices = [(_YES, _("Register")), (_NO, _("Do not register"))]
    return Step(
        words=_("Executive's order…"),
        title=_("The executive's order"),
        operation=order,
        done=_("The order is recorded."),
        says=_how_many(chosen),
        fields=(
            FieldSpec("accept", _("Order"), "choice", required=True, choices=choices),
            FieldSpec("order_no", _("Order number")),
            FieldSpec("ordered_on", _("Ordered on"), "date", required=True),
            FieldSpec("ordered_by", _("Ordered by"), required=True),
            FieldSpec("reason", _("Reason"), "notes", help=_("Needed where it is refused.")),
        ),
        values={"accept": _YES, "ordered_on": today},
    )


def review_step(store: Store, chosen: Sequence[Claim]) -> Step:
    """ตรวจทานยอดยกมา of a batch."""
    return Step(
        words=_("Reviewed…"),
        title=_("Review of what was brought over"),
        operation=lambda values: claims.review_brought_over(
            store, chosen, confirmed_on=values["confirmed_on"], why=values["why"]
        ),
        done=_("The review is recorded."),
        says=_how_many(chosen),
        fields=(
            FieldSpec("why", _("What was looked at"), "notes", required=True),
            FieldSpec(
                "confirmed_on",
                _("Confirmed on"),
                "date",
                help=_("The day of the confirmation, where the papers show it; else leave it empty."),
            ),
        ),
    )
