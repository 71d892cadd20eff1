"""Guards that the made-up storeroom shows every state of things, loans, slips and rounds; one seed makes one office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.numbering import unaccounted
from sai_thong.db.store import Store
from sai_thong.db.verify import verify_chain, verify_file, verify_rows
from sai_thong.demo.living import make_living_office
from sai_thong.demo.place import DEMO_DAY, demo_clock
from sai_thong.registers.assets.accounts import compare_year
from sai_thong.registers.assets.closing_years import altered_years, draft_year
from sai_thong.registers.assets.labels import without_label
from sai_thong.registers.assets.materials import below_minimum_list, stock_list
from sai_thong.registers.assets.pools import pool_list
from sai_thong.registers.assets.records import (
    Asset,
    AssetEvent,
    DisposalRound,
    FiscalYearClosing,
    InspectionLine,
    InspectionRound,
    InspectionSighting,
    Loan,
    LoanReturn,
    MaterialMove,
    Repair,
)
from sai_thong.registers.assets.requisitions import RequisitionState, requisition_list
from sai_thong.registers.assets.slip_numbers import LOANS, REQUISITIONS
from sai_thong.registers.assets.terms import (
    AssetEventKind,
    AssetStatus,
    DisposalState,
    LoanState,
    RepairOutcome,
    ReturnCondition,
    RoundState,
    StockMove,
)
from sai_thong.registers.attachments.operations import verify_attachments
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.catalogue import RECORD_TYPES
from tests.demo.told_histories import kinds_told

_RARE = {AssetEventKind.CORRECTED, AssetEventKind.NOTE, AssetEventKind.NUMBERED, AssetEventKind.WITHDRAWN}


def made(folder: Path, seed: int = 1) -> Store:
    office = make_living_office(folder / "demo", seed=seed, elders=40, kdf=Kdf(memory_kib=8, time_cost=1), assets=True)
    return Store.open(office.store, password=office.password, clock=demo_clock())


@pytest.fixture(scope="module")
def storeroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("storeroom")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        with made(folder) as store:
            yield store


def test_there_are_things_in_every_state_that_lasts(storeroom: Store) -> None:
    states = {card.status for card in storeroom.find(Asset)}
    assert states == set(AssetStatus) - {AssetStatus.NOT_NEEDED, AssetStatus.LOST}


def test_every_kind_of_event_stands_on_a_timeline(storeroom: Store) -> None:
    kinds = {event.kind for event in storeroom.find(AssetEvent)}
    assert kinds >= set(AssetEventKind) - _RARE


def test_there_are_loans_in_every_state_and_things_came_back_in_parts_and_damaged(storeroom: Store) -> None:
    loans = storeroom.find(Loan)
    assert {each.state for each in loans} == set(LoanState)
    out = [each for each in loans if each.state is LoanState.OUT]
    assert {(each.due_on < DEMO_DAY, each.demanded_on is not None) for each in out} == {
        (False, False),
        (True, False),
        (True, True),
    }
    assert any(each.due_on == DEMO_DAY for each in out)
    assert {each.condition for each in storeroom.find(LoanReturn)} >= {
        ReturnCondition.USABLE,
        ReturnCondition.DAMAGED,
        ReturnCondition.PAID,
    }
    days = Counter(each.line_id for each in storeroom.find(LoanReturn))
    assert max(days.values()) > 1
    assert all(line.out + line.free <= line.pool.owned and line.free >= 0 for line in pool_list(storeroom, DEMO_DAY))


def test_stock_cards_moved_in_every_way_and_two_run_low(storeroom: Store) -> None:
    assert {move.kind for move in storeroom.find(MaterialMove)} == set(StockMove)
    assert len(below_minimum_list(storeroom)) == 2
    assert min(line.quantity for line in stock_list(storeroom)) > 0
    assert {view.state for view in requisition_list(storeroom)} == set(RequisitionState)


def test_one_inspection_is_acknowledged_and_one_is_half_way(storeroom: Store) -> None:
    last, this = sorted(storeroom.find(InspectionRound), key=lambda each: each.fiscal_year_be)
    assert (last.state, this.state) == (RoundState.ACKNOWLEDGED, RoundState.IN_PROGRESS)
    lines = storeroom.find(InspectionLine, round_id=this.id)
    seen = [line for line in lines if line.found is not None]
    assert 0.3 < len(seen) / len(lines) < 0.8
    assert any(line.found_room != line.book_room for line in seen if line.found)
    assert any(not line.found for line in seen)
    unknown = [each.tag for each in storeroom.find(InspectionSighting, round_id=this.id) if not each.asset_id]
    assert sorted(unknown) == ["SN-99-00017", "อบจ.กส 451/60/0007"]


def test_disposals_are_in_work_ended_given_up_and_waiting(storeroom: Store) -> None:
    states = [each.state for each in storeroom.find(DisposalRound)]
    assert sorted(states) == sorted(
        [DisposalState.STRUCK_OFF, DisposalState.DROPPED, DisposalState.AWAITING_LIABILITY, DisposalState.ORDERED]
    )


def test_two_years_are_closed_and_stand_and_the_next_has_something_to_look_at(storeroom: Store) -> None:
    assert [each.fiscal_year_be for each in storeroom.find(FiscalYearClosing)] == [2567, 2568]
    assert altered_years(storeroom) == []
    draft = draft_year(storeroom, 2569)
    assert (draft.not_yet, len(draft.book.must_check)) == ("", 2)


def test_the_accounts_of_a_closed_year_differ_in_two_classes(storeroom: Store) -> None:
    compared = compare_year(storeroom, 2568)
    typed = [each for each in compared.classes if each.typed is not None]
    differing = [each.key for each in typed if each.typed and each.typed.cost_satang != each.cost_satang]
    assert (len(compared.classes) - len(typed), len(differing)) == (1, 1)


def test_repairs_ended_well_and_badly_and_two_go_on(storeroom: Store) -> None:
    outcomes = Counter(repair.outcome for repair in storeroom.find(Repair))
    assert outcomes == {RepairOutcome.USABLE: 2, RepairOutcome.NOT_WORTH_IT: 1, None: 2}


def test_some_have_pictures_and_labels_and_some_wait_for_them(storeroom: Store) -> None:
    pictured = [card for card in storeroom.find(Asset) if card.photograph_id]
    assert len(pictured) == 13
    assert len(storeroom.find(Attachment)) == 2 * len(pictured)
    labelled = {event.asset_id for event in storeroom.find(AssetEvent, kind=AssetEventKind.LABELLED)}
    assert labelled
    assert without_label(storeroom)


def test_the_store_is_sound_and_no_number_is_missing(storeroom: Store) -> None:
    connection = storeroom.connection_for_reading()
    assert list(verify_file(connection)) == []
    assert list(verify_chain(connection)) == []
    assert list(verify_rows(connection, RECORD_TYPES)) == []
    assert list(verify_attachments(storeroom)) == []
    for series in (LOANS, REQUISITIONS):
        for year_be in (2569, 2570):
            assert unaccounted(storeroom, series, year_be) == []


def told(store: Store) -> list[Any]:
    """What one seed always gives, ids and label codes aside."""
    return [
        sorted((card.number, card.name, card.status, card.division, card.custodian) for card in store.find(Asset)),
        [(each.number, each.borrower, each.purpose, each.state) for each in store.find(Loan)],
        [(move.kind, move.on_day, move.quantity, move.value_satang) for move in store.find(MaterialMove)],
        sorted((line.number, str(line.condition), line.found_room, line.defect) for line in store.find(InspectionLine)),
    ]


def test_one_seed_makes_one_storeroom(storeroom: Store, tmp_path: Path) -> None:
    with made(tmp_path) as again:
        assert told(again) == told(storeroom)


@pytest.mark.parametrize("seed", [2, 3])
def test_other_seeds_go_through_too(seed: int, tmp_path: Path) -> None:
    with made(tmp_path, seed) as store:
        assert {each.state for each in store.find(Loan)} == set(LoanState)
        assert len(store.find(DisposalRound)) == 4


def test_every_record_has_a_history_in_words(storeroom: Store) -> None:
    assert kinds_told(storeroom) >= {"Asset", "Loan", "Material", "Requisition", "InspectionRound", "DisposalRound"}
