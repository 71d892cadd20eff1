"""The made-up office some months into its work: lists imported, months closed, the registrar's news just in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.asset_cards import take_over_register
from sai_thong.demo.asset_course import plan_course
from sai_thong.demo.asset_rounds import plan_rounds
from sai_thong.demo.counter import Counter
from sai_thong.demo.documents import plan_documents
from sai_thong.demo.elder_book import ElderLayout
from sai_thong.demo.lending import plan_lending
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.petitions import plan_petitions
from sai_thong.demo.place import DEMO_DAY, FIRST_DAY
from sai_thong.demo.stock_room import plan_stock
from sai_thong.demo.storeroom import Storeroom
from sai_thong.demo.workbooks import WrittenBooks
from sai_thong.exchange.importing import ImportOutcome, apply_import
from sai_thong.exchange.planning import plan_file
from sai_thong.ground.clock import FixedClock, bangkok_today
from sai_thong.registers.allowances.months import close
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.workdays import pay_date
from sai_thong.thai.calendar import Month, be_year, months

CLOSED_MONTHS: Final = tuple(months(Month.of(FIRST_DAY), Month.of(DEMO_DAY).previous()))

_NINE_IN_BANGKOK: Final = 2
"""Hour in UTC."""
_DAYS_FROM_PAYING_TO_CLOSING: Final = 4


def make_living_office(
    folder: Path,
    *,
    seed: int = 1,
    elders: int = 700,
    layout: ElderLayout = ElderLayout.VILLAGE_SHEETS,
    kdf: Kdf | None = None,
    petitions: bool = False,
    assets: bool = False,
) -> MadeUpOffice:
    """Make the office of `office.make_office` as it was on its first day, and bring it to the demo day.

    With `petitions` the counter was open too: cases in every state, with letters in and out. With `assets` so was the
    storeroom: the equipment book read in and worked with, things lent, stock cards, inspections and disposals.

    Raises:
        EnvironmentTrouble: An office is already there, or the disk refuses.
    """
    first = FixedClock(_morning(FIRST_DAY))
    office = make_office(folder, seed=seed, elders=elders, layout=layout, clock=first, kdf=kdf)
    bring_to_life(office, seed=seed, petitions=petitions, assets=assets)
    return office


def bring_to_life(office: MadeUpOffice, *, seed: int = 1, petitions: bool = False, assets: bool = False) -> None:
    """Import every list, close the months up to the one before the demo day, then read the registrar's list.

    With `petitions` the counter is open meanwhile, and every case is taken and worked on its own day; so with `assets`
    for the storeroom.

    The registrar tells of deaths and moves that nobody knew when the last months were paid.

    Raises:
        SaiThongError: A list or a month was refused.
    """
    clock = FixedClock(_morning(FIRST_DAY))
    with Store.open(office.store, password=office.password, clock=clock) as store:
        import_lists(store, office.books)
        counter = Counter(store, clock, seed)
        if petitions:
            _open_counter(counter)
        if assets:
            open_storeroom(Storeroom(counter, seed), office.equipment.path)
        holidays = holiday_table(store)
        for month in CLOSED_MONTHS:
            counter.until(_morning(pay_date(month, holidays) + timedelta(days=_DAYS_FROM_PAYING_TO_CLOSING)))
            close_month(store, clock, month)
        counter.until(_morning(DEMO_DAY))
        clock.moment = _morning(DEMO_DAY)
        read_list(store, office.books.registrar, None)


def _open_counter(counter: Counter) -> None:
    counter.open_registers(be_year(FIRST_DAY.year))
    plan_petitions(counter, FIRST_DAY)
    plan_documents(counter)


def open_storeroom(storeroom: Storeroom, book: Path) -> None:
    """Put on the calendar what happens to the assets and materials of the office from its first day on."""
    take_over_register(storeroom, book)
    plan_course(storeroom)
    plan_lending(storeroom)
    plan_stock(storeroom)
    plan_rounds(storeroom)


def import_lists(store: Store, books: WrittenBooks) -> list[ImportOutcome]:
    """Import the three books of recipients as balances brought forward."""
    return [
        read_list(store, books.elders, Scheme.OLD_AGE),
        read_list(store, books.disabled, Scheme.DISABILITY),
        read_list(store, books.assistance, Scheme.HIV),
    ]


def read_list(store: Store, path: Path, scheme: Scheme | None) -> ImportOutcome:
    """Import one list as the command line does."""
    return apply_import(store, plan_file(path, scheme=scheme, today=bangkok_today(store.clock)))


def close_month(store: Store, clock: FixedClock, month: Month) -> None:
    """Close `month` in every scheme set, some days after its pay date."""
    for scheme_set in SchemeSet:
        run = draft_run(store, scheme_set, month)
        clock.moment = max(clock.moment, _morning(run.pay_on + timedelta(days=_DAYS_FROM_PAYING_TO_CLOSING)))
        close(store, scheme_set, month)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, _NINE_IN_BANGKOK, tzinfo=UTC)
