"""Backups by themselves: where this machine puts them and when, each read back, older ones let go.

Places are folders of this machine (a second disk, a stick, a network drive), so the plan is the machine's and not the
office's: it lies in the program's own folder, by the store it is for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from sai_thong.db import backup, slot_file
from sai_thong.db.backup_copies import Copies, Copy
from sai_thong.db.damage_note import note_damage
from sai_thong.db.durable_file import write_whole
from sai_thong.db.errors import DamagedFile, StoreTrouble, translate_os_errors
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.log import logger
from sai_thong.ground.places import home

_FILE = "backups.json"


@dataclass(frozen=True)
class BackupPlan:
    """Where and when this machine backs a store up.

    Attributes:
        places: The folders, in the order they are written.
        on_closing: Whether also when the window closes; on the first opening of a day always.
    """

    places: tuple[Path, ...]
    on_closing: bool = True

    def with_place(self, place: Path) -> BackupPlan:
        """One place more, at the end."""
        here = place.absolute()
        return self if here in self.places else replace(self, places=(*self.places, here))

    def without_place(self, place: Path) -> BackupPlan:
        """One place less; what lies there is left alone."""
        return replace(self, places=tuple(each for each in self.places if each != place.absolute()))


def own_folder(store: Path) -> Path:
    """The folder beside a store where backups go while nobody chose another, made when it is first needed."""
    return store.absolute().parent / "backups"


def plan_of(store: Path) -> BackupPlan:
    """The plan for a store; the usual one where nobody chose, or what was chosen cannot be read."""
    told: Any = _all_plans().get(slot_file.read(store).store_id)
    with suppress(KeyError, TypeError, AttributeError):
        return BackupPlan(tuple(map(Path, told["places"])), bool(told["on_closing"]))
    return BackupPlan((own_folder(store),))


def keep_plan(store: Path, plan: BackupPlan) -> None:
    """Back a store up so from now on.

    Raises:
        DiskFull, ReadOnlyDisk, DiskTrouble: The plan stays what it was.
    """
    told = {"places": [str(place) for place in plan.places], "on_closing": plan.on_closing}
    plans = _all_plans() | {slot_file.read(store).store_id: told}
    with translate_os_errors(home()):
        home().mkdir(parents=True, exist_ok=True)
    write_whole(home() / _FILE, json.dumps(plans, ensure_ascii=False, indent=1).encode())


def _all_plans() -> dict[str, Any]:
    try:
        plans = json.loads((home() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return plans if isinstance(plans, dict) else {}


class PlaceState(StrEnum):
    """What came of a backup in one place."""

    DONE = "done"
    """A copy was made and read back."""
    HELD = "held"
    """The newest copy there holds everything already."""
    ABSENT = "absent"
    """The folder is not there: a stick that is not plugged in."""
    FAILED = "failed"


@dataclass(frozen=True)
class PlaceOutcome:
    """What came of a backup in one place.

    Attributes:
        place: The folder.
        state: What came of it.
        copy: The newest copy there now; None where there is none, or the folder is not there.
        let_go: How many older copies were removed.
        error: Why it failed.
    """

    place: Path
    state: PlaceState
    copy: Copy | None = None
    let_go: int = 0
    error: SaiThongError | None = None


def back_up(store: Store, plan: BackupPlan) -> tuple[PlaceOutcome, ...]:
    """Back a store up into every place of the plan that is there. What goes wrong in one place stops no other.

    The copy is made and checked once and then put into each place, where it is read back.
    """
    made: Path | None = None
    outcomes: list[PlaceOutcome] = []
    for place in plan.places:
        outcome = _back_up_into(store, place, made)
        if outcome.state is PlaceState.DONE and outcome.copy is not None:
            made = made or outcome.copy.path
        if isinstance(outcome.error, DamagedFile) or outcome.state is PlaceState.DONE:
            note_damage(store.path, damaged=outcome.error is not None)
        if outcome.error is not None:
            logger("db").info("no backup was made: %s", type(outcome.error).__name__)
        outcomes.append(outcome)
    return tuple(outcomes)


def _back_up_into(store: Store, place: Path, made: Path | None) -> PlaceOutcome:
    if not is_there(store, place):
        return PlaceOutcome(place, PlaceState.ABSENT)
    try:
        copies = Copies(store)
        newest = next(iter(copies.within(place)), None)
        if newest is not None and holds_everything(store, newest):
            return PlaceOutcome(place, PlaceState.HELD, newest)
        _clear_away(store, place)
        destination = backup.free_place(place, store.path, store.clock.now())
        if made is not None:
            manifest = backup.duplicate(made, destination)
        else:
            manifest = backup.make(store.path, store.keys, destination, store.clock)
        let_go = copies.thin(place)
        return PlaceOutcome(place, PlaceState.DONE, Copy(destination, manifest), let_go)
    except StoreTrouble as error:
        return PlaceOutcome(place, PlaceState.FAILED, error=error)


def is_there(store: Store, place: Path) -> bool:
    """Whether a place can be written to now; the folder beside the store is made."""
    if place == own_folder(store.path):
        with suppress(OSError):
            place.mkdir(exist_ok=True)
    return place.is_dir()


def holds_everything(store: Store, copy: Copy) -> bool:
    """Whether a copy holds all that the store and its keys hold now; never where other computers write to it too."""
    (follows,) = store.query("SELECT EXISTS (SELECT 1 FROM outcomes) AS others")
    head, made = store.head(), copy.manifest
    same_keys = backup.part_of(slot_file.to_bytes(slot_file.read(store.path))) == made.keys
    return not follows["others"] and same_keys and (made.file_id, made.counter) == (head.file_id, head.counter)


def _clear_away(store: Store, place: Path) -> None:
    """Remove what a backup that was killed left in a place."""
    with translate_os_errors(place):
        for left in place.glob(f"*{backup.SUFFIX}.new"):
            if left.name.startswith(f"{store.path.stem}-"):
                left.unlink(missing_ok=True)


def is_due_today(store: Store, newest: Sequence[Copy | None]) -> bool:
    """Whether some place that is there has no copy of today, on the first opening of the day.

    Args:
        store: The store.
        newest: The newest copy of each place that is there.
    """
    today = bangkok_today(store.clock)
    return any(copy is None or copy.day != today for copy in newest)
