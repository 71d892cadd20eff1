"""What stations and their authority say to each other, one dataclass a message, and how each travels.

A reader passes over what it does not know, so that a newer program may say more; what it must know and does not find
is `Unreadable`. Capabilities tell what both can do; the number of the version changes only when old programs could
not go on at all.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.sync.authority import ChainHead, Receipt, Refusal
from sai_thong.sync.packing import Unreadable, as_text, as_whole, join_parts, pack, reads

VERSION: Final = 1
PAGES = "pages"
KEYS = "keys"
CONTENTS = "contents"
DOWN = "down"
"""What a province can do and a hub cannot: send things down to offices."""
RESUME = "resume"
CAPABILITIES: Final = (PAGES, KEYS, CONTENTS, RESUME)
"""What this program can do: read the order page by page, keep the chest of the office's keys, carry attachments, and
go on by the byte where the line broke (`resuming`)."""
_SIGNATURE_BYTES: Final = 64
CHALLENGE_BYTES: Final = 16

Heads = Mapping[str, ChainHead]
"""How far the chain of each file is held, by file id."""


@dataclass(frozen=True)
class Lineage:
    """An epoch of the order of an office, and up to which `seq` the one before it still counts.

    Attributes:
        epoch: Its name.
        begins_after: The last `seq` it took over from the epoch before; 0 of the first.
    """

    epoch: str
    begins_after: int = 0


@dataclass(frozen=True)
class DeviceKeys:
    """A device of the office as the authority knows it, so that stations can verify what it signed.

    Attributes:
        device: Its id.
        name: What the office calls the computer.
        signing_key: Ed25519, public.
        box_key: X25519, public.
        revoked: Whether it may talk no longer; what it signed before stays.
    """

    device: str
    name: str
    signing_key: bytes
    box_key: bytes
    revoked: bool = False


@dataclass(frozen=True)
class HubPlace:
    """Where a hub is reached, as it said of itself.

    Attributes:
        call: What it calls into its network, signed by it (`hub.beacon`); empty where nobody said.
        addresses: Of its computer.
    """

    call: bytes = b""
    addresses: tuple[str, ...] = ()


NOWHERE: Final = HubPlace()
"""Nobody said where."""


def _new_challenge() -> bytes:
    return secrets.token_bytes(CHALLENGE_BYTES)


@dataclass(frozen=True)
class Hello:
    """A station begins to talk. It signs the hello as a request of no session: an empty nonce and the number 0.

    Attributes:
        office: The code of its office.
        device: Its device.
        heads: How far its own chains go.
        capabilities: What it can do.
        version: The newest version of the protocol it speaks.
        challenge: Bytes of this hello alone; the welcome is signed for them in place of a nonce.
    """

    office: str
    device: str
    heads: Heads
    capabilities: tuple[str, ...] = CAPABILITIES
    version: int = VERSION
    challenge: bytes = field(default_factory=_new_challenge)


@dataclass(frozen=True)
class Welcome:
    """The authority answers.

    Attributes:
        lineage: The epochs of the order, the oldest first; the last one is in force.
        last_seq: How far the order goes.
        nonce: What every request of this session signs; given out once, forgotten after the session.
        heads: How far the station's chains are held, where the authority has any of them.
        now: The authority's clock, to show how wrong the station's is; nothing is ordered by it.
        capabilities: What the authority can do.
        version: The version both go on with.
        devices: Every device of the office, those revoked too.
        box_key: X25519, public: what sticks to the authority are sealed with; empty where it takes none.
        chest: The digest of the chest of the office's keys that the authority holds; empty where it has none.
        follows: The Ed25519 public key of the hub that keeps the order in its place; empty where it keeps it itself.
        contents: The number of the attached file that came to be whole there last; -1 where it does not say.
        down: The revision of what was sent down last; 0 where nothing was.
        hub_term: The term of the hub followed, or of the last one, which gave the order back; 0 where none ever was.
        hub_place: Where the hub that is followed is reached.
    """

    lineage: tuple[Lineage, ...]
    last_seq: int
    nonce: bytes
    heads: Heads
    now: str
    capabilities: tuple[str, ...] = CAPABILITIES
    version: int = VERSION
    devices: tuple[DeviceKeys, ...] = ()
    box_key: bytes = b""
    chest: str = ""
    follows: bytes = b""
    contents: int = -1
    down: int = 0
    hub_term: int = 0
    hub_place: HubPlace = NOWHERE

    @property
    def epoch(self) -> str:
        """The epoch in force."""
        return self.lineage[-1].epoch

    def goes_on_from(self, epoch: str, seq: int) -> bool:
        """Whether a station that read so far of an epoch may read on, or has to read the order anew."""
        for older, newer in zip(self.lineage, self.lineage[1:], strict=False):
            if older.epoch == epoch:
                return seq <= newer.begins_after
        return epoch == self.epoch and seq <= self.last_seq


@dataclass(frozen=True)
class PullRequest:
    """A station asks for what comes next.

    Attributes:
        epoch: The epoch in force, as the authority said.
        after: `seq` of the last outcome it has.
        most_bytes: How large the answer may be, about.
        heads: How far every chain is known to it; batches of what it has are not sent again.
        at: Which entry it has there, so that an order put back behind its back is noticed; empty where it does not say.
    """

    epoch: str
    after: int
    most_bytes: int
    heads: Heads = field(default_factory=dict)
    at: str = ""


def pack_hello(hello: Hello) -> bytes:
    """A hello as it travels."""
    said = {"v": hello.version, "office": hello.office, "device": hello.device, "heads": pack_heads(hello.heads)}
    return pack(said | {"can": list(hello.capabilities), "challenge": text_of(hello.challenge)})


@reads
def unpack_hello(document: Mapping[str, Any]) -> Hello:
    """The hello of `pack_hello`; `Unreadable` where the bytes are none."""
    return Hello(
        as_text(document["office"]),
        as_text(document["device"]),
        unpack_heads(document["heads"]),
        _texts(document["can"]),
        as_whole(document["v"]),
        bytes_of(document["challenge"]),
    )


def pack_welcome(welcome: Welcome) -> bytes:
    """A welcome as it travels."""
    lineage = [[each.epoch, each.begins_after] for each in welcome.lineage]
    said = {"v": welcome.version, "lineage": lineage, "last": welcome.last_seq, "nonce": text_of(welcome.nonce)}
    said |= {"heads": pack_heads(welcome.heads), "now": welcome.now, "can": list(welcome.capabilities)}
    said |= {"devices": pack_devices(welcome.devices), "follows": text_of(welcome.follows)}
    said |= {"box": text_of(welcome.box_key), "chest": welcome.chest, "contents": welcome.contents}
    said |= {"down": welcome.down, "hub_term": welcome.hub_term}
    return pack(said | {"hub_place": pack_hub_place(welcome.hub_place)})


@reads
def unpack_welcome(document: Mapping[str, Any]) -> Welcome:
    """The welcome of `pack_welcome`; `Unreadable` where the bytes are none."""
    lineage = tuple(Lineage(as_text(epoch), as_whole(begins)) for epoch, begins in document["lineage"])
    if not lineage:
        raise Unreadable("no epoch")
    return Welcome(
        lineage,
        as_whole(document["last"]),
        bytes_of(document["nonce"]),
        unpack_heads(document["heads"]),
        as_text(document["now"]),
        _texts(document["can"]),
        as_whole(document["v"]),
        unpack_devices(document.get("devices", ())),
        bytes_of(document.get("box", "")),
        as_text(document.get("chest", "")),
        bytes_of(document.get("follows", "")),
        as_whole(document.get("contents", -1)),
        as_whole(document.get("down", 0)),
        as_whole(document.get("hub_term", 0)),
        unpack_hub_place(document.get("hub_place", ("", ()))),
    )


def pack_hub_place(place: HubPlace) -> list[Any]:
    """Where a hub is reached, as part of a message."""
    return [text_of(place.call), list(place.addresses)]


def unpack_hub_place(document: Sequence[Any]) -> HubPlace:
    """The place of `pack_hub_place`."""
    call, addresses = document
    return HubPlace(bytes_of(call), _texts(addresses))


def pack_pull(request: PullRequest) -> bytes:
    """A request for the next page as it travels."""
    said = {"epoch": request.epoch, "after": request.after, "most": request.most_bytes}
    return pack(said | {"heads": pack_heads(request.heads), "at": request.at})


@reads
def unpack_pull(document: Mapping[str, Any]) -> PullRequest:
    """The request of `pack_pull`; `Unreadable` where the bytes are none."""
    numbers = as_whole(document["after"]), as_whole(document["most"])
    heads, at = unpack_heads(document["heads"]), as_text(document.get("at", ""))
    return PullRequest(as_text(document["epoch"]), *numbers, heads, at)


def pack_receipt(receipt: Receipt) -> bytes:
    """A receipt as it travels, before it is signed."""
    said = {"file": receipt.file_id, "held": _head(receipt.held), "no": receipt.refused and receipt.refused.value}
    return pack(said | {"contending": list(receipt.contending), "waiting": list(receipt.waiting)})


@reads
def unpack_receipt(document: Mapping[str, Any]) -> Receipt:
    """The receipt of `pack_receipt`; `Unreadable` where the bytes are none."""
    held, refused = document["held"], document["no"]
    return Receipt(
        as_text(document["file"]),
        None if held is None else _read_head(held),
        tuple(map(as_whole, document["contending"])),
        tuple(map(as_whole, document["waiting"])),
        None if refused is None else Refusal(refused),
    )


def request_bytes(method: str, path: str, body: bytes, nonce: bytes, number: int) -> bytes:
    """What a device signs of a request: a request sent again, elsewhere or in another session is not signed."""
    return request_bytes_of(method, path, hashlib.sha256(body).digest(), nonce, number)


def request_bytes_of(method: str, path: str, digest: bytes, nonce: bytes, number: int) -> bytes:
    """What a device signs of a request whose body has this SHA-256."""
    said = (method.encode(), path.encode(), digest, nonce, str(number).encode())
    return b"saithong-request\x01" + join_parts(said)


def signed_answer(body: bytes, nonce: bytes, authority: Ed25519PrivateKey) -> bytes:
    """An answer with the authority's signature over it and the session."""
    return body + authority.sign(_answer_bytes(body, nonce))


