"""What a station holds: rows as the authority's outcomes leave them, with its own unsent changes laid on top.

Outcomes are replayed as they were decided. Only what the authority has not seen yet is laid over them by the same pure
function, for as long as it is unsent; what stands then is what the authority will most likely say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sai_thong.records.encoding import Plain
from sai_thong.sync.merge import Effect, FieldState, Policy, changed, joined, moves

Row = Mapping[str, Plain]
"""The plain values of a record by field."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record as a station holds it.

    Attributes:
        row: Its values.
        version: The entry that last had an effect on it.
    """

    row: Row
    version: str


@dataclass(frozen=True, slots=True)
class Wish:
    """An entry with its values opened.

    Attributes:
        version: The entry.
        is_new: Whether it makes its record.
        values: The fields it changes: found and wanted.
    """

    version: str
    is_new: bool
    values: Mapping[str, tuple[Plain, Plain]]


def replay(held: Held | None, wish: Wish, effects: Mapping[str, Effect]) -> Held | None:
    """A record after an outcome: what the authority said became of an entry.

    None stays None where the outcome gave the record nothing.
    """
    if held is None:
        first = {name: wanted for name, (_found, wanted) in wish.values.items()}
        return Held(first, wish.version) if wish.is_new else None
    if wish.is_new or not moves(effects):
        # Of two records with one id the first stands; the other waits for a person.
        return held
    row = dict(held.row)
    for name, effect in effects.items():
        found, wanted = wish.values[name]
        if effect is Effect.STANDS:
            row[name] = wanted
        elif effect is Effect.BESIDE:
            row[name] = joined(_text(found), _text(row.get(name)), _text(wanted))
    return Held(row, wish.version)


def lay_over(held: Held | None, wishes: Iterable[Wish], record_type: str, policy: Policy) -> Held | None:
    """A record with a station's own unsent changes on top, in their order."""
    for wish in wishes:
        held = replay(held, wish, _foreseen(held, wish, record_type, policy))
    return held


def _foreseen(held: Held | None, wish: Wish, record_type: str, policy: Policy) -> Mapping[str, Effect]:
    """The effects the authority would give if it held the record as it stands here."""
    if held is None or wish.is_new:
        return {}
    return {
        name: changed(FieldState(held.row.get(name, found)), found, wanted, wish.version, policy(record_type, name))[1]
        for name, (found, wanted) in wish.values.items()
    }


def _text(value: Plain) -> str:
    return "" if value is None else str(value)
