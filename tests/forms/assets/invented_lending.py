"""Invented loans, requisitions and stock cards: short ones, and ones that run over pages. Nobody is real."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sai_thong.forms.assets.demand_letter import DemandOnPaper
from sai_thong.forms.assets.loan_slip import LoanOnPaper
from sai_thong.forms.assets.requisition_slip import RequisitionOnPaper
from sai_thong.forms.assets.stock_card import CardOnPaper, CardsOnPaper
from sai_thong.registers.assets.loan_list import LoanThing, LoanView
from sai_thong.registers.assets.materials import stock_entries
from sai_thong.registers.assets.records import (
    Loan,
    LoanLine,
    LoanReturn,
    Material,
    MaterialMove,
    Requisition,
    RequisitionLine,
)
from sai_thong.registers.assets.requisitions import SlipLine, SlipView
from sai_thong.registers.assets.rules.loans import LoanStanding
from sai_thong.registers.assets.rules.materials import card_of_year
from sai_thong.registers.assets.stock import CardEntry
from sai_thong.registers.assets.terms import LoanState, ReturnCondition, StockMove
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import LoanApprover, LoanCase
from tests.forms.allowances.invented import ON_PAPER

DAY = date(2026, 11, 21)
SHOP = "ร้านปิ่นทองเครื่องเขียน"
LOAN = Loan(
    id="loan-1",
    number="12/2570",
    asked_on=date(2026, 11, 9),
    loan_case=LoanCase.OUTSIDE,
    borrower="นายปิ่นปู่ ทองปั้นฟ้า",
    borrower_position="ประชาชน",
    borrower_address="99 หมู่ที่ 3 บ้านโนนปู่ทวด ตำบลทรายทอง อำเภอโนนทรายคำ จังหวัดกาฬสินธุ์",
    borrower_phone="08 1234 5678",
    purpose="งานบุญกฐินสามัคคีวัดป่าศรีสว่าง",
    place="วัดป่าศรีสว่าง หมู่ที่ 3",
    begins_on=date(2026, 11, 12),
    due_on=date(2026, 11, 16),
    state=LoanState.OUT,
    officer_opinion="ยืมได้ พัสดุว่างในวันที่ขอ",
    approver=LoanApprover.AGENCY_HEAD,
    approved_by="นายกิตติพิชญ์ อุ้มบุญทรัพย์",
    approved_on=date(2026, 11, 10),
    handed_over_on=date(2026, 11, 12),
    handed_over_by="นางสาวจุฬาลักษณ์ ก้อนแก้ว",
    received_by="นายปิ่นปู่ ทองปั้นฟ้า",
    demanded_on=date(2026, 11, 18),
)


def thing(place: int, name: str, quantity: int, unit: str, *returns: LoanReturn, number: str = "") -> LoanThing:
    """A line of the loan: of a pool, or of the card with this number."""
    line = LoanLine(
        id=f"line-{place}",
        loan_id="loan-1",
        asset_id="asset-1" if number else "",
        pool_id="" if number else f"pool-{place}",
        quantity=quantity,
    )
    return LoanThing(line, name, number, unit, returns)


def back(quantity: int, condition: ReturnCondition = ReturnCondition.USABLE, note: str = "") -> LoanReturn:
    """Some of a line that came back."""
    return LoanReturn(
        line_id="line-1",
        loan_id="loan-1",
        returned_on=date(2026, 11, 16),
        quantity=quantity,
        condition=condition,
        returned_by="นายปิ่นปู่ ทองปั้นฟ้า",
        received_by="นางสาวจุฬาลักษณ์ ก้อนแก้ว",
        note=note,
    )


THINGS = (
    thing(1, "เต็นท์ผ้าใบ ขนาด 5 x 12 เมตร", 4, "หลัง", back(2), back(1, ReturnCondition.DAMAGED, "โครงเหล็กคด 1 ท่อน")),
    thing(2, "เก้าอี้พลาสติก", 100, "ตัว"),
    thing(3, "เครื่องขยายเสียงเคลื่อนที่พร้อมไมโครโฟน", 1, "ชุด", number="439-66-0002"),
)
VIEW = LoanView(LOAN, THINGS, LoanStanding.DEMANDED, date(2026, 11, 23))
SLIP = LoanOnPaper(ON_PAPER, DAY, VIEW)
BLANK_SLIP = LoanOnPaper(ON_PAPER, DAY)
LONG_SLIP = LoanOnPaper(
    ON_PAPER,
    DAY,
    LoanView(
        LOAN,
        tuple(thing(place, f"โต๊ะพับหน้าโฟเมก้า แบบที่ {place}", place * 3, "ตัว", back(1)) for place in range(1, 19)),
        LoanStanding.OVERDUE,
        date(2026, 11, 23),
    ),
)
DEMAND = DemandOnPaper(
    office=ON_PAPER,
    day=date(2026, 11, 18),
    view=VIEW,
    number=ON_PAPER.letter_number("1234"),
    legal_ref=shipped_asset_law().rules.loan_rule(DAY).legal_ref,
    until=date(2026, 11, 25),
)

PAPER = Material(
    id="material-1",
    code="ว01-001",
    name="กระดาษถ่ายเอกสาร",
    material_class="office",
    size="A4 80 แกรม",
    unit="รีม",
    kept_at="ห้องเก็บพัสดุ กองคลัง",
    most=100_000,
    least=20_000,
)
OIL = Material(id="material-2", code="ว05-014", name="น้ำมันเครื่องดีเซล", unit="ลิตร", least=6_000, size="SAE 15W-40")


def slip_line(place: int, material: Material, asked: int, issued: int | None, note: str = "") -> SlipLine:
    """A line of the requisition."""
    line = RequisitionLine(
        id=f"line-{place}", requisition_id="slip-1", material_id=material.id, asked=asked, issued=issued, note=note
    )
    return SlipLine(line, material)


REQUISITION = RequisitionOnPaper(
    ON_PAPER,
    SlipView(
        Requisition(
            id="slip-1",
            number="45/2570",
            asked_on=date(2026, 11, 20),
            division="สำนักปลัด องค์การบริหารส่วนตำบลทรายทอง",
            purpose="จัดทำเอกสารประกอบการประชุมสภา",
            asked_by="นางสาวปิ่นมณี แสงเดือนเพ็ญ",
            allowed_by="นายเทียนชัย สว่างวงศ์",
            issued_by="นางสาวจุฬาลักษณ์ ก้อนแก้ว",
            issued_on=DAY,
            received_by="นายกล้าณรงค์ ปู่ทวดทองคำ",
        ),
        (slip_line(1, PAPER, 10_000, 8_000, "ของมีไม่พอ"), slip_line(2, OIL, 2_500, 2_500)),
    ),
)
BLANK_REQUISITION = RequisitionOnPaper(ON_PAPER)
LONG_REQUISITION = RequisitionOnPaper(
    ON_PAPER,
    SlipView(
        Requisition(id="slip-2", number="46/2570", asked_on=DAY, division="กองช่าง", purpose="", asked_by="นายช่าง"),
        tuple(slip_line(place, PAPER, place * 1_000, None) for place in range(1, 41)),
    ),
)


def move(place: int, on: date, kind: StockMove, quantity: int, value: int = 0, **told: str) -> MaterialMove:
    """A movement of the card."""
    return MaterialMove(
        id=f"move-{place}",
        material_id=PAPER.id,
        kind=kind,
        on_day=on,
        entered_at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=place),
        quantity=quantity,
        value_satang=value,
        **told,  # type: ignore[arg-type]
    )


MOVES = (
    move(1, date(2026, 8, 3), StockMove.RECEIVED, 30_000, 360_000, other_party=SHOP, document_no="บส.31/2569"),
    move(2, date(2026, 9, 10), StockMove.ISSUED, 12_000, other_party="กองช่าง", document_no="88/2569"),
    move(3, date(2026, 10, 8), StockMove.RECEIVED, 20_000, 250_000, other_party=SHOP, document_no="บส.4/2570"),
    move(4, date(2026, 10, 15), StockMove.ISSUED, 25_000, other_party="สำนักปลัด", document_no="3/2570"),
    move(5, date(2026, 10, 20), StockMove.ISSUED, 2_500, other_party="กองคลัง", document_no="7/2570"),
    move(
        6, date(2026, 10, 21), StockMove.REVERSED, 2_500, other_party="กองคลัง", document_no="7/2570", reverses="move-5",
        note="จดจำนวนผิด",
    ),
    move(7, date(2026, 11, 2), StockMove.ADJUSTED, -1_000, note="ชื้นใช้ไม่ได้"),
)  # fmt: skip


def card(material: Material, moves: tuple[MaterialMove, ...], class_name: str = "วัสดุสำนักงาน") -> CardOnPaper:
    """A card of fiscal year 2570 from its movements."""
    by_id = {each.id: each for each in moves}
    reversals = {each.reverses: each for each in moves if each.reverses}
    lines = card_of_year(stock_entries(moves), 2570)
    entries = tuple(
        CardEntry(line, by_id[line.entry.entry_id], reversals.get(line.entry.entry_id))
        if line.entry
        else CardEntry(line, None)
        for line in lines
    )
    return CardOnPaper(material, class_name, entries)


_BUSY = (
    move(1, date(2026, 8, 3), StockMove.RECEIVED, 900_000, 10_800_000, other_party="ร้านปิ่นทองเครื่องเขียน"),
    *(
        move(
            place,
            date(2026, 10, 1) + timedelta(days=place),
            StockMove.ISSUED,
            place * 500,
            other_party="สำนักปลัด",
            document_no=f"{place}/2570",
        )
        for place in range(2, 50)
    ),
)
CARDS = CardsOnPaper(ON_PAPER, 2570, (card(PAPER, MOVES), card(OIL, (), "วัสดุเชื้อเพลิงและหล่อลื่น")))
LONG_CARD = CardsOnPaper(ON_PAPER, 2570, (card(PAPER, _BUSY),))
