"""The menu of how everything is shown: language, colours, size, height of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.preferences import Preferences


class Shown(Protocol):
    """What can be shown otherwise: the shell."""

    @property
    def preferences(self) -> Preferences:
        """How it is shown now."""

    def set_language(self, code: str) -> None:
        """In another language."""

    def set_dark(self, dark: bool) -> None:
        """Light or dark."""

    def set_scale(self, scale: int) -> None:
        """Large print, in percent."""

    def set_dense(self, dense: bool) -> None:
        """Rows of 32 or of 40."""

    def show_keys(self) -> None:
        """All keys of the window."""


def display_menu(shown: Shown, beside: QWidget) -> QMenu:
    """Open the menu beside a widget, with what is chosen now ticked."""
    menu = Menu(beside)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    now = shown.preferences
    _offer(menu, [("ภาษาไทย", "th"), ("English", "en")], now.language, shown.set_language)
    menu.addSeparator()
    _offer(menu, [(_("Light"), False), (_("Dark"), True)], now.dark, shown.set_dark)
    menu.addSeparator()
    sizes = [(_("Text size {percent} %").format(percent=scale), scale) for scale in theme.SCALES]
    _offer(menu, sizes, now.scale, shown.set_scale)
    menu.addSeparator()
    _offer(menu, [(_("Roomy rows"), False), (_("Dense rows"), True)], now.dense, shown.set_dense)
    menu.addSeparator()
    menu.addAction(keys.with_key(_("Keys"), keys.HELP), shown.show_keys)
    menu.popup(beside.mapToGlobal(beside.rect().bottomRight()))
    return menu


def _offer(menu: QMenu, choices: Sequence[tuple[str, Any]], now: object, choose: Callable[[Any], None]) -> None:
    group = QActionGroup(menu)
    for words, value in choices:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(value == now)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, value=value: choose(value))
