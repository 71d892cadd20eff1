"""The cover of a month's bundle has its sums by scheme and way of pay, and the journal head once it is closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_cover import CoverRow, gather_month_cover, month_cover
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.law.terms import PaySource, Scheme
from tests.forms.allowances.filled import COVER, HEAD
from tests.forms.allowances.invented import NOVEMBER, OCTOBER, SPECIAL
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "เงินเบี้ยยังชีพผู้สูงอายุและเงินเบี้ยความพิการ",
        "ประจำเดือนพฤศจิกายน 2569 ปีงบประมาณ พ.ศ. 2570",
        "วันจ่ายเงิน 10 พฤศจิกายน 2569",
        "เงินเบี้ยยังชีพผู้สูงอายุ เงินสด กรมบัญชีกลางจ่ายตรง 20 12,800.00",
        "เงินเบี้ยความพิการ โอน กรมบัญชีกลางจ่ายตรง 3 2,400.00",
        "รวมทั้งสิ้น (หนึ่งหมื่นห้าพันสองร้อยบาทถ้วน) 15,200.00",
        HEAD,
    ],
)
def test_the_cover_says_what_the_month_says(words: str, read: Callable[[bytes, int], str], clock: FixedClock) -> None:
    assert "".join(words.split()) in "".join(read(month_cover(COVER, ARABIC, clock).pdf(), 1).split())


def test_a_closed_month_is_gathered_with_its_anchor(office: Store) -> None:
    data = gather_month_cover(office, PaperRequest(month=OCTOBER))
    (closed,) = [each for each in months_of(office, OCTOBER) if each.source is PaySource.CGD]
    assert (data.draft, data.anchors) == (False, (closed.anchor,))
    assert data.rows == (
        CoverRow(Scheme.OLD_AGE, PaySource.CGD, cash=True, count=3, satang=240_000),
        CoverRow(Scheme.OLD_AGE, PaySource.CGD, cash=False, count=2, satang=140_000),
        CoverRow(Scheme.DISABILITY, PaySource.CGD, cash=True, count=1, satang=100_000),
    )


def test_a_draft_says_so_and_has_no_anchor(office: Store, clock: FixedClock) -> None:
    data = gather_month_cover(office, PaperRequest(month=NOVEMBER))
    assert data.anchors == ()
    assert "ร่าง" in by_pdfium(month_cover(data, ARABIC, clock).pdf())


def test_the_sealed_set_has_a_cover_of_its_own(office: Store, clock: FixedClock) -> None:
    data = gather_month_cover(office, PaperRequest(month=OCTOBER, scheme_set=SPECIAL))
    text = by_pdfium(month_cover(data, ARABIC, clock).pdf())
    assert {row.scheme for row in data.rows} == {Scheme.HIV}
    assert text.count("ลับ") == 2
    assert "เงินสงเคราะห์" in text
