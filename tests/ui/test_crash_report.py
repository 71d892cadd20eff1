"""A mistake of the last time is told once the window stands, and its report goes where a person says, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.crash import CrashWatch, waiting_reports
from sai_thong.sync.crash_reports import waiting_to_go
from sai_thong.sync.device import PinnedAuthority, become, new_device
from sai_thong.ui.crash_report import CrashReportDialog, tell_of_mistakes
from sai_thong.ui.kit import Banner
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from tests.sync.real_stations import make_station
from tests.ui.keyboard import open_window
from tests.ui.sample_pages import SPECS

CLOCK = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "crash"
    watch = CrashWatch(folder, CLOCK, {})
    watch.begin()
    for kind in (KeyError, ValueError):
        watch.keep(kind("นางทองใบ"))
    watch.end()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with make_station(tmp_path, "ธุรการ").store as store:
        yield store


@pytest.fixture
def shell(store: Store, qtbot: QtBot) -> Iterator[Shell]:
    shell = Shell(SPECS, store=store, clock=CLOCK, office=OfficeHeading("อบต.ทรายทอง", ""))
    open_window(qtbot, shell)
    yield shell
    shell.writer.close()


def shown(shell: Shell, folder: Path) -> CrashReportDialog:
    """The dialog, opened from the notice."""
    tell_of_mistakes(shell, waiting_reports(folder))
    page = shell.page()
    assert page is not None
    (banner,) = page.banners.findChildren(Banner)
    assert banner.action is not None
    banner.action.click()
    dialog = shell.findChild(CrashReportDialog)
    assert dialog is not None
    return dialog


def test_nothing_is_told_where_nothing_happened(shell: Shell, tmp_path: Path) -> None:
    tell_of_mistakes(shell, waiting_reports(tmp_path / "none"))
    page = shell.page()
    assert page is not None
    assert page.banners.findChildren(Banner) == []


def test_a_person_reads_it_word_for_word_saves_it_and_it_waits_no_longer(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    dialog = shown(shell, folder)
    assert "builtins.KeyError" in dialog.box.toPlainText() and "builtins.ValueError" in dialog.box.toPlainText()
    assert "ทองใบ" not in dialog.box.toPlainText()
    assert dialog.send is None, "nobody to send it to"
    dialog.save_to(tmp_path / "none" / "report.txt")
    assert len(waiting_reports(folder)) == 2, "it could not be written"
    dialog.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8").count("It holds no personal data") == 2
    assert waiting_reports(folder) == []
    assert dialog.isHidden()


def test_later_asks_again_at_the_next_start_and_deleting_does_not(shell: Shell, folder: Path) -> None:
    dialog = shown(shell, folder)
    dialog.later.click()
    assert len(waiting_reports(folder)) == 2
    dialog.delete.click()
    assert waiting_reports(folder) == []


def test_it_goes_with_the_next_exchange_only_when_a_person_says_so(
    shell: Shell, store: Store, folder: Path, qtbot: QtBot
) -> None:
    become(store, new_device("ธุรการ"), PinnedAuthority("memory:", "ทดสอบ", bytes(32)))
    dialog = shown(shell, folder)
    assert waiting_to_go(store) == ()
    assert dialog.send is not None
    dialog.send.click()
    qtbot.waitUntil(lambda: len(waiting_to_go(store)) == 2)
    assert waiting_reports(folder) == []
