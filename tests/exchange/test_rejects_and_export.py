"""Rejected rows come back mended; what is exported opens as text and can be read again without a change."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sai_thong.db.store import Store
from sai_thong.exchange.export import export_register
from sai_thong.exchange.headings import REASON_HEADING, SOURCE_ROW_HEADING, PersonField
from sai_thong.exchange.importing import apply_import
from sai_thong.exchange.layout import propose_layout
from sai_thong.exchange.layout_memory import remember_mapping, remembered_mappings, with_mapping
from sai_thong.exchange.planning import plan_file, plan_import
from sai_thong.exchange.rejects import write_rejects
from sai_thong.exchange.workbooks import read_workbook
from sai_thong.ground.errors import BadInput
from sai_thong.ground.whole_file import NotWritten
from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.registers.office.records import Setting
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.citizen_id import formatted
from tests.exchange.made import HEADINGS, TODAY, crowd, elder_row, elder_sheet, made_id, plan_of, save_xlsx, sheet_of

PEOPLE = crowd(31, 6)


def wrong(citizen_id: str) -> str:
    return citizen_id[:-1] + str((int(citizen_id[-1]) + 1) % 10)


def test_rejected_rows_are_exported_mended_and_read_again(tmp_path: Path, store: Store) -> None:
    rows = [list(elder_row(n, p))[:6] for n, p in enumerate(PEOPLE, 1)]
    rows[1][1] = formatted(wrong(PEOPLE[1].citizen_id))
    rows[4][3] = date(1946, 2, 12)
    rows[4][1] = int(wrong(PEOPLE[4].citizen_id))
    source = save_xlsx(
        tmp_path / "elders.xlsx", {"ม.๗": [("บัญชี",), HEADINGS[:6], *map(tuple, rows), (), ("รวม", 6, "ราย")]}
    )
    plan = plan_file(source, scheme=Scheme.OLD_AGE, today=TODAY)
    assert apply_import(store, plan).created == 4

    rejects = tmp_path / "rejects.xlsx"
    assert write_rejects(plan, rejects) == 2
    workbook = openpyxl.load_workbook(rejects)
    (sheet,) = workbook.worksheets
    assert sheet.title == "ม.๗"
    assert [cell.value for cell in sheet[2]] == [*HEADINGS[:6], REASON_HEADING, SOURCE_ROW_HEADING]
    assert [sheet.cell(row, 8).value for row in (3, 4)] == [4, 7]
    assert all(sheet.cell(row, 7).value for row in (3, 4))
    assert sheet.cell(4, 2).value == wrong(PEOPLE[4].citizen_id)

    sheet.cell(3, 2).value, sheet.cell(4, 2).value = PEOPLE[1].citizen_id, PEOPLE[4].citizen_id
    workbook.save(rejects)
    mended = plan_file(rejects, scheme=Scheme.OLD_AGE, today=TODAY)
    assert mended.layout.lists[0].signature == plan.layout.lists[0].signature
    outcome = apply_import(store, mended)
    assert (outcome.created, len(outcome.rejected)) == (2, 0)
    assert {each.moo for each in store.find(Citizen)} == {7}
    assert len(store.find(Citizen)) == 6
    assert any(each.birth == PartialDate(2489, 2, 12) for each in store.find(Citizen))


def test_rejects_of_nothing_are_headings_alone(tmp_path: Path) -> None:
    assert write_rejects(plan_of(elder_sheet(PEOPLE)), tmp_path / "none.xlsx") == 0
    (sheet,) = read_workbook(tmp_path / "none.xlsx")
    assert list(sheet.rows) == [(*HEADINGS, REASON_HEADING, SOURCE_ROW_HEADING)]


def test_rejects_of_several_lists_keep_their_sheets(tmp_path: Path) -> None:
    sheets = []
    for moo in (1, 2):
        row = list(elder_row(1, PEOPLE[moo]))
        row[1] = wrong(PEOPLE[moo].citizen_id)
        sheets.append(sheet_of(HEADINGS, tuple(row), elder_row(2, PEOPLE[moo + 2]), name=f"หมู่/{moo}"))
    write_rejects(plan_of(*sheets), tmp_path / "two.xlsx")
    assert [sheet.name for sheet in read_workbook(tmp_path / "two.xlsx")] == ["หมู่-1", "หมู่-2"]


def test_an_exported_register_reads_back_without_a_change(tmp_path: Path, store: Store) -> None:
    people = [dataclasses.replace(each, alive=True) for each in PEOPLE]
    apply_import(store, plan_of(elder_sheet(people)))
    register_citizen(
        store,
        Citizen(
            citizen_id=made_id(500),
            prefix="นาง",
            first_name="คำ",
            last_name="ดี",
            birth=PartialDate(2480),
            house_no="1/2",
            moo=3,
            phone="0812345678",
            bank_code="034",
            account_no="0123456789",
            deceased=True,
            death=PartialDate(2569, 10),
            moved_in_on=date(2020, 1, 5),
        ),
    )
    path = tmp_path / "citizens.xlsx"
    assert export_register(store, "citizens", path).rows == 7
    plan = plan_file(path, scheme=None, today=TODAY)
    before = {each.citizen_id: each for each in store.find(Citizen)}
    outcome = apply_import(store, plan)
    assert (outcome.created, len(outcome.rejected)) == (0, 0)
    for each in store.find(Citizen):
        same = dataclasses.replace(each, registry_seen_on=None, version="")
        assert same == dataclasses.replace(before[each.citizen_id], version="")


def test_exported_text_is_never_a_formula_and_ids_are_text(tmp_path: Path, store: Store) -> None:
    register_citizen(
        store, Citizen(citizen_id=made_id(7), first_name="=1+1", last_name="@SUM(A1)", house_no="+2", note="-3")
    )
    path = tmp_path / "export.xlsx"
    export_register(store, "citizens", path)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"=1+1", "@SUM(A1)", "+2", "-3", made_id(7)} <= {cell.value for cell in cells}


def test_an_export_is_noted_in_the_journal(tmp_path: Path, store: Store) -> None:
    head = store.head()
    export_register(store, "citizens", tmp_path / "a.xlsx")
    assert store.head() != head
    assert [entry.subject.record_type for entry in store.history("citizens")] == ["access"]


def test_an_unknown_register_and_a_folder_in_the_way_are_told(tmp_path: Path, store: Store) -> None:
    with pytest.raises(BadInput):
        export_register(store, "nothing", tmp_path / "a.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(NotWritten):
        export_register(store, "citizens", tmp_path / "folder.xlsx")


def test_a_corrected_mapping_is_remembered_for_its_layout(store: Store) -> None:
    sheets = [elder_sheet(PEOPLE)]
    layout = propose_layout(sheets)
    columns = dict(layout.lists[0].columns)
    columns[PersonField.COMMUNITY] = columns.pop(PersonField.REMARK)
    corrected = with_mapping(layout, layout.lists[0].signature, columns)
    assert corrected.lists[0].columns == columns
    remember_mapping(store, layout.lists[0].signature, columns)
    remember_mapping(store, layout.lists[0].signature, columns)
    assert len(store.find(Setting)) == 1
    again = propose_layout(sheets, remembered_mappings(store))
    assert again.lists[0].columns == columns and again.lists[0].remembered
    assert not plan_import(sheets, again, scheme=Scheme.OLD_AGE, today=TODAY).people[0].remark


def test_a_remembered_mapping_of_another_program_version_is_passed_over(store: Store) -> None:
    with store.transaction() as tx:
        tx.insert(Setting(key="import.layout.abc", value='{"unheard-of": [1]}'))
        tx.insert(Setting(key="import.layout.def", value="nonsense"))
    assert remembered_mappings(store) == {}
