"""What the print preview knows of the paper it shows besides its pages, so that it can ask for them drawn otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject

from sai_thong.ground.errors import SaiThongError
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
class Numbered:
    """A paper after its document was entered into the register.

    Attributes:
        pdf: Its pages as they are now.
        paper: The same, to be drawn again.
    """

    pdf: bytes
    paper: PaperToPrint


GiveNumber = Callable[[Callable[[Numbered], object], Callable[[SaiThongError], object]], object]
"""Enters a paper's document into its register; then the one or the other is called on the window's thread."""


class NumberState(StrEnum):
    """How a paper stands to the registers of documents."""

    NONE = ""
    """It is of no register, its number was chosen, or its subject may not be told."""
    TO_ENTER = "to-enter"
    WAITS = "waits"
    """Entered, and no number could be given here."""
    GIVEN = "given"


@dataclass(frozen=True)
class PaperNumber:
    """The official number of a paper.

    Attributes:
        state: How it stands to its register.
        printed: The number as it is printed; empty while there is none.
        give: Gives the number, or enters the document without one where this machine gives none; None where there is
            nothing to give.
    """

    state: NumberState = NumberState.NONE
    printed: str = ""
    give: GiveNumber | None = None


@dataclass(frozen=True)
class PaperToPrint:
    """A paper that can be drawn again.

    Attributes:
        form: Its key in the catalogue; a printer's correction is kept for it.
        offers: What can be drawn of it, that first which is shown first.
        draw: From what is wanted, the correction and the owner of the job to the job; its result is the PDF's bytes.
        number: Its official number.
        went_out: Called when pages of it went to a printer or into a file; None where nobody keeps that.
    """

    form: str
    offers: tuple[Drawn, ...]
    draw: Callable[[Drawn, PrintOffset, QObject], Job]
    number: PaperNumber = PaperNumber()
    went_out: Callable[[], object] | None = None
