"""แบบยืนยันการมีชีวิตอยู่: asked for when somebody did not come for cash two months running; somebody saw them alive."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.payments import latest_results
from sai_thong.registers.allowances.records import (
    LineKind,
    Outcome,
    PaymentLine,
    PaymentResult,
    ProofOfLife,
)
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.law.terms import SchemeSet


def ask_for_unclaimed(writer: ShelfWriter, not_claimed: Iterable[PaymentLine], today: date) -> list[ProofOfLife]:
    """Ask for a proof of life of each person whose cash of the month before was not claimed either."""
    asked: list[ProofOfLife] = []
    results: dict[str, PaymentResult] | None = None
    for line in not_claimed:
        if results is None:
            results = latest_results(writer.find(PaymentResult))
        if _unclaimed_before(writer, line, results) and open_proof(writer, line.person_id) is None:
            asked.append(writer.insert(ProofOfLife(person_id=line.person_id, asked_on=today)))
    return asked


def open_proof(shelf: Shelf, person_id: str) -> ProofOfLife | None:
    """The proof of life that somebody still owes, if any."""
    return next(iter(shelf.find(ProofOfLife, person_id=person_id, seen_on=None)), None)


def ask(store: Store, scheme_set: SchemeSet, person_id: str, *, on_day: date, why: str = "") -> Saved[ProofOfLife]:
    """Ask for a proof of life for another reason, such as a proxy who has received for long.

    Raises:
        IllegalStep: One is asked for already.
    """
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        if open_proof(writer, person_id) is not None:
            raise IllegalStep(_("A proof of life is asked for already."), do=_("Record who saw the person alive."))
        return Saved(writer.insert(ProofOfLife(person_id=person_id, asked_on=on_day)), tx.changes)


def record_seen_alive(
    store: Store,
    scheme_set: SchemeSet,
    proof: ProofOfLife,
    *,
    seen_on: date,
    certified_by: str,
    note: str = "",
    why: str = "",
) -> Saved[ProofOfLife]:
    """Somebody (กำนัน ผู้ใหญ่บ้าน อสม. or an officer) saw the person alive.

    Raises:
        Incomplete: Nobody certifies it.
    """
    if not certified_by.strip():
        raise Incomplete(_("Somebody has to certify that the person was seen."), do=_("Write the name and the post."))
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        return Saved(
            writer.update(proof, seen_on=seen_on, certified_by=certified_by.strip(), note=note.strip()), tx.changes
        )


def _unclaimed_before(shelf: Shelf, line: PaymentLine, results: dict[str, PaymentResult]) -> bool:
    """Whether the regular cash of the month before was not claimed."""
    before = shelf.find(PaymentLine, claim_id=line.claim_id, paid_in=line.paid_in.previous(), kind=LineKind.REGULAR)
    found = (results.get(each.id) for each in before)
    return any(result is not None and result.outcome is Outcome.NOT_CLAIMED for result in found)
