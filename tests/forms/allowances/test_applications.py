"""The application forms ask what the ministry's forms ask, and are filled with what the register knows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.exchange.disability_kinds import SEVEN_KINDS
from sai_thong.forms.allowances import application_disability, application_old_age
from sai_thong.forms.allowances.application import Application
from sai_thong.forms.allowances.application_assistance import application_assistance
from sai_thong.forms.allowances.application_gathering import gather_application
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.records import Claim, ClaimState, OfficerOpinion, Origin, PaymentChannel
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month
from tests.forms.allowances import filled
from tests.forms.allowances.invented import CLERK, DEVELOPER, MAYOR, ON_PAPER, SPECIAL, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
# Typed from the form of 2568, domain notes 1.8 A.
OLD_AGE_ITEMS = (
    "ทะเบียนเลขที่",
    "เฉพาะกรณีผู้สูงอายุมอบอำนาจให้บุคคลอื่นมายื่นคำขอยืนยันสิทธิแทน",
    "เกี่ยวข้องเป็น",
    "เลขประจำตัวประชาชนผู้รับมอบอำนาจ",
    "เขียนที่",
    "สัญชาติ",
    "ทะเบียนบ้านเลขที่",
    "ตรอก/ซอย",
    "รหัสไปรษณีย์",
    "หมายเลขบัตรประจำตัวประชาชน",
    "โสด",
    "สมรส",
    "หม้าย",
    "หย่าร้าง",
    "แยกกันอยู่",
    "รายได้ต่อเดือน",
    "ไม่ได้รับเบี้ยยังชีพผู้สูงอายุ",
    "ได้รับเงินสงเคราะห์เพื่อการยังชีพผู้ป่วยเอดส์",
    "ได้รับเงินเบี้ยความพิการ",
    "ย้ายภูมิลำเนาเข้ามาอยู่ใหม่ เมื่อ",
    "รับเงินสดด้วยตนเอง",
    "รับเงินสดโดยบุคคลที่ได้รับมอบอำนาจจากผู้มีสิทธิ",
    "โอนเข้าบัญชีเงินฝากธนาคารในนามผู้มีสิทธิ",
    "โอนเข้าบัญชีเงินฝากธนาคารในนามบุคคลที่ได้รับมอบอำนาจจากผู้มีสิทธิ",
    "บัตรประจำตัวประชาชน หรือบัตรอื่นที่ออกโดยหน่วยงานของรัฐที่มีรูปถ่าย",
    "ข้าพเจ้าขอรับรองว่าข้าพเจ้าเป็นผู้มีคุณสมบัติครบถ้วน ณ วันที่ข้าพเจ้ามีสิทธิได้รับเบี้ยยังชีพผู้สูงอายุ",
    "ข้าพเจ้ายินยอมให้นำข้อมูลส่วนบุคคลเข้าสู่ระบบคอมพิวเตอร์ของกรมส่งเสริมการปกครองท้องถิ่น",
    "เรียน คณะกรรมการตรวจสอบคุณสมบัติ",
    "เป็นผู้ที่รอตรวจสอบคุณสมบัติ ณ วันที่มีสิทธิได้รับเงินเบี้ยยังชีพ",
    "ไม่สมควรรับยืนยันสิทธิ",
    "ไม่รับลงทะเบียน",
    "ภายในวันที่ 10 ของทุกเดือน",
    "ภายในเดือนกันยายนของปีนั้น",
)
DISABILITY_ITEMS = (
    "เฉพาะกรณีคนพิการมอบอำนาจหรือผู้ดูแลคนพิการลงทะเบียนแทน",
    "บิดา-มารดา",
    "สามี-ภรรยา",
    "พี่น้อง",
    "ผู้ดูแลคนพิการตามระเบียบฯ",
    "หมายเลขบัตรประจำตัวคนพิการ/ประชาชน ที่ยื่นคำขอ",
    "บุคคลอ้างอิงที่สามารถติดต่อได้",
    "รับเงินสดโดยบุคคลที่ได้รับมอบอำนาจจากผู้มีสิทธิ/ผู้ดูแล",
    "หากข้อความและเอกสารที่ยื่นเรื่องนี้เป็นเท็จ ข้าพเจ้ายินยอมให้ดำเนินการตามกฎหมาย",
    "ความเห็นเจ้าหน้าที่ผู้รับลงทะเบียน",
    *(f"ความพิการ{kind}" for kind in SEVEN_KINDS),
)
ASSISTANCE_ITEMS = (
    "เรียน นายกองค์การบริหารส่วนตำบลทรายทอง",
    "หมายเลขบัตรประจำตัวประชาชนของผู้เป็นเอดส์ที่ยื่นคำขอ",
    "ชำรุดทรุดโทรมบางส่วน",
    "มั่นคงถาวร",
    "ห่างจากบ้านหลังที่ใกล้ที่สุด",
    "ห่างจากหน่วยบริการของรัฐที่ใกล้ที่สุด",
    "อยู่เพียงลำพัง เนื่องจาก",
    "ผู้ที่ไม่สามารถประกอบอาชีพได้เนื่องจาก",
    "แหล่งที่มาของรายได้",
    "นำไปใช้จ่ายเป็นค่า",
    "โทรสาร",
    "ข้าพเจ้าขอรับรองว่าถ้อยคำที่ให้ข้างต้นเป็นความจริงทุกประการ",
    "ผู้ให้ถ้อยคำ",
)
DRAW = {
    Scheme.OLD_AGE: application_old_age.application_old_age,
    Scheme.DISABILITY: application_disability.application_disability,
    Scheme.HIV: application_assistance,
}


def words_of(paper: Paper, read: Callable[[bytes, int], str] = by_pdfium) -> str:
    """The text of all pages without blanks: lines of a paragraph break anywhere."""
    pdf = paper.pdf()
    return "".join("".join(read(pdf, number).split()) for number in range(1, len(paper.pages) + 1))


def ticks_of(paper: Paper) -> int:
    """How many boxes are ticked: a tick is a line of three points."""
    return sum(1 for page in paper.pages for shape in page.shapes if shape.count(" l") == 2 and "1 j" in shape)


def drawn(scheme: Scheme, data: Application, settings: PaperSettings = ARABIC) -> Paper:
    return DRAW[scheme](data, settings, FixedClock(filled.STOP.told_at))


@pytest.mark.parametrize(
    ("scheme", "items"),
    [(Scheme.OLD_AGE, OLD_AGE_ITEMS), (Scheme.DISABILITY, DISABILITY_ITEMS), (Scheme.HIV, ASSISTANCE_ITEMS)],
    ids=["old age", "disability", "assistance"],
)
def test_a_blank_form_asks_everything_and_ticks_nothing(
    scheme: Scheme, items: tuple[str, ...], any_face: PaperSettings
) -> None:
    settings = dataclasses.replace(any_face, digits="arabic")
    blank = drawn(scheme, Application(ON_PAPER, scheme), settings)
    text = words_of(blank)
    assert [item for item in items if item.replace(" ", "") not in text] == []
    assert ticks_of(blank) == 0


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_filled_form_says_what_was_applied_for(read: Callable[[bytes, int], str]) -> None:
    text = words_of(drawn(Scheme.OLD_AGE, filled.APPLICATION), read)
    for value in (
        "บุญมี",
        "ศรีสุข",
        "3-9999-00000-01-",
        "12/1",
        "กาฬสินธุ์",
        "46999",
        "3,500.00",
        "เกษตรกร",
        "ธนาคารออมสิน",
        "0209990001",
        "นายป้อมศรีสุข",
        "ตุลาคม",
        "2509",
        CLERK.replace(" ", ""),
        DEVELOPER.replace(" ", ""),
        MAYOR.replace(" ", ""),
    ):
        assert value in text


def test_every_choice_made_is_ticked_once() -> None:
    # สมรส, the disability allowance, own account, three papers, two declarations, officer, committee, order.
    assert ticks_of(drawn(Scheme.OLD_AGE, filled.APPLICATION)) == 1 + 1 + 1 + 3 + 2 + 1 + 1 + 1


def test_the_form_of_the_sensitive_set_is_secret_on_every_page() -> None:
    paper = drawn(Scheme.HIV, dataclasses.replace(filled.APPLICATION, scheme=Scheme.HIV, answers=filled.ANSWERS))
    pdf = paper.pdf()
    assert all(by_pdfium(pdf, number).count("ลับ") == 2 for number in range(1, len(paper.pages) + 1))
    assert "เอดส์" not in paper.title
    text = words_of(paper)
    assert [answer for answer in filled.ANSWERS.values() if answer.replace(" ", "") not in text] == []


def test_on_a_printed_form_only_the_data_is_drawn() -> None:
    text = words_of(drawn(Scheme.OLD_AGE, filled.APPLICATION, dataclasses.replace(ARABIC, data_only=True)))
    assert "บุญมี" in text
    assert "ตรอก/ซอย" not in text


def applied(office: Store) -> Claim:
    """บุญมี applied on 20 October and was accepted; she is paid into her own account."""
    with office.transaction("ยื่นคำขอ") as tx:
        (person,) = tx.find(Citizen, first_name="บุญมี")
        claim = tx.insert(
            Claim(
                person_id=person.id,
                scheme=Scheme.DISABILITY,
                origin=Origin.CONFIRMED,
                state=ClaimState.ACCEPTED,
                register_no=7,
                register_year_be=2570,
                applied_on=date(2026, 10, 20),
                confirmed_on=date(2026, 10, 20),
                marital_status="หม้าย",
                documents=(application_disability.DOCUMENTS[0],),
                officer_opinion=OfficerOpinion.QUALIFIED,
                officer_on=date(2026, 10, 20),
                committee_on=date(2026, 10, 22),
                ordered_on=date(2026, 10, 26),
            )
        )
        tx.insert(
            PaymentChannel(
                claim_id=claim.id,
                from_month=Month(2026, 11),
                channel=Channel.BANK_SELF,
                bank_code="034",
                account_no="0209990077",
                account_name="นางบุญมี ศรีสุข",
            )
        )
        return claim


def test_a_claim_fills_its_form(office: Store) -> None:
    claim = applied(office)
    data = gather_application(office, Scheme.DISABILITY, claim.id)
    assert (data.person.name, data.person.citizen_id) == ("นางบุญมี ศรีสุข", invented_id(0))
    assert (data.register_no, data.register_year) == ("7", "2570")
    assert (data.bank, data.account_no) == ("ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร", "0209990077")
    assert data.channel is Channel.BANK_SELF
    assert data.receives == frozenset({Scheme.OLD_AGE})
    assert data.decisions.opinion is OfficerOpinion.QUALIFIED
    assert data.decisions.committee_agrees is True
    assert data.decisions.accepted is True
    assert data.mayor == ON_PAPER.signer(Post.MAYOR, date(2026, 10, 26))
    # Disability is paid from the month after registration.
    assert data.first_month == Month(2026, 11)


def test_a_person_s_id_finds_the_claim_of_the_scheme(office: Store) -> None:
    assert gather_application(office, Scheme.OLD_AGE, invented_id(0)).person.name == "นางบุญมี ศรีสุข"


def test_who_has_not_applied_yet_gets_the_form_with_who_and_where_they_are(office: Store) -> None:
    data = gather_application(office, Scheme.DISABILITY, invented_id(0))
    assert data.person.name == "นางบุญมี ศรีสุข"
    assert data.applied_on is None
    assert not data.declared
    with pytest.raises(NothingToPrint):
        gather_application(office, Scheme.DISABILITY, "nobody")


def test_what_the_sealed_set_holds_is_never_ticked_on_an_ordinary_form(office: Store) -> None:
    with office.transaction() as tx:
        quiet = tx.find(Citizen, first_name="เงียบ")[0]
        tx.insert(Claim(person_id=quiet.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, state=ClaimState.SUBMITTED))
    assert office.sealed_set(SPECIAL.value).find(Claim, person_id=quiet.id)
    assert gather_application(office, Scheme.OLD_AGE, quiet.id).receives == frozenset()


def test_a_claim_brought_over_leaves_page_two_to_the_old_paper(office: Store) -> None:
    data = gather_application(office, Scheme.OLD_AGE, invented_id(0))
    assert data.decisions.opinion is None
    assert data.decisions.committee_agrees is None
    assert data.decisions.accepted is None
