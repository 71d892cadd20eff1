"""A citizen of the tambon as the office knows them."""

from __future__ import annotations

from datetime import date

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.names import full_name


@record_type("citizens", schema=1, label=N_("Citizen"))
class Citizen(Record):
    """A person (ประชาชน).

    The registered address (ทะเบียนบ้าน) alone decides entitlement; the contact address is where letters go.
    `birth` keeps what is known; a missing day or month counts as 1 (ระเบียบ มท. 2566; domain notes 1.2).
    """

    citizen_id: str | None = field(N_("Citizen ID"), personal=True, searchable=True, indexed=True)
    prefix: str = field(N_("Prefix"), personal=True, searchable=True)
    first_name: str = field(
        N_("First name"), required=True, personal=True, searchable=True, indexed=True, sort_key=True
    )
    last_name: str = field(N_("Last name"), personal=True, searchable=True, indexed=True, sort_key=True)
    monastic_name: str = field(N_("Monastic name"), personal=True, searchable=True)
    birth: PartialDate | None = field(N_("Birth date"), personal=True)
    thai_national: bool | None = field(N_("Thai nationality"), personal=True)

    house_no: str = field(N_("House number"), personal=True, searchable=True)
    moo: int | None = field(N_("Village number"), personal=True, searchable=True, indexed=True)
    community: str = field(N_("Community"), personal=True)
    soi: str = field(N_("Lane"), personal=True)
    road: str = field(N_("Road"), personal=True)
    subdistrict: str = field(N_("Subdistrict"), personal=True)
    district: str = field(N_("District"), personal=True)
    province: str = field(N_("Province"), personal=True)
    postcode: str = field(N_("Postcode"), personal=True)
    contact_address: str = field(N_("Contact address"), personal=True, merge=Merge.LATEST)
    phone: str = field(N_("Telephone"), personal=True, searchable=True, merge=Merge.LATEST)

    bank_code: str = field(N_("Bank"), personal=True)
    account_no: str = field(N_("Account number"), personal=True)
    account_name: str = field(N_("Account name"), personal=True)

    deceased: bool = field(N_("Deceased"), personal=True)
    death: PartialDate | None = field(N_("Date of death"), personal=True)
    death_source: str = field(N_("How the death became known"), personal=True)
    moved_in_on: date | None = field(N_("Moved in on"), personal=True)
    moved_in_from: str = field(N_("Moved in from"), personal=True)
    moved_out_on: date | None = field(N_("Moved out on"), personal=True)
    moved_out_to: str = field(N_("Moved out to"), personal=True)
    registry_seen_on: date | None = field(N_("Last seen in the registrar's list"), personal=True)
    merged_into: str | None = field(N_("Merged into"), indexed=True)
    note: str = field(N_("Note"), personal=True, merge=Merge.BOTH)

    @property
    def full_name(self) -> str:
        """Prefix, first name and surname as the office writes them."""
        return full_name(self.prefix, self.first_name, self.last_name)

    @property
    def alive(self) -> bool:
        """Whether no death is known."""
        return not self.deceased

    @property
    def away_since(self) -> date | None:
        """The first day registered elsewhere, past or announced; None for who lives here, also after coming back.

        Coming back leaves the day of leaving where it is: who returns within the fiscal year is paid here all the time
        (domain notes 1.4), which only both days together can tell.
        """
        left, back = self.moved_out_on, self.moved_in_on
        return None if left is not None and back is not None and back > left else left

    def search_text(self) -> str:
        """Name, id with and without dashes, house and village in the words people type; of a merged record nothing."""
        if self.merged_into:
            return ""
        parts = [self.full_name, self.first_name, self.monastic_name, self.phone]
        if self.citizen_id:
            parts += [self.citizen_id, formatted(self.citizen_id)]
        if self.house_no:
            parts.append(f"บ้านเลขที่ {self.house_no}")
        if self.moo is not None:
            parts.append(f"หมู่ที่ {self.moo} หมู่ {self.moo} ม.{self.moo}")
        if self.community:
            parts.append(self.community)
        return " ".join(part for part in parts if part)


@record_type("citizens", schema=1, label=N_("Registrar's list"), table="registry_lists")
class RegistryList(Record):
    """One list received from the registrar (สำนักทะเบียน): without one for a window, "none turn 60" cannot be said."""

    listed_on: date = field(N_("Date of the list"), required=True, indexed=True)
    received_on: date | None = field(N_("Received on"))
    file_name: str = field(N_("File"))
    rows: int = field(N_("Rows"), default=0)
    digest: str = field(N_("Fingerprint of the file"), indexed=True)
    """By which the same file, read again on another day, is known to be the same list."""
