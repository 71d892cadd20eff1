"""What is lent by the count, as forms: begun, corrected, its cards named, lent from no more."""

from __future__ import annotations

from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets import pools
from sai_thong.registers.assets.records import Asset, Pool
from sai_thong.registers.assets.scan import scanned
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.assets.step import Step, Values


def add_pool(store: Store) -> Step:
    """Begin to lend something by the count."""

    def operation(values: Values) -> object:
        pool = Pool(
            name=values["name"],
            unit=values["unit"] or "",
            owned=values["owned"],
            asset_ids=_cards_named(store, values["cards"]),
        )
        return pools.add_pool(store, pool)

    return Step(
        words=_("Add a pool…"),
        operation=operation,
        done=_("The pool is kept; it can be lent now."),
        fields=_fields(),
    )


def change_pool(store: Store, pool: Pool) -> Step:
    """How many usable ones there are now, and whatever else is told of them."""

    def operation(values: Values) -> object:
        return pools.change_pool(
            store,
            pool.id,
            name=values["name"],
            unit=values["unit"] or "",
            owned=values["owned"],
            asset_ids=_cards_named(store, values["cards"]),
            why=values["why"],
        )

    cards = store.find(Asset, id=pool.asset_ids) if pool.asset_ids else []
    return Step(
        words=_("Correct the pool…"),
        operation=operation,
        done=_("The pool is corrected."),
        fields=(*_fields(), FieldSpec("why", _("Reason"), required=True)),
        values={
            "name": pool.name,
            "unit": pool.unit,
            "owned": pool.owned,
            "cards": "\n".join(sorted(card.number for card in cards)),
        },
    )


def end_pool(store: Store, pool: Pool, today: date) -> Step:
    """Lent from no more."""
    return Step(
        words=_("Lend from it no more…"),
        operation=lambda values: pools.end_pool(store, pool.id, on=values["on"], why=values["why"]),
        done=_("It is lent from no more; its past loans stay."),
        fields=(
            FieldSpec("on", _("No longer lent from"), "date", required=True),
            FieldSpec("why", _("Reason"), required=True),
        ),
        values={"on": today},
    )


def _fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", _("Name of the pool"), required=True, help=_("Such as: canvas tents.")),
        FieldSpec("unit", _("Unit of count"), width=140),
        FieldSpec("owned", _("How many usable ones there are"), "integer", required=True),
        FieldSpec(
            "cards",
            _("Cards of the pool"),
            "notes",
            help=_("A number a line, typed or scanned: they are lent by the count alone. May stay empty."),
        ),
    )


def _cards_named(store: Store, text: str) -> tuple[str, ...]:
    """The cards of the numbers written, one a line.

    Raises:
        BadInput: A line names no card, or several.
    """
    found = []
    for line in (text or "").split():
        card = scanned(store, line).only
        if card is None:
            raise BadInput(
                _("“{text}” is the number of no card, or of several.").format(text=line),
                do=_("Type the asset number, or scan the label."),
            )
        found.append(card.id)
    return tuple(dict.fromkeys(found))
