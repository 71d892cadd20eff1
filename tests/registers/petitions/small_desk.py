"""A counter in a real encrypted store: a station with its clock, where petitions are taken and worked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from sai_thong.db import slots
from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK, FixedClock
from sai_thong.registers.petitions import numbers, routing
from sai_thong.registers.petitions.intake import Intake, PointGiven, Taken, take
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.petitions.terms import Channel, Decision
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

FRIDAY = date(2026, 11, 20)
"""A working day with no holiday in the fortnight after it but the weekends."""
USER = "ธุรการ"
PASSWORD = "ทดสอบ-saithong"


class Desk:
    """A station where petitions are taken."""

    def __init__(self, store: Store, clock: FixedClock, *, confidential: bool = False) -> None:
        self.store = store
        self.clock = clock
        self.confidential = confidential

    def on(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """Let it be an hour of `day` in Bangkok."""
        self.clock.moment = datetime.combine(day, time(hour, minute), BANGKOK).astimezone(UTC)
        return self.clock.moment

    def taken(self, service: str = "street-light", **given: object) -> Taken:
        """A petition of นายสมชาย, taken on this desk's shelf."""
        values: dict[str, object] = {
            "subject": "ไฟถนนดับ",
            "channel": Channel.IN_PERSON,
            "people": (PersonGiven(name="นายสมชาย ใจดี", phone="0810000000"),),
            "confidential": self.confidential or None,
        }
        return take(self.store, Intake(service=service, **values | given))  # type: ignore[arg-type]

    def case(self, service: str = "street-light", **given: object) -> str:
        """The id of a petition just taken."""
        return self.taken(service, **given).petition.id

    def as_user(self, name: str, *, sets: tuple[str, ...] = ()) -> None:
        """Close the office and open it again as a new user who holds the keys of some sets only."""
        path, ring = self.store.path, self.store.keys
        slots.add_user(path, ring, name, PASSWORD, sets=sets)
        self.store.close()
        self.store = Store.open(path, user=name, password=PASSWORD, clock=self.clock)

    def again(self, case_id: str) -> Petition:
        """A case as it stands now."""
        return locate(self.store, case_id).petition

    def decided(self, case_id: str, decision: Decision = Decision.APPROVED) -> Petition:
        """A case brought before the executive and decided."""
        routing.assign(self.store, case_id, "works", officer=USER)
        routing.propose(self.store, case_id)
        return routing.decide(self.store, case_id, decision, reason="ตามระเบียบ", law="ม.50").petition


def make_store(folder: Path, name: str = "office", day: date = FRIDAY, user: str = USER) -> tuple[Store, FixedClock]:
    """The store of a new station at nine in the morning, without any series of numbers."""
    clock = FixedClock(datetime.combine(day, time(9), BANGKOK).astimezone(UTC))
    store, _sheets = Store.create(
        folder / f"{name}.saithong",
        office="ทรายทอง",
        user=user,
        password=PASSWORD,
        clock=clock,
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    return store, clock


def open_series(store: Store, year_be: int = 2569, next_number: int = 1) -> None:
    """Open the office's own series and the confidential one."""
    for confidential in (False, True):
        numbers.open_numbers(store, year_be, next_number=next_number, confidential=confidential)


@contextmanager
def counter(folder: Path, *, confidential: bool) -> Iterator[Desk]:
    """A counter with its numbers, whose cases lie on one of the two shelves."""
    store, clock = make_store(folder)
    with store:
        open_series(store)
        yield Desk(store, clock, confidential=confidential)


POINTS = (PointGiven("จุดหน้าวัด", asset_code="L-01"), PointGiven("จุดปากซอย", asset_code="L-02"))
