"""The longest gap of the window's event loop while it imports 20,000 rows, runs a month, prints it and shows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench import Figure
from bench.made.offices import empty_office, folder, office_with_claims
from bench.made.windows import GapMeter, open_window, settle
from sai_thong.db.store import Store
from sai_thong.demo.people import make_population
from sai_thong.demo.place import DEMO_DAY
from sai_thong.demo.workbooks import write_workbooks
from sai_thong.exchange.importing import apply_import
from sai_thong.exchange.planning import ImportPlan, plan_file
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.registers.allowances.months import send
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit.label import prepare_words
from sai_thong.ui.load_ahead import LoadAhead, parts_of_pages
from sai_thong.ui.pages.allowances.page import AllowancesPage
from sai_thong.ui.pages.paper_prints import draw_job
from sai_thong.ui.process_work import run_in_process
from sai_thong.ui.work import Job

ROWS = 20_000
PEOPLE = 10_000
MOST_GAP_MS = 100
TIDYING_SECONDS = 3
MONTH = Month.of(DEMO_DAY)


def measure() -> list[Figure]:
    """Do the main job as the pages do it, on an open window, and watch its event loop."""
    prepare_words()  # as the unlock screen does before there is a window
    with folder() as place:
        books = write_workbooks(place, make_population(1, ROWS, DEMO_DAY))
        figures: list[Figure] = []
        with empty_office(place / "imported.saithong") as store:
            figures += _importing(store, books.elders)
        with office_with_claims(place / "run.saithong", PEOPLE) as store:
            figures += _running_and_printing(store)
            figures += _showing(store)
    return figures


def _importing(store: Store, workbook: Path) -> list[Figure]:
    watch = _Watch(store)
    plan = watch(f"reading {ROWS:,} rows", lambda: run_in_process(read, workbook))
    watch("writing the import", lambda: watch.writer.submit(apply_import, store, plan))
    return watch.done()


def _running_and_printing(store: Store) -> list[Figure]:
    watch = _Watch(store)
    ordinary = SchemeSet.ORDINARY
    watch(f"running a month of {PEOPLE:,} people", lambda: watch.writer.submit(draft_run, store, ordinary, MONTH))
    watch("sending the month", lambda: watch.writer.submit(send, store, ordinary, MONTH))
    request = PaperRequest(month=MONTH)
    reading = (prepare, store, "payment-list", request)
    job = watch("reading the payment list", lambda: watch.writer.submit(*reading))
    watch("drawing the payment list", lambda: run_in_process(draw_job, job))
    return watch.done()


def _showing(store: Store) -> list[Figure]:
    watch = _Watch(store)
    LoadAhead(parts_of_pages(), watch.shell)  # as the program does when the window stands
    settle(TIDYING_SECONDS)
    watch.settle(f"opening the month of {PEOPLE:,} people", lambda: watch.shell.go("allowances"))
    page = watch.shell.page()
    assert isinstance(page, AllowancesPage)
    watch.settle("showing the next month", lambda: page.show_month(MONTH.next()))
    watch.settle("showing the people", lambda: page.open_section("people"))
    watch.settle("showing the year", lambda: page.open_section("year"))
    return watch.done()


class _Watch:
    """An open window on a store, and the gaps of its event loop while jobs run."""

    def __init__(self, store: Store) -> None:
        self.shell = open_window(store, "citizens")
        self._figures: list[Figure] = []
        self.writer = self.shell.writer
        settle(1)

    def __call__(self, name: str, start: Callable[[], Job]) -> object:
        """Start a job, wait for it with the event loop turning, and give its answer."""
        meter, began = GapMeter(), time.perf_counter()
        answer = _wait(start())
        self._note(name, meter, time.perf_counter() - began)
        return answer

    def settle(self, name: str, act: Callable[[], object]) -> None:
        """Do something in the window and wait until what it reads is shown, and what comes after is tidied up."""
        meter, began = GapMeter(), time.perf_counter()
        act()
        while self.writer.busy:
            QApplication.processEvents()
        took = time.perf_counter() - began
        settle(TIDYING_SECONDS)
        self._note(name, meter, took)

    def _note(self, name: str, meter: GapMeter, took: float) -> None:
        meter.stop()
        self._figures.append(Figure(f"{name}: took", took, "s"))
        self._figures.append(Figure(f"{name}: longest gap", meter.longest_ms, "ms", most=MOST_GAP_MS))

    def done(self) -> list[Figure]:
        """Close the window and tell what was seen."""
        self.shell.close()
        return self._figures


def read(workbook: Path) -> ImportPlan:
    """Plan the import, in a process of its own."""
    return plan_file(workbook, scheme=Scheme.OLD_AGE, today=DEMO_DAY)


def _wait(job: Job) -> object:
    """Run the event loop until the job has ended."""
    answers: list[object] = []
    job.done.connect(answers.append)
    job.failed.connect(answers.append)
    while not answers:
        QApplication.processEvents()
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]
