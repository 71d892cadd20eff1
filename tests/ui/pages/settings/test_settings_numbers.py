"""The account of numbers through keys and clicks: opened in the middle of a year, lent, back, void, handed over."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.terms import Channel
from sai_thong.registers.saraban.series import open_register
from sai_thong.ui.pages.saraban import SarabanPage
from sai_thong.ui.pages.saraban.incoming import IncomingSection
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.numbers import NumbersSection
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settings.steps import open_section, save, texts, the_form, told, write
from tests.ui.pages.settling import settled

PETITIONS = "/petitions/2569"
LETTERS = "/letters-in/2569"


def numbers(page: SettingsPage, shell: Shell, qtbot: QtBot) -> NumbersSection:
    section = open_section(page, "numbers")
    assert isinstance(section, NumbersSection)
    settled(qtbot, shell)
    return section


def filled(section: NumbersSection, shell: Shell, qtbot: QtBot, **typed: str) -> None:
    form = the_form(section)
    for key, text in typed.items():
        write(form, key, text)
    save(qtbot, shell, form)
    settled(qtbot, shell)


def test_a_series_is_opened_in_the_middle_of_the_year_lent_taken_back_and_handed_over(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = numbers(page, shell, qtbot)
    assert section.table.choose_id(PETITIONS)
    assert "ยังไม่มีเครื่องใดออกเลข" in texts(section.record)
    section.open_chosen()
    filled(section, shell, qtbot, next_number="36")
    assert "ตั้งแต่เลข 36" in told(page)
    taken = take(office_store, Intake("street-light", "ไฟดับ", Channel.PHONE)).petition
    assert taken.number == "36/2569"
    section.lend()
    filled(section, shell, qtbot, size="10", given_to="ผู้ใหญ่บ้าน หมู่ 3")
    assert "37–46 (10)" in texts(section.record)
    section.void()
    filled(section, shell, qtbot, number="36", why="ผิด")
    assert the_form(section).banners.banners(), "a case bears it"
    section.over.uncover()
    section.take_back()
    filled(section, shell, qtbot, why="คืนเล่ม")
    row = section.table.chosen()
    assert row is not None
    assert (row["given"], row["next"]) == (11, 47)
    section.hand_over()
    filled(section, shell, qtbot, to_station="abcdefgh", why="ย้ายงาน")
    assert "abcdefgh" in texts(section.record)
    assert "ย้ายงาน" in texts(section.record)
    section.open_lettered()
    filled(section, shell, qtbot, next_number="1", letter="ก")
    assert section.table.choose_id("/petitions-ก/2569")
    assert [action.text() for action in section.more_menu().actions()] == ["ยกเลิกเลข…", "ส่งมอบให้เครื่องอื่นออกเลข…"]


def test_missing_numbers_are_told_until_each_is_void_with_its_reason(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    open_register(office_store, "letters-in", 2569, next_number=1)
    section = numbers(page, shell, qtbot)
    assert section.table.choose_id(LETTERS)
    section.void()
    filled(section, shell, qtbot, number="1", why="เขียนเสีย")
    section.void()
    filled(section, shell, qtbot, number="3", why="เขียนเสีย")
    assert "ขาดหาย" in texts(section.record)
    section.void()
    filled(section, shell, qtbot, number="2", why="เขียนเสีย")
    assert "1–3 (3)" in texts(section.record)
    assert "ขาดหาย" not in texts(section.record)


def test_the_register_leads_to_the_account_of_its_numbers(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    open_register(office_store, "letters-in", 2569, next_number=5)
    shell = desk("saraban")
    page = shell.page()
    assert isinstance(page, SarabanPage)
    section = page.section()
    assert isinstance(section, IncomingSection)
    section.open_series()
    settled(qtbot, shell)
    opened = shell.page()
    assert isinstance(opened, SettingsPage)
    shown = opened.section()
    assert isinstance(shown, NumbersSection)
    series = shown.chosen()
    assert series is not None
    assert (series.key, series.next_number) == (LETTERS, 5)
