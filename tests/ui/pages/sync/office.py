"""Two computers of an office with real stores and an authority in memory, for the window's tests of the exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.records import Record
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.sync.conflicts import conflicts, settle
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Figures, Round
from sai_thong.thai.birth import PartialDate
from tests.sync.memory_authority import MemoryAuthority
from tests.sync.memory_transport import MemoryTransport
from tests.sync.real_stations import NOW, OFFICE, make_station


class Computer:
    """One computer of the office: its store, and rounds over a line in memory."""

    def __init__(self, folder: Path, name: str, authority: MemoryAuthority, like: Store | None = None) -> None:
        self.store = make_station(folder, name, like.keys if like else None, skew=timedelta()).store
        self.authority = authority
        self.line = MemoryTransport(authority.serve)
        self.user = name

    def enrol(self, name: str) -> None:
        """Become a device of the office."""
        device = new_device(name)
        self.authority.enrol(device)
        become(self.store, device, PinnedAuthority("memory:", OFFICE, self.authority.public_key))

    @contextmanager
    def open_round(
        self,
        store: Store,
        *,
        stopped: Callable[[], bool] = lambda: False,
        pause: Callable[[float], None] = lambda _seconds: None,
    ) -> Iterator[Round]:
        """As the program opens one, over the line in memory."""
        seconds = count()
        device, authority = own_device(store), pinned_authority(store)
        assert device is not None
        assert authority is not None
        yield Round(
            store,
            device,
            authority,
            RECORD_TYPES,
            self.line,
            timer=lambda: float(next(seconds)),
            stopped=stopped,
            pause=lambda _seconds: pause(0),
        )

    def exchange(self) -> Figures:
        """A whole round, here and now."""
        with self.open_round(self.store) as going:
            return going.run()

    def add(self, record: Record) -> Record:
        """Write a record."""
        with self.store.transaction() as tx:
            return tx.insert(record)

    def change(self, record: Record, **values: object) -> None:
        """Change it as it stands here."""
        with self.store.transaction() as tx:
            tx.update(tx.get(type(record), record.id), **values)


class TwoComputers:
    """`here`, whose window is tested, and `there`."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(NOW)
        self.authority = MemoryAuthority(OFFICE)
        self.here = Computer(folder, "นางสาวมะลิ", self.authority)
        self.there = Computer(folder, "นายสมคิด", self.authority, self.here.store)
        self.here.enrol("เครื่องพัฒนาชุมชน")
        self.there.enrol("เครื่องธุรการ")

    def exchange(self) -> None:
        """Everybody sends and reads until all hold the same."""
        for computer in (self.there, self.here, self.there, self.here):
            computer.exchange()

    def disagree(self, person: Record, here: dict[str, object], there: dict[str, object]) -> None:
        """Both computers change a record apart from each other; that there came first."""
        self.there.change(person, **there)
        self.here.change(person, **here)
        self.exchange()

    def make_person(self) -> Citizen:
        """A citizen that both computers know."""
        person = self.here.add(
            Citizen(
                prefix="นาง",
                first_name="น้ำอ้อย",
                last_name="กั้วพิทักษ์",
                moo=5,
                house_no="41",
                birth=PartialDate(2489, 10, 14),
            )
        )
        self.exchange()
        assert isinstance(person, Citizen)
        return person

    def make_everything(self) -> None:
        """Every kind of thing that can wait for a person, and something that waits to be sent."""
        self.here.add(Citizen(first_name="คำปุ่น", last_name="ไชยมาตย์"))
        person = self.make_person()
        self.disagree(person, {"moo": 7}, {"moo": 8})
        self.disagree(person, {"birth": PartialDate(2489, 10, None)}, {"birth": PartialDate(2488, 1, 12)})
        for each, moo in ((self.here, 3), (self.there, 4)):
            each.add(
                Citizen(prefix="นาย", first_name="บุญมี", last_name="ศรีสมบัติ", moo=moo, birth=PartialDate(2490, 1, 2))
            )
            each.add(Asset(number="416-64-0007", token=f"TT{moo}", name="เครื่องคอมพิวเตอร์", class_code="416"))
        self.exchange()
        other = self.there.add(Citizen(prefix="นาย", first_name="เสาร์", last_name="สิทธิ์พันธุ์", moo=9))
        self.exchange()
        self.there.change(other, last_name="สิทธิพันธุ์")
        self.there.exchange()
        self.here.change(other, last_name="สิทธิ์พันธ์")
        self.exchange()
        for conflict in conflicts(self.there.store, RECORD_TYPES):
            if conflict.field_name == "last_name" and conflict.standing is not None:
                settle(
                    self.there.store,
                    RECORD_TYPES,
                    conflict,
                    conflict.standing.values,
                    note="ตามบัตรประชาชน ไม่มีทัณฑฆาต",
                    sent_back=True,
                )
        self.exchange()
        self.here.add(Citizen(first_name="หนูเพียร", last_name="ปู่ย่า"))
