"""Petitions by command: the shapes programs read, the whole life of a case, refusals, confidential cases, figures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from sai_thong import cli
from sai_thong.db.store import Store
from sai_thong.demo.office import PASSWORD, describe_office
from sai_thong.demo.place import demo_clock
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from tests.commands.conftest import CHEAP, STORE, CommandLine

ROW_KEYS = {
    "id", "number", "received_at", "subject", "petitioner_name", "naming", "moo", "place", "service", "service_name",
    "channel", "state", "division", "division_name", "officer", "next_clock", "next_due_at", "overdue", "decision",
    "answered_at", "in_time",
}  # fmt: skip
CASE_KEYS = {
    "petition", "confidential", "service_name", "division_name", "parties", "points", "papers", "missing", "defects",
    "opinions", "tasks", "notices", "files", "letters", "links", "merged_from", "timeline", "next_step", "steps",
    "deadlines",
}  # fmt: skip
TAKEN_KEYS = {
    "petition", "confidential", "parties", "points", "papers", "missing", "unanswered", "promised_on", "similar",
}  # fmt: skip
TALLY_KEYS = {
    "received", "ended", "answered", "in_time", "late", "overdue", "returned", "withdrawn", "forwarded", "open",
    "in_time_share",
}  # fmt: skip
LAMP = ("--subject", "ไฟถนนดับ", "--channel", "in-person", "--service", "street-light")


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """An office that gives petition numbers from 41 and letters from 1, on the demo day."""
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    clock = demo_clock()
    monkeypatch.setattr(cli, "SystemClock", lambda: clock)
    store, _sheets = Store.create(
        tmp_path / STORE, office="ทดสอบ", user="ธุรการ", password=PASSWORD, clock=clock, sets=SENSITIVE_SETS, kdf=CHEAP
    )
    with store:
        describe_office(store)
    run = CommandLine(tmp_path, clock, capsys)
    run("petitions", "open-numbers", "2569", "--next", "41")
    run("petitions", "open-numbers", "2569", "--next", "1", "--confidential")
    run("saraban", "open", "letters", "--next", "1")
    return run


def taken(run: CommandLine, *more: str) -> dict[str, Any]:
    told: dict[str, Any] = run("petitions", "add", *LAMP, "--petitioner", "นายสมชาย ใจดี", "--moo", "3", *more)
    return told


def advance(run: CommandLine, case: str, *words: str) -> dict[str, Any]:
    told: dict[str, Any] = run("petitions", "advance", case, *words)
    return told


def test_a_petition_is_taken_with_number_promise_and_checklist(counter: CommandLine) -> None:
    told = taken(counter, "--point", "หน้าวัด; หมู่ 3; L-01", "--point", "ปากซอย", "--answer", "pole=12")
    assert set(told) == TAKEN_KEYS
    assert told["petition"]["number"] == "41/2569"
    assert told["promised_on"].startswith("2026-11-18")
    assert [(each["matter"], each["place"], each["asset_code"]) for each in told["points"]] == [
        ("หน้าวัด", "หมู่ 3", "L-01"),
        ("ปากซอย", "", ""),
    ]
    assert told["petition"]["answers"] == {"pole": "12"}
    assert told["unanswered"] == []


def test_somebody_registered_is_named_by_citizen_id_or_id(counter: CommandLine) -> None:
    kept = counter(
        "petitions", "add", *LAMP, "--petitioner", "นางสมศรี ใจดี", "--citizen-id", "1-1017-00230-70-8", "--keep"
    )["parties"][0]
    for who in ("1101700230708", kept["person_id"]):
        told = counter("petitions", "add", *LAMP, "--petitioner", who)
        assert [(each["person_id"], each["name"]) for each in told["parties"]] == [(kept["person_id"], kept["name"])]
    assert counter.run("petitions", "add", *LAMP, "--petitioner", "1101700230709").code == 1


def test_only_subject_and_channel_are_compulsory(counter: CommandLine) -> None:
    told = counter("petitions", "add", "--subject", "น้ำท่วม", "--channel", "line", "--naming", "anonymous")
    assert (told["petition"]["service"], told["parties"]) == ("other", [])
    for missing in (("--subject", "ก"), ("--channel", "phone")):
        assert counter.run("petitions", "add", *missing).code == 2


def test_a_case_lives_from_the_counter_to_its_end(counter: CommandLine) -> None:
    case = taken(counter)["petition"]["number"]
    assert counter("petitions", "show", case)["next_step"] == "assign"
    assert advance(counter, case, "assign", "--division", "works", "--officer", "ธุรการ")["next_step"] == "give-opinion"
    advance(counter, case, "give-opinion", "--post", "officer", "--text", "เห็นควรซ่อม", "--stance", "for")
    advance(counter, case, "give-opinion", "--post", "head", "--text", "เห็นควรซ่อม", "--by", "นายช่าง ก")
    assert advance(counter, case)["petition"]["state"] == "proposed"
    told = advance(counter, case, "give-opinion", "--post", "clerk", "--text", "เห็นควร")["record"]
    assert told["name"] == "นางสาวณัฏฐ์ชญา ศิลาแลงคำ"
    advance(counter, case, "decide", "--decision", "approved", "--by", "นายกู้เกียรติศักดิ์ ทรายทองคำ")
    advance(counter, case, "begin-work")
    visit = counter(
        "petitions", "plan", case, "เปลี่ยนหลอด", "--kind", "visit", "--at", "3/11/2569 13:30", "--who", "ช่าง"
    )
    counter("petitions", "done", case, visit["record"]["id"], "--outcome", "เปลี่ยนแล้ว")
    answered = advance(counter, case, "tell-result", "--way", "letter", "--letter", "--text", "ซ่อมแล้ว")
    assert answered["record"]["letter_no"].endswith("/1")
    assert answered["petition"]["in_time"] is True
    assert answered["next_step"] == "close"
    assert advance(counter, case)["petition"]["state"] == "closed"
    view = counter("petitions", "show", case)
    assert set(view) == CASE_KEYS
    assert (view["next_step"], view["petition"]["next_clock"]) == (None, None)
    assert [each["kind"] for each in view["timeline"]] == [
        "received", "assigned", "opinion", "opinion", "proposed", "opinion", "decided", "work-begun", "task-added",
        "task-done", "notice", "closed",
    ]  # fmt: skip
    assert [each["printed_number"] for each in counter("saraban", "outgoing")] == [answered["record"]["letter_no"]]


def test_missing_papers_are_asked_for_once(counter: CommandLine) -> None:
    case = taken(counter)["petition"]["number"]
    advance(counter, case, "note-defects", "--item", "ภาพถ่าย", "--mend-by", "10/11/2569")
    again = counter.run("petitions", "advance", case, "note-defects", "--item", "แผนที่")
    assert (again.code, again.out) == (1, "")
    assert "มาตรา 8" in again.err
    assert counter("petitions", "sign-defects", case, "--by", "นายสมชาย")["record"]["signed_by"] == "นายสมชาย"
    assert counter("petitions", "papers", case, "ภาพถ่าย")["petition"]["state"] == "received"
    assert counter.run("petitions", "advance", case, "papers-mended").code == 1


def test_what_came_on_paper_is_entered_with_its_day_and_number(counter: CommandLine) -> None:
    told = taken(counter, "--on", "5/10/2569 10:15", "--number", "12")["petition"]
    assert (told["number"], told["received_at"]) == ("12/2569", "2026-10-05T03:15:00+00:00")
    late = advance(counter, "12/2569", "assign", "--division", "works", "--on", "6/10/2569")
    assert late["petition"]["division"] == "works"
    (event,) = [each for each in counter("petitions", "show", "12")["timeline"] if each["kind"] == "assigned"]
    assert event["at"] == "2026-10-06T05:00:00+00:00"
    again = counter.run("petitions", "add", *LAMP, "--number", "12")
    assert (again.code, again.out) == (1, "")


def test_the_number_may_come_later(counter: CommandLine) -> None:
    blank = taken(counter, "--blank")["petition"]
    assert blank["number"] == ""
    (row,) = counter("petitions", "list", "--view", "unnumbered")
    assert counter("petitions", "number", row["id"])["petition"]["number"] == "41/2569"
    assert counter("petitions", "void-number", "2569", "42", "--why", "ใบเสีย")["state"] == "void"


def test_lists_have_the_promised_keys_and_views(counter: CommandLine) -> None:
    case = taken(counter)["petition"]
    counter("petitions", "add", "--subject", "ถนนพัง", "--channel", "post", "--service", "road", "--on", "1/9/2569")
    rows = counter("petitions", "list")
    assert all(set(row) == ROW_KEYS for row in rows)
    assert [row["subject"] for row in rows] == ["ถนนพัง", "ไฟถนนดับ"]
    assert [row["subject"] for row in counter("petitions", "list", "--view", "overdue")] == ["ถนนพัง"]
    assert [row["id"] for row in counter("petitions", "list", "--moo", "3")] == [case["id"]]
    assert [row["id"] for row in counter("petitions", "list", "--text", "สมชาย")] == [case["id"]]
    (due, secret) = counter("petitions", "due")
    assert (due["duties"][0]["kind"], due["duties"][0]["urgent"]) == ("overdue", True)
    assert secret["confidential"]
    assert [each["day"] for each in counter("petitions", "calendar", "--month", "2569-11")]


def test_what_a_step_needs_is_wrong_usage_and_a_wrong_step_a_refusal(counter: CommandLine) -> None:
    case = taken(counter)["petition"]["number"]
    assert counter.run("petitions", "advance", case, "assign").code == 2
    assert "--division" in counter.run("petitions", "advance", case).err
    assert counter.run("petitions", "advance", case, "nosuch").code == 2
    for words in (
        ("advance", case, "close"),
        ("advance", case, "decide", "--decision", "refused"),
        ("advance", "99/2569", "close"),
        ("show", "99/2569"),
    ):
        ran = counter.run("petitions", *words)
        assert (ran.code, ran.out) == (1, "")


def test_files_are_attached_written_out_and_taken_off(counter: CommandLine) -> None:
    case = taken(counter)["petition"]["number"]
    picture = counter.folder / "lamp.png"
    drawn = BytesIO()
    Image.new("RGB", (300, 200), (200, 180, 40)).save(drawn, "PNG")
    picture.write_bytes(drawn.getvalue())
    (kept,) = counter("petitions", "attach", case, picture, "--note", "ก่อนซ่อม")
    assert (kept["name"], kept["media_type"]) == ("lamp.jpg", "image/jpeg")
    out = counter.folder / "out.jpg"
    counter("petitions", "file", case, kept["id"], "-o", out)
    with Image.open(out) as written:
        assert written.size == (300, 200)
    counter("petitions", "detach", case, kept["id"], "--why", "ผิดเรื่อง")
    assert counter("petitions", "files", case) == []
    assert [each["removed_why"] for each in counter("petitions", "files", case, "--removed")] == ["ผิดเรื่อง"]
    ended = advance(counter, case, "withdraw", "--reason", "ซ่อมแล้ว")["petition"]["id"]
    assert counter.run("attachments", "add", "petitions", ended, picture).code == 1, "an ended case changes no more"


def test_doubles_are_found_linked_and_merged(counter: CommandLine) -> None:
    first = taken(counter, "--place", "หน้าวัดกลาง")["petition"]["number"]
    second = taken(counter, "--place", "หน้าวัดกลาง")
    assert [each["number"] for each in second["similar"]] == [first]
    number = second["petition"]["number"]
    assert counter("petitions", "similar", number)[0]["number"] == first
    made = counter("petitions", "link", number, "same-matter", first)["record"]
    counter("petitions", "unlink", number, made["id"], "--why", "ผิด")
    assert advance(counter, number, "merge", "--into", first, "--reason", "เรื่องเดียวกัน")["petition"]["state"] == "merged"
    assert [each["number"] for each in counter("petitions", "show", first)["merged_from"]] == [number]


def test_people_and_form_are_put_right_with_a_reason(counter: CommandLine) -> None:
    case = taken(counter)
    number, party = case["petition"]["number"], case["parties"][0]["id"]
    assert counter.run("petitions", "correct", number, "--place", "ก").code == 2
    told = counter("petitions", "correct", number, "--place", "หน้าวัดเหนือ", "--why", "พิมพ์ผิด")
    assert told["petition"]["place"] == "หน้าวัดเหนือ"
    counter("petitions", "correct-person", number, party, "--name", "นายสมชาย ใจงาม", "--why", "พิมพ์ผิด")
    other = counter("petitions", "add-person", number, "นางสมศรี ใจงาม", "--phone", "0810000001")["record"]
    assert other["role"] == "co-petitioner"
    left = counter("petitions", "withdraw-person", number, party, "--reason", "ขอถอนชื่อ")
    assert (left["petition"]["petitioner_name"], left["petition"]["state"]) == ("นางสมศรี ใจงาม", "received")
    assert counter("petitions", "reclassify", number, "road", "--why", "ผิดงาน")["petition"]["service"] == "road"


def test_a_confidential_case_is_in_no_ordinary_answer(counter: CommandLine) -> None:
    told = counter(
        "petitions", "add", "--subject", "เรียกรับเงิน", "--channel", "post", "--service", "corruption",
        "--accused", "นายค คดโกง",
    )  # fmt: skip
    assert (told["confidential"], told["petition"]["number"]) == (True, "ลับ1/2569")
    assert counter("petitions", "list", "--view", "all") == []
    assert counter("petitions", "list", "--view", "all", "--text", "เรียกรับเงิน") == []
    assert counter("petitions", "report")["total"]["received"] == 0
    assert [row["number"] for row in counter("petitions", "list", "--confidential")] == ["ลับ1/2569"]
    sent = counter("petitions", "to-district", "ลับ1/2569", "--reason", "ร้องเรียนผู้บริหาร", "--letter")
    assert (sent["petition"]["state"], sent["record"]["agency"]) == ("forwarded", "นายอำเภอโนนทรายคำ")
    (line,) = counter("saraban", "outgoing")
    assert (line["subject"], line["addressee"]) == ("ลับ", "")
    assert counter("saraban", "show", line["id"])["addressee"] == "นายอำเภอโนนทรายคำ"
    counter(
        "petitions", "advance", "ลับ1/2569", "reopen", "--reason", "ได้คำสั่งกลับ"
    )  # what only looked is taken in with it
    looks = counter("access", "list", "--kind", "view-sealed")
    assert "saraban show" in [each["detail"] for each in looks]


def test_an_ordinary_case_moves_behind_the_key_and_shuts_a_user_out(counter: CommandLine) -> None:
    case = taken(counter)["petition"]["number"]
    moved = counter("petitions", "make-confidential", case, "--accused", "นาย ค", "--why", "ร้องเรียนเจ้าหน้าที่")
    assert moved["number"] == "ลับ1/2569"
    assert counter("petitions", "show", case)["petition"]["state"] == "merged"
    counter("petitions", "accused", "ลับ1/2569", "--accused", "ธุรการ", "--shut-out", "ธุรการ", "--why", "เป็นผู้ถูกร้อง")
    assert counter.run("petitions", "show", "ลับ1/2569").code == 1
    assert counter("petitions", "list", "--confidential") == []


def test_the_letter_a_confidential_case_came_by_is_read_whole_only_with_a_note_of_it(counter: CommandLine) -> None:
    counter("saraban", "open", "incoming", "--next", "124")
    counter("saraban", "receive", "--from", "นายทอง", "--subject", "เรียกรับเงิน")
    counter(
        "petitions", "add", "--subject", "เรียกรับเงิน", "--channel", "post", "--service", "corruption",
        "--accused", "นายค คดโกง", "--incoming-no", "124/2569",
    )  # fmt: skip
    (line,) = counter("saraban", "incoming")
    assert (line["number"], line["sender"], line["subject"]) == (124, "ลับ", "ลับ")
    assert counter("saraban", "incoming", "--text", "เรียกรับเงิน") == []
    assert counter("saraban", "show", "124")["sender"] == "นายทอง"
    assert counter.run("saraban", "correct", "124", "--subject", "อื่น", "--why", "แก้").code == 1
    picture = counter.folder / "ซอง.png"
    Image.new("RGB", (8, 8)).save(picture)
    assert counter.run("attachments", "add", "incoming_documents", line["id"], picture).code == 1
    counter("saraban", "void", "124", "--why", "ลงซ้ำ")  # what only looked is taken in with it
    looks = counter("access", "list", "--kind", "view-sealed")
    assert "saraban show" in [each["detail"] for each in looks]


def cells(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()]


def test_figures_are_counted_and_written_for_the_assessment(counter: CommandLine) -> None:
    case = taken(counter)["petition"]["number"]
    advance(counter, case, "tell-result", "--way", "in-person", "--decision", "informed")
    out = counter.folder / "service.xlsx"
    told = counter("petitions", "report", "--year", "2570", "--half", "first", "-o", out)
    assert (told["first"], told["last"]) == ("2026-10-01", "2027-03-31")
    assert set(told["total"]) == TALLY_KEYS
    assert (told["total"]["received"], told["total"]["in_time_share"]) == (1, 1.0)
    assert [(each["service"], each["received"]) for each in told["by_service"]] == [("street-light", 1)]
    assert [each["month"] for each in told["by_month"]][:2] == ["2569-10", "2569-11"]
    written = cells(out)
    assert written[0][0] == "สถิติการให้บริการ"
    assert any(row[0] == "แจ้งซ่อมไฟฟ้าสาธารณะ" and row[1] == 1 for row in written)
    assert any("รอบ 6 เดือน" in str(row[0]) for row in written)


def test_no_complaint_is_said_in_words(counter: CommandLine) -> None:
    out = counter.folder / "corruption.xlsx"
    words = ("petitions", "report", "--confidential", "--year", "2570", "--half", "whole", "-o", out)
    assert counter(*words)["none"] is True
    assert any(row[0] == "ไม่มีเรื่องร้องเรียน" for row in cells(out))
    counter("petitions", "add", "--subject", "ก", "--channel", "post", "--service", "corruption")
    assert counter(*words)["total"]["received"] == 1
    assert not any(row[0] == "ไม่มีเรื่องร้องเรียน" for row in cells(out))


def test_the_register_is_written_masked_unless_a_reason_is_given(counter: CommandLine) -> None:
    taken(counter, "--phone", "0810000000", "--detail", "บ้านใกล้วัด")
    out = counter.folder / "register.xlsx"
    assert counter("export", "petitions", "-o", out)["rows"] == 1
    masked = str(cells(out))
    assert "41/2569" in masked and "แจ้งซ่อมไฟฟ้าสาธารณะ" in masked
    assert not any(word in masked for word in ("สมชาย", "0810000000", "บ้านใกล้วัด"))
    assert counter.run("export", "petitions", "--unmask", "-o", out).code == 2
    counter("export", "petitions", "--year", "2569", "--unmask", "--reason", "ส่งอำเภอ", "-o", out)
    assert all(word in str(cells(out)) for word in ("สมชาย", "0810000000", "บ้านใกล้วัด"))
    assert counter("export", "petitions", "--year", "2568", "-o", out)["rows"] == 0


def test_a_name_not_to_be_told_stands_in_no_workbook(counter: CommandLine) -> None:
    taken(counter, "--naming", "withheld", "--phone", "0810000000")
    out = counter.folder / "register.xlsx"
    counter("export", "petitions", "--unmask", "--reason", "ส่งอำเภอ", "-o", out)
    assert "41/2569" in str(cells(out))
    assert not any(word in str(cells(out)) for word in ("สมชาย", "0810000000"))


def test_services_and_recompute_tell_what_they_know(counter: CommandLine) -> None:
    services = {each["service"]: each for each in counter("petitions", "services")}
    assert services["water-support"]["amount"] == 3
    assert services["street-light"]["fields"][0]["kind"] == "points"
    taken(counter)
    assert counter("today")["petitions"] == []
    assert counter("petitions", "recompute") == {"looked_at": 1, "moved": 0}
    counter("holidays", "add", "--on", "10/11/2569", "--name", "งานตำบล")
    assert counter("petitions", "recompute")["looked_at"] == 1


@pytest.mark.parametrize(
    "words", [("list",), ("services",), ("due",), ("calendar",), ("report",), ("show", "41"), ("history", "41")]
)
def test_a_person_reads_thai_lines(counter: CommandLine, words: tuple[str, ...]) -> None:
    taken(counter, "--point", "หน้าวัด")
    ran = counter.run("petitions", *words)
    assert (ran.code, ran.err) == (0, "")
    assert "ไฟ" in ran.out or "คำร้อง" in ran.out or "พฤศจิกายน" in ran.out


def test_the_history_of_a_case_tells_a_person_the_local_time_and_a_program_the_time_in_utc(
    counter: CommandLine,
) -> None:
    taken(counter)
    counter("petitions", "correct", "41", "--place", "หน้าวัดเหนือ", "--why", "จำที่ผิด")
    (change,) = [each for each in counter("petitions", "history", "41") if "หน้าวัดเหนือ" in " ".join(each["details"])]
    assert (change["why"], change["computer"]) == ("จำที่ผิด", "เครื่องนี้")
    assert change["at"].endswith("+00:00")
    assert "+00:00" not in counter.run("petitions", "history", "41").out
    undone = counter("petitions", "undo", "41", "--why", "ที่เดิมถูกแล้ว")
    assert undone["petition"]["place"] != "หน้าวัดเหนือ"
