"""The memos of a month say its true counts and sums, who signs on the day, and anchor the journal once it is closed."""

from __future__ import annotations

import dataclasses
import io
from datetime import date

import pytest
import segno
from PIL import Image

from sai_thong.db.store import Store
from sai_thong.forms.allowances.disbursement_memo import disbursement_memo
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.month_memo import (
    CountAndSum,
    MonthChanges,
    MonthSeal,
    StepRow,
    gather_month_memo,
)
from sai_thong.forms.allowances.month_report import month_report
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.kit.qr_code import qr_png
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.allowances.records import Outcome, PaymentLine, PaymentResult
from sai_thong.registers.law.terms import PaySource, Scheme
from tests.forms.allowances.filled import HEAD, MEMO
from tests.forms.allowances.invented import (
    CLERK,
    DEVELOPER,
    FINANCE,
    MAYOR,
    NOVEMBER,
    OCTOBER,
    ORDINARY,
    SPECIAL,
)
from tests.forms.reading import by_pdfium, image_boxes

ARABIC = PaperSettings(font="bundled", digits="arabic")


def text_of(paper) -> str:
    pdf = paper.pdf()
    pages = "\n".join(by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1))
    return " ".join(pages.split())


@pytest.mark.parametrize(
    "words",
    [
        "ที่ กส 99901/77",
        "วันที่ 16 พฤศจิกายน 2569",
        "เรียน นายกองค์การบริหารส่วนตำบลทรายทอง",
        "327 ราย เป็นเงิน 206,200.00 บาท (สองแสนหกพันสองร้อยบาทถ้วน)",
        "เงินเบี้ยยังชีพผู้สูงอายุ อายุ 60–69 ปี 600.00 300 180,000.00",
        "เงินเบี้ยยังชีพผู้สูงอายุ อายุ 90 ปีขึ้นไป 1,000.00 21 21,000.00",
        "เงินเบี้ยความพิการ อายุต่ำกว่า 18 ปี 1,000.00 4 4,000.00",
        "ตกเบิก 2 1,200.00",
        "รายใหม่ 5 ราย ปรับอัตราตามช่วงอายุ 3 ราย",
        "พ้นจากการรับเงิน 5 ราย (เสียชีวิต 4 ราย ย้ายภูมิลำเนา 1 ราย เหตุอื่น 0 ราย)",
        "โอนเงินไม่ผ่าน 3 ราย เป็นเงิน 1,900.00 บาท ไม่มารับเงินสด 1 ราย เป็นเงิน 600.00 บาท",
        "326 ราย เป็นเงิน 205,600.00 บาท",
        "1 ราย 600.00 บาท",
        DEVELOPER,
    ],
)
def test_the_report_says(words: str, clock: FixedClock) -> None:
    # Lines of a spread paragraph break anywhere: compare without spaces.
    assert words.replace(" ", "") in text_of(month_report(MEMO, ARABIC, clock)).replace(" ", "")


def test_the_report_goes_up_to_those_in_post_on_its_day(clock: FixedClock) -> None:
    text = text_of(month_report(MEMO, ARABIC, clock))
    assert f"({CLERK}) ปลัดองค์การบริหารส่วนตำบลทรายทอง" in text
    assert f"({MAYOR}) นายกองค์การบริหารส่วนตำบลทรายทอง" in text
    while_away = dataclasses.replace(MEMO, day=date(2026, 9, 15))
    text = text_of(month_report(while_away, ARABIC, clock))
    assert f"({CLERK}) ปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน นายกองค์การบริหารส่วนตำบลทรายทอง" in text
    assert MAYOR not in text


def test_a_memo_without_a_number_is_a_draft_in_its_number(clock: FixedClock) -> None:
    assert "กส 99901/ร่าง" in text_of(month_report(dataclasses.replace(MEMO, number=""), ARABIC, clock))


def test_equal_sums_are_said_to_be_equal(clock: FixedClock) -> None:
    same = dataclasses.replace(MEMO, central=MEMO.total)
    assert "ยอดตรงกับระบบสารสนเทศส่วนกลาง" in text_of(month_report(same, ARABIC, clock))


