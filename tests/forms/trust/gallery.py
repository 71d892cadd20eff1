"""The papers of the data protection act with invented data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from sai_thong.db.access_log import Access, Seen
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.trust.breach_letters import BreachLetter, breach_notice, breach_to_persons
from sai_thong.forms.trust.dossier_paper import DossierSheets, dossier_paper
from sai_thong.forms.trust.handing_over import HandingOver, handing_over
from sai_thong.forms.trust.privacy_notice import PrivacyNotice, privacy_notice
from sai_thong.forms.trust.processing_record import ProcessingSheets, processing_paper
from sai_thong.forms.trust.registers import IncidentRegister, RefusalRegister, incident_register, refusal_register
from sai_thong.forms.trust.request_answer import RequestAnswer, request_answer
from sai_thong.forms.trust.retention_list import RetentionSheets, retention_list
from sai_thong.ground.clock import Clock
from sai_thong.registers.allowances.records import CentralChange, CentralTask, MonthState, PaymentMonth
from sai_thong.registers.law.privacy import Right, load_privacy_law
from sai_thong.registers.law.terms import PaySource, Scheme
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.registers.trust.dossier import Dossier, HeldField, HeldRecord
from sai_thong.registers.trust.handing_over import OpenCase, OpenLoan, ToKey, WorkInHand
from sai_thong.registers.trust.processing import ActivityRecord, ProcessingRecord, collected_data
from sai_thong.registers.trust.records import Incident, PersonRequest
from sai_thong.registers.trust.retention import FilePastItsTime, KeptActivity, RetentionStanding
from sai_thong.registers.trust.terms import Answer, Risk
from sai_thong.thai.calendar import Month
from tests.forms.allowances.invented import ON_PAPER

DAY = date(2026, 11, 21)
LAW = load_privacy_law()
KEPT = "10 ปี นับแต่สิ้นปีปฏิทิน (หนังสือปกติ)"
INCIDENT = Incident(
    id="1a.7",
    title="คอมพิวเตอร์โน้ตบุ๊กของกองสวัสดิการสังคมหายระหว่างออกพื้นที่",
    kinds=("confidentiality", "availability"),
    happened_at=datetime(2026, 11, 19, 8, 30, tzinfo=UTC),
    aware_at=datetime(2026, 11, 20, 2, 10, tzinfo=UTC),
    found_by="เจ้าหน้าที่พัฒนาชุมชน",
    detail="วางไว้ในรถที่จอดหน้าศาลาประชาคม กลับมาพบกระจกแตก",
    data="ชื่อ เลขประจำตัวประชาชน ที่อยู่ และเลขบัญชีของผู้รับเบี้ยยังชีพ",
    persons=812,
    record_count=3_240,
    risk=Risk.HIGH,
    risk_reason="ไฟล์เข้ารหัสทั้งหมด แต่รหัสผ่านอาจเดาได้",
    measures="ถอนชื่อเครื่องออกจากสำนักงาน เปลี่ยนกุญแจของสำนักงาน แจ้งความ และให้ผู้ใช้ทุกคนเปลี่ยนรหัสผ่าน",
)
REQUEST = PersonRequest(
    id="1a.9",
    right=Right.ERASURE,
    asked_by="นางทองใบ ทรายคำ",
    received_on=date(2026, 11, 2),
    due_on=date(2026, 12, 2),
    detail="ขอให้ลบประวัติการรับเบี้ยยังชีพ",
    answer=Answer.REFUSED,
    answered_on=date(2026, 11, 20),
    ground="statutory-record",
    ground_words="จำเป็นต้องเก็บรักษาเพื่อการปฏิบัติตามกฎหมายหรือภารกิจเพื่อประโยชน์สาธารณะ และยังไม่พ้นอายุการเก็บ (มาตรา 33 วรรคสอง)",
    answer_reason="เป็นหลักฐานการจ่ายเงินซึ่งต้องเก็บ 10 ปี",
)
RECORD = ProcessingRecord(
    tuple(ActivityRecord(each, collected_data(each), KEPT) for each in LAW.activities[:3]), LAW.measures, (REQUEST,)
)


def held(table: str, label: str, *fields: tuple[str, str], of_another: bool = False) -> HeldRecord:
    said = tuple(HeldField(name, name, words, words) for name, words in fields)
    return HeldRecord(table, f"1a.{len(table)}", label, said, of_another)


DOSSIER = Dossier(
    name="นางทองใบ ทรายคำ",
    citizen_id="3990000000015",
    made_on=DAY,
    made_by="สมหญิง",
    why="คำขอเข้าถึงข้อมูล 2 พ.ย. 69",
    records=(
        held(
            *("citizens", "ประชาชน", ("ชื่อ", "ทองใบ"), ("นามสกุล", "ทรายคำ"), ("วันเกิด", "12 มกราคม 2489")),
            ("บ้านเลขที่", "57/2"),
        ),
        *(
            held(
                *("payment_lines", "รายการจ่าย", ("จ่ายในเดือน", month), ("จำนวนเงิน", "700.00 บาท")),
                ("วิธีรับเงิน", "โอนเข้าบัญชีของผู้มีสิทธิ"),
            )
            for month in ("กันยายน 2569", "ตุลาคม 2569", "พฤศจิกายน 2569")
        ),
    ),
    sealed=(),
    by_name=(held("incoming_documents", "หนังสือรับ", ("เรื่อง", "ขอให้ซ่อมถนนหน้าบ้านนางทองใบ ทรายคำ"), of_another=True),),
    seen=(
        Seen(datetime(2026, 11, 3, 2, 0, tzinfo=UTC), "สมชาย", Access.UNMASK, "1a.8", "citizen_id", "", "1a.30"),
        Seen(
            datetime(2026, 11, 20, 3, 0, tzinfo=UTC), "สมหญิง", Access.EXPORT_WHOLE, "1a.8", "dossier", "คำขอ", "1a.41"
        ),
    ),
)
STANDING = RetentionStanding(
    2568,
    (
        KeptActivity("petitions", "คำร้องและการให้บริการ", KEPT, 1_204, 1_150, 2557, 12, ""),
        KeptActivity("documents", "งานสารบรรณและไฟล์แนบ", KEPT, 8_020, 8_020, 2556, 640, ""),
    ),
    (
        FilePastItsTime("petitions", "112/2557 ขอให้ซ่อมถนนลูกรังสายหน้าวัด", 2557, "1a.7", "ภาพถนน.jpg", removed=False),
        FilePastItsTime("petitions", "112/2557 ขอให้ซ่อมถนนลูกรังสายหน้าวัด", 2557, "1a.8", "คำร้อง.pdf", removed=True),
    ),
)

RECEIVED = datetime(2026, 11, 9, 3, 0, tzinfo=UTC)
IN_HAND = WorkInHand(
    UserAccount(id="1a.3", name="สมหญิง", full_name="นางสมหญิง ใจดี", position="เจ้าพนักงานธุรการชำนาญงาน"),
    (
        OpenCase("15/2569", "ขอให้ซ่อมไฟฟ้าสาธารณะหน้าวัดโพธิ์ทอง", RECEIVED, PetitionState.ASSIGNED, RECEIVED),
        OpenCase("18/2569", "ถนนลูกรังสายบ้านโนนสูงถึงบ้านหนองบัวชำรุดหลายแห่ง", RECEIVED, PetitionState.DECIDED, None),
    ),
    (
        ToKey(
            "นางทองใบ ทรายคำ",
            "x-xxxx-xxxxx-01-5",
            CentralTask(
                person_id="p",
                claim_id="c",
                scheme=Scheme.OLD_AGE,
                change=CentralChange.ACCOUNT,
                for_month=Month(2026, 12),
                made_on=DAY,
            ),
        ),
    ),
    (
        PaymentMonth(
            month=Month(2026, 12),
            source=PaySource.CGD,
            state=MonthState.PREPARING,
            holder="a",
            cut_off_on=date(2026, 11, 24),
            pay_on=date(2026, 12, 9),
        ),
    ),
    (OpenLoan("7/2570", "นายคำดี ทองมา", "เต็นท์ขนาด 4 × 8 เมตร 2 หลัง, เก้าอี้พลาสติก 80 ตัว", date(2026, 11, 25)),),
)


def letter(*, late: bool = False) -> BreachLetter:
    return BreachLetter(ON_PAPER, DAY, "", INCIDENT, 72, late)


def _of(draw: Callable[..., Paper], data: object) -> Callable[[PaperSettings, Clock], Paper]:
    return lambda settings, clock: draw(data, settings, clock)


NOTICED = ActivityRecord(LAW.activities[1], collected_data(LAW.activities[1]), KEPT)
PRIVACY_DRAWINGS = {
    "processing-record": _of(processing_paper, ProcessingSheets(ON_PAPER, DAY, RECORD)),
    "privacy-notice": _of(privacy_notice, PrivacyNotice(ON_PAPER, NOTICED, "1a2b3c4d5e6f7081")),
    "breach-register": _of(incident_register, IncidentRegister(ON_PAPER, DAY, (INCIDENT,))),
    "breach-notice": _of(breach_notice, letter()),
    "breach-to-persons": _of(breach_to_persons, letter()),
    "request-answer": _of(request_answer, RequestAnswer(ON_PAPER, DAY, "", REQUEST)),
    "refusal-register": _of(refusal_register, RefusalRegister(ON_PAPER, DAY, (REQUEST,))),
    "handing-over": _of(handing_over, HandingOver(ON_PAPER, DAY, "นายวิชัย ทองดี", IN_HAND)),
    "retention-list": _of(retention_list, RetentionSheets(ON_PAPER, DAY, STANDING)),
    "dossier": _of(dossier_paper, DossierSheets(ON_PAPER, DOSSIER)),
}
