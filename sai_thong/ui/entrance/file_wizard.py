"""Steps to an office's file on this computer, of a new office or of one that exists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.entrance.fields import FieldColumn
from sai_thong.ui.kit import Banner, BannerStack, FieldSpec, Text, ThaiLabel, WizardFrame, WizardStep

SUFFIX = ".saithong"
FILE_STEP: Final = "file"


@dataclass(frozen=True)
class FieldStep:
    """A step that is a column of fields.

    Attributes:
        key: Its name in code.
        title: Its words in the row of steps.
        fields: What is asked.
        check: What is wrong with what was typed, in words; empty for nothing.
    """

    key: str
    title: str
    fields: Sequence[FieldSpec]
    check: Callable[[], str] = lambda: ""


class FileWizard(QWidget):
    """The steps under their title, with what is told above them.

    Args:
        title: What it is for.
        steps: One of them is `file_step()`.
        finish_text: Words of the last button.
        folder: Where the file is proposed to lie.
        today: The day, for the fields.

    Signals:
        asked(object): Everything was typed; what came of it.
        left(): The person went back.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, title: str, steps: Sequence[FieldStep], *, finish_text: str, folder: Path, today: date) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder = folder
        self._today = today
        self._columns: dict[str, FieldColumn] = {}
        look = theme.current()
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(look.px(80), look.px(40), look.px(80), look.px(40))
        self._page.setSpacing(look.px(12))
        self._page.addWidget(ThaiLabel(title, Text.TITLE, max_lines=1))
        self.banners = BannerStack()
        self._page.addWidget(self.banners)
        self.wizard = WizardFrame([self._made(step) for step in steps], finish_text=finish_text)
        self._page.addWidget(self.wizard, 1)
        self.wizard.step_shown.connect(self._propose_file)
        self.wizard.finished.connect(self.ask)
        self.wizard.cancelled.connect(self.left.emit)

    def ask(self) -> None:
        """Emit what was typed."""
        raise NotImplementedError

    def proposed_name(self) -> str:
        """What the file is proposed to be called, without its ending."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Give the keys to the first field of the step that is shown."""
        self._columns[self.wizard.step.key].take_focus()

    def show_error(self, error: SaiThongError) -> None:
        """Say why it did not come to its end; everything typed stands."""
        self.wizard.setEnabled(True)
        self.banners.tell(Banner.of_error(error))

    def column(self, key: str) -> FieldColumn:
        """The fields of a step that was shown."""
        return self._columns[key]

    def _made(self, step: FieldStep) -> WizardStep:
        def make() -> QWidget:
            made = FieldColumn(step.fields, today=self._today)
            self._columns[step.key] = made
            made.edited.connect(self._refresh)
            return made

        def missing() -> str:
            made = self._columns.get(step.key)
            return (made.missing() or step.check()) if made else ""

        return WizardStep(step.key, step.title, make, missing)

    def _refresh(self) -> None:
        self.wizard.refresh()  # which is made after the first step

    def _propose_file(self, step: str) -> None:
        column = self._columns[FILE_STEP] if step == FILE_STEP else None
        if column is not None and not column.values()["path"]:
            column.show_values({"path": str(self._folder / f"{self.proposed_name()}{SUFFIX}")})
            self.wizard.refresh()


def file_step() -> FieldStep:
    """Where the file shall lie."""
    path = FieldSpec(
        "path",
        _("File"),
        required=True,
        help=_("On this machine's own disk. Not on a network drive, not on a USB stick."),
        width=560,
    )
    return FieldStep(FILE_STEP, _("Its file"), [path])
