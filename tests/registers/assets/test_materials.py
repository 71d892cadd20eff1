"""Stock cards and requisitions in the store: what is refused, what a closed year keeps, what each slip leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.numbering import NumberSeries
from sai_thong.db.refusals import StaleRecord
from sai_thong.db.store import Store
from sai_thong.registers.assets.materials import (
    StockFilter,
    add_material,
    balance,
    below_minimum_list,
    change_material,
    end_material,
    find_material,
    stock_list,
)
from sai_thong.registers.assets.records import FiscalYearClosing, Material, MaterialMove, Requisition
from sai_thong.registers.assets.refusals import AssetFactWrong, SlipMissing, StepNotDue, StockRefused
from sai_thong.registers.assets.requisitions import (
    Asked,
    RequisitionState,
    ask_materials,
    cancel_requisition,
    correct_issue,
    find_requisition,
    issue_materials,
    number_requisition,
    requisition_list,
    requisition_view,
)
from sai_thong.registers.assets.rules.materials import CannotReverse, NotInStock
from sai_thong.registers.assets.stock import Received, adjust, bring_forward, card_entries, receive, reverse
from sai_thong.registers.assets.terms import MaterialNature, StockMove

TODAY = date(2026, 11, 21)
PAPER = Material(code="ว01", name="กระดาษ A4", unit="รีม", least=5_000, most=50_000)
SIGNED = {"allowed_by": "ผู้สั่งจ่าย", "issued_by": "ผู้จ่าย", "received_by": "ผู้รับ"}


@pytest.fixture
def paper(store: Store) -> str:
    return add_material(store, PAPER).record.id


def delivered(store: Store, card: str, quantity: int, satang: int, on: date = TODAY) -> str:
    (move,) = receive(store, [Received(card, quantity, satang)], on=on, from_whom="ร้าน").moves
    return move.id


def issued(store: Store, card: str, quantity: int, on: date | None = None) -> tuple[str, str]:
    """The slip and the line by which so much went out."""
    slip = ask_materials(store, [Asked(card, quantity)], asked_by="หัวหน้า", asked_on=on)
    done = issue_materials(store, slip.slip.id, {}, on=on, **SIGNED)
    return done.slip.id, done.lines[0].id


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"unit": ""}, {"least": -1}, {"most": 4_000}, {"code": "ว02"}],
)
def test_a_card_that_cannot_be_is_not_begun(store: Store, wrong: dict[str, object]) -> None:
    add_material(store, Material(code="ว02", name="หมึก", unit="ตลับ"))
    with pytest.raises(AssetFactWrong):
        add_material(store, replace(PAPER, **wrong))  # type: ignore[arg-type]


def test_a_card_is_changed_but_its_unit_stays_once_something_moved(store: Store, paper: str) -> None:
    card = store.get(Material, paper)
    changed = change_material(store, replace(card, unit=" กล่อง ", kept_at="ห้องพัสดุ"), why="แก้").record
    assert (changed.unit, changed.kept_at, changed.code) == ("กล่อง", "ห้องพัสดุ", "ว01")
    with pytest.raises(StaleRecord):
        change_material(store, replace(card, name="กระดาษ"))
    delivered(store, paper, 1_000, 12_000)
    with pytest.raises(StockRefused):
        change_material(store, replace(changed, unit="รีม"))
    assert change_material(store, replace(changed, least=None)).record.least is None


def test_a_card_ends_only_when_nothing_is_left(store: Store, paper: str) -> None:
    delivered(store, paper, 2_000, 20_000)
    with pytest.raises(StockRefused):
        end_material(store, paper)
    issued(store, paper, 2_000)
    end_material(store, paper, why="เลิกใช้")
    assert stock_list(store) == []
    assert [line.material.id for line in stock_list(store, chosen=StockFilter(ended=True))] == [paper]
    with pytest.raises(StockRefused):
        delivered(store, paper, 1_000, 10_000)
    with pytest.raises(StockRefused):
        ask_materials(store, [Asked(paper, 1_000)], asked_by="หัวหน้า")
    with pytest.raises(SlipMissing):
        find_material(store, "ว01")


def test_a_delivery_needs_quantities_values_a_name_and_a_day_that_was(store: Store, paper: str) -> None:
    for lines in ([], [Received(paper, 0, 1)], [Received(paper, 1_000, -1)]):
        with pytest.raises(AssetFactWrong):
            receive(store, lines, from_whom="ร้าน")
    with pytest.raises(AssetFactWrong):
        receive(store, [Received(paper, 1_000, 1)], from_whom=" ")
    with pytest.raises(AssetFactWrong):
        delivered(store, paper, 1_000, 1, on=date(2026, 11, 22))
    assert balance(store, paper) == (0, 0)


def test_what_the_old_card_had_stands_first(store: Store, paper: str) -> None:
    day = date(2026, 10, 1)
    bring_forward(store, [Received(paper, 3_000, 30_000), Received(paper, 2_000, 24_000)], on=day)
    delivered(store, paper, 1_000, 13_000)
    bring_forward(store, [Received(paper, 1_000, 9_000)], on=day)
    issued(store, paper, 4_000)
    with pytest.raises(StockRefused):
        bring_forward(store, [Received(paper, 1_000, 9_000)], on=TODAY)
    assert balance(store, paper) == (3_000, 12_000 + 13_000 + 9_000)


def test_counting_keeps_the_difference_and_its_reason(store: Store, paper: str) -> None:
    delivered(store, paper, 4_000, 40_000)
    delivered(store, paper, 4_000, 48_000)
    assert adjust(store, paper, counted=8_000, why="ตรวจนับ").moves == ()
    (fewer,) = adjust(store, paper, counted=3_000, why="ชื้น").moves
    assert (fewer.kind, fewer.quantity, fewer.note) == (StockMove.ADJUSTED, -5_000, "ชื้น")
    assert balance(store, paper) == (3_000, 36_000)
    (more,) = adjust(store, paper, counted=4_000, why="พบเพิ่ม").moves
    assert (more.quantity, more.value_satang) == (1_000, 12_000)
    (valued,) = adjust(store, paper, counted=5_000, why="พบเพิ่ม", value_satang=500).moves
    assert valued.value_satang == 500
    for counted, why in ((-1, "ผิด"), (1_000, " ")):
        with pytest.raises(AssetFactWrong):
            adjust(store, paper, counted=counted, why=why)


def test_counting_a_day_that_is_past_leaves_what_went_out_since(store: Store, paper: str) -> None:
    delivered(store, paper, 10_000, 100_000, on=date(2026, 10, 1))
    issued(store, paper, 8_000)
    with pytest.raises(NotInStock):
        adjust(store, paper, counted=7_000, why="ตรวจนับ", on=date(2026, 10, 5))
    adjust(store, paper, counted=9_000, why="ตรวจนับ", on=date(2026, 10, 5))
    assert balance(store, paper)[0] == 1_000


def test_a_card_holds_something_on_every_day_also_in_the_past(store: Store, paper: str) -> None:
    delivered(store, paper, 2_000, 20_000, on=date(2026, 10, 1))
    issued(store, paper, 2_000, on=date(2026, 10, 10))
    delivered(store, paper, 9_000, 90_000, on=date(2026, 10, 20))
    with pytest.raises(NotInStock):
        issued(store, paper, 1_000, on=date(2026, 10, 15))
    assert balance(store, paper) == (9_000, 90_000)


def test_what_two_computers_issued_of_the_same_stock_is_shown_and_mended_by_counting(store: Store, paper: str) -> None:
    delivered(store, paper, 10_000, 100_000)
    issued(store, paper, 7_000)
    with store.transaction() as tx:  # as it arrives from a computer that had not heard of the other issue
        tx.insert(
            MaterialMove(material_id=paper, kind=StockMove.ISSUED, on_day=TODAY, entered_at=tx.moment, quantity=8_000)
        )
    (line,) = stock_list(store)
    assert (line.quantity, line.value_satang) == (-5_000, 0)
    assert [each.quantity for each in below_minimum_list(store)] == [-5_000]
    with pytest.raises(NotInStock):
        issued(store, paper, 1_000)
    adjust(store, paper, counted=2_000, value_satang=20_000, why="นับจริง")
    assert balance(store, paper)[0] == 2_000
    issued(store, paper, 2_000)
    with pytest.raises(NotInStock):
        issued(store, paper, 1)


def test_a_movement_is_reversed_once_with_its_reason(store: Store, paper: str) -> None:
    delivery = delivered(store, paper, 5_000, 60_000)
    with pytest.raises(AssetFactWrong):
        reverse(store, delivery, why="")
    with pytest.raises(AssetFactWrong):
        reverse(store, delivery, why="ผิด", on=date(2026, 11, 20))
    (back,) = reverse(store, delivery, why="ลงผิดบัญชี").moves
    assert balance(store, paper) == (0, 0)
    for move in (delivery, back.id):
        with pytest.raises(CannotReverse):
            reverse(store, move, why="อีกครั้ง")
    kept = card_entries(store, paper)
    assert [entry.reversed_by.id if entry.reversed_by else None for entry in kept] == [back.id, None]


def test_a_delivery_of_which_something_went_out_is_not_reversed(store: Store, paper: str) -> None:
    delivery = delivered(store, paper, 5_000, 60_000)
    slip, line = issued(store, paper, 1_000)
    with pytest.raises(CannotReverse):
        reverse(store, delivery, why="ผิด")
    out = next(entry.move for entry in card_entries(store, paper) if entry.line.went_out)
    assert out is not None
    reverse(store, out.id, why="คืนของ")
    assert requisition_view(store, slip).lines[0].line.issued == 0
    assert requisition_view(store, slip).lines[0].line.id == line
    reverse(store, delivery, why="ผิด")


def test_a_closed_year_takes_no_movement(store: Store, paper: str) -> None:
    last_year = date(2026, 9, 20)
    delivery = delivered(store, paper, 5_000, 60_000, on=last_year)
    with store.transaction("ปิดปี") as tx:
        tx.insert(
            FiscalYearClosing(
                fiscal_year_be=2569, closed_on=TODAY, assets=1, cost_satang=0, accumulated_satang=0, digest="x"
            )
        )
    for attempt in (
        lambda: delivered(store, paper, 1_000, 1, on=last_year),
        lambda: adjust(store, paper, counted=1_000, why="ผิด", on=last_year),
        lambda: reverse(store, delivery, why="ผิด", on=last_year),
        lambda: issued(store, paper, 1_000, on=last_year),
    ):
        with pytest.raises(StockRefused):
            attempt()
    reverse(store, delivery, why="ผิด")
    assert [entry.line.balance for entry in card_entries(store, paper, 2570)] == [5_000, 0]


def test_a_slip_needs_who_asks_and_each_thing_once(store: Store, paper: str) -> None:
    for lines, by in (
        ([], "ก"),
        ([Asked(paper, 0)], "ก"),
        ([Asked(paper, 1), Asked(paper, 2)], "ก"),
        ([Asked(paper, 1)], " "),
    ):
        with pytest.raises(AssetFactWrong):
            ask_materials(store, lines, asked_by=by)
    with pytest.raises(AssetFactWrong):
        ask_materials(store, [Asked(paper, 1)], asked_by="ก", asked_on=date(2026, 11, 22))
    assert store.find(Requisition) == []


def test_a_slip_is_issued_once_by_four_names_and_never_more_than_asked_for(store: Store, paper: str) -> None:
    delivered(store, paper, 6_000, 60_000)
    asked = ask_materials(store, [Asked(paper, 8_000)], asked_by="หัวหน้า", division="กองช่าง")
    slip, line = asked.slip.id, asked.lines[0].id
    for name in SIGNED:
        with pytest.raises(AssetFactWrong):
            issue_materials(store, slip, {}, **(SIGNED | {name: ""}))
    for wrong in ({line: 8_001}, {line: -1}, {line: 0}, {"x.1": 1}):
        with pytest.raises(AssetFactWrong):
            issue_materials(store, slip, wrong, **SIGNED)
    with pytest.raises(AssetFactWrong):
        issue_materials(store, slip, {line: 1}, on=date(2026, 11, 20), **SIGNED)
    with pytest.raises(NotInStock):
        issue_materials(store, slip, {}, **SIGNED)
    done = issue_materials(store, slip, {line: 5_500}, **SIGNED)
    assert (done.lines[0].issued, [card.id for card in done.below_minimum]) == (5_500, [paper])
    (move,) = (entry.move for entry in card_entries(store, paper) if entry.line.went_out)
    assert move is not None
    assert (move.other_party, move.document_no, move.requisition_line_id) == ("กองช่าง", done.slip.number, line)
    for attempt in (
        lambda: issue_materials(store, slip, {}, **SIGNED),
        lambda: cancel_requisition(store, slip, why="ผิด"),
    ):
        with pytest.raises(StepNotDue):
            attempt()


def test_one_thing_that_is_not_there_keeps_the_whole_slip(store: Store, paper: str) -> None:
    ink = add_material(store, Material(code="ว02", name="หมึก", unit="ตลับ")).record.id
    delivered(store, paper, 6_000, 60_000)
    slip = ask_materials(store, [Asked(paper, 1_000), Asked(ink, 1_000)], asked_by="หัวหน้า").slip.id
    head = store.head()
    with pytest.raises(NotInStock) as refused:
        issue_materials(store, slip, {}, **SIGNED)
    assert "หมึก" in str(refused.value)
    assert store.head() == head
    assert requisition_view(store, slip).state is RequisitionState.WAITING


def test_a_wrong_quantity_is_corrected_by_two_movements(store: Store, paper: str) -> None:
    delivered(store, paper, 6_000, 60_000)
    waiting = ask_materials(store, [Asked(paper, 4_000)], asked_by="หัวหน้า")
    with pytest.raises(StepNotDue):
        correct_issue(store, waiting.lines[0].id, 1_000, why="ผิด")
    _slip, line = issued(store, paper, 4_000)
    correct_issue(store, line, 3_000, why="จดผิด")
    assert balance(store, paper) == (3_000, 30_000)
    assert [entry.move.kind for entry in card_entries(store, paper) if entry.move] == [
        StockMove.RECEIVED,
        StockMove.ISSUED,
        StockMove.REVERSED,
        StockMove.ISSUED,
    ]
    correct_issue(store, line, 0, why="คืนทั้งหมด")
    correct_issue(store, line, 1_000, why="เบิกใหม่")
    assert balance(store, paper)[0] == 5_000
    for quantity, why in ((4_001, "ผิด"), (-1, "ผิด"), (1_000, " ")):
        with pytest.raises(AssetFactWrong):
            correct_issue(store, line, quantity, why=why)


def test_a_slip_that_waits_is_cancelled_with_its_reason(store: Store, paper: str) -> None:
    slip = ask_materials(store, [Asked(paper, 1_000)], asked_by="หัวหน้า").slip
    with pytest.raises(AssetFactWrong):
        cancel_requisition(store, slip.id, why=" ")
    cancel_requisition(store, slip.id, why="ไม่ใช้แล้ว")
    with pytest.raises(StepNotDue):
        issue_materials(store, slip.id, {}, **SIGNED)
    assert [view.slip.id for view in requisition_list(store, state=RequisitionState.CANCELLED)] == [slip.id]


def test_slips_are_numbered_by_fiscal_year_and_wait_where_another_machine_numbers(store: Store, paper: str) -> None:
    store.clock.moment = datetime(2026, 9, 30, 2, tzinfo=UTC)
    first = ask_materials(store, [Asked(paper, 1_000)], asked_by="หัวหน้า").slip
    store.clock.moment = datetime(2026, 11, 21, 2, tzinfo=UTC)
    second = ask_materials(store, [Asked(paper, 1_000)], asked_by="หัวหน้า").slip
    assert (first.number, second.number) == ("1/2569", "1/2570")
    assert find_requisition(store, "1", TODAY).id == second.id
    with store.transaction() as tx:
        for held in tx.find(NumberSeries, name="requisitions"):
            tx.update(held, station="other")
    third = ask_materials(store, [Asked(paper, 1_000)], asked_by="หัวหน้า").slip
    assert third.number == ""
    with pytest.raises(StepNotDue):
        number_requisition(store, third.id)
    assert number_requisition(store, third.id, by_hand=9).slip.number == "9/2570"


def test_lists_find_what_is_asked_for(store: Store, paper: str) -> None:
    ink = add_material(
        store, Material(name="หมึกพิมพ์", unit="ตลับ", material_class="computer", nature=MaterialNature.SPARE_PART)
    ).record.id
    delivered(store, paper, 9_000, 90_000, on=date(2026, 10, 5))
    issued(store, paper, 5_000)

    def found(text: str = "", **chosen: object) -> list[str]:
        return [line.material.id for line in stock_list(store, text, StockFilter(**chosen))]  # type: ignore[arg-type]

    assert found() == [paper, ink]
    assert found("ดาษ") == [paper]
    assert found(material_class="computer") == found(nature=MaterialNature.SPARE_PART) == [ink]
    assert found(in_stock=True) == found(below_minimum=True) == [paper]
    assert [line.material.id for line in below_minimum_list(store)] == [paper]
    (then,) = stock_list(store, "ว01", on=date(2026, 10, 31))
    assert (then.quantity, then.value_satang, then.below_minimum) == (9_000, 90_000, False)
    assert [len(requisition_list(store, text)) for text in ("กระดาษ", "หัวหน้า กระดาษ", "หมึก")] == [1, 1, 0]
    assert [len(requisition_list(store, material_id=each)) for each in (paper, ink)] == [1, 0]
