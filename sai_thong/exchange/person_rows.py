"""A person as one row of a list tells of them: plain data, before any register is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.exchange.remarks import PaidHow
from sai_thong.thai.birth import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """What a row says. Text not written is empty, anything else not written None.

    Attributes:
        sheet, row: Where it stands.
        citizen_id: 13 digits; None for who has none.
        birth: As far as it is known.
        deceased, death: Whether a death is told, and its date as far as it is written.
        moved_out, moved_out_on, moved_out_to: Whether a move away is told, when and whither.
        amount_satang: A month's amount that the list pays.
        paid_how: How the money reaches the person, by the remark.
        kinds: Kinds of disability in the form's wording; `written_kind` is what stood there.
        expires_on, lifelong: When the disability card ends; neither means not known.
        remark: All remarks as written.
    """

    sheet: str
    row: int
    citizen_id: str | None
    prefix: str
    first_name: str
    last_name: str
    monastic_name: str = ""
    birth: PartialDate | None = None
    thai_national: bool | None = None
    house_no: str = ""
    moo: int | None = None
    community: str = ""
    soi: str = ""
    road: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""
    contact_address: str = ""
    phone: str = ""
    bank_code: str = ""
    account_no: str = ""
    account_name: str = ""
    deceased: bool = False
    death: PartialDate | None = None
    moved_out: bool = False
    moved_out_on: date | None = None
    moved_out_to: str = ""
    moved_in_on: date | None = None
    amount_satang: int | None = None
    paid_how: PaidHow = PaidHow.UNSAID
    proxy_name: str = ""
    proxy_citizen_id: str = ""
    proxy_relation: str = ""
    proxy_phone: str = ""
    kinds: tuple[str, ...] = ()
    written_kind: str = ""
    card_no: str = ""
    card_issued_on: date | None = None
    expires_on: date | None = None
    lifelong: bool = False
    remark: str = ""
