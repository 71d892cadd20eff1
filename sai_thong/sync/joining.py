"""One more computer of an office that exists at its authority: enrolled, given the keys, and filled.

Whatever it is interrupted by, the same call goes on. What it knows between is kept beside the store to be, sealed
with the enrolment code, until the store itself holds it. The new store writes under a file id of its own; it holds no
number series and no month.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from sai_thong.db import sealing, slots
from sai_thong.db.durable_file import write_whole
from sai_thong.db.errors import (
    DamagedKeys,
    SealBroken,
    StoreExists,
    WrongPassword,
    WrongRecoveryCode,
    translate_os_errors,
)
from sai_thong.db.key_chest import Chest, ChestBroken, office_key_by, open_chest
from sai_thong.db.keys import DATA, Kdf, KeyRing, SaltedKdf
from sai_thong.db.recovery import read_code
from sai_thong.db.slot_file import SlotKind
from sai_thong.db.slot_keys import keys_of
from sai_thong.db.station import Station
from sai_thong.db.store import Store
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused, SaiThongError
from sai_thong.ground.language import _
from sai_thong.sync.chest_exchange import KeysChanged
from sai_thong.sync.chest_messages import KEYS_PATH, ChestAsked, pack_chest_asked, unpack_chest_held
from sai_thong.sync.device import (
    Device,
    PinnedAuthority,
    authority_document,
    become,
    device_document,
    new_device,
    own_device,
    pinned_authority,
    read_authority,
    read_device,
)
from sai_thong.sync.engine import Figures, Stage
from sai_thong.sync.enrolling import ask_to_enrol, code_of
from sai_thong.sync.enrolment import EnrolmentCode
from sai_thong.sync.rounds import open_round
from sai_thong.sync.talk import Talk
from sai_thong.sync.transports.http import HttpTransport, line_to

SUFFIX: Final = ".joining"
_CONTEXT: Final = b"sai-thong joining\x01"
_CODE_KDF: Final = Kdf(memory_kib=1024, time_cost=1)
"""A code has sixty random bits and is used up when there is anything to find: what stretches passwords adds nothing."""


class JoinStep(StrEnum):
    """What is being done."""

    ENROL = "enrol"
    KEYS = "keys"
    STORE = "store"
    RECORDS = "records"
    """Counted by the entries of the office's order."""


Progress = Callable[[JoinStep, int, int], None]
"""Told of the step, how much of it is done, and of how much; (0, 0) where a step has no measure."""


@dataclass(frozen=True)
class ByPassword:
    """A user of the office, and the password that user has on the other computers."""

    name: str
    typed: str = field(repr=False)
    kind: SlotKind = field(default=SlotKind.USER, init=False)

    @property
    def user(self) -> str:
        """The user's name as it is kept."""
        return slots.user_name(self.name)

    def wrong(self) -> SaiThongError:
        """Name or password is another."""
        return WrongPassword()


@dataclass(frozen=True)
class BySheet:
    """The code of the office's recovery sheet; it opens no sensitive set."""

    typed: str = field(repr=False)
    kind: SlotKind = field(default=SlotKind.RECOVERY, init=False)
    user: str = field(default="", init=False)

    def wrong(self) -> SaiThongError:
        """It is another office's sheet, or an older one."""
        return WrongRecoveryCode()


Secret = ByPassword | BySheet
"""What opens the office's keys."""


@dataclass(frozen=True)
class Joined:
    """A computer that belongs to its office now.

    Attributes:
        office: The code of the office.
        office_name: What it is called.
        users: Who can sign in here.
        figures: What the last round did.
        complete: Whether everything is here; otherwise call again, or let the ordinary rounds bring the rest.
    """

    office: str
    office_name: str
    users: tuple[str, ...]
    figures: Figures
    complete: bool


