"""From the rows of a list to people: each row is one person, one rejected row, or no person at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sai_thong.exchange import cells
from sai_thong.exchange.addresses import Address, read_moo, split_address, village_in
from sai_thong.exchange.disability_kinds import kinds_in
from sai_thong.exchange.findings import Finding, FindingKind, RejectCode, RejectedRow
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.layout import ListLayout
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.remarks import NO_REMARK, PaidHow, RemarkFacts, read_remark
from sai_thong.exchange.workbooks import Row, Sheet, Value
from sai_thong.registers.citizens.banks import bank_code
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai import citizen_id
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.dates import DateFault, DateHint, Purpose, UnreadableDate, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.money import BadAmount, parse_baht
from sai_thong.thai.names import Name, expand_prefix, prefix_fits, split_name
from sai_thong.thai.text import clean, tidy

PURPOSES: dict[Scheme | None, Purpose] = {Scheme.OLD_AGE: "elders"}
"""What the birth dates of a scheme's list are like; those of every other list may be of any age."""

_TOTAL = re.compile(r"(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|เงิน|จำนวน|ยอด|เป็นเงิน|หน้านี้|ทุกหมู่)*(?:$|[\s\d:])|ยอด(?:ยกไป|ยกมา)|จำนวน(?:ทั้งสิ้น|ทั้งหมด|รวม)|ทั้งสิ้น")
_NO_NAME = re.compile(r"ลงชื่อ|ลงนาม|ผู้จัดทำ|ผู้ตรวจ|ผู้รับรอง|ผู้อนุมัติ|ตำแหน่ง|หมายเหตุ|\.{4,}|…{2,}|_{3,}|^\(.*\)$|^ราย$|^คน$|^-+$|ว่าง")
_LETTERS = re.compile("[ก-ฮa-zA-Z]")
_AGES_APART = 1
"""The age in a list may be reckoned to another day of the year."""


