"""Whom a command is about: a citizen ID or a record's id to the citizen, and to the claim."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final, Protocol

from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances.claims import OVER, open_claim_of
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SCHEME_LABELS, Scheme, scheme_set_of
from sai_thong.thai.citizen_id import read as read_citizen_id

_CHUNK: Final = 10_000
"""Ids asked for in one query; SQLite takes 32,766 parameters."""


class NobodyFound(Refused):
    """Nobody has this citizen ID."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody in the register has this citizen ID."),
            kept=_("Nothing was changed."),
            do=_("Search the register, and take the citizen ID or the id from the list."),
        )


class NoSuchClaim(Refused):
    """The person has no claim to this allowance."""

    def __init__(self, citizen: Citizen, scheme: Scheme) -> None:
        super().__init__(
            _("{name} has no claim to this: {scheme}.").format(name=citizen.full_name, scheme=_(SCHEME_LABELS[scheme])),
            kept=_("Nothing was changed."),
            do=_("Look at the person's claims, or say another allowance with --scheme."),
        )


def person(store: Store, who: str) -> Citizen:
    """The citizen with this citizen ID, in any way of writing it, or with this record id.

    Raises:
        BadCitizenId: It looks like a citizen ID, and is none.
        NobodyFound: Nobody has it.
        RecordMissing: There is no record with this id.
    """
    if "." in who or any(character.isalpha() for character in who):
        return store.get(Citizen, who)
    found = store.find(Citizen, citizen_id=read_citizen_id(who), merged_into=None)
    if not found:
        raise NobodyFound
    return found[0]


def claim(store: Store, who: str, scheme: Scheme) -> Claim:
    """The claim of `who` to `scheme`: the open one, else the last that ended.

    Raises:
        NoSuchClaim: There is none.
    """
    citizen = person(store, who)
    shelf = shelf_of(store, scheme_set_of(scheme))
    found = open_claim_of(shelf, citizen.id, scheme)
    if found is not None:
        return found
    ended = [each for each in shelf.find(Claim, person_id=citizen.id, scheme=scheme) if each.state in OVER]
    if not ended:
        raise NoSuchClaim(citizen, scheme)
    return ended[-1]


class OfPerson(Protocol):
    """A record that speaks of a person."""

    @property
    def person_id(self) -> str:
        """The id of the citizen's record."""


def people_of(store: Store, records: Sequence[OfPerson]) -> list[Citizen]:
    """The citizen of each record, in their order."""
    ids = list({each.person_id for each in records})
    chunks = (tuple(ids[start : start + _CHUNK]) for start in range(0, len(ids), _CHUNK))
    people = {citizen.id: citizen for chunk in chunks for citizen in store.find(Citizen, id=chunk)}
    return [people[each.person_id] for each in records]


def claims(store: Store, arguments: argparse.Namespace) -> list[Claim]:
    """The claims of everybody named as WHO, to the allowance of ``--scheme``."""
    return [claim(store, who, arguments.scheme) for who in arguments.who]
