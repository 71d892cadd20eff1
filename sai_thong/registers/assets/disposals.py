"""A disposal as it goes (ข้อ 214–218): begun with its things, facts found, ordered, appraised, carried out, given up.

Until the order things may come and go; with the order the lines are frozen, and only what came of them is added. What
may be done follows from where the disposal stands; striking off is in `striking_off`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.committees import Appointed, seat
from sai_thong.registers.assets.disposal_in_hand import DisposalInHand, disposal_in_hand, need_words
from sai_thong.registers.assets.disposal_papers import note_where_listed
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.records import Asset, DisposalLine, DisposalRound
from sai_thong.registers.assets.refusals import DisposalRefused, LiabilityOpen
from sai_thong.registers.assets.terms import (
    STATUS_LABELS,
    AssetEventKind,
    AssetStatus,
    CommitteeTask,
    DisposalState,
)
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.text import tidy

CAUSES: Final = (AssetStatus.BROKEN, AssetStatus.WORN, AssetStatus.LOST, AssetStatus.NOT_NEEDED)
"""States in which an asset may be disposed of."""
_BEFORE_ORDER: Final = (DisposalState.FINDING_FACTS, DisposalState.AWAITING_LIABILITY)
_BEFORE_CARRIED_OUT: Final = (*_BEFORE_ORDER, DisposalState.ORDERED)
_BEFORE_STRUCK_OFF: Final = (*_BEFORE_CARRIED_OUT, DisposalState.CARRIED_OUT)


@dataclass(frozen=True)
class ToDispose:
    """A thing that is to leave the office.

    Attributes:
        asset_id: Which.
        cause_detail: Why, in words, besides the state it is in.
    """

    asset_id: str
    cause_detail: str = ""


@dataclass(frozen=True)
class DisposalChanged:
    """A disposal after a step.

    Attributes:
        round: As it now stands.
        lines: Its things, without those taken out.
        changes: Everything that changed.
    """

    round: DisposalRound
    lines: tuple[DisposalLine, ...]
    changes: ChangeSet


def begin_disposal(
    store: Store,
    title: str,
    things: Sequence[ToDispose],
    *,
    facts_left_out_why: str = "",
    inspection_id: str = "",
    why: str = "",
) -> DisposalChanged:
    """Begin the disposal of things that are broken, worn, lost or not needed; they await it from now on.

    Args:
        store: The office's store.
        title: What it is called.
        things: What is to leave.
        facts_left_out_why: Why no facts are found first: wear or loss by normal use is plain (ข้อ 214). Empty where
            facts are found.
        inspection_id: The round of inspection it follows from.
        why: The reason, kept in the journal.

    Raises:
        DisposalRefused: No title, no thing, or one that is in use, lent, at repair, or in another disposal.
        CardStruckOff: One left the register already.
    """
    called = need_words(title, _("The disposal has no title."))
    if not things:
        raise DisposalRefused(_("Nothing is to be disposed of."), do=_("Choose what leaves the office."))
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        made = tx.insert(
            DisposalRound(
                title=called,
                fiscal_year_be=fiscal_year_be(today),
                inspection_id=inspection_id,
                facts_needed=not facts_left_out_why.strip(),
                facts_left_out_why=facts_left_out_why.strip(),
            )
        )
        lines = _take(store, tx, made, things)
        return DisposalChanged(made, tuple(lines), tx.changes)


def add_things(store: Store, round_id: str, things: Sequence[ToDispose], *, why: str = "") -> DisposalChanged:
    """Let more things leave with a disposal that is not ordered yet.

    Raises:
        DisposalRefused: It was ordered, or a thing cannot be disposed of as it is.
    """
    with disposal_in_hand(store, round_id, why, *_BEFORE_ORDER) as disposal:
        if not things:
            raise DisposalRefused(_("Nothing is to be disposed of."), do=_("Choose what leaves the office."))
        _take(store, disposal.tx, disposal.round, things)
    return _changed(disposal)


def take_out(store: Store, round_id: str, line_ids: Sequence[str], *, why: str) -> DisposalChanged:
    """Take things out of a disposal: each returns to the state it was in before.

    Raises:
        DisposalRefused: No reason, nothing would be left, the thing is not in it, or it was carried out.
    """
    reason = need_words(why, _("This is done only with a reason."))
    with disposal_in_hand(store, round_id, why, *_BEFORE_CARRIED_OUT) as disposal:
        chosen = [disposal.line(each) for each in dict.fromkeys(line_ids)]
        if len(chosen) == len(disposal.lines):
            raise DisposalRefused(_("Nothing would be left to dispose of."), do=_("Give up the disposal itself."))
        for line in chosen:
            disposal.tx.update(line, taken_out_why=reason)
            _give_back(disposal, line, reason)
    return _changed(disposal)


def order_facts(
    store: Store, round_id: str, *, order_no: str = "", committee: Sequence[Appointed] = (), why: str = ""
) -> DisposalChanged:
    """Have the facts found: the order and who finds them (ข้อ 214).

    Raises:
        DisposalRefused: Facts are not needed, or were reported, or it was ordered.
        CommitteeRefused: The committee cannot be so.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.FINDING_FACTS) as disposal:
        if not disposal.round.facts_needed or disposal.round.facts_reported_on is not None:
            raise DisposalRefused(
                _("No facts are to be found for “{title}”.").format(title=disposal.round.title),
                do=_("Look at what comes next."),
            )
        disposal.change(facts_order_no=tidy(order_no) or disposal.round.facts_order_no)
        if committee:
            seat(store, disposal.tx, disposal.round.id, CommitteeTask.FACT_FINDING, committee)
        if order_no.strip():
            note_where_listed(disposal, DisposalStepKey.FACTS, "คำสั่งแต่งตั้งคณะกรรมการสอบหาข้อเท็จจริง", order_no)
    return _changed(disposal)


