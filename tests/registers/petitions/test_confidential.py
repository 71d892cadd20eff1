"""Complaints against officials: whole behind the key, and nowhere at all for who is complained of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sai_thong.db.contents import ContentMissing
from sai_thong.db.refusals import RecordMissing, SetClosed
from sai_thong.registers.attachments.operations import attach, content_of, verify_attachments
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.operations import appoint, set_office
from sai_thong.registers.office.records import Office, Post, Signer
from sai_thong.registers.petitions import confidential, endings, files, links, numbers, routing, work
from sai_thong.registers.petitions.board import board
from sai_thong.registers.petitions.calendar import appointments, calendar
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.figures import Half, corruption_figures, service_figures
from sai_thong.registers.petitions.letters import LetterGiven, letter_as_seen, letters_of_case
from sai_thong.registers.petitions.listing import Scope, View, count_petitions, petitions
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.records import RECORD_TYPES, Party, Petition
from sai_thong.registers.petitions.refusals import CaseEnded, IllegalStep, Incomplete, NotPossible
from sai_thong.registers.petitions.routing import OpinionGiven
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.shelves import confidential_cases, may_open_complaints, may_see, shelf_of
from sai_thong.registers.petitions.terms import Channel, Decision, NoticeKind, PetitionState, TaskKind, Way
from sai_thong.registers.petitions.today import cases_today, cases_todays
from sai_thong.registers.record_history import whole_history
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.sealing import subject_of_letter
from sai_thong.registers.saraban.series import open_register
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.registers.trust.accounts import UserAccount
from tests.registers.petitions.small_desk import FRIDAY, POINTS, USER

ALL = View(Scope.ALL, confidential=True)
SECRET = "เรียกรับผลประโยชน์"


def complaint(desk, **given):
    values = {"subject": SECRET, "channel": Channel.POST, "accused": ("นายปลัด เก่า",), "shut_out": ("ปลัด",)}
    return desk.case("corruption", **values | given)


def seen_by(desk, case, number):
    """Every way in which this user could learn of a case."""
    store = desk.store
    yield lambda: [row.id for row in petitions(store, ALL)]
    yield lambda: [row.id for row in petitions(store, ALL, SECRET)]
    yield lambda: [row.id for row in petitions(store, View(Scope.ALL), SECRET)]
    yield lambda: ["counted"] * count_petitions(store, ALL)
    yield lambda: [each.id for each in confidential_cases(store)]
    yield lambda: [row.id for column in board(store, View(confidential=True)) for row in column.rows]
    yield lambda: [each.case_id for each in appointments(store, FRIDAY, date(2026, 12, 31), confidential=True)]
    yield lambda: [row.id for day in calendar(store, FRIDAY, date(2026, 12, 31), confidential=True) for row in day.due]
    yield lambda: ["counted"] * corruption_figures(store, 2570, Half.WHOLE).total.received
    yield lambda: ["counted"] * service_figures(store, 2570, Half.WHOLE).total.received
    yield lambda: [duty.text for each in cases_todays(store) for duty in each.duties]
    yield lambda: [duty.text for duty in cases_today(store, confidential=True).duties]
    yield lambda: [case_view(store, case).petition.id]
    yield lambda: [numbers.find_case(store, number).id]
    yield lambda: [each.id for each in files.files_of(store, case)]
    yield lambda: [each.id for each in letters_of_case(store, case)]
    yield lambda: [each.petition.id for each in links.alike_to(store, case)]


def learns_of(look):
    try:
        return bool(look())
    except (RecordMissing, SetClosed):
        return False


def an_eventful_complaint(desk):
    case = complaint(desk)
    begins = desk.clock.now() + timedelta(hours=3)
    work.plan(desk.store, case, work.TaskGiven("สอบถาม", TaskKind.VISIT, begins_at=begins))
    files.attach_file(desk.store, case, PreparedFile("a.jpg", "image/jpeg", b"jpeg", b""))
    complaint(desk)
    desk.clock.advance(days=30)
    return case


def test_who_holds_the_key_and_is_not_shut_out_sees_it(desk):
    case = an_eventful_complaint(desk)
    looks = list(seen_by(desk, case, desk.again(case).number))
    assert [learns_of(look) for look in looks].count(False) == 3  # the ordinary search and figures, and no letters


@pytest.mark.parametrize("user", ["ปลัด", "ป ลัด"])
def test_who_is_complained_of_is_shut_out_of_everything_by_name(desk, user):
    case = an_eventful_complaint(desk)
    number = desk.again(case).number
    desk.as_user(user, sets=(COMPLAINTS,))
    assert may_open_complaints(desk.store)
    assert [learns_of(look) for look in seen_by(desk, case, number)].count(True) == 0


def test_an_administrator_without_the_role_sees_nothing(desk):
    case = an_eventful_complaint(desk)
    number = desk.again(case).number
    desk.as_user("ผู้ดูแลระบบ")
    assert [learns_of(look) for look in seen_by(desk, case, number)].count(True) == 0
    for look in (lambda: petitions(desk.store, ALL), lambda: corruption_figures(desk.store, 2570, Half.WHOLE)):
        with pytest.raises(SetClosed):
            look()


def test_who_is_shut_out_changes_nothing_either(desk):
    case = complaint(desk)
    desk.as_user("ปลัด", sets=(COMPLAINTS,))
    for change in (
        lambda: endings.withdraw(desk.store, case, reason="x"),
        lambda: routing.decide(desk.store, case, Decision.INFORMED),
        lambda: confidential.name_accused(desk.store, case, accused=("x",), why="x"),
        lambda: files.attach_file(desk.store, case, PreparedFile("a", "x", b"x", b"")),
    ):
        with pytest.raises(RecordMissing):
            change()


def test_nothing_of_a_complaint_stands_readable_in_the_file(desk):
    case = an_eventful_complaint(desk)
    tell(desk.store, case, NoticeGiven(NoticeKind.PROGRESS, Way.LETTER, text="กำลังสอบข้อเท็จจริง"))
    words = (SECRET, "นายปลัด เก่า", "กำลังสอบข้อเท็จจริง", "นายสมชาย ใจดี", "สอบถาม")
    connection = desk.store.connection_for_reading()
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    dumped = "\n".join(
        str(value)
        for table in tables
        if not table.startswith("sqlite_")
        for row in connection.execute(f'SELECT * FROM "{table}"')
        for value in row
    )
    assert [word for word in words if word in dumped] == []
    assert all(desk.store.find(record_class) == [] for record_class in RECORD_TYPES)


def test_whoever_is_complained_of_says_nothing_on_it(desk):
    case = complaint(desk)
    opinion = OpinionGiven(OpinionStep.CLERK, "ไม่มีมูล", "นายปลัด  เก่า")
    with pytest.raises(NotPossible):
        routing.give_opinion(desk.store, case, opinion)
    for name in ("นายปลัด เก่า", "ปลัด เก่า", "นายปลัดเก่า"):
        with pytest.raises(NotPossible):
            routing.decide(desk.store, case, Decision.INFORMED, decided_by=name)


def test_the_division_complained_of_does_not_look_into_it(desk):
    case = complaint(desk, accused_division="works")
    with pytest.raises(NotPossible):
        routing.assign(desk.store, case, "works")
    assert routing.assign(desk.store, case, "office").petition.division == "office"
    named = confidential.name_accused(desk.store, case, accused=("ก",), division="office", why="พบเพิ่ม").petition
    assert named.division == ""


def test_the_chain_passes_over_who_is_complained_of(desk):
    for post, name in ((Post.CLERK, "นายปลัด เก่า"), (Post.MAYOR, "นายก ใหม่")):
        appoint(desk.store, Signer(post=post, name=name, from_day=FRIDAY))
    case = complaint(desk, accused=("ปลัด  เก่า",))
    routing.assign(desk.store, case, "office")
    routing.propose(desk.store, case)
    assert case_view(desk.store, case).next_step is Step.DECIDE


def test_a_complaint_against_the_head_goes_to_the_district(desk):
    case = complaint(desk)
    with pytest.raises(Incomplete):
        confidential.hand_to_district(desk.store, case, reason="ร้องเรียนนายก")
    set_office(desk.store, Office(name="ทรายทอง", code="1", district="เมือง"))
    done = confidential.hand_to_district(desk.store, case, reason="ร้องเรียนนายก")
    assert (done.record.agency, done.petition.state) == ("นายอำเภอเมือง", PetitionState.FORWARDED)


def test_who_is_named_later_is_shut_out_from_then_on(desk):
    case = complaint(desk)
    with pytest.raises(Incomplete):
        confidential.name_accused(desk.store, case, accused=(), why="x")
    confidential.name_accused(desk.store, case, accused=("นาย ข",), shut_out=("นายช่าง",), why="พบเพิ่ม")
    petition = desk.again(case)
    assert (may_see(petition, "ปลัด"), may_see(petition, "นายช่าง"), may_see(petition, USER)) == (True, False, True)
    with pytest.raises(NotPossible):
        confidential.name_accused(desk.store, desk.case(), accused=("นาย ข",), why="x")


def test_an_ordinary_case_moves_behind_the_key_whole(desk):
    case = desk.case("complaint", subject=SECRET, points=POINTS, moo=3, place="หน้าวัด")
    routing.give_opinion(desk.store, case, OpinionGiven(OpinionStep.OFFICER, "ต้องสอบ", "นายช่าง"))
    attachment = files.attach_file(desk.store, case, PreparedFile("ภาพ.jpg", "image/jpeg", b"jpeg", b"t")).record
    with pytest.raises(Incomplete):
        confidential.make_confidential(desk.store, case, accused=(), why="x")
    moved = confidential.make_confidential(
        desk.store, case, accused=("นายช่าง ก",), shut_out=("ปลัด",), why="ร้องเรียนเจ้าหน้าที่"
    ).petition
    assert moved.number == "ลับ1/2569"
    view = case_view(desk.store, moved.id)
    assert (view.petition.subject, view.parties[0].name, len(view.points)) == (SECRET, "นายสมชาย ใจดี", 2)
    spoken = next(line for line in view.timeline if line.detail == "ต้องสอบ")
    assert spoken.refers_to == view.chain[0].standing.id
    (kept,) = view.files
    assert files.file_content(desk.store, moved.id, kept.id) == b"jpeg"
    left = desk.again(case)
    assert (left.number, left.state, left.subject, left.petitioner_name) == (
        "1/2569",
        PetitionState.MERGED,
        confidential.MOVED_ON,
        "",
    )
    assert petitions(desk.store, View(Scope.ALL), "สมชาย") == []
    assert petitions(desk.store, View(Scope.ALL), SECRET) == []
    assert files.files_of(desk.store, case) == []
    assert desk.store.find(Party, petition_id=case)[0].name == ""
    with pytest.raises(RecordMissing):
        files.file_content(desk.store, moved.id, attachment.id)
    with pytest.raises(IllegalStep):
        endings.reopen(desk.store, case, why="x")
    with pytest.raises(NotPossible):
        confidential.make_confidential(desk.store, moved.id, accused=("x",), why="x")
    with pytest.raises(CaseEnded):
        confidential.make_confidential(desk.store, case, accused=("x",), why="x")


def test_what_moved_behind_the_key_is_left_readable_nowhere_before_it(desk):
    open_register(desk.store, "letters-out", 2569, next_number=1)
    case = desk.case("complaint", subject=SECRET)
    for name, data in (("ภาพปลัด.jpg", b"jpeg"), ("ผิดแฟ้ม.jpg", b"other")):
        attachment = files.attach_file(desk.store, case, PreparedFile(name, "image/jpeg", data, b"t" + data)).record
    files.remove_file(desk.store, case, attachment.id, why="แนบผิด")
    desk.decided(case, Decision.REFUSED)
    tell(desk.store, case, NoticeGiven(NoticeKind.RESULT, Way.LETTER, letter=LetterGiven()))
    (letter,) = desk.store.find(OutgoingDocument)
    scan = PreparedFile("หนังสือถึงผู้ร้อง.pdf", "application/pdf", b"%PDF-", b"")
    attach(desk.store, subject_of_letter(letter), scan)
    endings.appeal(desk.store, case, grounds="ปลัดรับเงิน")
    told = NoticeGiven(NoticeKind.APPEAL_RESULT, Way.PHONE)
    endings.decide_appeal(desk.store, case, granted=False, reason="ไม่มีมูล", told=told)
    moved = confidential.make_confidential(desk.store, case, accused=("นายช่าง ก",), why="ร้องเรียน").petition

    words = (SECRET, "สมชาย", "ปลัดรับเงิน", "ภาพปลัด", "ผิดแฟ้ม", "หนังสือถึงผู้ร้อง", "แนบผิด", "ม.50", "ไม่มีมูล")
    standing = (OutgoingDocument, Attachment, *RECORD_TYPES)
    rows = "\n".join(str(record) for each in standing for record in desk.store.find(each))
    assert [word for word in words if word in rows] == []
    for each in desk.store.find(Attachment):
        with pytest.raises(ContentMissing):
            content_of(desk.store, each)
    assert whole_history(desk.store, desk.store, desk.again(case)) == []
    assert whole_history(desk.store, desk.store, desk.store.get(OutgoingDocument, letter.id)) == []

    assert [each.name for each in files.files_of(desk.store, moved.id)] == ["ภาพปลัด.jpg", "หนังสือถึงผู้ร้อง.pdf"]
    (again,) = letters_of_case(desk.store, moved.id)
    assert (again.id, again.printed_number, again.addressee) == (letter.id, letter.printed_number, "นายสมชาย ใจดี")
    assert list(verify_attachments(desk.store)) == []


def test_a_moved_case_counts_once(desk):
    confidential.make_confidential(desk.store, desk.case("complaint"), accused=("นายช่าง",), why="x")
    assert service_figures(desk.store, 2570, Half.WHOLE).total.received == 0
    assert corruption_figures(desk.store, 2570, Half.WHOLE).total.received == 1


def test_a_sealed_case_lies_in_no_ordinary_table(desk):
    complaint(desk)
    assert desk.store.find(Petition) == []
    assert len(shelf_of(desk.store, confidential=True).find(Petition)) == 1


def test_a_letter_of_the_register_tells_who_is_shut_out_its_number_only(desk):
    case = complaint(desk)
    open_register(desk.store, "letters-out", 2569, next_number=1)
    tell(desk.store, case, NoticeGiven(NoticeKind.PROGRESS, Way.LETTER, text="กำลังตรวจ", letter=LetterGiven()))
    (letter,) = desk.store.find(OutgoingDocument)
    assert SECRET not in letter.subject
    assert SECRET in letter_as_seen(desk.store, letter).subject
    for name, sets in (("ปลัด", (COMPLAINTS,)), ("ผู้ดูแล", ())):
        desk.as_user(name, sets=sets)
        assert letter_as_seen(desk.store, letter) == letter


def test_a_user_of_the_accused_s_own_name_is_shut_out_without_being_named_twice(desk):
    case = complaint(desk, accused=("นายช่าง โยธา",), shut_out=())
    desk.as_user("นายช่างโยธา", sets=(COMPLAINTS,))
    with pytest.raises(RecordMissing):
        case_view(desk.store, case)


@pytest.mark.parametrize("user", ["นายช่าง โยธา", "ช่าง โยธา", "ปลัด"])
def test_a_complaint_is_given_to_nobody_it_is_about(desk, user):
    case = complaint(desk, accused=("นายช่าง โยธา",), officer=user)
    assert desk.again(case).officer == ""
    with pytest.raises(NotPossible):
        routing.assign(desk.store, case, "office", officer=user)
    other = complaint(desk, accused=("นาย ข",), shut_out=(), officer=user)
    confidential.name_accused(desk.store, other, accused=("นายช่าง โยธา",), shut_out=("ปลัด",), why="พบเพิ่ม")
    assert desk.again(other).officer == ""


def test_who_signs_in_by_another_name_is_shut_out_by_the_name_of_the_account(desk):
    with desk.store.transaction() as tx:
        tx.insert(UserAccount(name="yotha", full_name="นายสมศักดิ์ ช่างดี"))
    cases = [
        complaint(desk, accused=("สมศักดิ์  ช่างดี",), shut_out=()),
        confidential.make_confidential(desk.store, desk.case(), accused=("นายสมศักดิ์ ช่างดี",), why="x").petition.id,
        complaint(desk, accused=("นาย ข",), shut_out=()),
    ]
    confidential.name_accused(desk.store, cases[2], accused=("นายสมศักดิ์ ช่างดี",), why="พบเพิ่ม")
    for case in cases:
        petition = desk.again(case)
        assert (petition.shut_out, may_see(petition, "yotha"), may_see(petition, USER)) == (("yotha",), False, True)
