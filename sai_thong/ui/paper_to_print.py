"""What the print preview knows of the paper it shows besides its pages, so that it can ask for them drawn otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject

from sai_thong.ui.print_offset import PrintOffset
from sai_thong.ui.work import Job


class Drawn(StrEnum):
    """What is drawn of a paper."""

    WHOLE = "whole"
    DATA = "data"
    """What is filled in alone, for a form printed already."""
    TEST_SHEET = "test-sheet"
    """The sheet that shows how far the printer is off, drawn with the same correction."""


@dataclass(frozen=True)
class PaperToPrint:
    """A paper that can be drawn again.

    Attributes:
        form: Its key in the catalogue; a printer's correction is kept for it.
        offers: What can be drawn of it, that first which is shown first.
        draw: From what is wanted, the correction and the owner of the job to the job; its result is the PDF's bytes.
    """

    form: str
    offers: tuple[Drawn, ...]
    draw: Callable[[Drawn, PrintOffset, QObject], Job]
