"""What the office settles for all its assets: the classes of its own book, and the useful lives it published."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, AssetClass, PublishedLife
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.rules.capitalisation import LifeInForce, LifeWarning, life_warning
from sai_thong.registers.law.asset_tables import LONGEST_LIFE_YEARS
from sai_thong.registers.law.assets import AssetType
from sai_thong.registers.office.operations import Saved
from sai_thong.thai.text import tidy


def asset_type(shelf: Shelf, key: str, on: date) -> AssetType:
    """A type of the table of useful lives, as the office has it.

    Raises:
        AssetFactWrong: The table has none of that name.
    """
    choices = asset_law(shelf).choices
    found = choices.type_on(key, on)
    if found is None:
        raise AssetFactWrong(
            _("The table of useful lives has no type “{type}”.").format(type=key),
            do=_("Choose one of: {choices}.").format(choices=", ".join(choices.types)),
        )
    return found


def asset_classes(shelf: Shelf) -> list[AssetClass]:
    """The classes of the office's own book, by their code."""
    return sorted(shelf.find(AssetClass), key=lambda each: each.code)


def settle_class(
    store: Store, code: str, *, name: str = "", type_key: str = "", on: date, source: str = "", why: str = ""
) -> Saved[AssetClass]:
    """Say what a class of numbers is; cards of that class whose type nobody said get it, in the same transaction.

    Args:
        store: The office's store.
        code: The first group of the numbers, such as ``416``.
        name: What the office calls it; may be left out where the class is known.
        type_key: Its type in the table of useful lives.
        on: Today.
        source: Where the class comes from, such as the office's book.
        why: The reason, kept in the journal.

    Raises:
        AssetFactWrong: The type is not in the table, or a new class has no name.
    """
    kind = asset_type(store, type_key, on) if type_key else None
    told = {"name": tidy(name), "type_key": type_key, "source": tidy(source)}
    if kind is not None and len(kind.categories) == 1:
        told["budget_category"] = kind.categories[0]
    given = {field: value for field, value in told.items() if value}
    with store.transaction(why) as tx:
        known = tx.find(AssetClass, code=code)
        if not known and not told["name"]:
            raise AssetFactWrong(
                _("The class {code} has no name.").format(code=code), do=_("Write what the office calls it.")
            )
        kept = tx.update(known[0], **given) if known else tx.insert(AssetClass(code=code, **given))
        if kind is not None:
            give_type(tx, tx.find(Asset, class_code=code, type_key=""), kind)
        return Saved(kept, tx.changes)


def give_type(tx: Transaction, cards: Iterable[Asset], kind: AssetType) -> None:
    """Let cards be of a type, with the row of the accounts that follows from it."""
    for card in cards:
        category = card.budget_category or (kind.categories[0] if len(kind.categories) == 1 else "")
        tx.update(card, type_key=kind.key, accounting_group=kind.group, budget_category=category)


@dataclasses.dataclass(frozen=True)
class LifePublished(Saved[PublishedLife]):
    """A useful life as kept.

    Attributes:
        warning: Why it lies outside the range of the table; None where it does not.
    """

    warning: LifeWarning | None


def publish_life(
    store: Store,
    type_key: str,
    years: int,
    *,
    effective_from: date,
    announcement_no: str = "",
    announced_on: date | None = None,
    outside_range_why: str = "",
    why: str = "",
) -> LifePublished:
    """Keep the useful life of a type as the office published it; assets acquired from that day have it.

    Raises:
        AssetFactWrong: The type is not in the table, or the years are no life.
        AssetRefused: The type never loses value, another life begins on the same day, or a life outside the range of
            the table has no reason.
    """
    told = PublishedLife(
        type_key=type_key,
        years=years,
        effective_from=effective_from,
        announcement_no=tidy(announcement_no),
        announced_on=announced_on,
        outside_range_why=outside_range_why.strip(),
    )
    with store.transaction(why) as tx:
        warning = _check_life(tx, told)
        return LifePublished(tx.insert(told), tx.changes, warning)


def correct_life(store: Store, life: PublishedLife, fields: Mapping[str, Any], *, why: str) -> LifePublished:
    """Say anew what the office published, where it was typed wrongly; closed years stand, open ones follow.

    Args:
        store: The office's store.
        life: The life as it was read.
        fields: New values by field; the type stays.
        why: The reason, kept in the journal.

    Raises:
        AssetFactWrong: No reason is given, or the years are no life.
        AssetRefused: As `publish_life`.
        StaleRecord: Somebody changed it since it was read.
    """
    if not why.strip():
        raise AssetFactWrong(_("A correction needs its reason."), do=_("Write the reason."))
    told = dataclasses.replace(life, **{**fields, "type_key": life.type_key})
    with store.transaction(why) as tx:
        warning = _check_life(tx, told)
        kept = tx.update(
            life,
            years=told.years,
            effective_from=told.effective_from,
            announcement_no=tidy(told.announcement_no),
            announced_on=told.announced_on,
            outside_range_why=told.outside_range_why.strip(),
        )
        return LifePublished(kept, tx.changes, warning)


def _check_life(tx: Transaction, told: PublishedLife) -> LifeWarning | None:
    """Why a life lies outside the range of its type, which then needs a reason; None where it does not."""
    kind, years = asset_type(tx, told.type_key, told.effective_from), told.years
    if not 1 <= years <= LONGEST_LIFE_YEARS:
        raise AssetFactWrong(_("{years} is no useful life.").format(years=years), do=_("Write whole years."))
    warning = life_warning(kind, years)
    if warning is LifeWarning.NOT_DEPRECIATED:
        raise AssetRefused(
            _("{type} is never depreciated.").format(type=kind.name), do=_("Leave it without a useful life.")
        )
    if warning is not None and not told.outside_range_why.strip():
        raise AssetRefused(
            _("{years} years lie outside the {least}–{most} years of {type}.").format(
                years=years, least=kind.least_years, most=kind.most_years, type=kind.name
            ),
            do=_("Say why the office chose so, or take a life within the range."),
        )
    same_day = tx.find(PublishedLife, type_key=told.type_key, effective_from=told.effective_from)
    if any(each.id != told.id for each in same_day):
        raise AssetRefused(
            _("The office published a life of {type} from that very day already.").format(type=kind.name),
            do=_("Publish the new one from another day."),
        )
    return warning


def lives_published(shelf: Shelf) -> tuple[LifeInForce, ...]:
    """The published lives, as the rules ask for them."""
    return tuple(
        LifeInForce(each.type_key, each.years, each.effective_from, each.id) for each in shelf.find(PublishedLife)
    )
