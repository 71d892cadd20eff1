"""The counter of the made-up office: petitions and documents as they came, each step done on its own day.

Stories are put on a calendar and told up to a moment; what lies after it never happened. So the office stands on the
demo day with cases in every state, some of them late.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from sai_thong.db.store import Store
from sai_thong.demo.place import DEMO_DAY
from sai_thong.ground.clock import BANGKOK, FixedClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.saraban.series import INCOMING_SERIES, open_register, series_of
from sai_thong.registers.saraban.terms import Register
from sai_thong.registers.workdays import HolidayTable

Deed = Callable[[datetime], None]
"""Something done at a moment."""

_OF_AGE: Final = 20
LAST_ON_PAPER: Final = 57
"""The last number in the book of petitions before the office began with the program."""
_LETTERS_ON_PAPER: Final = {
    Register.LETTERS: 411,
    Register.CIRCULARS: 26,
    Register.MEMOS: 601,
    Register.ORDERS: 214,
    Register.ANNOUNCEMENTS: 33,
    Register.CERTIFICATES: 8,
}
_INCOMING_ON_PAPER: Final = 655


class Counter:
    """Where the made-up office takes petitions.

    Attributes:
        store: The office's store.
        chance: What happens by chance, seeded.
        people: Citizens who may come.
    """

    def __init__(self, store: Store, clock: FixedClock, seed: int) -> None:
        self.store = store
        self.chance = Random(f"counter {seed}")
        self.people: list[Citizen] = sorted(
            (each for each in store.find(Citizen) if _may_come(each, DEMO_DAY)),
            key=lambda each: each.citizen_id or each.id,
        )
        self._clock = clock
        self._holidays: HolidayTable = holiday_table(store)
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._count = 0

    def open_registers(self, year_be: int) -> None:
        """Go on after the last numbers on paper."""
        open_numbers(self.store, year_be, next_number=LAST_ON_PAPER + 1)
        open_numbers(self.store, year_be, confidential=True)
        open_register(self.store, INCOMING_SERIES, year_be, next_number=_INCOMING_ON_PAPER + 1)
        for register, last in _LETTERS_ON_PAPER.items():
            open_register(self.store, series_of(self.store, register), year_be, next_number=last + 1)

    def at(self, day: date, hour: int, deed: Deed, *, minute: int | None = None) -> None:
        """Put a deed on the calendar, at a minute of that hour in Bangkok; at some minute where none is said."""
        past = self.chance.randrange(60) if minute is None else minute
        moment = datetime.combine(day, time(hour, past), BANGKOK)
        self._count += 1
        heapq.heappush(self._deeds, (moment, self._count, deed))

    def until(self, moment: datetime) -> None:
        """Do everything that lies before `moment`, in order; the clock never goes back.

        Raises:
            SaiThongError: A step was refused.
        """
        while self._deeds and self._deeds[0][0] <= moment:
            when, _count, deed = heapq.heappop(self._deeds)
            self._clock.moment = max(self._clock.moment, when)
            deed(when)

    def working_day(self, after: date, days: int) -> date:
        """So many working days after a day; of none, the day itself or the next working day."""
        day = after
        while not self._holidays.is_working_day(day):
            day += timedelta(days=1)
        for _each in range(days):
            day += timedelta(days=1)
            while not self._holidays.is_working_day(day):
                day += timedelta(days=1)
        return day

    def somebody(self) -> Citizen:
        """One of the citizens, by chance."""
        return self.chance.choice(self.people)


def _may_come(citizen: Citizen, day: date) -> bool:
    """Whether somebody brings petitions: alive, and of age (ป.พ.พ. มาตรา 19) as far as the birth is known."""
    of_age = citizen.birth is not None and citizen.birth.age_on(day) >= _OF_AGE
    return of_age and citizen.alive and not citizen.merged_into
