"""What bears on a right as forms: how it is paid, card, incomes, suspension, retro pay, its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances import cards, claim_endings, claims, incomes, life_checks, payment_choices, retro
from sai_thong.registers.allowances.findings import Action
from sai_thong.registers.allowances.labels import CARD_EXPIRY_LABELS, END_REASON_LABELS
from sai_thong.registers.allowances.payment_choices import ChannelChoice
from sai_thong.registers.allowances.person_view import PersonAllowance
from sai_thong.registers.allowances.records import (
    CardExpiry,
    Claim,
    ClaimState,
    DisabilityCard,
    IncomeFact,
    ProofOfLife,
    RetroOrder,
)
from sai_thong.registers.allowances.retro import RetroCandidate
from sai_thong.registers.allowances.rules.facts import CHANNEL_LABELS, CHANNELS_ON_AT_FIRST, Channel, EndReason
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.banks import BANKS
from sai_thong.registers.law.terms import INCOME_LABELS, IncomeKind, Scheme, SchemeSet, scheme_set_of
from sai_thong.registers.office.settings import PROMPTPAY, office_settings
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.allowances.letter_steps import move_letters_step
from sai_thong.ui.pages.allowances.looking_into import elsewhere_steps
from sai_thong.ui.pages.allowances.proxy_steps import proxy_steps
from sai_thong.ui.pages.allowances.stepped import Step


def right_steps(store: Store, allowance: PersonAllowance, today: date) -> Iterator[Step]:
    """Everything that can be recorded of a right that stands, and what takes an ending back."""
    claim, person = allowance.file.claim, allowance.file.citizen
    if not scheme_set_of(claim.scheme).sealed:
        yield from elsewhere_steps(store, person.id, person.full_name, today)
    if claim.state is ClaimState.ENDED:
        yield _reopen(store, claim)
        return
    if claim.state is ClaimState.REFUSED:
        return
    yield _channel(store, allowance, today)
    yield from proxy_steps(store, claim)
    if claim.scheme is Scheme.DISABILITY:
        yield from _card(store, allowance, today)
    if claim.scheme is Scheme.OLD_AGE:
        yield from _incomes(store, allowance, today)
    if claim.state is ClaimState.ACCEPTED:
        yield from _suspension(store, allowance, today)
    yield from _retro(store, allowance, today)
    yield from _proof(store, claim, today)
    if person.away_since is not None:
        yield move_letters_step(store, claim)
        if claim.confirmed_elsewhere_on is None:
            yield _elsewhere(store, claim, today)
    yield _end(store, claim, today)


def _channel(store: Store, allowance: PersonAllowance, today: date) -> Step:
    claim, now = allowance.file.claim, allowance.channel
    allowed = set(CHANNELS_ON_AT_FIRST)
    if office_settings(store).flag(PROMPTPAY):
        allowed.add(Channel.PROMPTPAY)

    def choose(values: Mapping[str, Any]) -> object:
        choice = ChannelChoice(
            Channel(values["channel"]),
            bank_code=values["bank_code"] or "",
            account_no=values["account_no"],
            account_name=values["account_name"],
            payee_name=values["payee_name"],
            pay_point=values["pay_point"],
        )
        return payment_choices.set_channel(store, claim, choice, values["from_month"])

    kept = ("bank_code", "account_no", "account_name", "payee_name", "pay_point")
    shown = {name: getattr(now, name) for name in kept} if now else {}
    return Step(
        words=_("How it is paid…"),
        title=_("How {name} is paid").format(name=allowance.file.citizen.full_name),
        operation=choose,
        done=_("The way of payment is recorded."),
        fields=(
            FieldSpec(
                "channel",
                _("Payment channel"),
                "choice",
                required=True,
                choices=[(each.value, _(words)) for each, words in CHANNEL_LABELS.items() if each in allowed],
            ),
            FieldSpec(
                "from_month", _("From month"), "month", required=True, help=_("Months sent before stay as they were.")
            ),
            FieldSpec("bank_code", _("Bank"), "choice", choices=list(BANKS.items()), section=_("For a transfer")),
            FieldSpec("account_no", _("Account number")),
            FieldSpec("account_name", _("Account name")),
            FieldSpec("payee_name", _("Paid to"), help=_("Who receives for the person; else the recorded proxy.")),
            FieldSpec("pay_point", _("Pay point"), section=_("For cash")),
        ),
        values={
            **shown,
            "channel": now.channel.value if now else Channel.CASH_SELF.value,
            "from_month": Month.of(today),
        },
        settles=Action.SET_CHANNEL,
    )


def _card(store: Store, allowance: PersonAllowance, today: date) -> Iterator[Step]:
    person, card = allowance.file.citizen, allowance.file.card

    def enter(values: Mapping[str, Any]) -> object:
        made = DisabilityCard(
            person_id=person.id,
            card_no=values["card_no"],
            kinds=card.kinds if card else (),
            written_kind=card.written_kind if card else "",
            issued_on=values["issued_on"],
            expiry=CardExpiry(values["expiry"]),
            expires_on=values["expires_on"] if values["expiry"] == CardExpiry.DATE.value else None,
        )
        return cards.enter_card(store, made)

    yield Step(
        words=_("Renew the card…"),
        title=_("Disability card of {name}").format(name=person.full_name),
        operation=enter,
        done=_("The card is recorded."),
        fields=(
            FieldSpec("card_no", _("Card number")),
            FieldSpec("issued_on", _("Issued on"), "date"),
            FieldSpec(
                "expiry",
                _("Expiry"),
                "choice",
                required=True,
                choices=[(each.value, _(words)) for each, words in CARD_EXPIRY_LABELS.items()],
            ),
            FieldSpec("expires_on", _("Expires on"), "date", purpose="future"),
        ),
        values={"card_no": card.card_no if card else "", "expiry": CardExpiry.DATE.value, "issued_on": today},
        settles=Action.RENEW_CARD,
    )
    if card is not None and card.expiry is CardExpiry.DATE:
        yield Step(
            words=_("Pay in spite of expiry…"),
            title=_("Pay in spite of the expired card"),
            operation=lambda values: cards.pay_despite_expiry(
                store, card, until=values["until"], reason=values["reason"]
            ),
            done=_("The decision is recorded."),
            fields=(
                FieldSpec("until", _("Until month"), "month", required=True),
                FieldSpec("reason", _("Reason"), "notes", required=True),
            ),
        )


def _incomes(store: Store, allowance: PersonAllowance, today: date) -> Iterator[Step]:
    person = allowance.file.citizen
    for income in allowance.file.incomes:
        if income.to_day is None:
            yield _income_ended(store, income)
        elif income.reviewed_on is None:
            yield _income_reviewed(store, income, today)

    def add(values: Mapping[str, Any]) -> object:
        return incomes.add_income(
            store,
            IncomeFact(
                person_id=person.id,
                kind=IncomeKind(values["kind"]),
                from_day=values["from_day"],
                to_day=values["to_day"],
                source=values["source"],
            ),
        )

    yield Step(
        words=_("Excluding income…"),
        title=_("Excluding income of {name}").format(name=person.full_name),
        operation=add,
        done=_("The income is recorded."),
        says=_("It suspends payment while it lasts; months paid meanwhile become an overpayment."),
        fields=(
            FieldSpec(
                "kind",
                _("Kind of income"),
                "choice",
                required=True,
                choices=[(each.value, _(words)) for each, words in INCOME_LABELS.items()],
            ),
            FieldSpec("from_day", _("From"), "date", required=True),
            FieldSpec("to_day", _("To"), "date"),
            FieldSpec("source", _("How it became known")),
        ),
    )


def _income_ended(store: Store, income: IncomeFact) -> Step:
    kind = _(INCOME_LABELS[income.kind])
    return Step(
        words=_("{income} has ended…").format(income=kind),
        title=_("{income} has ended").format(income=kind),
        operation=lambda values: incomes.end_income(store, income, values["last_day"]),
        done=_("The end is recorded; look into it, and payment begins again."),
        fields=(FieldSpec("last_day", _("Last day"), "date", required=True),),
    )


def _income_reviewed(store: Store, income: IncomeFact, today: date) -> Step:
    kind = _(INCOME_LABELS[income.kind])
    return Step(
        words=_("Looked into the end of {income}…").format(income=kind),
        title=_("Looked into the end of {income}").format(income=kind),
        operation=lambda values: incomes.review_income(store, income, reviewed_on=values["reviewed_on"]),
        done=_("The review is recorded."),
        fields=(FieldSpec("reviewed_on", _("Reviewed on"), "date", required=True),),
        values={"reviewed_on": today},
        settles=Action.REVIEW_INCOME,
    )


def _suspension(store: Store, allowance: PersonAllowance, today: date) -> Iterator[Step]:
    claim = allowance.file.claim
    standing = next((each for each in allowance.file.suspensions if each.resumed_on is None), None)
    if standing is not None:
        yield Step(
            words=_("Pay again…"),
            title=_("Pay again after a suspension"),
            operation=lambda values: claim_endings.resume(store, claim, standing, **values),
            done=_("Payment begins again."),
            fields=(
                FieldSpec("last_month", _("Last month without pay"), "month", required=True),
                FieldSpec("resumed_on", _("Resumed on"), "date", required=True),
                FieldSpec("reason", _("Reason for resuming"), "notes", required=True),
            ),
            values={"last_month": Month.of(today), "resumed_on": today},
        )
        return
    yield Step(
        words=_("Suspend…"),
        title=_("Suspend payment"),
        operation=lambda values: claim_endings.suspend(store, claim, **values),
        done=_("Payment is suspended."),
        says=_("The facts are checked before the order (article 14)."),
        fields=(
            FieldSpec("facts", _("Facts found"), "notes", required=True),
            FieldSpec("facts_checked_on", _("Facts checked on"), "date", required=True),
            FieldSpec("reason", _("Reason"), "notes", required=True),
            FieldSpec("order_no", _("Order number"), required=True),
            FieldSpec("ordered_on", _("Ordered on"), "date", required=True),
            FieldSpec("from_month", _("From month"), "month", required=True),
            FieldSpec("to_month", _("Until month"), "month"),
        ),
        values={"facts_checked_on": today, "ordered_on": today, "from_month": Month.of(today).next()},
    )


def _retro(store: Store, allowance: PersonAllowance, today: date) -> Iterator[Step]:
    scheme_set = scheme_set_of(allowance.file.claim.scheme)
    pay_in = retro.first_unsent_month(shelf_of(store, scheme_set), Month.of(today))
    for candidate in allowance.retro:
        if candidate.ordered is not None:
            yield _cancel_retro(store, scheme_set, candidate.ordered)
        else:
            yield _order_retro(store, scheme_set, candidate, pay_in)


def _order_retro(store: Store, scheme_set: SchemeSet, candidate: RetroCandidate, pay_in: Month) -> Step:
    return Step(
        words=_("Retro pay for {month}…").format(month=candidate.month.short_name),
        title=_("Retro pay for {month}").format(month=candidate.month.name),
        operation=lambda values: retro.order_retro(
            store,
            scheme_set,
            candidate.claim_id,
            candidate.month,
            pay_in=values["pay_in"],
            reason=values["reason"],
        ),
        done=_("The retro pay is ordered."),
        fields=(
            FieldSpec("pay_in", _("To be paid in"), "month", required=True),
            FieldSpec("reason", _("Reason"), "notes", required=True),
        ),
        values={"pay_in": pay_in, "reason": candidate.reason},
    )


def _cancel_retro(store: Store, scheme_set: SchemeSet, order: RetroOrder) -> Step:
    return Step(
        words=_("Cancel retro pay for {month}…").format(month=order.paid_for.short_name),
        title=_("Cancel retro pay for {month}").format(month=order.paid_for.name),
        operation=lambda values: retro.cancel_retro(store, scheme_set, order, why=values["why"]),
        done=_("The retro pay is cancelled."),
        fields=(FieldSpec("why", _("Reason"), "notes", required=True),),
    )


def _proof(store: Store, claim: Claim, today: date) -> Iterator[Step]:
    scheme_set: SchemeSet = scheme_set_of(claim.scheme)
    owed: ProofOfLife | None = life_checks.open_proof(shelf_of(store, scheme_set), claim.person_id)
    if owed is None:
        yield Step(
            words=_("Ask for a proof of life…"),
            title=_("Ask for a proof of life"),
            operation=lambda values: life_checks.ask(store, scheme_set, claim.person_id, on_day=values["on_day"]),
            done=_("The proof of life is asked for."),
            fields=(FieldSpec("on_day", _("Asked on"), "date", required=True),),
            values={"on_day": today},
        )
    else:
        yield Step(
            words=_("Seen alive…"),
            title=_("Somebody saw the person alive"),
            operation=lambda values: life_checks.record_seen_alive(store, scheme_set, owed, **values),
            done=_("The proof of life is recorded."),
            fields=(
                FieldSpec("seen_on", _("Seen alive on"), "date", required=True),
                FieldSpec("certified_by", _("Certified by"), required=True),
                FieldSpec("note", _("Note"), "notes"),
            ),
            values={"seen_on": today},
        )


def _elsewhere(store: Store, claim: Claim, today: date) -> Step:
    return Step(
        words=_("Confirmed at the new office…"),
        title=_("Confirmed at the new office"),
        operation=lambda values: claims.confirm_elsewhere(store, claim, values["on_day"]),
        done=_("The confirmation at the new office is recorded."),
        fields=(FieldSpec("on_day", _("Confirmed at the new office on"), "date", required=True),),
        values={"on_day": today},
    )


def _end(store: Store, claim: Claim, today: date) -> Step:
    reasons = [EndReason.WAIVED, EndReason.MOVED, EndReason.UNQUALIFIED]

    def end(values: Mapping[str, Any]) -> object:
        reason = EndReason(values["reason"])
        if reason is EndReason.WAIVED:
            return claim_endings.waive(store, claim, letter_on=values["ended_on"], why=values["why"])
        return claim_endings.end_claim(store, claim, reason, ended_on=values["ended_on"], why=values["why"])

    return Step(
        words=_("The right ends…"),
        title=_("The right ends"),
        operation=end,
        done=_("The end of the right is recorded."),
        says=_("What is sent and not paid yet is stopped; what was paid after the last day becomes an overpayment."),
        fields=(
            FieldSpec(
                "reason",
                _("Reason it ended"),
                "choice",
                required=True,
                choices=[(each.value, _(END_REASON_LABELS[each])) for each in reasons],
                help=_("A death is recorded on the person's own page, and ends every right."),
            ),
            FieldSpec("ended_on", _("Last day of the right"), "date", required=True),
            FieldSpec("why", _("In words"), "notes", required=True),
        ),
        values={"ended_on": today},
    )


def _reopen(store: Store, claim: Claim) -> Step:
    return Step(
        words=_("The ending was a mistake…"),
        title=_("Take the ending back"),
        operation=lambda values: claim_endings.reopen(store, claim, why=values["why"]),
        done=_("The right stands again."),
        fields=(FieldSpec("why", _("Reason"), "notes", required=True),),
    )
