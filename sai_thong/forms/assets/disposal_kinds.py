"""The papers of a disposal in the catalogue, in the order of its stages (ข้อ 214–218)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.assets import (
    disposal_auction,
    disposal_close,
    disposal_destruction,
    disposal_facts,
    disposal_order,
    disposal_quotation,
    disposal_sale,
    disposal_statement,
    disposal_transfer,
    disposal_write_off,
)
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind, PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.records import DisposalLine, DisposalRound

_NUMBERED = frozenset({Choice.DAY, Choice.NUMBER})
_UNTIL = _NUMBERED | {Choice.LAST_DAY}
"""With the last day for offers, or the day of the auction."""


def _kind(
    key: str,
    name: str,
    gather: Callable[[Store, PaperRequest], DisposalOnPaper],
    draw: Callable[[DisposalOnPaper, PaperSettings, Clock], Paper],
    choices: frozenset[Choice] = _NUMBERED,
) -> PaperKind:
    return PaperKind(
        key=key,
        name=name,
        needs=frozenset({Need.RECORD}),
        choices=choices,
        about=About.DISPOSAL,
        gather=gather,
        draw=draw,
    )


_facts, _order, _quotation, _sale = disposal_facts, disposal_order, disposal_quotation, disposal_sale
_auction, _transfer, _close = disposal_auction, disposal_transfer, disposal_close
OF_A_DISPOSAL: tuple[PaperKind, ...] = (
    _kind("disposal-facts-memo", _facts.MEMO, _facts.gather_facts_memo, _facts.facts_memo),
    _kind("disposal-facts-order", _facts.ORDER, _facts.gather_facts_order, _facts.facts_order),
    _kind(
        "disposal-statement",
        disposal_statement.STATEMENT,
        disposal_statement.gather_statement,
        disposal_statement.statement,
        frozenset(),
    ),
    _kind("disposal-facts-report", _facts.REPORT, _facts.gather_facts_report, _facts.facts_report),
    _kind("disposal-request", _order.REQUEST_MEMO, _order.gather_request_memo, _order.request_memo),
    _kind("disposal-order", _order.ORDER, _order.gather_order, _order.disposal_order),
    _kind("disposal-appraisal", _sale.APPRAISAL, _sale.gather_appraisal, _sale.appraisal_report),
    _kind(
        "disposal-invitation",
        _quotation.INVITATION,
        _quotation.gather_invitation,
        _quotation.quote_invitation,
        _UNTIL,
    ),
    _kind("disposal-quotation", _quotation.QUOTATION, _quotation.gather_quotation, _quotation.quotation, frozenset()),
    _kind("disposal-sale-report", _sale.SALE_REPORT, _sale.gather_sale_report, _sale.sale_report),
    _kind(
        "disposal-auction",
        _auction.ANNOUNCEMENT,
        _auction.gather_announcement,
        _auction.auction_announcement,
        _UNTIL,
    ),
    _kind("disposal-lots", _auction.LOT_LIST, _auction.gather_lot_list, _auction.lot_list, frozenset()),
    _kind("disposal-bids", _auction.BID_SHEET, _auction.gather_bid_sheet, _auction.bid_sheet, frozenset()),
    _kind("disposal-auction-report", _sale.AUCTION_REPORT, _sale.gather_auction_report, _sale.auction_report),
    _kind("disposal-exchange-report", _sale.EXCHANGE_REPORT, _sale.gather_exchange_report, _sale.exchange_report),
    _kind("disposal-transfer", _transfer.TRANSFER_LETTER, _transfer.gather_transfer_letter, _transfer.transfer_letter),
    _kind("disposal-hand-over", _transfer.HAND_OVER, _transfer.gather_hand_over, _transfer.hand_over, frozenset()),
    _kind(
        "disposal-destruction-report",
        disposal_destruction.DESTRUCTION_REPORT,
        disposal_destruction.gather_destruction_report,
        disposal_destruction.destruction_report,
    ),
    _kind(
        "disposal-write-off",
        disposal_write_off.WRITE_OFF_MEMO,
        disposal_write_off.gather_write_off_memo,
        disposal_write_off.write_off_memo,
    ),
    _kind("disposal-strike-off", _close.STRIKE_OFF, _close.gather_strike_off, _close.strike_off_memo),
    _kind("disposal-letter-auditor", _close.AUDITOR_LETTER, _close.gather_auditor_letter, _close.auditor_letter),
    _kind("disposal-letter-vehicles", _close.VEHICLE_LETTER, _close.gather_vehicle_letter, _close.vehicle_letter),
    _kind("disposal-letter-land", _close.LAND_LETTER, _close.gather_land_letter, _close.land_letter),
)

_BY_DOCUMENT: Final = {kind.name: kind for kind in OF_A_DISPOSAL}
_READ_BY: Final = {
    **{kind.key: kind.gather for kind in OF_A_DISPOSAL if isinstance(kind.gather, GatherDisposal)},
    "disposal-destruction-report": disposal_destruction.of_destroyed,
    "disposal-letter-vehicles": _close.of_vehicles,
    "disposal-letter-land": _close.of_land,
}
_OF_REGISTRARS: Final = ("disposal-letter-vehicles", "disposal-letter-land")


def kind_of_document(document: str) -> PaperKind | None:
    """The paper that the checklist calls so; None of one the program does not print, such as a receipt."""
    return _BY_DOCUMENT.get(document)


def papers_that_fit(found: DisposalRound, lines: Sequence[DisposalLine], *, registered: bool) -> list[PaperKind]:
    """The papers that a disposal has something to say on now, in the order of its stages.

    Args:
        found: The round.
        lines: What leaves with it.
        registered: Whether land or a vehicle is among that.
    """
    return [
        kind
        for kind in OF_A_DISPOSAL
        if _READ_BY[kind.key].has_something(found, lines) and (registered or kind.key not in _OF_REGISTRARS)
    ]
