"""The form: typed with keys, echoed as understood, wrong in words, nothing lost without asking."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.birth import PartialDate
from sai_thong.ui.kit import Banner, FieldSpec, RecordForm, Tone, field_specs, form
from sai_thong.ui.kit.fields import TypedEditor
from tests.ui.keyboard import open_window, type_text

TODAY = date(2026, 11, 21)

SPECS = [
    FieldSpec("name", "ชื่อ", required=True),
    FieldSpec("birth", "วันเกิด", "partial-date", purpose="elders"),
    FieldSpec("paid_on", "วันจ่าย", "date", purpose="future"),
    FieldSpec("amount", "จำนวนเงิน", "money", check=lambda satang: "" if satang <= 100_000 else "เกินอัตรา"),
    FieldSpec("scheme", "ประเภท", "choice", choices=[("old-age", "ผู้สูงอายุ"), ("disability", "คนพิการ")]),
    FieldSpec("thai", "สัญชาติไทย", "yes-no"),
    FieldSpec("kinds", "ความพิการ", "multi-choice", choices=[("see", "เห็น"), ("hear", "ได้ยิน")]),
    FieldSpec("note", "หมายเหตุ", "notes"),
]


@pytest.fixture
def person(qtbot: QtBot) -> RecordForm:
    made = RecordForm("แก้ไข", SPECS, {"name": "น้ำอ้อย"}, today=TODAY)
    made.resize(800, 700)
    open_window(qtbot, made)
    made.take_focus()
    return made


def line(person: RecordForm, key: str) -> QLineEdit:
    target = person.editor(key).focus_target()
    assert isinstance(target, QLineEdit)
    return target


def echo(person: RecordForm, key: str) -> str:
    editor = person.editor(key)
    assert isinstance(editor, TypedEditor)
    return editor.echo()


def test_a_banner_pushes_no_button_of_a_long_form_below_the_window(qtbot: QtBot) -> None:
    made = RecordForm("แก้ไข", SPECS, today=TODAY)
    made.banners.tell(Banner("ต้องตรวจสอบข้อเท็จจริงก่อนออกคำสั่ง", Tone.ACCENT, closable=False))
    window, page = QScrollArea(), QWidget()
    QVBoxLayout(page).addWidget(made)
    window.setWidgetResizable(True)
    window.setWidget(page)
    window.resize(800, 360)
    open_window(qtbot, window)
    assert page.height() == window.viewport().height()


def test_a_date_is_echoed_while_it_is_typed(person: RecordForm) -> None:
    type_text(line(person, "paid_on"), "9/10/69")
    assert echo(person, "paid_on") == "ศ. 9 ต.ค. 2569"


def test_a_birth_date_is_echoed_with_the_age_it_gives(person: RecordForm) -> None:
    type_text(line(person, "birth"), "12 ม.ค. 89")
    assert echo(person, "birth") == "ส. 12 ม.ค. 2489  ·  อายุ 80 ปี"


def test_a_date_half_typed_has_no_echo_and_no_complaint_yet(person: RecordForm) -> None:
    type_text(line(person, "paid_on"), "9/")
    assert echo(person, "paid_on") == ""
    assert person.problem("paid_on") == ""


def test_what_cannot_be_read_is_said_in_words_when_the_field_is_left(person: RecordForm, qtbot: QtBot) -> None:
    target = line(person, "paid_on")
    target.setFocus()
    type_text(target, "วันนี้แหละ")
    qtbot.keyClick(target, Qt.Key.Key_Tab)
    assert "วันนี้แหละ" in person.problem("paid_on")
    assert target.text() == "วันนี้แหละ"


def test_a_date_without_its_day_is_refused_where_the_day_is_needed(person: RecordForm) -> None:
    type_text(line(person, "paid_on"), "2569")
    assert not person.save()
    assert person.problem("paid_on") == "ยังขาดวันและเดือน"


def test_control_s_hands_over_typed_values(person: RecordForm, qtbot: QtBot) -> None:
    type_text(line(person, "birth"), "-/-/2489")
    type_text(line(person, "amount"), "800")
    yes = next(button for button in person.findChildren(QRadioButton))
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.keyClick(person.findChildren(QCheckBox)[1], Qt.Key.Key_Space)
    type_text(person.findChildren(QPlainTextEdit)[0], "บ้านหลังใหม่")
    with qtbot.waitSignal(person.save_asked) as saved:
        qtbot.keyClick(person, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == [
        {
            "name": "น้ำอ้อย",
            "birth": PartialDate(2489),
            "paid_on": None,
            "amount": 80_000,
            "scheme": None,
            "thai": True,
            "kinds": ("hear",),
            "note": "บ้านหลังใหม่",
        }
    ]


def test_saving_with_a_wrong_field_goes_to_it_and_saves_nothing(person: RecordForm) -> None:
    handed: list[object] = []
    person.save_asked.connect(handed.append)
    line(person, "name").clear()
    type_text(line(person, "amount"), "2000")
    person.save_button.click()
    assert handed == []
    assert (person.problem("name"), person.problem("amount")) == ("ช่องนี้ต้องกรอก", "เกินอัตรา")
    assert person.focusWidget() is line(person, "name")


def test_enter_goes_to_the_next_field_as_tab_does(person: RecordForm, qtbot: QtBot) -> None:
    qtbot.keyClick(line(person, "name"), Qt.Key.Key_Return)
    assert person.focusWidget() is line(person, "birth")
    qtbot.keyClick(line(person, "birth"), Qt.Key.Key_Tab)
    assert person.focusWidget() is line(person, "paid_on")


def test_the_form_is_dirty_only_while_something_differs(person: RecordForm, qtbot: QtBot) -> None:
    assert not person.dirty
    type_text(line(person, "name"), "x")
    assert person.dirty
    qtbot.keyClick(line(person, "name"), Qt.Key.Key_Backspace)
    assert not person.dirty


def test_esc_leaves_a_clean_form_without_asking(person: RecordForm, qtbot: QtBot, monkeypatch: Any) -> None:
    monkeypatch.setattr(form, "confirm_loss", lambda *_args: pytest.fail("asked about nothing"))
    with qtbot.waitSignal(person.left):
        qtbot.keyClick(line(person, "name"), Qt.Key.Key_Escape)


@pytest.mark.parametrize("lose", [True, False])
def test_esc_asks_before_losing_what_was_typed(
    person: RecordForm, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, lose: bool
) -> None:
    left: list[bool] = []
    person.left.connect(lambda: left.append(True))
    monkeypatch.setattr(form, "confirm_loss", lambda *_args: lose)
    type_text(line(person, "name"), "x")
    qtbot.keyClick(line(person, "name"), Qt.Key.Key_Escape)
    assert left == ([True] if lose else [])


def test_saved_values_are_clean_again(person: RecordForm) -> None:
    type_text(line(person, "name"), "x")
    person.mark_saved()
    assert not person.dirty


def test_an_error_of_the_store_is_told_and_what_was_typed_stays(person: RecordForm) -> None:
    type_text(line(person, "name"), "x")
    person.show_error(EnvironmentTrouble("ดิสก์เต็ม", kept="ข้อมูลเดิมอยู่ครบ", do="ลบแฟ้มที่ไม่ใช้"))
    assert [banner.text() for banner in person.banners.banners()] == ["ดิสก์เต็ม"]
    assert line(person, "name").text() == "น้ำอ้อยx"
    assert person.dirty


def test_unknown_is_an_answer_of_its_own(person: RecordForm, qtbot: QtBot) -> None:
    person.set_values({"thai": False})
    assert person.values()["thai"] is False
    unknown = person.findChildren(QRadioButton)[2]
    qtbot.mouseClick(unknown, Qt.MouseButton.LeftButton)
    assert person.values()["thai"] is None


def test_a_draft_survives_in_a_form_made_anew(person: RecordForm, qtbot: QtBot) -> None:
    type_text(line(person, "amount"), "700")
    again = RecordForm("Edit", SPECS, {"name": "น้ำอ้อย"}, today=TODAY)
    qtbot.addWidget(again)
    again.show_draft(person.draft())
    assert again.dirty
    assert again.values()["amount"] == 70_000


def test_fields_come_from_the_declaration_of_the_record() -> None:
    names = ["citizen_id", "first_name", "birth", "moo", "thai_national", "deceased", "note"]
    specs = field_specs(Citizen, names, more={"birth": {"purpose": "elders"}})
    assert [spec.kind for spec in specs] == [
        "citizen-id", "text", "partial-date", "integer", "yes-no", "tick", "notes",
    ]  # fmt: skip
    assert [spec.required for spec in specs][:2] == [False, True]
    assert specs[2].purpose == "elders"
