"""Who is appointed for a round: one person or a committee, and of an inspection no supply officer (ข้อ 213)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.records import CommitteeSeat, DisposalRound, InspectionRound
from sai_thong.registers.assets.refusals import CommitteeRefused, DisposalRefused, RoundFrozen, RoundMissing
from sai_thong.registers.assets.terms import CommitteeRole, CommitteeTask, DisposalState, RoundState
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.records import Post, Signer
from sai_thong.registers.office.signing import signers_on
from sai_thong.thai.text import search_form, tidy

_SUPPLY: Final = "พัสดุ"
"""In the title of a post: เจ้าพนักงานพัสดุ นักวิชาการพัสดุ หัวหน้าเจ้าหน้าที่พัสดุ."""
_TASKS: Final = tuple(CommitteeTask)
_ENDED: Final = (DisposalState.STRUCK_OFF, DisposalState.DROPPED)


@dataclass(frozen=True)
class Appointed:
    """Who is appointed.

    Attributes:
        name: With the prefix.
        position: What they are in the office.
        role: Their seat.
    """

    name: str
    position: str = ""
    role: CommitteeRole = CommitteeRole.MEMBER


def seats(shelf: Shelf, round_id: str, task: CommitteeTask | None = None) -> list[CommitteeSeat]:
    """Who is appointed for a round, or for one task of it, in the order of the order."""
    wanted = {"task": task} if task is not None else {}
    found = shelf.find(CommitteeSeat, round_id=round_id, ended_on=None, **wanted)
    return sorted(found, key=lambda each: (_TASKS.index(each.task), each.place))


def appoint(
    store: Store, round_id: str, task: CommitteeTask, people: Sequence[Appointed], *, why: str = ""
) -> Saved[CommitteeSeat]:
    """Appoint those who do a task of a round, in place of those who were appointed before.

    Returns:
        The first of them.

    Raises:
        CommitteeRefused: Nobody, no single chair, somebody twice, or a supply officer who would inspect.
        RoundFrozen: The report of the inspection was submitted.
        DisposalRefused: The disposal has ended, or has no such task.
        RoundMissing: There is no such round.
    """
    with store.transaction(why) as tx:
        _need_round(tx, round_id, task)
        kept = seat(store, tx, round_id, task, people)
        return Saved(kept[0], tx.changes)


def seat(
    store: Store, tx: Transaction, round_id: str, task: CommitteeTask, people: Sequence[Appointed]
) -> list[CommitteeSeat]:
    """Seat these people for a task, in place of those who sat before.

    Raises:
        CommitteeRefused: As `appoint`.
    """
    wanted = [Appointed(tidy(each.name), tidy(each.position), each.role) for each in people]
    _check(wanted)
    if task is CommitteeTask.INSPECTION:
        _refuse_supply_officers(wanted, supply_officers(store))
    today = bangkok_today(store.clock)
    for old in seats(tx, round_id, task):
        tx.update(old, ended_on=today)
    return tx.insert_many(
        CommitteeSeat(round_id=round_id, task=task, role=each.role, name=each.name, position=each.position, place=place)
        for place, each in enumerate(wanted)
    )


def supply_officers(store: Store) -> frozenset[str]:
    """Names of the office's supply officers in post today, as they are compared."""
    signers = signers_on(store.find(Signer), Post.SUPPLY_OFFICER, bangkok_today(store.clock))
    return frozenset(search_form(each.name) for each in signers)


def _check(people: Sequence[Appointed]) -> None:
    roles = Counter(each.role for each in people)
    if not people or not all(each.name for each in people):
        raise CommitteeRefused(_("Nobody is appointed."), do=_("Write the names."))
    if len({search_form(each.name) for each in people}) < len(people):
        raise CommitteeRefused(_("Somebody is appointed twice."), do=_("Name everybody once."))
    if len(people) == 1:
        return
    if roles[CommitteeRole.SOLE] or roles[CommitteeRole.CHAIR] != 1:
        raise CommitteeRefused(_("A committee has one chair."), do=_("Say who leads it."))


def _refuse_supply_officers(people: Sequence[Appointed], officers: frozenset[str]) -> None:
    for each in people:
        if search_form(each.name) in officers or _SUPPLY in each.position:
            raise CommitteeRefused(
                _("{name} is a supply officer and may not inspect.").format(name=each.name),
                do=_("Appoint somebody else."),
            )


def _need_round(tx: Transaction, round_id: str, task: CommitteeTask) -> None:
    """The round, open for this task."""
    if task is CommitteeTask.INSPECTION:
        found = tx.find(InspectionRound, id=round_id)
        if not found:
            raise RoundMissing(round_id)
        if found[0].state is not RoundState.IN_PROGRESS:
            raise RoundFrozen(found[0].fiscal_year_be)
        return
    disposals = tx.find(DisposalRound, id=round_id)
    if not disposals:
        raise RoundMissing(round_id)
    if disposals[0].state in _ENDED:
        raise DisposalRefused(
            _("The disposal “{title}” has ended.").format(title=disposals[0].title), do=_("Look at what came of it.")
        )
