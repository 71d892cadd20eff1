"""Files on records: within the office's limits, once, sealed beside sealed records, removed only with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db import slots
from sai_thong.db.connection import open_connection
from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.registers.attachments import operations
from sai_thong.registers.attachments.operations import AttachmentRefused, Subject, attach, attachments_of
from sai_thong.registers.attachments.preparing import PDF, PreparedFile, prepared
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.office.settings import ATTACHMENT_COUNT, ATTACHMENT_MEGABYTES, change_setting
from sai_thong.registers.sensitive_sets import COMPLAINTS
from tests.registers.attachments.conftest import PASSWORD, pdf, photograph

CASE = Subject("petitions", "case.1")
SEALED_CASE = Subject("petitions", "case.2", COMPLAINTS)


def a_file(size: int = 1000, name: str = "หลักฐาน.pdf", filling: bytes = b"PLANTED ") -> PreparedFile:
    return PreparedFile(name, PDF, (filling * size)[:size], b"thumb")


@pytest.mark.parametrize("subject", [CASE, SEALED_CASE], ids=["ordinary", "sealed"])
def test_a_photograph_is_attached_and_read_back(store: Store, subject: Subject) -> None:
    file = prepared(photograph(600, 400), "ถนน.jpg")
    made = attach(store, subject, file, note=" ถนนชำรุด  หน้าวัด ").attachment
    (found,) = attachments_of(subject.shelf(store), subject)
    assert found == made
    assert (made.name, made.size, made.added_on, made.note) == (
        "ถนน.jpg", len(file.data), date(2026, 11, 21), "ถนนชำรุด หน้าวัด",
    )  # fmt: skip
    assert operations.content_of(subject.shelf(store), made) == file.data
    assert operations.thumbnail_of(subject.shelf(store), made) == file.thumbnail


def test_files_belong_to_one_record_only(store: Store) -> None:
    attach(store, CASE, a_file())
    assert attachments_of(store, Subject("petitions", "case.9")) == []
    assert attachments_of(store, Subject("citizens", CASE.record_id)) == []


def test_a_sealed_file_is_readable_nowhere_without_its_key(store: Store) -> None:
    attach(store, SEALED_CASE, a_file(name="ผู้ถูกร้อง.pdf"), note="PLANTED NOTE")
    assert store.find(Attachment) == []
    slots.add_user(store.path, store.keys, "คนอื่น", "อีกคน")
    store.close()
    connection = open_connection(store.path, store.keys.data_key, write=False)
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        if "_search" not in name
    ]
    dump = "\n".join(repr(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}"))
    connection.close()
    assert "sealed_records" in tables
    for planted in ("PLANTED", b"PLANTED".hex(), "ผู้ถูกร้อง", SEALED_CASE.record_id):
        assert planted not in dump
    with Store.open(store.path, user="คนอื่น", password="อีกคน", clock=store.clock) as other:
        with pytest.raises(SetClosed):
            attachments_of(SEALED_CASE.shelf(other), SEALED_CASE)
        with pytest.raises(SetClosed):
            attach(other, SEALED_CASE, a_file())


def test_the_same_file_is_not_attached_twice_to_one_record(store: Store) -> None:
    attach(store, CASE, a_file())
    with pytest.raises(AttachmentRefused):
        attach(store, CASE, a_file(name="ชื่ออื่น.pdf"))
    attach(store, Subject("petitions", "case.9"), a_file())
    assert len(store.find(Attachment)) == 2


def test_the_offices_limits_hold(store: Store) -> None:
    change_setting(store, ATTACHMENT_MEGABYTES, "1")
    change_setting(store, ATTACHMENT_COUNT, "2")
    with pytest.raises(AttachmentRefused):
        attach(store, CASE, a_file(1_000_001))
    attach(store, CASE, a_file(1_000_000))
    second = attach(store, CASE, a_file(filling=b"two")).attachment
    with pytest.raises(AttachmentRefused):
        attach(store, CASE, a_file(filling=b"three"))
    operations.remove(store, CASE, second, why="ซ้ำ")
    attach(store, CASE, a_file(filling=b"three"))
    rows = store.query("SELECT DISTINCT address FROM contents")
    assert len(rows) == 3 + 1, "nothing stays of a file that was refused"


def test_a_removed_file_stays_with_its_reason(store: Store) -> None:
    made = attach(store, CASE, a_file()).attachment
    for why in ("", "  "):
        with pytest.raises(AttachmentRefused):
            operations.remove(store, CASE, made, why=why)
    gone = operations.remove(store, CASE, made, why="แนบผิดเรื่อง").attachment
    assert (gone.removed_on, gone.removed_why) == (date(2026, 11, 21), "แนบผิดเรื่อง")
    assert attachments_of(store, CASE) == []
    assert attachments_of(store, CASE, removed=True) == [gone]
    assert operations.content_of(store, gone)
    with pytest.raises(AttachmentRefused):
        operations.remove(store, CASE, gone, why="อีกครั้ง")


def test_a_note_is_changed_and_the_history_knows(store: Store) -> None:
    made = attach(store, CASE, a_file(), note="ก").attachment
    operations.change_note(store, CASE, made, "ข", why="แก้คำ")
    assert [entry.reason for entry in store.history(made.id)] == ["", "แก้คำ"]


@pytest.mark.parametrize("subject", [CASE, SEALED_CASE], ids=["ordinary", "sealed"])
def test_verification_finds_a_file_whose_bytes_are_gone(store: Store, subject: Subject) -> None:
    made = attach(store, subject, prepared(pdf(), "a.pdf")).attachment
    assert list(operations.verify_attachments(store)) == []
    store.close()
    connection = open_connection(store.path, store.keys.data_key, write=True)
    connection.execute("DELETE FROM contents WHERE address = ?", (made.thumbnail,))
    connection.close()
    with Store.open(store.path, password=PASSWORD, clock=store.clock, write=False) as again:
        (fault,) = operations.verify_attachments(again)
    assert fault.where == made.id
