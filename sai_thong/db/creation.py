"""Making the file of a new office: whole under another name first, then put into its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sai_thong.db import files, migrations, slots
from sai_thong.db.connection import open_connection, translate_errors
from sai_thong.db.durable_file import sync_folder
from sai_thong.db.errors import translate_os_errors
from sai_thong.db.keys import KeyRing
from sai_thong.db.slot_file import keys_path, previous_path
from sai_thong.db.station import Station
from sai_thong.ground.clock import Clock
from sai_thong.ground.whole_file import replace
from sai_thong.thai.sorting import SORT_KEY_VERSION

MakeKeys = Callable[[Path], KeyRing]
"""Writes the keys file of a store that will lie there, and gives the keys."""


def make_store(path: Path, station: Station, make_keys: MakeKeys, *, office: str, clock: Clock) -> KeyRing:
    """Make the store and its keys at `path`; the caller holds the writing lock. See `Store.create`.

    Killed at any step, it leaves nothing that stands in the way of making the store again.
    """
    making = path.with_name(path.name + ".making")
    _clear_away(path, making)
    slots.refuse_existing(path)
    keys = make_keys(making)
    with translate_errors(path):
        connection = open_connection(making, keys.data_key, write=True, create=True)
        migrations.migrate(connection)
        files.begin(connection, clock, station, office=office, sort_key_version=SORT_KEY_VERSION)
        connection.close()
    with translate_os_errors(path):
        # The keys first: a store is never without its keys, and keys without a store are cleared away next time.
        replace(previous_path(making), previous_path(path))
        replace(keys_path(making), keys_path(path))
        replace(making, path)
        sync_folder(path.parent)
    return keys


def _clear_away(path: Path, making: Path) -> None:
    """Remove what a killed attempt left: a half-made store, and keys already put into place for it."""
    with translate_os_errors(path):
        if making.exists() and not path.exists():
            previous_path(path).unlink(missing_ok=True)
            keys_path(path).unlink(missing_ok=True)
        # By names alone: a pattern would read brackets in the name of the file as its own.
        for left in path.parent.iterdir():
            if left.name.startswith(making.name):
                left.unlink()
