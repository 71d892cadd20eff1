"""What two computers made apart that may be one thing: a person, the number of an asset, a petition.

Found by looking, not by the merge: both records stand, and the registers have the ways to make one of them. What one
computer made alone is not told here; whoever made it saw the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, TypeVar

from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.records import Record
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.citizens.duplicates import duplicates_among
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.records import CaseLink, Petition
from sai_thong.registers.petitions.terms import ENDED_STATES, PetitionState
from sai_thong.thai.text import search_form

R = TypeVar("R", bound=Record)
_WITHIN: Final = timedelta(days=14)
"""Two petitions of one petitioner about one service further apart are two."""
_OPEN: Final = tuple(state for state in PetitionState if state not in ENDED_STATES)
_PEOPLE: Final = """
    SELECT id FROM citizens WHERE coalesce(merged_into, '') = '' AND (
        citizen_id IN (SELECT citizen_id FROM citizens WHERE citizen_id <> '' GROUP BY citizen_id HAVING count(*) > 1)
        OR (first_name, last_name, birth) IN (
            SELECT first_name, last_name, birth FROM citizens WHERE birth <> ''
            GROUP BY first_name, last_name, birth HAVING count(*) > 1))
    ORDER BY row
"""


class DoubleKind(StrEnum):
    """What may be there twice."""

    PERSON = "person"
    ASSET_NUMBER = "asset-number"
    PETITION = "petition"


@dataclass(frozen=True)
class Double:
    """Two records that computers of the office made apart.

    Attributes:
        kind: What they are.
        first: The one that has been here longer.
        second: The other.
    """

    kind: DoubleKind
    first: Record
    second: Record


def doubles(store: Store) -> list[Double]:
    """Everything that may be there twice, and was made on different computers; quick where only one ever wrote."""
    files = store.query("SELECT DISTINCT file_id FROM journal LIMIT 2")
    if len(files) < 2:
        return []
    asked = {"citizens": _people, "assets": _numbers, "petitions": _petitions}
    viewed = [find for register, find in asked.items() if store.permits.allows(register, Action.VIEW)]
    return [double for find in viewed for double in find(store)]


def _people(store: Store) -> Iterable[Double]:
    alike = [store.get(Citizen, row["id"]) for row in store.query(_PEOPLE)]
    for group in duplicates_among(alike):
        yield from _apart(DoubleKind.PERSON, group.citizens)


def _numbers(store: Store) -> Iterable[Double]:
    taken = store.query("SELECT number FROM assets WHERE number <> '' GROUP BY number HAVING count(*) > 1")
    for row in taken:
        yield from _apart(DoubleKind.ASSET_NUMBER, store.find(Asset, number=row["number"]))


def _petitions(store: Store) -> Iterable[Double]:
    """Open petitions of one petitioner about one service within two weeks, which nobody linked."""
    cases = store.find(Petition, state=_OPEN)
    linked = {frozenset((each.petition_id, each.other_id)) for each in store.find(CaseLink)}

    def what(case: Petition) -> Hashable:
        return case.service, case.person_id or search_form(case.petitioner_name), search_form(case.subject)

    for group in _alike(cases, what):
        ordered = sorted(group, key=lambda each: each.received_at)
        for double in _apart(DoubleKind.PETITION, ordered):
            first, second = double.first, double.second
            assert isinstance(first, Petition)
            assert isinstance(second, Petition)
            if second.received_at - first.received_at <= _WITHIN and frozenset((first.id, second.id)) not in linked:
                yield double


def _alike(records: Iterable[R], what: Callable[[R], Hashable]) -> list[list[R]]:
    groups: dict[Hashable, list[R]] = defaultdict(list)
    for each in records:
        groups[what(each)].append(each)
    return [group for group in groups.values() if len(group) > 1]


def _apart(kind: DoubleKind, group: Sequence[Record]) -> Iterable[Double]:
    """Pairs of the first of a group with each of the others that another file made."""
    first = group[0]
    for other in group[1:]:
        if _file_of(other) != _file_of(first):
            yield Double(kind, first, other)


def _file_of(record: Record) -> str:
    return record.id.rpartition(".")[0]
