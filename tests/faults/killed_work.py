"""What is killed: saving, importing, a month from its run to its closing, migrating, backing up; and what must be left.

Every work lies in a folder of its own with ``office/`` and ``home/``, what the program keeps outside the store.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from sai_thong import cli
from sai_thong.db import backup, migrations, slots
from sai_thong.db.backup_plan import PlaceState, back_up, keep_plan, own_folder, plan_of
from sai_thong.db.errors import WrongPassword
from sai_thong.db.keys import Kdf
from sai_thong.db.numbering import OfficialNumber
from sai_thong.db.store import Store
from sai_thong.demo.living import make_living_office
from sai_thong.demo.office import PASSWORD, STORE_NAME, make_office
from sai_thong.demo.place import demo_clock
from sai_thong.exchange.importing import apply_import
from sai_thong.exchange.planning import ImportPlan, plan_file
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers import consequences
from sai_thong.registers.allowances.months import close, finish_results, mark_paid, send
from sai_thong.registers.allowances.records import Claim, MonthState, PaymentLine, PaymentMonth
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.saraban.outgoing import Draft, issue_letter
from sai_thong.registers.saraban.series import open_register
from sai_thong.thai.calendar import Month, be_year
from tests.faults.killing import READY, Tell, Work
from tools import keep_store

CHEAP = Kdf(memory_kib=8, time_cost=1)
KEPT = Path(__file__).parents[1] / "db" / "kept" / "office-0001.saithong"
ELDERS = 24
_HALF_DONE = (".new", ".making", ".restoring", ".beside", "-journal")
"""Endings of files that stand only while something is made."""


@dataclass(frozen=True)
class Offices:
    """The offices that works begin with, made once.

    Attributes:
        folder: Where they lie.
    """

    folder: Path

    @cached_property
    def fresh(self) -> Path:
        """One whose workbooks are not read yet."""
        return self._made("fresh", lambda place: make_office(place, seed=5, elders=ELDERS, kdf=CHEAP))

    @cached_property
    def living(self) -> Path:
        """One with every list imported and the months up to October 2569 closed."""
        return self._made("living", lambda place: make_living_office(place, seed=5, elders=ELDERS, kdf=CHEAP))

    def _made(self, name: str, make: Callable[[Path], object]) -> Path:
        made = self.folder / name
        with at_home(made):
            make(made / "office")
        return made


@contextmanager
def at_home(folder: Path) -> Iterator[Path]:
    """Within the block the program's own folder is that of `folder`; gives the path of its store."""
    before = os.environ.get("SAI_THONG_HOME")
    os.environ["SAI_THONG_HOME"] = str(folder / "home")
    try:
        yield folder / "office" / STORE_NAME
    finally:
        if before is None:
            del os.environ["SAI_THONG_HOME"]
        else:
            os.environ["SAI_THONG_HOME"] = before


@contextmanager
def at_work(folder: Path, password: str = PASSWORD) -> Iterator[Store]:
    """The store of a folder, opened for writing as the program does."""
    with at_home(folder) as path, Store.open(path, password=password, clock=demo_clock()) as store:
        consequences.attach(store)
        yield store


def lay_out_copy(made: Path, folder: Path) -> None:
    """Copy an office with the home of the machine that made it, so that the copy counts as the same file."""
    shutil.copytree(made / "office", folder / "office")
    if (made / "home").is_dir():
        shutil.copytree(made / "home", folder / "home")


def assert_sound(folder: Path, password: str = PASSWORD) -> None:
    """The program itself finds no fault in the store, and nothing lies about that is half made."""
    before = os.environ.get("SAI_THONG_PASSWORD")
    os.environ["SAI_THONG_PASSWORD"] = password
    try:
        with at_home(folder) as path, redirect_stdout(io.StringIO()) as written:
            code = cli.main(["--store", str(path), "--json", "verify"])
    finally:
        os.environ.pop("SAI_THONG_PASSWORD")
        if before is not None:
            os.environ["SAI_THONG_PASSWORD"] = before
    assert code == 0, written.getvalue()
    assert json.loads(written.getvalue())["faults"] == []
    half = [each for each in (folder / "office").rglob("*") if each.name.endswith(_HALF_DONE)]
    assert half == [], "something half made was left"


