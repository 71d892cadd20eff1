"""Documents are kept their years from 31 December, surveyed yearly, and destroyed by committee and Archives only."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db.contents import ContentMissing
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.attachments.operations import Subject, attach, attachments_of, content_of, verify_attachments
from sai_thong.registers.attachments.preparing import PDF, PreparedFile
from sai_thong.registers.law.retention import shipped_retention
from sai_thong.registers.saraban import destruction, incoming, keeping, outgoing
from sai_thong.registers.saraban.records import DestructionItem, IncomingDocument
from sai_thong.registers.saraban.refusals import DocumentRefused
from sai_thong.registers.saraban.rules.retention import KeptDocument, past_its_time, retain_until, survey_due
from sai_thong.registers.saraban.terms import DestructionState, ItemDecision
from tests.registers.saraban.conftest import YEAR, a_draft, a_receipt

COMMITTEE = ("นายก ก", "นาง ข", "นาย ค")


def of_class(key: str):
    found = shipped_retention().retention_class(key, date(2026, 11, 3))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "until"),
    [
        ("normal", date(2036, 12, 31)),
        ("routine", date(2027, 12, 31)),
        ("copy", date(2031, 12, 31)),
        ("financial", date(2031, 12, 31)),
        ("historical", None),
        ("evidence", None),
        ("secret", None),
    ],
)
def test_years_count_from_the_end_of_the_documents_year(key: str, until: date | None) -> None:
    assert retain_until(of_class(key), 2569) == until


def test_the_survey_is_within_sixty_days_of_the_end_of_the_year() -> None:
    assert survey_due(2569, shipped_retention().survey_days(date(2027, 1, 5))) == date(2027, 3, 1)
    assert survey_due(2570, 60) == date(2028, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(2560, 2600))
def test_a_document_is_surveyed_only_when_its_last_day_has_passed(until: date, year: int) -> None:
    shown = past_its_time(KeptDocument(until), year)
    assert shown == (until.year + 543 <= year)
    assert not past_its_time(KeptDocument(until, held=True), year)
    assert not past_its_time(KeptDocument(until, gone=True), year)
    assert not past_its_time(KeptDocument(None), year)


def test_a_document_gets_its_last_day_when_it_is_entered(central: Store) -> None:
    assert incoming.receive(central, a_receipt()).record.retain_until == date(2036, 12, 31)
    routine = outgoing.issue_document(central, a_draft(retention_class="routine")).record
    assert routine.retain_until == date(2027, 12, 31)


def test_a_class_is_changed_with_a_reason(central: Store) -> None:
    made = incoming.receive(central, a_receipt()).record
    with pytest.raises(DocumentRefused):
        keeping.classify(central, made, "routine", why="")
    with pytest.raises(DocumentRefused):
        keeping.classify(central, made, "routine", until=date(2027, 1, 1), why="x")
    with pytest.raises(DocumentRefused):
        keeping.classify(central, made, "ไม่มี", why="x")
    evidence = keeping.classify(central, made, "evidence", until=date(2030, 6, 1), why="คดีปกครอง").record
    assert evidence.retain_until == date(2030, 6, 1)
    for_ever = keeping.classify(central, evidence, "historical", why="มีคุณค่า").record
    assert for_ever.retain_until is None


def at_the_start_of(store: Store, year_ce: int) -> None:
    assert isinstance(store.clock, FixedClock)
    store.clock.moment = datetime(year_ce, 1, 12, 3, 0, tzinfo=UTC)


@pytest.fixture
def two_routine(central: Store) -> list[IncomingDocument]:
    """Two documents of a year ago that need not be kept longer, with a scan each; a normal one beside them."""
    made = [incoming.receive(central, a_receipt(retention_class="routine")).record for _ in range(2)]
    for number, document in enumerate(made):
        attach(central, _subject(document), PreparedFile("สแกน.pdf", PDF, b"scan %d" % number, b"same thumb"))
    incoming.receive(central, a_receipt())
    at_the_start_of(central, 2028)
    return made


def _subject(document: IncomingDocument) -> Subject:
    return Subject("incoming_documents", document.id)


def considered(store: Store, decisions: list[ItemDecision]) -> destruction.Destruction:
    made = destruction.prepare_list(store)
    made = destruction.appoint_committee(store, made.list, COMMITTEE, order_no="12/2571")
    for line, decision in zip(made.lines, decisions, strict=True):
        later = date(2030, 12, 31) if decision is ItemDecision.KEEP_LONGER else None
        destruction.decide(store, made.list, [line.item], decision, keep_until=later)
    made = destruction.close_consideration(store, made.list)
    return destruction.send_to_archives(store, made.list, on=date(2028, 2, 1), letter_no="กส 99901/5")


def test_the_survey_finds_what_is_past_its_time_once(central: Store, two_routine: list[IncomingDocument]) -> None:
    made = destruction.prepare_list(central)
    assert (made.list.year_be, made.list.made_on) == (2570, date(2028, 1, 12))
    assert [line.document.id for line in made.lines] == [each.id for each in two_routine]
    assert [line.item.number for line in made.lines] == [1, 2]
    with pytest.raises(DocumentRefused):
        destruction.prepare_list(central)
    with pytest.raises(DocumentRefused):
        destruction.prepare_list(central, 2571)
    at_the_start_of(central, 2029)
    with pytest.raises(DocumentRefused):
        destruction.prepare_list(central)


def test_what_is_held_back_is_in_no_list(central: Store, two_routine: list[IncomingDocument]) -> None:
    held = keeping.hold_back(central, two_routine[0], why="สตง. ขอตรวจ").record
    assert [line.document.id for line in destruction.prepare_list(central).lines] == [two_routine[1].id]
    with pytest.raises(DocumentRefused):
        keeping.release(central, held, why="")
    free = keeping.release(central, held, why="ตรวจเสร็จ").record
    assert not free.hold


def test_a_list_goes_its_steps_in_order(central: Store, two_routine: list[IncomingDocument]) -> None:
    made = destruction.prepare_list(central)
    item = made.lines[0].item
    with pytest.raises(DocumentRefused):
        destruction.decide(central, made.list, [item], ItemDecision.DESTROY)
    for members in (COMMITTEE[:2], ("นาย ก", "นาย ก ", "นาย ข")):
        with pytest.raises(DocumentRefused):
            destruction.appoint_committee(central, made.list, members, order_no="1/2571")
    listed = destruction.appoint_committee(central, made.list, COMMITTEE, order_no="12/2571").list
    for decision, until in ((ItemDecision.KEEP_LONGER, None), (ItemDecision.DESTROY, date(2030, 1, 1))):
        with pytest.raises(DocumentRefused):
            destruction.decide(central, listed, [item], decision, keep_until=until)
    destruction.decide(central, listed, [item], ItemDecision.DESTROY)
    with pytest.raises(DocumentRefused):
        destruction.close_consideration(central, listed)
    for step in (
        lambda: destruction.send_to_archives(central, listed, on=date(2028, 2, 1), letter_no="1"),
        lambda: destruction.destroy(central, listed, answer="เห็นชอบ", way="ย่อย"),
    ):
        with pytest.raises(DocumentRefused):
            step()
    assert len(two_routine) == 2


def test_destroyed_documents_keep_their_line_and_lose_their_scans(
    central: Store, two_routine: list[IncomingDocument]
) -> None:
    made = considered(central, [ItemDecision.DESTROY, ItemDecision.KEEP_LONGER])
    with pytest.raises(DocumentRefused):
        destruction.destroy(central, made.list, answer=" ", way="ย่อย")
    done = destruction.destroy(central, made.list, answer="เห็นชอบ", way="ย่อยกระดาษ")
    assert done.list.state is DestructionState.DESTROYED
    gone, stays = (central.get(IncomingDocument, each.id) for each in two_routine)
    assert (gone.destroyed_on, gone.subject, gone.number) == (date(2028, 1, 12), "ขอเชิญประชุม", 1)
    assert (stays.destroyed_on, stays.retain_until) == (None, date(2030, 12, 31))
    (scan,) = attachments_of(central, _subject(gone), removed=True)
    assert scan.destroyed_on == date(2028, 1, 12)
    with pytest.raises(ContentMissing):
        content_of(central, scan)
    (kept,) = attachments_of(central, _subject(stays))
    assert content_of(central, kept) == b"scan 1"
    assert central.content(kept.thumbnail) == b"same thumb", "bytes another file needs stay"
    assert list(verify_attachments(central)) == []
    with pytest.raises(DocumentRefused):
        keeping.hold_back(central, gone, why="สาย")


def test_what_the_archives_ask_for_is_not_destroyed_nor_listed_again(
    central: Store, two_routine: list[IncomingDocument]
) -> None:
    made = considered(central, [ItemDecision.DESTROY, ItemDecision.DESTROY])
    wanted = [line.item for line in made.lines if line.document.id == two_routine[1].id]
    destruction.destroy(central, made.list, answer="ขอ 1 รายการ", way="ย่อย", to_archives=wanted)
    assert central.get(IncomingDocument, two_routine[1].id).destroyed_on is None
    at_the_start_of(central, 2029)
    with pytest.raises(DocumentRefused):
        destruction.prepare_list(central)


def test_the_archives_may_ask_once_they_have_the_list(central: Store, two_routine: list[IncomingDocument]) -> None:
    made = considered(central, [ItemDecision.DESTROY, ItemDecision.DESTROY])
    wanted = made.lines[1].item
    destruction.set_aside_for_archives(central, made.list, [wanted])
    done = destruction.destroy(central, made.list, answer="ขอ 1 รายการ", way="ย่อย")
    assert [line.document.destroyed_on is None for line in done.lines] == [False, True]
    with pytest.raises(DocumentRefused):
        destruction.set_aside_for_archives(central, done.list, [wanted])
    assert len(two_routine) == 2


def test_a_document_held_back_after_the_survey_stops_the_destruction(
    central: Store, two_routine: list[IncomingDocument]
) -> None:
    made = considered(central, [ItemDecision.DESTROY, ItemDecision.DESTROY])
    keeping.hold_back(central, central.get(IncomingDocument, two_routine[1].id), why="มีคดี")
    with pytest.raises(DocumentRefused, match="มีคดี"):
        destruction.destroy(central, made.list, answer="เห็นชอบ", way="ย่อย")
    assert central.get(IncomingDocument, two_routine[0].id).destroyed_on is None
    assert {each.decision for each in central.find(DestructionItem)} == {ItemDecision.DESTROY}


def test_a_document_put_into_a_longer_class_after_the_survey_is_not_destroyed(
    central: Store, two_routine: list[IncomingDocument]
) -> None:
    made = considered(central, [ItemDecision.DESTROY, ItemDecision.DESTROY])
    needed = central.get(IncomingDocument, two_routine[1].id)
    keeping.classify(central, needed, "historical", why="มีคุณค่าทางประวัติศาสตร์")
    with pytest.raises(DocumentRefused):
        destruction.destroy(central, made.list, answer="เห็นชอบ", way="ย่อย")
    destruction.decide(
        central, made.list, [made.lines[1].item], ItemDecision.KEEP_LONGER, keep_until=date(2030, 12, 31)
    )
    destruction.destroy(central, made.list, answer="เห็นชอบ", way="ย่อย")
    gone, stays = (central.get(IncomingDocument, each.id) for each in two_routine)
    assert gone.destroyed_on is not None
    assert (stays.destroyed_on, stays.retain_until) == (None, None), "what is kept for ever stays so"


def test_what_is_held_back_while_the_archives_have_the_list_can_be_kept_longer(
    central: Store, two_routine: list[IncomingDocument]
) -> None:
    made = considered(central, [ItemDecision.DESTROY, ItemDecision.DESTROY])
    keeping.hold_back(central, central.get(IncomingDocument, two_routine[1].id), why="มีคดี")
    later = date(2030, 12, 31)
    destruction.decide(central, made.list, [made.lines[1].item], ItemDecision.KEEP_LONGER, keep_until=later)
    destruction.destroy(central, made.list, answer="เห็นชอบ", way="ย่อย")
    stays = central.get(IncomingDocument, two_routine[1].id)
    assert (stays.destroyed_on, stays.retain_until) == (None, later)


def test_nobody_decides_anew_by_a_list_read_before_the_committee_was_done(
    central: Store, two_routine: list[IncomingDocument]
) -> None:
    early = destruction.appoint_committee(
        central, destruction.prepare_list(central).list, COMMITTEE, order_no="12/2571"
    ).list
    items = [line.item for line in destruction.lines_of(central, early)]
    decided = destruction.decide(central, early, items, ItemDecision.TO_ARCHIVES)
    destruction.close_consideration(central, early)
    with pytest.raises(DocumentRefused):
        destruction.decide(central, early, [line.item for line in decided.lines], ItemDecision.DESTROY)
    assert len(two_routine) == 2


def test_lists_are_kept_the_latest_first(central: Store, two_routine: list[IncomingDocument]) -> None:
    first = destruction.prepare_list(central).list
    assert destruction.destruction_lists(central) == [first]
    assert first.year_be == YEAR + 1 == two_routine[0].year_be + 1
