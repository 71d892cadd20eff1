"""The smaller widgets of the kit through what a person does: search, filters, months, tabs, wizard, notices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ground import language
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    BannerStack,
    Bar,
    ConfirmDialog,
    FigureCard,
    FigureRow,
    FilterCombo,
    MonthChart,
    MonthPicker,
    ProgressStrip,
    RecordPanel,
    SearchField,
    SectionTabs,
    Tone,
    WizardFrame,
    WizardStep,
    keys,
)
from sai_thong.ui.kit.record_panel import rows_of
from tests.ui import gallery
from tests.ui.keyboard import open_window, type_text


def test_search_tells_every_key_at_once(qtbot: QtBot) -> None:
    field = SearchField("ค้นหา")
    qtbot.addWidget(field)
    told: list[str] = []
    field.text_changed.connect(told.append)
    type_text(field, "น้อย")
    assert told == ["น", "น้", "น้อ", "น้อย"]


def test_control_f_takes_the_keys_to_the_search_from_anywhere(qtbot: QtBot) -> None:
    page = QWidget()
    field = SearchField("ค้นหา", page)
    button = ActionButton("อื่น", parent=page)
    open_window(qtbot, page)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.focusWidget() is field


def test_esc_empties_the_search_first(qtbot: QtBot) -> None:
    field = SearchField("ค้นหา")
    qtbot.addWidget(field)
    type_text(field, "ก")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_filter_starts_with_all_and_tells_what_was_chosen(qtbot: QtBot) -> None:
    combo = FilterCombo("ทุกหมู่บ้าน", [("3", "หมู่ 3"), ("5", "หมู่ 5")])
    open_window(qtbot, combo)
    assert (combo.value(), combo.currentText()) == ("", "ทุกหมู่บ้าน")
    with qtbot.waitSignal(combo.chosen) as told:
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert told.args == ["3"]


def test_an_action_names_its_key_and_answers_to_it(qtbot: QtBot) -> None:
    done: list[str] = []
    page = QWidget()
    button = ActionButton("พิมพ์", lambda: done.append("print"), key=keys.PRINT, parent=page)
    open_window(qtbot, page)
    assert button.text() == "พิมพ์ (Ctrl+P)"
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert done == ["print", "print"]
    button.set_action_text("พิมพ์ใหม่")
    assert button.text() == "พิมพ์ใหม่ (Ctrl+P)"
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(done) == 3


def test_a_hidden_action_does_not_answer_to_its_key(qtbot: QtBot) -> None:
    done: list[str] = []
    page = QWidget()
    button = ActionButton("พิมพ์", lambda: done.append("print"), key=keys.PRINT, parent=page)
    open_window(qtbot, page)
    button.hide()
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert done == []


def test_months_are_gone_through_with_keys_and_arrows(qtbot: QtBot) -> None:
    picker = MonthPicker(Month(2026, 12))
    qtbot.addWidget(picker)
    told: list[Month] = []
    picker.month_chosen.connect(told.append)
    qtbot.keyClick(picker, Qt.Key.Key_PageDown)
    qtbot.mouseClick(picker.previous_button, Qt.MouseButton.LeftButton)
    assert told == [Month(2027, 1), Month(2026, 12)]
    assert picker.month_button.text() == "ธันวาคม 2569"
    language.use("en")
    picker.set_month(Month(2026, 12))
    assert picker.month_button.text() == "December 2569"


def test_a_section_is_made_when_first_opened_and_kept(qtbot: QtBot) -> None:
    made: list[str] = []

    def maker(key: str) -> QWidget:
        made.append(key)
        return QWidget()

    tabs = SectionTabs([("a", "หนึ่ง", lambda: maker("a")), ("b", "สอง", lambda: maker("b"))])
    qtbot.addWidget(tabs)
    assert made == ["a"]
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Right)
    assert (made, tabs.current()) == (["a", "b"], "b")
    tabs.open("a")
    assert made == ["a", "b"]


def test_a_wizard_says_what_is_missing_before_it_goes_on(qtbot: QtBot) -> None:
    missing = ["ยังไม่ได้เลือกแฟ้ม"]
    steps = [
        WizardStep("file", "เลือกแฟ้ม", QWidget, missing=lambda: "".join(missing)),
        WizardStep("check", "ตรวจ", QWidget),
    ]
    frame = WizardFrame(steps, finish_text="บันทึก")
    open_window(qtbot, frame)
    assert not frame.next_button.isEnabled()
    assert frame.reason.text() == "ยังไม่ได้เลือกแฟ้ม"
    frame.next()
    assert frame.step.key == "file"
    missing.clear()
    frame.refresh()
    qtbot.keyClick(frame, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert frame.step.key == "check"


def test_a_wizard_goes_on_back_and_ends(qtbot: QtBot) -> None:
    steps = [WizardStep("one", "หนึ่ง", QWidget), WizardStep("two", "สอง", QWidget)]
    frame = WizardFrame(steps, finish_text="บันทึก")
    open_window(qtbot, frame)
    qtbot.mouseClick(frame.next_button, Qt.MouseButton.LeftButton)
    assert frame.step.key == "two"
    assert frame.next_button.text().startswith("บันทึก")
    first_widget = frame.widget("one")
    qtbot.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.step.key == "one"
    assert frame.widget("one") is first_widget
    frame.next()
    with qtbot.waitSignal(frame.finished):
        frame.next()


def test_esc_on_the_first_step_cancels(qtbot: QtBot) -> None:
    frame = WizardFrame([WizardStep("one", "หนึ่ง", QWidget)], finish_text="บันทึก")
    open_window(qtbot, frame)
    with qtbot.waitSignal(frame.cancelled):
        qtbot.keyClick(frame, Qt.Key.Key_Escape)


def test_a_banner_tells_all_three_sentences_and_can_be_closed(qtbot: QtBot) -> None:
    stack = BannerStack()
    qtbot.addWidget(stack)
    error = EnvironmentTrouble("ดิสก์เต็ม", kept="ข้อมูลเดิมอยู่ครบ", do="ลบแฟ้ม")
    banner = stack.tell(Banner.of_error(error))
    assert banner.accessibleName() == "ดิสก์เต็ม ข้อมูลเดิมอยู่ครบ ลบแฟ้ม"
    close = next(button for button in banner.findChildren(ActionButton) if not button.text())
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert stack.banners() == []
    assert stack.isHidden()


def test_the_same_notice_is_not_told_twice_and_only_the_newest_are_kept(qtbot: QtBot) -> None:
    stack = BannerStack()
    qtbot.addWidget(stack)
    for words in ("ก", "ข", "ข", "ค", "ง"):
        stack.tell(Banner(words, Tone.OK))
    assert [banner.text() for banner in stack.banners()] == ["ง", "ค", "ข"]


def test_progress_tells_how_far_and_can_be_stopped(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("กำลังอ่าน")
    strip.advance(12_500, 50_000)
    assert strip.text() == "กำลังอ่าน  ·  12,500 จาก 50,000"
    with qtbot.waitSignal(strip.cancel_asked):
        qtbot.mouseClick(strip.cancel_button(), Qt.MouseButton.LeftButton)
    assert not strip.cancel_button().isEnabled()
    strip.finish()
    assert strip.isHidden()


def test_the_question_before_a_loss_keeps_by_default(qtbot: QtBot) -> None:
    dialog = ConfirmDialog(None, "ออกหรือไม่", "จะหาย", "ออก", "กลับ")
    open_window(qtbot, dialog)
    assert dialog.focusWidget() is dialog.keep_button
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_chart_can_be_read_without_seeing_it(qtbot: QtBot) -> None:
    chart = MonthChart("ยอดจ่าย", [Bar("ต.ค.", 2, "2 บาท"), Bar("พ.ย.", 3, "3 บาท", chosen=True)])
    qtbot.addWidget(chart)
    assert chart.accessibleDescription() == "ยอดจ่าย: ต.ค. 2 บาท, พ.ย. 3 บาท"


def test_the_bars_of_the_chart_are_as_high_as_their_values(qtbot: QtBot) -> None:
    from sai_thong.ui import theme

    chart = MonthChart("x", [Bar("ก", 100, ""), Bar("ข", 50, ""), Bar("ค", 0, "")])
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    image = chart.grab().toImage()
    colour = theme.current().colour("field_border")
    heights = [sum(image.pixelColor(x, y) == colour for y in range(200)) for x in (50, 150, 250)]
    assert heights[0] == pytest.approx(2 * heights[1], abs=3)
    assert heights[2] == 0


def test_figures_stand_two_by_two_when_narrow(qtbot: QtBot, app: QApplication) -> None:
    row = FigureRow([FigureCard(str(n)) for n in range(4)])
    open_window(qtbot, row)
    row.resize(900, 100)
    app.processEvents()
    assert len({card.y() for card in row.cards}) == 1
    row.resize(500, 220)
    app.processEvents()
    assert len({card.y() for card in row.cards}) == 2


def test_a_page_has_at_most_four_figures() -> None:
    with pytest.raises(ValueError, match="four"):
        FigureRow([FigureCard(str(n)) for n in range(5)])


def test_the_record_explains_itself_and_its_buttons_work(qtbot: QtBot) -> None:
    done: list[str] = []
    panel = RecordPanel("เลือกคนในรายการ")
    panel.resize(360, 600)
    open_window(qtbot, panel)
    panel.show_record(gallery.RECORD, [ActionButton("แก้ไข", lambda: done.append("edit"), key=keys.EDIT)])
    assert panel.accessibleName() == "นางน้ำอ้อย กั้วพิทักษ์"
    qtbot.keyClick(panel, Qt.Key.Key_F2)
    assert done == ["edit"]
    panel.show_nothing()
    qtbot.keyClick(panel, Qt.Key.Key_F2)
    assert done == ["edit"]


def test_the_buttons_of_a_narrow_record_take_another_row_before_their_words_are_cut(qtbot: QtBot) -> None:
    panel = RecordPanel("เลือกคนในรายการ")
    panel.resize(700, 600)
    open_window(qtbot, panel)
    buttons = [ActionButton(words) for words in ("แก้ไข (F2)", "แสดงเลขบัตร", "ตาย/ย้าย…")]
    panel.show_record(gallery.RECORD, buttons)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 1)
    panel.resize(290, 600)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 2)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


@pytest.mark.parametrize(
    ("widths", "rows"),
    [
        ([], []),
        ([100, 100], [[0, 1]]),
        ([90, 90, 90], [[0, 1], [2]]),
        ([90, 90, 90, 90], [[0, 1], [2, 3]]),
        ([180, 90, 90], [[0], [1, 2]]),
        ([90, 180, 90, 90], [[0], [1], [2, 3]]),
        ([90, 90, 180], [[0, 1], [2]]),
    ],
)
def test_no_button_of_a_record_is_narrower_than_its_words(widths: list[int], rows: list[list[int]]) -> None:
    assert rows_of(widths, 210, 10) == rows