@dataclass(frozen=True)
class Saving(Work):
    """People entered two at a time with a letter that takes the next number, again and again."""

    offices: Offices
    name: ClassVar[str] = "saving"
    ROUNDS: ClassVar[int] = 12

    def lay_out(self, folder: Path) -> None:
        lay_out_copy(self.offices.fresh, folder)

    def do(self, folder: Path, tell: Tell) -> None:
        with at_work(folder) as store:
            open_register(store, "letters-out", be_year(bangkok_today(store.clock).year), next_number=1)
            tell(READY)
            for turn in range(self.ROUNDS):
                with store.transaction(f"ครั้งที่ {turn}") as tx:
                    first = tx.insert(Citizen(first_name=f"คนที่ {turn}", last_name="หนึ่ง"))
                    tx.insert(Citizen(first_name=f"คนที่ {turn}", last_name="สอง"))
                    letter = Draft(subject=f"เรื่องที่ {turn}", dated_on=date(2026, 11, 3))
                    issue_letter(tx, letter, station=store.file_id)
                    tx.update(first, note="แจ้งแล้ว")
                tell(f"saved {turn}")

    def check(self, folder: Path, acknowledged: Sequence[str]) -> None:
        with at_work(folder) as store:
            people = store.find(Citizen)
            turns = len(people) // 2
            assert sorted((each.first_name, each.last_name, each.note) for each in people) == sorted(
                (f"คนที่ {turn}", last, note) for turn in range(turns) for last, note in (("หนึ่ง", "แจ้งแล้ว"), ("สอง", ""))
            )
            numbers = store.find(OfficialNumber, series="letters-out")
            assert sorted(each.number for each in numbers) == list(range(1, turns + 1))
            assert turns >= len(acknowledged), "what was saved is lost"
            assert turns <= len(acknowledged) + 1
            assert len(store.search(Citizen, "คนที่")) == 2 * turns
        assert_sound(folder)


@dataclass(frozen=True)
class Importing(Work):
    """The book of elders, read into an empty register."""

    offices: Offices
    name: ClassVar[str] = "importing"

    def lay_out(self, folder: Path) -> None:
        lay_out_copy(self.offices.fresh, folder)
        _ = self._plan

    @cached_property
    def _plan(self) -> ImportPlan:
        book = self.offices.fresh / "office" / "workbooks" / "elders.xlsx"
        return plan_file(book, scheme=Scheme.OLD_AGE, today=bangkok_today(demo_clock()))

    def do(self, folder: Path, tell: Tell) -> None:
        with at_work(folder) as store:
            tell(READY)
            apply_import(store, self._plan)
            tell("imported")

    def check(self, folder: Path, acknowledged: Sequence[str]) -> None:
        assert_sound(folder)
        with at_work(folder) as store:
            counted = len(store.find(Citizen)), len(store.find(Claim))
            assert counted in ((0, 0), (ELDERS, ELDERS)), "an import half arrived"
            assert counted[0] or not acknowledged, "an import that was told as done is lost"
            again = apply_import(store, self._plan)
            assert (again.created, again.unchanged) == ((ELDERS, 0) if not counted[0] else (0, ELDERS))


