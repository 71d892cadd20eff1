"""The merge: what a change does to a record that others may have changed since. Pure, and decided once.

The authority calls `decide` for each entry in the order of arrival and keeps the outcome; everybody else replays the
outcome and decides nothing. A station calls the same function to lay its own unsent changes over what came. Order comes
from arrival, never from a clock; whether a change knew of another is told by the value it found (its base), never by a
version: a value found is a value seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from sai_thong.records import Merge
from sai_thong.sync.entries import WHOLE, Entry, Value

Policy = Callable[[str, str], Merge]
"""The merge policy of a field of a record type; `Merge.PERSON` of what is not known."""


class Effect(StrEnum):
    """What became of one changed field."""

    STANDS = "stands"
    """It is the record's value from then on."""
    SAME = "same"
    """The record had that very value already."""
    BESIDE = "beside"
    """Both texts stand, one after the other; see `joined`."""
    CONTENDS = "contends"
    """Another value stands; this one is kept until a person settles it."""


_MOVE: Final = frozenset({Effect.STANDS, Effect.BESIDE})


@dataclass(frozen=True, slots=True)
class Contender:
    """A value that waits for a person, and the entry (by its version) that set it."""

    version: str
    value: Value


@dataclass(frozen=True, slots=True)
class FieldState:
    """What the authority knows of a field that was changed since its record was made.

    Attributes:
        value: The standing value, open or by its mark.
        known: Whether `value` says it: two texts joined are a text nobody here has read.
        contenders: Values that wait for a person, the earliest first.
    """

    value: Value = None
    known: bool = True
    contenders: tuple[Contender, ...] = ()


_UNTOUCHED: Final = FieldState(known=False)


