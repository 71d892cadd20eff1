"""The order of a disposal and its carrying out: how each thing leaves, by when, to whom, for how much (ข้อ 215, 217)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.committees import Appointed, seat
from sai_thong.registers.assets.disposal_in_hand import (
    DisposalInHand,
    active_lines,
    disposal_in_hand,
    disposal_of,
    need_words,
)
from sai_thong.registers.assets.disposal_papers import note_where_listed
from sai_thong.registers.assets.disposals import DisposalChanged, need_orderable
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, DisposalLine
from sai_thong.registers.assets.refusals import DisposalRefused
from sai_thong.registers.assets.rules.disposal import (
    WriteOffApprover,
    disposal_days,
    share_proceeds,
    way_of_sale,
    write_off_approver,
)
from sai_thong.registers.assets.terms import AssetStatus, CommitteeTask, DisposalMethod, DisposalState, SaleReason
from sai_thong.registers.assets.value_when_struck_off import value_on
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.law.assets import DisposalRule
from sai_thong.thai.money import baht
from sai_thong.thai.text import tidy

SALES: Final = (DisposalMethod.AUCTION, DisposalMethod.DIRECT_SALE)
_EXCEPTIONS: Final = (SaleReason.STATE_OR_CHARITY, SaleReason.OFFICIALS_DEVICE)
_BRINGS_MONEY: Final = (*SALES, DisposalMethod.EXCHANGE)


@dataclass(frozen=True)
class ChosenMethod:
    """How a thing is to leave.

    Attributes:
        method: How.
        why: In words: to whom it is sold under an exception, or why a thing that is not lost is written off.
        exception: The exception under which it is sold without an auction; None where the amount allows it.
    """

    method: DisposalMethod
    why: str = ""
    exception: SaleReason | None = None

    @property
    def by_amount(self) -> bool:
        """Whether it is sold without an auction because the total price of acquisition allows it."""
        return self.method is DisposalMethod.DIRECT_SALE and self.exception not in _EXCEPTIONS

    @property
    def sale_reason(self) -> SaleReason | None:
        """Why it is sold so; None of what is not sold."""
        if self.method is DisposalMethod.AUCTION:
            return SaleReason.AUCTION_FIRST
        if self.method is DisposalMethod.DIRECT_SALE:
            return SaleReason.SMALL_TOTAL if self.by_amount else self.exception
        return None


@dataclass(frozen=True)
class DisposalOrder:
    """The order of a disposal.

    Attributes:
        order_no: Its number.
        ordered_on: Its day; today where nothing is said.
        higher_approval_no: The approval of the higher authority, where more is written off than the head may.
        committees: Who appraises, sells and destroys.
    """

    order_no: str = ""
    ordered_on: date | None = None
    higher_approval_no: str = ""
    committees: Mapping[CommitteeTask, Sequence[Appointed]] = field(default_factory=dict)


def proposed_methods(shelf: Shelf, round_id: str, on: date) -> dict[str, ChosenMethod]:
    """How the rule would have each thing leave, by the id of its line: what is lost is written off, the rest is sold.

    Raises:
        RoundMissing: There is no such disposal.
    """
    lines = active_lines(shelf, disposal_of(shelf, round_id).id)
    sold = [line for line in lines if line.cause is not AssetStatus.LOST]
    prices = _prices(sold)
    rule = asset_law(shelf).rules.disposal_rule(on)
    method = DisposalMethod.AUCTION if prices is None else way_of_sale(prices, rule)[0]
    return {
        line.id: ChosenMethod(DisposalMethod.WRITE_OFF if line.cause is AssetStatus.LOST else method) for line in lines
    }


def order(
    store: Store, round_id: str, given: DisposalOrder, methods: Mapping[str, ChosenMethod], *, why: str = ""
) -> DisposalChanged:
    """Order a disposal: its lines are frozen as the cards are now, and it is to be finished in so many days.

    Args:
        store: The office's store.
        round_id: The disposal.
        given: The order.
        methods: How each thing leaves, by the id of its line.
        why: The reason, kept in the journal.

    Raises:
        LiabilityOpen: Somebody may be liable, and that is not settled.
        DisposalRefused: The facts are not reported, a thing has no method, or one that does not fit it.
        CommitteeRefused: A committee cannot be so.
        AssetFactWrong: The day lies in the future, or before the facts were reported.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.FINDING_FACTS) as disposal:
        need_orderable(disposal.round)
        day = disposal.day(
            given.ordered_on, earliest=disposal.round.liability_settled_on or disposal.round.facts_reported_on
        )
        for line in disposal.lines:
            _freeze(disposal, line, day)
        rule = disposal.law.rules.disposal_rule(day)
        disposal.change(
            state=DisposalState.ORDERED,
            order_no=tidy(given.order_no),
            ordered_on=day,
            higher_approval_no=tidy(given.higher_approval_no),
            finish_by=disposal_days(day, None, rule).finish_by,
        )
        _choose(disposal, methods, rule)
        for task, people in given.committees.items():
            seat(store, disposal.tx, disposal.round.id, task, people)
        if given.order_no.strip():
            document = "คำสั่งแต่งตั้งคณะกรรมการประเมินราคากลาง ดำเนินการขาย และทำลาย"
            note_where_listed(disposal, DisposalStepKey.ORDER, document, given.order_no, day)
    return _changed(disposal)


