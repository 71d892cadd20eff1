"""The registers print every column of the regulation under the head of each day, in both readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.saraban.register_papers import NoDocuments, document_register
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import BadInput
from sai_thong.registers.saraban import incoming, outgoing
from sai_thong.registers.saraban.terms import Register
from sai_thong.registers.sensitive_sets import COMPLAINTS
from tests.forms.reading import READERS, by_pdfium, place_of
from tests.forms.saraban.documents_on_paper import INCOMING
from tests.registers.saraban.conftest import TODAY, a_draft, a_receipt

ARABIC = PaperSettings(font="bundled", digits="arabic")
TITLES = ("เลขทะเบียน", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_every_line_and_column_is_read_back(read: Callable[[bytes, int], str], clock: FixedClock) -> None:
    paper = document_register(INCOMING, ARABIC, clock)
    pdf = paper.pdf()
    pages = [squeezed(read(pdf, number)) for number in range(1, len(paper.pages) + 1)]
    text = "".join(pages)
    for line in INCOMING.lines:
        assert squeezed("".join(line.cells[:3])) in text, line.cells
        assert squeezed(line.cells[5]) in text
    assert text.count("วันที่2พฤศจิกายนพ.ศ.2569") == text.count("วันที่3พฤศจิกายนพ.ศ.2569") == 1
    assert "ยกเลิก:ลงซ้ำ" in text
    assert all(squeezed("".join(TITLES[2:])) in page for page in pages)


def test_the_columns_stand_in_the_order_of_the_regulation(clock: FixedClock) -> None:
    pdf = document_register(INCOMING, ARABIC, clock).pdf()
    places = [place_of(pdf, title).x for title in ("เลขทะเบียน", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")]
    assert places == sorted(places)


def test_the_days_of_a_register_come_from_the_store(central: Store) -> None:
    yesterday = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
    incoming.receive(central, a_receipt(received_at=yesterday, subject="เมื่อวาน", their_number="กส 1/1"))
    wrong = incoming.receive(central, a_receipt(subject="วันนี้")).record
    incoming.make_void(central, wrong, why="ลงผิดเล่ม")
    both = PaperRequest(day=date(2026, 11, 2), last_day=TODAY)
    text = squeezed(by_pdfium(prepare(central, "incoming-register", both, settings=ARABIC).pdf(), 1))
    assert squeezed("1 กส 1/1 อำเภอโนนทรายคำ เมื่อวาน") in text
    assert squeezed("2 อำเภอโนนทรายคำ วันนี้ ยกเลิก: ลงผิดเล่ม") in text
    today = squeezed(by_pdfium(prepare(central, "incoming-register", PaperRequest(), settings=ARABIC).pdf(), 1))
    assert "วันนี้" in today
    assert "เมื่อวาน" not in today


def test_each_register_of_outgoing_documents_is_printed_alone(central: Store) -> None:
    outgoing.issue_document(central, a_draft(subject="แจ้งผล", addressee="นางทองใบ"))
    outgoing.issue_document(central, a_draft(register=Register.ORDERS, subject="แต่งตั้งกรรมการ"))
    outgoing.draft_outgoing(central, a_draft(subject="ร่าง"))
    letters = squeezed(by_pdfium(prepare(central, "outgoing-register", PaperRequest(), settings=ARABIC).pdf(), 1))
    assert squeezed("1 กส 99901/1 3 พ.ย. 69 องค์การบริหารส่วนตำบลทรายทอง นางทองใบ แจ้งผล") in letters
    assert "แต่งตั้งกรรมการ" not in letters
    assert "ร่าง" not in letters
    request = PaperRequest(register=Register.ORDERS)
    orders = squeezed(by_pdfium(prepare(central, "outgoing-register", request, settings=ARABIC).pdf(), 1))
    assert "ทะเบียนคำสั่ง" in orders
    assert squeezed("1 1/2569 3 พ.ย. 69") in orders


def test_the_register_prints_nothing_of_a_confidential_letter(central: Store) -> None:
    outgoing.issue_document(central, a_draft(subject="PLANTED", addressee="PLANTED"), set_name=COMPLAINTS)
    text = by_pdfium(prepare(central, "outgoing-register", PaperRequest(), settings=ARABIC).pdf(), 1)
    assert "PLANTED" not in text
    assert "ลับ" in text


def test_days_without_documents_are_told(central: Store) -> None:
    with pytest.raises(NoDocuments):
        prepare(central, "incoming-register", PaperRequest())
    with pytest.raises(BadInput):
        prepare(central, "incoming-register", PaperRequest(day=TODAY, last_day=date(2026, 11, 1)))