class NoKeysThere(Refused):
    """No computer of the office has synchronised since it was enrolled."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side does not hold the keys of this office yet."),
            kept=_("The enrolment is kept; nothing else was made."),
            do=_("Let a computer that the office works on synchronise once, and then try again here."),
        )


def join(
    path: Path,
    typed_code: str,
    url: str,
    secret: Secret,
    *,
    name: str,
    clock: Clock,
    progress: Progress = lambda _step, _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
    station: Station | None = None,
) -> Joined:
    """Make the store of one more computer of an office, and fill it; goes on where an earlier call was interrupted.

    Args:
        path: Where the store shall be.
        typed_code: The enrolment code.
        url: Where the authority is reached.
        secret: A user's password, or the office's recovery sheet.
        name: What the office calls this computer.
        clock: The clock handed to everything the store writes.
        progress: Told of every step.
        stopped: Whether the user wants no more for now.
        station: The mark this machine keeps outside the file; the user's own when not given.

    Raises:
        CodeRefused: The code is mistyped, used or too old.
        StoreExists: Another store lies at `path`.
        WrongPassword, WrongRecoveryCode, BadRecoveryCode: The office's keys do not open.
        NoKeysThere: No other computer has brought the office's keys there yet.
        SaiThongError: The line or the other side did not let it come to an end; call again.
    """
    code = code_of(typed_code)
    joining = Joining(path, code, checked(secret), clock, progress, station)
    notes = JoiningNotes.read(path, code)
    if not path.exists():
        notes = joining.enrolled(url, name, notes)
        joining.make(notes, partial(_chest_held, notes))
    with joining.open() as store:
        if notes is not None and own_device(store) is None:
            become(store, notes.device, notes.pinned)
        authority = pinned_authority(store)
        if authority is None or authority.office != code.office:
            raise StoreExists(path)
        forget_notes(path)
        return joining.fill(store, authority, stopped)


@dataclass(frozen=True)
class JoiningNotes:
    """What is known before there is a store.

    Attributes:
        device: The device that was or will be enrolled with the code.
        authority: Whom it was enrolled with; None before the answer came.
        office_name: What the office is called.
        url: Where the authority is reached, as far as the person said; empty for one that only sticks reach.
    """

    device: Device
    authority: PinnedAuthority | None = None
    office_name: str = ""
    url: str = ""

    @property
    def pinned(self) -> PinnedAuthority:
        """The authority, which is known once there is a store."""
        if self.authority is None:
            raise NoKeysThere
        return self.authority

    @classmethod
    def read(cls, path: Path, code: EnrolmentCode) -> JoiningNotes | None:
        """The notes of an earlier call with this code; None where there are none that it opens."""
        try:
            document = json.loads(_notes_path(path).read_bytes())
            key = SaltedKdf(_CODE_KDF, bytes.fromhex(document["salt"])).key(code.text)
            told: dict[str, Any] = json.loads(sealing.unseal(key, bytes.fromhex(document["sealed"]), _CONTEXT))
            authority = read_authority(told["authority"]) if told["authority"] else None
            return cls(read_device(told["device"]), authority, told["name"], told["url"])
        except (OSError, ValueError, LookupError, TypeError, SealBroken):
            return None

    def write(self, path: Path, code: EnrolmentCode) -> None:
        """Keep them beside the store to be; only who has the code can read them."""
        told = {
            "device": device_document(self.device),
            "authority": authority_document(self.authority) if self.authority else None,
            "name": self.office_name,
            "url": self.url,
        }
        kdf = SaltedKdf.fresh(_CODE_KDF)
        sealed = sealing.seal(kdf.key(code.text), json.dumps(told).encode(), _CONTEXT)
        write_whole(_notes_path(path), json.dumps({"salt": kdf.salt.hex(), "sealed": sealed.hex()}).encode())


def checked(secret: Secret) -> Secret:
    """A secret as it is compared; BadRecoveryCode where it is no code of a sheet."""
    return BySheet(read_code(secret.typed)) if isinstance(secret, BySheet) else secret


@dataclass(frozen=True)
class Joining:
    """One call of `join`, whatever way the office's keys and its order come.

    Attributes:
        path: Where the store shall be.
        code: The enrolment code.
        secret: What opens the office's keys.
        clock: The clock handed to everything the store writes.
        progress: Told of every step.
        station: The mark this machine keeps outside the file.
    """

    path: Path
    code: EnrolmentCode
    secret: Secret
    clock: Clock
    progress: Progress
    station: Station | None

    def enrolled(self, url: str, name: str, notes: JoiningNotes | None) -> JoiningNotes:
        """The device that the authority knows; noted before it is asked, for the answer may be lost."""
        self.progress(JoinStep.ENROL, 0, 0)
        if notes is not None and notes.authority is not None:
            return notes
        if notes is None:
            notes = JoiningNotes(new_device(name))
            notes.write(self.path, self.code)
        with HttpTransport(url, self.code.fits) as line:
            told = ask_to_enrol(self.code, notes.device, line)
        authority = PinnedAuthority(url, told.office, told.authority_key, told.box_key)
        notes = JoiningNotes(notes.device, authority, told.office_name)
        notes.write(self.path, self.code)
        return notes

    def make(self, notes: JoiningNotes, held: Callable[[], bytes]) -> None:
        """Make the new store.

        Args:
            notes: What is known of the office.
            held: Gives the chest of its keys.

        Raises:
            NoKeysThere: There is none yet.
            WrongPassword, WrongRecoveryCode: It does not open.
        """
        self.progress(JoinStep.KEYS, 0, 0)
        chest, ring = _office_keys(held(), notes.pinned.office, self.secret)
        self.progress(JoinStep.STORE, 0, 0)
        name, user = notes.office_name, self.secret.user
        Store.create_from_chest(
            self.path, chest, ring, office=name, user=user, clock=self.clock, station=self.station
        ).close()

    def open(self) -> Store:
        """The store, by what the office's keys were opened with."""
        by_sheet, typed = self.secret.kind is SlotKind.RECOVERY, self.secret.typed
        user = self.secret.user or None
        return Store.open(
            self.path, user=user, password=typed, clock=self.clock, station=self.station, by_sheet=by_sheet
        )

    def fill(self, store: Store, authority: PinnedAuthority, stopped: Callable[[], bool]) -> Joined:
        """Read the order of the office to its end."""

        def looked() -> bool:
            self.progress(JoinStep.RECORDS, _read_up_to(store), going.order_ends_at)
            return stopped()

        with open_round(store, stopped=looked) as going:
            figures = going.run()
        self.progress(JoinStep.RECORDS, _read_up_to(store), going.order_ends_at)
        complete = going.stage is Stage.DONE
        return Joined(authority.office, store.fact("office_name"), slots.users(store.path), figures, complete)


