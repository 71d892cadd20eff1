"""The papers of the asset register with invented assets."""

from __future__ import annotations

from collections.abc import Callable

from sai_thong.forms.assets import survey_papers
from sai_thong.forms.assets.control_register import control_register
from sai_thong.forms.assets.demand_letter import demand_letter
from sai_thong.forms.assets.depreciation_of_year import depreciation_of_year
from sai_thong.forms.assets.depreciation_schedule import depreciation_schedules
from sai_thong.forms.assets.equipment_card import equipment_cards
from sai_thong.forms.assets.labels import labels
from sai_thong.forms.assets.loan_slip import loan_slip
from sai_thong.forms.assets.property_card import property_cards
from sai_thong.forms.assets.register_lists import asset_list_paper, class_totals_paper
from sai_thong.forms.assets.requisition_slip import requisition_slip
from sai_thong.forms.assets.stock_card import stock_cards
from sai_thong.forms.assets.transfer_memo import transfer_memo
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import Clock
from tests.forms.assets import invented_assets as invented
from tests.forms.assets import invented_labels as labelled
from tests.forms.assets import invented_lending as lending
from tests.forms.assets.rounds_gallery import ROUND_DRAWINGS

Drawing = Callable[[PaperSettings, Clock], Paper]


def _of(draw: Callable[..., Paper], data: object) -> Drawing:
    return lambda settings, clock: draw(data, settings, clock)


REGISTER_DRAWINGS: dict[str, Drawing] = {
    "property-card": _of(property_cards, invented.PROPERTIES),
    "equipment-card": _of(equipment_cards, invented.EQUIPMENT),
    "asset-register": _of(control_register, invented.ALL),
    "depreciation-schedule": _of(depreciation_schedules, invented.ALL),
    "asset-labels": _of(labels, labelled.SHEET),
    "asset-transfer": _of(transfer_memo, invented.TRANSFER),
    "asset-list": _of(asset_list_paper, invented.LONG_LIST),
    "class-totals": _of(class_totals_paper, invented.CLASS_TOTALS),
    "depreciation-of-year": _of(depreciation_of_year, invented.YEAR),
    "survey-totals": _of(survey_papers.survey_totals, invented.SURVEY),
    "survey-valued": _of(survey_papers.survey_valued, invented.SURVEY),
    "survey-listed": _of(survey_papers.survey_listed, invented.SURVEY),
    "survey-must-check": _of(survey_papers.survey_must_check, invented.SURVEY),
}
"""Papers of cards and of the year."""

LENDING_DRAWINGS: dict[str, Drawing] = {
    "loan-slip": _of(loan_slip, lending.SLIP),
    "loan-slip-blank": _of(loan_slip, lending.BLANK_SLIP),
    "loan-demand": _of(demand_letter, lending.DEMAND),
    "requisition": _of(requisition_slip, lending.REQUISITION),
    "requisition-blank": _of(requisition_slip, lending.BLANK_REQUISITION),
    "stock-card": _of(stock_cards, lending.CARDS),
}
"""Papers of loans and materials."""

ASSET_DRAWINGS: dict[str, Drawing] = {**REGISTER_DRAWINGS, **LENDING_DRAWINGS, **ROUND_DRAWINGS}
"""All papers of assets."""
