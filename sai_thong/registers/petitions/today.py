"""What is due today on cases: looked up in what the cases say of their clocks, never computed, so it opens at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import ngettext
from sai_thong.registers.petitions.calendar import Appointment, appointments
from sai_thong.registers.petitions.clocks_in_force import answers_overdue, can_be_told
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.listing import PetitionRow, Scope, View, count_petitions, petitions
from sai_thong.registers.petitions.records import Notice, Petition
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.shelves import may_open_complaints, shelf_of
from sai_thong.registers.petitions.terms import ClockKind, NoticeKind, PetitionState

MOST_LATE: Final = 200
"""Late cases looked at for delay letters; an office that has more of them must begin with the oldest."""
_ANSWER_IS_LATE: Final = frozenset({ClockKind.ANSWER, ClockKind.DELAY_NOTICE})
SHOWN: Final = 20
"""How many cases of a kind stand on Today; the count tells of the others."""


class CaseDuty(StrEnum):
    """One kind of thing that is due on cases."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    TO_SIGN = "to-sign"
    """Laid before the executive."""
    TO_TELL = "to-tell"
    """Decided, and the petitioner is not told."""
    UNNUMBERED = "unnumbered"
    DELAY_LETTERS = "delay-letters"
    """The answer is late, and the law asks that the petitioner is told why, again and again."""
    APPOINTMENTS = "appointments"


def duty_text(kind: CaseDuty, count: int) -> str:
    """A duty in the language in use, with its count."""
    sentences = {
        CaseDuty.OVERDUE: ngettext("{count} petition is overdue", "{count} petitions are overdue", count),
        CaseDuty.DUE_SOON: ngettext("{count} petition is due soon", "{count} petitions are due soon", count),
        CaseDuty.TO_SIGN: ngettext(
            "{count} petition lies before the executive", "{count} petitions lie before the executive", count
        ),
        CaseDuty.TO_TELL: ngettext("{count} decision is to be told", "{count} decisions are to be told", count),
        CaseDuty.UNNUMBERED: ngettext(
            "{count} petition has no number yet", "{count} petitions have no number yet", count
        ),
        CaseDuty.DELAY_LETTERS: ngettext(
            "{count} delay letter is to be signed", "{count} delay letters are to be signed", count
        ),
        CaseDuty.APPOINTMENTS: ngettext(
            "{count} visit or appointment today", "{count} visits and appointments today", count
        ),
    }
    return sentences[kind].format(count=count)


@dataclass(frozen=True)
class CaseDutyLine:
    """One thing that is due, with how many.

    Attributes:
        kind: What.
        count: How many; never zero.
        urgent: Whether it cannot wait for another day.
    """

    kind: CaseDuty
    count: int
    urgent: bool

    @property
    def text(self) -> str:
        """The duty in the language in use, with its count."""
        return duty_text(self.kind, self.count)


@dataclass(frozen=True)
class CasesToday:
    """What is due on the ordinary cases, or on the confidential ones.

    Attributes:
        day: The day in Bangkok.
        confidential: Which of the two.
        overdue: The cases of which a clock has run out, the oldest first, at most `SHOWN`.
        due_soon: The cases of which one runs out within days, at most `SHOWN`.
        to_sign: The cases that lie before the executive, at most `SHOWN`.
        appointments: The visits and appointments of today and tomorrow.
        duties: Each kind with its count, the urgent first.
    """

    day: date
    confidential: bool
    overdue: tuple[PetitionRow, ...]
    due_soon: tuple[PetitionRow, ...]
    to_sign: tuple[PetitionRow, ...]
    appointments: tuple[Appointment, ...]
    duties: tuple[CaseDutyLine, ...]


def cases_today(store: Store, *, confidential: bool = False) -> CasesToday:
    """What is due today.

    Raises:
        SetClosed: Confidential cases are asked for and this user does not hold their key.
    """
    day = bangkok_today(store.clock)
    overdue, soon = (View(scope, confidential=confidential) for scope in (Scope.OVERDUE, Scope.SOON))
    proposed, decided = (
        View(Scope.OPEN, confidential=confidential, state=state)
        for state in (PetitionState.PROPOSED, PetitionState.DECIDED)
    )
    planned = appointments(store, day, day + timedelta(days=1), confidential=confidential)
    counts = {
        CaseDuty.OVERDUE: count_petitions(store, overdue),
        CaseDuty.DELAY_LETTERS: len(delay_letters_due(store, confidential=confidential)),
        CaseDuty.DUE_SOON: count_petitions(store, soon),
        CaseDuty.TO_SIGN: count_petitions(store, proposed),
        CaseDuty.TO_TELL: count_petitions(store, decided),
        CaseDuty.UNNUMBERED: count_petitions(store, View(Scope.UNNUMBERED, confidential=confidential)),
        CaseDuty.APPOINTMENTS: sum(each.day == day for each in planned),
    }
    return CasesToday(
        day=day,
        confidential=confidential,
        overdue=tuple(petitions(store, overdue, limit=SHOWN)),
        due_soon=tuple(petitions(store, soon, limit=SHOWN)),
        to_sign=tuple(petitions(store, proposed, limit=SHOWN)),
        appointments=tuple(planned),
        duties=tuple(
            CaseDutyLine(kind, count, urgent=kind is CaseDuty.OVERDUE) for kind, count in counts.items() if count
        ),
    )


def cases_todays(store: Store) -> list[CasesToday]:
    """What is due today of the ordinary cases, and of the confidential ones where this user may open them."""
    found = [cases_today(store)]
    if may_open_complaints(store):
        found.append(cases_today(store, confidential=True))
    return found


def delay_letters_due(store: Store, *, confidential: bool = False) -> list[PetitionRow]:
    """The late cases of which the petitioner is to be told the reason now, the oldest first.

    Raises:
        SetClosed: Confidential cases are asked for and this user does not hold their key.
    """
    law, shelf = petition_law(store), shelf_of(store, confidential=confidential)
    late = petitions(store, View(Scope.OVERDUE, confidential=confidential), limit=MOST_LATE)
    found = shelf.find(Petition, id=tuple(row.id for row in late)) if late else []
    every = {each.id: law.profile_of(each).delay_notice for each in found if can_be_told(each)}
    asked = {
        each.id: term.amount
        for each in _late_with_the_answer(store, law, shelf, [each for each in found if every.get(each.id)])
        if (term := every[each.id]) is not None
    }
    told: dict[str, date] = {}
    for notice in shelf.find(Notice, petition_id=tuple(asked), kind=NoticeKind.DELAY) if asked else ():
        told[notice.petition_id] = max(told.get(notice.petition_id, date.min), bangkok_day(notice.told_at))
    today = bangkok_today(store.clock)
    return [
        row
        for row in late
        if row.id in asked and (row.id not in told or told[row.id] + timedelta(days=asked[row.id]) <= today)
    ]


def _late_with_the_answer(
    store: Store, law: PetitionLaw, shelf: Shelf, overdue: Sequence[Petition]
) -> Iterator[Petition]:
    """Those of which the answer is overdue, also where a clock overdue for longer stands in the case: its receipt."""
    others = [each for each in overdue if each.next_clock not in _ANSWER_IS_LATE]
    late = answers_overdue(law, shelf, others, store.clock.now()) if others else set()
    return (each for each in overdue if each.next_clock in _ANSWER_IS_LATE or each.id in late)
