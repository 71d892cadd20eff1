"""The papers of petitions on the papers page: blank forms at once, those of a case by number, reports by half year."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.forms.paper_kinds import About
from sai_thong.forms.papers import PAPERS
from sai_thong.ui.pages.papers import PapersPage
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell


def page_of(shell: Shell) -> PapersPage:
    page = shell.page()
    assert isinstance(page, PapersPage)
    return page


def test_every_paper_of_a_petition_is_offered_and_asks_for_its_number(desk: OpenShell) -> None:
    page = page_of(desk("papers"))
    shown = {row["id"] for row in page.table.rows()}
    for kind in PAPERS:
        if kind.about is About.PETITION:
            assert kind.key in shown
            assert page.table.choose_id(kind.key)
            assert page.form is not None
            assert page.form.editor("petition") is not None
            assert page.picker is None


def test_a_blank_form_is_previewed_without_a_number(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("papers")
    page = page_of(shell)
    assert page.table.choose_id("general-petition")
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)


def test_a_slip_without_a_number_says_what_is_missing(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("papers")
    page = page_of(shell)
    assert page.table.choose_id("petition-slip")
    qtbot.keyClick(page.preview_button, Qt.Key.Key_Return)
    assert page.form is not None
    assert page.form.problem("petition")
    assert shell.findChild(PrintPreview) is None


def test_the_report_asks_for_the_year_and_which_part_of_it(desk: OpenShell) -> None:
    page = page_of(desk("papers"))
    assert page.table.choose_id("ita-services")
    assert page.form is not None
    assert page.form.editor("fiscal_year") is not None
    assert page.form.editor("half").read() == "whole"


def test_the_register_may_be_of_a_year_a_month_or_some_days(desk: OpenShell) -> None:
    page = page_of(desk("papers"))
    assert page.table.choose_id("petition-register")
    assert page.form is not None
    assert page.form.editor("month").read() is None
    assert page.form.editor("calendar_year").read()
    assert page.form.editor("day").read() is None
    assert page.form.editor("last_day").read() is None
