"""What of a loan comes back: a grid with how many of each thing and in what state, filled in by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.loan_list import LoanThing, LoanView
from sai_thong.registers.assets.loan_returns import TakenBack, ThingBack, take_back
from sai_thong.registers.assets.rules.materials import read_quantity
from sai_thong.registers.assets.terms import RETURN_CONDITION_LABELS, ReturnCondition
from sai_thong.ui import theme
from sai_thong.ui.kit import Column, EntryColumn, EntryGrid, FieldSpec, Row
from sai_thong.ui.kit.field_group import FieldGroup
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets.entry_view import EntryView
from sai_thong.ui.pages.assets.lending_rows import thing_name

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.lending import LendingSection


class ReturnView(EntryView):
    """The return of a loan, all of it or some.

    Args:
        section: Over which it stands.
        view: The loan.
        done: Told of what was taken back.
    """

    def __init__(self, section: LendingSection, view: LoanView, done: Callable[[TakenBack], object]) -> None:
        title = _("Return of {borrower}").format(borrower=view.loan.agency or view.loan.borrower)
        super().__init__(section, title, _("Keep the return"))
        self._loan_id, self._done = view.loan.id, done
        self._things = {thing.line.id: thing for thing in view.things if thing.outstanding > 0}
        today = section.today
        self.who = FieldGroup(
            [
                FieldSpec("by", _("Returned by"), required=True),
                FieldSpec("to", _("Taken back by"), required=True),
                FieldSpec("on", _("Returned on"), "date", required=True),
            ],
            {"by": view.loan.borrower, "to": section.store.user, "on": today},
            today=today,
        )
        self.grid = EntryGrid(
            [
                Column("name", _("Thing"), least=200, strong=True),
                Column("out", _("Still out"), 96, align="right"),
            ],
            [
                EntryColumn("back", _("Back now"), width=96),
                EntryColumn("condition", _("How it came back"), "choice", width=200, choices=_conditions()),
                EntryColumn("paid", _("Paid (baht)"), "money", width=110),
                EntryColumn("note", _("Remark of the line"), width=170),
            ],
            today=today,
            name=_("What came back"),
        )
        self.grid.set_rows([_row(thing) for thing in self._things.values()])
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(10))
        column.addWidget(self.who)
        column.addWidget(self.grid, 1)
        self.lay(content, scrolls=False)

    def begin(self) -> None:
        """Show it with the keys in the grid, where everything came back usable until somebody says otherwise."""
        self.open_over()
        self.grid.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> object:
        """What was filled in."""
        return self.who.draft(), self.grid.entries()

    def save(self) -> None:
        """Take back what is filled in."""
        wrong = self.who.first_wrong()
        if wrong is not None:
            self.go_to(wrong)
            return
        problems = self.grid.problems()
        if problems:
            self.say(BadInput(problems[0][2]))
            return
        try:
            things = list(self._backs())
        except BadInput as problem:
            self.say(problem)
            return
        operation = partial(
            take_back,
            self.section.store,
            self._loan_id,
            things,
            returned_by=self.who.text("by"),
            received_by=self.who.text("to"),
            on=self.who.value("on"),
        )
        self.write(operation, self._done)

    def _backs(self) -> Iterator[ThingBack]:
        for line_id, entered in self.grid.entries().items():
            thing = self._things[str(line_id)]
            quantity = _quantity(thing, entered.get("back"))
            if quantity:
                yield ThingBack(
                    thing.line.id,
                    quantity,
                    ReturnCondition(entered.get("condition") or ReturnCondition.USABLE),
                    paid_satang=entered.get("paid") or 0,
                    note=str(entered.get("note") or ""),
                )


def _row(thing: LoanThing) -> Row:
    left = thing.quantity_text(thing.outstanding)
    return {
        "id": thing.line.id,
        "name": thing_name(thing),
        "out": f"{left} {thing.unit}",
        "back": left,
        "condition": ReturnCondition.USABLE.value,
    }


def _quantity(thing: LoanThing, written: FieldValue) -> int:
    text = str(written or "").strip()
    if not text:
        return 0
    quantity = read_quantity(text)
    if thing.line.material_id:
        return quantity
    if quantity % 1000:
        raise BadInput(_("“{written}” is not a whole number.").format(written=text))
    return quantity // 1000


def _conditions() -> list[tuple[str, str]]:
    return [(each.value, _(words)) for each, words in RETURN_CONDITION_LABELS.items()]
