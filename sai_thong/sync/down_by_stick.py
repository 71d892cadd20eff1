"""What the province sends down comes with the answer of every stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.sync.device import pinned_authority
from sai_thong.sync.down import DOWN_PATH, pack_after, unpack_sent
from sai_thong.sync.down_exchange import DownExchange
from sai_thong.sync.messages import Welcome


class DownByStick:
    """A `carried.Carried`."""

    path = DOWN_PATH

    def asks(self, store: Store, room: Callable[[], int]) -> Iterator[bytes]:
        """The question what was said since."""
        authority = pinned_authority(store)
        if authority is not None and len(asked := pack_after(DownExchange(store, authority).after)) <= room():
            yield asked

    def take(self, store: Store, answer: bytes, welcome: Welcome | None) -> ChangeSet:
        """Keep what was sent down; each thing of it is signed for itself."""
        del welcome  # what was said stays said, however old the answer is
        authority = pinned_authority(store)
        if authority is None:
            return ChangeSet()
        sent, _more = unpack_sent(answer)
        return DownExchange(store, authority).take(sent)
