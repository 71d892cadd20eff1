"""What can be done with a card: the one obvious next step, and everything else in groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sai_thong.registers.assets.card_view import CardAction
from sai_thong.ui.pages.assets import (
    steps_of_book,
    steps_of_custody,
    steps_of_dates,
    steps_of_numbers,
    steps_of_photographs,
    steps_of_property,
    steps_of_repairs,
)
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.step import Step

_NEXT: Final[dict[CardAction, Callable[[ShownCard], Step | None]]] = {
    CardAction.GIVE_NUMBER: steps_of_numbers.give,
    CardAction.FILL_IN: steps_of_book.fill_in,
    CardAction.SEND_TO_REPAIR: steps_of_repairs.send,
    CardAction.FINISH_REPAIR: steps_of_repairs.finish,
    CardAction.REPORT_FAULT: steps_of_repairs.report,
    CardAction.DATE_DONE: steps_of_dates.done,
    CardAction.MOVE: steps_of_custody.move,
}
"""The forms of what is to be done next; the others open another place or a paper."""


def next_form(shown: ShownCard) -> Step | None:
    """The form of the one thing to do next; None where that is no form, or nothing waits."""
    action = shown.view.next_action
    form = _NEXT.get(action) if action is not None else None
    return form(shown) if form is not None else None


def groups(shown: ShownCard) -> Sequence[Sequence[Step]]:
    """Everything that can be done, in groups of the menu."""
    if shown.struck_off:
        return ()
    return (
        _there(steps_of_custody.move(shown), steps_of_custody.change_status(shown), steps_of_custody.add_note(shown)),
        _there(
            steps_of_repairs.report(shown),
            steps_of_repairs.send(shown),
            steps_of_repairs.finish(shown),
            steps_of_repairs.past(shown),
        ),
        _there(
            steps_of_book.improve(shown),
            steps_of_book.withdraw_improvement(shown),
            steps_of_dates.add(shown),
            steps_of_dates.done(shown),
            steps_of_property.fill_in(shown),
        ),
        _there(
            steps_of_numbers.give(shown),
            steps_of_photographs.choose_first(shown),
            steps_of_book.withdraw(shown),
        ),
    )


def _there(*steps: Step | None) -> list[Step]:
    return [step for step in steps if step is not None]
