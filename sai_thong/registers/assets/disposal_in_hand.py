"""One disposal inside one transaction: found, held to the states in which a step may be taken, changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import DisposalLine, DisposalRound
from sai_thong.registers.assets.refusals import DisposalRefused, LiabilityOpen, RoundMissing
from sai_thong.registers.assets.terms import DISPOSAL_STATE_LABELS, DisposalState
from sai_thong.registers.law.assets import AssetLaw


class DisposalInHand:
    """A disposal being worked on.

    Attributes:
        store: The office's store.
        tx: The transaction.
        round: The disposal as it now stands.
        law: The lists and rules of assets in use.
    """

    def __init__(self, store: Store, tx: Transaction, found: DisposalRound) -> None:
        self.store = store
        self.tx = tx
        self.round = found
        self.law: AssetLaw = asset_law(tx)
        self.lines: tuple[DisposalLine, ...] = ()

    @property
    def today(self) -> date:
        """The day in Bangkok."""
        return bangkok_today(self.store.clock)

    def line(self, line_id: str) -> DisposalLine:
        """A thing of this disposal that was not taken out.

        Raises:
            DisposalRefused: It is not in it.
        """
        found = next((line for line in self.read_lines() if line.id == line_id), None)
        if found is None:
            raise DisposalRefused(
                _("“{text}” is no thing of this disposal.").format(text=line_id), do=_("Take it from the list.")
            )
        return found

    def read_lines(self) -> tuple[DisposalLine, ...]:
        """The things as they now stand, those taken out left out."""
        self.lines = active_lines(self.tx, self.round.id)
        return self.lines

    def change(self, **values: Any) -> None:  # noqa: ANN401 - as `ShelfWriter.update`
        """Change facts of the disposal."""
        self.round = self.tx.update(self.round, **values)

    def day(self, on: date | None, *, earliest: date | None = None) -> date:
        """The day something was done, today where nothing is said.

        Raises:
            AssetFactWrong: It lies in the future, or before what comes first.
        """
        day = on or self.today
        check_day(day, self.today, earliest=earliest)
        return day


@contextmanager
def disposal_in_hand(store: Store, round_id: str, why: str, *states: DisposalState) -> Iterator[DisposalInHand]:
    """Work on a disposal that stands in one of these states, in one transaction.

    Raises:
        RoundMissing: There is no such disposal.
        LiabilityOpen: It waits for what comes of a liability, and this is not possible meanwhile.
        DisposalRefused: It stands elsewhere.
    """
    with store.transaction(why) as tx:
        found = disposal_of(tx, round_id)
        if found.state not in states:
            if found.state is DisposalState.AWAITING_LIABILITY:
                raise LiabilityOpen(found.title)
            raise DisposalRefused(
                _("“{title}” does not stand where this can be done: {state}.").format(
                    title=found.title, state=_(DISPOSAL_STATE_LABELS[found.state])
                ),
                do=_("Look at what comes next."),
            )
        disposal = DisposalInHand(store, tx, found)
        disposal.read_lines()
        yield disposal
        disposal.read_lines()


def disposal_of(shelf: Shelf, round_id: str) -> DisposalRound:
    """A disposal by its id.

    Raises:
        RoundMissing: There is none.
    """
    found = shelf.find(DisposalRound, id=round_id.strip())
    if not found:
        raise RoundMissing(round_id)
    return found[0]


def active_lines(shelf: Shelf, round_id: str) -> tuple[DisposalLine, ...]:
    """The things of a disposal that were not taken out, in the order they were entered."""
    return tuple(shelf.find(DisposalLine, round_id=round_id, taken_out_why=""))


def need_words(text: str, what: str) -> str:
    """`text` without spaces at its ends; `DisposalRefused`, told as `what`, when nothing is left."""
    if not text.strip():
        raise DisposalRefused(what, do=_("Fill in what is empty."))
    return text.strip()
