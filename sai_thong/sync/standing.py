"""Where the exchange of this store stands, for the sign of the window, Today and a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sai_thong.db.store import Store
from sai_thong.db.transaction import ACCESS
from sai_thong.sync.conflicts import count_conflicts
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.doubles import doubles
from sai_thong.sync.engine import LastRound, last_round, pending_by_register
from sai_thong.sync.returns import returned
from sai_thong.sync.schedule import OVER_THE_NETWORK, Pace

_WITHOUT_OUTCOME: Final = (
    "SELECT count(*) AS entries FROM journal LEFT JOIN outcomes"
    " ON outcomes.file_id = journal.file_id AND outcomes.counter = journal.counter"
    " WHERE seq IS NULL AND journal.file_id NOT IN ({own})"
)


@dataclass(frozen=True)
class SyncStanding:
    """Where the exchange stands.

    Attributes:
        enrolled: Whether this computer talks with anybody.
        url: With whom; empty before it was enrolled.
        device: The id of this computer among the office's devices.
        device_name: What the office calls this computer.
        counter: How far the own journal went when this was looked at.
        waiting: Own entries that the other side does not hold, by register.
        conflicts: Fields and records that wait for a person.
        returned: Values of this computer that were sent back.
        doubles: What two computers may have made twice.
        held_back: Entries of other computers that came, but have no effect before the record they change arrives.
        last: The round last begun; None before one was.
        pace: How often to ask.
    """

    enrolled: bool
    url: str = ""
    device: str = ""
    device_name: str = ""
    counter: int = 0
    waiting: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    returned: int = 0
    doubles: int = 0
    held_back: int = 0
    last: LastRound | None = None
    pace: Pace = OVER_THE_NETWORK

    @property
    def to_settle(self) -> int:
        """How much waits for a person here."""
        return self.conflicts + self.returned + self.doubles

    @property
    def waiting_in_all(self) -> int:
        """How many own entries wait that changed something; who only looked goes along with the next round."""
        return sum(count for register, count in self.waiting.items() if register != ACCESS)


def standing(store: Store) -> SyncStanding:
    """Where the exchange of a store stands now; a store that was never enrolled costs one question."""
    device, authority = own_device(store), pinned_authority(store)
    counter = store.head().counter
    if device is None or authority is None:
        return SyncStanding(enrolled=False, counter=counter)
    own = (store.file_id, *store.earlier_file_ids())
    held_back = store.query(_WITHOUT_OUTCOME.format(own=", ".join("?" * len(own))), own)
    return SyncStanding(
        enrolled=True,
        url=authority.url,
        device=device.device,
        device_name=device.name,
        counter=counter,
        waiting=pending_by_register(store),
        conflicts=count_conflicts(store),
        returned=len(returned(store)),
        doubles=len(doubles(store)),
        held_back=int(held_back[0]["entries"]),
        last=last_round(store),
    )
