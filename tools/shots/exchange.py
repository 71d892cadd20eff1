"""The made-up office as one of two computers, so that the page of the exchange has something to show."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Round
from tests.sync.memory_authority import MemoryAuthority
from tests.sync.memory_transport import MemoryTransport
from tests.sync.real_stations import OFFICE, make_station


def share(store: Store, folder: Path) -> None:
    """Enrol the office's computer and another one, let both work, and let them differ about one person."""
    authority = MemoryAuthority(OFFICE)
    with closing(make_station(folder, "ธุรการ", store.keys).store) as other:
        for each, name in ((store, "พัฒนาชุมชน"), (other, "ธุรการ")):
            device = new_device(name)
            authority.enrol(device)
            become(each, device, PinnedAuthority("https://sync.kalasin.example", OFFICE, authority.public_key))
        for each in (store, other):
            _exchange(each, authority)
        person = sorted(store.find(Citizen), key=lambda each: each.id)[0]
        _change(other, person.id, house_no="41/2")
        _change(store, person.id, house_no="14")
        for each in (other, store, other, store):
            _exchange(each, authority)
        _change(store, sorted(store.find(Citizen), key=lambda each: each.id)[1].id, phone="0810000000")


def _exchange(store: Store, authority: MemoryAuthority) -> None:
    device, pinned = own_device(store), pinned_authority(store)
    assert device is not None
    assert pinned is not None
    Round(store, device, pinned, RECORD_TYPES, MemoryTransport(authority.serve)).run()


def _change(store: Store, person_id: str, **values: object) -> None:
    with store.transaction() as tx:
        tx.update(tx.get(Citizen, person_id), **values)
