"""Papers of rounds by command: of a year, of one room, with a number of the register, with a last day for offers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sai_thong.cli import main
from sai_thong.db.store import Store
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.disposal_orders import ChosenMethod, DisposalOrder, order
from sai_thong.registers.assets.disposals import ToDispose, begin_disposal
from sai_thong.registers.assets.inspections import open_round
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole, DisposalMethod
from tests.forms.allowances.invented import PASSWORD
from tests.forms.reading import by_pdfium
from tests.registers.assets.small_rounds import CHAIR, add_cards, add_rooms, become

INSPECTOR = Appointed("นายเทียนชัย สว่างวงศ์", "ผู้อำนวยการกองช่าง", CommitteeRole.SOLE)


@pytest.fixture
def rounds(office: Store, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """The office closed, with a round of 2569 and an auction; gives the id of the disposal."""
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    finance, meeting = add_rooms(office, "ห้องกองคลัง", "ห้องประชุม")
    add_cards(office, 2, room=finance)
    (broken,) = add_cards(office, 1, replace(CHAIR, life_years=5), room=meeting)
    open_round(office, 2569, order_no="301/2569", ordered_on=date(2026, 9, 21), committee=[INSPECTOR])
    become(office, broken, AssetStatus.BROKEN)
    begun = begin_disposal(office, "ขายเก้าอี้", [ToDispose(broken.id)], facts_left_out_why="เก่ามาก")
    order(office, begun.round.id, DisposalOrder(), {begun.lines[0].id: ChosenMethod(DisposalMethod.AUCTION)})
    path = office.path
    office.close()
    return path, begun.round.id


def run(path: Path, *arguments: object) -> int:
    return main(["--store", str(path), "--json", "print", *map(str, arguments)])


def words_of(pdf: Path) -> str:
    return "".join(by_pdfium(pdf.read_bytes()).split())


def test_a_memo_takes_its_number_by_the_year_of_its_round(
    rounds: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "memo.pdf"
    assert run(rounds[0], "inspection-report", "--id", "2569", "--issue-number", "-o", out) == 0
    assert json.loads(capsys.readouterr().out)["number"] == "กส 99901/71"
    assert "ที่กส๙๙๙๐๑/๗๑" in words_of(out)


def test_a_tick_list_of_one_room(rounds: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "room.pdf"
    assert run(rounds[0], "inspection-tick-list", "--id", "2569", "--room", "ห้องประชุม", "-o", out) == 0
    text = words_of(out)
    assert "แบบตรวจนับครุภัณฑ์ห้องประชุม" in text
    assert "จำนวน๑รายการ" in text


def test_an_auction_on_a_day_under_its_number(rounds: tuple[Path, str], tmp_path: Path) -> None:
    path, disposal = rounds
    out = tmp_path / "auction.pdf"
    given = ("disposal-auction", "--id", disposal, "--to", "20/1/2570", "--number", "58/2569", "-o", out)
    assert run(path, *given) == 0
    text = words_of(out)
    assert "ที่๕๘/๒๕๖๙" in text
    assert "กำหนดขายทอดตลาดในวันที่๒๐มกราคม๒๕๗๐" in text


def test_a_paper_of_what_has_not_happened_is_refused(rounds: tuple[Path, str], tmp_path: Path) -> None:
    path, disposal = rounds
    out = tmp_path / "none.pdf"
    assert run(path, "disposal-letter-auditor", "--id", disposal, "-o", out) == 1
    assert not out.exists()
