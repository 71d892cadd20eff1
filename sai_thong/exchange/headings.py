"""What a column heading means: the wordings that offices use, made alike before they are compared."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from sai_thong.ground.language import N_
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import clean


class PersonField(StrEnum):
    """What a column of a list of people tells."""

    SEQUENCE = "sequence"
    CITIZEN_ID = "citizen-id"
    CARD_NO = "card-no"
    FULL_NAME = "full-name"
    PREFIX = "prefix"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    MONASTIC_NAME = "monastic-name"
    BIRTH = "birth"
    AGE = "age"
    SEX = "sex"
    NATIONALITY = "nationality"
    ADDRESS = "address"
    CONTACT_ADDRESS = "contact-address"
    HOUSE_NO = "house-no"
    MOO = "moo"
    COMMUNITY = "community"
    SOI = "soi"
    ROAD = "road"
    SUBDISTRICT = "subdistrict"
    DISTRICT = "district"
    PROVINCE = "province"
    POSTCODE = "postcode"
    PHONE = "phone"
    BANK = "bank"
    ACCOUNT_NO = "account-no"
    ACCOUNT_NAME = "account-name"
    AMOUNT = "amount"
    DISABILITY_KIND = "disability-kind"
    CARD_ISSUED = "card-issued"
    CARD_EXPIRY = "card-expiry"
    DEATH = "death"
    MOVED_OUT = "moved-out"
    MOVED_OUT_TO = "moved-out-to"
    MOVED_IN = "moved-in"
    PROXY_NAME = "proxy-name"
    PROXY_ID = "proxy-id"
    PROXY_RELATION = "proxy-relation"
    PROXY_PHONE = "proxy-phone"
    REMARK = "remark"
    OTHER = "other"
    """A column known to say nothing that is kept here, such as a signature."""


FIELD_LABELS: dict[PersonField, str] = {
    PersonField.SEQUENCE: N_("Sequence"),
    PersonField.CITIZEN_ID: N_("Citizen ID"),
    PersonField.CARD_NO: N_("Card number"),
    PersonField.FULL_NAME: N_("Full name"),
    PersonField.PREFIX: N_("Prefix"),
    PersonField.FIRST_NAME: N_("First name"),
    PersonField.LAST_NAME: N_("Last name"),
    PersonField.MONASTIC_NAME: N_("Monastic name"),
    PersonField.BIRTH: N_("Birth date"),
    PersonField.AGE: N_("Age"),
    PersonField.SEX: N_("Sex"),
    PersonField.NATIONALITY: N_("Nationality"),
    PersonField.ADDRESS: N_("Address"),
    PersonField.CONTACT_ADDRESS: N_("Contact address"),
    PersonField.HOUSE_NO: N_("House number"),
    PersonField.MOO: N_("Village number"),
    PersonField.COMMUNITY: N_("Community"),
    PersonField.SOI: N_("Lane"),
    PersonField.ROAD: N_("Road"),
    PersonField.SUBDISTRICT: N_("Subdistrict"),
    PersonField.DISTRICT: N_("District"),
    PersonField.PROVINCE: N_("Province"),
    PersonField.POSTCODE: N_("Postcode"),
    PersonField.PHONE: N_("Telephone"),
    PersonField.BANK: N_("Bank"),
    PersonField.ACCOUNT_NO: N_("Account number"),
    PersonField.ACCOUNT_NAME: N_("Account name"),
    PersonField.AMOUNT: N_("Amount"),
    PersonField.DISABILITY_KIND: N_("Kind of disability"),
    PersonField.CARD_ISSUED: N_("Card issued on"),
    PersonField.CARD_EXPIRY: N_("Card expires on"),
    PersonField.DEATH: N_("Date of death"),
    PersonField.MOVED_OUT: N_("Moved out on"),
    PersonField.MOVED_OUT_TO: N_("Moved out to"),
    PersonField.MOVED_IN: N_("Moved in on"),
    PersonField.PROXY_NAME: N_("Proxy"),
    PersonField.PROXY_ID: N_("Proxy's citizen ID"),
    PersonField.PROXY_RELATION: N_("Proxy's relation"),
    PersonField.PROXY_PHONE: N_("Proxy's telephone"),
    PersonField.REMARK: N_("Remark"),
    PersonField.OTHER: N_("Not read"),
}
"""English msgids of what the mapping page calls each field."""

REASON_HEADING = "เหตุผลที่ไม่รับเข้า"
SOURCE_ROW_HEADING = "แถวในไฟล์เดิม"
"""Headings of the two columns that the workbook of rejected rows adds to the source's own."""

