"""HTTP over one kept-alive connection, for links that take a minute for what others do in a second."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from types import TracebackType
from typing import Final, Self

import httpx

from sai_thong.sync.refusals import LinkCut
from sai_thong.sync.transports import Answer

_CONNECT_SECONDS: Final = 20.0
_SILENCE_SECONDS: Final = 60.0
_SEND_BUFFER_BYTES: Final = 16 * 1024
"""What the system takes from us before it is on the line. A large one would take a whole batch at once, and the wait
for the answer would begin minutes before the last byte was sent."""


class HttpTransport:
    """Talks to the authority at `url`; close it, or use it as a context manager."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(
            base_url=url.rstrip("/"),
            timeout=httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS),
            transport=httpx.HTTPTransport(
                socket_options=[
                    (socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES),
                    (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
                ]
            ),
        )

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a request; `LinkCut` where none came."""
        try:
            answer = self._client.post(path, content=body, headers=dict(headers))
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise LinkCut from error
        return Answer(answer.status_code, answer.content)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
