"""Carrying out a planned import: seen before anything is written, then written in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.exchange.comparing import Comparison, compare
from sai_thong.exchange.errors import ImportCancelled
from sai_thong.exchange.findings import Finding, RejectedRow
from sai_thong.exchange.opening_claims import OpeningClaims, differing_amounts, ended_rights, known_claims
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.planning import Cancelled, ImportPlan, Progress, never_cancelled, no_progress
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.consequences import follow_people
from sai_thong.registers.citizens.records import Citizen, RegistryList

_LIFE_EVENTS = frozenset({"deceased", "death", "moved_out_on", "moved_in_on", "birth"})
"""Fields of a citizen that may stop a payment on its way, or make a paid one an overpayment."""

_AT_ONCE = 1000
"""Citizens written between two words of progress."""


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did, or in a preview would do.

    Attributes:
        created, updated, unchanged: People; one whose claim or card is new or changed counts as updated.
        rejected: Rows not taken.
        findings: Things to look at.
        changes: What changed in the store; empty for a preview.
    """

    created: int
    updated: int
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    findings: tuple[Finding, ...]
    changes: ChangeSet


class _PreviewDone(Exception):
    """Carries the outcome of a preview out of its transaction, which is rolled back."""

    def __init__(self, outcome: ImportOutcome) -> None:
        self.outcome = outcome


def preview_import(
    store: Store, plan: ImportPlan, *, progress: Progress = no_progress, cancelled: Cancelled = never_cancelled
) -> ImportOutcome:
    """What `apply_import` would do, to the last finding; nothing is written.

    The import is carried out and taken back, so that the preview cannot promise what the import does not keep. Where
    the store is open for reading only it is reckoned instead; corrections of claims already made are then not seen.
    """
    if not store.writable:
        return _reckoned(store, plan)
    try:
        _import(store, plan, progress, cancelled, keep=False)
    except _PreviewDone as done:
        return done.outcome
    raise AssertionError("a preview always ends by being taken back")


def apply_import(
    store: Store, plan: ImportPlan, *, progress: Progress = no_progress, cancelled: Cancelled = never_cancelled
) -> ImportOutcome:
    """Write a planned import, all of it in one transaction.

    A list of an allowance also makes opening claims; that of the sensitive scheme makes them in its sealed set, and
    leaves no mark on the citizen.

    Raises:
        ImportCancelled: `cancelled` said so; nothing was written.
        SetClosed: The scheme is sensitive and this user does not hold its key.
    """
    return _import(store, plan, progress, cancelled, keep=True)


def _import(store: Store, plan: ImportPlan, progress: Progress, cancelled: Cancelled, *, keep: bool) -> ImportOutcome:
    # The reason names no scheme: it stands readable in the journal beside ordinary citizens.
    with store.transaction(_("Imported from a list")) as tx:
        listed = _registry_list(store, plan)
        comparison = compare(store, plan, seen_on=listed.listed_on if listed else None)
        claims = OpeningClaims(tx, plan.scheme, plan.listed_on) if plan.scheme else None
        total = len(plan.people) * (2 if claims else 1)
        for done in chain(_write(tx, comparison), _bring_over(claims, comparison)):
            if cancelled():
                raise ImportCancelled
            progress(done, total)
        if listed is not None and not listed.id:
            tx.insert(listed)
        follow_people(tx, _with_life_events(comparison), bangkok_today(store.clock))
        changes = tx.changes if keep else ChangeSet()
        touched, found = (claims.touched, claims.findings) if claims else (set(), [])
        outcome = _outcome(plan, comparison, touched, found, changes)
        if not keep:
            raise _PreviewDone(outcome)
    return outcome


def _with_life_events(comparison: Comparison) -> list[str]:
    """Ids of the known people of whom the list tells a death, a move or another birth date."""
    return [citizen.id for _person, citizen, changes in comparison.changed if not _LIFE_EVENTS.isdisjoint(changes)]


def _write(tx: Transaction, comparison: Comparison) -> Iterator[int]:
    """Write the new and the changed citizens; the comparison then holds them as stored."""
    done = 0
    for start in range(0, len(comparison.new), _AT_ONCE):
        part = comparison.new[start : start + _AT_ONCE]
        stored = tx.insert_many([citizen for _person, citizen in part])
        comparison.new[start : start + _AT_ONCE] = [
            (person, citizen) for (person, _draft), citizen in zip(part, stored, strict=True)
        ]
        done += len(part)
        yield done
    for index, (person, citizen, changes) in enumerate(comparison.changed):
        comparison.changed[index] = (person, tx.update(citizen, **changes), changes)
        done += 1
        if done % _AT_ONCE == 0:
            yield done
    yield done + len(comparison.unchanged)


def _bring_over(claims: OpeningClaims | None, comparison: Comparison) -> Iterator[int]:
    """Open the claims of everyone the list names, as their records now stand."""
    if claims is None:
        return
    # Asked for only now: until the citizens are written they have no ids.
    everyone = [*comparison.new, *_stored(comparison)]
    for done in claims.bring_over(everyone):
        yield len(everyone) + done


def _reckoned(store: Store, plan: ImportPlan) -> ImportOutcome:
    """What an import would do, by reading alone."""
    listed = _registry_list(store, plan)
    comparison = compare(store, plan, seen_on=listed.listed_on if listed else None)
    if plan.scheme is None:
        return _outcome(plan, comparison, set(), (), ChangeSet())
    pairs = [*comparison.new, *_stored(comparison)]
    known = known_claims(store, plan.scheme)
    findings = [*ended_rights(known, pairs), *differing_amounts(store, plan.scheme, plan.listed_on, pairs)]
    without = {citizen.id for _person, citizen in pairs} - known.keys()
    return _outcome(plan, comparison, without, findings, ChangeSet())


def _stored(comparison: Comparison) -> list[tuple[PersonRow, Citizen]]:
    """Rows about citizens who were registered before."""
    return [*((person, citizen) for person, citizen, _changes in comparison.changed), *comparison.unchanged]


def _outcome(
    plan: ImportPlan, comparison: Comparison, touched: set[str], findings: Iterable[Finding], changes: ChangeSet
) -> ImportOutcome:
    with_claim = sum(citizen.id in touched for _person, citizen in comparison.unchanged)
    return ImportOutcome(
        created=len(comparison.new),
        updated=len(comparison.changed) + with_claim,
        unchanged=len(comparison.unchanged) - with_claim,
        rejected=plan.rejected,
        findings=(*plan.findings, *comparison.findings, *findings),
        changes=changes,
    )


def _registry_list(store: Store, plan: ImportPlan) -> RegistryList | None:
    """The record of a registrar's list: the one made when this very file was read before, else a new one."""
    if plan.scheme is not None:
        return None
    known = store.find(RegistryList, digest=plan.digest) if plan.digest else []
    if known:
        return known[0]
    return RegistryList(
        listed_on=plan.listed_on,
        received_on=bangkok_today(store.clock),
        file_name=plan.file_name,
        rows=len(plan.people),
        digest=plan.digest,
    )
