"""What can be done with a card: the one obvious next step, and everything else in groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.ui.pages.assets import steps_of_custody, steps_of_repairs
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.step import Step


def next_step(shown: ShownCard) -> Step | None:
    """The one thing to do next; None of what left the register."""
    if shown.struck_off:
        return None
    return next(_waiting(shown), None)


def _waiting(shown: ShownCard) -> Iterator[Step]:
    """What waits, the most pressing first; handing over is always possible."""
    status = shown.asset.status
    if status is AssetStatus.AT_REPAIR:
        yield from _there(steps_of_repairs.finish(shown))
    if steps_of_repairs.open_repair(shown) is not None:
        yield from _there(steps_of_repairs.send(shown), steps_of_repairs.finish(shown))
    if status is AssetStatus.BROKEN:
        yield from _there(steps_of_repairs.report(shown))
    if status is AssetStatus.LOST:
        yield from _there(steps_of_custody.change_status(shown, AssetStatus.IN_USE))
    yield steps_of_custody.move(shown)


def groups(shown: ShownCard) -> Sequence[Sequence[Step]]:
    """Everything that can be done, in groups of the menu."""
    if shown.struck_off:
        return ()
    return (
        _list(steps_of_custody.move(shown), steps_of_custody.change_status(shown), steps_of_custody.add_note(shown)),
        _list(
            steps_of_repairs.report(shown),
            steps_of_repairs.send(shown),
            steps_of_repairs.finish(shown),
            steps_of_repairs.past(shown),
        ),
    )


def _there(*steps: Step | None) -> Iterator[Step]:
    return (step for step in steps if step is not None)


def _list(*steps: Step | None) -> list[Step]:
    return list(_there(*steps))
