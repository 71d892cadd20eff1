"""A day's work about one person leaves nothing of that person, and no secret, but in the store and on paper."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sai_thong import cli
from sai_thong.demo.office import PASSWORD
from sai_thong.demo.place import demo_clock
from sai_thong.ground import log
from sai_thong.ground.crash import CrashWatch, waiting_reports
from sai_thong.ground.places import crash_folder, log_folder
from sai_thong.thai.digits import to_thai
from tests.faults import bad_files
from tests.faults.killed_work import Offices, at_home, lay_out_copy

CID, FIRST, LAST = "1101700230708", "ปลูกไว้", "ตามหาเถิด"
PHONE, ACCOUNT, HOUSE = "0819876543", "0201234567", "9876/543"
SECOND_PASSWORD = "รหัสลับของวันนี้-42"
SECRETS = {
    "citizen id": (CID, "1-1017-00230-70-8", to_thai(CID)),
    "name": (FIRST, LAST),
    "phone": (PHONE, "081-987-6543"),
    "account": (ACCOUNT, "020-1-23456-7"),
    "house": (HOUSE,),
    "password": (PASSWORD, SECOND_PASSWORD),
}


class Day:
    """Commands of one office in this process, at work or refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.papers = folder / "papers"
        self.papers.mkdir()

    def __call__(self, *words: object, refused: bool = False) -> None:
        with at_home(self.folder) as path, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told:
            try:
                code = cli.main(["--store", str(path), "--json", *map(str, words)])
            except SystemExit as ended:
                code = int(ended.code or 0)
        assert bool(code) is refused, f"{words}: {told.getvalue()}"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the system lays temporary files, watched."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder


class Written:
    """Every file and folder that Python made or opened for writing within the block."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()
        self._listening = True
        sys.addaudithook(self._hear)

    def __enter__(self) -> Written:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._listening = False

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._listening:
            return
        if event == "open" and isinstance(arguments[0], str) and isinstance(arguments[2], int):
            if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.paths.add(Path(arguments[0]).absolute())
        elif event in ("os.rename", "os.mkdir"):
            named = (each for each in arguments[:2] if isinstance(each, (str, os.PathLike)))
            self.paths.update(Path(each).absolute() for each in named)


def work(day: Day) -> None:
    """Everything a day has, about one person: taken, paid, written to, printed, exported, refused, backed up."""
    papers = day.papers
    person = ("--first-name", FIRST, "--last-name", LAST, "--house-no", HOUSE, "--phone", PHONE)
    day("citizens", "add", "--citizen-id", CID, "--birth", "1/2/2490", "--moo", "1", *person)
    day("citizens", "add", "--citizen-id", CID, *person, refused=True)
    day("citizens", "add", "--citizen-id", f"{CID}9", *person, refused=True)
    day("citizens", "search", FIRST)
    day("citizens", "show", CID)
    day("citizens", "history", CID)
    book = papers / f"{FIRST}.xlsx"
    rows = bad_files.person_row(2, f"{FIRST} {LAST}", PHONE, CID) + bad_files.person_row(3, FIRST, cid=f"{CID}1")
    book.write_bytes(bad_files.zipped(bad_files.office_xml(f"<sheetData>{bad_files.headings_row()}{rows}</sheetData>")))
    day("import", "citizens", book, "--scheme", "old-age", "--rejects", papers / "rejects.xlsx")
    (papers / f"{LAST}.xlsx").write_bytes(b"PK\x03\x04 broken")
    day("import", "citizens", papers / f"{LAST}.xlsx", refused=True)
    bank = ("--bank", "ออมสิน", "--account-no", ACCOUNT, "--account-name", f"{FIRST} {LAST}")
    day("claims", "channel", CID, "--channel", "bank-self", *bank, "--from-month", "2569-11")
    day("allowances", "run", "--month", "2569-11")
    day("allowances", "close", "--month", "2569-11")
    day("print", "payment-list", "--month", "2569-11", "-o", papers / "list.pdf")
    day("export", "citizens", "-o", papers / "citizens.xlsx")
    day("export", "payments", "--month", "2569-11", "--unmask", "--reason", "ตรวจสอบ", "-o", papers / "payments.xlsx")
    day("export", "history", "--who", CID, "--unmask", "--reason", f"{FIRST} ขอ", "-o", papers / "history.xlsx")
    about = ("--subject", f"{FIRST} แจ้งไฟดับ", "--channel", "in-person", "--petitioner", CID, "--moo", "1")
    day("petitions", "add", "--service", "street-light", "--number", "1", *about)
    photograph = papers / f"{FIRST}.jpg"
    Image.new("RGB", (40, 30)).save(photograph)
    day("petitions", "attach", "1/2569", photograph, "--note", PHONE)
    day("saraban", "open", "letters", "--next", "1")
    day("saraban", "issue", "--subject", f"แจ้ง {FIRST}", "--to", f"{FIRST} {LAST}")
    day("citizens", "show", f"{CID[:-1]}9", refused=True)
    day("backup", "run")
    day("verify")
    day("users", "add", "ธุรการ", "--role", "general-clerk", "--full-name", f"{FIRST} {LAST}")
    day("today", refused=True)  # now that two may open the file, it asks who


def break_down(watch: CrashWatch) -> None:
    """A mistake of the program's own that quotes what it was working on."""
    try:
        raise KeyError(f"{CID} {FIRST} {LAST} {PHONE}")
    except KeyError as error:
        log.logger("ui").exception("a mistake")
        watch.keep(error)