@dataclass
class ListReading:
    """What was read so far: people in order, rejected rows and findings."""

    people: list[PersonRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_list(sheet: Sheet, layout: ListLayout, *, scheme: Scheme | None, on: date, into: ListReading) -> Iterator[int]:
    """Read one list into `into`; yields the number of each row when it is done, for progress and cancelling.

    Args:
        sheet: The sheet.
        layout: Where the list lies in it and what its columns hold.
        scheme: The allowance whose list it is; None for a registrar's list.
        on: The day the list was made.
    """
    reader = _RowReader(sheet, layout, scheme, on, into)
    for number, row in sheet.numbered(layout.first_row - 1):
        if number > layout.last_row:
            break
        if row:
            reader.read(number, row)
        yield number


class _Rejected(Exception):  # noqa: N818 - a turn of the reading, not an error
    def __init__(self, at: PersonField, value: str, code: str) -> None:
        self.at = at
        self.value = value
        self.code = code


class _RowReader:
    """Reads the rows of one list, whose columns it looked up once."""

    def __init__(self, sheet: Sheet, layout: ListLayout, scheme: Scheme | None, on: date, into: ListReading) -> None:
        self._columns = layout.columns
        self._sheet = layout.sheet
        self._scheme = scheme
        self._on = on
        self._into = into
        self._moo = layout.moo
        self._purpose = PURPOSES.get(scheme, "disabled")
        self._id = layout.columns.get(PersonField.CITIZEN_ID, ())
        self._merged_moo = _merged_down(sheet, layout.columns.get(PersonField.MOO, ()))
        self._number = 0
        self._citizen_id = ""

    def read(self, number: int, row: Row) -> None:
        """Read one row into the people, the rejected rows, or neither."""
        self._number, self._citizen_id = number, ""
        found = len(self._into.findings)
        try:
            if self._is_person(row):
                self._into.people.append(self._person(row))
            else:
                self._note_village(row)
        except _Rejected as turn:
            del self._into.findings[found:]
            self._into.rejected.append(RejectedRow(self._sheet, number, turn.at, turn.value, turn.code, row))

    # What kind of row

    def _is_person(self, row: Row) -> bool:
        """Whether a row speaks of a person; totals, signatures, titles and numbered blanks do not."""
        id_digits = sum(map(str.isdigit, self._id_text(row)))
        if id_digits == 13:
            return True
        if any(isinstance(cell, str) and _TOTAL.match(cell) for cell in row):
            return False
        name = self._written_name(row)
        named = bool(name and _LETTERS.search(name) and not _NO_NAME.search(name))
        if id_digits > 5:
            return True
        return named and any(
            self._filled(row, each) for each in (PersonField.BIRTH, PersonField.HOUSE_NO, PersonField.ADDRESS, PersonField.SEQUENCE, PersonField.AGE)
        )

    def _note_village(self, row: Row) -> None:
        """A row between people that only names a village: the people after it live there."""
        texts = [cell for cell in row if isinstance(cell, str)]
        if 0 < len(texts) <= 2 and not _TOTAL.match(texts[0]) and (moo := village_in(texts[0])):
            self._moo = moo

    # The parts of a person

    def _person(self, row: Row) -> PersonRow:
        cid = self._read_id(row)
        self._citizen_id = cid or ""
        name = self._name(row)
        age = cells.read_age(self._text(row, PersonField.AGE)) if PersonField.AGE in self._columns else None
        birth = self._birth(row, age)
        address = self._address(row)
        remark = self._remark(row)
        death = self._event(row, PersonField.DEATH)
        deceased = remark.deceased or death is not None
        parts = self._rare_parts(row)
        self._check(name, birth, age, deceased, cid)
        account, paid_how = self._account(row), remark.paid_how
        if paid_how is PaidHow.UNSAID and account.get("account_no"):
            paid_how = PaidHow.BANK
        return PersonRow(
            sheet=self._sheet,
            row=self._number,
            citizen_id=cid,
            prefix=name.prefix,
            first_name=name.first,
            last_name=name.last,
            monastic_name=name.chaya or clean(self._text(row, PersonField.MONASTIC_NAME)),
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
            paid_how=paid_how,
            amount_satang=self._amount(row),
            remark=remark.text,
            **self._moves(row, remark, deceased=deceased),
            **account,
            **parts,
        )

    def _read_id(self, row: Row) -> str | None:
        cell: Value = row[self._id[0]] if len(self._id) == 1 and self._id[0] < len(row) else self._id_text(row)
        if isinstance(cell, (bool, date)):
            cell = str(cell)
        if cell is None or (isinstance(cell, str) and cells.is_blank(cell)):
            if self._scheme is not None:
                raise _Rejected(PersonField.CITIZEN_ID, cells.text_of(cell), RejectCode.NO_ID)
            self._find(FindingKind.WITHOUT_ID)
            return None
        try:
            return citizen_id.read(cell)
        except citizen_id.BadCitizenId as trouble:
            code = f"{RejectCode.BAD_ID}:{trouble.reason.value}"
            raise _Rejected(PersonField.CITIZEN_ID, _digits_written(cell), code) from None

    def _name(self, row: Row) -> Name:
        first_columns = PersonField.FIRST_NAME in self._columns
        prefix = clean(self._text(row, PersonField.PREFIX)) if PersonField.PREFIX in self._columns else ""
        if first_columns:
            first, last = tidy(self._text(row, PersonField.FIRST_NAME)), tidy(self._text(row, PersonField.LAST_NAME))
            name = Name(expand_prefix(prefix), first, last) if prefix else split_name(f"{first} {last}")
        else:
            name = split_name(self._text(row, PersonField.FULL_NAME))
        if prefix and not first_columns or prefix and split_name(f"{name.first} {name.last}").prefix == expand_prefix(prefix):
            bare = split_name(f"{name.prefix}{name.first} {name.last}") if not first_columns else split_name(f"{name.first} {name.last}")
            name = bare._replace(prefix=expand_prefix(prefix))
        if not name.first or not _LETTERS.search(name.first):
            raise _Rejected(PersonField.FULL_NAME, self._written_name(row), RejectCode.NO_NAME)
        return name

    def _birth(self, row: Row, age: int | None) -> PartialDate | None:
        written = self._date_cell(row, self._columns.get(PersonField.BIRTH, ()))
        if written is None:
            self._find(FindingKind.BIRTH_MISSING)
            return None
        try:
            return read_date(written, DateHint(on=self._on, purpose=self._purpose, age=age))
        except UnreadableDate as trouble:
            if trouble.reason is DateFault.EMPTY or cells.is_blank(cells.text_of(written)):
                self._find(FindingKind.BIRTH_MISSING)
                return None
            code = f"{RejectCode.BAD_BIRTH}:{trouble.reason.value}"
            raise _Rejected(PersonField.BIRTH, cells.text_of(written), code) from None

    def _address(self, row: Row) -> Address:
        whole = self._text(row, PersonField.ADDRESS)
        address = split_address(whole) if whole and not cells.is_blank(whole) else _NO_ADDRESS
        if columns := self._columns.get(PersonField.HOUSE_NO):
            house, was_date = cells.read_house(row[columns[0]] if columns[0] < len(row) else None)
            if was_date:
                self._find(FindingKind.HOUSE_WAS_DATE, house=house)
            if " " in house or not house[:1].isdigit():
                address = _over(split_address(house), address)
            elif house:
                address = address._replace(house_no=house)
        if address.rest:
            self._find(FindingKind.ADDRESS_UNREAD, written=address.rest)
        named = {each: clean(self._text(row, at)) for each, at in _ADDRESS_COLUMNS if at in self._columns}
        if any(named.values()):
            address = address._replace(**{each: _BARE_PLACE.sub("", text) for each, text in named.items() if text})
        return address._replace(moo=self._village(row, address))

    def _village(self, row: Row, address: Address) -> int | None:
        columns = self._columns.get(PersonField.MOO, ())
        written = self._merged_moo.get(self._number) or (row[columns[0]] if columns and columns[0] < len(row) else None)
        if written is not None:
            text = cells.text_of(written)
            moo = read_moo(text)
            if moo is not None:
                return moo
            if not cells.is_blank(text):
                self._find(FindingKind.VILLAGE_UNREAD, written=text)
        return address.moo if address.moo is not None else self._moo

    def _remark(self, row: Row) -> RemarkFacts:
        text = self._text(row, PersonField.REMARK)
        if not text or cells.is_blank(text):
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
            self._find(FindingKind.MOVE_WITHOUT_DATE, written=remark.text or self._text(row, PersonField.MOVED_OUT))
        return {
            "moved_out": moved_out,
            "moved_out_on": out_on,
            "moved_out_to": remark.moved_out_to,
            "moved_in_on": moved_in.effective if isinstance(moved_in, PartialDate) else remark.moved_in_on,
        }

    def _event(self, row: Row, at: PersonField) -> PartialDate | bool | None:
        """A column of deaths or moves: its date, True for a mark without one, None for nothing."""
        cell = self._date_cell(row, self._columns.get(at, ()))
        if cell is None or cells.is_blank(cells.text_of(cell)):
            return None
        try:
            when = read_date(cell, DateHint(on=self._on, purpose="any"))
        except UnreadableDate:
            text = cells.text_of(cell)
            facts = read_remark(text, self._on)
            if at is PersonField.DEATH and not facts.deceased and len(text) > 2:
                self._find(FindingKind.DEATH_DATE_UNREAD, written=text)
            return facts.died or facts.moved_out_on is not None or True
        return when

    def _account(self, row: Row) -> dict[str, Any]:
        columns = self._columns.get(PersonField.ACCOUNT_NO)
        bank_text = clean(self._text(row, PersonField.BANK))
        if not columns and not bank_text:
            return {}
        cell = row[columns[0]] if columns and len(columns) == 1 and columns[0] < len(row) else self._text(row, PersonField.ACCOUNT_NO)
        number, read = cells.read_account(cell)
        if not read:
            self._find(FindingKind.ACCOUNT_UNREAD, written=cells.text_of(cell))
        code = bank_code(bank_text) or (bank_code(cell) if isinstance(cell, str) and _LETTERS.search(cell) else "")
        if bank_text and not code and not cells.is_blank(bank_text):
            self._find(FindingKind.BANK_UNKNOWN, written=bank_text)
        return {"bank_code": code, "account_no": number, "account_name": clean(self._text(row, PersonField.ACCOUNT_NAME))}

    def _amount(self, row: Row) -> int | None:
        for column in self._columns.get(PersonField.AMOUNT, ()):
            cell = row[column] if column < len(row) else None
            if isinstance(cell, (str, int, float)) and not isinstance(cell, bool) and not cells.is_blank(str(cell)):
                try:
                    return parse_baht(cell)
                except BadAmount:
                    self._find(FindingKind.AMOUNT_UNREAD, written=str(cell))
        return None

    def _rare_parts(self, row: Row) -> dict[str, Any]:
        """Parts that few lists have: nationality, telephone, proxy, disability card."""
        columns, parts = self._columns, {}
        if PersonField.NATIONALITY in columns and (nation := clean(self._text(row, PersonField.NATIONALITY))):
            parts["thai_national"] = None if cells.is_blank(nation) else nation.lower() in ("ไทย", "thai", "th")
        if PersonField.PHONE in columns:
            parts["phone"] = ", ".join(filter(None, (cells.read_phone(row[at]) for at in columns[PersonField.PHONE] if at < len(row))))
        for name, at in _TEXT_PARTS:
            if at in columns:
                text = clean(self._text(row, at))
                parts[name] = "" if cells.is_blank(text) else text
        if PersonField.PROXY_ID in columns:
            parts["proxy_citizen_id"] = _digits_written(self._text(row, PersonField.PROXY_ID))
        if PersonField.DISABILITY_KIND in columns:
            parts |= self._kinds(row)
        if PersonField.CARD_EXPIRY in columns and self._scheme is Scheme.DISABILITY:
            parts |= self._expiry(row)
        if PersonField.CARD_ISSUED in columns and isinstance(issued := self._event(row, PersonField.CARD_ISSUED), PartialDate):
            parts["card_issued_on"] = issued.effective
        return parts

    def _kinds(self, row: Row) -> dict[str, Any]:
        written = clean(self._text(row, PersonField.DISABILITY_KIND))
        if cells.is_blank(written):
            written = ""
        kinds = kinds_in(written) if written else ()
        if not kinds and self._scheme is Scheme.DISABILITY:
            self._find(FindingKind.KIND_UNKNOWN, written=written)
        return {"kinds": kinds, "written_kind": written}

    def _expiry(self, row: Row) -> dict[str, Any]:
        cell = self._date_cell(row, self._columns[PersonField.CARD_EXPIRY])
        expiry = cells.read_expiry(cell, self._on)
        if expiry.unread:
            self._find(FindingKind.EXPIRY_UNREAD, written=cells.text_of(cell))
        return {"expires_on": expiry.expires_on, "lifelong": expiry.lifelong}

    # Checks between the parts

    def _check(self, name: Name, birth: PartialDate | None, age: int | None, deceased: bool, cid: str | None) -> None:
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

    # Cells

    def _text(self, row: Row, at: PersonField) -> str:
        columns = self._columns.get(at, ())
        if len(columns) == 1:
            return cells.text_of(row[columns[0]]) if columns[0] < len(row) else ""
        return " ".join(filter(None, (cells.text_of(row[column]) for column in columns if column < len(row))))

    def _filled(self, row: Row, at: PersonField) -> bool:
        return any(column < len(row) and row[column] is not None for column in self._columns.get(at, ()))

    def _id_text(self, row: Row) -> str:
        return to_arabic("".join(cells.text_of(row[column]) for column in self._id if column < len(row)))

    def _written_name(self, row: Row) -> str:
        return " ".join(filter(None, (self._text(row, at) for at in _NAME_PARTS if at in self._columns)))

    def _date_cell(self, row: Row, columns: tuple[int, ...]) -> str | int | float | date | None:
        """One cell of a date, or the parts of one that stands in several columns."""
        parts = [row[column] if column < len(row) else None for column in columns]
        if len(parts) == 1:
            return None if isinstance(parts[0], bool) else parts[0]
        texts = ["-" if part is None else cells.text_of(part) for part in parts]
        if all(text == "-" for text in texts):
            return None
        return ("/" if all(re.fullmatch(r"[\d๐-๙]+|-", text) for text in texts) else " ").join(texts)


_NO_ADDRESS = Address()
_NAME_PARTS = (PersonField.PREFIX, PersonField.FULL_NAME, PersonField.FIRST_NAME, PersonField.LAST_NAME)
_ADDRESS_COLUMNS = (
    ("community", PersonField.COMMUNITY),
    ("soi", PersonField.SOI),
    ("road", PersonField.ROAD),
    ("subdistrict", PersonField.SUBDISTRICT),
    ("district", PersonField.DISTRICT),
    ("province", PersonField.PROVINCE),
    ("postcode", PersonField.POSTCODE),
)
_TEXT_PARTS = (
    ("contact_address", PersonField.CONTACT_ADDRESS),
    ("proxy_name", PersonField.PROXY_NAME),
    ("proxy_relation", PersonField.PROXY_RELATION),
    ("proxy_phone", PersonField.PROXY_PHONE),
    ("card_no", PersonField.CARD_NO),
)
_BARE_PLACE = re.compile(r"^(?:หมู่บ้าน|ซอย|ซ\.|ตรอก|ถนน|ถ\.|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.|-+$)\s*")


def _over(stronger: Address, weaker: Address) -> Address:
    """The parts of one address, completed from another."""
    return Address(*(mine if mine not in ("", None) else other for mine, other in zip(stronger, weaker, strict=True)))


def _digits_written(cell: Value) -> str:
    """An id as its digits, or as written when it holds hardly any or was rounded by the workbook."""
    text = to_arabic(cells.text_of(cell))
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) >= 5 and not re.search("[eE]", text) else text


def _merged_down(sheet: Sheet, columns: tuple[int, ...]) -> dict[int, Value]:
    """The value that a cell merged over several rows gives to each of them."""
    if not columns:
        return {}
    return {
        row + 1: sheet.rows[top][left]
        for (top, left), (bottom, _right) in sheet.merged
        if left == columns[0] and bottom > top and top < len(sheet.rows) and left < len(sheet.rows[top])
        for row in range(top, bottom + 1)
    }
