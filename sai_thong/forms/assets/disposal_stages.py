"""How far a disposal must be before a paper of it can be true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.records import DisposalRound


@dataclass(frozen=True)
class Stage:
    """Something that was done.

    Attributes:
        reached: Whether a disposal is as far.
        missing: What is said where it is not, as an English message id.
        do: What to do then.
    """

    reached: Callable[[DisposalRound], bool]
    missing: str
    do: str


FACTS_KNOWN: Final = Stage(
    lambda found: not found.facts_needed or found.facts_reported_on is not None,
    N_("The facts are not reported yet."),
    N_("Enter the report of the facts first."),
)
ORDERED: Final = Stage(
    lambda found: found.ordered_on is not None, N_("The disposal is not ordered yet."), N_("Enter the order first.")
)
CARRIED_OUT: Final = Stage(
    lambda found: found.carried_out_on is not None,
    N_("The disposal is not carried out yet."),
    N_("Enter what came of it first."),
)
STRUCK_OFF: Final = Stage(
    lambda found: found.struck_off_on is not None,
    N_("Nothing of this disposal is struck off yet."),
    N_("Strike it off first."),
)


def need_stage(found: DisposalRound, stage: Stage | None) -> None:
    """Refuse a paper that would tell of what has not happened.

    Raises:
        NothingToPrint: The disposal is not as far.
    """
    if stage is not None and not stage.reached(found):
        raise NothingToPrint(_(stage.missing), do=_(stage.do))
