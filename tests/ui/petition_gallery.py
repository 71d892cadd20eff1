"""The petitions page for the screenshots, on an office that took petitions for a fortnight."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.place import demo_clock
from sai_thong.ui.pages.petitions import PetitionsPage
from sai_thong.ui.pages.petitions.case_list import CaseListSection
from sai_thong.ui.pages.petitions.intake import IntakeView
from sai_thong.ui.shell import Shell
from tests.ui.page_gallery import page_maker, settle
from tests.ui.pages.petitions.cases import work_a_fortnight


@lru_cache(maxsize=1)
def _office() -> tuple[tempfile.TemporaryDirectory[str], MadeUpOffice]:
    """One office for all pictures of a run; its folder goes with the program."""
    folder = tempfile.TemporaryDirectory(prefix="sai-thong-petitions-")
    office = make_office(Path(folder.name) / "office", elders=20, kdf=Kdf(memory_kib=8, time_cost=1))
    with Store.open(office.store, password=office.password, clock=demo_clock()) as store:
        work_a_fortnight(store)
    return folder, office


def pages() -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """The list with a case beside it, a step, two cases compared, the board, calendar and figures, a petition taken."""
    for name, prepare in (
        ("case", _choose("ไฟถนน")),
        ("step", _next_step),
        ("alike", _compare),
        ("board", _board),
        ("calendar", _section("calendar")),
        ("figures", _section("figures")),
        ("intake", _intake),
    ):
        yield f"office-petitions-{name}", page_maker("petitions", prepare, office=lambda: _office()[1])


def _choose(words: str) -> Callable[[Shell], None]:
    def choose(shell: Shell) -> None:
        section = _list(shell)
        subjects = [row["subject"] for row in section.table.rows()]
        section.table.choose(next(place for place, subject in enumerate(subjects) if words in subject))
        settle(shell)

    return choose


def _next_step(shell: Shell) -> None:
    _choose("ลาดยาง")(shell)
    _list(shell).desk.open_next()


def _compare(shell: Shell) -> None:
    _choose("ไฟทางหน้าวัด")(shell)
    _list(shell).desk.compare()


def _board(shell: Shell) -> None:
    shell.go("petitions", section="board")


def _list(shell: Shell) -> CaseListSection:
    page = shell.page()
    assert isinstance(page, PetitionsPage)
    section = page.section()
    assert isinstance(section, CaseListSection)
    return section


def _section(key: str) -> Callable[[Shell], None]:
    def open_it(shell: Shell) -> None:
        _page(shell).open_section(key)
        settle(shell)

    return open_it


def _intake(shell: Shell) -> None:
    """The form of a street light, which an open case resembles."""
    page = _page(shell)
    page.take_petition()
    view = page.over.top()
    assert isinstance(view, IntakeView)
    view.form.service.choose("street-light")
    view.form.matter.show_values({"moo": "3", "place": "หน้าวัดบ้านน้อย"})
    view.look()
    settle(shell)
    view._saved = view._typed()  # the picture is put away without a question


def _page(shell: Shell) -> PetitionsPage:
    page = shell.page()
    assert isinstance(page, PetitionsPage)
    return page
