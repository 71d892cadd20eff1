"""A talk with the authority: signed requests one after another, each asked again where the line broke.

Nothing is believed that the pinned authority did not sign for this very talk. A request asked again is signed anew with
a higher number; all of them may arrive twice without harm. Where the authority is able to, it goes on by the byte
(`resuming`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sai_thong.sync.device import Device, PinnedAuthority
from sai_thong.sync.messages import (
    RESUME,
    Heads,
    Hello,
    Welcome,
    pack_hello,
    request_bytes_of,
    unpack_welcome,
    verified_answer,
)
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
from sai_thong.sync.resuming import UNFINISHED, Resumed, pack_unfinished, unpack_held
from sai_thong.sync.sessions import Problem, SignedRequest
from sai_thong.sync.transports import OK, Answer, AnswerCut, Transport

HELLO: Final = "/v1/hello"
_POST: Final = "POST"
_TRIES: Final = 6
"""How often in a row one request may fail, and come no further, before the talk is given up."""
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
        self._resumes = False
        self.traffic = Traffic()

    def begin(self, heads: Heads) -> Welcome:
        """Say hello.

        Raises:
            NewerProgram: The authority speaks a protocol this program does not know.
            Refused, EnvironmentTrouble: As `ask` does.
        """
        self._nonce, self._number, self._resumes = b"", 0, False

        def say() -> bytes:
            hello = Hello(self._authority.office, self._device.device, heads)
            return self._once(HELLO, Resumed(pack_hello(hello)), hello.challenge)

        body = self._again_and_again(say)
        try:
            welcome = unpack_welcome(body)
        except Unreadable as error:
            raise NewerProgram from error
        self._nonce, self._resumes = welcome.nonce, RESUME in welcome.capabilities
        return welcome

    def ask(self, path: str, body: Callable[[], bytes], cut: Callable[[], None] = lambda: None) -> bytes:
        """The authority's answer to a request of this session.

        Args:
            path: What is asked.
            body: Makes the body; called anew for every try, as it may be smaller after a cut, but once only where the
                authority goes on by the byte.
            cut: Told of every try after which the body is made anew.

        Raises:
            SessionOver: Say hello again.
            OrderMoved: Read the order anew; of a request for a page only.
            Stopped: The user wants no more.
            Refused: The authority does not talk to this device, or is not the one it was enrolled with.
            EnvironmentTrouble: Nothing comes through.
        """
        if self._resumes:
            return self._ask_resuming(path, Resumed(body()))

        def say() -> bytes:
            return self._numbered(path, Resumed(body()))

        return self._again_and_again(say, cut)

    def _ask_resuming(self, path: str, asked: Resumed) -> bytes:
        is_first = True

        def say() -> bytes:
            nonlocal is_first
            if asked.is_large and not is_first:
                self._learn_what_arrived(asked)
            is_first = False
            return self._numbered(path, asked)

        return self._again_and_again(say, progress=lambda: asked.progress)

    def _learn_what_arrived(self, asked: Resumed) -> None:
        answer = self._numbered(UNFINISHED, Resumed(pack_unfinished(asked.digest)))
        try:
            asked.arrived(unpack_held(answer))
        except Unreadable as error:
            raise NewerProgram from error

    def _again_and_again(
        self,
        say: Callable[[], bytes],
        cut: Callable[[], None] = lambda: None,
        progress: Callable[[], int] = lambda: 0,
    ) -> bytes:
        trouble: Exception = NoLink()
        failed = furthest = 0
        while failed < _TRIES:
            if self._stopped():
                raise Stopped
            if failed:
                cut()
                self._pause(_FIRST_PAUSE_SECONDS * 2 ** (failed - 1))
            try:
                return say()
            except LinkCut:
                trouble = NoLink()
            except (NotThePinnedAuthority, DeviceUnknown, NotUnderstood) as error:
                # A line that changes bytes looks the same once or twice.
                trouble = error
            failed = 1 if progress() > furthest else failed + 1
            furthest = max(furthest, progress())
        raise trouble

    def _numbered(self, path: str, asked: Resumed) -> bytes:
        """One try of a request of this session."""
        self._number += 1
        return self._once(path, asked, self._nonce)

    def _once(self, path: str, asked: Resumed, nonce: bytes) -> bytes:
        """One try; the answer without its signature, which was good for `nonce`."""
        signed = request_bytes_of(_POST, path, asked.digest, self._nonce, self._number)
        signature = self._device.signing_key.sign(signed)
        said = SignedRequest(self._authority.office, self._device.device, self._nonce, self._number, signature)
        headers = said.headers() | (asked.headers if self._resumes else {})
        body = asked.rest
        self.traffic.round_trips += 1
        self.traffic.bytes_up += len(body) + sum(len(name) + len(value) for name, value in headers.items())
        try:
            answer = self._transport.ask(path, body, headers)
        except AnswerCut as error:
            self.traffic.bytes_down += len(error.answer.body)
            if error.answer.status == OK:
                asked.broke_off(error.answer)
            raise
        self.traffic.bytes_down += len(answer.body)
        if answer.status != OK:
            raise _trouble(answer)
        try:
            return verified_answer(asked.joined(answer), nonce, self._authority.verifying_key)
        except Unreadable as error:
            asked.forget_answer()
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
