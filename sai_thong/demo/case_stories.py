"""Stories of made-up cases: what was asked, who did what on which working day, how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from sai_thong.demo.counter import Counter, Deed
from sai_thong.demo.office import USER
from sai_thong.demo.place import SIGNERS
from sai_thong.demo.small_pictures import drawn_picture
from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.attachments.preparing import prepared
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Post
from sai_thong.registers.petitions import endings, papers_handed_in, routing, work
from sai_thong.registers.petitions.files import attach_file
from sai_thong.registers.petitions.intake import Intake, PointGiven, take
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.routing import OpinionGiven
from sai_thong.registers.petitions.terms import Channel, Decision, NoticeKind, Role, Stance, TaskKind, Way
from sai_thong.registers.petitions.work import TaskGiven
from sai_thong.registers.saraban.incoming import Receipt, receive

MAYOR: Final = next(each for each in SIGNERS if each.post is Post.MAYOR)
CLERK: Final = next(each for each in SIGNERS if each.post is Post.CLERK)
HEADS: Final = {
    "works": ("นายเทพบุตร ช่างโยธาดี", "ผู้อำนวยการกองช่าง"),
    "health": ("นางสาวอนงค์นาง สะอาดเอี่ยม", "ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม"),
    "prevention": ("นายกล้าณรงค์ ป้องภัยชน", "หัวหน้างานป้องกันและบรรเทาสาธารณภัย"),
    "office": ("นางเพียรใจ ธุรการงาม", "หัวหน้าสำนักปลัด"),
}
OFFICERS: Final = {"works": "นายช่างโย ธาดี", "health": "นางสาวเอี่ยม สะอาด", "prevention": "นายกล้า ป้องภัย"}


@dataclass
class Asked:
    """What somebody asks for.

    Attributes:
        service: Key of the catalogue.
        subject: เรื่อง.
        division: Where it goes.
        place: Where.
        more: Other values of the intake.
        speaker: What the one who comes is to the case.
    """

    service: str
    subject: str
    division: str
    place: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    speaker: Role = Role.PETITIONER


class Story:
    """One case and its days. Steps find the case by its id, which is known once it is taken.

    Attributes:
        counter: Where it was taken.
        day: The day it came.
        case: Its id.
    """

    def __init__(
        self, counter: Counter, day: date, asked: Asked, channel: Channel = Channel.IN_PERSON, *, hour: int = 0
    ) -> None:
        self.counter = counter
        self.store = counter.store
        self.day = counter.working_day(day, 0)
        self.case = ""
        self._asked = asked
        self._channel = channel
        # Before ten: what is done with it on the same day comes later.
        counter.at(self.day, hour or counter.chance.choice((8, 9)), self._take)

    def then(self, days: int, deed: Deed, hour: int = 15) -> None:
        """Do something so many working days after the case came."""
        self.counter.at(self.counter.working_day(self.day, days), hour, deed)

    def _take(self, at: datetime) -> None:
        asked = self._asked
        person = self.counter.somebody()
        values: dict[str, Any] = {
            "people": (PersonGiven(role=asked.speaker, person_id=person.id, phone=person.phone),),
            "moo": person.moo,
            **asked.more,
        }
        if at.minute > 30:  # in the second half of an hour the one in charge is at the counter
            values.setdefault("officer", USER)
        if self._channel is Channel.POST and asked.service != "corruption":
            # Who is complained of may read the register of incoming documents.
            values.setdefault("incoming_no", self._entered_in_register(at, person.full_name))
        taken = take(
            self.store,
            Intake(asked.service, asked.subject, self._channel, received_at=at, place=asked.place, **values),
        )
        self.case = taken.petition.id

    def _entered_in_register(self, at: datetime, sender: str) -> str:
        sender = "ไม่ระบุชื่อ" if self._asked.more.get("people") == () else sender
        receipt = Receipt(sender=sender, subject=self._asked.subject, received_at=at, division=self._asked.division)
        document = receive(self.store, receipt).record
        return f"{document.number}/{document.year_be}"

    # what may follow

    def assign(self, days: int) -> None:
        """To its division."""
        division = self._asked.division
        officer = OFFICERS.get(division, USER)
        self.then(
            days, lambda at: _done(routing.assign(self.store, self.case, division, officer=officer, at=at)), hour=11
        )

    def opinions(self, days: int, text: str, *, stance: Stance = Stance.FOR) -> None:
        """The officer and the head of the division."""
        name, position = HEADS.get(self._asked.division, HEADS["office"])
        officer = OFFICERS.get(self._asked.division, USER)
        for step, who, post in ((OpinionStep.OFFICER, officer, "เจ้าหน้าที่"), (OpinionStep.HEAD, name, position)):
            self._opinion(days, OpinionGiven(step, text, who, stance=stance, position=post), hour=13)

    def _opinion(self, days: int, given: OpinionGiven, hour: int) -> None:
        self.then(
            days, lambda at: _done(routing.give_opinion(self.store, self.case, replace(given, given_at=at))), hour
        )

    def propose(self, days: int) -> None:
        """Before the executive, with the word of the chief administrator."""
        self.then(days, lambda at: _done(routing.propose(self.store, self.case, at=at)), hour=14)
        said = routing.opinion_by(CLERK, OpinionStep.CLERK, "เห็นควรพิจารณาตามที่เสนอ", Stance.FOR)
        self._opinion(days, said, hour=15)

    def decide(self, days: int, decision: Decision = Decision.APPROVED, *, reason: str = "", law: str = "") -> None:
        """The executive's order."""
        self.then(
            days,
            lambda at: _done(
                routing.decide(
                    self.store, self.case, decision, reason=reason, law=law, decided_by=MAYOR.name, decided_on=_day(at)
                )
            ),
            hour=15,
        )

    def begin_work(self, days: int) -> None:
        """What was asked is being done."""
        self.then(days, lambda at: _done(work.begin_work(self.store, self.case, at=at)), hour=9)

    def visit(self, planned: int, done: int | None, what: str, outcome: str = "") -> None:
        """A visit, planned on one day for another; done there, or still to come."""
        held: list[str] = []
        day = self.counter.working_day(self.day, done if done is not None else planned + 4)
        begins = datetime(day.year, day.month, day.day, 13, 30, tzinfo=BANGKOK)
        officer = OFFICERS.get(self._asked.division, USER)

        def plan(_at: datetime) -> None:
            given = TaskGiven(what, TaskKind.VISIT, who=officer, place=self._asked.place, begins_at=begins)
            held.append(work.plan(self.store, self.case, given).record.id)

        def finish(at: datetime) -> None:
            work.finish(self.store, self.case, held[0], outcome=outcome, done_on=_day(at))

        self.then(planned, plan, hour=11)
        if done is not None:
            self.then(done, finish, hour=14)

    def picture(self, days: int, note: str) -> None:
        """A picture of the place."""
        lamp = self._asked.service == "street-light"
        seed = self.counter.chance.randrange(1000)

        def attach(_at: datetime) -> None:
            file = prepared(drawn_picture(seed, lamp=lamp), f"{note} {seed}.png")
            attach_file(self.store, self.case, file, note=note)

        self.then(days, attach, hour=10)

    def tell(self, days: int, kind: NoticeKind, way: Way, text: str = "", **more: Any) -> None:  # noqa: ANN401
        """The petitioner is told; a letter stands in the register of outgoing documents."""
        letter = LetterGiven() if way is Way.LETTER else None
        self.then(
            days,
            lambda at: _done(
                tell(self.store, self.case, NoticeGiven(kind, way, told_at=at, text=text, letter=letter, **more))
            ),
            hour=15,
        )

    def close(self, days: int) -> None:
        """The end."""
        self.then(days, lambda at: _done(endings.close(self.store, self.case, on_day=_day(at))), hour=16)

    def note_defects(self, days: int, items: Sequence[str]) -> None:
        """Missing papers are noted."""
        self.then(
            days,
            lambda at: _done(papers_handed_in.note_defects(self.store, self.case, items=items, noted_on=_day(at))),
            hour=10,
        )

    def papers_come(self, days: int, items: Sequence[str]) -> None:
        """They are brought."""
        self.then(
            days,
            lambda at: _done(papers_handed_in.receive_papers(self.store, self.case, items, on_day=_day(at))),
            hour=9,
        )

    def do(self, days: int, deed: Callable[[str, datetime], object]) -> None:
        """Something of its own, given the case's id and the moment."""
        self.then(days, lambda at: _done(deed(self.case, at)))


