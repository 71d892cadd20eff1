"""What the made-up office lends: tents, tables and chairs by the count, things with a card; loans in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from sai_thong.demo.place import DEMO_DAY, FIRST_DAY, VILLAGES
from sai_thong.demo.storeroom import CLERK, KEEPERS, MAYOR, OFFICE, ROOMS, SUPPLY_OFFICER, Storeroom
from sai_thong.registers.assets import loans
from sai_thong.registers.assets.lending_calendar import outstanding
from sai_thong.registers.assets.loan_returns import ThingBack, take_back
from sai_thong.registers.assets.pools import add_pool
from sai_thong.registers.assets.records import Loan, LoanLine, Pool, Room
from sai_thong.registers.assets.terms import ReturnCondition
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.names import full_name

TENT, TABLE, CHAIR, SOUND = "เต็นท์ผ้าใบ 4×8 เมตร", "โต๊ะพับอเนกประสงค์", "เก้าอี้พลาสติก", "เครื่องเสียงสนาม"
_POOLS: Final = ((TENT, "หลัง", 8), (TABLE, "ตัว", 60), (CHAIR, "ตัว", 300), (SOUND, "ชุด", 2))
_PURPOSES: Final = ("งานบุญขึ้นบ้านใหม่", "งานฌาปนกิจ", "งานแต่งงาน", "งานอุปสมบท", "งานบุญกฐิน", "ประชุมหมู่บ้าน")
_SCHOOL: Final = "โรงเรียนบ้านทรายทอง"


@dataclass(frozen=True)
class _Wish:
    """What somebody borrows: of pools by name, or the first usable thing of a class."""

    begins_on: date
    days: int
    counts: tuple[tuple[str, int], ...] = ()
    class_code: str = ""
    agency: str = ""
    inside: bool = False
    purpose: str = ""

    @property
    def due_on(self) -> date:
        return self.begins_on + timedelta(days=self.days)


class _Slip:
    """One loan on the calendar; each step finds it as it stands."""

    def __init__(self, storeroom: Storeroom, wish: _Wish) -> None:
        self.storeroom, self.wish, self.loan_id = storeroom, wish, ""

    def ask(self, day: date) -> None:
        """The slip is written."""
        wish, storeroom = self.wish, self.storeroom
        somebody: Citizen = storeroom.chance.choice(storeroom.counter.people)
        village = storeroom.chance.choice(VILLAGES)
        name = full_name(somebody.prefix, somebody.first_name, somebody.last_name)
        new = loans.NewLoan(
            borrower=name,
            purpose=wish.purpose or storeroom.chance.choice(_PURPOSES),
            begins_on=wish.begins_on,
            due_on=wish.due_on,
            things=self._things(),
            used_outside=not wish.inside,
            asked_on=day,
            borrower_address=f"หมู่ที่ {village.moo} {village.name}",
            borrower_phone=village.phone,
            place=f"{village.name} หมู่ที่ {village.moo}",
            person_id=somebody.id,
            officer_opinion="ยืมได้",
        )
        if wish.agency:
            new = replace(
                new,
                borrower="นางสาวทิพย์วรรณ ครูดี",
                borrower_position="ครูชำนาญการ",
                agency=wish.agency,
                person_id=None,
                borrower_address="",
                place=wish.agency,
            )
        elif wish.inside:
            new = replace(
                new,
                borrower=KEEPERS[OFFICE],
                borrower_position="หัวหน้าสำนักปลัด",
                person_id=None,
                borrower_address="",
                place="",
            )
        self.loan_id = loans.ask_loan(storeroom.store, new).loan.id

    def approve(self, day: date) -> None:
        """Who may, allows it."""
        allowed_by = KEEPERS[OFFICE] if self.wish.inside else MAYOR
        loans.approve_loan(self.storeroom.store, self.loan_id, approved_by=allowed_by, on=day)

    def fetch(self, day: date) -> None:
        """The things go out."""
        loan = self.storeroom.store.get(Loan, self.loan_id)
        loans.hand_over(self.storeroom.store, loan.id, handed_over_by=SUPPLY_OFFICER, received_by=loan.borrower, on=day)

    def bring_back(
        self, day: date, *, share: float = 1.0, conditions: tuple[tuple[ReturnCondition, int, str], ...] = ()
    ) -> None:
        """All of it comes back, or a share of each line; the first line partly in other conditions than usable."""
        store = self.storeroom.store
        things: list[ThingBack] = []
        for place, line in enumerate(store.find(LoanLine, loan_id=self.loan_id)):
            left = max(1, round(line.quantity * share))
            for condition, count, note in conditions if place == 0 else ():
                paid = 25_000 * count if condition is ReturnCondition.PAID else 0
                things.append(ThingBack(line.id, count, condition, paid, note))
                left -= count
            if left:
                things.append(ThingBack(line.id, left))
        loan = store.get(Loan, self.loan_id)
        take_back(store, loan.id, things, returned_by=loan.borrower, received_by=SUPPLY_OFFICER, on=day)

    def demand(self, day: date) -> None:
        """Demanded back by letter."""
        loans.demand_back(self.storeroom.store, self.loan_id, on=day)

    def refuse(self, day: date) -> None:
        """Not allowed."""
        loans.refuse_loan(
            self.storeroom.store, self.loan_id, refused_why="อยู่ระหว่างใช้ในกิจกรรมของสำนักงาน", refused_by=CLERK, on=day
        )

    def cancel(self, _day: date) -> None:
        """Not needed after all."""
        loans.cancel_loan(self.storeroom.store, self.loan_id, why="ผู้ยืมแจ้งเลื่อนงาน")

    def _things(self) -> tuple[loans.ThingWanted, ...]:
        if self.wish.class_code:
            return (loans.ThingWanted(asset_id=self.storeroom.usable(self.wish.class_code)[-1].id, note="พร้อมสายไฟ"),)
        pools = {pool.name: pool.id for pool in self.storeroom.store.find(Pool)}
        return tuple(loans.ThingWanted(count, pool_id=pools[name]) for name, count in self.wish.counts)


def plan_lending(storeroom: Storeroom) -> None:
    """Put the pools and every loan on the calendar."""
    storeroom.on(storeroom.working_day(FIRST_DAY, 4), 9, lambda _day: _open_pools(storeroom))
    for week in range(8):
        _came_back(storeroom, date(2026, 7, 20) + timedelta(days=10 * week), week)
    _unlike_others(storeroom)
    _now(storeroom)


def _open_pools(storeroom: Storeroom) -> None:
    store = storeroom.store
    room = store.find(Room, name=ROOMS[4][0])[0].id
    for name, unit, owned in _POOLS:
        add_pool(store, Pool(name=name, unit=unit, owned=owned, room_id=room))


def _came_back(storeroom: Storeroom, around: date, week: int) -> None:
    """An ordinary loan of tables and chairs; every third one comes back in two parts, every fourth with damage."""
    begins = storeroom.working_day(around)
    counts = ((CHAIR, 40 + 10 * (week % 4)), (TABLE, 6 + week % 5), (TENT, 1 + week % 3))
    slip = _Slip(storeroom, _Wish(begins, 4, counts))
    _promised(storeroom, slip)
    storeroom.on(begins, 9, slip.fetch)
    ends = storeroom.working_day(slip.wish.due_on)
    if week % 3 == 1:
        storeroom.on(ends, 10, partial(slip.bring_back, share=0.5))
        storeroom.on(storeroom.working_day(ends, 2), 10, partial(_rest, slip))
    elif week % 4 == 2:
        damage = ((ReturnCondition.DAMAGED, 3, "ขาเก้าอี้หัก"), (ReturnCondition.PAID, 2, "ใบเสร็จรับเงินเล่มที่ 12 เลขที่ 4"))
        storeroom.on(ends, 15, partial(slip.bring_back, conditions=damage))
    else:
        storeroom.on(ends, 15, slip.bring_back)


def _rest(slip: _Slip, day: date) -> None:
    """Whatever is still out comes back."""
    store = slip.storeroom.store
    left = [ThingBack(line, count) for line, count in outstanding(store, slip.loan_id).items() if count]
    loan = store.get(Loan, slip.loan_id)
    take_back(store, loan.id, left, returned_by=loan.borrower, received_by=SUPPLY_OFFICER, on=day)


def _unlike_others(storeroom: Storeroom) -> None:
    """Refused, cancelled, replaced; a thing with a card used inside and brought back."""
    refused = _Slip(storeroom, _Wish(date(2026, 8, 24), 2, ((SOUND, 2),)))
    storeroom.on(date(2026, 8, 19), 10, refused.ask)
    storeroom.on(date(2026, 8, 20), 10, refused.refuse)
    cancelled = _Slip(storeroom, _Wish(date(2026, 9, 14), 3, ((TENT, 4), (CHAIR, 120))))
    _promised(storeroom, cancelled)
    storeroom.on(date(2026, 9, 11), 14, cancelled.cancel)
    inside = _Slip(storeroom, _Wish(date(2026, 8, 3), 10, class_code="480", inside=True, purpose="จัดพิมพ์แผนพัฒนาท้องถิ่น"))
    _promised(storeroom, inside)
    storeroom.on(date(2026, 8, 3), 9, inside.fetch)
    storeroom.on(date(2026, 8, 13), 15, inside.bring_back)


def _now(storeroom: Storeroom) -> None:
    """How loans stand on the demo day: out, due today, overdue, demanded, promised, and one that waits for a word."""
    out = (
        (_Wish(date(2026, 11, 2), 4, ((TENT, 3), (TABLE, 20), (CHAIR, 150)), purpose="งานบุญกฐิน"), None),
        (_Wish(date(2026, 10, 30), 4, ((CHAIR, 40),)), None),
        (_Wish(date(2026, 10, 26), 3, ((TENT, 2), (CHAIR, 50))), None),
        (_Wish(date(2026, 10, 12), 4, ((TABLE, 10), (SOUND, 1)), purpose="งานฌาปนกิจ"), date(2026, 10, 20)),
        (_Wish(date(2026, 10, 19), 40, class_code="416", agency=_SCHOOL, purpose="จัดการเรียนการสอนคอมพิวเตอร์"), None),
        (_Wish(date(2026, 10, 28), 30, class_code="480", inside=True, purpose="จัดทำข้อบัญญัติงบประมาณ"), None),
    )
    for wish, demanded_on in out:
        slip = _Slip(storeroom, wish)
        _promised(storeroom, slip)
        storeroom.on(wish.begins_on, 9, slip.fetch)
        if demanded_on:
            storeroom.on(demanded_on, 10, slip.demand)
    promised = _Slip(storeroom, _Wish(DEMO_DAY + timedelta(days=9), 3, ((TENT, 4), (TABLE, 25), (CHAIR, 80))))
    _promised(storeroom, promised, asked_on=date(2026, 10, 30))
    waits = _Slip(storeroom, _Wish(DEMO_DAY + timedelta(days=17), 2, ((CHAIR, 100), (SOUND, 1)), purpose="งานลอยกระทง"))
    storeroom.on(date(2026, 11, 2), 14, waits.ask)


def _promised(storeroom: Storeroom, slip: _Slip, *, asked_on: date | None = None) -> None:
    """Asked for some days before, and allowed on the next working day."""
    asked = asked_on or storeroom.working_day(slip.wish.begins_on - timedelta(days=8))
    _then(storeroom, asked, slip.ask, slip.approve)


def _then(storeroom: Storeroom, asked: date, *steps: Callable[[date], object]) -> None:
    for days, step in enumerate(steps):
        storeroom.on(storeroom.working_day(asked, days), 10, step)
