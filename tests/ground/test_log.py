"""The log helps who supports the office, and tells nothing of who lives there."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sai_thong.ground import log

CITIZEN_ID = "1101700207030"


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """A started log, stopped again."""
    file = log.start(tmp_path / "log")
    assert file is not None
    yield file
    log.stop()


def test_a_line_names_time_level_category_and_words(written: Path) -> None:
    log.logger("db").info("migrated %d tables", 4)
    line = written.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO sai_thong\.db migrated 4 tables\n", line)


@pytest.mark.expects_log("reading failed")
def test_an_exception_leaves_its_kind_and_place_but_not_its_words(written: Path) -> None:
    def read_name() -> None:
        raise ValueError("นางทองใบ ภูผาผุย")

    try:
        try:
            read_name()
        except ValueError as cause:
            raise KeyError(CITIZEN_ID) from cause
    except KeyError:
        log.logger("import").exception("reading failed")
    text = written.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert re.search(r"test_log\.py:\d+ read_name", text)
    assert "ทองใบ" not in text
    assert CITIZEN_ID not in text


@pytest.mark.expects_log("reading failed")
def test_words_another_handler_put_on_the_record_do_not_get_in(written: Path, tmp_path: Path) -> None:
    # `logging` keeps the formatted traceback on the record; who comes first decides for all.
    first = logging.FileHandler(tmp_path / "other.log", encoding="utf-8")
    root = logging.getLogger("sai_thong")
    root.handlers.insert(0, first)
    try:
        raise ValueError("นางทองใบ")
    except ValueError:
        log.logger("import").exception("reading failed")
    finally:
        root.removeHandler(first)
        first.close()
    assert "ทองใบ" not in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "number", [CITIZEN_ID, "1-1017-00207-03-0", "๑๑๐๑๗๐๐๒๐๗๐๓๐", "0123456789", "012-3-45678-9", "081 234 5678"]
)
def test_what_may_be_an_id_an_account_or_a_phone_is_hidden(written: Path, number: str) -> None:
    log.logger("ui").info("typed %s here", number)
    assert written.read_text(encoding="utf-8").endswith(" typed ######### here\n")


@pytest.mark.parametrize("plain", ["50000 rows", "2026-11-21", "8 of 20000", "v0.1.0"])
def test_counts_and_dates_stay_readable(written: Path, plain: str) -> None:
    log.logger("ui").info("%s", plain)
    assert plain in written.read_text(encoding="utf-8")


def test_the_log_stays_small(written: Path) -> None:
    for _line in range(log.FILES_KEPT + 3):
        log.logger("sync").info("x" * (log.FILE_BYTES - 100))
    files = sorted(written.parent.iterdir())
    assert len(files) == log.FILES_KEPT
    assert all(file.stat().st_size <= log.FILE_BYTES for file in files)


def test_a_file_another_program_holds_is_written_on(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows refuses to rename a file that is open elsewhere.
    def held(*_names: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("os.rename", held)
    for _line in range(3):
        log.logger("sync").info("x" * (log.FILE_BYTES - 100))
    log.logger("sync").info("still here")
    assert "still here" in written.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_leaves_the_program_working(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be", encoding="utf-8")
    assert log.start(tmp_path / "log") is None
    log.logger("db").info("goes nowhere")


def test_a_start_without_words_leaves_an_empty_file_and_no_open_one(written: Path) -> None:
    assert written.read_bytes() == b""
    log.stop()
    log.logger("db").info("after the end")
    assert written.read_bytes() == b""


def test_starting_twice_writes_once(written: Path) -> None:
    log.start(written.parent)
    log.logger("db").info("once")
    assert written.read_text(encoding="utf-8").count("once") == 1


@pytest.mark.expects_log("an error nobody caught")
def test_an_uncaught_error_is_in_the_log(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    log.note_uncaught_errors()
    try:
        raise RuntimeError("นางทองใบ")
    except RuntimeError:
        kind, error, place = sys.exc_info()
        assert kind is not None
        assert error is not None
        sys.excepthook(kind, error, place)
    text = written.read_text(encoding="utf-8")
    assert "CRITICAL sai_thong.ui an error nobody caught" in text
    assert "ทองใบ" not in text
    assert "ทองใบ" in capsys.readouterr().err
