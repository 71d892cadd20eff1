"""Where a case is kept: the ordinary tables, or, for a complaint against officials, the sealed set of complaints.

Nobody without the set's key learns that a sealed case exists; and of those who hold it, nobody whom the case names as
shut out. To either it is a case that this file does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sai_thong.db.refusals import RecordMissing
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.records import declaration_of
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.thai.names import split_name
from sai_thong.thai.text import search_form


@dataclass(frozen=True)
class Place:
    """A case and where it is kept.

    Attributes:
        petition: As it stands now.
        shelf: Where everything that belongs to it is read.
        confidential: Whether that is the sealed set.
    """

    petition: Petition
    shelf: Shelf
    confidential: bool


def shelf_of(store: Store, *, confidential: bool) -> Shelf:
    """Where cases are read; `SetClosed` when this user does not hold the key of the complaints."""
    return store.sealed_set(COMPLAINTS) if confidential else store


def writer_of(tx: Transaction, *, confidential: bool) -> ShelfWriter:
    """Where cases are written; `SetClosed` when this user does not hold the key of the complaints."""
    return tx.on(COMPLAINTS) if confidential else tx


def may_open_complaints(store: Store) -> bool:
    """Whether this user holds the key of the complaints against officials."""
    return COMPLAINTS in store.keys.set_keys


def may_see(petition: Petition, user: str) -> bool:
    """Whether a user who holds the key may see this case: who is complained of may not, by whatever name."""
    asking = _forms_of(user)
    return all(asking.isdisjoint(_forms_of(name)) for name in (*petition.shut_out, *petition.accused))


def is_complained_of(petition: Petition, name: str) -> bool:
    """Whether a name is that of an official complained of, with its prefix or without, however it is spelt."""
    return any(not _forms_of(name).isdisjoint(_forms_of(accused)) for accused in petition.accused)


def users_named(shelf: Shelf, names: Iterable[str]) -> list[str]:
    """The users whose accounts bear one of these names: who signs in by another name than that complained of."""
    wanted = {form for name in names for form in _forms_of(name)}
    return [each.name for each in shelf.find(UserAccount) if not wanted.isdisjoint(_forms_of(each.full_name))]


def went_behind_the_key(petition: Petition) -> bool:
    """Whether an ordinary case goes on as a confidential one: it says nothing any more, nor may its history here."""
    return petition.state is PetitionState.MERGED and petition.merged_into is None


def locate(store: Store, case_id: str) -> Place:
    """The case with this id, wherever it is kept.

    Raises:
        RecordMissing: There is none, or none for this user.
    """
    for confidential, shelf in open_shelves(store):
        for petition in shelf.find(Petition, id=case_id):
            if may_see(petition, store.user):
                return Place(petition, shelf, confidential)
    raise RecordMissing(declaration_of(Petition).table, case_id)


def open_shelves(store: Store) -> Iterator[tuple[bool, Shelf]]:
    """Whether it is the sealed one, and the shelf, of every shelf of cases that this user may open."""
    yield False, store
    if may_open_complaints(store):
        yield True, shelf_of(store, confidential=True)


def confidential_cases(store: Store) -> list[Petition]:
    """The sealed cases that this user may see, in the order they came.

    Raises:
        SetClosed: This user does not hold the key.
    """
    found = shelf_of(store, confidential=True).find(Petition)
    return [petition for petition in found if may_see(petition, store.user)]


def _forms_of(name: str) -> frozenset[str]:
    """A name as it is compared, with its prefix and without, where both first name and surname stand after it."""
    parts = split_name(name)
    written = (name, f"{parts.first}{parts.last}" if parts.first and parts.last else "")
    return frozenset(_form(each) for each in written if each.strip())


def _form(name: str) -> str:
    """One writing of a name: how it was spelt must not open a case to the one complained of."""
    return "".join(search_form(name).split())
