"""The made-up office as a real store, filled through the program's own operations, with its workbooks beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sai_thong.db.keys import Kdf
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.store import Store
from sai_thong.demo.elder_book import ElderLayout
from sai_thong.demo.equipment_book import EquipmentBook, write_equipment_book
from sai_thong.demo.people import Population, make_population
from sai_thong.demo.place import FIRST_DAY, OFFICE, SIGNERS, VILLAGES, demo_clock
from sai_thong.demo.workbooks import WrittenBooks, write_workbooks
from sai_thong.ground.clock import Clock
from sai_thong.registers.office.operations import appoint, save_village, set_office
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

STORE_NAME: Final = "office.saithong"
USER: Final = "นักพัฒนาชุมชน"
PASSWORD: Final = "saithong-demo"


@dataclass(frozen=True)
class MadeUpOffice:
    """Where everything of the made-up office lies.

    Attributes:
        store: The store's file.
        user: Its one user, who holds every role, with `password`.
        recovery_sheets: What a real office would print and lock away.
        books: The workbooks, ready to import, and the truth about them.
        population: The people behind them.
        equipment: The equipment book, ready to import, and the truth about it.
    """

    store: Path
    user: str
    password: str
    recovery_sheets: tuple[RecoverySheet, ...]
    books: WrittenBooks
    population: Population
    equipment: EquipmentBook


def make_office(
    folder: Path,
    *,
    seed: int = 1,
    elders: int = 700,
    layout: ElderLayout = ElderLayout.VILLAGE_SHEETS,
    clock: Clock | None = None,
    kdf: Kdf | None = None,
) -> MadeUpOffice:
    """Make ``office.saithong`` and the folder ``workbooks`` in `folder`.

    The store knows its office, villages and signers; the people are in the workbooks, for the clerk to import.

    Args:
        folder: Made when it is not there.
        seed: The same seed gives the same people, books and truth.
        elders: How many people the book of elders holds.
        layout: The layout of that book.
        clock: The clock of what is written; nine o'clock on the demo day when not given.
        kdf: Cost of the password's key; calibrated on this machine when not given.

    Raises:
        EnvironmentTrouble: An office is already there, or the disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / STORE_NAME
    store, sheets = Store.create(
        path,
        office=f"{OFFICE.kind}{OFFICE.name}",
        user=USER,
        password=PASSWORD,
        clock=clock or demo_clock(),
        sets=SENSITIVE_SETS,
        kdf=kdf,
    )
    with store:
        describe_office(store)
    population = make_population(seed, elders)
    books = write_workbooks(folder / "workbooks", population, layout)
    equipment = write_equipment_book(folder / "workbooks", seed=seed, on=FIRST_DAY)
    return MadeUpOffice(path, USER, PASSWORD, tuple(sheets), books, population, equipment)


def describe_office(store: Store) -> None:
    """Enter who the office is, its villages and its signers."""
    set_office(store, OFFICE)
    for village in VILLAGES:
        save_village(store, village)
    for signer in SIGNERS:
        appoint(store, signer)
