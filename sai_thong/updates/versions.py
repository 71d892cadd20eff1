"""The order of versions. It alone says what is newer: the clocks of offices are wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self

from sai_thong.updates.refusals import UnreadableRelease

_WRITTEN: Final = re.compile(r"(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})", re.ASCII)


@dataclass(frozen=True, order=True)
class Version:
    """A version of the program, ``1.2.3``.

    Attributes:
        major: Higher where an office has to learn anew.
        minor: Higher where something was added.
        patch: Higher where something was mended.
    """

    major: int
    minor: int
    patch: int

    @classmethod
    def read(cls, text: str) -> Self:
        """A version as it is written.

        Raises:
            UnreadableRelease: It is none.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise UnreadableRelease("version")
        return cls(*(int(each) for each in found.groups()))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"
