"""The destruction list shows every document once with its decision, and room for the committee's signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.saraban.destruction_papers import destruction_list_paper
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.saraban import destruction, incoming, outgoing
from sai_thong.registers.saraban.terms import ItemDecision
from tests.forms.reading import READERS, by_pdfium
from tests.forms.saraban.documents_on_paper import DESTRUCTION
from tests.registers.saraban.conftest import a_draft, a_receipt

ARABIC = PaperSettings(font="bundled", digits="arabic")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_every_document_and_member_is_read_back(read, clock: FixedClock) -> None:
    text = squeezed(read(destruction_list_paper(DESTRUCTION, ARABIC, clock).pdf(), 1))
    for row in DESTRUCTION.rows:
        assert squeezed("".join(row[:5])) in text
    assert "เก็บต่อถึง31ธ.ค.73" in text
    assert squeezed("บัญชีหนังสือขอทำลาย ประจำปี 2570") in text
    assert squeezed("วันที่สำรวจ 12 มกราคม 2571 จำนวน 7 รายการ") in text
    assert squeezed("ตามคำสั่งที่ 12/2571") in text
    for name in DESTRUCTION.committee:
        assert squeezed(name) in text


def test_the_signatures_never_part_from_the_list(clock: FixedClock) -> None:
    for count in range(7, 24):
        rows = tuple((str(number), *DESTRUCTION.rows[0][1:]) for number in range(1, count))
        paper = destruction_list_paper(replace(DESTRUCTION, rows=rows), ARABIC, clock)
        last = squeezed(by_pdfium(paper.pdf(), len(paper.pages)))
        assert all(squeezed(name) in last for name in DESTRUCTION.committee)


def test_the_list_of_a_year_comes_from_the_store(central: Store) -> None:
    incoming.receive(central, a_receipt(retention_class="routine", their_number="กส 1/9", dated_on=date(2026, 11, 1)))
    outgoing.issue_document(central, a_draft(retention_class="routine"))
    assert isinstance(central.clock, FixedClock)
    central.clock.moment = datetime(2028, 1, 12, 3, 0, tzinfo=UTC)
    made = destruction.prepare_list(central)
    made = destruction.appoint_committee(central, made.list, ("นาย ก", "นาย ข", "นาย ค"), order_no="1/2571")
    destruction.decide(central, made.list, [made.lines[0].item], ItemDecision.DESTROY)
    for asked in ("2570", made.list.id):
        job = prepare(central, "destruction-list", PaperRequest(record_id=asked), settings=ARABIC)
        text = squeezed(by_pdfium(job.pdf(), 1))
        assert squeezed("1 กส 1/9 1 พ.ย. 69 1/2569 ขอเชิญประชุม ทำลาย") in text
        assert squeezed("2 กส 99901/1 3 พ.ย. 69 แจ้งผลการพิจารณา") in text
