"""Invented documents as the papers of งานสารบรรณ show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sai_thong.forms.saraban.destruction_papers import DestructionSheets
from sai_thong.forms.saraban.receiving_stamp import Stamp
from sai_thong.forms.saraban.register_papers import RegisterLine, RegisterSheets
from tests.forms.allowances.invented import ON_PAPER

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 3)

INCOMING = RegisterSheets(
    ON_PAPER,
    "ทะเบียนหนังสือรับ",
    "เลขทะเบียน\nรับ",
    FIRST,
    LAST,
    tuple(
        RegisterLine(
            FIRST if number < 14 else LAST,
            (
                str(number),
                f"กส 0023.6/ว {1200 + number}",
                "30 ต.ค. 69",
                "ที่ทำการปกครองอำเภอโนนทรายคำ" if number % 3 else "โรงพยาบาลส่งเสริมสุขภาพตำบลทรายทอง",
                "นายกองค์การบริหารส่วนตำบลทรายทอง",
                "ขอเชิญประชุมหัวหน้าส่วนราชการประจำเดือนพฤศจิกายน 2569" if number % 2 else "แจ้งกำหนดการสำรวจข้อมูลผู้สูงอายุ",
                "ทราบ มอบสำนักปลัด" if number % 4 else "",
                "ยกเลิก: ลงซ้ำ" if number == 5 else "",
            ),
        )
        for number in range(1, 25)
    ),
)

OUTGOING = RegisterSheets(
    ON_PAPER,
    "ทะเบียนหนังสือส่ง",
    "เลขทะเบียน\nส่ง",
    FIRST,
    FIRST,
    tuple(
        RegisterLine(
            FIRST,
            (
                str(number),
                f"กส 99901/{number}",
                "2 พ.ย. 69",
                "สำนักปลัด องค์การบริหารส่วนตำบลทรายทอง",
                "นายอำเภอโนนทรายคำ",
                "รายงานผลการจ่ายเงิน ประจำเดือนตุลาคม 2569" if number != 3 else "ลับ",
                "",
                "",
            ),
        )
        for number in range(1, 6)
    ),
)

STAMP = Stamp("องค์การบริหารส่วนตำบลทรายทอง", "123/2569", datetime(2026, 11, 2, 17, 30, tzinfo=UTC))

DESTRUCTION = DestructionSheets(
    ON_PAPER,
    2570,
    date(2028, 1, 12),
    tuple(
        (
            str(number),
            "",
            f"กส 0023.6/ว {1200 + number}",
            "30 ต.ค. 69",
            f"{number}/2569",
            "แจ้งกำหนดการสำรวจข้อมูลผู้สูงอายุในเขตพื้นที่องค์การบริหารส่วนตำบล",
            "ทำลาย" if number % 5 else "เก็บต่อถึง 31 ธ.ค. 73",
            "",
        )
        for number in range(1, 8)
    ),
    ("นางสาวดวงใจ แสนดี", "นายสมศักดิ์ ใจกว้าง", "นางวิไล พูนผล"),
    "12/2571",
)
