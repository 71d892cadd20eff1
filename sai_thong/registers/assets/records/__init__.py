"""The record types of assets and materials. Photographs and other files are attachments of an asset."""

from __future__ import annotations

from sai_thong.records import Record
from sai_thong.registers.assets.records.course import (
    AccountFigure,
    AssetDate,
    AssetEvent,
    FiscalYearClosing,
    FrozenDepreciation,
    Improvement,
    Repair,
    SurveyLine,
)
from sai_thong.registers.assets.records.ends import (
    CommitteeSeat,
    DisposalLine,
    DisposalPaper,
    DisposalRound,
    InspectionLine,
    InspectionRound,
    InspectionSighting,
)
from sai_thong.registers.assets.records.lending import Loan, LoanLine, LoanReturn, Pool
from sai_thong.registers.assets.records.materials import Material, MaterialMove, Requisition, RequisitionLine
from sai_thong.registers.assets.records.register import (
    Asset,
    AssetClass,
    PropertyDetails,
    PublishedLife,
    Purchase,
    Room,
)

RECORD_TYPES: tuple[type[Record], ...] = (
    Asset,
    PropertyDetails,
    AssetClass,
    PublishedLife,
    Purchase,
    Room,
    AssetEvent,
    Improvement,
    Repair,
    AssetDate,
    FiscalYearClosing,
    FrozenDepreciation,
    SurveyLine,
    AccountFigure,
    Pool,
    Loan,
    LoanLine,
    LoanReturn,
    InspectionRound,
    CommitteeSeat,
    InspectionLine,
    InspectionSighting,
    DisposalRound,
    DisposalLine,
    DisposalPaper,
    Material,
    MaterialMove,
    Requisition,
    RequisitionLine,
)

__all__ = [
    "RECORD_TYPES",
    "AccountFigure",
    "Asset",
    "AssetClass",
    "AssetDate",
    "AssetEvent",
    "CommitteeSeat",
    "DisposalLine",
    "DisposalPaper",
    "DisposalRound",
    "FiscalYearClosing",
    "FrozenDepreciation",
    "Improvement",
    "InspectionLine",
    "InspectionRound",
    "InspectionSighting",
    "Loan",
    "LoanLine",
    "LoanReturn",
    "Material",
    "MaterialMove",
    "Pool",
    "PropertyDetails",
    "PublishedLife",
    "Purchase",
    "Repair",
    "Requisition",
    "RequisitionLine",
    "Room",
    "SurveyLine",
]
