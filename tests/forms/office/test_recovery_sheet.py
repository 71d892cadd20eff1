"""A recovery sheet shows its code so that it can be typed again, and tells a stranger nothing of what it opens."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pypdf
import pytest

from sai_thong.db.recovery import RecoverySheet, new_code, read_code
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.office.recovery_sheet import CELL, recovery_sheets
from sai_thong.ground.clock import Clock, FixedClock
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from tests.forms.reading import READERS, image_boxes, place_of

MADE = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
CODE = "K3M9XZ-0ABCDE-WWWWWW-111111-QRSTVW-789XYZ"
SHEETS = (
    RecoverySheet("ทรายทอง", MADE, CODE),
    RecoverySheet("ทรายทอง", MADE, "-".join(reversed(CODE.split("-"))), "special"),
)


def example(_settings: PaperSettings, clock: Clock) -> Paper:
    """With settings of its own, whatever the office chose."""
    return recovery_sheets(SHEETS, clock=clock)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("number", [1, 2])
def test_every_group_is_one_string_with_its_place(
    reader: Callable[[bytes, int], str], number: int, clock: FixedClock
) -> None:
    words = reader(example(PaperSettings(), clock).pdf(), number).split()
    assert [each for each in words if each in CODE.split("-")] == SHEETS[number - 1].code.split("-")


def test_the_groups_stand_in_two_rows_of_even_cells(clock: FixedClock) -> None:
    pdf = example(PaperSettings(), clock).pdf()
    first, second, fourth = (place_of(pdf, CODE.split("-")[place]) for place in (0, 1, 3))
    assert first.y == pytest.approx(second.y)
    assert fourth.y - first.y == pytest.approx(24, abs=0.05)
    assert second.x - first.x == pytest.approx(6 * CELL + 4.5, abs=1.5)
    assert first.size >= 22


@pytest.mark.parametrize("number", [1, 2])
def test_the_day_is_that_of_bangkok(number: int, clock: FixedClock) -> None:
    text = READERS["pdfium"](example(PaperSettings(), clock).pdf(), number)
    assert "22 พฤศจิกายน 2569 เวลา 01.30 น." in text
    assert "ปิดผนึก" in text


def test_a_sheet_of_a_sensitive_set_does_not_say_which(clock: FixedClock) -> None:
    text = READERS["pdfium"](example(PaperSettings(), clock).pdf(), 2)
    assert "ทะเบียนส่วนที่มีกุญแจแยก ส่วนที่ 1" in text
    for word in ("เอดส์", "สงเคราะห์", "special", "hiv", "ลับ"):
        assert word not in text.lower()


def test_the_sheets_of_two_sets_are_told_apart_by_their_number_alone(clock: FixedClock) -> None:
    sheets = [RecoverySheet("ทรายทอง", MADE, CODE, name) for name in SENSITIVE_SETS]
    pdf = recovery_sheets(sheets, clock=clock).pdf()
    told = [READERS["pdfium"](pdf, page).lower() for page in (1, 2)]
    assert [f"ส่วนที่ {number}" in text for number, text in enumerate(told, 1)] == [True, True]
    assert not any(word in text for text in told for word in ("ร้องเรียน", "ทุจริต", "complaint"))


def test_no_qr_code_and_no_property_of_the_file_carries_the_code(clock: FixedClock) -> None:
    pdf = example(PaperSettings(), clock).pdf()
    assert image_boxes(pdf, 1) == image_boxes(pdf, 2) == []
    assert not set(CODE.split("-")) & set(str(pypdf.PdfReader(io.BytesIO(pdf)).metadata).split())


def test_what_is_read_from_the_paper_opens_again(clock: FixedClock) -> None:
    code = new_code()
    text = READERS["pdfium"](recovery_sheets([RecoverySheet("ทรายทอง", MADE, code)], clock=clock).pdf(), 1)
    groups = [each for each in text.split() if each in code.split("-")]
    assert read_code(" ".join(groups).lower()) == code
