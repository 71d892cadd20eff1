"""What is due on documents: missing numbers, letters nobody has, and the survey of the year that ended."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.saraban import destruction, incoming, keeping, outgoing
from sai_thong.registers.saraban.listing import RegisterView, incoming_documents
from sai_thong.registers.saraban.series import Numbering
from sai_thong.registers.saraban.today import DocumentDuty, documents_today
from tests.registers.saraban.conftest import TODAY, a_receipt


def counts(store: Store) -> dict[DocumentDuty, int]:
    return {each.kind: each.count for each in documents_today(store)}


def test_an_empty_register_has_nothing_due(central: Store) -> None:
    assert documents_today(central) == ()


def test_documents_that_wait_for_their_number_are_counted_until_they_have_it_or_are_void(central: Store) -> None:
    came = incoming.receive(central, a_receipt(action="ทราบ"), numbering=Numbering.BLANK).record
    left = outgoing.draft_outgoing(central, outgoing.Draft(subject="ตอบ", dated_on=TODAY)).record
    assert counts(central) == {DocumentDuty.INCOMING_UNNUMBERED: 1, DocumentDuty.OUTGOING_UNNUMBERED: 1}
    incoming.key_number(central, came)
    outgoing.make_void(central, left, why="ไม่ส่งแล้ว")
    assert counts(central) == {}


def test_a_letter_is_nobodys_until_it_is_passed_on_or_dealt_with(central: Store) -> None:
    first, second, void = (incoming.receive(central, a_receipt(subject=f"เรื่อง {n}")).record for n in range(3))
    incoming.make_void(central, void, why="ลงซ้ำ")
    assert counts(central) == {DocumentDuty.NOT_PASSED_ON: 2}
    assert {each.id for each in incoming_documents(central, RegisterView(with_nobody=True))} == {first.id, second.id}
    incoming.note_action(central, first, action="", division="กองช่าง")
    incoming.note_action(central, second, action="ทราบ")
    assert counts(central) == {}
    assert incoming_documents(central, RegisterView(with_nobody=True)) == []


@pytest.mark.parametrize(("month", "day", "late"), [(1, 2, False), (2, 29, False), (3, 1, True)])
def test_the_survey_is_due_sixty_days_after_the_year_and_late_from_the_next_day(
    central: Store, clock: FixedClock, month: int, day: int, late: bool
) -> None:
    document = incoming.receive(central, a_receipt(action="ทราบ")).record
    keeping.classify(central, document, "routine", why="เรื่องประจำ")
    clock.moment = datetime(2027, 12, 31, 3, tzinfo=UTC)
    assert counts(central) == {}
    clock.moment = datetime(2028, month, day, 3, tzinfo=UTC)
    (duty,) = documents_today(central)
    # Sixty days after 31 December 2570 is 29 February: 2571 is a leap year.
    assert (duty.kind, duty.count, duty.due_on, duty.urgent) == (DocumentDuty.SURVEY, 1, date(2028, 2, 29), late)
    assert "29 กุมภาพันธ์ 2571" in duty.text


def test_a_list_that_was_begun_takes_the_place_of_the_survey_until_its_end(central: Store, clock: FixedClock) -> None:
    document = incoming.receive(central, a_receipt(action="ทราบ")).record
    keeping.classify(central, document, "routine", why="เรื่องประจำ")
    clock.moment = datetime(2028, 1, 5, 3, tzinfo=UTC)
    destruction.prepare_list(central)
    assert counts(central) == {DocumentDuty.OPEN_LISTS: 1}
