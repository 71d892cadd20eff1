"""The made-up office: its place, its twelve villages and the people who sign for it.

The province is a real one, so that letters look as they do; the district, the subdistrict's villages, the codes, the
telephones and every person are invented.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from sai_thong.ground.clock import FixedClock
from sai_thong.registers.office.records import Capacity, Office, Post, Signer, Village

DEMO_DAY: Final = date(2026, 11, 3)
"""The day the made-up office lives on: 3 November 2569, a week before the pay day."""

FIRST_DAY: Final = date(2026, 7, 1)
"""The day on which the made-up office began with the program and imported its lists."""

OFFICE: Final = Office(
    name="ทรายทอง",
    code="99460101",
    district="โนนทรายคำ",
    province="กาฬสินธุ์",
    address="เลขที่ 999 หมู่ที่ 1 ตำบลทรายทอง",
    postcode="46999",
    phone="0 7999 0001",
    email="office@saithong.example",
    letter_code="กส 99901",
)

_VILLAGES: Final = (
    ("บ้านทรายทอง", "นายผายเมือง ทรายทองคำ"),
    ("บ้านหนองน้ำทิพย์", "นายลือฤทธิ์ หนองน้ำทิพย์"),
    ("บ้านโนนปู่ทวด", "นางบัวระวง ปู่ทวดทอง"),
    ("บ้านกั้วใหญ่", "นายทวนทอง คำกั้วใหญ่"),
    ("บ้านดงฤทธิ์", "นายฤทธิ์ณรงค์ ดงฤทธิ์เดช"),
    ("บ้านท่าแก้ว", "นางสาวฐิติมน ท่าแก้วงาม"),
    ("บ้านโคกสูงเนิน", "นายเคนแก้ว โคกสูงเนินคำ"),
    ("บ้านห้วยหินลาด", "นายสิงห์คำ ห้วยหินลาดดี"),
    ("บ้านเปี๊ยะน้อย", "นายเปี๊ยก เปี๊ยะสกุลดี"),
    ("บ้านญูนคำ", "นางญูดา ศรีญูวงศ์"),
    ("บ้านทุ่งรวงทอง", "นายสำรวยชัย ทุ่งรวงทองแสน"),
    ("บ้านป่าไผ่งาม", "นายอ้วนคำ ป่าไผ่งาม"),
)
_TEMPLE_PAY_POINTS: Final = {3: "ศาลากลางบ้านโนนปู่ทวด", 8: "วัดห้วยหินลาดวนาราม"}

VILLAGES: Final = tuple(
    Village(
        moo=moo,
        name=name,
        headman=headman,
        phone=f"07199{moo:05}",
        pay_point=_TEMPLE_PAY_POINTS.get(moo, "ที่ทำการองค์การบริหารส่วนตำบลทรายทอง"),
    )
    for moo, (name, headman) in enumerate(_VILLAGES, 1)
)

_CLERK: Final = "นางสาวณัฏฐ์ชญา ศิลาแลงคำ"
_DEVELOPER: Final = "นางสาวปิ่นมณี แสงเดือนเพ็ญ"

SIGNERS: Final = (
    Signer(post=Post.MAYOR, name="นายกู้เกียรติศักดิ์ ทรายทองคำ", from_day=date(2025, 2, 3)),
    Signer(
        post=Post.MAYOR,
        name=_CLERK,
        position="ปลัดองค์การบริหารส่วนตำบล",
        capacity=Capacity.ACTS_FOR_VACANT,
        order_no="214/2569",
        from_day=date(2026, 9, 14),
        to_day=date(2026, 9, 18),
    ),
    Signer(post=Post.CLERK, name=_CLERK, from_day=date(2023, 10, 2)),
    Signer(
        post=Post.WELFARE_HEAD,
        name=_DEVELOPER,
        position="นักพัฒนาชุมชนชำนาญการ",
        capacity=Capacity.CARETAKER,
        order_no="31/2569",
        from_day=date(2026, 4, 1),
    ),
    Signer(post=Post.FINANCE_HEAD, name="นางเรไรวรรณ กุดน้ำใส", from_day=date(2022, 6, 1)),
    Signer(
        post=Post.SUPPLY_OFFICER,
        name="นางสาวคลังแก้ว พัสดุงาม",
        position="เจ้าพนักงานพัสดุชำนาญงาน",
        from_day=date(2020, 10, 1),
    ),
    Signer(post=Post.SUPPLY_OFFICER, name="นายเรืองยศ พูนพัสดุ", position="เจ้าพนักงานพัสดุ", from_day=date(2022, 7, 1)),
    Signer(post=Post.COMMUNITY_DEVELOPER, name=_DEVELOPER, position="นักพัฒนาชุมชนชำนาญการ", from_day=date(2021, 5, 3)),
    Signer(post=Post.PAYER, name="นายธำรงไทย ชัยเนินทอง", position="เจ้าพนักงานการเงินและบัญชี", from_day=date(2022, 1, 4)),
    Signer(post=Post.COMMITTEE, name=_CLERK, position="ประธานกรรมการ", from_day=date(2024, 10, 1)),
    Signer(post=Post.COMMITTEE, name="นางเรไรวรรณ กุดน้ำใส", position="กรรมการ", from_day=date(2024, 10, 1)),
    Signer(post=Post.COMMITTEE, name=_DEVELOPER, position="กรรมการและเลขานุการ", from_day=date(2024, 10, 1)),
)


def demo_clock() -> FixedClock:
    """A clock that stands at nine in the morning of the demo day in Bangkok."""
    return FixedClock(datetime(DEMO_DAY.year, DEMO_DAY.month, DEMO_DAY.day, 2, 0, tzinfo=UTC))
