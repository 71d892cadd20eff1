"""The made-up office's registers of documents: five weeks of letters that come and leave beside the petitions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from itertools import cycle
from typing import Final

from sai_thong.demo.counter import Counter
from sai_thong.demo.place import DEMO_DAY
from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.saraban import incoming, outgoing
from sai_thong.registers.saraban.incoming import Receipt
from sai_thong.registers.saraban.outgoing import Draft
from sai_thong.registers.saraban.terms import Register, Urgency

_FIRST_DAY: Final = date(2026, 10, 1)
_SENDERS: Final = (
    "ที่ทำการปกครองอำเภอโนนทรายคำ",
    "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดกาฬสินธุ์",
    "โรงพยาบาลส่งเสริมสุขภาพตำบลทรายทอง",
    "โรงเรียนบ้านโนนปู่ทวด",
    "กำนันตำบลทรายทอง",
)
_CAME: Final = (
    "ขอเชิญประชุมหัวหน้าส่วนราชการประจำเดือน",
    "แจ้งกำหนดการสำรวจข้อมูลผู้สูงอายุ",
    "ขอความอนุเคราะห์รถบรรทุกน้ำ",
    "ขอรายงานผลการใช้จ่ายงบประมาณ",
    "ขอรับการสนับสนุนเครื่องเสียงและเต็นท์",
    "แจ้งเตือนพายุฤดูร้อนและน้ำท่วมขัง",
)
_LEFT: Final = (
    (Register.LETTERS, "รายงานผลการใช้จ่ายงบประมาณ", "นายอำเภอโนนทรายคำ"),
    (Register.LETTERS, "ตอบรับการเข้าร่วมประชุม", "ผู้ว่าราชการจังหวัดกาฬสินธุ์"),
    (Register.MEMOS, "ขออนุมัติเดินทางไปราชการ", "นายกองค์การบริหารส่วนตำบลทรายทอง"),
    (Register.ORDERS, "แต่งตั้งเวรรักษาความปลอดภัยสถานที่ราชการ", ""),
    (Register.CIRCULARS, "ขอเชิญประชุมประชาคมหมู่บ้าน", "ผู้ใหญ่บ้านทุกหมู่บ้าน"),
    (Register.ANNOUNCEMENTS, "กำหนดวันรับชำระภาษี", ""),
)
_ACTIONS: Final = ("ทราบ", "มอบสำนักปลัด", "มอบกองช่าง", "")
_SHARE_OF_DAYS_A_LETTER_LEAVES: Final = 0.5


def plan_documents(counter: Counter, last: date = DEMO_DAY) -> None:
    """Put the letters that come and leave from October up to `last` on the calendar; the latest has no number yet."""
    came, left = cycle(_CAME), cycle(_LEFT)
    day = counter.working_day(_FIRST_DAY, 0)
    while day <= last:
        counter.at(day, 8, partial(_receive, counter, next(came)))
        if counter.chance.random() < _SHARE_OF_DAYS_A_LETTER_LEAVES:
            counter.at(day, 15, partial(_send, counter, *next(left)))
        day = counter.working_day(day, 1)
    counter.at(last, 8, partial(_leave_without_number, counter))


def _receive(counter: Counter, subject: str, when: datetime) -> None:
    day = when.astimezone(BANGKOK).date()
    incoming.receive(
        counter.store,
        Receipt(
            sender=counter.chance.choice(_SENDERS),
            subject=subject,
            their_number=f"กส 0018/{counter.chance.randrange(1000, 4000)}",
            dated_on=day - timedelta(days=counter.chance.randrange(1, 5)),
            addressee="นายกองค์การบริหารส่วนตำบลทรายทอง",
            urgency=counter.chance.choice((Urgency.ORDINARY, Urgency.ORDINARY, Urgency.URGENT)),
            action=counter.chance.choice(_ACTIONS),
        ),
    )


def _send(counter: Counter, register: Register, subject: str, addressee: str, when: datetime) -> None:
    day = when.astimezone(BANGKOK).date()
    outgoing.issue_document(counter.store, Draft(register=register, subject=subject, addressee=addressee, dated_on=day))


def _leave_without_number(counter: Counter, when: datetime) -> None:
    day = when.astimezone(BANGKOK).date()
    outgoing.draft_outgoing(
        counter.store, Draft(subject="แจ้งผลการพิจารณาคำร้อง", addressee="ผู้ใหญ่บ้าน หมู่ที่ 3", dated_on=day)
    )
