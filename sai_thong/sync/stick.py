"""A stick: one file that carries a talk where there is no line, there by one file and back by another.

It holds what would be requests over a line, or their answers, sealed by age to those who may open it, and is signed as
a whole by who made it: a file that is torn or changed is refused before anything of it is taken. Bytes fixed here:

``magic | head | section … | 0 | Ed25519 signature 64`` with head and sections each behind its length (4 bytes, big
endian). The head is a packed document that anybody may read, so that a stick of another office is told from a torn one.
A section is an age message of X25519 recipients; unsealed it holds parts, in turn a path and a body
(`packing.join_parts`). The signature covers the SHA-256 of everything before it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.ground.errors import EnvironmentTrouble, Refused
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import NotWritten, written_whole
from sai_thong.sync.age_keys import identity_text, recipient_text
from sai_thong.sync.packing import Unreadable, as_text, as_whole, join_parts, pack, reads, split_parts
from sai_thong.thai.calendar import be_year

SUFFIX: Final = ".saithong-batch"
MOST_BYTES: Final = 4_000_000_000
"""A stick's usual file system holds no larger file."""
_NO_FILE_NAME: Final = re.compile(r'[\x00-\x1f\\/:*?"<>|]')
"""What no file name may hold; an office may have written it into its code."""
_MAGIC: Final = b"saithong-stick\x01"
_SIGNED: Final = b"saithong-stick-signature\x01"
_SIGNATURE_BYTES: Final = 64
_LENGTH: Final = struct.Struct(">I")
_SECTION_BYTES: Final = 1024 * 1024
"""What is gathered before it is sealed; a machine with little memory holds a few of them."""
_MOST_SECTION: Final = 5 * 1024 * 1024
_SEALED_MORE: Final = 512
"""Bytes that sealing adds to a section, about; each recipient adds some hundred more."""


class StickKind(StrEnum):
    """Which way a stick goes."""

    UP = "up"
    """From a computer of an office to its authority."""
    ANSWER = "answer"
    """From the authority back to that computer."""
    ORDER = "order"
    """From the hub of an office to the province: what it decided."""
    ENROL = "enrol"
    """From a computer that wants to become one of an office."""
    ENROLLED = "enrolled"
    """From the authority back to that computer."""


@dataclass(frozen=True)
class StickHead:
    """What anybody may read of a stick.

    Attributes:
        kind: Which way it goes.
        office: The code of the office.
        device: The computer that asks, or is answered.
        number: Rises with every stick of that computer; an answer bears the number of what it answers.
    """

    kind: StickKind
    office: str
    device: str
    number: int


class StickUnreadable(EnvironmentTrouble):
    """The file is no stick, or not as it was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The file {name} is no file of an exchange, or it was torn or changed on its way.").format(
                name=path.name
            ),
            kept=_("Nothing of it was taken in; your own work is untouched."),
            do=_("Have it written once more, and take the stick out only after the program says so."),
        )


class StickOfOtherOffice(Refused):
    """The stick belongs to another office."""

    def __init__(self, office: str) -> None:
        super().__init__(
            _("This stick belongs to another office, {office}.").format(office=office),
            kept=_("Nothing of it was taken in, and it is as it was."),
            do=_("Give it to that office, and choose the file of your own."),
        )


class StickNotForHere(Refused):
    """The stick goes the other way, or to another computer."""

    def __init__(self, whose: str) -> None:
        super().__init__(
            _("This stick is not for here, but for {whose}.").format(whose=whose),
            kept=_("Nothing of it was taken in, and it is as it was."),
            do=_("Take it there, and choose the file that is for this computer."),
        )


class StickFull(EnvironmentTrouble):
    """The stick has no room for the file."""

    def __init__(self) -> None:
        super().__init__(
            _("The stick is full."),
            kept=_("No half file was left on it, and nothing counts as sent."),
            do=_("Take a larger stick, or choose a smaller size: what is left behind goes with the next one."),
        )


def file_name(office: str, day: date, device: str, *, answer: bool = False) -> str:
    """The name of a stick's file: whose it is, of which day, and which way it goes; it names no other folder."""
    way = "-ตอบ" if answer else ""
    whose, whom = (_NO_FILE_NAME.sub("_", each) for each in (office, device))
    return f"ทรายทอง-{whose}-{be_year(day.year)}-{day:%m-%d}-{whom}{way}{SUFFIX}"


class StickWriter:
    """Writes sections into an open file. Made by `written_stick`."""

    def __init__(self, file: BinaryIO, recipients: Sequence[bytes], most_bytes: int) -> None:
        self._file = file
        self._recipients = [pyrage.x25519.Recipient.from_str(recipient_text(each)) for each in recipients]
        self._digest = hashlib.sha256()
        self._gathered: list[bytes] = []
        self._gathered_bytes = 0
        self._most = min(most_bytes, MOST_BYTES) - _SIGNATURE_BYTES
        self.size = 0

    @property
    def room(self) -> int:
        """How long a body may be that still fits."""
        sealing = _SEALED_MORE + 128 * len(self._recipients)
        return self._most - self.size - self._gathered_bytes - 2 * sealing

    def add(self, path: str, body: bytes) -> None:
        """Add what is asked, or answered, under a path."""
        self._gathered += [path.encode(), body]
        self._gathered_bytes += len(path) + len(body) + 2 * _LENGTH.size
        if self._gathered_bytes >= _SECTION_BYTES:
            self._seal()

    def begin(self, head: StickHead) -> None:
        """Write what anybody may read."""
        self._put(_MAGIC)
        said = {"kind": head.kind.value, "office": head.office, "device": head.device, "number": head.number}
        self._put_long(pack(said))

    def end(self, signing_key: Ed25519PrivateKey) -> None:
        """Seal what is left, and sign."""
        self._seal()
        self._put(_LENGTH.pack(0))
        self._put(signing_key.sign(_SIGNED + self._digest.digest()))

    def _seal(self) -> None:
        if self._gathered:
            self._put_long(pyrage.encrypt(join_parts(self._gathered), self._recipients))
            self._gathered, self._gathered_bytes = [], 0

    def _put_long(self, data: bytes) -> None:
        self._put(_LENGTH.pack(len(data)))
        self._put(data)

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)