@dataclass(frozen=True, slots=True)
class RecordState:
    """What the authority knows of a record.

    Attributes:
        first: What the record was made with, as far as it is open or marked.
        version: The entry that last had an effect.
        fields: What was changed since.
    """

    first: Mapping[str, Value]
    version: str
    fields: Mapping[str, FieldState] = field(default_factory=dict)

    @property
    def contended(self) -> tuple[str, ...]:
        """The fields where a person has to choose."""
        return tuple(name for name, state in self.fields.items() if state.contenders)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an entry does.

    Attributes:
        state: The record from then on.
        effects: What became of each changed field.
        given_up: Contenders, by the field and the version of their entry, that wait no longer: who wanted them wants
            something else now, or agreed.
    """

    state: RecordState
    effects: Mapping[str, Effect]
    given_up: tuple[tuple[str, str], ...] = ()


class RecordUnknown(LookupError):
    """A change of a record nobody has sent yet: it waits until the record arrives."""


def decide(state: RecordState | None, entry: Entry, policy: Policy) -> Decision:
    """What `entry` does to its record.

    Args:
        state: The record as it stands; None where it is not known.
        entry: The change.
        policy: What the declarations say of its fields.

    Raises:
        RecordUnknown: The record is not known and the entry does not make it.
    """
    if entry.is_new:
        return _made(state, entry)
    if state is None:
        raise RecordUnknown(entry.record_id)
    fields, effects, given_up, version = dict(state.fields), {}, [], entry.id.text
    saw_record = _saw_record(state, entry)
    for name, (found, wanted) in entry.changes.items():
        before = _field(state, name)
        if name == WHOLE:
            fields[name], effects[name] = _changed_as_a_whole(before, found, wanted, version)
        else:
            merge = policy(entry.record_type, name)
            fields[name], effects[name] = changed(before, found, wanted, version, merge, saw_record=saw_record)
        if before.contenders:
            left = {each.version for each in fields[name].contenders}
            given_up += [(name, each.version) for each in before.contenders if each.version not in left]
    moved = RecordState(state.first, version if moves(effects) else state.version, fields)
    return Decision(moved, effects, tuple(given_up))


def moves(effects: Mapping[str, Effect]) -> bool:
    """Whether an entry with these effects changed what its record holds, and so gave it its version."""
    return not _MOVE.isdisjoint(effects.values())


def settle(state: RecordState, name: str, versions: tuple[str, ...]) -> RecordState:
    """The record after a person settled what entries of `versions` wanted of a field.

    The value chosen is a change of its own, written with the settlement; here only the waiting ends.
    """
    before = state.fields.get(name)
    if before is None:
        return state
    left = tuple(each for each in before.contenders if each.version not in versions)
    return replace(state, fields={**state.fields, name: replace(before, contenders=left)})


def joined(found: str, stands: str, wanted: str) -> str:
    """The text of two changes of one text: what `wanted` added to `found` goes behind what `stands`.

    Where nothing was merely added, the whole text goes behind, unless it stands there already.
    """
    if stands == found:
        return wanted
    added = wanted[len(found) :] if wanted.startswith(found) else wanted
    added = added.strip("\n")
    if not added or added in stands.split("\n"):
        return stands
    return f"{stands}\n{added}" if stands else added


def _made(state: RecordState | None, entry: Entry) -> Decision:
    first = {name: wanted for name, (_found, wanted) in entry.changes.items()}
    if state is None:
        return Decision(RecordState(first, entry.id.text), dict.fromkeys(first, Effect.STANDS))
    if state.first == first:
        return Decision(state, dict.fromkeys(first, Effect.SAME))
    whole = state.fields.get(WHOLE, FieldState(state.first.get(WHOLE)))
    contender = Contender(entry.id.text, first.get(WHOLE))
    waiting = replace(whole, contenders=(*whole.contenders, contender))
    return Decision(replace(state, fields={**state.fields, WHOLE: waiting}), {WHOLE: Effect.CONTENDS})


def _field(state: RecordState, name: str) -> FieldState:
    """A field as it stands; of one never changed and made sealed or empty, only that nobody changed it."""
    if name in state.fields:
        return state.fields[name]
    return FieldState(state.first[name]) if name in state.first else _UNTOUCHED


def _saw_record(state: RecordState, entry: Entry) -> bool:
    """Whether a change was made on the record that stands, and not on another one that was made under its id.

    Where two were, the change of a value that nobody here can read tells by the version it was made on alone.
    """
    was_made_twice = WHOLE in state.fields
    return not was_made_twice or entry.base_version == state.version


def _changed_as_a_whole(before: FieldState, found: Value, wanted: Value, version: str) -> tuple[FieldState, Effect]:
    """A record of a sensitive set after a change, of which nothing shows but the version it was made on.

    Each of its changes says a part of the record only: one made on another that waits does not take its place.
    """
    if found == before.value:
        return replace(before, value=wanted), Effect.STANDS
    return replace(before, contenders=(*before.contenders, Contender(version, wanted))), Effect.CONTENDS


def changed(
    before: FieldState, found: Value, wanted: Value, version: str, policy: Merge, *, saw_record: bool = True
) -> tuple[FieldState, Effect]:
    """A field after a change, and what became of the change.

    Args:
        before: The field as it stands.
        found: The value the change was made on.
        wanted: The value it set.
        version: The entry that wanted it.
        policy: What the declaration says of the field.
        saw_record: Whether it was made on the record that stands. Asked where the value that stands is not known.
    """
    # Who changes the value that waits, or agrees to the one that stands, has given that value up.
    waiting = before.contenders and tuple(each for each in before.contenders if each.value not in (found, wanted))
    if before.known and wanted == before.value:
        return replace(before, contenders=waiting), Effect.SAME
    untouched = not before.known and policy is not Merge.BOTH and saw_record
    if untouched or (before.known and found == before.value):
        return FieldState(wanted, contenders=waiting), Effect.STANDS
    if policy is Merge.LATEST:
        return FieldState(wanted, contenders=waiting), Effect.STANDS
    if policy is Merge.BOTH:
        return FieldState(known=False, contenders=waiting), Effect.BESIDE
    return replace(before, contenders=(*waiting, Contender(version, wanted))), Effect.CONTENDS
