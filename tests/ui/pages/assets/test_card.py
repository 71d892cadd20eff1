"""The card beside the list: its one next step, its menu, photographs dropped on it, the papers it prints."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.assets.asset_dates import add_date, dates_of
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.events import events_of
from sai_thong.registers.assets.improvements import improvements_of
from sai_thong.registers.assets.photographs import photographs_of
from sai_thong.registers.assets.properties import details_of
from sai_thong.registers.assets.records import Asset, AssetDate
from sai_thong.registers.assets.repairs import repairs_of
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, DateKind, RepairOutcome
from sai_thong.ui.pages.assets.card_panel import CardPanel
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.assets.cards import TODAY, Register, button, choose_of_menu
from tests.ui.pages.settling import settled

COMPUTER, CAR = "416-67-0001", "001-67-0001"


def photograph(folder: Path, name: str, grey: int) -> Path:
    path = folder / name
    with BytesIO() as written:
        Image.new("RGB", (640, 480), (grey, grey, grey)).save(written, "JPEG")
        path.write_bytes(written.getvalue())
    return path


def drop(panel: CardPanel, paths: list[Path]) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    panel.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def next_step(register: Register, words: str) -> None:
    """Press the main button of the card, which must say `words`."""
    main = button(register.section.desk.panel, words)
    assert main.property("kind") == "primary"
    register.qtbot.mouseClick(main, Qt.MouseButton.LeftButton)


def now(store: Store, card: Asset) -> Asset:
    return store.get(Asset, card.id)


def test_the_card_tells_value_years_and_purchase(register: Register, things: dict[str, Asset]) -> None:
    register.choose(things[COMPUTER])
    told = register.card_texts()
    for words in ("6,000.00", "อายุการใช้งาน 5 ปี", "3 ชิ้น", "กองคลัง", "นางสาวสมศรี"):
        assert words in told
    chart = register.section.desk.panel.chart
    assert chart is not None
    assert "2571" in chart.accessibleDescription()


def test_a_fault_goes_through_repair_to_use_by_the_next_step_alone(
    register: Register, store: Store, things: dict[str, Asset]
) -> None:
    card = things[CAR]
    register.choose(card)
    register.act("แจ้งซ่อม")
    register.form.editor("symptom").show_value("สตาร์ทไม่ติด")
    register.save()
    assert now(store, card).status is AssetStatus.BROKEN
    next_step(register, "ส่งซ่อม")
    register.fill("approval_no", "กค 9/2570")
    register.fill("repairer", "อู่ทรายทอง")
    register.save()
    assert now(store, card).status is AssetStatus.AT_REPAIR
    next_step(register, "ซ่อมเสร็จ")
    register.fill("cost_satang", "8500")
    register.form.editor("work").show_value("เปลี่ยนแบตเตอรี่")
    register.save()
    (repair,) = repairs_of(store, card.id)
    assert (repair.outcome, repair.cost_satang, repair.approval_no) == (RepairOutcome.USABLE, 850_000, "กค 9/2570")
    assert now(store, card).status is AssetStatus.IN_USE
    assert "ซ่อม 1 ครั้ง รวม 8,500.00 บาท คิดเป็นร้อยละ 1 ของราคา" in register.card_texts()


def test_a_correction_keeps_number_reason_and_history(
    register: Register, store: Store, things: dict[str, Asset]
) -> None:
    register.choose(things[COMPUTER])
    register.press(Qt.Key.Key_F2)
    register.fill("serial_no", "SN-88")
    register.fill("cost_satang", "33000")
    register.form.editor("reason").show_value("พิมพ์ผิด")
    register.save()
    card = now(store, things[COMPUTER])
    assert (card.number, card.serial_no, card.cost_satang) == (COMPUTER, "SN-88", 3_300_000)
    assert [each.detail for each in events_of(store, card.id) if each.kind is AssetEventKind.CORRECTED] == ["พิมพ์ผิด"]


def test_a_correction_after_closing_says_what_the_open_year_makes_up_for(
    register: Register, store: Store, things: dict[str, Asset]
) -> None:
    close_year(store, 2569)
    register.choose(things[COMPUTER])
    register.press(Qt.Key.Key_F2)
    assert "ปีที่ปิดแล้วคงเดิม" in "\n".join(each.text() for each in register.form.banners.banners())
    register.fill("cost_satang", "36000")
    register.form.editor("reason").show_value("ราคาจริงตามใบส่งของ")
    register.save()
    assert "2570" in register.told()


def test_a_slip_is_taken_back_only_on_its_day(register: Register, store: Store, things: dict[str, Asset]) -> None:
    register.choose(things[COMPUTER])
    register.act("ถอนบัตรนี้")
    register.form.editor("reason").show_value("ลงซ้ำ")
    register.save()
    assert not now(store, things[COMPUTER]).status.counted
    assert "416-67-0002" in [str(row["number"]) for row in register.section.table.rows()]
    assert COMPUTER not in [str(row["number"]) for row in register.section.table.rows()]


def test_an_improvement_raises_the_cost_and_can_be_taken_back(
    register: Register, store: Store, things: dict[str, Asset]
) -> None:
    card = things[CAR]
    register.choose(card)
    register.act("ลงการปรับปรุง")
    register.form.editor("what").show_value("ต่อเติมถังน้ำ")
    register.fill("cost_satang", "120000")
    register.save()
    assert [each.cost_satang for each in improvements_of(store, card.id)] == [12_000_000]
    assert "ต่อเติมถังน้ำ" in register.card_texts()
    register.act("ถอนการปรับปรุง")
    register.form.editor("reason").show_value("ลงผิดคัน")
    register.save()
    assert improvements_of(store, card.id) == []


def test_a_day_that_is_near_is_the_next_step_and_proposes_the_day_after_a_year(
    register: Register, store: Store, things: dict[str, Asset]
) -> None:
    card = things[CAR]
    add_date(store, AssetDate(asset_id=card.id, kind=DateKind.VEHICLE_TAX, due_on=date(2026, 12, 1)))
    register.choose(card)
    next_step(register, "บันทึกว่าทำแล้ว")
    register.save()
    awaited, done = dates_of(store, card.id)
    assert (done.done_on, awaited.due_on) == (TODAY, date(2027, 12, 1))


def test_photographs_dropped_on_the_card_are_kept_shown_and_removed_with_a_reason(
    register: Register, store: Store, things: dict[str, Asset], tmp_path: Path, qtbot: QtBot
) -> None:
    card = things[CAR]
    register.choose(card)
    panel = register.section.desk.panel
    drop(panel, [photograph(tmp_path, "รถ.jpg", 90), photograph(tmp_path, "ป้าย.jpg", 200)])
    qtbot.waitUntil(lambda: len(photographs_of(store, card.id)) == 2, timeout=30_000)
    qtbot.waitUntil(lambda: panel.strip is not None and len(panel.strip.tiles) == 2, timeout=10_000)
    assert now(store, card).photograph_id in {each.id for each in photographs_of(store, card.id)}
    assert panel.strip is not None
    tile = panel.strip.tiles[0]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(register.shell.findChildren(PrintPreview)), timeout=20_000)
    register.press(Qt.Key.Key_Escape)
    tile = panel.strip.tiles[0]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Delete)
    register.form.editor("reason").show_value("ภาพไม่ชัด")
    register.save()
    assert len(photographs_of(store, card.id)) == 1


def test_land_asks_for_its_place_and_title(register: Register, store: Store) -> None:
    (land,) = add_assets(
        store,
        NewAssets(
            Asset(name="ที่ดินสำนักงาน", class_code="101", type_key="land", cost_satang=5_000_000, acquired_on=TODAY)
        ),
    ).cards
    register.press(Qt.Key.Key_F5)
    register.choose(land)
    register.act("ที่ตั้งและเอกสารสิทธิ์")
    register.fill("place", "หมู่ 3")
    register.fill("title_no", "12345")
    register.fill("area", "2-1-35.5")
    register.fill("width_cm", "4.50")
    register.save()
    details = details_of(store, land.id)
    assert details is not None
    assert (details.place, details.title_no, details.area_wa100, details.width_cm) == ("หมู่ 3", "12345", 93_550, 450)
    assert "2-1-35.5" in register.card_texts()


def test_the_menu_of_papers_offers_the_card_of_its_kind_and_shows_it(
    register: Register, things: dict[str, Asset], qtbot: QtBot
) -> None:
    register.choose(things[COMPUTER])
    register.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    offered = [each.text() for each in register.section.menu.actions()]
    assert any("พ.ด.2" in words for words in offered)
    assert not any("พ.ด.1" in words for words in offered)
    choose_of_menu(qtbot, register.section.menu, "ทะเบียนคุมทรัพย์สิน")
    qtbot.waitUntil(lambda: bool(register.shell.findChildren(PrintPreview)), timeout=40_000)


@pytest.mark.parametrize("status", [AssetStatus.LOST, AssetStatus.NOT_NEEDED])
def test_a_state_is_changed_with_its_paper(
    register: Register, store: Store, things: dict[str, Asset], status: AssetStatus
) -> None:
    register.choose(things[COMPUTER])
    register.act("เปลี่ยนสภาพ")
    register.pick("status", status.value)
    register.fill("document_no", "กค 7/2570")
    register.save()
    assert now(store, things[COMPUTER]).status is status
    assert events_of(store, things[COMPUTER].id)[-1].document_no == "กค 7/2570"


def test_what_left_the_register_is_only_read(register: Register, store: Store, things: dict[str, Asset]) -> None:
    register.choose(things[COMPUTER])
    register.act("ถอนบัตรนี้")
    register.form.editor("reason").show_value("ลงซ้ำ")
    register.save()
    register.section.choose(things[COMPUTER].id)
    register.press(Qt.Key.Key_F2)
    assert register.section.over.top() is None
    drop(register.section.desk.panel, [Path("nothing.jpg")])
    assert photographs_of(store, things[COMPUTER].id) == []


def test_what_is_typed_into_a_form_of_the_card_survives_a_change_of_language(
    register: Register, things: dict[str, Asset], qtbot: QtBot
) -> None:
    register.choose(things[COMPUTER])
    register.press(Qt.Key.Key_F2)
    register.fill("serial_no", "SN-5")
    state = register.page.state()
    register.section.over.uncover()
    register.page.restore(state)
    settled(qtbot, register.shell)
    assert register.form.editor("serial_no").read() == "SN-5"
    assert register.form.dirty
