"""Today tells what is due with counts, leads to where it is done, and shows a new office how to begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock, bangkok_today
from sai_thong.registers.allowances.today import today
from sai_thong.registers.assets.asset_dates import add_date
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.records import Asset, AssetDate
from sai_thong.registers.assets.terms import DateKind
from sai_thong.registers.assets.today import AssetDuty, assets_today
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.listing import Scope
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.petitions.terms import Channel
from sai_thong.registers.petitions.today import CaseDuty, cases_today
from sai_thong.registers.saraban import incoming, outgoing
from sai_thong.registers.saraban.series import Numbering
from sai_thong.registers.saraban.today import DocumentDuty, documents_today
from sai_thong.ui.kit import MonthChart, ThaiLabel
from sai_thong.ui.pages.allowances import AllowancesPage
from sai_thong.ui.pages.assets import AssetsPage
from sai_thong.ui.pages.assets.register import RegisterSection
from sai_thong.ui.pages.petitions import PetitionsPage
from sai_thong.ui.pages.saraban import SarabanPage
from sai_thong.ui.pages.today import TodayPage
from sai_thong.ui.pages.today_lines import due_lines, read_day
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import CHEAP, OpenShell
from tests.ui.pages.settling import settled


def page_of(shell: Shell) -> TodayPage:
    page = shell.page()
    assert isinstance(page, TodayPage)
    return page


def words_on(page: TodayPage) -> list[str]:
    return [label.text() for label in page.findChildren(ThaiLabel) if label.isVisibleTo(page)]


def test_every_duty_stands_there_with_its_count(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    shell = desk("today")
    settled(qtbot, shell)
    shown = words_on(page_of(shell))
    duties = today(office_store).duties
    assert duties
    assert all(duty.text in shown for duty in duties)


def test_what_cannot_wait_comes_first_whatever_register_it_is_of(
    desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    incoming.receive(office_store, incoming.Receipt(sender="อำเภอ", subject="ขอข้อมูล"), numbering=Numbering.BLANK)
    day = bangkok_today(office_store.clock)
    bought = Asset(name="รถยนต์", cost_satang=50_000_000, acquired_on=day - timedelta(days=800))
    (car,) = add_assets(office_store, NewAssets(bought)).cards
    passed = AssetDate(asset_id=car.id, kind=DateKind.VEHICLE_TAX, due_on=day - timedelta(days=3))
    add_date(office_store, passed)
    shell = desk("today")
    settled(qtbot, shell)
    lines = due_lines(read_day(office_store), shell)
    weights = [line.weight for line in lines]
    assert weights == sorted(weights)
    words = [line.words for line in lines]
    letter = documents_today(office_store)[0]
    late = next(each for each in assets_today(office_store).duties if each.urgent)
    assert not letter.urgent
    assert words.index(late.text) < words.index(letter.text)
    shown = [button.accessibleName().partition(": ")[2] for button in page_of(shell).buttons]
    assert shown.index(late.text) < shown.index(letter.text)


def test_a_window_left_open_over_midnight_shows_the_new_day(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    shell = desk("today")
    settled(qtbot, shell)
    assert "3 พ.ย. 2569" in page_of(shell).header.title_label.text()
    shell.open_page("settings")
    for clock in (shell.clock, office_store.clock):
        assert isinstance(clock, FixedClock)
        clock.advance(days=1)
    shell.open_page("today")
    settled(qtbot, shell)
    assert "4 พ.ย. 2569" in page_of(shell).header.title_label.text()
    for clock in (shell.clock, office_store.clock):
        assert isinstance(clock, FixedClock)
        clock.advance(days=1)
    shell.backups.changed.emit()
    settled(qtbot, shell)
    assert "5 พ.ย. 2569" in page_of(shell).header.title_label.text()


def test_the_month_that_comes_next_opens_with_one_press(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    shell = desk("today")
    settled(qtbot, shell)
    due = today(office_store).months[0]
    button = page_of(shell).buttons[-1]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    settled(qtbot, shell)
    opened = shell.page()
    assert isinstance(opened, AllowancesPage)
    assert opened.month == due.month


def test_the_chart_tells_the_closed_months(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("today")
    settled(qtbot, shell)
    chart = page_of(shell).findChild(MonthChart)
    assert isinstance(chart, MonthChart)
    assert "ต.ค." in chart.accessibleDescription()


def test_a_new_office_is_led_to_import(desk: OpenShell, tmp_path: Path, qtbot: QtBot) -> None:
    clock = FixedClock(datetime(2026, 11, 3, 2, tzinfo=UTC))
    with Store.create(
        tmp_path / "new.saithong", office="ทรายทอง", user="ก", password="new-office", clock=clock, kdf=CHEAP
    )[0] as store:
        shell = desk("today", store)
        settled(qtbot, shell)
        button = page_of(shell).state_view.button
        assert button is not None
        assert button.isVisible()
        shell.writer.close()


def test_what_is_due_on_petitions_leads_to_its_list(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    open_numbers(office_store, 2569)
    received = office_store.clock.now() - timedelta(days=30)
    take(office_store, Intake("street-light", "ไฟดับ", Channel.PHONE, received_at=received))
    shell = desk("today")
    settled(qtbot, shell)
    (duty,) = cases_today(office_store).duties
    assert duty.kind is CaseDuty.OVERDUE
    assert duty.text in words_on(page_of(shell))
    button = next(each for each in page_of(shell).buttons if each.accessibleName().endswith(duty.text))
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    settled(qtbot, shell)
    opened = shell.page()
    assert isinstance(opened, PetitionsPage)
    assert opened.section().state()["view"] == Scope.OVERDUE.value


def test_what_is_due_on_documents_leads_to_its_list(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    receipt = incoming.Receipt(sender="อำเภอ", subject="ขอข้อมูล")
    earlier = office_store.clock.now() - timedelta(days=400)
    waiting = incoming.receive(office_store, replace(receipt, received_at=earlier), numbering=Numbering.BLANK).record
    outgoing.draft_outgoing(office_store, outgoing.Draft(subject="ตอบ", dated_on=earlier.date()))
    shell = desk("today")
    for duty in documents_today(office_store):
        settled(qtbot, shell)
        assert duty.text in words_on(page_of(shell))
        button = next(each for each in page_of(shell).buttons if each.accessibleName().endswith(duty.text))
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        settled(qtbot, shell)
        opened = shell.page()
        assert isinstance(opened, SarabanPage)
        listed = [row["id"] for row in opened.section().table.rows()]  # type: ignore[attr-defined]
        if duty.kind is not DocumentDuty.OUTGOING_UNNUMBERED:
            assert listed == [waiting.id]
        assert len(listed) == 1
        shell.open_page("today")
    assert {each.kind for each in documents_today(office_store)} == {
        DocumentDuty.INCOMING_UNNUMBERED,
        DocumentDuty.OUTGOING_UNNUMBERED,
        DocumentDuty.NOT_PASSED_ON,
    }


def test_what_is_due_on_assets_leads_to_its_list(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    day = bangkok_today(office_store.clock)
    bought = Asset(name="รถยนต์", cost_satang=50_000_000, acquired_on=day - timedelta(days=800))
    (car,) = add_assets(office_store, NewAssets(bought)).cards
    near = day + timedelta(days=10)
    add_date(office_store, AssetDate(asset_id=car.id, kind=DateKind.VEHICLE_TAX, due_on=near))
    kinds = {each.kind for each in assets_today(office_store).duties}
    assert {AssetDuty.DATES, AssetDuty.UNNUMBERED, AssetDuty.YEAR_TO_CLOSE} <= kinds
    shell = desk("today")
    for duty in assets_today(office_store).duties:
        settled(qtbot, shell)
        assert duty.text in words_on(page_of(shell))
        button = next(each for each in page_of(shell).buttons if each.accessibleName().endswith(duty.text))
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        settled(qtbot, shell)
        opened = shell.page()
        assert isinstance(opened, AssetsPage)
        if duty.kind in (AssetDuty.DATES, AssetDuty.UNNUMBERED):
            section = opened.section()
            assert isinstance(section, RegisterSection)
            assert [row["id"] for row in section.table.rows()] == [car.id]
        shell.open_page("today")
