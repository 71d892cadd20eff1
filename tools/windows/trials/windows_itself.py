"""What is Windows' own: libraries, code pages, scaling, no network, a second instance, the log."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

from sai_thong.ui.pages import PAGES
from tools.windows.installed import STORE, Installed
from tools.windows.wine import THAI, WESTERN, StepFailed

_OF_WINDOWS: Final = re.compile(
    r"(api-ms-win|ext-ms-win)-.*|(kernel32|user32|gdi32|advapi32|shell32|ole32|oleaut32|ws2_32|ntdll|crypt32|bcrypt"
    r"|bcryptprimitives|comctl32|comdlg32|version|winmm|winspool|imm32|dwmapi|uxtheme|setupapi|shlwapi|rpcrt4|secur32"
    r"|userenv|netapi32|iphlpapi|dnsapi|mpr|authz|d3d9|d3d11|d3d12|dxgi|dcomp|dwrite|d2d1|opengl32|shcore|propsys|mscms|icuuc|icu"
    r"|wtsapi32|powrprof|synchronization|cfgmgr32|uiautomationcore|ucrtbase|msvcrt|rstrtmgr|psapi|dbghelp|ncrypt"
    r"|urlmon|wininet|winhttp|hid|gdiplus|usp10|oleacc|msimg32|wsock32|normaliz|profapi|shdocvw|credui)\.(dll|drv)"
)
"""Libraries that every Windows 10 has, whatever was installed on it."""
_PAGES_WITH_KEYS: Final = 10
_SCALES: Final = (125, 150)
_DOTS_AT_100: Final = 96


def brings_every_library_it_loads(installed: Installed) -> str:
    """Of every library and program laid down, what it asks for lies beside it or is part of every Windows 10."""
    files = [each for each in installed.program.rglob("*") if each.suffix.lower() in {".dll", ".pyd", ".exe"}]
    brought = {each.name.lower() for each in files}
    missing = {
        f"{each.name} asks for {name}"
        for each in files
        for name in _asked_for(each)
        if name not in brought and not _OF_WINDOWS.fullmatch(name)
    }
    if missing:
        raise StepFailed("; ".join(sorted(missing)))
    return f"{len(files)} files look for nothing else"


def speaks_under_both_code_pages(installed: Installed) -> str:
    """Thai comes out of the command line and stands in the window under code page 874 and 1252."""
    for locale, code_page in ((THAI, "874"), (WESTERN, "1252")):
        if "ทรายทอง" not in installed.run("office", "show", locale=locale):
            raise StepFailed(f"no Thai from a command under {code_page}")
        with installed.window(locale=locale):
            installed.screen.picture(f"50 code page {code_page}")
        installed.wine.wait()
    return "874, 1252"


def shows_every_page(installed: Installed) -> str:
    """Each page by its key, for the eye; Thai in labels, tables and fields breaks at words by the program's breaker."""
    with installed.window():
        for number, page in enumerate(PAGES[:_PAGES_WITH_KEYS], start=1):
            installed.screen.strike(f"ctrl+{number % _PAGES_WITH_KEYS}")
            installed.screen.picture(f"60 page {number:02} {page.key}")
    return f"opens in {installed.told['window opens, s']:.1f} s"


def fits_larger_letters(installed: Installed) -> str:
    """At 125 % and 150 % on a screen of 1366 by 768 the window is no larger than the screen."""
    for scale in _SCALES:
        _scale(installed, scale)
        try:
            with installed.window():
                installed.screen.strike("ctrl+3")
                installed.screen.picture(f"70 scale {scale}")
        finally:
            _scale(installed, 100)
    return ", ".join(f"{scale} %" for scale in _SCALES)


def works_without_a_network(installed: Installed) -> str:
    """With no network at all, not even the loopback, the office opens and its book is read."""
    installed.wine.wait()
    with installed.window(network=False):
        installed.screen.strike("ctrl+2")
        installed.screen.picture("80 no network")
    installed.wine.wait()
    return f"opens in {installed.told['window opens, s']:.1f} s"


def keeps_a_second_instance_out(installed: Installed) -> str:
    """Beside an open window a second one and a writing command are told so, and readers read."""
    with installed.window():
        installed.run("citizens", "list")
        try:
            installed.run("citizens", "add", "--first-name", "สอง", "--last-name", "ทรายงาม", "--birth", "1/1/2500")
        except StepFailed as refused:
            if "สมหญิง" not in str(refused):
                raise StepFailed(f"a second writer is not told who writes: {refused}") from refused
        else:
            raise StepFailed("two programs wrote to one file")
        first = installed.screen.settled()
        second = installed.start("--store", STORE)
        try:
            installed.screen.await_change(first)
            installed.screen.picture("81 second instance")
        finally:
            installed.screen.strike("alt+F4")
            second.wait(timeout=60)
    return "a second writer is told who holds the file"


def logs_nothing_unusual(installed: Installed) -> str:
    """No warning and no error stands in what the program logged through all of this."""
    lines = installed.log.splitlines()
    troubles = [line for line in lines if re.search(r" (WARNING|ERROR|CRITICAL) ", line)]
    if troubles:
        raise StepFailed("\n".join(troubles[:20]))
    return f"{len(lines)} lines, no warning"


def _asked_for(file: Path) -> set[str]:
    """The libraries a program's or library's import table names."""
    command = ["x86_64-w64-mingw32-objdump", "-p", str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, errors="replace").stdout
    return {name.lower() for name in re.findall(r"DLL Name: (\S+)", said)}


def _scale(installed: Installed, percent: int) -> None:
    key = r"HKEY_CURRENT_USER\Control Panel\Desktop"
    dots = str(_DOTS_AT_100 * percent // 100)
    installed.wine.run(["wine", "reg", "add", key, "/v", "LogPixels", "/t", "REG_DWORD", "/d", dots, "/f"])
    installed.wine.wait()
