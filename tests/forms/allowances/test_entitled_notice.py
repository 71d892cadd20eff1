"""The posted list of who is entitled masks ids, leaves out houses, and never holds the sensitive set."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.entitled_notice import NeverPosted, entitled_notice, gather_entitled_notice
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.citizen_id import formatted, masked
from tests.forms.allowances.filled import NOTICE
from tests.forms.allowances.invented import NOVEMBER, OCTOBER, PEOPLE, SPECIAL, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_row_says_what_the_record_says_and_no_more(read: Callable[[bytes, int], str], clock: FixedClock) -> None:
    text = "".join(read(entitled_notice(NOTICE, ARABIC, clock).pdf(), 2).split())
    for number, row in enumerate(NOTICE.rows, 1):
        shown = f"{number}{row.register_no}{row.name}{masked(row.citizen_id)}{row.moo}{row.age}600.00พ.ย.69"
        assert "".join(shown.split()) in text
        assert row.citizen_id not in text
        assert formatted(row.citizen_id) not in text


def test_the_announcement_counts_the_rows_it_is_followed_by(clock: FixedClock) -> None:
    text = " ".join(by_pdfium(entitled_notice(NOTICE, ARABIC, clock).pdf(), 1).split())
    assert f"จำนวน {len(NOTICE.rows)} ราย" in text
    assert "ประกาศ ณ วันที่ 3 พฤศจิกายน พ.ศ. 2569" in text


def test_a_month_that_was_not_sent_is_posted_as_a_draft_only(clock: FixedClock) -> None:
    paper = entitled_notice(dataclasses.replace(NOTICE, draft=True), ARABIC, clock)
    pdf = paper.pdf()
    assert all("ร่าง" in by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1))
    assert "ร่าง" not in by_pdfium(entitled_notice(NOTICE, ARABIC, clock).pdf(), 1)


def test_the_list_of_a_closed_month_has_its_lines_of_one_scheme(office: Store) -> None:
    data = gather_entitled_notice(office, PaperRequest(month=OCTOBER))
    assert not data.draft
    assert [(row.name, row.amount_satang, row.moo) for row in data.rows] == [
        ("นายทองดี ฤทธิ์ณรงค์", 70_000, 1),
        ("นางบุญมี ศรีสุข", 70_000, 1),
        ("นางสาวคำ ญาติดี", 100_000, 3),
        ("นายที่จากไป แล้วหนอ", 70_000, 3),
        ("นายปิ่นทอง ผู้ใหญ่ดี", 70_000, 3),
    ]
    assert data.rows[0].citizen_id == invented_id(1)


def test_no_house_number_reaches_the_paper(office: Store, clock: FixedClock) -> None:
    data = gather_entitled_notice(office, PaperRequest(month=NOVEMBER, moo=1))
    assert not [field.name for field in dataclasses.fields(data.rows[0]) if "house" in field.name]
    text = by_pdfium(entitled_notice(data, ARABIC, clock).pdf(), 2)
    (house,) = [person[5] for person in PEOPLE if person[0] == "boonmee"]
    assert house not in text


@pytest.mark.parametrize("asked", [{"scheme": Scheme.HIV}, {"scheme_set": SPECIAL}])
def test_the_sensitive_set_is_never_posted(asked: dict[str, object], office: Store) -> None:
    with pytest.raises(NeverPosted):
        gather_entitled_notice(office, PaperRequest(month=OCTOBER, **asked))


def test_a_village_without_anyone_is_refused(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_entitled_notice(office, PaperRequest(month=OCTOBER, moo=9))