def test_the_journal_head_is_printed_with_its_code_once_closed(clock: FixedClock) -> None:
    before = month_report(MEMO, ARABIC, clock)
    sealed = dataclasses.replace(MEMO, seal=MonthSeal(HEAD, date(2026, 11, 16), "ผู้ดูแล"))
    after = month_report(sealed, ARABIC, clock)
    assert "0123-4567-89ab-cdef" not in text_of(before)
    # Thai digits for all else, but never for what is compared letter by letter.
    assert "0123-4567-89ab-cdef" in text_of(month_report(sealed, PaperSettings(font="bundled"), clock))
    pdf = after.pdf()
    last = len(after.pages)
    ((_left, _top, width, height),) = image_boxes(pdf, last)
    assert (width, height) == pytest.approx((20, 20), abs=0.05)


def test_the_code_on_the_memo_is_that_of_the_whole_head() -> None:
    image = Image.open(io.BytesIO(qr_png(HEAD))).convert("L")
    modules = [list(row) for row in segno.make(HEAD, error="m", micro=False).matrix_iter(border=1)]
    side = image.width // len(modules)
    seen = [
        [image.getpixel((x * side + side // 2, y * side + side // 2)) < 128 for x in range(len(modules))]
        for y in range(len(modules))
    ]
    assert seen == [[bool(module) for module in row] for row in modules]


def test_the_office_s_own_memo_asks_for_the_money(clock: FixedClock) -> None:
    data = dataclasses.replace(MEMO, source=PaySource.LAO, dika_no="45/2570")
    text = text_of(disbursement_memo(data, ARABIC, clock))
    assert "ขออนุมัติเบิกจ่าย" in text
    assert "เลขที่ฎีกา 45/2570" in text
    assert f"({FINANCE})" in text


def test_the_sealed_memo_is_secret_and_neutral(clock: FixedClock) -> None:
    data = dataclasses.replace(
        MEMO,
        scheme_set=SPECIAL,
        schemes=(Scheme.HIV,),
        steps=(StepRow(Scheme.HIV, "", 50_000, 6),),
        source=PaySource.LAO,
    )
    paper = disbursement_memo(data, ARABIC, clock)
    text = text_of(paper)
    assert text.count("ลับ") == 2 * len(paper.pages)
    assert "เบิกจ่ายเงินสงเคราะห์" in text
    assert "เอดส์" not in text + paper.title


def test_a_closed_month_is_counted_from_its_frozen_lines(office: Store) -> None:
    memo = gather_month_memo(office, ORDINARY, OCTOBER, PaySource.CGD)
    assert memo.steps == (
        StepRow(Scheme.OLD_AGE, "70–79", 70_000, 4),
        StepRow(Scheme.OLD_AGE, "90+", 100_000, 1),
        StepRow(Scheme.DISABILITY, "0–17", 100_000, 1),
    )
    assert memo.total == CountAndSum(6, 480_000)
    assert memo.changes is None
    assert memo.day == date(2026, 10, 13)
    assert not memo.draft
    (closed,) = months_of(office, OCTOBER)
    assert memo.seal == MonthSeal(closed.anchor, date(2026, 10, 13), "ผู้ดูแล")


def test_a_draft_is_compared_with_the_month_before(office: Store) -> None:
    memo = gather_month_memo(office, ORDINARY, NOVEMBER, PaySource.CGD)
    assert memo.changes == MonthChanges(new=1, stepped=1, other=0, accounts=0, died=1, moved=0, stopped=0)
    assert memo.draft
    assert memo.seal is None
    assert memo.day == date(2026, 11, 3)


def test_results_are_counted_by_the_latest_of_each_line(office: Store) -> None:
    (month,) = months_of(office, OCTOBER)
    first, second, *_rest = office.find(PaymentLine, payment_month_id=month.id)
    with office.transaction() as tx:
        for line, outcome in (
            (first, Outcome.NOT_CLAIMED),
            (first, Outcome.PAID_SELF),
            (second, Outcome.TRANSFER_FAILED),
        ):
            tx.insert(PaymentResult(line_id=line.id, payment_month_id=month.id, outcome=outcome))
    memo = gather_month_memo(office, ORDINARY, OCTOBER, PaySource.CGD)
    assert memo.failed == CountAndSum(1, second.amount_satang)
    assert memo.unclaimed == CountAndSum()


def test_no_memo_of_a_source_that_pays_nobody(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_month_memo(office, ORDINARY, OCTOBER, PaySource.LAO)
