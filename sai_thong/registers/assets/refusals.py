"""What the asset register refuses: each refusal typed, with what happened, what was kept and what to do."""

from __future__ import annotations

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _


class AssetRefused(Refused):
    """Something about an asset cannot be done as asked; nothing was changed."""

    def __init__(self, what: str, *, do: str = "") -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)


class NumberTaken(AssetRefused):
    """Another card has the number, in this or another writing."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("The number {number} is on another card already.").format(number=number),
            do=_("Look the card up, or take the next free number."),
        )


class AssetMissing(AssetRefused):
    """No card has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("No asset has the number {number}.").format(number=number), do=_("Look for it again in the list.")
        )


class AssetFactWrong(BadInput):
    """A fact of a card cannot be so: no name, a negative price, a day to come, a type that is not in the table."""

    def __init__(self, what: str, *, do: str) -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)
