"""A fortnight at the counter of the living office: cases at every state, as the operations leave them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO

from PIL import Image, ImageDraw

from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.attachments.preparing import PreparedFile, prepared
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.petitions import endings, notices, numbers, papers_handed_in, routing, work
from sai_thong.registers.petitions.files import attach_file
from sai_thong.registers.petitions.intake import Intake, PointGiven, take
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.terms import Channel, Decision, Naming, NoticeKind, Stance, TaskKind, Way
from sai_thong.registers.saraban.series import open_register

YEAR_BE = 2569
FIRST_NUMBER = 118
LETTERS = "letters-out"


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """An hour of a day of 2569 (BE) in Bangkok."""
    return datetime.combine(date(2026, month, day), time(hour, minute), BANGKOK).astimezone(UTC)


def a_photograph(colour: str = "#5a6b3c") -> PreparedFile:
    """A made-up picture of a lamp, as a telephone would hand it in."""
    picture = Image.new("RGB", (640, 480), colour)
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((300, 120, 320, 470), fill="#888888")
    drawing.ellipse((270, 80, 350, 140), fill="#dddddd")
    kept = BytesIO()
    picture.save(kept, "JPEG")
    return prepared(kept.getvalue(), "เสาไฟหน้าวัด.jpg")


def person(name: str, phone: str = "", moo: int | None = None) -> tuple[PersonGiven, ...]:
    """Who brings a case."""
    return (PersonGiven(name=name, phone=phone, moo=moo),)


def light(store: Store, *, subject: str = "ไฟถนนหน้าวัดดับ 3 ดวง", place: str = "หน้าวัดบ้านน้อย") -> str:
    """The id of a case of a street light, taken on 26 October."""
    return take(
        store,
        Intake(
            "street-light",
            subject,
            Channel.IN_PERSON,
            received_at=at(10, 26, 9, 20),
            people=person("นายบุญมี ศรีสมบัติ", "081-000-0000", 3),
            moo=3,
            place=place,
            points=(
                PointGiven("หลอดดับ", place="หน้าซุ้มประตู", asset_code="L-0041"),
                PointGiven("โคมแตก", place="ปากซอย 2", asset_code="L-0042"),
            ),
        ),
    ).petition.id


def open_numbers(store: Store) -> None:
    """The series of the year, from the next number after the last one on paper."""
    for confidential in (False, True):
        numbers.open_numbers(store, YEAR_BE, next_number=FIRST_NUMBER, confidential=confidential)


def work_a_fortnight(store: Store) -> None:
    """Cases of every kind, from one just taken to one that was closed."""
    open_numbers(store)
    open_register(store, LETTERS, YEAR_BE, next_number=412)
    _a_light_being_repaired(store)
    light(store, subject="ไฟทางหน้าวัดไม่ติด")
    _water_before_the_mayor(store)
    _trees_refused(store)
    _a_building_that_waits_for_papers(store)
    _noise_overdue(store)
    _closed(store)
    for subject, name, moo, hour in (
        ("ขอสนับสนุนน้ำอุปโภคบริโภค 6,000 ลิตร", "นางน้ำอ้อย กั้วพิทักษ์", 5, 8),
        ("ขอให้ตัดต้นไม้ที่ล้ำสายไฟ", "นายสมพงษ์ ฐานะดี", 7, 9),
    ):
        service = "water-support" if "น้ำ" in subject else "trees"
        take(
            store,
            Intake(
                service,
                subject,
                Channel.PHONE if moo == 7 else Channel.IN_PERSON,
                received_at=at(11, 3, hour) if hour < 9 else None,
                people=person(name, moo=moo),
                moo=moo,
            ),
        )
    _a_complaint(store)


def _a_light_being_repaired(store: Store) -> None:
    case = light(store)
    routing.assign(store, case, "works", officer=store.user, at=at(10, 26, 13))
    opinion = routing.OpinionGiven(
        OpinionStep.OFFICER,
        "ตรวจสอบแล้วหลอดไฟเสื่อมสภาพ เห็นควรเปลี่ยนหลอดใหม่",
        "นายช่าง ไฟฟ้า",
        stance=Stance.FOR,
        position="นายช่างไฟฟ้าปฏิบัติงาน",
        given_at=at(10, 28, 15),
    )
    routing.give_opinion(store, case, opinion)
    visit = work.plan(
        store, case, work.TaskGiven("ตรวจสอบจุดที่แจ้ง", TaskKind.VISIT, who="กองช่าง", begins_at=at(10, 27, 10))
    )
    work.finish(store, case, visit.record.id, outcome="หลอดขาด 2 ดวง โคมแตก 1 ดวง", done_on=date(2026, 10, 27))
    work.plan(
        store,
        case,
        work.TaskGiven(
            "เปลี่ยนหลอดและโคม", TaskKind.VISIT, who="ทีมไฟฟ้า", place="หน้าวัดบ้านน้อย", begins_at=at(11, 4, 9, 30)
        ),
    )
    attach_file(store, case, a_photograph())
    attach_file(store, case, a_photograph("#30405a"))


def _water_before_the_mayor(store: Store) -> None:
    case = take(
        store,
        Intake(
            "water-support",
            "ขอรับการสนับสนุนน้ำงานบวช",
            Channel.IN_PERSON,
            received_at=at(10, 30, 10),
            people=person("นางสาวกัญญา ผิวผ่อง", "089-111-1111", 7),
            moo=7,
        ),
    ).petition.id
    routing.assign(store, case, "prevention", at=at(10, 30, 11))
    routing.propose(store, case, at=at(11, 2, 9))


def _trees_refused(store: Store) -> None:
    case = take(
        store,
        Intake(
            "road",
            "ขอให้ลาดยางถนนเข้าสวนส่วนบุคคล",
            Channel.POST,
            received_at=at(10, 20, 9),
            people=person("นายเสาร์ สิทธิ์พันธุ์", moo=9),
            moo=9,
        ),
    ).petition.id
    routing.assign(store, case, "works", at=at(10, 21))
    routing.decide(
        store,
        case,
        Decision.REFUSED,
        reason="เป็นที่ดินส่วนบุคคล",
        law="พ.ร.บ. สภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537 มาตรา 67",
        decided_on=date(2026, 11, 2),
    )


def _a_building_that_waits_for_papers(store: Store) -> None:
    case = take(
        store,
        Intake(
            "building-permit",
            "ขออนุญาตก่อสร้างบ้านพักอาศัยสองชั้น",
            Channel.IN_PERSON,
            received_at=at(10, 28, 14),
            people=person("นายคำปุ่น ไชยมาตย์", moo=7),
            moo=7,
        ),
    ).petition.id
    papers_handed_in.note_defects(
        store, case, items=("แบบแปลนที่วิศวกรลงนาม",), noted_on=date(2026, 10, 29), mend_by=date(2026, 11, 12)
    )


def _noise_overdue(store: Store) -> None:
    take(
        store,
        Intake(
            "noise",
            "ร้องเรียนเสียงดังและฝุ่นจากโรงสีข้าวข้างโรงเรียน",
            Channel.LINE,
            received_at=at(10, 8, 16),
            naming=Naming.WITHHELD,
            people=person("นางบัวลี ฤทธิ์ฎุกฎู้"),
            moo=9,
        ),
    )


def _closed(store: Store) -> None:
    case = take(
        store,
        Intake(
            "road",
            "ขอให้กลบหลุมถนนสายหนองปู่",
            Channel.HEADMAN,
            received_at=at(10, 12, 9),
            people=person("นายอุ่น ญาณกิจ", moo=11),
            moo=11,
        ),
    ).petition.id
    routing.assign(store, case, "works", at=at(10, 12, 13))
    routing.decide(store, case, Decision.APPROVED, decided_on=date(2026, 10, 15))
    work.begin_work(store, case, at=at(10, 16))
    given = notices.NoticeGiven(NoticeKind.RESULT, Way.THROUGH, told_at=at(10, 20), told_to="ผู้ใหญ่บ้านหมู่ 11")
    notices.tell(store, case, given)
    endings.close(store, case, on_day=date(2026, 10, 21))


def _a_complaint(store: Store) -> None:
    take(
        store,
        Intake(
            "corruption",
            "ร้องเรียนการเรียกรับเงินของเจ้าหน้าที่",
            Channel.POST,
            received_at=at(10, 27, 9),
            naming=Naming.ANONYMOUS,
            accused=("นายสมมุติ ผู้ถูกร้อง",),
        ),
    )
