"""What came over the counter of the made-up office since July: petitions of every kind, and the letters beside them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from sai_thong.demo.case_stories import Asked, Story, points, repaired, settled_at_counter
from sai_thong.demo.counter import LAST_ON_PAPER, Counter
from sai_thong.demo.place import DEMO_DAY, VILLAGES
from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.petitions import confidential, endings, links, work
from sai_thong.registers.petitions.correct import add_person
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.numbers import NumberChoice, NumberMode
from sai_thong.registers.petitions.papers_handed_in import return_petition
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.records import Point
from sai_thong.registers.petitions.terms import (
    Channel,
    Decision,
    LinkKind,
    Naming,
    NoticeKind,
    Role,
    Stance,
    TaskKind,
    Way,
)
from sai_thong.registers.saraban.incoming import Receipt, receive
from sai_thong.registers.saraban.outgoing import Draft, issue_document
from sai_thong.registers.saraban.terms import Register

_REPAIRS: Final = (
    ("street-light", "ไฟฟ้าสาธารณะดับ", "works", "เปลี่ยนหลอดไฟแล้ว ใช้งานได้ปกติ"),
    ("road", "ถนนเป็นหลุมบ่อ", "works", "ลงหินคลุกและบดอัดแล้ว"),
    ("drain", "ฝาท่อระบายน้ำชำรุด", "works", "เปลี่ยนฝาท่อแล้ว"),
    ("tap-water", "น้ำประปาไม่ไหล", "works", "ซ่อมท่อเมนแล้ว"),
    ("trees", "ต้นไม้ล้ำแนวสายไฟ", "works", "ตัดแต่งกิ่งแล้ว"),
    ("waste", "ขยะตกค้าง", "health", "จัดเก็บแล้ว"),
    ("mosquito", "ขอให้พ่นหมอกควัน", "health", "พ่นหมอกควันแล้ว"),
    ("stray-dogs", "สุนัขจรจัดไล่กัดคน", "health", "ประสานปศุสัตว์จับฉีดวัคซีนแล้ว"),
    ("flooding", "น้ำท่วมขังทางเข้าหมู่บ้าน", "works", "ขุดลอกทางระบายน้ำแล้ว"),
)
_PLACES: Final = ("หน้าวัด", "ปากซอยกลางบ้าน", "ข้างโรงเรียน", "ทางไปทุ่งนา", "หน้าศาลากลางบ้าน", "ริมหนองน้ำ")
_AT_COUNTER: Final = (
    ("certificate", "ขอหนังสือรับรองรายได้", "office", {"answers": {"about": "รายได้", "use_for": "กู้ยืมเพื่อการศึกษา"}}),
    ("certificate", "ขอหนังสือรับรองที่อยู่", "office", {"answers": {"about": "ที่อยู่", "use_for": "ขอใช้ไฟฟ้า"}}),
    ("loan", "ขอยืมโต๊ะและเก้าอี้งานบุญ", "office", {"answers": {"things": "โต๊ะ 10 ตัว เก้าอี้ 80 ตัว"}}),
    ("venue", "ขอใช้หอกระจายข่าว", "office", {"answers": {"use": "หอกระจายข่าว", "purpose": "ประชาสัมพันธ์งานบุญ"}}),
    ("waste-collection", "ขอถังขยะและเข้าร่วมจัดเก็บ", "health", {"answers": {"bins": "1", "use": "บ้านเรือน"}}),
)
_CHANNELS: Final = (
    Channel.IN_PERSON, Channel.IN_PERSON, Channel.PHONE, Channel.LINE, Channel.HEADMAN, Channel.TRAFFY, Channel.POST,
)  # fmt: skip
_WAYS: Final = (Way.LETTER, Way.PHONE, Way.LINE, Way.IN_PERSON, Way.THROUGH)
_INCOMING: Final = (
    ("อำเภอโนนทรายคำ", "การเตรียมความพร้อมรับสถานการณ์ภัยหนาว"),
    ("จังหวัดกาฬสินธุ์", "การสำรวจข้อมูลแหล่งน้ำสาธารณะ"),
    ("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดกาฬสินธุ์", "การรายงานผลการประเมินคุณธรรมและความโปร่งใส"),
    ("โรงเรียนบ้านทรายทอง", "ขอความอนุเคราะห์รถบรรทุกน้ำ"),
    ("โรงพยาบาลส่งเสริมสุขภาพตำบลทรายทอง", "ขอเชิญประชุมคณะกรรมการพัฒนาคุณภาพชีวิต"),
    ("การไฟฟ้าส่วนภูมิภาคอำเภอโนนทรายคำ", "แจ้งดับกระแสไฟฟ้าเพื่อปรับปรุงระบบ"),
)


def plan_petitions(counter: Counter, first: date, last: date = DEMO_DAY) -> None:
    """Put everything that comes from `first` to `last` on the calendar, some of it beyond, which is not reached."""
    _from_the_book(counter, first)
    day, week = first, 0
    while day <= last:
        for _each in range(2):
            _repair(counter, day + timedelta(days=counter.chance.randrange(5)))
        _counter_case(counter, day + timedelta(days=counter.chance.randrange(5)))
        if week % 2:
            _document(counter, day + timedelta(days=counter.chance.randrange(5)))
        day, week = day + timedelta(days=7), week + 1
    _unlike_others(counter, first)
    _late_and_waiting(counter, last)
    _behind_the_key(counter, last)
    _of_the_office(counter, first)


def _from_the_book(counter: Counter, first: date) -> None:
    """Cases of the last days of the paper book, entered on the first day with its dates and numbers."""

    def enter(at: datetime) -> None:
        for back, service, subject in ((2, "drain", "ท่อระบายน้ำอุดตัน"), (1, "noise", "เสียงดังจากโรงสี")):
            number = LAST_ON_PAPER + 1 - back
            given = Intake(
                service,
                subject,
                Channel.IN_PERSON,
                received_at=at - timedelta(days=back),
                people=(PersonGiven(person_id=counter.somebody().id),),
                number=NumberChoice(NumberMode.BY_HAND, number),
            )
            case = take(counter.store, given, why="นำเข้าจากสมุดรับคำร้อง").petition.id
            result = NoticeGiven(NoticeKind.RESULT, Way.PHONE, text="ดำเนินการแล้ว", decision=Decision.INFORMED)
            tell(counter.store, case, result)
            endings.close(counter.store, case)

    counter.at(counter.working_day(first, 0), 16, enter)


def _repair(counter: Counter, day: date) -> Story:
    service, subject, division, outcome = counter.chance.choice(_REPAIRS)
    place = f"{counter.chance.choice(_PLACES)} {counter.chance.choice(VILLAGES).name}"
    channel = counter.chance.choice(_CHANNELS)
    speaker = Role.PETITIONER if channel in (Channel.IN_PERSON, Channel.POST) else Role.INFORMANT
    story = Story(counter, day, Asked(service, f"{subject} {place}", division, place, speaker=speaker), channel)
    repaired(story, counter.chance.choice((1, 2, 3, 4)), outcome, counter.chance.choice(_WAYS))
    return story


def _counter_case(counter: Counter, day: date) -> None:
    service, subject, division, more = counter.chance.choice(_AT_COUNTER)
    settled_at_counter(Story(counter, day, Asked(service, subject, division, more=dict(more))))


def _unlike_others(counter: Counter, first: date) -> None:
    """A refusal with its appeal, missing papers, a withdrawal, a hand-over, a double, an anonymous letter."""
    building = Asked("building-permit", "ขออนุญาตก่อสร้างอาคารพักอาศัย", "works", "ริมถนนสายหลัก")
    refused = Story(counter, first + timedelta(days=20), building)
    refused.assign(0)
    refused.opinions(3, "แบบแปลนไม่เป็นไปตามระยะร่น", stance=Stance.AGAINST)
    refused.decide(6, Decision.REFUSED, reason="แบบแปลนไม่เป็นไปตามระยะร่นที่กฎหมายกำหนด", law="พ.ร.บ. ควบคุมอาคาร พ.ศ. 2522")
    refused.tell(7, NoticeKind.RESULT, Way.LETTER, "ไม่อนุญาต")
    refused.do(12, lambda case, _at: endings.appeal(counter.store, case, grounds="วัดระยะร่นผิดจากความจริง"))
    told = NoticeGiven(NoticeKind.APPEAL_RESULT, Way.LETTER)
    refused.do(
        25,
        lambda case, _at: endings.decide_appeal(
            counter.store, case, granted=False, reason="ตรวจวัดซ้ำแล้วระยะร่นไม่ครบ", told=told
        ),
    )
    papers = Story(counter, first + timedelta(days=30), building)
    papers.note_defects(1, ["สำเนาโฉนดที่ดิน", "แบบแปลน"])
    papers.papers_come(5, ["สำเนาโฉนดที่ดิน", "แบบแปลน", "บัตรประจำตัวประชาชน"])
    returned = Story(counter, first + timedelta(days=33), Asked("food-premises", "ขอแจ้งจัดตั้งร้านอาหาร", "health"))
    returned.note_defects(1, ["แผนผังสถานที่"])
    returned.do(40, partial(_return, counter))
    withdrawn = Story(counter, first + timedelta(days=41), Asked("noise", "เสียงดังจากงานเลี้ยง", "health"))
    withdrawn.do(2, lambda case, _at: endings.withdraw(counter.store, case, reason="ตกลงกันได้แล้ว"))
    power = Asked("street-light", "เสาไฟแรงสูงเอียง", "works", "ทางแยกบ้านดงฤทธิ์")
    handed = Story(counter, first + timedelta(days=48), power, Channel.PHONE)
    handed.do(
        1,
        lambda case, _at: endings.forward(
            counter.store, case, "การไฟฟ้าส่วนภูมิภาคอำเภอโนนทรายคำ", reason="เป็นอำนาจของการไฟฟ้า", told_way=Way.PHONE
        ),
    )
    one, two = (
        Story(counter, first + timedelta(days=55 + later), Asked("road", "สะพานไม้ชำรุด", "works", "สะพานข้ามห้วย"))
        for later in (0, 1)
    )
    repaired(one, 4, "ซ่อมสะพานแล้ว", Way.PHONE)
    two.do(1, lambda case, _at: links.merge(counter.store, case, one.case, why="เรื่องเดียวกัน"))
    secret = {"naming": Naming.ANONYMOUS, "people": ()}
    letter = Story(
        counter,
        first + timedelta(days=62),
        Asked("waste-water", "ปล่อยน้ำเสียลงคลอง", "health", more=secret),
        Channel.POST,
    )
    letter.assign(0)
    letter.decide(4, Decision.INFORMED)
    letter.close(9)
    _joint(counter, first + timedelta(days=76))


def _return(counter: Counter, case: str, at: datetime) -> object:
    day = at.astimezone(BANGKOK).date()
    return return_petition(counter.store, case, reason="ไม่แก้ไขเอกสารภายในกำหนด", on_day=day, letter=LetterGiven())


def _joint(counter: Counter, day: date) -> None:
    """One paper of three neighbours with three lamps, each closed alone."""
    lamps = points("หน้าบ้านเลขที่ 12", "โค้งหน้าวัด", "ปากทางเข้าสวน")
    asked = Asked("street-light", "ไฟฟ้าสาธารณะดับ 3 จุด", "works", "บ้านห้วยหินลาด", {"points": lamps}, Role.REPRESENTATIVE)
    story = Story(counter, day, asked)
    story.assign(0)
    for _each in range(2):
        story.do(
            0,
            lambda case, _at: add_person(
                counter.store, case, PersonGiven(role=Role.CO_PETITIONER, person_id=counter.somebody().id)
            ),
        )
    for number, days in ((1, 3), (2, 3), (3, 6)):
        story.do(days, partial(_close_point, counter, number))
    story.do(1, lambda case, _at: links.link(counter.store, case, LinkKind.ASSET, code="ฟ-011", note="โคมหน้าบ้าน"))
    story.decide(6, Decision.INFORMED)
    story.tell(7, NoticeKind.RESULT, Way.LETTER, "ซ่อมครบทั้งสามจุดแล้ว")
    story.close(8)


def _close_point(counter: Counter, number: int, case: str, _at: datetime) -> object:
    (point,) = counter.store.find(Point, petition_id=case, number=number)
    return work.close_point(counter.store, case, point.id, outcome="เปลี่ยนหลอดแล้ว")


def _late_and_waiting(counter: Counter, last: date) -> None:
    """What stands open on the last day: overdue, told of its progress, in work, before the executive, just taken."""
    for back, subject in ((34, "ถนนลูกรังขาด"), (29, "คลองส่งน้ำตื้นเขิน")):
        Story(counter, last - timedelta(days=back), Asked("road", subject, "works", "ทางไปทุ่งนา"), Channel.PHONE).assign(
            1
        )
    progress = Story(counter, last - timedelta(days=24), Asked("canal", "ขอให้ขุดลอกลำห้วย", "works", "ห้วยหินลาด"))
    progress.assign(0)
    progress.begin_work(3)
    progress.tell(
        9, NoticeKind.PROGRESS, Way.LETTER, "อยู่ระหว่างสำรวจและประมาณราคา", expected_on=last + timedelta(days=20)
    )
    septic = Story(counter, last - timedelta(days=18), Asked("septic", "ขอรับบริการดูดสิ่งปฏิกูล", "health"))
    septic.assign(0)
    proposed = Story(counter, last - timedelta(days=8), Asked("trees", "ขอตัดต้นไม้ใหญ่ริมทาง", "works", "หน้าวัด"))
    proposed.assign(0)
    proposed.opinions(1, "เห็นควรตัดแต่งเพื่อความปลอดภัย")
    proposed.propose(2)
    decided = Story(counter, last - timedelta(days=7), Asked("mosquito", "ขอให้พ่นหมอกควัน", "health", "บ้านญูนคำ"))
    decided.assign(0)
    decided.propose(2)
    decided.decide(3)
    papers = Story(counter, last - timedelta(days=6), Asked("building-permit", "ขออนุญาตต่อเติมบ้าน", "works"))
    papers.note_defects(1, ["แบบแปลน", "สำเนาโฉนดที่ดิน"])
    visit = Story(counter, last - timedelta(days=3), Asked("flooding", "น้ำท่วมขังหน้าบ้าน", "works", "บ้านท่าแก้ว"))
    visit.assign(0)
    visit.visit(0, None, "ตรวจสอบทางระบายน้ำ")
    _appointment(counter, last)
    Story(counter, last, Asked("street-light", "ไฟหน้าโรงเรียนดับ", "works", "ข้างโรงเรียน"), hour=8)


def _appointment(counter: Counter, last: date) -> None:
    story = Story(counter, last - timedelta(days=5), Asked("house-number", "ขอกำหนดเลขที่บ้าน", "works"))
    begins = datetime(last.year, last.month, last.day, 14, 0, tzinfo=BANGKOK)
    given = work.TaskGiven(
        "นัดตรวจบ้านและพิกัด", TaskKind.APPOINTMENT, place="ที่ตั้งบ้าน", begins_at=begins, bring=("สำเนาโฉนดที่ดิน",)
    )
    story.assign(0)
    story.do(1, lambda case, _at: work.plan(counter.store, case, given))
    story.tell(1, NoticeKind.APPOINTMENT, Way.PHONE, "แจ้งวันนัดแล้ว")


def _behind_the_key(counter: Counter, last: date) -> None:
    """Complaints against officials: one answered, one handed to the district, one under way."""
    accused = {"accused": ("นายสมมุติ กล่าวอ้าง",), "naming": Naming.WITHHELD}
    answered = Story(
        counter, last - timedelta(days=80), Asked("corruption", "เรียกรับเงินค่าดำเนินการ", "office", more=dict(accused))
    )
    answered.decide(8, Decision.INFORMED)
    answered.tell(9, NoticeKind.RESULT, Way.LETTER, "ตรวจสอบแล้วไม่พบมูล")
    answered.close(30)
    mayor = {"accused": ("ผู้บริหารตามที่ระบุในหนังสือ",), "naming": Naming.WITHHELD}
    sent = Story(counter, last - timedelta(days=45), Asked("corruption", "จัดซื้อไม่โปร่งใส", "office", more=mayor))
    sent.do(2, lambda case, _at: confidential.hand_to_district(counter.store, case, reason="ร้องเรียนผู้บริหาร"))
    Story(
        counter,
        last - timedelta(days=6),
        Asked("corruption", "ใช้รถราชการส่วนตัว", "office", more=dict(accused)),
        Channel.POST,
    )


def _document(counter: Counter, day: date) -> None:
    sender, subject = counter.chance.choice(_INCOMING)
    number = counter.chance.randrange(100, 900)
    counter.at(
        counter.working_day(day, 0),
        10,
        lambda at: _received(
            counter,
            Receipt(
                sender=sender,
                subject=subject,
                their_number=f"ที่ กส 0023/{number}",
                dated_on=at.astimezone(BANGKOK).date() - timedelta(days=2),
                received_at=at,
                addressee="นายกองค์การบริหารส่วนตำบลทรายทอง",
                division="office",
            ),
        ),
    )


def _received(counter: Counter, receipt: Receipt) -> None:
    receive(counter.store, receipt)


def _of_the_office(counter: Counter, first: date) -> None:
    """An order and an announcement in registers of their own."""
    for days, register, subject in (
        (10, Register.ORDERS, "แต่งตั้งคณะทำงานรับเรื่องราวร้องทุกข์"),
        (60, Register.ANNOUNCEMENTS, "กำหนดระยะเวลาการให้บริการประชาชน"),
    ):
        day = counter.working_day(first + timedelta(days=days), 0)
        draft = Draft(subject=subject, dated_on=day, register=register)
        counter.at(day, 13, partial(_issued, counter, draft))


def _issued(counter: Counter, draft: Draft, _at: datetime) -> None:
    issue_document(counter.store, draft)
