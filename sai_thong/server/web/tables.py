"""Tables of figures as plain data: a page shows them and a workbook holds them, cell by cell the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A cell of words; `link` is where it leads on a page."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class Number:
    """A cell of a number.

    Attributes:
        value: The sum of what offices show; None where none of them shows it.
        withheld: How many figures are kept back and not in the sum.
        is_money: Whether it is satang.
    """

    value: int | None
    withheld: int = 0
    is_money: bool = False


Cell = Words | Number


@dataclass(frozen=True)
class Line:
    """A line of a table; the first cell names it."""

    cells: Sequence[Cell]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table of figures.

    Attributes:
        title: What it is of.
        headings: One a column; a column is of numbers where its first cell is.
        lines: Its lines.
    """

    title: str
    headings: Sequence[str]
    lines: Sequence[Line]

    @property
    def of_numbers(self) -> list[bool]:
        """Of each column, whether it holds numbers."""
        return [isinstance(cell, Number) for cell in self.lines[0].cells] if self.lines else []


@dataclass(frozen=True)
class Headline:
    """One of the few figures that matter most, with what it means below it."""

    label: str
    number: Number
    below: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Figures:
    """A page of figures: its headlines and tables."""

    headlines: Sequence[Headline]
    tables: Sequence[Table]

    @property
    def are_withheld(self) -> bool:
        """Whether some figure is kept back."""
        cells = [cell for table in self.tables for line in table.lines for cell in line.cells]
        numbers = [*(each.number for each in self.headlines), *(cell for cell in cells if isinstance(cell, Number))]
        return any(number.withheld for number in numbers)
