"""What came and what leaves stands in its register with everything the columns ask; confidential content does not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sai_thong.db import slots
from sai_thong.db.store import Store
from sai_thong.registers.saraban import incoming, listing, outgoing
from sai_thong.registers.saraban.listing import RegisterView
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.refusals import DocumentIncomplete, DocumentRefused
from sai_thong.registers.saraban.sealing import full_document
from sai_thong.registers.saraban.series import Numbering
from sai_thong.registers.saraban.terms import Register, Secrecy
from sai_thong.registers.sensitive_sets import COMPLAINTS
from tests.registers.saraban.conftest import TODAY, YEAR, a_draft, a_receipt

NOON = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)


def test_a_receipt_keeps_every_column_of_the_register(central: Store) -> None:
    made = incoming.receive(
        central,
        a_receipt(
            received_at=NOON, their_number=" กส  0018/ว 45 ", dated_on=date(2026, 10, 30), addressee="นายก อบต.",
            action="มอบกองช่าง", note="ด่วน", division="works", subject_table="petitions", subject_id="case.1",
        ),
    ).record  # fmt: skip
    assert (made.number, made.year_be, made.their_number) == (1, YEAR, "กส 0018/ว 45")
    assert (made.action, made.subject_id) == ("มอบกองช่าง", "case.1")
    assert listing.incoming_of_days(central, date(2026, 11, 2), date(2026, 11, 2)) == [made]
    assert listing.incoming_of_days(central, TODAY, TODAY) == []


@pytest.mark.parametrize("said", [{"sender": " "}, {"subject": ""}])
def test_sender_and_subject_are_compulsory(central: Store, said: dict[str, str]) -> None:
    with pytest.raises(DocumentIncomplete):
        incoming.receive(central, a_receipt(**said))


@pytest.mark.parametrize(
    "said",
    [
        {"received_at": datetime(2026, 11, 4, tzinfo=UTC)},
        {"dated_on": date(2026, 11, 4)},
        {"received_at": NOON, "dated_on": TODAY},
        {"retention_class": "ไม่มี"},
    ],
    ids=["received tomorrow", "dated tomorrow", "dated after receipt", "unknown class"],
)
def test_impossible_days_are_refused_and_cost_no_number(central: Store, said: dict[str, object]) -> None:
    with pytest.raises(DocumentRefused):
        incoming.receive(central, a_receipt(**said))
    assert incoming.receive(central, a_receipt()).record.number == 1


def test_a_number_written_by_hand_must_be_told(central: Store) -> None:
    for number in (None, 0):
        with pytest.raises(DocumentIncomplete):
            incoming.receive(central, a_receipt(), numbering=Numbering.BY_HAND, number=number)


def test_an_entry_is_corrected_with_a_reason_that_the_history_keeps(central: Store) -> None:
    made = incoming.receive(central, a_receipt()).record
    with pytest.raises(DocumentRefused):
        incoming.correct(central, made, {"subject": "ขอเชิญอบรม"}, why=" ")
    with pytest.raises(DocumentIncomplete):
        incoming.correct(central, made, {"sender": ""}, why="แก้")
    with pytest.raises(TypeError):
        incoming.correct(central, made, {"number": 5}, why="แก้")
    after = incoming.correct(central, made, {"subject": "ขอเชิญอบรม"}, why="พิมพ์ผิด").record
    assert (after.subject, after.number) == ("ขอเชิญอบรม", made.number)
    assert central.history(made.id)[-1].reason == "พิมพ์ผิด"
    passed = incoming.note_action(central, after, action="ทราบ", division="works").record
    assert (passed.action, passed.division) == ("ทราบ", "works")


def test_a_void_receipt_keeps_its_number_and_line(central: Store) -> None:
    made = incoming.receive(central, a_receipt()).record
    void = incoming.make_void(central, made, why="ลงซ้ำ").record
    assert (void.number, void.void_reason) == (1, "ลงซ้ำ")
    assert incoming.receive(central, a_receipt()).record.number == 2
    assert [each.number for each in listing.incoming_of_days(central, TODAY, TODAY)] == [1, 2]
    with pytest.raises(DocumentRefused):
        incoming.note_action(central, void, action="x")


def test_an_outgoing_letter_is_of_the_office_unless_a_unit_writes(central: Store) -> None:
    made = outgoing.issue_document(central, a_draft()).record
    assert (made.sender, made.code) == ("องค์การบริหารส่วนตำบลทรายทอง", "กส 99901")
    unit = outgoing.issue_document(central, a_draft(sender="กองช่าง", code="กส 99903")).record
    assert unit.printed_number == "กส 99903/2"
    with pytest.raises(DocumentIncomplete):
        outgoing.issue_document(central, a_draft(subject=" "))


def test_the_letters_of_a_record_are_found_by_it(central: Store) -> None:
    made = outgoing.issue_document(central, a_draft(subject_table="petitions", subject_id="case.1")).record
    outgoing.issue_document(central, a_draft())
    assert outgoing.letters_of(central, "petitions", "case.1") == [made]


def test_a_confidential_letter_shows_its_number_and_nothing_of_its_content(central: Store) -> None:
    draft = a_draft(subject="PLANTED ร้องเรียนปลัด", addressee="PLANTED นายอำเภอ", subject_id="case.2", note="PLANTED")
    shown = outgoing.issue_document(central, draft, set_name=COMPLAINTS).record
    assert (shown.number, shown.subject, shown.addressee) == (1, "ลับ", "")
    assert shown.secrecy is Secrecy.SECRET
    assert "PLANTED" not in repr(shown)
    rows = central.query("SELECT content FROM journal") + central.query("SELECT * FROM outgoing_documents")
    assert "PLANTED" not in repr(rows)
    assert "case.2" not in repr(rows)
    assert listing.outgoing_documents(central, RegisterView(text="PLANTED")) == []
    whole = full_document(central, shown)
    assert (whole.subject, whole.addressee, whole.number) == ("PLANTED ร้องเรียนปลัด", "PLANTED นายอำเภอ", 1)
    with pytest.raises(DocumentRefused):
        outgoing.correct(central, shown, {"subject": "เปิดเผย"}, why="แก้")


def test_who_lacks_the_key_gives_a_confidential_letter_its_number_unread(central: Store) -> None:
    kept = outgoing.draft_outgoing(central, a_draft(subject="PLANTED"), set_name=COMPLAINTS).record
    slots.add_user(central.path, central.keys, "สารบรรณ", "อีกคน")
    central.close()
    with Store.open(central.path, user="สารบรรณ", password="อีกคน", clock=central.clock) as other:
        bound = outgoing.bind_number(other, other.get(OutgoingDocument, kept.id)).record
        assert (bound.number, full_document(other, bound).subject) == (1, "ลับ")


def test_lists_show_what_waits_for_a_number_first_and_then_the_latest(central: Store) -> None:
    first = incoming.receive(central, a_receipt()).record
    second = incoming.receive(central, a_receipt(subject="ขอข้อมูลผู้สูงอายุ")).record
    waiting = incoming.receive(central, a_receipt(), numbering=Numbering.BLANK).record
    assert listing.incoming_documents(central, RegisterView(year_be=YEAR)) == [waiting, second, first]
    assert listing.incoming_documents(central, RegisterView(text="สูงอายุ")) == [second]
    assert listing.incoming_documents(central, RegisterView(without_number=True)) == [waiting]
    assert listing.incoming_documents(central, RegisterView(year_be=YEAR - 1)) == []
    incoming.make_void(central, waiting, why="ไม่ใช้")
    assert listing.incoming_documents(central, RegisterView(without_number=True)) == []


def test_outgoing_lists_are_of_one_register_or_all(central: Store) -> None:
    letter = outgoing.issue_document(central, a_draft()).record
    order = outgoing.issue_document(central, a_draft(register=Register.ORDERS, subject="แต่งตั้งกรรมการ")).record
    assert {each.id for each in listing.outgoing_documents(central, RegisterView())} == {letter.id, order.id}
    assert listing.outgoing_documents(central, RegisterView(register=Register.ORDERS)) == [order]
    assert listing.outgoing_documents(central, RegisterView(text="กรรมการ")) == [order]
    assert listing.outgoing_documents(central, RegisterView(text="99901/1")) == [letter]
    assert listing.outgoing_of_days(central, Register.LETTERS, TODAY, TODAY) == [letter]
    assert listing.register_years(central) == [YEAR]


def test_a_search_that_finds_too_many_shows_those_that_came_last(
    central: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SEARCH_LIMIT", 2)
    came = [incoming.receive(central, a_receipt(subject=f"ขอเชิญประชุมครั้งที่ {each}")).record for each in range(5)]
    assert listing.incoming_documents(central, RegisterView(text="ประชุม")) == [came[4], came[3]]
    numbered = incoming.receive(central, a_receipt(subject="ขอเชิญประชุม"), numbering=Numbering.BLANK).record
    for each in range(3):
        incoming.receive(central, a_receipt(subject=f"ขอเชิญประชุมอีก {each}"))
    waiting = RegisterView(text="ประชุม", without_number=True)
    assert listing.incoming_documents(central, waiting) == [numbered], "what passes the view is looked for further back"
