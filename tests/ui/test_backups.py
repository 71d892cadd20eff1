"""Backups beside the window: daily, on the button, on closing; Today nags, settings choose; and the way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.db import backup
from sai_thong.db.backup_plan import BackupPlan, back_up, keep_plan, own_folder, plan_of
from sai_thong.db.damage_note import is_damaged
from sai_thong.db.errors import DamagedFile
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.ui import backup_keeper
from sai_thong.ui.backup_closing import LastBackupDialog
from sai_thong.ui.backup_keeper import BackupKeeper
from sai_thong.ui.backup_words import backup_trouble
from sai_thong.ui.entrance.bringing_back import BroughtBackScreen
from sai_thong.ui.entrance.new_password import NewPasswordScreen
from sai_thong.ui.entrance.recent import Recent
from sai_thong.ui.entrance.welcome import WelcomeScreen
from sai_thong.ui.entrance.window import EntranceWindow
from sai_thong.ui.kit import ActionButton, ThaiLabel
from sai_thong.ui.pages import PAGES
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.backups import BackupsSection
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from sai_thong.ui.unlock import UnlockScreen
from tests.db.conftest import CHEAP, PASSWORD, clock
from tests.ui.pages.settling import settled

__all__ = ["clock"]
USER = "น.ส.สายทอง"


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock):
    (tmp_path / "office").mkdir()
    store, sheets = Store.create(
        tmp_path / "office" / "office.saithong",
        office="อบต.ทรายทอง",
        user=USER,
        password=PASSWORD,
        clock=clock,
        kdf=CHEAP,
    )
    with store:
        yield store, sheets[0].code


@pytest.fixture
def store(office: tuple[Store, str]) -> Store:
    return office[0]


@pytest.fixture
def open_shell(store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    """Opens the window on the office and lets it look after its backups at once."""
    monkeypatch.setattr(backup_keeper, "_SETTLED_MS", 0)
    opened: list[Shell] = []

    def open_on(page: str) -> Shell:
        heading = OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์")
        shell = Shell(PAGES, store=store, clock=store.clock, office=heading, preferences=Preferences(page=page))
        qtbot.addWidget(shell)
        shell.show()
        opened.append(shell)
        return shell

    yield open_on
    for shell in opened:
        worker = shell.backups._worker
        shell.backups.close()
        if worker is not None:
            worker.close()  # the program leaves it behind; the next test must not meet it
        if shell.isVisible():
            shell.writer.close()
        shell.hide()


def open_shell_on(store: Store) -> Shell:
    heading = OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์")
    return Shell(PAGES, store=store, clock=store.clock, office=heading, preferences=Preferences(page="today"))


def work(store: Store) -> None:
    with store.transaction() as tx:
        tx.insert(Citizen(first_name="สมหญิง"))


def copies(store: Store) -> list[str]:
    folder = own_folder(store.path)
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def words_on(shell: Shell) -> str:
    page = shell.page()
    assert page is not None
    return " ".join(label.text() for label in page.findChildren(ThaiLabel) if label.isVisibleTo(page))


def test_the_first_opening_of_a_day_backs_up_and_the_second_does_not(
    store: Store, open_shell: Callable[[str], Shell], qtbot: QtBot
) -> None:
    work(store)
    shell = open_shell("today")
    with qtbot.waitSignal(shell.backups.ended, timeout=20_000):
        shell.backups.begin()
    assert len(copies(store)) == 1
    work(store)
    with qtbot.waitSignal(shell.backups.changed, timeout=20_000):
        shell.backups.look()
    assert not shell.backups.busy
    assert len(copies(store)) == 1


def test_closing_waits_for_the_backup_off_its_own_thread(
    store: Store, open_shell: Callable[[str], Shell], qtbot: QtBot
) -> None:
    shell = open_shell("today")
    with qtbot.waitSignal(shell.backups.ended, timeout=20_000):
        shell.backups.begin()
    store.clock = FixedClock(store.clock.now() + timedelta(hours=1))
    settled(qtbot, shell)
    shell.writer.submit(work, store)  # still being written when the window is closed
    work(store)
    shell.close()
    assert shell.findChild(LastBackupDialog) is not None
    assert shell.isVisible()
    qtbot.waitUntil(lambda: not shell.isVisible(), timeout=20_000)
    newest = max(own_folder(store.path).iterdir(), key=lambda path: backup.verify(path).counter)
    assert backup.verify(newest).counter == store.head().counter


def test_nobody_is_kept_from_closing(
    store: Store, open_shell: Callable[[str], Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_shell("today")
    with qtbot.waitSignal(shell.backups.ended, timeout=20_000):
        shell.backups.begin()
    settled(qtbot, shell)
    work(store)
    monkeypatch.setattr(BackupKeeper, "back_up_now", lambda _keeper: None)
    shell.close()
    dialog = shell.findChild(LastBackupDialog)
    assert dialog is not None
    dialog.leave.click()
    qtbot.waitUntil(lambda: not shell.isVisible())


def test_a_window_closes_at_once_where_all_is_backed_up_or_nobody_wants_it(
    store: Store, open_shell: Callable[[str], Shell], qtbot: QtBot
) -> None:
    shell = open_shell("today")
    with qtbot.waitSignal(shell.backups.ended, timeout=20_000):
        shell.backups.begin()
    work(store)
    assert shell.backups.wanted_on_closing
    with qtbot.waitSignal(shell.backups.changed):
        shell.backups.keep_plan(BackupPlan((own_folder(store.path),), on_closing=False))
    assert not shell.backups.wanted_on_closing
    shell.close()
    assert not shell.isVisible()


def test_today_nags_while_the_newest_is_too_old_and_is_silent_again(
    store: Store, open_shell: Callable[[str], Shell], tmp_path: Path, qtbot: QtBot
) -> None:
    work(store)
    keep_plan(store.path, BackupPlan((tmp_path / "stick",)))
    shell = open_shell("today")
    shell.backups.begin()
    qtbot.waitUntil(lambda: bool(backup_trouble(shell.backups)), timeout=20_000)
    settled(qtbot, shell)
    assert "ยังไม่มีสำเนาสำรอง" in words_on(shell)
    (tmp_path / "stick").mkdir()
    with qtbot.waitSignal(shell.backups.ended, timeout=20_000):
        shell.backups.look()
    settled(qtbot, shell)
    assert "สำเนาสำรอง" not in words_on(shell)


def test_a_stick_that_is_away_is_no_trouble_while_another_place_is_written(
    store: Store, tmp_path: Path, open_shell: Callable[[str], Shell], qtbot: QtBot
) -> None:
    keep_plan(store.path, plan_of(store.path).with_place(tmp_path / "stick"))
    work(store)
    shell = open_shell("today")
    with qtbot.waitSignal(shell.backups.ended, timeout=20_000):
        shell.backups.begin()
    assert backup_trouble(shell.backups) == ""


def test_places_are_chosen_and_left_in_the_settings(
    store: Store, tmp_path: Path, open_shell: Callable[[str], Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shell = open_shell("settings")
    shell.go("settings", section="backups")
    page = shell.page()
    assert isinstance(page, SettingsPage)
    section = page.section()
    assert isinstance(section, BackupsSection)
    qtbot.waitUntil(lambda: len(section.table.rows()) == 1, timeout=20_000)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(stick))
    section.add.click()
    qtbot.waitUntil(lambda: len(section.table.rows()) == 2, timeout=20_000)
    work(store)
    with qtbot.waitSignal(shell.backups.ended, timeout=20_000):
        section.now.click()
    assert [row["copies"] for row in section.table.rows()] == [1, 1]
    assert any("อ่านทวนแล้ว" in banner.text() for banner in page.banners.banners())
    section.table.choose_id(str(stick))
    section.remove_chosen()
    qtbot.waitUntil(lambda: len(section.table.rows()) == 1, timeout=20_000)
    section.switch_closing()
    assert plan_of(store.path) == BackupPlan((own_folder(store.path),), on_closing=False)
    assert len(list(stick.iterdir())) == 1


# ---- the way back, on a fresh machine, from the file alone


@pytest.fixture
def carried(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup on a machine that never saw the office."""
    work(store)
    (outcome,) = back_up(store, plan_of(store.path))
    assert outcome.copy is not None
    carried = tmp_path / "carried.saithong-backup"
    shutil.copyfile(outcome.copy.path, carried)
    store.close()
    shutil.rmtree(store.path.parent)
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "new machine"))
    return carried


