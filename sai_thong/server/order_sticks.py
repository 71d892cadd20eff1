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
from sai_thong.server.following import follow_hub, followed, is_given_back_by, take_back, take_decided
from sai_thong.server.problems import Declined
from sai_thong.server.stick_answers import TakingAsked
from sai_thong.server.talk import HELLO, PULL
from sai_thong.sync.authority import Receipt
from sai_thong.sync.following import DECIDED, FOLLOW, LACKING, STICK_NONCE, UNFOLLOW, pack_followed, unpack_held
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

    def __init__(self, engine: Engine, head: StickHead, clock: Clock, asked: TakingAsked) -> None:
        self._engine = engine
        self._head = head
        self._clock = clock
        self._asked = asked
        self._held: Heads | None = None
        self._given_back: bytes | None = None
        self._is_back = False
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

    def answer(self, stick: StickWriter, key: Ed25519PrivateKey) -> tuple[int, bool]:
        """Write the answer: how far we follow, and the batches the hub lacks; whether there are more of those.

        Who gave the order back is answered as any other computer: what it decided is read on from us.
        """
        if self._takes_back():
            return self._asked.answer(stick, key)
        with of_office(self._engine, self._head.office) as connection:
            told = followed(connection, self._head.office)
        stick.add(FOLLOW, pack_followed(told))
        self._asked.write_answers(stick)
        more = self._write_lacking(stick, told.heads)
        self._asked.write_contents(stick)
        return 0, more

    def _takes_back(self) -> bool:
        """Whether the order is kept here again, now or since this very stick came before."""
        if self._given_back is None or self._is_back:
            return self._is_back
        with of_office(self._engine, self._head.office) as connection:
            return take_back(self._question(connection, self._given_back))

    def _take(self, asked: str, body: bytes) -> None:
        if asked == LACKING:
            self._held = unpack_held(body)
        elif asked == UNFOLLOW:
            self._given_back = body
        elif asked in (HELLO, PULL, *ANSWERS):
            self._asked.take(asked, body)
        elif asked in (FOLLOW, DECIDED) and not self._is_back:
            with of_office(self._engine, self._head.office) as connection:
                question = self._question(connection, body)
                if asked == DECIDED:
                    take_decided(question)
                elif self._given_back is not None and is_given_back_by(question):
                    self._is_back = True
                else:
                    follow_hub(question)

    def _question(self, connection: Connection, body: bytes) -> Question:
        return Question(connection, self._head.office, self._head.device, body, STICK_NONCE, self._clock)

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
