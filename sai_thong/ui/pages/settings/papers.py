"""How papers are printed: digits, amounts in words, the Garuda with its picture, and a printer's test sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput, EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.pictures import LARGEST_BYTES, picture, set_picture
from sai_thong.registers.office.records import Picture
from sai_thong.registers.office.settings import (
    BAHT_TEXT_STRICT,
    PAPER_DIGITS,
    PAPER_GARUDA,
    declared_setting,
    office_settings,
)
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, Card, RecordForm, Text, ThaiLabel, Tone, keys
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.settings.section import Section
from sai_thong.ui.pages.settings.setting_fields import KeptSettings, keep_settings, setting_spec, setting_value

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

PAPER_SETTINGS: Final = (PAPER_DIGITS, BAHT_TEXT_STRICT, PAPER_GARUDA)
"""Keys of the settings that are about papers."""

_EMBLEM_SIDE: Final = 132
"""Pixels at 100 % of the square in which the Garuda is shown."""


class PapersSection(Section):
    """The form of the paper settings, and beside it the Garuda and the test sheet."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page, _("Papers"), [ActionButton(_("Edit"), self.edit, key=keys.EDIT)])
        specs = [setting_spec(declared_setting(key)) for key in PAPER_SETTINGS]
        self.form = RecordForm(_("On every paper"), specs, today=self.today)
        self.form.back_button.setText(_("Undo the changes"))
        self.form.left.connect(self._show_kept)
        self.form.dirty_changed.connect(self.form.back_button.setVisible)
        self.form.back_button.hide()
        self.save_by(self.form, self._operation, self._tell_saved)
        self.emblem = Emblem()
        self.emblem_words = ThaiLabel("")
        self.choose_button = ActionButton(_("Choose a picture…"), self.choose_picture)
        self.sheet_button = ActionButton(_("Test sheet"), self.print_sheet, key=keys.PRINT)
        base = QWidget()
        line = QHBoxLayout(base)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(14))
        line.addWidget(self.form, 3)
        beside = QVBoxLayout()
        beside.setSpacing(theme.current().px(12))
        beside.addWidget(self._garuda_card())
        beside.addWidget(self._sheet_card())
        beside.addStretch(1)
        line.addLayout(beside, 2)
        self.put(base)

    def _garuda_card(self) -> Card:
        card = Card()
        card.body.addWidget(ThaiLabel(_("Garuda of the office"), Text.SECTION, max_lines=1))
        card.body.addWidget(self.emblem, 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(self.emblem_words)
        card.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _sheet_card(self) -> Card:
        card = Card()
        card.body.addWidget(ThaiLabel(_("Test sheet of a printer"), Text.SECTION, max_lines=1))
        words = _("Prints a cross 5 cm from the left and the upper edge, to measure how far a printer is off.")
        card.body.addWidget(ThaiLabel(words))
        card.body.addWidget(self.sheet_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # the settings

    def load(self) -> None:
        """Read the settings, unless somebody is changing them here, and the Garuda."""
        if not self.form.dirty:
            self._show_kept()
        kept = picture(self.store)
        self.emblem.show_picture(kept.content if kept else b"")
        self.emblem_words.set_text(
            _("Printed 3 cm high on letters and 1.5 cm high on memos.")
            if kept
            else _("No picture yet: papers show an outline of the right size. Choose a PNG or JPEG file once.")
        )

    def _show_kept(self) -> None:
        settings = office_settings(self.store)
        self.form.set_values({key: setting_value(declared_setting(key), settings) for key in PAPER_SETTINGS})

    def edit(self) -> None:
        """Give the keys to the first field."""
        self.form.take_focus()

    def _operation(self, values: Mapping[str, Any]) -> Callable[[], KeptSettings]:
        return partial(keep_settings, self.store, dict(values))

    def _tell_saved(self, _kept: KeptSettings) -> None:
        self.form.mark_saved()
        self.page.tell(Banner(_("The next papers are printed so."), Tone.OK))

    # the Garuda and the sheet

    def choose_picture(self) -> None:
        """Ask for a file and keep it as the office's Garuda."""
        pattern = _("Pictures ({pattern})").format(pattern="*.png *.jpg *.jpeg")
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose the Garuda of the office"), "", pattern)
        if path:
            self.page.write(keep_picture, self.store, Path(path), done=self._tell_picture, busy=_("Saving…"))

    def _tell_picture(self, _saved: Saved[Picture]) -> None:
        self.load()
        self.page.tell(Banner(_("The Garuda is kept, and stands on the next papers."), Tone.OK))

    def print_sheet(self) -> None:
        """The test sheet in the preview, from which it goes to the printer that is measured."""
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, "offset-sheet", PaperRequest())

    # the page

    def go_back(self) -> bool:
        """Esc: take changes back, after asking."""
        if not self.form.dirty:
            return False
        self.form.go_back()
        return True

    def may_leave(self) -> bool:
        """A changed form asks."""
        return not self.form.dirty or self.form.go_back()


class Emblem(QWidget):
    """The Garuda on white, as paper is, or a dashed outline while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setAccessibleName(_("Garuda of the office"))

    def show_picture(self, content: bytes) -> None:
        """Show a picture, or with nothing the outline."""
        self._picture = QPixmap()
        self._picture.loadFromData(content)
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square at this scale."""
        side = theme.current().px(_EMBLEM_SIDE)
        return QSize(side, side)

    minimumSizeHint = sizeHint  # noqa: N815 - Qt's name

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw it in the middle."""
        look = theme.current()
        painter = QPainter(self)
        box = self.rect().adjusted(1, 1, -2, -2)
        if self._picture.isNull():
            painter.setPen(QPen(look.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
            return
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        shown = self._picture.scaled(
            box.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawPixmap((self.width() - shown.width()) // 2, (self.height() - shown.height()) // 2, shown)


def keep_picture(store: Store, path: Path) -> Saved[Picture]:
    """Read a file and keep it as the office's Garuda.

    Raises:
        BadInput: It is no picture papers can carry.
        EnvironmentTrouble: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as trouble:
        raise EnvironmentTrouble(
            _("The file {file} could not be read.").format(file=path.name),
            kept=_("The Garuda stays as it was."),
            do=_("See that the file is still there, and choose it again."),
        ) from trouble
    try:
        return set_picture(store, content)
    except BadInput as problem:
        raise BadInput(problem.what, kept=_("The Garuda stays as it was."), do=problem.do) from problem
