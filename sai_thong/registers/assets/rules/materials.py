"""Stock cards of materials (บัญชีวัสดุ): first in, first out; every balance follows from the movements.

Quantities are whole thousandths of the unit, so that litres and half reams are kept exactly.

Two computers of an office may issue the same stock before either hears of the other. Such a card is shown as it is,
below nothing, until somebody counts; `check_card` lets nobody go there knowingly.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.assets.rules.rounding import divide_half_up
from sai_thong.registers.assets.terms import StockMove
from sai_thong.thai.calendar import fiscal_year_months, thai_date
from sai_thong.thai.digits import to_arabic

THOUSANDTHS: Final = 1000
_MOST: Final = 10**12
"""Thousandths: a billion of any unit is a slip of the keys."""
_FIGURES: Final = re.compile(r"\d+\.?\d*|\.\d+", re.ASCII)
_FROM_NOTHING: Final = ""
"""Stands for the delivery of what went out and was not there."""


class NotInStock(Refused):
    """More was to go out than the card has.

    Attributes:
        on: The day.
        wanted: How much was to go out, in thousandths.
        held: How much the card has on that day.
    """

    def __init__(self, on: date, wanted: int, held: int, material: str = "") -> None:
        told = {"day": thai_date(on), "held": quantity_text(held), "wanted": quantity_text(wanted)}
        super().__init__(
            _("On {day} the card of {material} holds {held}, and {wanted} were to go out.").format(
                material=material, **told
            )
            if material
            else _("On {day} the card holds {held}, and {wanted} were to go out.").format(**told),
            kept=_("Nothing was changed."),
            do=_("Enter what came in before, or correct the quantity."),
        )
        self.on, self.wanted, self.held = on, wanted, held


class CannotReverse(Refused):
    """An entry cannot be taken back."""

    def __init__(self, on: date) -> None:
        super().__init__(
            _("On {day} this entry cannot be taken back: it was before, or some of it went out since.").format(
                day=thai_date(on)
            ),
            kept=_("Nothing was changed."),
            do=_("Adjust the quantity after counting instead."),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class StockEntry:
    """A movement of a card.

    Attributes:
        entry_id: Its id.
        kind: What it is.
        on: When.
        order: Settles movements of one day: the order they were entered in.
        quantity: Thousandths of the unit; positive, but of an adjustment that found fewer.
        value_satang: What it was worth altogether, of what comes in; 0 of what goes out: the lots tell.
        reverses: Id of the movement a reversal takes back.
    """

    entry_id: str
    kind: StockMove
    on: date
    order: int
    quantity: int
    value_satang: int = 0
    reverses: str = ""


@dataclass(frozen=True, slots=True)
class Lot:
    """What is left of one delivery.

    Attributes:
        entry_id: The movement it came in by.
        quantity: What is left, in thousandths.
        value_satang: What that is worth.
    """

    entry_id: str
    quantity: int
    value_satang: int


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of the card.

    Attributes:
        entry: The movement; None of the line that brings the year forward.
        on: Its day.
        came_in, went_out: Thousandths of the unit.
        value_satang: What came in or went out is worth.
        balance: What is left, in thousandths; below nothing where more went out than was there.
        balance_satang: What that is worth.
        lots: From or into which deliveries it went, the oldest first: each at a price of its own. What was not there
            came from none and is worth nothing; a reversal of what was reversed before moves nothing.
    """

    entry: StockEntry | None
    on: date
    came_in: int
    went_out: int
    value_satang: int
    balance: int
    balance_satang: int
    lots: tuple[Lot, ...] = ()


