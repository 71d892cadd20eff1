"""What travels by stick behind the rows, asked here and taken in when the answer comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.sync.chest_by_stick import ChestByStick
from sai_thong.sync.contents_exchange import ContentsByStick
from sai_thong.sync.crash_reports import CrashReportsByStick
from sai_thong.sync.down_by_stick import DownByStick
from sai_thong.sync.messages import Welcome


class Carried(Protocol):
    """What travels by stick behind the rows."""

    path: str
    """What it is asked under over a line."""

    def asks(self, store: Store, room: Callable[[], int]) -> Iterator[bytes]:
        """What to ask the authority, as long as the stick has `room` for so many bytes."""

    def take(self, store: Store, answer: bytes, welcome: Welcome | None) -> ChangeSet:
        """Take in what the authority answered; safe to do again, and late.

        Args:
            store: The open store, writable.
            answer: What it answered.
            welcome: How far it was then; None where the answer is older than what is known here.
        """


CARRIED: Final[tuple[Carried, ...]] = (
    ChestByStick(),
    DownByStick(),
    CrashReportsByStick(),
    ContentsByStick(),
)
"""Everything that travels by stick behind the rows, in this order."""
