"""What moves on stock cards: received, brought forward, adjusted after counting, lent, reversed.

No movement is ever changed or deleted, and none is kept with which a card would hold less than nothing on any day.
What two computers of an office issued of the same stock shows below nothing when they meet; counting mends it.
A closed fiscal year takes no movement any more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.materials import balance, stock_entries
from sai_thong.registers.assets.records import (
    FiscalYearClosing,
    Loan,
    LoanLine,
    LoanReturn,
    Material,
    MaterialMove,
    RequisitionLine,
)
from sai_thong.registers.assets.refusals import AssetFactWrong, StockRefused
from sai_thong.registers.assets.rules.materials import (
    CardLine,
    NotInStock,
    balance_on,
    below_minimum,
    card_of_year,
    check_card,
    lots_left,
    stock_card,
)
from sai_thong.registers.assets.rules.rounding import divide_half_up
from sai_thong.registers.assets.terms import StockMove
from sai_thong.thai.calendar import fiscal_year_be, thai_date
from sai_thong.thai.text import tidy


@dataclass(frozen=True)
class Received:
    """A line of a delivery, or of what the old card had.

    Attributes:
        material_id: The card.
        quantity: Thousandths of its unit.
        value_satang: What all of it cost.
        note: For the card.
    """

    material_id: str
    quantity: int
    value_satang: int
    note: str = ""


@dataclass(frozen=True)
class Moved:
    """Movements as stored.

    Attributes:
        moves: Them; none where counting found what the card has.
        below_minimum: Cards that are to be filled up now.
        changes: Everything that changed.
    """

    moves: tuple[MaterialMove, ...]
    below_minimum: tuple[Material, ...]
    changes: ChangeSet


@dataclass(frozen=True)
class CardEntry:
    """A line of a card with what is told of its movement.

    Attributes:
        line: Quantities, values and balances.
        move: The movement; None of the line that brings the year forward.
        reversed_by: The movement that takes this one back; None where it stands.
    """

    line: CardLine
    move: MaterialMove | None
    reversed_by: MaterialMove | None = None


def receive(
    store: Store,
    lines: Sequence[Received],
    *,
    on: date | None = None,
    from_whom: str,
    document_no: str = "",
    why: str = "",
) -> Moved:
    """Take a delivery into stock, each line on its card.

    Raises:
        AssetFactWrong: Nothing came, a quantity or value is none, nobody is named, or the day lies ahead.
        StockRefused: A card has ended, or the fiscal year is closed.
    """
    if not from_whom.strip():
        raise AssetFactWrong(_("A name is missing."), do=_("Write who it was."))
    return _come_in(store, lines, _like(store, StockMove.RECEIVED, on, document_no, from_whom), why)


def bring_forward(store: Store, lines: Sequence[Received], *, on: date, document_no: str = "", why: str = "") -> Moved:
    """Take over what the old cards had on a day (ยอดยกมา), a line for each price; nothing may have moved before.

    Raises:
        AssetFactWrong: As `receive`.
        StockRefused: Something moved on a card before that day, it has ended, or the fiscal year is closed.
    """
    return _come_in(store, lines, _like(store, StockMove.BROUGHT_FORWARD, on, document_no), why)


def adjust(
    store: Store,
    material_id: str,
    *,
    counted: int,
    why: str,
    on: date | None = None,
    value_satang: int | None = None,
    document_no: str = "",
) -> Moved:
    """Let a card have what was counted on a day; the difference is a movement of its own.

    Args:
        store: The office's store.
        material_id: The card.
        counted: What is really there, in thousandths.
        why: What the difference comes from.
        on: The day of counting; today when not given.
        value_satang: What the more is worth; as the last lot on the card when not given.
        document_no: The report of the counting.

    Raises:
        AssetFactWrong: Less than nothing was counted, no reason, or the day lies ahead.
        StockRefused: The fiscal year is closed, or the card has ended.
        NotInStock: What went out since would not have been there.
    """
    if counted < 0 or not why.strip():
        raise AssetFactWrong(
            _("Less than nothing cannot be counted, and a difference has a reason."),
            do=_("Write how many are there, and what the difference comes from."),
        )
    day = on or bangkok_today(store.clock)
    with store.transaction(why) as tx:
        entries = stock_entries(tx.find(MaterialMove, material_id=material_id))
        held = balance_on(entries, day)
        if counted == held:
            return Moved((), (), tx.changes)
        value = 0
        if counted > held:
            last = next(reversed(lots_left(entries, day)), None)
            usual = divide_half_up(last.value_satang * (counted - held), last.quantity) if last else 0
            value = usual if value_satang is None else value_satang
        kept = add_moves(
            tx,
            bangkok_today(store.clock),
            [
                MaterialMove(
                    material_id=material_id,
                    kind=StockMove.ADJUSTED,
                    on_day=day,
                    entered_at=tx.moment,
                    quantity=counted - held,
                    value_satang=value,
                    document_no=tidy(document_no),
                    note=tidy(why),
                )
            ],
        )
        return Moved(tuple(kept), below_now(tx, kept), tx.changes)


def reverse(store: Store, move_id: str, *, why: str, on: date | None = None) -> Moved:
    """Take a movement back by another one; both stay on the card.

    What was issued by a requisition is none issued any more on its slip; to issue another quantity, see
    `requisitions.correct_issue`.

    Raises:
        AssetFactWrong: No reason, or the day lies ahead or before the movement.
        CannotReverse: It is taken back already, or something of it went out again.
        NotInStock: What went out since would not have been there.
        StockRefused: It came from a loan, or the fiscal year is closed.
    """
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        move = tx.get(MaterialMove, move_id)
        if move.loan_line_id:
            raise StockRefused(_("This movement belongs to a loan."), do=_("Write on the loan what came back of it."))
        kept = [reverse_in(tx, move, today, on=on or today, why=why)]
        if move.requisition_line_id and move.kind is StockMove.ISSUED:
            tx.update(tx.get(RequisitionLine, move.requisition_line_id), issued=0)
        return Moved(tuple(kept), below_now(tx, kept), tx.changes)


def card_entries(shelf: Shelf, material_id: str, year_be: int | None = None) -> list[CardEntry]:
    """The lines of a card: of a fiscal year (BE) with what was brought forward, or all of them."""
    moves = {move.id: move for move in shelf.find(MaterialMove, material_id=material_id)}
    reversals = {move.reverses: move for move in moves.values() if move.reverses}
    entries = stock_entries(moves.values())
    lines = stock_card(entries) if year_be is None else card_of_year(entries, year_be)
    return [
        CardEntry(line, moves[line.entry.entry_id], reversals.get(line.entry.entry_id))
        if line.entry
        else CardEntry(line, None)
        for line in lines
    ]


def issue_on_loan(tx: Transaction, loan: Loan, line: LoanLine, *, on: date) -> MaterialMove:
    """Let consumables leave the stock for another agency (ข้อ 210).

    Raises:
        NotInStock: Fewer are there.
        StockRefused: The card has ended, or the fiscal year is closed.
    """
    move = MaterialMove(
        material_id=line.material_id,
        kind=StockMove.ISSUED,
        on_day=on,
        entered_at=tx.moment,
        quantity=line.quantity,
        other_party=loan.agency,
        document_no=loan.number,
        loan_line_id=line.id,
    )
    return add_moves(tx, on, [move])[0]


def receive_from_loan(tx: Transaction, loan: Loan, line: LoanLine, back: LoanReturn) -> MaterialMove:
    """Let consumables of the same kind come back into stock, at what those lent were worth.

    Raises:
        StockRefused: The card has ended, or the fiscal year is closed.
    """
    moves = tx.find(MaterialMove, material_id=line.material_id)
    (lent,) = (move for move in moves if move.loan_line_id == line.id and move.kind is StockMove.ISSUED)
    worth = next(each for each in stock_card(stock_entries(moves)) if each.entry and each.entry.entry_id == lent.id)
    already = [move for move in moves if move.loan_line_id == line.id and move.kind is StockMove.RECEIVED]
    came, valued = sum(move.quantity for move in already), sum(move.value_satang for move in already)
    # What is back altogether is worth its part of what was lent; the last to come takes the rest.
    value = divide_half_up(worth.value_satang * (came + back.quantity), lent.quantity) - valued
    move = MaterialMove(
        material_id=line.material_id,
        kind=StockMove.RECEIVED,
        on_day=back.returned_on,
        entered_at=tx.moment,
        quantity=back.quantity,
        value_satang=max(0, value),
        other_party=loan.agency,
        document_no=loan.number,
        loan_line_id=line.id,
    )
    return add_moves(tx, back.returned_on, [move])[0]


def add_moves(tx: Transaction, today: date, moves: Sequence[MaterialMove]) -> list[MaterialMove]:
    """Store movements, each on its card, where every card holds something on every day with them.

    Raises:
        AssetFactWrong: A day lies ahead.
        NotInStock: A card would hold less than nothing.
        CannotReverse: A reversal takes back what is not there.
        StockRefused: A card has ended, or a fiscal year is closed.
    """
    for move in moves:
        _check_day(tx, move.on_day, today)
        card = tx.get(Material, move.material_id)
        if card.ended_on is not None and move.on_day >= card.ended_on:
            raise StockRefused(_("The card of {material} has ended.").format(material=card.name))
    stored = tx.insert_many(moves)
    added = {move.id for move in stored}
    for material_id in dict.fromkeys(move.material_id for move in stored):
        _check_balance(tx, material_id, added)
    return stored


def _check_balance(tx: Transaction, material_id: str, added: Collection[str]) -> None:
    """Refuse, by the name of the material, added movements that would leave less than nothing on any day."""
    try:
        check_card(stock_entries(tx.find(MaterialMove, material_id=material_id)), added)
    except NotInStock as lacking:
        name = tx.get(Material, material_id).name
        raise NotInStock(lacking.on, lacking.wanted, lacking.held, name) from lacking


def reverse_in(tx: Transaction, move: MaterialMove, today: date, *, on: date, why: str) -> MaterialMove:
    """Take a movement back inside a transaction; raises as `reverse`."""
    if not why.strip():
        raise AssetFactWrong(_("This is done only with a reason."), do=_("Write the reason."))
    if on < move.on_day:
        raise AssetFactWrong(
            _("It is taken back before it happened, on {day}.").format(day=thai_date(move.on_day)),
            do=_("Look at the date and type it again."),
        )
    reversal = MaterialMove(
        material_id=move.material_id,
        kind=StockMove.REVERSED,
        on_day=on,
        entered_at=tx.moment,
        quantity=move.quantity,
        value_satang=move.value_satang,
        other_party=move.other_party,
        document_no=move.document_no,
        requisition_line_id=move.requisition_line_id,
        reverses=move.id,
        note=tidy(why),
    )
    return add_moves(tx, today, [reversal])[0]


def below_now(shelf: Shelf, moves: Sequence[MaterialMove]) -> tuple[Material, ...]:
    """The cards among those of some movements that are to be filled up."""
    cards = [shelf.get(Material, material_id) for material_id in dict.fromkeys(move.material_id for move in moves)]
    return tuple(card for card in cards if below_minimum(balance(shelf, card.id)[0], card.least))


def _come_in(store: Store, lines: Sequence[Received], like: MaterialMove, why: str) -> Moved:
    """Let every line come in as the movement it is to be like."""
    if not lines or any(line.quantity < 1 or line.value_satang < 0 for line in lines):
        raise AssetFactWrong(_("Nothing came in."), do=_("Write how many of each came, and what they cost."))
    with store.transaction(why) as tx:
        if like.kind is StockMove.BROUGHT_FORWARD:
            _refuse_moved_before(tx, lines, like.on_day)
        moves = [
            replace(
                like,
                material_id=line.material_id,
                entered_at=tx.moment,
                quantity=line.quantity,
                value_satang=line.value_satang,
                note=tidy(line.note),
            )
            for line in lines
        ]
        kept = add_moves(tx, bangkok_today(store.clock), moves)
        return Moved(tuple(kept), below_now(tx, kept), tx.changes)


def _like(store: Store, kind: StockMove, on: date | None, document_no: str, from_whom: str = "") -> MaterialMove:
    now = store.clock.now()
    return MaterialMove(
        material_id="",
        kind=kind,
        on_day=on or bangkok_today(store.clock),
        entered_at=now,
        quantity=0,
        other_party=tidy(from_whom),
        document_no=tidy(document_no),
    )


def _refuse_moved_before(tx: Transaction, lines: Sequence[Received], day: date) -> None:
    for line in lines:
        moved = tx.find(MaterialMove, material_id=line.material_id)
        if any(move.on_day <= day and move.kind is not StockMove.BROUGHT_FORWARD for move in moved):
            raise StockRefused(
                _("Something moved on this card already on {day} or before.").format(day=thai_date(day)),
                do=_("What the old card had stands first: choose an earlier day, or adjust after counting."),
            )


def _check_day(tx: Transaction, day: date, today: date) -> None:
    if day > today:
        raise AssetFactWrong(
            _("{day} lies in the future.").format(day=thai_date(day)), do=_("Look at the date and type it again.")
        )
    year = fiscal_year_be(day)
    if tx.find(FiscalYearClosing, fiscal_year_be=year):
        raise StockRefused(
            _("The fiscal year {year} is closed.").format(year=year), do=_("Enter it in the open year, with a note.")
        )