@dataclass
class _Stock:
    """The lots of one card, oldest first, and from which of them each movement took."""

    strict: bool
    """Whether what cannot be is refused; else it is reckoned as far as it goes."""
    lots: list[Lot] = field(default_factory=list)
    owed: int = 0
    """What went out beyond what was there; the next that comes in makes it good."""
    deliveries: list[str] = field(default_factory=list)
    """Every movement that brought something in, in order of time."""
    takings: dict[str, tuple[Lot, ...]] = field(default_factory=dict)

    @property
    def quantity(self) -> int:
        return sum(lot.quantity for lot in self.lots) - self.owed

    @property
    def value_satang(self) -> int:
        return sum(lot.value_satang for lot in self.lots)

    def put(self, entry: StockEntry) -> tuple[Lot, ...]:
        lot = Lot(entry.entry_id, entry.quantity, entry.value_satang)
        self.deliveries.append(entry.entry_id)
        self._add(lot)
        return (lot,)

    def take(self, entry: StockEntry, wanted: int) -> tuple[Lot, ...]:
        """Take from the oldest lots; what was taken is worth its part of each lot, and of the last of one the rest."""
        if self.strict and wanted > self.quantity:
            raise NotInStock(entry.on, wanted, self.quantity)
        taken: list[Lot] = []
        while wanted > 0 and self.lots:
            part, left = _parted(self.lots[0], wanted)
            taken.append(part)
            self.lots[:1] = [left] if left.quantity else []
            wanted -= part.quantity
        if wanted:
            self.owed += wanted
            taken.append(Lot(_FROM_NOTHING, wanted, 0))
        self.takings[entry.entry_id] = tuple(taken)
        return tuple(taken)

    def give_back(self, reversal: StockEntry) -> tuple[Lot, ...]:
        """Put what a movement took back into its lots, at what it was worth."""
        taken = self.takings.pop(reversal.reverses, None)
        if taken is None:
            return self._nothing_to_reverse(reversal)
        for lot in taken:
            self._add(lot)
        # The oldest goes first again, in whatever order things went out and came back.
        places = {entry_id: place for place, entry_id in enumerate([_FROM_NOTHING, *self.deliveries])}
        self.lots.sort(key=lambda lot: places[lot.entry_id])
        return taken

    def send_back(self, reversal: StockEntry, came_in: StockEntry) -> tuple[Lot, ...]:
        """Take a delivery out again as it came; nothing of it may have gone out."""
        left = next((lot for lot in self.lots if lot.entry_id == came_in.entry_id), None)
        if left is not None:
            self.lots.remove(left)
            if left.quantity == came_in.quantity:
                return (left,)
        if self.strict:
            raise CannotReverse(reversal.on)
        own = (left,) if left else ()
        return (*own, *self.take(reversal, came_in.quantity - sum(lot.quantity for lot in own)))

    def reverse(self, reversal: StockEntry, taken_back: StockEntry | None) -> tuple[bool, tuple[Lot, ...]]:
        """Take a movement back: whether that goes out, and its lots."""
        if taken_back is None or taken_back.kind is StockMove.REVERSED:
            return False, self._nothing_to_reverse(reversal)
        if _goes_out(taken_back):
            return False, self.give_back(reversal)
        return True, self.send_back(reversal, taken_back)

    def _nothing_to_reverse(self, reversal: StockEntry) -> tuple[Lot, ...]:
        if self.strict:
            raise CannotReverse(reversal.on)
        return ()

    def _add(self, lot: Lot) -> None:
        """Let a lot come in, or back to what is left of it, less what it makes good."""
        made_good = min(self.owed, lot.quantity)
        self.owed -= made_good
        _gone, rest = _parted(lot, made_good)
        if not rest.quantity:
            return
        for place, held in enumerate(self.lots):
            if held.entry_id == rest.entry_id:
                together = (held.quantity + rest.quantity, held.value_satang + rest.value_satang)
                self.lots[place] = Lot(rest.entry_id, *together)
                return
        self.lots.append(rest)


def _parted(lot: Lot, wanted: int) -> tuple[Lot, Lot]:
    """As much of a lot as is wanted, with its part of the value, and what is left of both."""
    quantity = min(lot.quantity, wanted)
    value = divide_half_up(lot.value_satang * quantity, lot.quantity)
    return (
        Lot(lot.entry_id, quantity, value),
        Lot(lot.entry_id, lot.quantity - quantity, lot.value_satang - value),
    )


def stock_card(entries: Iterable[StockEntry]) -> tuple[CardLine, ...]:
    """The lines of a card with their balances, in order of time, whatever was written on it."""
    return tuple(_lines(_Stock(strict=False), _in_order(entries)))


