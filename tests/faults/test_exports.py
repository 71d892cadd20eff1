"""No cell of any exported file is a formula or a link, whatever the office's records say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import openpyxl
import pytest

from sai_thong.db.store import Store
from sai_thong.exchange import export, export_lists, petition_figures, petition_register, rejects
from sai_thong.exchange.assets import register, sightings_file, survey_workbook
from sai_thong.exchange.assets.register_reports import RegisterReport
from sai_thong.exchange.dossier_files import dossier_csv
from sai_thong.exchange.export_lists import LISTED, ListName, ListRequest
from sai_thong.exchange.planning import plan_file
from sai_thong.records import Kind, Record, declaration_of
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.assets.records import Asset, InspectionRound, InspectionSighting
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.figures import Half, service_figures
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.trust.dossier import compile_dossier
from sai_thong.server.web.tables import Line, Table, Words
from sai_thong.server.web.workbook import workbook
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.faults import bad_files
from tests.faults.killed_work import Offices, at_work, lay_out_copy

ROOT = Path(__file__).resolve().parents[2]
SIGNS = ("=", "+", "-", "@", "\t=", "\r=")
YEAR = 2570
OUR_SUMS = re.compile(r"=SUM\([A-Z]+\d+:[A-Z]+\d+\)")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Planted:
    """An office every record of which says formulas."""

    store: Store
    person: Citizen
    round_id: str


def harmful(record_class: type[R], sign: str, **given: object) -> R:
    """A record with a formula in every text, and in every other field whatever it may hold."""
    told: dict[str, Any] = {}
    for each in declaration_of(record_class).fields:
        if each.kind is Kind.TEXT and not each.unique:
            told[each.name] = f"{sign}1+HYPERLINK(1)"
        elif each.kind is Kind.TEXT or (each.required and not each.optional):
            told[each.name] = some_value(each.kind, each.python_type, sign)
    return record_class(**(told | given))


def some_value(kind: Kind, python_type: type, sign: str) -> object:
    values: dict[Kind, object] = {
        Kind.TEXT: f"{sign}{next(NUMBERS)}",
        Kind.INTEGER: YEAR,
        Kind.MONEY: 60_000,
        Kind.BOOLEAN: True,
        Kind.DATE: date(2026, 10, 5),
        Kind.TIME: datetime(2026, 10, 5, 3, tzinfo=UTC),
        Kind.MONTH: Month(2026, 11),
        Kind.PARTIAL_DATE: PartialDate(2489, 1, 12),
        Kind.JSON: (),
    }
    return next(iter(python_type)) if kind is Kind.CHOICE else values[kind]  # type: ignore[call-overload]


NUMBERS = iter(range(10**6))


@pytest.fixture(scope="module")
def planted(offices: Offices, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("planted") / "office of formulas"
    lay_out_copy(offices.fresh, folder)
    with at_work(folder) as store:
        classes = {*export.EXPORTED.values(), *LISTED.values(), Petition, Asset} - {Citizen}
        store._consequences.clear()  # what follows from real work has no say in what is planted
        with store.transaction("=1+1") as tx:
            people = [tx.insert(harmful(Citizen, sign, merged_into="", citizen_id=None)) for sign in SIGNS]
            claim = tx.insert(harmful(Claim, "=", person_id=people[0].id))
            ids = {"person_id": people[0].id, "claim_id": claim.id, "merged_into": ""}
            for sign in SIGNS:
                for each in sorted(classes, key=lambda one: one.__name__):
                    names = {one.name for one in declaration_of(each).fields}
                    tx.insert(harmful(each, sign, **{name: value for name, value in ids.items() if name in names}))
            round_ = tx.insert(harmful(InspectionRound, "="))
            for sign in SIGNS:
                tx.insert(harmful(InspectionSighting, sign, round_id=round_.id))
        yield Planted(store, people[0], round_.id)


def rejected_rows(path: Path) -> None:
    source = path.with_name("source.xlsx")
    cells = ("=1+1", "+1+1", "-1+1", "@SUM(1+1)")
    rows = "".join(
        bad_files.person_row(number, name=each, remark=each, cid="1101700230709")
        for number, each in enumerate(cells, 2)
    )
    source.write_bytes(
        bad_files.zipped(bad_files.office_xml(f"<sheetData>{bad_files.headings_row()}{rows}</sheetData>"))
    )
    plan = plan_file(source, scheme=None, today=date(2026, 11, 3))
    assert plan.rejected
    rejects.write_rejects(plan, path)


Write = Callable[[Planted, Path], object]
EXPORTERS: dict[str, dict[str, Write]] = {
    "exchange/export.py": {
        name: lambda office, path, name=name: export.export_register(office.store, name, path)
        for name in export.EXPORTED
    },
    "exchange/export_lists.py": {
        name: lambda office, path, name=name: export_lists.export_list(
            office.store,
            ListRequest(name, fiscal_year_be=YEAR, person=office.person, unmask=True, why="=1"),
            path,
        )
        for name in ListName
    },
    "exchange/petition_register.py": {
        "petitions": lambda office, path: petition_register.export_petitions(office.store, path, unmask=True, why="=1")
    },
    "exchange/petition_figures.py": {
        "figures": lambda office, path: petition_figures.export_figures(
            office.store, service_figures(office.store, YEAR, Half.FIRST), path
        )
    },
    "exchange/rejects.py": {"rejects": lambda _office, path: rejected_rows(path)},
    "exchange/assets/register.py": {
        "assets": lambda office, path: register.export_assets(office.store, path, unmask=True, why="=1")
    },
    "exchange/assets/survey_workbook.py": {
        report: lambda office, path, report=report: survey_workbook.export_report(office.store, report, YEAR, path)
        for report in RegisterReport
    },
    "exchange/assets/sightings_file.py": {
        "sightings.csv": lambda office, path: sightings_file.write_sightings(office.store, office.round_id, path)
    },
    "exchange/dossier_files.py": {
        "dossier.csv": lambda office, path: path.write_bytes(
            dossier_csv(compile_dossier(office.store, office.person, why="=1"))
        )
    },
    "server/web/workbook.py": {
        "web": lambda _office, path: path.write_bytes(
            workbook(["=1+1"], [Table("=1+1", ["=1+1", "+1"], [Line([Words("=1+1"), Words("@SUM(1)")])])])
        )
    },
}
"""Every file of the program that writes tables → how each kind of its files is written."""


def test_every_file_that_writes_tables_is_tried() -> None:
    writing = re.compile(r"\bcsv\.(writer|DictWriter)\(|\bnew_workbook\(|\bxlsxwriter\.Workbook\(")
    found = {
        path.relative_to(ROOT / "sai_thong").as_posix()
        for path in (ROOT / "sai_thong").rglob("*.py")
        if writing.search(path.read_text(encoding="utf-8"))
    }
    made_up = {each for each in found if each.startswith("demo/")}
    assert found - made_up - {"exchange/xlsx.py"} == set(EXPORTERS)


@pytest.mark.parametrize("module", EXPORTERS)
def test_no_cell_is_a_formula_or_a_link(planted: Planted, tmp_path: Path, module: str) -> None:
    planted_words = 0
    for name, write in EXPORTERS[module].items():
        path = tmp_path / (name if name.endswith(".csv") else f"{name}.xlsx")
        write(planted, path)
        cells = list(csv_cells(path) if path.suffix == ".csv" else xlsx_cells(path))
        assert cells
        planted_words += sum("1+HYPERLINK" in each or "1+1" in each for each in cells)
    # Figures alone tell no words of a record.
    assert planted_words or module in {"exchange/petition_figures.py"}


def csv_cells(path: Path) -> Iterator[str]:
    for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
            yield cell


def xlsx_cells(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert OUR_SUMS.fullmatch(str(cell.value)), cell.value
                elif isinstance(cell.value, str):
                    yield cell.value


def test_what_was_made_harmless_is_read_back_as_it_was(planted: Planted, tmp_path: Path) -> None:
    path = tmp_path / "sightings.csv"
    sightings_file.write_sightings(planted.store, planted.round_id, path)
    read = sightings_file.read_sightings(path, fiscal_year_be=YEAR, on=date(2026, 11, 3))
    assert {each.tag[0] for each in read.sightings} == {"=", "+", "-", "@"}
