"""The unlock screen: keys alone, errors in words, hints why a right password fails, and no password kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ui.unlock import UnlockScreen, keyboard_hint
from tests.ui.keyboard import open_window, type_text


@pytest.fixture
def screen(qtbot: QtBot) -> UnlockScreen:
    made = UnlockScreen("อบต.ทรายทอง", ["น.ส.สายทอง"])
    made.resize(1000, 700)
    open_window(qtbot, made)
    made.take_focus()
    return made


def test_the_password_can_be_typed_at_once_and_enter_opens(screen: UnlockScreen, qtbot: QtBot) -> None:
    assert screen.focusWidget() is screen.password_field
    type_text(screen.password_field, "secret")
    with qtbot.waitSignal(screen.unlock_asked) as asked:
        qtbot.keyClick(screen.password_field, Qt.Key.Key_Return)
    assert asked.args == ["น.ส.สายทอง", "secret"]


def test_while_it_opens_it_is_not_asked_twice(screen: UnlockScreen, qtbot: QtBot) -> None:
    asked: list[str] = []
    screen.unlock_asked.connect(lambda user, _password: asked.append(user))
    type_text(screen.password_field, "secret")
    for _ in range(3):
        qtbot.keyClick(screen.password_field, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_an_error_is_told_and_the_password_is_typed_again(screen: UnlockScreen, qtbot: QtBot) -> None:
    type_text(screen.password_field, "wrong")
    qtbot.keyClick(screen.password_field, Qt.Key.Key_Return)
    screen.show_error(EnvironmentTrouble("รหัสผ่านไม่ถูกต้อง", kept="แฟ้มไม่ถูกแตะต้อง", do="พิมพ์ใหม่"))
    assert screen.banners.banners()[0].accessibleName() == "รหัสผ่านไม่ถูกต้อง แฟ้มไม่ถูกแตะต้อง พิมพ์ใหม่"
    assert screen.password_field.text() == ""
    assert screen.focusWidget() is screen.password_field
    type_text(screen.password_field, "right")
    with qtbot.waitSignal(screen.unlock_asked):
        qtbot.mouseClick(screen.unlock_button, Qt.MouseButton.LeftButton)


def test_an_empty_password_is_not_tried(screen: UnlockScreen, qtbot: QtBot) -> None:
    asked: list[str] = []
    screen.unlock_asked.connect(lambda user, _password: asked.append(user))
    qtbot.keyClick(screen.password_field, Qt.Key.Key_Return)
    assert asked == []
    assert screen.banners.banners()[0].text() == "พิมพ์รหัสผ่านก่อน"


def test_the_password_is_never_shown(screen: UnlockScreen) -> None:
    type_text(screen.password_field, "secret")
    assert "secret" not in screen.password_field.displayText()


def test_of_several_users_one_is_chosen(qtbot: QtBot) -> None:
    made = UnlockScreen("อบต.ทรายทอง", ["ก", "ข"])
    open_window(qtbot, made)
    qtbot.keyClick(made.user_box, Qt.Key.Key_Down)
    assert made.user() == "ข"


def test_with_no_user_known_the_name_is_typed_first(qtbot: QtBot) -> None:
    made = UnlockScreen("อบต.ทรายทอง")
    open_window(qtbot, made)
    made.take_focus()
    assert made.focusWidget() is made.user_field
    type_text(made.user_field, "สายทอง")
    qtbot.keyClick(made.user_field, Qt.Key.Key_Return)
    assert made.focusWidget() is made.password_field
    assert made.user() == "สายทอง"


HINTS = [
    ("a", False, ""),
    ("A", True, ""),
    ("A", False, "Caps Lock"),
    ("a", True, "Caps Lock"),
    ("ฟ", False, "ไทย"),
    ("1", False, ""),
]


@pytest.mark.parametrize(("typed", "shift", "hint"), HINTS)
def test_the_keyboard_is_hinted_at(typed: str, shift: bool, hint: str) -> None:
    words = keyboard_hint(typed, shift)
    assert hint in words
    assert bool(words) == bool(hint)


def test_a_thai_keyboard_is_seen_while_the_password_is_typed(screen: UnlockScreen) -> None:
    type_text(screen.password_field, "ฟ")
    assert screen.hint.isVisible()
    type_text(screen.password_field, "a")
    assert not screen.hint.isVisible()
