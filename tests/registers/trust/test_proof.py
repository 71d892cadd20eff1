"""Verification against somebody with the file's key: what is written anew, chain and digests too, is found outside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sai_thong.db import journal, numbering
from sai_thong.db.access_log import Access, Look, note
from sai_thong.db.backup import make
from sai_thong.db.backup_plan import own_folder
from sai_thong.db.connection import open_connection
from sai_thong.db.journal import Head
from sai_thong.db.store import Store
from sai_thong.db.verify import Check
from sai_thong.registers.allowances.months import lines_digest
from sai_thong.registers.allowances.records import PaymentLine, PaymentMonth
from sai_thong.registers.attachments.operations import Subject, attach
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.office.records import Village
from sai_thong.registers.trust.proof import Verification, verify_store
from sai_thong.sync.retelling import told_rows
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import SmallOffice, make_office

NOV = Month(2026, 11)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """A month is closed, a file attached, something written afterwards, and a backup lies beside the store."""
    store, clock = make_office(tmp_path)
    with store:
        small = SmallOffice(store, clock)
        small.accepted(small.person())
        small.closed(NOV)
        scan = PreparedFile(name="ใบ.pdf", media_type="application/pdf", data=b"%PDF paper", thumbnail=b"")
        attach(store, Subject("citizens", "x.1"), scan)
        with store.transaction() as tx:
            tx.insert(Village(moo=1, name="บ้านเหนือ"))
        yield small


def verified(store: Store, *papers: Head) -> Verification:
    return verify_store(store, told_rows, papers)


def checks(store: Store, *papers: Head) -> set[Check]:
    return {each.check for each in verified(store, *papers).faults}


def forge(store: Store, change: Callable[[Any], None]) -> None:
    """Change the file with its key in hand, and chain every entry anew so that the chain fits."""
    connection = open_connection(store.path, store.keys.data_key, write=True)
    connection.execute("BEGIN IMMEDIATE")
    change(connection)
    for file_id, genesis in connection.execute("SELECT file_id, genesis FROM files").fetchall():
        rows = connection.execute("SELECT * FROM journal WHERE file_id = ? ORDER BY counter", (file_id,)).fetchall()
        connection.execute("DELETE FROM journal WHERE file_id = ?", (file_id,))
        head = genesis
        for counter, row in enumerate(rows, 1):
            header = (file_id, counter, *row[2:9])
            digest = journal.content_digest(row[10], row[9])
            head = journal.entry_hash(head, header, digest)
            connection.execute(journal.INSERT_ENTRY, (*header, row[9], row[10], digest, head))
    connection.execute("COMMIT")
    connection.close()


def test_a_file_as_it_was_written_is_whole_and_says_how_much_was_looked_at(office: SmallOffice) -> None:
    note(office.store, Look(Access.VIEW, "x.1"))
    before = verified(office.store)
    assert before.faults == ()
    counts = before.counts
    assert (counts.months, counts.contents, counts.accesses) == (1, 1, 1)
    assert counts.entries == office.store.head().counter
    assert counts.anchors == 2  # this machine's mark, and the head in the closed month
    assert before.digest == verified(office.store).digest
    note(office.store, Look(Access.VIEW, "x.2"))
    assert verified(office.store).digest != before.digest


def test_a_changed_amount_of_a_closed_month_is_found_though_everything_in_the_file_was_made_to_fit(
    office: SmallOffice,
) -> None:
    paper = Head.of_text(office.store.find(PaymentMonth)[0].anchor)
    (line,) = office.lines(NOV)
    (month,) = office.store.find(PaymentMonth)

    def pay_more(connection: Any) -> None:
        replace_in_entry(connection, line.id, "amount_satang", line.amount_satang, 99_900)
        connection.execute("UPDATE payment_lines SET amount_satang = 99900 WHERE id = ?", (line.id,))
        changed = lines_digest([with_amount(line, 99_900)])
        for name, before, after in (
            ("lines_digest", month.lines_digest, changed),
            ("total_satang", month.total_satang, 99_900),
        ):
            connection.execute(f"UPDATE payment_months SET {name} = ? WHERE id = ?", (after, month.id))
            replace_in_entry(connection, month.id, name, before, after)

    forge(office.store, pay_more)
    assert checks(office.store) == {Check.ANCHOR}
    told = [each.message for each in verified(office.store).faults]
    assert any("พฤศจิกายน 2569" in each for each in told)
    assert any("เครื่องนี้" in each for each in told)
    assert checks(office.store, paper) == {Check.ANCHOR}


def test_an_entry_taken_out_of_the_middle_is_found_though_the_rest_was_counted_and_chained_anew(
    office: SmallOffice,
) -> None:
    note(office.store, Look(Access.EXPORT_WHOLE, "citizens", why="ไม่ควรมีใครเห็น"))
    with office.store.transaction() as tx:
        tx.insert(Village(moo=2, name="บ้านใต้"))
    forge(office.store, lambda c: c.execute("DELETE FROM journal WHERE register = 'access'"))
    assert Check.ANCHOR in checks(office.store)


def test_entries_taken_from_the_end_are_found_by_the_machine_a_backup_and_a_signed_paper(office: SmallOffice) -> None:
    note(office.store, Look(Access.EXPORT_WHOLE, "citizens", why="ไม่ควรมีใครเห็น"))
    paper = office.store.head()
    folder = own_folder(office.store.path)
    folder.mkdir()
    make(office.store.path, office.store.keys, folder / "copy.saithong-backup", office.store.clock)
    forge(office.store, lambda c: c.execute("DELETE FROM journal WHERE register = 'access'"))
    found = [each.message for each in verified(office.store, paper).faults]
    assert len(found) == 3
    assert any("copy.saithong-backup" in each for each in found)
    office.store._station.remember(office.store.head())  # and the machine's mark put right as well
    (folder / "copy.saithong-backup").unlink()
    assert checks(office.store) == set(), "what follows the last anchor can be removed unseen, as is said"
    assert checks(office.store, paper) == {Check.ANCHOR}


def test_a_swapped_attachment_is_found_in_its_place_and_by_the_anchor_where_its_address_was_swapped_too(
    office: SmallOffice,
) -> None:
    other = b"%PDF other"
    forge(office.store, lambda c: c.execute("UPDATE contents SET bytes = ?", (other,)))
    assert checks(office.store) == {Check.CONTENTS}
    ((old,),) = office.store.connection_for_reading().execute("SELECT address FROM attachments").fetchall()
    new = hashlib.sha256(other).hexdigest()

    def swap(connection: Any) -> None:
        connection.execute("UPDATE contents SET address = ?", (new,))
        connection.execute("UPDATE attachments SET address = ?", (new,))
        connection.execute("UPDATE journal SET content = replace(content, ?, ?)", (old, new))

    forge(office.store, swap)
    assert checks(office.store) == {Check.ANCHOR}


def test_a_number_of_which_nothing_is_known_is_named(office: SmallOffice) -> None:
    with office.store.transaction() as tx:
        numbering.open_series(tx, "letters-out", 2569, station=office.store.file_id)
        for number in (1, 4):
            numbering.take_by_hand(tx, "letters-out", 2569, number, given_to="", on_day=date(2026, 11, 3))
    (fault,) = verified(office.store).faults
    assert fault.check is Check.NUMBERS
    assert "2, 3" in fault.message


def replace_in_entry(connection: Any, record_id: str, name: str, before: object, after: object) -> None:
    rows = connection.execute("SELECT file_id, counter, content FROM journal WHERE record_id = ?", (record_id,))
    for file_id, counter, content in rows.fetchall():
        body = json.loads(content)
        if name in body["f"] and body["f"][name][1] == before:
            body["f"][name][1] = after
            text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
            where = "WHERE file_id = ? AND counter = ?"
            connection.execute(f"UPDATE journal SET content = ? {where}", (text, file_id, counter))


def with_amount(line: PaymentLine, satang: int) -> PaymentLine:
    return replace(line, amount_satang=satang)
