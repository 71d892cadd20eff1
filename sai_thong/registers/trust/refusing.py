"""How the papers of the data protection act say no."""

from __future__ import annotations

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.thai.text import clean


class TrustRefused(Refused):
    """A step is not taken: something before it is missing, or it was taken already."""

    def __init__(self, what: str, *, do: str) -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)


def need_words(text: str, what: str) -> str:
    """`text` tidied; refused with `what` (a sentence) where it says nothing.

    Raises:
        TrustRefused: Nothing is said.
    """
    tidy = clean(text)
    if not tidy:
        raise TrustRefused(what, do=_("Write it."))
    return tidy
