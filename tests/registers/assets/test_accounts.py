"""The register beside the accounts: what was typed is compared by class, and a difference is traced to its assets."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.assets.accounts import account_classes, compare_year, set_account_figure
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.records import AccountFigure, Asset, Improvement
from sai_thong.registers.assets.refusals import AssetFactWrong
from sai_thong.registers.assets.rules.closing import Measure

DESK = Asset(
    name="โต๊ะ", class_code="400", cost_satang=6000000, acquired_on=date(2023, 10, 1), type_key="office", life_years=5
)
CAR = Asset(
    name="รถ", class_code="001", cost_satang=90000000, acquired_on=date(2025, 10, 1), type_key="vehicle", life_years=8
)
LAND = Asset(name="ที่ดิน", class_code="101", cost_satang=50000000, acquired_on=date(2000, 1, 5), type_key="land")


def typed(store: Store, key: str, cost: int | None, accumulated: int | None) -> None:
    set_account_figure(
        store, AccountFigure(fiscal_year_be=2569, class_key=key, cost_satang=cost, accumulated_satang=accumulated)
    )


def enter(store: Store, *cards: Asset) -> list[Asset]:
    return [add_assets(store, NewAssets(card)).cards[0] for card in cards]


def test_classes_are_those_of_the_accounts_and_agree_when_typed_so(store: Store) -> None:
    enter(store, DESK, CAR, LAND)
    told = compare_year(store, 2569)
    assert [(each.name, each.cost_satang, each.accumulated_satang) for each in told.classes] == [
        ("ที่ดิน", 50000000, 0),
        ("ครุภัณฑ์สำนักงาน", 6000000, 3600000),
        ("ครุภัณฑ์ยานพาหนะและขนส่ง", 90000000, 11250000),
    ]
    assert not told.agrees
    for each in told.classes:
        typed(store, each.key, each.cost_satang, each.accumulated_satang)
    assert compare_year(store, 2569).agrees


def test_a_difference_is_traced_to_the_asset_of_that_figure(store: Store) -> None:
    _desk, car = enter(store, DESK, CAR)
    key = compare_year(store, 2569).classes[-1].key
    typed(store, key, 0, None)
    (found,) = compare_year(store, 2569).differences
    assert (found.difference.measure, found.difference.explained, found.off_satang) == (Measure.COST, True, 90000000)
    assert [each.asset.id for each in found.positions] == [car.id]


def test_what_left_within_the_year_explains_what_the_accounts_have_still(store: Store) -> None:
    (desk,) = enter(store, DESK)
    with store.transaction() as tx:
        tx.update(tx.get(Asset, desk.id), struck_off_on=date(2026, 3, 1))
    key = next(key for key, name in account_classes(store).items() if name == "ครุภัณฑ์สำนักงาน")
    typed(store, key, 6000000, None)
    (found,) = compare_year(store, 2569).differences
    assert found.difference.explained and [each.asset.id for each in found.positions] == [desk.id]


def test_an_improvement_of_the_year_explains_its_cost(store: Store) -> None:
    (desk,) = enter(store, DESK)
    with store.transaction() as tx:
        tx.insert(Improvement(asset_id=desk.id, accepted_on=date(2025, 10, 1), cost_satang=700000, what="ต่อเติม"))
    (office,) = compare_year(store, 2569).classes
    typed(store, office.key, 6000000, None)
    (found,) = compare_year(store, 2569).differences
    assert (found.difference.explained, found.off_satang) == (True, 700000)


def test_a_closed_year_is_compared_as_it_stands(store: Store) -> None:
    (desk,) = enter(store, DESK)
    close_year(store, 2569)
    with store.transaction() as tx:
        tx.update(tx.get(Asset, desk.id), cost_satang=9000000)
    (office,) = compare_year(store, 2569).classes
    assert (office.cost_satang, office.accumulated_satang) == (6000000, 3600000)


@pytest.mark.parametrize(
    ("key", "cost", "accumulated"), [("nothing", 1, 1), ("land", None, None), ("land", -1, None), ("land", None, -1)]
)
def test_figures_that_cannot_be_are_refused(store: Store, key: str, cost: int | None, accumulated: int | None) -> None:
    head = store.head()
    with pytest.raises(AssetFactWrong):
        typed(store, key, cost, accumulated)
    assert store.head() == head


def test_a_figure_typed_again_replaces_the_one_before(store: Store) -> None:
    typed(store, "land", 1, None)
    typed(store, "land", 2, None)
    assert [each.cost_satang for each in store.find(AccountFigure)] == [2]
