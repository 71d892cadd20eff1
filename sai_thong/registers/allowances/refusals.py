"""What the allowances refuse: each refusal typed, with what happened, what was kept and what to do."""

from __future__ import annotations

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _


class AllowanceRefused(Refused):
    """Something about a claim or a payment cannot be done as asked; nothing was changed."""

    def __init__(self, what: str, *, do: str = "") -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)


class OpenClaimExists(AllowanceRefused):
    """The person has an open claim to this scheme already.

    Attributes:
        claim_id: Which.
    """

    def __init__(self, name: str, claim_id: str) -> None:
        super().__init__(
            _("{name} has an open claim to this allowance already.").format(name=name),
            do=_("Open that claim, or end it with its reason first."),
        )
        self.claim_id = claim_id


class IllegalStep(AllowanceRefused):
    """A claim, an overpayment or a cash day is not at the step from which this can be done."""


class NotPossible(AllowanceRefused):
    """The facts do not allow it: the person has died, the day lies in the future, the money is not there."""


class Incomplete(AllowanceRefused):
    """A fact is missing without which this may not be recorded."""


class WrongMonthState(AllowanceRefused):
    """The month is not at a state in which this can be recorded."""


class PaidAlready(AllowanceRefused):
    """The month is paid, or ordered to be paid, already."""


def need_reason(why: str) -> None:
    """Raise `Incomplete` when no reason is given for what may be done only with one."""
    if not why.strip():
        raise Incomplete(_("This is done only with a reason."), do=_("Write the reason."))
