"""A step of a case as a short form: what is asked, what is proposed, what it does, and the paper it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sai_thong.ui.kit import FieldSpec, RecordForm

Values = Mapping[str, Any]
"""What was filled into the form, by field."""


@dataclass(frozen=True)
class CaseStep:
    """One thing that can be done with a case.

    Attributes:
        key: Its name, by which the form is opened again when the language changes.
        words: Of the button or the line of the menu that opens it.
        operation: Does it with the values; runs on the store's thread.
        done: What is told afterwards.
        fields: What is asked.
        values: What is proposed.
        says: What it does, or what is to be known before; may be empty.
        paper: Key of the paper that it makes, offered for printing afterwards; or empty.
        prepare: Ties fields of the form to one another.
    """

    key: str
    words: str
    operation: Callable[[Values], object]
    done: str
    fields: Sequence[FieldSpec] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    says: str = ""
    paper: str = ""
    prepare: Callable[[RecordForm], None] | None = None
