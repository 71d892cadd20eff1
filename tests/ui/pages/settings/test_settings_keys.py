"""An older office gets the keys of its newer parts in the window, and no code leaves the screen before it is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.registers.sensitive_sets import COMPLAINTS, missing_sets
from sai_thong.ui.entrance.recovery_sheets import RecoverySheetsScreen
from sai_thong.ui.kit import ActionButton
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.own_keys import OwnKeysSection
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.conftest import CHEAP, OpenShell
from tests.ui.pages.settings.steps import open_section, texts
from tests.ui.pages.settling import settled


@pytest.fixture
def older_store(tmp_path: Path) -> Iterator[Store]:
    """An office whose file knows the first part with a key of its own only."""
    path = tmp_path / "older.saithong"
    made, _sheets = Store.create(
        path, office="ทรายทอง", user="ก", password="ข", clock=demo_clock(), sets=("special",), kdf=CHEAP
    )
    with made:
        yield made


def the_section(page: object) -> OwnKeysSection:
    assert isinstance(page, SettingsPage)
    section = open_section(page, "keys")
    assert isinstance(section, OwnKeysSection)
    return section


def states(section: OwnKeysSection) -> list[str]:
    found = []
    for place in range(2):
        section.table.choose(place)
        row = section.table.chosen()
        assert row is not None
        found.append(row["state"].text)
    return found


def test_the_missing_key_is_made_and_its_sheet_stays_until_it_is_sealed(
    desk: OpenShell, older_store: Store, qtbot: QtBot
) -> None:
    shell = desk("settings", older_store)
    section = the_section(shell.page())
    assert states(section) == ["ท่านถือกุญแจ", "ยังไม่มีกุญแจ"]
    qtbot.mouseClick(section.make, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    sheet = section.over.top()
    assert isinstance(sheet, RecoverySheetsScreen)
    assert "ส่วนที่ 2" in texts(sheet)
    assert COMPLAINTS in older_store.keys.set_keys
    section.over.go_back()
    assert section.over.top() is sheet, "the code would be lost for ever"
    (print_button,) = [each for each in sheet.findChildren(ActionButton) if each.text().startswith("พิมพ์แผ่นกู้คืน")]
    qtbot.mouseClick(print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None)
    shell.findChild(PrintPreview).closed.emit()
    sheet.sealed.setChecked(True)
    qtbot.mouseClick(sheet.go_on, Qt.MouseButton.LeftButton)
    assert section.over.top() is None
    assert states(section) == ["ท่านถือกุญแจ", "ท่านถือกุญแจ"]
    assert not section.make.isEnabled()


def test_an_office_whose_file_has_every_key_is_not_offered_to_make_them(desk: OpenShell, office_store: Store) -> None:
    page = desk("settings", office_store).page()
    assert isinstance(page, SettingsPage)
    assert missing_sets(office_store) == ()
    assert not page.has_section("keys")
    page.restore({"section": "keys"})
    assert page.tabs.current() != "keys"
