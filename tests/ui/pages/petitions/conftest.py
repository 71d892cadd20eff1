"""The fortnight of cases, made once and copied: what every test of the list and the board begins with.

The list's copy lies on another computer, which gives no numbers; tests of numbers work where the numbers are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.demo.office import PASSWORD, MadeUpOffice
from sai_thong.demo.place import demo_clock
from tests.made_once import MadeOnce
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.petitions.cases import work_a_fortnight
from tests.ui.pages.petitions.worked import CaseDesk


@pytest.fixture(scope="session")
def worked_office(made_empty: MadeOnce[MadeUpOffice], tmp_path_factory: pytest.TempPathFactory) -> MadeOnce[Path]:
    """An office that worked on petitions for a fortnight."""

    def work(folder: Path) -> Path:
        office = made_empty.made
        path = made_empty.copy(folder) / office.store.name
        with Store.open(path, password=office.password, clock=demo_clock()) as store:
            work_a_fortnight(store)
        return path

    return MadeOnce(tmp_path_factory.mktemp("worked"), work)


@pytest.fixture
def worked_store(worked_office: MadeOnce[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """That office as a file carried to another computer, open for writing on the demo day."""
    path = worked_office.copy(tmp_path / "copy") / worked_office.made.name
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "another home"))
    with Store.open(path, password=PASSWORD, clock=demo_clock()) as store:
        yield store


@pytest.fixture
def numbering_store(worked_office: MadeOnce[Path], tmp_path: Path) -> Iterator[Store]:
    """That office where it worked: the station that gives the numbers."""
    path = worked_office.copy(tmp_path / "here") / worked_office.made.name
    with Store.open(path, password=PASSWORD, clock=demo_clock()) as store:
        yield store


@pytest.fixture
def cases(worked_store: Store, desk: OpenShell, qtbot: QtBot) -> CaseDesk:
    """The petitions page open on the list."""
    return CaseDesk(desk("petitions", worked_store), qtbot)


@pytest.fixture
def numbering_cases(numbering_store: Store, desk: OpenShell, qtbot: QtBot) -> CaseDesk:
    """The page open at the station that gives the numbers."""
    return CaseDesk(desk("petitions", numbering_store), qtbot)
