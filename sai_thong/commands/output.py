"""What a command says: lines for people, or one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO, TypeVar

from sai_thong.commands.plain import headings, plain, plain_fields, record_lines, record_rows, words
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.citizens.records import Citizen

R = TypeVar("R", bound=Record)


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
        # A reader that has gone is noticed here, not when the program ends.
        self._stream.flush()

    def record(self, record: Record, said: str = "") -> None:
        """Write one record as it now stands, after a sentence on what was done."""
        self.result(plain(record), (*((said,) if said else ()), *record_lines(record)))

    def records(
        self,
        record_class: type[R],
        records: Sequence[R],
        names: Sequence[str],
        people: Sequence[Citizen] | None = None,
    ) -> None:
        """Write a list of records; a person sees the fields called `names`, a program every one.

        With `people`, one a record, each says besides whose it is: a ``person_id`` alone tells nobody.
        """
        documents, rows = [plain_fields(each) for each in records], record_rows(records, names)
        columns = headings(record_class, names)
        if people is not None:
            documents = [
                document | {"citizen_id": citizen.citizen_id, "name": citizen.full_name}
                for document, citizen in zip(documents, people, strict=True)
            ]
            columns = (columns[0], _("citizen ID"), _("name"), *columns[1:])
            rows = (
                (row[0], citizen.citizen_id or "", citizen.full_name, *row[1:])
                for row, citizen in zip(rows, people, strict=True)
            )
        self.result(documents, table(columns, rows))

    def trouble(self, error: SaiThongError) -> None:
        """Write an error for a person: what happened, what was kept, what to do."""
        for sentence in (error.what, error.kept, error.do):
            if sentence:
                self._errors.write(sentence + "\n")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    """Rows separated by tabs under their headings: readable, and easily taken apart."""
    yield "\t".join(headings)
    for row in rows:
        yield "\t".join(words(value) for value in row)
