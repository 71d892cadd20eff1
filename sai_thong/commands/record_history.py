"""The history of a record for the command line."""

from __future__ import annotations

from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.record_history import RecordChange, whole_history
from sai_thong.sync.writers import computers_told
from sai_thong.thai.day_words import moment_words


def tell_history(session: Session, store: Store, shelf: Shelf, record: Record) -> None:
    """Tell who changed what of a record and its parts, when, on which computer, from what to what and why."""
    names, changes = computers_told(store), whole_history(store, shelf, record)
    columns = (_("when"), _("who"), _("computer"), _("what"), _("why"), _("details"))
    documents = [_document(each, names.get(each.file_id, "")) for each in changes]
    session.output.result(documents, table(columns, (_row(each, names.get(each.file_id, "")) for each in changes)))


def _row(change: RecordChange, computer: str) -> tuple[str, ...]:
    details = "; ".join(each.words for each in change.fields)
    return moment_words(change.at), change.user, computer, change.title, change.why, details


def _document(change: RecordChange, computer: str) -> dict[str, Any]:
    """A change for a program; its time in UTC."""
    return {
        "at": change.at.isoformat(),
        "user": change.user,
        "computer": computer,
        "what": change.title,
        "why": change.why,
        "details": [each.words for each in change.fields],
    }
