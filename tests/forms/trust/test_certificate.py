"""The certificate of a verification: one page, its head and its hash read back exactly by two readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sai_thong.db.journal import Head
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.trust.certificate import Certificate, certificate
from sai_thong.forms.trust.fiscal_paper import FiscalSheets, fiscal_paper
from sai_thong.ground.clock import Clock, FixedClock
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.trust.fiscal_file import Approvals, FiscalFile, MonthProof, Movement
from sai_thong.registers.trust.proof import Counts, Verification
from sai_thong.thai.calendar import Month
from tests.forms.allowances.invented import ON_PAPER
from tests.forms.reading import READERS

HEAD = Head("ab12cd34", 48_213, bytes(range(16, 48)))
NOV, DEC = Month(2026, 11), Month(2026, 12)
FOUND = Verification(
    moment=datetime(2026, 11, 21, 9, 41, tzinfo=UTC),
    user="สมหญิง",
    office="อบต.ทรายทอง",
    store_id="77aa88bb",
    head=HEAD,
    chains=(HEAD, Head("ef56gh78", 0, bytes(32))),
    closed=(("ordinary", "2026-10", 812, 57_340_000, "d1"), ("special", "2026-10", 3, 150_000, "d2")),
    counts=Counts(
        entries=51_002, accesses=9_120, records=30_412, sealed=18, contents=240, months=2, series=9, anchors=8
    ),
    faults=(),
)
FILE = FiscalFile(
    2570,
    (
        Movement(NOV, Scheme.OLD_AGE, 60_000, 400, 12, 9, 0, 7),
        Movement(NOV, Scheme.OLD_AGE, 70_000, 300, 8, 2, 7, 0),
        Movement(DEC, Scheme.OLD_AGE, 60_000, 403, 2, 1, 0, 0),
    ),
    (
        MonthProof(NOV, Scheme.OLD_AGE, 709, 45_600_000, 2, 120_000, 60_000, (711, 45_720_000), (), True, (HEAD.text,)),
        MonthProof(DEC, Scheme.OLD_AGE, 710, 45_660_000, 0, 0, 0, (709, 45_600_000), ("18/2570",), False, ()),
    ),
    Approvals(on_screen=False, others_only=False),
)


def certificate_example(settings: PaperSettings, clock: Clock) -> Paper:
    return certificate(Certificate(ON_PAPER, FOUND), settings, clock)


def fiscal_example(settings: PaperSettings, clock: Clock) -> Paper:
    return fiscal_paper(FiscalSheets(ON_PAPER, FILE, SchemeSet.ORDINARY), settings, clock)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_the_state_stands_there_to_the_letter(reader: Callable[[bytes, int], str], clock: FixedClock) -> None:
    paper = certificate_example(PaperSettings(font="bundled", digits="thai"), clock)
    text = " ".join(reader(paper.pdf(), 1).split())
    assert len(paper.pages) == 1
    assert HEAD.text in text
    half = len(FOUND.digest) // 2
    assert FOUND.digest[:half] in text
    assert FOUND.digest[half:] in text
    assert "ไม่พบสิ่งผิดปกติ" in text


def test_of_a_sealed_set_not_even_its_months_are_told(clock: FixedClock) -> None:
    settings = PaperSettings(font="bundled", digits="arabic")
    text = READERS["pdfium"](certificate_example(settings, clock).pdf(), 1)
    assert "573,400.00" in text
    assert "1,500.00" not in text
    alone = replace(FOUND, closed=FOUND.closed[:1])
    assert alone.digest == FOUND.digest, "nor does the hash tell whether the user holds a key"


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_the_file_of_a_year_says_what_stands_and_what_does_not_agree(
    reader: Callable[[bytes, int], str], clock: FixedClock
) -> None:
    text = " ".join(reader(fiscal_example(PaperSettings(font="bundled", digits="arabic"), clock).pdf(), 1).split())
    for said in ("403", "241,800.00", "ตรงกัน", "ไม่ตรง", "18/2570", HEAD.text):
        assert said in text


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (Approvals(on_screen=False, others_only=False), ("อนุมัติบนกระดาษ", "ไม่ได้จำกัดว่าผู้ใดอนุมัติ", "และไม่ได้ห้าม")),
        (Approvals(on_screen=True, others_only=False), ("อนุมัติบนหน้าจอ", "และไม่ได้ห้าม")),
        (Approvals(on_screen=True, others_only=True), ("อนุมัติบนหน้าจอ", "อนุมัติรายการของตนเองไม่ได้")),
    ],
    ids=["paper", "screen", "others only"],
)
def test_the_file_of_a_year_says_how_the_office_approves(
    kept: Approvals, said: tuple[str, ...], clock: FixedClock
) -> None:
    settings = PaperSettings(font="bundled", digits="arabic")
    paper = fiscal_paper(FiscalSheets(ON_PAPER, replace(FILE, approvals=kept), SchemeSet.ORDINARY), settings, clock)
    text = READERS["pdfium"](paper.pdf(), 1).replace("\r\n", " ")
    assert all(each in text for each in said)
