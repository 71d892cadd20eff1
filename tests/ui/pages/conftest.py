"""What the tests of the pages stand on: a small living office in a real store, and the shell open on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.living import make_living_office
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.place import demo_clock
from sai_thong.ui.pages import PAGES
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from tests.made_once import MadeOnce

CHEAP = Kdf(memory_kib=8, time_cost=1)


class OpenShell(Protocol):
    """Opens the window on one page."""

    def __call__(self, page: str, store: Store | None = None) -> Shell: ...


@pytest.fixture(scope="session")
def made_living(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce[MadeUpOffice]:
    """The made-up office of a few people, some months into its work."""
    return MadeOnce(tmp_path_factory.mktemp("living"), lambda folder: make_living_office(folder, elders=40, kdf=CHEAP))


@pytest.fixture(scope="session")
def made_empty(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce[MadeUpOffice]:
    """An office that knows itself, its villages and signers, and nobody else."""
    return MadeOnce(tmp_path_factory.mktemp("empty"), lambda folder: make_office(folder, elders=20, kdf=CHEAP))


@pytest.fixture
def living_office(made_living: MadeOnce[MadeUpOffice], tmp_path: Path) -> MadeUpOffice:
    """The living office, this test's own; its books lie beside the one it was copied from."""
    made = made_living.made
    return replace(made, store=made_living.copy(tmp_path / "office") / made.store.name)


@pytest.fixture
def office_store(living_office: MadeUpOffice) -> Iterator[Store]:
    """That office, open for writing on 3 November 2569."""
    with Store.open(living_office.store, password=living_office.password, clock=demo_clock()) as store:
        yield store


@pytest.fixture
def empty_store(made_empty: MadeOnce[MadeUpOffice], tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the office that knows nobody yet, this test's own."""
    opened: list[Store] = []

    def open_store() -> Store:
        office = made_empty.made
        path = made_empty.copy(tmp_path / "empty") / office.store.name
        opened.append(Store.open(path, password=office.password, clock=demo_clock()))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def desk(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[OpenShell]:
    """Opens the window at 1366 × 768 on a page of the living office, or of another store."""
    opened: list[Shell] = []

    def open_shell(page: str, store: Store | None = None) -> Shell:
        shell = Shell(
            PAGES,
            store=store or request.getfixturevalue("office_store"),
            clock=demo_clock(),
            office=OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์"),
            preferences=Preferences(page=page),
        )
        shell.resize(1366, 768)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        opened.append(shell)
        return shell

    yield open_shell
    for shell in opened:
        # Not `close`: that would ask about what a test left unsaved, and wait for an answer.
        shell.writer.close()
        shell.hide()
        shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
