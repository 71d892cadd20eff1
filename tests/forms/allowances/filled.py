"""Invented data for every paper that is not of a whole month: what the gallery shows and the tests read back."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sai_thong.db.recovery import RecoverySheet
from sai_thong.forms.allowances.application import Application, Decisions, ProxyOnForm
from sai_thong.forms.allowances.application_assistance import ANSWER_KEYS
from sai_thong.forms.allowances.application_old_age import DOCUMENTS
from sai_thong.forms.allowances.cash_day_papers import CashDayPaper
from sai_thong.forms.allowances.committee_papers import CheckedClaim, CommitteeOrder, CommitteeReport
from sai_thong.forms.allowances.confirmation_notice import ConfirmationPaper
from sai_thong.forms.allowances.entitled_notice import EntitledNotice, EntitledRow
from sai_thong.forms.allowances.life_certificate import LifeCertificate
from sai_thong.forms.allowances.month_cover import CoverRow, MonthCover
from sai_thong.forms.allowances.month_memo import CountAndSum, MonthChanges, MonthMemo, MonthSeal, StepRow
from sai_thong.forms.allowances.move_letters import MoveOut
from sai_thong.forms.allowances.overpayment_letters import OverpaymentLetter
from sai_thong.forms.allowances.payment_list import PayeeRow, PaymentList, VillageList
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper
from sai_thong.forms.allowances.power_of_attorney import PowerOfAttorney
from sai_thong.forms.allowances.receipt import Receipt, Receipts
from sai_thong.forms.allowances.sixty_letter import SixtyLetter, SixtyLetters
from sai_thong.forms.allowances.suspension_papers import SuspensionPaper
from sai_thong.forms.allowances.urgent_stop import UrgentStopNote
from sai_thong.forms.allowances.village_check_papers import VillagePerson, VillageSheet, VillageSheets
from sai_thong.forms.allowances.waiver import Waiver
from sai_thong.registers.allowances.records import OfficerOpinion
from sai_thong.registers.allowances.rules.facts import Channel, EndReason
from sai_thong.registers.allowances.rules.windows import ConfirmationNotice, WindowDates
from sai_thong.registers.law.terms import PaySource, Scheme
from sai_thong.registers.office.records import Post
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.forms.allowances.invented import NOVEMBER, OFFICE, ON_PAPER, ORDINARY, SPECIAL, TODAY, invented_id

PAY_DAY = date(2026, 11, 10)
DEVELOPER = ON_PAPER.signer(Post.COMMUNITY_DEVELOPER, TODAY)
COMMITTEE = ON_PAPER.committee(Post.COMMITTEE, TODAY)
MAYOR = ON_PAPER.signer(Post.MAYOR, TODAY)

NAMES = ("นางบุญมี ศรีสุข", "นายทองดี ฤทธิ์ณรงค์", "นางสาวคำ ญาติดี", "เด็กหญิงใหม่ น้ำฝน", "พระครูน้ำผึ้ง ญาณวุฑฺโฒ")

PERSON = PersonOnPaper(
    prefix="นาง",
    first_name="บุญมี",
    last_name="ศรีสุข",
    citizen_id=invented_id(1),
    birth=PartialDate(2509, 10, 9),
    age=60,
    nationality="ไทย",
    house_no="12/1",
    moo=1,
    community="บ้านทรายทอง",
    subdistrict="ทรายทอง",
    district="โนนทรายคำ",
    province="กาฬสินธุ์",
    postcode="46999",
    phone="08 9999 0001",
)
PROXY = ProxyOnForm("บุตร", "นายป้อม ศรีสุข", invented_id(3), "บ้านเลขที่ 12/1 หมู่ที่ 1 ตำบลทรายทอง", "08 9999 0002")
APPLICATION = Application(
    office=ON_PAPER,
    scheme=Scheme.OLD_AGE,
    person=PERSON,
    register_no="12",
    register_year="2570",
    applied_on=date(2026, 10, 20),
    marital_status="สมรส",
    occupation="เกษตรกร",
    income_satang=350_000,
    receives=frozenset({Scheme.DISABILITY}),
    channel=Channel.BANK_SELF,
    bank="ธนาคารออมสิน",
    account_no="0209990001",
    account_name="นางบุญมี ศรีสุข",
    documents=DOCUMENTS[:3],
    proxy=PROXY,
    kinds=("ทางการเห็น",),
    reference_name="นางใจ มาดี",
    reference_phone="08 9999 0003",
    declared=True,
    decisions=Decisions(
        OfficerOpinion.QUALIFIED, "", date(2026, 10, 20), True, "", date(2026, 10, 22), True, "", date(2026, 10, 26)
    ),
    officer=DEVELOPER,
    committee=COMMITTEE,
    mayor=MAYOR,
    first_month=NOVEMBER,
)
ANSWERS = {key: f"คำตอบที่ {number}" for number, key in enumerate(ANSWER_KEYS, 1)} | {"house_state": "มั่นคงถาวร"}


def payees(count: int) -> tuple[PayeeRow, ...]:
    """Rows of a list: amounts run 600, 700, 800, 1,000."""
    return tuple(
        PayeeRow(
            name=NAMES[number % len(NAMES)],
            citizen_id=invented_id(number),
            house_no=f"{number + 1}/2",
            moo=1,
            amount_satang=(60_000, 70_000, 80_000, 100_000)[number % 4],
            bank="ออมสิน",
            account_no=f"020{number:07}",
            account_name=NAMES[number % len(NAMES)],
            received_by="นายป้อม ญาติดี" if number % 5 == 2 else "",
            note="รายใหม่" if number == 1 else "",
        )
        for number in range(count)
    )


def village(
    count: int,
    *,
    cash: bool = True,
    scheme: Scheme = Scheme.OLD_AGE,
    name: str = "หมู่ที่ 1 บ้านทรายทอง",
) -> VillageList:
    """One part of a list."""
    return VillageList(scheme, cash, PaySource.CGD, name, "ศาลากลางบ้านทรายทอง", payees(count))


def listed(*parts: VillageList, draft: bool = False, scheme_set=ORDINARY) -> PaymentList:
    """A list of some parts."""
    return PaymentList(ON_PAPER, scheme_set, NOVEMBER, PAY_DAY, parts, draft)


SEALED_LIST = listed(village(4, scheme=Scheme.HIV, name=""), scheme_set=SPECIAL)

HEAD = "ab12cd34.512 0123-4567-89ab-cdef"
SEAL = MonthSeal(HEAD, date(2026, 11, 16), "ผู้ดูแล")
MEMO = MonthMemo(
    office=ON_PAPER,
    scheme_set=ORDINARY,
    source=PaySource.CGD,
    month=NOVEMBER,
    pay_on=PAY_DAY,
    sent_on=date(2026, 11, 2),
    day=date(2026, 11, 16),
    number="77",
    schemes=(Scheme.OLD_AGE, Scheme.DISABILITY),
    steps=(
        StepRow(Scheme.OLD_AGE, "60–69", 60_000, 300),
        StepRow(Scheme.OLD_AGE, "90+", 100_000, 21),
        StepRow(Scheme.DISABILITY, "0–17", 100_000, 4),
    ),
    retro=CountAndSum(2, 120_000),
    total=CountAndSum(327, 20_620_000),
    changes=MonthChanges(new=5, stepped=3, other=0, accounts=2, died=4, moved=1, stopped=0),
    failed=CountAndSum(3, 190_000),
    unclaimed=CountAndSum(1, 60_000),
    stopped=CountAndSum(),
    results_known=True,
    central=CountAndSum(326, 20_560_000),
    dika_no="45/2570",
    seal=None,
    draft=False,
)
RECEIPT = Receipt(PERSON, (("เงินเบี้ยยังชีพผู้สูงอายุ ประจำเดือนพฤศจิกายน 2569", 60_000), ("ตกเบิกตุลาคม 2569", 60_000)))
RECEIPTS = Receipts(ON_PAPER, NOVEMBER, (RECEIPT,), ON_PAPER.signer(Post.PAYER, PAY_DAY))
POWER = PowerOfAttorney(ON_PAPER, "เงินเบี้ยยังชีพผู้สูงอายุ", PERSON, PROXY, frozenset({"cash"}), TODAY, date(2027, 9, 30))
WAIVER = Waiver(ON_PAPER, "เงินเบี้ยยังชีพผู้สูงอายุ", PERSON, TODAY, Month(2026, 12), DEVELOPER)
LIFE = LifeCertificate(ON_PAPER, PERSON, TODAY, DEVELOPER)
WINDOWS = (
    WindowDates(date(2025, 10, 1), date(2025, 11, 30), 2570),
    WindowDates(date(2026, 1, 1), date(2026, 9, 30), 2570),
)
SIXTY = SixtyLetters(
    ON_PAPER, date(2026, 2, 2), "123", (SixtyLetter(PERSON, 60, date(2026, 10, 9), NOVEMBER, WINDOWS),) * 2
)
MOVE = MoveOut(
    office=ON_PAPER,
    day=TODAY,
    number="12",
    person=PERSON,
    scheme=Scheme.OLD_AGE,
    moved_on=date(2026, 10, 12),
    moved_to="องค์การบริหารส่วนตำบลบ้านใหม่ อำเภอเมือง จังหวัดขอนแก่น",
    last_month=Month(2027, 9),
    amount_satang=60_000,
)
OVERPAID = OverpaymentLetter(
    office=ON_PAPER,
    day=TODAY,
    number="",
    scheme=Scheme.OLD_AGE,
    addressee="นายป้อม ศรีสุข (บุตร)",
    person="นางบุญมี ศรีสุข",
    cause=EndReason.DIED,
    cause_on=date(2026, 8, 30),
    payments=((Month(2026, 9), 60_000), (Month(2026, 10), 60_000)),
    days_to_answer=15,
    repaid_satang=20_000,
    asked_on=date(2026, 10, 20),
    decision_no="บันทึกข้อความ ที่ กส 99901/55",
    decided_on=date(2026, 11, 2),
)
NOTICE = EntitledNotice(
    office=ON_PAPER,
    scheme=Scheme.OLD_AGE,
    month=NOVEMBER,
    day=TODAY,
    rows=tuple(
        EntitledRow(f"{number}/2570", NAMES[number % 5], invented_id(number), 1, 60 + number, 60_000, NOVEMBER)
        for number in range(1, 20)
    ),
    draft=False,
)
CONFIRMATION = ConfirmationPaper(
    ON_PAPER, TODAY, ConfirmationNotice(2570, 60, WINDOWS, date(1967, 9, 2), date(2027, 9, 1))
)
COMMITTEE_ORDER = CommitteeOrder(ON_PAPER, TODAY, "12/2569", COMMITTEE, (Scheme.OLD_AGE, Scheme.DISABILITY))
COMMITTEE_REPORT = CommitteeReport(
    office=ON_PAPER,
    scheme_set=ORDINARY,
    day=TODAY,
    number="",
    claims=(
        CheckedClaim("นางบุญมี ศรีสุข", 1, 60, Scheme.OLD_AGE, "สมควร", ""),
        CheckedClaim("นายทองดี ฤทธิ์ณรงค์", 3, 71, Scheme.OLD_AGE, "ไม่สมควร", "ได้รับบำนาญจากทางราชการ"),
        CheckedClaim("เด็กหญิงใหม่ น้ำฝน", 3, 11, Scheme.DISABILITY, "", ""),
    ),
    members=COMMITTEE,
)
SUSPENSION = SuspensionPaper(
    office=ON_PAPER,
    day=TODAY,
    number="15/2569",
    person=PERSON,
    scheme=Scheme.OLD_AGE,
    appeal_days=15,
    reason="ได้รับบำนาญ",
    facts="ได้รับบำนาญจากกรมบัญชีกลางตั้งแต่วันที่ 1 ตุลาคม 2569",
    checked_on=date(2026, 10, 30),
    from_month=NOVEMBER,
)
CASH_DAY = CashDayPaper(
    office=ON_PAPER,
    scheme_set=ORDINARY,
    schemes=(Scheme.OLD_AGE,),
    month=NOVEMBER,
    pay_point="ศาลากลางบ้านทรายทอง",
    on_day=PAY_DAY,
    count=20,
    total_satang=1_280_000,
    order_no="77/2569",
    ordered_on=date(2026, 11, 5),
    committee=("นายหนึ่ง ใจดี", "นายสอง ใจงาม", "นางสาม มาดี"),
    drawn_satang=1_280_000,
    drawn_by="สัญญายืม 5/2570",
    paid_satang=1_150_000,
    returned_satang=130_000,
    returned_on=PAY_DAY,
    return_receipt="RC 12/5",
    unclaimed=(("นางบุญมี ศรีสุข", 60_000), ("นายทองดี ฤทธิ์ณรงค์", 70_000)),
)
VILLAGE_SHEETS = VillageSheets(
    ON_PAPER,
    NOVEMBER,
    TODAY,
    "",
    (
        VillageSheet(
            3,
            "นางบัวระวง ปู่ทวดทอง",
            tuple(VillagePerson(NAMES[n % 5], invented_id(n), f"{n}/7", 70 + n) for n in range(1, 15)),
        ),
    ),
    10,
)
STOP = UrgentStopNote(
    office=ON_PAPER,
    day=TODAY,
    number="9",
    scheme=Scheme.OLD_AGE,
    month=NOVEMBER,
    pay_on=PAY_DAY,
    name="นางบุญมี ศรีสุข",
    citizen_id=invented_id(1),
    amount_satang=60_000,
    account="ธนาคารออมสิน เลขที่ 0209990001",
    reason="ถึงแก่ความตายเมื่อวันที่ 2 พฤศจิกายน 2569",
    told_whom="คลังจังหวัดกาฬสินธุ์",
    told_how="โทรศัพท์",
    told_at=datetime(2026, 11, 3, 3, 15, tzinfo=UTC),
)
COVER = MonthCover(
    ON_PAPER,
    ORDINARY,
    NOVEMBER,
    PAY_DAY,
    (
        CoverRow(Scheme.OLD_AGE, PaySource.CGD, True, 20, 1_280_000),
        CoverRow(Scheme.DISABILITY, PaySource.CGD, False, 3, 240_000),
    ),
    False,
    (HEAD,),
)
CODE = "K3M9XZ-0ABCDE-WWWWWW-111111-QRSTVW-789XYZ"
RECOVERY = tuple(
    RecoverySheet(OFFICE.name, datetime(2026, 11, 21, 18, 30, tzinfo=UTC), code, for_set)
    for code, for_set in ((CODE, None), ("-".join(reversed(CODE.split("-"))), SPECIAL.value))
)
