"""A stick from the hub of an office is taken in: its order, by the functions that follow a hub over a line."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import NoResultFound

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.answering import Question
from sai_thong.server.book import SqlBook
from sai_thong.server.carried import ANSWERS
from sai_thong.server.database import of_office
from sai_thong.server.following import follow_hub, followed, take_decided
from sai_thong.server.problems import Declined
from sai_thong.sync.authority import Receipt
from sai_thong.sync.following import DECIDED, FOLLOW, LACKING, STICK_NONCE, pack_followed, unpack_held
from sai_thong.sync.messages import Heads
from sai_thong.sync.packing import Unreadable, join_parts
from sai_thong.sync.sessions import Problem
from sai_thong.sync.stick import StickHead, StickWriter

_MOST_AT_ONCE = 1024 * 1024


class StickOfEarlierHub(Refused):
    """Another computer of the office is the hub since, or the province keeps the order again."""

    def __init__(self) -> None:
        super().__init__(
            _("This stick is of a hub that is the office's hub no longer."),
            kept=_("Nothing of it was taken in, and it is as it was."),
            do=_("Have the computer that is the hub now write a stick."),
        )


class TakingOrder:
    """Takes in what a hub says, one transaction each, and answers it in the end.

    Attributes:
        refused: Nothing of a hub's order is.
    """

    def __init__(self, engine: Engine, head: StickHead, clock: Clock) -> None:
        self._engine = engine
        self._head = head
        self._clock = clock
        self._answers: list[tuple[str, bytes]] = []
        self._held: Heads | None = None
        with of_office(engine, head.office) as connection:
            self._before = _entries(connection, head.office)
        self.refused: list[Receipt] = []

    @property
    def entries(self) -> int:
        """Entries that were not held before."""
        with of_office(self._engine, self._head.office) as connection:
            return _entries(connection, self._head.office) - self._before

    def take(self, asked: str, body: bytes) -> None:
        """Take in one thing it says; what this program does not know is passed over.

        Raises:
            StickOfEarlierHub: Somebody else keeps the order since.
            Unreadable: It is none, or not signed as it must be.
        """
        try:
            self._take(asked, body)
        except Declined as error:
            if error.problem is Problem.FOLLOWS:
                raise StickOfEarlierHub from error
            raise Unreadable("not signed by a computer of the office") from error
        except NoResultFound:
            # A restored province lacks what it once said to hold: its answer tells the hub where to begin.
            return

    def answer(self, stick: StickWriter, _key: Ed25519PrivateKey) -> tuple[int, bool]:
        """Write the answer: how far we follow, and the batches the hub lacks; whether there are more of those."""
        with of_office(self._engine, self._head.office) as connection:
            told = followed(connection, self._head.office)
        stick.add(FOLLOW, pack_followed(told))
        for asked, body in self._answers:
            if len(body) <= stick.room:
                stick.add(asked, body)
        return 0, self._write_lacking(stick, told.heads)

    def _take(self, asked: str, body: bytes) -> None:
        office, device = self._head.office, self._head.device
        if asked == LACKING:
            self._held = unpack_held(body)
            return
        with of_office(self._engine, office) as connection:
            question = Question(connection, office, device, body, STICK_NONCE, self._clock)
            if asked == FOLLOW:
                follow_hub(question)
            elif asked == DECIDED:
                take_decided(question)
            elif asked in ANSWERS:
                self._answers.append((asked, ANSWERS[asked](question)))

    def _write_lacking(self, stick: StickWriter, heads: Heads) -> bool:
        """Write what computers sent here and the hub has not; whether something found no room."""
        if self._held is None:
            return False
        for file_id, head in heads.items():
            counter = self._held[file_id].counter if file_id in self._held else 0
            while counter < head.counter:
                with of_office(self._engine, self._head.office) as connection:
                    most = min(_MOST_AT_ONCE, stick.room)
                    batches = SqlBook(connection, self._head.office).batches_behind(file_id, counter, most)
                body = join_parts([each.to_bytes() for each in batches])
                if not batches or len(body) > stick.room:
                    return bool(batches)
                stick.add(LACKING, body)
                counter = batches[-1].last
        return False


def _entries(connection: Connection, office: str) -> int:
    return sum(head.counter for head in SqlBook(connection, office).heads().values())
