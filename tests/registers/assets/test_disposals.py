"""A disposal before it is struck off: what may leave, facts and liability, methods by amount, clocks, proceeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.registers import consequences
from sai_thong.registers.assets import disposal_orders, disposals
from sai_thong.registers.assets.disposal_orders import ChosenMethod, DisposalOrder, proposed_methods
from sai_thong.registers.assets.disposal_papers import note_paper, papers_of
from sai_thong.registers.assets.disposal_view import DisposalAction, disposable, disposal_rows, disposal_view
from sai_thong.registers.assets.disposals import ToDispose, begin_disposal
from sai_thong.registers.assets.events import events_of
from sai_thong.registers.assets.records import Asset, DisposalLine, DisposalRound
from sai_thong.registers.assets.refusals import (
    AssetFactWrong,
    CardStruckOff,
    DisposalRefused,
    LiabilityOpen,
    RoundMissing,
)
from sai_thong.registers.assets.terms import (
    AssetEventKind,
    AssetStatus,
    CommitteeTask,
    DisposalMethod,
    DisposalState,
    SaleReason,
)
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.office.own_law import correct_row, reset_row
from tests.registers.assets.small_rounds import CHAIR, INSPECTOR, TODAY, add_cards, become

AUCTION, DIRECT, WRITE_OFF = DisposalMethod.AUCTION, DisposalMethod.DIRECT_SALE, DisposalMethod.WRITE_OFF
NO_FACTS = "ชำรุดเสื่อมสภาพตามการใช้งานปกติ"


def to_leave(
    store: Store, *prices_baht: int | None, state: AssetStatus = AssetStatus.BROKEN, facts: str = NO_FACTS
) -> DisposalRound:
    """A disposal of things of these prices."""
    cards = []
    for price in prices_baht:
        cost = None if price is None else price * 100
        (card,) = add_cards(store, card=replace(CHAIR, cost_satang=cost, life_years=5))
        cards.append(become(store, card, state))
    things = [ToDispose(card.id, "พัง") for card in cards]
    return begin_disposal(store, "จำหน่ายครุภัณฑ์ชำรุด", things, facts_left_out_why=facts).round


def lines(store: Store, found: DisposalRound) -> list[DisposalLine]:
    return store.find(DisposalLine, round_id=found.id)


def chosen(store: Store, found: DisposalRound, *methods: ChosenMethod) -> dict[str, ChosenMethod]:
    return dict(zip((line.id for line in lines(store, found)), methods, strict=True))


def ordered(store: Store, found: DisposalRound, *methods: ChosenMethod, higher: str = "") -> DisposalRound:
    given = DisposalOrder("320/2569", higher_approval_no=higher)
    told = chosen(store, found, *methods) if methods else proposed_methods(store, found.id, TODAY)
    return disposal_orders.order(store, found.id, given, told).round


@pytest.mark.parametrize(
    ("state", "leaves"),
    [
        (AssetStatus.BROKEN, True),
        (AssetStatus.WORN, True),
        (AssetStatus.LOST, True),
        (AssetStatus.NOT_NEEDED, True),
        (AssetStatus.IN_USE, False),
        (AssetStatus.LENT, False),
        (AssetStatus.AT_REPAIR, False),
        (AssetStatus.AWAITING_DISPOSAL, False),
    ],
)
def test_only_what_is_broken_worn_lost_or_not_needed_leaves(store: Store, state: AssetStatus, *, leaves: bool) -> None:
    (card,) = add_cards(store)
    if state is not AssetStatus.IN_USE:
        card = become(store, card, state)
    assert [each.id for each in disposable(store)] == [card.id] * leaves
    head = store.head()
    if not leaves:
        with pytest.raises(DisposalRefused):
            begin_disposal(store, "จำหน่าย", [ToDispose(card.id)])
        assert store.head() == head
        return
    begun = begin_disposal(store, "จำหน่าย", [ToDispose(card.id)])
    assert [line.cause for line in begun.lines] == [state]
    assert store.get(Asset, card.id).status is AssetStatus.AWAITING_DISPOSAL
    assert events_of(store, card.id)[-1].refers_to == begun.lines[0].id
    with pytest.raises(DisposalRefused):
        begin_disposal(store, "อีกเรื่อง", [ToDispose(card.id)])


def test_a_disposal_has_a_title_and_things(store: Store) -> None:
    (card,) = add_cards(store)
    become(store, card, AssetStatus.BROKEN)
    for title, things in (("  ", [ToDispose(card.id)]), ("จำหน่าย", [])):
        with pytest.raises(DisposalRefused):
            begin_disposal(store, title, things)
    assert store.find(DisposalRound) == []


def test_nothing_is_ordered_before_the_facts_are_reported(store: Store) -> None:
    found = to_leave(store, 5000, facts="")
    assert disposal_rows(store)[0].next_action is DisposalAction.REPORT_FACTS
    with pytest.raises(DisposalRefused):
        ordered(store, found)
    disposals.order_facts(store, found.id, order_no="310/2569", committee=[INSPECTOR])
    with pytest.raises(AssetFactWrong):
        disposals.report_facts(store, found.id, reported_on=date(2026, 11, 22))
    disposals.report_facts(store, found.id, reported_on=date(2026, 11, 20))
    with pytest.raises(DisposalRefused):
        disposals.report_facts(store, found.id)
    with pytest.raises(AssetFactWrong):
        disposal_orders.order(
            store,
            found.id,
            DisposalOrder("1", date(2026, 11, 19)),
            proposed_methods(store, found.id, TODAY),
        )
    assert ordered(store, found).state is DisposalState.ORDERED


def test_a_liable_person_blocks_until_that_is_settled(store: Store) -> None:
    found = to_leave(store, 5000, facts="")
    waits = disposals.report_facts(store, found.id, liable="นายสมหมาย ไม่ระวัง").round
    assert waits.state is DisposalState.AWAITING_LIABILITY
    assert disposal_rows(store)[0].next_action is DisposalAction.SETTLE_LIABILITY
    head = store.head()
    blocked: list[Callable[[], object]] = [
        lambda: ordered(store, found),
        lambda: disposals.report_facts(store, found.id),
        lambda: disposals.appraise(store, found.id, {}),
        lambda: disposal_orders.carry_out(store, found.id),
    ]
    for step in blocked:
        with pytest.raises(LiabilityOpen):
            step()
    with pytest.raises(DisposalRefused):
        disposals.settle_liability(store, found.id, outcome=" ")
    assert store.head() == head
    settled = disposals.settle_liability(store, found.id, outcome="ชดใช้เงิน 5,000 บาทแล้ว").round
    assert (settled.state, settled.liability_settled_on) == (DisposalState.FINDING_FACTS, TODAY)
    with pytest.raises(DisposalRefused):
        disposals.settle_liability(store, found.id, outcome="อีกครั้ง")
    assert ordered(store, found).liable == "นายสมหมาย ไม่ระวัง"


@pytest.mark.parametrize(
    ("prices", "method"),
    [((300000, 200000), DIRECT), ((300000, 200001), AUCTION), ((100, None), AUCTION)],
)
def test_the_amount_says_whether_it_is_an_auction(
    store: Store, prices: tuple[int | None, ...], method: DisposalMethod
) -> None:
    found = to_leave(store, *prices)
    assert {each.method for each in proposed_methods(store, found.id, TODAY).values()} == {method}
    if method is AUCTION:
        for by_hand in (
            ChosenMethod(DIRECT),
            ChosenMethod(DIRECT, "อยากขาย"),
            ChosenMethod(DIRECT, "", SaleReason.SMALL_TOTAL),
        ):
            with pytest.raises(DisposalRefused):
                ordered(store, found, by_hand, by_hand)
        for exception in (SaleReason.STATE_OR_CHARITY, SaleReason.OFFICIALS_DEVICE):
            with pytest.raises(DisposalRefused):
                ordered(store, found, *[ChosenMethod(DIRECT, " ", exception)] * 2)
        by_exception = ChosenMethod(DIRECT, "วัดบ้านโนน", SaleReason.STATE_OR_CHARITY)
        ordered(store, found, by_exception, by_exception)
        assert {line.sale_reason for line in lines(store, found)} == {SaleReason.STATE_OR_CHARITY}
    else:
        ordered(store, found)
        assert {line.sale_reason for line in lines(store, found)} == {SaleReason.SMALL_TOTAL}


def test_what_is_lost_is_written_off_and_above_the_line_by_a_higher_authority(store: Store) -> None:
    found = to_leave(store, 600000, 400000, state=AssetStatus.LOST)
    assert {each.method for each in proposed_methods(store, found.id, TODAY).values()} == {WRITE_OFF}
    with pytest.raises(DisposalRefused):
        ordered(store, found, ChosenMethod(AUCTION), ChosenMethod(WRITE_OFF))
    assert ordered(store, found).state is DisposalState.ORDERED
    dearer = to_leave(store, 600000, 400001, state=AssetStatus.LOST)
    unknown = to_leave(store, None, state=AssetStatus.LOST)
    for each in (dearer, unknown):
        with pytest.raises(DisposalRefused):
            ordered(store, each)
        methods = [ChosenMethod(WRITE_OFF)] * len(lines(store, each))
        assert ordered(store, each, *methods, higher="มท 1/2569").higher_approval_no == "มท 1/2569"
    broken = to_leave(store, 5000)
    with pytest.raises(DisposalRefused):
        ordered(store, broken, ChosenMethod(WRITE_OFF))
    ordered(store, broken, ChosenMethod(WRITE_OFF, "ไม่มีผู้ซื้อและทำลายไม่ได้"))


def test_the_order_freezes_the_lines_and_sixty_days_run(store: Store) -> None:
    found = to_leave(store, 5000, 6000)
    with store.transaction() as tx:
        tx.update(tx.get(Asset, lines(store, found)[0].asset_id), name="ชื่อถูก", cost_satang=550000)
    done = ordered(store, found)
    assert (done.ordered_on, done.finish_by) == (TODAY, date(2027, 1, 20))
    assert [(line.name, line.cost_satang) for line in lines(store, found)] == [("ชื่อถูก", 550000), ("เก้าอี้", 600000)]
    (more,) = add_cards(store)
    become(store, more, AssetStatus.WORN)
    with pytest.raises(DisposalRefused):
        disposals.add_things(store, found.id, [ToDispose(more.id)])
    with pytest.raises(DisposalRefused):
        ordered(store, found)
    (row,) = disposal_rows(store)
    assert (row.due_on, row.days_left, row.things, row.cost_satang) == (date(2027, 1, 20), 60, 2, 1150000)


def test_every_thing_needs_a_method(store: Store) -> None:
    found = to_leave(store, 5000, 6000)
    only_one = dict(list(proposed_methods(store, found.id, TODAY).items())[:1])
    with pytest.raises(DisposalRefused):
        disposal_orders.order(store, found.id, DisposalOrder(), only_one)
    assert store.get(DisposalRound, found.id).state is DisposalState.FINDING_FACTS


def test_a_method_changes_with_a_reason_and_within_the_rules(store: Store) -> None:
    found = to_leave(store, 300000, 300000)
    ordered(store, found)
    first, second = lines(store, found)
    with pytest.raises(DisposalRefused):
        disposal_orders.change_methods(store, found.id, {first.id: ChosenMethod(DisposalMethod.DESTRUCTION)}, why=" ")
    by_amount = {line.id: ChosenMethod(DIRECT) for line in (first, second)}
    with pytest.raises(DisposalRefused):
        disposal_orders.change_methods(store, found.id, by_amount, why="ไม่มีผู้เสนอราคา")
    changed = disposal_orders.change_methods(store, found.id, {first.id: ChosenMethod(DIRECT)}, why="ไม่มีผู้เสนอราคา")
    assert [line.method for line in changed.lines] == [DIRECT, AUCTION]
    with pytest.raises(DisposalRefused):
        disposal_orders.change_methods(store, found.id, {second.id: ChosenMethod(DIRECT)}, why="ขายรวม")
    with pytest.raises(DisposalRefused):
        disposal_orders.change_methods(store, found.id, {"ไม่มี": ChosenMethod(AUCTION)}, why="พิมพ์ผิด")


def test_proceeds_are_shared_by_the_appraised_prices_to_the_satang(store: Store) -> None:
    found = to_leave(store, 5000, 6000, 7000)
    ordered(store, found, ChosenMethod(AUCTION), ChosenMethod(AUCTION), ChosenMethod(DisposalMethod.DESTRUCTION))
    first, second, destroyed = lines(store, found)
    with pytest.raises(DisposalRefused):
        disposal_orders.carry_out(store, found.id, proceeds_satang=100001)
    with pytest.raises(DisposalRefused):
        disposals.appraise(store, found.id, {first.id: -1})
    disposals.appraise(store, found.id, {first.id: 10000, second.id: 20000})
    for wrong in ({destroyed.id: 100}, {first.id: -5}):
        with pytest.raises(DisposalRefused):
            disposal_orders.carry_out(store, found.id, proceeds_by_line=wrong)
    with pytest.raises(DisposalRefused):
        disposal_orders.carry_out(store, found.id, proceeds_satang=7, proceeds_by_line={first.id: 6})
    for day in (date(2026, 11, 20), date(2026, 11, 22)):
        with pytest.raises(AssetFactWrong):
            disposal_orders.carry_out(store, found.id, on=day)
    done = disposal_orders.carry_out(
        store, found.id, proceeds_satang=100001, buyer="ร้านรุ่งเรือง", buyers={second.id: "นายซื้อ"}, receipt_no="12/34"
    )
    assert [line.proceeds_satang for line in done.lines] == [33333, 66668, 0]
    assert done.round.proceeds_satang == 100001
    assert [line.buyer for line in done.lines] == ["", "นายซื้อ", ""]
    with pytest.raises(DisposalRefused):
        disposal_orders.carry_out(store, found.id)


def test_a_transfer_names_who_received_it_and_brings_no_money(store: Store) -> None:
    found = to_leave(store, 5000)
    ordered(store, found, ChosenMethod(DisposalMethod.TRANSFER))
    with pytest.raises(DisposalRefused):
        disposal_orders.carry_out(store, found.id)
    with pytest.raises(DisposalRefused):
        disposal_orders.carry_out(store, found.id, proceeds_satang=1, buyer="โรงเรียนบ้านโนน")
    assert disposal_orders.carry_out(store, found.id, buyer="โรงเรียนบ้านโนน").round.state is DisposalState.CARRIED_OUT


def test_what_stays_after_all_is_in_the_state_it_was_in(store: Store) -> None:
    found = to_leave(store, 5000, 6000, state=AssetStatus.WORN)
    first, second = lines(store, found)
    with pytest.raises(DisposalRefused):
        disposals.take_out(store, found.id, [first.id], why="")
    with pytest.raises(DisposalRefused):
        disposals.take_out(store, found.id, [first.id, second.id], why="ซ่อมได้")
    left = disposals.take_out(store, found.id, [first.id], why="ซ่อมได้")
    assert [line.id for line in left.lines] == [second.id]
    assert store.get(Asset, first.asset_id).status is AssetStatus.WORN
    assert [line.id for line in disposal_view(store, found.id).taken_out] == [first.id]
    with pytest.raises(DisposalRefused):
        disposals.take_out(store, found.id, [first.id], why="อีกครั้ง")
    again = disposals.add_things(store, found.id, [ToDispose(first.asset_id)])
    assert len(again.lines) == 2
    disposals.drop(store, found.id, why="ยกเลิก")
    assert {card.status for card in store.find(Asset)} == {AssetStatus.WORN}
    assert events_of(store, second.asset_id)[-1].kind is AssetEventKind.DISPOSAL_DROPPED
    assert disposal_rows(store) == []
    assert [row.round.state for row in disposal_rows(store, ended=True)] == [DisposalState.DROPPED]
    with pytest.raises(DisposalRefused):
        disposals.drop(store, found.id, why="อีกครั้ง")
    with pytest.raises(RoundMissing):
        disposals.drop(store, "ไม่มี", why="ผิด")


def test_the_checklist_follows_the_methods_and_tells_what_is_due(store: Store) -> None:
    found = to_leave(store, 5000, 6000, facts="")
    assert next(each.step for each in papers_of(store, found.id, TODAY)) is DisposalStepKey.FACTS
    disposals.order_facts(store, found.id, order_no="310/2569")
    disposals.report_facts(store, found.id)
    ordered(store, found, ChosenMethod(AUCTION), ChosenMethod(DisposalMethod.DESTRUCTION))
    there = {(each.step, each.document): each for each in papers_of(store, found.id, TODAY)}
    steps = list(dict.fromkeys(step for step, _document in there))
    assert steps == [
        DisposalStepKey.FACTS,
        DisposalStepKey.ORDER,
        DisposalStepKey.AUCTION,
        DisposalStepKey.DESTROY,
        DisposalStepKey.CLOSE,
    ]
    done = [document for (_step, document), each in there.items() if not each.due]
    assert done == [
        "คำสั่งแต่งตั้งคณะกรรมการสอบหาข้อเท็จจริง",
        "รายงานผลการสอบหาข้อเท็จจริง",
        "คำสั่งแต่งตั้งคณะกรรมการประเมินราคากลาง ดำเนินการขาย และทำลาย",
    ]
    noted = note_paper(store, found.id, DisposalStepKey.FACTS, "บันทึกถ้อยคำ", number="5/2569").record
    again = note_paper(store, found.id, DisposalStepKey.FACTS, "บันทึกถ้อยคำ", attachment_id="f1").record
    assert (again.id, again.number, again.attachment_id) == (noted.id, "5/2569", "f1")
    note_paper(store, found.id, DisposalStepKey.ORDER, "หนังสือหารือ")
    after = papers_of(store, found.id, TODAY)
    assert after[-1].document == "หนังสือหารือ" and not after[-1].due
    assert sum(each.due for each in there.values()) - 1 == sum(each.due for each in after)
    with pytest.raises(DisposalRefused):
        note_paper(store, found.id, DisposalStepKey.FACTS, " ")
    disposals.drop(store, found.id, why="ยกเลิก")
    with pytest.raises(DisposalRefused):
        note_paper(store, found.id, DisposalStepKey.FACTS, "บันทึกถ้อยคำ")


def test_the_view_tells_committees_and_what_comes_next(store: Store) -> None:
    found = to_leave(store, 5000)
    given = DisposalOrder(
        "320/2569", committees={CommitteeTask.SALE: [INSPECTOR], CommitteeTask.APPRAISAL: [INSPECTOR]}
    )
    disposal_orders.order(store, found.id, given, proposed_methods(store, found.id, TODAY))
    view = disposal_view(store, found.id)
    assert [seat.task for seat in view.committees] == [CommitteeTask.APPRAISAL, CommitteeTask.SALE]
    assert view.row.next_action is DisposalAction.APPRAISE
    disposals.appraise(store, found.id, {view.lines[0].id: 10000})
    assert disposal_rows(store)[0].next_action is DisposalAction.CARRY_OUT
    assert view.profit_satang is None


def test_the_clock_of_an_order_follows_the_law_of_the_office(store: Store) -> None:
    consequences.attach(store)
    found = ordered(store, to_leave(store, 5000))
    correct_row(store, "disposal_rules", "disposal-2560", {"finish_days": 90}, why="ระเบียบใหม่")
    assert store.get(DisposalRound, found.id).finish_by == date(2027, 2, 19)
    reset_row(store, "disposal_rules", "disposal-2560", why="ยกเลิก")
    assert store.get(DisposalRound, found.id).finish_by == date(2027, 1, 20)


def test_a_card_struck_off_leaves_with_no_disposal(store: Store) -> None:
    (card,) = add_cards(store)
    for state in (AssetStatus.BROKEN, AssetStatus.AWAITING_DISPOSAL, AssetStatus.STRUCK_OFF):
        become(store, card, state)
    store.clock.moment = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    with pytest.raises((DisposalRefused, CardStruckOff)):
        begin_disposal(store, "จำหน่าย", [ToDispose(card.id)])


def test_giving_up_leaves_a_card_alone_that_somebody_wrote_on_since(store: Store) -> None:
    found = to_leave(store, 5000, 6000, 7000)
    used, struck_off, waiting = (store.get(Asset, line.asset_id) for line in lines(store, found))
    become(store, used, AssetStatus.IN_USE)
    become(store, struck_off, AssetStatus.STRUCK_OFF)
    disposals.drop(store, found.id, why="ยกเลิก")
    assert [store.get(Asset, card.id).status for card in (used, struck_off, waiting)] == [
        AssetStatus.IN_USE,
        AssetStatus.STRUCK_OFF,
        AssetStatus.BROKEN,
    ]
