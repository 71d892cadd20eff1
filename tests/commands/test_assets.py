"""Assets by command: the made-up office's book read in as a careful clerk would, cards entered, their years told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sai_thong.demo.sheets import PlannedSheet, write_workbook
from sai_thong.exchange.workbooks import read_workbook
from tests.commands.conftest import CommandLine

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
OFFICES = sorted(SAMPLES.glob("office-*")) or [None]
SCHEDULE_KEYS = {"asset_no", "annual_satang", "rows"}
ROW_KEYS = {"fiscal_year", "months", "amount_satang", "accumulated_satang"}
VECTORS = [
    # Domain notes 1.7: price, life and day; yearly amount; months and amount of each year from the first.
    (("45,000", 5, "9/10/2567"), 900000, 2568, [*[(12, 900000)] * 4, (12, 899900)]),
    (("45,000", 5, "16/10/2539"), 900000, 2540, [(11, 825000), *[(12, 900000)] * 4, (1, 74900)]),
    (("32,000", 3, "16/3/2567"), 1066667, 2567, [(6, 533334), *[(12, 1066667)] * 2, (6, 533232)]),
    (("10,000", 3, "15/9/2568"), 333333, 2568, [(1, 27778), *[(12, 333333)] * 2, (11, 305456)]),
    (("10,000", 3, "16/9/2568"), 333333, 2568, [(0, 0), *[(12, 333333)] * 2, (12, 333234)]),
    (("850,000", 8, "1/2/2566"), 10625000, 2566, [(8, 7083333), *[(12, 10625000)] * 7, (4, 3541567)]),
]


def plain(assets: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(
        (each["asset_no"], each["name"], each["acquired_on"], each["cost_satang"], each["condition"]) for each in assets
    )


def expected(truth: dict[str, Any]) -> list[tuple[Any, ...]]:
    return sorted(
        (each["no"], each["name"], each["acquired"], round(each["price"] * 100), each["condition"])
        for each in truth["assets"]
    )


def book_truth(fresh: CommandLine) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((fresh.books / "assets-truth.json").read_text(encoding="utf-8"))
    return truth


def written(folder: Path, header: tuple[str, ...], *rows: tuple[Any, ...]) -> Path:
    path = folder / "list.xlsx"
    write_workbook(path, [PlannedSheet("ครุภัณฑ์", ("ทะเบียนคุม",), (header,), rows)])
    return path


def test_the_book_of_the_made_up_office_equals_its_truth(fresh: CommandLine) -> None:
    told = fresh("assets", "import", fresh.books / "assets.xlsx")
    truth = book_truth(fresh)
    assert set(told) == {"created", "updated", "unchanged", "rejected", "findings"}
    assert (told["created"], told["updated"], told["unchanged"]) == (len(truth["assets"]), 0, 0)
    assert plain(fresh("assets", "list")) == expected(truth)
    assert [(each["sheet"], each["row"], each["value"]) for each in told["rejected"]] == [
        (each["sheet"], each["row"], each["value"]) for each in truth["rejects"]
    ]
    assert all(each["reason"] for each in told["rejected"])
    assert "split" in {each["kind"] for each in told["findings"]}
    assert fresh.run("verify").code == 0


def test_the_same_book_read_twice_changes_nothing(fresh: CommandLine) -> None:
    first = fresh("assets", "import", fresh.books / "assets.xlsx")
    head = fresh("office", "show")["journal_head"]
    again = fresh("assets", "import", fresh.books / "assets.xlsx")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    assert fresh("office", "show")["journal_head"] == head


def test_a_dry_run_tells_the_same_and_writes_nothing(fresh: CommandLine) -> None:
    head = fresh("office", "show")["journal_head"]
    before = fresh("assets", "import", fresh.books / "assets.xlsx", "--dry-run")
    assert fresh("assets", "list") == []
    assert fresh("office", "show")["journal_head"] == head
    assert fresh("assets", "import", fresh.books / "assets.xlsx") == before


def test_rejected_rows_are_written_mended_and_taken(fresh: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "rejects.xlsx"
    told = fresh("assets", "import", fresh.books / "assets.xlsx", "--rejects", out)
    (sheet,) = read_workbook(out)
    assert [row[-1] for row in sheet.rows[1:]] == [each["row"] for each in told["rejected"]]
    header = tuple(str(cell) for cell in sheet.rows[0])
    at = {heading: place for place, heading in enumerate(header)}
    rows = [list(row) for row in sheet.rows[1:]]
    for place, row in enumerate(rows):
        row[at["เลขรหัสครุภัณฑ์"]] = f"999-60-000{place + 1}"
        row[at["วันที่ได้มา"]], row[at["ราคาต่อหน่วย"]] = "1 มี.ค. 2560", "5,000"
    mended = written(tmp_path, header, *(tuple("" if cell is None else cell for cell in row) for row in rows))
    assert fresh("assets", "import", mended)["created"] == len(rows)
    assert fresh("assets", "list", "--class", "999")[0]["acquired_on"] == "2017-03-01"


@pytest.mark.skipif(OFFICES == [None], reason=f"the sample offices are not beside the checkout: {SAMPLES}")
@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name if office else "none")
def test_the_books_of_the_sample_offices_equal_their_truth(fresh: CommandLine, office: Path) -> None:
    truth = json.loads((office / "truth.json").read_text(encoding="utf-8"))
    told = fresh("assets", "import", office / "assets.xlsx")
    assert (told["created"], told["rejected"]) == (len(truth["assets"]), [])
    assert plain(fresh("assets", "list")) == expected(truth)
    assert fresh("assets", "import", office / "assets.xlsx")["unchanged"] == len(truth["assets"])


@pytest.mark.parametrize(("asset", "annual", "first", "years"), VECTORS)
def test_the_years_of_an_asset_are_those_of_the_notes(
    fresh: CommandLine, asset: tuple[str, int, str], annual: int, first: int, years: list[tuple[int, int]]
) -> None:
    price, life, day = asset
    fresh(
        "assets", "add", "--name", "เครื่อง", "--number", "416-67-0001", "--type", "computer", "--price", price,
        "--life", life, "--acquired", day,
    )  # fmt: skip
    (told,) = fresh("assets", "depreciate", "--fiscal-year", "2580", "--asset", "๔๑๖-๖๗-๐๐๐๑")
    assert set(told) == SCHEDULE_KEYS
    assert all(set(row) == ROW_KEYS for row in told["rows"])
    assert (told["asset_no"], told["annual_satang"]) == ("416-67-0001", annual)
    assert [row["fiscal_year"] for row in told["rows"]] == [first + step for step in range(len(years))]
    assert [(row["months"], row["amount_satang"]) for row in told["rows"]] == years
    assert told["rows"][-1]["accumulated_satang"] == sum(amount for _months, amount in years)


def test_what_the_book_cannot_value_is_told_and_never_left_out(fresh: CommandLine) -> None:
    add = ("assets", "add", "--name", "เครื่อง", "--price", "20,000", "--acquired", "1/3/2567", "--number")
    fresh(*add, "416-67-0001")
    (unknown,) = fresh("assets", "depreciate", "--fiscal-year", "2569")
    assert unknown == {"asset_no": "416-67-0001", "annual_satang": None, "rows": []}
    assert fresh("assets", "list", "--must-check")[0]["must_check"] == "type-missing"
    fresh("assets", "class", "416", "--name", "คอมพิวเตอร์", "--type", "computer")
    assert fresh("assets", "list", "--must-check")[0]["must_check"] == "life-missing"
    fresh("assets", "life", "computer", "4", "--from", "1/10/2566", "--announcement", "ประกาศ 1/2566")
    (told,) = fresh("assets", "depreciate", "--fiscal-year", "2569")
    assert told["annual_satang"] == 500000
    assert fresh("assets", "list", "--must-check") == []
    assert fresh("assets", "show", "416-67-0001")["treatment"] == "depreciated"


def test_things_bought_together_get_consecutive_numbers_and_share_the_price(fresh: CommandLine) -> None:
    fresh("assets", "add", "--name", "เก้าอี้", "--number", "401-68-0007", "--acquired", "2/12/2567")
    cards = fresh(
        "assets", "add", "--name", "เก้าอี้", "--class", "401", "--quantity", "3", "--total", "10,000",
        "--acquired", "9/1/2568",
    )  # fmt: skip
    assert [each["number"] for each in cards] == ["401-68-0008", "401-68-0009", "401-68-0010"]
    assert [each["cost_satang"] for each in cards] == [333334, 333333, 333333]
    assert len({each["purchase_id"] for each in cards}) == 1
    assert len({each["token"] for each in cards}) == 3
    shown = fresh("assets", "show", cards[1]["token"])
    assert shown["purchase"]["total_satang"] == 1000000
    assert [each["kind"] for each in shown["timeline"]] == ["registered"]


def test_a_number_entered_after_the_series_began_is_never_given_again(fresh: CommandLine) -> None:
    bought = ("assets", "add", "--name", "โต๊ะ", "--acquired", "9/1/2568")
    fresh(*bought, "--class", "400")
    fresh(*bought, "--number", "๔๐๐-๖๘-๐๐๐๒")
    (card,) = fresh(*bought, "--class", "400")
    assert card["number"] == "400-68-0003"


def test_a_number_on_another_card_is_refused_in_any_writing(fresh: CommandLine) -> None:
    fresh("assets", "add", "--name", "โต๊ะ", "--number", "400-68-0001")
    again = fresh.run("assets", "add", "--name", "ตู้", "--number", "๔๐๐-๖๘-๐๐๐๑")
    assert again.code == 1
    assert [each["name"] for each in fresh("assets", "list")] == ["โต๊ะ"]


def test_the_office_says_how_its_numbers_are_written(fresh: CommandLine) -> None:
    fresh("assets", "numbering", "--template", "{pre}{cat}/{fy}/{seq}", "--digits", "3", "--prefix", "ทท.")
    (card,) = fresh("assets", "add", "--name", "โต๊ะ", "--class", "400", "--acquired", "9/1/2568")
    assert card["number"] == "ทท.400/2568/001"
    assert fresh.run("assets", "numbering", "--template", "{cat}").code == 1


def test_a_life_outside_the_range_needs_its_reason(fresh: CommandLine) -> None:
    life = ("assets", "life", "computer", "9", "--from", "1/10/2566")
    assert fresh.run(*life).code == 1
    assert fresh(*life, "--outside-because", "มติคณะกรรมการ")["years"] == 9
    assert fresh.run("assets", "life", "land", "9", "--from", "1/10/2566").code == 1


def test_the_opening_balance_of_a_list_goes_on_from_its_year(fresh: CommandLine, tmp_path: Path) -> None:
    header = (
        "เลขรหัสครุภัณฑ์",
        "รายการ",
        "ประเภท",
        "วันที่ได้มา",
        "ราคาต่อหน่วย",
        "อายุการใช้งาน",
        "ค่าเสื่อมราคาสะสม ณ 30 ก.ย. 2567",
    )
    row = ("ครุภัณฑ์คอมพิวเตอร์", "9 ต.ค. 2565", "45,000", "5 ปี")
    told = fresh(
        "assets", "import",
        written(
            tmp_path, header,
            ("416-66-0001", "เครื่อง", *row, "20,000.00"),
            ("416-66-0002", "เครื่อง", *row, "45,000.00"),
        ),
    )  # fmt: skip
    assert [each["value"] for each in told["rejected"]] == ["45,000.00"]
    (years,) = fresh("assets", "depreciate", "--fiscal-year", "2580")
    assert [row["fiscal_year"] for row in years["rows"]] == [2568, 2569, 2570]
    assert years["rows"][0]["accumulated_satang"] == 2900000
    assert years["rows"][-1]["accumulated_satang"] == 4499900


def test_written_off_without_a_year_is_rejected_until_somebody_says_it(fresh: CommandLine, tmp_path: Path) -> None:
    header = ("รหัส", "รายการ", "วันที่ได้มา", "ราคา", "ค่าเสื่อมราคาสะสม")
    book = written(tmp_path, header, ("416-66-0001", "เครื่อง", "9 ต.ค. 2565", "45,000", "9,000"))
    assert [each["value"] for each in fresh("assets", "import", book)["rejected"]] == ["9,000"]
    assert fresh("assets", "import", book, "--opening-year", "2566")["created"] == 1


def test_a_column_is_said_otherwise_and_remembered(fresh: CommandLine, tmp_path: Path) -> None:
    header = ("เลขรหัสครุภัณฑ์", "รายการ", "จ่ายไป", "วันที่ได้มา")
    book = written(tmp_path, header, ("416-66-0001", "เครื่อง", "45,000", "9 ต.ค. 2565"))
    fresh("assets", "import", book, "--column", "จ่ายไป=unit-price")
    assert fresh("assets", "list")[0]["cost_satang"] == 4500000
    other = written(tmp_path, header, ("416-66-0002", "เครื่อง", "50,000", "9 ต.ค. 2565"))
    fresh("assets", "import", other)
    assert fresh("assets", "list")[1]["cost_satang"] == 5000000
    assert fresh.run("assets", "import", book, "--column", "ไม่มี=unit-price").code == 1
    assert fresh.run("assets", "import", book, "--column", "จ่ายไป=money").code == 2


def test_a_later_list_brings_facts_up_to_date_and_leaves_states_alone(fresh: CommandLine, tmp_path: Path) -> None:
    header = ("เลขรหัสครุภัณฑ์", "รายการ", "ราคา", "วันที่ได้มา", "สภาพ")
    fresh("assets", "import", written(tmp_path, header, ("416-66-1", "เครื่อง", "45,000", "9/10/2565", "ปกติ")))
    told = fresh("assets", "import", written(tmp_path, header, ("416-66-1", "เครื่อง", "54,000", "9/10/2565", "ชำรุด")))
    assert (told["created"], told["updated"]) == (0, 1)
    assert sorted(each["kind"] for each in told["findings"]) == ["changed", "state-kept"]
    (card,) = fresh("assets", "list")
    assert (card["cost_satang"], card["status"]) == (5400000, "in-use")


def test_assets_are_found_by_word_class_price_day_state_and_place(fresh: CommandLine) -> None:
    fresh("assets", "import", fresh.books / "assets.xlsx")
    everything = fresh("assets", "list")
    cars = fresh("assets", "list", "--class", "001")
    assert cars and cars == [each for each in everything if each["asset_no"].startswith("001-")]
    assert fresh("assets", "list", "--text", "รถยนต์") == cars
    broken = fresh("assets", "list", "--status", "broken", "--from-price", "20,000")
    assert broken == [each for each in everything if each["status"] == "broken" and each["cost_satang"] >= 2000000]
    late = fresh("assets", "list", "--from", "1/10/2566", "--to", "30/9/2568", "--division", "กองช่าง")
    assert late and all("2023-10-01" <= each["acquired_on"] <= "2025-09-30" for each in late)
    hall = fresh("assets", "list", "--room", "ห้องประชุม")
    assert hall and {each["division"] for each in hall} == {""}


def test_the_register_is_written_to_a_workbook_without_names_of_people(fresh: CommandLine, tmp_path: Path) -> None:
    fresh("assets", "add", "--name", "โต๊ะ", "--number", "400-68-0001", "--price", "5,000", "--custodian", "นางสาว ก")
    out = tmp_path / "assets.xlsx"
    assert fresh("export", "assets", "-o", out)["rows"] == 1
    cells = [str(cell) for row in read_workbook(out)[0].rows for cell in row]
    assert "400-68-0001" in cells and "นางสาว ก" not in cells
    fresh("export", "assets", "-o", out, "--unmask", "--why", "ส่งผู้ตรวจ")
    assert "นางสาว ก" in [str(cell) for row in read_workbook(out)[0].rows for cell in row]


@pytest.mark.parametrize(
    "words",
    [
        ("--acquired", "1/1/2580"),
        ("--quantity", "0"),
        ("--price", "-5"),
        ("--type", "spaceship"),
        ("--price", "10,000", "--opening-accumulated", "9,999.50", "--opening-year", "2569"),
        ("--opening-accumulated", "10"),
        ("--number", "400-68-0002", "--quantity", "5"),
    ],
    ids=lambda words: words[0] + words[1],
)
def test_a_card_that_cannot_be_so_is_refused_whole(fresh: CommandLine, words: tuple[str, ...]) -> None:
    assert fresh.run("assets", "add", "--name", "โต๊ะ", "--number", "400-68-0001", *words).code == 1
    assert fresh("assets", "list") == []


def test_an_unknown_number_is_told(fresh: CommandLine) -> None:
    assert fresh.run("assets", "show", "999-99-9999").code == 1


def test_a_row_without_a_number_waits_for_one_and_comes_once(fresh: CommandLine, tmp_path: Path) -> None:
    header = ("เลขรหัสครุภัณฑ์", "รายการ", "วันที่ได้มา", "ราคา")
    rows = [
        ("", "พัดลม", "5/1/2569", "1,500"),
        ("", "พัดลม", "5/1/2569", "1,500"),
        ("402-69-0001", "พัดลม", "5/1/2569", "1,500"),
    ]
    path = written(tmp_path, header, *rows)
    told = fresh("assets", "import", path)
    assert (told["created"], told["rejected"]) == (3, [])
    assert [each["kind"] for each in told["findings"]].count("number-awaited") == 2
    again = fresh("assets", "import", path)
    assert (again["created"], again["unchanged"]) == (0, 3)
    assert [each["asset_no"] for each in fresh("assets", "list")] == ["402-69-0001", "", ""]


def test_a_list_leaves_a_card_that_left_the_register(fresh: CommandLine, tmp_path: Path) -> None:
    header = ("เลขรหัสครุภัณฑ์", "รายการ", "วันที่ได้มา", "ราคา", "สภาพ")
    fresh("assets", "import", written(tmp_path, header, ("402-69-0001", "พัดลม", "5/1/2569", "1,500", "จำหน่ายแล้ว")))
    head = fresh("office", "show")["journal_head"]
    told = fresh(
        "assets", "import", written(tmp_path, header, ("402-69-0001", "พัดลม", "5/1/2569", "1,900", "จำหน่ายแล้ว"))
    )
    assert (told["updated"], told["unchanged"]) == (0, 1)
    assert "left-register" in {each["kind"] for each in told["findings"]}
    assert fresh("office", "show")["journal_head"] == head


def test_what_a_list_says_anew_stands_in_the_timeline(fresh: CommandLine, tmp_path: Path) -> None:
    header = ("เลขรหัสครุภัณฑ์", "รายการ", "วันที่ได้มา", "ราคา")
    for price in ("1,500", "1,900"):
        told = fresh("assets", "import", written(tmp_path, header, ("402-69-0001", "พัดลม", "5/1/2569", price)))
    assert told["updated"] == 1
    card = fresh("assets", "show", "402-69-0001")
    assert [each["kind"] for each in card["timeline"]] == ["registered", "corrected"]
    assert card["asset"]["cost_satang"] == 190000
