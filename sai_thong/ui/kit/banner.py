"""A banner at the head of a page: what happened, what was kept, what to do. It stays until it is settled or closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.states import Sign
from sai_thong.ui.theme import Text, Tone

_SIGNS = {Tone.OK: "ok", Tone.WARNING: "warning", Tone.BAD: "bad", Tone.ACCENT: "info", Tone.PLAIN: "info"}


class Banner(QWidget):
    """One notice with a sign, words and at most one action.

    Signals:
        closed(): It was closed by a person.
    """

    closed = Signal()

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.ACCENT,
        *,
        more: str = "",
        action: str = "",
        run: Callable[[], object] | None = None,
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), look.px(5), look.px(8), look.px(5))
        row.setSpacing(look.px(10))
        row.addWidget(Sign(_SIGNS[tone], "text" if tone is Tone.PLAIN else tone.value))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.text_label = ThaiLabel(text, Text.STRONG)
        words.addStretch(1)
        words.addWidget(self.text_label)
        self.more_label = ThaiLabel(more)
        if not more:
            self.more_label.hide()
        words.addWidget(self.more_label)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.action: ActionButton | None = None
        if action and run is not None:
            self.action = ActionButton(action, run)
            row.addWidget(self.action)
        if closable:
            close = ActionButton("", self._close, kind="quiet", icon="close", note=_("Close this notice"))
            close.setAccessibleName(_("Close this notice"))
            row.addWidget(close)
        self.setAccessibleName(f"{text} {more}".strip())

    @classmethod
    def of_error(
        cls, error: SaiThongError, action: str = "", run: Callable[[], object] | None = None, *, closable: bool = True
    ) -> Banner:
        """A red banner with the three sentences of an error."""
        more = " ".join(part for part in (error.kept, error.do) if part)
        return cls(error.what, Tone.BAD, more=more, action=action, run=run, closable=closable)

    @property
    def tone(self) -> Tone:
        """The tone of the notice."""
        return self._tone

    def text(self) -> str:
        """The first sentence."""
        return self.text_label.text()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Paint anew with the theme."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The quiet ground of the tone with its line."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "field_border" if self._tone is Tone.PLAIN else self._tone.value
        painter.setPen(QPen(look.colour(ink), 1))
        ground = look.tokens.hover if self._tone is Tone.PLAIN else look.tokens.soft(self._tone)
        painter.setBrush(QColor(ground))
        radius = look.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class BannerStack(QWidget):
    """Where a page shows its notices, newest first; empty it takes no room."""

    MOST = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self.setVisible(False)

    def banners(self) -> list[Banner]:
        """The notices shown, newest first."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, Banner)]

    def tell(self, banner: Banner) -> Banner:
        """Show `banner` first; the same words are not shown twice."""
        for old in self.banners():
            if old.text() == banner.text():
                self._drop(old)
        self._column.insertWidget(0, banner)
        banner.closed.connect(lambda: self._drop(banner))
        for old in self.banners()[self.MOST :]:
            self._drop(old)
        self.setVisible(True)
        return banner

    def clear(self) -> None:
        """Take all notices away."""
        for banner in self.banners():
            self._drop(banner)

    def _drop(self, banner: Banner) -> None:
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self.banners()))
