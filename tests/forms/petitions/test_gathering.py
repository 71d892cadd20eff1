"""What papers of petitions gather from the store: which case, which notice of it, which number, and for whom."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.catalogue import PaperJob, prepare
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.petition_register import time_of
from sai_thong.forms.petitions.wording import addressee_of, cited
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.petition_clocks import ClockProfile, Term, shipped_petition_clocks
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.petitions.endings import forward, withdraw
from sai_thong.registers.petitions.figures import Half
from sai_thong.registers.petitions.intake import Intake, Taken, take
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.papers_handed_in import note_defects
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.routing import OpinionGiven, decide, give_opinion
from sai_thong.registers.petitions.terms import Channel, Decision, NoticeKind, Role, Stance, TaskKind, Way
from sai_thong.registers.petitions.work import TaskGiven, plan
from sai_thong.registers.saraban.series import hand_register_over, series_of
from sai_thong.registers.saraban.terms import Register
from sai_thong.thai.calendar import Month
from tests.forms.allowances.invented import MAYOR, invented_id
from tests.forms.petitions.conftest import TODAY
from tests.forms.reading import by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
RECEIVED = datetime(2026, 11, 5, 2, 41, tzinfo=UTC)


def printed(store: Store, key: str, record_id: str = "", **chosen: object) -> str:
    """Every page of a paper, without spaces."""
    return text_of(prepare(store, key, PaperRequest(record_id=record_id, **chosen), settings=ARABIC))  # type: ignore[arg-type]


def text_of(job: PaperJob) -> str:
    pdf = job.pdf()
    return "".join("".join(by_pdfium(pdf, page.number).split()) for page in job.paper().pages)


def road(store: Store, **more: object) -> Taken:
    """A petition of a citizen of the register about a road."""
    (person,) = store.find(Citizen, citizen_id=invented_id(0))
    given = Intake(
        service="road",
        subject="ขอให้ซ่อมแซมถนน",
        channel=Channel.IN_PERSON,
        received_at=RECEIVED,
        people=(PersonGiven(person_id=person.id, phone="08 9999 0001"),),
        moo=1,
        papers_received=("ภาพถ่ายสถานที่",),
    )
    return take(store, replace(given, **more))  # type: ignore[arg-type]


def complaint(store: Store) -> Taken:
    """A complaint against the chief executive."""
    return road(store, service="corruption", subject="ร้องเรียนเจ้าหน้าที่", accused=(MAYOR,), papers_received=(), moo=None)


def test_a_case_is_found_by_its_number_its_bare_number_and_its_id(counter: Store) -> None:
    case = road(counter).petition
    for written in ("15/2569", "๑๕/๒๕๖๙", "15", case.id):
        assert "เลขที่15/2569" in printed(counter, "petition-slip", written)


def test_an_unknown_number_is_named(counter: Store) -> None:
    with pytest.raises(NothingToPrint, match="999/2569"):
        prepare(counter, "petition-slip", PaperRequest(record_id="999/2569"))


def test_the_slip_tells_the_promise_that_was_made(counter: Store) -> None:
    taken = road(counter)
    assert taken.promised_on.date() == date(2026, 11, 20)
    assert "กำหนดแจ้งผลภายในวันที่20พฤศจิกายน2569" in printed(counter, "petition-slip-roll", taken.petition.id)


def test_papers_of_a_case_that_ended_without_an_answer_are_still_printed(counter: Store) -> None:
    case = road(counter).petition.id
    withdraw(counter, case, reason="ผู้ยื่นขอถอนเรื่อง")
    assert "กำหนดแจ้งผลภายในวันที่20พฤศจิกายน2569" in printed(counter, "petition-slip-roll", case)
    assert "ซึ่งครบกำหนดในวันที่20พฤศจิกายน2569" in printed(counter, "delay-letter", case)
    assert "ผู้ยื่นยกเลิก" in printed(counter, "petition-register", year_be=2569)


def test_the_form_is_filled_from_the_register_of_citizens_and_the_chain(counter: Store) -> None:
    case = road(counter, detail="ถนนเป็นหลุม").petition
    opinion = OpinionGiven(OpinionStep.OFFICER, "ตรวจแล้ว", "นายช่าง เทียน", stance=Stance.FOR, position="นายช่างโยธา")
    give_opinion(counter, case.id, opinion)
    text = printed(counter, "general-petition", case.id)
    for words in ("นางบุญมีศรีสุข", "12/1", "ตำบลทรายทองอำเภอโนนทรายคำจังหวัดกาฬสินธุ์", "ถนนเป็นหลุม", "ตรวจแล้ว", "นายช่างโยธา"):
        assert words in text


def test_who_was_typed_once_keeps_the_address_as_typed(counter: Store) -> None:
    people = (
        PersonGiven(role=Role.INFORMANT, name="นายโทร แจ้งมา", address="7 ถ.สุขใจ", moo=3, phone="08 1"),
        PersonGiven(role=Role.IN_NEED, name="นางเดือด ร้อนใจ", moo=2),
    )
    case = road(counter, channel=Channel.PHONE, people=people).petition
    text = printed(counter, "general-petition", case.id)
    assert "นายโทรแจ้งมา" in text
    assert "ที่อยู่7ถ.สุขใจหมู่ที่3" in text
    assert "ยื่นแทน/แจ้งแทนผู้เดือดร้อนคือนางเดือดร้อนใจหมู่ที่2" in text


def test_the_register_tells_the_village_of_the_matter_where_no_address_is_known(counter: Store) -> None:
    road(counter, channel=Channel.PHONE, people=(PersonGiven(name="นายโทร แจ้งมา"),), moo=9)
    assert "หมู่ที่9" in printed(counter, "petition-register", "")


def test_a_letter_bears_the_number_that_the_register_of_documents_gave_it(counter: Store) -> None:
    case = road(counter, channel=Channel.PHONE).petition
    tell(counter, case.id, NoticeGiven(NoticeKind.ACKNOWLEDGEMENT, Way.LETTER, letter=LetterGiven()))
    assert "ที่กส99901/231" in printed(counter, "acknowledgement-letter", case.id)


def test_a_letter_that_nobody_entered_yet_is_a_draft(counter: Store) -> None:
    case = road(counter).petition
    assert "ที่กส99901/ร่าง" in printed(counter, "acknowledgement-letter", case.id)


def test_a_letter_that_waits_for_its_number_leaves_the_place_empty(counter: Store) -> None:
    series = series_of(counter, Register.LETTERS)
    hand_register_over(counter, series, 2569, "another-station", why="สารบรรณกลางย้ายไปเครื่องอื่น")
    case = road(counter, channel=Channel.PHONE).petition
    tell(counter, case.id, NoticeGiven(NoticeKind.ACKNOWLEDGEMENT, Way.LETTER, letter=LetterGiven()))
    text = printed(counter, "acknowledgement-letter", case.id)
    assert "ที่กส99901/ที่ทำการ" in text
    assert "ร่าง" not in text


def test_of_several_delay_notices_the_chosen_one_is_printed_else_the_last(counter: Store) -> None:
    case = road(counter, service="building-permit", received_at=datetime(2026, 8, 3, 3, 0, tzinfo=UTC)).petition
    notices = [
        tell(
            counter,
            case.id,
            NoticeGiven(
                NoticeKind.DELAY,
                Way.LETTER,
                reasons=f"เหตุ{number}",
                expected_on=date(2026, 12, number),
                letter=LetterGiven(),
            ),
        ).record
        for number in (7, 14)
    ]
    first, last = printed(counter, "delay-letter", notices[0].id), printed(counter, "delay-letter", case.id)
    assert "(ครั้งที่1)" in first
    assert "เหตุ7" in first
    assert "กส99901/231" in first
    assert "(ครั้งที่2)" in last
    assert "เหตุ14" in last
    assert "กส99901/232" in last
    assert "สำเนาส่งสำนักงานก.พ.ร." in last


def test_no_copy_goes_out_where_the_profile_names_nobody(counter: Store) -> None:
    case = road(counter).petition
    assert "สำเนาส่ง" not in printed(counter, "delay-letter", case.id)


def test_a_refusal_tells_reasons_law_and_the_term_of_the_profile(counter: Store) -> None:
    case = road(counter).petition
    decide(counter, case.id, Decision.REFUSED, reason="ไม่มีงบประมาณ", law="พ.ร.บ. สภาตำบลฯ พ.ศ. 2537 มาตรา 67")
    text = printed(counter, "result-letter", case.id)
    assert "เนื่องจากไม่มีงบประมาณ" in text
    assert "มาตรา67แห่งพระราชบัญญัติสภาตำบลฯพ.ศ.2537" in text
    assert "ภายใน15วันนับแต่วันที่ได้รับแจ้งคำสั่งนี้" in text


@pytest.mark.parametrize(
    "key",
    [
        "result-letter",
        "defect-note",
        "return-letter",
        "forward-letter",
        "forward-notice",
        "appeal-letter",
        "appointment-slip",
    ],
)
def test_what_did_not_happen_is_not_printed(counter: Store, key: str) -> None:
    case = road(counter).petition
    with pytest.raises(NothingToPrint):
        prepare(counter, key, PaperRequest(record_id=case.id))


def test_the_note_asks_for_what_was_noted(counter: Store) -> None:
    case = road(counter, service="building-permit", received_at=None).petition
    note = note_defects(counter, case.id, items=("โฉนดที่ดิน",), signed_by="นางบุญมี ศรีสุข").record
    text = printed(counter, "defect-note", case.id)
    assert "1.โฉนดที่ดิน" in text
    assert f"ภายในวันที่{note.mend_by.day}" in text
    assert "มาตรา8แห่งพระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการพ.ศ.2558" in text


def test_the_appointment_asked_for_is_printed(counter: Store) -> None:
    case = road(counter).petition
    for day, what in ((25, "นัดแรก"), (27, "นัดที่สอง")):
        begins = datetime(2026, 11, day, 2, 30, tzinfo=UTC)
        later = plan(counter, case.id, TaskGiven(what, kind=TaskKind.APPOINTMENT, begins_at=begins)).record
    assert "นัดแรก" in printed(counter, "appointment-slip", case.id)
    assert "วันศุกร์ที่27พฤศจิกายน2569เวลา09.30น." in printed(counter, "appointment-slip", later.id)


def test_the_agency_and_the_petitioner_get_a_letter_each(counter: Store) -> None:
    case = road(counter).petition
    forward(counter, case.id, "อบต.บ้านใหม่", reason="ถนนอยู่ในเขตของหน่วยงานดังกล่าว", letter=LetterGiven())
    agency, petitioner = printed(counter, "forward-letter", case.id), printed(counter, "forward-notice", case.id)
    assert "เรียนนายกองค์การบริหารส่วนตำบลบ้านใหม่" in agency
    assert "กส99901/231" in agency
    assert "เรียนนางบุญมีศรีสุข" in petitioner
    assert "ไปยังอบต.บ้านใหม่" in petitioner


def test_a_complaint_is_printed_for_who_holds_the_key_alone(counter: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = complaint(counter).petition
    job = prepare(counter, "petition-slip", PaperRequest(record_id=case.id), settings=ARABIC)
    assert job.confidential
    assert job.paper().title == "หนังสือราชการ"
    text = printed(counter, "petition-memo", case.id)
    assert "บุญมี" not in text
    assert "".join(MAYOR.split()) not in text
    assert "บุญมี" not in printed(counter, "petition-register-confidential")
    monkeypatch.setattr(counter, "keys", replace(counter.keys, set_keys={}))
    for number in (case.number, case.id):
        with pytest.raises(NothingToPrint):
            prepare(counter, "petition-slip", PaperRequest(record_id=number))
    for key in ("petition-register-confidential", "ita-corruption"):
        with pytest.raises(SetClosed):
            prepare(counter, key, PaperRequest(fiscal_year_be=2570))


def test_the_register_lists_the_cases_of_its_time_and_none_of_the_confidential(counter: Store) -> None:
    road(counter)
    road(counter, subject="เรื่องเดือนสิบ", received_at=datetime(2026, 10, 30, 3, 0, tzinfo=UTC))
    complaint(counter)
    november = printed(counter, "petition-register", month=Month(2026, 11))
    assert "15/2569" in november
    assert "เรื่องเดือนสิบ" not in november
    assert "ร้องเรียนเจ้าหน้าที่" not in november
    year = printed(counter, "petition-register")
    assert year.index("เรื่องเดือนสิบ") < year.index("15/2569")
    days = printed(counter, "petition-register", day=date(2026, 10, 30), last_day=date(2026, 10, 31))
    assert "ตั้งแต่วันที่30ตุลาคม2569ถึงวันที่31ตุลาคม2569" in days
    assert "15/2569" not in days
    with pytest.raises(NothingToPrint):
        prepare(counter, "petition-register", PaperRequest(year_be=2560))


def test_the_register_tells_when_and_by_which_letter_was_answered(counter: Store) -> None:
    case = road(counter).petition
    tell(
        counter,
        case.id,
        NoticeGiven(NoticeKind.RESULT, Way.LETTER, text="ซ่อมแล้ว", decision=Decision.INFORMED, letter=LetterGiven()),
    )
    text = printed(counter, "petition-register")
    assert "23พ.ย.69กส99901/231" in text
    assert "ดำเนินการแล้ว" in text


@pytest.mark.parametrize(
    ("request_of", "first", "last"),
    [
        (PaperRequest(), date(2026, 1, 1), date(2026, 12, 31)),
        (PaperRequest(year_be=2568), date(2025, 1, 1), date(2025, 12, 31)),
        (PaperRequest(month=Month(2028, 2)), date(2028, 2, 1), date(2028, 2, 29)),
        (PaperRequest(day=date(2026, 11, 3)), date(2026, 11, 3), date(2026, 11, 3)),
        (PaperRequest(day=date(2026, 10, 1), last_day=date(2027, 3, 31)), date(2026, 10, 1), date(2027, 3, 31)),
    ],
)
def test_the_time_of_the_register(request_of: PaperRequest, first: date, last: date) -> None:
    assert time_of(request_of, TODAY)[:2] == (first, last)


def test_the_reports_count_the_half_asked_for(counter: Store) -> None:
    road(counter)
    half = printed(counter, "ita-services", fiscal_year_be=2570, half=Half.FIRST)
    assert "รอบ6เดือน(1ตุลาคม2569–31มีนาคม2570)" in half
    assert "รวมทั้งสิ้น1" in half
    assert "รอบ12เดือน" in printed(counter, "ita-services", fiscal_year_be=2570)
    assert "ไม่มีเรื่องร้องเรียน" in printed(counter, "ita-corruption", fiscal_year_be=2570)
    complaint(counter)
    assert "ไม่มีเรื่องร้องเรียน" not in printed(counter, "ita-corruption", fiscal_year_be=2570)


def test_a_certificate_is_a_draft_until_it_was_approved(counter: Store) -> None:
    case = road(
        counter, service="certificate", answers={"about": "ที่อยู่", "use_for": "ขอใช้ไฟฟ้า"}, received_at=None
    ).petition
    assert "ร่าง" in printed(counter, "certificate", case.id, number="45").replace("กส99901/45", "")
    decide(counter, case.id, Decision.APPROVED)
    final = printed(counter, "certificate", case.id, number="45")
    assert "ร่าง" not in final
    assert "เพื่อนำไปใช้ขอใช้ไฟฟ้า" in final
    road_case = road(counter).petition
    with pytest.raises(NothingToPrint):
        prepare(counter, "certificate", PaperRequest(record_id=road_case.id))


def test_a_job_of_a_case_is_plain_data_for_a_worker_process(counter: Store) -> None:
    case = road(counter).petition
    job = prepare(counter, "general-petition", PaperRequest(record_id=case.id), settings=ARABIC)
    assert pickle.loads(pickle.dumps(job)).pdf() == job.pdf()


@pytest.mark.parametrize(
    ("agency", "head"),
    [
        ("อบต.บ้านใหม่", "นายกองค์การบริหารส่วนตำบลบ้านใหม่"),
        ("เทศบาลตำบลบ้านใหม่", "นายกเทศมนตรีตำบลบ้านใหม่"),
        ("อำเภอโนนทรายคำ", "นายอำเภอโนนทรายคำ"),
        ("นายอำเภอโนนทรายคำ", "นายอำเภอโนนทรายคำ"),
        ("ผู้จัดการการไฟฟ้าส่วนภูมิภาค", "ผู้จัดการการไฟฟ้าส่วนภูมิภาค"),
        ("สถานีตำรวจภูธรทรายทอง", "หัวหน้าสถานีตำรวจภูธรทรายทอง"),
    ],
)
def test_an_agency_is_addressed_by_the_title_of_its_head(agency: str, head: str) -> None:
    assert addressee_of(agency) == head


@pytest.mark.parametrize(
    ("written", "as_cited"),
    [
        ("พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 44", "มาตรา 44 แห่งพระราชบัญญัติวิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539"),
        (
            "พ.ร.บ. การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 8 (ระยะเวลาเจ้าหน้าที่กำหนด)",
            "มาตรา 8 แห่งพระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558",
        ),
        ("ค่าตั้งต้นของสำนักงาน (แจ้งผลภายใน 7 วัน)", ""),
        ("ข้อบัญญัติตำบล ข้อ 7", "ข้อบัญญัติตำบล ข้อ 7"),
    ],
)
def test_how_law_is_cited(written: str, as_cited: str) -> None:
    assert cited(written) == as_cited


def test_no_note_for_the_office_of_the_law_data_is_ever_cited() -> None:
    for rows in shipped_petition_clocks().rows.values():
        for row in rows:
            for term in terms_of(row):
                assert "(" not in cited(term.legal_ref)
                assert "ค่าตั้งต้น" not in cited(term.legal_ref)


def terms_of(profile: ClockProfile) -> list[Term]:
    optional = (profile.acknowledge, profile.progress, profile.result_notice, profile.delay_notice)
    return [profile.answer, profile.mending, profile.appeal, *(term for term in optional if term)]


def test_the_mayor_of_the_day_of_the_letter_signs_it(counter: Store) -> None:
    case = road(counter, received_at=datetime(2026, 9, 15, 3, 0, tzinfo=UTC)).petition
    text = printed(counter, "acknowledgement-letter", case.id, day=date(2026, 9, 16))
    assert "ปลัดองค์การบริหารส่วนตำบลรักษาราชการแทน" in text
