"""One more computer of an office without any line: its request goes out on a stick, and the office comes back on it.

The request asks, beside the enrolment, what the first stick of a computer with nothing asks. The answer holds the keys
of the office, sealed as ever, and its order as far as there is room; what found none comes with the sticks after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sai_thong.db import slots
from sai_thong.db.errors import StoreExists
from sai_thong.db.station import Station
from sai_thong.db.store import Store
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.sync.batch_size import MOST_BYTES as LARGEST_BATCH
from sai_thong.sync.chest_messages import KEYS_PATH, ChestAsked, pack_chest_asked, unpack_chest_held
from sai_thong.sync.contents_messages import CONTENTS_PATH, ContentsAsked, pack_contents_asked
from sai_thong.sync.courier import take_answered
from sai_thong.sync.device import Device, PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.down import DOWN_PATH, pack_after
from sai_thong.sync.engine import PULL, Figures
from sai_thong.sync.enrolling import ENROL, believed, code_of
from sai_thong.sync.enrolling_by_stick import written_request
from sai_thong.sync.enrolment import EnrolmentCode
from sai_thong.sync.joining import Joined, Joining, JoiningNotes, JoinStep, Progress, Secret, checked, forget_notes
from sai_thong.sync.messages import Hello, PullRequest, pack_hello, pack_pull
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import NotThePinnedAuthority
from sai_thong.sync.stick import Stick, StickKind, StickNotForHere, StickOfOtherOffice, StickUnreadable, read_stick
from sai_thong.sync.talk import HELLO


def ask_to_join(path: Path, typed_code: str, target: Path, *, name: str, clock: Clock, url: str = "") -> Path:
    """Write the request to be one more computer of an office; of the same computer whenever the code is typed again.

    Args:
        path: Where its store shall be; what is known before it is there lies beside it, sealed with the code.
        typed_code: The enrolment code.
        target: The file, or the folder in which it gets its usual name.
        name: What the office calls this computer.
        clock: For the name of the file.
        url: Where the authority is reached should a line come one day; empty where nobody knows.

    Returns:
        The file.

    Raises:
        CodeRefused: The code is mistyped.
        StoreExists: A store lies at `path`.
        StickFull, NotWritten: It could not be written.
    """
    code = code_of(typed_code)
    if path.exists():
        raise StoreExists(path)
    notes = JoiningNotes.read(path, code) or JoiningNotes(new_device(name))
    replace(notes, url=url or notes.url).write(path, code)
    asks = {
        HELLO: pack_hello(Hello(code.office, notes.device.device, {})),
        PULL: pack_pull(PullRequest("", 0, LARGEST_BATCH, {})),
        KEYS_PATH: pack_chest_asked(ChestAsked("")),
        DOWN_PATH: pack_after(0),
        CONTENTS_PATH: pack_contents_asked(ContentsAsked(after=0)),
    }
    return written_request(code, notes.device, target, bangkok_today(clock), asks)


def join_by_stick(
    path: Path,
    typed_code: str,
    answer: Path,
    secret: Secret,
    *,
    clock: Clock,
    progress: Progress = lambda _step, _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
    station: Station | None = None,
) -> Joined:
    """Make the store of one more computer of an office from the answer to its request; the same call again goes on.

    Args:
        path: Where the store shall be, as in the request.
        typed_code: The enrolment code of the request.
        answer: The file that came back.
        secret: A user's password, or the office's recovery sheet.
        clock: The clock handed to everything the store writes.
        progress: Told of every step; of the records by the bytes of the answer.
        stopped: Whether the user wants no more for now.
        station: The mark this machine keeps outside the file; the user's own when not given.

    Raises:
        CodeRefused: The code is mistyped.
        StickUnreadable: The file is no stick, or was torn or changed.
        StickOfOtherOffice, StickNotForHere: It answers another computer, or a request with another code.
        NotThePinnedAuthority: Another authority than the one that gave the code out answered.
        StoreExists: Another store lies at `path`.
        NoKeysThere: No other computer had brought the office's keys there yet: have the request answered once more.
        WrongPassword, WrongRecoveryCode, BadRecoveryCode: The office's keys do not open.
        Stopped: The user wants no more; call again.
    """
    code = code_of(typed_code)
    joining = Joining(path, code, checked(secret), clock, progress, station)
    stick, notes = read_stick(answer), JoiningNotes.read(path, code)
    _look_which(stick, code)
    if not path.exists():
        if notes is None:
            raise _of_another_request()
        notes, held = _answered(stick, code, notes)
        joining.make(notes, lambda: held)
    with joining.open() as store:
        if notes is not None and own_device(store) is None:
            become(store, notes.device, _answered(stick, code, notes)[0].pinned)
        device, authority = own_device(store), pinned_authority(store)
        if device is None or authority is None or authority.office != code.office:
            raise StoreExists(path)
        _look_whose(stick, device, authority)
        forget_notes(path)
        return _filled(store, stick, progress, stopped)


def _look_which(stick: Stick, code: EnrolmentCode) -> None:
    if stick.head.kind is not StickKind.ENROLLED:
        raise StickNotForHere(_("the province or the hub"))
    if stick.head.office != code.office:
        raise StickOfOtherOffice(stick.head.office)


def _look_whose(stick: Stick, device: Device, authority: PinnedAuthority) -> None:
    """Let the answer pass that the authority wrote to this computer."""
    if stick.head.device != device.device:
        raise _of_another_request()
    if not stick.is_signed_by(authority.verifying_key):
        raise NotThePinnedAuthority


def _answered(stick: Stick, code: EnrolmentCode, notes: JoiningNotes) -> tuple[JoiningNotes, bytes]:
    """Whom this computer was enrolled with, and the chest of the office's keys; nothing is believed before."""
    told, held = None, b""
    if stick.head.device != notes.device.device:
        raise _of_another_request()
    try:
        for asked, body, _done in stick.bodies(notes.device.box):
            if asked == ENROL:
                told = believed(code, body)
            elif asked == KEYS_PATH:
                held = unpack_chest_held(body)
                break  # the order behind it is read into the store
    except (Unreadable, StickNotForHere) as error:  # it says that it is for this very computer
        raise StickUnreadable(stick.path) from error
    if told is None:
        raise StickUnreadable(stick.path)
    authority = PinnedAuthority(notes.url, told.office, told.authority_key, told.box_key)
    _look_whose(stick, notes.device, authority)
    return replace(notes, authority=authority, office_name=told.office_name), held


def _filled(store: Store, stick: Stick, progress: Progress, stopped: Callable[[], bool]) -> Joined:
    def told(done: int, of_all: int) -> None:
        progress(JoinStep.RECORDS, done, of_all)

    with store.by_program():
        taken = take_answered(store, stick, progress=told, stopped=stopped)
    figures = Figures(received=taken.received, conflicts=taken.conflicts)
    name = store.fact("office_name")
    return Joined(stick.head.office, name, slots.users(store.path), figures, complete=not taken.more)


def _of_another_request() -> StickNotForHere:
    return StickNotForHere(_("another request than the last one of this computer"))
