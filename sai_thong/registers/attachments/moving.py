"""Files of a record that moves behind a key: they are sealed there, and their bytes do not stay outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from sai_thong.db.transaction import Transaction
from sai_thong.registers.attachments.operations import Subject, attachments_of, destroy_contents

MOVED_ON: Final = "ย้ายไปลงทะเบียนอื่น"
"""What stands in an ordinary register of what went on behind a key: nothing of the matter, nor of whom."""


def move_files(tx: Transaction, subject: Subject, behind: Subject, *, on_day: date) -> None:
    """Copy the files of a record behind a key, removed ones too, and destroy their bytes where they were.

    Args:
        tx: The transaction in which the record moves.
        subject: The record.
        behind: The record in a sensitive set to which they belong from now on.
        on_day: The day.

    Raises:
        ContentMissing, ContentDamaged: The bytes of a file are not there as they were put.
        SetClosed: This user does not hold the key.
    """
    sealed = tx.on(behind.set_name)
    for attachment in attachments_of(tx, subject, removed=True):
        if attachment.destroyed_on is None:
            address = sealed.put_content(tx.content(attachment.address))
            thumbnail = sealed.put_content(tx.content(attachment.thumbnail)) if attachment.thumbnail else ""
            sealed.insert(
                replace(
                    attachment,
                    id="",
                    version="",
                    subject_table=behind.table,
                    subject_id=behind.record_id,
                    address=address,
                    thumbnail=thumbnail,
                )
            )
        tx.update(attachment, name="–", note="", removed_on=on_day, removed_why=MOVED_ON, why=MOVED_ON)
    destroy_contents(tx, subject, why=MOVED_ON, on_day=on_day)
