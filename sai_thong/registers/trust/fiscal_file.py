"""แฟ้มตรวจ of a fiscal year: what an auditor asks of a year's allowances, from the frozen lines alone.

By month and step: brought forward, added, ended and standing, so that each month begins where the one before stood; the
same month beside the central system and the disbursement numbers; the list of claims as it stood on any day; and the
evidence of one person, entry by entry of the journal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sai_thong.db.histories import readable_history
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.payments import CAME_BACK, latest_results
from sai_thong.registers.allowances.records import (
    CentralTotal,
    Claim,
    ClaimState,
    LineKind,
    PaymentLine,
    PaymentMonth,
    PaymentResult,
)
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SCHEMES_OF, Scheme, SchemeSet
from sai_thong.registers.office.settings import APPROVE_ON_SCREEN, APPROVE_OTHERS_ONLY, office_settings
from sai_thong.thai.calendar import Month, fiscal_year_months

Rate = tuple[Scheme, int]
"""A step of a scheme: what it pays a month, in satang."""


@dataclass(frozen=True)
class Movement:
    """One step of one scheme in one month. Brought forward + added − ended = standing, in people and in baht.

    Attributes:
        month: Which month.
        scheme: Which scheme.
        amount_satang: What the step pays a month.
        brought: People paid at this step in the month before.
        added: New ones, and those who came from another step.
        ended: Those who are gone, and those who went to another step.
        moved_in: Of the added, how many came from another step.
        moved_out: Of the ended, how many went to another.
    """

    month: Month
    scheme: Scheme
    amount_satang: int
    brought: int
    added: int
    ended: int
    moved_in: int
    moved_out: int

    @property
    def standing(self) -> int:
        """People paid at this step."""
        return self.brought + self.added - self.ended


@dataclass(frozen=True)
class MonthProof:
    """One scheme of one month, beside what stands elsewhere.

    Attributes:
        month: Which month.
        scheme: Which scheme.
        people: Regular lines.
        satang: Their sum.
        retro: Lines for other months, ตกเบิก, paid with it.
        retro_satang: Their sum.
        returned_satang: Of all of it, what came back.
        central: Count and sum read in the central system; None where nobody typed it.
        dika: The disbursement or loan numbers of the month; empty where the office does not pay itself.
        closed: Whether every part of the month is closed.
        anchors: The journal heads of its closes.
    """

    month: Month
    scheme: Scheme
    people: int
    satang: int
    retro: int
    retro_satang: int
    returned_satang: int
    central: tuple[int, int] | None
    dika: tuple[str, ...]
    closed: bool
    anchors: tuple[str, ...]

    @property
    def paid(self) -> tuple[int, int]:
        """Everything that was paid in the month: how many lines, and their sum."""
        return self.people + self.retro, self.satang + self.retro_satang

    @property
    def agrees(self) -> bool | None:
        """Whether the central system shows the same; None where nobody typed what it shows."""
        return None if self.central is None else self.central == self.paid


@dataclass(frozen=True)
class Approvals:
    """How the office approves, by its settings when the file was made.

    Attributes:
        on_screen: Whether the program lets only holders of the right approve; else approval stands on paper.
        others_only: Whether it refuses the approval of one's own entry.
    """

    on_screen: bool
    others_only: bool


@dataclass(frozen=True)
class FiscalFile:
    """The file of a year.

    Attributes:
        fiscal_year_be: The year.
        movements: By month, scheme and step; only months that were sent.
        months: By month and scheme.
        approvals: How the office approves.
    """

    fiscal_year_be: int
    movements: tuple[Movement, ...]
    months: tuple[MonthProof, ...]
    approvals: Approvals


@dataclass(frozen=True)
class StoodClaim:
    """A claim as it stood at the end of a day."""

    claim_id: str
    person_id: str
    scheme: Scheme
    state: ClaimState
    register: str
    entry: str


@dataclass(frozen=True)
class EvidenceLine:
    """One journal entry of a person's records.

    Attributes:
        entry: Its place in the chain: computer and counter.
        at: When (UTC).
        user: Who.
        record_type: Of what kind of record.
        record_id: Of which.
        fields: The fields it changed.
        why: The reason.
    """

    entry: str
    at: datetime
    user: str
    record_type: str
    record_id: str
    fields: tuple[str, ...]
    why: str


def fiscal_file(store: Store, scheme_set: SchemeSet, fiscal_year_be: int) -> FiscalFile:
    """The movements and the proofs of a fiscal year (BE).

    Raises:
        SetClosed: This user does not hold the key of the set.
    """
    shelf = shelf_of(store, scheme_set)
    of_year = fiscal_year_months(fiscal_year_be)
    found: dict[Month, list[PaymentLine]] = {
        month: shelf.find(PaymentLine, paid_in=month) for month in (of_year[0].previous(), *of_year)
    }
    sent = [month for month in of_year if found[month]]
    movements = [each for month in sent for each in _movements(month, found[month.previous()], found[month])]
    return FiscalFile(
        fiscal_year_be, tuple(movements), tuple(_proofs(shelf, scheme_set, sent, found)), approvals_of(store)
    )


def approvals_of(store: Store) -> Approvals:
    """How the office approves now."""
    settings = office_settings(store)
    on_screen = settings.flag(APPROVE_ON_SCREEN)
    return Approvals(on_screen, on_screen and settings.flag(APPROVE_OTHERS_ONLY))


def _movements(month: Month, before: Iterable[PaymentLine], now: Iterable[PaymentLine]) -> list[Movement]:
    """Who was paid at which step, against the month before."""
    was, stands = _paid_at(before), _paid_at(now)
    counted: dict[Rate, _Count] = defaultdict(_Count)
    for claim, rate in was.items():
        counted[rate].brought += 1
        if stands.get(claim) != rate:
            counted[rate].ended += 1
            counted[rate].moved_out += claim in stands
    for claim, rate in stands.items():
        if was.get(claim) != rate:
            counted[rate].added += 1
            counted[rate].moved_in += claim in was
    order = sorted(counted, key=lambda rate: (list(Scheme).index(rate[0]), rate[1]))
    return [
        Movement(month, *rate, each.brought, each.added, each.ended, each.moved_in, each.moved_out)
        for rate in order
        for each in (counted[rate],)
    ]


@dataclass
class _Count:
    brought: int = 0
    added: int = 0
    ended: int = 0
    moved_in: int = 0
    moved_out: int = 0


def _paid_at(lines: Iterable[PaymentLine]) -> dict[str, Rate]:
    """The step of each claim that was paid regularly."""
    return {each.claim_id: (each.scheme, each.amount_satang) for each in lines if each.kind is LineKind.REGULAR}


def _proofs(
    shelf: Shelf, scheme_set: SchemeSet, sent: Iterable[Month], found: Mapping[Month, list[PaymentLine]]
) -> Iterable[MonthProof]:
    results = latest_results(shelf.find(PaymentResult))
    back = {line_id for line_id, result in results.items() if result.outcome in CAME_BACK}
    central = {(each.month, each.scheme): (each.line_count, each.total_satang) for each in shelf.find(CentralTotal)}
    for month in sent:
        parts = [each for each in shelf.find(PaymentMonth) if each.month == month]
        for scheme in SCHEMES_OF[scheme_set]:
            lines = [each for each in found[month] if each.scheme is scheme]
            if not lines and (month, scheme) not in central:
                continue
            regular = [each.amount_satang for each in lines if each.kind is LineKind.REGULAR]
            further = [each.amount_satang for each in lines if each.kind is not LineKind.REGULAR]
            of_lines = {each.payment_month_id for each in lines}
            paying = [each for each in parts if each.id in of_lines]
            yield MonthProof(
                month=month,
                scheme=scheme,
                people=len(regular),
                satang=sum(regular),
                retro=len(further),
                retro_satang=sum(further),
                returned_satang=sum(each.amount_satang for each in lines if each.id in back),
                central=central.get((month, scheme)),
                dika=tuple(each.dika_no for each in paying if each.dika_no),
                closed=bool(paying) and all(each.closed_at for each in paying),
                anchors=tuple(each.anchor for each in paying if each.anchor),
            )


def list_on(store: Store, scheme_set: SchemeSet, day: date) -> list[StoodClaim]:
    """Every claim as it stood at the end of a day in Thailand, told by the journal alone.

    What two computers changed in one field stands as it was written last in the chains' order.
    """
    end = datetime.combine(day + timedelta(days=1), time(), BANGKOK)
    stood = []
    for claim in shelf_of(store, scheme_set).find(Claim):
        kept = _Stood()
        for entry in readable_history(store, claim.id):
            of_claim = entry.subject.record_type == declaration_of(Claim).table
            if of_claim and entry.changes is not None and datetime.fromisoformat(entry.at) < end:
                kept.values |= {name: new for name, (_base, new) in entry.changes.items()}
                kept.entry = entry.version
        if kept.entry:
            stood.append(_stood(claim, kept))
    return stood


@dataclass
class _Stood:
    values: dict[str, object] = field(default_factory=dict)
    entry: str = ""


def _stood(claim: Claim, kept: _Stood) -> StoodClaim:
    number, year = kept.values.get("register_no"), kept.values.get("register_year_be")
    return StoodClaim(
        claim_id=claim.id,
        person_id=claim.person_id,
        scheme=claim.scheme,
        state=ClaimState(str(kept.values.get("state", claim.state.value))),
        register=f"{number}/{year}" if number else "",
        entry=kept.entry,
    )


def evidence_of(store: Store, citizen: Citizen, scheme_set: SchemeSet) -> list[EvidenceLine]:
    """Every journal entry of a person, their claims and payments in a set, oldest first in the order of the chains.

    Each names its place in the chain, which `verify` checks and a certificate anchors.
    """
    shelf = shelf_of(store, scheme_set)
    claims = shelf.find(Claim, person_id=citizen.id)
    lines = shelf.find(PaymentLine, person_id=citizen.id)
    results = [each for line in lines for each in shelf.find(PaymentResult, line_id=line.id)]
    ids = [citizen.id, *(each.id for each in (*claims, *lines, *results))]
    entries = [entry for record_id in ids for entry in readable_history(store, record_id)]
    entries.sort(key=lambda entry: (entry.at, entry.file_id, entry.counter))
    return [
        EvidenceLine(
            entry=entry.version,
            at=datetime.fromisoformat(entry.at),
            user=entry.user,
            record_type=entry.subject.record_type,
            record_id=entry.subject.record_id,
            fields=tuple(entry.changes or ()),
            why=entry.reason or "",
        )
        for entry in entries
    ]
