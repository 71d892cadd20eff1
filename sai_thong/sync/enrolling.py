"""A store that exists here is enrolled with a province or a hub, by a code that is good once."""

from __future__ import annotations

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sai_thong.db.store import Store
from sai_thong.sync.device import Device, PinnedAuthority, become, candidate
from sai_thong.sync.enrolment import Enrolled, Enrolment, EnrolmentCode, pack_enrolment, read_code, unpack_enrolled
from sai_thong.sync.messages import verified_answer
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import CodeRefused, LinkCut, NoLink, NotThePinnedAuthority
from sai_thong.sync.sessions import Problem
from sai_thong.sync.transports import OK, Answer, Transport

ENROL = "/v1/enrol"
_SIGNATURE_BYTES = 64


def enrol(store: Store, typed_code: str, url: str, name: str, transport: Transport) -> Enrolled:
    """Make this computer a device of its office at `url`, and believe that authority from then on.

    Until the answer is there and signed by the key the code tells, everything stays as it was. The same code may be
    tried again when the answer was lost.

    Raises:
        CodeRefused: The code is mistyped, used or too old.
        NotThePinnedAuthority: Who answered is not the one that gave the code out.
        NoLink: Nobody answered.
    """
    code = code_of(typed_code)
    device = candidate_for(store, code, name)
    told = ask_to_enrol(code, device, transport)
    become(store, device, PinnedAuthority(url, told.office, told.authority_key, told.box_key))
    return told


def candidate_for(store: Store, code: EnrolmentCode, name: str) -> Device:
    """The device that asks to be enrolled with a code: the same one whenever that code is tried again."""
    return candidate(store, hashlib.sha256(code.text.encode()).digest(), name)


def code_of(typed: str) -> EnrolmentCode:
    """The code that somebody typed; CodeRefused where it is none."""
    try:
        return read_code(typed)
    except Unreadable as error:
        raise CodeRefused from error


def ask_to_enrol(code: EnrolmentCode, device: Device, transport: Transport) -> Enrolled:
    """Let the authority that gave out a code know a device. The same device may ask again when the answer was lost.

    Raises:
        CodeRefused: The code is used by another computer, or too old.
        NotThePinnedAuthority: Who answered is not the one that gave the code out.
        NoLink: Nobody answered.
    """
    try:
        answer = transport.ask(ENROL, pack_enrolment(enrolment_of(code, device)), {})
    except LinkCut as error:
        raise NoLink from error
    if answer.status != OK:
        raise CodeRefused if _says_code(answer) else NoLink
    return believed(code, answer.body)


def enrolment_of(code: EnrolmentCode, device: Device) -> Enrolment:
    """What a device says of itself to be enrolled with a code."""
    known = device.public
    return Enrolment(code.office, code.secret, device.device, device.name, known.signing_key, known.box_key)


def believed(code: EnrolmentCode, answer: bytes) -> Enrolled:
    """The answer to an enrolment, from the authority that gave out the code and signed for its secret.

    Raises:
        NotThePinnedAuthority: It is another's.
    """
    try:
        told = unpack_enrolled(answer[:-_SIGNATURE_BYTES])
        if not code.fits(told.authority_key) or told.office != code.office:
            raise NotThePinnedAuthority
        verified_answer(answer, code.secret.encode(), Ed25519PublicKey.from_public_bytes(told.authority_key))
    except Unreadable as error:
        raise NotThePinnedAuthority from error
    return told


def _says_code(answer: Answer) -> bool:
    try:
        return bool(json.loads(answer.body)["error"] == Problem.CODE.value)
    except (ValueError, KeyError, TypeError):
        return False
