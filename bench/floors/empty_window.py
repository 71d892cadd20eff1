"""The floor of a start: an empty PySide6 window, shown and painted once. Imports nothing of ours."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(sys.argv)
window = QWidget()
window.resize(1100, 720)
window.show()
window.grab()
