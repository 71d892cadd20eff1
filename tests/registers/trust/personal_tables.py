"""Which record types hold personal data, as their declarations say."""

from __future__ import annotations

from sai_thong.records import Sensitivity, declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES


def tables_with_personal_data() -> frozenset[str]:
    """Every record type with a personal or sensitive field."""
    found = frozenset(
        declared.table
        for declared in map(declaration_of, RECORD_TYPES)
        if any(each.sensitivity is not Sensitivity.PLAIN for each in declared.fields)
    )
    assert {"citizens", "allowance_claims", "petitions"} <= found
    return found
