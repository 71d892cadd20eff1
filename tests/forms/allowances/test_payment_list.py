"""The payment list says what the record says, sums every page and village, and keeps the sealed set apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.payment_list import (
    gather_payment_list,
    payment_list,
)
from sai_thong.forms.kit import PaperSettings
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.digits import to_thai
from tests.forms.allowances.filled import NAMES, SEALED_LIST, listed, payees, village
from tests.forms.allowances.invented import NOVEMBER, OCTOBER, ORDINARY, PAYER, SPECIAL
from tests.forms.reading import READERS, by_pdfium, place_of

THAI = PaperSettings(font="bundled")


def id_as_printed(citizen_id: str) -> str:
    return to_thai("-".join((citizen_id[0], citizen_id[1:5], citizen_id[5:10], citizen_id[10:12], citizen_id[12])))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("cash", [True, False], ids=["cash", "transfer"])
def test_every_row_says_what_the_record_says(
    read: Callable[[bytes, int], str], cash: bool, any_face: PaperSettings, clock: FixedClock
) -> None:
    paper = payment_list(listed(village(30, cash=cash)), any_face, clock)
    pdf = paper.pdf()
    text = "\n".join(read(pdf, number) for number in range(1, len(paper.pages) + 1))
    for number, row in enumerate(payees(30), 1):
        assert f"{to_thai(str(number))} {row.name} {id_as_printed(row.citizen_id)}" in text.replace("\n", " ")
        assert to_thai(row.house_no) in text
        if cash:
            assert row.account_no not in text
        else:
            assert f"{row.bank} {row.account_no} {row.account_name}" in text.replace("\n", " ")
    assert text.count("นายป้อม ญาติดี") == (6 if cash else 0)
    assert text.count("รายใหม่") == 1


def test_pages_carry_their_sum_the_sum_so_far_and_the_end_the_whole_in_words(clock: FixedClock) -> None:
    paper = payment_list(listed(village(30)), PaperSettings(font="bundled", digits="arabic"), clock)
    pdf = paper.pdf()
    # 13 rows a page: amounts run 600, 700, 800, 1,000 and again.
    first, second = by_pdfium(pdf, 1), by_pdfium(pdf, 2)
    shown = len([line for line in first.splitlines() if "3-9999-" in line])
    amounts = [(600, 700, 800, 1000)[number % 4] for number in range(30)]
    assert f"{sum(amounts[:shown]):,}.00" in next(line for line in first.splitlines() if line.startswith("รวมหน้านี้"))
    assert next(line for line in second.splitlines() if line.startswith("ยอดยกมา")).endswith(
        f"{sum(amounts[:shown]):,}.00"
    )
    assert sum(amounts) == 23_000
    assert "รวมทั้งสิ้น (สองหมื่นสามพันบาทถ้วน) 23,000.00" in by_pdfium(pdf, len(paper.pages)).replace("\n", " ")
    assert "หน้า 1/3" in first


def test_cash_is_signed_for_by_hand_or_thumb_by_payer_and_committee(clock: FixedClock) -> None:
    text = by_pdfium(payment_list(listed(village(3)), THAI, clock).pdf())
    for words in ("ลายมือชื่อผู้รับเงิน", "ลายพิมพ์นิ้วมือ", "ผู้รับแทน", PAYER, "ผู้จ่ายเงิน", "คงเหลือนำส่งคืน"):
        assert words in text
    assert text.count("กรรมการ") == 3


def test_the_order_of_a_cash_day_names_the_committee(clock: FixedClock) -> None:
    named = dataclasses.replace(village(3), committee=("นายหนึ่ง กรรมการหนึ่ง", "นายสอง กรรมการสอง"))
    text = by_pdfium(payment_list(listed(named), THAI, clock).pdf())
    assert "นายหนึ่ง กรรมการหนึ่ง" in text
    assert "นายสอง กรรมการสอง" in text
    assert text.count("ประธานกรรมการ") == 1, "the first of the day's committee leads it, as its order says"


def test_a_draft_says_so_on_every_page(clock: FixedClock) -> None:
    draft = payment_list(listed(village(30), draft=True), THAI, clock)
    pdf = draft.pdf()
    assert all("ร่าง" in by_pdfium(pdf, number) for number in range(1, len(draft.pages) + 1))
    assert "ร่าง" not in by_pdfium(payment_list(listed(village(3)), THAI, clock).pdf())


def test_villages_begin_on_pages_of_their_own_and_are_summed_at_the_end(clock: FixedClock) -> None:
    one, three = village(2), village(3, name="หมู่ที่ 3 บ้านโนนปู่ทวด")
    paper = payment_list(listed(one, three), PaperSettings(font="bundled", digits="arabic"), clock)
    pdf = paper.pdf()
    assert len(paper.pages) == 3
    assert "หมู่ที่ 1 บ้านทรายทอง" in by_pdfium(pdf, 1)
    assert "หมู่ที่ 3 บ้านโนนปู่ทวด" in by_pdfium(pdf, 2)
    # 600 + 700 and 600 + 700 + 800
    assert "รวมทั้งสิ้น 5 รายการ เป็นเงิน 3,400.00 บาท (สามพันสี่ร้อยบาทถ้วน)" in by_pdfium(pdf, 3)


def test_the_sealed_list_is_secret_neutral_and_signed_by_no_recipient(clock: FixedClock) -> None:
    data = SEALED_LIST
    pdf = payment_list(data, THAI, clock).pdf()
    text = by_pdfium(pdf)
    assert text.count("ลับ") == 2
    assert "รับเงินสงเคราะห์" in text
    assert "ลายมือชื่อผู้รับเงิน" not in text


def test_columns_stand_where_the_layout_says(clock: FixedClock) -> None:
    pdf = payment_list(listed(village(3)), PaperSettings(font="bundled"), clock).pdf()
    assert place_of(pdf, NAMES[0]).x == pytest.approx(15 + 11 + 1, abs=0.4)
    assert place_of(pdf, "๖๐๐.๐๐").right == pytest.approx(15 + 11 + 53 + 38 + 16 + 25 - 1, abs=0.4)
    assert place_of(pdf, NAMES[1]).y - place_of(pdf, NAMES[0]).y == pytest.approx(9, abs=0.05)


def test_the_list_of_a_closed_month_has_the_frozen_lines(office: Store) -> None:
    data = gather_payment_list(office, ORDINARY, OCTOBER)
    found = {
        (each.scheme, each.cash, each.village): [(row.name, row.amount_satang) for row in each.rows]
        for each in data.villages
    }
    assert not data.draft
    assert found == {
        (Scheme.OLD_AGE, True, "หมู่ที่ 1 บ้านทรายทอง"): [("นางบุญมี ศรีสุข", 70_000)],
        (Scheme.OLD_AGE, True, "หมู่ที่ 3 บ้านโนนปู่ทวด"): [("นางสาวคำ ญาติดี", 100_000), ("นายที่จากไป แล้วหนอ", 70_000)],
        (Scheme.OLD_AGE, False, "หมู่ที่ 1 บ้านทรายทอง"): [("นายทองดี ฤทธิ์ณรงค์", 70_000)],
        (Scheme.OLD_AGE, False, "หมู่ที่ 3 บ้านโนนปู่ทวด"): [("นายปิ่นทอง ผู้ใหญ่ดี", 70_000)],
        (Scheme.DISABILITY, True, "หมู่ที่ 3 บ้านโนนปู่ทวด"): [("เด็กหญิงใหม่ น้ำฝน", 100_000)],
    }
    assert {each.pay_point for each in data.villages if each.village.startswith("หมู่ที่ 1")} == {"ศาลากลางบ้านทรายทอง"}


def test_a_draft_lists_what_changed_since_the_closed_month(office: Store) -> None:
    data = gather_payment_list(office, ORDINARY, NOVEMBER)
    notes = {row.name: row.note for each in data.villages for row in each.rows}
    assert data.draft
    assert notes == {
        "นางบุญมี ศรีสุข": "",
        "นางครบรอบ หกสิบ": "รายใหม่",
        "นายทองดี ฤทธิ์ณรงค์": "",
        "นายปิ่นทอง ผู้ใหญ่ดี": "ปรับอัตรา (ครบ 80 ปี)",
        "นางสาวคำ ญาติดี": "",
        "เด็กหญิงใหม่ น้ำฝน": "",
    }


def test_the_ordinary_list_never_holds_the_sealed_set(office: Store) -> None:
    names = {row.name for each in gather_payment_list(office, ORDINARY, OCTOBER).villages for row in each.rows}
    sealed = gather_payment_list(office, SPECIAL, OCTOBER)
    (whole,) = sealed.villages
    assert [row.name for row in whole.rows] == ["นายเงียบ สงบสุข", "นางสาวนิ่ง สงัดดี"]
    assert not names & {row.name for row in whole.rows}


def test_one_village_alone(office: Store) -> None:
    data = gather_payment_list(office, ORDINARY, OCTOBER, moo=1, cash=True)
    assert [row.name for each in data.villages for row in each.rows] == ["นางบุญมี ศรีสุข"]


def test_a_village_without_payments_is_refused(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_payment_list(office, ORDINARY, OCTOBER, moo=9)
