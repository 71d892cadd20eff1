"""An invented register and invented figures of petitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sai_thong.forms.kit import Signer
from sai_thong.forms.petitions.ita_reports import ItaReport
from sai_thong.forms.petitions.petition_register import PetitionRegister, RegisterRow
from sai_thong.registers.petitions.figures import Figures, Half, Tally, fiscal_period
from sai_thong.registers.petitions.terms import Channel
from tests.forms.allowances.invented import CLERK, ON_PAPER
from tests.forms.petitions.filled import service


def register_row(number: int) -> RegisterRow:
    """One line of the register."""
    return RegisterRow(
        number=f"{number}/2569",
        day="5 พ.ย. 69",
        hour="09.41",
        petitioner="นางบุญมี ศรีสุข",
        address="12/1 หมู่ที่ 1",
        phone="08 9999 0001",
        matter="ขอให้ซ่อมแซมถนนลูกรัง (แจ้งซ่อมถนน ทางสาธารณะ)",
        channel="ยื่นด้วยตนเอง",
        papers="1",
        division="กองช่าง",
        due="20 พ.ย. 69",
        answered="18 พ.ย. 69 กส 99901/231",
        outcome="อนุมัติ",
        taken_by="นางสาวรับเรื่อง ด้วยใจดี",
        note="",
    )


REGISTER = PetitionRegister(ON_PAPER, "ประจำปี พ.ศ. 2569", tuple(register_row(number) for number in range(1, 31)))
SEALED_REGISTER = replace(
    REGISTER,
    confidential=True,
    rows=(replace(register_row(1), number="ลับ2/2569", petitioner="ปกปิดชื่อผู้ร้อง", address="", phone=""),),
)


def figures(*, confidential: bool = False, received: int = 0) -> Figures:
    """Figures of the first half of 2570."""
    period = fiscal_period(2570, Half.FIRST)
    total = Tally(received=received, ended=received, answered=received, in_time=received)
    counts = {month: Tally() for month in period.months}
    if received:
        counts[period.months[0]] = total
    return Figures(
        period=period,
        confidential=confidential,
        total=total,
        by_service={"corruption": total} if received else {},
        by_category={"แจ้งการทุจริต": total} if received else {},
        by_village={},
        by_division={},
        by_channel={Channel.IN_PERSON: total} if received else {},
        by_month=counts,
        merged=0,
        service_names={"corruption": "แจ้งการทุจริตและประพฤติมิชอบของเจ้าหน้าที่"},
    )


_SERVICE_TALLIES = {
    "street-light": Tally(received=42, ended=38, answered=40, in_time=37, late=3, overdue=1),
    "road": Tally(received=18, ended=11, answered=13, in_time=12, late=1),
    "water-support": Tally(received=25, ended=25, answered=25, in_time=25),
    "certificate": Tally(received=30, ended=30, answered=30, in_time=30),
}
_SUM = Tally(received=115, ended=104, answered=108, in_time=104, late=4, overdue=1)
SERVICES = ItaReport(
    office=ON_PAPER,
    fiscal_year_be=2570,
    half=Half.FIRST,
    as_of=date(2027, 4, 2),
    figures=replace(
        figures(),
        total=_SUM,
        by_service=_SERVICE_TALLIES,
        by_channel={
            Channel.IN_PERSON: Tally(received=80, ended=75, answered=77, in_time=75, late=2),
            Channel.LINE: Tally(received=35, ended=29, answered=31, in_time=29, late=2, overdue=1),
        },
        by_month={
            month: Tally(received=count, ended=count, answered=count, in_time=count)
            for month, count in zip(fiscal_period(2570, Half.FIRST).months, (20, 15, 22, 18, 25, 15), strict=True)
        },
        merged=3,
        service_names={key: service(key).name for key in _SERVICE_TALLIES},
    ),
    signers=(Signer(CLERK, ("ปลัดองค์การบริหารส่วนตำบลทรายทอง",)),),
)
NO_COMPLAINTS = replace(SERVICES, figures=figures(confidential=True))
FEW_COMPLAINTS = replace(SERVICES, figures=figures(confidential=True, received=2))
MANY_COMPLAINTS = replace(SERVICES, figures=figures(confidential=True, received=7))
