"""Functions for the other process in the tests of `work`: found there by module and name."""

from __future__ import annotations

import os

from sai_thong.ground.errors import BadInput
from sai_thong.ui.work import Report


def squares(count: int, *, report: Report) -> list[int]:
    """The first squares, telling progress."""
    made = []
    for number in range(count):
        report(number + 1, count)
        made.append(number * number)
    return made


def big_answer(count: int) -> list[dict[str, object]]:
    """Rows as an import gives them."""
    return [{"id": number, "name": f"ชื่อ {number}", "values": [number] * 10} for number in range(count)]


def process_id() -> int:
    """Where this runs."""
    return os.getpid()


def refuse(name: str) -> None:
    """Refuse as a reader does."""
    raise BadInput(f"{name} อ่านไม่ได้", kept="ไม่มีอะไรเปลี่ยน", do="เลือกแฟ้มอื่น")


def stumble() -> None:
    """A mistake of ours, with a name in its message."""
    raise ValueError("นางทองใบ ภูผาผุย")


def die() -> None:
    """End without an answer, as when memory runs out."""
    os._exit(1)


def wait_for_ever(*, report: Report) -> None:
    """Report until stopped."""
    done = 0
    while True:
        done += 1
        report(done, 0)
