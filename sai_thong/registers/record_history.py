"""The history of any record out of the journal, in words: who changed what, when, from what to what, and on which PC.

A record has parts, such as the opinions of a case: what happened to them stands in its history as well.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sai_thong.db.access_log import Access
from sai_thong.db.histories import readable_history
from sai_thong.db.journal import Deltas, JournalEntry
from sai_thong.db.leasing import SeriesHandOver
from sai_thong.db.numbering import NumberLease, NumberSeries
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import ACCESS
from sai_thong.ground.language import N_, _
from sai_thong.records import Kind, Record, declaration_of
from sai_thong.records.encoding import decode
from sai_thong.registers.allowances import records as allowances
from sai_thong.registers.assets import records as assets
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.labels import label_of
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.setting_words import changed_words
from sai_thong.registers.petitions import records as petitions
from sai_thong.registers.petitions.shelves import went_behind_the_key
from sai_thong.registers.record_words import DECLARED, NOTHING, is_reference, kind_words, value_words
from sai_thong.registers.saraban.records import DestructionItem, DestructionList, IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.sealing import tells_nothing
from sai_thong.registers.settlements import MergeSettlement

_FILES: Final = (Attachment, "subject_id")
PARTS: Final[Mapping[type[Record], tuple[tuple[type[Record], str], ...]]] = {
    petitions.Petition: (
        *(
            (part, "petition_id")
            for part in petitions.RECORD_TYPES
            if "petition_id" in {each.name for each in declaration_of(part).fields}
        ),
        _FILES,
    ),
    allowances.Claim: (
        (allowances.PaymentChannel, "claim_id"),
        (allowances.Suspension, "claim_id"),
        (allowances.RetroOrder, "claim_id"),
        (allowances.Overpayment, "claim_id"),
        _FILES,
    ),
    allowances.Overpayment: ((allowances.Repayment, "overpayment_id"),),
    allowances.PaymentMonth: ((allowances.CashDay, "payment_month_id"),),
    allowances.VillageCheck: ((allowances.VillageReply, "village_check_id"),),
    assets.Asset: (
        (assets.PropertyDetails, "asset_id"),
        (assets.AssetEvent, "asset_id"),
        (assets.Improvement, "asset_id"),
        (assets.Repair, "asset_id"),
        (assets.AssetDate, "asset_id"),
        _FILES,
    ),
    assets.Loan: ((assets.LoanLine, "loan_id"), (assets.LoanReturn, "loan_id")),
    assets.InspectionRound: ((assets.CommitteeSeat, "round_id"),),
    assets.DisposalRound: (
        (assets.CommitteeSeat, "round_id"),
        (assets.DisposalLine, "round_id"),
        (assets.DisposalPaper, "round_id"),
    ),
    assets.Material: ((assets.MaterialMove, "material_id"),),
    assets.Requisition: ((assets.RequisitionLine, "requisition_id"),),
    IncomingDocument: (_FILES,),
    OutgoingDocument: (_FILES,),
    DestructionList: ((DestructionItem, "list_id"),),
}
"""What belongs to a record, and where its id stands in that."""

ACCESS_WORDS: Final[Mapping[str, str]] = {
    Access.UNMASK: N_("The whole citizen ID was shown"),
    Access.PRINT: N_("Printed"),
    Access.REPRINT: N_("Printed again"),
    Access.EXPORT: N_("Exported"),
    Access.EXPORT_WHOLE: N_("Exported"),
}
"""What of the access log belongs in a history: that somebody looked, as happens every day, would hide the rest."""

_STATES: Final = ("state", "status")
_NAMING: Final = ("name", "matter", "what", "title", "symptom")
"""Fields that say which of several parts one is."""
_KNOWN_BY_THE_PAGE: Final = (Citizen, NumberSeries, NumberLease, SeriesHandOver)
"""Records that have no parts and are never told beside others of their kind; the names of series are the program's."""
_TITLE_LETTERS: Final = 48
_NEVER_TOLD: Final = frozenset(
    {
        *(field_name for parts in PARTS.values() for _part, field_name in parts),
        *("thumbnail", "digest", "lines_digest", "base64", "token", "versions", "subject_table", "document_table"),
        *("rule_version", "retention_class", "refers_to", "series", "profile", "media_type", "size"),
    }
)
"""What only the program reads."""


class ChangeKind(StrEnum):
    """What kind of thing happened."""

    ENTERED = "entered"
    CHANGED = "changed"
    DESTROYED = "destroyed"
    """Its content was destroyed as the law says; that it stood there is still told."""
    TAKEN_OUT = "taken-out"
    """Printed, exported, or an ID shown whole."""


NO_VALUE: Final = "–"
"""Stands where a field held nothing, or holds nothing any more."""


@dataclass(frozen=True)
class FieldChange:
    """One field of one change, in words.

    Attributes:
        label: What the office calls the field.
        before: What stood there, or `NO_VALUE`; empty where the record was entered by this change.
        after: What stands there since.
    """

    label: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """``Telephone: 081 → 089``."""
        return f"{self.label}: {self.before} → {self.after}" if self.before else f"{self.label}: {self.after}"


