"""Guards the made-up books: every layout and habit is there, the truth says where the faults are, and bytes repeat."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sai_thong.demo.citizen_ids import is_invented
from sai_thong.demo.elder_book import ElderLayout
from sai_thong.demo.people import Population, make_population
from sai_thong.demo.sheets import PlannedSheet, write_workbook
from sai_thong.demo.workbooks import WrittenBooks, list_day, monthly_baht, write_workbooks
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import BadCitizenId, is_valid, read
from sai_thong.thai.digits import to_arabic

Grid = dict[str, list[list[object]]]


def _grid(path: Path) -> Grid:
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig")
        return {path.stem: [line.split(",") for line in text.split("\r\n") if line]}
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _ids(cells: list[object]) -> list[str]:
    """Whatever in a row has thirteen digits and can only be an id."""
    found = []
    for cell in cells:
        digits = "".join(filter(str.isdigit, to_arabic(str(int(cell) if isinstance(cell, float) else cell))))
        if len(digits) == 13 and is_invented(digits):
            found.append(digits)
    return found


@pytest.mark.parametrize("layout", list(ElderLayout))
def test_every_layout_holds_every_elder_and_says_where_each_fault_stands(
    layout: ElderLayout, population: Population, tmp_path: Path
) -> None:
    books = write_workbooks(tmp_path, population, layout)
    grid = _grid(books.elders)
    written = [cid for rows in grid.values() for row in rows for cid in _ids(row)]
    wrong = {reject.citizen_id for reject in books.truth.rejects}
    assert set(written) - wrong == {each.citizen_id for each in books.truth.elders}
    assert len(written) > len(set(written)), "some stand there twice"
    assert wrong
    for reject in books.truth.rejects:
        assert _ids(grid[reject.sheet][reject.row - 1]) == [reject.citizen_id]
        with pytest.raises(BadCitizenId):
            read(reject.citizen_id)


def test_the_layouts_differ_in_sheets_and_headings(population: Population, tmp_path: Path) -> None:
    heads = set()
    for layout in ElderLayout:
        grid = _grid(write_workbooks(tmp_path / layout, population, layout).elders)
        sheet, rows = next(iter(grid.items()))
        heads.add((sheet, str(next(row for row in rows if sum(bool(cell) for cell in row) > 3))))
    assert len(heads) == len(ElderLayout) >= 5


def test_the_same_seed_gives_the_same_bytes(books: WrittenBooks, tmp_path: Path) -> None:
    again = write_workbooks(tmp_path, make_population(seed=7, elders=400))
    names = ("elders", "disabled", "registrar", "assistance", "pensions", "central", "truth_file")
    for name in names:
        assert getattr(again, name).read_bytes() == getattr(books, name).read_bytes(), name


def test_every_habit_of_writing_an_id_and_a_date_occurs(books: WrittenBooks) -> None:
    rows = [row for sheet in _grid(books.elders).values() for row in sheet]
    ids = [row[1] for row in rows if _ids(row)]
    assert any(isinstance(cell, float) for cell in ids)
    for sign in ("-", " ", "๙"):
        assert any(isinstance(cell, str) and sign in cell for cell in ids)
    births = [row[3] for row in rows if _ids(row)]
    days = [cell for cell in births if isinstance(cell, date | datetime)]
    assert any(day.year > 2400 for day in days)
    assert any(day.year < 2400 for day in days)
    texts = [cell for cell in births if isinstance(cell, str)]
    for sign in ("พ.ศ.", "-/-/", "0/0/", "ม.ค."):
        assert any(sign in cell for cell in texts), sign


def test_the_book_of_disabled_people_is_in_windows_thai(books: WrittenBooks) -> None:
    content = books.disabled.read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    lines = content.decode("cp874").split("\r\n")
    assert lines[0].startswith("ลำดับ,เลขประจำตัวประชาชน")
    assert len(lines) - 2 == len(books.truth.disabled)
    assert any("ตลอดชีพ" in line for line in lines)


def test_the_sealed_book_names_the_illness_nowhere(books: WrittenBooks) -> None:
    said = str(_grid(books.assistance)) + str(books.assistance) + books.truth_file.read_text("utf-8")
    for word in ("เอดส์", "HIV", "hiv", "AIDS"):
        assert word not in said
    written = [cid for rows in _grid(books.assistance).values() for row in rows for cid in _ids(row)]
    assert written == [each.citizen_id for each in books.truth.assisted]


def test_the_registrars_list_has_everyone_of_its_age_with_deaths_and_moves(
    population: Population, books: WrittenBooks
) -> None:
    rows = next(iter(_grid(books.registrar).values()))
    by_id = {str(row[0]): row for row in rows if is_valid(str(row[0]))}
    assert set(by_id) == {each.citizen_id for each in population.registered}
    assert list_day(population) < population.on
    for person in population.registered:
        row = by_id[person.citizen_id]
        assert bool(row[10]) == person.died
        assert bool(row[11]) == bool(person.moved_out_on)
        assert bool(row[12]) == bool(person.moved_in_on)


def test_wrong_amounts_are_told_where_the_layout_has_amounts(population: Population, tmp_path: Path) -> None:
    truth = write_workbooks(tmp_path, population, ElderLayout.AMOUNTS).truth
    grid = _grid(tmp_path / "elders.xlsx")
    month = Month.of(population.on)
    right = {each.citizen_id: monthly_baht(each.birth, month) for each in population.elders}
    differing = {
        cid
        for rows in grid.values()
        for row in rows
        for cid in _ids(row)
        if cid in right and isinstance(row[7], float) and right[cid] != row[7]
    }
    assert differing
    assert sorted(differing) == list(truth.differing_amounts)


def test_the_central_list_differs_where_the_truth_says(population: Population, books: WrittenBooks) -> None:
    listed = {row[0]: int(str(row[2])) for row in _grid(books.central)["central"][1:]}
    month = Month.of(population.on)
    paid = {
        each.citizen_id: monthly_baht(each.birth, month)
        for each in population.elders
        if each.alive and each.moved_out_on is None
    }
    assert sorted(set(paid) - set(listed)) == list(books.truth.missing_in_central)
    assert sorted(cid for cid in listed if listed[cid] != paid[str(cid)]) == list(books.truth.differing_in_central)
    assert books.truth.missing_in_central
    assert books.truth.differing_in_central


@pytest.mark.parametrize(
    ("birth", "month", "baht"),
    [
        (PartialDate(2499, 11, 1), Month(2026, 10), 600),
        (PartialDate(2499, 11, 1), Month(2026, 11), 700),
        (PartialDate(2499, 11, 2), Month(2026, 11), 600),
        (PartialDate(2499, 11, 2), Month(2026, 12), 700),
        (PartialDate(2489, None, None), Month(2026, 1), 800),
        (PartialDate(2479, 9, 30), Month(2026, 10), 1000),
    ],
)
def test_amounts_in_the_book_follow_the_steps(birth: PartialDate, month: Month, baht: int) -> None:
    assert monthly_baht(birth, month) == baht


def test_the_truth_file_has_the_shape_of_the_samples(books: WrittenBooks) -> None:
    told = json.loads(books.truth_file.read_text("utf-8"))
    assert told["on"] == "2026-11-03"
    first = next(iter(told["elders"].values()))
    assert set(first) == {"prefix", "first", "last", "born", "born_exact", "house", "moo", "alive"}
    assert set(told["rejects"][0]) == {"sheet", "row", "cid", "why"}
    assert {"cid", "born", "kinds", "written_kind", "card_expires", "card_lifelong"} == set(told["disabled"][0])


def test_a_header_of_two_rows_is_merged_as_clerks_merge_it(tmp_path: Path) -> None:
    import openpyxl

    sheet = PlannedSheet("ก", ("ชื่อเรื่อง",), (("ที่", "ที่อยู่", "", "อายุ"), ("", "บ้านเลขที่", "หมู่", "")), ((1, "5", 2, 60),))
    write_workbook(tmp_path / "a.xlsx", [sheet])
    merged = openpyxl.load_workbook(tmp_path / "a.xlsx")["ก"].merged_cells.ranges
    assert {str(each) for each in merged} == {"A2:A3", "B2:C2", "D2:D3"}
