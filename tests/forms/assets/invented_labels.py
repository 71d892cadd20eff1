"""Labels of invented things: short names and long ones, one that waits for its number, one with Thai letters in it."""

from __future__ import annotations

from random import Random

from sai_thong.forms.assets.label_face import AssetLabel
from sai_thong.forms.assets.labels import Labels
from sai_thong.registers.assets.rules.label_stock import SHEETS
from sai_thong.registers.assets.rules.label_tokens import new_token

NAMES = (
    "เก้าอี้สำนักงาน",
    "โต๊ะทำงานระดับ 3-6",
    "เครื่องคอมพิวเตอร์ สำหรับงานประมวลผล แบบที่ 1 (จอแสดงภาพขนาดไม่น้อยกว่า 19 นิ้ว)",
    "รถบรรทุก (ดีเซล) ขนาด 1 ตัน ปริมาตรกระบอกสูบไม่ต่ำกว่า 2,400 ซีซี กำลังเครื่องยนต์สูงสุดไม่ต่ำกว่า 110 กิโลวัตต์"
    " ขับเคลื่อน 2 ล้อ แบบดับเบิ้ลแค็บ พร้อมอุปกรณ์ครบชุด สำหรับงานป้องกันและบรรเทาสาธารณภัย",
)
WAITING = "รอเลข"
_NUMBERS = ("401-66-0001", "400-66-0002", "416-67-0003", "001-66-0004", "พย7110-006-024", "")


def label(number: str = "416-66-0001", name: str = NAMES[0], seed: int = 1) -> AssetLabel:
    """The label of a thing bought in fiscal year 2566."""
    token = new_token(Random(seed).randrange)
    return AssetLabel(number or WAITING, name, "อบต.ทรายทอง", "ปีงบประมาณ 2566", "ปี 2566", token, number)


_LABELS = tuple(label(number, NAMES[place % len(NAMES)], place) for place, number in enumerate(_NUMBERS))
SHEET = Labels("องค์การบริหารส่วนตำบลทรายทอง", SHEETS[0], 2, _LABELS)
