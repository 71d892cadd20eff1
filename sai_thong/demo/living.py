"""The made-up office some months into its work: lists imported, months closed, the registrar's news just in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.counter import Counter
from sai_thong.demo.documents import plan_documents
from sai_thong.demo.elder_book import ElderLayout
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.petitions import plan_petitions
from sai_thong.demo.place import DEMO_DAY
from sai_thong.demo.workbooks import WrittenBooks
from sai_thong.exchange.importing import ImportOutcome, apply_import
from sai_thong.exchange.planning import plan_file
from sai_thong.ground.clock import FixedClock, bangkok_today
from sai_thong.registers.allowances.months import close
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month, be_year, months

FIRST_DAY: Final = date(2026, 7, 1)
"""The day on which the made-up office began with the program and imported its lists."""
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
) -> MadeUpOffice:
    """Make the office of `office.make_office` as it was on its first day, and bring it to the demo day.

    With `petitions` the counter was open too: cases in every state, with letters in and out.

    Raises:
        EnvironmentTrouble: An office is already there, or the disk refuses.
    """
    first = FixedClock(_morning(FIRST_DAY))
    office = make_office(folder, seed=seed, elders=elders, layout=layout, clock=first, kdf=kdf)
    bring_to_life(office, seed=seed, petitions=petitions)
    return office


def bring_to_life(office: MadeUpOffice, *, seed: int = 1, petitions: bool = False) -> None:
    """Import every list, close the months up to the one before the demo day, then read the registrar's list.

    With `petitions` the counter is open meanwhile, and every case is taken and worked on its own day.

    The registrar tells of deaths and moves that nobody knew when the last months were paid.

    Raises:
        SaiThongError: A list or a month was refused.
    """
    clock = FixedClock(_morning(FIRST_DAY))
    with Store.open(office.store, password=office.password, clock=clock) as store:
        import_lists(store, office.books)
        counter = _opened_counter(store, clock, seed) if petitions else None
        for month in CLOSED_MONTHS:
            if counter:
                counter.until(_morning(month.first_day))
            close_month(store, clock, month)
        if counter:
            counter.until(_morning(DEMO_DAY))
        clock.moment = _morning(DEMO_DAY)
        read_list(store, office.books.registrar, None)


def _opened_counter(store: Store, clock: FixedClock, seed: int) -> Counter:
    counter = Counter(store, clock, seed)
    counter.open_registers(be_year(FIRST_DAY.year))
    plan_petitions(counter, FIRST_DAY)
    plan_documents(counter)
    return counter


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