@contextmanager
def written_stick(
    path: Path,
    head: StickHead,
    recipients: Sequence[bytes],
    signing_key: Ed25519PrivateKey,
    *,
    most_bytes: int = MOST_BYTES,
) -> Iterator[StickWriter]:
    """A stick that stands at `path`, whole and on the disk, when the block has ended; nothing does where it fails.

    Args:
        path: Where; a file that stands there is replaced at the end.
        head: What anybody may read.
        recipients: X25519 public keys, 32 raw bytes, of those who may open it.
        signing_key: Of who makes it.
        most_bytes: How large the file may be.

    Raises:
        StickFull: There is no room.
        NotWritten: It cannot be written for another reason.
    """
    with written_whole(path) as beside:
        try:
            with beside.open("wb") as file:
                writer = StickWriter(file, recipients, most_bytes)
                writer.begin(head)
                yield writer
                writer.end(signing_key)
                file.flush()
                os.fsync(file.fileno())
        except OSError as trouble:
            if trouble.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise StickFull from trouble
            raise NotWritten(path) from trouble


@dataclass(frozen=True)
class Stick:
    """A stick read through once; nothing of it is believed before `is_signed_by` said yes.

    Attributes:
        path: Its file.
        head: What anybody may read of it.
    """

    path: Path
    head: StickHead
    _sections: tuple[tuple[int, int, bytes], ...] = field(repr=False)
    """Where each section begins, its length, and its SHA-256: a stick may show another file the next time."""
    _digest: bytes = field(repr=False)
    _signature: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """How many bytes its sections have."""
        return sum(length for _begin, length, _digest in self._sections)

    def is_signed_by(self, key: Ed25519PublicKey) -> bool:
        """Whether it is as the owner of a key made it."""
        try:
            key.verify(self._signature, _SIGNED + self._digest)
        except InvalidSignature:
            return False
        return True

    def bodies(self, box_key: bytes) -> Iterator[tuple[str, bytes, int]]:
        """Each path and body in turn, and how many bytes of the sections were read up to there.

        Args:
            box_key: X25519 private key, 32 raw bytes, of a recipient.

        Raises:
            StickUnreadable: The file is not the one that was read before, or not well formed.
            StickNotForHere: It is sealed to others.
        """
        identity, done = pyrage.x25519.Identity.from_str(identity_text(box_key)), 0
        for begin, length, digest in self._sections:
            with _readable(self.path) as file:
                file.seek(begin)
                sealed = file.read(length)
            if hashlib.sha256(sealed).digest() != digest:
                raise StickUnreadable(self.path)
            done += length
            for path, body in _parts(self.path, sealed, identity):
                yield path, body, done


def read_stick(path: Path) -> Stick:
    """The stick in a file, read through; its signature is not looked at.

    Raises:
        StickUnreadable: There is none, or not a whole one.
    """
    digest, sections = hashlib.sha256(), []
    with _readable(path) as file:

        def read(length: int) -> bytes:
            data = file.read(length)
            if len(data) != length:
                raise StickUnreadable(path)
            digest.update(data)
            return data

        def read_length() -> int:
            (length,) = _LENGTH.unpack(read(_LENGTH.size))
            if length > _MOST_SECTION:
                raise StickUnreadable(path)
            return int(length)

        if read(len(_MAGIC)) != _MAGIC:
            raise StickUnreadable(path)
        try:
            head = _read_head(read(read_length()))
        except Unreadable as error:
            raise StickUnreadable(path) from error
        while length := read_length():
            begin = file.tell()
            sections.append((begin, length, hashlib.sha256(read(length)).digest()))
        signed = digest.digest()
        signature = read(_SIGNATURE_BYTES)
        if file.read(1):
            raise StickUnreadable(path)
    return Stick(path, head, tuple(sections), signed, signature)


@reads
def _read_head(document: Mapping[str, Any]) -> StickHead:
    return StickHead(
        StickKind(document["kind"]),
        as_text(document["office"]),
        as_text(document["device"]),
        as_whole(document["number"]),
    )


@contextmanager
def _readable(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as trouble:
        raise StickUnreadable(path) from trouble


def _parts(path: Path, sealed: bytes, identity: pyrage.x25519.Identity) -> Iterator[tuple[str, bytes]]:
    try:
        parts = split_parts(pyrage.decrypt(sealed, [identity]))
        if len(parts) % 2:
            raise StickUnreadable(path)
        yield from ((name.decode(), body) for name, body in zip(parts[::2], parts[1::2], strict=True))
    except pyrage.DecryptError as error:
        raise StickNotForHere(_("other computers")) from error
    except (Unreadable, UnicodeDecodeError) as error:
        raise StickUnreadable(path) from error
