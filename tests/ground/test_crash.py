"""A mistake of the program leaves a report for whoever mends it, in which nobody of the office can be found."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.ground import log
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.crash import MOST_KEPT, CrashWatch, waiting_reports
from sai_thong.thai import citizen_id

CLOCK = FixedClock(datetime(2026, 11, 21, 3, 4, tzinfo=UTC))
PERSON = "นางทองใบ ภูผาผุย"

DIES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.crash import CrashWatch

CrashWatch(Path(sys.argv[1]), FixedClock(datetime(2026, 11, 21, tzinfo=UTC)), {"Qt": "6.12"}).begin()
exec(compile("import faulthandler\\ndef close_month():\\n    faulthandler._sigabrt()\\nclose_month()",
             "/home/somchai/sai_thong/registers/months.py", "exec"))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "สมหญิง" / "crash"


@pytest.fixture
def watch(folder: Path) -> Iterator[CrashWatch]:
    watch = CrashWatch(folder, CLOCK, {"Qt": "6.12.0"})
    watch.begin()
    yield watch
    watch.end()


def fail(reading: Callable[[], object]) -> Exception:
    """The error of something that fails, raised from another one that quotes a person."""
    try:
        try:
            reading()
        except (ValueError, citizen_id.BadCitizenId) as cause:
            raise KeyError(PERSON, "/home/somchai/งาน.saithong") from cause
    except KeyError as error:
        return error
    raise AssertionError


@pytest.mark.usefixtures("watch")
@pytest.mark.expects_log("unexpected KeyError")
def test_a_report_tells_kinds_and_our_places_and_no_word_of_what_was_worked_on(folder: Path) -> None:
    def read_person() -> None:
        citizen_id.read(PERSON)

    log.note_mistake("ui", fail(read_person))
    (report,) = waiting_reports(folder)
    assert "builtins.KeyError" in report.text
    assert "sai_thong.thai.citizen_id.BadCitizenId" in report.text
    assert "sai_thong.thai.citizen_id:" in report.text
    assert "2026-11-21 03:04 UTC" in report.text
    assert "Qt 6.12.0" in report.text
    assert "It holds no personal data" in report.text
    assert "รายงานนี้ไม่มีข้อมูลของบุคคล" in report.text
    for told in (PERSON, "ทองใบ", "somchai", "สมหญิง", "งาน.saithong", str(folder), os.uname().nodename):
        assert told not in report.text


@pytest.mark.usefixtures("watch")
@pytest.mark.expects_log("unexpected KeyError")
def test_the_same_mistake_is_reported_once_and_again_after_it_was_settled(folder: Path) -> None:
    for _time in range(3):
        log.note_mistake("ui", fail(lambda: int(PERSON)))
    (report,) = waiting_reports(folder)
    report.discard()
    assert waiting_reports(folder) == []
    log.note_mistake("ui", fail(lambda: int(PERSON)))
    assert len(waiting_reports(folder)) == 1


def test_a_mistake_without_end_fills_no_disk(watch: CrashWatch, folder: Path) -> None:
    for number in range(MOST_KEPT + 5):
        watch.keep(type(f"Mistake{number}", (Exception,), {})())
    assert len(waiting_reports(folder)) == MOST_KEPT


def test_a_process_that_died_is_reported_by_the_next_one(folder: Path) -> None:
    died = subprocess.run([sys.executable, "-c", DIES, str(folder)], check=False, capture_output=True)
    assert died.returncode != 0
    assert waiting_reports(folder) == []
    watch = CrashWatch(folder, CLOCK, {})
    watch.begin()
    watch.end()
    (report,) = waiting_reports(folder)
    assert "Aborted" in report.text
    assert "sai_thong.registers.months:3 close_month" in report.text
    assert "Qt 6.12" in report.text, "what ran then, not what runs now"
    assert "somchai" not in report.text
    assert [path.name for path in folder.iterdir()] == [report.path.name]


@pytest.mark.parametrize("left", ["", "Sai Thong 0.1.0\nWindows fatal exception: code 0x8001010d\n\n"])
def test_a_process_that_was_only_ended_is_no_mistake(folder: Path, left: str) -> None:
    folder.mkdir(parents=True)
    (folder / "running-1-0.txt").write_text(left)
    watch = CrashWatch(folder, CLOCK, {})
    watch.begin()
    watch.end()
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("watch")
def test_a_second_window_leaves_the_file_of_the_first_alone(folder: Path) -> None:
    (first,) = folder.iterdir()
    second = CrashWatch(folder, CLOCK, {})
    second.begin()
    assert first.exists()
    second.end()
    assert list(folder.iterdir()) == [first]


def test_a_folder_that_cannot_be_written_keeps_nobody_from_work(tmp_path: Path) -> None:
    (tmp_path / "crash").write_text("a file in the place of the folder")
    watch = CrashWatch(tmp_path / "crash", CLOCK, {})
    watch.begin()
    watch.keep(ValueError())
    watch.end()