def report_facts(
    store: Store, round_id: str, *, reported_on: date | None = None, liable: str = "", why: str = ""
) -> DisposalChanged:
    """Keep the report of the fact finding. Where somebody may be liable, nothing is ordered before that is settled.

    Raises:
        DisposalRefused: Facts are not needed, were reported already, or it was ordered.
        AssetFactWrong: The day lies in the future.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.FINDING_FACTS) as disposal:
        if not disposal.round.facts_needed or disposal.round.facts_reported_on is not None:
            raise DisposalRefused(
                _("No facts are to be found for “{title}”.").format(title=disposal.round.title),
                do=_("Look at what comes next."),
            )
        day = disposal.day(reported_on)
        named = tidy(liable)
        disposal.change(
            facts_reported_on=day,
            liable=named,
            state=DisposalState.AWAITING_LIABILITY if named else DisposalState.FINDING_FACTS,
        )
        note_where_listed(disposal, DisposalStepKey.FACTS, "รายงานผลการสอบหาข้อเท็จจริง", on_day=day)
    return _changed(disposal)


def settle_liability(
    store: Store, round_id: str, *, outcome: str, on: date | None = None, why: str = ""
) -> DisposalChanged:
    """Keep how a liability was settled: paid, replaced, or nobody liable after all.

    Raises:
        DisposalRefused: Nothing of this waits to be settled, or nothing is said of what came of it.
        AssetFactWrong: The day lies in the future, or before the facts were reported.
    """
    came_of_it = need_words(outcome, _("Nothing is said of what came of it."))
    with disposal_in_hand(store, round_id, why, DisposalState.AWAITING_LIABILITY) as disposal:
        disposal.change(
            liability_settled_on=disposal.day(on, earliest=disposal.round.facts_reported_on),
            liability_outcome=came_of_it,
            state=DisposalState.FINDING_FACTS,
        )
    return _changed(disposal)


def appraise(store: Store, round_id: str, prices_satang: Mapping[str, int], *, why: str = "") -> DisposalChanged:
    """Keep the prices that the committee found (ราคากลาง), by the ids of the lines.

    Raises:
        DisposalRefused: It was not ordered or was carried out, a thing is not in it, or a price is below nothing.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.ORDERED) as disposal:
        for line_id, price in prices_satang.items():
            if price < 0:
                raise DisposalRefused(_("The price is below nothing."), do=_("Write what the committee found."))
            disposal.tx.update(disposal.line(line_id), appraised_satang=price)
    return _changed(disposal)


