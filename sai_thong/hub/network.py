"""Datagrams to everybody on the networks this computer is on, and what comes back."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from sai_thong.sync.following import MOST_CALL

_EVERYBODY: Final = "255.255.255.255"
_EVERYBODY_HERE: Final = "127.255.255.255"
_SOMEWHERE: Final = "192.0.2.1"
"""An address of no computer (RFC 5737): asking for the way there sends nothing, and tells an own address."""


class Networks:
    """Calls from every network of this computer, and hears what is called to everybody; a context manager.

    Args:
        port: Where calls to everybody go, UDP.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._everywhere: list[tuple[socket.socket, str]] = []
        self._ears: list[socket.socket] = []

    def call(self, data: bytes) -> None:
        """Send a datagram to everybody; on a network that is down nobody hears it, and that is all."""
        for line, everybody in self._everywhere:
            with suppress(OSError):
                line.sendto(data, (everybody, self._port))

    def answer(self, data: bytes, to: tuple[str, int]) -> None:
        """Send a datagram to whoever asked."""
        with suppress(OSError):
            self._ears[0].sendto(data, to)

    def heard(self, seconds: float) -> Iterator[tuple[bytes, tuple[str, int]]]:
        """What comes within some seconds, and from where."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            ready, _writing, _failed = select.select(self._ears, [], [], left)
            for line in ready:
                with suppress(OSError):  # of an earlier datagram that nobody took
                    yield line.recvfrom(MOST_CALL + 1)

    def __enter__(self) -> Self:
        with suppress(OSError):  # another program has it for itself: answers to what is asked still come
            self._ears.append(_open("", self._port))
        for address in own_addresses():
            with suppress(OSError):
                line = _open(address, 0)
                self._everywhere.append((line, _EVERYBODY_HERE if address.startswith("127.") else _EVERYBODY))
                self._ears.append(line)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for line in self._ears:
            line.close()


def own_addresses() -> list[str]:
    """The addresses of this computer, that of the loopback last."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect((_SOMEWHERE, 9))
        found.append(line.getsockname()[0])
    with suppress(OSError):
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [*dict.fromkeys(each for each in found if not each.startswith("127.")), "127.0.0.1"]


def _open(address: str, port: int) -> socket.socket:
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    try:
        line.bind((address, port))
    except OSError:
        line.close()
        raise
    return line
