"""How the chest of an office's keys travels: a station says which one it changed, the authority which one it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sai_thong.sync.messages import bytes_of, text_of
from sai_thong.sync.packing import as_text, pack, reads

KEYS_PATH: Final = "/v1/keys"


@dataclass(frozen=True)
class ChestAsked:
    """A station asks for the chest, or puts one in the place of the one it knows.

    Attributes:
        base: The digest of the chest it knows; empty where it knows of none.
        chest: What shall be held from now on; empty where it only asks. Put only where `base` is still held.
    """

    base: str
    chest: bytes = b""


def digest_of(chest: bytes) -> str:
    """The digest of a chest as it is held; empty of none."""
    return hashlib.sha256(chest).hexdigest() if chest else ""


def pack_chest_asked(asked: ChestAsked) -> bytes:
    """What a station asks as it travels."""
    return pack({"base": asked.base, "chest": text_of(asked.chest)})


@reads
def unpack_chest_asked(document: Mapping[str, Any]) -> ChestAsked:
    """What `pack_chest_asked` packed; `Unreadable` where the bytes are none."""
    return ChestAsked(as_text(document["base"]), bytes_of(document["chest"]))


def pack_chest_held(chest: bytes) -> bytes:
    """The chest held, before the answer is signed; empty where there is none."""
    return pack({"chest": text_of(chest)})


@reads
def unpack_chest_held(document: Mapping[str, Any]) -> bytes:
    """The chest of `pack_chest_held`; `Unreadable` where the bytes are none."""
    return bytes_of(document["chest"])
