"""Whether a store has anybody to exchange with: asked at every start, so it loads nothing of the exchange itself."""

from __future__ import annotations

from typing import Final

from sai_thong.db.store import Store

DEVICE_FACT: Final = "sync_device"
"""Under which name the store keeps what device it is."""


def is_enrolled(store: Store) -> bool:
    """Whether this computer was ever made a device of its office."""
    return bool(store.query("SELECT 1 AS found FROM facts WHERE name = ?", (DEVICE_FACT,)))
