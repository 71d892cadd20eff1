"""The steps of a case through the window: each a short form beside the case, proposed, saved, and offered on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.registers.petitions.records import Notice, Opinion, Task
from sai_thong.registers.petitions.terms import Decision, NoticeKind, PetitionState, Way
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.ui.kit import ActionButton
from sai_thong.ui.pages.petitions import case_steps
from sai_thong.ui.pages.petitions.case_papers import papers_of_case
from sai_thong.ui.pages.petitions.step_fields import read_time
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.petitions.worked import CaseDesk, texts

TODAY = date(2026, 11, 3)


def show(cases: CaseDesk, **values: Any) -> None:
    """Fill fields of the open form that are not typed."""
    for key, value in values.items():
        cases.form.editor(key).show_value(value)


def test_a_case_goes_from_the_counter_to_its_end_by_the_one_next_button(cases: CaseDesk, qtbot: QtBot) -> None:
    petition = cases.choose("ไฟทางหน้าวัด")
    expected = [
        "assign",
        "give-opinion",
        "give-opinion",
        "propose",
        "give-opinion",
        "decide",
        "begin-work",
        "tell-result",
    ]
    taken: list[str] = []
    while len(taken) < len(expected):
        qtbot.keyClick(cases.listed.table.grid, Qt.Key.Key_Return)
        cases.wait(lambda: cases.listed.over.form() is not None)
        taken.append(cases.listed.desk.form_key)
        if taken[-1] == "give-opinion":
            cases.fill(text="เห็นควรดำเนินการ")
            if not cases.form.draft()["name"]:
                cases.fill(name="นายผู้อำนวยการ กองช่าง")
        cases.save()
        cases.listed.table.grid.setFocus()
    assert taken == expected
    now = cases.again(petition)
    assert (now.state, now.decision) == (PetitionState.ANSWERED, Decision.APPROVED)
    for point in cases.shown.view.open_points:
        cases.open("close-point")
        show(cases, point=point.id)
        cases.fill(outcome="เปลี่ยนหลอดแล้ว")
        cases.save()
    cases.open("close")
    cases.save()
    assert cases.again(petition).state is PetitionState.CLOSED
    assert cases.again(petition).closed_on == TODAY


def test_an_opinion_from_paper_keeps_the_paper_s_date(cases: CaseDesk) -> None:
    petition = cases.choose("ไฟถนน")
    cases.open("give-opinion")
    cases.fill(text="เห็นควรอนุมัติ", name="นายวิชัย ผู้อำนวยการ", on_day="30/10/2569")
    cases.save()
    (opinion,) = [each for each in cases.page.desk.store.find(Opinion, petition_id=petition.id) if each.step == "head"]
    assert opinion.from_paper
    assert opinion.given_at.date() == date(2026, 10, 30)


def test_another_step_of_the_chain_proposes_who_holds_that_post(cases: CaseDesk) -> None:
    cases.choose("ไฟถนน")
    form = cases.open("give-opinion")
    editor = form.editor("step")
    editor.show_value("mayor")
    editor.edited.emit()
    mayor = next(each.name for each in cases.shown.signers if each.post == "mayor")
    assert form.draft()["name"] == mayor


def test_a_result_by_letter_gets_its_number_from_the_register_and_offers_the_paper(
    numbering_cases: CaseDesk,
) -> None:
    cases = numbering_cases
    petition = cases.choose("ลาดยาง")
    cases.listed.desk.open_next()
    assert cases.form.draft()["reasons"] == "เป็นที่ดินส่วนบุคคล"
    assert cases.form.draft()["appeal_days"] == 15
    cases.save()
    store = cases.page.desk.store
    (notice,) = store.find(Notice, petition_id=petition.id)
    assert (notice.kind, notice.way, notice.appeal_days) == (NoticeKind.RESULT, Way.LETTER, 15)
    assert store.get(OutgoingDocument, notice.letter_id).number == 412
    banner = cases.page.banners.banners()[0]
    assert banner.action is not None
    assert "หนังสือแจ้งผลการพิจารณา" in banner.action.text()
    assert notice.letter_no in texts(cases.listed.desk.panel)


def test_a_result_by_telephone_makes_no_letter_and_offers_none(cases: CaseDesk) -> None:
    petition = cases.choose("ลาดยาง")
    cases.listed.desk.open_next()
    show(cases, way="phone")
    cases.save()
    (notice,) = cases.page.desk.store.find(Notice, petition_id=petition.id)
    assert (notice.way, notice.letter_id) == (Way.PHONE, "")
    assert cases.page.banners.banners()[0].action is None


def test_an_appeal_is_taken_and_decided(cases: CaseDesk) -> None:
    petition = cases.choose("ลาดยาง")
    cases.listed.desk.open_next()
    cases.save()
    cases.open("appeal")
    cases.fill(grounds="เป็นทางที่ใช้ร่วมกัน")
    cases.save()
    cases.listed.desk.open_next()
    assert cases.listed.desk.form_key == "decide-appeal"
    cases.fill(reason="ไม่มีข้อเท็จจริงใหม่")
    cases.save()
    assert cases.again(petition).appeal_decided_on == TODAY


def test_missing_papers_are_noted_mended_and_the_case_goes_on(cases: CaseDesk) -> None:
    petition = cases.choose("6,000")
    cases.open("note-defects")
    cases.fill(other="สำเนาทะเบียนบ้าน", signed_by="นางน้ำอ้อย กั้วพิทักษ์")
    cases.save()
    assert cases.again(petition).state is PetitionState.AWAITING_PAPERS
    assert "สำเนาทะเบียนบ้าน" in texts(cases.listed.desk.panel)
    cases.listed.desk.open_next()
    assert cases.listed.desk.form_key == "papers-mended"
    cases.save()
    assert cases.again(petition).state is PetitionState.RECEIVED


def test_an_appointment_is_made_put_off_and_done(cases: CaseDesk) -> None:
    petition = cases.choose("6,000")
    cases.open("plan-appointment")
    cases.fill(what="ส่งน้ำที่บ้าน", on_day="5/11/2569", clock="9.30", bring="บัตรประชาชน")
    cases.save()
    (task,) = cases.page.desk.store.find(Task, petition_id=petition.id)
    assert task.begins_at is not None
    assert (task.begins_at.hour, task.begins_at.minute, task.bring) == (2, 30, ("บัตรประชาชน",))
    banner = cases.page.banners.banners()[0]
    assert banner.action is not None
    assert "ใบนัดหมาย" in banner.action.text()
    cases.open("put-off-task")
    cases.fill(on_day="6/11/2569", clock="13:00", reason="รถเสีย")
    cases.save()
    done = next(each for each in cases.listed.desk.panel.findChildren(ActionButton) if each.text() == "บันทึกผล…")
    done.click()
    cases.fill(outcome="ส่งน้ำแล้ว 6,000 ลิตร")
    cases.save()
    assert cases.page.desk.store.find(Task, petition_id=petition.id)[0].done_on == TODAY


@pytest.mark.parametrize(
    ("words", "key", "typed", "state"),
    [
        ("6,000", "withdraw", {"reason": "ไม่ต้องการแล้ว"}, PetitionState.WITHDRAWN),
        (
            "ตัดต้นไม้",
            "forward",
            {"agency": "การไฟฟ้าส่วนภูมิภาค", "reason": "เป็นสายไฟของการไฟฟ้า"},
            PetitionState.FORWARDED,
        ),
        ("เสียงดัง", "begin-work", {}, PetitionState.IN_WORK),
    ],
)
def test_a_step_of_the_menu_leads_where_it_says(
    cases: CaseDesk, words: str, key: str, typed: dict[str, str], state: PetitionState
) -> None:
    petition = cases.choose(words)
    cases.open(key)
    cases.fill(**typed)
    cases.save()
    assert cases.again(petition).state is state


def test_an_ended_case_is_opened_again_with_a_reason_only(cases: CaseDesk) -> None:
    cases.page.restore({"section": "list", "view": "ended"})
    petition = cases.choose("กลบหลุม")
    form = cases.open("reopen")
    assert form.save() is False
    cases.fill(reason="หลุมทรุดอีก")
    cases.save()
    assert cases.again(petition).state is PetitionState.ASSIGNED


def test_f2_corrects_what_stands_on_the_form(cases: CaseDesk, qtbot: QtBot) -> None:
    petition = cases.choose("ไฟถนน")
    qtbot.keyClick(cases.listed.table.grid, Qt.Key.Key_F2)
    cases.wait(lambda: cases.listed.over.form() is not None)
    cases.fill(place="หน้าโรงเรียน", reason="พิมพ์ผิด")
    cases.save()
    assert cases.again(petition).place == "หน้าโรงเรียน"
    assert "หน้าโรงเรียน" in texts(cases.listed.desk.panel)


def test_what_the_register_refuses_is_told_in_the_form_and_stays_typed(cases: CaseDesk, qtbot: QtBot) -> None:
    cases.choose("ไฟถนน")
    cases.open("decide")
    show(cases, decision="refused")
    cases.fill(reason="", law="")
    qtbot.keyClick(cases.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    cases.wait(lambda: bool(cases.form.banners.banners()))
    assert cases.form.draft()["decision"] == "refused"
    assert cases.form.save_button.isEnabled()


def test_every_step_the_menu_offers_opens_its_form(cases: CaseDesk) -> None:
    for words in ("ไฟถนน", "อนุญาตก่อสร้าง", "ลาดยาง", "น้ำงานบวช"):
        cases.choose(words)
        for key in case_steps.all_steps(cases.shown):
            form = cases.open(key)
            assert not form.dirty, key
            cases.listed.over.uncover()


def test_people_points_notes_and_links_are_kept(cases: CaseDesk) -> None:
    cases.choose("ไฟถนน")
    for key, typed in (
        ("add-person", {"name": "นางสมร ใจงาม", "phone": "089-000-0000"}),
        ("add-point", {"matter": "เสาเอียง", "asset_code": "L-0050"}),
        ("link-asset", {"code": "L-0041", "note": "เสาเดียวกัน"}),
        ("note", {"text": "โทรแจ้งผู้ใหญ่บ้านแล้ว"}),
    ):
        cases.open(key)
        cases.fill(**typed)
        cases.save()
    said = texts(cases.listed.desk.panel)
    for words in ("นางสมร ใจงาม", "เสาเอียง", "เสาเดียวกัน", "โทรแจ้งผู้ใหญ่บ้านแล้ว"):
        assert words in said


def test_a_case_moves_behind_the_key(numbering_cases: CaseDesk) -> None:
    cases = numbering_cases
    cases.choose("เสียงดัง")
    cases.open("make-confidential")
    cases.fill(accused="นายสมมุติ ผู้ถูกร้อง", reason="ร้องเรียนเจ้าหน้าที่")
    cases.save()
    assert not any("เสียงดัง" in subject for subject in cases.subjects())
    cases.page.show_sealed(True)
    assert any("เสียงดัง" in subject for subject in CaseDesk(cases.shell, cases.qtbot).subjects())


def test_a_letter_of_another_station_is_numbered_afterwards(cases: CaseDesk) -> None:
    petition = cases.choose("ลาดยาง")
    cases.listed.desk.open_next()
    cases.save()
    store = cases.page.desk.store
    (notice,) = store.find(Notice, petition_id=petition.id)
    assert store.get(OutgoingDocument, notice.letter_id).number is None
    cases.open("number-letter")
    assert cases.form.save() is False
    cases.fill(number="415")
    cases.save()
    assert store.get(OutgoingDocument, notice.letter_id).number == 415
    assert "/415" in texts(cases.listed.desk.panel)


@pytest.mark.parametrize(
    ("written", "hour", "minute"), [("9.30", 9, 30), ("09:30", 9, 30), ("๑๓.๐๕", 13, 5), ("13:05 น.", 13, 5)]
)
def test_an_hour_is_read_as_people_write_it(written: str, hour: int, minute: int) -> None:
    read = read_time(written)
    assert read is not None
    assert (read.hour, read.minute) == (hour, minute)


@pytest.mark.parametrize("written", ["", "24:00", "9", "9:60", "เก้าโมง"])
def test_what_is_no_hour_is_none(written: str) -> None:
    assert read_time(written) is None


def test_the_paper_of_a_step_opens_in_the_preview_at_once(cases: CaseDesk, qtbot: QtBot) -> None:
    cases.choose("6,000")
    cases.open("note-defects")
    cases.fill(other="สำเนาทะเบียนบ้าน")
    cases.save()
    action = cases.page.banners.banners()[0].action
    assert action is not None
    cases.wait(action.hasFocus)
    qtbot.keyClick(action, Qt.Key.Key_Return)
    cases.wait(lambda: bool(cases.shell.findChildren(PrintPreview)))


def test_ctrl_p_opens_the_menu_of_papers(cases: CaseDesk, qtbot: QtBot) -> None:
    cases.choose("ไฟถนน")
    qtbot.keyClick(cases.listed.table.grid, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    offered = [action.text() for action in cases.listed.desk.print_menu.actions()]
    assert offered[:2] == ["แบบแจ้งซ่อมไฟฟ้าสาธารณะ", "ใบรับคำร้อง"]
    cases.listed.desk.print_menu.close()


def test_only_papers_that_have_something_to_say_are_offered(cases: CaseDesk) -> None:
    offered = {}
    for words in ("ไฟถนน", "น้ำงานบวช", "ลาดยาง"):
        cases.choose(words)
        offered[words] = {paper.name for paper in papers_of_case(cases.shown)}
    assert "แบบขอสนับสนุนน้ำอุปโภค-บริโภค" in offered["น้ำงานบวช"]
    assert {"คำร้องทั่วไป", "หนังสือแจ้งผลการพิจารณา"} <= offered["ลาดยาง"]
    assert "หนังสือแจ้งผลการพิจารณา" not in offered["ไฟถนน"]


def test_a_paper_of_a_confidential_case_names_nothing_to_the_printer(
    cases: CaseDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.page.show_sealed(True)
    sealed = CaseDesk(cases.shell, cases.qtbot)
    sealed.choose("ร้องเรียน")
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(sealed.shell, "preview", lambda _pdf, **names: told.append(names))
    sealed.listed.desk.print_paper(papers_of_case(sealed.shown)[0], sealed.shown)
    sealed.wait(lambda: bool(told))
    assert (told[0]["title"], told[0]["file_name"]) == ("เอกสาร", "paper.pdf")
