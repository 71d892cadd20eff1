"""What the petitions refuse: each refusal typed, with what happened, what was kept and what to do."""

from __future__ import annotations

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _


class PetitionRefused(Refused):
    """Something about a case cannot be done as asked; nothing was changed."""

    def __init__(self, what: str, *, do: str = "") -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)


class IllegalStep(PetitionRefused):
    """The case is not at a step from which this can be done."""


class CaseEnded(IllegalStep):
    """The case has ended; it changes only after it was opened again with a reason."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("The case {number} has ended.").format(number=number or "–"),
            do=_("Open it again with its reason first."),
        )


class AskedAlready(PetitionRefused):
    """Missing papers were asked for once; the law does not let the office ask again."""


class NotPossible(PetitionRefused):
    """The facts do not allow it: the time lies ahead, the place or person is none, the two cases are one."""


class Incomplete(PetitionRefused):
    """A fact is missing without which this may not be recorded."""


def need_reason(why: str) -> None:
    """Raise `Incomplete` when no reason is given for what may be done only with one."""
    if not why.strip():
        raise Incomplete(_("This is done only with a reason."), do=_("Write the reason."))


def need_words(text: str, what: str) -> str:
    """`text` without spaces at its ends; `Incomplete`, told as `what`, when nothing is left."""
    if not text.strip():
        raise Incomplete(what, do=_("Fill in what is empty."))
    return text.strip()
