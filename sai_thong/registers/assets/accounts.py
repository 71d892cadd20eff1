"""The register beside the accounts at the end of a year: figures of e-LAAS or the trial balance, typed and compared.

The classes are those the accounts have: a group of อปท.-สท.1, equipment by its budget category.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.book import YearPosition
from sai_thong.registers.assets.closing_years import year_book
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import AccountFigure, Asset, Improvement
from sai_thong.registers.assets.refusals import AssetFactWrong
from sai_thong.registers.assets.rules.closing import AssetFigures, Difference, Measure, compare_year_end
from sai_thong.registers.assets.terms import GROUP_LABELS
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.office.operations import Saved
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.text import tidy

_BY_CATEGORY: Final = f"{AssetGroup.EQUIPMENT.value}/"


@dataclass(frozen=True)
class ClassFigures:
    """A class of the accounts at the end of a year, by the register and as typed.

    Attributes:
        key: Which class.
        name: In Thai.
        assets: How many the register carries in it.
        cost_satang: Their cost.
        accumulated_satang: Written off of them.
        typed: What somebody read in the accounts; None where nobody did.
    """

    key: str
    name: str
    assets: int
    cost_satang: int
    accumulated_satang: int
    typed: AccountFigure | None

    @property
    def net_satang(self) -> int:
        """มูลค่าสุทธิ."""
        return self.cost_satang - self.accumulated_satang


@dataclass(frozen=True)
class ExplainedDifference:
    """A figure that differs, with the assets it may come from.

    Attributes:
        difference: What differs, and by how much.
        name: The class in Thai.
        positions: The assets of the difference as they stand in the year.
    """

    difference: Difference
    name: str
    positions: tuple[YearPosition, ...]

    @property
    def off_satang(self) -> int:
        """How much more the register has than the accounts; negative for less."""
        return self.difference.ours_satang - self.difference.theirs_satang


@dataclass(frozen=True)
class YearCompared:
    """A year of the register beside the accounts.

    Attributes:
        fiscal_year_be: Which.
        classes: Every class that either has.
        differences: What differs, by class and figure; empty where all that was typed agrees.
    """

    fiscal_year_be: int
    classes: tuple[ClassFigures, ...]
    differences: tuple[ExplainedDifference, ...]

    @property
    def agrees(self) -> bool:
        """Whether something was typed for every class the register has, and all of it agrees."""
        return not self.differences and all(each.typed is not None for each in self.classes)


def class_key_of(card: Asset) -> str:
    """Under which class the accounts count an asset."""
    if card.accounting_group is AssetGroup.EQUIPMENT and card.budget_category:
        return _BY_CATEGORY + card.budget_category
    return card.accounting_group.value


def account_classes(shelf: Shelf) -> dict[str, str]:
    """Every class of the accounts with its name in Thai, in the order of the reports."""
    named = {}
    for group in AssetGroup:
        named[group.value] = _(GROUP_LABELS[group])
        if group is AssetGroup.EQUIPMENT:
            categories = asset_law(shelf).choices.budget_categories
            named |= {_BY_CATEGORY + each.id: each.name for each in categories}
    return named


def set_account_figure(store: Store, told: AccountFigure, *, why: str = "") -> Saved[AccountFigure]:
    """Keep what the accounts have for a class at the end of a year; the figure before it stays in the history.

    Raises:
        AssetFactWrong: There is no such class, no figure at all, or one below nothing.
    """
    if told.cost_satang is None and told.accumulated_satang is None:
        raise AssetFactWrong(_("No figure of the accounts is given."), do=_("Write the cost or what was written off."))
    if min(told.cost_satang or 0, told.accumulated_satang or 0) < 0:
        raise AssetFactWrong(_("A figure of the accounts is below nothing."), do=_("Look at the figure again."))
    with store.transaction(why) as tx:
        known_classes = account_classes(tx)
        if told.class_key not in known_classes:
            raise AssetFactWrong(
                _("The accounts have no class “{key}”.").format(key=told.class_key),
                do=_("Choose one of: {choices}.").format(choices=", ".join(known_classes)),
            )
        values: dict[str, Any] = {
            "cost_satang": told.cost_satang,
            "accumulated_satang": told.accumulated_satang,
            "source": tidy(told.source),
            "note": tidy(told.note),
        }
        known = tx.find(AccountFigure, fiscal_year_be=told.fiscal_year_be, class_key=told.class_key)
        if known:
            return Saved(tx.update(known[0], **values), tx.changes)
        name = tx.natural_id("asset-account", str(told.fiscal_year_be), told.class_key)
        made = AccountFigure(fiscal_year_be=told.fiscal_year_be, class_key=told.class_key, **values)
        return Saved(tx.insert(made, record_id=name), tx.changes)


def compare_year(shelf: Shelf, fiscal_year: int) -> YearCompared:
    """A year (BE) of the register beside what was typed of the accounts, each difference with its assets."""
    book = year_book(shelf, fiscal_year)
    positions = {each.asset.id: each for each in book.positions}
    improved = _improved_in(shelf, fiscal_year)
    ours = [_figures(each, fiscal_year, improved) for each in book.positions]
    typed = {each.class_key: each for each in shelf.find(AccountFigure, fiscal_year_be=fiscal_year)}
    names = account_classes(shelf)
    differences = compare_year_end(ours, {key: _measures(each) for key, each in typed.items()})
    return YearCompared(
        fiscal_year,
        tuple(_classes(book.positions, names, typed)),
        tuple(
            ExplainedDifference(
                each, names.get(each.class_key, each.class_key), tuple(positions[found] for found in each.assets)
            )
            for each in differences
        ),
    )


def _classes(
    positions: Iterable[YearPosition], names: Mapping[str, str], typed: Mapping[str, AccountFigure]
) -> Iterable[ClassFigures]:
    carried: dict[str, list[YearPosition]] = defaultdict(list)
    for each in positions:
        if each.carried:
            carried[class_key_of(each.asset)].append(each)
    for key in (*names, *sorted(carried.keys() - names.keys())):
        if key in carried or key in typed:
            found = carried.get(key, [])
            yield ClassFigures(
                key,
                names.get(key, key),
                len(found),
                sum(each.cost_satang for each in found),
                sum(each.accumulated_satang for each in found),
                typed.get(key),
            )


def _figures(position: YearPosition, fiscal_year: int, improved: Mapping[str, int]) -> AssetFigures:
    """An asset as the comparison reads it; what left within the year stands with nothing but what moved."""
    card = position.asset
    came = card.acquired_on is not None and fiscal_year_be(card.acquired_on) == fiscal_year
    moved = position.cost_satang if came or position.left else improved.get(card.id, 0)
    return AssetFigures(
        asset_id=card.id,
        class_key=class_key_of(card),
        cost_satang=position.cost_satang if position.carried else 0,
        accumulated_satang=position.accumulated_satang if position.carried else 0,
        moved_satang=moved,
        correction_satang=position.correction_satang,
    )


def _improved_in(shelf: Shelf, fiscal_year: int) -> Mapping[str, int]:
    added: dict[str, int] = defaultdict(int)
    for each in shelf.find(Improvement, withdrawn_why=""):
        if fiscal_year_be(each.accepted_on) == fiscal_year:
            added[each.asset_id] += each.cost_satang
    return added


def _measures(typed: AccountFigure) -> dict[Measure, int]:
    told = {Measure.COST: typed.cost_satang, Measure.ACCUMULATED: typed.accumulated_satang}
    known = {measure: value for measure, value in told.items() if value is not None}
    if len(known) == len(told):
        known[Measure.NET] = known[Measure.COST] - known[Measure.ACCUMULATED]
    return known
