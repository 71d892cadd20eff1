"""The made-up office's registers of documents: five weeks of letters, with the numbers its paper books had reached."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Final

from sai_thong.db.store import Store
from sai_thong.demo.office import MadeUpOffice
from sai_thong.demo.place import DEMO_DAY
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.saraban import incoming, outgoing
from sai_thong.registers.saraban.incoming import Receipt
from sai_thong.registers.saraban.outgoing import Draft
from sai_thong.registers.saraban.series import INCOMING_SERIES, open_register, series_of
from sai_thong.registers.saraban.terms import Register, Urgency
from sai_thong.thai.calendar import be_year

_FIRST_DAY: Final = date(2026, 10, 1)
_NEXT_INCOMING: Final = 812
_NEXT_OUTGOING: Final = {
    Register.LETTERS: 431,
    Register.CIRCULARS: 27,
    Register.MEMOS: 602,
    Register.ORDERS: 118,
    Register.ANNOUNCEMENTS: 34,
    Register.CERTIFICATES: 9,
}
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


def fill_document_registers(office: MadeUpOffice, *, seed: int = 1) -> None:
    """Receive and send the letters of October up to the demo day; the latest has no number yet.

    Raises:
        SaiThongError: The store refuses.
    """
    chance, clock = Random(seed), FixedClock(_at(_FIRST_DAY, 9))
    with Store.open(office.store, password=office.password, clock=clock) as store:
        year = be_year(_FIRST_DAY.year)
        open_register(store, INCOMING_SERIES, year, next_number=_NEXT_INCOMING)
        for register, number in _NEXT_OUTGOING.items():
            open_register(store, series_of(store, register), year, next_number=number)
        came, left = cycle(_CAME), cycle(_LEFT)
        day = _FIRST_DAY
        while day <= DEMO_DAY:
            if day.weekday() < 5:
                _receive(store, clock, day, next(came), chance)
                if chance.random() < _SHARE_OF_DAYS_A_LETTER_LEAVES:
                    register, subject, addressee = next(left)
                    outgoing.issue_document(
                        store, Draft(register=register, subject=subject, addressee=addressee, dated_on=day)
                    )
            day += timedelta(days=1)
        waiting = Draft(subject="แจ้งผลการพิจารณาคำร้อง", addressee="ผู้ใหญ่บ้าน หมู่ที่ 3", dated_on=DEMO_DAY)
        outgoing.draft_outgoing(store, waiting)


def _receive(store: Store, clock: FixedClock, day: date, subject: str, chance: Random) -> None:
    clock.moment = _at(day, 9) + timedelta(minutes=chance.randrange(360))
    incoming.receive(
        store,
        Receipt(
            sender=chance.choice(_SENDERS),
            subject=subject,
            their_number=f"กส 0018/{chance.randrange(1000, 4000)}",
            dated_on=day - timedelta(days=chance.randrange(1, 5)),
            addressee="นายกองค์การบริหารส่วนตำบลทรายทอง",
            urgency=chance.choice((Urgency.ORDINARY, Urgency.ORDINARY, Urgency.URGENT)),
            action=chance.choice(_ACTIONS),
        ),
    )


def _at(day: date, hour: int) -> datetime:
    """An hour of a day in Bangkok, in UTC."""
    return datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)
