"""What a command says: lines for people, or one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from sai_thong.ground.errors import SaiThongError


class Output:
    """Where a command writes its result.

    Attributes:
        as_json: Whether one JSON document is wanted in place of lines.
    """

    def __init__(self, *, as_json: bool, stream: TextIO | None = None, errors: TextIO | None = None) -> None:
        self.as_json = as_json
        self._stream = stream or sys.stdout
        self._errors = errors or sys.stderr

    def result(self, document: object, lines: Iterable[str]) -> None:
        """Write the result: `document` as JSON, or `lines`."""
        if self.as_json:
            self._stream.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        else:
            self._stream.writelines(f"{line}\n" for line in lines)

    def trouble(self, error: SaiThongError) -> None:
        """Write an error for a person: what happened, what was kept, what to do."""
        for sentence in (error.what, error.kept, error.do):
            if sentence:
                self._errors.write(sentence + "\n")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    """Rows separated by tabs under their headings: readable, and easily taken apart."""
    yield "\t".join(headings)
    for row in rows:
        yield "\t".join("" if value is None else str(value) for value in row)