def check_card(entries: Iterable[StockEntry], added: Collection[str]) -> None:
    """Refuse movements with which a card would hold less than nothing on any day.

    Where it lacks something already, by what other computers wrote, it is refused that it lacks more than without them.

    Args:
        entries: All movements of the card.
        added: The ids of those that are about to be kept.

    Raises:
        NotInStock: More goes out than is there.
        CannotReverse: A reversal takes back what is not there, or what went on already.
    """
    told = list(entries)
    before = [entry for entry in told if entry.entry_id not in added]
    if _is_sound(before):
        _reckon_strictly(told)
        return
    lacked = {line.entry.entry_id: line.balance for line in stock_card(before) if line.entry}
    for line in stock_card(told):
        entry_id = line.entry.entry_id if line.entry else ""
        if entry_id in added and not line.lots:
            raise CannotReverse(line.on)
        mends = entry_id in added and line.came_in
        if line.balance < min(0, lacked.get(entry_id, 0)) and not mends:
            raise NotInStock(line.on, line.went_out, line.balance + line.went_out - line.came_in)


def card_of_year(entries: Iterable[StockEntry], fiscal_year_be: int) -> tuple[CardLine, ...]:
    """The lines of a fiscal year, the first of them what was brought forward on 1 October (ยอดยกมา)."""
    months = fiscal_year_months(fiscal_year_be)
    first, last = months[0].first_day, months[-1].last_day
    lines = [line for line in stock_card(entries) if line.on <= last]
    before = [line for line in lines if line.on < first]
    held, worth = (before[-1].balance, before[-1].balance_satang) if before else (0, 0)
    return (CardLine(None, first, held, 0, worth, held, worth), *lines[len(before) :])


def lots_left(entries: Iterable[StockEntry], on: date | None = None) -> tuple[Lot, ...]:
    """What is left of each delivery at the end of a day, the oldest first."""
    stock = _Stock(strict=False)
    for _line in _lines(stock, [each for each in _in_order(entries) if on is None or each.on <= on]):
        pass
    return tuple(stock.lots)


def balance_on(entries: Iterable[StockEntry], on: date) -> int:
    """What a card holds at the end of a day, in thousandths."""
    lines = [line for line in stock_card(entries) if line.on <= on]
    return lines[-1].balance if lines else 0


def below_minimum(balance: int, least: int | None) -> bool:
    """Whether a card is to be filled up: less is there than จำนวนอย่างต่ำ, or than nothing (both in thousandths)."""
    return balance < (least or 0)


def quantity_text(thousandths: int) -> str:
    """A quantity as written: ``12``, ``2.5``."""
    return f"{(Decimal(thousandths) / THOUSANDTHS).normalize():,f}"


def read_quantity(text: str) -> int:
    """The thousandths of the unit that a text writes: ``12``, ``2.5``, ``๑,๒๐๐``.

    Raises:
        BadInput: It is no number, below nothing, more than any office has, or finer than a thousandth.
    """
    plain = to_arabic(text).replace(",", "").strip()
    thousandths = Decimal(plain) * THOUSANDTHS if _FIGURES.fullmatch(plain) else Decimal(-1)
    if not 0 <= thousandths <= _MOST or thousandths != int(thousandths):
        raise BadInput(_("“{written}” is not a quantity.").format(written=text), do=_("Write it such as 12 or 2.5."))
    return int(thousandths)


def _in_order(entries: Iterable[StockEntry]) -> Sequence[StockEntry]:
    return sorted(entries, key=lambda entry: (entry.on, entry.order))


def _reckon_strictly(entries: Iterable[StockEntry]) -> None:
    for _line in _lines(_Stock(strict=True), _in_order(entries)):
        pass


def _is_sound(entries: Iterable[StockEntry]) -> bool:
    try:
        _reckon_strictly(entries)
    except (NotInStock, CannotReverse):
        return False
    return True


def _goes_out(entry: StockEntry) -> bool:
    return entry.kind is StockMove.ISSUED or entry.quantity < 0


def _lines(stock: _Stock, entries: Sequence[StockEntry]) -> Iterator[CardLine]:
    by_id = {entry.entry_id: entry for entry in entries}
    reversed_ids: set[str] = set()
    for entry in entries:
        out = _goes_out(entry)
        if entry.kind is StockMove.REVERSED:
            taken_back = None if entry.reverses in reversed_ids else by_id.get(entry.reverses)
            reversed_ids.add(entry.reverses)
            out, lots = stock.reverse(entry, taken_back)
        else:
            lots = stock.take(entry, abs(entry.quantity)) if out else stock.put(entry)
        quantity, value = sum(lot.quantity for lot in lots), sum(lot.value_satang for lot in lots)
        came_in, went_out = (0, quantity) if out else (quantity, 0)
        yield CardLine(entry, entry.on, came_in, went_out, value, stock.quantity, stock.value_satang, lots)
