"""Inspection and disposal by command: a round from the order to the auditor, a disposal from the facts to the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import CommandLine

TEACHER = "นายสมชาย ใจดี,ครู,sole"
INSPECT = ("assets", "inspect")


@pytest.fixture
def office(fresh: CommandLine) -> CommandLine:
    """An office with three desks, one in a room."""
    for price in ("45,000", "9,000", "12,000"):
        fresh("assets", "add", "--name", "โต๊ะ", "--class", "400", "--price", price, "--type", "office", "--life", 5,
              "--acquired", "9/10/2567")  # fmt: skip
    return fresh


def numbers(office: CommandLine) -> list[str]:
    return [each["asset_no"] for each in office("assets", "list")]


def test_an_inspection_from_the_order_to_the_auditor(office: CommandLine, tmp_path: Path) -> None:
    first, second, third = numbers(office)
    days = office(*INSPECT, "days", 2569)
    assert (days["starts_on"], days["report_by"]) == ("2026-10-01", "2026-11-13")
    opened = office(*INSPECT, "open", 2569, "--order-no", "301/2569", "--ordered", "21/9/2569", "--person", TEACHER)
    assert (opened["lines"], opened["committee"][0]["name"]) == (3, "นายสมชาย ใจดี")
    assert office(*INSPECT, "see", "--year", 2569, first, "--room", "คลัง")["kind"] == "found"
    assert office(*INSPECT, "see", "--year", 2569, first)["kind"] == "duplicate"
    assert office(*INSPECT, "see", "--year", 2569, "ZZ-1")["kind"] == "unknown"
    ticked = office(*INSPECT, "tick", "--year", 2569, second, "--condition", "broken", "--defect", "ขาหัก")
    assert (ticked["kind"], ticked["line"]["defect"]) == ("found", "ขาหัก")
    path = tmp_path / "seen.csv"
    assert office(*INSPECT, "export", "--year", 2569, "-o", path)["sightings"] == 4
    taken = office(*INSPECT, "take-in", "--year", 2569, path)
    assert (taken["new"], taken["known"], taken["rejected"]) == (0, 4, [])
    (room,) = office(*INSPECT, "progress", "--year", 2569)
    assert (room["lines"], room["looked_at"], room["left"]) == (3, 2, 1)
    submit = (*INSPECT, "submit", "--year", 2569, "--receipts", "right", "--balances", "wrong")
    refused = office.run(*submit)
    assert (refused.code, "1 รายการ" in refused.err) == (1, True)
    assert office(*submit, "--missing-are-lost")["state"] == "submitted"
    told = office(*INSPECT, "result", "--year", 2569)
    assert [each["number"] for each in told["missing"]] == [third]
    assert told["by_condition"] == {"broken": 1, "in-use": 1, "lost": 1}
    assert [each["tag"] for each in told["unknown"]] == ["ZZ-1"]
    assert [each["number"] for each in told["to_dispose"]] == [second, third]
    assert [each["condition"] for each in office(*INSPECT, "lines", "--year", 2569)] == ["in-use", "broken", "lost"]
    assert office(*INSPECT, "acknowledge", "--year", 2569)["state"] == "acknowledged"
    assert office(*INSPECT, "auditor", "--year", 2569, "--letter", "ทท 1/55")["auditor_letter_no"] == "ทท 1/55"
    assert office.run(*INSPECT, "tick", "--year", 2569, first).code == 1
    rounds = office(*INSPECT, "rounds")
    assert (rounds["rounds"][0]["looked_at"], rounds["due"]) == (3, None)
    assert [each["asset_no"] for each in office("assets", "list", "--status", "lost")] == [third]


def test_a_round_is_put_right_while_it_is_open(office: CommandLine) -> None:
    office(*INSPECT, "open", 2569)
    amended = office(*INSPECT, "order", "--year", 2569, "--order-no", "302/2569", "--begun", "5/10/2569",
                     "--person", "นางมาลี ดีงาม,ครู,chair", "--person", "นายวิชัย รักเรียน,ครู")  # fmt: skip
    assert (amended["order_no"], amended["report_by"], len(amended["committee"])) == ("302/2569", "2026-11-17", 2)
    assert office.run(*INSPECT, "begin", "--year", 2569).code == 1
    assert office.run(*INSPECT, "open", 2569).code == 1
    assert office.run(*INSPECT, "progress", "--year", 2512).code == 1
    assert office.run(*INSPECT, "order", "--year", 2569, "--person", "นาย ก,ครู,boss").code == 2
    assert "โต๊ะ" in office.run(*INSPECT, "lines", "--year", 2569).out
    assert office.run(*INSPECT, "result", "--year", 2569).out.count("ไม่พบ") == 3


def broken(office: CommandLine, *which: int) -> list[str]:
    """Let some things be broken, by an inspection."""
    known = numbers(office)
    office(*INSPECT, "open", 2569, "--person", TEACHER)
    for place, number in enumerate(known):
        state = "broken" if place in which else "in-use"
        office(*INSPECT, "tick", "--year", 2569, number, "--condition", state)
    office(*INSPECT, "submit", "--year", 2569, "--receipts", "right", "--balances", "right")
    return [known[place] for place in which]


def line(document: dict[str, Any], number: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in document["lines"] if each["number"] == number)
    return found


def test_a_disposal_from_the_facts_to_the_auditor(office: CommandLine) -> None:
    first, second = broken(office, 0, 1)
    assert [each["number"] for each in office("disposals", "candidates")] == [first, second]
    begun = office("disposals", "begin", "จำหน่ายครุภัณฑ์ชำรุด", "--asset", first, "--inspection", "2569")
    own = ("--id", begun["id"])
    office("disposals", "add", *own, "--asset", second, "--cause", "ขาหัก")
    office("disposals", "facts", *own, "--order-no", "310/2569", "--person", TEACHER)
    office("disposals", "report-facts", *own, "--liable", "นายสมหมาย")
    assert office.run("disposals", "order", *own).code == 1
    assert office("disposals", "settle-liability", *own, "ชดใช้แล้ว")["state"] == "finding-facts"
    ordered = office("disposals", "order", *own, "--order-no", "320/2569", "--method", f"{second}=auction")
    assert (ordered["finish_by"], line(ordered, first)["method"], line(ordered, second)["method"]) == (
        "2027-01-02",
        "direct-sale",
        "auction",
    )
    assert office.run("disposals", "change-method", *own, "--method", f"{second}=destruction", "--why", " ").code == 1
    changed = office("disposals", "change-method", *own, "--method", f"{second}=direct-sale", "--why", "ไม่มีผู้เสนอราคา")
    assert line(changed, second)["sale_reason"] == "small-total"
    office("disposals", "committee", *own, "sale", "--person", TEACHER)
    office("disposals", "appraise", *own, "--price", f"{first}=1,000", "--price", f"{second}=500")
    assert office.run("disposals", "appraise", *own, "--price", f"{first}=มาก").code == 2
    assert office.run("disposals", "appraise", *own, "--price", first).code == 2
    done = office("disposals", "carry-out", *own, "--proceeds", "1,250.50", "--buyer", "ร้าน ก", "--receipt", "12/34")
    assert (line(done, first)["proceeds_satang"], line(done, second)["proceeds_satang"]) == (83366, 41684)
    told = office("disposals", "strike-off", *own, "--dry-run")
    assert [(each["accumulated_satang"], each["profit_satang"]) for each in told] == [
        (1950000, -2466634),
        (None, 41684),
    ]
    struck = office("disposals", "strike-off", *own, "--document", "ทท 1/60")
    assert line(struck, first)["profit_satang"] == -2466634
    (row,) = office("disposals", "list")
    assert (row["next"], row["due_on"], row["things"]) == ("tell-auditor", "2026-12-03", 2)
    assert office.run("disposals", "registrar", *own).code == 1
    office("disposals", "auditor", *own, "--letter", "ทท 1/61")
    assert office("disposals", "list") == []
    assert [each["state"] for each in office("disposals", "list", "--all")] == ["struck-off"]
    papers = office("disposals", "paper", *own, "facts", "บันทึกถ้อยคำ", "--number", "5/2569")
    assert [each["due"] for each in papers if each["document"] == "บันทึกถ้อยคำ"] == [False]
    view = office("disposals", "show", *own)
    assert (view["profit_satang"], view["next"], len(view["committees"])) == (-2466634 + 41684, None, 2)
    assert "ลงจ่าย" in office.run("disposals", "show", *own).out


def test_a_disposal_is_given_up_and_a_thing_taken_out(office: CommandLine) -> None:
    first, second = broken(office, 0, 2)
    begun = office("disposals", "begin", "จำหน่าย", "--asset", first, "--asset", second, "--without-facts", "พังตามสภาพ")
    own = ("--id", begun["id"])
    assert len(office("disposals", "take-out", *own, "--asset", second, "--why", "ซ่อมได้")["lines"]) == 1
    assert office.run("disposals", "take-out", *own, "--asset", "999", "--why", "ผิด").code == 1
    assert office("disposals", "drop", *own, "--why", "ยกเลิก")["state"] == "dropped"
    assert len(office("disposals", "candidates")) == 2
    again = office("disposals", "begin", "จำหน่ายตามผลตรวจสอบ", "--inspection", 2569)
    assert [(each["number"], each["cause"]) for each in again["lines"]] == [(first, "broken"), (second, "broken")]
    assert office.run("disposals", "begin", "ไม่เหลือ", "--inspection", 2569).code == 1
    assert office.run("disposals", "show", "--id", "zz").code == 1
