"""Deaths, moves and corrections of a person together with what they mean for the allowances, in one transaction.

The register of citizens knows nothing of allowances; whoever records such an event does it through here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from datetime import date
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.records import Record
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.claims import OVER, open_claim_of
from sai_thong.registers.allowances.consequences import follow_person, follow_set
from sai_thong.registers.allowances.overpayments import open_case
from sai_thong.registers.allowances.payment_choices import follow_account
from sai_thong.registers.allowances.payments import ledger
from sai_thong.registers.allowances.records import (
    CentralTask,
    Claim,
    ClaimState,
    DisabilityCard,
    DuplicateElsewhere,
    IncomeFact,
    Overpayment,
    PaymentLine,
    ProofOfLife,
    UrgentStop,
)
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.citizens import operations as citizens
from sai_thong.registers.citizens.operations import Outcome
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.birth import PartialDate

_OF_THE_PERSON: Final[tuple[type[Record], ...]] = (IncomeFact, DisabilityCard, DuplicateElsewhere)
"""Facts of a person, whatever set the claims are kept in."""
_OF_A_CLAIM: Final[tuple[type[Record], ...]] = (Overpayment, ProofOfLife, UrgentStop, CentralTask)
"""What is followed up beside the claims of a set. Payment lines stay as they were sent, under the record they name."""


def record_death(store: Store, citizen: Citizen, died: PartialDate | None, *, source: str, why: str = "") -> Outcome:
    """Note a death, and do what follows: rights end, payments on their way are stopped, paid ones become cases.

    While the day of death is not known no overpayment opens; it opens when this is called again with the day.
    """
    return citizens.record_death(store, citizen, died, source=source, why=why, follow=_follow(store))


def withdraw_death(store: Store, citizen: Citizen, *, why: str) -> Outcome:
    """Take back a death noted by mistake: rights stand again, cases nobody was told of are withdrawn."""
    return citizens.withdraw_death(store, citizen, why=why, follow=_follow(store))


def record_move_out(store: Store, citizen: Citizen, on: date, *, to: str = "", why: str = "") -> Outcome:
    """Note a move away. Old age is paid on to 30 September; what is on its way without right is stopped."""
    return citizens.record_move_out(store, citizen, on, to=to, why=why, follow=_follow(store))


def record_move_in(store: Store, citizen: Citizen, on: date, *, whence: str = "", why: str = "") -> Outcome:
    """Note a move here, or back."""
    return citizens.record_move_in(store, citizen, on, whence=whence, why=why, follow=_follow(store))


def amend(store: Store, citizen: Citizen, values: Mapping[str, Any], *, why: str = "") -> Outcome:
    """Correct a citizen; a death, a move or another account among the corrections has its consequences."""
    follow_life = _follow(store)

    def follow(tx: Transaction, amended: Citizen) -> None:
        follow_life(tx, amended)
        follow_account(tx, citizen, amended)

    return citizens.amend(store, citizen, values, why=why, follow=follow)


def merge_people(store: Store, keep: Citizen, merge: Citizen, *, why: str) -> Outcome:
    """Make two records of one person one, with their claims, facts and payments.

    Where both had an open claim to one scheme the kept record's stands and the other ends as a duplicate; a month
    paid under both becomes an overpayment.
    """
    today = bangkok_today(store.clock)

    def recheck(tx: Transaction, kept: Citizen, merged: Citizen) -> None:
        _merged(tx, kept, merged, today)

    return citizens.merge_citizens(store, keep, merge, why=why, recheck=recheck)


def _follow(store: Store) -> Callable[[Transaction, Citizen], None]:
    today = bangkok_today(store.clock)
    return lambda tx, citizen: follow_person(tx, citizen.id, today)


def _merged(tx: Transaction, kept: Citizen, merged: Citizen, today: date) -> None:
    for record_class in _OF_THE_PERSON:
        for fact in tx.find(record_class, person_id=merged.id):
            tx.update(fact, person_id=kept.id)
    for scheme_set in SchemeSet:
        with suppress(SetClosed):
            _move_claims(tx, scheme_set, kept, merged.id, today)
    follow_person(tx, kept.id, today)


def catch_up(store: Store, scheme_set: SchemeSet) -> ChangeSet:
    """Do in a sealed set what somebody who may not open it left undone: deaths, moves and merges of people in it.

    Raises:
        SetClosed: This user may not open it either.
    """
    today = bangkok_today(store.clock)
    with store.transaction() as tx:
        for file in load_case_files(tx, scheme_set):
            if file.claim.person_id != file.citizen.id:
                _move_claims(tx, scheme_set, file.citizen, file.claim.person_id, today)
        follow_set(tx, scheme_set, today)
        return tx.changes


def _move_claims(tx: Transaction, scheme_set: SchemeSet, kept: Citizen, merged_id: str, today: date) -> None:
    """Give the claims of a set that name a merged record to the one that is kept, with what was followed up of them.

    Raises:
        SetClosed: This user may not open the set.
    """
    writer = writer_of(tx, scheme_set)
    for record_class in _OF_A_CLAIM:
        for followed in writer.find(record_class, person_id=merged_id):
            writer.update(followed, person_id=kept.id)
    moved = writer.find(Claim, person_id=merged_id)
    for claim in moved:
        _move_claim(writer, claim, kept, today)
    for scheme in dict.fromkeys(claim.scheme for claim in moved):
        files = [file for file in load_case_files(tx, scheme_set, person_id=kept.id) if file.claim.scheme is scheme]
        _open_for_twice_paid(writer, files, {claim.id for claim in moved}, today)


def _move_claim(writer: ShelfWriter, claim: Claim, kept: Citizen, today: date) -> None:
    twice = claim.state not in OVER and open_claim_of(writer, kept.id, claim.scheme) is not None
    if twice:
        writer.update(claim, person_id=kept.id, state=ClaimState.ENDED, ended_on=today, end_reason=EndReason.DUPLICATE)
    else:
        writer.update(claim, person_id=kept.id)


def _open_for_twice_paid(writer: ShelfWriter, files: Sequence[CaseFile], moved: Set[str], today: date) -> None:
    """A case for each moved claim whose months were also paid under a claim of the kept record."""
    entries = ledger(writer, [file.claim.id for file in files])
    paid = entries.paid_months([file.claim.id for file in files if file.claim.id not in moved])
    for file in files:
        twice: list[PaymentLine] = []
        if file.claim.id in moved:
            twice = [line for line in entries.standing([file.claim.id]) if line.paid_for in paid]
        if twice:
            open_case(writer, file, EndReason.DUPLICATE, twice, today)
