"""How the data of one person are found in every register: by the person, the citizen ID, and through such records.

A test walks every record type that declares personal data: each is found by one of these ways, or is named here as none
of a citizen's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sai_thong.records import Kind, Record, Sensitivity, declaration_of
from sai_thong.registers.allowances import records as allowances
from sai_thong.registers.assets import records as assets
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.petitions import records as petitions
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument

PERSON_ID: Final = "person_id"
PERSON_IDS: Final = "person_ids"


def _with_field(name: str) -> tuple[type[Record], ...]:
    return tuple(each for each in RECORD_TYPES if name in {field.name for field in declaration_of(each).fields})


OF_PERSONS: Final = _with_field(PERSON_ID)
"""Record types that say whose they are."""
OF_SEVERAL: Final = _with_field(PERSON_IDS)
"""Record types that name several persons; of the others nothing is told."""

BY_CITIZEN_ID: Final[tuple[tuple[type[Record], str, str], ...]] = (
    (petitions.Party, "citizen_id", ""),
    (allowances.Claim, "proxy_citizen_id", "proxy_"),
    (allowances.PaymentChannel, "payee_citizen_id", "payee_"),
)
"""Record types that have a citizen ID of their own, its field, and with what the fields about that person begin: of a
record of somebody else, such as one in which the person is the proxy, only those are told."""

THROUGH: Final[Mapping[type[Record], tuple[str, type[Record]]]] = {
    allowances.PaymentChannel: ("claim_id", allowances.Claim),
    allowances.Suspension: ("claim_id", allowances.Claim),
    allowances.RetroOrder: ("claim_id", allowances.Claim),
    allowances.PaymentResult: ("line_id", allowances.PaymentLine),
    allowances.Repayment: ("overpayment_id", allowances.Overpayment),
    petitions.Point: ("petition_id", petitions.Petition),
    petitions.CasePaper: ("petition_id", petitions.Petition),
    petitions.PetitionEvent: ("petition_id", petitions.Petition),
    petitions.DefectNote: ("petition_id", petitions.Petition),
    petitions.Opinion: ("petition_id", petitions.Petition),
    petitions.Task: ("petition_id", petitions.Petition),
    petitions.Notice: ("petition_id", petitions.Petition),
    assets.LoanLine: ("loan_id", assets.Loan),
    assets.LoanReturn: ("loan_id", assets.Loan),
}
"""Record types that belong to another record, and its id in them."""

ABOUT_ANY: Final[tuple[type[Record], ...]] = (IncomingDocument, OutgoingDocument, Attachment)
"""Record types that belong to a record of any register (`subject_id`)."""

OF_NO_CITIZEN: Final[Mapping[str, str]] = {
    "assets": "sellers and custodians",
    "asset_purchases": "sellers",
    "asset_rooms": "keepers",
    "asset_events": "custodians",
    "asset_repairs": "who reports and repairs",
    "asset_inspection_lines": "custodians",
    "asset_disposals": "liable officials and buyers",
    "asset_disposal_lines": "buyers",
    "material_moves": "the other party of a movement",
    "cash_days": "the payers",
    "merge_settlements": "remarks of whoever settled a conflict",
    "privacy_incidents": "who found a breach, and what was done",
    "user_accounts": "colleagues",
    "recovery_sheet_places": "colleagues",
}
"""Tables whose personal data are of colleagues and partners, found by their name only, and of whom they are."""

NEVER_TOLD: Final = frozenset({"shut_out", "address", "thumbnail", "digest"}) | frozenset(
    ("refers_to", "rule_version", "subject_table", "series", "profile", "promise_unit", "retention_class")
)
"""Fields of the program itself, among them its codes for rules and registers, and who of the office may not see a case.
A person's own `address` is told: see `is_told`."""


_NAMES_IN_PARTS: Final = frozenset({"citizens", "payment_lines"})
"""Tables that keep first name and surname apart; whose row it is they say themselves."""


def is_told(record_class: type[Record], name: str) -> bool:
    """Whether a field is told to the person whose record it is; ids of records tell nobody anything."""
    if name in NEVER_TOLD:
        return name == "address" and record_class is not Attachment
    return not name.endswith(("_id", "_ids")) or name.endswith("citizen_id")


def name_fields() -> dict[str, tuple[str, ...]]:
    """The personal texts of every table in which a whole name may stand."""
    found = {}
    for declared in map(declaration_of, RECORD_TYPES):
        names = tuple(
            each.name
            for each in declared.fields
            if each.kind in (Kind.TEXT, Kind.JSON)
            and each.sensitivity is Sensitivity.PERSONAL
            and is_told(declared.record_class, each.name)
        )
        if names and declared.table not in _NAMES_IN_PARTS:
            found[declared.table] = names
    return found
