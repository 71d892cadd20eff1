"""Start the program up to its painted unlock screen, and end: what `bench.startup` measures from outside."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from PySide6.QtWidgets import QApplication

from sai_thong.app import Program
from sai_thong.ground import log
from sai_thong.ground.clock import SystemClock
from sai_thong.ground.places import home, log_folder

log.start(log_folder())
application = QApplication(sys.argv[:1])
program = Program(application, home(), SystemClock())
program.start(None, None)
for window in application.topLevelWidgets():
    window.grab()
