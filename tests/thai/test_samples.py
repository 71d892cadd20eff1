"""Every row of the sample offices reads as their truth says: ids, names, dates of birth and card expiry."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from sai_thong.thai import citizen_id
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.citizen_id import BadCitizenId, IdFault
from sai_thong.thai.dates import DateHint, read_date
from sai_thong.thai.names import Name, split_name

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
OFFICES = sorted(SAMPLES.glob("office-*")) or [None]

pytestmark = pytest.mark.skipif(OFFICES == [None], reason=f"the sample offices are not beside the checkout: {SAMPLES}")
each_office = pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name if office else "none")

HEADINGS = {
    "id": ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน 13 หลัก"),
    "name": ("ชื่อ - สกุล", "ชื่อ-สกุล"),
    "prefix": ("คำนำหน้า",),
    "first": ("ชื่อ",),
    "last": ("นามสกุล",),
    "born": ("วัน/เดือน/ปีเกิด", "วดป.เกิด", "เกิดวันที่"),
    "age": ("อายุ", "อายุ (ปี)"),
}
COLUMN_OF = {heading: column for column, headings in HEADINGS.items() for heading in headings}


def truth_of(office: Path) -> dict[str, Any]:
    """What a careful clerk makes of the office's files."""
    truth: dict[str, Any] = json.loads((office / "truth.json").read_text(encoding="utf-8"))
    return truth


def elder_rows(office: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The sheet, row number and known cells of each person in the elders' workbook."""
    workbook = CalamineWorkbook.from_path(str(office / "elders.xlsx"))
    for sheet in workbook.sheet_names:
        columns: dict[int, str] = {}
        for number, cells in enumerate(workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1):
            if not columns:
                columns = {i: COLUMN_OF[str(cell)] for i, cell in enumerate(cells) if str(cell) in COLUMN_OF}
            elif (row := {column: cells[i] for i, column in columns.items()})["born"] != "":
                yield sheet, number, row


def name_of(row: dict[str, Any]) -> Name:
    """The name of a row, written in one cell or in three."""
    return split_name(row["name"]) if "name" in row else split_name(f"{row['prefix']}{row['first']} {row['last']}")


def age_of(row: dict[str, Any]) -> int | None:
    """The age the row gives, in any digits."""
    return int(float(row["age"])) if "age" in row else None


@each_office
@pytest.mark.parametrize("with_age", [True, False], ids=["age column", "purpose only"])
def test_every_elder_reads_as_the_truth_says(office: Path, with_age: bool) -> None:
    truth = truth_of(office)
    on = date.fromisoformat(truth["on"])
    read: dict[str, tuple[object, ...]] = {}
    for _sheet, _number, row in elder_rows(office):
        try:
            cid = citizen_id.read(row["id"])
        except BadCitizenId:
            continue
        born = read_date(row["born"], DateHint(on=on, purpose="elders", age=age_of(row) if with_age else None))
        read[cid] = (*name_of(row)[:3], born.effective.isoformat(), born.exact)
    assert read == {
        cid: tuple(elder[key] for key in ("prefix", "first", "last", "born", "born_exact"))
        for cid, elder in truth["elders"].items()
    }


@each_office
def test_the_age_column_agrees_with_the_dates_read(office: Path) -> None:
    on = date.fromisoformat(truth_of(office)["on"])
    assert {
        read_date(row["born"], DateHint(on=on, purpose="elders")).age_on(on) - age
        for _sheet, _number, row in elder_rows(office)
        if (age := age_of(row)) is not None
    } <= {-1, 0, 1}


@each_office
def test_ids_are_refused_where_the_truth_refuses_them(office: Path) -> None:
    refused = []
    for sheet, number, row in elder_rows(office):
        try:
            citizen_id.read(row["id"])
        except BadCitizenId as fault:
            assert fault.reason is IdFault.CHECKSUM
            refused.append((sheet, number))
    assert refused == [(reject["sheet"], reject["row"]) for reject in truth_of(office)["rejects"]]


@each_office
def test_every_disabled_person_reads_as_the_truth_says(office: Path) -> None:
    truth = truth_of(office)
    on = date.fromisoformat(truth["on"])
    births, expiry = DateHint(on=on, purpose="disabled"), DateHint(on=on, purpose="future")
    with (office / "disabled.csv").open(encoding="cp874", newline="") as file:
        read = [
            (
                citizen_id.read(row["เลขประจำตัวประชาชน"]),
                read_date(row["วันเดือนปีเกิด"], births),
                read_date(row["บัตรหมดอายุ"], expiry),
            )
            for row in csv.DictReader(file)
        ]
    assert read == [
        (person["cid"], of_iso(person["born"]), of_iso(person["card_expires"])) for person in truth["disabled"]
    ]


def of_iso(text: str) -> PartialDate:
    """A date of the truth, known to the day."""
    return PartialDate.from_date(date.fromisoformat(text))
