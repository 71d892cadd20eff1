"""Scanning among 5,000 assets: from the scanner's Enter to the card shown in the window.

The code stands in the search field as the scanner typed it, under an English or a Thai keyboard layout; shown means
read, drawn and painted. The floor asks for the same rows by SQL alone.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench import Figure, p95
from bench.made.assets import fill_with_assets
from bench.made.offices import empty_office, folder
from bench.made.windows import open_window, settle
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.rules.scanning import typed_keys
from sai_thong.ui.kit.label import prepare_words
from sai_thong.ui.pages.assets.page import AssetsPage
from sai_thong.ui.pages.assets.register import RegisterSection
from sai_thong.ui.shell import Shell

ASSETS: Final = 5_000
SCANS: Final = 40
TIMES: Final = 3
"""Each code is scanned so often, and counts with the median."""
MOST_MS: Final = 50
PATIENCE_S: Final = 20
FLOOR: Final = Path(__file__).parent / "floors" / "asset_scan_floor.py"
_THAI_KEYS: Final = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝฤฆฏโฌ็ณ๋ษศ?ฯญ๐ฑธ๊ฮ")ํ(ฎฉฺ์'
"""Characters of the Thai layout, each of which the program knows the key of."""


def measure() -> list[Figure]:
    """Scan labels, numbers and serial numbers in the open window."""
    prepare_words()
    with folder() as place:
        path = place / "office.saithong"
        with empty_office(path) as store:
            cards = random.Random(9).sample(fill_with_assets(store, ASSETS), SCANS)
            shell = open_window(store, "assets")
            section = _register(shell)
            _scanned(shell, section, cards[0], cards[0].token)

            def scan(typed: Callable[[Asset], str]) -> list[float]:
                return [
                    statistics.median(_scanned(shell, section, card, typed(card)) for _time in range(TIMES))
                    for card in cards
                ]

            by_code, thai = scan(lambda card: card.token), scan(lambda card: _under_thai_layout(card.token))
            by_number, by_serial = scan(lambda card: card.number), scan(lambda card: card.serial_no.lower())
            shell.close()
            floor = _floor(path, store.keys.data_key.hex(), [card.token for card in cards])
    return [
        Figure("assets", ASSETS, "assets"),
        Figure("code of a label, median", statistics.median(by_code), "ms"),
        Figure("code of a label, 95 of 100", p95(by_code), "ms", most=MOST_MS),
        Figure("  under a Thai layout, 95 of 100", p95(thai), "ms", most=MOST_MS),
        Figure("number, 95 of 100", p95(by_number), "ms", most=MOST_MS),
        Figure("serial number in small letters, 95 of 100", p95(by_serial), "ms", most=MOST_MS),
        Figure("  floor: the same rows by SQL alone, 95 of 100", p95(floor), "ms"),
    ]


def _register(shell: Shell) -> RegisterSection:
    page = shell.page()
    assert isinstance(page, AssetsPage)
    settle(1)
    section = page.section()
    assert isinstance(section, RegisterSection)
    return section


def _scanned(shell: Shell, section: RegisterSection, card: Asset, text: str) -> float:
    """Milliseconds from Enter until the card stands there, painted."""
    section.desk.show("")
    section.search.setText(text)
    _until(lambda: not shell.writer.busy)
    settle(0.02)
    started = time.perf_counter()
    QTest.keyClick(section.search, Qt.Key.Key_Return)
    _until(lambda: section.desk.shown is not None and section.desk.shown.asset_id == card.id)
    section.desk.panel.repaint()
    return (time.perf_counter() - started) * 1000


def _until(reached: Callable[[], bool]) -> None:
    last = time.perf_counter() + PATIENCE_S
    while not reached():
        if time.perf_counter() > last:
            raise TimeoutError("the window did not get there")
        QApplication.processEvents()


def _under_thai_layout(text: str) -> str:
    keys = {typed_keys(each): each for each in _THAI_KEYS}
    return "".join(keys.get(each, each) for each in text)


def _floor(path: Path, key: str, codes: list[str]) -> list[float]:
    """Ask a process that imports nothing of ours."""
    asked = path.with_suffix(".json")
    asked.write_text(json.dumps(codes), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(FLOOR), str(path), key, str(asked)], capture_output=True, text=True, check=True
    )
    answer: Any = json.loads(done.stdout)
    return [float(each) for each in answer]
