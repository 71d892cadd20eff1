"""One account, telephone or proxy for several people: worth a look, until somebody looked into just these people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.registers.allowances.records import PaymentLine, SharedKind, SharedUseCheck
from sai_thong.registers.allowances.refusals import need_reason
from sai_thong.registers.allowances.run import PaymentRun
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.law.terms import SchemeSet


@dataclass(frozen=True)
class SharedUse:
    """Several people with one account, telephone or proxy.

    Attributes:
        kind: What they share.
        value: The account, the number or the proxy's name.
        person_ids: The people, in order of their ids.
        claim_ids: Their claims that are paid so.
    """

    kind: SharedKind
    value: str
    person_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]


def shared_uses(run: PaymentRun, shared_from: int) -> Iterator[SharedUse]:
    """What `shared_from` people or more of a draft have in common."""
    values: tuple[tuple[SharedKind, Callable[[PaymentLine], str]], ...] = (
        (SharedKind.ACCOUNT, lambda line: line.account_no),
        (SharedKind.PHONE, lambda line: run.files[line.claim_id].citizen.phone),
        (SharedKind.PROXY, lambda line: run.files[line.claim_id].claim.proxy_name),
    )
    for kind, value_of in values:
        groups: dict[str, list[PaymentLine]] = defaultdict(list)
        for line in run.lines:
            groups[value_of(line)].append(line)
        for value, lines in groups.items():
            people = {line.person_id for line in lines}
            if value and len(people) >= shared_from:
                claims = tuple(dict.fromkeys(line.claim_id for line in lines))
                yield SharedUse(kind, value, tuple(sorted(people)), claims)


def looked_into(shared: SharedUse, checks: Iterable[SharedUseCheck]) -> bool:
    """Whether a check covers everyone of the group: who joined since was not looked into; who left changes nothing."""
    return any(
        (check.kind, check.value) == (shared.kind, shared.value) and set(shared.person_ids) <= set(check.person_ids)
        for check in checks
    )


def confirm_legitimate(
    store: Store, scheme_set: SchemeSet, shared: SharedUse, *, reason: str, checked_on: date
) -> Saved[SharedUseCheck]:
    """Somebody looked into it, and these people rightly share: no month warns of them again until another joins.

    Raises:
        Incomplete: No reason.
    """
    need_reason(reason)
    check = SharedUseCheck(
        kind=shared.kind,
        value=shared.value,
        person_ids=shared.person_ids,
        reason=reason.strip(),
        checked_on=checked_on,
    )
    with store.transaction(reason.strip()) as tx:
        return Saved(writer_of(tx, scheme_set).insert(check), tx.changes)
