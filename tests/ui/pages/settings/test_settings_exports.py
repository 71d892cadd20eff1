"""Lists are saved from the window: masked, unless a reason is given that the journal keeps."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.exchange.export_lists import LISTED
from sai_thong.registers.allowances.records import PaymentLine
from sai_thong.thai.citizen_id import is_valid
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.exports import ExportsSection
from sai_thong.ui.shell import Shell
from tests.ui.pages.settings.steps import open_section, save, told, write


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chosen = tmp_path / "list.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(chosen), ""))
    return chosen


def exports(page: SettingsPage) -> ExportsSection:
    section = open_section(page, "exports")
    assert isinstance(section, ExportsSection)
    return section


def ids_in(path: Path) -> list[str]:
    (sheet,) = openpyxl.load_workbook(path).worksheets
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    return [value for value in cells if isinstance(value, str) and is_valid(value)]


def test_the_payments_of_a_month_are_saved_masked(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot, path: Path
) -> None:
    section = exports(page)
    month = office_store.find(PaymentLine)[-1].paid_in
    lines = office_store.find(PaymentLine, paid_in=month)
    write(section.form, "month", month.be_text)
    save(qtbot, shell, section.form)
    assert f"{len(lines):,}" in told(page)
    assert path.exists()
    assert ids_in(path) == []
    assert [entry.changes["action"][1] for entry in office_store.history("payments") if entry.changes] == ["export"]


def test_whole_ids_need_a_reason_and_it_is_kept(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot, path: Path
) -> None:
    section = exports(page)
    values = {"list": "claims", "unmask": True, "month": None}
    section.form.set_values(section.form.draft() | values)
    save(qtbot, shell, section.form)
    assert section.form.banners.banners()
    assert not path.exists()
    write(section.form, "reason", "ส่งตรวจสอบสิทธิ")
    save(qtbot, shell, section.form)
    assert ids_in(path)
    (entry,) = office_store.history("claims")
    assert entry.changes is not None
    assert (entry.changes["action"][1], entry.reason) == ("export-whole", "ส่งตรวจสอบสิทธิ")


def test_payments_are_of_a_month_or_a_year_not_of_both(
    page: SettingsPage, shell: Shell, qtbot: QtBot, path: Path
) -> None:
    section = exports(page)
    write(section.form, "year", "2569")
    save(qtbot, shell, section.form)
    assert section.form.banners.banners()
    assert not path.exists()


def test_leaving_the_file_dialog_writes_nothing(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    head = office_store.head()
    save(qtbot, shell, exports(page).form)
    assert office_store.head() == head


def test_every_list_is_offered_by_its_name(page: SettingsPage) -> None:
    box = exports(page).form.editor("list").focus_target()
    offered = {box.itemData(place) for place in range(box.count())}  # type: ignore[attr-defined]
    assert {each.value for each in LISTED} <= offered
