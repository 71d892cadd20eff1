"""Work in the window, by keys and clicks: a list is imported, a petition taken, a month printed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from pypdf import PageObject, PdfReader

from tools.bundling.building import ROOT
from tools.windows.installed import Installed
from tools.windows.wine import StepFailed

_ELDERS: Final = 200


def imports_a_workbook(installed: Installed) -> str:
    """The made-up office's list of elders, through the wizard and the system's own file dialog."""
    made = installed.folder / "demo"
    command = [sys.executable, "-m", "sai_thong.demo", str(made), "--elders", str(_ELDERS)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    screen = installed.screen
    with installed.window():
        screen.press("ctrl+7", "ctrl+o")
        screen.picture("10 file dialog")
        screen.write(installed.windows_path(r"demo\workbooks\elders.xlsx"))
        screen.press("Return")
        for step in ("11 list", "12 columns", "13 before it is saved"):
            screen.picture(step)
            screen.press("alt+Right")
        screen.picture("14 imported")
        screen.press("ctrl+2")
        screen.picture("15 citizens")
    people = len(installed.ask("citizens", "list"))
    if people != _ELDERS:
        raise StepFailed(f"{people} people, not {_ELDERS}")
    return f"{people} people, by keys"


def takes_a_petition_and_prints_its_slip(installed: Installed) -> str:
    """At the counter: person, service and place are typed, the slip is written as PDF and read back."""
    installed.run("petitions", "open-numbers", "2569", "--next", "41")
    screen = installed.screen
    with installed.window():
        screen.press("ctrl+4")
        screen.picture("20 petitions")
        screen.click_primary()
        screen.write("นางสาวทดสอบ ทรายงาม")
        screen.press("Tab", "Tab", "Tab")
        screen.write("ไฟ")
        screen.picture("21 service")
        screen.press("Return")
        screen.write("หน้าวัดเหนือ")
        screen.picture("22 petition")
        screen.press("ctrl+s")
        screen.picture("23 slip")
        text = _saved(installed, "ใบรับ.pdf")
    if "ใบรับคำร้อง" not in text or "๔๑/๒๕๖๙" not in text:
        raise StepFailed(f"the slip reads {text[:200]!r}")
    return "41/2569, its slip read back"


def prints_a_month(installed: Installed) -> str:
    """The month is shown, its list of payments written as PDF from the preview and read back."""
    screen = installed.screen
    with installed.window():
        screen.press("ctrl+3")
        screen.picture("30 month")
        screen.press("ctrl+p", "Return")
        screen.picture("31 payment list")
        text = _saved(installed, "บัญชีรายชื่อ.pdf")
    if "บัญชีรายชื่อ" not in text:
        raise StepFailed(f"the list reads {text[:200]!r}")
    return f"{len(_pages(installed, 'บัญชีรายชื่อ.pdf'))} pages, read back"


def labels_an_asset(installed: Installed) -> str:
    """An asset gets its card and its label, whose number is read back from the PDF."""
    installed.run(
        "assets", "add", "--name", "เก้าอี้สำนักงาน", "--number", "401-70-0001", "--price", "2,500",
        "--acquired", "9/10/2569",
    )  # fmt: skip
    installed.run("assets", "label", "401-70-0001", "-o", "ป้าย.pdf")
    text = "".join(page.extract_text() for page in _pages(installed, "ป้าย.pdf"))
    if "401-70-0001" not in text and "๔๐๑-๗๐-๐๐๐๑" not in text:
        raise StepFailed(f"the label reads {text!r}")
    with installed.window():
        installed.screen.strike("ctrl+6")
        installed.screen.picture("40 assets")
    return "401-70-0001, read back from its label"


def _saved(installed: Installed, name: str) -> str:
    """Save the paper in the preview under a name; what can be read of it."""
    screen = installed.screen
    screen.press("ctrl+s")
    screen.strike("ctrl+a")
    screen.write(installed.windows_path(name))
    screen.press("Return")
    installed.await_file(installed.folder / name)
    screen.settled()
    return "".join(page.extract_text() for page in _pages(installed, name))


def _pages(installed: Installed, name: str) -> list[PageObject]:
    file: Path = installed.folder / name
    return list(PdfReader(file).pages)