@pytest.fixture
def entrance(carried: Path, tmp_path: Path, clock: FixedClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    """The entrance, after a backup was chosen in it."""
    target = tmp_path / "again.saithong"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(carried), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    window = EntranceWindow(clock=clock, recent=Recent(), kdf=CHEAP)
    qtbot.addWidget(window)
    window.show()
    welcome = window.currentWidget()
    assert isinstance(welcome, WelcomeScreen)
    welcome.restore_asked.emit()
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), UnlockScreen), timeout=20_000)
    yield window
    window.close()


def test_the_window_opens_a_restored_office_by_a_password(entrance: EntranceWindow, qtbot: QtBot) -> None:
    screen = entrance.currentWidget()
    assert isinstance(screen, UnlockScreen)
    with qtbot.waitSignal(entrance.opened, timeout=20_000) as opened:
        screen.unlock_asked.emit(USER, PASSWORD)
    with opened.args[0] as store:
        assert [each.first_name for each in store.find(Citizen)] == ["สมหญิง"]
        assert store.writable


def test_the_window_opens_a_restored_office_by_the_recovery_sheet(
    office: tuple[Store, str], entrance: EntranceWindow, qtbot: QtBot
) -> None:
    screen = entrance.currentWidget()
    assert isinstance(screen, UnlockScreen)
    screen.recovery_asked.emit()
    asking = entrance.currentWidget()
    assert isinstance(asking, NewPasswordScreen)
    told = {"code": "0" * 36, "user": USER, "password": "รหัสใหม่-saithong", "again": "รหัสใหม่-saithong"}
    asking.fields.show_values(told)
    asking.set_button.click()
    assert not asking.set_button.isEnabled()
    qtbot.waitUntil(asking.set_button.isEnabled, timeout=20_000)  # the code was mistyped, and may be typed again
    asking.fields.show_values(told | {"code": office[1]})
    with qtbot.waitSignal(entrance.opened, timeout=20_000) as opened:
        asking.set_button.click()
    with opened.args[0] as store:
        assert [each.first_name for each in store.find(Citizen)] == ["สมหญิง"]


