"""Reading a damaged store: row by row what its pages still hold, and where they do not.

SQLCipher refuses a page whose bytes changed, and the connection that met one refuses everything after it. So reading
goes on with a new connection behind the damage: rows are in the order of a whole number, and the first one behind is
found by steps that double, then by halving. Nothing is ever written to the damaged file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from sai_thong.db.connection import APPLICATION_ID, Connection, connect, translate_errors
from sai_thong.db.errors import DamagedFile
from sai_thong.ground.closing import Closing

_LARGEST: Final = 2**62
_NONE_LEFT: Final = -1
"""In place of a row's number: behind here there is none."""
Row = tuple[Any, ...]


@dataclass
class Reading:
    """What was read of one table.

    Attributes:
        table: Its name.
        rows: How many rows were read.
        gaps: (first, last) numbers between which rows may have been and could not be read; the last is None where
            nothing behind could be read.
    """

    table: str
    rows: int = 0
    gaps: list[tuple[int, int | None]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every row was read."""
        return not self.gaps


class DamagedStore(Closing):
    """A damaged store, open for reading only.

    Args:
        path: The store file; what its log holds is read too.
        key: Its data key.

    Raises:
        DamagedFile: Not even the list of its tables can be read; only a backup helps.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._open: Connection | None = None
        try:
            with translate_errors(path):
                found = self._connection().execute("PRAGMA application_id").fetchone()
                listed = self._connection().execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                self.tables = frozenset(name for (name,) in listed)
        except BaseException:
            self.close()
            raise
        if found[0] != APPLICATION_ID:
            self.close()
            raise DamagedFile(path)

    def close(self) -> None:
        """End reading."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def rows(
        self,
        reading: Reading,
        columns: Sequence[str],
        *,
        number: str = "rowid",
        of: Sequence[tuple[str, str]] = (),
        begin: int = 0,
    ) -> Iterator[Row]:
        """The rows of a table that can be read, in the order of `number`, which comes first in each.

        Args:
            reading: Of which table; it is told what was read and what was not.
            columns: What is wanted besides the number.
            number: The column of whole numbers that the table is kept in the order of.
            of: (column, value) pairs before the number in that order, as in the journal, kept by file id.
            begin: The first number that is wanted.
        """
        conditions = "".join(f"{name} = ? AND " for name, _value in of)
        names = ", ".join((number, *columns))
        sql = f"SELECT {names} FROM {reading.table} WHERE {conditions}{number} >= ? ORDER BY {number}"
        fixed = tuple(value for _name, value in of)
        while True:
            try:
                for row in self._connection().execute(sql, (*fixed, begin)):
                    begin = row[0] + 1
                    reading.rows += 1
                    yield row
                return
            except dbapi2.DatabaseError:
                self.close()
            behind = self._first_behind(sql, fixed, begin)
            reading.gaps.append((begin, None if behind is None else behind - 1))
            if behind is None:
                return
            begin = behind

    def value(self, sql: str, parameters: Row) -> object:
        """One value; None where there is none or it cannot be read."""
        with suppress(dbapi2.DatabaseError):
            found = self._connection().execute(sql, parameters).fetchone()
            return found[0] if found else None
        self.close()
        return None

    def _first_behind(self, sql: str, fixed: Row, begin: int) -> int | None:
        """The number of the first row behind the damage at `begin`; None where no row behind it can be read."""
        unreadable, step = begin, 1
        while (found := self._probe(sql, fixed, begin + step)) is None:
            unreadable, step = begin + step, step * 2
            if step > _LARGEST:
                return None
        readable = begin + step
        while readable - unreadable > 1:
            middle = (unreadable + readable) // 2
            at_middle = self._probe(sql, fixed, middle)
            if at_middle is None:
                unreadable = middle
            else:
                readable, found = middle, at_middle
        return None if found == _NONE_LEFT else found

    def _probe(self, sql: str, fixed: Row, begin: int) -> int | None:
        """The number of the first row from `begin` on, or `_NONE_LEFT`; None where it cannot be read."""
        try:
            row = self._connection().execute(f"{sql} LIMIT 1", (*fixed, begin)).fetchone()
        except dbapi2.DatabaseError:
            self.close()
            return None
        return int(row[0]) if row else _NONE_LEFT

    def _connection(self) -> Connection:
        if self._open is None:
            self._open = connect(self.path, self._key, "mode=ro")
        return self._open
