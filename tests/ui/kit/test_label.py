"""The label: lines broken between Thai words, nothing hidden without a tool tip."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sai_thong.ui import theme
from sai_thong.ui.kit import Text, ThaiLabel
from sai_thong.ui.kit.label import break_lines
from tests.ui.keyboard import open_window

SENTENCE = "อัตราตามมติคณะรัฐมนตรีใช้ตั้งแต่ปีงบประมาณ2555การปรับขั้นตามระเบียบกระทรวงมหาดไทยว่าด้วยหลักเกณฑ์การจ่ายเงิน"


@pytest.mark.parametrize("width", [120, 200, 333, 600])
def test_lines_fit_and_nothing_is_lost(width: int) -> None:
    font = theme.current().font()
    lines = break_lines(SENTENCE, font, width)
    assert "".join(lines).replace(" ", "") == SENTENCE
    assert max(QFontMetricsF(font).horizontalAdvance(line) for line in lines) <= width + 1


def test_a_line_never_begins_with_a_mark_that_belongs_to_the_letter_before() -> None:
    for width in range(60, 300, 20):
        for line in break_lines(SENTENCE, theme.current().font(), width):
            assert line[0] not in "ะาำิีึืุูั่้๊๋์็ๆฯ"


def test_line_ends_of_the_text_are_kept() -> None:
    assert break_lines("หนึ่ง\nสอง", theme.current().font(), 500) == ["หนึ่ง", "สอง"]


def test_height_follows_width(qtbot: QtBot) -> None:
    label = ThaiLabel(SENTENCE)
    qtbot.addWidget(label)
    assert label.heightForWidth(200) > label.heightForWidth(600) > label.minimumSizeHint().height() - 1


def test_what_is_elided_stands_in_the_tool_tip_and_for_the_screen_reader(qtbot: QtBot, app: QApplication) -> None:
    label = ThaiLabel(SENTENCE, max_lines=1)
    label.resize(150, 30)
    open_window(qtbot, label)
    app.processEvents()
    assert label.is_elided()
    assert label.toolTip() == SENTENCE == label.accessibleName()
    label.resize(label.sizeHint())
    app.processEvents()
    assert label.toolTip() == ""


def test_lines_beyond_the_most_are_elided(qtbot: QtBot, app: QApplication) -> None:
    label = ThaiLabel(SENTENCE, max_lines=2)
    label.resize(150, 90)
    open_window(qtbot, label)
    app.processEvents()
    assert label.is_elided()
    assert label.heightForWidth(150) < ThaiLabel(SENTENCE).heightForWidth(150)


def test_the_text_grows_with_the_scale_at_run_time(qtbot: QtBot, app: QApplication) -> None:
    label = ThaiLabel("ปู่", Text.TITLE)
    open_window(qtbot, label)
    before = label.sizeHint()
    theme.use(app, theme.Theme(scale=200))
    app.processEvents()
    assert label.sizeHint().height() == pytest.approx(2 * before.height(), abs=2)