@dataclass(frozen=True)
class WholeMonth(Work):
    """November: sent, paid, its results entered and closed, one scheme set after the other."""

    offices: Offices
    name: ClassVar[str] = "month"
    MONTH: ClassVar[Month] = Month(2026, 11)
    STEPS: ClassVar = (
        (MonthState.SENT, send),
        (MonthState.PAID, mark_paid),
        (MonthState.RESULTS, finish_results),
        (MonthState.CLOSED, close),
    )

    def lay_out(self, folder: Path) -> None:
        lay_out_copy(self.offices.living, folder)

    def do(self, folder: Path, tell: Tell) -> None:
        with at_work(folder) as store:
            tell(READY)
            for scheme_set in SchemeSet:
                for state, step in self.STEPS:
                    step(store, scheme_set, self.MONTH)
                    tell(f"{scheme_set} {state}")

    def check(self, folder: Path, acknowledged: Sequence[str]) -> None:
        assert_sound(folder)
        with at_work(folder) as store:
            for scheme_set in SchemeSet:
                states = [state for state, _step in self.STEPS]
                reached = max(
                    (states.index(each) + 1 for each in states if f"{scheme_set} {each}" in acknowledged), default=0
                )
                found = self._reached(store, scheme_set)
                assert reached <= found <= reached + 1, "a step that was told as done is lost, or one half done"
                for _state, step in self.STEPS[found:]:
                    step(store, scheme_set, self.MONTH)
                assert self._digest(store, scheme_set) == self._whole[scheme_set], "another month came out"

    def _reached(self, store: Store, scheme_set: SchemeSet) -> int:
        """How many steps the month has behind it, all its sources alike and its lines whole."""
        shelf = shelf_of(store, scheme_set)
        months = shelf.find(PaymentMonth, month=self.MONTH)
        lines = shelf.find(PaymentLine, paid_in=self.MONTH)
        states = {each.state for each in months} - {MonthState.PREPARING}
        assert len(states) <= 1
        assert bool(lines) is bool(states), "lines without their month, or a month without its lines"
        return [state for state, _step in self.STEPS].index(states.pop()) + 1 if states else 0

    def _digest(self, store: Store, scheme_set: SchemeSet) -> list[tuple[str, str, int]]:
        lines = shelf_of(store, scheme_set).find(PaymentLine, paid_in=self.MONTH)
        assert lines
        return sorted((each.citizen_id, each.scheme.value, each.amount_satang) for each in lines)

    @cached_property
    def _whole(self) -> dict[SchemeSet, list[tuple[str, str, int]]]:
        """What comes out where nobody kills anything."""
        folder = self.offices.folder / "whole-month"
        self.lay_out(folder)
        with at_work(folder) as store:
            for scheme_set in SchemeSet:
                close(store, scheme_set, self.MONTH)
            return {scheme_set: self._digest(store, scheme_set) for scheme_set in SchemeSet}


@dataclass(frozen=True)
class Migrating(Work):
    """A file of the first schema, opened by this program: backed up, and brought up to date."""

    offices: Offices
    name: ClassVar[str] = "migrating"

    def lay_out(self, folder: Path) -> None:
        (folder / "office").mkdir(parents=True)
        for ending in ("", ".keys"):
            shutil.copy(f"{KEPT}{ending}", folder / "office" / f"{STORE_NAME}{ending}")

    def do(self, folder: Path, tell: Tell) -> None:
        tell(READY)
        with at_work(folder, keep_store.PASSWORD):
            tell("migrated")

    def check(self, folder: Path, acknowledged: Sequence[str]) -> None:
        assert len(acknowledged) <= 1  # whatever it came to, the file opens with everything in it
        with at_work(folder, keep_store.PASSWORD) as store:
            assert migrations.schema_version(store.connection_for_reading()) == migrations.newest_schema()
            (person,) = store.search(Citizen, "ทองใบ ทรายคำ")
            assert (person.citizen_id, person.phone) == (keep_store.PERSON.citizen_id, "0710000001")
            assert len(store.sealed_set("special").find(Claim)) == 1
            copies = list(own_folder(store.path).glob(f"*{backup.SUFFIX}"))
            assert copies, "a file was changed before it was backed up"
            for copy in copies:
                backup.verify(copy)
            back_up(store, plan_of(store.path))  # what a killed one left goes with the next
        assert_sound(folder, keep_store.PASSWORD)


