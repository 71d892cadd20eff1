"""The allowances page as a clerk walks it: a month from draft to close, results by exception, the sealed list."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Wanted
from sai_thong.db.errors import DiskFull
from sai_thong.db.store import Store
from sai_thong.registers.allowances.months import close, months_of
from sai_thong.registers.allowances.records import MonthState, Outcome, PaymentLine
from sai_thong.registers.allowances.results import results_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import EntryGrid, RecordForm
from sai_thong.ui.pages.allowances import AllowancesPage
from sai_thong.ui.pages.allowances.month import MonthSection
from sai_thong.ui.pages.allowances.results_entry import ResultsEntry
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

NOVEMBER = Month(2026, 11)


def page_of(shell: Shell) -> AllowancesPage:
    page = shell.page()
    assert isinstance(page, AllowancesPage)
    return page


def month_of(shell: Shell) -> MonthSection:
    section = page_of(shell).section()
    assert isinstance(section, MonthSection)
    return section


@pytest.fixture
def shell(desk: OpenShell, qtbot: QtBot) -> Shell:
    opened = desk("allowances")
    settled(qtbot, opened)
    return opened


def press(
    qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(widget, key, modifier)


def form_of(section: MonthSection) -> RecordForm:
    form = section.stack.currentWidget()
    assert isinstance(form, RecordForm)
    return form


def save(qtbot: QtBot, shell: Shell) -> None:
    press(qtbot, form_of(month_of(shell)).save_button, Qt.Key.Key_Return)
    settled(qtbot, shell)


def state(store: Store) -> set[MonthState]:
    return {each.state for each in months_of(store, NOVEMBER)}


def test_a_month_goes_from_draft_to_close_and_its_list_is_printed(
    shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = month_of(shell)
    assert section.board is not None
    assert section.board.view.state is MonthState.PREPARING
    people = section.board.view.people
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    editor = form_of(section).editor("cut_off_on").focus_target()
    assert editor.hasFocus()
    type_text(editor, "2/11/2569")
    save(qtbot, shell)
    assert state(office_store) == {MonthState.SENT}
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    save(qtbot, shell)
    assert state(office_store) == {MonthState.PAID}
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    entry = section.stack.currentWidget()
    assert isinstance(entry, ResultsEntry)
    qtbot.mouseClick(entry.finish_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert state(office_store) == {MonthState.RESULTS}
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    save(qtbot, shell)
    assert state(office_store) == {MonthState.CLOSED}
    assert section.board.view.people == people
    press(qtbot, shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(section.print_menu.isVisible)
    press(qtbot, section.print_menu, Qt.Key.Key_Return)
    from sai_thong.ui.preview import PrintPreview

    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: any(sheet.picture is not None for sheet in preview.sheets.sheets), timeout=20_000)
    press(qtbot, preview, Qt.Key.Key_Escape)
    assert section.print_button.isVisible()


def test_a_chosen_person_explains_the_amount_and_esc_shows_what_must_be_settled(shell: Shell, qtbot: QtBot) -> None:
    section = month_of(shell)
    press(qtbot, section.list.search, Qt.Key.Key_Down)
    row = section.list.table.chosen()
    assert row is not None
    settled(qtbot, shell)
    assert section.list.beside.currentWidget() is section.list.record
    assert section.list.record.accessibleName() == row["name"]
    press(qtbot, section.list.table.grid, Qt.Key.Key_Escape)
    assert section.list.table.chosen() is None
    assert section.list.beside.currentWidget() is section.list.findings


def test_search_and_filters_narrow_the_list_and_say_when_nobody_fits(shell: Shell, qtbot: QtBot) -> None:
    section = month_of(shell)
    everyone = len(section.list.table.rows())
    first = section.list.table.rows()[0]
    type_text(section.list.search, first["name"][-4:])
    assert first["id"] in [row["id"] for row in section.list.table.rows()]
    assert len(section.list.table.rows()) < everyone
    type_text(section.list.search, "ฮฮฮฮฮ")
    assert len(section.list.table.rows()) == 0
    press(qtbot, section.list.search, Qt.Key.Key_Escape)
    assert len(section.list.table.rows()) == everyone


def test_an_exception_is_keyed_in_the_grid_and_kept_while_one_searches_on(
    shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    from sai_thong.registers.allowances.months import mark_paid, send

    send(office_store, SchemeSet.ORDINARY, NOVEMBER)
    mark_paid(office_store, SchemeSet.ORDINARY, NOVEMBER)
    press(qtbot, shell, Qt.Key.Key_F5)
    settled(qtbot, shell)
    section = month_of(shell)
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    entry = section.stack.currentWidget()
    assert isinstance(entry, ResultsEntry)
    lines = [line for line in section.board.view.lines if not line.channel.is_cash]  # type: ignore[union-attr]
    key_failure(entry, lines[0], "บัญชีปิด")
    entry.search.clear()
    assert [each.line_id for each in entry.entries()] == [lines[0].id]
    press(qtbot, entry, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shell)
    kept = results_of(office_store, SchemeSet.ORDINARY, NOVEMBER)
    assert kept[lines[0].id].outcome is Outcome.TRANSFER_FAILED
    assert kept[lines[0].id].reason == "บัญชีปิด"
    row = next(row for row in section.list.table.rows() if row["line_id"] == lines[0].id)
    assert "บัญชีปิด" in row["state"].text


def key_failure(entry: ResultsEntry, line: PaymentLine, reason: str) -> None:
    type_text(entry.search, line.citizen_id)
    grid: EntryGrid = entry.grid
    columns = len(grid.grid.model().shown)  # type: ignore[attr-defined]
    type_text(grid.grid, "1")
    model: Any = grid.grid.model()
    model.setData(model.index(0, columns + 1), reason)


def test_closing_is_refused_with_what_stands_in_the_way(shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    december = NOVEMBER.next()
    page_of(shell).show_month(december)
    settled(qtbot, shell)
    section = month_of(shell)
    for _step in range(2):
        qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
        save(qtbot, shell)
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    entry = section.stack.currentWidget()
    assert isinstance(entry, ResultsEntry)
    qtbot.mouseClick(entry.finish_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert any(finding.blocking for finding in section.board.view.findings)  # type: ignore[union-attr]
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    save(qtbot, shell)
    assert {each.state for each in months_of(office_store, december)} == {MonthState.RESULTS}
    assert form_of(section).banners.banners()[0].text()


def test_the_sealed_list_opens_only_by_its_switch_and_holds_nobody_of_the_ordinary_one(
    shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    page = page_of(shell)
    ordinary = {row["scheme_key"] for row in month_of(shell).list.table.rows()}
    assert "hiv" not in ordinary
    page.show_sealed(True)
    settled(qtbot, shell)
    sealed = month_of(shell)
    noted = access_log.accesses(office_store, Wanted(kinds=frozenset({Access.VIEW_SEALED})))
    assert [each.record_id for each in noted] == ["special"]
    assert {row["scheme_key"] for row in sealed.list.table.rows()} == {"hiv"}
    assert page.state() == {"month": NOVEMBER.iso}
    page.show_sealed(False)
    settled(qtbot, shell)
    assert {row["scheme_key"] for row in month_of(shell).list.table.rows()} == ordinary


def test_where_the_look_cannot_be_noted_nothing_of_the_sealed_list_is_shown(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_looks: object) -> None:
        raise DiskFull

    monkeypatch.setattr(access_log, "note", full)
    page_of(shell).show_sealed(True)
    settled(qtbot, shell)
    assert list(month_of(shell).list.table.rows()) == []


def test_a_closed_month_offers_the_next_one(shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    close(office_store, SchemeSet.ORDINARY, NOVEMBER)
    press(qtbot, shell, Qt.Key.Key_F5)
    settled(qtbot, shell)
    section = month_of(shell)
    qtbot.mouseClick(section.main_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert page_of(shell).month == NOVEMBER.next()


def test_every_kind_of_finding_and_action_has_words_and_a_place() -> None:
    from sai_thong.registers.allowances.findings import Action, FindingCode
    from sai_thong.ui.pages.allowances.finding_deeds import ACTION_WORDS
    from sai_thong.ui.pages.allowances.month_board import FINDING_WORDS

    assert set(FINDING_WORDS) == set(FindingCode)
    assert set(ACTION_WORDS) == set(Action) - {Action.CHECK_SHARED}, "which has deeds of its own"
