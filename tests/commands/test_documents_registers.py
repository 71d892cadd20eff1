"""The registers of documents and their destruction are kept by command from the first letter to the shredder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.forms.reading import by_pdfium
from tests.registers.attachments.conftest import pdf, photograph


@pytest.fixture
def central(fresh: Any) -> Any:
    """An office whose machine gives the numbers of letters, in and out."""
    fresh("saraban", "open", "incoming", "--next", "124")
    fresh("saraban", "open", "letters", "--next", "57")
    return fresh


def received(office: Any, *more: str) -> dict[str, Any]:
    made: dict[str, Any] = office("saraban", "receive", "--from", "อำเภอ", "--subject", "ขอเชิญประชุม", *more)
    return made


def test_a_document_comes_is_passed_on_and_answered(central: Any) -> None:
    came = received(central, "--their-number", "กส 0018/ว 45", "--dated", "1/11/2569", "--received", "2/11/2569 09:30")
    assert (came["number"], came["dated_on"], came["received_at"]) == (124, "2026-11-01", "2026-11-02T02:30:00+00:00")
    assert central("saraban", "passed", "124/2569", "--action", "ทราบ", "--division", "works")["action"] == "ทราบ"
    answer = central("saraban", "issue", "--subject", "ตอบรับ", "--to", "นายอำเภอ", "--answers", "124")
    assert answer["printed_number"].endswith("/57")
    assert answer["answers"] == came["id"]
    assert [each["number"] for each in central("saraban", "incoming")] == [124]
    assert [each["id"] for each in central("saraban", "outgoing", "--text", "ตอบรับ")] == [answer["id"]]
    assert central("saraban", "show", answer["printed_number"])["id"] == answer["id"]


def test_a_machine_that_gives_no_numbers_leaves_them_blank_and_keys_them(fresh: Any) -> None:
    refused = fresh.run("saraban", "receive", "--from", "ก", "--subject", "ข")
    assert refused.code == 1
    assert "สารบรรณกลาง" in refused.err
    blank = received(fresh, "--blank")
    assert blank["number"] is None
    assert fresh("saraban", "number", blank["id"], "--number", "9")["number"] == 9
    drafted = fresh("saraban", "issue", "--subject", "แจ้ง")
    assert [each["id"] for each in fresh("saraban", "outgoing", "--without-number")] == [drafted["id"]]


def test_numbers_by_hand_inserted_and_void(central: Any) -> None:
    assert received(central, "--number", "120")["number"] == 120
    assert central.run("saraban", "receive", "--from", "ก", "--subject", "ข", "--number", "1", "--blank").code == 2
    first = central("saraban", "issue", "--subject", "ฉบับแรก")
    draft = central("saraban", "draft", "--subject", "ตกหล่น")
    assert central.run("saraban", "number", draft["id"], "--after", "57").code == 1
    inserted = central("saraban", "number", draft["id"], "--after", "57", "--why", "ตกหล่น")
    assert inserted["printed_number"] == f"{first['printed_number']}.1"
    assert central.run("saraban", "number", "120/2569", "--after", "5", "--why", "ก").code == 2
    void = central("saraban", "void", first["printed_number"], "--why", "พิมพ์ผิด")
    assert void["void_reason"] == "พิมพ์ผิด"
    assert central("numbers", "account", "letters-out", "2569")["void"] == [57]


def test_an_entry_is_corrected_and_kept_longer(central: Any) -> None:
    came = received(central)
    assert central.run("saraban", "correct", came["id"], "--why", "ก").code == 2
    assert central("saraban", "correct", came["id"], "--subject", "ขอเชิญอบรม", "--why", "ผิด")["subject"] == "ขอเชิญอบรม"
    letter = central("saraban", "issue", "--subject", "แจ้ง")
    assert central.run("saraban", "correct", letter["id"], "--their-number", "1", "--why", "ก").code == 2
    assert central("saraban", "correct", letter["id"], "--to", "นายทอง", "--why", "ผิด")["addressee"] == "นายทอง"
    classed = central("saraban", "classify", came["id"], "--class", "evidence", "--until", "1/6/2573", "--why", "คดี")
    assert classed["retain_until"] == "2030-06-01"
    assert central("saraban", "hold", came["id"], "--why", "สตง.")["hold"] == "สตง."
    assert central("saraban", "release", came["id"], "--why", "เสร็จ")["hold"] == ""


def test_a_register_goes_to_another_machine(central: Any) -> None:
    assert central("saraban", "hand-over", "letters", "--to", "cd34ef56", "--why", "ย้าย")["to_station"] == "cd34ef56"
    assert central("saraban", "issue", "--subject", "แจ้ง")["number"] is None


def test_a_number_that_two_documents_bear_names_neither(central: Any) -> None:
    came = received(central)
    central("saraban", "open", "orders", "--next", str(came["number"]))
    order = central("saraban", "issue", "--register", "orders", "--subject", "แต่งตั้งคณะกรรมการ")
    assert order["printed_number"] == "124/2569"
    assert central.run("saraban", "void", "124/2569", "--why", "ผิด").code == 1
    assert central("saraban", "show", came["id"])["voided_on"] is None
    assert central("saraban", "void", order["id"], "--why", "ผิด")["register"] == "orders"


def test_numbers_are_lent_and_come_back(central: Any) -> None:
    central("numbers", "open", "petitions", "2569")
    block = central("numbers", "lend", "petitions", "2569", "--size", "3", "--to", "ผู้ใหญ่บ้าน หมู่ 3")
    assert (block["first"], block["last"]) == (1, 3)
    central("numbers", "by-hand", "petitions", "2569", "2")
    assert [each["id"] for each in central("numbers", "leases")] == [block["id"]]
    assert [each["number"] for each in central("numbers", "end-lease", block["id"], "--reason", "คืน")] == [1, 3]
    assert central.run("numbers", "lend", "letters-out", "2569", "--size", "3", "--to", "กองช่าง").code == 1
    account = central("numbers", "account", "petitions", "2569")
    assert (account["by_hand"], account["void"], account["missing"]) == ([2], [1, 3], [])
    told = central.run("numbers", "account", "letters-in", "2569")
    assert told.code == 0
    moved = central("numbers", "hand-over", "petitions", "2569", "--to", "cd34ef56", "--reason", "ย้าย")
    assert moved["to_station"] == "cd34ef56"
    assert central.run("numbers", "open", "petitions", "2569", "--next", "9").code == 1, "another machine gives them"


def test_a_number_that_a_document_bears_is_made_void_with_its_document_only(central: Any) -> None:
    letter = central("saraban", "issue", "--subject", "แจ้ง")
    void = ("numbers", "void", "letters-out", "2569", str(letter["number"]), "--reason", "ผิด")
    assert central.run(*void).code == 1
    assert central("saraban", "void", letter["id"], "--why", "ผิด")["voided_on"] is not None


def test_a_scan_is_stamped_and_the_register_printed(central: Any, tmp_path: Path) -> None:
    received(central)
    scan, stamped, sheet = tmp_path / "scan.pdf", tmp_path / "stamped.pdf", tmp_path / "sheet.pdf"
    scan.write_bytes(pdf())
    central("saraban", "stamp", "124", str(scan), "-o", str(stamped))
    assert "๑๒๔/๒๕๖๙" in "".join(by_pdfium(stamped.read_bytes(), 1).split())
    central("print", "incoming-register", "--day", "1/11/2569", "--to", "21/11/2569", "-o", str(sheet))
    assert "ขอเชิญประชุม" in "".join(by_pdfium(sheet.read_bytes(), 1).split())
    missing = central.run("saraban", "stamp", "124", str(tmp_path / "none.pdf"), "-o", str(stamped))
    assert missing.code == 1
    assert "none.pdf" in missing.err


def test_files_are_attached_read_back_and_removed(central: Any, tmp_path: Path) -> None:
    came = received(central)
    place = ("incoming_documents", came["id"])
    scan, photo, out = tmp_path / "scan.pdf", tmp_path / "photo.jpg", tmp_path / "out.pdf"
    scan.write_bytes(pdf())
    photo.write_bytes(photograph(600, 400))
    kept = central("attachments", "add", *place, str(scan), str(photo), "--note", "ต้นฉบับ")
    assert [each["name"] for each in kept] == ["scan.pdf", "photo.jpg"]
    central("attachments", "get", *place, kept[0]["id"], "-o", str(out))
    assert out.read_bytes() == scan.read_bytes()
    assert len(pypdf.PdfReader(out).pages) == 2
    assert central("attachments", "note", *place, kept[1]["id"], "--note", "หน้าวัด")["note"] == "หน้าวัด"
    assert central.run("attachments", "remove", *place, kept[1]["id"]).code == 2
    central("attachments", "remove", *place, kept[1]["id"], "--why", "แนบผิด")
    assert [each["id"] for each in central("attachments", "list", *place)] == [kept[0]["id"]]
    assert len(central("attachments", "list", *place, "--removed")) == 2
    refused = central.run("attachments", "add", *place, str(tmp_path / "none.jpg"))
    assert refused.code == 1
    assert central("verify")["ok"]


def test_a_sealed_record_keeps_its_files_sealed(central: Any, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photograph(600, 400))
    sealed = ("--in-set", "complaints")
    central("attachments", "add", "petitions", "case.1", str(photo), *sealed)
    assert central("attachments", "list", "petitions", "case.1") == []
    assert len(central("attachments", "list", "petitions", "case.1", *sealed)) == 1


def test_documents_past_their_time_are_destroyed_step_by_step(central: Any) -> None:
    for _ in range(3):
        received(central, "--class", "routine")
    central.clock.moment = datetime(2028, 1, 12, 3, 0, tzinfo=UTC)
    listed = central("destruction", "survey")
    assert (listed["year_be"], [line["number"] for line in listed["lines"]]) == (2570, [1, 2, 3])
    people = [word for name in ("นาย ก", "นาง ข", "นาย ค") for word in ("--member", name)]
    central("destruction", "committee", "2570", *people, "--order", "12/2571")
    assert central.run("destruction", "decide", "2570", "--items", "4", "--decision", "destroy").code == 2
    assert central.run("destruction", "decide", "2570", "--items", "ก", "--decision", "destroy").code == 2
    central("destruction", "decide", "2570", "--items", "1-2", "--decision", "destroy")
    central("destruction", "decide", "2570", "--items", "3", "--decision", "keep-longer", "--until", "31/12/2575")
    central("destruction", "considered", "2570")
    central("destruction", "to-archives", "2570", "--letter", "กส 99901/5")
    done = central(
        "destruction", "destroy", "2570", "--answer", "ขอหนึ่งรายการ", "--way", "ย่อยกระดาษ", "--to-archives", "2"
    )
    assert done["state"] == "destroyed"
    assert [bool(line["document"]["destroyed_on"]) for line in done["lines"]] == [True, False, False]
    assert [each["year_be"] for each in central("destruction", "lists")] == [2570]
    told = central.run("destruction", "show", "2570")
    assert "ส่งหอจดหมายเหตุแห่งชาติ" in told.out
