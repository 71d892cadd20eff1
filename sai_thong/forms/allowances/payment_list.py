"""บัญชีรายชื่อผู้รับเงิน: the month's payment list by scheme and village, for cash with places to sign, or for transfer.

Columns as offices keep them (domain notes 1.8 D). The working list carries the whole citizen id and account, since it
is the evidence of payment; what is posted is another paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import MonthLines, NothingToPrint, gather_month_lines, line_notes
from sai_thong.forms.allowances.paying_committee import members_with_roles
from sai_thong.forms.allowances.scheme_words import MONEY, SHORT, SOURCE, secrecy_of
from sai_thong.forms.kit import Column, Flow, Page, Paper, PaperSettings, Signer, Totals, draw_table, signature_line
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, gather_office
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.registers.allowances.records import CashDay, PaymentLine
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet, scheme_set_of
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.money import baht
from sai_thong.thai.names import full_name

MARGIN = 15.0
BOTTOM = 14.0
CASH_ROW, TRANSFER_ROW = 9.0, 6.4
"""Millimetres: a hand or a thumb needs more room than print."""
TABLE_SIZE = 14.0

_NUMBER = Column("ลำดับ\nที่", 11, "center")
_NAME = Column("ชื่อ – สกุล", 53)
_CITIZEN_ID = Column("เลขประจำตัวประชาชน", 38, "center")
_HOUSE = Column("บ้าน\nเลขที่", 16, "center")
_AMOUNT = Column("จำนวนเงิน\n(บาท)", 25, "right")
CASH_COLUMNS = (
    _NUMBER,
    _NAME,
    _CITIZEN_ID,
    _HOUSE,
    _AMOUNT,
    Column("วันที่\nรับเงิน", 18, "center"),
    Column("ลายมือชื่อผู้รับเงิน /\nลายพิมพ์นิ้วมือ", 44, "center"),
    Column("ผู้รับแทน\n(ชื่อ / เกี่ยวข้องเป็น)", 36),
    Column("หมายเหตุ", 26),
)
TRANSFER_COLUMNS = (
    _NUMBER,
    _NAME,
    _CITIZEN_ID,
    _HOUSE,
    _AMOUNT,
    Column("ธนาคาร", 26),
    Column("เลขที่บัญชี", 33, "center", verbatim=True),
    Column("ชื่อบัญชี", 39),
    Column("หมายเหตุ", 26),
)
SEALED_COLUMNS = (
    _NUMBER,
    _NAME,
    _CITIZEN_ID,
    Column("ที่อยู่", 44),
    _AMOUNT,
    Column("วิธีจ่าย", 58),
    Column("หมายเหตุ", 38),
)
"""Nobody signs where the others' names stand: each of the sealed set has a receipt of their own."""
_AMOUNT_PLACE = 4
_SHORT_BANKS = {"034": "ธ.ก.ส.", "033": "ธ.อ.ส.", "073": "แลนด์ฯ", "066": "อิสลามฯ"}


@dataclass(frozen=True)
class PayeeRow:
    """One payment on the list.

    Attributes:
        name: Who is entitled.
        citizen_id: Thirteen digits, or empty.
        house_no: House number.
        moo: Village number.
        amount_satang: Satang.
        bank: The bank's short name, for a transfer.
        account_no: The whole account number.
        account_name: The account's name.
        received_by: Who receives instead, where someone does.
        note: หมายเหตุ.
    """

    name: str
    citizen_id: str
    house_no: str
    moo: int | None
    amount_satang: int
    bank: str = ""
    account_no: str = ""
    account_name: str = ""
    received_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class VillageList:
    """The payments of one scheme in one village, by one channel; of the sealed set all together.

    Attributes:
        scheme: The scheme.
        cash: Whether it is paid in cash.
        source: Who pays.
        village: ``หมู่ที่ 3 บ้านโนนปู่ทวด``; empty for the whole tambon.
        pay_point: Where cash is paid.
        rows: The payments.
        committee: Names of the paying committee where an order names them.
    """

    scheme: Scheme
    cash: bool
    source: PaySource
    village: str
    pay_point: str
    rows: tuple[PayeeRow, ...]
    committee: tuple[str, ...] = ()

    @property
    def total_satang(self) -> int:
        """The sum of the rows."""
        return sum(row.amount_satang for row in self.rows)


