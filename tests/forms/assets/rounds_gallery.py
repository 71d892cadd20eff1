"""The papers of yearly inspections and disposals with invented rounds."""

from __future__ import annotations

from collections.abc import Callable

from sai_thong.forms.assets import disposal_auction as auction
from sai_thong.forms.assets import disposal_close as close
from sai_thong.forms.assets import disposal_facts as facts
from sai_thong.forms.assets import disposal_sale as sale
from sai_thong.forms.assets.disposal_destruction import destruction_report
from sai_thong.forms.assets.disposal_order import disposal_order, request_memo
from sai_thong.forms.assets.disposal_quotation import quotation, quote_invitation
from sai_thong.forms.assets.disposal_statement import statement
from sai_thong.forms.assets.disposal_transfer import hand_over, transfer_letter
from sai_thong.forms.assets.disposal_write_off import write_off_memo
from sai_thong.forms.assets.inspection_appointment import appointment_memo, appointment_order
from sai_thong.forms.assets.inspection_defects import defects_list
from sai_thong.forms.assets.inspection_equipment import equipment_left
from sai_thong.forms.assets.inspection_letters import letter_to_auditor, letter_to_district
from sai_thong.forms.assets.inspection_materials import materials_left
from sai_thong.forms.assets.inspection_report import inspection_report
from sai_thong.forms.assets.inspection_tick_list import tick_list
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import Clock
from tests.forms.assets import invented_disposal as disposal
from tests.forms.assets import invented_inspection as inspection

Drawing = Callable[[PaperSettings, Clock], Paper]


def _of(draw: Callable[..., Paper], data: object) -> Drawing:
    return lambda settings, clock: draw(data, settings, clock)


INSPECTION_DRAWINGS: dict[str, Drawing] = {
    "inspection-memo": _of(appointment_memo, inspection.BEFORE),
    "inspection-order": _of(appointment_order, inspection.ORDERED),
    "inspection-tick-list": _of(tick_list, inspection.WALK),
    "inspection-report": _of(inspection_report, inspection.REPORTED),
    "inspection-materials": _of(materials_left, inspection.MATERIALS),
    "inspection-equipment": _of(equipment_left, inspection.REPORTED),
    "inspection-defects": _of(defects_list, inspection.REPORTED),
    "inspection-letter-auditor": _of(letter_to_auditor, inspection.REPORTED),
    "inspection-letter-district": _of(letter_to_district, inspection.REPORTED),
}
DISPOSAL_DRAWINGS: dict[str, Drawing] = {
    "disposal-facts-memo": _of(facts.facts_memo, disposal.EARLY),
    "disposal-facts-order": _of(facts.facts_order, disposal.EARLY),
    "disposal-statement": _of(statement, disposal.EARLY),
    "disposal-facts-report": _of(facts.facts_report, disposal.EARLY),
    "disposal-request": _of(request_memo, disposal.MIXED),
    "disposal-order": _of(disposal_order, disposal.MIXED),
    "disposal-appraisal": _of(sale.appraisal_report, disposal.SOLD),
    "disposal-invitation": _of(quote_invitation, disposal.SOLD),
    "disposal-quotation": _of(quotation, disposal.SOLD),
    "disposal-sale-report": _of(sale.sale_report, disposal.SOLD),
    "disposal-auction": _of(auction.auction_announcement, disposal.AUCTIONED),
    "disposal-lots": _of(auction.lot_list, disposal.AUCTIONED),
    "disposal-bids": _of(auction.bid_sheet, disposal.AUCTIONED),
    "disposal-auction-report": _of(sale.auction_report, disposal.AUCTIONED),
    "disposal-exchange-report": _of(sale.exchange_report, disposal.EXCHANGED),
    "disposal-transfer": _of(transfer_letter, disposal.TRANSFERRED),
    "disposal-hand-over": _of(hand_over, disposal.TRANSFERRED),
    "disposal-destruction-report": _of(destruction_report, disposal.DESTROYED),
    "disposal-write-off": _of(write_off_memo, disposal.WRITTEN_OFF),
    "disposal-strike-off": _of(close.strike_off_memo, disposal.MIXED),
    "disposal-letter-auditor": _of(close.auditor_letter, disposal.MIXED),
    "disposal-letter-vehicles": _of(close.vehicle_letter, disposal.VEHICLE),
    "disposal-letter-land": _of(close.land_letter, disposal.LAND),
}
ROUND_DRAWINGS: dict[str, Drawing] = {**INSPECTION_DRAWINGS, **DISPOSAL_DRAWINGS}
"""All of them, by the key of the catalogue."""