_JOINTS = re.compile(r"[\s./\\()\[\]{}:;,*_\-–—\"'“”‘’`?!#|+&\u200b]+")

_PROXY = "ผู้ดูแล|ผู้รับมอบ|รับมอบ|ผู้แทน|ผู้ปกครอง|ผู้อนุบาล|ผู้พิทักษ์|ผู้รับแทน|ผู้รับเงินแทน|ผู้อุปการะ|proxy|guardian|caretaker"
_ID = "บัตรประชาชน|ประจำตัวประชาชน|บัตรประจำตัว|เลขประจำตัว|13หลัก|เลขบัตร|เลขที่บัตร|ปชช|citizenid|nationalid"

_QUALIFIED: tuple[tuple[PersonField, str], ...] = (
    # The order decides: the narrower wording stands before the wider.
    (PersonField.OTHER, f"^(?:{re.escape(REASON_HEADING)}|{re.escape(SOURCE_ROW_HEADING)})$"),
    (PersonField.OTHER, "ลายมือ|ลายเซ็น|ลงชื่อ|ลงนาม|ลายพิมพ์|signature|ผู้รับเงิน$|ผู้จ่ายเงิน"),
    (PersonField.PROXY_ID, f"(?:{_PROXY}).*(?:{_ID})|(?:{_ID}).*(?:{_PROXY})"),
    (PersonField.PROXY_PHONE, f"(?:{_PROXY}).*(?:โทร|เบอร์)|(?:โทร|เบอร์).*(?:{_PROXY})"),
    (PersonField.PROXY_RELATION, f"(?:{_PROXY}).*(?:เกี่ยวข้อง|ความสัมพันธ์)|^(?:ความ)?เกี่ยวข้อง|^ความสัมพันธ์|เกี่ยวข้องเป็น"),
    (PersonField.OTHER, f"(?:{_PROXY}).*(?:ที่อยู่|เกิด|อายุ|วันที่|บัญชี)"),
    (PersonField.PROXY_NAME, f"^(?:ชื่อ|นาม|สกุล|ราย)*(?:ของ)?(?:{_PROXY})|(?:{_PROXY}).*(?:ชื่อ|นาม)|ชื่อ.*(?:{_PROXY})"),
    (PersonField.OTHER, "บิดา|มารดา|คู่สมรส|สถานภาพสมรส|พยาน|เจ้าบ้าน|หัวหน้าครอบครัว|ทายาท|บุตร|ผู้ใหญ่บ้าน|กำนัน"),
    (PersonField.OTHER, "(?:สาเหตุ|ระดับ).*พิการ|ศาสนา|อาชีพ|การศึกษา|รายได้|หมู่เลือด|กรุ๊ปเลือด"),
    (PersonField.OTHER, "สถานที่เกิด|รหัส(?:ประจำ)?บ้าน|สาขา|email|อีเมล"),
    (PersonField.OTHER, "ขึ้นทะเบียน|ลงทะเบียน|ยื่นคำ|ยืนยันสิทธิ|เลขทะเบียน|ทะเบียนเลข|วันที่(?:รับ|จ่าย|โอน|เริ่ม|อนุมัติ)|^เริ่มรับ"),
    (PersonField.OTHER, "(?:หมดอายุ|วันออก|ออกให้).*ประชาชน|ประชาชน.*(?:หมดอายุ|วันออก|ออกให้)"),
    (PersonField.CARD_EXPIRY, "หมดอายุ|สิ้นอายุ|บัตรหมด|อายุบัตร|บัตร.*(?:ถึงวันที่|ใช้ได้ถึง)|expir"),
    (PersonField.CARD_ISSUED, "(?:วัน|วันที่)?(?:ออกบัตร|ออกให้|ทำบัตร|มีบัตร)|บัตร.*ออก|issued"),
    (PersonField.CARD_NO, "(?:เลข|ที่|หมายเลข|ประจำตัว).*(?:คนพิการ|ผู้พิการ|บัตรพิการ)"),
    (PersonField.CARD_NO, "^บัตร(?:ประจำตัว)?(?:คน|ผู้)พิการ(?:$|.*(?:เลข|ที่))|^ทะเบียนคนพิการ"),
    (PersonField.DISABILITY_KIND, "(?:ประเภท|ลักษณะ|ชนิด|กลุ่ม).*พิการ|^(?:ความ)?พิการ(?:ด้าน|ทาง)?$|พิการประเภท|disability"),
    (PersonField.ACCOUNT_NAME, "ชื่อ(?:เจ้าของ)?(?:บัญชี|บช)|บัญชี(?!ราย).*ชื่อ(?!ธนาคาร)|accountname"),
    (PersonField.ACCOUNT_NO, "(?:เลข|หมายเลข).*(?:บัญชี|บช|สมุดธนาคาร)|(?:บัญชี|บช).*เลข|^บัญชี(?:เงินฝาก|ธนาคาร)?$|accountn"),
    (PersonField.BANK, "^(?:ชื่อ)?ธนาคาร|บัญชี.*ธนาคาร$|^bank"),
    (PersonField.DEATH, "(?:วัน|เดือน).*(?:ตาย|เสียชีวิต|ถึงแก่กรรม|มรณ)|^(?:ตาย|เสียชีวิต|ถึงแก่กรรม)(?:เมื่อ)?|dateofdeath|^death"),
    (PersonField.MOVED_OUT_TO, "ย้าย(?:ออก)?ไป(?:ที่|อยู่)|ย้ายปลายทาง|ปลายทางที่ย้าย|^movedoutto"),
    (PersonField.MOVED_OUT, "ย้ายออก|วัน.*ย้ายไป|^movedout"),
    (PersonField.MOVED_IN, "ย้ายเข้า(?!จาก)|^movedin(?!from)"),
    (PersonField.BIRTH, "(?<!ที่)เกิด(?!จาก)|^ว?ดปเกิด|วดป|เกิดวัน|birth|^dob$"),
)
"""Wordings that hold for a heading together with the merged heading above it."""

