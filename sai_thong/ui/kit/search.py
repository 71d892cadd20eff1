"""The search field: finds as one types, reached with Ctrl+F."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from sai_thong.ui import icons, theme
from sai_thong.ui.kit import keys


class SearchField(QLineEdit):
    """A field that tells every change of its text at once, without waiting.

    Signals:
        text_changed(str): The text, at every key.
        left_downwards(): Down or Enter was pressed: go to the first row found.
    """

    text_changed = Signal(str)
    left_downwards = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setPlaceholderText(keys.with_key(hint, keys.SEARCH))
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.text_changed)
        QShortcut(QKeySequence(keys.SEARCH), self, self._take_focus)
        self.setTextMargins(theme.current().px(26), 0, 0, 0)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def type_ahead(self, text: str) -> None:
        """Continue a search that was begun by typing in the list."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)
        self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc empties the field, or goes back when it is empty; Down and Enter go to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the room for the sign with the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setTextMargins(theme.current().px(26), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The field with the sign of searching before its text."""
        super().paintEvent(event)
        look = theme.current()
        side = look.px(18)
        sign = icons.pixmap("search", look.tokens.muted, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(look.px(10), (self.height() - side) // 2, sign)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a name."""
        return QSize(theme.current().px(180), super().minimumSizeHint().height())
