"""Runs one operation and kills its own process, hard, at a given step of its work on files.

Steps are the calls that change what a crash leaves: opening a file, writing it through, renaming it. Run as
``python dying_process.py STEP OPERATION ARGUMENT…``; it prints the number of steps taken when it lives to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from sai_thong.db import backup, slots
from sai_thong.db.keys import Kdf
from sai_thong.db.station import Station
from sai_thong.ground.clock import FixedClock

CLOCK = FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))


class Steps:
    """Counts the steps taken and dies at the chosen one."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.taken = 0

    def step(self) -> None:
        self.taken += 1
        if self.taken == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    def watch(self, folder: Path) -> None:
        """Count opening for writing and renaming below `folder`, and every fsync."""
        fsync = os.fsync

        def counted(handle: int) -> None:
            self.step()
            fsync(handle)

        def audit(event: str, arguments: tuple[object, ...]) -> None:
            if event == "os.rename" or (event == "open" and str(arguments[0]).startswith(str(folder))):
                self.step()

        os.fsync = counted
        sys.addaudithook(audit)


def change_password(store: str, user: str, old: str, new: str) -> None:
    slots.change_password(Path(store), user, old, new)


def create(store: str, user: str, password: str) -> None:
    slots.create(
        Path(store), office="ทดสอบ", user=user, password=password, clock=CLOCK, kdf=Kdf(memory_kib=8, time_cost=1)
    )


def add_set(store: str, password: str, set_name: str) -> None:
    unlocked = slots.unlock(Path(store), None, password)
    slots.add_set(Path(store), unlocked.ring, unlocked.user, set_name, office="ทดสอบ", clock=CLOCK)


def restore(container: str, destination: str) -> None:
    backup.restore(Path(container), Path(destination))


def make_backup(store: str, password: str, destination: str) -> None:
    backup.make(Path(store), slots.unlock(Path(store), None, password).ring, Path(destination), CLOCK)


def machine_id(folder: str) -> None:
    sys.stdout.write(Station(Path(folder), "f").machine_id)


OPERATIONS = {each.__name__: each for each in (change_password, create, add_set, restore, make_backup, machine_id)}


def main() -> None:
    fatal, operation, *arguments = sys.argv[1:]
    steps = Steps(int(fatal))
    steps.watch(Path(arguments[0]).parent)
    OPERATIONS[operation](*arguments)
    sys.stdout.write(f"steps {steps.taken}\n")


if __name__ == "__main__":
    main()
