"""What the office says of itself; papers and rules take it from here."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_
from sai_thong.records import Record, field, record_type

_SHORT_KINDS: Final = {
    "องค์การบริหารส่วนตำบล": "อบต.",
    "องค์การบริหารส่วนจังหวัด": "อบจ.",
    "เทศบาลตำบล": "ทต.",
    "เทศบาลเมือง": "ทม.",
    "เทศบาลนคร": "ทน.",
}


@record_type("office", schema=1, label=N_("Office"), table="offices")
class Office(Record):
    """The tambon office (องค์การบริหารส่วนตำบล). One record, which every paper's head is taken from."""

    name: str = field(N_("Name of the subdistrict"), required=True)
    code: str = field(N_("Office code"), required=True)
    kind: str = field(N_("Kind of office"), default="องค์การบริหารส่วนตำบล")
    district: str = field(N_("District"))
    province: str = field(N_("Province"))
    address: str = field(N_("Address"))
    postcode: str = field(N_("Postcode"))
    phone: str = field(N_("Telephone"))
    email: str = field(N_("E-mail"))
    letter_code: str = field(N_("Letter code"))
    """Before the running number of a letter, such as ``กส 71801``."""

    @property
    def short_name(self) -> str:
        """``อบต.ทรายทอง``: by the short word for its kind, where room is scarce."""
        return f"{_SHORT_KINDS.get(self.kind, self.kind)}{self.name}"


class Capacity(StrEnum):
    """In which capacity a person signs for a post."""

    HOLDS = "holds"
    """ดำรงตำแหน่ง"""
    ACTS_FOR_VACANT = "acts-for-vacant"
    """รักษาราชการแทน"""
    BY_DELEGATION = "by-delegation"
    """ปฏิบัติราชการแทน"""
    CARETAKER = "caretaker"
    """รักษาการในตำแหน่ง"""


class Post(StrEnum):
    """The posts that sign the office's papers."""

    MAYOR = "mayor"
    """นายกองค์การบริหารส่วนตำบล"""
    CLERK = "clerk"
    """ปลัดองค์การบริหารส่วนตำบล"""
    WELFARE_HEAD = "welfare-head"
    """ผู้อำนวยการกองสวัสดิการสังคม"""
    FINANCE_HEAD = "finance-head"
    """ผู้อำนวยการกองคลัง"""
    OFFICE_HEAD = "office-head"
    """หัวหน้าสำนักปลัด"""
    WORKS_HEAD = "works-head"
    """ผู้อำนวยการกองช่าง"""
    HEALTH_HEAD = "health-head"
    """ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม"""
    EDUCATION_HEAD = "education-head"
    """ผู้อำนวยการกองการศึกษา ศาสนา และวัฒนธรรม"""
    SUPPLY_OFFICER = "supply-officer"
    """เจ้าหน้าที่พัสดุ"""
    COMMUNITY_DEVELOPER = "community-developer"
    """นักพัฒนาชุมชน"""
    PAYER = "payer"
    """ผู้จ่ายเงิน"""
    COMMITTEE = "committee"
    """กรรมการตรวจสอบคุณสมบัติ"""


@record_type("office", schema=1, label=N_("Signer"), table="signers")
class Signer(Record):
    """Who signs for a post, from when to when; a paper takes who was in post on its date."""

    post: Post = field(N_("Post"), required=True, indexed=True)
    name: str = field(N_("Name"), required=True)
    position: str = field(N_("Position as printed"))
    capacity: Capacity = field(N_("Capacity"), default=Capacity.HOLDS)
    order_no: str = field(N_("Order number"))
    from_day: date = field(N_("From"), required=True)
    to_day: date | None = field(N_("To"))


@record_type("office", schema=1, label=N_("Village"), table="villages")
class Village(Record):
    """A village (หมู่บ้าน) of the tambon and who leads it."""

    moo: int = field(N_("Village number"), required=True, indexed=True)
    name: str = field(N_("Village name"))
    headman: str = field(N_("Village head"))
    phone: str = field(N_("Telephone"))
    pay_point: str = field(N_("Pay point"))


@record_type("office", schema=1, label=N_("Holiday"), table="holidays")
class Holiday(Record):
    """A day added to, or taken from, the shipped holiday table."""

    day: date = field(N_("Day"), required=True, indexed=True)
    name: str = field(N_("Name"))
    is_holiday: bool = field(N_("Office closed"), default=True)


@record_type("office", schema=1, label=N_("Setting"), table="settings")
class Setting(Record):
    """One setting of the office by its key, such as ``papers.digits``."""

    key: str = field(N_("Setting"), required=True, unique=True)
    value: str = field(N_("Value"))


@record_type("office", schema=1, label=N_("Picture"), table="pictures")
class Picture(Record):
    """An image the office supplied once, such as its Garuda (ครุฑ), as base64 text."""

    key: str = field(N_("Picture"), required=True, unique=True)
    media_type: str = field(N_("Kind"))
    base64: str = field(N_("Content"))
