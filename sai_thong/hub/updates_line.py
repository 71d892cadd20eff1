"""The updates of the program that the other side mirrors, over the line this computer was enrolled for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sai_thong.db.store import Store
from sai_thong.hub.keeping import kept_hub
from sai_thong.sync.device import PinnedAuthority, pinned_authority
from sai_thong.sync.refusals import NoLink
from sai_thong.updates.line_source import LineSource


def who_mirrors(store: Store) -> PinnedAuthority | None:
    """Whom this computer asks: the hub of its office or the province; on the hub itself the province."""
    hub = kept_hub(store)
    return hub.upstream if hub is not None and hub.is_on else pinned_authority(store)


@contextmanager
def mirrored_updates(store: Store) -> Iterator[LineSource]:
    """What the other side offers; the line is let go at the end.

    Raises:
        NoLink: This computer is enrolled nowhere, or only by stick.
    """
    from sai_thong.sync.transports.http import line_to

    asked = who_mirrors(store)
    if asked is None:
        raise NoLink
    with line_to(asked) as line:
        yield LineSource(line)
