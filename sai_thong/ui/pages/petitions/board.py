"""The board: the open cases in columns by where they stand, gone through with the arrows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.petitions.board import COLUMNS, BoardColumn, board
from sai_thong.registers.petitions.listing import Scope, View, due_soon_days
from sai_thong.ui import theme
from sai_thong.ui.kit import ChoiceBox, PageHeader, StateView
from sai_thong.ui.pages.petitions.board_column import BoardColumnView
from sai_thong.ui.pages.petitions.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.petitions.page import PetitionsPage


def read_board(store: Store, view: View) -> tuple[BoardColumn, ...]:
    """The columns of a view; on the store's thread."""
    return board(store, view)


class BoardSection(Section):
    """Columns by state; opening a card shows the case beside the list."""

    def __init__(self, page: PetitionsPage) -> None:
        super().__init__(page)
        look = theme.current()
        self.whose = ChoiceBox(
            [
                (Scope.OPEN.value, _("All open cases")),
                (Scope.MINE.value, _("Mine")),
                (Scope.DUE.value, _("Due soon or overdue")),
            ],
            Scope.OPEN.value,
            name=_("View"),
        )
        self.whose.chosen.connect(lambda _value: self.load())
        self.header = PageHeader(_("Petitions"), "", [self.take_button()])
        choices = QHBoxLayout()
        choices.addWidget(self.whose)
        choices.addStretch(1)
        self.column.addLayout(choices)
        self.columns = {state: BoardColumnView(state) for state in COLUMNS}
        wall = QWidget()
        line = QHBoxLayout(wall)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        for state, column in self.columns.items():
            line.addWidget(column, 1)
            column.opened.connect(page.open_case)
            column.turned.connect(partial(self._turn, list(COLUMNS).index(state)))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(wall)
        self.state_view = StateView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.state_view)
        self._stack.addWidget(self._area)
        self.column.addWidget(self._stack, 1)

    def load(self) -> None:
        """Read the columns."""
        if all(column.empty for column in self.columns.values()):
            self._stack.setCurrentWidget(self.state_view)
            self.state_view.show_loading()
        view = View(Scope(self.whose.value()), confidential=self.confidential)
        self.read(read_board, view, done=self._show, failed=self._tell_failed)

    def _tell_failed(self, error: SaiThongError) -> None:
        self._stack.setCurrentWidget(self.state_view)
        self.state_view.show_error(error, _("Try again"), self.load)

    def _show(self, found: tuple[BoardColumn, ...]) -> None:
        now, soon = self.store.clock.now(), due_soon_days(self.store)
        for each in found:
            self.columns[each.state].show_column(each, now, soon)
        count = sum(each.count for each in found)
        self.header.set_period(ngettext("{count} case", "{count} cases", count).format(count=f"{count:,}"))
        self._stack.setCurrentWidget(self._area if count else self.state_view)
        if count:
            return
        if self.whose.value() == Scope.OPEN.value:
            self.state_view.show_empty(
                _("No case is open."),
                _("Whatever is taken at the counter stands here until it is answered."),
                _("Take a petition"),
                self.page.take_petition,
            )
        else:
            self.state_view.show_empty(_("No case stands here."), _("Choose another view, or show all open cases."))

    def _turn(self, place: int, way: int) -> None:
        """Left or Right: the next column that is not empty, at the same height."""
        columns = list(self.columns.values())
        height = columns[place].cards.currentIndex().row()
        place += way
        while 0 <= place < len(columns):
            if not columns[place].empty:
                columns[place].take_focus(max(height, 0))
                self._area.ensureWidgetVisible(columns[place])
                return
            place += way

    def take_focus(self) -> bool:
        """The keys go to the first card."""
        for column in self.columns.values():
            if not column.empty:
                column.take_focus()
                return True
        return False

    def state(self) -> dict[str, Any]:
        """Whose cases are shown."""
        return {"whose": self.whose.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show ``whose`` cases."""
        if "whose" in state:
            self.whose.set_value(str(state["whose"]))
            self.load()
