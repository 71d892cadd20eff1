"""Listening to the authority of the office: what others do is known here within a second, where a hub is near."""

from __future__ import annotations

import time
from collections.abc import Callable

from sai_thong.ground.closing import Closing
from sai_thong.sync.device import Device, PinnedAuthority
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import NewerProgram
from sai_thong.sync.talk import SessionOver, Talk
from sai_thong.sync.transports.http import line_to
from sai_thong.sync.waiting import (
    ABLE_TO_WAIT,
    LONGEST_SECONDS,
    WAIT,
    Standing,
    WaitRequest,
    pack_wait,
    unpack_standing,
)


class Listener(Closing):
    """A line and a session of its own, beside those of the rounds; for one thread, which it blocks.

    Args:
        device: This computer.
        authority: Whom it believes.
        stopped: Whether the user wants no more; looked at before every request.
        pause: Waits so many seconds before something is tried again.

    Attributes:
        able: Whether the authority is able to tell of news; None before it was asked.
    """

    def __init__(
        self,
        device: Device,
        authority: PinnedAuthority,
        *,
        stopped: Callable[[], bool] = lambda: False,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._line = line_to(authority)
        self._talk = Talk(device, authority, self._line, pause, stopped)
        self._in_session = False
        self.able: bool | None = None

    def wait(self, epoch: str, after: int, seconds: int = LONGEST_SECONDS) -> bool:
        """Whether the order went on behind the place read up to; comes back at once where it did.

        Args:
            epoch: The epoch read last, as `StationSide.cursor` has it.
            after: `seq` of the last outcome read.
            seconds: How long there may be no news.

        Raises:
            Stopped: The user wants no more.
            SaiThongError: The authority cannot be heard, and why.
        """
        if not self._in_session:
            welcome = self._talk.begin({})
            self._in_session = True
            self.able = ABLE_TO_WAIT in welcome.capabilities
            if Standing(welcome.epoch, welcome.last_seq).is_news(epoch, after):
                return True
        if not self.able:
            return False
        body = pack_wait(WaitRequest(epoch, after, seconds))
        try:
            return unpack_standing(self._talk.ask(WAIT, lambda: body)).is_news(epoch, after)
        except SessionOver:
            self._in_session = False
            return True
        except Unreadable as error:
            raise NewerProgram from error

    def close(self) -> None:
        """Let the line go."""
        self._line.close()