def change_methods(
    store: Store, round_id: str, methods: Mapping[str, ChosenMethod], *, higher_approval_no: str = "", why: str
) -> DisposalChanged:
    """Let some things leave in another way than was ordered, such as when nobody bid for them.

    Raises:
        DisposalRefused: No reason, it was not ordered or was carried out, or a method does not fit.
    """
    need_words(why, _("This is done only with a reason."))
    with disposal_in_hand(store, round_id, why, DisposalState.ORDERED) as disposal:
        if higher_approval_no.strip():
            disposal.change(higher_approval_no=tidy(higher_approval_no))
        ordered = disposal.round.ordered_on or disposal.today
        kept = {line.id: _as_chosen(line) for line in disposal.lines}
        for line_id in methods:
            disposal.line(line_id)
        _choose(disposal, {**kept, **methods}, disposal.law.rules.disposal_rule(ordered))
    return _changed(disposal)


def carry_out(
    store: Store,
    round_id: str,
    *,
    on: date | None = None,
    proceeds_satang: int = 0,
    proceeds_by_line: Mapping[str, int] | None = None,
    buyer: str = "",
    buyers: Mapping[str, str] | None = None,
    receipt_no: str = "",
    why: str = "",
) -> DisposalChanged:
    """The things are sold, given, exchanged, destroyed or written off.

    Args:
        store: The office's store.
        round_id: The disposal.
        on: The day; today where nothing is said.
        proceeds_satang: What was paid for all of them together: shared among what was sold by the appraised prices.
        proceeds_by_line: What was paid for each, by the id of its line; in place of the sum.
        buyer: Who bought or received them.
        buyers: Who bought or received one, where it is another, by the id of its line.
        receipt_no: The receipt of the money, which is revenue of the office (ข้อ 216).
        why: The reason, kept in the journal.

    Raises:
        DisposalRefused: It was not ordered, what is sold was not appraised, money came for what is not sold, or nobody
            received what was transferred.
        AssetFactWrong: The day lies in the future, or before the order.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.ORDERED) as disposal:
        day = disposal.day(on, earliest=disposal.round.ordered_on)
        _need_appraised(disposal)
        shares = _shares(disposal, proceeds_satang, proceeds_by_line)
        others = {disposal.line(line_id).id: tidy(name) for line_id, name in (buyers or {}).items()}
        for line in disposal.lines:
            receiver = others.get(line.id, "")
            if line.method is DisposalMethod.TRANSFER and not (receiver or buyer.strip()):
                raise DisposalRefused(
                    _("Nobody is named who received what was transferred."), do=_("Write who received it.")
                )
            disposal.tx.update(line, proceeds_satang=shares.get(line.id, 0), buyer=receiver)
        disposal.change(
            state=DisposalState.CARRIED_OUT,
            carried_out_on=day,
            buyer=tidy(buyer),
            receipt_no=tidy(receipt_no),
            proceeds_satang=sum(shares.values()),
        )
        if receipt_no.strip():
            note_where_listed(disposal, DisposalStepKey.CLOSE, "ใบเสร็จรับเงินและใบนำส่งเงิน", receipt_no, day)
    return _changed(disposal)


def _freeze(disposal: DisposalInHand, line: DisposalLine, on: date) -> None:
    """Let a line have what the card has on the day of the order, improvements included."""
    card = disposal.tx.get(Asset, line.asset_id)
    disposal.tx.update(
        line,
        number=card.number or card.name,
        name=card.name,
        acquired_on=card.acquired_on,
        cost_satang=value_on(disposal.tx, card, on).cost_satang,
    )


def _as_chosen(line: DisposalLine) -> ChosenMethod:
    if line.method is None:
        raise DisposalRefused(
            _("{number} has no method of disposal.").format(number=line.number), do=_("Choose how it leaves.")
        )
    return ChosenMethod(line.method, line.method_why, line.sale_reason)


def _choose(disposal: DisposalInHand, methods: Mapping[str, ChosenMethod], rule: DisposalRule) -> None:
    """Keep how each thing leaves, where the rules allow it."""
    lines = disposal.read_lines()
    chosen: list[tuple[DisposalLine, ChosenMethod]] = []
    for line in lines:
        if line.id not in methods:
            raise DisposalRefused(
                _("{number} has no method of disposal.").format(number=line.number), do=_("Choose how it leaves.")
            )
        chosen.append((line, methods[line.id]))
    _check_lost(chosen)
    _check_direct_sale(chosen, rule)
    _check_write_off(chosen, rule, disposal.round.higher_approval_no)
    for line, each in chosen:
        disposal.tx.update(line, method=each.method, method_why=each.why.strip(), sale_reason=each.sale_reason)
    disposal.read_lines()


def _check_lost(chosen: Sequence[tuple[DisposalLine, ChosenMethod]]) -> None:
    for line, each in chosen:
        if line.cause is AssetStatus.LOST and each.method is not DisposalMethod.WRITE_OFF:
            raise DisposalRefused(
                _("{number} is lost and can only be written off.").format(number=line.number),
                do=_("Choose write-off as a loss."),
            )


def _check_direct_sale(chosen: Sequence[tuple[DisposalLine, ChosenMethod]], rule: DisposalRule) -> None:
    """Auction first, unless the amount or an exception that somebody explains allows otherwise (ข้อ 215 (1))."""
    for line, each in chosen:
        if each.method is DisposalMethod.DIRECT_SALE and not each.by_amount:
            need_words(each.why, _("Nothing is said of whom {number} is sold to.").format(number=line.number))
    prices = _prices([line for line, each in chosen if each.by_amount])
    if prices is None:
        raise DisposalRefused(
            _("The price of acquisition of something sold without an auction is not known."),
            do=_("Write the price on its card, or sell it by auction."),
        )
    if way_of_sale(prices, rule)[0] is not DisposalMethod.DIRECT_SALE:
        raise DisposalRefused(
            _("Things of {total} baht together are sold by auction first; up to {line} they need not be.").format(
                total=baht(sum(prices)), line=baht(rule.direct_sale_satang)
            ),
            do=_("Choose the auction, or say under which exception they are sold without one."),
        )


def _check_write_off(
    chosen: Sequence[tuple[DisposalLine, ChosenMethod]], rule: DisposalRule, higher_approval_no: str
) -> None:
    """What is lost, or can leave in no other way; above the line with the approval of the higher authority (ข้อ 217)."""
    written_off = [(line, each) for line, each in chosen if each.method is DisposalMethod.WRITE_OFF]
    for line, each in written_off:
        if line.cause is not AssetStatus.LOST:
            need_words(
                each.why, _("Nothing is said of why {number} cannot leave otherwise.").format(number=line.number)
            )
    prices = _prices([line for line, _each in written_off])
    by_head = prices is not None and write_off_approver(prices, rule) is WriteOffApprover.HEAD
    if not by_head and not higher_approval_no:
        raise DisposalRefused(
            _("More than {line} baht is written off, or the price is not known: the head may not do it alone.").format(
                line=baht(rule.write_off_satang)
            ),
            do=_("Write the number of the approval of the higher authority."),
        )


def _prices(lines: Sequence[DisposalLine]) -> list[int] | None:
    """Prices of acquisition; None where one is not known."""
    prices = [line.cost_satang for line in lines if line.cost_satang is not None]
    return prices if len(prices) == len(lines) else None


def _need_appraised(disposal: DisposalInHand) -> None:
    for line in disposal.lines:
        if line.method in SALES and line.appraised_satang is None:
            raise DisposalRefused(
                _("{number} was not appraised.").format(number=line.number),
                do=_("Write the price that the committee found."),
            )


def _shares(disposal: DisposalInHand, total_satang: int, by_line: Mapping[str, int] | None) -> dict[str, int]:
    """What each thing brought."""
    earning = [line for line in disposal.lines if line.method in _BRINGS_MONEY]
    if by_line is not None:
        told = {disposal.line(line_id).id: amount for line_id, amount in by_line.items()}
        if total_satang not in (0, sum(told.values())):
            raise DisposalRefused(
                _("The prices of the things do not add up to what was paid."), do=_("Look at the amounts again.")
            )
    elif total_satang and earning:
        parts = share_proceeds(max(total_satang, 0), [line.appraised_satang or 0 for line in earning])
        told = {line.id: part for line, part in zip(earning, parts, strict=True)}
    else:
        told = {}
    earns = {line.id for line in earning}
    if total_satang < 0 or any(amount < 0 for amount in told.values()):
        raise DisposalRefused(_("The price is below nothing."), do=_("Look at the amounts again."))
    if (total_satang and not earning) or any(amount and line_id not in earns for line_id, amount in told.items()):
        raise DisposalRefused(
            _("Money came for something that is neither sold nor exchanged."), do=_("Look at the methods again.")
        )
    return told


def _changed(disposal: DisposalInHand) -> DisposalChanged:
    return DisposalChanged(disposal.round, disposal.lines, disposal.tx.changes)
