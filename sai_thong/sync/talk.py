"""A talk with the authority: signed requests one after another, each asked again where the line broke.

Nothing is believed that the pinned authority did not sign for this very talk. A request asked again is signed anew with
a higher number; all of them may arrive twice without harm.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sai_thong.sync.device import Device, PinnedAuthority
from sai_thong.sync.messages import Heads, Hello, Welcome, pack_hello, request_bytes, unpack_welcome, verified_answer
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import (
    DeviceRevoked,
    DeviceUnknown,
    LinkCut,
    NewerProgram,
    NoLink,
    NotThePinnedAuthority,
    NotUnderstood,
    OrderElsewhere,
)
from sai_thong.sync.sessions import Problem, SignedRequest
from sai_thong.sync.transports import OK, Answer, Transport

HELLO: Final = "/v1/hello"
_POST: Final = "POST"
_TRIES: Final = 6
"""How often in a row one request may fail before the talk is given up."""
_FIRST_PAUSE_SECONDS: Final = 0.5


class Stopped(Exception):
    """The user wants no more."""


class SessionOver(Exception):
    """The authority knows the session no longer, or was restored meanwhile."""


class OrderMoved(Exception):
    """The authority's order has another entry where this station stands: it was put back, and nobody said so."""


@dataclass
class Traffic:
    """What went over the line.

    Attributes:
        bytes_up: Bodies and signed headers sent, those of failed tries too.
        bytes_down: Bodies that came.
        round_trips: Requests.
    """

    bytes_up: int = 0
    bytes_down: int = 0
    round_trips: int = 0


class Talk:
    """Requests of one device to its authority.

    Args:
        device: This computer.
        authority: Whom it believes.
        transport: Carries the bytes.
        pause: Waits so many seconds.
        stopped: Whether the user wants no more; looked at before every request.
    """

    def __init__(
        self,
        device: Device,
        authority: PinnedAuthority,
        transport: Transport,
        pause: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._device = device
        self._authority = authority
        self._transport = transport
        self._pause = pause
        self._stopped = stopped
        self._nonce = b""
        self._number = 0
        self.traffic = Traffic()

    def begin(self, heads: Heads) -> Welcome:
        """Say hello.

        Raises:
            NewerProgram: The authority speaks a protocol this program does not know.
            Refused, EnvironmentTrouble: As `ask` does.
        """
        self._nonce, self._number = b"", 0

        def say() -> bytes:
            hello = Hello(self._authority.office, self._device.device, heads)
            return self._once(HELLO, pack_hello(hello), hello.challenge)

        body = self._again_and_again(say)
        try:
            welcome = unpack_welcome(body)
        except Unreadable as error:
            raise NewerProgram from error
        self._nonce = welcome.nonce
        return welcome

    def ask(self, path: str, body: Callable[[], bytes], cut: Callable[[], None] = lambda: None) -> bytes:
        """The authority's answer to a request of this session.

        Args:
            path: What is asked.
            body: Makes the body; called anew for every try, as it may be smaller after a cut.
            cut: Told of every try that failed.

        Raises:
            SessionOver: Say hello again.
            OrderMoved: Read the order anew; of a request for a page only.
            Stopped: The user wants no more.
            Refused: The authority does not talk to this device, or is not the one it was enrolled with.
            EnvironmentTrouble: Nothing comes through.
        """

        def say() -> bytes:
            self._number += 1
            return self._once(path, body(), self._nonce)

        return self._again_and_again(say, cut)

    def _again_and_again(self, say: Callable[[], bytes], cut: Callable[[], None] = lambda: None) -> bytes:
        trouble: Exception = NoLink()
        for attempt in range(_TRIES):
            if self._stopped():
                raise Stopped
            if attempt:
                cut()
                self._pause(_FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
            try:
                return say()
            except LinkCut:
                trouble = NoLink()
            except (NotThePinnedAuthority, DeviceUnknown, NotUnderstood) as error:
                # A line that changes bytes looks the same once or twice.
                trouble = error
        raise trouble

    def _once(self, path: str, body: bytes, nonce: bytes) -> bytes:
        """One try; the answer without its signature, which was good for `nonce`."""
        signature = self._device.signing_key.sign(request_bytes(_POST, path, body, self._nonce, self._number))
        said = SignedRequest(self._authority.office, self._device.device, self._nonce, self._number, signature)
        headers = said.headers()
        self.traffic.round_trips += 1
        self.traffic.bytes_up += len(body) + sum(len(name) + len(value) for name, value in headers.items())
        answer = self._transport.ask(path, body, headers)
        self.traffic.bytes_down += len(answer.body)
        if answer.status != OK:
            raise _trouble(answer)
        try:
            return verified_answer(answer.body, nonce, self._authority.verifying_key)
        except Unreadable as error:
            raise NotThePinnedAuthority from error


def _trouble(answer: Answer) -> Exception:
    """What an answer that is no good means. Nobody signed it: it ends a try or the talk, and changes nothing."""
    try:
        problem = Problem(json.loads(answer.body)["error"])
    except (ValueError, KeyError, TypeError):
        return LinkCut()
    told: dict[Problem, Exception] = {
        Problem.UNKNOWN_DEVICE: DeviceUnknown(),
        Problem.REVOKED: DeviceRevoked(),
        Problem.SESSION: SessionOver(),
        Problem.EPOCH: SessionOver(),
        Problem.ORDER: OrderMoved(),
        Problem.FOLLOWS: OrderElsewhere(),
        Problem.TOO_MANY: LinkCut(),
        Problem.BUSY: LinkCut(),
        Problem.TOO_LARGE: LinkCut(),
    }
    return told.get(problem, NotUnderstood())
