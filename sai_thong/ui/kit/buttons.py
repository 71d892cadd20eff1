"""A button that names its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from sai_thong.ui import icons, theme
from sai_thong.ui.kit.keys import with_key

Kind = Literal["plain", "primary", "danger", "quiet", "period"]


def answer_to(button: QAbstractButton, key: str) -> None:
    """Let `button` be pressed by `key` while it can be seen: at once, where Qt's own shortcut waits 100 ms."""
    QShortcut(QKeySequence(key), button, button.click)


class ActionButton(QPushButton):
    """One thing a person can do.

    Args:
        text: The verb, without the key; end it with … when more is asked before it happens.
        run: Called when it is pressed.
        key: A key of `kit.keys`; the button shows it and answers to it wherever it is visible.
        kind: ``primary`` for the one main action of a page; ``danger`` where something can be lost; ``quiet`` in
            running text; ``period`` for the month beside a title.
        icon: A name in ``resources/icons``, only where a word would be longer than the thing.
        note: A tool tip saying more.

    Attributes:
        key: The key it answers to, or empty.
    """

    def __init__(
        self,
        text: str,
        run: Callable[[], object] | None = None,
        *,
        key: str = "",
        kind: Kind = "plain",
        icon: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(with_key(text, key), parent)
        self.key = key
        self._icon_name = icon
        self.setProperty("kind", kind)
        self.setToolTip(note)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if key:
            answer_to(self, key)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())
        self._paint_icon()

    def set_action_text(self, text: str) -> None:
        """Change the verb; the key stays."""
        self.setText(with_key(text, self.key))
        self.setAccessibleName(text)

    def set_kind(self, kind: Kind) -> None:
        """Change the weight of the button."""
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._paint_icon()

    def _paint_icon(self) -> None:
        if not self._icon_name:
            return
        look = theme.current()
        token = {"primary": "on_accent", "danger": "bad", "quiet": "accent"}.get(str(self.property("kind")), "text")
        self.setIcon(icons.icon(self._icon_name, str(getattr(look.tokens, token)), look.px(20)))
        self.setIconSize(QSize(look.px(20), look.px(20)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Colour the icon anew with the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
