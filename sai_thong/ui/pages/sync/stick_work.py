"""What becomes of a stick that is written or taken in, off the window's thread, whatever kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.db.store import Store
from sai_thong.sync.courier import Exported, Taken
from sai_thong.sync.stick import StickKind, read_stick
from sai_thong.sync.talk import Stopped
from sai_thong.ui.mailbox import Cancelled
from sai_thong.ui.work import Report

if TYPE_CHECKING:
    from sai_thong.sync.enrolment import Enrolled


@dataclass(frozen=True)
class Answered:
    """The stick of another computer was taken in here, where the hub is, and answered.

    Attributes:
        entries: Entries of it that were not held before.
        more: Whether there is more than the answer holds.
        enrolled: What the office calls the computer that belongs to it since; empty where none does.
        answer: The file to carry back.
    """

    entries: int
    more: bool
    enrolled: str
    answer: Path


def write_stick(store: Store, folder: Path, most_bytes: int, *, report: Report) -> Exported:
    """Write everything unsent."""
    from sai_thong.hub.sticks import export

    try:
        return export(store, folder, most_bytes=most_bytes, progress=report)
    except Stopped:
        raise Cancelled from None


def take_stick(store: Store, path: Path, *, report: Report) -> Taken | Answered | Enrolled:
    """Take a stick in: an answer to this computer, or, on the hub, what another one wrote.

    Raises:
        SaiThongError: It is not for here, or is no stick.
    """
    from sai_thong.hub.sticks import answer_stick, take
    from sai_thong.sync.enrolling_by_stick import finish_by_stick

    kind = read_stick(path).head.kind
    if kind is StickKind.ENROLLED:
        return finish_by_stick(store, path)
    if kind is not StickKind.ANSWER:
        taken, answer = answer_stick(store, path, path.resolve().parent, progress=report)
        return Answered(taken.entries, taken.more, taken.enrolled, answer)
    try:
        return take(store, path, progress=report)
    except Stopped:
        raise Cancelled from None


def ask_to_be_enrolled(store: Store, line: str, name: str, folder: Path) -> Path:
    """Write the request to become a computer of the office, by a line of code and perhaps address."""
    from sai_thong.sync.codes import read_line
    from sai_thong.sync.enrolling_by_stick import ask_by_stick

    url, code = read_line(line)
    return ask_by_stick(store, code, folder, name=name.strip(), url=url)
