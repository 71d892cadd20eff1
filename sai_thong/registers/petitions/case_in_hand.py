"""One case inside one transaction: found on its shelf, changed by steps, its timeline written, its clocks set anew.

Every operation on a case goes through `in_hand`, so that none forgets who may not see it, that an ended case does not
change, or that the next clock follows from what was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, TypeVar

from sai_thong.db.refusals import RecordMissing
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import Record, declaration_of
from sai_thong.registers.petitions.clocks_in_force import clock_values, facts_of
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law, received_on
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.records import Petition, PetitionEvent, Task
from sai_thong.registers.petitions.refusals import CaseEnded, IllegalStep, NotPossible
from sai_thong.registers.petitions.rules.course import Step, after, check
from sai_thong.registers.petitions.rules.facts import CaseFacts
from sai_thong.registers.petitions.shelves import Place, locate, writer_of
from sai_thong.registers.petitions.terms import ENDED_STATES, EventKind
from sai_thong.thai.calendar import thai_date

R = TypeVar("R", bound=Record)


class CaseInHand:
    """A case being worked on.

    Attributes:
        store: The office's store.
        tx: The transaction.
        writer: Where everything that belongs to the case is written.
        confidential: Whether that is the sealed set.
        petition: The case as it now stands.
        law: The services, clocks and holidays in use.
    """

    def __init__(self, store: Store, tx: Transaction, place: Place) -> None:
        self.store = store
        self.tx = tx
        self.writer = writer_of(tx, confidential=place.confidential)
        self.confidential = place.confidential
        self.petition: Petition = place.petition
        self.law: PetitionLaw = petition_law(tx)

    @property
    def now(self) -> datetime:
        """The present, in UTC."""
        return self.store.clock.now()

    @property
    def today(self) -> date:
        """The day in Bangkok."""
        return bangkok_today(self.store.clock)

    @property
    def facts(self) -> CaseFacts:
        """What the rules ask about the case, as it now stands."""
        return facts_of(self.law, self.writer, self.petition)

    @property
    def ended(self) -> bool:
        """Whether nothing of the case is waited for any more."""
        return self.petition.state in ENDED_STATES

    def moment(self, at: datetime | None) -> datetime:
        """When something happened: now, or the paper's own time.

        Raises:
            NotPossible: It lies ahead, or before the day the case was received.
        """
        if at is None:
            return self.now
        day = at.astimezone(BANGKOK).date()
        self.refuse_day(day)
        if at > self.now:
            raise _ahead(day)
        return at

    def refuse_day(self, day: date) -> None:
        """Raise `NotPossible` when a day on which something was done lies ahead, or before the case was received."""
        if day > self.today:
            raise _ahead(day)
        if day < received_on(self.petition):
            raise NotPossible(
                _("{day} lies before the day the case was received.").format(day=thai_date(day)),
                do=_("Look at the date and type it again."),
            )

    def time_on(self, day: date) -> datetime:
        """The moment of what is known by its day only: now for today, else noon, but not before the case was received.

        Raises:
            NotPossible: The day lies ahead, or before the day the case was received.
        """
        self.refuse_day(day)
        if day == self.today:
            return self.now
        return max(datetime.combine(day, time(12), BANGKOK), self.petition.received_at)

    def need_step(self, step: Step) -> None:
        """Raise `StepNotAllowed` when this step cannot be taken where the case stands."""
        check(step, self.facts)

    def take(self, step: Step, **values: Any) -> Petition:  # noqa: ANN401 - as `ShelfWriter.update`
        """Take a step: the case stands where it leads, with the values that go with it.

        Raises:
            StepNotAllowed: It cannot be taken where the case stands.
        """
        return self.change(state=after(step, self.facts), **values)

    def need_number(self) -> None:
        """Raise `IllegalStep` when the case has no number: what ended must stand in the register."""
        if not self.petition.number:
            raise IllegalStep(_("This case has no number yet."), do=_("Give it its number first, then end it."))

    def need_no_open_work(self) -> None:
        """Raise `IllegalStep` while work is planned: nobody would be reminded of it once the case has ended."""
        if self.writer.find(Task, petition_id=self.petition.id, done_on=None, dropped=""):
            raise IllegalStep(
                _("Work is planned in this case that is not done."), do=_("Record what came of it, or drop it.")
            )

    def own(self, record_class: type[R], record_id: str) -> R:
        """A record of this case.

        Raises:
            RecordMissing: There is none with this id in this case.
        """
        record = self.writer.get(record_class, record_id)
        if getattr(record, "petition_id", "") != self.petition.id:
            raise RecordMissing(declaration_of(record_class).table, record_id)
        return record

    def change(self, **values: Any) -> Petition:  # noqa: ANN401 - as `ShelfWriter.update`
        """Change fields of the case."""
        self.petition = self.writer.update(self.petition, **values)
        return self.petition

    def record(self, record: R) -> R:
        """Keep a new record of the case."""
        return self.writer.insert(record)

    def tell(
        self, kind: EventKind, at: datetime | None = None, *, detail: str = "", refers_to: str = "", by: str = ""
    ) -> PetitionEvent:
        """Write a line of the timeline, at the time it happened."""
        return self.writer.insert(
            PetitionEvent(
                petition_id=self.petition.id,
                kind=kind,
                happened_at=self.moment(at),
                by_name=by.strip() or self.store.user,
                detail=detail.strip(),
                refers_to=refers_to,
            )
        )

    def set_clocks(self) -> None:
        """Let the next clock follow from the facts as they now are."""
        self.change(**clock_values(self.law, self.writer, self.petition))

    def stepped(self) -> Stepped:
        """What the operation returns."""
        return Stepped(self.petition, self.tx.changes)

    def recorded(self, record: R) -> Recorded[R]:
        """What the operation returns, with the record it made."""
        return Recorded(self.petition, self.tx.changes, record)


@contextmanager
def in_hand(store: Store, case_id: str, why: str = "", *, ended_too: bool = False) -> Iterator[CaseInHand]:
    """A case to work on, in one transaction; its clocks are set anew at the end.

    Raises:
        RecordMissing: There is no such case, or none for this user.
        CaseEnded: It has ended, and the work is not one that an ended case allows.
    """
    with store.transaction(why) as tx:
        case = CaseInHand(store, tx, locate(store, case_id))
        if case.ended and not ended_too:
            raise CaseEnded(case.petition.number)
        yield case
        case.set_clocks()


def _ahead(day: date) -> NotPossible:
    return NotPossible(
        _("{day} lies in the future.").format(day=thai_date(day)), do=_("Look at the date and type it again.")
    )
