"""Something that is done with a loan, a stock card, an inspection or a disposal, as a short form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sai_thong.ui.kit import FieldSpec, RecordForm

Values = Mapping[str, Any]
"""What was filled into the form, by field."""


@dataclass(frozen=True)
class PaperOf:
    """A paper that can be printed of something.

    Attributes:
        key: Of the paper, in the catalogue.
        record_id: What it is about; empty where the fiscal year says it.
        fiscal_year_be: Of which fiscal year, where the paper asks for one.
        room: Of which room alone; of all where none is said.
        further_ids: What else it is about, where it is of several.
    """

    key: str
    record_id: str = ""
    fiscal_year_be: int | None = None
    room: str = ""
    further_ids: tuple[str, ...] = ()


class Door(NamedTuple):
    """Something with a long form of its own, as a line of the menu: its words, and what opens it."""

    words: str
    open: Callable[[], object]


@dataclass(frozen=True)
class Step:
    """One thing that can be done.

    Attributes:
        words: Of the button, or of the line of the menu; with … where more is asked.
        operation: Does it with the values; runs on the store's thread.
        done: What is told afterwards.
        fields: What is asked; none, and it is done at once.
        values: What is proposed.
        says: What it does, or what is to be known before.
        save: Words of the button that does it; those of saving when empty.
        paper: What can be printed of it afterwards.
        prepare: Ties the fields of the form to one another.
        key: The key of the button, where it has one.
    """

    words: str
    operation: Callable[[Values], object]
    done: str
    fields: Sequence[FieldSpec] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    says: str = ""
    save: str = ""
    paper: PaperOf | None = None
    prepare: Callable[[RecordForm], None] | None = None
    key: str = ""
