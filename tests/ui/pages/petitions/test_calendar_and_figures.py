"""The calendar shows what falls on each day, by keys; the figures add up, the confidential ones for holders only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.db import slots
from sai_thong.db.store import Store
from sai_thong.demo.office import MadeUpOffice
from sai_thong.demo.place import demo_clock
from sai_thong.registers.petitions import work
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.petitions.records import Petition, Task
from sai_thong.registers.petitions.terms import Channel, TaskKind
from sai_thong.registers.petitions.work import TaskGiven
from sai_thong.ui.kit import ThaiLabel
from sai_thong.ui.pages.petitions import PetitionsPage
from sai_thong.ui.pages.petitions.calendar import CalendarSection
from sai_thong.ui.pages.petitions.figures import FiguresSection
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

TODAY = date(2026, 11, 3)
VISIT_ON = TODAY + timedelta(days=2)


@pytest.fixture
def visit(office_store: Store) -> Task:
    """A visit the day after tomorrow, of a street lamp reported three weeks ago, which is overdue."""
    open_numbers(office_store, 2569)
    open_numbers(office_store, 2569, confidential=True)
    now = office_store.clock.now()
    case = take(
        office_store,
        Intake("street-light", "ไฟดับหน้าวัด", Channel.HEADMAN, received_at=now - timedelta(days=21), moo=4),
    ).petition
    take(office_store, Intake("waste", "ขยะหลังตลาด", Channel.PHONE, moo=4))
    given = TaskGiven("ดูเสาไฟ", TaskKind.VISIT, who="นายช่าง", begins_at=now + timedelta(days=2), place="หน้าวัด")
    return work.plan(office_store, case.id, given).record


@pytest.fixture
def open_section(desk: OpenShell, qtbot: QtBot) -> Callable[[str], Shell]:
    def open_it(key: str) -> Shell:
        shell = desk("petitions")
        settled(qtbot, shell)
        page_of(shell).open_section(key)
        settled(qtbot, shell)
        return shell

    return open_it


def page_of(shell: Shell) -> PetitionsPage:
    page = shell.page()
    assert isinstance(page, PetitionsPage)
    return page


def calendar_of(shell: Shell) -> CalendarSection:
    section = page_of(shell).section()
    assert isinstance(section, CalendarSection)
    return section


def figures_of(shell: Shell) -> FiguresSection:
    section = page_of(shell).section()
    assert isinstance(section, FiguresSection)
    return section


def words(widget: object) -> str:
    labels = widget.findChildren(ThaiLabel)  # type: ignore[attr-defined]
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


# the calendar


def test_the_arrows_go_to_the_day_of_the_visit_and_enter_to_its_list(
    open_section: Callable[[str], Shell], visit: Task, qtbot: QtBot
) -> None:
    shell = open_section("calendar")
    section = calendar_of(shell)
    section.take_focus()
    qtbot.keyClick(section.grid, Qt.Key.Key_Right)
    qtbot.keyClick(section.grid, Qt.Key.Key_Right)
    assert section.grid.day == VISIT_ON
    assert "นัด 1" in section.grid.accessibleDescription()
    qtbot.keyClick(section.grid, Qt.Key.Key_Return)
    row = section.table.chosen()
    assert row is not None
    assert (row["id"], row["when"]) == (visit.id, "09:00")
    assert all(part in section.told.text() for part in ("ดูเสาไฟ", "นายช่าง", "หน้าวัด", "ไฟดับหน้าวัด"))


def test_the_slip_of_the_visit_is_printed_from_its_day(
    open_section: Callable[[str], Shell], visit: Task, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "sai_thong.ui.pages.petitions.calendar.print_appointment", lambda _page, task: asked.append(task)
    )
    shell = open_section("calendar")
    section = calendar_of(shell)
    section.grid.choose(VISIT_ON)
    settled(qtbot, shell)
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [visit.id]


def test_the_case_of_a_day_opens_in_the_list(open_section: Callable[[str], Shell], visit: Task, qtbot: QtBot) -> None:
    shell = open_section("calendar")
    calendar_of(shell).grid.choose(VISIT_ON)
    settled(qtbot, shell)
    calendar_of(shell).open_button.click()
    settled(qtbot, shell)
    assert page_of(shell).tabs.current() == "list"
    assert page_of(shell).section().state().get("case") == visit.petition_id


@pytest.mark.usefixtures("visit")
def test_another_month_is_read_and_a_holiday_says_what_it_is(
    open_section: Callable[[str], Shell],
    qtbot: QtBot,
) -> None:
    shell = open_section("calendar")
    section = calendar_of(shell)
    section.take_focus()
    qtbot.keyClick(section.grid, Qt.Key.Key_PageUp)
    settled(qtbot, shell)
    assert section.picker.month().iso == "2026-10"
    overdue = [day for day in section._days.values() if day.due]
    assert len(overdue) == 1, "the lamp was to be answered in October"
    section.grid.choose(date(2026, 12, 10))
    settled(qtbot, shell)
    assert "รัฐธรรมนูญ" in words(section.table.state)
    qtbot.keyClick(section.grid, Qt.Key.Key_Home)
    assert section.grid.day == TODAY


# the figures


@pytest.mark.usefixtures("visit")
def test_the_figures_add_up_in_every_table(
    open_section: Callable[[str], Shell],
    office_store: Store,
) -> None:
    section = figures_of(open_section("figures"))
    for key in ("service", "village", "division", "channel", "month"):
        section.which.set_value(key)
        section._show_table()
        assert sum(int(row["received"]) for row in section.table.rows()) == len(office_store.find(Petition)), key
    assert "ต.ค." in section.chart.accessibleDescription()


@pytest.mark.usefixtures("visit")
def test_the_first_half_of_last_year_holds_nothing_of_this_year(
    open_section: Callable[[str], Shell],
    qtbot: QtBot,
) -> None:
    shell = open_section("figures")
    section = figures_of(shell)
    section.year.set_value("2569")
    section.year.chosen.emit("2569")
    settled(qtbot, shell)
    assert not section.table.rows()


@pytest.mark.usefixtures("visit")
def test_the_report_and_its_workbook_are_of_the_chosen_time(
    open_section: Callable[[str], Shell],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, object]] = []
    monkeypatch.setattr(
        "sai_thong.ui.pages.petitions.figures.print_paper",
        lambda _page, key, request: asked.append((key, request.half)),
    )
    kept = tmp_path / "kept.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(kept), ""))
    shell = open_section("figures")
    section = figures_of(shell)
    section.half.set_value("first")
    section.buttons["ita-services"].click()
    section.buttons["corruption.xlsx"].click()
    settled(qtbot, shell)
    assert asked == [("ita-services", "first")]
    assert kept.is_file()


def test_who_holds_no_key_of_the_complaints_gets_no_figures_of_them(
    desk: OpenShell, living_office: MadeUpOffice, office_store: Store, qtbot: QtBot
) -> None:
    slots.add_user(office_store.path, office_store.keys, "ผู้ช่วย", "ทดสอบ-saithong", sets=())
    office_store.close()
    with Store.open(living_office.store, user="ผู้ช่วย", password="ทดสอบ-saithong", clock=demo_clock()) as store:
        shell = desk("petitions", store)
        page_of(shell).open_section("figures")
        settled(qtbot, shell)
        section = figures_of(shell)
        assert section.buttons["ita-services"].isVisibleTo(section)
        assert not section.buttons["ita-corruption"].isVisibleTo(section)
        shell.writer.close()