def _chest_held(notes: JoiningNotes) -> bytes:
    with line_to(notes.pinned) as line:
        talk = Talk(notes.device, notes.pinned, line, time.sleep, lambda: False)
        talk.begin({})
        return unpack_chest_held(talk.ask(KEYS_PATH, lambda: pack_chest_asked(ChestAsked(""))))


def _office_keys(held: bytes, office: str, secret: Secret) -> tuple[Chest, KeyRing]:
    """The chest and the keys in it that the secret opens, with a data key for this machine."""
    if not held:
        raise NoKeysThere
    try:
        office_key = office_key_by(held, secret.kind, secret.user, secret.typed)
        if office_key is None:
            raise secret.wrong()
        chest = open_chest(held, office_key, office)
        slot = chest.find(secret.kind, secret.user)
        keys = keys_of(slot, secret.typed, Path(office)) if slot else None
    except (ChestBroken, DamagedKeys) as error:
        raise KeysChanged from error
    if keys is None:
        raise secret.wrong()
    return chest, KeyRing.from_named({**keys, DATA: sealing.new_key()})


def _notes_path(path: Path) -> Path:
    return path.with_name(path.name + SUFFIX)


def forget_notes(path: Path) -> None:
    """Let go what was known before there was a store: it holds all of it now."""
    with translate_os_errors(path):
        _notes_path(path).unlink(missing_ok=True)


def _read_up_to(store: Store) -> int:
    """How much of the office's order is here."""
    found = store.query("SELECT value FROM facts WHERE name = 'sync_cursor'")
    return int(found[0]["value"]) if found else 0
