"""No label, cell, chip, button or field cuts a Thai mark, in any size from 100 to 200 %: its ink is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QFont, QImage, QPainterPath
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Chip,
    ChipText,
    ChoiceBox,
    Column,
    EntryColumn,
    EntryGrid,
    FieldSpec,
    FigureCard,
    ListTable,
    MonthPicker,
    PageHeader,
    RecordForm,
    SearchField,
    SectionTabs,
    Text,
    ThaiLabel,
)
from sai_thong.ui.side_bar import OfficeHeading, SideBar
from tests.ui.gallery import TODAY
from tests.ui.sample_pages import SPECS

TALL = "ปู่ ฎุ ญู น้ำ กี้ ป้ำ"
RED = "#ff0000"

# Words are red and nothing else is, so that ink of words can be told from lines and grounds.
PROBE = replace(
    theme.LIGHT,
    **dict.fromkeys(("text", "muted", "on_accent", "side_text", "side_muted"), RED),
    **dict.fromkeys(("accent", "accent_hover", "side", "side_chosen"), "#cccccc"),
    **dict.fromkeys(("field_border", "line", "hover"), "#dddddd"),
)


def red_rows(image: QImage) -> tuple[int, int]:
    """First row with red ink, and the row after the last, in pixels."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    picture = Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1)
    red, green, blue = picture.split()
    redness = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    box = redness.point(lambda level: 255 if level > 70 else 0).getbbox()
    assert box is not None, "nothing was written"
    return box[1], box[3]


def ink_height(font: QFont, text: str = TALL) -> float:
    """Height of the outlines of `text`."""
    path = QPainterPath()
    path.addText(0, 0, font, text)
    return path.boundingRect().height()


def _button(kind: str) -> Callable[[], QWidget]:
    return lambda: ActionButton(TALL, lambda: None, kind=kind)  # type: ignore[arg-type]


def _search() -> QWidget:
    field = SearchField("")
    field.setText(TALL)
    field.setPlaceholderText("")
    return field


def _combo() -> QWidget:
    return ChoiceBox([("a", TALL)], "a")


def _combo_list() -> QWidget:
    box = ChoiceBox([("a", TALL)], "")
    box.resize(box.sizeHint())
    box.show()
    box.showPopup()
    view = box.view()
    view._owner = box  # type: ignore[attr-defined]
    return view


def _list(**column: object) -> Callable[[], QWidget]:
    def make() -> QWidget:
        table = ListTable([Column("a", "", **column)])  # type: ignore[arg-type]
        table.set_rows([{"id": 1, "a": ChipText(TALL) if column.get("kind") == "chip" else TALL}])
        return table

    return make


def _heading() -> QWidget:
    table = ListTable([Column("a", TALL)])
    table.set_rows([{"id": 1, "a": ""}])
    return table


def _grid() -> QWidget:
    grid = EntryGrid([], [EntryColumn("a", "")], today=TODAY)
    grid.set_rows([{"id": 1, "a": TALL}])
    grid.key_help.set_text("")
    return grid


def _form(spec: FieldSpec, value: object) -> Callable[[], QWidget]:
    def make() -> QWidget:
        form = RecordForm("", [spec], {"a": value}, today=TODAY)
        editor = form.editor("a")
        editor._form = form  # type: ignore[attr-defined]
        editor.setParent(None)
        return editor

    return make


def _tabs() -> QWidget:
    tabs = SectionTabs([("a", "x", QWidget), ("b", TALL, QWidget)])
    tabs.bar._owner = tabs  # type: ignore[attr-defined]
    tabs.open("b")
    return tabs.bar


def _side() -> QWidget:
    bar = SideBar([replace(SPECS[0], title=TALL)], OfficeHeading("", ""), "")
    button = bar.button(SPECS[0].key)
    button._owner = bar  # type: ignore[attr-defined]
    button.setIcon(button.icon().__class__())
    return button


def _menu() -> QWidget:
    menu = QMenu()
    menu.addAction(TALL)
    return menu


def _pages_list() -> QWidget:
    listed = QListWidget()
    listed.addItem(TALL)
    return listed


