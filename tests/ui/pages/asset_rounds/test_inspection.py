"""The yearly inspection through the window: from the order to the report, by scanner and by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from sai_thong.db.store import Store
from sai_thong.registers.assets import inspections
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.records import (
    Asset,
    CommitteeSeat,
    InspectionLine,
    InspectionRound,
    InspectionSighting,
    Room,
)
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole, RoundState
from sai_thong.ui.pages.assets.committee_view import CommitteeView
from sai_thong.ui.pages.assets.inspection import MISSING, UNKNOWN, WRONG_ROOM, InspectionSection
from sai_thong.ui.pages.assets.inspection_mode import InspectionMode
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.asset_rounds.furnished import CLERKS, STORE_ROOM, TREASURY, Furnished
from tests.ui.pages.asset_rounds.hands import CONTROL, Hands
from tests.ui.pages.settling import settled

TODAY = date(2026, 11, 3)


@pytest.fixture
def section(hands: Hands) -> InspectionSection:
    return hands.open("inspection", InspectionSection)


@pytest.fixture
def begun(hands: Hands, section: InspectionSection, store: Store) -> InspectionSection:
    """A round with its lines and one inspector."""
    inspector = Appointed("นายเสาร์ สิทธิ์พันธุ์", "ผู้อำนวยการกองช่าง", CommitteeRole.SOLE)
    inspections.open_round(store, 2569, committee=[inspector])
    hands.page.refresh()
    hands.settle()
    return section


def line_of(store: Store, number: str) -> InspectionLine:
    (line,) = store.find(InspectionLine, number=number)
    return line


def walk(hands: Hands, room: str) -> InspectionMode:
    """Go into the rooms, and choose one by keyboard."""
    hands.key(Qt.Key.Key_N, CONTROL)
    mode = hands.over(InspectionMode)
    for _step in range(mode.room.count()):
        if mode.room.value() == room:
            break
        hands.key(Qt.Key.Key_PageDown)
    else:
        for _step in range(mode.room.count()):
            if mode.room.value() == room:
                break
            hands.key(Qt.Key.Key_PageUp)
    assert mode.room.value() == room
    return mode


def scan(hands: Hands, mode: InspectionMode, tag: str) -> str:
    """What a wedge scanner does: types the code and Enter; gives the answer shown."""
    hands.type(tag)
    hands.key(Qt.Key.Key_Return)
    return mode.scan.answer.accessibleName()


def choose(mode: InspectionMode, number: str) -> None:
    """Stand on a line of the tick list."""
    place = [row["number"] for row in mode.grid.table.rows()].index(number)
    mode.grid.table.choose(place)
    mode.grid.table.grid.setFocus()


def press_condition(hands: Hands, mode: InspectionMode, store: Store, number: str, digit: str) -> None:
    """A person presses a digit on a line, and nothing right after it."""
    choose(mode, number)
    hands.type(digit)
    hands.qtbot.waitUntil(lambda: line_of(store, number).found is not None, timeout=5_000)
    hands.settle()


def test_a_round_goes_from_the_order_to_the_report(
    hands: Hands, section: InspectionSection, store: Store, office: Furnished
) -> None:
    qtbot, shell = hands.qtbot, hands.shell
    # the order and the committee
    hands.press("เปิดการตรวจสอบ")
    hands.fill(order_no="412/2569", ordered_on="20 ก.ย. 2569")
    hands.save()
    (found,) = store.find(InspectionRound)
    assert (found.fiscal_year_be, found.order_no, found.ordered_on) == (2569, "412/2569", date(2026, 9, 20))
    hands.press("แต่งตั้งคณะกรรมการ")
    view = hands.over(CommitteeView)
    for place, (name, position) in enumerate(
        [("นายเสาร์ สิทธิ์พันธุ์", "ผู้อำนวยการกองช่าง"), ("นางบัวลี ฤทธิ์ฎา", "นักวิชาการศึกษา"), ("นายอุ่น ญาณกิจ", "ธุรการ")]
    ):
        view.rows.lines[place][0].setFocus()
        hands.type(name)
        hands.key(Qt.Key.Key_Tab)
        hands.type(position)
    hands.save()
    seats = sorted(store.find(CommitteeSeat), key=lambda seat: seat.place)
    assert [seat.role for seat in seats] == [CommitteeRole.CHAIR, CommitteeRole.MEMBER, CommitteeRole.SECRETARY]

    # the rooms: scanned, ticked, broken, moved
    mode = walk(hands, CLERKS)
    assert shell.side_bar.isHidden()
    for number in ("416-67-0001", "416-67-0002"):
        assert "พบแล้ว" in scan(hands, mode, office.cards[number].token)
    press_condition(hands, mode, store, "416-67-0003", "2")
    hands.type("ดึงกระดาษไม่เข้า")
    hands.key(Qt.Key.Key_Return)
    choose(mode, "400-60-0007")
    hands.key(Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_Space)  # the keys went on to the next line
    mode.scan.take_focus()
    assert "ผิดห้อง" in scan(hands, mode, "451-63-0001")
    hands.key(Qt.Key.Key_PageDown)
    hands.key(Qt.Key.Key_PageUp)
    for number in ("416-66-0004", "406-58-0003", "442-61-0002"):
        scan(hands, mode, number)
    hands.key(Qt.Key.Key_Escape)
    assert not shell.side_bar.isHidden()

    # what is left, and the report
    assert "ยังไม่พบ" in section.list.itemText(section.list.findData(MISSING))
    assert [line.number for line in section.shown.result.missing] == ["420-62-0001"] if section.shown.result else False
    hands.choose_in_menu(section, "ส่งรายงาน")
    form = section.over.form()
    assert form is not None
    for key in ("receipts", "balances"):
        form.editor(key).focus_target().setFocus()
        hands.key(Qt.Key.Key_Space)
    form.editor("lost").focus_target().setFocus()
    hands.key(Qt.Key.Key_Space)
    hands.save()
    (found,) = store.find(InspectionRound)
    assert (found.state, found.submitted_on, found.receipts_right) == (RoundState.SUBMITTED, TODAY, True)
    cards = {number: store.get(Asset, card.id) for number, card in office.cards.items()}
    assert cards["416-67-0003"].status is AssetStatus.BROKEN
    assert cards["420-62-0001"].status is AssetStatus.LOST
    assert store.get(Room, cards["451-63-0001"].room_id).name == CLERKS
    assert line_of(store, "416-67-0003").defect == "ดึงกระดาษไม่เข้า"

    # the report on paper, acknowledged
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.findChildren(PrintPreview)), timeout=30_000)
    qtbot.keyClick(shell.findChildren(PrintPreview)[0], Qt.Key.Key_Escape)
    settled(qtbot, shell)
    hands.press("ทราบรายงาน")
    hands.save()
    (found,) = store.find(InspectionRound)
    assert found.state is RoundState.ACKNOWLEDGED
    assert not section.walk_button.isVisible()


def test_a_thing_in_the_wrong_room_is_told_and_stands_in_both_lists(
    hands: Hands, begun: InspectionSection, store: Store, office: Furnished
) -> None:
    mode = walk(hands, TREASURY)
    said = scan(hands, mode, office.cards["416-67-0001"].token)
    assert "ผิดห้อง" in said
    assert CLERKS in said
    assert "416-67-0001" in [row["number"] for row in mode.grid.table.rows()]
    assert line_of(store, "416-67-0001").found_room == TREASURY
    hands.key(Qt.Key.Key_Escape)
    begun.list.setCurrentIndex(begun.list.findData(WRONG_ROOM))
    begun.list.activated.emit(begun.list.currentIndex())
    assert [row["number"] for row in begun.things.rows()] == ["416-67-0001"]


@pytest.mark.usefixtures("begun")
def test_a_second_scan_warns_and_clears_the_box(hands: Hands, store: Store) -> None:
    mode = walk(hands, CLERKS)
    scan(hands, mode, "416-67-0001")
    assert "สแกนแล้ว" in scan(hands, mode, "416-67-0001")
    assert mode.scan.line.text() == ""
    assert mode.scan.line.hasFocus()
    assert len(store.find(InspectionSighting)) == 2


def test_an_unknown_tag_is_kept_with_its_room(hands: Hands, begun: InspectionSection, store: Store) -> None:
    mode = walk(hands, STORE_ROOM)
    assert "ไม่มีในทะเบียน" in scan(hands, mode, "XX-99")
    (kept,) = store.find(InspectionSighting)
    assert (kept.tag, kept.asset_id, kept.room) == ("XX-99", "", STORE_ROOM)
    hands.key(Qt.Key.Key_Escape)
    begun.list.setCurrentIndex(begun.list.findData(UNKNOWN))
    begun.list.activated.emit(begun.list.currentIndex())
    assert [row["number"] for row in begun.things.rows()] == ["XX-99"]


@pytest.mark.usefixtures("begun")
def test_a_scanner_under_a_thai_layout_is_understood(hands: Hands, store: Store) -> None:
    mode = walk(hands, CLERKS)
    assert "พบแล้ว" in scan(hands, mode, "ภๅุขุึขจจจๅ"), "416-67-0001 as Kedmanee has it"
    assert line_of(store, "416-67-0001").found is True


@pytest.mark.usefixtures("begun")
def test_a_code_scanned_over_the_list_goes_into_the_box_and_answers_nothing(hands: Hands, store: Store) -> None:
    mode = walk(hands, CLERKS)
    choose(mode, "400-60-0007")
    grid = mode.grid.table.grid
    for character in "4162":  # all within the time of a scanner
        focused = QApplication.focusWidget() or grid
        hands.qtbot.keyClick(focused, Qt.Key(ord(character)))
    assert mode.scan.line.text() == "4162"
    assert line_of(store, "400-60-0007").found is None


@pytest.mark.usefixtures("begun")
def test_what_is_lost_is_ticked_and_can_be_found_after_all(hands: Hands, store: Store) -> None:
    mode = walk(hands, CLERKS)
    press_condition(hands, mode, store, "401-60-0012", "4")
    assert line_of(store, "401-60-0012").found is False
    mode.scan.take_focus()
    assert "พบแล้ว" in scan(hands, mode, "401-60-0012")
    assert line_of(store, "401-60-0012").found is True


@pytest.mark.usefixtures("begun")
def test_a_tick_is_taken_back_by_the_same_key(hands: Hands, store: Store) -> None:
    mode = walk(hands, CLERKS)
    choose(mode, "400-60-0007")
    hands.key(Qt.Key.Key_Space)
    assert line_of(store, "400-60-0007").found is True
    choose(mode, "400-60-0007")
    hands.key(Qt.Key.Key_Space)
    assert line_of(store, "400-60-0007").found is False


@pytest.mark.usefixtures("begun")
def test_a_supply_officer_may_not_inspect(hands: Hands, store: Store) -> None:
    hands.press("แต่งตั้งคณะกรรมการ")
    view = hands.over(CommitteeView)
    view.rows.lines[0][1].setFocus()
    view.rows.lines[0][1].selectAll()
    hands.type("เจ้าพนักงานพัสดุ")
    hands.save()
    assert view.banners.banners()
    assert [seat.position for seat in store.find(CommitteeSeat)] == ["ผู้อำนวยการกองช่าง"]


def test_what_nobody_saw_is_not_passed_over(hands: Hands, begun: InspectionSection, store: Store) -> None:
    hands.choose_in_menu(begun, "ส่งรายงาน")
    form = begun.over.form()
    assert form is not None
    for key in ("receipts", "balances"):
        form.editor(key).focus_target().setFocus()
        hands.key(Qt.Key.Key_Space)
    hands.save()
    assert form.banners.banners()
    assert store.find(InspectionRound)[0].state is RoundState.IN_PROGRESS


def test_what_another_machine_saw_is_taken_in_once(
    hands: Hands, begun: InspectionSection, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode = walk(hands, CLERKS)
    scan(hands, mode, "416-67-0001")
    hands.key(Qt.Key.Key_Escape)
    file = tmp_path / "sightings.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(file), ""))
    hands.choose_in_menu(begun, "บันทึกรายการที่ตรวจ")
    assert "416-67-0001" in file.read_text(encoding="utf-8-sig")
    hands.choose_in_menu(begun, "รับรายการที่ตรวจ")
    assert len(store.find(InspectionSighting)) == 1
    assert hands.told()


@pytest.mark.usefixtures("begun")
def test_the_condition_of_what_was_scanned_is_told_right_after(hands: Hands, store: Store) -> None:
    mode = walk(hands, CLERKS)
    scan(hands, mode, "401-60-0012")
    hands.key(Qt.Key.Key_Down)
    hands.type("3")
    hands.qtbot.waitUntil(lambda: line_of(store, "401-60-0012").condition is AssetStatus.WORN, timeout=5_000)
    hands.settle()
    hands.type("ขาหัก")
    hands.key(Qt.Key.Key_Return)
    assert line_of(store, "401-60-0012").defect == "ขาหัก"


@pytest.mark.usefixtures("begun")
def test_a_condition_told_from_its_own_room_does_not_move_a_thing_back(hands: Hands, store: Store) -> None:
    mode = walk(hands, TREASURY)
    scan(hands, mode, "416-67-0001")
    hands.key(Qt.Key.Key_Escape)
    mode = walk(hands, CLERKS)
    choose(mode, "416-67-0001")
    hands.type("2")
    hands.qtbot.waitUntil(lambda: line_of(store, "416-67-0001").condition is AssetStatus.BROKEN, timeout=5_000)
    assert line_of(store, "416-67-0001").found_room == TREASURY