@dataclass(frozen=True)
class PaymentList:
    """A month's list.

    Attributes:
        office: The office.
        scheme_set: Which schemes; the sealed set's list is marked ลับ.
        month: The month paid for.
        pay_on: The pay date; signers are those of that day.
        villages: A part a scheme, channel and village.
        draft: Whether the month is not sent yet.
    """

    office: OfficeOnPaper
    scheme_set: SchemeSet
    month: Month
    pay_on: date
    villages: tuple[VillageList, ...]
    draft: bool


def payment_list(data: PaymentList, settings: PaperSettings, clock: Clock) -> Paper:
    """The list: every village on pages of its own with its sums and signatures, then the sums of all villages."""
    paper = Paper(
        f"บัญชีรายชื่อผู้รับเงิน {data.month.name}",
        clock=clock,
        settings=settings,
        author=data.office.name,
        landscape=True,
        secrecy=secrecy_of(data.scheme_set),
        keep=data.office.names_kept_whole,
    )
    for village in data.villages:
        _draw_village(paper, data, village)
    if len(data.villages) > 1:
        _draw_summary(paper, data)
    if data.draft:
        for page in paper.pages:
            page.watermark(DRAFT)
    paper.number_pages_of_total(y=12)
    return paper


def title_of(part: VillageList) -> str:
    """The heading of a part of the list."""
    title = f"บัญชีรายชื่อผู้มีสิทธิรับ{MONEY[part.scheme]}"
    if scheme_set_of(part.scheme).sealed:
        return title
    return f"{title} ({'จ่ายเป็นเงินสด' if part.cash else 'โอนเข้าบัญชีเงินฝากธนาคาร'})"


def _flow(paper: Paper, data: PaymentList, title: str, lines: Sequence[str]) -> Flow:
    return Flow(paper, head=_head(data, title, lines), left=MARGIN, right_margin=MARGIN, bottom_margin=_bottom(data))


def _bottom(data: PaymentList) -> float:
    """The stamp of a secret list stands below the table."""
    return BOTTOM + 4 if data.scheme_set.sealed else BOTTOM


def _head(data: PaymentList, title: str, lines: Sequence[str]) -> Callable[[Page], float]:
    def draw(page: Page) -> float:
        y = 22.0 if data.scheme_set.sealed else 18.0
        page.text(page.width / 2, y, title, size=18, bold=True, align="center")
        for line in (f"{data.office.name} {data.office.district_and_province}", *lines):
            y += 6.6
            page.text(page.width / 2, y, line, size=15, align="center", fit=page.width - 2 * MARGIN)
        return y + 3

    return draw


def _draw_village(paper: Paper, data: PaymentList, part: VillageList) -> None:
    sealed = data.scheme_set.sealed
    where = f"จ่าย ณ {part.pay_point}" if part.cash and not sealed else SOURCE[part.source]
    lines = (
        f"ประจำเดือน{data.month.name} ปีงบประมาณ พ.ศ. {data.month.fiscal_year_be}  {part.village}".rstrip(),
        f"วันจ่ายเงิน {thai_date(data.pay_on)}  {where}",
    )
    flow = _flow(paper, data, title_of(part), lines)
    columns, row = _layout(sealed=sealed, cash=part.cash)
    draw_table(
        flow,
        columns,
        [row(number, payee) for number, payee in enumerate(part.rows, 1)],
        totals=Totals([payee.amount_satang for payee in part.rows], _AMOUNT_PLACE),
        size=TABLE_SIZE,
        row_height=CASH_ROW if part.cash and not sealed else TRANSFER_ROW,
    )
    if part.cash and not sealed:
        _sign_cash(flow, data, part)
    else:
        _sign_transfer(flow, data)


def _layout(*, sealed: bool, cash: bool) -> tuple[Sequence[Column], Callable[[int, PayeeRow], tuple[str, ...]]]:
    """The columns of a list, and what makes a row of them."""
    if sealed:
        return SEALED_COLUMNS, _sealed_row
    return (CASH_COLUMNS, _cash_row) if cash else (TRANSFER_COLUMNS, _transfer_row)


def _cash_row(number: int, payee: PayeeRow) -> tuple[str, ...]:
    return (*_first_cells(number, payee), "", "", payee.received_by, payee.note)


def _transfer_row(number: int, payee: PayeeRow) -> tuple[str, ...]:
    return (*_first_cells(number, payee), payee.bank, payee.account_no, payee.account_name, payee.note)


