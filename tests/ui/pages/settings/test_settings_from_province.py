"""What the province sends is told on Today and decided on in the settings; before that nothing of it is in use."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.from_province.contents import DownKind
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.ui.kit import ActionButton
from sai_thong.ui.pages.settings.from_province import FromProvinceSection
from sai_thong.ui.pages.settings.page import SettingsPage
from sai_thong.ui.pages.today import TodayPage
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settings.steps import save, texts, the_form, told, write
from tests.ui.pages.settling import settled

DAY = date(2026, 12, 28)
NEWER = "survey"
HOLIDAY = f'[[holiday]]\nday = {DAY.isoformat()}\nname = "วันหยุดพิเศษ"\n'


@pytest.fixture
def sent(office_store: Store) -> dict[str, ProvinceItem]:
    """An announcement, a proposal and what only a newer program knows, as a round brings them."""
    contents: dict[str, str] = {DownKind.ANNOUNCEMENT: "ขอให้ตรวจบัญชีก่อนวันที่ 5", DownKind.HOLIDAYS: HOLIDAY, NEWER: "?"}
    with office_store.transaction() as tx:
        return {
            kind: tx.insert(
                ProvinceItem(
                    number=number, kind=kind, title=f"เรื่อง {kind}", content=words, sent_at="2026-11-21T02:00:00.000Z"
                )
            )
            for number, (kind, words) in enumerate(contents.items(), start=1)
        }


def section_of(page: SettingsPage, item: ProvinceItem) -> FromProvinceSection:
    page.restore({"section": "from-province", "chosen": item.id})
    section = page.section()
    assert isinstance(section, FromProvinceSection)
    return section


def press(qtbot: QtBot, section: FromProvinceSection, words: str) -> None:
    (button,) = (each for each in section.record.findChildren(ActionButton) if each.text().startswith(words))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_office_to_which_nothing_was_sent_has_no_such_section(page: SettingsPage) -> None:
    assert not page.has_section("from-province")


def test_today_tells_of_it_and_leads_there(sent: dict[str, ProvinceItem], desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("today")
    settled(qtbot, shell)
    today = shell.page()
    assert isinstance(today, TodayPage)
    assert f"จากจังหวัด: {sent[DownKind.HOLIDAYS].title}" in texts(today)
    shell.go("settings", section="from-province", chosen=sent[DownKind.HOLIDAYS].id)
    page = shell.page()
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section(), FromProvinceSection)
    assert "วันหยุดพิเศษ" in texts(page.section().record)


def test_what_only_a_newer_program_opens_may_be_declined_and_not_accepted(
    sent: dict[str, ProvinceItem], desk: OpenShell
) -> None:
    page = desk("settings").page()
    assert isinstance(page, SettingsPage)
    record = section_of(page, sent[NEWER]).record
    assert "โปรแกรมรุ่นนี้เก่าเกินกว่าจะเปิด" in texts(record)
    assert [each.text()[:6] for each in record.findChildren(ActionButton)] == ["ไม่รับ"]


def test_a_proposal_is_in_use_once_it_is_accepted(
    sent: dict[str, ProvinceItem], desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    shell = desk("settings")
    page = shell.page()
    assert isinstance(page, SettingsPage)
    section = section_of(page, sent[DownKind.HOLIDAYS])
    assert DAY not in holiday_table(office_store)
    press(qtbot, section, "รับไปใช้")
    settled(qtbot, shell)
    assert DAY in holiday_table(office_store)
    assert "รับ “เรื่อง holidays” ไปใช้แล้ว" in told(page)
    assert not section.record.findChildren(ActionButton)


def test_declining_asks_why(sent: dict[str, ProvinceItem], desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    shell = desk("settings")
    page = shell.page()
    assert isinstance(page, SettingsPage)
    section = section_of(page, sent[DownKind.HOLIDAYS])
    press(qtbot, section, "ไม่รับ")
    write(the_form(section), "why", "ใช้ของเราเอง")
    save(qtbot, shell, the_form(section))
    assert DAY not in holiday_table(office_store)
    assert office_store.get(ProvinceItem, sent[DownKind.HOLIDAYS].id).reason == "ใช้ของเราเอง"


def test_what_comes_while_the_page_is_open_gets_its_section(page: SettingsPage, office_store: Store) -> None:
    with office_store.transaction() as tx:
        words = ProvinceItem(
            number=1, kind=DownKind.ANNOUNCEMENT, title="ประกาศ", content="อ่าน", sent_at="2026-11-21T02:00:00Z"
        )
        tx.insert(words)
        changes = tx.changes
    page.refresh(changes)
    assert page.has_section("from-province")
