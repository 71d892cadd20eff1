"""How the bytes of the sync reach an authority, and its answers come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

OK: Final = 200


@dataclass(frozen=True)
class Answer:
    """What came back: the status as HTTP has it, and the body."""

    status: int
    body: bytes


class Transport(Protocol):
    """Carries one request after another."""

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a request.

        Raises:
            LinkCut: None came.
        """
