"""Possible duplicates: two records that may be one person. A person decides; see `operations.merge_citizens`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sai_thong.db.shelf import Shelf
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.text import clean


class Alike(StrEnum):
    """In what two records are alike."""

    SAME_ID = "same-id"
    SAME_NAME_AND_BIRTH = "same-name-and-birth"


@dataclass(frozen=True)
class PossibleDuplicate:
    """Records that may be one person, the oldest first; and why."""

    alike: Alike
    citizens: tuple[Citizen, ...]


def find_duplicates(shelf: Shelf) -> list[PossibleDuplicate]:
    """Every group of records with one id, then every group with one name and birth date.

    Merged records do not count. Spelling is compared in its clean form, so that a mark typed twice hides nobody.
    """
    return duplicates_among(shelf.find(Citizen))


def duplicates_among(citizens: Iterable[Citizen]) -> list[PossibleDuplicate]:
    """As `find_duplicates`, among some citizens only."""
    counted = [each for each in citizens if not each.merged_into]
    return [*_by_id(counted), *_by_name(counted)]


def _by_id(citizens: Sequence[Citizen]) -> Iterable[PossibleDuplicate]:
    groups: dict[str, list[Citizen]] = defaultdict(list)
    for each in citizens:
        if each.citizen_id:
            groups[each.citizen_id].append(each)
    return (PossibleDuplicate(Alike.SAME_ID, tuple(group)) for group in groups.values() if len(group) > 1)


def _by_name(citizens: Sequence[Citizen]) -> Iterable[PossibleDuplicate]:
    groups: dict[tuple[str, str, str], list[Citizen]] = defaultdict(list)
    for each in citizens:
        if each.birth is not None:
            groups[clean(each.first_name), clean(each.last_name), each.birth.iso_parts].append(each)
    return (
        PossibleDuplicate(Alike.SAME_NAME_AND_BIRTH, tuple(group))
        for group in groups.values()
        if len(group) > 1 and _ids_differ(group)
    )


def _ids_differ(group: Sequence[Citizen]) -> bool:
    """Whether no two of them are told by their id already; who has none may be anybody."""
    ids = [each.citizen_id for each in group if each.citizen_id]
    return len(set(ids)) == len(ids)