def told_in(folder: Path, *, only_names: bool = False) -> set[tuple[str, str]]:
    """Which secrets stand in files of a folder or in their names, with the file."""
    found = set()
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() and not only_names else b""
        place = path.relative_to(folder).as_posix()
        for what, spellings in SECRETS.items():
            for each in spellings:
                forms = (each.encode(), each.encode("utf-16-le"), ascii(each)[1:-1].encode(), quoted(each))
                if each in place or any(form in data for form in forms):
                    found.add((what, place))
    return found


def quoted(text: str) -> bytes:
    return urllib.parse.quote(text).encode() if not text.isascii() else text.encode()


@pytest.mark.expects_log("a mistake")
def test_a_day_leaves_nothing_personal_outside_the_store(
    offices: Offices, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "day"
    lay_out_copy(offices.living, folder)
    monkeypatch.setenv("SAI_THONG_HOME", str(folder / "home"))
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAI_THONG_NEW_PASSWORD", SECOND_PASSWORD)
    clock = demo_clock()
    monkeypatch.setattr(cli, "SystemClock", lambda: clock)
    shutil.rmtree(folder / "office" / "workbooks")
    day = Day(folder)
    log.start(log_folder())
    watch = CrashWatch(crash_folder(), clock, {})
    crash_folder().mkdir()
    try:
        with Written() as written:
            work(day)
            break_down(watch)
    finally:
        log.stop()
    assert [each for each in written.paths if not each.is_relative_to(folder)] == []
    assert list(temporary.iterdir()) == []
    # Something was written of all that is looked through.
    assert "a mistake" in (log_folder() / log.FILE_NAME).read_text(encoding="utf-8")
    assert waiting_reports(crash_folder())
    assert list((folder / "office" / "backups").iterdir())
    assert told_in(folder / "home") == set()
    assert told_in(folder / "office") == set()
    # What was asked for holds it, so the search finds what there is.
    given = {f"{name}{ending}" for name, ending in ((FIRST, ".xlsx"), (LAST, ".xlsx"), (FIRST, ".jpg"))}
    assert {file for what, file in told_in(day.papers, only_names=True)} == given
    (day.papers / "plain").write_bytes(f"{FIRST} {to_thai(CID)}".encode("utf-16-le"))
    assert {("name", "plain"), ("citizen id", "plain")} <= told_in(day.papers)
