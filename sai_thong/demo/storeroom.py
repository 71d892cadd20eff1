"""The storeroom of the made-up office: whose hands things go through, and its calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from random import Random
from typing import Final

from sai_thong.db.store import Store
from sai_thong.demo.counter import Counter
from sai_thong.demo.place import SIGNERS
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.office.records import Post

MAYOR: Final = next(each.name for each in SIGNERS if each.post is Post.MAYOR)
CLERK: Final = next(each.name for each in SIGNERS if each.post is Post.CLERK)
SUPPLY_OFFICER: Final = next(each.name for each in SIGNERS if each.post is Post.SUPPLY_OFFICER)
FINANCE_HEAD: Final = next(each.name for each in SIGNERS if each.post is Post.FINANCE_HEAD)
OFFICE, FINANCE, WORKS, EDUCATION = "สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา"
HALL: Final = "ห้องประชุม"
"""As the equipment book has it."""
ROOMS: Final = (
    ("ห้องสำนักปลัด", OFFICE, "นางเพียรใจ ธุรการงาม"),
    ("ห้องกองคลัง", FINANCE, FINANCE_HEAD),
    ("ห้องกองช่าง", WORKS, "นายเทพบุตร ช่างโยธาดี"),
    ("ห้องกองการศึกษา", EDUCATION, "นางสาวมาลีวัลย์ การศึกษาดี"),
    ("ห้องเก็บพัสดุ", FINANCE, SUPPLY_OFFICER),
    ("โรงจอดรถ", WORKS, "นายกล้าณรงค์ ป้องภัยชน"),
)
"""Name, division and keeper."""
KEEPERS: Final = {division: keeper for _room, division, keeper in reversed(ROOMS)}
"""Who keeps what a division has."""


class Storeroom:
    """Where the supply officer of the made-up office works.

    Attributes:
        store: The office's store.
        counter: The office's calendar.
        chance: What happens by chance, seeded; its own, so that petitions stay as they are.
    """

    def __init__(self, counter: Counter, seed: int) -> None:
        self.store: Store = counter.store
        self.counter = counter
        self.chance = Random(f"storeroom {seed}")

    def on(self, day: date, hour: int, deed: Callable[[date], object]) -> None:
        """Put a deed on the calendar; it is told its day."""

        def done(moment: datetime) -> None:
            deed(moment.date())

        self.counter.at(day, hour, done, minute=self.chance.randrange(60))

    def working_day(self, after: date, days: int = 0) -> date:
        """So many working days after a day; of none, the day itself or the next working day."""
        return self.counter.working_day(after, days)

    def usable(self, class_code: str) -> list[Asset]:
        """The usable things of a class, by their numbers."""
        found = self.store.find(Asset, class_code=class_code, status=AssetStatus.IN_USE)
        return sorted(found, key=lambda card: card.number)
