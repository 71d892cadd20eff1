"""What is known of an attached file; its bytes stand in the store's contents."""

from __future__ import annotations

from datetime import date

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type


@record_type("attachments", schema=1, label=N_("Attached file"), table="attachments")
class Attachment(Record):
    """A file attached to a record of any register. It is never taken out: it is removed with a reason and stays."""

    subject_table: str = field(N_("Table it is attached to"), required=True)
    subject_id: str = field(N_("Record it is attached to"), required=True, indexed=True)
    name: str = field(N_("File name"), required=True, personal=True)
    media_type: str = field(N_("Kind of file"), required=True)
    size: int = field(N_("Size in bytes"), required=True)
    """Of what is kept: a photograph is made smaller before."""
    address: str = field(N_("Address of the content"), required=True)
    thumbnail: str = field(N_("Address of the thumbnail"))
    """Empty where there is none."""
    added_on: date = field(N_("Attached on"), required=True)
    note: str = field(N_("What it shows"), personal=True, merge=Merge.BOTH)
    removed_on: date | None = field(N_("Removed on"))
    removed_why: str = field(N_("Reason of removal"))
    destroyed_on: date | None = field(N_("Content destroyed on"))
    """Its bytes were destroyed: with the document, by a destruction list, or since it moved behind a key with its case.
    Nothing can be shown any more."""
