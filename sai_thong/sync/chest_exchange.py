"""The office's keys go to and fro, so that every user signs in on every computer with the own password.

It runs before the rows: who was handed a new key of the office reads with it what others seal from then on. Where
nothing changed since the last round, the welcome tells so, and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sai_thong.db import sealing
from sai_thong.db.changes import ChangeSet
from sai_thong.db.errors import SealBroken
from sai_thong.db.key_chest import Chest, ChestBroken, DeviceBox, chest_from, merged, open_chest, to_bytes
from sai_thong.db.store import Store
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.sync.chest_messages import KEYS_PATH, ChestAsked, digest_of, pack_chest_asked, unpack_chest_held
from sai_thong.sync.device import Device, keep_document, kept_document, office_devices
from sai_thong.sync.engine import Stage
from sai_thong.sync.messages import KEYS, Welcome
from sai_thong.sync.refusals import NotUnderstood
from sai_thong.sync.talk import Talk

_KEPT: Final = "sync_chest"
_TRIES: Final = 8
"""How many other computers of the office may change the chest in between."""


class KeysChanged(EnvironmentTrouble):
    """The chest that the authority holds is none that this office sealed."""

    def __init__(self) -> None:
        super().__init__(
            _("What the other side holds of the office's keys cannot be opened with the office's key."),
            kept=_("Nothing was taken from it; your own work is untouched."),
            do=_("Tell the province: somebody changed it, or it belongs to another office."),
        )


class ChestExchange:
    """An `engine.Exchange`; a stick calls `incoming` and `outgoing` instead.

    Args:
        store: The open store, writable.
        device: This computer.
        office: The code of the office at the authority.
        kept: Under which name is kept what the authority holds; another one for the province above a hub.
    """

    stage: Final = Stage.KEYS
    capability: Final = KEYS

    def __init__(self, store: Store, device: Device, office: str, *, kept: str = _KEPT) -> None:
        self._store = store
        self._kept = kept
        self._device = device
        self._office = office

    def run(self, talk: Talk, welcome: Welcome) -> ChangeSet:
        """Bring the keys file and the authority's chest into agreement."""
        if welcome.chest != self._known()[0]:
            self.incoming(self._ask(talk, ChestAsked("")))
        for _left in range(_TRIES):
            asked = self.outgoing()
            if not asked.chest:
                return ChangeSet()
            self.incoming(self._ask(talk, asked))
        raise NotUnderstood

    def incoming(self, data: bytes) -> None:
        """Take in the chest that the authority holds; empty where it has none.

        Raises:
            KeysChanged: Whoever sealed it does not hold the office's key.
        """
        held = self._opened(data) if data else Chest()
        self._settled(held)
        keep_document(self._store, self._kept, {"held": digest_of(data), "chest": held.document()})

    def outgoing(self) -> ChestAsked:
        """The chest to replace the one the authority held last; without one where nothing has to change."""
        digest, held = self._known()
        mine = self._settled(held)
        if digest and mine.fingerprint == held.fingerprint:
            return ChestAsked(digest)
        return ChestAsked(digest, to_bytes(mine, self._store.keys.office_key, self._office))

    def _known(self) -> tuple[str, Chest]:
        """The chest the authority held last, by its digest too."""
        kept = kept_document(self._store, self._kept)
        return (kept["held"], chest_from(kept["chest"])) if kept else ("", Chest())

    def _settled(self, held: Chest) -> Chest:
        """The keys file and a chest merged, with what this computer can hand to others."""
        own = self._device.public
        this = Chest(devices=(DeviceBox(own.device, own.signing_key, own.box_key),))
        chest = self._store.take_chest(merged(held, this))
        self._take_generations(chest)
        return self._store.take_chest(self._handing(chest))

    def _opened(self, held: bytes) -> Chest:
        try:
            return open_chest(held, self._store.keys.office_key, self._office)
        except ChestBroken as error:
            raise KeysChanged from error

    def _take_generations(self, chest: Chest) -> None:
        """Hold the later keys of the office that were handed to this computer."""
        for name, boxes in chest.handed.items():
            box = boxes.get(self._device.device)
            if name in self._store.keys.generations or box is None:
                continue
            try:
                key = sealing.open_box(self._device.box, box, handing_context(self._office, self._device.device, name))
            except SealBroken as error:
                raise KeysChanged from error
            self._store.hold_generation(name, key)

    def _handing(self, chest: Chest) -> Chest:
        """The chest with the later keys that this computer holds, for every computer of the office that may talk."""
        heard = {(each.device, each.box_key) for each in office_devices(self._store) if not each.revoked}
        trusted = [each for each in chest.devices if (each.device, each.box_key) in heard]
        handed = {name: dict(boxes) for name, boxes in chest.handed.items()}
        for name, key in sorted(self._store.keys.generations.items()):
            boxes = handed.setdefault(name, {})
            for each in trusted:
                if each.device not in boxes:
                    context = handing_context(self._office, each.device, name)
                    boxes[each.device] = sealing.seal_for(each.box_key, key, context)
        return replace(chest, handed=handed)

    def _ask(self, talk: Talk, asked: ChestAsked) -> bytes:
        return unpack_chest_held(talk.ask(KEYS_PATH, lambda: pack_chest_asked(asked)))


def holds_newest_key(store: Store, devices: Collection[str]) -> bool:
    """Whether one of the computers was handed what the office seals with now, as the last round knew."""
    kept = kept_document(store, _KEPT)
    handed = chest_from(kept["chest"]).handed if kept else {}
    return not handed or not handed[max(handed)].keys().isdisjoint(devices)


def handing_context(office: str, device: str, name: str) -> bytes:
    """Where the box of a later key belongs: to this computer of this office and no other."""
    return "\x01".join(("sai-thong generation", office, device, name)).encode()
