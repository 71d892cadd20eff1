"""Loans in the store: who allows them, what may be lent, the days they keep, and what a return leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sai_thong.db.numbering import NumberSeries, OfficialNumber
from sai_thong.db.refusals import NumberRefused, StaleRecord
from sai_thong.db.store import Store
from sai_thong.registers.assets import pools
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.events import events_of, record_event
from sai_thong.registers.assets.lending_calendar import outstanding, pool_calendars, thing_calendar
from sai_thong.registers.assets.loan_corrections import correct_loan
from sai_thong.registers.assets.loan_list import LoanFilter, due_loans, find_loan, loan_list, loan_view
from sai_thong.registers.assets.loan_returns import ThingBack, take_back, withdraw_return
from sai_thong.registers.assets.loans import (
    LoanKept,
    NewLoan,
    ThingWanted,
    approve_loan,
    ask_loan,
    cancel_loan,
    change_due_day,
    demand_back,
    hand_over,
    number_loan,
    refuse_loan,
)
from sai_thong.registers.assets.materials import add_material, balance
from sai_thong.registers.assets.records import Asset, Loan, LoanReturn, Material, Pool
from sai_thong.registers.assets.refusals import (
    AssetFactWrong,
    NotFree,
    NotLendable,
    ReturnTooMany,
    SlipMissing,
    StepNotDue,
    StockRefused,
)
from sai_thong.registers.assets.rules.loans import LoanStanding
from sai_thong.registers.assets.rules.materials import NotInStock
from sai_thong.registers.assets.stock import Received, card_entries, receive, reverse
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, LoanState, ReturnCondition
from sai_thong.registers.law.asset_terms import LoanApprover, LoanCase
from sai_thong.registers.office.own_law import correct_row

TODAY = date(2026, 11, 21)


def on(store: Store, day: date) -> None:
    """Let it be another day."""
    store.clock.moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def tents(store: Store) -> str:
    return pools.add_pool(store, Pool(name="เต็นท์", unit="หลัง", owned=10)).pool.id


@pytest.fixture
def amplifier(store: Store) -> str:
    on(store, date(2026, 9, 1))
    (card,) = add_assets(store, NewAssets(Asset(name="เครื่องเสียง", class_code="439", unit="ชุด"))).cards
    on(store, TODAY)
    return card.id


@pytest.fixture
def paper(store: Store) -> str:
    card = add_material(store, Material(code="A4", name="กระดาษ", unit="รีม")).record
    receive(store, [Received(card.id, 10_000, 100_000)], from_whom="ร้าน")
    receive(store, [Received(card.id, 10_000, 150_000)], from_whom="ร้าน")
    return card.id


def wanted(*things: ThingWanted, first: int = 0, last: int = 2, **told: object) -> NewLoan:
    return NewLoan(
        borrower="นายปิ่นปู่",
        purpose="งานบุญ",
        begins_on=in_days(first),
        due_on=in_days(last),
        things=things,
        **told,  # type: ignore[arg-type]
    )


def promised(store: Store, *things: ThingWanted, first: int = 0, last: int = 2, **told: object) -> LoanKept:
    asked = ask_loan(store, wanted(*things, first=first, last=last, **told))
    return approve_loan(store, asked.loan.id, approved_by="นายก")


def out(store: Store, *things: ThingWanted, last: int = 2, **told: object) -> LoanKept:
    loan = promised(store, *things, last=last, **told).loan
    return hand_over(store, loan.id, handed_over_by="พัสดุ", received_by="ผู้ยืม")


def back(store: Store, loan: LoanKept, *things: ThingBack) -> None:
    take_back(store, loan.loan.id, things, returned_by="ผู้ยืม", received_by="พัสดุ")


@pytest.mark.parametrize(
    ("told", "case", "approver"),
    [
        ({"agency": "โรงเรียน"}, LoanCase.BETWEEN_AGENCIES, LoanApprover.LENDING_AGENCY_HEAD),
        ({"used_outside": False}, LoanCase.INSIDE, LoanApprover.RESPONSIBLE_UNIT_HEAD),
        ({}, LoanCase.OUTSIDE, LoanApprover.AGENCY_HEAD),
    ],
)
def test_who_allows_it_follows_the_case(
    store: Store, tents: str, told: dict[str, object], case: LoanCase, approver: LoanApprover
) -> None:
    loan = ask_loan(store, wanted(ThingWanted(1, pool_id=tents), **told)).loan
    assert (loan.loan_case, loan.approver, loan.state) == (case, approver, LoanState.ASKED)


def test_what_is_missing_is_refused_and_nothing_is_kept(store: Store, tents: str, amplifier: str) -> None:
    head = store.head()
    one = ThingWanted(1, pool_id=tents)
    bad = (
        wanted(),
        replace(wanted(one), borrower=" "),
        replace(wanted(one), purpose=""),
        wanted(one, first=3, last=2),
        wanted(one, asked_on=in_days(1), first=1),
        wanted(one, asked_on=TODAY, first=-1),
        wanted(ThingWanted(0, pool_id=tents)),
        wanted(ThingWanted(1)),
        wanted(ThingWanted(1, pool_id=tents, asset_id=amplifier)),
        wanted(ThingWanted(2, asset_id=amplifier)),
    )
    for new in bad:
        with pytest.raises(AssetFactWrong):
            ask_loan(store, new)
    assert store.head() == head


def test_a_thing_in_a_pool_is_lent_by_the_count_only(store: Store, amplifier: str) -> None:
    pool = pools.add_pool(store, Pool(name="ชุดเครื่องเสียง", owned=2, asset_ids=(amplifier,))).pool
    with pytest.raises(NotLendable):
        ask_loan(store, wanted(ThingWanted(asset_id=amplifier)))
    with pytest.raises(NotLendable):
        pools.add_pool(store, Pool(name="อีกกลุ่ม", owned=1, asset_ids=(amplifier,)))
    pools.end_pool(store, pool.id, on=TODAY)
    ask_loan(store, wanted(ThingWanted(asset_id=amplifier)))
    with pytest.raises(NotLendable):
        ask_loan(store, wanted(ThingWanted(1, pool_id=pool.id)))


def test_a_card_that_is_lent_by_itself_joins_no_pool(store: Store, tents: str, amplifier: str) -> None:
    promised(store, ThingWanted(asset_id=amplifier))
    with pytest.raises(NotLendable):
        pools.change_pool(store, tents, asset_ids=[amplifier])


@pytest.mark.parametrize("status", [AssetStatus.BROKEN, AssetStatus.WORN, AssetStatus.LOST])
def test_what_cannot_be_used_is_not_lent(store: Store, amplifier: str, status: AssetStatus) -> None:
    loan = promised(store, ThingWanted(asset_id=amplifier)).loan
    with store.transaction() as tx:
        record_event(tx, tx.get(Asset, amplifier), AssetEventKind.STATUS, on=TODAY, by_name="พัสดุ", status=status)
    with pytest.raises(NotLendable):
        hand_over(store, loan.id, handed_over_by="พัสดุ", received_by="ผู้ยืม")
    with pytest.raises(NotLendable):
        ask_loan(store, wanted(ThingWanted(asset_id=amplifier), first=5, last=6))


def test_a_step_out_of_order_is_refused(store: Store, tents: str) -> None:
    loan = ask_loan(store, wanted(ThingWanted(1, pool_id=tents))).loan
    with pytest.raises(StepNotDue):
        hand_over(store, loan.id, handed_over_by="พัสดุ", received_by="ผู้ยืม")
    refuse_loan(store, loan.id, refused_why="ใช้เอง", refused_by="นายก")
    for step in (
        lambda: approve_loan(store, loan.id, approved_by="นายก"),
        lambda: cancel_loan(store, loan.id, why="ผิด"),
        lambda: change_due_day(store, loan.id, in_days(5), why="เลื่อน"),
    ):
        with pytest.raises(StepNotDue):
            step()
    refused = store.get(Loan, loan.id)
    assert (refused.state, refused.refused_why, refused.ended_on) == (LoanState.REFUSED, "ใช้เอง", TODAY)


def test_both_sign_when_the_things_are_fetched(store: Store, tents: str) -> None:
    loan = promised(store, ThingWanted(1, pool_id=tents)).loan
    for names in (("", "ผู้ยืม"), ("พัสดุ", " ")):
        with pytest.raises(AssetFactWrong):
            hand_over(store, loan.id, handed_over_by=names[0], received_by=names[1])
    assert store.get(Loan, loan.id).state is LoanState.APPROVED


def test_a_promise_that_nobody_fetched_holds_nothing_after_its_last_day(store: Store, tents: str) -> None:
    loan = promised(store, ThingWanted(10, pool_id=tents)).loan
    on(store, in_days(3))
    promised(store, ThingWanted(10, pool_id=tents), first=3, last=4)
    with pytest.raises(StepNotDue):
        hand_over(store, loan.id, handed_over_by="พัสดุ", received_by="ผู้ยืม")


def test_what_was_promised_since_it_was_asked_for_is_not_promised_again(store: Store, tents: str) -> None:
    first, second = (ask_loan(store, wanted(ThingWanted(6, pool_id=tents))).loan for _time in range(2))
    approve_loan(store, first.id, approved_by="นายก")
    with pytest.raises(NotFree) as refused:
        approve_loan(store, second.id, approved_by="นายก")
    assert first.number in str(refused.value)


def test_a_slip_of_days_ago_hands_out_only_what_nobody_has_today(store: Store, tents: str) -> None:
    out(store, ThingWanted(6, pool_id=tents))
    told = {"first": -5, "last": -3, "asked_on": in_days(-5)}
    asked = ask_loan(store, wanted(ThingWanted(6, pool_id=tents), **told)).loan
    approve_loan(store, asked.id, approved_by="นายก", on=in_days(-5))
    with pytest.raises(NotFree):
        hand_over(store, asked.id, handed_over_by="พัสดุ", received_by="ผู้ยืม", on=in_days(-5))


def test_a_loan_lasts_longer_only_where_the_things_are_free(store: Store, tents: str) -> None:
    loan = out(store, ThingWanted(6, pool_id=tents))
    promised(store, ThingWanted(6, pool_id=tents), first=3, last=4)
    with pytest.raises(NotFree) as refused:
        change_due_day(store, loan.loan.id, in_days(3), why="เลื่อนงาน")
    assert (refused.value.shortage.on, refused.value.shortage.free) == (in_days(3), 4)
    back(store, loan, ThingBack(loan.lines[0].id, 2))
    assert change_due_day(store, loan.loan.id, in_days(3), why="เลื่อนงาน").loan.due_on == in_days(3)
    with pytest.raises(AssetFactWrong):
        change_due_day(store, loan.loan.id, in_days(-1), why="เลื่อนงาน")
    with pytest.raises(AssetFactWrong):
        change_due_day(store, loan.loan.id, in_days(4), why=" ")


def test_what_is_not_back_is_demanded_after_its_day(store: Store, tents: str) -> None:
    loan = out(store, ThingWanted(2, pool_id=tents)).loan
    with pytest.raises(AssetFactWrong):
        demand_back(store, loan.id)
    on(store, in_days(4))
    assert loan_view(store, loan.id, in_days(4)).standing is LoanStanding.OVERDUE
    assert loan_view(store, loan.id, in_days(4)).demand_by == in_days(9)
    demand_back(store, loan.id, letter_no=" ทส 71001/5 ")
    view = loan_view(store, loan.id, in_days(4))
    assert (view.standing, view.loan.demand_letter_no) == (LoanStanding.DEMANDED, "ทส 71001/5")
    change_due_day(store, loan.id, in_days(6), why="ขอผ่อนผัน")
    assert loan_view(store, loan.id, in_days(4)).standing is LoanStanding.OUT
    on(store, in_days(7))
    assert loan_view(store, loan.id, in_days(7)).standing is LoanStanding.OVERDUE


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        (ReturnCondition.USABLE, AssetStatus.IN_USE),
        (ReturnCondition.REPLACED, AssetStatus.IN_USE),
        (ReturnCondition.DAMAGED, AssetStatus.BROKEN),
        (ReturnCondition.PAID, AssetStatus.LOST),
    ],
)
def test_a_card_says_how_it_came_back(
    store: Store, amplifier: str, condition: ReturnCondition, status: AssetStatus
) -> None:
    loan = out(store, ThingWanted(asset_id=amplifier))
    assert store.get(Asset, amplifier).status is AssetStatus.LENT
    back(store, loan, ThingBack(loan.lines[0].id, 1, condition, paid_satang=500_00, note="ตกพื้น"))
    assert store.get(Asset, amplifier).status is status
    lent, returned = events_of(store, amplifier)[-2:]
    assert (lent.kind, lent.document_no, lent.refers_to) == (AssetEventKind.LENT, loan.loan.number, loan.loan.id)
    assert (returned.kind, returned.detail, returned.by_name) == (AssetEventKind.RETURNED, "ตกพื้น", "พัสดุ")
    assert store.get(Loan, loan.loan.id).state is LoanState.RETURNED


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (ReturnCondition.USABLE, 10),
        (ReturnCondition.REPLACED, 10),
        (ReturnCondition.DAMAGED, 7),
        (ReturnCondition.PAID, 7),
    ],
)
def test_a_pool_has_what_is_usable(store: Store, tents: str, condition: ReturnCondition, left: int) -> None:
    loan = out(store, ThingWanted(5, pool_id=tents))
    later = promised(store, ThingWanted(8, pool_id=tents), first=5, last=6).loan
    done = take_back(
        store, loan.loan.id, [ThingBack(loan.lines[0].id, 3, condition)], returned_by="ผู้ยืม", received_by="พัสดุ"
    )
    assert store.get(Pool, tents).owned == left
    assert done.short == ((later.id,) if left < 8 else ())
    assert done.loan.state is LoanState.OUT
    withdraw_return(store, done.returns[0].id, why="ลงผิด")
    assert store.get(Pool, tents).owned == 10


def test_no_more_comes_back_than_is_out(store: Store, tents: str) -> None:
    loan = out(store, ThingWanted(5, pool_id=tents))
    line = loan.lines[0].id
    back(store, loan, ThingBack(line, 3))
    for things in ([ThingBack(line, 3)], [ThingBack(line, 2), ThingBack(line, 1)]):
        with pytest.raises(ReturnTooMany):
            back(store, loan, *things)
    for things in ([], [ThingBack(line, 0)], [ThingBack("x.1", 1)], [ThingBack(line, 1, paid_satang=-1)]):
        with pytest.raises(AssetFactWrong):
            back(store, loan, *things)
    with pytest.raises(AssetFactWrong):
        take_back(store, loan.loan.id, [ThingBack(line, 1)], returned_by="ก", received_by="ข", on=in_days(-1))
    assert sum(each.quantity for each in store.find(LoanReturn)) == 3


def test_a_withdrawn_return_is_out_again_unless_it_is_promised_by_now(store: Store, tents: str, amplifier: str) -> None:
    loan = out(store, ThingWanted(6, pool_id=tents), ThingWanted(asset_id=amplifier))
    done = take_back(
        store,
        loan.loan.id,
        [ThingBack(line.id, line.quantity) for line in loan.lines],
        returned_by="ผู้ยืม",
        received_by="พัสดุ",
    )
    again = withdraw_return(store, done.returns[1].id, why="ยังไม่ได้คืน")
    assert (again.loan.state, again.loan.ended_on) == (LoanState.OUT, None)
    assert store.get(Asset, amplifier).status is AssetStatus.LENT
    out(store, ThingWanted(6, pool_id=tents))
    with pytest.raises(NotFree):
        withdraw_return(store, done.returns[0].id, why="ยังไม่ได้คืน")
    with pytest.raises(StepNotDue):
        withdraw_return(store, done.returns[1].id, why="อีกครั้ง")


def test_of_a_return_that_two_computers_kept_one_is_withdrawn_and_the_other_stands(
    store: Store, tents: str, amplifier: str
) -> None:
    loan = out(store, ThingWanted(6, pool_id=tents), ThingWanted(asset_id=amplifier))
    returned = [ThingBack(line.id, line.quantity) for line in loan.lines]
    take_back(store, loan.loan.id, returned, returned_by="ผู้ยืม", received_by="พัสดุ")
    with store.transaction() as tx:  # as they arrive from the other computer
        twice = [tx.insert(replace(each, id="", version="")) for each in store.find(LoanReturn)]
    assert set(outstanding(store, loan.loan.id).values()) == {0}
    for each in twice:
        again = withdraw_return(store, each.id, why="ลงซ้ำ")
        assert (again.loan.state, again.loan.ended_on) == (LoanState.RETURNED, TODAY)
    assert store.get(Asset, amplifier).status is AssetStatus.IN_USE


def test_consumables_go_to_agencies_and_come_back_at_what_they_were_worth(store: Store, paper: str) -> None:
    with pytest.raises(NotLendable):
        ask_loan(store, wanted(ThingWanted(1_000, material_id=paper)))
    loan = out(store, ThingWanted(15_000, material_id=paper), agency="โรงเรียน")
    assert balance(store, paper) == (5_000, 75_000)
    line = loan.lines[0].id
    with pytest.raises(AssetFactWrong):
        back(store, loan, ThingBack(line, 1_000, ReturnCondition.DAMAGED))
    back(store, loan, ThingBack(line, 7_000))
    back(store, loan, ThingBack(line, 4_000))
    back(store, loan, ThingBack(line, 3_000))
    back(store, loan, ThingBack(line, 1_000, ReturnCondition.PAID, paid_satang=11_667))
    assert store.get(Loan, loan.loan.id).state is LoanState.RETURNED
    # 15 reams were worth 1,750.00; 14 of them are back at their part of it.
    assert balance(store, paper) == (19_000, 75_000 + round(175_000 * 14 / 15))
    issued = next(entry.move for entry in card_entries(store, paper) if entry.line.went_out)
    assert issued is not None
    with pytest.raises(StockRefused):
        reverse(store, issued.id, why="ผิด")
    with pytest.raises(StepNotDue):
        withdraw_return(store, store.find(LoanReturn)[0].id, why="ผิด")


def test_a_hand_over_that_lacks_one_thing_hands_over_nothing(store: Store, paper: str, amplifier: str) -> None:
    loan = promised(
        store, ThingWanted(asset_id=amplifier), ThingWanted(25_000, material_id=paper), agency="โรงเรียน"
    ).loan
    head = store.head()
    with pytest.raises(NotInStock):
        hand_over(store, loan.id, handed_over_by="พัสดุ", received_by="ครู")
    assert store.head() == head
    assert store.get(Asset, amplifier).status is AssetStatus.IN_USE


def test_numbers_run_by_fiscal_year_and_pass_over_those_written_by_hand(store: Store, tents: str) -> None:
    one = ThingWanted(1, pool_id=tents)
    on(store, date(2026, 9, 30))
    first = ask_loan(store, replace(wanted(one), asked_on=date(2026, 9, 30)))
    on(store, TODAY)
    by_hand = ask_loan(store, wanted(one, number=2))
    others = [ask_loan(store, wanted(one)).loan.number for _time in range(2)]
    assert [first.loan.number, by_hand.loan.number, *others] == ["1/2569", "2/2570", "3/2570", "4/2570"]
    with pytest.raises(NumberRefused):
        ask_loan(store, wanted(one, number=2))
    assert {each.given_to for each in store.find(OfficialNumber)} == {each.id for each in store.find(Loan)}
    assert find_loan(store, "๒", TODAY) == find_loan(store, "2/2570", TODAY) == by_hand.loan
    for text in ("", "99", "2/2569"):
        with pytest.raises(SlipMissing):
            find_loan(store, text, TODAY)


def test_where_another_machine_gives_the_numbers_a_slip_waits_for_one(store: Store, tents: str) -> None:
    with store.transaction() as tx:
        tx.insert(NumberSeries(name="asset-loans", year_be=2570, station="other"))
    loan = ask_loan(store, wanted(ThingWanted(1, pool_id=tents))).loan
    assert loan.number == ""
    with pytest.raises(StepNotDue):
        number_loan(store, loan.id)
    assert number_loan(store, loan.id, by_hand=7).loan.number == "7/2570"
    with pytest.raises(StepNotDue):
        number_loan(store, loan.id, by_hand=8)


def test_what_is_written_wrongly_is_put_right_and_nothing_else(store: Store, tents: str) -> None:
    loan = out(store, ThingWanted(1, pool_id=tents)).loan
    given = replace(loan, borrower=" นายปิ่นปู่  ทองปั้นฟ้า ", borrower_phone="08", due_on=in_days(9), state=LoanState.ASKED)
    kept = correct_loan(store, given, why="เขียนชื่อไม่ครบ").loan
    assert (kept.borrower, kept.borrower_phone) == ("นายปิ่นปู่ ทองปั้นฟ้า", "08")
    assert (kept.due_on, kept.state) == (loan.due_on, LoanState.OUT)
    assert store.history(loan.id)[-1].reason == "เขียนชื่อไม่ครบ"
    for wrong, why in ((replace(kept, purpose=" "), "ผิด"), (kept, "")):
        with pytest.raises(AssetFactWrong):
            correct_loan(store, wrong, why=why)
    with pytest.raises(StaleRecord):
        correct_loan(store, given, why="ซ้ำ")


def test_the_list_shows_what_runs_first_and_finds_by_any_word(store: Store, tents: str, amplifier: str) -> None:
    over = out(store, ThingWanted(asset_id=amplifier), last=0)
    back(store, over, ThingBack(over.lines[0].id, 1))
    late = out(store, ThingWanted(1, pool_id=tents), last=1)
    soon = promised(store, ThingWanted(1, pool_id=tents), last=0, place="วัดป่า").loan
    assert [view.loan.id for view in loan_list(store, TODAY)] == [soon.id, late.loan.id, over.loan.id]
    assert [view.loan.id for view in loan_list(store, TODAY, "วัดป่า")] == [soon.id]
    assert [view.loan.id for view in loan_list(store, TODAY, "เครื่องเสียง 439")] == [over.loan.id]
    assert loan_list(store, in_days(5), chosen=LoanFilter(overdue=True))[0].loan.id == late.loan.id
    assert [view.loan.id for view in due_loans(store, in_days(1))] == [late.loan.id]
    assert [view.loan.id for view in loan_list(store, TODAY, chosen=LoanFilter(thing_id=amplifier))] == [over.loan.id]


def test_the_calendar_shows_each_pool_with_who_has_it(store: Store, tents: str, amplifier: str) -> None:
    loan = out(store, ThingWanted(4, pool_id=tents), ThingWanted(asset_id=amplifier), last=1)
    (calendar,) = pool_calendars(store, TODAY, in_days(3), TODAY)
    assert (calendar.name, list(calendar.free.values()), calendar.loans) == ("เต็นท์", [6, 6, 10, 10], (loan.loan,))
    alone = thing_calendar(store, amplifier, in_days(2), in_days(3), TODAY)
    assert (list(alone.free.values()), alone.loans) == ([1, 1], ())
    assert thing_calendar(store, amplifier, in_days(2), in_days(3), in_days(2)).loans == (loan.loan,)


def test_a_pool_has_at_least_what_is_out(store: Store, tents: str) -> None:
    out(store, ThingWanted(4, pool_id=tents))
    later = promised(store, ThingWanted(6, pool_id=tents), first=1, last=2).loan
    with pytest.raises(AssetFactWrong):
        pools.change_pool(store, tents, owned=3)
    assert pools.change_pool(store, tents, owned=9, why="ขาด").short == (later.id,)
    (line,) = pools.pool_list(store, TODAY)
    assert (line.out, line.free) == (4, 5)
    with pytest.raises(StepNotDue):
        pools.end_pool(store, tents, on=TODAY)
    with pytest.raises(AssetFactWrong):
        pools.add_pool(store, Pool(name=" ", owned=1))


def test_the_office_says_otherwise_who_allows_and_when_is_demanded(store: Store, tents: str) -> None:
    loan = out(store, ThingWanted(1, pool_id=tents)).loan
    assert loan_view(store, loan.id, TODAY).demand_by == loan.due_on + timedelta(days=7)
    correct_row(store, "loan_rules", "loan-2560", {"demand_days": 3}, why="ระเบียบภายใน")
    correct_row(store, "loan_approvals", "outside", {"approver": "responsible-unit-head"}, why="มอบอำนาจ")
    assert loan_view(store, loan.id, TODAY).demand_by == loan.due_on + timedelta(days=3)
    later = ask_loan(store, wanted(ThingWanted(1, pool_id=tents))).loan
    assert (later.approver, store.get(Loan, loan.id).approver) == (
        LoanApprover.RESPONSIBLE_UNIT_HEAD,
        LoanApprover.AGENCY_HEAD,
    )
