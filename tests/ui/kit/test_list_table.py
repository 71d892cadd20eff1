"""The list: lazy with 10,000 rows, worked by keys, ordered as a Thai dictionary, with states that say what to do."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.ui import theme
from sai_thong.ui.kit import ChipText, Column, ListTable, PagedRows, Row, SearchField, thai_order
from sai_thong.ui.kit.columns import cell_text
from tests.ui import gallery
from tests.ui.keyboard import open_window, type_text


@pytest.fixture
def table(qtbot: QtBot) -> ListTable:
    made = ListTable(gallery.COLUMNS, name="ผู้มีสิทธิ")
    made.resize(900, 500)
    open_window(qtbot, made)
    return made


def test_of_ten_thousand_rows_only_those_looked_at_are_read(table: ListTable, app: QApplication) -> None:
    fetched: list[tuple[int, int]] = []

    def fetch(first: int, count: int) -> list[dict[str, object]]:
        fetched.append((first, count))
        return gallery.rows(10_000)[first : first + count]

    table.set_rows(PagedRows(10_000, fetch, page_size=50))
    app.processEvents()
    assert fetched == [(0, 50)]
    table.grid.scrollToBottom()
    app.processEvents()
    assert fetched[-1] == (9_950, 50)
    assert sum(count for _first, count in fetched) <= 150


def test_the_end_key_chooses_the_last_of_ten_thousand_rows(table: ListTable, qtbot: QtBot) -> None:
    table.set_rows(gallery.rows(10_000))
    table.take_focus()
    qtbot.keyClick(table.grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    chosen = table.chosen()
    assert chosen is not None and chosen["id"] == "9999"


def test_arrow_keys_choose_and_enter_opens(table: ListTable, qtbot: QtBot) -> None:
    table.set_rows(gallery.rows())
    chosen: list[Row] = []
    opened: list[Row] = []
    table.row_chosen.connect(chosen.append)
    table.row_opened.connect(opened.append)
    table.take_focus()
    qtbot.keyClick(table.grid, Qt.Key.Key_Down)
    qtbot.keyClick(table.grid, Qt.Key.Key_Return)
    assert [row["id"] for row in chosen] == ["0", "1"]
    assert [row["id"] for row in opened] == ["1"]


def test_a_click_chooses_and_a_double_click_opens(table: ListTable, qtbot: QtBot) -> None:
    table.set_rows(gallery.rows())
    opened: list[Row] = []
    table.row_opened.connect(opened.append)
    middle = table.grid.visualRect(table.grid.model().index(3, 0)).center()
    qtbot.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    chosen = table.chosen()
    assert chosen is not None and chosen["id"] == "3"
    qtbot.mouseDClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert [row["id"] for row in opened] == ["3"]


def test_the_chosen_row_stays_chosen_when_rows_are_read_again(table: ListTable) -> None:
    table.set_rows(gallery.rows())
    table.choose_id("4")
    table.set_rows(list(reversed(gallery.rows())))
    chosen = table.chosen()
    assert chosen is not None and chosen["id"] == "4"


def test_when_the_chosen_row_is_gone_the_page_is_told(table: ListTable, qtbot: QtBot) -> None:
    table.set_rows(gallery.rows())
    table.choose_id("4")
    with qtbot.waitSignal(table.row_chosen) as told:
        table.set_rows([row for row in gallery.rows() if row["id"] != "4"])
    assert told.args == [None]


def test_typing_in_the_list_goes_on_in_the_search(table: ListTable, qtbot: QtBot) -> None:
    search = SearchField("ค้นหา")
    open_window(qtbot, search)
    table.attach_search(search)
    table.set_rows(gallery.rows())
    table.take_focus()
    type_text(table.grid, "5")
    assert search.text() == "5"
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert table.chosen() is not None


def test_a_heading_sorts_as_a_thai_dictionary_and_again_backwards(table: ListTable) -> None:
    names = ["เกษม", "กมล", "ขวัญ", "แก้ว", "ฤทธิ์"]
    table.set_rows([{"id": name, "name": name} for name in names])
    table.grid.horizontalHeader().sectionClicked.emit(0)
    assert [row["name"] for row in table.rows()] == ["กมล", "เกษม", "แก้ว", "ขวัญ", "ฤทธิ์"]
    table.grid.horizontalHeader().sectionClicked.emit(0)
    assert [row["name"] for row in table.rows()] == ["ฤทธิ์", "ขวัญ", "แก้ว", "เกษม", "กมล"]


def test_a_heading_of_a_paged_list_asks_for_the_order(table: ListTable, qtbot: QtBot) -> None:
    table.set_rows(PagedRows(3, lambda first, count: gallery.rows(3)[first : first + count]))
    with qtbot.waitSignal(table.order_asked) as asked:
        table.grid.horizontalHeader().sectionClicked.emit(0)
    assert asked.args == ["name", False]


def test_the_space_bar_and_a_click_tick(qtbot: QtBot) -> None:
    table = ListTable([Column("done", "คีย์แล้ว", 90, kind="tick"), Column("name", "ชื่อ")])
    table.resize(500, 300)
    open_window(qtbot, table)
    table.set_rows([{"id": "a", "name": "ก", "done": False}])
    asked: list[tuple[object, bool]] = []
    table.row_ticked.connect(lambda row, ticked: asked.append((row["id"], ticked)))
    table.take_focus()
    qtbot.keyClick(table.grid, Qt.Key.Key_Space)
    table.replace_row({"id": "a", "name": "ก", "done": True})
    middle = table.grid.visualRect(table.grid.model().index(0, 0)).center()
    qtbot.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked == [("a", True), ("a", False)]


def test_the_callers_own_list_is_not_changed_by_replacing_a_row(table: ListTable) -> None:
    own = gallery.rows()
    table.set_rows(own)
    assert table.replace_row({**own[0], "name": "ใหม่"})
    assert own[0]["name"] != "ใหม่"
    assert table.rows()[0]["name"] == "ใหม่"


def test_an_empty_list_says_what_to_do_and_its_button_does_it(table: ListTable, qtbot: QtBot) -> None:
    done: list[str] = []
    table.show_empty("ยังไม่มีใคร", "นำเข้าแฟ้มก่อน", "นำเข้าแฟ้ม…", lambda: done.append("import"))
    assert table.state.isVisible() and table.state.button is not None
    qtbot.keyClick(table.state.button, Qt.Key.Key_Return)
    assert done == ["import"]


def test_an_error_in_place_of_the_list_offers_to_try_again(table: ListTable, qtbot: QtBot) -> None:
    tries: list[int] = []
    table.show_error(EnvironmentTrouble("อ่านแฟ้มไม่ได้", do="ลองอีกครั้ง"), "ลองอีกครั้ง", lambda: tries.append(1))
    assert table.state.button is not None
    qtbot.mouseClick(table.state.button, Qt.MouseButton.LeftButton)
    assert tries == [1]


def test_rows_come_back_after_loading(table: ListTable) -> None:
    table.show_loading()
    assert not table.grid.isVisible()
    table.set_rows(gallery.rows())
    assert table.grid.isVisible() and not table.state.isVisible()


CELLS = [
    (Column("v", ""), "บรรทัด\nสอง", "บรรทัด สอง"),
    (Column("v", "", kind="number"), 1284, "1,284"),
    (Column("v", "", kind="money"), 87_130_000, "871,300.00"),
    (Column("v", "", kind="money"), -60_050, "-600.50"),
    (Column("v", "", kind="money"), 0, "0.00"),
    (Column("v", "", kind="date"), date(2026, 10, 14), "14 ต.ค. 69"),
    (Column("v", "", kind="date"), PartialDate(2489), "พ.ศ. 2489"),
    (Column("v", "", kind="month"), Month(2026, 11), "พ.ย. 69"),
    (Column("v", "", kind="chip"), (ChipText("ก"), ChipText("ข")), "ก · ข"),
    (Column("v", "", kind="id"), None, ""),
]


@pytest.mark.parametrize(("column", "value", "words"), CELLS)
def test_a_cell_says_its_value_as_the_office_writes_it(column: Column, value: object, words: str) -> None:
    assert cell_text(column, {"v": value}) == words


def test_citizen_ids_are_masked_in_lists() -> None:
    shown = cell_text(Column("v", "", kind="id"), {"v": "1101700207030"})
    assert shown.startswith("x-xxxx-xxxxx")
    assert "110170020" not in shown.replace("-", "")


def test_numbers_end_at_the_right_edge_and_names_begin_at_the_left() -> None:
    assert Column("v", "", kind="money").alignment == "right"
    assert Column("v", "").alignment == "left"
    assert Column("v", "", kind="number", align="left").alignment == "left"


def test_rows_follow_the_scale_at_run_time(table: ListTable, app: QApplication) -> None:
    table.set_rows(gallery.rows())
    theme.use(app, theme.Theme(scale=150))
    app.processEvents()
    assert table.grid.rowHeight(0) == 60
    theme.use(app, theme.Theme(dense=True))
    app.processEvents()
    assert table.grid.rowHeight(0) == 32


def test_thai_order_sorts_an_empty_name_first() -> None:
    assert sorted([{"n": "ก"}, {"n": None}], key=thai_order("n"))[0]["n"] is None


def test_spare_columns_give_way_the_last_first_and_come_back_with_the_room(qtbot: QtBot, app: QApplication) -> None:
    table = ListTable(
        [
            Column("number", "เลขที่", 100),
            Column("received", "รับเมื่อ", 100, spare=True),
            Column("subject", "เรื่อง", least=150),
            Column("division", "กอง", 120, spare=True),
        ]
    )
    open_window(qtbot, table)
    shown = {}
    for width in (600, 420, 300):
        table.resize(width, 300)
        app.processEvents()
        qtbot.waitUntil(lambda: not table.grid.horizontalScrollBar().isVisible())
        shown[width] = [place for place in range(4) if not table.grid.isColumnHidden(place)]
    assert shown == {600: [0, 1, 2, 3], 420: [0, 1, 2], 300: [0, 2]}
    table.resize(600, 300)
    qtbot.waitUntil(lambda: not table.grid.isColumnHidden(3))


def test_a_column_that_keeps_more_leaves_the_others_what_is_left(qtbot: QtBot, app: QApplication) -> None:
    table = ListTable([Column("subject", "เรื่อง", least=200), Column("name", "ผู้ยื่น", least=60)])
    open_window(qtbot, table)
    table.resize(320, 300)
    app.processEvents()
    qtbot.waitUntil(lambda: not table.grid.horizontalScrollBar().isVisible())
    assert table.grid.columnWidth(0) >= 200 > table.grid.columnWidth(1) >= 60
