"""Reads bad files with everything of the program that reads files, in one process with little memory and time.

A reader may give a clean result or refuse in words; anything else is a fault: another exception, more memory than an
office's computer can spare, or more time than a clerk waits.
"""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sai_thong.db import backup
from sai_thong.exchange.assets.planning import plan_assets
from sai_thong.exchange.assets.sightings_file import read_sightings
from sai_thong.exchange.other_lists import central_rows, people_elsewhere
from sai_thong.exchange.planning import plan_file
from sai_thong.ground.errors import SaiThongError
from sai_thong.registers.attachments.preparing import prepared_file
from sai_thong.registers.law.terms import Scheme
from sai_thong.registers.office.pictures import checked_media_type

TODAY: Final = date(2026, 11, 3)
SPARE_BYTES: Final = 900 << 20
CPU_SECONDS: Final = 12.0
TAKEN, DIED = "taken", "died"

Reader = Callable[[Path], object]

LISTS: Final[Mapping[str, Reader]] = {
    "people": lambda path: plan_file(path, scheme=Scheme.OLD_AGE, today=TODAY),
    "registrar": lambda path: plan_file(path, scheme=None, today=TODAY),
    "assets": lambda path: plan_assets(path, today=TODAY),
    "sightings": lambda path: read_sightings(path, fiscal_year_be=2570, on=TODAY),
    "central": lambda path: central_rows(path, today=TODAY, remembered={}),
    "elsewhere": lambda path: people_elsewhere(path, today=TODAY, remembered={}),
}
"""What reads workbooks and separated text."""
OTHERS: Final[Mapping[str, Reader]] = {
    "backup": backup.verify,
    "glance": backup.glance,
    "attachment": prepared_file,
    "garuda": lambda path: checked_media_type(path.read_bytes()),
}


def outcomes(readers: Mapping[str, Reader], files: Sequence[Path]) -> dict[tuple[str, str], str]:
    """What came of each file with each reader: `TAKEN`, the name of a refusal, `DIED`, or ``fault: …``."""
    waiting = [(name, path) for path in files for name in readers]
    found: dict[tuple[str, str], str] = {}
    while waiting:
        told = list(_in_a_process(readers, waiting))
        for (name, path), outcome in zip(waiting, told, strict=False):
            found[name, path.name] = outcome
        waiting = waiting[len(told) :]
        if waiting:
            name, path = waiting.pop(0)
            found[name, path.name] = DIED
    return found


def _in_a_process(readers: Mapping[str, Reader], waiting: Sequence[tuple[str, Path]]) -> Iterator[str]:
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.close(reading)
            _hold_short()
            for name, path in waiting:
                os.write(writing, f"{_outcome(readers[name], path)}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)
    os.waitpid(process, 0)


def _hold_short() -> None:
    """Leave this process little more memory than it has."""
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + SPARE_BYTES, held + SPARE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _outcome(reader: Reader, path: Path) -> str:
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)  # ends the process
    try:
        reader(path)
    except SaiThongError as refusal:
        return type(refusal).__name__
    except BaseException as fault:
        return f"fault: {type(fault).__name__} {fault}".replace("\n", " ")[:200]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return TAKEN
