"""A person's word on values that several stations set differently: which of them stands."""

from __future__ import annotations

from sai_thong.ground.language import N_
from sai_thong.records import Record, field, record_type


@record_type("sync", schema=1, label=N_("Settled conflict"), table="merge_settlements")
class MergeSettlement(Record):
    """Which values wait no longer. The one chosen is a change of its own, written in the same transaction.

    Append-only. Everything but the remark is plain: whoever merges has to read it (`sai_thong.sync.authority`).
    """

    subject_table: str = field(N_("Kind of record"), required=True)
    subject_id: str = field(N_("Record settled"), required=True, indexed=True)
    field_name: str = field(N_("Field settled"))
    """Empty where two records were made under one name."""
    versions: str = field(N_("Entries that wait no longer"), required=True)
    """Their versions, with a space between."""
    sent_back: bool = field(N_("Sent back with a note"))
    note: str = field(N_("Remark"), personal=True)
