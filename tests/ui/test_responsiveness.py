"""Garbage is collected on the window's thread, in small amounts, and never while work goes on beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from sai_thong.ui import responsiveness
from sai_thong.ui.responsiveness import TidyUp

pytestmark = pytest.mark.usefixtures("qapp")


class Collector:
    """Stands in for Python's own, and notes what is asked of it."""

    def __init__(self) -> None:
        self.young = 0
        self.asked: list[str] = []

    def get_count(self) -> tuple[int, int, int]:
        return self.young, 0, 0

    def collect(self, generation: int = 2) -> None:
        self.asked.append("collect the young" if generation == 1 else "collect")

    def __getattr__(self, name: str) -> object:
        return lambda *_nothing: self.asked.append(name)


class Beside:
    """What goes on beside the window."""

    idle = True
    unseen = False


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    interval = sys.getswitchinterval()
    made = Collector()
    monkeypatch.setattr(responsiveness, "gc", made)
    yield made
    sys.setswitchinterval(interval)


@pytest.fixture
def tidy(collector: Collector) -> Iterator[tuple[TidyUp, Beside]]:
    owner, beside = QObject(), Beside()
    made = TidyUp(lambda: beside.idle, lambda: beside.unseen, owner)
    collector.asked.clear()
    yield made, beside


def test_python_collects_nothing_by_itself_even_after_the_window(collector: Collector) -> None:
    owner = QObject()
    TidyUp(lambda: True, lambda: False, owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert "disable" in collector.asked
    assert "enable" not in collector.asked


def test_nothing_is_collected_while_work_goes_on(tidy: tuple[TidyUp, Beside], collector: Collector) -> None:
    tidy_up, beside = tidy
    beside.idle, beside.unseen, collector.young = False, True, 1_000_000
    for _look in range(1_000):
        tidy_up.look()
    assert collector.asked == []


@pytest.mark.parametrize(
    ("young", "asked"),
    [(100, []), (8_000, ["collect the young"]), (130_000, ["freeze"])],
    ids=["little", "the window's own", "what a job answered"],
)
def test_what_was_made_lately_is_looked_at_unless_it_is_a_jobs_answer(
    tidy: tuple[TidyUp, Beside], collector: Collector, young: int, asked: list[str]
) -> None:
    collector.young = young
    tidy[0].look()
    assert collector.asked == asked


def test_what_outlived_a_minute_is_not_looked_at_again(tidy: tuple[TidyUp, Beside], collector: Collector) -> None:
    for _look in range(65):
        tidy[0].look()
    assert collector.asked == ["collect", "freeze"] * 2


def test_everything_is_collected_only_when_nobody_looks(tidy: tuple[TidyUp, Beside], collector: Collector) -> None:
    tidy_up, beside = tidy
    for _look in range(400):
        tidy_up.look()
    assert "unfreeze" not in collector.asked
    collector.asked.clear()
    beside.unseen = True
    tidy_up.look()
    tidy_up.look()
    assert collector.asked == ["unfreeze", "collect", "freeze"]
