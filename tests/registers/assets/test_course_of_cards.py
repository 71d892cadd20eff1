"""What happens to a card between entry and disposal: moves, states, repairs, days, pictures, corrections."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from sai_thong.db.numbering import NumberState, OfficialNumber
from sai_thong.db.refusals import StaleRecord
from sai_thong.db.store import Store
from sai_thong.registers.assets import asset_dates, corrections, custody, improvements, photographs, properties, repairs
from sai_thong.registers.assets.book import book_cards
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import close_year, year_book
from sai_thong.registers.assets.events import events_of, record_event
from sai_thong.registers.assets.listing import asset_list
from sai_thong.registers.assets.records import Asset, AssetDate, Improvement, PropertyDetails, Purchase, Repair
from sai_thong.registers.assets.refusals import (
    AssetFactWrong,
    AssetRefused,
    CardStruckOff,
    NumberTaken,
    StateNotReached,
)
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, DateKind, RepairOutcome, SortReason
from sai_thong.registers.assets.waiting_numbers import give_number
from sai_thong.registers.attachments.operations import AttachmentRefused
from sai_thong.registers.attachments.preparing import PreparedFile, prepared
from sai_thong.registers.last_change import NothingToUndo

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)
DESK = Asset(
    name="โต๊ะ",
    class_code="400",
    cost_satang=6000000,
    acquired_on=date(2023, 10, 1),
    type_key="office",
    life_years=5,
    warranty_until=date(2026, 12, 31),
)
LAND = Asset(name="ที่ดิน", class_code="101", cost_satang=50000000, acquired_on=date(2000, 1, 5), type_key="land")


def enter(store: Store, card: Asset = DESK, quantity: int = 1) -> list[Asset]:
    return list(add_assets(store, NewAssets(card, quantity)).cards)


def strike_off(store: Store, card: Asset) -> None:
    with store.transaction() as tx:
        tx.update(tx.get(Asset, card.id), status=AssetStatus.STRUCK_OFF, struck_off_on=TODAY)


def kinds(store: Store, card: Asset) -> list[AssetEventKind]:
    return [event.kind for event in events_of(store, card.id)]


def picture(colour: str) -> PreparedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return prepared(out.getvalue(), f"{colour}.png")


def test_many_cards_are_moved_together_and_those_that_are_there_left_alone(store: Store) -> None:
    cards = enter(store, quantity=3)
    room = custody.add_room(store, " ห้องประชุม ", division="สำนักปลัด").record
    custody.move(store, [cards[0].id], room_id=room.id, on=TODAY)
    done = custody.move(store, [card.id for card in cards], room_id=room.id, on=TODAY, document_no="ที่ 9/2570")
    assert [card.id for card in done.cards] == [card.id for card in cards[1:]]
    assert {card.room_id for card in store.find(Asset)} == {room.id}
    assert [event.document_no for event in events_of(store, cards[1].id)] == ["", "ที่ 9/2570"]


def test_one_that_cannot_be_moved_keeps_all_where_they_are(store: Store) -> None:
    cards = enter(store, quantity=2)
    strike_off(store, cards[1])
    head = store.head()
    with pytest.raises(CardStruckOff):
        custody.move(store, [card.id for card in cards], division="กองช่าง", on=TODAY)
    with pytest.raises(AssetFactWrong):
        custody.move(store, [cards[0].id], on=TODAY)
    assert store.head() == head


def test_a_room_ends_when_it_is_empty_and_takes_nothing_more(store: Store) -> None:
    (card,) = enter(store)
    room = custody.add_room(store, "คลังพัสดุ").record
    custody.move(store, [card.id], room_id=room.id, on=TODAY)
    with pytest.raises(AssetRefused):
        custody.end_room(store, room, on=TODAY)
    custody.move(store, [card.id], room_id="", on=TODAY)
    ended = custody.end_room(store, room, on=TODAY).record
    with pytest.raises(AssetRefused):
        custody.move(store, [card.id], room_id=ended.id, on=TODAY)
    assert custody.rooms(store) == []
    assert custody.add_room(store, "คลังพัสดุ").record.id != room.id


@pytest.mark.parametrize("name", ["", "ห้องประชุม"])
def test_a_room_has_a_name_of_its_own(store: Store, name: str) -> None:
    custody.add_room(store, "ห้องประชุม")
    other = custody.add_room(store, "ห้องสมุด").record
    head = store.head()
    with pytest.raises((AssetFactWrong, AssetRefused)):
        custody.add_room(store, name)
    with pytest.raises((AssetFactWrong, AssetRefused)):
        custody.change_room(store, other, name=name)
    assert store.head() == head


def test_states_of_loans_repairs_and_disposals_are_not_said_by_themselves(store: Store) -> None:
    (card,) = enter(store)
    custody.change_status(store, [card.id], AssetStatus.WORN, on=TODAY, detail="สีลอก")
    for status in (AssetStatus.LENT, AssetStatus.AT_REPAIR, AssetStatus.AWAITING_DISPOSAL, AssetStatus.STRUCK_OFF):
        with pytest.raises(AssetRefused):
            custody.change_status(store, [card.id], status, on=TODAY)
    assert store.get(Asset, card.id).status is AssetStatus.WORN


def test_an_open_repair_holds_the_state_until_it_is_finished(store: Store) -> None:
    (card,) = enter(store)
    begun = repairs.report_fault(store, card.id, symptom="ขาหัก", on=TODAY, reported_by="นางสาวมาลี")
    assert (begun.card.status, begun.repair.ordinal, begun.seller_repairs) == (AssetStatus.BROKEN, 1, True)
    with pytest.raises(AssetRefused):
        repairs.report_fault(store, card.id, symptom="อีกขา", on=TODAY)
    sent = repairs.send_to_repair(store, begun.repair, on=TODAY, approval_no="กค 5/2570", repairer="ร้านช่างไม้")
    assert sent.card.status is AssetStatus.AT_REPAIR
    with pytest.raises(AssetRefused):
        custody.change_status(store, [card.id], AssetStatus.IN_USE, on=TODAY)
    done = repairs.finish_repair(
        store, sent.repair, on=TODAY, outcome=RepairOutcome.USABLE, cost_satang=90000, work="เปลี่ยนขา"
    )
    assert (done.card.status, done.totals.times, done.totals.total_satang) == (AssetStatus.IN_USE, 1, 90000)
    assert done.totals.percent == 2
    assert kinds(store, card)[1:] == [AssetEventKind.STATUS, AssetEventKind.SENT_TO_REPAIR, AssetEventKind.REPAIRED]
    with pytest.raises(AssetRefused):
        repairs.finish_repair(store, done.repair, on=TODAY, outcome=RepairOutcome.USABLE)


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (AssetStatus.LENT, AssetEventKind.LENT),
        (AssetStatus.AWAITING_DISPOSAL, AssetEventKind.DISPOSAL_BEGUN),
    ],
)
def test_a_repair_that_ends_takes_nothing_out_of_a_loan_or_a_disposal(
    store: Store, held: AssetStatus, kind: AssetEventKind
) -> None:
    (card,) = enter(store)
    begun = repairs.report_fault(store, card.id, symptom="ฝืด", on=TODAY, unusable=False)
    with store.transaction() as tx:
        record_event(tx, tx.get(Asset, card.id), kind, on=TODAY, by_name="พัสดุ", status=held)
    for outcome in RepairOutcome:
        done = repairs.finish_repair(store, begun.repair, on=TODAY, outcome=outcome)
        assert done.card.status is held
        begun = repairs.report_fault(store, card.id, symptom="อีกครั้ง", on=TODAY)


def test_what_is_not_worth_repairing_stays_broken(store: Store) -> None:
    (card,) = enter(store)
    begun = repairs.report_fault(store, card.id, symptom="ไหม้", on=TODAY)
    done = repairs.finish_repair(store, begun.repair, on=TODAY, outcome=RepairOutcome.NOT_WORTH_IT)
    assert done.card.status is AssetStatus.BROKEN


def test_an_old_state_of_the_list_without_a_repair_may_be_told_anew(store: Store) -> None:
    (card,) = enter(store, Asset(name="พัดลม", class_code="402", status=AssetStatus.AT_REPAIR))
    assert custody.change_status(store, [card.id], AssetStatus.IN_USE, on=TODAY).cards[0].status is AssetStatus.IN_USE


def test_a_past_repair_counts_and_leaves_the_state(store: Store) -> None:
    (card,) = enter(store)
    past = Repair(
        asset_id=card.id, ordinal=0, work="เปลี่ยนลิ้นชัก", finished_on=date(2024, 5, 2), cost_satang=50000, repairer="ร้าน"
    )
    kept = repairs.record_past_repair(store, past)
    assert (kept.card.status, kept.totals.total_satang) == (AssetStatus.IN_USE, 50000)
    fixed = repairs.correct_repair(store, kept.repair, {"cost_satang": 60000}, why="พิมพ์ผิด")
    assert fixed.totals.total_satang == 60000
    head = store.head()
    for fields in ({"outcome": None}, {"finished_on": None}):
        with pytest.raises(AssetRefused):
            repairs.correct_repair(store, fixed.repair, fields, why="ก")
    for fields in ({"cost_satang": -1}, {"finished_on": TODAY + timedelta(days=1)}):
        with pytest.raises(AssetFactWrong):
            repairs.correct_repair(store, fixed.repair, fields, why="ก")
    assert store.head() == head


def test_a_lent_thing_does_not_go_to_repair(store: Store) -> None:
    (card,) = enter(store, Asset(name="เต็นท์", class_code="460", status=AssetStatus.LENT))
    begun = repairs.report_fault(store, card.id, symptom="ขาด", on=TODAY)
    with pytest.raises(StateNotReached):
        repairs.send_to_repair(store, begun.repair, on=TODAY)


def test_an_improvement_raises_the_cost_and_is_withdrawn_with_a_reason(store: Store) -> None:
    (card,) = enter(store)
    told = Improvement(asset_id=card.id, accepted_on=date(2025, 10, 1), cost_satang=900000, what=" ต่อชั้นวาง ")
    kept = improvements.add_improvement(store, told)
    (book,) = book_cards(store, [kept.card])
    assert (book.cost_satang(2569), kept.improvement.what) == (6900000, "ต่อชั้นวาง")
    with pytest.raises(AssetFactWrong):
        improvements.withdraw_improvement(store, kept.improvement, why=" ")
    improvements.withdraw_improvement(store, kept.improvement, why="บันทึกผิดใบ")
    (book,) = book_cards(store, [store.get(Asset, card.id)])
    assert book.cost_satang(2569) == 6000000
    assert improvements.improvements_of(store, card.id) == []


def test_an_improvement_of_a_closed_year_tells_what_the_open_one_corrects(store: Store) -> None:
    (card,) = enter(store)
    close_year(store, 2569)
    told = Improvement(asset_id=card.id, accepted_on=date(2025, 10, 1), cost_satang=900000, what="ต่อเติม")
    kept = improvements.add_improvement(store, told)
    assert (kept.corrected.fiscal_year_be, kept.corrected.satang, kept.corrected.cost_satang) == (2570, 300000, 900000)
    assert "3,000.00" in kept.corrected.text


@pytest.mark.parametrize(
    "told",
    [
        {"what": " "},
        {"cost_satang": 0},
        {"accepted_on": TODAY + timedelta(days=1)},
        {"accepted_on": date(2023, 9, 30)},
        {"life_years": 0, "life_why": "ก"},
        {"life_years": 3},
    ],
)
def test_an_improvement_that_cannot_be_is_refused(store: Store, told: dict[str, object]) -> None:
    (card,) = enter(store)
    head = store.head()
    facts = {"accepted_on": TODAY, "cost_satang": 100, "what": "ต่อเติม", **told}
    with pytest.raises(AssetFactWrong):
        improvements.add_improvement(store, Improvement(asset_id=card.id, **facts))
    assert store.head() == head


def test_an_improvement_after_the_end_of_the_life_needs_a_life_of_its_own(store: Store) -> None:
    (card,) = enter(
        store,
        Asset(
            name="ตู้",
            class_code="406",
            cost_satang=2000000,
            acquired_on=date(2015, 1, 5),
            type_key="office",
            life_years=5,
        ),
    )
    told = Improvement(asset_id=card.id, accepted_on=TODAY, cost_satang=500000, what="เปลี่ยนบาน")
    head = store.head()
    with pytest.raises(AssetRefused):
        improvements.add_improvement(store, told)
    assert store.head() == head
    own = Improvement(asset_id=card.id, accepted_on=TODAY, cost_satang=500000, what="ก", life_years=3, life_why="มติ")
    assert improvements.add_improvement(store, own).improvement.life_years == 3


def test_days_come_near_are_done_and_follow_one_another(store: Store) -> None:
    (card,) = enter(store)
    tax = AssetDate(asset_id=card.id, kind=DateKind.VEHICLE_TAX, due_on=TODAY + timedelta(days=40))
    kept = asset_dates.add_date(store, tax).date
    with pytest.raises(AssetRefused):
        asset_dates.add_date(store, tax)
    near = asset_dates.reminders_on(store, TODAY)
    assert [(each.duty.kind, each.days_left) for each in near] == [(DateKind.VEHICLE_TAX, 40), (DateKind.WARRANTY, 40)]
    done = asset_dates.date_done(store, kept, on=TODAY, next_due=TODAY + timedelta(days=400))
    assert [each.duty.kind for each in asset_dates.reminders_on(store, TODAY)] == [DateKind.WARRANTY]
    assert [each.id for each in asset_dates.dates_of(store, card.id)] == [done.following.id, done.date.id]
    with pytest.raises(AssetRefused):
        asset_dates.date_done(store, done.date, on=TODAY)
    strike_off(store, card)
    assert asset_dates.reminders_on(store, TODAY) == ()


def test_the_first_picture_is_shown_until_another_is(store: Store) -> None:
    (card,) = enter(store)
    first = photographs.add_photograph(store, card.id, picture("red"))
    plate = photographs.add_photograph(store, card.id, picture("blue"), note=photographs.NUMBER_PLATE)
    assert plate.card.photograph_id == first.photograph.id
    assert photographs.missing_pictures(photographs.photographs_of(store, card.id)) == ()
    with pytest.raises(AttachmentRefused):
        photographs.add_photograph(store, card.id, picture("red"))
    shown = photographs.show_first(store, plate.card, plate.photograph)
    gone = photographs.remove_photograph(store, shown.card, plate.photograph, why="มืด")
    assert gone.card.photograph_id == first.photograph.id
    (other,) = enter(store)
    with pytest.raises(AssetFactWrong):
        photographs.show_first(store, other, first.photograph)


def test_land_has_details_and_equipment_none(store: Store) -> None:
    (land,), (desk,) = enter(store, LAND), enter(store)
    told = PropertyDetails(asset_id=land.id, place=" หมู่ 3 ", moo=3, coordinates="14.9799, 102.0977", area_wa100=40000)
    kept = properties.save_details(store, told).record
    assert (kept.place, kept.area_wa100) == ("หมู่ 3", 40000)
    again = properties.save_details(store, PropertyDetails(asset_id=land.id, moo=4), why="แก้หมู่").record
    assert (again.id, again.moo, again.place) == (kept.id, 4, "")
    head = store.head()
    for wrong in (
        {"moo": 0},
        {"coordinates": "ที่วัด"},
        {"coordinates": "99, 10"},
        {"area_wa100": -1},
        {"title_kind": "x"},
    ):
        with pytest.raises(AssetFactWrong):
            properties.save_details(store, PropertyDetails(asset_id=land.id, **wrong))
    with pytest.raises(AssetRefused):
        properties.save_details(store, PropertyDetails(asset_id=desk.id))
    assert store.head() == head


def test_a_correction_keeps_the_number_and_tells_what_follows(store: Store) -> None:
    cards = enter(store, quantity=2)
    done = corrections.correct_card(store, cards[0], {"cost_satang": 7000000, "type_key": "computer"}, why="ใบส่งของ")
    assert (done.card.number, done.card.cost_satang) == (cards[0].number, 7000000)
    assert done.card.budget_category == "computer"
    assert store.find(Purchase)[0].total_satang == 13000000
    assert kinds(store, cards[0])[-1] is AssetEventKind.CORRECTED
    with pytest.raises(StaleRecord):
        corrections.correct_card(store, cards[0], {"name": "โต๊ะทำงาน"}, why="ก")


def test_the_last_correction_is_taken_back_by_another_and_an_event_is_not(store: Store) -> None:
    card, mate = enter(store, quantity=2)
    assert corrections.last_correction(store, card) is None
    done = corrections.correct_card(store, card, {"cost_satang": 7000000, "type_key": "computer"}, why="ใบส่งของ")
    back = corrections.take_correction_back(store, done.card, why="อ่านผิดใบ").card
    for name in ("cost_satang", "type_key", "accounting_group", "budget_category", "number"):
        assert getattr(back, name) == getattr(card, name)
    assert store.find(Purchase)[0].total_satang == card.cost_satang + mate.cost_satang
    moved = custody.move(store, [card.id], division="กองช่าง", on=TODAY).cards[0]
    with pytest.raises(NothingToUndo):
        corrections.take_correction_back(store, moved, why="ก")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"number": "401-68-0099"}, AssetRefused),
        ({"status": AssetStatus.LOST}, AssetRefused),
        ({"name": " "}, AssetFactWrong),
        ({"name": "โต๊ะ"}, AssetRefused),
        ({"cost_satang": -1}, AssetFactWrong),
        ({"acquired_on": TODAY + timedelta(days=1)}, AssetFactWrong),
        ({"life_years": 0}, AssetFactWrong),
        ({"type_key": "no-type"}, AssetFactWrong),
        ({"opening_year_be": 2569}, AssetFactWrong),
        ({"opening_year_be": 2569, "opening_accumulated_satang": 6000000}, AssetFactWrong),
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(
    store: Store, fields: dict[str, object], refusal: type[Exception]
) -> None:
    (card,) = enter(store)
    head = store.head()
    with pytest.raises(refusal):
        corrections.correct_card(store, card, fields, why="ก")
    with pytest.raises(AssetFactWrong):
        corrections.correct_card(store, card, {"name": "อื่น"}, why=" ")
    assert store.head() == head


def test_a_card_of_a_closed_year_keeps_what_its_value_needs(store: Store) -> None:
    (card,) = enter(store)
    close_year(store, 2569)
    head = store.head()
    for name in ("cost_satang", "acquired_on", "life_years"):
        with pytest.raises(AssetRefused):
            corrections.correct_card(store, card, {name: None}, why="ก")
    assert store.head() == head
    done = corrections.correct_card(store, card, {"cost_satang": 3000000}, why="ใบส่งของ")
    assert (done.corrected.fiscal_year_be, done.corrected.satang) == (2570, -1800000)
    assert [each.amount_satang for each in year_book(store, 2570).positions] == [-1200000]


def test_a_slip_is_taken_back_on_its_day_and_its_number_is_void(store: Store) -> None:
    (card,) = enter(store)
    gone = corrections.withdraw_card(store, card, why="คีย์ซ้ำ").cards[0]
    assert (gone.status, gone.number, gone.withdrawn_why) == (AssetStatus.STRUCK_OFF, card.number, "คีย์ซ้ำ")
    (number,) = store.find(OfficialNumber)
    assert (number.state, number.reason) == (NumberState.VOID, "คีย์ซ้ำ")
    assert enter(store)[0].number == "400-67-0002"
    assert [each.asset.number for each in year_book(store, 2569).positions] == ["400-67-0002"]
    assert [line.number for line in asset_list(store)] == ["400-67-0002"]
    with pytest.raises(CardStruckOff):
        corrections.withdraw_card(store, gone, why="ก")


def test_the_number_on_the_thing_is_free_for_its_right_card(store: Store) -> None:
    (card,) = add_assets(store, NewAssets(DESK, 1, ("400-67-0009",))).cards
    gone = corrections.withdraw_card(store, card, why="ผิดรายการ").cards[0]
    assert gone.number == "" and "400-67-0009" in events_of(store, card.id)[-1].detail
    assert add_assets(store, NewAssets(DESK, 1, ("400-67-0009",))).cards[0].number == "400-67-0009"


def test_after_its_day_or_once_something_happened_a_card_stays(store: Store) -> None:
    old, lived = enter(store)[0], enter(store)[0]
    repairs.report_fault(store, lived.id, symptom="ขาหัก", on=TODAY)
    repair = repairs.open_repair(store, lived.id)
    assert repair is not None
    repairs.send_to_repair(store, repair, on=TODAY)
    head = store.head()
    with pytest.raises(AssetRefused):
        corrections.withdraw_card(store, store.get(Asset, lived.id), why="ก")
    store.clock.moment = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    with pytest.raises(AssetRefused):
        corrections.withdraw_card(store, old, why="ก")
    assert store.head() == head


def test_cards_get_the_numbers_they_wait_for_once(store: Store) -> None:
    waiting = [enter(store, Asset(name="พัดลม", acquired_on=DESK.acquired_on))[0] for _ in range(3)]
    given = give_number(store, [card.id for card in waiting[:2]], class_code="402").cards
    assert [card.number for card in given] == ["402-67-0001", "402-67-0002"]
    with pytest.raises(NumberTaken):
        give_number(store, [waiting[2].id], numbers=["402-67-0001"])
    assert give_number(store, [waiting[2].id], numbers=["402-67-0007"]).cards[0].class_code == "402"
    head = store.head()
    with pytest.raises(AssetRefused):
        give_number(store, [waiting[0].id], class_code="402")
    for told in ({}, {"class_code": "402", "numbers": ["1"]}, {"numbers": []}):
        with pytest.raises(AssetFactWrong):
            give_number(store, [waiting[0].id], **told)
    assert store.head() == head


def test_a_card_without_a_price_waits_for_it_in_the_book(store: Store) -> None:
    (card,) = enter(store, Asset(name="ตู้", class_code="406", acquired_on=DESK.acquired_on, type_key="office"))
    (book,) = book_cards(store, [card])
    assert book.must_check is SortReason.COST_MISSING
