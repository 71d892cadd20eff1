"""The sheet that tells how far a printer is off on pre-printed forms: two rulers to compare with the paper's edges."""

from __future__ import annotations

from dataclasses import replace

from sai_thong.forms.kit.page import Page
from sai_thong.forms.kit.paper import Paper
from sai_thong.forms.kit.settings import PaperSettings
from sai_thong.ground.clock import Clock

_CROSS = 50.0
"""Where the cross should lie from the left and upper edges, in millimetres."""
_RULER = 20
_LONG, _MIDDLE, _SHORT = 4.0, 3.0, 2.0


def offset_sheet(settings: PaperSettings, clock: Clock) -> Paper:
    """A test sheet for data-only printing, printed with the offset of `settings`.

    The clerk measures the cross from the edges of the paper and corrects the offset by the difference from 5 cm.
    """
    moved = f"ขวา {settings.offset_right_mm:g} มม. ลง {settings.offset_down_mm:g} มม."
    paper = Paper("แผ่นทดสอบระยะพิมพ์", clock=clock, settings=replace(settings, data_only=True))
    page = paper.page()
    page.polyline([(_CROSS - 30, _CROSS), (_CROSS + 30, _CROSS)], width=0.2, filled=True)
    page.polyline([(_CROSS, _CROSS - 30), (_CROSS, _CROSS + 30)], width=0.2, filled=True)
    for step in range(-_RULER, _RULER + 1):
        _mark(page, step)
    lines = (
        "แผ่นทดสอบระยะพิมพ์สำหรับแบบพิมพ์สำเร็จรูป",
        "วัดจากขอบกระดาษซ้ายและขอบบนถึงจุดตัดของเส้น ต้องได้ด้านละ 50 มม.",
        "ถ้าได้น้อยกว่า ให้เพิ่มระยะเลื่อนเท่ากับส่วนที่ขาด ถ้าได้มากกว่า ให้ลดลง",
        f"ระยะเลื่อนที่ใช้พิมพ์แผ่นนี้: {moved}",
    )
    for number, line in enumerate(lines):
        page.text(30, 105 + 9 * number, line, bold=number == 0, filled=True)
    return paper


def _mark(page: Page, step: int) -> None:
    """The marks `step` millimetres from the cross on both rulers."""
    length = _LONG if step % 10 == 0 else _MIDDLE if step % 5 == 0 else _SHORT
    page.polyline([(_CROSS + step, _CROSS), (_CROSS + step, _CROSS - length)], width=0.1, filled=True)
    page.polyline([(_CROSS, _CROSS + step), (_CROSS - length, _CROSS + step)], width=0.1, filled=True)
