"""The papers of assets in the catalogue.

Those of loans and materials, of rounds, and of labels stand in files of their own and are added at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sai_thong.forms.assets import (
    asset_on_paper,
    control_register,
    depreciation_of_year,
    depreciation_schedule,
    equipment_card,
    property_card,
    register_lists,
    survey_papers,
    transfer_memo,
)
from sai_thong.forms.assets.disposal_kinds import OF_A_DISPOSAL
from sai_thong.forms.assets.inspection_kinds import OF_AN_INSPECTION
from sai_thong.forms.assets.lending_kinds import OF_LENDING, OF_MATERIALS
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind
from sai_thong.ground.clock import Clock

_RECORD, _YEAR = frozenset({Need.RECORD}), frozenset({Need.FISCAL_YEAR})
_PARTS = frozenset({Choice.ROOM, Choice.DIVISION, Choice.CLASS_CODE})
_CARDS = _PARTS | {Choice.RECORD, Choice.SEVERAL, Choice.DAY}
"""One card, several, all of a room, division or class, or of the whole register."""

OF_AN_ASSET = (
    PaperKind(
        key="property-card",
        name="ทะเบียนพัสดุที่ดินและสิ่งก่อสร้าง (พ.ด.1)",
        choices=_CARDS,
        about=About.ASSET,
        gather=asset_on_paper.gather_properties,
        draw=property_card.property_cards,
    ),
    PaperKind(
        key="equipment-card",
        name="ทะเบียนครุภัณฑ์ (พ.ด.2)",
        choices=_CARDS,
        about=About.ASSET,
        gather=asset_on_paper.gather_equipment,
        draw=equipment_card.equipment_cards,
    ),
    PaperKind(
        key="asset-register",
        name="ทะเบียนคุมทรัพย์สิน",
        choices=_CARDS,
        about=About.ASSET,
        gather=asset_on_paper.gather_assets,
        draw=control_register.control_register,
    ),
    PaperKind(
        key="depreciation-schedule",
        name="ตารางคำนวณค่าเสื่อมราคา",
        choices=_CARDS,
        about=About.ASSET,
        gather=asset_on_paper.gather_assets,
        draw=depreciation_schedule.depreciation_schedules,
    ),
    PaperKind(
        key="asset-transfer",
        name="บันทึกขอโอนย้ายพัสดุ (ใบโอนย้าย)",
        needs=_RECORD,
        choices=frozenset({Choice.SEVERAL, Choice.DAY, Choice.ROOM, Choice.DIVISION, Choice.CUSTODIAN, Choice.NUMBER}),
        about=About.ASSET,
        gather=transfer_memo.gather_transfer,
        draw=transfer_memo.transfer_memo,
    ),
)
"""Papers of one card, or of several."""


def _survey(key: str, name: str, draw: Callable[[Any, PaperSettings, Clock], Paper]) -> PaperKind:
    """A report of position 30 September."""
    return PaperKind(key=key, name=name, needs=_YEAR, gather=survey_papers.gather_survey, draw=draw)


OF_THE_REGISTER = (
    PaperKind(
        key="asset-list",
        name="บัญชีรายการทรัพย์สิน",
        choices=_PARTS | {Choice.DAY},
        gather=asset_on_paper.gather_assets,
        draw=register_lists.asset_list_paper,
    ),
    PaperKind(
        key="class-totals",
        name="บัญชีงบหน้าประจำเลขรหัสพัสดุ (พ.ด.3)",
        choices=frozenset({Choice.DAY}),
        gather=register_lists.gather_class_totals,
        draw=register_lists.class_totals_paper,
    ),
    PaperKind(
        key="depreciation-of-year",
        name="รายละเอียดค่าเสื่อมราคาประจำปี",
        needs=_YEAR,
        choices=_PARTS,
        gather=depreciation_of_year.gather_year,
        draw=depreciation_of_year.depreciation_of_year,
    ),
    _survey("survey-totals", "รายงาน อปท.-สท.1", survey_papers.survey_totals),
    _survey("survey-valued", "รายงาน อปท.-สท.2", survey_papers.survey_valued),
    _survey("survey-listed", "รายงาน อปท.-สท.3", survey_papers.survey_listed),
    _survey("survey-must-check", "บัญชีสินทรัพย์ที่ต้องตรวจสอบ (อปท.-สท.)", survey_papers.survey_must_check),
)
"""Lists of the whole register, and reports of a fiscal year."""

OF_ASSETS: tuple[PaperKind, ...] = (
    *OF_AN_ASSET,
    *OF_THE_REGISTER,
    *OF_LENDING,
    *OF_MATERIALS,
    *OF_AN_INSPECTION,
    *OF_A_DISPOSAL,
)
