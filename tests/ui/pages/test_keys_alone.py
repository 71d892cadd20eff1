"""Every page and tab can be worked without a mouse: the keys are in sight, Tab reaches all, no key does two things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ui.kit import SectionTabs
from sai_thong.ui.pages import PAGES
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key, without the painting after it that `qtbot` waits for."""
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def places(shell: Shell, qtbot: QtBot) -> Iterator[str]:
    """Stand on each page and tab as one comes there."""
    for spec in PAGES:
        assert shell.open_page(spec.key)
        settled(qtbot, shell)
        page = shell.page()
        tabs = page.findChild(SectionTabs) if page else None
        yield spec.key
        for _place in range(tabs.bar.count() - 1 if tabs else 0):
            assert tabs is not None
            tabs.bar.setFocus()
            press(tabs.bar, Qt.Key.Key_Right)
            settled(qtbot, shell)
            yield f"{spec.key}/{tabs.current()}"


def reached_by_tab(app: QApplication) -> list[QWidget]:
    """What has the keys, and what gets them as Tab is pressed until it has them again."""
    reached: list[QWidget] = []
    while (focused := app.focusWidget()) is not None and focused not in reached:
        reached.append(focused)
        press(focused, Qt.Key.Key_Tab)
    return reached


def stops(seen: list[QWidget]) -> list[QWidget]:
    """What of this Tab should reach; of buttons of which one is chosen, the arrows reach the others."""
    return [
        each
        for each in seen
        if each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each, QHeaderView)
        and not (isinstance(each, QAbstractButton) and each.autoExclusive())
    ]


def keys_of_two(shell: Shell) -> list[str]:
    """The keys that more than one thing in sight answers to: Qt then gives them to none."""
    owners = ((each, each.parent()) for each in shell.findChildren(QShortcut))
    answered = Counter(
        key.toString()
        for shortcut, owner in owners
        if isinstance(owner, QWidget) and owner.isVisible() and owner.isEnabled()
        for key in QShortcut.keys(shortcut)
    )
    return [key for key, count in answered.items() if count > 1]


def is_nameless(each: QWidget) -> bool:
    """Whether it is a button that a screen reader could not tell."""
    named = each.accessibleName() or str(each.property("text") or "")
    return isinstance(each, QAbstractButton) and not named and not isinstance(each.parent(), QTabBar)


def test_every_page_and_tab_can_be_worked_by_keys_alone(desk: OpenShell, app: QApplication, qtbot: QtBot) -> None:
    shell = desk("today")
    faults: list[str] = []
    for place in places(shell, qtbot):
        page, focused = shell.page(), app.focusWidget()
        assert page is not None
        if focused is None or not page.isAncestorOf(focused) or not focused.isVisible():
            faults.append(f"{place}: the keys are at {focused}")
            page.take_focus()
        reached = reached_by_tab(app)
        seen = [each for each in shell.findChildren(QWidget) if each.isVisible()]
        faults += [f"{place}: Tab does not reach {each}" for each in stops(seen) if each not in reached]
        faults += [f"{place}: a button has no name" for each in seen if is_nameless(each)]
        faults += [f"{place}: {key} would do two things" for key in keys_of_two(shell)]
    assert faults == []
