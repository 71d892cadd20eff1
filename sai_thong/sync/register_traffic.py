"""How many entries of each register ever went and came between this store and its authority, and when they last did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sai_thong.db.store import Store
from sai_thong.sync.authority import ChainHead
from sai_thong.sync.device import keep_document, kept_document

_TRAFFIC: Final = "sync_registers"


@dataclass(frozen=True)
class RegisterTraffic:
    """What went and came of one register.

    Attributes:
        sent: Own entries that the authority acknowledged, ever.
        received: Entries of others that came, ever.
        sent_at: When some were acknowledged last, in UTC; empty before any was.
        received_at: When some came last.
    """

    sent: int = 0
    received: int = 0
    sent_at: str = ""
    received_at: str = ""


def register_traffic(store: Store) -> dict[str, RegisterTraffic]:
    """What went and came of each register, as kept."""
    kept = kept_document(store, _TRAFFIC) or {}
    return {register: RegisterTraffic(*told) for register, told in kept.items()}


class TrafficCount:
    """Counts what a round sends and receives of each register."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sent: Counter[str] = Counter()
        self._received: Counter[str] = Counter()

    def count_sent(self, file_id: str, after: int, upto: int) -> None:
        """The entries of an own file above `after` and up to `upto` were acknowledged."""
        rows = self._store.query(
            "SELECT register, count(*) AS entries FROM journal"
            " WHERE file_id = ? AND counter > ? AND counter <= ? GROUP BY register",
            (file_id, after, upto),
        )
        self._sent.update({row["register"]: row["entries"] for row in rows})

    def count_received(
        self, first_seq: int, last_seq: int, own: Collection[str], known: Mapping[str, ChainHead]
    ) -> int:
        """The outcomes from `first_seq` to `last_seq` came; how many are of entries of others that were not `known`."""
        rows = self._store.query(
            "SELECT outcomes.file_id, outcomes.counter, register FROM outcomes JOIN journal"
            " ON journal.file_id = outcomes.file_id AND journal.counter = outcomes.counter"
            " WHERE seq >= ? AND seq <= ?",
            (first_seq, last_seq),
        )
        begin = {file_id: head.counter for file_id, head in known.items()}
        new = [
            row["register"]
            for row in rows
            if row["file_id"] not in own and row["counter"] > begin.get(row["file_id"], 0)
        ]
        self._received.update(new)
        return len(new)

    def keep(self, at: str) -> None:
        """Add what was counted since to what is kept; `at` is the present moment in UTC."""
        if not self._sent and not self._received:
            return
        kept = register_traffic(self._store)
        for register in {*self._sent, *self._received}:
            before = kept.get(register, RegisterTraffic())
            if self._sent[register]:
                before = replace(before, sent=before.sent + self._sent[register], sent_at=at)
            if self._received[register]:
                before = replace(before, received=before.received + self._received[register], received_at=at)
            kept[register] = before
        keep_document(
            self._store,
            _TRAFFIC,
            {name: [each.sent, each.received, each.sent_at, each.received_at] for name, each in sorted(kept.items())},
        )
        self._sent.clear()
        self._received.clear()
