"""The first hour: an office is set up in the window, by keys alone, and opened again by its password."""

from __future__ import annotations

import shutil
from typing import Final

from tools.windows.installed import PASSWORD, STORE, Installed
from tools.windows.wine import StepFailed

USER: Final = "สมหญิง ใจดี"
OFFICE_CODE: Final = "99710101"
_FIRST_FIELD: Final = (497, 217)
"""Where the name of the tambon is asked."""
_SEALED: Final = (276, 540)
"""Where it is ticked that the recovery sheets are put away."""


def sets_up_an_office(installed: Installed) -> str:
    """Through the wizard of the first start: an encrypted office in a folder with Thai letters and spaces."""
    shutil.rmtree(installed.folder, ignore_errors=True)
    installed.folder.mkdir(parents=True)
    screen = installed.screen
    with installed.window("--store", "ยังไม่มี.saithong", unlocked=False):
        screen.picture("01 welcome")
        screen.click_primary()
        screen.click(_FIRST_FIELD)
        _fill_in(installed, "ทรายทอง", OFFICE_CODE, "โนนทรายคำ", "กาฬสินธุ์")
        screen.picture("02 office")
        screen.press("alt+Right")
        screen.press("ctrl+a")
        screen.write(installed.windows_path(STORE))
        screen.picture("03 file")
        screen.press("alt+Right")
        _fill_in(installed, USER, PASSWORD, PASSWORD)
        screen.picture("04 user")
        screen.press("alt+Right")
        installed.await_file(installed.store)
        screen.picture("05 recovery sheets")
        screen.click(_SEALED)
        screen.click_primary()
        installed.await_line("the window is open")
        screen.picture("06 first day")
    if installed.store.read_bytes()[:15] == b"SQLite format 3":
        raise StepFailed("the file is not encrypted")
    return f"encrypted, in “{installed.folder.name}”"


def opens_by_its_password(installed: Installed) -> str:
    """Double-clicked, it asks for the password, refuses a wrong one and opens by the right one, typed in Thai."""
    screen = installed.screen
    with installed.window(installed.windows_path(STORE), unlocked=False):
        screen.picture("07 password")
        screen.write("ไม่ใช่รหัส")
        screen.press("Return")
        screen.await_window()
        screen.picture("08 wrong password")
        screen.strike("ctrl+a")
        opened = installed.log.count("the window is open")
        screen.write(PASSWORD)
        screen.press("Return")
        installed.await_line("the window is open", opened)
    return "a wrong one refused, the right one typed in Thai"


def _fill_in(installed: Installed, *fields: str) -> None:
    """Type into one field after another."""
    for number, words in enumerate(fields):
        if number:
            installed.screen.press("Tab")
        installed.screen.write(words)
