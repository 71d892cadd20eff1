"""Every record type of the office, in the order their tables are made; each belongs to one step of the schema."""

from __future__ import annotations

from typing import Final

from sai_thong.db.leasing import SeriesHandOver
from sai_thong.db.numbering import NumberLease, NumberSeries, OfficialNumber
from sai_thong.records import Record
from sai_thong.registers.allowances import records as allowances
from sai_thong.registers.assets import records as assets
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.citizens.records import Citizen, RegistryList
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.hub_terms import HubTerm
from sai_thong.registers.office.records import Holiday, Office, Picture, Setting, Signer, Village
from sai_thong.registers.petitions import records as petitions
from sai_thong.registers.saraban import records as saraban
from sai_thong.registers.settlements import MergeSettlement
from sai_thong.registers.statistics import records as statistics
from sai_thong.registers.trust import records as trust

OFFICE_STEP: Final[tuple[type[Record], ...]] = (
    Office,
    Signer,
    Village,
    Holiday,
    Setting,
    Picture,
    NumberSeries,
    OfficialNumber,
    Citizen,
    RegistryList,
    *allowances.RECORD_TYPES,
)
"""What migration 0001 makes."""

PETITIONS_STEP: Final[tuple[type[Record], ...]] = (
    NumberLease,
    SeriesHandOver,
    *petitions.RECORD_TYPES,
    Attachment,
    *saraban.RECORD_TYPES,
)
"""What migration 0002 makes."""

ASSETS_STEP: Final[tuple[type[Record], ...]] = assets.RECORD_TYPES
"""What migration 0003 makes."""

SYNC_STEP: Final[tuple[type[Record], ...]] = (MergeSettlement, *statistics.RECORD_TYPES, ProvinceItem, HubTerm)
"""What migration 0004 makes."""

TRUST_STEP: Final[tuple[type[Record], ...]] = trust.RECORD_TYPES
"""What migration 0005 makes."""

RECORD_TYPES: Final[tuple[type[Record], ...]] = (
    *OFFICE_STEP,
    *PETITIONS_STEP,
    *ASSETS_STEP,
    *SYNC_STEP,
    *TRUST_STEP,
)
