"""Loans and materials by command: from the counter to the return, from the delivery to the slip, and their papers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from sai_thong.ground.clock import bangkok_today
from tests.commands.conftest import CommandLine


@pytest.fixture
def counter(fresh: CommandLine) -> CommandLine:
    """An office with ten tents in a pool and an amplifier with a card."""
    fresh("loans", "add-pool", "เต็นท์", "--owned", "10", "--unit", "หลัง")
    fresh("assets", "add", "--name", "เครื่องเสียง", "--number", "439-66-0002", "--acquired", "9/1/2566")
    return fresh


def day(counter: CommandLine, ahead: int) -> str:
    """A day as typed, so many days from today."""
    on = bangkok_today(counter.clock) + timedelta(days=ahead)
    return f"{on.day}/{on.month}/{on.year + 543}"


def ask(counter: CommandLine, first: int, last: int, *things: str) -> tuple[str, ...]:
    """The words that ask for things from one day to another."""
    told = ("--borrower", "นายปิ่นปู่ ทองปั้นฟ้า", "--purpose", "งานบุญ", "--from", day(counter, first))
    return ("loans", "ask", *told, "--until", day(counter, last), *things)


def refused(counter: CommandLine, *words: object) -> str:
    """What a refused command says."""
    ran = counter.run(*words)
    assert ran.code == 1, ran.out
    return ran.err


def test_a_loan_from_the_counter_to_the_last_return(counter: CommandLine) -> None:
    told = counter(*ask(counter, 0, 1, "--pool", "เต็นท์=4", "--asset", "439-66-0002", "--place", "วัด"))
    number = told["loan"]["number"]
    assert (told["loan"]["state"], told["loan"]["loan_case"], told["loan"]["approver"]) == (
        "asked",
        "outside",
        "agency-head",
    )
    assert counter("loans", "approve", number, "--by", "นายก")["loan"]["state"] == "approved"
    counter("loans", "hand-over", number, "--by", "พัสดุ", "--to", "ผู้ยืม")
    assert [each["status"] for each in counter("assets", "list", "--status", "lent")] == ["lent"]
    (pool,) = counter("loans", "pools")
    assert (pool["out"], pool["free"]) == (4, 6)
    (calendar,) = counter("loans", "calendar", "เต็นท์")
    assert list(calendar["free"].values())[:3] == [6, 6, 10]
    assert calendar["loans"] == [number]

    part = counter(
        *("loans", "take-back", number, "--by", "พัสดุ", "--line", "2=1"),
        *("--condition", "damaged", "--note", "โครงหัก"),
    )
    assert (part["loan"]["state"], part["returns"][0]["condition"]) == ("out", "damaged")
    assert counter("loans", "pools")[0]["pool"]["owned"] == 9
    counter("loans", "extend", number, "--until", day(counter, 5), "--why", "งานเลื่อน")
    whole = counter("loans", "take-back", number, "--by", "พัสดุ")
    assert whole["loan"]["state"] == "returned"
    counter("loans", "withdraw-return", whole["returns"][0]["id"], "--why", "ลงผิด")
    (listed,) = counter("loans", "list", "--state", "out")
    assert [thing["outstanding"] for thing in listed["things"]] == ["1", "0"]


def test_what_is_promised_is_refused_to_others(counter: CommandLine) -> None:
    first = counter(*ask(counter, 0, 3, "--pool", "เต็นท์=7"))["loan"]["number"]
    counter("loans", "approve", first, "--by", "นายก")
    refusal = refused(counter, *ask(counter, 3, 5, "--pool", "เต็นท์=4"))
    assert "เต็นท์" in refusal
    assert first in refusal
    counter("loans", "cancel", first, "--why", "ฝนตก")
    second = counter(*ask(counter, 3, 5, "--pool", "เต็นท์=4"))["loan"]["number"]
    counter("loans", "refuse", second, "--by", "นายก", "--reason", "ใช้เอง")
    assert [each["state"] for each in counter("loans", "list")] == ["refused", "cancelled"]


def test_only_an_agency_borrows_consumables(counter: CommandLine) -> None:
    counter("materials", "add", "--name", "กระดาษ", "--unit", "รีม", "--code", "A4")
    counter("materials", "receive", "--from", "ร้าน", "--line", "A4=10=1,200")
    assert "วัสดุ" in refused(counter, *ask(counter, 0, 1, "--material", "A4=2"))
    loan = counter(*ask(counter, 0, 1, "--material", "A4=2.5", "--agency", "โรงเรียน"))["loan"]
    assert loan["approver"] == "lending-agency-head"
    counter("loans", "approve", loan["number"], "--by", "นายก")
    counter("loans", "hand-over", loan["number"], "--by", "พัสดุ", "--to", "ครู")
    assert counter("materials", "list")[0]["quantity"] == "7.5"
    counter("loans", "take-back", loan["number"], "--by", "พัสดุ")
    (card,) = counter("materials", "list")
    assert (card["quantity"], card["value_satang"]) == ("10", 120_000)


def test_materials_from_the_delivery_to_the_slip(counter: CommandLine) -> None:
    counter("materials", "add", "--name", "กระดาษ A4", "--unit", "รีม", "--code", "ว01", "--least", "5")
    counter("materials", "bring-forward", "--on", "1/10/2569", "--line", "ว01=4=480")
    counter("materials", "receive", "--from", "ร้าน", "--document", "บส.1", "--line", "ว01=6=900")
    slip = counter("materials", "request", "--by", "หัวหน้า", "--division", "สำนักปลัด", "--line", "ว01=8")
    assert slip["state"] == "waiting"
    signed = ("--allowed-by", "ผู้สั่ง", "--issued-by", "ผู้จ่าย", "--received-by", "ผู้รับ")
    issued = counter("materials", "issue", slip["number"], *signed, "--line", "1=7")
    assert (issued["lines"][0]["asked"], issued["lines"][0]["issued"], issued["below_minimum"]) == (
        "8",
        "7",
        ["กระดาษ A4"],
    )
    told = counter("materials", "show", "ว01", "--fiscal-year", "2570")["lines"]
    assert [(each["balance"], each["balance_satang"]) for each in told] == [
        ("0", 0),
        ("4", 48_000),
        ("10", 138_000),
        ("3", 45_000),
    ]
    counter("materials", "correct-issue", slip["number"], "--line", "1=5", "--why", "จดผิด")
    assert counter("materials", "list", "--below-minimum") == []
    counter("materials", "count", "ว01", "4.5", "--why", "ตรวจนับ")
    (low,) = counter("materials", "list", "--below-minimum")
    assert low["quantity"] == "4.5"
    last = counter("materials", "show", "ว01")["lines"][-1]
    counter("materials", "reverse", last["id"], "--why", "นับผิด")
    assert counter("materials", "list")[0]["quantity"] == "5"
    assert [each["state"] for each in counter("materials", "requisitions", "--state", "issued")] == ["issued"]
    assert "กระดาษ A4" in refused(counter, "materials", "end", "ว01")


@pytest.mark.parametrize("kind", ["loan-slip", "requisition"])
def test_the_blank_form_is_printed(counter: CommandLine, tmp_path: Path, kind: str) -> None:
    counter("print", kind, "-o", tmp_path / "form.pdf")
    assert len(pypdf.PdfReader(tmp_path / "form.pdf").pages) == 1


def test_slip_demand_and_card_are_printed(counter: CommandLine, tmp_path: Path) -> None:
    number = counter(*ask(counter, 0, 1, "--pool", "เต็นท์=4"))["loan"]["number"]
    counter("materials", "add", "--name", "กระดาษ", "--unit", "รีม", "--code", "A4")
    counter("materials", "receive", "--from", "ร้าน", "--line", "A4=10=1,200")
    for arguments in (
        ("loan-slip", "--id", number),
        ("loan-demand", "--id", number),
        ("stock-card", "--id", "A4", "--year", "2570"),
    ):
        file = tmp_path / f"{arguments[0]}.pdf"
        counter("print", *arguments, "-o", file)
        assert len(pypdf.PdfReader(file).pages) == 1
