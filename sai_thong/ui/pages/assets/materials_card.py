"""บัญชีวัสดุ: one stock card of a fiscal year, first in first out, with what was brought forward on 1 October."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.assets.records import Material, MaterialMove
from sai_thong.registers.assets.stock import CardEntry, card_entries
from sai_thong.registers.assets.terms import StockMove
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, ChoiceBox, ListTable, Text, ThaiLabel, keys
from sai_thong.ui.kit.turning_row import TurningRow, group
from sai_thong.ui.pages.assets import materials_steps as steps
from sai_thong.ui.pages.assets.materials_rows import move_columns, move_row
from sai_thong.ui.pages.assets.step import PaperOf

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.materials import MaterialsSection

CARD_PAPER = "stock-card"


class CardView(QWidget):
    """The movements of a card; stands over the list of cards.

    Signals:
        left(): Back to the list.
    """

    left = Signal()

    def __init__(self, section: MaterialsSection, card: Material) -> None:
        super().__init__()
        look = theme.current()
        self._section, self.card = section, card
        self._entries: dict[str, CardEntry] = {}
        this_year = fiscal_year_be(section.today)
        every = card_entries(section.store, card.id)
        first = min((fiscal_year_be(entry.line.on) for entry in every), default=this_year)
        years = [(str(year), _("Fiscal year {year}").format(year=year)) for year in range(this_year, first - 1, -1)]
        self.year = ChoiceBox(years, str(this_year), name=_("Fiscal year"))
        self.reverse_button = ActionButton(_("Reverse this entry…"), self.reverse)
        self.print_button = ActionButton(_("Print…"), self.print_card, key=keys.PRINT)
        self.back_button = ActionButton(keys.with_key(_("Back"), keys.BACK), self.left.emit)
        self.table = ListTable(move_columns(), name=_("Movements of the card"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        name = ThaiLabel(" ".join(filter(None, (card.code, card.name, card.size))), Text.RECORD, max_lines=1)
        column.addWidget(
            TurningRow(
                group(name, self.year, leftwards=True),
                group(self.reverse_button, self.print_button, self.back_button),
                stretch_first=False,
            )
        )
        column.addWidget(self.table, 1)
        self.year.chosen.connect(lambda _value: self.read())
        self.table.row_chosen.connect(lambda _row: self._show_actions())
        self.table.row_opened.connect(lambda _row: self.reverse())
        self.read()

    def read(self) -> None:
        """Read the lines of the year."""
        found = card_entries(self._section.store, self.card.id, int(self.year.value()))
        rows = [move_row(entry, place) for place, entry in enumerate(found)]
        self._entries = {str(row["id"]): entry for row, entry in zip(rows, found, strict=True)}
        self.table.set_rows(rows)
        if rows and self.table.chosen() is None:
            self.table.choose(len(rows) - 1)
        self._show_actions()

    def chosen_move(self) -> MaterialMove | None:
        """The chosen movement, where it may be taken back."""
        row = self.table.chosen()
        entry = self._entries.get(str(row["id"])) if row else None
        if entry is None or entry.move is None or entry.reversed_by or entry.move.kind is StockMove.REVERSED:
            return None
        return entry.move

    def _show_actions(self) -> None:
        self.reverse_button.setEnabled(self.chosen_move() is not None)

    def reverse(self) -> None:
        """The form that takes the chosen movement back."""
        move = self.chosen_move()
        if move is not None:
            self._section.open_step(steps.reverse(self._section.store, move, self._section.today))

    def print_card(self) -> None:
        """The card of the year on paper."""
        self._section.print_of(PaperOf(CARD_PAPER, self.card.id, int(self.year.value())))

    def take_focus(self) -> None:
        """The keys go to the list."""
        self.table.take_focus()