def verified_answer(data: bytes, nonce: bytes, authority: Ed25519PublicKey) -> bytes:
    """The answer, when the pinned authority signed it for this session.

    Raises:
        Unreadable: It did not.
    """
    body, signature = data[:-_SIGNATURE_BYTES], data[-_SIGNATURE_BYTES:]
    try:
        authority.verify(signature, _answer_bytes(body, nonce))
    except InvalidSignature as error:
        raise Unreadable("not signed by the authority") from error
    return body


def _answer_bytes(body: bytes, nonce: bytes) -> bytes:
    return b"saithong-answer\x01" + join_parts((body, nonce))


def pack_heads(heads: Heads) -> dict[str, list[Any]]:
    """Heads as part of a message."""
    return {file_id: [head.counter, text_of(head.hash)] for file_id, head in heads.items()}


def unpack_heads(document: Mapping[str, Any]) -> dict[str, ChainHead]:
    """The heads of `pack_heads`."""
    return {as_text(file_id): _read_head(head) for file_id, head in document.items()}


def _head(head: ChainHead | None) -> list[Any] | None:
    return None if head is None else [head.counter, text_of(head.hash)]


def _read_head(document: Sequence[Any]) -> ChainHead:
    counter, digest = document
    return ChainHead(as_whole(counter), bytes_of(digest))


def pack_devices(devices: Iterable[DeviceKeys]) -> list[list[Any]]:
    """Devices as part of a message."""
    return [
        [each.device, each.name, text_of(each.signing_key), text_of(each.box_key), int(each.revoked)]
        for each in devices
    ]


def unpack_devices(document: Iterable[Sequence[Any]]) -> tuple[DeviceKeys, ...]:
    """The devices of `pack_devices`."""
    return tuple(
        DeviceKeys(as_text(device), as_text(name), bytes_of(signs), bytes_of(box), bool(as_whole(revoked)))
        for device, name, signs, box, revoked in document
    )


def _texts(document: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(as_text, document))


def text_of(data: bytes) -> str:
    """Bytes as text of a message."""
    return base64.b64encode(data).decode("ascii")


def bytes_of(text: object) -> bytes:
    """The bytes of `text_of`; ValueError of anything else."""
    try:
        return base64.b64decode(as_text(text), validate=True)
    except binascii.Error as error:
        raise ValueError("no bytes") from error
