"""The Qt binding keeps count of None: PySide6 6.12.0 lost one reference a call before Python 3.12, and then aborted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication


def test_calls_that_return_nothing_lose_no_reference_to_none(app: QApplication) -> None:
    thing, picture = QObject(app), QPixmap(8, 8)
    painter = QPainter(picture)
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
        painter.setPen(QColor("#123456"))
    after = sys.getrefcount(None)
    painter.end()
    assert after - before > -100
