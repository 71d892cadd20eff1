"""Guessing at passwords is slowed: after a few wrong ones, the next is not even tried for a while.

What was refused is noted beside the file (`access_log.note_refused`) and counted from there until somebody comes in.
It slows a person at the keyboard. Who takes the file away is slowed by the cost of a password's key alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sai_thong.db import access_aside
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import ngettext

FREE: Final = 4
"""Wrong passwords in a row that cost no waiting: fingers slip."""
_FIRST_SECONDS: Final = 5
_MOST_SECONDS: Final = 300


class TooSoon(Refused):
    """After several wrong passwords the next one is tried only later."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            ngettext(
                "After several wrong passwords the next is taken in {count} second.",
                "After several wrong passwords the next is taken in {count} seconds.",
                seconds,
            ).format(count=seconds)
        )
        self.seconds = seconds


def wait_after(refusals: int) -> int:
    """Seconds to wait after so many wrong passwords in a row: 5, 10, 20 … at most 300."""
    if refusals <= FREE:
        return 0
    return int(min(_FIRST_SECONDS * 2 ** min(refusals - FREE - 1, 16), _MOST_SECONDS))


def refuse_too_soon(store: Path, user: str, clock: Clock) -> None:
    """Refuse to try a password so soon after wrong ones of the same user.

    A clock that was set back lets the next one be tried: nobody is locked out for as long as it lags behind.

    Args:
        store: The store's file.
        user: A user of it; empty where another name was typed.
        clock: The clock.

    Raises:
        TooSoon: Saying for how long.
    """
    waiting = access_aside.refusals(store)
    moments = [datetime.fromisoformat(said["at"]) for said in waiting if said.get("by", "") == user]
    wait = wait_after(len(moments))
    if not wait:
        return
    since = clock.now() - max(moments)
    left = timedelta(seconds=wait) - since
    if since >= timedelta() and left > timedelta():
        raise TooSoon(-(-left // timedelta(seconds=1)))
