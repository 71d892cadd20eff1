"""The declaration language: what a record is, said once.

A record type is a frozen dataclass declared in its register. Tables, forms, list columns, workbook headings, the wire,
the access log and the data-protection report derive from the declaration. Pure data and functions; no store, no window.

    @record_type("citizens", schema=1, label=N_("citizen"))
    class Citizen(Record):
        first_name: str = field(N_("First name"), personal=True, searchable=True)
"""

from sai_thong.records.declaration import (
    Declaration,
    FieldDeclaration,
    Kind,
    Merge,
    Record,
    Sensitivity,
    declaration_of,
    field,
    record_type,
)
from sai_thong.records.encoding import from_row, to_row

__all__ = [
    "Declaration",
    "FieldDeclaration",
    "Kind",
    "Merge",
    "Record",
    "Sensitivity",
    "declaration_of",
    "field",
    "from_row",
    "record_type",
    "to_row",
]
