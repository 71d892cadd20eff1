"""Law is shown with its sources; the office's choices, its papers and its Garuda are kept or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.allowances.law_words import TOPICS, law_rows
from sai_thong.registers.law import shipped_allowance_law
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.office.pictures import SMALLEST_HEIGHT, picture
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.settings import (
    BAHT_TEXT_STRICT,
    CUT_OFF_DAY,
    DISABILITY_MOVE,
    END_OF_FISCAL_YEAR,
    PAPER_DIGITS,
    PAPER_GARUDA,
    office_settings,
)
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.choices import ChoicesSection
from sai_thong.ui.pages.settings.law import LawSection
from sai_thong.ui.pages.settings.papers import PapersSection
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.pages.settings.steps import CONTROL, open_section, save, texts, the_form, told, write
from tests.ui.pages.settling import settled


def test_every_rule_is_said_in_words_and_the_sensitive_scheme_is_not_named() -> None:
    rows = law_rows(shipped_allowance_law())
    assert {each.topic for each in rows} == set(TOPICS)
    assert all(each.words for each in rows)
    assert not [each.words for each in rows if "hiv" in each.words.casefold() or "เอดส์" in each.words]


def test_law_shows_what_is_in_force_and_marks_what_nobody_confirmed(page: SettingsPage) -> None:
    section = open_section(page, "law")
    assert isinstance(section, LawSection)
    today = {row["id"] for row in section.table.rows()}
    assert "rates/old-age-ladder-2555" in today
    assert "rates/old-age-flat-500" not in today
    section.certainty.set_value(Certainty.UNVERIFIED)
    section.certainty.chosen.emit(Certainty.UNVERIFIED)
    assert section.table.rows()
    assert {row["certainty"].text for row in section.table.rows()} == {"ยังไม่ยืนยัน"}
    section.table.choose(0)
    rule = next(
        each.rule for each in law_rows(shipped_allowance_law()) if section.table.rows()[0]["id"].endswith(each.rule.id)
    )
    assert rule.legal_ref in texts(section.record)


def test_a_choice_of_the_office_is_changed_with_its_reason(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "choices")
    assert isinstance(section, ChoicesSection)
    assert section.table.choose_id(DISABILITY_MOVE)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    form = the_form(section)
    qtbot.keyClick(form.editor(DISABILITY_MOVE).focus_target(), Qt.Key.Key_Down)
    write(form, "reason", "หนังสือของอำเภอ")
    save(qtbot, shell, form)
    assert office_settings(office_store).choice(DISABILITY_MOVE) == END_OF_FISCAL_YEAR
    kept = office_store.find(Setting, key=DISABILITY_MOVE)[0]
    assert [entry.reason for entry in office_store.history(kept.id)] == ["หนังสือของอำเภอ"]


def test_a_number_out_of_bounds_is_refused_beside_its_field(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "choices")
    assert isinstance(section, ChoicesSection)
    assert section.table.choose_id(CUT_OFF_DAY)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    form = the_form(section)
    write(form, CUT_OFF_DAY, "31")
    save(qtbot, shell, form)
    assert "28" in form.problem(CUT_OFF_DAY)
    assert office_settings(office_store).number(CUT_OFF_DAY) is None
    write(form, CUT_OFF_DAY, "2")
    save(qtbot, shell, form)
    assert office_settings(office_store).number(CUT_OFF_DAY) == 2


# papers


def test_paper_settings_are_kept_and_only_what_changed(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = open_section(page, "papers")
    assert isinstance(section, PapersSection)
    qtbot.keyClick(section.form.editor(PAPER_DIGITS).focus_target(), Qt.Key.Key_Down)
    save(qtbot, shell, section.form)
    settings = office_settings(office_store)
    assert settings.choice(PAPER_DIGITS) == "arabic"
    assert BAHT_TEXT_STRICT not in settings.chosen
    assert PAPER_GARUDA not in settings.chosen
    assert not section.form.dirty


def picture_file(folder: Path, height: int) -> Path:
    from PIL import Image

    content = BytesIO()
    Image.new("RGB", (height, height), "white").save(content, "PNG")
    path = folder / f"emblem-{height}.png"
    path.write_bytes(content.getvalue())
    return path


def whole(folder: Path) -> Path:
    return picture_file(folder, SMALLEST_HEIGHT)


def too_small(folder: Path) -> Path:
    return picture_file(folder, SMALLEST_HEIGHT - 1)


def no_picture(folder: Path) -> Path:
    path = folder / "emblem.png"
    path.write_bytes(b"%PDF-1.7 not a picture")
    return path


def gone(folder: Path) -> Path:
    return folder / "gone.png"


@pytest.fixture
def choose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], Path]], Path]:
    """Makes a file, which the dialog for files then answers with."""

    def answer(make: Callable[[Path], Path]) -> Path:
        path = make(tmp_path)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
        return path

    return answer


def test_the_garuda_is_kept_and_shown(
    page: SettingsPage, shell: Shell, qtbot: QtBot, choose: Callable[[Callable[[Path], Path]], Path]
) -> None:
    section = open_section(page, "papers")
    assert isinstance(section, PapersSection)
    assert not section.emblem.has_picture()
    path = choose(whole)
    qtbot.mouseClick(section.choose_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    kept = picture(shell.store)
    assert kept is not None
    assert kept.content == path.read_bytes()
    assert section.emblem.has_picture()


@pytest.mark.parametrize("make", [too_small, no_picture, gone])
def test_a_bad_picture_is_refused_in_words_and_the_old_one_stays(
    page: SettingsPage,
    shell: Shell,
    qtbot: QtBot,
    choose: Callable[[Callable[[Path], Path]], Path],
    make: Callable[[Path], Path],
) -> None:
    section = open_section(page, "papers")
    assert isinstance(section, PapersSection)
    choose(whole)
    section.choose_picture()
    settled(qtbot, shell)
    before = picture(shell.store)
    choose(make)
    section.choose_picture()
    settled(qtbot, shell)
    assert picture(shell.store) == before
    assert "ตราครุฑคงเดิม" in told(page)


def test_the_test_sheet_opens_in_the_preview(page: SettingsPage, shell: Shell, qtbot: QtBot) -> None:
    open_section(page, "papers")
    qtbot.keyClick(shell, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    qtbot.waitUntil(lambda: any(sheet.picture is not None for sheet in preview.sheets.sheets), timeout=20_000)
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert page.isVisible()


# the page
