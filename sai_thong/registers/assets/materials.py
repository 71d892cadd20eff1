"""Stock cards (บัญชีวัสดุ): their heads, and the list of what is there, reckoned from the movements each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias
from weakref import WeakKeyDictionary

from sai_thong.db.journal import Head
from sai_thong.db.search import matching_rows
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.assets.records import Material, MaterialMove
from sai_thong.registers.assets.refusals import AssetFactWrong, SlipMissing, StockRefused
from sai_thong.registers.assets.rules.materials import CardLine, StockEntry, below_minimum, stock_card
from sai_thong.registers.assets.terms import MaterialNature
from sai_thong.registers.office.operations import Saved
from sai_thong.thai.text import search_form, tidy

_EVERYTHING: Final = 10_000_000
_Held: TypeAlias = tuple[int, int, date | None]
"""What a card has: thousandths of the unit, their value, and the day of the last movement."""
_NOTHING: Final[_Held] = (0, 0, None)
_REMEMBERED: Final[WeakKeyDictionary[Store, tuple[Head, date | None, dict[str, _Held]]]] = WeakKeyDictionary()
"""Of each open store what the cards had on the day last asked for, and the head of the journal at which that was so."""
_QUANTITIES: Final = """
    SELECT m.material_id, sum(CASE
        WHEN m.kind = 'issued' OR r.kind IN ('received', 'brought-forward') THEN -m.quantity
        WHEN r.kind = 'adjusted' THEN -r.quantity
        ELSE m.quantity END) AS quantity
    FROM material_moves m LEFT JOIN material_moves r ON r.id = m.reverses
    GROUP BY m.material_id
