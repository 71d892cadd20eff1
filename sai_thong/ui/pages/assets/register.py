"""The register of assets: found as one types or scanned, the chosen card beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.assets.listing import AssetFilter, AssetLine, asset_list
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.terms import STATUS_LABELS, AssetStatus
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    FilterCombo,
    ListTable,
    ListWithRecord,
    PagedRows,
    RecordPanel,
    RecordView,
    Row,
    SearchField,
    SearchRow,
)
from sai_thong.ui.pages.assets.asset_words import asset_columns, asset_row, counted, number_words, state_chip
from sai_thong.ui.pages.assets.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage

MOST_FOUND: Final = 500


class RegisterSection(Section):
    """The cards under their filters; the chosen one beside them."""

    def __init__(self, page: AssetsPage) -> None:
        super().__init__(page)
        self._lines: list[AssetLine] = []
        self.search = SearchField(_("Find by number, item, brand, serial number or person, or scan a label"))
        self.status = FilterCombo(_("All states"), [(each.value, _(STATUS_LABELS[each])) for each in AssetStatus])
        self.table = ListTable(asset_columns(), name=_("Register of assets"))
        self.table.attach_search(self.search)
        self.panel = RecordPanel(_("Choose an asset to see its card."))
        base = QWidget()
        column = QVBoxLayout(base)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(SearchRow(self.search, [self.status]))
        column.addWidget(ListWithRecord(self.table, self.panel), 1)
        self.put(base)
        self.search.text_changed.connect(lambda _text: self.load())
        self.status.chosen.connect(lambda _value: self.load())
        self.table.row_chosen.connect(self._show_chosen)

    def load(self) -> None:
        """List the cards of the filters that hold what is searched."""
        status = self.status.value()
        chosen = AssetFilter(status=AssetStatus(status) if status else None)
        self._lines = asset_list(self.store, self.search.text(), chosen)
        self.header.set_period(counted(len(self._lines)))
        with QSignalBlocker(self.table):
            self.table.set_rows(PagedRows(len(self._lines), self._rows))
            self.table.grid.setCurrentIndex(QModelIndex())

    def _rows(self, first: int, count: int) -> list[Row]:
        return [asset_row(line) for line in self._lines[first : first + count]]

    def _show_chosen(self, row: Row | None) -> None:
        if row is None:
            self.panel.show_nothing()
            return
        asset = self.store.get(Asset, str(row["id"]))
        self.panel.show_record(RecordView(asset.name, number_words(asset.number), chips=(state_chip(asset.status),)))

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the card of an ``asset``."""
        place = next((i for i, line in enumerate(self._lines) if line.id == state.get("asset")), -1)
        if place >= 0:
            self.table.choose(place)

    def take_focus(self) -> bool:
        """The search takes the keys."""
        self.search.setFocus()
        return True
