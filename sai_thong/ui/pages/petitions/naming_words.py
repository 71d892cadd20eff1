"""Who brings a case, as it is shown where no name may be told."""

from __future__ import annotations

from sai_thong.ground.language import _
from sai_thong.registers.petitions.terms import NAMING_LABELS, Naming


def petitioner_words(name: str, naming: Naming) -> str:
    """The name shown, or why there is none."""
    if name:
        return name
    return _(NAMING_LABELS[naming]) if naming is not Naming.NAMED else "–"
