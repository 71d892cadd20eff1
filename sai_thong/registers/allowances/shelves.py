"""Where each scheme set is kept: the ordinary tables, or a sensitive set under its own key."""

from __future__ import annotations

from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.registers.law.terms import SchemeSet


def shelf_of(store: Store | Transaction, scheme_set: SchemeSet) -> Shelf:
    """Where the records of a scheme set are read; `SetClosed` when this user does not hold its key."""
    if not scheme_set.sealed:
        return store
    return store.on(scheme_set.value) if isinstance(store, Transaction) else store.sealed_set(scheme_set.value)


def writer_of(tx: Transaction, scheme_set: SchemeSet) -> ShelfWriter:
    """Where the records of a scheme set are written; `SetClosed` when this user does not hold its key."""
    return tx.on(scheme_set.value) if scheme_set.sealed else tx
