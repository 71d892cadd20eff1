"""A clerk's word on what a column of an asset list holds, in place of what was proposed; remembered for the layout."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.exchange.assets.headings import AssetField, year_named
from sai_thong.exchange.assets.layout import AssetColumns
from sai_thong.exchange.errors import NoSuchColumn
from sai_thong.exchange.headings import normalised
from sai_thong.exchange.layout import layout_signature
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.office.records import Setting

_KEY: Final = "import.asset-layout."

Remembered = Mapping[str, Mapping[AssetField, int]]
"""The columns that were confirmed, by the signature of the layout."""


class NamesNoAsset(BadInput):
    """The columns of a list, as corrected, do not tell which asset a row is."""

    def __init__(self) -> None:
        super().__init__(
            _("The columns do not tell which asset a row is."),
            kept=_("Nothing was changed."),
            do=_("Say which columns hold the asset number and the item."),
        )


@dataclass(frozen=True)
class AssetCorrection:
    """What one column holds, by its heading; `AssetField.OTHER` for nothing that is read."""

    heading: str
    field: AssetField


def signature_of(known: AssetColumns) -> str:
    """The same for every list with the same headings in the same order."""
    return layout_signature([normalised(heading) for heading in known.headings])


def confirmed(known: AssetColumns, remembered: Remembered, corrections: Sequence[AssetCorrection]) -> AssetColumns:
    """The columns of a list with what was remembered and what is said now.

    Raises:
        NamesNoAsset: They do not tell which asset a row is any more.
    """
    columns = dict(remembered.get(signature_of(known), known.columns))
    for each in corrections:
        column = _column_of(each.heading, known)
        if column is not None:
            columns = {field: at for field, at in columns.items() if at != column}
            if each.field is not AssetField.OTHER:
                columns[each.field] = column
    if not names_assets(columns):
        raise NamesNoAsset
    accumulated = columns.get(AssetField.ACCUMULATED)
    year_be = None if accumulated is None else year_named(known.headings[accumulated])
    return dataclasses.replace(known, columns=columns, accumulated_year_be=year_be)


def names_assets(columns: Collection[AssetField]) -> bool:
    """Whether columns of these fields tell which asset a row is."""
    return {AssetField.NUMBER, AssetField.NAME} <= set(columns)


def check_headings(lists: Sequence[AssetColumns], corrections: Sequence[AssetCorrection]) -> None:
    """Raise `NoSuchColumn` for a correction whose heading no list has."""
    for each in corrections:
        if all(_column_of(each.heading, known) is None for known in lists):
            raise NoSuchColumn(each.heading, tuple(dict.fromkeys(h for known in lists for h in known.headings if h)))


def remembered_columns(store: Store) -> Remembered:
    """Every remembered layout."""
    rows = store.query("SELECT key, value FROM settings WHERE key LIKE ?", (f"{_KEY}%",))
    return {row["key"].removeprefix(_KEY): _read(row["value"]) for row in rows}


def remember_columns(store: Store, lists: Sequence[AssetColumns], corrections: Sequence[AssetCorrection]) -> None:
    """Remember the columns of the lists in which a corrected one stands, for every later file of their layout."""
    corrected = [each for each in lists if any(_column_of(said.heading, each) is not None for said in corrections)]
    remember_lists(store, corrected)


def remember_lists(store: Store, lists: Sequence[AssetColumns]) -> None:
    """Remember the columns of lists as they were used, for every later file of their layouts."""
    with store.transaction(_("Columns of a list confirmed")) as tx:
        for known in lists:
            key, value = f"{_KEY}{signature_of(known)}", json.dumps(dict(sorted(known.columns.items())))
            found = tx.find(Setting, key=key)
            if not found:
                tx.insert(Setting(key=key, value=value))
            elif found[0].value != value:
                tx.update(found[0], value=value)


def _read(value: str) -> Mapping[AssetField, int]:
    told = json.loads(value)
    return {AssetField(name): int(column) for name, column in told.items() if name in list(AssetField)}


def _column_of(heading: str, known: AssetColumns) -> int | None:
    wanted = normalised(heading)
    return next((at for at, told in enumerate(known.headings) if wanted and normalised(told) == wanted), None)
