"""The report of a lost computer says what arrived and what did not, and tells what is not known as not known."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.office.lost_computer import LostComputerSheet, lost_computer_report
from sai_thong.ground.clock import Clock, FixedClock
from sai_thong.registers.allowances.records import MonthState
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.sync.lost import LostFile, LostLease, LostMonth, LostRegister, LostReport, LostSeries
from sai_thong.thai.calendar import Month
from tests.forms.allowances.invented import ON_PAPER
from tests.forms.reading import READERS

HEAD = "1a2b-3c4d-5e6f-7081"
REPORT = LostReport(
    device="1a2b3c4d",
    name="โต๊ะรับคำร้อง",
    enrolled_at="2026-03-02T02:15:00Z",
    last_contact="2026-11-20T09:40:00Z",
    revoked_at="2026-11-21T03:00:00Z",
    keys_changed=False,
    files=(
        LostFile("ab12cd34", 1_204, "2026-11-20T09:31:12.250Z", "สมหญิง", HEAD, 1_217),
        LostFile("ef56gh78", 88, "2026-06-11T04:00:00.000Z", "สมชาย", "9091-a2b3-c4d5-e6f7", 0),
    ),
    registers=(
        LostRegister("petitions", 1_100, "2026-11-20T09:31:12.250Z"),
        LostRegister("citizens", 192, "2026-11-19T03:00:00.000Z"),
    ),
    series=(LostSeries("", "petitions", 2569, 412, 413), LostSeries("", "letters-in", 2569, 0, 1)),
    leases=(LostLease("คำร้อง", 2569, 501, 520, 507),),
    months=(LostMonth(SchemeSet.ORDINARY, Month(2026, 11), MonthState.SENT),),
    taken_over=(("คำร้อง", 415),),
    sets_closed=True,
)


def example(settings: PaperSettings, clock: Clock) -> Paper:
    return lost_computer_report(LostComputerSheet(ON_PAPER, REPORT, date(2026, 11, 21)), settings, clock)


def drawn(report: LostReport, clock: Clock) -> bytes:
    sheet = LostComputerSheet(ON_PAPER, report, date(2026, 11, 21))
    return lost_computer_report(sheet, PaperSettings(font="bundled", digits="arabic"), clock).pdf()


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_what_is_known_stands_on_the_paper(reader: Callable[[bytes, int], str], clock: FixedClock) -> None:
    text = " ".join(reader(drawn(REPORT, clock), 1).split())
    for said in (HEAD, "โต๊ะรับคำร้อง", "1,204", "13", "20 พ.ย. 69 เวลา 16.31 น.", "21 พ.ย. 69 เวลา 10.00 น."):
        assert said in text
    assert "ทราบแน่ว่ามีงานที่ไม่มาถึง 13 รายการ" in text


def test_what_is_not_done_and_not_known_is_said(clock: FixedClock) -> None:
    bare = dataclasses.replace(
        REPORT, revoked_at="", last_contact="", files=(), registers=(), series=(), leases=(), months=(), taken_over=()
    )
    text = " ".join(READERS["pdfium"](drawn(bare, clock), 1).split())
    assert "ถอนชื่อเครื่องนี้ออกจากเครื่องของสำนักงาน: ยังไม่ได้ดำเนินการ" in text
    assert "ติดต่อครั้งล่าสุดเมื่อ ไม่มีข้อมูล" in text
    assert "ไม่เคยได้รับงานจากเครื่องนี้" in text
    assert "ไม่ได้ถือเลขชุดใด" in text
    assert "ทราบแน่ว่า" not in text
