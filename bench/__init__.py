"""The measurements behind our promises of speed, as ratios in one run wherever a ratio says it.

A bench is a module here with `measure() -> list[Figure]`; the first line of its docstring is its title. It makes its
own data, seeded, in a temporary folder. ``floors/`` holds what we compare with: the bare work by the libraries alone,
which imports nothing of ours. ``python3 dev.py bench`` runs them, each in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Attributes:
        name: What was measured.
        value: How much, in `unit`: ``ms``, ``s``, ``MB``, ``pages/s``, or ``×`` for a ratio.
        most: The bound it must not pass, if one was promised.
        least: The bound it must reach, if one was promised.
    """

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the promised bounds hold; true where none was promised."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    @property
    def promise(self) -> str:
        """The bounds in words, or nothing."""
        bounds = [f"≤ {self.most:g}"] if self.most is not None else []
        bounds += [f"≥ {self.least:g}"] if self.least is not None else []
        return " and ".join(bounds)


def milliseconds(work: Callable[[], object]) -> float:
    """How long `work` takes once."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 values do not pass."""
    return statistics.quantiles(values, n=20)[-1]


def in_a_fresh_process(work: Callable[[], Answer]) -> Answer:
    """What `work`, a function of a module, answers in a process that did nothing before."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work)
