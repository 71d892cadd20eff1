"""The letter a confidential case came by: its number stays in the register, what it says lies behind the key."""

from __future__ import annotations

import pytest

from sai_thong.db.contents import ContentMissing
from sai_thong.db.refusals import SetClosed
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.saraban.register_papers import gather_incoming_register
from sai_thong.registers.attachments.operations import attach, attachments_of, content_of
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.office.operations import set_office
from sai_thong.registers.office.records import Office
from sai_thong.registers.petitions import confidential, correct, files
from sai_thong.registers.petitions.letters import TABLE, letter_as_seen
from sai_thong.registers.petitions.terms import Channel
from sai_thong.registers.record_history import whole_history
from sai_thong.registers.saraban import incoming, listing
from sai_thong.registers.saraban.incoming import Receipt
from sai_thong.registers.saraban.listing import RegisterView
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.saraban.refusals import DocumentRefused
from sai_thong.registers.saraban.sealing import subject_of_letter, tells_nothing
from sai_thong.registers.saraban.series import INCOMING_SERIES, open_register
from sai_thong.registers.saraban.terms import Secrecy
from sai_thong.registers.sensitive_sets import COMPLAINTS
from tests.registers.petitions.small_desk import FRIDAY

SECRET = "PLANTED"
SAID = {
    "sender": "PLANTED นายสมชาย",
    "subject": "PLANTED ร้องเรียนปลัด",
    "addressee": "PLANTED นายก",
    "their_number": "PLANTED 1",
    "enclosures": "PLANTED ภาพ",
    "action": "PLANTED มอบ",
    "note": "PLANTED ด่วน",
    "division": "PLANTED กอง",
}
SCAN = PreparedFile("PLANTED.pdf", "application/pdf", b"%PDF-", b"small")


@pytest.fixture
def register(desk):
    """The desk, where the incoming register is open too."""
    set_office(desk.store, Office(name="ทรายทอง", code="1"))
    open_register(desk.store, INCOMING_SERIES, 2569, next_number=124)
    return desk


def received(desk, **said):
    return incoming.receive(desk.store, Receipt(**{**SAID, **said})).record


def standing(desk, letter):
    return desk.store.get(IncomingDocument, letter.id)


def sealed(desk, letter):
    """Whether nothing of a letter stands readable in the register, and who holds the key reads all of it."""
    line, whole = standing(desk, letter), letter_as_seen(desk.store, standing(desk, letter))
    assert (line.number, line.received_at, line.id) == (letter.number, letter.received_at, letter.id)
    hidden = SECRET not in str(line) and line.secrecy is Secrecy.SECRET and tells_nothing(line)
    return hidden and all(getattr(whole, name) == value for name, value in SAID.items())


def linked(desk):
    """An ordinary case, and the letter that is linked to it by its id."""
    case = desk.case("complaint")
    return case, received(desk, subject_table=TABLE, subject_id=case)


def numbered(desk):
    """An ordinary case, and the letter whose number was written on it at the counter."""
    letter = received(desk)
    return desk.case("complaint", incoming_no="เลขรับที่ 124/2569"), letter


@pytest.mark.parametrize("came", [linked, numbered])
def test_the_letter_of_a_case_that_moves_tells_nothing_but_its_number(register, came):
    case, letter = came(register)
    other = received(register, subject="ขอเชิญประชุม", sender="อำเภอ")
    attach(register.store, subject_of_letter(letter), SCAN)
    (scan,) = attachments_of(register.store, subject_of_letter(letter))
    moved = confidential.make_confidential(register.store, case, accused=("นายช่าง",), why=f"{SECRET} ปลัด").petition

    store = register.store
    assert sealed(register, letter)
    assert standing(register, other) == other
    assert letter_as_seen(store, standing(register, letter)).subject_id == moved.id
    assert [each.name for each in files.files_of(store, moved.id)] == [SCAN.name]
    assert attachments_of(store, subject_of_letter(letter)) == []
    with pytest.raises(ContentMissing):
        content_of(store, scan)
    assert listing.incoming_documents(store, RegisterView(text="ร้องเรียนปลัด")) == []
    assert listing.not_passed_on(store) == []
    paper = gather_incoming_register(store, PaperRequest(day=FRIDAY))
    first, _second = (line.cells[:1] + line.cells[3:] for line in paper.lines)
    assert first == ("124", "ลับ", "", "ลับ", "ลับ", "")
    assert whole_history(store, store, standing(register, letter)) == []
    assert register.again(case).incoming_no == ""
    last = store.history(letter.id)[-1]
    assert SECRET not in (last.reason or "")


