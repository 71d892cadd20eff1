"""Everything that happened to a case stands behind one key; a correction taken back is a correction of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.registers.petitions import correct
from sai_thong.ui.pages.record_history import RecordHistory
from tests.ui.keyboard import type_text
from tests.ui.pages.petitions.worked import CONTROL, CaseDesk, texts


def history(cases: CaseDesk, qtbot: QtBot) -> RecordHistory:
    """Ctrl+H."""
    qtbot.keyClick(cases.shell, Qt.Key.Key_H, CONTROL)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in cases.shell.findChildren(RecordHistory)))
    return next(each for each in cases.shell.findChildren(RecordHistory) if each.isVisible())


def test_the_history_tells_when_who_where_and_from_what_to_what(cases: CaseDesk, qtbot: QtBot) -> None:
    petition = cases.choose("ไฟ")
    store = cases.page.desk.store
    correct.correct(store, petition, {"place": "หน้าวัดเหนือ"}, why="จำที่ผิด")
    cases.page.refresh(None)
    cases.settle()
    shown = history(cases, qtbot)
    shown.search.setFocus()
    type_text(shown.search, "วัดเหนือ หน้า")
    qtbot.waitUntil(lambda: "จำที่ผิด" in texts(shown.area.widget()))
    told = texts(shown)
    for words in (f"{petition.place or '–'} → หน้าวัดเหนือ", "เหตุผล: จำที่ผิด", store.user, "เครื่องนี้"):
        assert words in told
    assert "บันทึกใหม่" not in told
    qtbot.keyClick(shown.search, Qt.Key.Key_Escape)
    qtbot.keyClick(shown.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(cases.page.isVisible)


def test_the_last_correction_is_taken_back_from_the_menu(cases: CaseDesk, qtbot: QtBot) -> None:
    petition = cases.choose("ไฟ")
    qtbot.keyClick(cases.shell, Qt.Key.Key_F2)
    cases.fill(place="หน้าวัดเหนือ", reason="จำที่ผิด")
    cases.save()
    cases.choose("ไฟ")
    form = cases.open("take-back")
    assert f"หน้าวัดเหนือ → {petition.place or '–'}" in "\n".join(each.text() for each in form.banners.banners())
    cases.fill(reason="ที่เดิมถูกแล้ว")
    cases.save()
    assert cases.again(petition).place == petition.place
    reasons = [each.reason for each in cases.page.desk.store.history(petition.id)]
    assert reasons.index("จำที่ผิด") < reasons.index("ที่เดิมถูกแล้ว")


def test_a_long_history_is_laid_out_as_one_scrolls_down(cases: CaseDesk, qtbot: QtBot) -> None:
    petition = cases.choose("ไฟ")
    for number in range(12):
        petition = correct.correct(cases.page.desk.store, petition, {"note": f"ครั้งที่ {number}"}, why="ลอง").petition
    cases.page.refresh(None)
    cases.settle()
    shown = history(cases, qtbot)
    first = "คำร้อง: บันทึกใหม่"
    assert first not in texts(shown)

    def page_down() -> bool:
        qtbot.keyClick(shown.area, Qt.Key.Key_PageDown)
        return first in texts(shown)

    qtbot.waitUntil(page_down)
