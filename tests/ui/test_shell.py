"""The window through its keys: pages, state, language, colours, size, going back, unsaved work, what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ground import language
from sai_thong.ui import preferences, theme
from sai_thong.ui.keys_dialog import KeysDialog
from sai_thong.ui.kit import form, keys
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from tests.ui import gallery
from tests.ui.keyboard import open_window, type_text
from tests.ui.sample_pages import CLOCK, SPECS, FormPage, PeoplePage, SampleStore

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_shell(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Shell]]:
    monkeypatch.setattr(form, "confirm_loss", lambda *_words: True)  # the end of a test may lose what it typed
    opened: list[Shell] = []

    def make(shown: Preferences | None = None, keep: Callable[[Preferences], None] = lambda _p: None) -> Shell:
        shell = Shell(
            SPECS,
            store=SampleStore(),  # type: ignore[arg-type]
            clock=CLOCK,
            office=OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์"),
            preferences=shown,
            keep_preferences=keep,
        )
        open_window(qtbot, shell)
        opened.append(shell)
        return shell

    yield make
    for shell in opened:
        shell.writer.close()


@pytest.fixture
def shell(open_shell: Callable[..., Shell]) -> Shell:
    return open_shell()


def people(shell: Shell) -> PeoplePage:
    page = shell.page("people")
    assert isinstance(page, PeoplePage)
    return page


def form_page(shell: Shell) -> FormPage:
    page = shell.page("form")
    assert isinstance(page, FormPage)
    return page


def press(qtbot: QtBot, shell: Shell, number: int) -> None:
    qtbot.keyClick(shell, Qt.Key(Qt.Key.Key_0 + number), CONTROL)


def test_only_the_first_page_is_made_at_the_start(shell: Shell) -> None:
    assert shell.page_key == "people"
    assert [shell.page(spec.key) is not None for spec in SPECS] == [True] + [False] * 5


def test_control_and_a_digit_opens_a_register(shell: Shell, qtbot: QtBot) -> None:
    press(qtbot, shell, 2)
    assert shell.page_key == "form"
    assert shell.side_bar.button("form").isChecked()
    press(qtbot, shell, 1)
    assert shell.page_key == "people"


def test_a_page_opens_with_the_keys_in_its_search(shell: Shell, app: QApplication) -> None:
    assert app.focusWidget() is people(shell).search


def test_a_page_keeps_what_it_was_when_one_comes_back(shell: Shell, qtbot: QtBot) -> None:
    type_text(people(shell).search, "บัวลี")
    press(qtbot, shell, 2)
    press(qtbot, shell, 1)
    assert people(shell).search.text() == "บัวลี"
    assert len(people(shell).table.rows()) == 1


def test_going_from_page_to_page_can_be_undone_with_esc(shell: Shell, qtbot: QtBot, app: QApplication) -> None:
    shell.go("import", search="ปู่")
    page = shell.page("import")
    assert isinstance(page, PeoplePage) and page.search.text() == "ปู่"
    page.table.take_focus()
    target = app.focusWidget()
    assert target is not None
    qtbot.keyClick(target, Qt.Key.Key_Escape)
    assert shell.page_key == "people"


def test_a_page_one_comes_back_to_has_the_keys_where_they_were(shell: Shell, qtbot: QtBot, app: QApplication) -> None:
    people(shell).table.take_focus()
    shell.go("form")
    qtbot.keyClick(shell.side_bar.button("form"), Qt.Key.Key_Escape)
    assert shell.page_key == "people"
    assert app.focusWidget() is people(shell).table.grid


def test_menus_open_with_their_first_line_chosen(shell: Shell, qtbot: QtBot) -> None:
    menu = shell.open_display_menu()
    qtbot.waitUntil(menu.isVisible)
    assert menu.activeAction() is menu.actions()[0]
    menu.close()


def test_unsaved_work_is_not_left_against_the_persons_will(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.open_page("form")
    type_text(form_page(shell).line(), "x")
    monkeypatch.setattr(form, "confirm_loss", lambda *_words: False)
    press(qtbot, shell, 1)
    assert shell.page_key == "form"
    assert shell.side_bar.button("form").isChecked()
    assert not shell.close()
    monkeypatch.setattr(form, "confirm_loss", lambda *_words: True)
    assert shell.close()


def test_the_language_switches_at_run_time_and_pages_keep_their_state(shell: Shell, app: QApplication) -> None:
    type_text(people(shell).search, "บัวลี")
    shell.open_page("form")
    type_text(form_page(shell).line(), "ยังไม่บันทึก")
    shell.set_language("en")
    app.processEvents()
    assert language.current() == "en"
    assert people(shell).language == "en"
    assert people(shell).print_button.text() == "Print (Ctrl+P)"
    assert people(shell).search.text() == "บัวลี"
    assert shell.page_key == "form"
    assert form_page(shell).line().text() == "ยังไม่บันทึก"
    assert form_page(shell).form.dirty
    shell.set_language("th")
    assert people(shell).print_button.text() == "พิมพ์ (Ctrl+P)"


def test_dark_and_light_switch_at_run_time(shell: Shell) -> None:
    def ground() -> str:
        return shell.grab().toImage().pixelColor(shell.width() - 5, 5).name()

    assert ground() == theme.LIGHT.background
    shell.set_dark(True)
    assert ground() == theme.DARK.background
    shell.set_dark(False)
    assert ground() == theme.LIGHT.background


@pytest.mark.parametrize("scale", theme.SCALES)
def test_large_print_is_usable_on_the_smallest_screen(
    open_shell: Callable[..., Shell], app: QApplication, scale: int
) -> None:
    shell = open_shell(Preferences(scale=scale, page="list"))
    shell.resize(1366, 768)
    app.processEvents()
    area = next(a for a in shell.findChildren(QScrollArea) if a.objectName() == "pageArea" and a.isVisible())
    assert area.horizontalScrollBar().maximum() == 0
    assert shell.width() == 1366


def test_a_4k_screen_is_filled(open_shell: Callable[..., Shell], app: QApplication) -> None:
    shell = open_shell(Preferences(scale=200, page="list"))
    shell.resize(3840, 2160)
    app.processEvents()
    page = shell.page()
    assert page is not None
    assert page.width() + shell.side_bar.width() == 3840


def test_narrow_the_side_bar_keeps_icons_and_names_them(shell: Shell, app: QApplication) -> None:
    shell.resize(900, 700)
    app.processEvents()
    button = shell.side_bar.button("form")
    assert button.text() == ""
    assert "Ctrl+2" in button.toolTip()
    assert button.accessibleName()
    shell.resize(1366, 768)
    app.processEvents()
    assert button.text().strip()


def test_f5_reads_the_page_again(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F5)
    assert people(shell).reads == [None]


def test_a_change_refreshes_the_page_shown_and_others_when_they_are_shown_again(shell: Shell) -> None:
    shell.open_page("form")
    shell.store_changed("changes")
    assert people(shell).reads == []
    shell.open_page("people")
    assert people(shell).reads == [None]
    shell.store_changed("more")
    assert people(shell).reads == [None, "more"]


@pytest.mark.expects_log("unexpected ValueError")
def test_a_page_that_cannot_be_made_says_so_and_the_others_still_open(
    shell: Shell, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    press(qtbot, shell, 4)
    assert shell.page("broken") is None
    assert "ทองใบ" not in caplog.text
    press(qtbot, shell, 1)
    assert shell.page_key == "people"


def test_what_a_page_writes_comes_back_and_is_told_to_the_pages(shell: Shell, qtbot: QtBot) -> None:
    class Outcome:
        changes = "a change"

    got: list[object] = []
    people(shell).write(Outcome, done=got.append, busy="กำลังบันทึก")
    assert shell.side_bar.status() == "กำลังทำงาน…"
    qtbot.waitUntil(lambda: bool(got))
    assert people(shell).reads == ["a change"]
    qtbot.waitUntil(lambda: shell.side_bar.status() == "บันทึกครบแล้ว")
    assert people(shell).progress.isHidden()


def test_an_error_of_writing_is_told_on_the_page(shell: Shell, qtbot: QtBot) -> None:
    from sai_thong.ground.errors import Refused

    def refuse() -> None:
        raise Refused("เดือนนี้ปิดแล้ว")

    people(shell).write(refuse)
    qtbot.waitUntil(lambda: bool(people(shell).banners.banners()))
    assert people(shell).banners.banners()[0].text() == "เดือนนี้ปิดแล้ว"


def test_a_page_made_anew_meanwhile_learns_what_changed_and_no_more(shell: Shell, qtbot: QtBot) -> None:
    class Outcome:
        changes = "a change"

    got: list[object] = []
    people(shell).write(Outcome, done=got.append)
    shell.set_language("en")
    qtbot.waitUntil(lambda: not shell.writer.busy)
    assert got == []
    assert people(shell).reads == ["a change"]


def test_tab_goes_through_the_page_as_the_eye_does(shell: Shell, app: QApplication, qtbot: QtBot) -> None:
    page = people(shell)
    order: list[QWidget] = []
    page.print_button.setFocus()
    for _ in range(4):
        target = app.focusWidget()
        assert target is not None
        order.append(target)
        qtbot.keyClick(target, Qt.Key.Key_Tab)
    assert order == [page.print_button, page.add, page.search, page.table.grid]
    places = [widget.mapTo(shell, QPoint(0, 0)) for widget in order]
    assert [(p.y() // 40, p.x()) for p in places] == sorted((p.y() // 40, p.x()) for p in places)


def test_a_paper_is_shown_over_the_page_and_esc_comes_back(shell: Shell, qtbot: QtBot) -> None:
    shell.preview(gallery.sample_pdf(1), title="บัญชีรายชื่อ", file_name="list.pdf")
    shown = shell.findChild(PrintPreview)
    assert shown is not None and shown.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert people(shell).isVisible()


def test_opening_the_page_of_the_paper_again_closes_the_paper(shell: Shell) -> None:
    shell.preview(gallery.sample_pdf(1), title="บัญชีรายชื่อ", file_name="list.pdf")
    shell.open_page("people")
    assert people(shell).isVisible()


def test_the_display_menu_offers_language_colours_and_sizes(shell: Shell, qtbot: QtBot) -> None:
    menu = shell.open_display_menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:4] == ["ภาษาไทย", "English", "พื้นสว่าง", "พื้นมืด"]
    assert sum("%" in word for word in words) == len(theme.SCALES)
    next(action for action in menu.actions() if action.text() == "พื้นมืด").trigger()
    menu.close()
    assert shell.preferences.dark
    qtbot.waitUntil(lambda: theme.current().tokens is theme.DARK)


def test_all_keys_are_told_in_one_place() -> None:
    told = [key for key, _what in KeysDialog.lines(["หน้าแรก"])]
    assert {keys.SEARCH, keys.NEW, keys.EDIT, keys.SAVE, keys.PRINT, keys.BACK, "Ctrl+1"} <= set(told)


def test_what_the_person_likes_is_kept_and_used_again(open_shell: Callable[..., Shell], tmp_path: Path) -> None:
    path = tmp_path / "here" / "window.json"
    first = open_shell(keep=lambda shown: preferences.save(path, shown))
    first.set_language("en")
    first.set_dark(True)
    first.open_page("form")
    first.resize(800, 640)
    assert first.close()
    kept = preferences.load(path)
    assert (kept.language, kept.dark, kept.page) == ("en", True, "form")
    again = open_shell(kept)
    assert (again.page_key, again.size()) == ("form", first.size())
    assert theme.current().tokens is theme.DARK


@pytest.mark.parametrize("text", ["", "{", "[]", '{"scale": "big", "dark": 1, "language": 5, "surprise": true}'])
def test_preferences_that_cannot_be_read_are_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(text, encoding="utf-8")
    assert preferences.load(path) == Preferences()


def test_a_scale_that_is_not_offered_is_not_used() -> None:
    assert replace(Preferences(), scale=9000).look().scale == 100


@pytest.mark.expects_log("could not be kept")
def test_preferences_that_cannot_be_kept_trouble_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    preferences.save(blocked / "window.json", Preferences())
