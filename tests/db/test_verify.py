"""Verification finds a changed row, a changed entry, one taken out of the middle, and one missing from the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pytest

from sai_thong.db import journal, verify
from sai_thong.db.connection import open_connection
from sai_thong.db.errors import StoreTrouble
from sai_thong.db.store import Store
from sai_thong.db.verify import Check
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen

_PAGE: Final = 4096


@pytest.fixture
def kept(store: Store) -> Store:
    with store.transaction() as tx:
        people = tx.insert_many([Citizen(first_name=name, moo=n) for n, name in enumerate(("ก", "ข", "ค", "ง"))])
        tx.update(people[1], moo=9)
    return store


def tamper(store: Store, change: Callable[[Any], None]) -> None:
    """Change the file with its key in hand, as somebody with the data key could."""
    connection = open_connection(store.path, store.keys.data_key, write=True)
    change(connection)
    connection.close()


def checks(store: Store) -> set[Check]:
    connection = store.connection_for_reading()
    faults = [*verify.verify_chain(connection), *verify.verify_rows(connection, RECORD_TYPES)]
    return {each.check for each in faults}


def test_an_untouched_file_has_no_fault(kept: Store) -> None:
    assert checks(kept) == set()
    assert list(verify.verify_file(kept.connection_for_reading())) == []


def test_a_row_changed_beside_the_journal_is_found(kept: Store) -> None:
    tamper(kept, lambda c: c.execute("UPDATE citizens SET moo = 3 WHERE first_name = 'ก'"))
    assert checks(kept) == {Check.ROWS}


def test_a_row_taken_away_is_found(kept: Store) -> None:
    tamper(kept, lambda c: c.execute("DELETE FROM citizens WHERE first_name = 'ก'"))
    assert checks(kept) == {Check.ROWS}


def test_a_row_slipped_in_is_found(kept: Store) -> None:
    def slip_in(connection: Any) -> None:
        names = [row[1] for row in connection.execute("PRAGMA table_info(citizens)") if row[1] not in ("row", "id")]
        columns = ", ".join(names)
        connection.execute(
            f"INSERT INTO citizens (id, {columns}) SELECT 'slipped.1', {columns} FROM citizens WHERE row = 1"
        )

    tamper(kept, slip_in)
    assert checks(kept) == {Check.ROWS}


@pytest.mark.parametrize("counter", [1, 2, 3, 4, 5])
def test_a_changed_entry_is_found(kept: Store, counter: int) -> None:
    tamper(
        kept,
        lambda c: c.execute("UPDATE journal SET content = replace(content, ':', ': ') WHERE counter = ?", (counter,)),
    )
    assert Check.CHAIN in checks(kept)


@pytest.mark.parametrize("counter", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("column", ["at", "user", "record_id", "base_version"])
def test_who_when_and_what_of_an_entry_cannot_be_changed_unseen(kept: Store, column: str, counter: int) -> None:
    tamper(kept, lambda c: c.execute(f"UPDATE journal SET {column} = 'x' WHERE counter = ?", (counter,)))
    assert Check.CHAIN in {each.check for each in verify.verify_chain(kept.connection_for_reading())}


def test_an_entry_forged_with_a_digest_that_fits_it_is_found(kept: Store) -> None:
    def forge(connection: Any) -> None:
        content = journal.content_text({"moo": (1, 7)}, "")
        digest = journal.content_digest(b"salt", content)
        connection.execute(
            "UPDATE journal SET content = ?, salt = ?, digest = ? WHERE counter = 3", (content, b"salt", digest)
        )

    tamper(kept, forge)
    assert [each.check for each in verify.verify_chain(kept.connection_for_reading())] == [Check.CHAIN]


@pytest.mark.parametrize("counter", [1, 2, 3, 4])
def test_an_entry_taken_out_of_the_middle_is_found(kept: Store, counter: int) -> None:
    tamper(kept, lambda c: c.execute("DELETE FROM journal WHERE counter = ?", (counter,)))
    assert Check.CHAIN in checks(kept)


def test_lawful_destruction_of_content_leaves_the_chain_whole(kept: Store) -> None:
    tamper(kept, lambda c: c.execute("UPDATE journal SET content = NULL, salt = NULL WHERE counter = 2"))
    assert list(verify.verify_chain(kept.connection_for_reading())) == []


def test_an_end_that_was_cut_off_is_found_from_its_anchor(kept: Store) -> None:
    anchor = kept.head()
    assert list(verify.verify_anchor(kept.connection_for_reading(), anchor)) == []

    def cut(connection: Any) -> None:
        connection.execute("DELETE FROM journal WHERE counter = 5")
        connection.execute("UPDATE citizens SET moo = 1, version = id WHERE first_name = 'ข'")

    tamper(kept, cut)
    assert checks(kept) == set()
    assert [each.check for each in verify.verify_anchor(kept.connection_for_reading(), anchor)] == [Check.ANCHOR]


def test_damage_on_any_page_is_told_and_ends_nothing(kept: Store) -> None:
    """Some pages are met by the check of the pages only, others end the very pragma that looks at them."""
    path, key = kept.path, kept.keys.data_key
    kept.close()
    whole = path.read_bytes()
    told = 0
    for at in range(_PAGE, len(whole), 5 * _PAGE):
        path.write_bytes(whole[:at] + bytes(_PAGE) + whole[at + _PAGE :])
        with suppress(StoreTrouble):  # the damage lies where opening already reads
            connection = open_connection(path, key, write=False)
            faults = list(verify.verify_file(connection))
            connection.close()
            assert Check.FILE in {each.check for each in faults}
            told += 1
    assert told > 20