def _sealed_row(number: int, payee: PayeeRow) -> tuple[str, ...]:
    place, name, shown_id, house, amount = _first_cells(number, payee)
    address = " ".join(part for part in (house, f"หมู่ที่ {payee.moo}" if payee.moo is not None else "") if part)
    way = f"โอน {payee.bank} {payee.account_no}" if payee.account_no else "เงินสด"
    return place, name, shown_id, address, amount, way, payee.note


def _first_cells(number: int, payee: PayeeRow) -> tuple[str, ...]:
    shown_id = formatted(payee.citizen_id) if payee.citizen_id else ""
    return str(number), payee.name, shown_id, payee.house_no, baht(payee.amount_satang)


def _sign_cash(flow: Flow, data: PaymentList, part: VillageList) -> None:
    """What was paid and what is returned, then payer and committee."""
    names = part.committee or ("", "", "")
    committee = [(role, Signer(name)) for name, role in members_with_roles(names)]
    payer = ("ผู้จ่ายเงิน", data.office.signer(Post.PAYER, data.pay_on))
    flow.need(14 + _signatures_height([payer, *committee]))
    y = flow.y + 8
    page = flow.page
    x = page.text(flow.left, y, f"ขอรับรองว่าได้จ่ายเงินตามบัญชีนี้ จำนวน {len(part.rows)} ราย แล้ว จ่ายจริง", size=15)
    page.dots(x + 1, x + 34, y + 0.9)
    x = page.text(x + 35, y, "บาท  ไม่มารับ", size=15)
    page.dots(x + 1, x + 14, y + 0.9)
    x = page.text(x + 15, y, "ราย  คงเหลือนำส่งคืน", size=15)
    page.dots(x + 1, x + 34, y + 0.9)
    page.text(x + 35, y, "บาท", size=15)
    flow.y = y + 4
    _signatures(flow, [payer, *committee])


def _sign_transfer(flow: Flow, data: PaymentList) -> None:
    posts = (
        ("ผู้จัดทำ", Post.COMMUNITY_DEVELOPER),
        ("ผู้ตรวจสอบ", Post.CLERK),
        ("ผู้อนุมัติ", Post.MAYOR),
    )
    signers = [(role, data.office.signer(post, data.pay_on)) for role, post in posts]
    flow.need(_signatures_height(signers))
    _signatures(flow, signers)


_A_ROW, _SIGN_HEIGHT, _ROOM_FOR_HAND = 4, 24.0, 9.0


