"""For the window's tests: the shipped face and the light theme before each, and no window left open after it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sai_thong.ui import theme
from sai_thong.ui.kit.over_page import OverPage
from sai_thong.ui.outgoing_prints import outgoing_prints
from sai_thong.ui.responsiveness import keep_collection_from_threads
from sai_thong.ui.shell import Shell
from sai_thong.ui.work import SerialWorker


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Windows finish what they read and draw before any fixture closes its store, whichever was asked for first."""
    outgoing_prints().finish()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, Shell):
            for over in window.findChildren(OverPage):
                over.shut_down()
                for worker in over.findChildren(SerialWorker):
                    worker.close()
            window.writer.close()


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    """The application, typed."""
    return qapp


@pytest.fixture(autouse=True)
def collection() -> Iterator[None]:
    """As in the program: garbage is collected on the window's thread alone; here between two tests."""
    keep_collection_from_threads()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """The light theme at 100 %, whatever the test before left; a window that no `qtbot` owns fails the test."""
    _delete_what_was_given_up()
    theme.use(qapp, theme.Theme())
    before = set(QApplication.topLevelWidgets())
    yield
    _delete_what_was_given_up()
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in before and widget.isVisible()]
    assert left == [], "a window was left open"


def _delete_what_was_given_up() -> None:
    """Qt deletes later what a running event loop would delete; without one it would pile up and be styled again."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
