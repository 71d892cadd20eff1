"""The real pages for the screenshots: the whole window on a small made-up office, read-only and settled."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.living import make_living_office
from sai_thong.demo.office import MadeUpOffice
from sai_thong.demo.place import demo_clock
from sai_thong.ground import language
from sai_thong.ui import theme
from sai_thong.ui.pages import PAGES
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.importing import ImportPage
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading

_PATIENCE_SECONDS = 30


@lru_cache(maxsize=1)
def _office() -> tuple[tempfile.TemporaryDirectory[str], MadeUpOffice]:
    """One office for all pictures of a run; its folder goes with the program."""
    folder = tempfile.TemporaryDirectory(prefix="sai-thong-gallery-")
    return folder, make_living_office(Path(folder.name) / "office", elders=120, kdf=Kdf(memory_kib=8, time_cost=1))


def page_maker(
    key: str,
    prepare: Callable[[Shell], None] = lambda _shell: None,
    *,
    office: Callable[[], MadeUpOffice] = lambda: _office()[1],
) -> Callable[[], QWidget]:
    """Makes the window open on the page `key` of an office; `prepare` may open a section or choose a row."""

    def make() -> QWidget:
        made = office()
        now = theme.current()
        shell = Shell(
            PAGES,
            store=Store.open(made.store, password=made.password, clock=demo_clock(), write=False),
            clock=demo_clock(),
            office=OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์"),
            preferences=Preferences(
                language=language.current(),
                dark=now.tokens.name == "dark",
                scale=now.scale,
                dense=now.dense,
                page=key,
            ),
        )
        shell.resize(1366, 768)
        settle(shell)
        prepare(shell)
        settle(shell)
        return shell

    return make


def settle(shell: Shell) -> None:
    """Let the page read what it shows."""
    until = time.monotonic() + _PATIENCE_SECONDS
    QApplication.processEvents()
    while shell.writer.busy and time.monotonic() < until:
        QApplication.processEvents()
    QApplication.processEvents()


def show_citizen(shell: Shell) -> None:
    """Choose somebody in the register of citizens."""
    page = _citizens(shell)
    page.people.table.choose(4)


def edit_citizen(shell: Shell) -> None:
    """Open the form of somebody."""
    show_citizen(shell)
    _citizens(shell).edit()


def show_columns(shell: Shell) -> None:
    """Read the book of elders, and show what its columns are taken for."""
    page = _import(shell)
    page.read_file(_office()[1].books.elders)
    _wait(lambda: page.session.examined is not None)
    page.wizard.next()


def show_import_preview(shell: Shell) -> None:
    """Look through the book of elders; nothing of it is written."""
    show_columns(shell)
    page = _import(shell)
    page.wizard.next()
    _wait(lambda: page.session.preview is not None)


def _citizens(shell: Shell) -> CitizensPage:
    page = shell.page()
    assert isinstance(page, CitizensPage)
    return page


def _import(shell: Shell) -> ImportPage:
    page = shell.page()
    assert isinstance(page, ImportPage)
    return page


def _wait(done: Callable[[], bool]) -> None:
    """Let a process of the page's own come to its end."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while not done() and time.monotonic() < until:
        QApplication.processEvents()
    assert done()