def _signatures_height(signers: Sequence[tuple[str, Signer]]) -> float:
    return -(-len(signers) // _A_ROW) * _SIGN_HEIGHT


def _signatures(flow: Flow, signers: Sequence[tuple[str, Signer]]) -> None:
    """Places to sign, side by side."""
    place = flow.width / min(len(signers), _A_ROW)
    for number, (role, signer) in enumerate(signers):
        row, column = divmod(number, _A_ROW)
        x = flow.left + place * (column + 0.5)
        y = flow.y + _ROOM_FOR_HAND + row * _SIGN_HEIGHT
        signature_line(flow.page, x - 2, y, role, signer, size=14, width=36 if len(signers) >= _A_ROW else 52)
    flow.y += _signatures_height(signers)


def _draw_summary(paper: Paper, data: PaymentList) -> None:
    """The sums of all villages side by side, on a page of their own."""
    title = f"สรุปบัญชีรายชื่อผู้รับเงิน ประจำเดือน{data.month.name}"
    flow = _flow(paper, data, title, (f"วันจ่ายเงิน {thai_date(data.pay_on)}",))
    ways = sorted({(part.scheme, part.cash) for part in data.villages}, key=_scheme_then_cash)
    places = list(dict.fromkeys(part.village for part in data.villages))
    rows = [_summary_row(each, [part for part in data.villages if part.village == each], ways) for each in places]
    rows.append(_summary_row("รวม", data.villages, ways))
    columns = [Column("หมู่บ้าน", 52)]
    for scheme, cash in ways:
        words = f"{SHORT[scheme]}\n{'เงินสด' if cash else 'โอน'}"
        columns += [Column(f"{words} (ราย)", 17, "right"), Column(f"{words} (บาท)", 26, "right")]
    columns += [Column("รวม\n(ราย)", 17, "right"), Column("รวม\n(บาท)", 28, "right")]
    width = sum(column.width for column in columns)
    draw_table(flow, columns, rows, size=13, row_height=6.8, left=(flow.page.width - width) / 2)
    total = sum(part.total_satang for part in data.villages)
    flow.gap(4)
    count = sum(len(part.rows) for part in data.villages)
    said = f"รวมทั้งสิ้น {count:,} รายการ เป็นเงิน {baht(total)} บาท ({paper.settings.baht_words(total)})"
    flow.line(said, bold=True, align="center")
    _sign_transfer(flow, data)


def _scheme_then_cash(way: tuple[Scheme, bool]) -> tuple[int, bool]:
    return tuple(Scheme).index(way[0]), not way[1]


def _summary_row(label: str, parts: Sequence[VillageList], ways: Sequence[tuple[Scheme, bool]]) -> tuple[str, ...]:
    cells = [label]
    for way in ways:
        of_way = [part for part in parts if (part.scheme, part.cash) == way]
        cells += _count_and_sum(of_way)
    return tuple(cells + _count_and_sum(parts))


def _count_and_sum(parts: Sequence[VillageList]) -> list[str]:
    count = sum(len(part.rows) for part in parts)
    return [f"{count:,}" if count else "-", baht(sum(part.total_satang for part in parts), zero="-")]


def gather_payment_list(
    store: Store,
    scheme_set: SchemeSet,
    month: Month,
    *,
    source: PaySource | None = None,
    moo: int | None = None,
    cash: bool | None = None,
    scheme: Scheme | None = None,
) -> PaymentList:
    """The list of a month: of one source, village, way of pay or scheme when given, else of all.

    Raises:
        NothingToPrint: Nobody is paid so.
        SetClosed: This user does not hold the key of the set.
    """
    office = gather_office(store)
    months = gather_month_lines(store, scheme_set, month, source)
    parts = [
        part
        for each in months
        for part in _parts(each, office, _committees(store, each))
        if (cash is None or part.cash is cash) and (scheme is None or part.scheme is scheme)
    ]
    if moo is not None:
        parts = [part for part in parts if part.village == office.village(moo)]
    if not parts:
        raise NothingToPrint(_("Nobody is paid so in {month}.").format(month=month.name))
    return PaymentList(
        office=office,
        scheme_set=scheme_set,
        month=month,
        pay_on=months[0].pay_on,
        villages=tuple(sorted(parts, key=lambda part: _scheme_then_cash((part.scheme, part.cash)))),
        draft=any(each.draft for each in months),
    )


def _parts(month: MonthLines, office: OfficeOnPaper, committees: dict[str, tuple[str, ...]]) -> list[VillageList]:
    """The lines of a source by scheme, channel and village, in the order of the lines; a sealed set stays together."""
    notes = line_notes(month)
    sealed = month.scheme_set.sealed
    groups: dict[tuple[Scheme, bool, int | None], list[PaymentLine]] = {}
    for line in month.lines:
        key = (line.scheme, False, None) if sealed else (line.scheme, line.channel.is_cash, line.moo)
        groups.setdefault(key, []).append(line)
    parts = []
    for (scheme, cash, moo), lines in groups.items():
        pay_point = _pay_point(lines, office, moo)
        parts.append(
            VillageList(
                scheme=scheme,
                cash=cash,
                source=month.source,
                village="" if sealed else office.village(moo),
                pay_point=pay_point,
                rows=tuple(_payee(line, notes.get(line.id, "")) for line in lines),
                committee=committees.get(lines[0].pay_point, ()) if cash else (),
            )
        )
    return parts


def _pay_point(lines: Sequence[PaymentLine], office: OfficeOnPaper, moo: int | None) -> str:
    return next((line.pay_point for line in lines if line.pay_point), "") or office.pay_point(moo)


def _committees(store: Store, month: MonthLines) -> dict[str, tuple[str, ...]]:
    """Who pays at each pay point, where the order of a cash day says so."""
    if month.payment_month is None:
        return {}
    days = shelf_of(store, month.scheme_set).find(CashDay, payment_month_id=month.payment_month.id)
    return {day.pay_point: day.committee for day in days}


def _payee(line: PaymentLine, note: str) -> PayeeRow:
    return PayeeRow(
        name=full_name(line.prefix, line.first_name, line.last_name),
        citizen_id=line.citizen_id,
        house_no=line.house_no,
        moo=line.moo,
        amount_satang=line.amount_satang,
        bank=_SHORT_BANKS.get(line.bank_code, bank_name(line.bank_code).removeprefix("ธนาคาร")),
        account_no=line.account_no,
        account_name=line.account_name,
        received_by=line.payee_name if line.channel.needs_proxy else "",
        note=note,
    )
