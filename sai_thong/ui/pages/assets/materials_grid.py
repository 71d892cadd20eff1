"""Stock cards to be filled in, found as one types: what was filled in stays when one searches on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.materials import StockLine
from sai_thong.registers.assets.rules.materials import quantity_text, read_quantity
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import Column, EntryColumn, EntryGrid, Row, SearchField, SearchRow, Text, ThaiLabel
from sai_thong.ui.kit.values import FieldValue

Entered = Mapping[str, FieldValue]
"""What was filled in of one card, by column."""


class StockGrid(QWidget):
    """The cards in use with columns to fill in.

    Args:
        lines: The cards.
        today: For reading dates.
        entered: The columns; one of the key ``quantity`` says how much.

    Signals:
        edited(): A person filled something in.
    """

    edited = Signal()

    def __init__(self, lines: Sequence[StockLine], today: date, entered: Sequence[EntryColumn]) -> None:
        super().__init__()
        self._lines = {line.material.id: line for line in lines}
        self._filled: dict[str, dict[str, FieldValue]] = {}
        self.search = SearchField(_("Find a material by code or name"))
        self.grid = EntryGrid(
            [
                Column("code", _("Material code"), 98, muted=True),
                Column("name", _("Name of the material"), least=190, strong=True),
                Column("held", _("In stock"), 120, align="right"),
            ],
            entered,
            today=today,
            name=_("Materials to fill in"),
        )
        self.told = ThaiLabel("", Text.SMALL, muted=True, max_lines=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(SearchRow(self.search, [self.told]))
        column.addWidget(self.grid, 1)
        self.search.text_changed.connect(lambda _text: self._find())
        self.search.left_downwards.connect(self.take_focus)
        self.grid.value_changed.connect(self._keep)
        self._find()

    def take_focus(self) -> None:
        """Give the keys to the grid."""
        self.grid.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def entries(self) -> dict[str, dict[str, FieldValue]]:
        """What was filled in, by card; empty ones left out."""
        return {
            key: each for key, each in self._filled.items() if any(value not in (None, "") for value in each.values())
        }

    def quantities(self) -> dict[str, int]:
        """How much of each card, in thousandths.

        Raises:
            BadInput: One of them cannot be read.
        """
        found = {}
        for material_id, values in self.entries().items():
            text = str(values.get("quantity") or "").strip()
            try:
                quantity = read_quantity(text) if text else 0
            except BadInput as problem:
                name = self._lines[material_id].material.name
                raise BadInput(f"{name}: {problem.what}", do=problem.do) from None
            if quantity:
                found[material_id] = quantity
        return found

    def _find(self) -> None:
        words = search_form(self.search.text()).split()
        found = [
            line
            for line in self._lines.values()
            if all(word in search_form(f"{line.material.code} {line.material.name}") for word in words)
        ]
        self.grid.set_rows([self._row(line) for line in found])
        self._tell()

    def _row(self, line: StockLine) -> Row:
        card = line.material
        return {
            "id": card.id,
            "code": card.code,
            "name": " ".join(filter(None, (card.name, card.size))),
            "held": f"{quantity_text(line.quantity)} {card.unit}",
            **self._filled.get(card.id, {}),
        }

    def _keep(self, row: Row, key: str, value: FieldValue) -> None:
        self._filled.setdefault(str(row["id"]), {})[key] = value
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        count = len(self.entries())
        words = ngettext("{count} material is filled in.", "{count} materials are filled in.", count)
        self.told.set_text(words.format(count=count))
