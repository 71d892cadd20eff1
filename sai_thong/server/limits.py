"""How many requests are answered: of one address before anything of them is read, of one device after it proved itself.

Counted in each process: a count in the database would cost a write for every request refused, which is what a flood
wants. Behind several processes the bounds are as many times higher; they guard the database, and are no quota.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sai_thong.sync.sessions import Problem

TOO_MANY_STATUS: Final = 429
_ENROL: Final = "/v1/enrol"
_RETRY_SECONDS: Final = "2"
_MOST_KNOWN: Final = 20_000
"""Sources remembered; those that were quiet the longest are forgotten first."""


@dataclass(frozen=True)
class Rate:
    """A bound.

    Attributes:
        at_once: Requests that may come at once, after a rest.
        a_second: Requests a second that may go on coming.
    """

    at_once: float
    a_second: float


OF_ADDRESS: Final = Rate(at_once=5_000, a_second=500)
"""Wide: every computer of many offices may come through one address of the state's network."""
OF_DEVICE: Final = Rate(at_once=1_000, a_second=100)
"""A first push of 50,000 records is a few hundred requests."""
OF_CODES: Final = Rate(at_once=30, a_second=0.2)
"""Enrolments, by address: nobody types faster, and guessing is slow."""


@dataclass
class Limit:
    """A bound kept for each of many sources.

    Attributes:
        rate: The bound.
        timer: Seconds that only grow.
    """

    rate: Rate
    timer: Callable[[], float] = time.monotonic
    _left: OrderedDict[Hashable, tuple[float, float]] = field(default_factory=OrderedDict, repr=False)

    def exceeded(self, source: Hashable) -> bool:
        """Whether a source has no request left; nothing is counted."""
        return self._now(source) < 1

    def count(self, source: Hashable) -> None:
        """Count one request of a source."""
        self._left[source] = (max(0.0, self._now(source) - 1), self.timer())
        self._left.move_to_end(source)
        if len(self._left) > _MOST_KNOWN:
            self._left.popitem(last=False)

    def _now(self, source: Hashable) -> float:
        left, then = self._left.get(source, (self.rate.at_once, self.timer()))
        return min(self.rate.at_once, left + (self.timer() - then) * self.rate.a_second)


@dataclass
class Limits:
    """The bounds of one process.

    Attributes:
        of_address: Of all requests.
        of_device: Of those a device signed.
        of_codes: Of enrolments, by address.
        refused: Requests turned away so far.
    """

    of_address: Limit = field(default_factory=lambda: Limit(OF_ADDRESS))
    of_device: Limit = field(default_factory=lambda: Limit(OF_DEVICE))
    of_codes: Limit = field(default_factory=lambda: Limit(OF_CODES))
    refused: int = 0

    def let_in(self, address: str, device: Hashable | None, *, enrols: bool) -> bool:
        """Count a request by its address, and tell whether it is to be read.

        Args:
            address: Where it comes from.
            device: Who it says has signed it; that is not proved yet, so nothing is counted for it.
            enrols: Whether it brings an enrolment code.
        """
        of_address = (self.of_address, self.of_codes) if enrols else (self.of_address,)
        if any(each.exceeded(address) for each in of_address) or (device and self.of_device.exceeded(device)):
            self.refused += 1
            return False
        for each in of_address:
            each.count(address)
        return True


class Bounded:
    """The server behind its limits: too many requests are turned away before anything of them is read.

    Args:
        app: The server.
        limits: The bounds.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        device = _said_device(Headers(scope=scope))
        if not self._limits.let_in(address, device, enrols=scope["path"] == _ENROL):
            refusal = JSONResponse({"error": Problem.TOO_MANY.value}, TOO_MANY_STATUS, {"Retry-After": _RETRY_SECONDS})
            await refusal(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            # Only who signed is answered with 200: nobody uses up what another one may ask.
            if device and message["type"] == "http.response.start" and message["status"] == 200:
                self._limits.of_device.count(device)
            await send(message)

        await self._app(scope, receive, counted)


def _said_device(headers: Headers) -> tuple[str, str] | None:
    """The office and device a request names, as they are written."""
    office, device = headers.get("sai-thong-office"), headers.get("sai-thong-device")
    return (office, device) if office and device else None
