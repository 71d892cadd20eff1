"""The chest of the office's keys goes and comes with every stick, before its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.sync.chest_exchange import ChestExchange
from sai_thong.sync.chest_messages import KEYS_PATH, pack_chest_asked, unpack_chest_held
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.messages import Welcome


class ChestByStick:
    """A `carried.Carried`."""

    path = KEYS_PATH

    def asks(self, store: Store, room: Callable[[], int]) -> Iterator[bytes]:
        """What the authority shall hold, or the question what it holds."""
        exchange = _exchange_of(store)
        if exchange is not None and len(asked := pack_chest_asked(exchange.outgoing())) <= room():
            yield asked

    def take(self, store: Store, answer: bytes, welcome: Welcome | None) -> ChangeSet:
        """Take in the chest that was held then: what is newer here stays."""
        del welcome  # an older chest is merged as well as a newer one
        exchange = _exchange_of(store)
        if exchange is not None:
            exchange.incoming(unpack_chest_held(answer))
        return ChangeSet()


def _exchange_of(store: Store) -> ChestExchange | None:
    device, authority = own_device(store), pinned_authority(store)
    return ChestExchange(store, device, authority.office) if device is not None and authority is not None else None
