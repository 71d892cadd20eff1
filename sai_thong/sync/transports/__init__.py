"""How the bytes of the sync reach an authority, and its answers come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from sai_thong.sync.refusals import LinkCut

OK: Final = 200


@dataclass(frozen=True)
class Answer:
    """What came back: the status as HTTP has it, the body, and the headers, their names in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class AnswerCut(LinkCut):
    """The line broke while the answer came.

    Attributes:
        answer: What came of it.
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class Transport(Protocol):
    """Carries one request after another."""

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a request.

        Raises:
            LinkCut: None came; `AnswerCut` where some of it did.
        """
