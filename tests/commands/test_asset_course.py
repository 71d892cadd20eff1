"""Assets by command from the desk to the closed year: moved, repaired, improved, corrected, closed, compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.commands.conftest import CommandLine


@pytest.fixture
def desk(fresh: CommandLine) -> CommandLine:
    """An office with two things in its register."""
    for name, code, price in (("โต๊ะ", "400", "60,000"), ("เครื่องพิมพ์", "480", "20,000")):
        fresh("assets", "add", "--name", name, "--class", code, "--price", price, "--acquired", "1/10/2566",
              "--type", "office", "--life", "5")  # fmt: skip
    return fresh


def test_things_are_handed_over_to_a_room_by_its_name(desk: CommandLine) -> None:
    desk("assets", "add-room", "ห้องประชุม", "--division", "สำนักปลัด")
    moved = desk("assets", "move", "400-67-0001", "480-67-0001", "--room", "ห้องประชุม", "--custodian", "นางสาวมาลี")
    assert [each["number"] for each in moved] == ["400-67-0001", "480-67-0001"]
    assert [(each["name"], each["assets"]) for each in desk("assets", "rooms")] == [("ห้องประชุม", 2)]
    assert desk("assets", "show", "400-67-0001")["room"] == "ห้องประชุม"
    assert desk.run("assets", "end-room", "ห้องประชุม").code != 0
    desk("assets", "change-room", "ห้องประชุม", "--rename", "ห้องใหญ่")
    desk("assets", "move", "400-67-0001", "480-67-0001", "--room", "")
    assert desk("assets", "end-room", "ห้องใหญ่")["ended_on"] is not None
    assert desk("assets", "rooms") == []


def test_a_repair_from_the_fault_to_its_cost(desk: CommandLine) -> None:
    desk("assets", "fault", "480-67-0001", "--symptom", "กระดาษติด")
    assert desk("assets", "show", "480-67-0001")["next_action"] == "send-to-repair"
    assert desk("assets", "to-repair", "480-67-0001", "--repairer", "ร้านช่าง")["asset"]["status"] == "at-repair"
    done = desk("assets", "repaired", "480-67-0001", "--cost", "1,200", "--work", "เปลี่ยนลูกยาง")
    assert (done["asset"]["status"], done["totals"]) == ("in-use", {"times": 1, "total_satang": 120000, "percent": 6})
    desk("assets", "past-repair", "480-67-0001", "--work", "ล้าง", "--on", "2/5/2567", "--cost", "500")
    desk("assets", "correct-repair", "2", "480-67-0001", "cost=600", "work=ล้างเครื่อง", "--why", "พิมพ์ผิด")
    told = desk("assets", "repairs", "480-67-0001")
    assert [each["cost_satang"] for each in told["repairs"]] == [120000, 60000]
    assert "1,800.00" in desk.run("assets", "repairs", "480-67-0001").out
    assert desk.run("assets", "repaired", "480-67-0001").code != 0


def test_a_closed_year_stands_and_a_correction_goes_into_the_open_one(desk: CommandLine) -> None:
    before = desk("assets", "year", "2569")
    assert (before["assets"], before["closed"], before["not_yet"]) == (2, False, "")
    desk("assets", "close-year", "2569")
    told = desk("assets", "correct", "400-67-0001", "cost=30,000", "--why", "ใบส่งของ")
    assert told["corrected"] == {"fiscal_year_be": 2570, "satang": -1800000, "cost_satang": -3000000}
    improved = desk("assets", "improve", "480-67-0001", "--what", "เพิ่มถาด", "--cost", "3,000", "--on", "1/10/2568")
    assert improved["corrected"]["satang"] == 100000
    after = desk("assets", "year", "2569")
    assert after["closed"] and {name: after[name] for name in ("assets", "amount_satang", "cost_satang")} == {
        name: before[name] for name in ("assets", "amount_satang", "cost_satang")
    }
    assert [each["asset_no"] for each in desk("assets", "year", "2570")["corrections"]] == [
        "400-67-0001",
        "480-67-0001",
    ]
    assert [(each["fiscal_year_be"], each["altered"]) for each in desk("assets", "years")] == [(2569, False)]
    desk("assets", "withdraw-improvement", improved["improvement"]["id"], "--why", "ผิดใบ")
    assert [each["asset_no"] for each in desk("assets", "year", "2570")["corrections"]] == ["400-67-0001"]
    assert desk.run("assets", "close-year", "2569").code != 0


def test_the_accounts_are_compared_as_typed(desk: CommandLine) -> None:
    (office,) = desk("assets", "compare", "2569")["classes"]
    desk(
        "assets",
        "account",
        "2569",
        office["class"],
        "--cost",
        "60,000",
        "--accumulated",
        "36,000",
        "--source",
        "e-LAAS",
    )
    told = desk("assets", "compare", "2569")
    assert not told["agrees"]
    assert [(each["measure"], each["explained"], each["assets"]) for each in told["differences"]] == [
        ("cost", True, ["480-67-0001"]),
        ("accumulated", True, ["480-67-0001"]),
        ("net", True, ["480-67-0001"]),
    ]
    assert "480-67-0001" in desk.run("assets", "compare", "2569").out


def test_days_come_up_until_they_are_done(desk: CommandLine) -> None:
    desk("assets", "remember", "400-67-0001", "service", "--due", "1/12/2569", "--km", "10000")
    desk("assets", "change-date", "400-67-0001", "service", "--due", "2/12/2569")
    assert [(each["asset_no"], each["due_on"]) for each in desk("assets", "dates")] == [("400-67-0001", "2026-12-02")]
    assert "dates" in {each["kind"] for each in desk("assets", "today")["duties"]}
    desk("assets", "done", "400-67-0001", "service", "--next", "1/12/2570")
    assert desk("assets", "dates") == []
    assert desk("assets", "today")["year_to_close"] == 2569


def test_a_slip_is_taken_back_and_a_waiting_card_gets_its_number(desk: CommandLine, tmp_path: Path) -> None:
    desk("assets", "withdraw", "400-67-0001", "--why", "คีย์ซ้ำ")
    assert [each["asset_no"] for each in desk("assets", "depreciate", "--fiscal-year", "2569")] == ["480-67-0001"]
    path = tmp_path / "list.csv"
    path.write_text("เลขรหัสครุภัณฑ์,รายการ,วันที่ได้มา,ราคา\n,พัดลม,5/1/2569,1500\n", encoding="utf-8")
    desk("assets", "import", path)
    (waiting,) = desk("assets", "waiting")
    assert "unnumbered" in {each["kind"] for each in desk("assets", "today")["duties"]}
    assert desk("assets", "number", waiting["id"], "--class", "402")[0]["number"] == "402-69-0001"
    assert desk("assets", "waiting") == []


def test_a_thing_entered_without_class_and_number_waits_for_one(desk: CommandLine) -> None:
    desk("assets", "add", "--name", "พัดลม", "--quantity", "2", "--price", "900")
    assert [each["name"] for each in desk("assets", "waiting")] == ["พัดลม", "พัดลม"]


def test_land_has_its_title_and_a_thing_its_picture(desk: CommandLine, tmp_path: Path) -> None:
    desk("assets", "add", "--name", "ที่ดิน", "--number", "101-40-0001", "--price", "500,000", "--type", "land",
         "--acquired", "5/1/2540")  # fmt: skip
    desk("assets", "property", "101-40-0001", "place=หมู่ 3", "moo=3")
    told = desk("assets", "property", "101-40-0001", "area-wa100=40000")
    assert (told["place"], told["moo"], told["area_wa100"]) == ("หมู่ 3", 3, 40000)
    assert desk.run("assets", "property", "400-67-0001", "moo=3").code != 0
    Image.new("RGB", (20, 20), "red").save(tmp_path / "front.png")
    kept = desk("assets", "photograph", "400-67-0001", tmp_path / "front.png", "--first")
    assert desk("assets", "show", "400-67-0001")["asset"]["photograph_id"] == kept["id"]


def test_states_and_notes_stand_in_the_timeline(desk: CommandLine) -> None:
    desk("assets", "state", "400-67-0001", "--to", "worn", "--detail", "สีลอก")
    desk("assets", "note", "400-67-0001", "ทาสีใหม่", "--on", "2/11/2569")
    told = desk("assets", "show", "400-67-0001")["timeline"]
    assert [each["kind"] for each in told] == ["note", "registered", "status"]
    assert desk.run("assets", "state", "400-67-0001", "--to", "struck-off").code != 0


@pytest.mark.parametrize("fields", [["price"], ["nothing=1"], ["cost=แพง"], ["acquired_on=31/2/2566"]])
def test_facts_that_cannot_be_read_are_a_wrong_usage(desk: CommandLine, fields: list[str]) -> None:
    assert desk.run("assets", "correct", "400-67-0001", *fields, "--why", "ก").code == 2
