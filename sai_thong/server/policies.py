"""What the declarations say of fields two stations changed, told without opening any store."""

from __future__ import annotations

from typing import Final

from sai_thong.records import Merge, Record, declaration_of
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

_RECORD_TYPES: Final[tuple[type[Record], ...]] = (
    Office,
    Signer,
    Village,
    Holiday,
    Setting,
    Picture,
    Citizen,
    RegistryList,
    *allowances.RECORD_TYPES,
    *petitions.RECORD_TYPES,
    Attachment,
    *saraban.RECORD_TYPES,
    *assets.RECORD_TYPES,
    MergeSettlement,
    HubTerm,
    *statistics.RECORD_TYPES,
    ProvinceItem,
    *trust.RECORD_TYPES,
)
_DECLARED: Final = {
    (declaration.table, each.name): each.merge
    for declaration in map(declaration_of, _RECORD_TYPES)
    for each in declaration.fields
}


def declared_policy(record_type: str, name: str) -> Merge:
    """The merge policy of a field; a person decides on what this program does not know."""
    return _DECLARED.get((record_type, name), Merge.PERSON)
