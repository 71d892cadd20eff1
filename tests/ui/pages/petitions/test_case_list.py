"""The list of cases through keys and clicks: saved views, search, the case beside it, confidential ones apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db import slots
from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.listing import View, petitions
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.terms import Channel, PetitionState
from sai_thong.ui.kit import ActionButton, Chip
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.citizens.more_menu import MoreMenu
from sai_thong.ui.pages.petitions.case_rows import RowsOfView
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.petitions.cases import open_numbers
from tests.ui.pages.petitions.worked import CaseDesk, texts

OPEN_CASES = 8


def test_what_is_due_first_stands_first_and_says_by_how_much(cases: CaseDesk) -> None:
    assert len(cases.subjects()) == OPEN_CASES
    first = cases.listed.table.rows()[0]
    assert "เสียงดัง" in first["subject"]
    assert first["due"].tone.value == "bad"
    assert [row["petitioner"] for row in cases.listed.table.rows() if "เสียงดัง" in row["subject"]] == ["ไม่ประสงค์ออกนาม"]


def test_the_figures_count_what_waits(cases: CaseDesk) -> None:
    figures = [card.accessibleName() for card in cases.listed.figures.cards]
    assert figures[0].startswith(f"เรื่องที่ยังไม่จบ: {OPEN_CASES} เรื่อง")
    assert "3 เรื่อง. ต้องทำก่อน" in figures[2]
    # One case was answered in time; two more wait for an answer that is overdue.
    assert "33 %" in figures[3]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("mine", ["ไฟถนนหน้าวัดดับ 3 ดวง"]),
        (PetitionState.AWAITING_PAPERS.value, ["ขออนุญาตก่อสร้างบ้านพักอาศัยสองชั้น"]),
        (PetitionState.PROPOSED.value, ["ขอรับการสนับสนุนน้ำงานบวช"]),
        ("ended", ["ขอให้กลบหลุมถนนสายหนองปู่"]),
        ("unnumbered", []),
    ],
)
def test_a_saved_view_shows_its_cases(cases: CaseDesk, view: str, expected: list[str]) -> None:
    cases.page.restore({"section": "list", "view": view})
    assert cases.subjects() == expected


def test_village_and_division_narrow_the_view(cases: CaseDesk) -> None:
    cases.listed.village.set_value("3")
    cases.listed.show_rows()
    assert cases.subjects() == ["ไฟถนนหน้าวัดดับ 3 ดวง", "ไฟทางหน้าวัดไม่ติด"]
    cases.listed.division.set_value("welfare")
    cases.listed.show_rows()
    assert cases.listed.table.state.isVisible()


def test_a_case_is_found_as_one_types_and_chosen_by_the_arrow(cases: CaseDesk, qtbot: QtBot) -> None:
    assert cases.listed.search.hasFocus()
    type_text(cases.listed.search, "ลาดยาง")
    assert cases.subjects() == ["ขอให้ลาดยางถนนเข้าสวนส่วนบุคคล"]
    qtbot.keyClick(cases.listed.search, Qt.Key.Key_Down)
    cases.wait(lambda: cases.listed.desk.shown is not None)
    assert "ที่ดินส่วนบุคคล" in texts(cases.listed.desk.panel)


def test_what_is_not_found_under_a_view_can_be_searched_everywhere(cases: CaseDesk) -> None:
    type_text(cases.listed.search, "กลบหลุม")
    assert cases.listed.table.state.isVisible()
    assert cases.listed.table.state.button is not None
    cases.listed.table.state.button.click()
    assert cases.subjects() == ["ขอให้กลบหลุมถนนสายหนองปู่"]


def test_a_case_says_where_it_stands_by_when_and_under_which_law(cases: CaseDesk) -> None:
    petition = cases.choose("ไฟถนน")
    said = texts(cases.listed.desk.panel)
    assert petition.number in said
    assert "พ.ร.ฎ. ว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี" in said
    for words in ("นายบุญมี ศรีสมบัติ", "เปลี่ยนหลอดและโคม", "L-0041", "ตรวจสอบแล้วหลอดไฟเสื่อมสภาพ เห็นควรเปลี่ยนหลอดใหม่"):
        assert words in said


def test_one_primary_button_stands_below_the_case(cases: CaseDesk) -> None:
    cases.choose("ไฟถนน")
    buttons = [
        each for each in cases.listed.desk.panel.findChildren(ActionButton) if each.property("kind") == "primary"
    ]
    assert [button.text() for button in buttons] == ["ลงความเห็น…"]


def test_escape_leaves_the_case_then_nothing(cases: CaseDesk, qtbot: QtBot) -> None:
    cases.choose("ไฟถนน")
    qtbot.keyClick(cases.listed.table.grid, Qt.Key.Key_Escape)
    assert cases.listed.desk.shown is None
    assert cases.listed.search.hasFocus()
    assert cases.page.go_back() is False


def test_the_chosen_case_and_the_open_form_survive_another_language(cases: CaseDesk) -> None:
    petition = cases.choose("ไฟถนน")
    cases.open("assign")
    cases.fill(officer="นายช่าง")
    cases.shell.set_language("en")
    again = CaseDesk(cases.shell, cases.qtbot)
    again.wait(lambda: again.listed.over.form() is not None)
    assert again.shown.case_id == petition.id
    assert again.form.draft()["officer"] == "นายช่าง"


def test_confidential_cases_stand_apart_with_their_chip(cases: CaseDesk) -> None:
    cases.page.show_sealed(True)
    again = CaseDesk(cases.shell, cases.qtbot)
    assert again.subjects() == ["ร้องเรียนการเรียกรับเงินของเจ้าหน้าที่"]
    again.choose("ร้องเรียน")
    assert "ลับ" in {chip.text() for chip in again.listed.desk.panel.findChildren(Chip)}
    assert again.page.state() == {}
    type_text(again.listed.search, "ไฟถนน")
    assert again.listed.table.state.isVisible()


def test_who_does_not_hold_the_key_sees_no_sign_of_confidential_cases(
    desk: OpenShell, worked_store: Store, qtbot: QtBot
) -> None:
    slots.add_user(worked_store.path, worked_store.keys, "ช่าง", "ทดสอบ-saithong", sets=())
    worked_store.close()
    with Store.open(worked_store.path, user="ช่าง", password="ทดสอบ-saithong", clock=demo_clock()) as store:
        cases = CaseDesk(desk("petitions", store), qtbot)
        assert "เรื่องลับ" not in {each.text() for each in cases.page.findChildren(ActionButton)}
        type_text(cases.listed.search, "เรียกรับเงิน")
        assert cases.listed.table.state.isVisible()
        cases.shell.writer.close()


def test_an_empty_office_is_led_to_its_first_petition(
    desk: OpenShell, empty_store: Callable[[], Store], qtbot: QtBot
) -> None:
    cases = CaseDesk(desk("petitions", empty_store()), qtbot)
    assert cases.listed.table.state.button is not None
    assert cases.listed.table.state.button.text() == "รับคำร้อง"


def test_a_later_page_of_a_long_list_follows_the_first_without_gap_or_double(worked_store: Store) -> None:
    whole = [each.id for each in petitions(worked_store, View(), limit=100)]
    rows = RowsOfView(worked_store, View(), str)
    assert [row["id"] for row in rows.fetch(0, 3)] == whole[:3]
    assert [row["id"] for row in rows.fetch(6, 2)] == whole[6:8]
    assert [row["id"] for row in rows.fetch(3, 3)] == whole[3:6]
    assert rows.place_of(whole[5]) == 5


def test_the_petitions_of_a_citizen_open_from_their_record(
    desk: OpenShell, empty_store: Callable[[], Store], qtbot: QtBot
) -> None:
    store = empty_store()
    open_numbers(store)
    citizen = register_citizen(store, Citizen(prefix="นาง", first_name="น้ำอ้อย", last_name="กั้วพิทักษ์", moo=5)).citizen
    given = Intake("trees", "ขอตัดกิ่งไม้", Channel.PHONE, people=(PersonGiven(person_id=citizen.id),))
    number = take(store, given).petition.number
    shell = desk("citizens", store)
    page = shell.page()
    assert isinstance(page, CitizensPage)
    qtbot.waitUntil(lambda: not shell.writer.busy)
    assert page.people.choose(citizen.id)
    assert f"{number} ขอตัดกิ่งไม้" in texts(page.record)
    menu = page.record.findChildren(MoreMenu)[0].open_menu()
    action = next(each for each in menu.actions() if "ขอตัดกิ่งไม้" in each.text())
    menu.close()
    action.trigger()
    cases = CaseDesk(shell, qtbot)
    cases.wait(lambda: cases.listed.desk.shown is not None)
    assert cases.shown.view.petition.number == number
