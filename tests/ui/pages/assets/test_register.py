"""The register through keys and clicks: what is bought is entered, found, scanned, and handed over together."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.card_view import card_view
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.records import Asset, Purchase
from sai_thong.registers.assets.rules.scanning import _KEDMANEE, _KEYS
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.ui.kit import FilterCombo
from sai_thong.ui.pages.assets import register_reading as reading
from sai_thong.ui.pages.assets.entry import EntryForm
from sai_thong.ui.shell import Shell
from tests.ui.pages.assets.cards import CONTROL, TODAY, Register, button, focus, texts
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

_THAI_LAYOUT = {
    ord(english): thai
    for keys, layout in zip(_KEYS, _KEDMANEE, strict=True)
    for english, thai in zip(keys, layout, strict=True)
}
"""What a Thai layout makes of the keys that a scanner presses."""


def listed(register: Register) -> list[str]:
    return [str(row["number"]) for row in register.section.table.rows()]


def choose_filter(box: FilterCombo, value: str, qtbot: QtBot) -> None:
    box.setFocus()
    for _step in range(box.count()):
        if box.value() == value:
            return
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.value() == value


# entering


def test_what_was_bought_is_entered_with_five_keys_besides_the_facts(register: Register, store: Store) -> None:
    keys = [
        (Qt.Key.Key_N, CONTROL),
        *[(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)] * 3,
        (Qt.Key.Key_S, CONTROL),
    ]
    facts = ("", "เครื่องสำรองไฟ", "416", "2", "5900")
    assert len(keys) == 5
    for fact, key in zip(facts, keys, strict=True):
        if fact:
            assert isinstance(focus(), QLineEdit)
            register.type(fact)
        register.press(*key)
    made = [card for card in store.find(Asset) if card.name == "เครื่องสำรองไฟ"]
    assert sorted(card.number for card in made) == ["416-70-0001", "416-70-0002"]
    assert {(card.cost_satang, card.acquired_on, card.type_key) for card in made} == {(590_000, TODAY, "computer")}
    (bought,) = [each for each in store.find(Purchase) if each.quantity == 2]
    assert bought.total_satang == 1_180_000
    assert "416-70-0001 – 416-70-0002" in register.told()
    assert "เครื่องสำรองไฟ" in register.card_texts()


def test_the_form_tells_numbers_and_value_before_anything_is_kept(register: Register, store: Store) -> None:
    head = store.head()
    register.press(Qt.Key.Key_N, CONTROL)
    form = register.form
    assert isinstance(form, EntryForm)
    for key, text in (("class_code", "416"), ("quantity", "3"), ("cost_satang", "30000")):
        register.fill(key, text)
    settled(register.qtbot, register.shell)
    assert "416-70-0001 ถึง 416-70-0003" in form.told.text()
    assert "อายุ 5 ปี ปีละ 6,000.00 บาท" in form.told.text()
    for typed in ("41", "คอม"):
        register.fill("class_code", typed)
        settled(register.qtbot, register.shell)
        assert form.told.text() == "หมวดเลขที่ตรง: 416 คอมพิวเตอร์"
    register.fill("class_code", "416")
    register.fill("cost_satang", "9999")
    settled(register.qtbot, register.shell)
    assert "ต่ำกว่าเกณฑ์" in form.told.text()
    assert store.head() == head


def test_what_is_paid_together_is_split_and_serial_numbers_go_to_their_cards(register: Register, store: Store) -> None:
    register.press(Qt.Key.Key_N, CONTROL)
    for key, text in (("name", "โน้ตบุ๊ก"), ("class_code", "416"), ("quantity", "3"), ("total_satang", "100000")):
        register.fill(key, text)
    register.form.editor("serial_numbers").show_value("SN-1\nSN-2\nSN-3")
    register.save()
    made = sorted((card for card in store.find(Asset) if card.name == "โน้ตบุ๊ก"), key=lambda card: card.number)
    assert sum(card.cost_satang or 0 for card in made) == 10_000_000
    assert [card.serial_no for card in made] == ["SN-1", "SN-2", "SN-3"]


def test_a_refused_entry_keeps_what_was_typed(register: Register, store: Store) -> None:
    count = len(store.find(Asset))
    register.press(Qt.Key.Key_N, CONTROL)
    register.fill("name", "เก้าอี้")
    register.form.editor("numbers").show_value("416-67-0001")
    register.save()
    assert "416-67-0001" in "\n".join(each.text() for each in register.form.banners.banners())
    assert register.form.editor("name").read() == "เก้าอี้"
    assert len(store.find(Asset)) == count


def test_an_empty_register_leads_to_import_and_entry(desk: OpenShell, store: Store, qtbot: QtBot) -> None:
    shell = desk("assets", store)
    register = Register(shell, qtbot)
    state = register.section.table.state
    assert "ว่าง" in texts(state)
    assert state.button is not None
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert shell.page_key == "import"


def test_an_entry_survives_a_change_of_language(register: Register, qtbot: QtBot) -> None:
    register.press(Qt.Key.Key_N, CONTROL)
    register.fill("name", "เต็นท์")
    state = register.page.state()
    register.section.over.uncover()
    register.page.restore(state)
    settled(qtbot, register.shell)
    assert register.form.editor("name").read() == "เต็นท์"


# finding


def test_typing_finds_any_part_and_the_arrows_show_the_card(register: Register) -> None:
    register.section.search.setFocus()
    register.type("บรรทุก")
    assert listed(register) == ["001-67-0001"]
    register.press(Qt.Key.Key_Down)
    assert "รถบรรทุกน้ำ" in register.card_texts()


@pytest.mark.parametrize(
    ("box", "value", "count"),
    [
        ("class_box", "416", 3),
        ("place_box", reading.DIVISION + "กองคลัง", 3),
        ("custodian_box", "นางสาวสมศรี", 3),
        ("price_box", "below", 1),
        ("price_box", "above", 1),
        ("state_box", reading.MUST_CHECK, 0),
        ("state_box", "in-use", 5),
    ],
)
def test_filters_leave_what_they_say(register: Register, qtbot: QtBot, box: str, value: str, count: int) -> None:
    choose_filter(getattr(register.section, box), value, qtbot)
    assert len(register.section.table.rows()) == count


@pytest.mark.parametrize("layout", ["english", "thai"])
def test_a_scan_shows_the_card_under_either_keyboard_layout(
    register: Register, things: dict[str, Asset], layout: str
) -> None:
    card = things["416-67-0002"]
    for code in (card.token, card.number):
        register.section.search.setFocus()
        register.type(code if layout == "english" else code.translate(_THAI_LAYOUT))
        register.press(Qt.Key.Key_Return)
        assert register.section.desk.asset_id == card.id
        assert register.section.search.text() == ""
        assert focus() is register.section.search
        register.section.choose(things["400-67-0001"].id)
        settled(register.qtbot, register.shell)


def test_a_scan_that_nobody_knows_is_told_and_the_next_one_types_over_it(register: Register) -> None:
    register.section.search.setFocus()
    register.type("ZZZZZZZZZZ")
    register.press(Qt.Key.Key_Return)
    assert "ZZZZZZZZZZ" in register.told()
    assert register.section.search.selectedText() == "ZZZZZZZZZZ"


def test_headings_sort_the_whole_list(register: Register, qtbot: QtBot) -> None:
    header = register.section.table.grid.horizontalHeader()
    price = next(place for place, each in enumerate(register.section.table._model.columns) if each.key == "cost_satang")
    position = header.sectionViewportPosition(price) + 10
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center().__class__(position, 8))
    prices = [row["cost_satang"] for row in register.section.table.rows()]
    assert prices == sorted(prices)


# many at once


def test_ticked_things_are_handed_over_together(register: Register, store: Store, things: dict[str, Asset]) -> None:
    register.choose(things["416-67-0001"])
    for _row in range(2):
        register.press(Qt.Key.Key_Space)
        register.press(Qt.Key.Key_Down)
    assert set(register.section.ticked) == {things["416-67-0001"].id, things["416-67-0002"].id}
    assert register.section.chosen_bar.isVisible()
    register.press(Qt.Key.Key_M, CONTROL)
    register.pick("division", "กองช่าง")
    register.fill("document_no", "กค 5/2570")
    register.save()
    moved = {card.number: card.division for card in store.find(Asset) if card.class_code == "416"}
    assert moved == {"416-67-0001": "กองช่าง", "416-67-0002": "กองช่าง", "416-67-0003": "กองคลัง"}
    line = card_view(store, things["416-67-0001"].id).timeline[0].event
    assert (line.kind, line.document_no, line.custodian) == (AssetEventKind.MOVED, "กค 5/2570", None)
    assert register.section.ticked == ()
    assert not register.section.chosen_bar.isVisible()


def test_all_of_a_filter_are_ticked_at_once_and_escape_unticks(register: Register, qtbot: QtBot) -> None:
    choose_filter(register.section.class_box, "416", qtbot)
    register.section.table.take_focus()
    register.press(Qt.Key.Key_Space)
    qtbot.mouseClick(button(register.section, "เลือกทั้ง"), Qt.MouseButton.LeftButton)
    assert len(register.section.ticked) == 3
    register.section.table.take_focus()
    register.press(Qt.Key.Key_Escape)
    assert register.section.ticked == ()


def test_the_page_opens_on_a_card_that_another_page_names(
    desk: OpenShell, store: Store, things: dict[str, Asset], qtbot: QtBot
) -> None:
    shell: Shell = desk("today", store)
    shell.go("assets", section="register", asset=things["001-67-0001"].id)
    register = Register(shell, qtbot)
    assert register.section.desk.asset_id == things["001-67-0001"].id
    assert "850,000.00" in register.card_texts()
    assert isinstance(store.clock, FixedClock)
    assert register.section.today == date(2026, 11, 3)


def test_cards_that_wait_get_their_numbers_together(
    desk: OpenShell, store: Store, things: dict[str, Asset], qtbot: QtBot
) -> None:
    for name in ("กล้องวงจรปิด", "เครื่องบันทึกภาพ"):
        add_assets(store, NewAssets(Asset(name=name, cost_satang=1_500_000, acquired_on=TODAY)))
    assert all(things)
    register = Register(desk("assets", store), qtbot)
    choose_filter(register.section.state_box, reading.UNNUMBERED, qtbot)
    settled(qtbot, register.shell)
    register.section.table.take_focus()
    register.press(Qt.Key.Key_Space)
    qtbot.mouseClick(button(register.section, "เลือกทั้ง"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(register.section.chosen_bar, "ให้เลข"), Qt.MouseButton.LeftButton)
    settled(qtbot, register.shell)
    register.fill("class_code", "416")
    register.save()
    assert {card.number for card in store.find(Asset) if card.acquired_on == TODAY} == {"416-70-0001", "416-70-0002"}
    assert register.section.unnumbered_card.accessibleName().startswith("รอเลขรหัส: 0")