WIDGETS: dict[str, tuple[Callable[[], QWidget], Text]] = {
    **{f"label {role}": (lambda role=role: ThaiLabel(TALL, role, max_lines=1), role) for role in Text},
    "button plain": (_button("plain"), Text.BASE),
    "button quiet": (_button("quiet"), Text.BASE),
    "button primary": (_button("primary"), Text.STRONG),
    "chip": (lambda: Chip(TALL), Text.SMALL_STRONG),
    "header": (lambda: PageHeader(TALL), Text.TITLE),
    "figure caption": (lambda: FigureCard(TALL, ""), Text.SMALL),
    "figure": (lambda: FigureCard("", TALL), Text.FIGURE),
    "figure note": (lambda: FigureCard("", "", TALL), Text.SMALL),
    "search": (_search, Text.BASE),
    "combo": (_combo, Text.BASE),
    "combo list": (_combo_list, Text.BASE),
    "cell": (_list(), Text.BASE),
    "strong cell": (_list(strong=True), Text.STRONG),
    "chip cell": (_list(kind="chip"), Text.SMALL_STRONG),
    "heading": (_heading, Text.SMALL),
    "entry cell": (_grid, Text.BASE),
    "text field": (_form(FieldSpec("a", ""), TALL), Text.BASE),
    "notes": (_form(FieldSpec("a", "", "notes"), TALL), Text.BASE),
    "tick": (_form(FieldSpec("a", TALL, "tick"), False), Text.BASE),
    "multi-choice": (_form(FieldSpec("a", "", "multi-choice", choices=[("x", TALL)]), ()), Text.BASE),
    "choice": (_form(FieldSpec("a", "", "choice", choices=[("x", TALL)]), "x"), Text.BASE),
    "banner": (lambda: Banner(TALL, closable=False), Text.STRONG),
    "banner more": (lambda: Banner("", more=TALL, closable=False), Text.BASE),
    "tab": (_tabs, Text.BASE),
    "side bar": (_side, Text.BASE),
    "menu": (_menu, Text.BASE),
    "page list": (_pages_list, Text.BASE),
}


@pytest.mark.parametrize("scale", theme.SCALES)
@pytest.mark.parametrize("name", WIDGETS)
def test_no_mark_is_cut(app: QApplication, qtbot: QtBot, name: str, scale: int) -> None:
    make, role = WIDGETS[name]
    probe = replace(PROBE, accent=RED, on_accent="#ffffff") if name in ("button quiet", "tab") else PROBE
    look = theme.use(app, theme.Theme(probe, scale))
    widget = make()
    qtbot.addWidget(getattr(widget, "_owner", widget))
    if name == "combo list":
        pass  # the popup has its own size
    elif name in ("cell", "strong cell", "chip cell", "heading", "entry cell", "page list"):
        widget.resize(look.px(500), look.px(200))
    else:
        widget.resize(widget.sizeHint().expandedTo(widget.minimumSizeHint()))
    widget.show()
    app.processEvents()
    first, last = red_rows(widget.grab().toImage())
    assert last - first >= ink_height(look.font(role)) - 1.5


@pytest.mark.parametrize("scale", theme.SCALES)
def test_no_mark_is_cut_in_dense_rows(app: QApplication, qtbot: QtBot, scale: int) -> None:
    look = theme.use(app, theme.Theme(PROBE, scale, dense=True))
    for kind, role in (("text", Text.BASE), ("chip", Text.SMALL_STRONG)):
        table = _list(kind=kind)()
        qtbot.addWidget(table)
        table.resize(look.px(500), look.px(200))
        table.show()
        app.processEvents()
        first, last = red_rows(table.grab().toImage())
        assert last - first >= ink_height(look.font(role)) - 1.5


@pytest.mark.parametrize("scale", theme.SCALES)
def test_no_mark_is_cut_in_a_paragraph(app: QApplication, qtbot: QtBot, scale: int) -> None:
    look = theme.use(app, theme.Theme(PROBE, scale))
    label = ThaiLabel("\n".join([TALL] * 3))
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    first, last = red_rows(label.grab().toImage())
    font = look.font()
    assert last - first >= ink_height(font) + 2 * font.pixelSize() * theme.LINE_HEIGHT - 2


def test_the_measure_would_see_a_cut_mark(app: QApplication, qtbot: QtBot) -> None:
    look = theme.use(app, theme.Theme(PROBE))
    label = ThaiLabel(TALL, max_lines=1)
    qtbot.addWidget(label)
    label.resize(label.sizeHint().width(), round(ink_height(look.font()) - 4))
    first, last = red_rows(label.grab().toImage())
    assert last - first < ink_height(look.font()) - 1.5


def test_month_names_keep_their_marks(app: QApplication, qtbot: QtBot) -> None:
    from sai_thong.thai.calendar import Month

    look = theme.use(app, theme.Theme(PROBE))
    picker = MonthPicker(Month(2026, 6))
    qtbot.addWidget(picker)
    picker.month_button.resize(picker.month_button.sizeHint())
    first, last = red_rows(picker.month_button.grab().toImage())
    assert last - first >= ink_height(look.font(Text.TITLE), picker.month_button.text()) - 1.5
