"""Renders every page of the window and every paper, light and dark, to PNG in build/shots/: to be looked at.

The pages come from `pages()` of ``tests/ui/gallery.py`` (name → maker of a widget) and the papers from `papers()` of
``tests/forms/gallery.py`` (name → maker of a PDF), so that what is drawn here is what the tests draw.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sai_thong.forms import render
from sai_thong.ground import language
from sai_thong.ui import theme
from tests.forms import gallery as papers_gallery
from tests.ui import gallery as window_gallery

SHOTS = Path(__file__).resolve().parent.parent / "build" / "shots"
WIDTH, HEIGHT = 1366, 768
"""The smallest screen the offices have; a page that reads here reads anywhere."""
PAPER_DPI = 80


def main(only: list[str]) -> int:
    """Draw all, or the pages and papers whose name holds one of `only`; print how many and where."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    language.use("th")
    start = time.perf_counter()
    drawn = _draw_pages(only) + _draw_papers(only)
    print(f"{drawn} pictures in {SHOTS} ({time.perf_counter() - start:.1f} s)")
    return 0 if drawn else 1


def _draw_pages(only: list[str]) -> int:
    application = QApplication(sys.argv[:1])
    drawn = 0
    for tokens in (theme.LIGHT, theme.DARK):
        theme.use(application, theme.Theme(tokens=tokens))
        for name, make in window_gallery.pages():
            if _wanted(name, only):
                page = make()
                page.resize(WIDTH, HEIGHT)
                page.show()
                _settle()
                page.grab().save(str(SHOTS / f"page-{name}-{tokens.name}.png"))
                page.close()
                page.deleteLater()
                _settle()
                drawn += 1
    return drawn


def _draw_papers(only: list[str]) -> int:
    drawn = 0
    for name, make in papers_gallery.papers():
        if _wanted(name, only):
            for number, image in enumerate(render.page_images(make(), dpi=PAPER_DPI), start=1):
                (SHOTS / f"paper-{name}-{number}.png").write_bytes(image.png())
                drawn += 1
    return drawn


def _wanted(name: str, only: list[str]) -> bool:
    return not only or any(part in name for part in only)


def _settle() -> None:
    """Let layouts, delayed work and deletions happen: a page may fill itself in steps of the event loop."""
    for _ in range(5):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
