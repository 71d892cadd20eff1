"""What papers of loans and materials gather from the store: the slip named, its number, the year of a card."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import ChoiceMissing, prepare
from sai_thong.forms.issuing import prepare_as_entered, prepare_numbered
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.registers.assets import pools
from sai_thong.registers.assets.loan_returns import ThingBack, take_back
from sai_thong.registers.assets.loans import (
    LoanKept,
    NewLoan,
    ThingWanted,
    approve_loan,
    ask_loan,
    demand_back,
    hand_over,
)
from sai_thong.registers.assets.materials import add_material
from sai_thong.registers.assets.records import Material, Pool
from sai_thong.registers.assets.refusals import SlipMissing
from sai_thong.registers.assets.requisitions import Asked, ask_materials, issue_materials
from sai_thong.registers.assets.stock import Received, receive
from tests.forms.reading import by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")


def printed(office: Store, key: str, **chosen: object) -> str:
    """Every page of a paper without spaces, made as the worker process makes it: without the store."""
    job = pickle.loads(pickle.dumps(prepare(office, key, PaperRequest(**chosen), settings=ARABIC)))  # type: ignore[arg-type]
    pdf = job.pdf()
    return "".join("".join(by_pdfium(pdf, page.number).split()) for page in job.paper().pages)


@pytest.fixture
def overdue(office: Store) -> LoanKept:
    """Four tents that were due on 16 November; three of them are back."""
    tents = pools.add_pool(office, Pool(name="เต็นท์", unit="หลัง", owned=9)).pool.id
    new = NewLoan(
        borrower="นายปิ่นปู่ ทองปั้นฟ้า",
        purpose="งานบุญกฐิน",
        asked_on=date(2026, 11, 9),
        begins_on=date(2026, 11, 12),
        due_on=date(2026, 11, 16),
        things=(ThingWanted(4, pool_id=tents),),
    )
    loan = ask_loan(office, new).loan
    approve_loan(office, loan.id, approved_by="นายก", on=date(2026, 11, 10))
    out = hand_over(office, loan.id, handed_over_by="พัสดุ", received_by="ผู้ยืม", on=date(2026, 11, 12))
    take_back(office, loan.id, [ThingBack(out.lines[0].id, 3)], returned_by="ผู้ยืม", received_by="พัสดุ")
    return out


@pytest.fixture
def paper(office: Store) -> str:
    """A stock card with a delivery of last fiscal year."""
    card = add_material(office, Material(code="ว01", name="กระดาษ", unit="รีม", material_class="office")).record
    receive(office, [Received(card.id, 5_000, 60_000)], from_whom="ร้าน", on=date(2026, 9, 1))
    return card.id


def test_a_slip_is_found_by_its_number_or_id_and_shows_what_came_back(office: Store, overdue: LoanKept) -> None:
    by_number = printed(office, "loan-slip", record_id="1/2570")
    assert by_number == printed(office, "loan-slip", record_id=overdue.loan.id)
    assert "เต็นท์4หลัง" in by_number
    assert "เต็นท์3ใช้การได้ผู้ยืมพัสดุ" in by_number
    assert "นายปิ่นปู่" not in printed(office, "loan-slip")
    with pytest.raises(SlipMissing):
        printed(office, "loan-slip", record_id="99/2570")


def test_the_demand_has_its_number_from_the_register_and_keeps_it(office: Store, overdue: LoanKept) -> None:
    demand_back(office, overdue.loan.id, on=date(2026, 11, 18))
    assert "ร่าง" in printed(office, "loan-demand", record_id=overdue.loan.id)
    request = PaperRequest(record_id=overdue.loan.id)
    numbered = prepare_numbered(office, "loan-demand", request, settings=ARABIC)
    told = "".join(by_pdfium(numbered.job.pdf()).split())
    assert f"/{numbered.document.number}" in told
    assert "เต็นท์จำนวน1หลัง" in told
    assert (numbered.document.subject, numbered.document.addressee) == ("ขอให้ส่งคืนพัสดุที่ยืม", "นายปิ่นปู่ ทองปั้นฟ้า")
    assert numbered.document.dated_on == date(2026, 11, 18)
    again = prepare_as_entered(office, "loan-demand", request)
    assert again.document == numbered.document  # type: ignore[union-attr]
    demand_back(office, overdue.loan.id, on=date(2026, 11, 18), letter_no="กส 99901/77")
    assert "กส99901/77" in printed(office, "loan-demand", record_id="1")


def test_a_requisition_shows_what_was_asked_for_and_really_issued(office: Store, paper: str) -> None:
    slip = ask_materials(office, [Asked(paper, 4_000)], asked_by="หัวหน้า", division="กองช่าง")
    signed = {"allowed_by": "ผู้สั่งจ่าย", "issued_by": "ผู้จ่าย", "received_by": "ผู้รับ"}
    assert "กระดาษรีม4" in printed(office, "requisition", record_id=slip.slip.number)
    issue_materials(office, slip.slip.id, {slip.lines[0].id: 2_500}, **signed)
    assert "กระดาษรีม42.5" in printed(office, "requisition", record_id=slip.slip.number)
    assert "กองช่าง" not in printed(office, "requisition")
    with pytest.raises(SlipMissing):
        printed(office, "requisition", record_id="7/2570")


def test_a_card_is_of_the_year_that_is_chosen(office: Store, paper: str) -> None:
    before = printed(office, "stock-card", record_id="ว01", fiscal_year_be=2569)
    after = printed(office, "stock-card", record_id="กระดาษ", fiscal_year_be=2570)
    assert "วัสดุสำนักงาน" in before
    assert "1ก.ย.69ร้าน120.005600.00" in before
    assert "1ต.ค.69ยอดยกมา5600.00" in after
    assert "ร้าน" not in after
    other = add_material(office, Material(name="หมึก", unit="ตลับ")).record.id
    both = printed(office, "stock-card", record_id=paper, further_ids=(other,), fiscal_year_be=2570)
    assert "กระดาษ" in both
    assert "หมึก" in both
    with pytest.raises(ChoiceMissing):
        printed(office, "stock-card", record_id="ว01")
