"""What a clerk who leaves hands to another (ส่งมอบงาน): open cases, what waits to be keyed, months on their way, loans.

Only ordinary registers are read, as far as whoever makes the list may view them. What lies in a sensitive set is handed
over by its holders, on a paper of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sai_thong.db import slots
from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.allowances.records import CentralTask, MonthState, PaymentMonth
from sai_thong.registers.assets.loan_list import LoanFilter, loan_list
from sai_thong.registers.assets.terms import LoanState
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.terms import ENDED_STATES, PetitionState
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.thai.citizen_id import masked


@dataclass(frozen=True)
class OpenCase:
    """A case that goes on: `due_at` is when its next clock runs out."""

    number: str
    subject: str
    received_at: datetime
    state: PetitionState
    due_at: datetime | None


@dataclass(frozen=True)
class ToKey:
    """A change that waits to be keyed into the central system; the person by name and masked number."""

    person: str
    citizen_id: str
    task: CentralTask


@dataclass(frozen=True)
class OpenLoan:
    """Something of the office that is out: what, with whom, until when."""

    number: str
    borrower: str
    things: str
    due_on: date


@dataclass(frozen=True)
class WorkInHand:
    """Everything that is handed over.

    Attributes:
        account: Who leaves, as known of the person.
        cases: Open cases of this officer.
        to_key: What waits to be keyed, of every officer: one queue for the whole office.
        months: Months that are not closed, with their cut-offs.
        loans: What is out.
        left_out: Registers that whoever made the list may not view.
    """

    account: UserAccount
    cases: tuple[OpenCase, ...]
    to_key: tuple[ToKey, ...]
    months: tuple[PaymentMonth, ...]
    loans: tuple[OpenLoan, ...]
    left_out: tuple[str, ...] = ()


def work_in_hand(store: Store, name: str) -> WorkInHand:
    """What a user has in hand today.

    Raises:
        BadInput: Nobody has or had this user name.
    """
    told = slots.user_name(name)
    found = store.find(UserAccount, name=told)
    if not found and told not in slots.users(store.path):
        raise BadInput(_("There is no user {name}.").format(name=name), do=_("Look at the list of users."))
    viewed = {each: store.permits.allows(each, Action.VIEW) for each in ("petitions", "allowances", "assets")}
    return WorkInHand(
        found[0] if found else UserAccount(name=told),
        _cases(store, told) if viewed["petitions"] else (),
        _to_key(store) if viewed["allowances"] else (),
        _months(store) if viewed["allowances"] else (),
        _loans(store) if viewed["assets"] else (),
        tuple(each for each, may in viewed.items() if not may),
    )


def _cases(store: Store, officer: str) -> tuple[OpenCase, ...]:
    open_states = tuple(state for state in PetitionState if state not in ENDED_STATES)
    found = store.find(Petition, officer=officer, state=open_states)
    return tuple(
        OpenCase(each.number, each.subject, each.received_at, each.state, each.next_due_at)
        for each in sorted(found, key=lambda each: each.received_at)
    )


def _to_key(store: Store) -> tuple[ToKey, ...]:
    tasks = store.find(CentralTask, keyed_on=None, withdrawn_on=None)
    people = {each.id: each for each in store.find(Citizen, id=tuple({task.person_id for task in tasks}))}
    return tuple(
        ToKey(person.full_name, masked(person.citizen_id) if person.citizen_id else "", task)
        for task in tasks
        if (person := people.get(task.person_id)) is not None
    )


def _months(store: Store) -> tuple[PaymentMonth, ...]:
    on_the_way = tuple(state for state in MonthState if state is not MonthState.CLOSED)
    return tuple(sorted(store.find(PaymentMonth, state=on_the_way), key=lambda each: (each.month, each.source)))


def _loans(store: Store) -> tuple[OpenLoan, ...]:
    out = loan_list(store, bangkok_today(store.clock), chosen=LoanFilter(states=(LoanState.OUT,)))
    return tuple(OpenLoan(each.loan.number, each.loan.borrower, each.told, each.loan.due_on) for each in out)