def test_what_a_sealed_letter_says_is_corrected_nowhere_in_the_register(register):
    case, letter = linked(register)
    confidential.make_confidential(register.store, case, accused=("นายช่าง",), why="x")
    line = standing(register, letter)
    for change in (
        lambda: incoming.correct(register.store, line, {"sender": "ใคร"}, why="แก้"),
        lambda: incoming.note_action(register.store, line, action="มอบกองช่าง"),
    ):
        with pytest.raises(DocumentRefused, match=r"confidential|เรื่องลับ"):
            change()
    assert incoming.make_void(register.store, line, why="ลงซ้ำ").record.number == 124


def test_who_is_shut_out_reads_nothing_of_the_letter(register):
    case, letter = linked(register)
    confidential.make_confidential(register.store, case, accused=("นายช่าง",), shut_out=("ปลัด",), why="x")
    for name, sets in (("ปลัด", (COMPLAINTS,)), ("ผู้ดูแล", ())):
        register.as_user(name, sets=sets)
        line = standing(register, letter)
        assert letter_as_seen(register.store, line) == line


def test_the_letter_of_a_confidential_case_is_sealed_at_the_intake(register):
    letter, other = received(register), received(register)
    register.case("corruption", channel=Channel.POST, incoming_no="124", accused=("นายปลัด",))
    assert sealed(register, letter)
    assert standing(register, other) == other
    register.case("complaint", incoming_no="125")
    assert standing(register, other) == other


def test_the_letter_is_sealed_when_its_number_is_written_on_a_confidential_case_later(register):
    case = register.again(register.case("corruption", channel=Channel.POST, accused=("นายปลัด",)))
    letter = received(register)
    correct.correct(register.store, case, {"incoming_no": "124/2569"}, why=f"{SECRET} จดไว้")
    assert sealed(register, letter)
    assert SECRET not in (register.store.history(letter.id)[-1].reason or "")


def test_a_letter_received_for_a_confidential_case_never_stands_open(register):
    case = register.case("corruption", channel=Channel.POST, accused=("นายปลัด",))
    letter = received(register, subject_table=TABLE, subject_id=case)
    assert sealed(register, letter)
    told = register.store.query("SELECT content FROM journal") + register.store.query(
        "SELECT * FROM incoming_documents"
    )
    assert SECRET not in repr(told)
    assert case not in repr(register.store.query("SELECT * FROM incoming_documents"))


def test_a_letter_linked_to_a_confidential_case_afterwards_is_sealed_with_its_files(register):
    case = register.case("corruption", channel=Channel.POST, accused=("นายปลัด",))
    letter = received(register)
    attach(register.store, subject_of_letter(letter), SCAN)
    incoming.correct(register.store, letter, {"subject_table": TABLE, "subject_id": case}, why="เป็นเรื่องเดียวกัน")
    assert sealed(register, letter)
    assert [each.name for each in files.files_of(register.store, case)] == [SCAN.name]
    register.as_user("สารบรรณ")
    with pytest.raises(SetClosed):
        received(register, subject_table=TABLE, subject_id=case)


def test_a_secret_letter_typed_with_the_word_itself_is_corrected_as_any_other(register):
    letter = received(register, subject="ลับ", secrecy=Secrecy.SECRET)
    assert incoming.correct(register.store, letter, {"note": "ส่งปลัด"}, why="เติม").record.note == "ส่งปลัด"
