"""Stock cards of materials (บัญชีวัสดุ): first in, first out; every balance follows from the movements.

Quantities are whole thousandths of the unit, so that litres and half reams are kept exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.assets.rules.rounding import divide_half_up
from sai_thong.registers.assets.terms import StockMove
from sai_thong.thai.calendar import fiscal_year_months, thai_date
from sai_thong.thai.digits import to_arabic

THOUSANDTHS: Final = 1000


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
        balance: What is left, in thousandths.
        balance_satang: What that is worth.
        lots: From or into which deliveries it went, the oldest first: each at a price of its own.
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

    lots: list[Lot] = field(default_factory=list)
    deliveries: list[str] = field(default_factory=list)
    """Every movement that brought something in, in order of time."""
    takings: dict[str, tuple[Lot, ...]] = field(default_factory=dict)

    @property
    def quantity(self) -> int:
        return sum(lot.quantity for lot in self.lots)

    @property
    def value_satang(self) -> int:
        return sum(lot.value_satang for lot in self.lots)

    def put(self, entry: StockEntry) -> tuple[Lot, ...]:
        lot = Lot(entry.entry_id, entry.quantity, entry.value_satang)
        self.lots.append(lot)
        self.deliveries.append(entry.entry_id)
        return (lot,)

    def take(self, entry: StockEntry, wanted: int) -> tuple[Lot, ...]:
        """Take from the oldest lots; what was taken is worth its part of each lot, and of the last of one the rest."""
        if wanted > self.quantity:
            raise NotInStock(entry.on, wanted, self.quantity)
        taken: list[Lot] = []
        while wanted > 0:
            lot = self.lots[0]
            quantity = min(lot.quantity, wanted)
            value = divide_half_up(lot.value_satang * quantity, lot.quantity)
            taken.append(Lot(lot.entry_id, quantity, value))
            left = Lot(lot.entry_id, lot.quantity - quantity, lot.value_satang - value)
            self.lots[:1] = [left] if left.quantity else []
            wanted -= quantity
        self.takings[entry.entry_id] = tuple(taken)
        return tuple(taken)

    def give_back(self, reversal: StockEntry) -> tuple[Lot, ...]:
        """Put what a movement took back into its lots, at what it was worth."""
        taken = self.takings.pop(reversal.reverses, None)
        if taken is None:
            raise CannotReverse(reversal.on)
        held = {lot.entry_id: lot for lot in self.lots}
        for lot in taken:
            rest = held.get(lot.entry_id, Lot(lot.entry_id, 0, 0))
            held[lot.entry_id] = Lot(lot.entry_id, lot.quantity + rest.quantity, lot.value_satang + rest.value_satang)
        # The oldest goes first again, in whatever order things went out and came back.
        self.lots = [held[entry_id] for entry_id in self.deliveries if entry_id in held]
        return taken

    def send_back(self, reversal: StockEntry, came_in: StockEntry) -> tuple[Lot, ...]:
        """Take a delivery out again as it came; nothing of it may have gone out."""
        whole = next((lot for lot in self.lots if lot.entry_id == came_in.entry_id), None)
        if whole is None or whole.quantity != came_in.quantity:
            raise CannotReverse(reversal.on)
        self.lots.remove(whole)
        return (whole,)


def stock_card(entries: Iterable[StockEntry]) -> tuple[CardLine, ...]:
    """The lines of a card with their balances, in order of time.

    Raises:
        NotInStock: More goes out than is there.
        CannotReverse: A reversal takes back what is not there, or what went on already.
    """
    return tuple(_lines(_Stock(), _in_order(entries)))


def card_of_year(entries: Iterable[StockEntry], fiscal_year_be: int) -> tuple[CardLine, ...]:
    """The lines of a fiscal year, the first of them what was brought forward on 1 October (ยอดยกมา).

    Raises:
        NotInStock, CannotReverse: As `stock_card`.
    """
    months = fiscal_year_months(fiscal_year_be)
    first, last = months[0].first_day, months[-1].last_day
    lines = [line for line in stock_card(entries) if line.on <= last]
    before = [line for line in lines if line.on < first]
    held, worth = (before[-1].balance, before[-1].balance_satang) if before else (0, 0)
    return (CardLine(None, first, held, 0, worth, held, worth), *lines[len(before) :])


def lots_left(entries: Iterable[StockEntry], on: date | None = None) -> tuple[Lot, ...]:
    """What is left of each delivery at the end of a day, the oldest first."""
    stock = _Stock()
    for _line in _lines(stock, [each for each in _in_order(entries) if on is None or each.on <= on]):
        pass
    return tuple(stock.lots)


def below_minimum(balance: int, least: int | None) -> bool:
    """Whether a card is to be filled up: less is there than จำนวนอย่างต่ำ (both in thousandths)."""
    return least is not None and balance < least


def quantity_text(thousandths: int) -> str:
    """A quantity as written: ``12``, ``2.5``."""
    return f"{(Decimal(thousandths) / THOUSANDTHS).normalize():,f}"


def read_quantity(text: str) -> int:
    """The thousandths of the unit that a text writes: ``12``, ``2.5``, ``๑,๒๐๐``.

    Raises:
        BadInput: It is no number, below nothing, or finer than a thousandth.
    """
    plain = to_arabic(text).replace(",", "").strip()
    try:
        thousandths = Decimal(plain) * THOUSANDTHS
    except InvalidOperation:
        thousandths = Decimal("NaN")
    if not thousandths.is_finite() or thousandths < 0 or thousandths != int(thousandths):
        raise BadInput(_("“{written}” is not a quantity.").format(written=text), do=_("Write it such as 12 or 2.5."))
    return int(thousandths)


def _in_order(entries: Iterable[StockEntry]) -> Sequence[StockEntry]:
    return sorted(entries, key=lambda entry: (entry.on, entry.order))


def _lines(stock: _Stock, entries: Sequence[StockEntry]) -> Iterator[CardLine]:
    by_id = {entry.entry_id: entry for entry in entries}
    reversed_ids: set[str] = set()
    for entry in entries:
        out = entry.kind is StockMove.ISSUED or entry.quantity < 0
        if entry.kind is StockMove.REVERSED:
            if entry.reverses in reversed_ids:
                raise CannotReverse(entry.on)
            reversed_ids.add(entry.reverses)
            out, lots = _reverse(stock, entry, by_id.get(entry.reverses))
        else:
            lots = stock.take(entry, abs(entry.quantity)) if out else stock.put(entry)
        quantity, value = sum(lot.quantity for lot in lots), sum(lot.value_satang for lot in lots)
        came_in, went_out = (0, quantity) if out else (quantity, 0)
        yield CardLine(entry, entry.on, came_in, went_out, value, stock.quantity, stock.value_satang, lots)


def _reverse(stock: _Stock, reversal: StockEntry, taken_back: StockEntry | None) -> tuple[bool, tuple[Lot, ...]]:
    """Whether it goes out, and its lots."""
    if taken_back is None or taken_back.kind is StockMove.REVERSED:
        raise CannotReverse(reversal.on)
    if taken_back.kind is StockMove.ISSUED or taken_back.quantity < 0:
        return False, stock.give_back(reversal)
    return True, stock.send_back(reversal, taken_back)
