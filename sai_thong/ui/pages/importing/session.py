"""One import under way: the file, what it is, what its columns hold, and what came of it. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import cast

from sai_thong.db.store import Store
from sai_thong.exchange.assets.corrections import names_assets, remember_lists, signature_of
from sai_thong.exchange.assets.examining import AssetMapping, ExaminedAssets, ExaminedLists
from sai_thong.exchange.assets.headings import AssetField
from sai_thong.exchange.assets.importing import AssetImport, import_assets, preview_assets
from sai_thong.exchange.assets.planning import AssetPlan
from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.examining import ExaminedFile
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.importing import ImportOutcome, apply_import, preview_import
from sai_thong.exchange.layout import WorkbookLayout, names_people
from sai_thong.exchange.layout_memory import remember_mapping
from sai_thong.exchange.planning import ImportPlan, Progress
from sai_thong.registers.law.terms import Scheme

AnyField = PersonField | AssetField
AnyMapping = Mapping[AnyField, tuple[int, ...]]
"""What the columns of a layout hold, of people or of assets."""
AnyPlan = ImportPlan | AssetPlan
AnyOutcome = ImportOutcome | AssetImport


class ListKind(StrEnum):
    """What list a file is. The values of the allowances are those of `Scheme`."""

    OLD_AGE = "old-age"
    DISABILITY = "disability"
    HIV = "hiv"
    REGISTRAR = "registrar"
    ASSETS = "assets"

    @property
    def scheme(self) -> Scheme | None:
        """The allowance whose list it is; None for the registrar's and for one of assets."""
        return None if self in (ListKind.REGISTRAR, ListKind.ASSETS) else Scheme(self.value)


@dataclass
class ImportSession:
    """What the clerk has said so far, and what was found.

    Attributes:
        path: The file.
        found: What it seems to hold, read as each kind of list; None while it is being read.
        kind: What list it is.
        listed_on: The day the list was made.
        opening_year_be: The last fiscal year that a list of assets has written off, where it does not say.
        columns: What the clerk corrected, by signature of the layout.
        left_out: Signatures of lists that shall not be read.
        with_hidden: Whether hidden sheets are read too.
        plan: The file read through; None while it must be read (again).
        preview: What importing `plan` would do.
        outcome: What the import did.
    """

    path: Path | None = None
    found: ExaminedLists | None = None
    kind: ListKind | None = None
    listed_on: date | None = None
    opening_year_be: int | None = None
    columns: dict[str, AnyMapping] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    with_hidden: bool = False
    plan: AnyPlan | None = None
    preview: AnyOutcome | None = None
    outcome: AnyOutcome | None = None

    @property
    def examined(self) -> ExaminedFile | ExaminedAssets | None:
        """What the file seems to hold as the list it is said to be; before that, as any list."""
        if self.found is None:
            return None
        if self.kind is None:
            return self.found.people or self.found.assets
        return self.found.assets if self.kind is ListKind.ASSETS else self.found.people

    @property
    def asks_opening_year(self) -> bool:
        """Whether the list tells what was written off, and not until when."""
        return isinstance(self.examined, ExaminedAssets) and self.examined.asks_opening_year

    def forget_plan(self) -> None:
        """Something was corrected: what was read must be read again."""
        self.plan = self.preview = None

    def columns_of(self, signature: str) -> AnyMapping:
        """What the columns of a layout hold, as corrected or as proposed."""
        assert self.examined is not None
        proposed = next(group.columns for group in self.examined.groups if group.signature == signature)
        return self.columns.get(signature, cast(AnyMapping, proposed))

    def correct(self, signature: str, columns: AnyMapping) -> None:
        """Take the clerk's word for a layout."""
        self.columns[signature] = columns
        self.forget_plan()

    def layout(self) -> WorkbookLayout:
        """The layout of a list of people as the clerk has it."""
        assert isinstance(self.examined, ExaminedFile)
        return self.examined.confirmed(cast(dict[str, ColumnMapping], self.columns), self.left_out)

    def asset_columns(self) -> dict[str, AssetMapping]:
        """The columns of each layout of a list of assets as the clerk has them."""
        assert isinstance(self.examined, ExaminedAssets)
        return {group.signature: cast(AssetMapping, self.columns_of(group.signature)) for group in self.examined.groups}

    def unnamed(self) -> list[str]:
        """Signatures of lists to be read whose columns do not tell who a person, or which asset, a row is."""
        assert self.examined is not None
        return [
            group.signature
            for group in self.examined.groups
            if group.signature not in self.left_out and not self._names(self.columns_of(group.signature))
        ]

    def _names(self, columns: AnyMapping) -> bool:
        if isinstance(self.examined, ExaminedAssets):
            return names_assets(cast(AssetMapping, columns))
        return names_people(cast(ColumnMapping, columns))


def look_through(store: Store, plan: AnyPlan, *, report: Progress) -> AnyOutcome:
    """What the import would do; nothing is written. For the store's thread."""
    if isinstance(plan, AssetPlan):
        report(0, len(plan.purchases))
        return preview_assets(store, plan)
    return preview_import(store, plan, progress=report)


def carry_out(store: Store, plan: AnyPlan, columns: dict[str, AnyMapping], *, report: Progress) -> AnyOutcome:
    """Import, then remember what the clerk corrected for later files of these layouts. For the store's thread."""
    if isinstance(plan, AssetPlan):
        report(0, len(plan.purchases))
        brought = import_assets(store, plan)
        remember_lists(store, [each for each in plan.columns if signature_of(each) in columns])
        return brought
    outcome = apply_import(store, plan, progress=report)
    for signature, mapping in columns.items():
        remember_mapping(store, signature, cast(ColumnMapping, mapping))
    return outcome
