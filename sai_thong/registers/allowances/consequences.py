"""What follows from a changed fact, in the same transaction: rights that ended, urgent stops, overpayments.

Who may not open the sensitive set changes nothing in it; `life_events.catch_up` does it when a holder of its key opens
the office.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from datetime import date

from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import ShelfWriter
from sai_thong.db.transaction import Transaction
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.overpayments import follow_overpayments
from sai_thong.registers.allowances.payments import ledger
from sai_thong.registers.allowances.records import ClaimState, PaymentLine
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.allowances.stopping import follow_stops
from sai_thong.registers.law.terms import SchemeSet


def follow_person(tx: Transaction, person_id: str, today: date) -> None:
    """After a fact about a person changed: what follows for each claim this user may open."""
    for scheme_set in SchemeSet:
        try:
            writer = writer_of(tx, scheme_set)
        except SetClosed:
            continue
        _follow(tx, writer, scheme_set, load_case_files(tx, scheme_set, person_id=person_id), today)


def follow_people(tx: Transaction, person_ids: Collection[str], today: date) -> None:
    """The same for many people, as after an import."""
    wanted = frozenset(person_ids)
    for scheme_set in SchemeSet if wanted else ():
        try:
            writer = writer_of(tx, scheme_set)
        except SetClosed:
            continue
        files = [file for file in load_case_files(tx, scheme_set) if file.citizen.id in wanted]
        _follow(tx, writer, scheme_set, files, today)


def follow_claims(tx: Transaction, scheme_set: SchemeSet, claim_ids: Sequence[str], today: date) -> None:
    """After a fact about some claims changed."""
    files = load_case_files(tx, scheme_set, claim_ids=claim_ids)
    _follow(tx, writer_of(tx, scheme_set), scheme_set, files, today)


def follow_set(tx: Transaction, scheme_set: SchemeSet, today: date) -> None:
    """Look once more at everyone of a set who was ever paid or has died."""
    writer = writer_of(tx, scheme_set)
    paid = {line.claim_id for line in writer.find(PaymentLine)}
    files = [file for file in load_case_files(tx, scheme_set) if file.claim.id in paid or file.citizen.deceased]
    _follow(tx, writer, scheme_set, files, today)


def _follow(
    tx: Transaction, writer: ShelfWriter, scheme_set: SchemeSet, files: Sequence[CaseFile], today: date
) -> None:
    if not files:
        return
    files = [_with_right_ended(writer, file) for file in files]
    book = RuleBook.of(tx, scheme_set)
    entries = ledger(writer, [file.claim.id for file in files])
    follow_stops(writer, files, book, entries, today)
    follow_overpayments(writer, files, book, entries, today)


def _with_right_ended(writer: ShelfWriter, file: CaseFile) -> CaseFile:
    """The right ends by itself with a death whose day is known (ข้อ 14 (1)), and stands again when it is taken back."""
    claim, day = file.claim, file.person_facts.death_day
    if day is not None and (
        claim.state is ClaimState.ACCEPTED or (claim.end_reason is EndReason.DIED and claim.ended_on != day)
    ):
        changed = writer.update(claim, state=ClaimState.ENDED, ended_on=day, end_reason=EndReason.DIED)
    elif day is None and claim.state is ClaimState.ENDED and claim.end_reason is EndReason.DIED:
        changed = writer.update(claim, state=ClaimState.ACCEPTED, ended_on=None, end_reason=None)
    else:
        return file
    return dataclasses.replace(file, claim=changed)
