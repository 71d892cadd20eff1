"""From the rows of a list to people: each row is one person, one rejected row, or no person at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sai_thong.exchange import cells
from sai_thong.exchange.addresses import Address, read_moo, split_address
from sai_thong.exchange.disability_kinds import kinds_in
from sai_thong.exchange.findings import Finding, FindingKind, RejectCode, RejectedRow
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.layout import ListLayout
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.remarks import NO_REMARK, PaidHow, RemarkFacts, read_remark, remark_behind_name
from sai_thong.exchange.row_cells import LETTERS, RowCells
from sai_thong.exchange.workbooks import Row, Sheet, Value
from sai_thong.registers.citizens.banks import bank_code
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai import citizen_id
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.dates import DateFault, DateHint, Purpose, UnreadableDate, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.money import BadAmount, parse_baht
from sai_thong.thai.names import Name, prefix_fits

PURPOSES: dict[Scheme | None, Purpose] = {Scheme.OLD_AGE: "elders"}
"""What the birth dates of a scheme's list are like; those of every other list may be of any age."""

_AGES_APART = 1
"""The age in a list may be reckoned to another day of the year."""


@dataclass
class ListReading:
    """What was read so far: people in order, rejected rows and findings."""

    people: list[PersonRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_list(sheet: Sheet, layout: ListLayout, *, scheme: Scheme | None, on: date, into: ListReading) -> Iterator[int]:
    """Read one list; yields the number of each row when it is done, for progress and cancelling.

    Args:
        sheet: The sheet.
        layout: Where the list lies in it and what its columns hold.
        scheme: The allowance whose list it is; None for a registrar's list.
        on: The day the list was made.
        into: Where people, rejected rows and findings are added.
    """
    reader = _RowReader(sheet, layout, scheme, on, into)
    for number, row in sheet.numbered(layout.first_row - 1):
        if number > layout.last_row:
            break
        if row:
            reader.read(number, row)
        yield number


def read_amount(found: RowCells, row: Row) -> tuple[int | None, list[str]]:
    """The amount of money (satang) that a row tells, if any, and what stands in its place but is none."""
    unread: list[str] = []
    for cell in found.each(row, PersonField.AMOUNT):
        if isinstance(cell, (str, int, float)) and not cells.is_blank(str(cell)):
            try:
                return parse_baht(cell), unread
            except BadAmount:
                unread.append(str(cell))
    return None, unread


class _Rejected(Exception):
    def __init__(self, at: PersonField, value: str, code: str) -> None:
        self.at = at
        self.value = value
        self.code = code


class _RowReader:
    """Reads the rows of one list."""

    def __init__(self, sheet: Sheet, layout: ListLayout, scheme: Scheme | None, on: date, into: ListReading) -> None:
        self._cells = RowCells(sheet, layout.columns)
        self._sheet = layout.sheet
        self._scheme = scheme
        self._on = on
        self._into = into
        self._moo = layout.moo
        self._purpose = PURPOSES.get(scheme, "disabled")
        self._place_columns = [(name, at) for name, at in _PLACE_COLUMNS if self._cells.has(at)]
        self._text_columns = [(name, at) for name, at in _TEXT_COLUMNS if self._cells.has(at)]
        self._number = 0
        self._citizen_id = ""

    def read(self, number: int, row: Row) -> None:
        """Read one row into the people, the rejected rows, or neither."""
        self._number, self._citizen_id = number, ""
        found = len(self._into.findings)
        try:
            if self._cells.shows_a_person(row):
                self._into.people.append(self._person(row))
            else:
                self._moo = self._cells.village_heading(row) or self._moo
        except _Rejected as turn:
            del self._into.findings[found:]
            self._into.rejected.append(RejectedRow(self._sheet, number, turn.at, turn.value, turn.code, row))

    def _person(self, row: Row) -> PersonRow:
        cid = self._read_id(row)
        self._citizen_id = cid or ""
        name, aside = self._name(row)
        age = cells.read_age(self._cells.text(row, PersonField.AGE)) if self._cells.has(PersonField.AGE) else None
        birth = self._birth(row, age)
        address = self._address(row)
        remark = self._remark(row, aside)
        death = self._event(row, PersonField.DEATH)
        deceased = remark.deceased or death is not None
        self._check(name, birth, age, deceased, cid)
        return PersonRow(
            sheet=self._sheet,
            row=self._number,
            citizen_id=cid,
            prefix=name.prefix,
            first_name=name.first,
            last_name=name.last,
            monastic_name=name.chaya or self._cells.said(row, PersonField.MONASTIC_NAME),
            birth=birth,
            house_no=address.house_no,
            moo=address.moo,
            community=address.community,
            soi=address.soi,
            road=address.road,
            subdistrict=address.subdistrict,
            district=address.district,
            province=address.province,
            postcode=address.postcode,
            deceased=deceased,
            death=(death if isinstance(death, PartialDate) else None) or remark.died,
            amount_satang=self._amount(row),
            remark=remark.text,
            **self._moves(row, remark, deceased=deceased),
            **self._payment(row, remark),
            **self._rare_parts(row),
        )

    def _read_id(self, row: Row) -> str | None:
        cell = self._cells.citizen_id(row)
        if cell is None or cells.is_blank(cells.text_of(cell)):
            if self._scheme is not None:
                raise _Rejected(PersonField.CITIZEN_ID, cells.text_of(cell), RejectCode.NO_ID)
            self._find(FindingKind.WITHOUT_ID)
            return None
        try:
            return citizen_id.read(cell)
        except citizen_id.BadCitizenId as trouble:
            code = f"{RejectCode.BAD_ID}:{trouble.reason.value}"
            raise _Rejected(PersonField.CITIZEN_ID, _digits_written(cell), code) from None

    def _name(self, row: Row) -> tuple[Name, str]:
        """The name, and the remark written behind it in its own cell."""
        name = self._cells.name(row)
        if not LETTERS.search(name.first):
            raise _Rejected(PersonField.FULL_NAME, self._cells.written_name(row), RejectCode.NO_NAME)
        last, aside = remark_behind_name(name.last, self._on)
        return name._replace(last=last), aside

    def _birth(self, row: Row, age: int | None) -> PartialDate | None:
        written = self._cells.day(row, PersonField.BIRTH)
        try:
            if written is not None:
                return read_date(written, DateHint(on=self._on, purpose=self._purpose, age=age))
        except UnreadableDate as trouble:
            if trouble.reason is not DateFault.EMPTY and not cells.is_blank(cells.text_of(written)):
                code = f"{RejectCode.BAD_BIRTH}:{trouble.reason.value}"
                raise _Rejected(PersonField.BIRTH, cells.text_of(written), code) from None
        self._find(FindingKind.BIRTH_MISSING)
        return None

    def _address(self, row: Row) -> Address:
        whole = self._cells.said(row, PersonField.ADDRESS)
        address = split_address(whole) if whole else _NO_ADDRESS
        if self._cells.has(PersonField.HOUSE_NO):
            house, was_date = cells.read_house(self._cells.one(row, PersonField.HOUSE_NO))
            if was_date:
                self._find(FindingKind.HOUSE_WAS_DATE, house=house)
            if house.isdigit() or _HOUSE_ALONE.fullmatch(house):
                address = address._replace(house_no=house)
            elif house:
                address = _completed(split_address(house), address)
        if address.rest:
            self._find(FindingKind.ADDRESS_UNREAD, written=address.rest)
        for name, at in self._place_columns:
            if place := self._cells.said(row, at):
                address = address._replace(**_part(name, _PLACE_WORD.sub("", place)))
        return address._replace(moo=self._village(row, address))

    def _village(self, row: Row, address: Address) -> int | None:
        written = self._cells.village(row, self._number)
        if written is not None:
            text = cells.text_of(written)
            moo = read_moo(text)
            if moo is not None:
                return moo
            if not cells.is_blank(text):
                self._find(FindingKind.VILLAGE_UNREAD, written=text)
        return address.moo if address.moo is not None else self._moo

    def _remark(self, row: Row, aside: str) -> RemarkFacts:
        """What the column of remarks says, and the remark `aside` that stands behind the name."""
        text = self._cells.text(row, PersonField.REMARK)
        if not text or cells.is_blank(text):
            text = aside
        elif aside:
            text = f"{aside} {text}"
        if not text:
            return NO_REMARK
        remark = read_remark(text, self._on)
        if remark.date_unread:
            self._find(FindingKind.DEATH_DATE_UNREAD, written=text)
        if remark.struck_off:
            self._find(FindingKind.STRUCK_OFF, written=text)
        if remark.stopped and not remark.deceased:
            self._find(FindingKind.STOPPED, written=text)
        return remark

    def _moves(self, row: Row, remark: RemarkFacts, *, deceased: bool) -> dict[str, Any]:
        out = self._event(row, PersonField.MOVED_OUT)
        moved_in = self._event(row, PersonField.MOVED_IN)
        out_on = out.effective if isinstance(out, PartialDate) else remark.moved_out_on
        moved_out = remark.moved_out or out is not None
        if moved_out and out_on is None and not deceased:
            written = remark.text or self._cells.text(row, PersonField.MOVED_OUT)
            self._find(FindingKind.MOVE_WITHOUT_DATE, written=written)
        return {
            "moved_out": moved_out,
            "moved_out_on": out_on,
            "moved_out_to": self._cells.said(row, PersonField.MOVED_OUT_TO) or remark.moved_out_to,
            "moved_in_on": moved_in.effective if isinstance(moved_in, PartialDate) else remark.moved_in_on,
        }

    def _event(self, row: Row, at: PersonField) -> PartialDate | bool | None:
        """The columns of a death or a move: the date, True for a mark without one, None for nothing."""
        found: PartialDate | bool | None = None
        for cell in self._cells.each(row, at):
            if cell is None or isinstance(cell, bool) or cells.is_blank(cells.text_of(cell)):
                found = found or (True if cell is True else None)
                continue
            try:
                return read_date(cell, DateHint(on=self._on, purpose="any"))
            except UnreadableDate:
                found = self._event_in_words(cells.text_of(cell))
        return found

    def _event_in_words(self, text: str) -> PartialDate | bool:
        """The date in a cell of words, or True when there is none."""
        facts = read_remark(text, self._on)
        if facts.died is None and facts.moved_out_on is None and any(map(str.isdigit, facts.text)):
            self._find(FindingKind.DEATH_DATE_UNREAD, written=facts.text)
        return facts.died or (PartialDate.from_date(facts.moved_out_on) if facts.moved_out_on else True)

    def _payment(self, row: Row, remark: RemarkFacts) -> dict[str, Any]:
        """The account and the way of payment, by the columns and by the remark."""
        bank = self._cells.said(row, PersonField.BANK)
        if not bank and not self._cells.has(PersonField.ACCOUNT_NO):
            return {"paid_how": remark.paid_how}
        cell = self._cells.one(row, PersonField.ACCOUNT_NO)
        number, read = cells.read_account(cell)
        if not read:
            self._find(FindingKind.ACCOUNT_UNREAD, written=cells.text_of(cell))
        code = bank_code(bank) or (bank_code(cell) if isinstance(cell, str) and LETTERS.search(cell) else "")
        if bank and not code:
            self._find(FindingKind.BANK_UNKNOWN, written=bank)
        unsaid = remark.paid_how is PaidHow.UNSAID
        return {
            "paid_how": PaidHow.BANK if unsaid and number else remark.paid_how,
            "bank_code": code,
            "account_no": number,
            "account_name": self._cells.said(row, PersonField.ACCOUNT_NAME),
        }

    def _amount(self, row: Row) -> int | None:
        amount, unread = read_amount(self._cells, row)
        for written in unread:
            self._find(FindingKind.AMOUNT_UNREAD, written=written)
        return amount

    def _rare_parts(self, row: Row) -> dict[str, Any]:
        """Parts that few lists have: nationality, telephone, proxy, disability card."""
        parts: dict[str, Any] = {name: self._cells.said(row, at) for name, at in self._text_columns}
        if nation := self._cells.said(row, PersonField.NATIONALITY):
            parts["thai_national"] = nation.lower() in ("ไทย", "thai", "th", "ใช่", "yes")
        if self._cells.has(PersonField.PHONE):
            parts["phone"] = ", ".join(filter(None, map(cells.read_phone, self._cells.each(row, PersonField.PHONE))))
        if proxy_id := self._cells.said(row, PersonField.PROXY_ID):
            parts["proxy_citizen_id"] = _digits_written(proxy_id)
        if self._scheme is Scheme.DISABILITY:
            parts |= self._card(row)
        return parts

    def _card(self, row: Row) -> dict[str, Any]:
        written = self._cells.said(row, PersonField.DISABILITY_KIND)
        kinds = kinds_in(written) if written else ()
        if not kinds:
            self._find(FindingKind.KIND_UNKNOWN, written=written)
        cell = self._cells.day(row, PersonField.CARD_EXPIRY) if self._cells.has(PersonField.CARD_EXPIRY) else None
        expiry = cells.read_expiry(cell, self._on)
        if expiry.unread:
            self._find(FindingKind.EXPIRY_UNREAD, written=cells.text_of(cell))
        issued = self._event(row, PersonField.CARD_ISSUED)
        return {
            "kinds": kinds,
            "written_kind": written,
            "card_no": self._cells.said(row, PersonField.CARD_NO),
            "card_issued_on": issued.effective if isinstance(issued, PartialDate) else None,
            "expires_on": expiry.expires_on,
            "lifelong": expiry.lifelong,
        }

    def _check(self, name: Name, birth: PartialDate | None, age: int | None, deceased: bool, cid: str | None) -> None:
        """Findings that lie between the parts."""
        if cid and citizen_id.shows_thai_nationality(cid) is False:
            self._find(FindingKind.NOT_THAI_CLASS)
        if birth is None or deceased:
            return
        reckoned = birth.age_on(self._on)
        if age is not None and abs(reckoned - age) > _AGES_APART:
            self._find(FindingKind.AGE_DIFFERS, reckoned=str(reckoned), written=str(age))
        if name.prefix and not prefix_fits(name.prefix, reckoned):
            self._find(FindingKind.PREFIX_AGE, prefix=name.prefix, age=str(reckoned))

    def _find(self, kind: FindingKind, **values: str) -> None:
        self._into.findings.append(Finding(kind, self._sheet, self._number, self._citizen_id, tuple(values.items())))


_NO_ADDRESS = Address()
_HOUSE_ALONE = re.compile(r"\d+(?:[/\-]\d+)*(?: ?[ก-ฮ])?")
_PLACE_COLUMNS = (
    ("community", PersonField.COMMUNITY),
    ("soi", PersonField.SOI),
    ("road", PersonField.ROAD),
    ("subdistrict", PersonField.SUBDISTRICT),
    ("district", PersonField.DISTRICT),
    ("province", PersonField.PROVINCE),
    ("postcode", PersonField.POSTCODE),
)
_TEXT_COLUMNS = (
    ("contact_address", PersonField.CONTACT_ADDRESS),
    ("proxy_name", PersonField.PROXY_NAME),
    ("proxy_relation", PersonField.PROXY_RELATION),
    ("proxy_phone", PersonField.PROXY_PHONE),
)
_PLACE_WORD = re.compile(r"^(?:หมู่บ้าน|ซอย|ซ\.|ตรอก|ถนน|ถ\.|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)\s*(?=\S)")


def _part(name: str, value: str) -> dict[str, Any]:
    return {name: value}


def _completed(stronger: Address, weaker: Address) -> Address:
    """The parts of one address, completed from another."""
    missing = {name: value for name, value in weaker._asdict().items() if getattr(stronger, name) in ("", None)}
    return stronger._replace(**missing)


def _digits_written(cell: Value) -> str:
    """An id as its digits, or as written when it holds hardly any or was rounded by the workbook."""
    text = to_arabic(cells.text_of(cell))
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) >= 5 and not re.search("[eE]", text) else text