@dataclass(frozen=True)
class RecordChange:
    """One thing that happened to a record or to a part of it.

    Attributes:
        at: When, in UTC, as that computer's clock said.
        user: Who.
        file_id: The file it was first written in, which tells the computer (`sync.writers.computer_names`).
        kind: What kind of thing happened.
        record: What it happened to: the kind of record, and which of several parts.
        what: What was done, with the new state where the record has one.
        fields: Every field that it changed, or filled when the record was entered.
        why: The reason given, or empty.
    """

    at: datetime
    user: str
    file_id: str
    kind: ChangeKind
    record: str
    what: str
    fields: tuple[FieldChange, ...]
    why: str

    @property
    def title(self) -> str:
        """``Opinion: entered``."""
        return self.what if self.kind is ChangeKind.TAKEN_OUT else f"{self.record}: {self.what}"


def history_of(store: Store, records: Iterable[Record], *, whole: bool = False) -> list[RecordChange]:
    """The history of some records together, the newest first; ids and accounts masked unless `whole`.

    What this user may not open, and what nobody looks for, such as every day's looking at the record, is left out.
    """
    entries = [(entry, record) for record in records for entry in readable_history(store, record.id)]
    entries.sort(key=lambda each: (each[0].at, each[0].counter), reverse=True)
    return [change for entry, record in entries if (change := _change(store, entry, record, whole)) is not None]


def whole_history(store: Store, shelf: Shelf, *records: Record) -> list[RecordChange]:
    """The history of records with all their parts, the newest first; none of what went on behind a key.

    Args:
        store: The office's store.
        shelf: Where they lie: the store itself, or a sensitive set.
        records: Such as a claim and its person; of a citizen, those that were made one with it are told as well.
    """
    found: list[Record] = []
    for record in records:
        if _says_nothing_any_more(record):
            continue
        roots: list[Record] = [*with_joined(store, record)] if isinstance(record, Citizen) else [record]
        found += (each for root in roots for each in _with_parts(store, shelf, root))
    if store.permits.may_read(declaration_of(MergeSettlement).table):
        found += store.find(MergeSettlement, subject_id=tuple(each.id for each in found))
    return history_of(store, found)


def _says_nothing_any_more(record: Record) -> bool:
    """Whether a record was emptied since its case went behind a key: the journal still holds what it said before."""
    if isinstance(record, petitions.Petition):
        return went_behind_the_key(record)
    return isinstance(record, (IncomingDocument, OutgoingDocument)) and tells_nothing(record)


def _with_parts(store: Store, shelf: Shelf, record: Record) -> Iterator[Record]:
    yield record
    for part_class, field_name in PARTS.get(type(record), ()):
        if store.permits.may_read(declaration_of(part_class).table):
            for part in shelf.find(part_class, **{field_name: record.id}):
                yield from _with_parts(store, shelf, part)


def _change(store: Store, entry: JournalEntry, record: Record, whole: bool) -> RecordChange | None:
    if entry.subject.register == ACCESS:
        action = (entry.changes or {}).get("action", (None, ""))[1]
        if action not in ACCESS_WORDS:
            return None
        kind, what = ChangeKind.TAKEN_OUT, _(ACCESS_WORDS[str(action)])
    elif entry.subject.record_type not in DECLARED:
        return None
    elif entry.changes is None:
        kind, what = ChangeKind.DESTROYED, _("its content was destroyed as the law says")
    elif not entry.subject.base_version:
        kind, what = ChangeKind.ENTERED, _("entered")
    else:
        kind, what = ChangeKind.CHANGED, _new_state(entry.changes, type(record)) or _("changed")
    fields = () if kind is ChangeKind.TAKEN_OUT else tuple(_fields(store, entry, record, whole))
    at = datetime.fromisoformat(entry.at.replace("Z", "+00:00"))
    return RecordChange(at, entry.user, entry.file_id, kind, _named(record), what, fields, entry.reason or "")


def _new_state(changes: Deltas, record_class: type[Record]) -> str:
    """How far the record has come by a change; empty where it has no such field, or that stayed."""
    for declared in declaration_of(record_class).fields:
        if declared.name in _STATES and declared.kind is Kind.CHOICE and declared.name in changes:
            return label_of(decode(declared, changes[declared.name][1]))
    return ""


def _is_for_the_program(record_class: type[Record], name: str) -> bool:
    return name in _NEVER_TOLD or (name == "address" and record_class is Attachment)


def _named(record: Record) -> str:
    """A record with the words by which it is known among the others of its kind, where it is one of several parts."""
    kind = kind_words(type(record))
    if type(record) in PARTS or type(record) in _KNOWN_BY_THE_PAGE:
        return kind
    name = next((str(found) for field_name in _NAMING if (found := getattr(record, field_name, ""))), "")
    words = f"{getattr(record, 'number', None) or ''} {name}".strip()
    return f"{kind} “{textwrap.shorten(words, _TITLE_LETTERS, placeholder='…')}”" if words else kind


def _fields(store: Store, entry: JournalEntry, record: Record, whole: bool) -> Iterator[FieldChange]:
    entered = not entry.subject.base_version
    if isinstance(record, Setting):
        before, after = (entry.changes or {}).get("value", ("", ""))
        for label, was, now in changed_words(record, str(before or ""), str(after or "")):
            yield FieldChange(label, was or NO_VALUE, now or NO_VALUE)
        return
    record_class = type(record)
    declared = {each.name: each for each in declaration_of(record_class).fields}
    for name, (before, after) in (entry.changes or {}).items():
        if name not in declared or _is_for_the_program(record_class, name) or (entered and after in (*NOTHING, 0)):
            continue
        was, now = (value_words(store, record_class, name, each, whole=whole) for each in (before, after))
        if is_reference(name) and now == (after or "") and was == (before or ""):
            continue  # records without a title of their own
        yield FieldChange(_(declared[name].label), "" if entered else was or NO_VALUE, now or NO_VALUE)
