"""Photographs and scans of a case: dropped on it, shown small, opened in the preview, removed with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.petitions.files import files_of
from sai_thong.ui.pages.petitions.case_files import as_pdf
from sai_thong.ui.pages.petitions.files_strip import FilesStrip
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.petitions.worked import CaseDesk


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "หลังซ่อม.jpg"
    Image.new("RGB", (800, 600), "#334455").save(path)
    return path


def names(cases: CaseDesk) -> list[str]:
    return [file.name for file in files_of(cases.page.desk.store, cases.shown.case_id)]


def drop(cases: CaseDesk, *paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    cases.listed.desk.panel.dropEvent(event)
    return event


def has_files(cases: CaseDesk, count: int) -> Callable[[], bool]:
    return lambda: cases.listed.desk.panel.files is not None and len(cases.listed.desk.panel.files.tiles) == count


def test_a_dropped_photograph_is_kept_with_its_small_picture(cases: CaseDesk, photograph: Path) -> None:
    cases.choose("6,000")
    drop(cases, photograph)
    cases.wait(has_files(cases, 1))
    assert names(cases) == ["หลังซ่อม.jpg"]
    assert cases.listed.desk.panel.files is not None
    assert not cases.listed.desk.panel.files.tiles[0].icon().isNull()


def test_files_are_chosen_in_a_dialogue(cases: CaseDesk, photograph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases.choose("6,000")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(photograph)], ""))
    cases.listed.desk.choose_files()
    cases.wait(has_files(cases, 1))


def test_what_is_no_picture_is_refused_in_words(cases: CaseDesk, tmp_path: Path) -> None:
    cases.choose("6,000")
    text = tmp_path / "จดหมาย.docx"
    text.write_bytes(b"PK nothing")
    drop(cases, text)
    cases.wait(lambda: "จดหมาย.docx" in cases.told())
    assert names(cases) == []


def test_a_file_opens_in_the_preview_and_the_case_stands_there_afterwards(cases: CaseDesk, qtbot: QtBot) -> None:
    cases.choose("ไฟถนน")
    assert cases.listed.desk.panel.files is not None
    qtbot.keyClick(cases.listed.desk.panel.files.tiles[0], Qt.Key.Key_Return)
    cases.wait(lambda: bool(cases.shell.findChildren(PrintPreview)))
    preview = cases.shell.findChildren(PrintPreview)[0]
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert "ไฟถนน" in cases.shown.view.petition.subject


def test_a_photograph_is_shown_on_a_page_of_its_own(cases: CaseDesk) -> None:
    cases.choose("ไฟถนน")
    file = cases.shown.view.files[0]
    assert as_pdf(cases.page.desk.store, cases.shown.case_id, file.id).startswith(b"%PDF-")


def test_a_file_is_removed_only_with_a_reason(cases: CaseDesk, qtbot: QtBot) -> None:
    cases.choose("ไฟถนน")
    assert cases.listed.desk.panel.files is not None
    qtbot.keyClick(cases.listed.desk.panel.files.tiles[0], Qt.Key.Key_Delete)
    assert cases.form.save() is False
    cases.fill(reason="ถ่ายผิดเสา")
    cases.save()
    cases.wait(has_files(cases, 1))
    assert len(names(cases)) == 1


def test_an_ended_case_takes_no_files(cases: CaseDesk, photograph: Path) -> None:
    cases.page.restore({"section": "list", "view": "ended"})
    cases.choose("กลบหลุม")
    assert cases.listed.desk.panel.files is None
    drop(cases, photograph)
    cases.wait(lambda: bool(cases.page.banners.banners()))
    assert names(cases) == []


def test_a_file_that_has_not_arrived_says_so(qtbot: QtBot) -> None:
    known = {"size": 1, "added_on": date(2026, 11, 21)}
    photograph = Attachment(id="f.1", name="ภาพ.jpg", media_type="image/jpeg", thumbnail="0" * 64, **known)
    paper = Attachment(id="f.2", name="หนังสือ.pdf", media_type="application/pdf", **known)
    strip = FilesStrip([photograph, paper], {}, may_remove=True)
    qtbot.addWidget(strip)
    assert [tile.toolTip() for tile in strip.tiles] == ["ภาพ.jpg\nยังมาไม่ถึงเครื่องนี้", "หนังสือ.pdf"]
