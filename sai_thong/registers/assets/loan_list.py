"""Loans for the window, the command line and Today: lists with how each stands, and one with everything of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.ground.language import N_
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.lending_calendar import lent_line
from sai_thong.registers.assets.records import Asset, Loan, LoanLine, LoanReturn, Material, Pool
from sai_thong.registers.assets.refusals import SlipMissing
from sai_thong.registers.assets.rules.loans import LoanStanding, demand_by, loan_standing
from sai_thong.registers.assets.rules.materials import quantity_text
from sai_thong.registers.assets.slip_numbers import bearer
from sai_thong.registers.assets.terms import LoanState
from sai_thong.registers.law.assets import AssetLaw
from sai_thong.thai.text import search_form

LOAN_STANDING_LABELS: Final = {
    LoanStanding.OUT: N_("Out, not due yet"),
    LoanStanding.DUE_TODAY: N_("Due back today"),
    LoanStanding.OVERDUE: N_("Overdue: demand it back"),
    LoanStanding.DEMAND_LATE: N_("Overdue: the demand is late"),
    LoanStanding.DEMANDED: N_("Overdue, demanded back"),
    LoanStanding.RETURNED: N_("Wholly returned"),
}

_FEW: Final = 500
"""Of so many loans the lines are asked for by themselves; of more, all are read."""
_LATE: Final = frozenset({LoanStanding.OVERDUE, LoanStanding.DEMAND_LATE, LoanStanding.DEMANDED})


@dataclass(frozen=True)
class LoanThing:
    """A line of a loan as it is shown.

    Attributes:
        line: As stored.
        name: What it is: of an asset, a pool or a stock card.
        number: The number of an asset; empty of others.
        unit: The unit of count.
        returns: What came back of it, withdrawn returns included, in the order they were entered.
    """

    line: LoanLine
    name: str
    number: str
    unit: str
    returns: tuple[LoanReturn, ...]

    @property
    def outstanding(self) -> int:
        """How many have not come back; of a stock card in thousandths."""
        return self.line.quantity - sum(back.quantity for back in self.returns if not back.withdrawn_why)

    def quantity_text(self, quantity: int) -> str:
        """A quantity of this line as written."""
        return quantity_text(quantity) if self.line.material_id else str(quantity)


@dataclass(frozen=True)
class LoanView:
    """A loan with its things and how it stands today.

    Attributes:
        loan: As stored.
        things: Its lines.
        standing: How it stands while it is out, or once it is back; None before it was fetched, or when it never is.
        demand_by: The last day on which it is demanded back (ข้อ 211).
    """

    loan: Loan
    things: tuple[LoanThing, ...]
    standing: LoanStanding | None
    demand_by: date

    @property
    def overdue(self) -> bool:
        """Whether something is out after its day."""
        return self.standing in _LATE

    @property
    def told(self) -> str:
        """What it is of, in a line."""
        return ", ".join(
            f"{thing.name} {thing.number}".strip()
            if thing.line.asset_id
            else f"{thing.name} {thing.quantity_text(thing.line.quantity)} {thing.unit}".strip()
            for thing in self.things
        )


@dataclass(frozen=True)
class LoanFilter:
    """Which loans a list shows; nothing set shows all of them.

    Attributes:
        states: Only in these states.
        overdue: Only what is out after its day.
        due_until: Only what is out and due back until this day.
        thing_id: Only of this asset, pool or stock card.
    """

    states: tuple[LoanState, ...] = ()
    overdue: bool = False
    due_until: date | None = None
    thing_id: str = ""


ALL: Final = LoanFilter()


def loan_list(shelf: Shelf, today: date, text: str = "", chosen: LoanFilter = ALL) -> list[LoanView]:
    """The loans that hold every word of `text` and pass the filter: open ones by the day they are due, then the others.

    Words are looked for in number, borrower, agency, purpose and the things.
    """
    words = search_form(text).split()
    found = shelf.find(Loan, state=chosen.states) if chosen.states else shelf.find(Loan)
    views = [view for view in _views(shelf, found, today) if _passes(view, chosen, words)]
    ended = (LoanState.RETURNED, LoanState.REFUSED, LoanState.CANCELLED)
    running = sorted((view for view in views if view.loan.state not in ended), key=lambda each: each.loan.due_on)
    over = sorted((view for view in views if view.loan.state in ended), key=lambda each: each.loan.due_on, reverse=True)
    return [*running, *over]


def due_loans(shelf: Shelf, today: date) -> list[LoanView]:
    """What is due back today or overdue, the oldest first."""
    return loan_list(shelf, today, chosen=LoanFilter((LoanState.OUT,), due_until=today))


def loan_view(shelf: Shelf, loan_id: str, today: date) -> LoanView:
    """One loan with everything of it."""
    return _views(shelf, [shelf.get(Loan, loan_id)], today)[0]


def find_loan(shelf: Shelf, text: str, today: date) -> Loan:
    """The loan of a number as printed or of this fiscal year, or of an id.

    Raises:
        SlipMissing: There is none.
    """
    found = bearer(shelf, Loan, text, today)
    if found is None:
        raise SlipMissing(text)
    return found


def _views(shelf: Shelf, loans: Iterable[Loan], today: date) -> list[LoanView]:
    loans = list(loans)
    ids = {loan.id for loan in loans}
    asked = {"loan_id": tuple(ids)} if len(ids) <= _FEW else {}
    returns: dict[str, list[LoanReturn]] = defaultdict(list)
    for back in shelf.find(LoanReturn, **asked):
        returns[back.line_id].append(back)
    lines: dict[str, list[LoanThing]] = defaultdict(list)
    found = [line for line in shelf.find(LoanLine, **asked) if line.loan_id in ids]
    names = _names(shelf, found)
    for line in found:
        name, number, unit = names[line.asset_id or line.pool_id or line.material_id]
        lines[line.loan_id].append(LoanThing(line, name, number, unit, tuple(returns[line.id])))
    law = asset_law(shelf)
    return [_view(loan, tuple(lines[loan.id]), today, law) for loan in loans]


def _view(loan: Loan, things: tuple[LoanThing, ...], today: date, law: AssetLaw) -> LoanView:
    rule = law.rules.loan_rule(loan.due_on)
    standing = None
    if loan.state in (LoanState.OUT, LoanState.RETURNED):
        # What was demanded before the loan was let last longer does not count for the later day.
        demanded_on = loan.demanded_on if loan.demanded_on and loan.demanded_on > loan.due_on else None
        lent = [lent_line(loan, thing.line, thing.returns) for thing in things]
        standing = loan_standing(lent, demanded_on, today, rule)
    return LoanView(loan, things, standing, demand_by(loan.due_on, rule))


def _names(shelf: Shelf, lines: list[LoanLine]) -> dict[str, tuple[str, str, str]]:
    """Name, number and unit of everything lines are of, by its id."""
    assets = tuple({line.asset_id for line in lines if line.asset_id})
    names = {card.id: (card.name, card.number, card.unit) for card in shelf.find(Asset, id=assets)} if assets else {}
    names |= {pool.id: (pool.name, "", pool.unit) for pool in shelf.find(Pool)}
    materials = tuple({line.material_id for line in lines if line.material_id})
    cards = shelf.find(Material, id=materials) if materials else []
    return names | {card.id: (card.name, card.code, card.unit) for card in cards}


def _passes(view: LoanView, chosen: LoanFilter, words: list[str]) -> bool:
    loan = view.loan
    if chosen.overdue and not view.overdue:
        return False
    if chosen.due_until is not None and not (loan.state is LoanState.OUT and loan.due_on <= chosen.due_until):
        return False
    ids = {getattr(thing.line, name) for thing in view.things for name in ("asset_id", "pool_id", "material_id")}
    if chosen.thing_id and chosen.thing_id not in ids:
        return False
    told = search_form(" ".join((loan.number, loan.borrower, loan.agency, loan.purpose, loan.place, view.told)))
    return all(word in told for word in words)