def test_the_window_brings_a_damaged_office_back_from_its_backup_and_what_it_still_holds(
    store: Store, tmp_path: Path, clock: FixedClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, plan_of(store.path))
    (newest,) = own_folder(store.path).iterdir()
    with store.transaction() as tx:
        tx.insert_many([Citizen(first_name=f"คนที่ {number}") for number in range(200)])
    store.close()
    data = bytearray(store.path.read_bytes())
    data[-5 * 4096 + 100] ^= 1
    store.path.write_bytes(data)
    with Store.open(store.path, user=USER, password=PASSWORD, clock=clock) as damaged:  # only a part of it shows
        (outcome,) = back_up(damaged, plan_of(store.path))
        assert isinstance(outcome.error, DamagedFile)
        (own_folder(store.path) / "unrelated").touch()
    target = tmp_path / "again.saithong"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(newest), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    window = EntranceWindow(clock=clock, recent=Recent(str(store.path), "อบต.ทรายทอง", (USER,)), kdf=CHEAP)
    qtbot.addWidget(window)
    window.show()
    screen = window.currentWidget()
    assert isinstance(screen, UnlockScreen)
    (offer,) = screen.banners.banners()
    assert "เสียหาย" in offer.text()
    with qtbot.waitSignal(window.opened) as opened:
        screen.unlock_asked.emit(USER, PASSWORD)
    with opened.args[0] as only_read:  # what can be read is shown, and nothing is written any more
        assert not only_read.writable
        shell = open_shell_on(only_read)
        qtbot.addWidget(shell)
        shell.show()
        shell.catch_up()
        settled(qtbot, shell)
        assert "อ่านอย่างเดียว" in words_on(shell)
        shell.close()
    offer.findChildren(ActionButton)[0].click()
    asking = window.currentWidget()
    assert isinstance(asking, UnlockScreen)
    assert asking is not screen
    asking.unlock_asked.emit(USER, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), BroughtBackScreen), timeout=20_000)
    told = window.currentWidget()
    assert isinstance(told, BroughtBackScreen)
    with qtbot.waitSignal(window.opened) as opened:
        told.finished.emit()
    with opened.args[0] as again:
        assert again.path == target
        assert len(again.find(Citizen)) == 200
        assert not is_damaged(target)
    window.close()


def test_a_damaged_file_is_told_on_today(
    store: Store, open_shell: Callable[[str], Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path, *_given: object) -> backup.Manifest:
        raise DamagedFile(path)

    work(store)
    monkeypatch.setattr(backup, "make", damaged)
    shell = open_shell("today")
    shell.backups.begin()
    qtbot.waitUntil(lambda: "เสียหาย" in backup_trouble(shell.backups), timeout=20_000)
    settled(qtbot, shell)
    assert "เปิดครั้งต่อไป" in words_on(shell)
    assert is_damaged(store.path)
