"""Invented cases of petitions, as their papers take them. Nobody is real."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sai_thong.forms.petitions.appointment_slip import Appointment
from sai_thong.forms.petitions.case_letters import CaseLetter
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper
from sai_thong.forms.petitions.petition_sheet import PetitionForm
from sai_thong.forms.petitions.petitioner_on_paper import PetitionerOnPaper
from sai_thong.registers.law.petition_clocks import shipped_petition_clocks
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.law.services import Service, shipped_services
from sai_thong.registers.office.records import Capacity
from sai_thong.registers.petitions.case_view import ChainLink
from sai_thong.registers.petitions.records import CasePaper, DefectNote, Notice, Opinion, Petition, Point, Task
from sai_thong.registers.petitions.terms import (
    Channel,
    Decision,
    Naming,
    NoticeKind,
    PetitionState,
    Role,
    Stance,
    TaskKind,
    Way,
)
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.terms import Register
from tests.forms.allowances.invented import CLERK, MAYOR, ON_PAPER, invented_id

RECEIVED = datetime(2026, 11, 5, 2, 41, tzinfo=UTC)
"""09.41 in Bangkok."""
DAY = date(2026, 11, 21)
ENGINEER = "นายช่างเทียน สว่างวงศ์"


def service(key: str) -> Service:
    """A service as shipped."""
    found = shipped_services().service(key, DAY)
    assert found is not None
    return found


PERSON = PetitionerOnPaper(
    name="นางบุญมี ศรีสุข",
    citizen_id=invented_id(0),
    age="70",
    nationality="ไทย",
    house="12/1",
    moo="1",
    subdistrict="ทรายทอง",
    district="โนนทรายคำ",
    province="กาฬสินธุ์",
    phone="08 9999 0001",
)
TYPED = PetitionerOnPaper(
    name="นายทองดี ฤทธิ์ณรงค์", role=Role.IN_NEED, house="7", moo="3", phone="08 9999 0002", relation="เพื่อนบ้าน"
)
CASE = CaseOnPaper(
    office=ON_PAPER,
    day=DAY,
    number="",
    petition=Petition(
        id="case-1",
        number="15/2569",
        year_be=2569,
        received_at=RECEIVED,
        channel=Channel.IN_PERSON,
        service="road",
        subject="ขอให้ซ่อมแซมถนนลูกรังเป็นหลุมเป็นบ่อ",
        detail=(
            "ขอให้ซ่อมแซมถนนลูกรังสายบ้านทรายทองถึงหนองน้ำใส ซึ่งเป็นหลุมเป็นบ่อและมีน้ำขังในฤดูฝน "
            "ชาวบ้านและนักเรียนสัญจรไม่สะดวกและเคยเกิดอุบัติเหตุรถจักรยานยนต์ล้มหลายครั้ง"
        ),
        answers={"length": "350", "landmark": "หน้าวัดทรายทองวนาราม"},
        moo=1,
        place="ถนนสายบ้านทรายทอง–หนองน้ำใส",
        petitioner_name=PERSON.name,
        taken_by="นางสาวรับเรื่อง ด้วยใจดี",
        profile="complaint",
        state=PetitionState.ASSIGNED,
        division="works",
        officer=ENGINEER,
    ),
    confidential=False,
    service_name=service("road").name,
    category=service("road").category,
    form_fields=service("road").fields,
    division="กองช่าง",
    division_key="works",
    people=(PERSON,),
    points=(),
    papers=(
        CasePaper(petition_id="case-1", name="ภาพถ่ายสถานที่", received_on=date(2026, 11, 5)),
        CasePaper(petition_id="case-1", name="แผนที่สังเขป"),
    ),
    missing=(),
    defects=None,
    chain=tuple(ChainLink(step, ()) for step in OpinionStep),
    tasks=(
        Task(
            id="task-1",
            petition_id="case-1",
            kind=TaskKind.VISIT,
            what="สำรวจถนนร่วมกับผู้ใหญ่บ้าน",
            who=ENGINEER,
            begins_at=datetime(2026, 11, 9, 2, 0, tzinfo=UTC),
            done_on=date(2026, 11, 9),
            outcome="ถนนชำรุดระยะทาง 350 เมตร ผิวจราจรเป็นหลุมลึกเฉลี่ย 20 เซนติเมตร",
        ),
    ),
    notices=(),
    letters=(),
    law=shipped_petition_clocks().profile_in_force("complaint", DAY),
    promised_at=datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC),
    answer_due=datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC),
    promise_in_hours=False,
)


def opinion(step: OpinionStep, text: str, who: tuple[str, str], day: int) -> ChainLink:
    """A step of the chain at which somebody wrote."""
    said = Opinion(
        petition_id="case-1",
        step=step,
        text=text,
        stance=Stance.FOR,
        name=who[0],
        position=who[1],
        capacity=Capacity.HOLDS,
        given_at=datetime(2026, 11, day, 3, 0, tzinfo=UTC),
    )
    return ChainLink(step, (said,))


CHAIN = (
    opinion(
        OpinionStep.OFFICER,
        "ตรวจสอบพื้นที่แล้ว ถนนชำรุดจริง เห็นควรลงลูกรังและปรับเกลี่ยระยะทาง 350 เมตร งบประมาณจากค่าซ่อมแซมสิ่งก่อสร้าง",
        (ENGINEER, "นายช่างโยธาชำนาญงาน"),
        9,
    ),
    opinion(OpinionStep.HEAD, "เห็นควรดำเนินการตามเสนอ", ("นายสมควร ปูนทราย", "ผู้อำนวยการกองช่าง"), 10),
    opinion(OpinionStep.CLERK, "เพื่อโปรดพิจารณาอนุมัติ", (CLERK, "ปลัดองค์การบริหารส่วนตำบลทรายทอง"), 11),
    ChainLink(OpinionStep.MAYOR, ()),
)
FILLED = PetitionForm(ON_PAPER, replace(CASE, chain=CHAIN))
BLANK = PetitionForm(ON_PAPER)

LAMPS = replace(
    CASE,
    petition=replace(
        CASE.petition,
        service="street-light",
        subject="ขอแจ้งซ่อมไฟฟ้าสาธารณะ",
        detail="หลอดไฟดับสนิทมาประมาณ 1 สัปดาห์",
        answers={"pole": "กส.2-114"},
        channel=Channel.LINE,
    ),
    form_fields=service("street-light").fields,
    papers=(),
    people=(replace(PERSON, role=Role.INFORMANT), TYPED),
    points=(
        Point(petition_id="case-1", number=1, matter="ไฟดับ", place="หน้าบ้านเลขที่ 12/1"),
        Point(petition_id="case-1", number=2, matter="ไฟกะพริบ", place="ปากซอยโรงเรียนบ้านทรายทอง", asset_code="กส.2-118"),
    ),
)
WATER = replace(
    CASE,
    petition=replace(
        CASE.petition,
        service="water-support",
        subject="ขอสนับสนุนน้ำอุปโภค-บริโภค",
        detail="",
        answers={
            "use": "อุปโภค",
            "purpose": "ใช้ในงานบุญประจำหมู่บ้าน",
            "litres": "6000",
            "deliver_on": "2026-11-24",
            "deliver_to": "ศาลากลางบ้านโนนปู่ทวด",
        },
        moo=3,
        place="",
        profile="service",
        division="prevention",
    ),
    form_fields=service("water-support").fields,
    papers=(),
    division="งานป้องกันและบรรเทาสาธารณภัย สำนักปลัด",
    division_key="prevention",
    law=shipped_petition_clocks().profile_in_force("service", DAY),
    promised_at=datetime(2026, 11, 5, 5, 41, tzinfo=UTC),
    answer_due=datetime(2026, 11, 5, 5, 41, tzinfo=UTC),
    promise_in_hours=True,
)
_ASKED = ("สำเนาโฉนดที่ดินหรือหนังสือยินยอมให้ก่อสร้างในที่ดิน", "แบบแปลนก่อสร้างพร้อมรายการคำนวณ จำนวน 5 ชุด")
PERMIT = replace(
    CASE,
    petition=replace(
        CASE.petition,
        number="16/2569",
        service="building-permit",
        subject="ขออนุญาตก่อสร้างอาคารพักอาศัย",
        detail="ขออนุญาตก่อสร้างบ้านพักอาศัยชั้นเดียว",
        answers=None,
        place="",
        profile="permit",
    ),
    service_name=service("building-permit").name,
    category=service("building-permit").category,
    form_fields=service("building-permit").fields,
    papers=(
        CasePaper(petition_id="case-1", name="บัตรประจำตัวประชาชน", required=True, received_on=date(2026, 11, 5)),
        *(CasePaper(petition_id="case-1", name=name, required=True) for name in _ASKED),
    ),
    missing=tuple(CasePaper(petition_id="case-1", name=name, required=True) for name in _ASKED),
    defects=DefectNote(
        petition_id="case-1",
        items=_ASKED,
        noted_on=date(2026, 11, 5),
        mend_by=date(2026, 11, 16),
        returned_on=date(2026, 11, 17),
        return_reason="ไม่ส่งเอกสารให้ครบถ้วนภายในกำหนด",
    ),
    law=shipped_petition_clocks().profile_in_force("permit", DAY),
    answer_due=datetime(2026, 12, 20, 16, 59, 59, tzinfo=UTC),
    promised_at=datetime(2026, 12, 20, 16, 59, 59, tzinfo=UTC),
)
APPOINTMENT = Appointment(
    CASE,
    Task(
        id="task-2",
        petition_id="case-1",
        kind=TaskKind.APPOINTMENT,
        what="ร่วมชี้แนวเขตถนนก่อนปรับเกลี่ย",
        who=f"{ENGINEER} นายช่างโยธาชำนาญงาน",
        place="หน้าวัดทรายทองวนาราม หมู่ที่ 1",
        begins_at=datetime(2026, 11, 25, 2, 30, tzinfo=UTC),
        bring=("บัตรประจำตัวประชาชน", "สำเนาเอกสารสิทธิในที่ดินติดแนวถนน"),
    ),
)


def notice(kind: NoticeKind, day: int = 21, **said: object) -> Notice:
    """Something told by letter."""
    values: dict[str, object] = {
        "id": f"notice-{kind}",
        "petition_id": "case-1",
        "kind": kind,
        "way": Way.LETTER,
        "told_at": datetime(2026, 11, day, 3, 0, tzinfo=UTC),
        "told_to": PERSON.name,
        "letter_id": "letter-1",
    }
    return Notice(**{**values, **said})  # type: ignore[arg-type]


def letter(case: CaseOnPaper, kind: NoticeKind, told: Notice | None, *, number: str = "กส 99901/231") -> CaseLetter:
    """The letter of a notice."""
    entered = OutgoingDocument(
        id="letter-1", register=Register.LETTERS, year_be=2569, dated_on=DAY, subject="-", printed_number=number
    )
    notices = (told,) if told else ()
    return CaseLetter(
        replace(case, notices=notices, letters=(entered,)), kind, told, DAY, number, told.sequence if told else 1
    )


DECIDED = replace(CASE, petition=replace(CASE.petition, decision=Decision.APPROVED, decided_on=date(2026, 11, 18)))
REFUSED = replace(
    PERMIT,
    petition=replace(
        PERMIT.petition,
        decision=Decision.REFUSED,
        decided_on=date(2026, 11, 18),
        decision_reason="ระยะร่นของอาคารจากเขตทางสาธารณะไม่เป็นไปตามที่กฎหมายกำหนด",
        decision_law="พ.ร.บ. ควบคุมอาคาร พ.ศ. 2522 มาตรา 25",
    ),
)
ACKNOWLEDGED = letter(CASE, NoticeKind.ACKNOWLEDGEMENT, notice(NoticeKind.ACKNOWLEDGEMENT))
PROGRESS = letter(
    CASE,
    NoticeKind.PROGRESS,
    notice(
        NoticeKind.PROGRESS,
        sequence=2,
        text="ได้สำรวจพื้นที่และประมาณราคาเสร็จแล้ว อยู่ระหว่างจัดซื้อลูกรัง",
        expected_on=date(2026, 12, 4),
    ),
)
DELAYED = letter(
    PERMIT,
    NoticeKind.DELAY,
    notice(
        NoticeKind.DELAY,
        sequence=2,
        reasons="ต้องรอผลการตรวจแนวเขตที่ดินจากสำนักงานที่ดินจังหวัด ซึ่งได้มีหนังสือสอบถามไปแล้ว",
        expected_on=date(2026, 12, 25),
    ),
)
APPROVED = letter(
    DECIDED,
    NoticeKind.RESULT,
    notice(
        NoticeKind.RESULT,
        decision=Decision.APPROVED,
        text="โดยจะเข้าดำเนินการลงลูกรังและปรับเกลี่ยระยะทาง 350 เมตร ระหว่างวันที่ 25 – 27 พฤศจิกายน 2569",
    ),
)
REFUSAL = letter(
    REFUSED,
    NoticeKind.RESULT,
    notice(
        NoticeKind.RESULT,
        decision=Decision.REFUSED,
        text="อาคารที่ขออนุญาตมีระยะร่นจากเขตทางสาธารณะ 2 เมตร",
        reasons="ระยะร่นของอาคารจากเขตทางสาธารณะไม่เป็นไปตามที่กฎหมายกำหนด",
        law="พ.ร.บ. ควบคุมอาคาร พ.ศ. 2522 มาตรา 25",
        appeal_days=15,
    ),
)
_SENT = notice(
    NoticeKind.FORWARD,
    agency="แขวงทางหลวงชนบทกาฬสินธุ์",
    reasons="ถนนสายดังกล่าวอยู่ในความรับผิดชอบของกรมทางหลวงชนบท",
    letter_no="กส 99901/231",
)
FORWARDED = letter(CASE, NoticeKind.FORWARD, _SENT)
FORWARD_TOLD = replace(
    letter(CASE, NoticeKind.FORWARD, _SENT, number="กส 99901/232"),
    notice=notice(NoticeKind.FORWARD, id="notice-told", text="แขวงทางหลวงชนบทกาฬสินธุ์"),
)
RETURNED = letter(
    PERMIT,
    NoticeKind.RETURN,
    notice(
        NoticeKind.RETURN,
        reasons="ไม่ส่งเอกสารให้ครบถ้วนภายในกำหนด",
        law="พ.ร.บ. การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 9",
    ),
)
APPEALED = letter(
    replace(
        REFUSED,
        petition=replace(
            REFUSED.petition,
            appealed_on=date(2026, 11, 19),
            appeal_grounds="เห็นว่าระยะร่นที่วัดได้คลาดเคลื่อน",
            appeal_decided_on=date(2026, 11, 21),
        ),
    ),
    NoticeKind.APPEAL_RESULT,
    notice(
        NoticeKind.APPEAL_RESULT,
        decision=Decision.REFUSED,
        reasons="ได้วัดระยะซ้ำร่วมกับผู้ขออนุญาตแล้ว ระยะร่นเป็นไปตามที่ระบุในคำสั่งเดิม",
        law="พ.ร.บ. ควบคุมอาคาร พ.ศ. 2522 มาตรา 25",
    ),
)
MEMO = replace(CASE, chain=CHAIN, number="88")
CERTIFIED = letter(
    replace(
        DECIDED,
        petition=replace(
            DECIDED.petition,
            number="17/2569",
            service="certificate",
            subject="ขอหนังสือรับรองที่อยู่",
            answers={"about": "ที่อยู่", "use_for": "เพื่อขอใช้ไฟฟ้า"},
        ),
        category="หนังสือรับรอง",
        form_fields=service("certificate").fields,
    ),
    NoticeKind.RESULT,
    None,
    number="กส 99901/45",
)
ACCUSED = replace(
    CASE,
    confidential=True,
    petition=replace(
        CASE.petition,
        number="ลับ2/2569",
        service="corruption",
        subject="ร้องเรียนเจ้าหน้าที่เรียกรับเงินค่าดำเนินการ",
        detail="เจ้าหน้าที่ชื่อ ก เรียกรับเงินจากข้าพเจ้า",
        place="",
        moo=None,
        answers=None,
        division="office",
        accused=(MAYOR,),
    ),
    service_name=service("corruption").name,
    category=service("corruption").category,
    form_fields=service("corruption").fields,
    division="สำนักปลัด",
    division_key="office",
    chain=(ChainLink(OpinionStep.CLERK, ()), ChainLink(OpinionStep.MAYOR, ())),
    tasks=(),
    papers=(),
)
ACCUSED_SENT = letter(
    ACCUSED,
    NoticeKind.FORWARD,
    notice(NoticeKind.FORWARD, agency="นายอำเภอโนนทรายคำ", reasons="ผู้ถูกร้องเรียนเป็นผู้บริหารขององค์การบริหารส่วนตำบล"),
)
ACCUSED_ACKNOWLEDGED = letter(ACCUSED, NoticeKind.ACKNOWLEDGEMENT, notice(NoticeKind.ACKNOWLEDGEMENT))
ACCUSED_APPOINTMENT = Appointment(ACCUSED, APPOINTMENT.task)
WITHHELD = replace(CASE, petition=replace(CASE.petition, naming=Naming.WITHHELD))
ANONYMOUS = replace(CASE, petition=replace(CASE.petition, naming=Naming.ANONYMOUS, petitioner_name=""), people=())
