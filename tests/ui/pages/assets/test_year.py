"""The fiscal year: its lists lead to cards, the accounts are compared and explained, closing makes it stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.exchange.workbooks import read_workbook
from sai_thong.registers.assets.accounts import compare_year
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import closings
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.survey_reports import survey_reports
from sai_thong.ui.pages.assets import AssetsPage
from sai_thong.ui.pages.assets import year_views as views
from sai_thong.ui.pages.assets.year import YearSection
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.pages.assets.cards import BOUGHT, CONTROL, button, fill, form_of, texts
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled


@pytest.fixture
def shell(desk: OpenShell, store: Store, things: dict[str, Asset], qtbot: QtBot) -> Shell:
    assert things
    add_assets(store, NewAssets(Asset(name="ของไม่มีประเภท", cost_satang=5_000_000, acquired_on=BOUGHT)))
    opened = desk("assets", store)
    opened.go("assets", section="year")
    settled(qtbot, opened)
    return opened


@pytest.fixture
def year(shell: Shell) -> YearSection:
    page = shell.page()
    assert isinstance(page, AssetsPage)
    found = page.section()
    assert isinstance(found, YearSection)
    return found


def show(year: YearSection, key: str, shell: Shell, qtbot: QtBot) -> None:
    """Choose a list by the keys of its box."""
    year.view_box.setFocus()
    keys = list(views.VIEWS)
    step = Qt.Key.Key_Down if keys.index(key) > keys.index(year.view_box.value()) else Qt.Key.Key_Up
    while year.view_box.value() != key:
        qtbot.keyClick(year.view_box, step)
        settled(qtbot, shell)


def save(year: YearSection, shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(form_of(year), Qt.Key.Key_S, CONTROL)
    settled(qtbot, shell)


def told(year: YearSection) -> str:
    return "\n".join(each.text() for each in year.told.banners())


def test_the_year_that_is_over_is_proposed_with_what_it_writes_off(year: YearSection) -> None:
    assert year.year == 2569
    rows = {str(row["number"]): row for row in year.table.rows()}
    assert (rows["416-67-0001"]["amount"], rows["416-67-0001"]["accumulated"]) == (600_000, 1_800_000)
    assert "400-67-0001" not in rows  # below the line of capital
    assert "1 รายการ" in year.check_card.accessibleName()


def test_what_must_be_checked_leads_to_its_card(year: YearSection, shell: Shell, qtbot: QtBot) -> None:
    show(year, views.MUST_CHECK, shell, qtbot)
    (row,) = year.table.rows()
    assert "ประเภท" in str(row["reason"])
    assert year.told.banners()
    year.table.take_focus()
    qtbot.keyClick(year.table.grid, Qt.Key.Key_Return)
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, AssetsPage)
    assert page.tabs.current() == "register"
    assert "ของไม่มีประเภท" in texts(page.section())


def test_types_of_many_cards_are_settled_from_there_at_once(year: YearSection, shell: Shell, qtbot: QtBot) -> None:
    show(year, views.MUST_CHECK, shell, qtbot)
    qtbot.mouseClick(button(year, "เปิดการตั้งค่า"), Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert shell.page_key == "settings"


def test_survey_one_is_the_sum_of_survey_two(year: YearSection, shell: Shell, store: Store, qtbot: QtBot) -> None:
    show(year, views.TOTALS, shell, qtbot)
    total = next(row for row in year.table.rows() if row["id"] == "sum")
    show(year, views.VALUED, shell, qtbot)
    rows = year.table.rows()
    assert total["assets"] == len(rows) == len(survey_reports(store, 2569).valued)
    for figure in ("cost", "accumulated"):
        assert total[figure] == sum(row[figure] for row in rows)


def test_a_difference_from_the_accounts_names_the_asset_it_comes_from(
    year: YearSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    show(year, views.ACCOUNTS, shell, qtbot)
    row = next(place for place, each in enumerate(year.table.rows()) if "ยานพาหนะ" in str(each["name"]))
    year.table.choose(row)
    year.table.grid.setFocus()
    qtbot.keyClick(year.table.grid, Qt.Key.Key_F2)
    form = form_of(year)
    fill(form, "cost_satang", "0")
    fill(form, "accumulated_satang", "0")
    save(year, shell, qtbot)
    assert "differs" not in texts(year.panel)
    assert "ทะเบียนมากกว่าบัญชี 850,000.00 บาท" in texts(year.panel)
    assert "001-67-0001" in texts(year.panel)
    qtbot.mouseClick(button(year.panel, "เปิดบัตร"), Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, AssetsPage)
    assert page.tabs.current() == "register"
    assert compare_year(store, 2569).differences


def test_a_year_is_closed_with_its_figures_told_and_stands_from_then_on(
    year: YearSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    qtbot.mouseClick(year.close_button, Qt.MouseButton.LeftButton)
    form = form_of(year)
    assert "4 รายการ ราคาทุน 940,000.00" in "\n".join(each.text() for each in form.banners.banners())
    save(year, shell, qtbot)
    assert closings(store) == []  # a card must be checked first
    assert form.banners.banners()
    tick = form.editor("leave_unchecked").focus_target()
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    save(year, shell, qtbot)
    (closing,) = closings(store)
    assert (closing.fiscal_year_be, closing.assets) == (2569, 4)
    assert "ปิดเมื่อ 3 พฤศจิกายน 2569" in told(year)
    assert not year.close_button.isVisible()


def test_a_year_that_lasts_cannot_be_closed_and_says_why(year: YearSection, shell: Shell, qtbot: QtBot) -> None:
    year.year_box.setFocus()
    qtbot.keyClick(year.year_box, Qt.Key.Key_Up)
    settled(qtbot, shell)
    assert year.year == 2570
    assert "2570" in told(year)
    assert not year.close_button.isVisible()


def test_reports_are_shown_and_saved_as_a_workbook(
    year: YearSection, shell: Shell, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "รายงาน.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    show(year, views.VALUED, shell, qtbot)
    qtbot.mouseClick(year.print_button, Qt.MouseButton.LeftButton)
    actions = year.menu.actions()
    next(each for each in actions if each.text().startswith("บันทึกรายงาน")).trigger()
    settled(qtbot, shell)
    assert len(read_workbook(path)) == 4
    next(each for each in actions if "สท.1" in each.text()).trigger()
    year.menu.close()
    qtbot.waitUntil(lambda: bool(shell.findChildren(PrintPreview)), timeout=40_000)


def test_land_below_the_line_is_told_because_the_survey_has_no_place_for_it(
    year: YearSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    plot = Asset(name="ที่ดินริมคลอง", class_code="101", type_key="land", cost_satang=500_000, acquired_on=BOUGHT)
    add_assets(store, NewAssets(plot))
    show(year, views.MUST_CHECK, shell, qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_F5)
    settled(qtbot, shell)
    assert "ที่ดินริมคลอง" in [row["name"] for row in year.table.rows()]
