"""How much goes into a batch: as much as the link takes in some seconds, and less where it breaks.

A long batch costs a slow link fewer waits for an answer, and TCP recovers from a lost packet only while others follow
it. So sizes double while all is calm. With an authority that does not go on by the byte (`resuming`) a short one costs
less when the link breaks in the middle: there a cut makes them small at once and is remembered, and from there they
grow slowly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

_KIB: Final = 1024
LEAST_BYTES: Final = 8 * _KIB
MOST_BYTES: Final = 256 * _KIB
START_BYTES: Final = 32 * _KIB
AFTER_CUT_BYTES: Final = 16 * _KIB
"""At most so much goes where the link broke: two seconds of the slowest."""
WANTED_SECONDS: Final = 15.0
_GROWTH: Final = 2
"""A batch grows to at most this many times the last one: one lucky moment does not make a link fast."""
_SLOW_GROWTH: Final = 1.1
"""Beyond the size at which the link broke."""


@dataclass(frozen=True)
class BatchSize:
    """The bytes the next batch shall have on the wire.

    Attributes:
        wire_bytes: How many.
        calm_bytes: Up to where they may double; smaller once the link broke.
    """

    wire_bytes: int = START_BYTES
    calm_bytes: int = MOST_BYTES

    def after(self, sent_bytes: int, seconds: float) -> BatchSize:
        """The size after a batch of so many bytes took so long, answer included."""
        in_time = sent_bytes * WANTED_SECONDS / seconds if seconds > 0 else MOST_BYTES
        quickly = min(self.wire_bytes * _GROWTH, self.calm_bytes)
        return self._within(min(in_time, max(quickly, self.wire_bytes * _SLOW_GROWTH)))

    def after_cut(self) -> BatchSize:
        """The size after the link broke while a batch was on its way."""
        small = self._within(min(self.wire_bytes / _GROWTH, AFTER_CUT_BYTES))
        return replace(small, calm_bytes=small.wire_bytes)

    def _within(self, wanted: float) -> BatchSize:
        return replace(self, wire_bytes=int(min(max(wanted, LEAST_BYTES), MOST_BYTES)))
