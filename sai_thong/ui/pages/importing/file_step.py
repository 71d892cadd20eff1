"""The first step: which file, what list it is, and of which day; beside it the registrar's lists received so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _, ngettext
from sai_thong.registers.citizens.records import RegistryList
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Column, FieldSpec, ListTable, Text, ThaiLabel, Tone
from sai_thong.ui.kit.fields import TypedEditor
from sai_thong.ui.pages.importing.session import ImportSession, ListKind

FILE_PATTERNS = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"
_OPEN = "Ctrl+O"
_OLDEST_BOOK = 60
"""Years before now that an old book may end in; earlier is a slip of the keys."""

_KINDS: dict[ListKind, tuple[str, str]] = {
    ListKind.OLD_AGE: (
        N_("Recipients of the old-age allowance"),
        N_("Everyone in it gets a claim brought over, to be reviewed."),
    ),
    ListKind.DISABILITY: (
        N_("Recipients of the disability allowance"),
        N_("Everyone in it gets a claim brought over, with kind and expiry of the card."),
    ),
    ListKind.HIV: (
        N_("Recipients of assistance for livelihood"),
        N_("Kept apart: only who holds its key sees it."),
    ),
    ListKind.REGISTRAR: (
        N_("A list from the registrar"),
        N_("Tells who lives here, who turns 60, who died and who moved. It makes no claims."),
    ),
    ListKind.ASSETS: (
        N_("The office's list of assets"),
        N_("Every thing gets a card; its number stays as it is."),
    ),
}


class DropPlace(QWidget):
    """Where a file is dropped, or chosen by a button.

    Signals:
        file_given(str): The path of the file.
    """

    file_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        look = theme.current()
        self.name = ThaiLabel(_("Drop a list here"), Text.SECTION, align=Qt.AlignmentFlag.AlignHCenter, max_lines=2)
        self.told = ThaiLabel(
            _("Workbooks of any program (XLSX, XLS, ODS) and CSV, as the office keeps them."),
            muted=True,
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        self.button = ActionButton(_("Choose a file…"), self.choose, key=_OPEN, kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(16),) * 4)
        column.setSpacing(look.px(6))
        column.addWidget(self.name)
        column.addWidget(self.told)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def choose(self) -> None:
        """Ask for a file."""
        pattern = _("Lists ({pattern})").format(pattern=FILE_PATTERNS)
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose the list to import"), "", pattern)
        if path:
            self.file_given.emit(path)

    def show_file(self, name: str, told: str, tone: Tone = Tone.PLAIN) -> None:
        """Show which file was given and what was found in it."""
        self.name.set_text(name)
        self.told.set_text(told, tone)
        self.button.set_action_text(_("Choose another file…"))
        self.button.set_kind("plain")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one file."""
        if len(_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """A file was dropped."""
        for path in _files(event)[:1]:
            event.acceptProposedAction()
            self.file_given.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """A dashed border says that something can be dropped."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("field_border"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))


def _files(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


class FileStep(QWidget):
    """Choosing.

    Args:
        session: What is said here is kept in it.
        store: The office's store.
        today: The day it is.
        changed: Called when something was said, so that the wizard asks again what is missing.

    Signals:
        file_given(str): A file was chosen or dropped; the page reads it.
    """

    file_given = Signal(str)

    def __init__(self, session: ImportSession, store: Store, today: date, changed: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._changed, self._today = session, changed, today
        self.drop = DropPlace()
        self.drop.file_given.connect(self.file_given)
        self.kinds: dict[ListKind, QRadioButton] = {}
        self.listed_on = TypedEditor(FieldSpec("listed_on", _("The list is of the day"), "date"), today)
        self._echo = ThaiLabel("", Text.SMALL, muted=True)
        words = _("Written off until the end of the fiscal year")
        self.opening_year = TypedEditor(FieldSpec("opening_year_be", words, "integer"), today)
        self._opening_words = ThaiLabel(words, Text.SECTION, max_lines=1)
        self.past = ListTable(
            [
                Column("listed_on", _("List of"), 92, kind="date"),
                Column("rows", _("Rows"), 88, kind="number"),
                Column("file_name", _("File"), least=120, muted=True),
            ],
            name=_("Lists from the registrar"),
        )
        self._lay(store)
        self.listed_on.edited.connect(self._take_date)
        self.listed_on.left.connect(self._take_date)
        self.opening_year.edited.connect(self._take_opening_year)
        self.show_past(store)
        self.show_session()

    def _lay(self, store: Store) -> None:
        look = theme.current()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(24))
        left = QVBoxLayout()
        left.setSpacing(look.px(4))
        left.addWidget(self.drop)
        left.addSpacing(look.px(8))
        left.addWidget(ThaiLabel(_("What list is it?"), Text.SECTION, max_lines=1))
        left.addLayout(self._lay_kinds(store))
        left.addWidget(ThaiLabel(_("The list is of the day"), Text.SECTION, max_lines=1))
        left.addWidget(self.listed_on)
        left.addWidget(self._echo)
        left.addWidget(self._opening_words)
        left.addWidget(self.opening_year)
        left.addStretch(1)
        line.addLayout(left, 3)
        right = QVBoxLayout()
        right.setSpacing(look.px(6))
        right.addWidget(ThaiLabel(_("Lists from the registrar"), Text.SECTION, max_lines=1))
        right.addWidget(self.past, 1)
        line.addLayout(right, 2)

    def _lay_kinds(self, store: Store) -> QGridLayout:
        """Two columns of choices, each with a sentence on what follows from it."""
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(0)
        group = QButtonGroup(self)
        offered = [kind for kind in _KINDS if kind is not ListKind.HIV or _holds_special_key(store)]
        for number, kind in enumerate(offered):
            title, told = _KINDS[kind]
            button = QRadioButton(_(title))
            note = ThaiLabel(_(told), Text.SMALL, muted=True)
            note.setContentsMargins(look.px(31), 0, 0, look.px(8))
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, kind=kind: self._take_kind(kind))
            self.kinds[kind] = button
            row, place = divmod(number, 2)
            grid.addWidget(button, 2 * row, place)
            grid.addWidget(note, 2 * row + 1, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def take_focus(self) -> None:
        """Give the keys to the button that chooses a file."""
        self.drop.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_past(self, store: Store) -> None:
        """The registrar's lists received so far, the newest first."""
        rows = [
            {"id": each.id, "listed_on": each.listed_on, "rows": each.rows, "file_name": each.file_name}
            for each in sorted(store.find(RegistryList), key=lambda each: each.listed_on, reverse=True)
        ]
        if rows:
            self.past.set_rows(rows)
        else:
            self.past.show_empty(
                _("No list from the registrar yet."),
                _("Without one nobody can say who turns 60, who died and who moved."),
            )

    def show_session(self) -> None:
        """Show what was said and found so far."""
        session = self._session
        if session.examined is not None:
            rows = sum(group.rows for group in session.examined.groups)
            sheets = len({sheet for group in session.examined.groups for sheet in group.sheets})
            told = ngettext("{rows} rows in {count} sheet", "{rows} rows in {count} sheets", sheets)
            self.drop.show_file(session.examined.file_name, told.format(rows=f"{rows:,}", count=sheets))
        if session.kind in self.kinds:
            self.kinds[session.kind].setChecked(True)
        self.listed_on.show_value(session.listed_on)
        self._tell_date()
        if session.asks_opening_year and session.opening_year_be is None:
            session.opening_year_be = fiscal_year_be(session.listed_on or self._today) - 1
        self.opening_year.show_value(session.opening_year_be)
        for widget in (self._opening_words, self.opening_year):
            widget.setVisible(session.asks_opening_year)

    def show_reading(self, path: Path) -> None:
        """The file is being read."""
        self.drop.show_file(path.name, _("The file is being read…"))

    def show_refused(self, path: Path) -> None:
        """The file cannot be imported; the page says why."""
        self.drop.show_file(path.name, _("This file was not taken."), Tone.BAD)

    def problem(self) -> str:
        """What is wrong or missing besides file and kind, in words."""
        wrong = self.date_problem() or self._opening_problem()
        if not wrong and self._session.kind is ListKind.REGISTRAR and self._session.listed_on is None:
            return _("Write of which day the registrar's list is.")
        return wrong

    def date_problem(self) -> str:
        """What is wrong with the day, in words."""
        try:
            day = cast(date | None, self.listed_on.read())
        except BadInput as problem:
            return problem.what
        if day is not None and day > self._today:
            return _("A list cannot be of a day to come.")
        return ""

    def _opening_problem(self) -> str:
        """What is wrong with the year until which an old book wrote off, in words."""
        if not self._session.asks_opening_year:
            return ""
        try:
            year = cast(int | None, self.opening_year.read())
        except BadInput as problem:
            return problem.what
        latest = fiscal_year_be(self._today)
        if year is None or not latest - _OLDEST_BOOK <= year <= latest:
            return _("Write until the end of which fiscal year the list has written off, such as {year}.").format(
                year=latest - 1
            )
        return ""

    def _take_opening_year(self) -> None:
        if not self._opening_problem():
            self._session.opening_year_be = self.opening_year.read()
        self._session.forget_plan()
        self.opening_year.mark_wrong(bool(self._opening_problem()))
        self._changed()

    def _take_kind(self, kind: ListKind) -> None:
        self._session.kind = kind
        self._session.columns.clear()
        self._session.left_out.clear()
        self._session.forget_plan()
        self.show_session()
        self._changed()

    def _take_date(self) -> None:
        if not self.date_problem():
            self._session.listed_on = self.listed_on.read()
        self._session.forget_plan()
        self.listed_on.mark_wrong(bool(self.date_problem()))
        self._tell_date()
        self._changed()

    def _tell_date(self) -> None:
        problem = self.date_problem()
        told = (
            problem
            or self.listed_on.echo()
            or _("Ages are reckoned to this day, and a newer list goes before an older.")
        )
        self._echo.set_text(told, Tone.BAD if problem else Tone.PLAIN)


def _holds_special_key(store: Store) -> bool:
    try:
        store.sealed_set(SchemeSet.SPECIAL)
    except SetClosed:
        return False
    return True
