"""Requisition slips (ใบเบิก, ข้อ 205–206): asked for, issued as far as there is, signed by four.

Who needs the things asks; the head of the supply unit or who is charged with it orders the issue; who issues writes
each line down; who receives signs. What is issued is a movement of its stock card in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.records import Material, MaterialMove, Requisition, RequisitionLine
from sai_thong.registers.assets.refusals import AssetFactWrong, SlipMissing, StepNotDue, StockRefused
from sai_thong.registers.assets.slip_numbers import REQUISITIONS, bearer, give_slip_number
from sai_thong.registers.assets.stock import add_moves, below_now, reverse_in
from sai_thong.registers.assets.terms import StockMove
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import search_form, tidy


class RequisitionState(StrEnum):
    """Where a slip stands, as its facts tell."""

    WAITING = "waiting"
    ISSUED = "issued"
    CANCELLED = "cancelled"


REQUISITION_STATE_LABELS: Final = {
    RequisitionState.WAITING: N_("Waiting for issue"),
    RequisitionState.ISSUED: N_("Issued from stock"),
    RequisitionState.CANCELLED: N_("Requisition cancelled"),
}


@dataclass(frozen=True)
class Asked:
    """A line as asked for: the card, thousandths of its unit, and a remark."""

    material_id: str
    quantity: int
    note: str = ""


@dataclass(frozen=True)
class SlipKept:
    """A slip after a step.

    Attributes:
        slip: As it now stands.
        lines: Its lines.
        below_minimum: Cards that are to be filled up now.
        changes: Everything that changed.
    """

    slip: Requisition
    lines: tuple[RequisitionLine, ...]
    below_minimum: tuple[Material, ...]
    changes: ChangeSet


@dataclass(frozen=True)
class SlipLine:
    """A line of a slip with its card."""

    line: RequisitionLine
    material: Material


@dataclass(frozen=True)
class SlipView:
    """A slip with everything the window and the paper show of it."""

    slip: Requisition
    lines: tuple[SlipLine, ...]

    @property
    def state(self) -> RequisitionState:
        """Where it stands."""
        return state_of(self.slip)


def ask_materials(
    store: Store,
    lines: Sequence[Asked],
    *,
    asked_by: str,
    division: str = "",
    purpose: str = "",
    asked_on: date | None = None,
    number: int | None = None,
    why: str = "",
) -> SlipKept:
    """Take down what a division asks for, and give the slip its number.

    Raises:
        AssetFactWrong: Nothing is asked for, a card twice, a quantity that is none, nobody asks, or the day lies ahead.
        StockRefused: A card has ended.
        NumberRefused: The number written by hand is used.
    """
    today = bangkok_today(store.clock)
    day = asked_on or today
    _check(lines, asked_by, day, today)
    with store.transaction(why) as tx:
        for line in lines:
            card = tx.get(Material, line.material_id)
            if card.ended_on is not None:
                raise StockRefused(_("The card of {material} has ended.").format(material=card.name))
        slip = tx.insert(
            Requisition(asked_on=day, division=tidy(division), purpose=tidy(purpose), asked_by=tidy(asked_by))
        )
        tx.insert_many(
            RequisitionLine(
                requisition_id=slip.id, material_id=line.material_id, asked=line.quantity, note=tidy(line.note)
            )
            for line in lines
        )
        given = give_slip_number(tx, REQUISITIONS, slip.id, station=store.file_id, on_day=day, by_hand=number)
        return _kept(tx, tx.update(slip, number=given))


def number_requisition(store: Store, slip_id: str, *, by_hand: int | None = None, why: str = "") -> SlipKept:
    """Give a slip whose number was left blank its number afterwards.

    Raises:
        StepNotDue: It has one, which never changes, or this station gives none.
        NumberRefused: The number written by hand is used.
    """
    with store.transaction(why) as tx:
        slip = tx.get(Requisition, slip_id)
        number = (
            ""
            if slip.number
            else give_slip_number(
                tx, REQUISITIONS, slip.id, station=store.file_id, on_day=slip.asked_on, by_hand=by_hand
            )
        )
        if not number:
            raise StepNotDue(
                _("The slip gets no number here."),
                do=_("It has one already, or another machine gives the numbers: type the one it gave."),
            )
        return _kept(tx, tx.update(slip, number=number))


def issue_materials(
    store: Store,
    slip_id: str,
    issued: Mapping[str, int],
    *,
    allowed_by: str,
    issued_by: str,
    received_by: str,
    on: date | None = None,
    why: str = "",
) -> SlipKept:
    """Issue what a slip asks for, as far as there is.

    Args:
        store: The office's store.
        slip_id: The slip.
        issued: What is really issued by the id of the line, in thousandths; a line left out gets all it asks for.
        allowed_by: Who orders the issue (ผู้สั่งจ่าย).
        issued_by: Who issues (ผู้จ่าย).
        received_by: Who receives (ผู้รับ).
        on: The day; today when not given.
        why: The reason, kept in the journal.

    Raises:
        StepNotDue: It was issued or cancelled before.
        AssetFactWrong: A name is missing, more than asked for or less than nothing is issued, nothing at all is
            issued, or the day lies ahead or before the asking.
        NotInStock: A card has less.
        StockRefused: The fiscal year is closed.
    """
    today = bangkok_today(store.clock)
    day = on or today
    if not all(name.strip() for name in (allowed_by, issued_by, received_by)):
        raise AssetFactWrong(_("A name is missing."), do=_("Write who orders, who issues and who receives."))
    with store.transaction(why) as tx:
        slip = _waiting(tx, slip_id)
        if day < slip.asked_on:
            raise AssetFactWrong(
                _("The day must lie between {first} and today.").format(first=thai_date(slip.asked_on)),
                do=_("Look at the date and type it again."),
            )
        lines = tx.find(RequisitionLine, requisition_id=slip_id)
        given = {line.id: issued.get(line.id, line.asked) for line in lines}
        _check_issue(lines, given, issued)
        slip = tx.update(
            slip,
            allowed_by=tidy(allowed_by),
            issued_by=tidy(issued_by),
            received_by=tidy(received_by),
            issued_on=day,
        )
        moves = [_move(tx, slip, line, given[line.id], day) for line in lines if given[line.id]]
        stored = add_moves(tx, today, moves)
        for line in lines:
            tx.update(line, issued=given[line.id])
        return _kept(tx, slip, stored)


def correct_issue(store: Store, line_id: str, quantity: int, *, why: str, on: date | None = None) -> SlipKept:
    """Let a line of an issued slip have another quantity: the movement is taken back, and the right one entered.

    Raises:
        StepNotDue: Nothing was issued by the slip yet.
        AssetFactWrong: No reason, a quantity below nothing or above what was asked for, or a day that cannot be.
        NotInStock: The card has less.
        StockRefused: The fiscal year is closed.
    """
    today = bangkok_today(store.clock)
    day = on or today
    with store.transaction(why) as tx:
        line = tx.get(RequisitionLine, line_id)
        slip = tx.get(Requisition, line.requisition_id)
        if line.issued is None:
            raise StepNotDue(
                _("Nothing was issued by this slip yet."), do=_("Issue it, or cancel it and write another.")
            )
        if not why.strip():
            raise AssetFactWrong(_("This is done only with a reason."), do=_("Write the reason."))
        _check_issue([line], {line.id: quantity}, {line.id: quantity}, none_at_all=True)
        stored: list[MaterialMove] = []
        standing = _standing_move(tx, line)
        if standing is not None:
            stored.append(reverse_in(tx, standing, today, on=day, why=why))
        if quantity:
            stored += add_moves(tx, today, [_move(tx, slip, line, quantity, day)])
        tx.update(line, issued=quantity)
        return _kept(tx, slip, stored)


def cancel_requisition(store: Store, slip_id: str, *, why: str) -> SlipKept:
    """End a slip of which nothing was issued.

    Raises:
        StepNotDue: It was issued or cancelled before.
        AssetFactWrong: No reason.
    """
    if not why.strip():
        raise AssetFactWrong(_("This is done only with a reason."), do=_("Write the reason."))
    with store.transaction(why) as tx:
        return _kept(tx, tx.update(_waiting(tx, slip_id), cancelled_why=tidy(why)))


def requisition_list(
    store: Store,
    text: str = "",
    *,
    state: RequisitionState | None = None,
    division: str = "",
    material_id: str = "",
) -> list[SlipView]:
    """Slips that hold every word of `text` in number, names, purpose or material, the latest first."""
    words = search_form(text).split()
    by_slip: dict[str, list[SlipLine]] = {}
    cards = {card.id: card for card in store.find(Material)}
    for line in store.find(RequisitionLine):
        by_slip.setdefault(line.requisition_id, []).append(SlipLine(line, cards[line.material_id]))
    views = [SlipView(slip, tuple(by_slip.get(slip.id, ()))) for slip in store.find(Requisition)]
    return [
        view
        for view in sorted(views, key=lambda each: each.slip.asked_on, reverse=True)
        if state in (None, view.state)
        and division in ("", view.slip.division)
        and (not material_id or any(each.material.id == material_id for each in view.lines))
        and all(word in _words_of(view) for word in words)
    ]


def requisition_view(shelf: Shelf, slip_id: str) -> SlipView:
    """One slip with its lines."""
    lines = shelf.find(RequisitionLine, requisition_id=slip_id)
    return SlipView(
        shelf.get(Requisition, slip_id), tuple(SlipLine(line, shelf.get(Material, line.material_id)) for line in lines)
    )


def find_requisition(shelf: Shelf, text: str, today: date) -> Requisition:
    """The slip of a number as printed or of this fiscal year, or of an id.

    Raises:
        SlipMissing: There is none.
    """
    found = bearer(shelf, Requisition, text, today)
    if found is None:
        raise SlipMissing(text)
    return found


def state_of(slip: Requisition) -> RequisitionState:
    """Where a slip stands."""
    if slip.cancelled_why:
        return RequisitionState.CANCELLED
    return RequisitionState.ISSUED if slip.issued_on is not None else RequisitionState.WAITING


def _check(lines: Sequence[Asked], asked_by: str, day: date, today: date) -> None:
    cards = [line.material_id for line in lines]
    if not lines or len(set(cards)) < len(cards) or any(line.quantity < 1 for line in lines):
        raise AssetFactWrong(
            _("The requisition asks for nothing, or for one thing twice."),
            do=_("Choose each material once, and write how much."),
        )
    if not asked_by.strip():
        raise AssetFactWrong(_("A name is missing."), do=_("Write who it was."))
    check_day(day, today)


def _check_issue(
    lines: Sequence[RequisitionLine],
    given: Mapping[str, int],
    told: Mapping[str, int],
    *,
    none_at_all: bool = False,
) -> None:
    strange = set(told) - {line.id for line in lines}
    if strange or any(not 0 <= given[line.id] <= line.asked for line in lines):
        raise AssetFactWrong(
            _("More than was asked for cannot be issued."),
            do=_("Issue at most what the slip asks for; for more, write another slip."),
        )
    if not none_at_all and not any(given.values()):
        raise AssetFactWrong(_("Nothing at all is issued."), do=_("Cancel the slip with its reason instead."))


def _move(tx: Transaction, slip: Requisition, line: RequisitionLine, quantity: int, on: date) -> MaterialMove:
    return MaterialMove(
        material_id=line.material_id,
        kind=StockMove.ISSUED,
        on_day=on,
        entered_at=tx.moment,
        quantity=quantity,
        other_party=slip.division or slip.received_by,
        document_no=slip.number,
        requisition_line_id=line.id,
    )


def _standing_move(tx: Transaction, line: RequisitionLine) -> MaterialMove | None:
    """The movement by which a line was issued; None where it was taken back, or nothing was issued."""
    moves = tx.find(MaterialMove, requisition_line_id=line.id)
    taken_back = {move.reverses for move in moves if move.reverses}
    return next((move for move in moves if move.kind is StockMove.ISSUED and move.id not in taken_back), None)


def _waiting(tx: Transaction, slip_id: str) -> Requisition:
    slip = tx.get(Requisition, slip_id)
    if state_of(slip) is not RequisitionState.WAITING:
        raise StepNotDue(
            _("This requisition was issued or cancelled before."), do=_("Look at where it stands in the list.")
        )
    return slip


def _kept(tx: Transaction, slip: Requisition, moves: Sequence[MaterialMove] = ()) -> SlipKept:
    lines = tuple(tx.find(RequisitionLine, requisition_id=slip.id))
    return SlipKept(slip, lines, below_now(tx, moves), tx.changes)


def _words_of(view: SlipView) -> str:
    slip = view.slip
    told = (slip.number, slip.division, slip.purpose, slip.asked_by, slip.received_by)
    return search_form(" ".join((*told, *(each.material.name for each in view.lines))))
