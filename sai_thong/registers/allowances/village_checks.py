"""แบบตรวจสอบรายชื่อผู้มีสิทธิ: a monthly list for each village head, keyed back in one grid, kept as evidence.

Never for the sensitive set: its people stand on no list that leaves the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.registers.allowances import life_events
from sai_thong.registers.allowances.findings import Action, Finding, FindingCode
from sai_thong.registers.allowances.records import (
    Claim,
    ClaimState,
    VillageAnswer,
    VillageCheck,
    VillageReply,
)
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.allowances.saved import Saved, SavedMany
from sai_thong.registers.citizens.joined import stands_for
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.records import Village
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.sorting import sort_key


@dataclass(frozen=True)
class VillageEntry:
    """One answer as keyed in the grid; who is on the list and has none is ยังอยู่."""

    person_id: str
    answer: VillageAnswer
    event_on: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True)
class VillageView:
    """A village's list with what came back.

    Attributes:
        check: The list.
        people: Who is on it, in its order.
        replies: The answer that counts, by person; of a returned list, who has none is ยังอยู่.
    """

    check: VillageCheck
    people: tuple[Citizen, ...]
    replies: dict[str, VillageReply]


def make_village_checks(store: Store, month: Month, *, printed_on: date | None = None) -> SavedMany[VillageCheck]:
    """Make the month's list of every village with people who are paid; lists still out are renewed."""
    with store.transaction() as tx:
        by_moo = _people_by_moo(tx)
        headmen = {village.moo: village.headman for village in tx.find(Village)}
        known = {check.moo: check for check in tx.find(VillageCheck, month=month)}
        made: list[VillageCheck] = []
        for moo in sorted(by_moo):
            ids = tuple(person.id for person in by_moo[moo])
            check = known.get(moo)
            if check is None:
                made.append(
                    tx.insert(
                        VillageCheck(
                            month=month,
                            moo=moo,
                            headman=headmen.get(moo, ""),
                            person_ids=ids,
                            printed_on=printed_on,
                        )
                    )
                )
            elif check.returned_on is None:
                made.append(tx.update(check, person_ids=ids, printed_on=printed_on or check.printed_on))
        return SavedMany(tuple(made), tx.changes)


def village_view(store: Store, check: VillageCheck) -> VillageView:
    """A village's list for its page and its paper."""
    found = {person.id: person for person in store.find(Citizen, id=check.person_ids)} if check.person_ids else {}
    people = tuple(found[person_id] for person_id in check.person_ids if person_id in found)
    replies = {reply.person_id: reply for reply in store.find(VillageReply, village_check_id=check.id)}
    return VillageView(check, people, replies)


def record_answers(
    store: Store, check: VillageCheck, entries: Sequence[VillageEntry], *, returned_on: date, why: str = ""
) -> Saved[VillageCheck]:
    """Key the returned list: the exceptions; everyone else on it is ยังอยู่. Answers are evidence and change no one yet.

    Raises:
        NotPossible: Somebody is not on the list.
        Incomplete: A death or a move without any date or note.
    """
    strangers = [entry for entry in entries if entry.person_id not in check.person_ids]
    if strangers:
        raise NotPossible(_("Somebody keyed is not on this village's list."), do=_("Choose the person from the list."))
    for entry in entries:
        told = entry.event_on is not None or entry.note.strip()
        if entry.answer in (VillageAnswer.DIED, VillageAnswer.MOVED) and not told:
            raise Incomplete(
                _("A death or a move needs its date, or a note of what is known."), do=_("Write what the list says.")
            )
    with store.transaction(why) as tx:
        tx.insert_many(
            [
                VillageReply(
                    village_check_id=check.id,
                    person_id=entry.person_id,
                    answer=entry.answer,
                    event_on=entry.event_on,
                    note=entry.note.strip(),
                )
                for entry in entries
            ]
        )
        return Saved(tx.update(check, returned_on=returned_on), tx.changes)


def village_findings(store: Store, month: Month) -> list[Finding]:
    """Deaths and moves that village heads told of and nobody has recorded yet."""
    checks = tuple(check.id for check in store.find(VillageCheck, month=month))
    told = (VillageAnswer.DIED, VillageAnswer.MOVED)
    replies = store.find(VillageReply, village_check_id=checks, answer=told) if checks else []
    return list(_unsettled(store, replies))


def accept_answer(
    store: Store, reply: VillageReply, *, event_on: PartialDate | None = None, why: str = ""
) -> ChangeSet:
    """Record the death or the move that a village head told of, with the list as its source.

    Args:
        store: The office's store.
        reply: The answer.
        event_on: The date as checked; that of the answer when None.
        why: For the journal.

    Raises:
        IllegalStep: The answer tells of neither.
        Incomplete: A move without its day.
    """
    check = store.get(VillageCheck, reply.village_check_id)
    citizen = stands_for(store, reply.person_id)
    known = event_on or reply.event_on
    source = _source(check)
    if reply.answer is VillageAnswer.DIED:
        return life_events.record_death(store, citizen, known, source=source, why=why or source).changes
    if reply.answer is VillageAnswer.MOVED:
        if known is None or not known.exact:
            raise Incomplete(_("The day of the move is missing."), do=_("Ask the registrar, then write the day."))
        return life_events.record_move_out(store, citizen, known.effective, to=reply.note, why=why or source).changes
    raise IllegalStep(_("This answer tells of no death and no move."), do=_("Nothing needs to be recorded."))


def _people_by_moo(tx: Transaction) -> dict[int, list[Citizen]]:
    """Living people with an accepted ordinary claim, by village, in Thai order of names."""
    ids = {claim.person_id for claim in tx.find(Claim, state=ClaimState.ACCEPTED)}
    by_moo: dict[int, list[Citizen]] = {}
    for person in tx.find(Citizen, deceased=False):
        if person.id in ids and person.moo is not None and person.away_since is None:
            by_moo.setdefault(person.moo, []).append(person)
    for people in by_moo.values():
        people.sort(key=lambda person: (sort_key(person.first_name), sort_key(person.last_name), person.id))
    return by_moo


def _unsettled(shelf: Shelf, replies: Sequence[VillageReply]) -> Iterator[Finding]:
    for reply in replies:
        person = stands_for(shelf, reply.person_id)
        facts = {"name": person.full_name}
        if reply.answer is VillageAnswer.DIED and not person.deceased:
            yield Finding(FindingCode.VILLAGE_SAYS_DIED, False, Action.RECORD_DEATH, person_id=person.id, facts=facts)
        if reply.answer is VillageAnswer.MOVED and person.away_since is None and not person.deceased:
            yield Finding(FindingCode.VILLAGE_SAYS_MOVED, False, Action.RECORD_MOVE, person_id=person.id, facts=facts)


def _source(check: VillageCheck) -> str:
    """Who said so, as the register keeps it."""
    name = f" ({check.headman})" if check.headman else ""
    day = f" ส่งคืนวันที่ {thai_date(check.returned_on)}" if check.returned_on else ""
    return f"ผู้ใหญ่บ้านหมู่ที่ {check.moo}{name} แบบตรวจสอบรายชื่อเดือน{check.month.name}{day}"
