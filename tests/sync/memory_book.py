"""What an authority holds, in memory: for tests of the merge and of the simulator."""

from __future__ import annotations

from collections import defaultdict

from sai_thong.sync.authority import ChainHead, Outcome
from sai_thong.sync.batches import Batch


class MemoryBook:
    """A book of one office that forgets nothing until it is dropped."""

    def __init__(self, office: str = "office") -> None:
        self.office = office
        self.epoch = "first"
        self.batches: list[Batch] = []
        self.outcomes: list[Outcome] = []
        self._heads: dict[str, ChainHead] = {}
        self._hashes: dict[tuple[str, int], bytes] = {}
        self._states = {}
        self._waiting = defaultdict(list)

    def head(self, file_id):
        return self._heads.get(file_id)

    def hash_at(self, file_id, counter):
        return self._hashes.get((file_id, counter))

    def entry(self, file_id, counter):
        kept = next(each for each in self.batches if each.file_id == file_id and each.first <= counter <= each.last)
        return kept.columns.entry(counter - kept.first)

    def state(self, record_type, record_id):
        return self._states.get((record_type, record_id))

    def set_state(self, record_type, record_id, state):
        self._states[record_type, record_id] = state

    def keep_batch(self, batch):
        self.batches.append(batch)
        self._heads[batch.file_id] = ChainHead(batch.last, batch.after)
        self._hashes[batch.file_id, batch.last] = batch.after

    def append(self, entry, effects, given_up):
        self.outcomes.append(Outcome(len(self.outcomes) + 1, entry, dict(effects), tuple(given_up)))

    def wait(self, entry):
        self._waiting[entry.record_type, entry.record_id].append(entry)

    def waiting_for(self, record_type, record_id):
        return self._waiting.pop((record_type, record_id), [])

    def make(self, _columns, place):
        """Nothing at once: what it holds is what `take` makes of each entry."""
        return place

    def copy(self) -> MemoryBook:
        """A backup: what is in the book now."""
        twin = MemoryBook(self.office)
        twin.epoch = self.epoch
        twin.batches, twin.outcomes = list(self.batches), list(self.outcomes)
        twin._heads, twin._hashes, twin._states = dict(self._heads), dict(self._hashes), dict(self._states)
        twin._waiting = defaultdict(list, {name: list(entries) for name, entries in self._waiting.items()})
        return twin

    @property
    def waits(self) -> int:
        """How many entries wait for their record."""
        return sum(map(len, self._waiting.values()))
