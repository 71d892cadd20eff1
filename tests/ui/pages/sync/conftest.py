"""The window open on one of two computers of an office, with an authority in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from sai_thong.ui.pages import PAGES
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from tests.commands.conftest import province, server  # noqa: F401 - a province process for the whole session
from tests.ui.pages.settling import settled
from tests.ui.pages.sync.office import TwoComputers

OpenWindow = Callable[..., Shell]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoComputers]:
    """Two enrolled computers of one office."""
    made = TwoComputers(tmp_path)
    yield made
    for computer in (made.here, made.there):
        computer.store.close()


@pytest.fixture
def window(two: TwoComputers, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Opens the window of `here` on a page; rounds go over the line in memory, begun by the test."""
    opened: list[Shell] = []

    def open_window(page: str = "sync") -> Shell:
        shell = Shell(
            PAGES,
            store=two.here.store,
            clock=two.clock,
            office=OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์"),
            preferences=Preferences(page=page),
            open_round=two.here.open_round,
        )
        shell.resize(1366, 768)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        opened.append(shell)
        shell.sync.count()
        qtbot.waitUntil(lambda: shell.sync.standing is not None)
        settled(qtbot, shell)
        return shell

    yield open_window
    for shell in opened:
        shell.sync.close()
        shell.writer.close()
        shell.hide()
        shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
