"""What a stick asks is answered as over a line, by the same functions; what has no room comes with the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from sai_thong.ground.clock import Clock
from sai_thong.server.answering import Question
from sai_thong.server.book import SqlBook
from sai_thong.server.carried import ANSWERS
from sai_thong.server.contents import put_by_others, size_of, whole_content
from sai_thong.server.database import of_office
from sai_thong.server.devices import devices_of
from sai_thong.server.policies import declared_policy
from sai_thong.server.problems import Declined
from sai_thong.server.receiving import next_page, take_batch, welcome_of
from sai_thong.server.talk import HELLO, PULL, PUSH
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
from sai_thong.sync.pages import Page, pack_with_batches
from sai_thong.sync.stick import StickHead, StickWriter

_CONTENT_MORE: Final = 64 * 1024
"""What the pieces of the largest content add to its bytes."""
_PAGE_BYTES: Final = 1024 * 1024


class TakingAsked:
    """Takes in what a stick asks, one transaction each, and answers it in the end.

    Attributes:
        refused: Batches that were not taken.
        entries: Entries that were not held before.
    """

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
            known = devices_of(connection, office)  # a hub may have brought some
            welcome = welcome_of(book, known, heads, nonce=b"", clock=self._clock, key=key)
        stick.add(HELLO, messages.pack_welcome(welcome))
        for receipt in self.refused:
            stick.add(PUSH, messages.pack_receipt(receipt))
        self.write_answers(stick)
        lines, more = self._write_pages(stick, welcome)
        self.write_contents(stick)
        return lines, more

    def write_answers(self, stick: StickWriter) -> None:
        """Write the answers to what is asked beside the order."""
        for asked, body in self._answers:
            if len(body) <= stick.room:
                stick.add(asked, body)

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

    def write_contents(self, stick: StickWriter) -> None:
        """The contents that the computer lacks, whole, as many as there is room for."""
        office = self._head.office
        for tag in dict.fromkeys(self._wanted_contents):
            with of_office(self._engine, office) as connection:
                if size_of(connection, office, tag) + _CONTENT_MORE <= stick.room:
                    for told in whole_content(connection, office, tag):
                        stick.add(CONTENTS_PATH, pack_contents_told(told))
