"""ประกาศรับยืนยันสิทธิ prints the dates that the rules give, for any fiscal year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.confirmation_notice import confirmation_paper, gather_confirmation
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from tests.forms.allowances.invented import MAYOR
from tests.forms.reading import READERS, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("fiscal_year_be", "words"),
    [
        (2570, "เกิดก่อนวันที่ 2 กันยายน 2510"),
        (2570, "นับอายุถึงวันที่ 1 กันยายน 2570"),
        (2570, "ระหว่างวันที่ 1 ตุลาคม 2568 ถึงวันที่ 30 พฤศจิกายน 2568"),
        (2570, "ระหว่างวันที่ 1 มกราคม 2569 ถึงวันที่ 30 กันยายน 2569"),
        (2570, "ตั้งแต่เดือนตุลาคม 2569 เป็นต้นไป"),
        (2571, "ประจำปีงบประมาณ พ.ศ. 2571"),
        (2571, "เกิดก่อนวันที่ 2 กันยายน 2511"),
        (2571, "ระหว่างวันที่ 1 ตุลาคม 2569 ถึงวันที่ 30 พฤศจิกายน 2569"),
        (2571, "ตั้งแต่เดือนตุลาคม 2570 เป็นต้นไป"),
        (2571, "ให้ถือว่าเกิดวันที่ 1 มกราคมของปีนั้น"),
        (2571, "ประกาศ ณ วันที่ 5 ตุลาคม พ.ศ. 2569"),
        (2571, f"({MAYOR})"),
    ],
)
def test_the_dates_are_those_of_the_rules(
    fiscal_year_be: int, words: str, read: Callable[[bytes, int], str], office: Store, clock: FixedClock
) -> None:
    data = gather_confirmation(office, PaperRequest(fiscal_year_be=fiscal_year_be, day=date(2026, 10, 5)))
    paper = confirmation_paper(data, ARABIC, clock)
    pdf = paper.pdf()
    text = "".join(read(pdf, number) for number in range(1, len(paper.pages) + 1))
    assert "".join(words.split()) in "".join(text.split())


def test_it_is_an_announcement_under_the_garuda(office: Store, clock: FixedClock) -> None:
    data = gather_confirmation(office, PaperRequest(fiscal_year_be=2571))
    pdf = confirmation_paper(data, ARABIC, clock).pdf()
    title = place_of(pdf, "ประกาศองค์การบริหารส่วนตำบลทรายทอง")
    assert (title.x + title.right) / 2 == pytest.approx(105, abs=0.6)
    assert title.y > 45
    assert place_of(pdf, "1. ผู้มีสิทธิ").x == pytest.approx(30 + 25, abs=0.6)