def repaired(story: Story, pace: int, outcome: str, way: Way) -> None:
    """The common course of a repair: looked at, proposed, ordered, done, told, closed; `pace` in working days."""
    story.assign(0)
    story.visit(0, pace, "ตรวจสอบพื้นที่", "พบตามที่แจ้ง")
    story.picture(pace, "ก่อนดำเนินการ")
    story.opinions(pace + 1, "เห็นควรดำเนินการแก้ไข")
    story.propose(pace + 1)
    story.decide(pace + 2)
    story.begin_work(pace + 3)
    told_to = {"told_to": "ผู้ใหญ่บ้าน"} if way is Way.THROUGH else {}
    story.tell(pace + 5, NoticeKind.RESULT, way, outcome, **told_to)
    story.close(pace + 6)


def settled_at_counter(story: Story) -> None:
    """What is granted and handed over within a day or two."""
    story.decide(0)
    story.tell(1, NoticeKind.RESULT, Way.IN_PERSON, "รับเอกสารแล้ว")
    story.close(1)


def points(*matters: str) -> tuple[PointGiven, ...]:
    """Several points of one paper, the lamps by their codes."""
    return tuple(PointGiven(matter, asset_code=f"ฟ-{number:03}") for number, matter in enumerate(matters, 11))


def _day(at: datetime) -> date:
    return at.astimezone(BANGKOK).date()


def _done(_outcome: object) -> None:
    """A deed gives nothing back."""
