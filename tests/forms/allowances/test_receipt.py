"""A receipt names one person, what for and how much, and is signed by who receives and who pays."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.receipt import gather_receipts, receipts
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.allowances.records import Outcome, PaymentLine, PaymentResult
from sai_thong.registers.law.terms import Scheme
from tests.forms.allowances import filled
from tests.forms.allowances.invented import NOVEMBER, OCTOBER, ORDINARY, PAYER, SPECIAL, invented_id
from tests.forms.reading import READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_receipt_says_who_what_for_and_how_much(read: Callable[[bytes, int], str], clock: FixedClock) -> None:
    text = " ".join(read(receipts(filled.RECEIPTS, ARABIC, clock).pdf(), 1).split())
    for words in (
        "ใบสำคัญรับเงิน",
        "นางบุญมี ศรีสุข",
        "3-9999-00000-01-",
        "เงินเบี้ยยังชีพผู้สูงอายุ ประจำเดือนพฤศจิกายน 2569",
        "ตกเบิกตุลาคม 2569",
        "1,200.00",
        "หนึ่งพันสองร้อยบาทถ้วน",
        "องค์การบริหารส่วนตำบลทรายทอง",
        PAYER,
    ):
        assert words in text


def test_amounts_stand_in_their_column(clock: FixedClock) -> None:
    pdf = receipts(filled.RECEIPTS, ARABIC, clock).pdf()
    assert place_of(pdf, "600.00").right == pytest.approx(210 - 20 - 2, abs=0.3)
    assert place_of(pdf, "1,200.00").right == pytest.approx(210 - 20 - 2, abs=0.3)


def test_every_person_has_a_sheet_of_their_own(clock: FixedClock) -> None:
    other = dataclasses.replace(
        filled.RECEIPT, person=dataclasses.replace(filled.PERSON, prefix="นาย", first_name="ทองดี", last_name="ฤทธิ์ณรงค์")
    )
    two = dataclasses.replace(filled.RECEIPTS, receipts=(filled.RECEIPT, other))
    paper = receipts(two, ARABIC, clock)
    pdf = paper.pdf()
    assert len(paper.pages) == 2
    assert "ทองดี" not in by_pdfium(pdf, 1)
    assert "บุญมี" not in by_pdfium(pdf, 2)


def test_receipts_are_for_those_paid_in_cash(office: Store) -> None:
    data = gather_receipts(office, PaperRequest(month=OCTOBER))
    assert [(each.person.name, each.total_satang) for each in data.receipts] == [
        ("นางบุญมี ศรีสุข", 70_000),
        ("นางสาวคำ ญาติดี", 100_000),
        ("นายที่จากไป แล้วหนอ", 70_000),
        ("เด็กหญิงใหม่ น้ำฝน", 100_000),
    ]
    assert {each.received_by for each in data.receipts} == {"", "นายป้อม ญาติดี", "นางฝน น้ำฝน"}
    assert data.payer.name == PAYER
    assert not data.draft


def test_one_person_alone(office: Store) -> None:
    data = gather_receipts(office, PaperRequest(month=OCTOBER, record_id=invented_id(3)))
    assert [each.person.name for each in data.receipts] == ["นางสาวคำ ญาติดี"]
    with pytest.raises(NothingToPrint):
        gather_receipts(office, PaperRequest(month=OCTOBER, record_id=invented_id(1)))


def test_everyone_of_the_sealed_set_has_a_neutral_receipt(office: Store) -> None:
    data = gather_receipts(office, PaperRequest(month=OCTOBER, scheme_set=SPECIAL))
    assert [each.items for each in data.receipts] == [(("เงินสงเคราะห์ ประจำเดือนตุลาคม 2569", 50_000),)] * 2
    ordinary = gather_receipts(office, PaperRequest(month=OCTOBER, scheme_set=ORDINARY))
    assert not {each.person.name for each in data.receipts} & {each.person.name for each in ordinary.receipts}


def test_what_was_recorded_of_the_payment_stands_on_the_receipt(office: Store) -> None:
    (month,) = months_of(office, OCTOBER)
    line = next(each for each in office.find(PaymentLine, payment_month_id=month.id) if each.first_name == "คำ")
    with office.transaction() as tx:
        tx.insert(
            PaymentResult(
                line_id=line.id,
                payment_month_id=month.id,
                outcome=Outcome.PAID_PROXY,
                on_day=date(2026, 10, 9),
                received_by="นายอื่น รับแทน",
                received_card="3-9999-11111-22-3",
                authority="1/2569",
                witnesses=("นายพยาน หนึ่ง", "นายพยาน สอง"),
            )
        )
    (receipt,) = gather_receipts(office, PaperRequest(month=OCTOBER, record_id=invented_id(3))).receipts
    assert (receipt.received_on, receipt.received_by) == (date(2026, 10, 9), "นายอื่น รับแทน")
    assert receipt.witnesses == ("นายพยาน หนึ่ง", "นายพยาน สอง")


def test_receipts_of_a_draft_say_so(office: Store, clock: FixedClock) -> None:
    data = gather_receipts(office, PaperRequest(month=NOVEMBER, scheme=Scheme.OLD_AGE))
    assert data.draft
    assert "ร่าง" in by_pdfium(receipts(data, ARABIC, clock).pdf())
