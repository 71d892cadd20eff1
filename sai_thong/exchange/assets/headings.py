"""What a column of a list of assets tells, by the wordings offices use."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from sai_thong.exchange.headings import normalised
from sai_thong.ground.language import N_


class AssetField(StrEnum):
    """A column of a list of assets (domain notes 1.4.5, and what registers add to it)."""

    SEQUENCE = "sequence"
    NUMBER = "number"
    NAME = "name"
    BRAND = "brand"
    MODEL = "model"
    SERIAL = "serial"
    PLATE = "plate"
    ACQUIRED = "acquired"
    ACQUIRED_YEAR = "acquired-year"
    PLACE = "place"
    CUSTODIAN = "custodian"
    KIND = "kind"
    QUANTITY = "quantity"
    UNIT = "unit"
    UNIT_PRICE = "unit-price"
    PRICE = "price"
    """Which of the two it is, the heading does not say."""
    TOTAL_PRICE = "total-price"
    LIFE = "life"
    ACCUMULATED = "accumulated"
    """Written off until a day the heading may name."""
    CONDITION = "condition"
    FUND = "fund"
    METHOD = "method"
    VENDOR = "vendor"
    DOCUMENT = "document"
    REMARK = "remark"
    OTHER = "other"
    """Known, and not read: rates, net values, photographs, signatures."""


ASSET_FIELD_LABELS: dict[AssetField, str] = {
    AssetField.SEQUENCE: N_("Sequence"),
    AssetField.NUMBER: N_("Asset number"),
    AssetField.NAME: N_("Item"),
    AssetField.BRAND: N_("Brand or maker"),
    AssetField.MODEL: N_("Make and model"),
    AssetField.SERIAL: N_("Serial number"),
    AssetField.PLATE: N_("Vehicle registration"),
    AssetField.ACQUIRED: N_("Accepted on"),
    AssetField.ACQUIRED_YEAR: N_("Year of acquisition"),
    AssetField.PLACE: N_("Room or division"),
    AssetField.CUSTODIAN: N_("Custodian"),
    AssetField.KIND: N_("Type or budget category"),
    AssetField.QUANTITY: N_("How many"),
    AssetField.UNIT: N_("Unit of count"),
    AssetField.UNIT_PRICE: N_("Price of one unit"),
    AssetField.PRICE: N_("Price, of one or of all"),
    AssetField.TOTAL_PRICE: N_("Paid altogether"),
    AssetField.LIFE: N_("Useful life in years"),
    AssetField.ACCUMULATED: N_("Accumulated depreciation"),
    AssetField.CONDITION: N_("Condition"),
    AssetField.FUND: N_("Source of money"),
    AssetField.METHOD: N_("Procurement method"),
    AssetField.VENDOR: N_("Seller, contractor or donor"),
    AssetField.DOCUMENT: N_("Delivery note or contract"),
    AssetField.REMARK: N_("Remark"),
}
"""English message ids of what a column holds; `OTHER` is not read."""


_WORDINGS: tuple[tuple[AssetField, str], ...] = (
    # The order decides: the narrower wording stands before the wider.
    (AssetField.OTHER, "รูป|(?<![สน])ภาพ|ลายมือ|ลงชื่อ|ลงนาม|^photo|^picture"),
    (AssetField.ACCUMULATED, "ค่าเสื่อม.*สะสม|เสื่อมสะสม|สะสมยกมา|accumulated"),
    (AssetField.OTHER, "ค่าเสื่อม|อัตรา|สุทธิ|มูลค่าคงเหลือ|ราคาคงเหลือ|มูลค่าตามบัญชี|depreciation|^rate|^net"),
    (AssetField.LIFE, "อายุ(?:การ)?(?:ใช้|ให้)?|usefullife|^life"),
    (AssetField.SERIAL, "serial|s/?n$|หมายเลข(?:ประจำ)?เครื่อง|เลขเครื่อง|ซีเรียล|หมายเลขผลิต"),
    (AssetField.PLATE, "ทะเบียนรถ|เลขทะเบียนรถ|ป้ายทะเบียน"),
    (AssetField.DOCUMENT, "ใบส่งของ|สัญญา|ที่เอกสาร(?!สิทธิ)|ใบสั่งซื้อ|^ฎีกา"),
    (
        AssetField.NUMBER,
        "(?:เลข|รหัส|หมายเลข).*(?:ครุภัณฑ์|พัสดุ|ทรัพย์สิน|สินทรัพย์)|^รหัส$|^เลขรหัส|^หมายเลข$|assetno|assetcode|^code$",
    ),
    (AssetField.ACQUIRED_YEAR, "^ปี(?:พศ|งบประมาณ|งป|ที่(?:ได้(?:มา|รับ)?|ซื้อ|จัดซื้อ|จัดหา|รับ))|^ปี$|^พศ$|^year"),
    (AssetField.ACQUIRED, "วัน.*(?:ได้|ซื้อ|รับ|จัดหา|ตรวจรับ)|^(?:ได้มา|ซื้อ|รับ)(?:เมื่อ|วันที่)|วดป|^วันเดือนปี|^วันที่$|acquired|^date"),
    (AssetField.METHOD, "วิธี|ลักษณะการได้|การได้มา"),
    (AssetField.FUND, "แหล่งเงิน|ประเภทเงิน|เงินงบ|งบประมาณ|เจ้าของงบ"),
    (AssetField.VENDOR, "ผู้ขาย|ผู้รับจ้าง|คู่สัญญา|ร้าน|ผู้บริจาค|vendor|seller"),
    (AssetField.UNIT, "หน่วยนับ|^หน่วย$|^unit$"),
    (AssetField.UNIT_PRICE, "ราคา(?:ต่อ|ต่อ1|ละ|/)?หน่วย|หน่วยละ|ราคาต่อ|unitprice"),
    (AssetField.TOTAL_PRICE, "ราคารวม|รวมราคา|มูลค่ารวม|รวมเงิน|จำนวนเงิน|รวมเป็นเงิน|^รวม|total"),
    (AssetField.PRICE, "ราคา|มูลค่า|price|^cost|^บาท$"),
    (AssetField.QUANTITY, "จำนวน|^quantity|^qty"),
    (AssetField.BRAND, "ยี่ห้อ|ตรา|ผู้ผลิต|brand"),
    (AssetField.MODEL, "^รุ่น|^แบบ|model"),
    (AssetField.CONDITION, "สภาพ|สถานะ|condition|^status"),
    (AssetField.CUSTODIAN, "ผู้(?:ใช้|ครอบครอง|รับผิดชอบ|ดูแล|เบิก)|custodian"),
    (
        AssetField.PLACE,
        "(?:สถาน|ที่)(?:ที่)?(?:ตั้ง|ติดตั้ง|เก็บ|ใช้)|ประจำที่|ใช้ประจำ|หน่วยงาน|ส่วนราชการ|^กอง|^ห้อง|^ฝ่าย|^สำนัก|location|^room",
    ),
    (AssetField.KIND, "ประเภท|หมวด|ชนิด|^กลุ่ม|category|^type|^class"),
    (AssetField.NAME, "รายการ|^ชื่อ|ครุภัณฑ์$|พัสดุ$|ทรัพย์สิน$|รายละเอียด|^name|description|^item$"),
    (AssetField.SEQUENCE, "^ลำดับ|^ที่$|^no$|^ลด$|^อันดับ"),
    (AssetField.REMARK, "หมายเหตุ|remark|^note"),
)
_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _WORDINGS)
_LONGEST_HEADING = 80
_YEAR = re.compile(r"2[45]\d\d")


@lru_cache(maxsize=1024)
def asset_meaning(heading: str, above: str = "") -> AssetField | None:
    """What a heading tells, or None when its wording is not known.

    Args:
        heading: The heading nearest to the rows.
        above: The merged heading above it: ราคา above รวม and ต่อหน่วย.
    """
    if not heading or len(heading) > _LONGEST_HEADING:
        return None
    for text in (normalised(above + heading), normalised(heading)):
        found = next((field for field, pattern in _PATTERNS if pattern.search(text)), None)
        if found is not None:
            return found
    return None


def year_named(heading: str) -> int | None:
    """The Buddhist year a heading names, such as ``ค่าเสื่อมราคาสะสม ณ 30 ก.ย. 2568``; None where it names none."""
    found = _YEAR.search(normalised(heading))
    return int(found[0]) if found else None
