"""The papers page: found by name, what each needs, previewed by keys, and never a paper of the sealed set."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.forms.papers import PAPERS
from sai_thong.forms.render import page_count
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.digits import to_arabic
from sai_thong.ui.pages.papers import PapersPage
from sai_thong.ui.paper_to_print import Drawn
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.print_offset import PrintOffset, PrintOffsets
from sai_thong.ui.shell import Shell
from tests.forms.reading import by_pdfium
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell


def page_of(shell: Shell) -> PapersPage:
    page = shell.page()
    assert isinstance(page, PapersPage)
    return page


def test_a_paper_is_found_by_its_name_and_previewed_by_keys(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("papers")
    qtbot.waitUntil(shell.isActiveWindow)
    page = page_of(shell)
    type_text(page.search, "บัญชีรายชื่อ")
    assert all("บัญชีรายชื่อ" in row["name"] for row in page.table.rows())
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    qtbot.waitUntil(lambda: any(sheet.picture is not None for sheet in preview.sheets.sheets), timeout=20_000)
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert page.isVisible()


def test_a_paper_that_finds_nothing_says_why_and_stays(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("papers")
    page = page_of(shell)
    assert page.table.choose_id("payment-list")
    form = page.form
    assert form is not None
    form.editor("month").show_value(None)
    qtbot.keyClick(page.preview_button, Qt.Key.Key_Return)
    assert form.problem("month")
    assert shell.findChild(PrintPreview) is None


def test_papers_of_the_sealed_set_alone_are_not_offered(desk: OpenShell) -> None:
    page = page_of(desk("papers"))
    shown = {row["id"] for row in page.table.rows()}
    sealed_only = {kind.key for kind in PAPERS if kind.sets == (SchemeSet.SPECIAL,)}
    assert shown
    assert not shown & sealed_only


def test_a_blank_form_has_no_data_to_draw_alone(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("papers")
    assert page_of(shell).table.choose_id("life-certificate")
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert preview.offset_row is None
    preview.close_view()


def test_a_form_printed_already_gets_the_data_alone_moved_for_the_printer(
    desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    shell = desk("papers")
    somebody = office_store.get(Citizen, office_store.find(Claim)[0].person_id)
    page_of(shell).restore({"paper": "life-certificate", "person": somebody.id, "name": somebody.first_name})
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    row = preview.offset_row
    assert row is not None
    whole = preview.pdf
    row.box.setFocus()
    qtbot.keyClick(row.box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: preview.pdf != whole, timeout=30_000)
    assert row.drawn() is Drawn.DATA
    data_alone = preview.pdf
    row.right.selectAll()
    type_text(row.right, "3")
    qtbot.keyClick(row.right, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.pdf != data_alone, timeout=30_000)
    assert PrintOffsets().of(preview.printer_box.value(), "life-certificate") == PrintOffset(3, 0)
    preview.close_view()


def test_the_test_sheet_of_a_printer_is_moved_by_what_was_measured(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("papers")
    assert page_of(shell).table.choose_id("offset-sheet")
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    row = preview.offset_row
    assert row is not None
    assert row.right.isVisible()
    assert not row.box.isVisible()
    before = preview.pdf
    row.right.setFocus()
    qtbot.keyClick(row.right, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: preview.pdf != before, timeout=30_000)
    assert "0.5" in to_arabic(by_pdfium(preview.pdf))
    preview.close_view()


def text_of(preview: PrintPreview) -> str:
    pages = range(1, page_count(preview.pdf) + 1)
    return to_arabic("".join(by_pdfium(preview.pdf, page) for page in pages))


def test_papers_of_assets_ask_for_their_numbers_and_take_several(
    desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    for number, name in (("416-67-0001", "เครื่องคอมพิวเตอร์"), ("400-67-0001", "โต๊ะทำงาน")):
        add_assets(office_store, NewAssets(Asset(name=name, cost_satang=3_200_000), numbers=(number,)))
    shell = desk("papers")
    page = page_of(shell)
    assert page.table.choose_id("asset-transfer")
    form = page.form
    assert form is not None
    assert page.picker is None
    qtbot.keyClick(page.preview_button, Qt.Key.Key_Return)
    assert form.problem("assets")
    assert page.table.choose_id("asset-register")
    form = page.form
    assert form is not None
    form.editor("assets").show_value("400-67-0001, 416-67-0001")
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    text = text_of(preview)
    assert 0 < text.index("โต๊ะทำงาน") < text.index("เครื่องคอมพิวเตอร์")
    preview.close_view()


def test_a_list_of_assets_is_narrowed_to_a_class(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    for number, name in (("416-67-0001", "เครื่องคอมพิวเตอร์"), ("400-67-0001", "โต๊ะทำงาน")):
        add_assets(office_store, NewAssets(Asset(name=name, cost_satang=3_200_000), numbers=(number,)))
    shell = desk("papers")
    page = page_of(shell)
    assert page.table.choose_id("asset-list")
    form = page.form
    assert form is not None
    form.editor("class").show_value("400")
    qtbot.keyClick(shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert "โต๊ะทำงาน" in text_of(preview)
    assert "เครื่องคอมพิวเตอร์" not in text_of(preview)
    preview.close_view()
