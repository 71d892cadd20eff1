"""Newer versions beside the window: looked for and fetched on asking, started only when agreed to, told on Today."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.app import Program
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.places import HOME_VARIABLE
from sai_thong.registers.citizens.records import Citizen
from sai_thong.ui.kit import ActionButton, Chip, ThaiLabel
from sai_thong.ui.pages import PAGES
from sai_thong.ui.pages.settings.updates import UpdatesSection
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from sai_thong.ui.updates_keeper import Agreed
from sai_thong.updates.installation import RESTART, Installation
from tests.db.conftest import CHEAP, PASSWORD
from tests.ui.pages.settling import settled
from tests.updates.conftest import (
    NEW,
    NOW,
    OLD,
    STRANGER,
    Published,
    installation,
    made_release,
    published,
    publisher,
)

__all__ = ["installation", "made_release", "published", "publisher"]


@pytest.fixture
def window(tmp_path: Path, installation, publisher, monkeypatch, qtbot: QtBot):
    """Opens the window as the installed old version does."""
    assert publisher
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(installation.place(OLD) / "SaiThong"))
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    (tmp_path / "office").mkdir()
    store, _sheets = Store.create(
        tmp_path / "office" / "office.saithong",
        office="อบต.ทรายทอง",
        user="น.ส.สายทอง",
        password=PASSWORD,
        clock=FixedClock(NOW),
        kdf=CHEAP,
    )
    with store.transaction() as tx:
        tx.insert(Citizen(first_name="สมหญิง"))  # Today of an office without anybody says how to begin
    opened: list[Shell] = []

    def open_window(page: str) -> Shell:
        heading = OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์")
        shell = Shell(PAGES, store=store, clock=store.clock, office=heading, preferences=Preferences(page=page))
        qtbot.addWidget(shell)
        shell.show()
        opened.append(shell)
        with qtbot.waitSignal(shell.updates.changed, timeout=20_000):
            shell.updates.begin()
        return shell

    yield open_window
    for shell in opened:
        worker = shell.updates._worker
        shell.updates.close()
        if worker is not None:
            worker.close()
        if shell.isVisible():
            shell.writer.close()
        shell.hide()
    store.close()


def press(shell: Shell, words: str) -> None:
    section = shell.findChild(UpdatesSection)
    assert section is not None
    next(each for each in section.findChildren(ActionButton) if each.text() == words).click()


def after(qtbot: QtBot, shell: Shell, act: Callable[[], None]) -> None:
    """Do something, and wait until the keeper has nothing under way."""
    act()
    qtbot.waitUntil(lambda: not shell.updates.busy, timeout=20_000)


def shown(shell: Shell) -> str:
    page = shell.page()
    assert page is not None
    labels = [*page.findChildren(ThaiLabel), *page.findChildren(Chip)]
    return " ".join(each.text() for each in labels if each.isVisibleTo(page))


def test_from_a_stick_to_the_next_opening(
    window, installation: Installation, published: Published, qtbot, monkeypatch
) -> None:
    shell = window("settings")
    shell.go("settings", section="updates")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(published.folder))
    after(qtbot, shell, lambda: press(shell, "จากโฟลเดอร์หรือแฟลชไดรฟ์…"))
    assert "มีรุ่น 0.1.1 ให้รับ" in shown(shell)
    assert "แก้ไข" in shown(shell)
    assert installation.versions() == [OLD]
    after(qtbot, shell, lambda: press(shell, "รับ 1 กิโลไบต์"))
    assert "รุ่น 0.1.1 พร้อมใช้แล้ว" in shown(shell)
    shell.updates.end()
    assert installation.current == OLD  # nobody agreed
    press(shell, "ใช้ตั้งแต่เปิดครั้งหน้า")
    press(shell, "ยังไม่เปลี่ยน")
    assert shell.updates.agreed is None
    press(shell, "ใช้ตั้งแต่เปิดครั้งหน้า")
    assert not shell.updates.end()
    assert installation.current == NEW
    assert installation.on_trial


def test_agreed_to_at_once_the_window_closes_and_asks_to_be_opened_again(
    window, installation: Installation, published: Published, qtbot: QtBot, qapp: QApplication
) -> None:
    shell = window("settings")
    shell.go("settings", section="updates")
    after(qtbot, shell, lambda: shell.updates.look(published.folder))
    after(qtbot, shell, shell.updates.get)
    settled(qtbot, shell)
    press(shell, "เปิดโปรแกรมใหม่ด้วยรุ่นนี้")
    assert shell.updates.agreed is Agreed.NOW
    qtbot.waitUntil(lambda: not shell.isVisible(), timeout=20_000)
    program = Program(qapp, published.folder, FixedClock(NOW))
    program.shell = shell
    assert program.ended() == RESTART
    assert installation.current == NEW


def test_a_strangers_update_is_told_and_changes_nothing(window, installation, published: Published, qtbot) -> None:
    published.tell(published.release, STRANGER)
    shell = window("settings")
    shell.go("settings", section="updates")
    after(qtbot, shell, lambda: shell.updates.look(published.folder))
    page = shell.page()
    assert page is not None
    assert "ไม่ได้ลงลายมือชื่ออิเล็กทรอนิกส์โดยผู้เผยแพร่" in " ".join(each.text() for each in page.findChildren(ThaiLabel))
    assert installation.versions() == [OLD]


def test_the_window_ends_the_trial_and_today_tells_of_a_version_that_did_not_come_up(
    window, installation: Installation, qtbot: QtBot
) -> None:
    installation.place(NEW).mkdir()
    installation.switch_to(NEW)
    (installation.folder / "trial" / "former").replace(installation.folder / "current")  # as the starter goes back
    shell = window("today")
    assert shell.updates.came_back_from == NEW
    assert not (installation.folder / "trial").exists()
    assert installation.versions() == [OLD]
    settled(qtbot, shell)
    assert "โปรแกรมรุ่น 0.1.1 เปิดไม่ขึ้น จึงกลับมาใช้รุ่น 0.1.0" in shown(shell)


def test_a_copy_that_was_not_installed_says_so(window, monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", False)
    shell = window("settings")
    shell.go("settings", section="updates")
    assert "โปรแกรมชุดนี้ปรับรุ่นเองไม่ได้" in shown(shell)
