"""HTTP over one kept-alive connection, for links that take a minute for what others do in a second."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from typing import Final

import httpx

from sai_thong.ground.closing import Closing
from sai_thong.sync.device import PinnedAuthority
from sai_thong.sync.refusals import LinkCut, NoLink, NotThePinnedAuthority
from sai_thong.sync.transports import Answer, AnswerCut
from sai_thong.sync.transports.pinned import OtherKey, Pin, pinned_context, public_context

_CONNECT_SECONDS: Final = 20.0
_SILENCE_SECONDS: Final = 60.0
_SEND_BUFFER_BYTES: Final = 16 * 1024
"""What the system takes from us before it is on the line. A large one would take a whole batch at once, and the wait
for the answer would begin minutes before the last byte was sent."""
_LOOKING: Final = (
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    *(
        (socket.IPPROTO_TCP, getattr(socket, name), seconds)
        for name, seconds in (("TCP_KEEPIDLE", 5), ("TCP_KEEPINTVL", 5))
        if hasattr(socket, name)
    ),
)
"""Who only reads hears nothing of a line that broke; the system asks after some seconds of silence."""


class HttpTransport(Closing):
    """Talks to the authority at `url`; close it, or use it as a context manager.

    Args:
        url: ``http://…`` or ``https://…``.
        pin: Which key the authority holds; without one, HTTPS needs a certificate that this machine believes.
    """

    def __init__(self, url: str, pin: Pin | None = None) -> None:
        self._url, self._pin = url.rstrip("/"), pin
        self._is_pinned = pin is not None
        self._client = _client(self._url, pin)

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a request.

        Raises:
            LinkCut: None came; `AnswerCut` where some of it did.
            NotThePinnedAuthority: The peer holds neither the pinned key nor a certificate that this machine believes.
        """
        return self._carried("POST", path, headers, body)

    def get(self, path: str, headers: Mapping[str, str]) -> Answer | None:
        """What lies at a path for everybody, as far as it came; None where nothing did.

        Raises:
            NotThePinnedAuthority: The peer holds neither the pinned key nor a certificate that this machine believes.
        """
        try:
            return self._carried("GET", path, headers, b"")
        except AnswerCut as cut:
            return cut.answer
        except LinkCut:
            return None

    def _carried(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        try:
            with self._client.stream(method, path, content=body, headers=dict(headers)) as answer:
                return _read(answer)
        except (httpx.TransportError, httpx.DecodingError) as error:
            if self._is_pinned and _lies_under(error, OtherKey):
                # A proxy has a certificate of its own.
                self._look_for(None)
                return self._carried(method, path, headers, body)
            if _lies_under(error, ssl.SSLCertVerificationError):
                self._look_for(self._pin)
                raise NotThePinnedAuthority from error
            raise LinkCut from error

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def _look_for(self, pin: Pin | None) -> None:
        """Connect anew, and believe this pin only; without one, a public certificate."""
        self._client.close()
        self._is_pinned = pin is not None
        self._client = _client(self._url, pin)


def line_to(authority: PinnedAuthority) -> HttpTransport:
    """A line to the authority this computer was enrolled with.

    Raises:
        NoLink: It was enrolled by stick, and nobody knows an address.
    """
    if not authority.url:
        raise NoLink
    return HttpTransport(authority.url, authority.key.__eq__)


def _read(answer: httpx.Response) -> Answer:
    came = bytearray()
    try:
        for piece in answer.iter_bytes():
            came += piece
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise AnswerCut(Answer(answer.status_code, bytes(came), dict(answer.headers))) from error
    return Answer(answer.status_code, bytes(came), dict(answer.headers))


def _client(url: str, pin: Pin | None) -> httpx.Client:
    if not url.startswith("https:"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    else:
        context = public_context() if pin is None else pinned_context(pin)
    return httpx.Client(
        base_url=url,
        timeout=httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS),
        transport=httpx.HTTPTransport(
            verify=context,
            socket_options=[
                (socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES),
                (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
                *_LOOKING,
            ],
        ),
    )


def _lies_under(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Whether an error of a kind lies at the ground of another."""
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
