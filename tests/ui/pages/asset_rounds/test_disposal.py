"""A disposal through keys and clicks: from what an inspection found to the last letter, as a checklist."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from sai_thong.db.store import Store
from sai_thong.registers.assets import custody, inspection_reports, inspections, sightings
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.records import (
    Asset,
    CommitteeSeat,
    DisposalLine,
    DisposalPaper,
    DisposalRound,
    InspectionLine,
)
from sai_thong.registers.assets.terms import (
    AssetStatus,
    CommitteeRole,
    CommitteeTask,
    DisposalMethod,
    DisposalState,
)
from sai_thong.ui.pages.assets.committee_view import CommitteeView
from sai_thong.ui.pages.assets.disposal import THINGS, DisposalSection
from sai_thong.ui.pages.assets.disposal_grids import AppraiseView, CarryOutView, OrderView
from sai_thong.ui.pages.assets.disposal_new import ChooseThings
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.asset_rounds.furnished import Furnished
from tests.ui.pages.asset_rounds.hands import CONTROL, Hands
from tests.ui.pages.settling import settled

TODAY = date(2026, 11, 3)
BROKEN, WORN, LOST = "416-67-0003", "406-58-0003", "420-62-0001"


@pytest.fixture
def inspected(store: Store, office: Furnished) -> Furnished:
    """After an inspection that found one thing broken, one worn and one lost."""
    sole = Appointed("นายเสาร์ สิทธิ์พันธุ์", "ผู้อำนวยการกองช่าง", CommitteeRole.SOLE)
    opened = inspections.open_round(store, 2569, committee=[sole]).round
    found = {BROKEN: AssetStatus.BROKEN, WORN: AssetStatus.WORN, LOST: AssetStatus.LOST}
    for line in store.find(InspectionLine):
        defect = "ดึงกระดาษไม่เข้า" if line.number == BROKEN else ""
        sightings.tick(store, line.id, condition=found.get(line.number), defect=defect)
    inspection_reports.submit(store, opened.id, receipts_right=True, balances_right=True)
    return office


@pytest.fixture
def section(inspected: Furnished, hands: Hands) -> DisposalSection:  # noqa: ARG001 - inspected before it is opened
    hands.page.refresh()
    return hands.open("disposal", DisposalSection)


def begin(hands: Hands, title: str, *, facts: bool) -> None:
    """Begin the disposal of everything the inspection found."""
    hands.key(Qt.Key.Key_N, CONTROL)
    view = hands.over(ChooseThings)
    hands.type(title)
    view.fields.editor("inspection").focus_target().setFocus()
    hands.key(Qt.Key.Key_Space)
    if not facts:
        view.fields.editor("facts").focus_target().setFocus()
        hands.key(Qt.Key.Key_Space)
        hands.write(view.fields.editor("why"), "เสื่อมสภาพตามอายุการใช้งาน")
    hands.press("เลือกทั้งหมด")
    hands.save()


def the_round(store: Store) -> DisposalRound:
    (found,) = store.find(DisposalRound)
    return found


def lines(store: Store) -> dict[str, DisposalLine]:
    return {line.number: line for line in store.find(DisposalLine)}


def test_a_disposal_goes_from_the_inspection_to_the_auditor(
    hands: Hands, section: DisposalSection, store: Store, inspected: Furnished
) -> None:
    begin(hands, "ครุภัณฑ์ชำรุด ปี 2569", facts=True)
    assert set(lines(store)) == {BROKEN, WORN, LOST}
    assert lines(store)[BROKEN].cause_detail == "ดึงกระดาษไม่เข้า"
    assert the_round(store).inspection_id
    assert store.get(Asset, inspected.cards[BROKEN].id).status is AssetStatus.AWAITING_DISPOSAL

    # facts by a committee, nobody liable
    hands.choose_in_menu(section, "คณะกรรมการ")
    view = hands.over(CommitteeView)
    hands.type("นางบัวลี ฤทธิ์ฎา")
    hands.save()
    (seat,) = store.find(CommitteeSeat, task=CommitteeTask.FACT_FINDING)
    assert (seat.name, seat.role) == ("นางบัวลี ฤทธิ์ฎา", CommitteeRole.SOLE)
    assert view is not None
    hands.press("รายงานผลข้อเท็จจริง")
    hands.save()
    assert the_round(store).facts_reported_on == TODAY

    # the order: what the amounts allow is proposed
    hands.press("สั่งจำหน่าย")
    order = hands.over(OrderView)
    hands.write(order.fields.editor("order_no"), "500/2569")
    hands.save()
    found = the_round(store)
    assert (found.state, found.order_no, found.finish_by) == (DisposalState.ORDERED, "500/2569", date(2027, 1, 2))
    assert {number: line.method for number, line in lines(store).items()} == {
        BROKEN: DisposalMethod.DIRECT_SALE,
        WORN: DisposalMethod.DIRECT_SALE,
        LOST: DisposalMethod.WRITE_OFF,
    }
    assert "2 ม.ค. 70" in section.cards[2].accessibleName()

    # appraised, sold, struck off
    hands.press("ราคากลาง")
    hands.over(AppraiseView)
    for price in ("300", "100"):
        hands.type(price)
        hands.key(Qt.Key.Key_Return)
        hands.key(Qt.Key.Key_Down)
    hands.save()
    hands.press("บันทึกผลการจำหน่าย")
    carry = hands.over(CarryOutView)
    hands.write(carry.fields.editor("buyer"), "ร้านรับซื้อของเก่า")
    hands.write(carry.fields.editor("paid"), "800")
    hands.save()
    sold = lines(store)
    assert (sold[WORN].proceeds_satang, sold[BROKEN].proceeds_satang) == (60_000, 20_000)
    hands.press("ลงจ่ายออกจากทะเบียน")
    form = section.over.form()
    assert form is not None
    assert "800.00" in form.banners.banners()[0].text()
    hands.save()
    assert the_round(store).state is DisposalState.STRUCK_OFF
    assert {store.get(Asset, inspected.cards[number].id).status for number in (BROKEN, WORN, LOST)} == {
        AssetStatus.STRUCK_OFF
    }
    hands.press("แจ้ง สตง.")
    hands.fill(letter_no="กส 71201/77")
    hands.save()
    assert the_round(store).auditor_letter_no == "กส 71201/77"
    assert "เสร็จสิ้น" in hands.seen(section.record)


def test_the_checklist_ticks_papers_and_prints_those_of_the_program(
    hands: Hands, section: DisposalSection, store: Store
) -> None:
    begin(hands, "ครุภัณฑ์ชำรุด", facts=True)
    due = [row["document"] for row in section.papers.rows()]
    assert due[0] == "บันทึกขอแต่งตั้งคณะกรรมการสอบหาข้อเท็จจริง"
    section.papers.choose(0)
    hands.press("มีเอกสารแล้ว")
    hands.fill(number="กค 12/2570")
    hands.save()
    (paper,) = store.find(DisposalPaper)
    assert (paper.document, paper.number) == (due[0], "กค 12/2570")
    assert section.papers.rows()[0]["state"].text == "มีแล้ว"
    assert "1 /" in section.cards[1].accessibleName()
    section.papers.choose(0)
    hands.press("พิมพ์เอกสารนี้")
    hands.qtbot.waitUntil(lambda: bool(hands.shell.findChildren(PrintPreview)), timeout=30_000)


def test_who_may_be_liable_stops_the_order(hands: Hands, section: DisposalSection, store: Store) -> None:
    begin(hands, "ครุภัณฑ์สูญหาย", facts=True)
    hands.press("รายงานผลข้อเท็จจริง")
    hands.fill(liable="นายบุญมี ศรีสมบัติ")
    hands.save()
    assert the_round(store).state is DisposalState.AWAITING_LIABILITY
    assert not hands.offers("สั่งจำหน่าย")
    hands.press("เรื่องความรับผิดสิ้นสุด")
    hands.fill(outcome="ชดใช้ครบแล้ว")
    hands.save()
    assert hands.offers("สั่งจำหน่าย")
    assert section.view() is not None


@pytest.mark.usefixtures("section")
def test_what_is_worth_more_than_the_line_is_not_sold_without_an_auction(
    hands: Hands, store: Store, inspected: Furnished
) -> None:
    with store.transaction("ราคา") as tx:
        tx.update(tx.get(Asset, inspected.cards[BROKEN].id), cost_satang=60_000_000)
    begin(hands, "ครุภัณฑ์ราคาสูง", facts=False)
    assert the_round(store).facts_left_out_why
    hands.press("สั่งจำหน่าย")
    view = hands.over(OrderView)
    methods = {values["method"] for values in view.grid.entries().values()}
    assert methods == {DisposalMethod.AUCTION.value, DisposalMethod.WRITE_OFF.value}
    for row in view.grid.entries():
        assert row is not None
        hands.type("2" if lines(store)[LOST].id != row else "6")  # sold without one all the same
    hands.save()
    assert the_round(store).state is DisposalState.FINDING_FACTS
    assert "500,000.00" in view.banners.banners()[0].text()


def test_a_thing_is_taken_out_and_the_disposal_given_up(
    hands: Hands, section: DisposalSection, store: Store, inspected: Furnished
) -> None:
    begin(hands, "ครุภัณฑ์ชำรุด", facts=True)
    hands.choose_in_menu(section, "นำพัสดุออก")
    hands.fill(why="ซ่อมได้")
    hands.save()
    stays = next(line for line in store.find(DisposalLine) if line.taken_out_why)
    assert store.get(Asset, stays.asset_id).status is stays.cause
    section.list.setCurrentIndex(section.list.findData(THINGS))
    section.list.activated.emit(section.list.currentIndex())
    assert len(section.things.rows()) == 3
    hands.choose_in_menu(section, "ยกเลิกการจำหน่าย")
    hands.fill(why="รอปีหน้า")
    hands.save()
    assert the_round(store).state is DisposalState.DROPPED
    assert store.get(Asset, inspected.cards[WORN].id).status is AssetStatus.WORN


def test_things_are_chosen_one_by_one_and_added_later(
    hands: Hands, section: DisposalSection, store: Store, inspected: Furnished
) -> None:
    hands.key(Qt.Key.Key_N, CONTROL)
    view = hands.over(ChooseThings)
    hands.type("ครุภัณฑ์ชำรุด")
    hands.save()
    assert view.banners.banners(), "nothing is chosen yet"
    hands.key(Qt.Key.Key_Space)
    hands.save()
    assert len(lines(store)) == 1
    more = inspected.cards["401-60-0012"].id
    custody.change_status(store, [more], AssetStatus.NOT_NEEDED, on=TODAY)
    hands.choose_in_menu(section, "เพิ่มพัสดุ")
    view = hands.over(ChooseThings)
    hands.type("401-60")
    settled(hands.qtbot, hands.shell)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Space)
    hands.save()
    assert "401-60-0012" in lines(store)