"""
"""How much each card has, without its value: a reversal has the opposite sign of what it takes back."""
_HEAD: Final = ("code", "name", "material_class", "nature", "size", "unit", "kept_at", "most", "least")


@dataclass(frozen=True)
class StockLine:
    """A line of the list of stock cards.

    Attributes:
        material: The head of the card.
        quantity: What is there, in thousandths of the unit.
        value_satang: What that is worth, first in first out.
        last_moved_on: The day of the last movement; None of a card without any.
    """

    material: Material
    quantity: int
    value_satang: int
    last_moved_on: date | None

    @property
    def below_minimum(self) -> bool:
        """Whether it is to be filled up."""
        return self.material.ended_on is None and below_minimum(self.quantity, self.material.least)


@dataclass(frozen=True)
class StockFilter:
    """Which cards a list shows; nothing set shows all that are in use.

    Attributes:
        material_class: Only of this class.
        nature: Only of this kind.
        below_minimum: Only what is to be filled up.
        in_stock: Only what is there.
        ended: The ended cards too.
    """

    material_class: str = ""
    nature: MaterialNature | None = None
    below_minimum: bool = False
    in_stock: bool = False
    ended: bool = False


ALL: Final = StockFilter()


def add_material(store: Store, material: Material, *, why: str = "") -> Saved[Material]:
    """Begin a stock card.

    Raises:
        AssetFactWrong: No name or unit, a lowest stock above the highest, or a code that another card has.
    """
    with store.transaction(why) as tx:
        ready = _ready(material)
        _check(tx, ready)
        return Saved(tx.insert(ready), tx.changes)


def change_material(store: Store, material: Material, *, why: str = "") -> Saved[Material]:
    """Change the head of a stock card.

    The unit stays once something moved: every quantity on the card is told in it.

    Raises:
        AssetFactWrong: As `add_material`.
        StockRefused: Another unit, and something moved already.
        StaleRecord: Somebody changed it since it was read.
    """
    with store.transaction(why) as tx:
        before, ready = tx.get(Material, material.id), _ready(material)
        _check(tx, ready)
        if ready.unit != before.unit and tx.find(MaterialMove, material_id=material.id):
            raise StockRefused(
                _("The card counts in {unit}; that is not changed any more.").format(unit=before.unit),
                do=_("Begin another card for the other unit."),
            )
        return Saved(tx.update(material, **{name: getattr(ready, name) for name in _HEAD}), tx.changes)


def end_material(store: Store, material_id: str, *, why: str = "") -> Saved[Material]:
    """End a card that is not needed any more; its lines stay.

    Raises:
        StockRefused: Something is still there.
    """
    with store.transaction(why) as tx:
        material = tx.get(Material, material_id)
        if balance(tx, material_id)[0]:
            raise StockRefused(
                _("There is still some of {material}.").format(material=material.name),
                do=_("Issue it, or adjust the card after counting."),
            )
        return Saved(tx.update(material, ended_on=bangkok_today(store.clock)), tx.changes)


def stock_list(store: Store, text: str = "", chosen: StockFilter = ALL, *, on: date | None = None) -> list[StockLine]:
    """The cards that hold every word of `text` and pass the filter, by their codes and names.

    Args:
        store: The office's store.
        text: Any part of a code or a name.
        chosen: Which of them.
        on: What was there at the end of this day; now when not given.
    """
    held = _held(store, on)
    lines = [
        StockLine(material, *held.get(material.id, _NOTHING))
        for material in _matching(store, text)
        if _passes(material, chosen)
    ]
    return [
        line
        for line in lines
        if (not chosen.below_minimum or line.below_minimum) and (not chosen.in_stock or line.quantity)
    ]


def below_minimum_list(store: Store) -> list[StockLine]:
    """What is to be filled up; asked for so quickly that Today may ask whenever it opens."""
    cards = store.find(Material, ended_on=None)
    quantities: dict[str, int] = {row["material_id"]: row["quantity"] for row in store.query(_QUANTITIES, [])}
    low = [card for card in cards if below_minimum(quantities.get(card.id, 0), card.least)]
    return [_line(card, store) for card in sorted(low, key=_by_code)]


def find_material(shelf: Shelf, text: str) -> Material:
    """The card of a code, a name or an id.

    Raises:
        SlipMissing: There is none, or several of that name.
    """
    wanted = search_form(text)
    cards = shelf.find(Material)
    for of in (lambda card: card.id, lambda card: search_form(card.code), lambda card: search_form(card.name)):
        found = [card for card in cards if wanted and of(card) in (text.strip(), wanted) and card.ended_on is None]
        if len(found) == 1:
            return found[0]
    raise SlipMissing(text)


def balance(shelf: Shelf, material_id: str) -> tuple[int, int]:
    """What is there of a card now: thousandths of its unit, and what they are worth in satang."""
    lines = stock_card(stock_entries(shelf.find(MaterialMove, material_id=material_id)))
    return (lines[-1].balance, lines[-1].balance_satang) if lines else (0, 0)


def stock_entries(moves: Iterable[MaterialMove]) -> list[StockEntry]:
    """Movements of one card as the rules read them, those of one day in the order they were entered."""
    return [
        StockEntry(
            entry_id=move.id,
            kind=move.kind,
            on=move.on_day,
            order=place,
            quantity=move.quantity,
            value_satang=move.value_satang,
            reverses=move.reverses,
        )
        for place, move in enumerate(sorted(moves, key=lambda each: each.entered_at))
    ]


def _matching(store: Store, text: str) -> list[Material]:
    found = store.find(Material)
    if text.strip():
        declared = declaration_of(Material)
        rows = matching_rows(store.connection_for_reading(), declared, text, _EVERYTHING)
        listed = ",".join(map(str, rows))
        ids = {row["id"] for row in store.query(f"SELECT id FROM {declared.table} WHERE row IN ({listed})", [])}
        found = [each for each in found if each.id in ids]
    return sorted(found, key=_by_code)


def _by_code(material: Material) -> tuple[bool, str, str]:
    return not material.code, material.code, material.name


def _passes(material: Material, chosen: StockFilter) -> bool:
    return (
        (chosen.ended or material.ended_on is None)
        and chosen.material_class in ("", material.material_class)
        and chosen.nature in (None, material.nature)
    )


def _line(material: Material, store: Store) -> StockLine:
    lines = stock_card(stock_entries(store.find(MaterialMove, material_id=material.id)))
    return StockLine(material, *_end_of(lines))


def _held(store: Store, on: date | None) -> dict[str, _Held]:
    """What each card has at the end of a day; remembered until something is written, so that searching is quick."""
    head = store.head()
    known = _REMEMBERED.get(store)
    if known is not None and known[:2] == (head, on):
        return known[2]
    moves: dict[str, list[MaterialMove]] = defaultdict(list)
    for move in store.find(MaterialMove):
        if on is None or move.on_day <= on:
            moves[move.material_id].append(move)
    held = {material_id: _end_of(stock_card(stock_entries(of_card))) for material_id, of_card in moves.items()}
    _REMEMBERED[store] = (head, on, held)
    return held


def _end_of(lines: tuple[CardLine, ...]) -> _Held:
    return (lines[-1].balance, lines[-1].balance_satang, lines[-1].on) if lines else _NOTHING


def _ready(material: Material) -> Material:
    return replace(
        material,
        code=tidy(material.code),
        name=tidy(material.name),
        size=tidy(material.size),
        unit=tidy(material.unit),
        kept_at=tidy(material.kept_at),
    )


def _check(tx: Transaction, material: Material) -> None:
    if not material.name or not material.unit:
        raise AssetFactWrong(
            _("The stock card has no name or no unit."), do=_("Write what it is, and what it is counted in.")
        )
    least, most = material.least or 0, material.most
    if least < 0 or (most is not None and most < least):
        raise AssetFactWrong(
            _("The lowest stock lies above the highest."), do=_("Look at the two quantities and type them again.")
        )
    others = tx.find(Material, code=material.code) if material.code else []
    if any(other.id != material.id for other in others):
        raise AssetFactWrong(
            _("Another stock card has the code {code}.").format(code=material.code), do=_("Take another code.")
        )