@dataclass(frozen=True)
class BackingUp(Work):
    """A copy of the office into the folder beside it, after each of some changes, and one put back elsewhere."""

    offices: Offices
    name: ClassVar[str] = "backing up"
    COPIES: ClassVar[int] = 3

    def lay_out(self, folder: Path) -> None:
        lay_out_copy(self.offices.living, folder)
        (folder / "restored").mkdir()

    def do(self, folder: Path, tell: Tell) -> None:
        with at_work(folder) as store:
            tell(READY)
            for turn in range(self.COPIES):
                with store.transaction() as tx:
                    tx.insert(Citizen(first_name="สำรอง", last_name=f"{turn}"))
                (outcome,) = back_up(store, plan_of(store.path))
                assert outcome.copy is not None
                tell(f"{turn + 1}")
            backup.restore(outcome.copy.path, folder / "restored" / STORE_NAME)
            tell("restored")

    def check(self, folder: Path, acknowledged: Sequence[str]) -> None:
        turns = len(acknowledged) - ("restored" in acknowledged)
        with at_work(folder) as store:
            place = own_folder(store.path)
            whole = {backup.verify(each).counter: each for each in place.glob(f"*{backup.SUFFIX}")}
            assert whole or not turns, "a backup that was told as made is lost"
            # What a killed one left is cleared away by the next.
            with store.transaction() as tx:
                tx.insert(Citizen(first_name="สำรอง", last_name="ต่อ"))
            before = {each: each.read_bytes() for each in whole.values()}
            (outcome,) = back_up(store, plan_of(store.path))
            assert outcome.state is PlaceState.DONE
        assert_sound(folder)
        elsewhere = folder / "restored" / STORE_NAME
        assert elsewhere.exists() or "restored" not in acknowledged
        if whole and not elsewhere.exists():
            newest = folder / "newest"
            newest.write_bytes(before[whole[max(whole)]])
            backup.restore(newest, elsewhere)
        if elsewhere.exists():
            with at_home(folder), Store.open(elsewhere, password=PASSWORD, clock=demo_clock(), write=False) as store:
                assert len(store.find(Citizen, first_name="สำรอง")) >= turns


@dataclass(frozen=True)
class Keys(Work):
    """The office's file made anew, its password changed, a user added and a backup place chosen."""

    name: ClassVar[str] = "keys"
    OLD: ClassVar[str] = "รหัสผ่านเดิม"
    NEW: ClassVar[str] = "รหัสผ่านใหม่"
    USER: ClassVar[str] = "ปลัด"

    def lay_out(self, folder: Path) -> None:
        (folder / "office").mkdir(parents=True)
        (folder / "stick").mkdir()

    def do(self, folder: Path, tell: Tell) -> None:
        tell(READY)
        with at_home(folder) as path:
            made, _sheets = Store.create(
                path, office="ทดสอบ", user=self.USER, password=self.OLD, clock=demo_clock(), kdf=CHEAP
            )
            with made:
                tell("created")
            slots.change_password(path, self.USER, self.OLD, self.NEW)
            tell("changed")
            keys = slots.unlock(path, self.USER, self.NEW).ring
            slots.add_user(path, keys, "ธุรการ", self.OLD)
            tell("added")
            keep_plan(path, plan_of(path).with_place(folder / "stick"))
            tell("planned")

    def check(self, folder: Path, acknowledged: Sequence[str]) -> None:
        with at_home(folder) as path:
            if not path.exists():
                assert acknowledged == ()
                return
            opening = {each for each in (self.OLD, self.NEW) if self._opens(path, each)}
            assert len(opening) == 1
            assert "changed" not in acknowledged or opening == {self.NEW}
            assert "added" not in acknowledged or slots.unlock(path, "ธุรการ", self.OLD)
            assert "planned" not in acknowledged or plan_of(path).places[-1].name == "stick"

    def _opens(self, path: Path, password: str) -> bool:
        try:
            Store.open(path, user=self.USER, password=password, clock=demo_clock()).close()
        except WrongPassword:
            return False
        return True


def works(offices: Offices) -> tuple[Work, ...]:
    """Everything that is killed."""
    return Saving(offices), Importing(offices), WholeMonth(offices), Migrating(offices), BackingUp(offices)
