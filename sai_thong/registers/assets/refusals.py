"""What the asset register refuses: each refusal typed, with what happened, what was kept and what to do."""

from __future__ import annotations

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.rules.loans import Shortage
from sai_thong.registers.assets.terms import STATUS_LABELS, AssetStatus
from sai_thong.thai.calendar import thai_date


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


class SlipMissing(AssetRefused):
    """No loan, requisition or stock card is called so."""

    def __init__(self, text: str) -> None:
        super().__init__(_("There is no “{text}”.").format(text=text), do=_("Look for it again in the list."))


class StepNotDue(AssetRefused):
    """A loan or a requisition does not stand where this can be done."""


class NotLendable(AssetRefused):
    """A thing cannot be lent: it is broken or gone, lent by the count, or a consumable asked for by a person."""


class NotFree(AssetRefused):
    """Not enough are free on all days of a loan: they are promised to others, or not back yet.

    Attributes:
        shortage: The first such day, how many are free then, and the loans that have the others.
    """

    def __init__(self, name: str, shortage: Shortage, others: str) -> None:
        super().__init__(
            _("On {day} {free} of {name} are free, and {wanted} are asked for.").format(
                day=thai_date(shortage.on), free=max(shortage.free, 0), name=name, wanted=shortage.wanted
            ),
            do=_("Others have them: {loans}. Choose other days or fewer.").format(loans=others)
            if others
            else _("Choose other days or fewer."),
        )
        self.shortage = shortage


class ReturnTooMany(AssetRefused):
    """More is to come back than is out."""


class StockRefused(AssetRefused):
    """A movement of a stock card cannot be as asked."""


class RoundMissing(AssetRefused):
    """No yearly inspection or disposal is called so."""

    def __init__(self, text: str) -> None:
        super().__init__(_("There is no round “{text}”.").format(text=text), do=_("Look for it again in the list."))


class RoundFrozen(AssetRefused):
    """The report of the inspection was submitted: nothing of it is changed any more."""

    def __init__(self, year_be: int) -> None:
        super().__init__(
            _("The inspection of {year} was submitted; nothing of it is changed any more.").format(year=year_be),
            do=_("What is found later is written on the card itself."),
        )


class RoundNotReady(AssetRefused):
    """An inspection does not stand where this can be done: not begun, nobody appointed, the year not over."""


class NotAllSeen(AssetRefused):
    """Some of the expected assets were not looked at.

    Attributes:
        left: How many.
    """

    def __init__(self, left: int) -> None:
        super().__init__(
            ngettext("{count} asset was not looked at.", "{count} assets were not looked at.", left).format(count=left),
            do=_("Look for what is left, or say that what nobody saw is lost."),
        )
        self.left = left


class ScanAmbiguous(AssetRefused):
    """What was scanned names several cards that are expected."""

    def __init__(self, tag: str, numbers: str) -> None:
        super().__init__(
            _("“{tag}” is on several things: {numbers}.").format(tag=tag, numbers=numbers),
            do=_("Scan the label, or type the asset number."),
        )


class CommitteeRefused(AssetRefused):
    """Those appointed cannot be a committee: nobody, no chair, twice the same, or a supply officer who inspects."""


class DisposalRefused(AssetRefused):
    """A disposal does not stand where this can be done, or a method does not fit what it is for."""


class LiabilityOpen(DisposalRefused):
    """Somebody may be liable: nothing is ordered before that is settled (พ.ร.บ. ความรับผิดทางละเมิดฯ พ.ศ. 2539)."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _("Whether somebody is liable is not settled for “{title}”.").format(title=title),
            do=_("Write down what came of it first."),
        )
