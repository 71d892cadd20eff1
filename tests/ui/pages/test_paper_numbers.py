"""A paper gets its official number in the preview: from its register, once a day, never where its subject is secret."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.saraban.outgoing import bind_number
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.series import open_register
from sai_thong.thai.calendar import Month
from sai_thong.thai.digits import to_arabic
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.papers import PapersPage
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.forms.reading import by_pdfium
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

CONTROL = Qt.KeyboardModifier.ControlModifier
PAPER = "committee-order"
Preview = Callable[[], PrintPreview]


@pytest.fixture
def shell(desk: OpenShell) -> Shell:
    return desk("papers")


@pytest.fixture
def central(office_store: Store) -> Store:
    """The station that gives the numbers of orders, from 12 on."""
    open_register(office_store, "orders", 2569, next_number=12)
    return office_store


@pytest.fixture
def preview(shell: Shell, qtbot: QtBot) -> Preview:
    """Asks for the order by keys, and gives its preview."""

    def ask() -> PrintPreview:
        page = shell.page()
        assert isinstance(page, PapersPage)
        assert page.table.choose_id(PAPER)
        qtbot.keyClick(shell, Qt.Key.Key_P, CONTROL)
        return shown(qtbot, shell)

    return ask


def shown(qtbot: QtBot, shell: Shell) -> PrintPreview:
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    found = shell.findChild(PrintPreview)
    assert isinstance(found, PrintPreview)
    return found


def numbered(qtbot: QtBot, found: PrintPreview) -> PrintPreview:
    """Press the key of the number, and wait for the pages that come of it."""
    before = found.pdf
    qtbot.keyClick(found, Qt.Key.Key_G, CONTROL)
    qtbot.waitUntil(lambda: found.pdf is not before, timeout=30_000)
    return found


def left(qtbot: QtBot, shell: Shell, found: PrintPreview) -> None:
    qtbot.keyClick(found, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is None)


def text_of(found: PrintPreview) -> str:
    return "".join(to_arabic(by_pdfium(found.pdf)).split())


def told(found: PrintPreview) -> str:
    return "\n".join(f"{each.text()} {each.more_label.text()}" for each in found.banners.banners())


def test_the_number_comes_from_the_register_of_the_paper_by_one_key(
    central: Store, preview: Preview, qtbot: QtBot
) -> None:
    found = preview()
    assert found.number_button.isVisible()
    assert not central.find(OutgoingDocument)
    numbered(qtbot, found)
    (line,) = central.find(OutgoingDocument)
    assert (line.printed_number, line.paper) == ("12/2569", PAPER)
    assert "ที่12/2569" in text_of(found)
    assert "12/2569" in told(found)
    assert not found.number_button.isVisible()
    assert found.save_button.isEnabled()


def test_the_same_paper_of_the_same_day_comes_back_with_its_number(
    central: Store, shell: Shell, preview: Preview, qtbot: QtBot
) -> None:
    left(qtbot, shell, numbered(qtbot, preview()))
    again = preview()
    assert "ที่12/2569" in text_of(again)
    assert not again.number_button.isVisible()
    assert len(central.find(OutgoingDocument)) == 1


def test_where_no_numbers_are_given_the_place_stays_empty_and_the_number_is_keyed_afterwards(
    office_store: Store, shell: Shell, preview: Preview, qtbot: QtBot
) -> None:
    found = numbered(qtbot, preview())
    (line,) = office_store.find(OutgoingDocument)
    assert line.number is None
    assert "เครื่องนี้ไม่ได้ออกเลข" in told(found)
    assert "งานสารบรรณ" in told(found)
    left(qtbot, shell, found)
    again = preview()
    assert "เครื่องนี้ไม่ได้ออกเลข" in told(again)
    left(qtbot, shell, again)
    bind_number(office_store, line, number=44)
    assert "ที่44/2569" in text_of(preview())


def test_a_paper_that_waited_gets_its_number_once_the_register_is_held_here(
    office_store: Store, shell: Shell, preview: Preview, qtbot: QtBot
) -> None:
    left(qtbot, shell, numbered(qtbot, preview()))
    open_register(office_store, "orders", 2569, next_number=70)
    assert "ที่70/2569" in text_of(numbered(qtbot, preview()))
    (line,) = office_store.find(OutgoingDocument)
    assert line.number == 70


def test_a_number_that_was_typed_is_the_number(central: Store, shell: Shell, qtbot: QtBot) -> None:
    page = shell.page()
    assert isinstance(page, PapersPage)
    assert page.table.choose_id(PAPER)
    assert page.form is not None
    line = page.form.editor("number").focus_target()
    line.setFocus()
    type_text(line, "9/2569")
    qtbot.keyClick(shell, Qt.Key.Key_P, CONTROL)
    found = shown(qtbot, shell)
    assert "ที่9/2569" in text_of(found)
    assert not found.number_button.isVisible()
    assert not central.find(OutgoingDocument)


@pytest.mark.parametrize(
    ("key", "scheme_set"), [("payment-list", SchemeSet.ORDINARY), ("disbursement-memo", SchemeSet.SPECIAL)]
)
def test_no_number_is_offered_for_a_list_nor_for_what_may_not_be_told(
    central: Store, shell: Shell, qtbot: QtBot, key: str, scheme_set: SchemeSet
) -> None:
    page = shell.page()
    assert page is not None
    month = Month.parse_be("2569-10")
    print_paper(page, key, PaperRequest(month=month, scheme_set=scheme_set))
    found = shown(qtbot, shell)
    assert not found.number_button.isVisible()
    qtbot.keyClick(found, Qt.Key.Key_G, CONTROL)
    settled(qtbot, shell)
    assert not central.find(OutgoingDocument)
