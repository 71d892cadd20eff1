"""What every record must hold, told from the journal alone: the outcomes in their order, then what is unsent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sai_thong.db import journal
from sai_thong.db.dbapi import Connection
from sai_thong.db.files import WRITTEN_HERE
from sai_thong.db.sealed import SealedWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import ACCESS
from sai_thong.db.verify import Told
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.sync.entries import EntryId
from sai_thong.sync.replicas import Held, Wish, lay_over, replay
from sai_thong.sync.rows import read_effects
from sai_thong.sync.translation import Declared

_ENTRY: Final = "journal.file_id, journal.counter, record_type, record_id, base_version, content"
_RECORDS: Final = f"register NOT IN ('{ACCESS}', '{SealedWriter.REGISTER}') AND content IS NOT NULL"
_ON: Final = "outcomes.file_id = journal.file_id AND outcomes.counter = journal.counter"


def told_by_journal(connection: Connection, declared: Declared, own_files: Sequence[str]) -> Told:
    """Version and values of every ordinary record as the journal tells them; empty values are left out."""
    held: dict[tuple[str, str], Held | None] = {}
    decided = connection.execute(
        f"SELECT {_ENTRY}, effects FROM outcomes JOIN journal ON {_ON} WHERE {_RECORDS} ORDER BY seq"
    )
    for *entry, effects in decided:
        key, wish = _wish(entry)
        held[key] = replay(held.get(key), wish, read_effects(effects))
    unsent = connection.execute(
        f"SELECT {_ENTRY} FROM journal JOIN files ON files.file_id = journal.file_id LEFT JOIN outcomes ON {_ON}"
        f" WHERE seq IS NULL AND journal.file_id IN ({','.join('?' * len(own_files))}) AND {WRITTEN_HERE}"
        f" AND {_RECORDS}"
        " ORDER BY files.rowid, journal.counter",
        tuple(own_files),
    )
    for entry in unsent:
        key, wish = _wish(entry)
        held[key] = lay_over(held.get(key), [wish], key[0], declared.policy)
    return {key: (each.version, dict(each.row)) for key, each in held.items() if each is not None}


def told_rows(store: Store) -> Told:
    """What every record of a store must hold, of all record types of the program."""
    own_files = (store.file_id, *store.earlier_file_ids())
    return told_by_journal(store.connection_for_whole_file(), Declared(RECORD_TYPES), own_files)


def _wish(entry: Sequence[Any]) -> tuple[tuple[str, str], Wish]:
    file_id, counter, record_type, record_id, base, content = entry
    changes, _reason = journal.read_content(content)
    return (record_type, record_id), Wish(EntryId(file_id, counter).text, not base, changes or {})