_PLAIN: tuple[tuple[PersonField, str], ...] = (
    (PersonField.CITIZEN_ID, f"{_ID}|^เลขประชาชน|^ประชาชน$|^cid$|^pid$|^idcard|^idno|^id$|personalid|identi"),
    (PersonField.PHONE, "โทร|เบอร์|มือถือ|phone|mobile|^tel"),
    (PersonField.AGE, "^อายุ|^age"),
    (PersonField.AMOUNT, "จำนวนเงิน|ยอดเงิน|เงินที่ได้|ได้รับเงิน|อัตรา|^เงิน|^เบี้ย|เบี้ยยังชีพ|^บาท|เดือนละ|จำนวนบาท|amount|^รวมเงิน"),
    (PersonField.FULL_NAME, "คำนำ.*ชื่อ.*สกุล|^ยศ?ชื่อ.*สกุล"),
    (PersonField.PREFIX, "^คำนำ|^นำหน้า|^คำหน้า|^prefix|^title|^ยศ$"),
    (PersonField.COMMUNITY, "^ชื่อ(?:หมู่)?บ้าน|ชุมชน|^village(?:name)?$"),
    (PersonField.MONASTIC_NAME, "^(?:นาม)?ฉายา$"),
    (PersonField.FULL_NAME, "ชื่อ.*สกุล|^รายชื่อ|^ชื่อ.*(?:ฉายา|ผู้|คน)|^ชื่อผู้|^fullname|^name(?:surname)?$|^รายนาม|^ผู้มีสิทธิ"),
    (PersonField.LAST_NAME, "^(?:นาม)?สกุล|surname|lastname|familyname|^lname$"),
    (PersonField.FIRST_NAME, "^ชื่อ(?:ตัว|จริง|แรก)?$|firstname|givenname|^fname$"),
    (PersonField.CONTACT_ADDRESS, "(?:ที่อยู่|สถานที่).*(?:ปัจจุบัน|ติดต่อ|จัดส่ง|สะดวก)|^contactaddress"),
    (PersonField.HOUSE_NO, "บ้านเลขที่|เลขที่บ้าน|^เลขที่$|^บลข?ที่?$|^บ้านที่$|^บเลขที่|^houseno|^house|^hno$"),
    (PersonField.MOO, "^หมู่(?:ที่|บ้านที่)?$|^มที่?$|^ม$|^บ้าน?หมู่(?:ที่)?$|^หมู่(?:ที่)?(?:บ้าน)$|^moo|^หมู่ที่"),
    (PersonField.SOI, "^ซอย|ตรอก|^lane|^soi"),
    (PersonField.ROAD, "^ถนน|^road"),
    (PersonField.SUBDISTRICT, "^ตำบล|^แขวง|^ต$|^subdistrict"),
    (PersonField.DISTRICT, "^อำเภอ|^เขต|^อ$|^district"),
    (PersonField.PROVINCE, "^จังหวัด|^จว?$|^province"),
    (PersonField.POSTCODE, "ไปรษณีย์|^postcode|^zip"),
    (PersonField.ADDRESS, "ที่อยู่|ภูมิลำเนา|^address|ทะเบียนบ้าน"),
    (PersonField.COMMUNITY, "^บ้าน$|^หมู่บ้าน"),
    (PersonField.SEX, "^เพศ|^sex$|^gender"),
    (PersonField.NATIONALITY, "^สัญชาติ|^nationality"),
    (PersonField.SEQUENCE, "^ลำดับ|^ที่$|^no$|^เลขลำดับ|^ลด$|^item$|^อันดับ"),
    (PersonField.REMARK, "หมายเหตุ|^หมาย|สถานะ|สถานภาพ|ข้อสังเกต|remark|^note|^บันทึก|^status"),
    (PersonField.REMARK, "การรับเงิน|วิธีรับ|วิธีการรับ|วิธีจ่าย|ช่องทาง|รับเงินโดย"),
)

_QUALIFIED_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _QUALIFIED)
_PLAIN_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _PLAIN)
_LONGEST_HEADING = 70


@lru_cache(maxsize=4096)
def normalised(heading: str) -> str:
    """A heading without blanks, punctuation, capitals and Thai digits, in the one Thai spelling."""
    return _JOINTS.sub("", to_arabic(clean(heading)).lower())


@lru_cache(maxsize=4096)
def meaning(heading: str, above: str = "") -> PersonField | None:
    """What a heading tells, or None when its wording is not known.

    Args:
        heading: The heading nearest to the rows.
        above: The merged heading above it, if there is one; ที่อยู่ above เลขที่ is a house number, บัญชี above it not.
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    plain, whole = normalised(heading), normalised(above + heading)
    return (
        _first_match(_QUALIFIED_PATTERNS, whole)
        or _first_match(_PLAIN_PATTERNS, plain)
        or (_first_match(_PLAIN_PATTERNS, whole) if above else None)
    )


def _first_match(patterns: tuple[tuple[PersonField, re.Pattern[str]], ...], text: str) -> PersonField | None:
    if not text:
        return None
    return next((field for field, pattern in patterns if pattern.search(text)), None)
