"""A computer becomes one of its office without any line: its request goes out on a stick, and comes back answered.

As safe as over a line: only who has the code can read or make the request, the answer is signed for the code's secret
by the authority whose pin stands in the code, and until it is here everything stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from sai_thong.db import sealing
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.sync.device import Device, PinnedAuthority, become, keep_document, kept_document
from sai_thong.sync.enrolling import ENROL, believed, candidate_for, code_of, enrolment_of
from sai_thong.sync.enrolment import Enrolled, EnrolmentCode, code_hash, pack_enrolment, stick_key
from sai_thong.sync.refusals import NotThePinnedAuthority
from sai_thong.sync.stick import (
    StickHead,
    StickKind,
    StickNotForHere,
    StickOfOtherOffice,
    StickUnreadable,
    file_name,
    read_stick,
    written_stick,
)

_ASKED: Final = "sync_enrolling"


def ask_by_stick(store: Store, typed_code: str, target: Path, *, name: str, url: str = "") -> Path:
    """Write the request to become a computer of the office; the same one whenever the same code is typed again.

    Args:
        store: The open store, writable.
        typed_code: The code that the province or the hub gave out.
        target: The file, or the folder in which it gets its usual name.
        name: What the office calls this computer.
        url: Where the authority is reached should a line come one day; empty where nobody knows.

    Returns:
        The file.

    Raises:
        CodeRefused: The code is mistyped.
        StickFull, NotWritten: It could not be written.
    """
    code = code_of(typed_code)
    written = written_request(code, candidate_for(store, code, name), target, bangkok_today(store.clock), {})
    keep_document(store, _ASKED, {"code": code.text, "name": name, "url": url, "done": False})
    return written


def written_request(code: EnrolmentCode, device: Device, target: Path, day: date, asks: Mapping[str, bytes]) -> Path:
    """Write a request to be enrolled, and what is asked beside it, by path; only who gave out the code can read it.

    Raises:
        StickFull, NotWritten: It could not be written.
    """
    head = StickHead(StickKind.ENROL, code.office, device.device, 0)
    if target.is_dir():
        target /= file_name(code.office, day, device.device)
    recipient = sealing.public_key(stick_key(code_hash(code.secret)))
    with written_stick(target, head, [recipient], device.signing_key) as stick:
        stick.add(ENROL, pack_enrolment(enrolment_of(code, device)))
        for path, body in asks.items():
            stick.add(path, body)
    return target


def finish_by_stick(store: Store, path: Path) -> Enrolled:
    """Take in the answer to the request written last; taken in again, it changes nothing.

    Args:
        store: The open store, writable.
        path: The file that came back.

    Raises:
        StickUnreadable: It is none, or was torn or changed.
        StickOfOtherOffice, StickNotForHere: It answers another computer, or an earlier request.
        NotThePinnedAuthority: Another authority than the one that gave the code out answered.
    """
    stick, asked = read_stick(path), kept_document(store, _ASKED)
    if stick.head.kind is not StickKind.ENROLLED:
        raise StickNotForHere(_("the province or the hub"))
    if asked is None:
        raise StickNotForHere(_("the computer {name}").format(name=stick.head.device))
    code = code_of(asked["code"])
    device = candidate_for(store, code, asked["name"])
    if stick.head.office != code.office:
        raise StickOfOtherOffice(stick.head.office)
    if stick.head.device != device.device:
        raise StickNotForHere(_("another request than the last one of this computer"))
    try:
        answers = [body for path_asked, body, _done in stick.bodies(device.box) if path_asked == ENROL]
    except StickNotForHere as error:  # it says that it is for this very computer
        raise StickUnreadable(path) from error
    if not answers:
        raise StickUnreadable(path)
    told = believed(code, answers[0])
    authority = PinnedAuthority(asked["url"], told.office, told.authority_key, told.box_key)
    if not stick.is_signed_by(authority.verifying_key):
        raise NotThePinnedAuthority
    if not asked["done"]:
        become(store, device, authority)
        keep_document(store, _ASKED, asked | {"done": True})
    return told
