"""The measures of official letters, in millimetres and points, typed from the rule.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526: ข้อ 71 (ครุฑ 3 ซม. and 1.5 ซม.), ข้อ 74–76 (paper). Margins,
title and indent: คำอธิบายการพิมพ์หนังสือราชการ (สำนักงานปลัดสำนักนายกรัฐมนตรี). Distances marked "custom" are usual,
not ruled.
"""

from __future__ import annotations

from typing import Final

POINTS_A_MM: Final = 72 / 25.4

A4_WIDTH: Final = 210.0
A4_HEIGHT: Final = 297.0

LEFT_MARGIN: Final = 30.0
RIGHT_MARGIN: Final = 20.0
TOP_MARGIN: Final = 25.0
BOTTOM_MARGIN: Final = 20.0
PARAGRAPH_INDENT: Final = 25.0

GARUDA_TOP: Final = 15.0
"""From the upper edge of the paper (custom)."""
LETTER_GARUDA_HEIGHT: Final = 30.0
MEMO_GARUDA_HEIGHT: Final = 15.0

TEXT_SIZE: Final = 16.0
"""Points of TH Sarabun, as all sizes of the kit."""
MEMO_TITLE_SIZE: Final = 29.0
MEMO_TITLE_PITCH: Final = 35.0
"""Points from line to line at the memo's title, "exactly"."""
MEMO_LABEL_SIZE: Final = 20.0
STAMP_SIZE: Final = 32.0
"""ชั้นความลับ and ชั้นความเร็ว: not smaller than 32 points, bold and red (ข้อ 28)."""

LINE_PITCH: Final = 21.2 / 16
"""Line to line as a multiple of the size: single spacing of TH Sarabun New, kept with any font."""
BASELINE: Final = 0.86
"""From the top of a line to its baseline, as a multiple of the size."""
ITEM_GAP: Final = 6.0
"""Points before each item of a letter ("Before 6 pt")."""
CLOSING_GAP: Final = 12.0
SIGNATURE_SPACE: Final = 3
"""Lines left free between the closing, or the last words, and the typed name (custom: 3–4 Enters)."""

PAGE_NUMBER_BASELINE: Final = 19.0
STAMP_TOP_BASELINE: Final = 12.0
STAMP_BOTTOM_BASELINE: Final = 290.0


def millimetres(points: float) -> float:
    """Points as millimetres."""
    return points / POINTS_A_MM


def pitch_mm(size: float) -> float:
    """Line to line at `size` points, in millimetres."""
    return millimetres(size * LINE_PITCH)
