"""What the tests of the register stand on: an office with a few things, its page, and typing into its forms."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.settled import publish_life, settle_class
from sai_thong.ui.kit import ActionButton, RecordForm, ThaiLabel
from sai_thong.ui.pages.assets import AssetsPage
from sai_thong.ui.pages.assets.register import RegisterSection
from sai_thong.ui.sectioned_page import FormSection
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.settling import settled

TODAY = date(2026, 11, 3)
CONTROL = Qt.KeyboardModifier.ControlModifier
BOUGHT = date(2023, 10, 9)


def furnish(store: Store) -> dict[str, Asset]:
    """Three computers, a table and a car, with the classes and lives of the office's own book."""
    for code, name, key in (("416", "คอมพิวเตอร์", "computer"), ("400", "โต๊ะ", "office"), ("001", "รถยนต์", "vehicle")):
        settle_class(store, code, name=name, type_key=key, on=TODAY)
    for key, years in (("computer", 5), ("office", 8), ("vehicle", 8)):
        publish_life(store, key, years, effective_from=date(2017, 10, 1))
    computers = Asset(
        name="เครื่องคอมพิวเตอร์",
        class_code="416",
        cost_satang=3_000_000,
        acquired_on=BOUGHT,
        division="กองคลัง",
        custodian="นางสาวสมศรี",
    )
    made = [*add_assets(store, NewAssets(computers, 3)).cards]
    for name, code, price in (("โต๊ะทำงาน", "400", 450_000), ("รถบรรทุกน้ำ", "001", 85_000_000)):
        made += add_assets(
            store, NewAssets(Asset(name=name, class_code=code, cost_satang=price, acquired_on=BOUGHT))
        ).cards
    return {card.number: card for card in made}


class Register:
    """The register section as a person uses it."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell, self.qtbot = shell, qtbot
        settled(qtbot, shell)

    @property
    def page(self) -> AssetsPage:
        """The page of assets."""
        found = self.shell.page()
        assert isinstance(found, AssetsPage)
        return found

    @property
    def section(self) -> RegisterSection:
        """Its first section."""
        found = self.page.section()
        assert isinstance(found, RegisterSection)
        return found

    @property
    def form(self) -> RecordForm:
        """The form that is open."""
        return form_of(self.section)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keys go."""
        self.qtbot.keyClick(focus(), key, modifier)
        settled(self.qtbot, self.shell)

    def type(self, text: str) -> None:
        """Type where the keys go, over what is selected."""
        target = focus()
        if isinstance(target, QLineEdit):
            target.selectAll()
        type_text(target, text)

    def choose(self, asset: Asset) -> None:
        """Click the row of a card."""
        table = self.section.table
        place = next(place for place, row in enumerate(table.rows()) if row["id"] == asset.id)
        cell = table.grid.visualRect(table.grid.model().index(place, 1)).center()
        self.qtbot.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
        settled(self.qtbot, self.shell)

    def act(self, words: str) -> None:
        """Choose a line of the menu of everything else."""
        section = self.section
        self.qtbot.mouseClick(button(section, "อื่น"), Qt.MouseButton.LeftButton)
        choose_of_menu(self.qtbot, section.desk.menu, words)
        # Without a window manager nobody gives the keys back to the window when a menu closes.
        with self.qtbot.waitActive(self.shell):
            self.shell.activateWindow()
        settled(self.qtbot, self.shell)

    def fill(self, key: str, text: str) -> None:
        """Type into a field of the open form."""
        fill(self.form, key, text)

    def pick(self, key: str, value: str) -> None:
        """Choose a value of a field of the open form."""
        pick(self.form, key, value)

    def save(self) -> None:
        """Ctrl+S."""
        self.qtbot.keyClick(self.form, Qt.Key.Key_S, CONTROL)
        settled(self.qtbot, self.shell)

    def told(self) -> str:
        """What the page says."""
        return "\n".join(f"{each.text()} {each.more_label.text()}" for each in self.page.banners.banners())

    def card_texts(self) -> str:
        """What the card beside the list says."""
        return texts(self.section.desk.panel)


def form_of(section: FormSection) -> RecordForm:
    """The form that stands over a section."""
    found = section.over.form()
    assert found is not None
    return found


def fill(form: RecordForm, key: str, text: str) -> None:
    """Type into a field."""
    line = form.editor(key).focus_target()
    line.setFocus()
    if isinstance(line, QLineEdit):
        line.selectAll()
    type_text(line, text)


def pick(form: RecordForm, key: str, value: str) -> None:
    """Choose a value of a combo box by the keys."""
    box = form.editor(key).focus_target()
    box.setFocus()
    for _step in range(box.count()):  # type: ignore[attr-defined]
        if box.value() == value:  # type: ignore[attr-defined]
            return
        type_key(box, Qt.Key.Key_Down)
    for _step in range(box.count()):  # type: ignore[attr-defined]
        type_key(box, Qt.Key.Key_Up)
        if box.value() == value:  # type: ignore[attr-defined]
            return
    raise AssertionError(f"{key} has no {value}")


def type_key(widget: QWidget, key: Qt.Key) -> None:
    """Press and release a key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def focus() -> QWidget:
    """The widget that has the keys."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def button(owner: QWidget, words: str) -> ActionButton:
    """The visible button that begins with these words."""
    return next(
        each
        for each in owner.findChildren(ActionButton)
        if each.isVisibleTo(owner) and each.text().replace("\u200b", "").startswith(words)
    )


def choose_of_menu(qtbot: QtBot, menu: QWidget, words: str) -> None:
    """Trigger the line of a menu that begins with these words, by the keys."""
    for _step in range(40):
        active = menu.activeAction()  # type: ignore[attr-defined]
        if active is not None and active.text().startswith(words):
            qtbot.keyClick(menu, Qt.Key.Key_Return)
            menu.close()
            return
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    raise AssertionError(f"no line “{words}” among {[each.text() for each in menu.actions()]}")


def texts(owner: QWidget) -> str:
    """Everything that labels say."""
    return "\n".join(label.text() for label in owner.findChildren(ThaiLabel))
