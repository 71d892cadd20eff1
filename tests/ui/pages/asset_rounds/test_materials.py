"""Materials through keys and clicks: cards, deliveries, requisitions from the asking to the issue, reversals."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from sai_thong.db.store import Store
from sai_thong.registers.assets.materials import balance
from sai_thong.registers.assets.records import Material, MaterialMove, Requisition, RequisitionLine
from sai_thong.registers.assets.requisitions import Asked, ask_materials
from sai_thong.registers.assets.stock import Received, receive
from sai_thong.registers.assets.terms import StockMove
from sai_thong.ui.pages.assets.materials import LOW, SLIPS, MaterialsSection
from sai_thong.ui.pages.assets.materials_card import CardView
from sai_thong.ui.pages.assets.materials_entry import IssueView, ReceiveView, RequisitionView
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.pages.asset_rounds.furnished import Furnished
from tests.ui.pages.asset_rounds.hands import CONTROL, Hands

TODAY = date(2026, 11, 3)


@pytest.fixture
def section(hands: Hands) -> MaterialsSection:
    return hands.open("materials", MaterialsSection)


def ask(store: Store, office: Furnished, quantity: int) -> str:
    """A slip for paper; its id."""
    return ask_materials(store, [Asked(office.paper.id, quantity)], asked_by="นางหนูเพียร").slip.id


def test_what_runs_low_is_marked_and_filtered(hands: Hands, section: MaterialsSection, office: Furnished) -> None:
    states = {row["id"]: row["state"].text for row in section.cards.rows()}
    assert states[office.toner.id] == "ใกล้หมด"
    assert states[office.paper.id] == "เพียงพอ"
    section.filter.setCurrentIndex(section.filter.findData(LOW))
    section.filter.activated.emit(section.filter.currentIndex())
    hands.settle()
    assert [row["id"] for row in section.cards.rows()] == [office.toner.id]


def test_a_requisition_is_written_and_issued_by_keyboard(
    hands: Hands, section: MaterialsSection, store: Store, office: Furnished, shell: Shell
) -> None:
    hands.key(Qt.Key.Key_N, CONTROL)
    view = hands.over(RequisitionView)
    hands.type("นางหนูเพียร ปู่ย่า")
    hands.write(view.fields.editor("purpose"), "งานจัดเก็บรายได้")
    view.grid.search.setFocus()
    hands.type("ตลับ")
    hands.key(Qt.Key.Key_Down)
    hands.type("1.5")
    hands.key(Qt.Key.Key_Return)
    view.grid.search.setFocus()
    view.grid.search.selectAll()
    hands.type("กระดาษ")
    hands.key(Qt.Key.Key_Down)
    hands.type("12")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    (slip,) = store.find(Requisition)
    assert (slip.asked_by, slip.purpose, slip.number) == ("นางหนูเพียร ปู่ย่า", "งานจัดเก็บรายได้", "1/2570")
    asked = {line.material_id: line.asked for line in store.find(RequisitionLine)}
    assert asked == {office.toner.id: 1_500, office.paper.id: 12_000}

    assert section.shows_slips
    hands.press("จ่าย…")
    issue = hands.over(IssueView)
    hands.type("นายกองค์การบริหารส่วนตำบล")
    assert {values["issued"] for values in issue.grid.entries().values()} == {"1.5", "12"}
    hands.save()
    (slip,) = store.find(Requisition)
    assert (slip.issued_on, slip.received_by) == (TODAY, "นางหนูเพียร ปู่ย่า")
    assert balance(store, office.paper.id) == (28_000, 308_000)
    assert "ตลับหมึก" in hands.told(), "it runs low now"
    hands.key(Qt.Key.Key_Return)  # the slip is offered at once
    hands.qtbot.waitUntil(lambda: bool(shell.findChildren(PrintPreview)), timeout=30_000)


def test_less_than_asked_for_is_issued_where_less_is_there(
    hands: Hands, section: MaterialsSection, store: Store, office: Furnished
) -> None:
    slip_id = ask(store, office, 50_000)
    section.restore({"requisition": slip_id})
    hands.settle()
    hands.press("จ่าย…")
    view = hands.over(IssueView)
    hands.type("นายก")
    assert [values["issued"] for values in view.grid.entries().values()] == ["40"], "what is there is proposed"
    view.grid.grid.setFocus()
    hands.type("60")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    assert view.banners.banners(), "more than asked for"
    view.grid.grid.setFocus()
    hands.type("40")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    assert [line.issued for line in store.find(RequisitionLine)] == [40_000]
    assert balance(store, office.paper.id) == (0, 0)


def test_a_delivery_is_received_in_one_grid(
    hands: Hands, section: MaterialsSection, store: Store, office: Furnished
) -> None:
    hands.press("รับวัสดุ")
    view = hands.over(ReceiveView)
    hands.type("ร้านสมใจการค้า")
    hands.key(Qt.Key.Key_Tab)
    hands.type("IV-66/12")
    view.grid.take_focus()
    hands.type("20")
    hands.key(Qt.Key.Key_Tab)
    hands.type("2,400")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    (move,) = store.find(MaterialMove, kind=StockMove.RECEIVED)
    assert (move.material_id, move.quantity, move.value_satang) == (office.paper.id, 20_000, 240_000)
    assert (move.other_party, move.document_no) == ("ร้านสมใจการค้า", "IV-66/12")
    row = next(row for row in section.cards.rows() if row["id"] == office.paper.id)
    assert row["held"] == "60 รีม"


@pytest.mark.usefixtures("section")
def test_what_cannot_be_read_is_told_and_stays(hands: Hands, store: Store) -> None:
    hands.key(Qt.Key.Key_N, CONTROL)
    view = hands.over(RequisitionView)
    hands.type("นางหนูเพียร")
    view.grid.take_focus()
    hands.type("สิบ")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    assert "สิบ" in view.banners.banners()[0].text()
    assert not store.find(Requisition)


def test_an_entry_is_taken_back_on_the_card_by_another(
    hands: Hands, section: MaterialsSection, store: Store, office: Furnished
) -> None:
    receive(store, [Received(office.paper.id, 5_000, 60_000)], from_whom="ร้านผิด", on=date(2026, 10, 20))
    hands.page.refresh()
    hands.settle()
    section.cards.choose_id(office.paper.id)
    hands.press("เปิดบัญชี")
    view = hands.over(CardView)
    hands.press("กลับรายการนี้")
    hands.fill(why="ลงผิดบัญชี")
    hands.save()
    view = hands.over(CardView)
    assert [row["balance"] for row in view.table.rows()][-1] == "40"
    assert balance(store, office.paper.id) == (40_000, 440_000)
    assert len(store.find(MaterialMove, material_id=office.paper.id)) == 3, "nothing is deleted"
    hands.key(Qt.Key.Key_Escape)
    assert section.over.top() is None


def test_a_count_becomes_a_movement_with_its_reason(
    hands: Hands, section: MaterialsSection, store: Store, office: Furnished
) -> None:
    section.cards.choose_id(office.toner.id)
    hands.choose_in_menu(section, "ปรับปรุงหลังตรวจนับ")
    hands.fill(counted="1")
    hands.save()
    assert balance(store, office.toner.id)[0] == 2_000, "a difference has a reason"
    hands.fill(why="นับแล้วขาด")
    hands.save()
    assert balance(store, office.toner.id)[0] == 1_000


def test_a_stock_card_is_begun_with_what_the_old_one_had(hands: Hands, section: MaterialsSection, store: Store) -> None:
    section.cards.choose(0)
    hands.choose_in_menu(section, "เพิ่มบัญชีวัสดุ")
    hands.fill(name="สารส้ม", unit="กก.", least="2.5")
    hands.save()
    (card,) = store.find(Material, name="สารส้ม")
    assert card.least == 2_500
    hands.choose_in_menu(section, "ยกยอดมา")
    hands.fill(quantity="12.5", value="500", on="1 ต.ค. 2569")
    hands.save()
    assert balance(store, card.id) == (12_500, 50_000)


def test_a_slip_is_cancelled_and_keeps_its_number(
    hands: Hands, section: MaterialsSection, store: Store, office: Furnished
) -> None:
    slip_id = ask(store, office, 1_000)
    section.restore({"requisition": slip_id})
    hands.settle()
    hands.choose_in_menu(section, "ยกเลิกใบเบิก")
    hands.fill(why="ไม่ใช้แล้ว")
    hands.save()
    assert store.get(Requisition, slip_id).cancelled_why == "ไม่ใช้แล้ว"
    assert not hands.offers("จ่าย…")
    assert section.what.value() == SLIPS
