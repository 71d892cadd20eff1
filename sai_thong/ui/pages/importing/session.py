"""One import under way: the file, what it is, what its columns hold, and what came of it. Plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.examining import ExaminedFile
from sai_thong.exchange.importing import ImportOutcome, apply_import, preview_import
from sai_thong.exchange.layout import WorkbookLayout, names_people
from sai_thong.exchange.layout_memory import remember_mapping
from sai_thong.exchange.planning import ImportPlan, Progress
from sai_thong.registers.law.terms import Scheme


class ListKind(StrEnum):
    """What list a file is. The values of the allowances are those of `Scheme`."""

    OLD_AGE = "old-age"
    DISABILITY = "disability"
    HIV = "hiv"
    REGISTRAR = "registrar"

    @property
    def scheme(self) -> Scheme | None:
        """The allowance whose list it is; None for the registrar's."""
        return None if self is ListKind.REGISTRAR else Scheme(self.value)


@dataclass
class ImportSession:
    """What the clerk has said so far, and what was found.

    Attributes:
        path: The file.
        examined: What it seems to hold.
        kind: What list it is.
        listed_on: The day the list was made.
        columns: What the clerk corrected, by signature of the layout.
        left_out: Signatures of lists that shall not be read.
        with_hidden: Whether hidden sheets are read too.
        plan: The file read through; None while it must be read (again).
        preview: What importing `plan` would do.
        outcome: What the import did.
    """

    path: Path | None = None
    examined: ExaminedFile | None = None
    kind: ListKind | None = None
    listed_on: date | None = None
    columns: dict[str, ColumnMapping] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    with_hidden: bool = False
    plan: ImportPlan | None = None
    preview: ImportOutcome | None = None
    outcome: ImportOutcome | None = None

    def forget_plan(self) -> None:
        """Something was corrected: what was read must be read again."""
        self.plan = self.preview = None

    def columns_of(self, signature: str) -> ColumnMapping:
        """What the columns of a layout hold, as corrected or as proposed."""
        assert self.examined is not None
        proposed = next(group.columns for group in self.examined.groups if group.signature == signature)
        return self.columns.get(signature, proposed)

    def correct(self, signature: str, columns: ColumnMapping) -> None:
        """Take the clerk's word for a layout."""
        self.columns[signature] = columns
        self.forget_plan()

    def layout(self) -> WorkbookLayout:
        """The layout as the clerk has it."""
        assert self.examined is not None
        return self.examined.confirmed(self.columns, self.left_out)

    def unnamed(self) -> list[str]:
        """Signatures of lists to be read whose columns do not tell who a person is."""
        assert self.examined is not None
        return [
            group.signature
            for group in self.examined.groups
            if group.signature not in self.left_out and not names_people(self.columns_of(group.signature))
        ]


def look_through(store: Store, plan: ImportPlan, *, report: Progress) -> ImportOutcome:
    """What the import would do; nothing is written. For the store's thread."""
    return preview_import(store, plan, progress=report)


def carry_out(store: Store, plan: ImportPlan, columns: dict[str, ColumnMapping], *, report: Progress) -> ImportOutcome:
    """Import, then remember what the clerk corrected for later files of these layouts. For the store's thread."""
    outcome = apply_import(store, plan, progress=report)
    for signature, mapping in columns.items():
        remember_mapping(store, signature, mapping)
    return outcome
