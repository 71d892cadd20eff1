"""Every page of the gallery, in both themes: made, drawn, its keys named, its words for screen readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ui import theme
from sai_thong.ui.theme import Tokens
from tests.ui import gallery

PAGES = dict(gallery.pages())


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_drawn_in_the_colours_of_its_theme(
    app: QApplication, qtbot: QtBot, name: str, tokens: Tokens
) -> None:
    theme.use(app, theme.Theme(tokens))
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    app.processEvents()
    assert page.grab().toImage().pixelColor(1364, 766).name() == tokens.background
    page.close()


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES.keys())
def test_every_action_names_its_key_and_every_field_its_name(
    app: QApplication, qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    page = make()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    app.processEvents()
    for button in page.findChildren(QPushButton):
        for shortcut in button.findChildren(QShortcut):
            assert shortcut.key().toString() in button.text() + button.toolTip()
        assert button.accessibleName() or button.text()
    for field in [*page.findChildren(QLineEdit), *page.findChildren(QComboBox)]:
        if field.isVisible() and not isinstance(field.parent(), QComboBox):
            assert field.accessibleName()
    page.close()
