"""Lending through keys and clicks: asked for, allowed, handed over, brought back in parts, demanded back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from sai_thong.db.store import Store
from sai_thong.registers.assets import loans
from sai_thong.registers.assets.loans import NewLoan, ThingWanted
from sai_thong.registers.assets.records import Asset, Loan, LoanLine, LoanReturn, Pool
from sai_thong.registers.assets.terms import AssetStatus, LoanState, ReturnCondition
from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.asset_terms import LoanApprover, LoanCase
from sai_thong.ui.kit import RecordForm
from sai_thong.ui.pages.assets.lending import LendingSection
from sai_thong.ui.pages.assets.lending_calendar import PoolCalendar
from sai_thong.ui.pages.assets.lending_new import NewLoanView
from sai_thong.ui.pages.assets.lending_return import ReturnView
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.pages.asset_rounds.furnished import Furnished
from tests.ui.pages.asset_rounds.hands import Hands

TODAY = date(2026, 11, 3)


@pytest.fixture
def section(hands: Hands) -> LendingSection:
    return hands.open("lending", LendingSection)


def lend(store: Store, things: tuple[ThingWanted, ...], first: date, last: date, *, out: bool = True) -> Loan:
    """A loan of somebody else, allowed and where `out` fetched."""
    asked_on = date(2026, 10, 1)
    kept = loans.ask_loan(
        store,
        NewLoan(
            borrower="นายอุ่น ญาณกิจ", purpose="งานบุญ", begins_on=first, due_on=last, things=things, asked_on=asked_on
        ),
    )
    loan = loans.approve_loan(store, kept.loan.id, approved_by="นายก", on=asked_on).loan
    if out:
        loan = loans.hand_over(store, loan.id, handed_over_by="พัสดุ", received_by="นายอุ่น", on=first).loan
    return loan


def begin_loan(hands: Hands) -> NewLoanView:
    hands.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return hands.over(NewLoanView)


def test_a_loan_is_taken_down_by_keyboard_alone(
    hands: Hands, section: LendingSection, store: Store, office: Furnished
) -> None:
    view = begin_loan(hands)
    hands.type("นายสมพงษ์ ฐานะดี")
    hands.key(Qt.Key.Key_Return)  # somebody new
    for text in ("", "", "12 หมู่ 4", "0891112222", "งานศพบิดา", "บ้านโนนปู่ทวด"):
        hands.type(text)
        hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Tab)  # used outside, as most are
    hands.key(Qt.Key.Key_Tab)  # from today
    hands.type("6/11/2569")
    view.things.finder.line.setFocus()
    hands.type("เต็นท์")
    hands.key(Qt.Key.Key_Return)
    hands.type("3")
    view.things.finder.line.setFocus()
    hands.type(office.cards["451-63-0001"].token)  # as a scanner types it
    hands.key(Qt.Key.Key_Return)
    hands.save()
    (loan,) = store.find(Loan)
    assert (loan.borrower, loan.borrower_address, loan.borrower_phone) == ("นายสมพงษ์ ฐานะดี", "12 หมู่ 4", "0891112222")
    assert (loan.purpose, loan.begins_on, loan.due_on) == ("งานศพบิดา", TODAY, date(2026, 11, 6))
    assert (loan.loan_case, loan.approver) == (LoanCase.OUTSIDE, LoanApprover.AGENCY_HEAD)
    lines = store.find(LoanLine)
    assert {(line.pool_id, line.asset_id, line.quantity) for line in lines} == {
        (office.tents.id, "", 3),
        ("", office.cards["451-63-0001"].id, 1),
    }
    assert "1/2570" in hands.told()
    chosen = section.chosen()
    assert chosen is not None
    assert chosen.loan.id == loan.id


@pytest.mark.usefixtures("section")
def test_a_citizen_is_found_as_one_types(hands: Hands, store: Store) -> None:
    register_citizen(
        store, Citizen(prefix="นาง", first_name="หนูเพียร", last_name="ปู่ย่า", house_no="7", moo=3, phone="0811")
    )
    (citizen,) = store.find(Citizen, first_name="หนูเพียร")
    view = begin_loan(hands)
    hands.type("หนูเพ")
    hands.key(Qt.Key.Key_Return)
    assert view.borrower.name == "นางหนูเพียร ปู่ย่า"
    assert "7" in view.borrower.fields.text("address")
    assert view.borrower.fields.text("phone") == "0811"
    hands.write(view.matter.editor("purpose"), "งานบวช")
    hands.write(view.matter.editor("due_on"), "6 พ.ย. 2569")
    view.things.finder.line.setFocus()
    hands.type("เก้าอี้พลาสติก")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    (loan,) = store.find(Loan)
    assert (loan.person_id, loan.borrower) == (citizen.id, "นางหนูเพียร ปู่ย่า")


@pytest.mark.usefixtures("section")
def test_double_booking_is_refused_in_words_with_the_day(hands: Hands, store: Store, office: Furnished) -> None:
    lend(store, (ThingWanted(6, pool_id=office.tents.id),), date(2026, 11, 5), date(2026, 11, 7), out=False)
    view = begin_loan(hands)
    hands.type("นางทองใบ ภูผาผุย")
    hands.key(Qt.Key.Key_Return)
    hands.write(view.matter.editor("purpose"), "งานบวช")
    hands.write(view.matter.editor("due_on"), "6 พ.ย. 2569")
    hands.key(Qt.Key.Key_Tab)
    view.things.finder.line.setFocus()
    hands.type("เต็นท์")
    assert "2" in view.things.finder.list.found(0).hint
    hands.key(Qt.Key.Key_Return)
    hands.type("3")
    assert "2" in view.things.lines[0].free.text()
    hands.save()
    said = "\n".join(f"{each.text()} {each.more_label.text()}" for each in view.banners.banners())
    assert "5 พฤศจิกายน 2569" in said
    assert "นายอุ่น" in said
    assert len(store.find(Loan)) == 1
    view.things.lines[0].count.setFocus()
    view.things.lines[0].count.selectAll()
    hands.type("2")
    hands.save()
    assert len(store.find(Loan)) == 2


@pytest.mark.usefixtures("section")
def test_what_is_missing_keeps_the_form_open(hands: Hands, store: Store) -> None:
    view = begin_loan(hands)
    hands.save()
    assert view.banners.banners()
    assert view.borrower.finder.line.hasFocus()
    hands.type("นายเสาร์")
    hands.save()
    assert view.matter.rows["purpose"].problem.text()
    assert not store.find(Loan)


def test_a_loan_goes_from_the_asking_to_the_borrower(
    hands: Hands, section: LendingSection, store: Store, office: Furnished
) -> None:
    asset = office.cards["451-63-0001"].id
    things = (ThingWanted(asset_id=asset), ThingWanted(50, pool_id=office.chairs.id))
    new = NewLoan(borrower="นายอุ่น ญาณกิจ", purpose="งานบุญ", begins_on=TODAY, due_on=date(2026, 11, 5), things=things)
    loans.ask_loan(store, new)
    hands.page.refresh()
    hands.settle()
    section.table.choose(0)
    hands.press("อนุมัติ")
    hands.save()
    (loan,) = store.find(Loan)
    assert loan.state is LoanState.APPROVED
    assert loan.approved_by, "the chief executive is proposed"
    hands.press("ส่งมอบ")
    hands.fill(by="พัสดุ")
    hands.save()
    (loan,) = store.find(Loan)
    assert (loan.state, loan.received_by) == (LoanState.OUT, "นายอุ่น ญาณกิจ")
    assert store.get(Asset, asset).status is AssetStatus.LENT


def test_things_come_back_in_parts_each_in_its_own_state(
    hands: Hands, section: LendingSection, store: Store, office: Furnished
) -> None:
    loan = lend(store, (ThingWanted(50, pool_id=office.chairs.id),), date(2026, 10, 30), TODAY)
    hands.page.refresh()
    hands.settle()
    section.table.choose(0)
    hands.press("รับคืน")
    view = hands.over(ReturnView)
    hands.type("30")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    assert store.get(Loan, loan.id).state is LoanState.OUT
    hands.press("รับคืน")
    view = hands.over(ReturnView)
    assert view.grid.entries()[store.find(LoanLine)[0].id]["back"] == "20"
    hands.key(Qt.Key.Key_Tab)
    hands.type("2")  # damaged
    hands.save()
    backs = store.find(LoanReturn)
    assert [(each.quantity, each.condition) for each in backs] == [
        (30, ReturnCondition.USABLE),
        (20, ReturnCondition.DAMAGED),
    ]
    assert store.get(Loan, loan.id).state is LoanState.RETURNED
    assert store.get(Pool, office.chairs.id).owned == 180


def test_more_than_is_out_is_refused_and_nothing_is_lost(
    hands: Hands, section: LendingSection, store: Store, office: Furnished
) -> None:
    lend(store, (ThingWanted(5, pool_id=office.chairs.id),), date(2026, 10, 30), TODAY)
    hands.page.refresh()
    hands.settle()
    section.table.choose(0)
    hands.press("รับคืน")
    hands.type("6")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    view = hands.over(ReturnView)
    assert view.banners.banners()
    assert not store.find(LoanReturn)


def test_what_is_overdue_stands_first_and_is_demanded_back(
    hands: Hands, section: LendingSection, store: Store, office: Furnished, shell: Shell
) -> None:
    lend(store, (ThingWanted(2, pool_id=office.tents.id),), TODAY, date(2026, 11, 9), out=False)
    late = lend(store, (ThingWanted(2, pool_id=office.tents.id),), date(2026, 10, 25), date(2026, 10, 30))
    hands.page.refresh()
    hands.settle()
    assert section.table.rows()[0]["id"] == late.id
    section.table.choose(0)
    hands.press("ทวงคืน")
    hands.save()
    assert store.get(Loan, late.id).demanded_on == TODAY
    hands.key(Qt.Key.Key_Return)  # the letter is offered at once
    hands.qtbot.waitUntil(lambda: bool(shell.findChildren(PrintPreview)), timeout=20_000)


def test_the_calendar_tells_how_many_are_free_and_who_has_the_others(
    hands: Hands, section: LendingSection, store: Store, office: Furnished
) -> None:
    loan = lend(store, (ThingWanted(5, pool_id=office.tents.id),), date(2026, 11, 5), date(2026, 11, 7), out=False)
    hands.page.refresh()
    hands.press("ปฏิทิน")
    calendar = hands.over(PoolCalendar)
    place = calendar.pool.findText(office.tents.name)
    calendar.pool.setCurrentIndex(place)
    calendar.pool.activated.emit(place)
    hands.settle()
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Right)
    assert "3" in calendar.told.text()
    assert [row["count"] for row in calendar.table.rows()] == [5]
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    chosen = section.chosen()
    assert chosen is not None
    assert chosen.loan.id == loan.id


@pytest.mark.usefixtures("section")
def test_a_pool_is_added_and_corrected_with_its_reason(hands: Hands, store: Store) -> None:
    hands.press("ปฏิทิน")
    hands.press("เพิ่มกลุ่ม")
    hands.fill(name="โต๊ะพับ", unit="ตัว", owned="40")
    hands.save()
    (pool,) = store.find(Pool, name="โต๊ะพับ")
    calendar = hands.over(PoolCalendar)
    assert calendar.pool.value() == pool.id
    hands.press("แก้ไขกลุ่ม")
    hands.fill(owned="38", why="ชำรุด 2 ตัว")
    hands.save()
    assert store.get(Pool, pool.id).owned == 38


def test_a_loan_is_cancelled_only_with_a_reason(
    hands: Hands, section: LendingSection, store: Store, office: Furnished
) -> None:
    loan = lend(store, (ThingWanted(2, pool_id=office.tents.id),), TODAY, date(2026, 11, 9), out=False)
    hands.page.refresh()
    hands.settle()
    section.table.choose(0)
    hands.choose_in_menu(section, "ยกเลิกการยืม")
    hands.save()
    assert store.get(Loan, loan.id).state is LoanState.APPROVED
    hands.fill(why="งานเลื่อน")
    hands.save()
    assert store.get(Loan, loan.id).state is LoanState.CANCELLED


@pytest.mark.usefixtures("section")
def test_an_agency_may_borrow_consumables_and_a_person_may_not(hands: Hands, store: Store, office: Furnished) -> None:
    view = begin_loan(hands)
    hands.type("นายเสาร์ สิทธิ์พันธุ์")
    hands.key(Qt.Key.Key_Return)
    view.things.finder.line.setFocus()
    hands.type("กระดาษ")
    assert view.things.finder.list.current is None
    view.things.finder.line.clear()
    hands.write(view.borrower.fields.editor("agency"), "โรงเรียนบ้านทรายทอง")
    hands.write(view.matter.editor("purpose"), "กระดาษข้อสอบ")
    hands.write(view.matter.editor("due_on"), "6 พ.ย. 2569")
    view.things.finder.line.setFocus()
    hands.type("กระดาษ")
    hands.key(Qt.Key.Key_Return)
    hands.type("2.5")
    hands.save()
    (line,) = store.find(LoanLine)
    assert (line.material_id, line.quantity) == (office.paper.id, 2_500)
    assert store.find(Loan)[0].loan_case is LoanCase.BETWEEN_AGENCIES


@pytest.mark.usefixtures("section")
def test_a_card_named_in_a_pool_is_lent_by_the_count(hands: Hands, store: Store, office: Furnished) -> None:
    hands.press("ปฏิทิน")
    hands.press("เพิ่มกลุ่ม")
    hands.fill(name="เครื่องเสียง", owned="1", cards="451-63-0099")
    hands.save()
    assert hands.over(RecordForm).banners.banners(), "no card has this number"
    form = hands.over(RecordForm)
    form.editor("cards").show_value("")
    hands.fill(cards="451-63-0001")
    hands.save()
    (pool,) = store.find(Pool, name="เครื่องเสียง")
    assert pool.asset_ids == (office.cards["451-63-0001"].id,)
    hands.key(Qt.Key.Key_Escape)
    view = begin_loan(hands)
    view.things.finder.line.setFocus()
    hands.type("451-63-0001")
    hands.key(Qt.Key.Key_Return)
    assert view.things.lines[0].thing.pool_id == pool.id


@pytest.mark.usefixtures("section")
def test_a_pool_is_lent_from_no_more(hands: Hands, store: Store, office: Furnished) -> None:
    hands.press("ปฏิทิน")
    calendar = hands.over(PoolCalendar)
    place = calendar.pool.findText(office.tents.name)
    calendar.pool.setCurrentIndex(place)
    calendar.pool.activated.emit(place)
    hands.settle()
    hands.press("เลิกให้ยืม")
    hands.fill(why="ชำรุดทั้งหมด")
    hands.save()
    assert store.get(Pool, office.tents.id).ended_on == TODAY
    assert hands.over(PoolCalendar).pool.findText(office.tents.name) < 0
