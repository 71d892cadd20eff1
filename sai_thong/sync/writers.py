"""Which computer of the office wrote which file, told by the signature of the batches that came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.sync.batches import Batch
from sai_thong.sync.device import keep_document, kept_document, office_devices, own_device

_WRITERS: Final = "sync_writers"


def keep_writers(store: Store, batches: Iterable[Batch]) -> None:
    """Know from now on which device signed for files that were not heard of before."""
    known: dict[str, object] = dict(kept_document(store, _WRITERS) or {})
    fresh: dict[str, object] = {}
    for batch in batches:
        if batch.file_id not in known and batch.file_id not in fresh:
            for device in office_devices(store):
                if batch.is_signed_by(Ed25519PublicKey.from_public_bytes(device.signing_key)):
                    fresh[batch.file_id] = device.device
    if fresh:
        keep_document(store, _WRITERS, known | fresh)


def files_of(store: Store, device: str) -> tuple[str, ...]:
    """The files that a device signed for, as far as their batches came here."""
    known = kept_document(store, _WRITERS) or {}
    return tuple(sorted(file_id for file_id, signer in known.items() if signer == device))


def computer_names(store: Store) -> dict[str, str]:
    """What the office calls the computer behind each file, by file id; files of unknown computers are left out."""
    names = {each.device: each.name for each in office_devices(store)}
    told = {file_id: names.get(str(device), "") for file_id, device in (kept_document(store, _WRITERS) or {}).items()}
    here = own_device(store)
    if here is not None:
        told |= dict.fromkeys((store.file_id, *store.earlier_file_ids()), here.name)
    return {file_id: name for file_id, name in told.items() if name}


def computers_told(store: Store) -> dict[str, str]:
    """As `computer_names`; this computer has words also where the office never gave it a name."""
    return {store.file_id: _("This computer"), **computer_names(store)}
