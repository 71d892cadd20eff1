"""What a clerk once said of a layout is remembered for the office, by the layout's signature."""

from __future__ import annotations

import dataclasses
import json

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.exchange.columns import ColumnMapping
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.layout import ListLayout, WorkbookLayout
from sai_thong.ground.language import _
from sai_thong.registers.office.records import Setting

_KEY = "import.layout."


def remembered_mappings(store: Store) -> dict[str, ColumnMapping]:
    """Every remembered mapping by its layout's signature; what `propose_layout` and `plan_file` take."""
    rows = store.query("SELECT key, value FROM settings WHERE key LIKE ?", (f"{_KEY}%",))
    read = {row["key"].removeprefix(_KEY): _mapping_of(row["value"]) for row in rows}
    return {signature: mapping for signature, mapping in read.items() if mapping is not None}


def remember_mapping(store: Store, signature: str, columns: ColumnMapping) -> ChangeSet:
    """Remember a confirmed mapping for every later file of this layout; the last word counts."""
    told = json.dumps({field.value: list(at) for field, at in sorted(columns.items())})
    key = f"{_KEY}{signature}"
    # Whoever may import may say what a column is, though other settings are not theirs to change.
    with store.transaction(_("Columns of a list confirmed")) as tx, tx.what_follows():
        known = tx.find(Setting, key=key)
        if not known:
            tx.insert(Setting(key=key, value=told))
        elif known[0].value != told:
            tx.update(known[0], value=told)
        return tx.changes


def with_mapping(layout: WorkbookLayout, signature: str, columns: ColumnMapping) -> WorkbookLayout:
    """The layout with other columns for every list of one signature: what the clerk corrected, applied at once."""

    def corrected(each: ListLayout) -> ListLayout:
        same = each.signature == signature
        return dataclasses.replace(each, columns=columns, remembered=True) if same else each

    return dataclasses.replace(layout, lists=tuple(map(corrected, layout.lists)))


def _mapping_of(text: str) -> ColumnMapping | None:
    """A stored mapping; None for one that this program does not understand."""
    try:
        return {PersonField(name): tuple(columns) for name, columns in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError):
        return None
