"""What can be done with a card: the one obvious next step, and everything else in groups."""

from __future__ import annotations

from collections.abc import Sequence

from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.step import Step


def next_step(shown: ShownCard) -> Step | None:  # noqa: ARG001
    """The one thing to do next; None where nothing waits."""
    return None


def groups(shown: ShownCard) -> Sequence[Sequence[Step]]:  # noqa: ARG001
    """Everything else, in groups of the menu."""
    return ()
