"""A paper printed with ``--issue-number`` stands in its register with its own words, under one number for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.forms.reading import by_pdfium


def issued(office: Any, paper: str, tmp_path: Path, *more: str) -> tuple[dict[str, Any], str]:
    file = tmp_path / f"{paper}.pdf"
    made = office("print", paper, *more, "--issue-number", "-o", str(file))
    return made, "".join(by_pdfium(file.read_bytes(), 1).split())


@pytest.fixture
def numbered(living: Any) -> Any:
    """An office whose registers of orders and memos go on after those on paper."""
    living("numbers", "open", "orders", "2569", "--next", "12")
    living("numbers", "open", "memos", "2569", "--next", "301")
    return living


def test_an_order_gets_the_next_number_and_its_line(numbered: Any, tmp_path: Path) -> None:
    made, text = issued(numbered, "committee-order", tmp_path)
    assert made["number"] == "12/2569"
    assert "ที่๑๒/๒๕๖๙" in text
    (line,) = numbered("saraban", "outgoing", "--register", "orders")
    assert (line["id"], line["printed_number"], line["paper"]) == (made["document"], "12/2569", "committee-order")
    assert line["subject"].startswith("แต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติ")


def test_the_same_paper_of_the_same_day_keeps_its_number(numbered: Any, tmp_path: Path) -> None:
    first, _text = issued(numbered, "committee-order", tmp_path)
    again, _text = issued(numbered, "committee-order", tmp_path)
    assert again == first
    other_day, _text = issued(numbered, "committee-order", tmp_path, "--day", "20/11/2569")
    assert other_day["number"] == "13/2569"


def test_a_void_line_gives_the_paper_a_new_number(numbered: Any, tmp_path: Path) -> None:
    first, _text = issued(numbered, "committee-order", tmp_path)
    numbered("saraban", "void", first["document"], "--why", "พิมพ์ผิด")
    again, _text = issued(numbered, "committee-order", tmp_path)
    assert again["number"] == "13/2569"


def test_a_memo_counts_in_the_register_of_memos(numbered: Any, tmp_path: Path) -> None:
    made, text = issued(numbered, "month-report", tmp_path, "--month", "2569-10", "--source", "cgd")
    assert made["number"].endswith("/301")
    assert "/๓๐๑" in text


def test_a_machine_that_gives_no_numbers_prints_a_draft_that_waits(living: Any, tmp_path: Path) -> None:
    made, text = issued(living, "committee-order", tmp_path)
    assert made["number"] == ""
    assert "ร่าง" in text
    (waiting,) = living("saraban", "outgoing", "--without-number")
    assert waiting["id"] == made["document"]


def test_a_paper_of_no_register_and_a_typed_number_besides_are_refused(numbered: Any, tmp_path: Path) -> None:
    file = str(tmp_path / "list.pdf")
    told = numbered.run("print", "payment-list", "--month", "2569-10", "--issue-number", "-o", file)
    assert told.code == 1
    assert "ทะเบียน" in told.err
    assert numbered.run("print", "committee-order", "--issue-number", "--number", "5", "-o", file).code == 2
