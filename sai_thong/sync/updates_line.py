"""The updates of the program that the other side mirrors, over the line this computer was enrolled for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sai_thong.db.store import Store
from sai_thong.sync.device import pinned_authority
from sai_thong.sync.refusals import NoLink
from sai_thong.updates.line_source import LineSource


@contextmanager
def mirrored_updates(store: Store) -> Iterator[LineSource]:
    """What the province, or whoever keeps the order, offers; the line is let go at the end.

    Raises:
        NoLink: This computer is enrolled nowhere, or only by stick.
    """
    from sai_thong.sync.transports.http import line_to

    authority = pinned_authority(store)
    if authority is None:
        raise NoLink
    with line_to(authority) as line:
        yield LineSource(line)
