"""Every record type of the office, in the order their tables are made."""

from __future__ import annotations

from sai_thong.db.numbering import NumberSeries, OfficialNumber
from sai_thong.records import Record
from sai_thong.registers.allowances import records as allowances
from sai_thong.registers.citizens.records import Citizen, RegistryList
from sai_thong.registers.office.records import Holiday, Office, Picture, Setting, Signer, Village

RECORD_TYPES: tuple[type[Record], ...] = (
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
