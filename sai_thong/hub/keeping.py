"""What this computer keeps of being the hub, or of following one: in the store's facts, and so under its own key."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.db.store import Store
from sai_thong.hub.beacon import BEACON_PORT, Beacon, vouched
from sai_thong.hub.network import own_addresses
from sai_thong.hub.serving import Serving
from sai_thong.registers.hub_terms import HubTerm
from sai_thong.sync.device import (
    Device,
    PinnedAuthority,
    authority_document,
    keep_document,
    kept_document,
    pinned_authority,
    read_authority,
)
from sai_thong.sync.following import Term

HUB_PORT: Final = 8440
"""TCP; another one where it is taken."""
_HUB, _FOLLOWED = "hub", "hub_followed"


@dataclass(frozen=True)
class KeptHub:
    """This computer's hub.

    Attributes:
        office: The code of the office.
        generation: Of its term.
        key: The Ed25519 private key it signs with, 32 raw bytes.
        port: Where it serves, TCP.
        is_on: Whether it is the hub now; the book and the key of one that ended are kept until the next.
        upstream: The province that it alone talks to.
    """

    office: str
    generation: int
    key: bytes = field(repr=False)
    port: int = HUB_PORT
    is_on: bool = False
    upstream: PinnedAuthority | None = None

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """What it signs with."""
        return Ed25519PrivateKey.from_private_bytes(self.key)

    @property
    def public_key(self) -> bytes:
        """What others know of it, 32 raw bytes."""
        return self.signing_key.public_key().public_bytes_raw()

    @property
    def term(self) -> Term:
        """Its term, as others are told of it."""
        return Term(self.office, self.generation, self.public_key)

    @property
    def authority(self) -> PinnedAuthority:
        """It, as this computer's own station talks to it."""
        return PinnedAuthority(f"https://127.0.0.1:{self.port}", self.office, self.public_key)

    def beacon(self, device: Device) -> Beacon:
        """What it calls; this computer vouches for it."""
        return Beacon(self.term, device.name, self.port, device.device, vouched(self.term, device.signing_key))

    def serving(self, book: Path, device: Device, *, beacon_port: int = BEACON_PORT) -> Serving:
        """What its process is told."""
        return Serving(book, self.key, self.beacon(device), beacon_port=beacon_port)


def book_path(store: Path) -> Path:
    """The hub's book of a store: beside it."""
    return store.with_name(store.name + ".hub")


def lan_url(store: Store) -> str:
    """Where the other computers of the office reach this computer's hub; empty where it is none."""
    hub = kept_hub(store)
    return f"https://{own_addresses()[0]}:{hub.port}" if hub is not None and hub.is_on else ""


def kept_hub(store: Store) -> KeptHub | None:
    """This computer's hub; None where it never was one."""
    kept = kept_document(store, _HUB)
    if kept is None:
        return None
    upstream = read_authority(kept["upstream"]) if kept["upstream"] else None
    return KeptHub(
        kept["office"], kept["generation"], bytes.fromhex(kept["key"]), kept["port"], bool(kept["on"]), upstream
    )


def keep_hub(store: Store, hub: KeptHub) -> None:
    """Keep what this computer's hub is from now on."""
    told = {"office": hub.office, "generation": hub.generation, "key": hub.key.hex(), "port": hub.port}
    upstream = authority_document(hub.upstream) if hub.upstream else None
    keep_document(store, _HUB, told | {"on": hub.is_on, "upstream": upstream})


def followed_term(store: Store) -> Term | None:
    """The term of the hub that is this computer's authority; None where a province is, or nobody."""
    authority, kept = pinned_authority(store), kept_document(store, _FOLLOWED)
    if authority is None:
        return None
    if kept is not None and kept["key"] == authority.key.hex():
        return Term(authority.office, kept["generation"], authority.key)
    recorded = [each.generation for each in store.find(HubTerm) if each.key == authority.key.hex()]
    return Term(authority.office, max(recorded), authority.key) if recorded else None


def keep_followed(store: Store, term: Term, upstream: PinnedAuthority | None) -> None:
    """Know whose hub is followed, and the province behind it."""
    told = {"generation": term.generation, "key": term.key.hex()}
    keep_document(store, _FOLLOWED, told | {"upstream": authority_document(upstream) if upstream else None})


def province_of(store: Store) -> PinnedAuthority | None:
    """The province of the office, as far as this computer knows it; None where it knows none."""
    authority = pinned_authority(store)
    if authority is not None and followed_term(store) is None:
        return authority
    for kept in (kept_document(store, _HUB), kept_document(store, _FOLLOWED)):
        if kept is not None and kept["upstream"]:
            return read_authority(kept["upstream"])
    office = authority.office if authority is not None else ""
    for term in sorted(store.find(HubTerm), key=lambda each: -each.generation):
        if term.upstream_key:
            keys = bytes.fromhex(term.upstream_key), bytes.fromhex(term.upstream_box)
            return PinnedAuthority(term.upstream_url, office, *keys)
    return None
