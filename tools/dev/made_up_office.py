"""`dev.py run`: the program on a made-up office; the window, or without a display the same main job by commands."""

from __future__ import annotations

import shutil

from tools.dev import environment, system_libraries

PASSWORD = "saithong-demo"
"""As sai_thong/demo/office.py makes it; nothing in that office is real."""
MONTH = "2569-11"
_STORE = "office.saithong"
_IMPORTS = (("elders.xlsx", "old-age"), ("disabled.csv", "disability"))
_PAPERS = ("payment-list", "payment-memo")


def run() -> int:
    """Open the window, or print the papers where there is no display.

    Returns:
        The exit code of the program.
    """
    environment.python("-m", "tools.catalogues", "build")
    return _window() if system_libraries.has_display() else _commands()


def _window() -> int:
    office = environment.BUILD / "demo-office"
    if not (office / _STORE).is_file():
        print("Making the made-up office; this takes a minute, once")
        shutil.rmtree(office, ignore_errors=True)
        code = environment.python("-m", "sai_thong.demo", str(office), "--ready")
        if code:
            return code
    print(f"Its password is {PASSWORD}; delete {office} to begin anew.")
    return environment.python("-m", "sai_thong.app", "--store", str(office / _STORE))


def _commands() -> int:
    """Import, run, print and close a month, on an office made anew each time."""
    print("No display here, so the month is done by command line.")
    office = environment.BUILD / "demo-office-by-command"
    shutil.rmtree(office, ignore_errors=True)
    code = environment.python("-m", "sai_thong.demo", str(office), quiet=True)
    papers = office / "papers"
    papers.mkdir(exist_ok=True)
    steps = [
        *(("import", "citizens", str(office / "workbooks" / book), "--scheme", scheme) for book, scheme in _IMPORTS),
        ("allowances", "run", "--month", MONTH),
        *(("print", paper, "--month", MONTH, "-o", str(papers / f"{paper}.pdf")) for paper in _PAPERS),
        ("allowances", "close", "--month", MONTH),
        ("verify",),
    ]
    for step in steps:
        code = code or _sai_thong(str(office / _STORE), *step)
    if code == 0:
        print(f"\nThe papers lie in {papers}")
    return code


def _sai_thong(store: str, *command: str) -> int:
    print(f"\n$ sai-thong --store {store} {' '.join(command)}", flush=True)
    return environment.python("-m", "sai_thong.cli", "--store", store, *command, SAI_THONG_PASSWORD=PASSWORD)
