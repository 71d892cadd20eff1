"""A stick from a computer of an office is taken in, and answered by another: a session by file.

Whatever it asks is answered as over a line, by the same functions. There is no nonce: a stick that comes twice, late or
after a newer one changes nothing, as every request of it may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.answering import Question
from sai_thong.server.book import SqlBook
from sai_thong.server.box_key import box_key
from sai_thong.server.carried import ANSWERS
from sai_thong.server.contents import put_by_others, size_of, whole_content
from sai_thong.server.database import of_office
from sai_thong.server.devices import devices_of, verifying_key
from sai_thong.server.enrolment_sticks import enrol_by_stick
from sai_thong.server.following import hub_of
from sai_thong.server.order_sticks import TakingOrder
from sai_thong.server.policies import declared_policy
from sai_thong.server.problems import Declined
from sai_thong.server.receiving import next_page, take_batch, welcome_of
from sai_thong.server.talk import ENROL, HELLO, PULL, PUSH
from sai_thong.sync import messages
from sai_thong.sync.authority import ChainHead, Receipt, Refusal
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.contents_messages import (
    CONTENTS_PATH,
    ContentsAsked,
    ContentsTold,
    pack_contents_told,
    unpack_contents_asked,
    unpack_contents_told,
)
from sai_thong.sync.following import STICK_NONCE
from sai_thong.sync.messages import DeviceKeys, Hello, PullRequest, Welcome
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import Page, pack_with_batches
from sai_thong.sync.stick import (
    Stick,
    StickHead,
    StickKind,
    StickNotForHere,
    StickUnreadable,
    StickWriter,
    read_stick,
    written_stick,
)

USUAL_BYTES: Final = 512 * 1024 * 1024
LEAST_BYTES: Final = 4 * 1024 * 1024
"""Holds one page with the largest batch at any rate."""
_CONTENT_MORE: Final = 64 * 1024
"""What the pieces of the largest content add to its bytes."""
_PAGE_BYTES: Final = 1024 * 1024

Progress = Callable[[int, int], None]
"""Told how many bytes of the stick are done, and of how many."""


class StickDeclined(Refused):
    """The stick is of nobody who may send."""

    def __init__(self, office: str, device: str) -> None:
        super().__init__(
            _("The computer {device} is none of the office {office}, or was struck off.").format(
                device=device, office=office
            ),
            kept=_("Nothing of it was taken in, and it is as it was."),
            do=_("Enrol the computer with a new code, and have it write a new stick."),
        )


@dataclass(frozen=True)
class TakenStick:
    """What a stick brought, and what its answer holds.

    Attributes:
        office: The code of the office.
        device: The computer that wrote it.
        entries: Entries that were not held before.
        refused: Batches that were not taken.
        outcomes: Lines of the order in the answer.
        more: Whether there is more than the answer holds.
        enrolled: What the office calls the computer that was enrolled; empty where none was.
    """

    office: str
    device: str
    entries: int
    refused: int
    outcomes: int
    more: bool
    enrolled: str = ""


def take_stick(
    engine: Engine,
    key: Ed25519PrivateKey,
    path: Path,
    answer: Path,
    clock: Clock,
    *,
    most_bytes: int = USUAL_BYTES,
    progress: Progress = lambda _done, _all: None,
) -> TakenStick:
    """Take a stick in, and write its answer; what was taken stays taken where the answer cannot be written.

    Args:
        engine: The database of the authority.
        key: What it signs with.
        path: The stick.
        answer: Where the answer goes.
        clock: Shown to stations, and kept with what came.
        most_bytes: How large the answer may be; below `LEAST_BYTES` a page may find no room in it.
        progress: Told of the bytes of the stick.

    Raises:
        StickUnreadable, StickNotForHere: It is no stick, torn, changed, or sealed to somebody else.
        OfficeUnknown: The office is not here.
        StickDeclined, StickOfNoCode: Who wrote it may not send, or not be enrolled.
        StickOfEarlierHub: Its order is in force no longer.
        StickFull, NotWritten: The answer could not be written.
    """
    stick = read_stick(path)
    head = stick.head
    if head.kind is StickKind.ENROL:
        return _take_request(engine, key, stick, answer, clock, most_bytes=most_bytes)
    if head.kind not in (StickKind.UP, StickKind.ORDER):
        raise StickNotForHere(_("the computer {name}").format(name=head.device))
    with of_office(engine, head.office) as connection:
        SqlBook(connection, head.office)
        devices = devices_of(connection, head.office)
        follows = hub_of(connection, head.office)
    _look_who(stick, devices)
    if follows and head.kind is StickKind.UP:
        raise StickNotForHere(_("the hub of the office {office}").format(office=head.office))
    is_order = head.kind is StickKind.ORDER
    taking = TakingOrder(engine, head, clock) if is_order else _Taking(engine, head, devices, clock)
    for path_asked, body, done in stick.bodies(box_key(key)):
        try:
            taking.take(path_asked, body)
        except Unreadable as error:
            raise StickUnreadable(path) from error
        progress(done, stick.size)
    heading = StickHead(StickKind.ANSWER, head.office, head.device, head.number)
    with of_office(engine, head.office) as connection:
        recipients = [each.box_key for each in devices_of(connection, head.office) if not each.revoked]
    with written_stick(answer, heading, recipients, key, most_bytes=most_bytes) as written:
        outcomes, more = taking.answer(written, key)
    return TakenStick(head.office, head.device, taking.entries, len(taking.refused), outcomes, more)


def _take_request(
    engine: Engine, key: Ed25519PrivateKey, stick: Stick, answer: Path, clock: Clock, *, most_bytes: int
) -> TakenStick:
    """Enrol who wrote a request, and answer what it asks besides; a province that follows a hub tells the hub's order.

    Raises:
        SaiThongError, OfficeUnknown: As `take_stick` does.
    """
    request, head = enrol_by_stick(engine, key, stick, clock), stick.head
    with of_office(engine, head.office) as connection:
        taking = _Taking(engine, head, devices_of(connection, head.office), clock)
    for path_asked, body in request.more:
        try:
            taking.take(path_asked, body)
        except Unreadable as error:
            raise StickUnreadable(stick.path) from error
    heading = StickHead(StickKind.ENROLLED, head.office, head.device, head.number)
    with written_stick(answer, heading, [request.asked.box_key], key, most_bytes=most_bytes) as written:
        written.add(ENROL, request.told)
        outcomes, more = taking.answer(written, key) if request.more else (0, False)
    return TakenStick(head.office, head.device, 0, 0, outcomes, more, request.asked.name)


def _look_who(stick: Stick, devices: tuple[DeviceKeys, ...]) -> None:
    """Let a stick pass that a device of the office signed which may send.

    Raises:
        StickDeclined: It is unknown or revoked.
        StickUnreadable: The stick is not as it was made.
    """
    device = next((each for each in devices if each.device == stick.head.device), None)
    if device is None or device.revoked:
        raise StickDeclined(stick.head.office, stick.head.device)
    if not stick.is_signed_by(verifying_key(device)):
        raise StickUnreadable(stick.path)


class _Taking:
    """Takes in what a stick asks, one transaction each, and answers it in the end."""

    def __init__(self, engine: Engine, head: StickHead, devices: tuple[DeviceKeys, ...], clock: Clock) -> None:
        self._engine = engine
        self._head = head
        self._devices = devices
        self._clock = clock
        self._hello: Hello | None = None
        self._wanted: PullRequest | None = None
        self._answers: list[tuple[str, bytes]] = []
        self._wanted_contents: list[str] = []
        self.refused: list[Receipt] = []
        self.entries = 0

    def take(self, asked: str, body: bytes) -> None:
        """Take in one request; one that this program does not know is passed over.

        Raises:
            Unreadable: It is none.
        """
        office, device = self._head.office, self._head.device
        if asked == HELLO:
            self._hello = messages.unpack_hello(body)
        elif asked == PULL:
            self._wanted = messages.unpack_pull(body)
        elif asked == PUSH:
            self._push(body)
        elif asked in ANSWERS:
            with of_office(self._engine, office) as connection:
                answer = ANSWERS[asked](Question(connection, office, device, body, STICK_NONCE, self._clock))
            self._answers.append((asked, answer))
            if asked == CONTENTS_PATH:
                self._note_contents(unpack_contents_asked(body), unpack_contents_told(answer))

    def answer(self, stick: StickWriter, key: Ed25519PrivateKey) -> tuple[int, bool]:
        """Write the answer; how many lines of the order it holds, and whether there are more."""
        office = self._head.office
        heads = self._hello.heads if self._hello else {}
        with of_office(self._engine, office) as connection:
            book = SqlBook(connection, office)
            welcome = welcome_of(book, self._devices, heads, nonce=b"", clock=self._clock, key=key)
        stick.add(HELLO, messages.pack_welcome(welcome))
        for receipt in self.refused:
            stick.add(PUSH, messages.pack_receipt(receipt))
        for asked, body in self._answers:
            if len(body) <= stick.room:
                stick.add(asked, body)
        lines, more = self._write_pages(stick, welcome)
        self._write_contents(stick)
        return lines, more

    def _push(self, body: bytes) -> None:
        batch = read_batch(body)
        with of_office(self._engine, self._head.office) as connection:
            book = SqlBook(connection, self._head.office)
            before = book.head(batch.file_id)
            try:
                receipt = take_batch(book, batch, self._devices, declared_policy, self._clock)
            except Declined:
                receipt = Receipt(batch.file_id, before, refused=Refusal.UNREADABLE)
        if receipt.refused is not None:
            self.refused.append(receipt)
        elif receipt.held is not None:
            self.entries += receipt.held.counter - (before.counter if before else 0)

    def _write_pages(self, stick: StickWriter, welcome: Welcome) -> tuple[int, bool]:
        lines, more = 0, True
        for page, batches in self._pages(welcome, lambda: stick.room):
            body = pack_with_batches(page, batches)
            if len(body) > stick.room:
                return lines, True
            stick.add(PULL, body)
            lines, more = lines + len(page.lines), page.more
        return lines, more

    def _pages(self, welcome: Welcome, room: Callable[[], int]) -> Iterator[tuple[Page, list[Batch]]]:
        """The pages behind the place the station read up to, or from the beginning where that place is no more."""
        wanted = self._wanted
        if wanted is None:
            return
        goes_on = welcome.goes_on_from(wanted.epoch, wanted.after)
        after, heads = wanted.after if goes_on else 0, dict(wanted.heads)
        more = True
        while more:
            asked = PullRequest(welcome.epoch, after, min(_PAGE_BYTES, room()), heads)
            with of_office(self._engine, self._head.office) as connection:
                try:
                    page, batches = next_page(SqlBook(connection, self._head.office), asked, _PAGE_BYTES)
                except Declined:
                    return  # a new epoch began meanwhile: the next stick tells
            heads |= {each.file_id: ChainHead(each.last, each.after) for each in batches}
            after, more = page.last_seq, page.more
            yield page, batches

    def _note_contents(self, asked: ContentsAsked, told: ContentsTold) -> None:
        """Know which contents the computer lacks, so that they follow."""
        gone = set(told.gone)
        self._wanted_contents += [each.tag for each in asked.wanted if each.tag not in gone]
        if asked.after is not None and told.listed:
            between = asked.after, told.listed[-1].number
            with of_office(self._engine, self._head.office) as connection:
                found = put_by_others(connection, self._head.office, self._head.device, *between)
            self._wanted_contents += [each.tag for each in found]

    def _write_contents(self, stick: StickWriter) -> None:
        """The contents that the computer lacks, whole, as many as there is room for."""
        office = self._head.office
        for tag in dict.fromkeys(self._wanted_contents):
            with of_office(self._engine, office) as connection:
                if size_of(connection, office, tag) + _CONTENT_MORE <= stick.room:
                    for told in whole_content(connection, office, tag):
                        stick.add(CONTENTS_PATH, pack_contents_told(told))
