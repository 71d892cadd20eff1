"""What the office settles for its assets: classes with their types, lives with a warning, rooms, numbers, labels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.custody import rooms
from sai_thong.registers.assets.labels import label_stock
from sai_thong.registers.assets.numbering import number_template
from sai_thong.registers.assets.records import Asset, PublishedLife
from sai_thong.registers.assets.rules.label_stock import ROLLS
from sai_thong.registers.assets.rules.numbers import Scope
from sai_thong.registers.assets.settled import asset_classes
from sai_thong.ui.kit import ThaiLabel
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.assets import AssetsSection
from sai_thong.ui.shell import Shell
from tests.ui.pages.assets.cards import CONTROL, button, fill, form_of, pick
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

DAY = date(2023, 10, 9)


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    made = empty_store()
    add_assets(
        made, NewAssets(Asset(name="เครื่องคอมพิวเตอร์", cost_satang=3_000_000, acquired_on=DAY), 1, ("416-67-0001",))
    )
    return made


@pytest.fixture
def shell(desk: OpenShell, store: Store, qtbot: QtBot) -> Shell:
    opened = desk("settings", store)
    opened.go("settings", section="assets")
    settled(qtbot, opened)
    return opened


@pytest.fixture
def section(shell: Shell) -> AssetsSection:
    page = shell.page()
    assert isinstance(page, SettingsPage)
    found = page.section()
    assert isinstance(found, AssetsSection)
    return found


def show(section: AssetsSection, part: str, qtbot: QtBot) -> None:
    section.part_box.setFocus()
    while section.part_box.value() != part:
        qtbot.keyClick(section.part_box, Qt.Key.Key_Down)


def save(section: AssetsSection, shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(form_of(section), Qt.Key.Key_S, CONTROL)
    settled(qtbot, shell)


def test_a_class_gets_its_type_and_so_do_its_cards(
    section: AssetsSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = form_of(section)
    fill(form, "code", "416")
    fill(form, "name", "คอมพิวเตอร์")
    pick(form, "type_key", "computer")
    save(section, shell, qtbot)
    assert [(each.code, each.name, each.type_key) for each in asset_classes(store)] == [
        ("416", "คอมพิวเตอร์", "computer")
    ]
    assert store.find(Asset)[0].type_key == "computer"
    (row,) = section.table.rows()
    assert (row["cards"], row["state"].text) == (1, "พร้อม")


def test_a_class_that_only_stands_in_numbers_waits_to_be_named(
    section: AssetsSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    (row,) = section.table.rows()
    assert (row["code"], row["cards"], row["state"].text) == ("416", 1, "ต้องเลือกประเภท")
    section.table.choose(0)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    form = form_of(section)
    fill(form, "name", "คอมพิวเตอร์")
    pick(form, "type_key", "computer")
    save(section, shell, qtbot)
    assert [(each.code, each.type_key) for each in asset_classes(store)] == [("416", "computer")]


def test_a_life_outside_the_range_warns_while_it_is_typed_and_needs_a_reason(
    section: AssetsSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    show(section, "lives", qtbot)
    assert section.table.choose_id("computer")
    section.table.grid.setFocus()
    qtbot.keyClick(section.table.grid, Qt.Key.Key_F2)
    form = form_of(section)
    fill(form, "years", "10")
    assert "3–5 ปี" in form.banners.banners()[0].text()
    fill(form, "effective_from", "1/10/2560")
    save(section, shell, qtbot)
    assert store.find(PublishedLife) == []
    fill(form, "years", "4")
    assert all("3–5" not in each.text() for each in form.banners.banners())
    save(section, shell, qtbot)
    (life,) = store.find(PublishedLife)
    assert (life.type_key, life.years, life.effective_from) == ("computer", 4, date(2017, 10, 1))
    row = next(each for each in section.table.rows() if each["id"] == "computer")
    assert (row["years"], row["rate"]) == ("4 ปี", "25 %")


def test_rooms_are_named_changed_and_ended(section: AssetsSection, shell: Shell, store: Store, qtbot: QtBot) -> None:
    show(section, "rooms", qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    fill(form_of(section), "name", "ห้องประชุม")
    save(section, shell, qtbot)
    section.table.choose(0)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    fill(form_of(section), "keeper", "นายบุญมี")
    save(section, shell, qtbot)
    assert [(each.name, each.keeper) for each in rooms(store)] == [("ห้องประชุม", "นายบุญมี")]
    section.table.choose(0)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    fill(form_of(section), "keeper", "นางบุญมา")
    fill(form_of(section), "ended_on", "1/11/2569")
    save(section, shell, qtbot)
    assert rooms(store) == []
    (ended,) = rooms(store, ended=True)
    assert ended.keeper == "นางบุญมา", "what was changed with the end is kept"
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    assert section.over.top() is None


def test_the_template_shows_the_number_it_would_give_while_it_is_typed(
    section: AssetsSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(section.header, "รูปแบบเลขรหัส"), Qt.MouseButton.LeftButton)
    form = form_of(section)

    def told() -> str:
        return "\n".join(label.text() for label in form.findChildren(ThaiLabel))

    assert "416-70-0001" in told()
    fill(form, "text", "{cat}/{fy}/{seq}")
    fill(form, "digits", "3")
    assert "416/2570/001" in told()
    fill(form, "text", "{seq}")
    assert "“{seq}”" in told()
    fill(form, "text", "{cat}/{fy}/{seq}")
    save(section, shell, qtbot)
    kept = number_template(store)
    assert (kept.text, kept.digits, kept.scope) == ("{cat}/{fy}/{seq}", 3, Scope.CLASS_AND_YEAR)
    assert store.find(Asset)[0].number == "416-67-0001"


def test_the_sheet_of_labels_is_chosen_or_measured(
    section: AssetsSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(section.header, "กระดาษป้าย"), Qt.MouseButton.LeftButton)
    pick(form_of(section), "stock", ROLLS[0].key)
    save(section, shell, qtbot)
    assert label_stock(store) == ROLLS[0]
    qtbot.mouseClick(button(section.header, "กระดาษป้าย"), Qt.MouseButton.LeftButton)
    fill(form_of(section), "own", "5x5")
    save(section, shell, qtbot)
    assert form_of(section).banners.banners()
    assert label_stock(store) == ROLLS[0]
