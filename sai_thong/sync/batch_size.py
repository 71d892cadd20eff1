"""How much goes into a batch: about four seconds of the link as it was measured, so that a cut costs little."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

_KIB: Final = 1024
LEAST_BYTES: Final = 8 * _KIB
MOST_BYTES: Final = 256 * _KIB
START_BYTES: Final = 32 * _KIB
WANTED_SECONDS: Final = 4.0
_GROWTH: Final = 2
"""A batch grows to at most this many times the last one: one lucky moment does not make a link fast."""


@dataclass(frozen=True)
class BatchSize:
    """The bytes the next batch shall have on the wire."""

    wire_bytes: int = START_BYTES

    def after(self, sent_bytes: int, seconds: float) -> BatchSize:
        """The size after a batch of so many bytes took so long, answer included."""
        in_time = sent_bytes * WANTED_SECONDS / seconds if seconds > 0 else MOST_BYTES
        return self._within(min(in_time, self.wire_bytes * _GROWTH))

    def after_cut(self) -> BatchSize:
        """The size after the link broke while a batch was on its way."""
        return self._within(self.wire_bytes / _GROWTH)

    def _within(self, wanted: float) -> BatchSize:
        return replace(self, wire_bytes=int(min(max(wanted, LEAST_BYTES), MOST_BYTES)))
