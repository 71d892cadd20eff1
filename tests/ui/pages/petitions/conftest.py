"""The fortnight of cases, made once and copied: what every test of the list and the board begins with.

A copy is another station, which gives no numbers: tests of numbers work on an office of their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.demo.office import make_office
from sai_thong.demo.place import demo_clock
from tests.ui.pages.conftest import CHEAP, OpenShell
from tests.ui.pages.petitions.cases import work_a_fortnight
from tests.ui.pages.petitions.worked import CaseDesk


@pytest.fixture(scope="session")
def worked_office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of an office that worked on petitions for a fortnight, and the password of its store."""
    office = make_office(tmp_path_factory.mktemp("worked") / "office", elders=20, kdf=CHEAP)
    with Store.open(office.store, password=office.password, clock=demo_clock()) as store:
        work_a_fortnight(store)
    return office.store, office.password


@pytest.fixture
def worked_store(worked_office: tuple[Path, str], tmp_path: Path) -> Iterator[Store]:
    """A copy of that office, open for writing on the demo day."""
    path, password = worked_office
    copy = tmp_path / "copy"
    shutil.copytree(path.parent, copy)
    with Store.open(copy / path.name, password=password, clock=demo_clock()) as store:
        yield store


@pytest.fixture
def cases(desk: OpenShell, worked_store: Store, qtbot: QtBot) -> CaseDesk:
    """The petitions page open on it."""
    return CaseDesk(desk("petitions", worked_store), qtbot)


@pytest.fixture
def numbering_cases(desk: OpenShell, empty_store: Callable[[], Store], qtbot: QtBot) -> CaseDesk:
    """The page open at the station that gives the numbers."""
    store = empty_store()
    work_a_fortnight(store)
    return CaseDesk(desk("petitions", store), qtbot)
