"""Every page and tab of the window on the made-up office, light and dark, and the pages that show the kit."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from sai_thong.db.store import Store
from sai_thong.demo.place import OFFICE, demo_clock
from sai_thong.ui import theme
from sai_thong.ui.kit import ListTable, SectionTabs
from sai_thong.ui.pages import PAGES
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from tests.ui import gallery

WIDTH, HEIGHT = 1366, 768
"""The smallest screen the offices have; a page that reads here reads anywhere."""
_QUIET_SECONDS = 0.4
_LONGEST_SECONDS = 10.0


def draw(store: Store, folder: Path, only: list[str]) -> list[str]:
    """Write ``page-<name>[-<tab>]-<theme>.png``; the pages that could not be opened are returned."""
    application = QApplication(sys.argv[:1])
    undrawn: list[str] = []
    for dark in (False, True):
        tokens = theme.DARK if dark else theme.LIGHT
        for spec in PAGES:
            if _wanted(spec.key, only):
                shell = _open(store, spec.key, dark=dark)
                for name in _stand_on_each_tab(shell, spec.key):
                    _grab(shell, folder / f"page-{name}-{tokens.name}.png")
                if shell.page_key != spec.key:
                    undrawn.append(f"{spec.key}: the page could not be opened")
                _put_away(shell)
        theme.use(application, theme.Theme(tokens))
        for name, make in gallery.pages():
            if _wanted(name, only):
                page = make()
                _show(page)
                _grab(page, folder / f"page-{name}-{tokens.name}.png")
                _put_away(page)
    return undrawn


def _open(store: Store, page: str, *, dark: bool) -> Shell:
    shell = Shell(
        PAGES,
        store=store,
        clock=demo_clock(),
        office=OfficeHeading(f"อบต.{OFFICE.name}", f"จ.{OFFICE.province}"),
        preferences=Preferences(dark=dark, page=page),
    )
    _show(shell)
    return shell


def _stand_on_each_tab(shell: Shell, name: str) -> Iterator[str]:
    """The page, then each of its tabs, with the first row of its list chosen; gives the name of the picture."""
    page = shell.page()
    outer = page.findChild(SectionTabs) if page else None
    bar = outer.bar if outer else QTabBar()
    for place in range(max(bar.count(), 1)):
        if place:
            bar.setCurrentIndex(place)
            _settle()
        for table in page.findChildren(ListTable) if page else ():
            if table.isVisible() and table.chosen() is None:
                table.choose(0)
                break
        _settle()
        yield f"{name}-{outer.current()}" if outer else name


def _show(widget: QWidget) -> None:
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    _settle()


def _grab(widget: QWidget, file: Path) -> None:
    widget.grab().save(str(file))


def _put_away(widget: QWidget) -> None:
    if isinstance(widget, Shell):
        widget.writer.close()
        _settle()
    widget.hide()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle() -> None:
    """Let layouts, work off the window's thread and delayed work happen, until it has been quiet for a while."""
    end = time.monotonic() + _LONGEST_SECONDS
    quiet_since = time.monotonic()
    while time.monotonic() < min(end, quiet_since + _QUIET_SECONDS):
        before = time.monotonic()
        QCoreApplication.processEvents()
        if time.monotonic() - before > 0.005:
            quiet_since = time.monotonic()
        time.sleep(0.01)


def _wanted(name: str, only: list[str]) -> bool:
    return not only or any(part in name for part in only)
