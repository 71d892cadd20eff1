"""The people of a case as they were given at the counter, made ready to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.registers.citizens.joined import stands_for
from sai_thong.registers.citizens.operations import enter_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.records import Party
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible
from sai_thong.registers.petitions.terms import Naming, Role
from sai_thong.thai import citizen_id as citizen_ids
from sai_thong.thai.names import split_name
from sai_thong.thai.text import tidy

SPEAKERS: Final = (Role.REPRESENTATIVE, Role.PETITIONER, Role.INFORMANT, Role.CO_PETITIONER)
"""Who brings a case, the one it is known by first; who is only in need does not speak."""


@dataclass(frozen=True)
class PersonGiven:
    """A person of a case as given at the counter.

    Attributes:
        role: What they are to the case.
        person_id: Their record among the citizens; what is not given below is copied from it.
        name: As the office writes it, prefix included.
        citizen_id: Checked when given; of an informant by phone there need be none.
        address: Where they live, without the village.
        moo: Their village.
        phone: Where they are reached.
        relation: To the person in need, or the post of who speaks for a village.
        keep_as_citizen: Enter somebody typed here among the citizens, so that they are typed once.
    """

    role: Role = Role.PETITIONER
    person_id: str | None = None
    name: str = ""
    citizen_id: str = ""
    address: str = ""
    moo: int | None = None
    phone: str = ""
    relation: str = ""
    keep_as_citizen: bool = False


def check_naming(people: Sequence[PersonGiven], naming: Naming) -> None:
    """Raise `NotPossible` when an anonymous letter would get the name of somebody who brings it."""
    if naming is Naming.ANONYMOUS and any(person.role in SPEAKERS for person in people):
        raise NotPossible(
            _("An anonymous letter has no petitioner."),
            do=_("Leave the petitioner out, or choose that the name is not to be told."),
        )


def ready_to_keep(tx: Transaction, given: PersonGiven, *, confidential: bool) -> Party:
    """The person as a record, not yet of any case.

    Raises:
        Incomplete: Neither a name nor a citizen is given.
        NotPossible: Somebody of a confidential case shall be entered among the citizens, where it would show.
        BadCitizenId: The citizen id is none.
        AlreadyRegistered: Somebody who is to be entered is registered.
    """
    citizen = _citizen_of(tx, given, confidential=confidential)
    name = tidy(given.name) or (citizen.full_name if citizen else "")
    if not name:
        raise Incomplete(_("A person of the case has no name."), do=_("Type the name, or take the person out."))
    written_id = citizen_ids.read(given.citizen_id) if given.citizen_id.strip() else ""
    return Party(
        role=given.role,
        person_id=citizen.id if citizen else None,
        name=name,
        citizen_id=written_id or (citizen.citizen_id if citizen and citizen.citizen_id else ""),
        address=tidy(given.address) or (address_of(citizen) if citizen else ""),
        moo=given.moo if given.moo is not None or citizen is None else citizen.moo,
        phone=tidy(given.phone) or (citizen.phone if citizen else ""),
        relation=tidy(given.relation),
    )


def known_by(parties: Sequence[Party], naming: Naming) -> Party | None:
    """Whose name stands in lists: nobody's where it is not to be told."""
    if naming is not Naming.NAMED:
        return None
    for role in (*SPEAKERS, Role.IN_NEED):
        for party in parties:
            if party.role is role and party.withdrawn_on is None:
                return party
    return None


def address_of(citizen: Citizen) -> str:
    """House, lane and road of a citizen, without the village, which stands by itself."""
    parts = (("", citizen.house_no), ("ซ.", citizen.soi), ("ถ.", citizen.road))
    return " ".join(f"{word}{value}" for word, value in parts if value)


def _citizen_of(tx: Transaction, given: PersonGiven, *, confidential: bool) -> Citizen | None:
    if given.person_id is not None:
        return stands_for(tx, given.person_id)
    if not given.keep_as_citizen:
        return None
    if confidential:
        raise NotPossible(
            _("Nobody is entered among the citizens through a confidential case."),
            do=_("Type the name in the case only."),
        )
    name = split_name(given.name)
    return enter_citizen(
        tx,
        Citizen(
            prefix=name.prefix,
            first_name=name.first,
            last_name=name.last,
            citizen_id=given.citizen_id or None,
            house_no=given.address,
            moo=given.moo,
            phone=given.phone,
        ),
    )
