"""A card as it is shown: everything that hangs on it, and the one thing to do next; and what is due on all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from PIL import Image

from sai_thong.db.store import Store
from sai_thong.registers.assets import asset_dates, custody, photographs, repairs
from sai_thong.registers.assets.card_view import CardAction, CardView, card_view
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.corrections import correct_card
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.labels import keep_labelled
from sai_thong.registers.assets.records import Asset, AssetDate
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, DateKind
from sai_thong.registers.assets.today import AssetDuty, AssetDutyLine, assets_today, year_to_close
from sai_thong.registers.assets.waiting_numbers import give_number
from sai_thong.registers.attachments.preparing import prepared

TODAY = date(2026, 11, 21)
DESK = Asset(
    name="โต๊ะ", class_code="400", cost_satang=6000000, acquired_on=date(2023, 10, 1), type_key="office", life_years=5
)


def enter(store: Store, card: Asset = DESK, quantity: int = 1) -> list[Asset]:
    return list(add_assets(store, NewAssets(card, quantity)).cards)


def action(store: Store, card: Asset) -> CardAction | None:
    return card_view(store, card.id).next_action


def test_a_card_tells_its_years_room_mates_and_timeline(store: Store) -> None:
    card, mate = enter(store, quantity=2)
    room = custody.add_room(store, "ห้องประชุม").record
    custody.move(store, [card.id], room_id=room.id, on=TODAY)
    view = card_view(store, card.id)
    assert (view.room, [each.id for each in view.mates]) == ("ห้องประชุม", [mate.id])
    assert view.purchase is not None and view.purchase.quantity == 2
    assert [(line.event.kind, line.room) for line in view.timeline] == [
        (AssetEventKind.MOVED, "ห้องประชุม"),
        (AssetEventKind.REGISTERED, ""),
    ]
    assert view.last_year is not None and view.this_year is not None
    assert (view.last_year.net_satang, view.this_year.net_satang) == (2400000, 1200000)
    assert [each.row.fiscal_year_be for each in view.years] == list(range(2567, 2572))
    assert view.may_withdraw


def test_closed_years_and_corrections_stand_among_the_years(store: Store) -> None:
    (card,) = enter(store)
    close_year(store, 2569)
    correct_card(store, card, {"cost_satang": 3000000}, why="ใบส่งของ")
    view: CardView = card_view(store, card.id)
    assert [(each.frozen, each.correction_satang) for each in view.years] == [
        (True, 0), (True, 0), (True, 0), (False, -1800000), (False, 0),
    ]  # fmt: skip


def test_the_next_action_follows_what_the_card_lacks_and_where_it_is(store: Store) -> None:
    (card,) = enter(store, Asset(name="โต๊ะ", acquired_on=DESK.acquired_on, type_key="office", life_years=5))
    assert action(store, card) is CardAction.GIVE_NUMBER
    card = give_number(store, [card.id], class_code="400").cards[0]
    assert action(store, card) is CardAction.FILL_IN
    card = correct_card(store, card, {"cost_satang": 6000000}, why="ใบส่งของ").card
    assert action(store, card) is CardAction.PRINT_LABEL
    keep_labelled(store, [card.id])
    assert action(store, card) is CardAction.ADD_PHOTOGRAPH
    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    photographs.add_photograph(store, card.id, prepared(out.getvalue(), "a.png"))
    assert action(store, card) is CardAction.MOVE
    due = AssetDate(asset_id=card.id, kind=DateKind.SERVICE, due_on=TODAY + timedelta(days=5))
    kept = asset_dates.add_date(store, due).date
    assert action(store, card) is CardAction.DATE_DONE
    asset_dates.date_done(store, kept, on=TODAY)
    custody.change_status(store, [card.id], AssetStatus.BROKEN, on=TODAY)
    assert action(store, card) is CardAction.REPORT_FAULT
    begun = repairs.report_fault(store, card.id, symptom="ขาหัก", on=TODAY)
    assert action(store, card) is CardAction.SEND_TO_REPAIR
    repairs.send_to_repair(store, begun.repair, on=TODAY)
    assert action(store, card) is CardAction.FINISH_REPAIR


def test_what_left_the_register_asks_for_nothing(store: Store) -> None:
    (card,) = enter(store)
    with store.transaction() as tx:
        for kind, status in (
            (AssetEventKind.DISPOSAL_BEGUN, AssetStatus.AWAITING_DISPOSAL),
            (AssetEventKind.STRUCK_OFF, AssetStatus.STRUCK_OFF),
        ):
            card = record_event(tx, card, kind, on=TODAY, by_name="พัสดุ", status=status)
    assert action(store, card) is None


def duties(store: Store) -> dict[AssetDuty, AssetDutyLine]:
    return {line.kind: line for line in assets_today(store).duties}


def test_an_office_without_assets_has_nothing_due(store: Store) -> None:
    assert assets_today(store).duties == ()
    assert year_to_close(store, TODAY) is None


def test_today_tells_numbers_days_the_inspection_and_the_year(store: Store) -> None:
    (desk,) = enter(store)
    enter(store, Asset(name="พัดลม"))
    for kind, days in ((DateKind.VEHICLE_TAX, -3), (DateKind.SERVICE, 10), (DateKind.VEHICLE_INSPECTION, 100)):
        due = AssetDate(asset_id=desk.id, kind=kind, due_on=TODAY + timedelta(days=days))
        asset_dates.add_date(store, due)
    told = duties(store)
    assert (told[AssetDuty.UNNUMBERED].count, told[AssetDuty.DATES].count) == (1, 2)
    assert told[AssetDuty.DATES].urgent and told[AssetDuty.DATES].due_on == TODAY - timedelta(days=3)
    assert told[AssetDuty.INSPECTION].urgent
    assert [each.card.id for each in assets_today(store).dates] == [desk.id] * 2
    assert AssetDuty.YEAR_TO_CLOSE in told and all(line.text for line in told.values())
    close_year(store, 2569, leave_unchecked=True)
    assert AssetDuty.YEAR_TO_CLOSE not in duties(store)
    store.clock.moment = datetime(2027, 10, 1, tzinfo=UTC)
    assert assets_today(store).year_to_close == 2570


def test_urgent_duties_come_first(store: Store) -> None:
    enter(store, Asset(name="พัดลม", acquired_on=date(2025, 1, 1)))
    urgent = [line.urgent for line in assets_today(store).duties]
    assert urgent == sorted(urgent, reverse=True) and True in urgent and False in urgent