def drop(store: Store, round_id: str, *, why: str) -> DisposalChanged:
    """Give a disposal up before anything was struck off: its things return to the state they were in before.

    Raises:
        DisposalRefused: No reason, or it has ended.
    """
    reason = need_words(why, _("This is done only with a reason."))
    with disposal_in_hand(store, round_id, why, *_BEFORE_STRUCK_OFF) as disposal:
        for line in disposal.lines:
            _give_back(disposal, line, reason)
        disposal.change(state=DisposalState.DROPPED, dropped_why=reason)
    return _changed(disposal)


def need_orderable(found: DisposalRound) -> None:
    """Raise where a disposal may not be ordered yet.

    Raises:
        LiabilityOpen: Somebody may be liable, and that is not settled.
        DisposalRefused: The facts are not reported.
    """
    if found.liable and found.liability_settled_on is None:
        raise LiabilityOpen(found.title)
    if found.facts_needed and found.facts_reported_on is None:
        raise DisposalRefused(
            _("The facts about “{title}” are not reported.").format(title=found.title),
            do=_("Write down the report of the fact finding first."),
        )


def _take(store: Store, tx: Transaction, found: DisposalRound, things: Sequence[ToDispose]) -> list[DisposalLine]:
    """Let cards await this disposal, each with a line of its own."""
    today = bangkok_today(store.clock)
    lines = []
    for each in {thing.asset_id: thing for thing in things}.values():
        card = tx.get(Asset, each.asset_id)
        if card.status in (AssetStatus.AWAITING_DISPOSAL, *_NOT_YET):
            raise DisposalRefused(
                _("{number} cannot be disposed of: {state}.").format(
                    number=card.number or card.name, state=_(STATUS_LABELS[card.status])
                ),
                do=_(
                    "Only what is broken, worn, lost or not needed is disposed of; write its state on the card first."
                ),
            )
        line = tx.insert(
            DisposalLine(
                round_id=found.id,
                asset_id=card.id,
                number=card.number or card.name,
                name=card.name,
                acquired_on=card.acquired_on,
                cost_satang=card.cost_satang,
                cause=card.status,
                cause_detail=each.cause_detail.strip(),
            )
        )
        record_event(
            tx,
            card,
            AssetEventKind.DISPOSAL_BEGUN,
            on=today,
            by_name=store.user,
            status=AssetStatus.AWAITING_DISPOSAL,
            detail=found.title,
            refers_to=line.id,
        )
        lines.append(line)
    return lines


_NOT_YET: Final = (AssetStatus.IN_USE, AssetStatus.LENT, AssetStatus.AT_REPAIR)


def _give_back(disposal: DisposalInHand, line: DisposalLine, reason: str) -> None:
    """Let a thing be in the state it was in before, unless somebody wrote another state on its card since."""
    card = disposal.tx.get(Asset, line.asset_id)
    if card.status is not AssetStatus.AWAITING_DISPOSAL:
        return
    record_event(
        disposal.tx,
        card,
        AssetEventKind.DISPOSAL_DROPPED,
        on=disposal.today,
        by_name=disposal.store.user,
        status=line.cause,
        detail=reason,
        refers_to=line.id,
    )


def _changed(disposal: DisposalInHand) -> DisposalChanged:
    return DisposalChanged(disposal.round, disposal.lines, disposal.tx.changes)
