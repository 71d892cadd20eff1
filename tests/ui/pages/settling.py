"""Waiting for what the window reads on the store's thread."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from sai_thong.ui.shell import Shell


def settled(qtbot: QtBot, shell: Shell) -> None:
    """Wait until the store's thread has nothing to do and the page has shown what it read."""
    for _turn in range(2):
        qtbot.waitUntil(lambda: not shell.writer.busy, timeout=20_000)
        qtbot.wait(1)
