"""What the asset register refuses: each refusal typed, with what happened, what was kept and what to do."""

from __future__ import annotations

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.assets.terms import STATUS_LABELS, AssetStatus


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


class CardStruckOff(AssetRefused):
    """The asset left the register: its card stays and is not changed any more."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("The asset {number} was struck off; its card is not changed any more.").format(number=number),
            do=_("Look at the card for what happened to it."),
        )


class StateNotReached(AssetRefused):
    """A state cannot follow the one before it: what is lent comes back before it is sent to repair."""

    def __init__(self, status: AssetStatus, then: AssetStatus) -> None:
        super().__init__(
            _("“{state}” cannot be followed by “{then}”.").format(
                state=_(STATUS_LABELS[status]), then=_(STATUS_LABELS[then])
            ),
            do=_("Look at the timeline of the card, and write down first what lies between."),
        )


class AssetFactWrong(BadInput):
    """A fact of a card cannot be so: no name, a negative price, a day to come, a type that is not in the table."""

    def __init__(self, what: str, *, do: str) -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)
