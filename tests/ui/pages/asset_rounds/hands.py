"""What a person does on the assets page: open a section, press a button, fill a field, save."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ui.kit import ActionButton, RecordForm, ThaiLabel
from sai_thong.ui.kit.fields import FieldEditor
from sai_thong.ui.pages.assets import AssetsPage
from sai_thong.ui.pages.assets.stepped_section import SteppedSection
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.settling import settled

CONTROL = Qt.KeyboardModifier.ControlModifier
W = TypeVar("W", bound=QWidget)


class Hands:
    """One person at the window."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.qtbot, self.shell = qtbot, shell
        found = shell.page()
        assert isinstance(found, AssetsPage)
        self.page = found

    def open(self, key: str, kind: type[W]) -> W:
        """Go to a section."""
        self.page.tabs.open(key)
        self.settle()
        section = self.page.section()
        assert isinstance(section, kind)
        return section

    def settle(self) -> None:
        """Wait until everything was read and shown."""
        settled(self.qtbot, self.shell)

    def press(self, words: str) -> None:
        """Click the button that says `words`."""
        self.settle()
        (button,) = self._buttons(words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def offers(self, words: str) -> bool:
        """Whether such a button can be pressed."""
        return any(each.isEnabled() for each in self._buttons(words))

    def _buttons(self, words: str) -> list[ActionButton]:
        buttons = self.page.findChildren(ActionButton)
        plain = ((each, each.text().replace("\u200b", "")) for each in buttons)
        return [each for each, text in plain if each.isVisible() and text.startswith(words)]

    def choose_in_menu(self, section: SteppedSection, words: str) -> None:
        """Open the menu of everything else, go to the line that says `words`, and press Enter."""
        self.press("อื่น ๆ")
        menu = section.menu
        texts = [action.text() for action in menu.actions()]
        place = next(place for place, text in enumerate(texts) if text.startswith(words))
        for _step in range(place):
            self.qtbot.keyClick(menu, Qt.Key.Key_Down)
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)
        self.settle()

    def over(self, kind: type[W]) -> W:
        """What stands over the page or the section."""
        section = self.page.section()
        assert isinstance(section, SteppedSection)
        top = self.page.over.top() or section.over.top()
        assert isinstance(top, kind), top
        return top

    def write(self, editor: FieldEditor, text: str) -> None:
        """Type into a field in place of what is there."""
        line = editor.focus_target()
        line.setFocus()
        if isinstance(line, QLineEdit):
            line.selectAll()
        type_text(line, text)

    def fill(self, **texts: str) -> None:
        """Fill the short form that stands over the section."""
        form = self.over(RecordForm)
        for key, text in texts.items():
            self.write(form.editor(key), text)

    def save(self) -> None:
        """Ctrl+S."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, Qt.Key.Key_S, CONTROL)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keys are."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the keys are."""
        for character in text:  # the first key may open an editor that takes the others
            focused = QApplication.focusWidget()
            assert focused is not None
            type_text(focused, character)

    def told(self) -> str:
        """What the page says."""
        return "\n".join(f"{each.text()} {each.more_label.text()}" for each in self.page.banners.banners())

    def seen(self, widget: QWidget) -> str:
        """The words that a widget shows."""
        return "\n".join(each.text() for each in widget.findChildren(ThaiLabel) if each.isVisible())
