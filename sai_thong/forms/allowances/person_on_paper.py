"""A person as forms and letters write them: every part of name and address in its own place, empty on a blank form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.ground.language import _
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import MONTHS
from sai_thong.thai.citizen_id import formatted, is_valid
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.names import full_name


@dataclass(frozen=True)
class PersonOnPaper:
    """A person; every field may be empty.

    Attributes:
        prefix: คำนำหน้า.
        first_name: ชื่อ.
        last_name: นามสกุล.
        monastic_name: ฉายา.
        citizen_id: Thirteen digits.
        birth: As far as it is known.
        age: Years completed on the day of the paper.
        nationality: สัญชาติ.
        house_no: บ้านเลขที่.
        moo: หมู่ที่.
        community: ชุมชน or the village's name.
        soi: ตรอก/ซอย.
        road: ถนน.
        subdistrict: ตำบล.
        district: อำเภอ.
        province: จังหวัด.
        postcode: รหัสไปรษณีย์.
        phone: โทรศัพท์.
        contact_address: Where letters go, if elsewhere.
    """

    prefix: str = ""
    first_name: str = ""
    last_name: str = ""
    monastic_name: str = ""
    citizen_id: str = ""
    birth: PartialDate | None = None
    age: int | None = None
    nationality: str = ""
    house_no: str = ""
    moo: int | None = None
    community: str = ""
    soi: str = ""
    road: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""
    phone: str = ""
    contact_address: str = ""

    @property
    def name(self) -> str:
        """The whole name; empty on a blank form."""
        return full_name(self.prefix, self.first_name, self.last_name, self.monastic_name)

    @property
    def birth_day(self) -> str:
        """The day of the month, or a dash where it is not known."""
        return "" if self.birth is None else str(self.birth.day or "-")

    @property
    def birth_month(self) -> str:
        """The month's name, or a dash where it is not known."""
        if self.birth is None:
            return ""
        return MONTHS[self.birth.month - 1] if self.birth.month else "-"

    @property
    def birth_year(self) -> str:
        """The Buddhist year."""
        return "" if self.birth is None else str(self.birth.year_be)

    @property
    def born(self) -> str:
        """``เกิดวันที่ 9 ตุลาคม 2509``, or as much of it as is known, saying what is not."""
        if self.birth is None:
            return ""
        before = "เกิดวันที่ " if self.birth.exact else "เกิดเดือน" if self.birth.month else "เกิด "
        unknown = f" ({self.birth.unknown_text})" if self.birth.unknown_text else ""
        return f"{before}{self.birth.full_text}{unknown}"

    @property
    def age_text(self) -> str:
        """The age, or nothing."""
        return "" if self.age is None else str(self.age)

    @property
    def moo_text(self) -> str:
        """The village number, or nothing."""
        return "" if self.moo is None else str(self.moo)

    @property
    def shown_id(self) -> str:
        """The citizen id with its dashes, or nothing."""
        return formatted(self.citizen_id) if self.citizen_id else ""

    @property
    def address(self) -> str:
        """The registered address in one line."""
        parts = (
            ("บ้านเลขที่ ", self.house_no),
            ("หมู่ที่ ", self.moo_text),
            ("ซอย", self.soi),
            ("ถนน", self.road),
            ("ตำบล", self.subdistrict),
            ("อำเภอ", self.district),
            ("จังหวัด", self.province),
            ("", self.postcode),
        )
        return " ".join(f"{label}{value}" for label, value in parts if value)

    @property
    def letter_address(self) -> str:
        """Where a letter goes."""
        return self.contact_address or self.address


def person_on_paper(citizen: Citizen, office: OfficeOnPaper, day: date) -> PersonOnPaper:
    """A citizen on a paper of `day`; what the register leaves out of an address is the office's own place."""
    national = {True: "ไทย", False: "", None: ""}[citizen.thai_national]
    return PersonOnPaper(
        prefix=citizen.prefix,
        first_name=citizen.first_name,
        last_name=citizen.last_name,
        monastic_name=citizen.monastic_name,
        citizen_id=citizen.citizen_id or "",
        birth=citizen.birth,
        age=citizen.birth.age_on(day) if citizen.birth else None,
        nationality=national,
        house_no=citizen.house_no,
        moo=citizen.moo,
        community=citizen.community,
        soi=citizen.soi,
        road=citizen.road,
        subdistrict=citizen.subdistrict or office.office.name,
        district=citizen.district or office.office.district,
        province=citizen.province or office.office.province,
        postcode=citizen.postcode or office.office.postcode,
        phone=citizen.phone,
        contact_address=citizen.contact_address,
    )


def find_citizen(store: Store, written: str) -> Citizen:
    """The citizen with this record id or citizen id.

    Raises:
        NothingToPrint: There is none.
    """
    plain = to_arabic(written).replace("-", "").replace(" ", "")
    by_id = store.find(Citizen, citizen_id=plain) if is_valid(plain) else store.find(Citizen, id=written)
    found = [each for each in by_id if not each.merged_into]
    if not found:
        raise NothingToPrint(_("Nobody in the register has this ID."), do=_("Search for the person by name."))
    return found[0]
