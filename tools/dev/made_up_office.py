"""`dev.py run`: the program on a made-up office; the window, or without a display the same main job by commands."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tools.dev import environment, system_libraries

PASSWORD = "saithong-demo"
"""As sai_thong/demo/office.py makes it; nothing in that office is real."""
MONTH = "2569-11"
_BUILD = Path("build")
_STORE = "office.saithong"
_IMPORTS = (("elders.xlsx", "old-age"), ("disabled.csv", "disability"))
_LISTS = ("payment-list-cash", "payment-list-transfer")
_MEMOS = ("month-report",)
"""The memo of a closed month carries the head of the journal's chain."""
_PETITION = (
    *("petitions", "add", "--service", "street-light", "--subject", "ไฟฟ้าสาธารณะดับหน้าวัด", "--channel", "in-person"),
    *("--petitioner", "นางสาวสมมุติ ทดลองใช้", "--phone", "07199 0003", "--moo", "3", "--point", "หน้าวัด; หมู่ 3; ฟ-011"),
)
_SLIP = "petition-slip"
_COMPUTERS = "416"
"""A class of the made-up equipment book."""


def run() -> int:
    """Open the window, or print the papers where there is no display.

    Returns:
        The exit code of the program.
    """
    environment.python("-m", "tools.catalogues", "build")
    return _window() if system_libraries.has_display() else _commands()


def _window() -> int:
    office = _BUILD / "demo-office"
    if not (environment.ROOT / office / _STORE).is_file():
        print("Making the made-up office; this takes a moment, once")
        shutil.rmtree(environment.ROOT / office, ignore_errors=True)
        code = environment.python("-m", "sai_thong.demo", str(office), "--ready")
        if code:
            return code
    print(f"Its password is {PASSWORD}; delete {office} to begin anew.")
    return environment.python("-m", "sai_thong.app", "--store", str(office / _STORE), SAI_THONG_PASSWORD=PASSWORD)


def _commands() -> int:
    """A month, a petition with its slip, the equipment book with its labels, on an office made anew each time."""
    print("No display here, so a month, a petition and the equipment book are done by command line.")
    office = _BUILD / "demo-office-by-command"
    papers = office / "papers"
    shutil.rmtree(environment.ROOT / office, ignore_errors=True)
    (environment.ROOT / papers).mkdir(parents=True)
    code = environment.python("-m", "sai_thong.demo", str(office), quiet=True)
    steps = [
        *(("import", "citizens", str(office / "workbooks" / book), "--scheme", scheme) for book, scheme in _IMPORTS),
        ("allowances", "run", "--month", MONTH),
        *_prints(_LISTS, papers),
        ("allowances", "close", "--month", MONTH),
        *_prints(_MEMOS, papers),
        ("petitions", "open-numbers", _this_year_be(), "--next", "1"),
        _PETITION,
        ("print", _SLIP, "--id", "1", "-o", str(papers / f"{_SLIP}.pdf")),
        ("petitions", "show", "1"),
        ("assets", "import", str(office / "workbooks" / "assets.xlsx")),
        ("assets", "label", "--class", _COMPUTERS, "-o", str(papers / "labels.pdf")),
        ("verify",),
    ]
    for step in steps:
        code = code or _sai_thong(office / _STORE, *step)
    if code == 0:
        print(f"\nThe papers lie in {environment.ROOT / papers}")
    return code


def _this_year_be() -> str:
    """The Buddhist calendar year, of which petition numbers are."""
    return str(datetime.now(timezone(timedelta(hours=7))).year + 543)


def _prints(names: Sequence[str], folder: Path) -> list[tuple[str, ...]]:
    return [("print", paper, "--month", MONTH, "-o", str(folder / f"{paper}.pdf")) for paper in names]


def _sai_thong(store: Path, *command: str) -> int:
    typed = " ".join(f'"{word}"' if " " in word else word for word in command)
    print(f"\n$ sai-thong --store {store} {typed}", flush=True)
    return environment.python("-m", "sai_thong.cli", "--store", str(store), *command, SAI_THONG_PASSWORD=PASSWORD)
