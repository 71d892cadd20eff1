"""Files that are opened by a double click: the program comes up with what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sai_thong import app
from sai_thong.db.errors import DamagedFile, DiskFull
from sai_thong.db.keys import Kdf
from sai_thong.db.lock import WriteLock
from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.ground.places import home
from sai_thong.registers.office import operations
from sai_thong.registers.office.records import Office
from sai_thong.registers.trust import permits
from sai_thong.ui.entrance.first_run import FirstRunWizard, NewOffice
from sai_thong.ui.entrance.recent import Recent
from sai_thong.ui.entrance.recovery_sheets import RecoverySheetsScreen
from sai_thong.ui.entrance.window import EntranceWindow
from sai_thong.ui.pages.sync import SyncPage
from sai_thong.ui.pages.sync.stick import StickSection
from sai_thong.ui.shell import Shell
from sai_thong.ui.unlock import UnlockScreen
from tests.ui.pages.settling import settled

PASSWORD = "ทดสอบ-saithong"


@pytest.mark.parametrize(
    ("name", "store", "stick"),
    [("a.saithong", True, False), ("ทรายทอง-TT-2569-11-21.saithong-batch", False, True)],
)
def test_an_office_is_told_from_what_a_stick_holds(
    name: str, store: bool, stick: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Path | None, str | None, Path | None]] = []
    monkeypatch.setattr(app.Program, "start", lambda _program, *given: told.append(given))
    monkeypatch.setattr(QApplication, "exec", lambda *_given: 0)
    monkeypatch.delenv(app.PASSWORD_VARIABLE, raising=False)
    assert app.main([name]) == 0
    file = Path(name)
    assert told == [(file if store else None, None, file if stick else None)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An office's file."""
    path = tmp_path / "office.saithong"
    made, _sheets = Store.create(
        path, office="ทดสอบ", user="ก", password=PASSWORD, clock=demo_clock(), kdf=Kdf(memory_kib=8, time_cost=1)
    )
    made.close()
    return path


def put_away(shell: Shell) -> None:
    shell.sync.close()
    shell.writer.close()
    shell.hide()
    shell._store.close()


@pytest.mark.expects_log("recent.json could not be kept")
def test_where_the_programs_own_folder_takes_no_note_the_office_opens_all_the_same(
    path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    (home() / "recent.json").mkdir(parents=True)
    program = app.Program(qapp, home(), demo_clock())
    program.start(path, PASSWORD)
    shell = program.shell
    assert shell is not None
    qtbot.addWidget(shell)
    settled(qtbot, shell)
    put_away(shell)


def test_a_disk_that_is_full_right_after_the_file_was_made_keeps_no_sheet_from_being_shown(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: Store, _office: Office) -> None:
        raise DiskFull

    monkeypatch.setattr(operations, "set_office", full)
    entrance = EntranceWindow(clock=demo_clock(), recent=Recent(), kdf=Kdf(memory_kib=8, time_cost=1))
    qtbot.addWidget(entrance)
    entrance.first_run()
    wizard = entrance.currentWidget()
    assert isinstance(wizard, FirstRunWizard)
    wizard.asked.emit(NewOffice(Office(name="ทดสอบ", code="1"), tmp_path / "new.saithong", "ก", PASSWORD))
    qtbot.waitUntil(lambda: isinstance(entrance.currentWidget(), RecoverySheetsScreen), timeout=20_000)
    with qtbot.waitSignal(entrance.opened) as opened:
        entrance.currentWidget().finished.emit()
    opened.args[0].close()


def test_a_page_of_the_file_that_cannot_be_read_is_told_at_the_door_with_the_way_out(
    path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(store: Store) -> None:
        raise DamagedFile(store.path)

    monkeypatch.setattr(permits, "admit", unreadable)
    program = app.Program(qapp, home(), demo_clock())
    program.start(path, None)
    entrance = program._entrance
    assert entrance is not None
    qtbot.addWidget(entrance)
    screen = entrance.currentWidget()
    assert isinstance(screen, UnlockScreen)
    screen.password_field.setText(PASSWORD)
    screen.ask()
    qtbot.waitUntil(screen.unlock_button.isEnabled)
    told = [each.text() for each in screen.banners.banners()]
    assert len(told) == 2
    assert all("เสียหาย" in each for each in told)
    assert program.shell is None
    with WriteLock.acquire(path, user="ก", clock=demo_clock()):
        pass  # the file was let go


def test_a_file_of_a_stick_is_taken_in_as_soon_as_the_office_is_open(
    tmp_path: Path, path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    stick = tmp_path / "ของผู้อื่น.saithong-batch"
    stick.write_bytes(b"of nobody")
    program = app.Program(qapp, home(), demo_clock())
    program.start(path, PASSWORD, stick)
    shell = program.shell
    assert shell is not None
    qtbot.addWidget(shell)
    page = shell.page()
    assert isinstance(page, SyncPage)
    assert isinstance(page.section(), StickSection)
    qtbot.waitUntil(lambda: bool(page.banners.banners()), timeout=20_000)
    assert "ไม่ใช่" in page.banners.banners()[0].text()
    settled(qtbot, shell)
    put_away(shell)
