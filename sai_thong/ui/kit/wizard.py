"""A job in steps: where one is, back and next, and why one cannot go on yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.card import Card, Separator
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.states import Sign
from sai_thong.ui.theme import Text, Tone


@dataclass(frozen=True)
class WizardStep:
    """One step.

    Attributes:
        key: Its name in code.
        title: Its words in the row of steps.
        make: Makes its widget when it is first shown.
        missing: What still has to be done before one can go on, in words; an empty string lets go on.
        next_text: Words of the button that goes on from here, when not "Next".
    """

    key: str
    title: str
    make: Callable[[], QWidget]
    missing: Callable[[], str] = lambda: ""
    next_text: str = ""


class _StepTitle(QWidget):
    """Number and name of a step; a check when it is passed."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(4))
        self._check = Sign("check", "ok")
        self._later = ThaiLabel(f"{number}  {title}", muted=True, max_lines=1)
        self._passed = ThaiLabel(title, tone=Tone.OK, max_lines=1)
        self._present = ThaiLabel(f"{number}  {title}", Text.STRONG, tone=Tone.ACCENT, max_lines=1)
        for widget in (self._check, self._passed, self._present, self._later):
            line.addWidget(widget)

    def show_at(self, *, passed: bool, present: bool) -> None:
        """Show it as passed, present or still to come."""
        self._check.setVisible(passed)
        self._passed.setVisible(passed)
        self._present.setVisible(present)
        self._later.setVisible(not passed and not present)


class WizardFrame(Card):
    """The steps, the one shown, and the buttons. Call `refresh` when what `missing` says may have changed.

    Signals:
        step_shown(str): The key of the step now shown.
        finished(): Next was pressed on the last step.
        cancelled(): The person left.
    """

    step_shown = Signal(str)
    finished = Signal()
    cancelled = Signal()

    def __init__(
        self, steps: Sequence[WizardStep], *, finish_text: str, can_cancel: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, margin=0, spacing=0)
        self._steps = tuple(steps)
        self._finish_text = finish_text
        self._place = 0
        self._made: dict[str, QWidget] = {}
        look = theme.current()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        self._row.setSpacing(look.px(20))
        self._titles = [_StepTitle(number, step.title) for number, step in enumerate(steps, start=1)]
        for title in self._titles:
            self._row.addWidget(title)
        self._row.addStretch(1)
        self.body.addLayout(self._row)
        self.body.addWidget(Separator())
        self.stack = QStackedWidget()
        middle = QVBoxLayout()
        middle.setContentsMargins(look.px(20), look.px(12), look.px(20), look.px(12))
        middle.addWidget(self.stack)
        self.body.addLayout(middle, 1)
        self.body.addWidget(Separator())
        self._build_foot(can_cancel)
        self.show_step(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Never: what its steps would like to have must not push the buttons below the window."""
        return False

    def _build_foot(self, can_cancel: bool) -> None:
        look = theme.current()
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(20), look.px(12), look.px(20), look.px(12))
        foot.setSpacing(look.px(8))
        self.cancel_button = ActionButton(_("Cancel"), self.cancelled.emit)
        self.cancel_button.setVisible(can_cancel)
        self.reason = ThaiLabel("", Text.SMALL, tone=Tone.WARNING, align=Qt.AlignmentFlag.AlignRight)
        self.back_button = ActionButton(_("Back one step"), self.back, key=keys.PREVIOUS_STEP)
        self.next_button = ActionButton(_("Next"), self.next, key=keys.NEXT_STEP, kind="primary")
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        self.body.addLayout(foot)

    @property
    def step(self) -> WizardStep:
        """The step shown."""
        return self._steps[self._place]

    def widget(self, key: str) -> QWidget | None:
        """The widget of a step, if it was shown before."""
        return self._made.get(key)

    def show_step(self, place: int) -> None:
        """Show the step at `place`."""
        self._place = place
        step = self.step
        if step.key not in self._made:
            self._made[step.key] = step.make()
            self.stack.addWidget(self._made[step.key])
        self.stack.setCurrentWidget(self._made[step.key])
        for number, title in enumerate(self._titles):
            title.show_at(passed=number < place, present=number == place)
        self.refresh()
        self.step_shown.emit(step.key)

    def refresh(self) -> None:
        """Ask again what is missing, and let go on or not."""
        missing = self.step.missing()
        last = self._place == len(self._steps) - 1
        self.reason.set_text(missing)
        self.next_button.set_action_text(self.step.next_text or (self._finish_text if last else _("Next")))
        self.next_button.setEnabled(not missing)
        self.back_button.setEnabled(self._place > 0)

    def next(self) -> None:
        """Go on, if nothing is missing."""
        if self.step.missing():
            self.refresh()
        elif self._place == len(self._steps) - 1:
            self.finished.emit()
        else:
            self.show_step(self._place + 1)

    def back(self) -> None:
        """Go back one step; nothing is forgotten."""
        if self._place > 0:
            self.show_step(self._place - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back one step, and from the first leaves."""
        if event.key() == Qt.Key.Key_Escape and self._place > 0:
            self.back()
        elif event.key() == Qt.Key.Key_Escape and not self.cancel_button.isHidden():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
