"""Every state and choice of every register has a word of the office, in Thai."""

from __future__ import annotations

from enum import StrEnum

import pytest

from sai_thong.records import Kind, declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.labels import label_of

_OF_THE_STORE = {"NumberState"}
"""Told by the number lists themselves."""
_NAMES = {"LINE", "Traffy Fondue"}
"""Written alike in every language."""
CHOICES = sorted(
    {field.python_type for each in RECORD_TYPES for field in declaration_of(each).fields if field.kind is Kind.CHOICE},
    key=lambda choice: choice.__name__,
)


@pytest.mark.parametrize(
    "choice", [each for each in CHOICES if each.__name__ not in _OF_THE_STORE], ids=lambda choice: choice.__name__
)
def test_every_choice_of_every_record_has_its_word(choice: type[StrEnum]) -> None:
    for value in choice:
        words = label_of(value)
        assert words != value.value
        thai = any("\u0e00" <= character <= "\u0e7f" for character in words)
        assert thai or words in _NAMES, f"{value!r} is not said in Thai"
