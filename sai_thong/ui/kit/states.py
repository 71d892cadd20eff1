"""What stands where a list would be: nothing yet, still reading, or an error; always with what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import icons, theme
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text, Tone


class Sign(QWidget):
    """An icon of the family as a widget, coloured by the theme."""

    def __init__(self, name: str, token: str = "muted", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self._size = size

    def set_sign(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The icon's size at this scale."""
        side = theme.current().px(self._size)
        return QSize(side, side)

    minimumSizeHint = sizeHint  # noqa: N815 - Qt's name

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw it in the middle."""
        look = theme.current()
        side = look.px(self._size)
        picture = icons.pixmap(self._name, str(getattr(look.tokens, self._token)), side, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)


class StateView(QWidget):
    """A sentence or two in the middle, and the button that leads on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        column.setSpacing(look.px(4))
        column.addStretch(1)
        self._sign = Sign("info", size=28)
        self._heading = ThaiLabel("", Text.SECTION, align=Qt.AlignmentFlag.AlignHCenter)
        self._sentence = ThaiLabel("", muted=True, align=Qt.AlignmentFlag.AlignHCenter)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(look.px(160))
        for widget in (self._sign, self._heading, self._sentence):
            column.addWidget(widget)
        column.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(look.px(8))
        self._buttons = QHBoxLayout()
        column.addLayout(self._buttons)
        column.addStretch(2)
        self.button: ActionButton | None = None

    def show_empty(
        self, heading: str, sentence: str, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Nothing is here: why, and what to do next."""
        self._show("search" if not action else "info", "muted", heading, sentence)
        self._offer(action, run)

    def show_loading(self, sentence: str = "") -> None:
        """Still reading."""
        self._show("", "muted", _("Reading…"), sentence)
        self._busy.setVisible(True)
        self._offer("", None)

    def show_error(self, error: SaiThongError, action: str = "", run: Callable[[], object] | None = None) -> None:
        """What happened, what was kept and what to do."""
        self._show("bad", "bad", error.what, " ".join(part for part in (error.kept, error.do) if part))
        self._heading.set_text(error.what, Tone.BAD)
        self._offer(action, run)

    def _show(self, sign: str, token: str, heading: str, sentence: str) -> None:
        self._sign.setVisible(bool(sign))
        if sign:
            self._sign.set_sign(sign, token)
        self._heading.set_text(heading, Tone.PLAIN)
        self._sentence.set_text(sentence)
        self._sentence.setVisible(bool(sentence))
        self._busy.setVisible(False)

    def _offer(self, action: str, run: Callable[[], object] | None) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self.button = None
        if action and run is not None:
            self.button = ActionButton(action, run, kind="primary")
            self._buttons.addStretch(1)
            self._buttons.addWidget(self.button)
            self._buttons.addStretch(1)
