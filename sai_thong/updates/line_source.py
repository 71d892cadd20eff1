"""Updates over the line to the province, piece by piece: what broke off goes on by the byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from sai_thong.updates.refusals import NoneFound, Unreachable

UPDATES_PATH: Final = "/v1/updates/"
_WHOLE, _PART, _BEHIND = 200, 206, 416


class Got(Protocol):
    """What came back."""

    @property
    def status(self) -> int:
        """As HTTP has it."""

    @property
    def body(self) -> bytes:
        """What came of it."""


class Line(Protocol):
    """A line to a server."""

    def get(self, path: str, headers: Mapping[str, str]) -> Got | None:
        """The answer to a request, as far as it came; None where nothing did."""


class LineSource:
    """The updates that a server mirrors.

    Args:
        line: To the server.
    """

    def __init__(self, line: Line) -> None:
        self._line = line

    def piece(self, name: str, start: int, most: int) -> bytes:
        """Bytes of a file, see `sources.Source`."""
        got = self._line.get(UPDATES_PATH + name, {"Range": f"bytes={start}-{start + most - 1}"})
        if got is None or got.status >= 500:
            raise Unreachable
        if got.status == _BEHIND:
            return b""
        if got.status == _PART:
            return got.body[:most]
        if got.status == _WHOLE:  # a server, or a proxy before it, that knows no parts
            return got.body[start : start + most]
        raise NoneFound
