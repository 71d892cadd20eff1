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

FORMS: Final[dict[str, Callable[[ShownCard], Step | None]]] = {
    "correct": steps_of_book.correct,
    "fill-in": steps_of_book.fill_in,
    "move": steps_of_custody.move,
    "status": steps_of_custody.change_status,
    "note": steps_of_custody.add_note,
    "fault": steps_of_repairs.report,
    "send-to-repair": steps_of_repairs.send,
    "finish-repair": steps_of_repairs.finish,
    "past-repair": steps_of_repairs.past,
    "improvement": steps_of_book.improve,
    "withdraw-improvement": steps_of_book.withdraw_improvement,
    "day": steps_of_dates.add,
    "day-done": steps_of_dates.done,
    "property": steps_of_property.fill_in,
    "number": steps_of_numbers.give,
    "first-photograph": steps_of_photographs.choose_first,
    "take-back": steps_of_book.take_back,
    "withdraw": steps_of_book.withdraw,
}
"""The forms of a card by a name, by which they are opened again when the language changes."""

_GROUPS: Final = (
    ("move", "status", "note"),
    ("fault", "send-to-repair", "finish-repair", "past-repair"),
    ("improvement", "withdraw-improvement", "day", "day-done", "property"),
    ("number", "first-photograph", "take-back", "withdraw"),
)
_NEXT: Final[dict[CardAction, str]] = {
    CardAction.GIVE_NUMBER: "number",
    CardAction.FILL_IN: "fill-in",
    CardAction.SEND_TO_REPAIR: "send-to-repair",
    CardAction.FINISH_REPAIR: "finish-repair",
    CardAction.REPORT_FAULT: "fault",
    CardAction.DATE_DONE: "day-done",
    CardAction.MOVE: "move",
}
"""The forms of what is to be done next; the others open another place or a paper."""


def form_of(name: str, shown: ShownCard) -> Step | None:
    """A form of a card; None where it does not apply to this one now."""
    return None if shown.struck_off or name not in FORMS else FORMS[name](shown)


def next_form(shown: ShownCard) -> str:
    """The name of the form of the one thing to do next; empty where that is no form, or nothing waits."""
    action = shown.view.next_action
    name = _NEXT.get(action, "") if action is not None else ""
    return name if form_of(name, shown) is not None else ""


def groups(shown: ShownCard) -> Sequence[Sequence[tuple[str, Step]]]:
    """Everything that can be done with a card, with its name, in the groups of the menu."""
    told = [[(name, form_of(name, shown)) for name in names] for names in _GROUPS]
    return [[(name, step) for name, step in each if step is not None] for each in told]
