"""What งานสารบรรณ refuses: each refusal typed, with what happened, what was kept and what to do."""

from __future__ import annotations

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _


class DocumentRefused(Refused):
    """Something about a document cannot be done as asked; nothing was changed."""

    def __init__(self, what: str, *, do: str = "") -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)


class DocumentIncomplete(BadInput):
    """A fact is missing without which a document may not be kept."""

    def __init__(self, what: str) -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=_("Fill in what is empty."))


def need_reason(why: str) -> str:
    """The reason without spaces at its ends; `DocumentRefused` when there is none."""
    if not why.strip():
        raise DocumentRefused(_("This is done only with a reason."), do=_("Write the reason."))
    return why.strip()


def refuse_ended(voided: bool, destroyed: bool) -> None:
    """Raise `DocumentRefused` for a document that is void or destroyed."""
    if voided:
        raise DocumentRefused(_("This document is void."), do=_("Make a new one; the void one keeps its number."))
    if destroyed:
        raise DocumentRefused(_("This document was destroyed."), do=_("Its line stays in the register as it is."))
