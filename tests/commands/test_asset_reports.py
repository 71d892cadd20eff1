"""Reports of the register by command: on the screen, for programs, on paper and as workbooks, with the same sums."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from sai_thong.exchange.assets.register_reports import RegisterReport
from tests.commands.conftest import CommandLine
from tests.forms.reading import by_pdfium

SURVEY = ("st1", "st2", "st3", "must-check")
SHEETS = ["อปท.-สท.1", "อปท.-สท.2", "อปท.-สท.3", "ต้องตรวจสอบ"]


@pytest.fixture
def office(fresh: CommandLine) -> CommandLine:
    """A car, three chairs of which the type has no life, a cheap fan, land, and a thing whose price nobody knows."""
    car = ("--name", "รถยนต์", "--number", "001-66-0001", "--type", "vehicle", "--life", 8, "--price", "850,000")
    fresh("assets", "add", *car, "--acquired", "1/2/2566", "--unit", "คัน")
    chairs = ("--name", "เก้าอี้", "--class", "401", "--quantity", 3, "--type", "office", "--price", "14,500")
    fresh("assets", "add", *chairs, "--acquired", "9/10/2567")
    fresh("assets", "add", "--name", "พัดลม", "--number", "=1+1", "--type", "office", "--price", "1,200")
    land = ("--name", "ที่ดิน", "--number", "101-45-0001", "--type", "land", "--price", "125,000")
    fresh("assets", "add", *land, "--acquired", "7/5/2545")
    fresh("assets", "add", "--name", "ตู้เหล็ก", "--number", "406-50-0001", "--acquired", "1/10/2549")
    return fresh


def report(office: CommandLine, name: str, *words: object) -> dict[str, Any]:
    told: dict[str, Any] = office("assets", "report", name, "--fiscal-year", 2569, *words)
    return told


def sheet(path: Path, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def below_headings(rows: list[list[Any]]) -> list[list[Any]]:
    begin = next(place for place, row in enumerate(rows) if row[0] == "ลำดับ")
    return rows[begin + 1 :]


def test_the_survey_tells_every_asset_once_and_the_first_report_is_the_sum_of_the_second(office: CommandLine) -> None:
    told = {name: report(office, name) for name in SURVEY}
    assert [row["asset_no"] for row in told["st2"]["rows"]] == ["101-45-0001", "001-66-0001"]
    assert [row["asset_no"] for row in told["must-check"]["rows"]] == [
        "401-68-0001",
        "401-68-0002",
        "401-68-0003",
        "406-50-0001",
    ]
    # Domain notes 1.7, the sixth vector at the end of its fourth year: 70,833.33 and three times 106,250.00.
    assert told["st2"]["totals"] == {"cost_satang": 97_500_000, "accumulated_satang": 38_958_333}
    assert told["st1"]["totals"] == told["st2"]["totals"] | {"net_satang": 97_500_000 - 38_958_333}
    assert [row["cost_satang"] for row in told["st1"]["rows"]] == [12_500_000, 0, 0, 85_000_000, 0, 0, 0, 0]
    # The fan was accepted in the year after.
    assert told["st3"]["rows"] == []
    assert not told["st1"]["closed"]
    assert [told[name].get("left_out") for name in ("st1", "st2", "st3", "must-check")] == [4, 4, 4, None]


def test_a_report_says_how_many_assets_it_leaves_out(office: CommandLine) -> None:
    assert "4 รายการ: assets report must-check" in office.run("assets", "report", "st1").out


def test_without_a_year_the_last_one_that_is_over_is_told(office: CommandLine) -> None:
    assert office("assets", "report", "st1")["fiscal_year"] == 2569


def test_classes_and_the_years_depreciation(office: CommandLine) -> None:
    classes = {row["class_code"]: (row["cards"], row["cost_satang"]) for row in report(office, "pd3")["rows"]}
    assert classes["401"] == (3, 4_350_000)
    assert classes[""] == (1, 120_000)
    assert report(office, "pd3")["totals"] == {"cards": 7, "cost_satang": 101_970_000}
    year = report(office, "depreciation")
    car = next(row for row in year["rows"] if row["asset_no"] == "001-66-0001")
    assert (car["brought_forward_satang"], car["amount_satang"], car["accumulated_satang"], car["net_satang"]) == (
        28_333_333,
        10_625_000,
        38_958_333,
        46_041_667,
    )
    assert (car["parts"], car["life_years"], car["rate_percent"]) == (12, 8, 12.5)


def test_a_workbook_of_the_survey_has_all_four_sheets(office: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "survey.xlsx"
    for name in SURVEY:
        told = report(office, name, "-o", out)
        assert told["file"] == str(out)
        assert CalamineWorkbook.from_path(str(out)).sheet_names == SHEETS
        rows = below_headings(sheet(out, SHEETS[SURVEY.index(name)]))
        assert len([row for row in rows if isinstance(row[0], float)]) == len(told["rows"])


def test_money_in_a_workbook_is_a_number_in_baht_with_its_sum_and_text_is_no_formula(
    office: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "st2.xlsx"
    report(office, "st2", "-o", out)
    land, car, total = below_headings(sheet(out, "อปท.-สท.2"))
    assert land[4:] == ["101-45-0001", "7 พ.ค. 2545", "", 125000.0, 0.0]
    assert car[1:] == ["ครุภัณฑ์ยานพาหนะและขนส่ง", "รถยนต์", "คัน", "001-66-0001", "1 ก.พ. 2566", 8.0, 850000.0, 389583.33]
    assert total[6:] == ["รวมทั้งสิ้น", 975000.0, 389583.33]
    later = tmp_path / "st3.xlsx"
    office("assets", "report", "st3", "--fiscal-year", 2570, "-o", later)
    fan, total = below_headings(sheet(later, "อปท.-สท.3"))
    assert fan[3] == "=1+1"
    assert total[-1] == 1200.0


def test_the_heads_of_a_workbook_say_whose_and_of_when(office: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "st1.xlsx"
    report(office, "st1", "-o", out)
    head = " ".join(str(row[0]) for row in sheet(out, "อปท.-สท.1")[:4])
    for words in ("รายงานแสดงมูลค่ารวมของสินทรัพย์", "ณ วันที่ 30 กันยายน 2569", "หน่วยงาน องค์การบริหารส่วนตำบล", "โทรสาร"):
        assert words in head


def test_every_report_is_a_paper_and_a_table_on_the_screen_with_the_same_rows(
    office: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "report.pdf"
    for name in RegisterReport:
        told = report(office, name, "-o", out)
        shown = office.run("assets", "report", name, "--fiscal-year", 2569)
        assert shown.code == 0
        for row in told["rows"]:
            key = str(row.get("asset_no") or row.get("class_code") or row.get("group") or "")
            assert key in by_pdfium(out.read_bytes())
            assert key in shown.out


def test_a_file_of_another_kind_is_refused(office: CommandLine, tmp_path: Path) -> None:
    assert office.run("assets", "report", "st1", "-o", tmp_path / "st1.docx").code == 2
    assert office.run("assets", "report", "st9").code == 2


def test_several_cards_are_printed_by_command_and_a_paper_of_one_takes_one(office: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "register.pdf"
    told = office("print", "asset-register", "--id", "001-66-0001", "--id", "101-45-0001", "-o", out)
    assert told["pages"] == 2
    assert office("print", "asset-register", "-o", out)["pages"] == 7
    assert office("print", "property-card", "-o", out)["pages"] == 2
    assert office("print", "asset-register", "--class", "401", "-o", out)["pages"] == 3
    assert office.run("print", "asset-transfer", "-o", out).code == 2
    assert office.run("print", "waiver", "--id", "1", "--id", "2", "-o", out).code == 2
    assert office("print", "asset-list", "--class", "401", "-o", out)["pages"] == 1
