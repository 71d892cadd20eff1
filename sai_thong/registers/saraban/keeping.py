"""How long a document is kept: its retention class, the day it may go, and what holds it back."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.retention import Keep
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.refusals import DocumentRefused, need_reason
from sai_thong.registers.saraban.retention_in_force import known_class
from sai_thong.registers.saraban.rules.retention import retain_until

D = TypeVar("D", bound=IncomingDocument | OutgoingDocument)


def classify(store: Store, document: D, retention_class: str, *, until: date | None = None, why: str) -> Saved[D]:
    """Put a document into another retention class.

    Args:
        store: The office's store.
        document: As it stands now.
        retention_class: The class.
        until: The day it may go, for a class that leaves it to what the document serves; not for others.
        why: The reason.

    Raises:
        DocumentRefused: No reason, no such class, destroyed, or a day where the class counts years or keeps for ever.
    """
    reason = need_reason(why)
    _refuse_destroyed(document)
    of_class = known_class(store, retention_class, bangkok_today(store.clock))
    if until is not None and of_class.keep is not Keep.BY_LAW:
        raise DocumentRefused(
            _("The class “{name}” says by itself how long it is kept.").format(name=of_class.name),
            do=_("Leave the day empty."),
        )
    kept_until = until if of_class.keep is Keep.BY_LAW else retain_until(of_class, document.year_be)
    with store.transaction(reason) as tx:
        return Saved(tx.update(document, retention_class=retention_class, retain_until=kept_until), tx.changes)


def hold_back(store: Store, document: D, *, why: str) -> Saved[D]:
    """Keep a document out of every destruction list, such as while a court or an audit needs it.

    Raises:
        DocumentRefused: No reason, or it is destroyed.
    """
    reason = need_reason(why)
    _refuse_destroyed(document)
    with store.transaction(reason) as tx:
        return Saved(tx.update(document, hold=reason), tx.changes)


def release(store: Store, document: D, *, why: str) -> Saved[D]:
    """Let a document that was held back go its way again.

    Raises:
        DocumentRefused: No reason, or nothing holds it back.
    """
    reason = need_reason(why)
    if not document.hold:
        raise DocumentRefused(_("Nothing holds this document back."))
    with store.transaction(reason) as tx:
        return Saved(tx.update(document, hold=""), tx.changes)


def _refuse_destroyed(document: IncomingDocument | OutgoingDocument) -> None:
    if document.destroyed_on is not None:
        raise DocumentRefused(_("This document was destroyed."), do=_("Its line stays in the register as it is."))
