"""A loan as it is asked for at the counter, by keyboard: who, what for, from when until when, and which things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.loans import LoanKept, NewLoan, ask_loan
from sai_thong.registers.assets.rules.loans import loan_case
from sai_thong.registers.assets.terms import LOAN_APPROVER_LABELS, LOAN_CASE_LABELS
from sai_thong.ui.kit import FieldSpec, Text, ThaiLabel
from sai_thong.ui.kit.field_group import FieldGroup
from sai_thong.ui.pages.assets.entry_view import EntryView
from sai_thong.ui.pages.assets.lending_borrower import BorrowerEntry
from sai_thong.ui.pages.assets.lending_things import ThingsEntry
from sai_thong.ui.pages.assets.side_by_side import SideBySide

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.lending import LendingSection

_OUTSIDE, _INSIDE = "outside", "inside"


class NewLoanView(EntryView):
    """The form of a new loan.

    Args:
        section: Over which it stands.
        done: Told of the loan that was kept.
    """

    def __init__(self, section: LendingSection, done: Callable[[LoanKept], object]) -> None:
        super().__init__(section, _("New loan"), _("Keep the loan"))
        self._done = done
        today = section.today
        self.borrower = BorrowerEntry(section.store, today, stage=self)
        self.matter = FieldGroup(_specs(), {"begins_on": today, "where": _OUTSIDE}, today=today)
        self.things = ThingsEntry(section.store, today, self._days, by_agency=self._by_agency, stage=self)
        self.approver = ThaiLabel("", Text.SMALL, muted=True)
        self.lay(SideBySide((self.borrower, self.matter), (self.things, self.approver)))
        self.matter.edited.connect(self._edited)
        self.borrower.fields.edited.connect(self._edited)
        self._edited("")

    def begin(self, asset_id: str = "") -> None:
        """Show it with the keys where the borrower is found, of an asset where one is known."""
        if asset_id:
            self.things.take_asset(asset_id)
        self.open_over()
        self.borrower.take_focus()

    def typed(self) -> object:
        """Everything typed."""
        return super().typed(), self.matter.draft(), [line.thing.thing_id for line in self.things.lines]

    def save(self) -> None:
        """Keep the loan; go to the first field that is wrong instead."""
        wrong = self.borrower.fields.first_wrong() or self.matter.first_wrong()
        if not self.borrower.name:
            self.say(BadInput(_("Nobody is named who borrows."), do=_("Type the name, or find the citizen.")))
            self.borrower.take_focus()
        elif wrong is not None:
            self.go_to(wrong)
        elif not self.things.lines:
            self.say(BadInput(_("Nothing is borrowed yet."), do=_("Type a name or number of a thing, or scan it.")))
            self.things.finder.line.setFocus()
        else:
            self._keep()

    def _keep(self) -> None:
        try:
            new = self._new_loan()
        except BadInput as problem:
            self.say(problem)
            return
        self.write(partial(ask_loan, self.section.store, new), self._done)

    def _new_loan(self) -> NewLoan:
        fields, matter = self.borrower.fields, self.matter
        begins_on, due_on = matter.value("begins_on"), matter.value("due_on")
        assert isinstance(begins_on, date) and isinstance(due_on, date)
        return NewLoan(
            borrower=self.borrower.name,
            person_id=self.borrower.citizen.id if self.borrower.citizen else None,
            agency=fields.text("agency"),
            borrower_position=fields.text("position"),
            borrower_address=fields.text("address"),
            borrower_phone=fields.text("phone"),
            purpose=matter.text("purpose"),
            place=matter.text("place"),
            begins_on=begins_on,
            due_on=due_on,
            used_outside=matter.value("where") != _INSIDE,
            officer_opinion=matter.text("opinion"),
            things=self.things.wanted(),
            number=matter.value("number"),
        )

    def _days(self) -> tuple[date, date] | None:
        """The days as far as they can be read."""
        draft = self.matter.draft()
        first, last = draft["begins_on"], draft["due_on"]
        known = isinstance(first, date) and isinstance(last, date) and first <= last
        return (first, last) if known else None

    def _by_agency(self) -> bool:
        """Whether an agency borrows, not a person."""
        return bool(str(self.borrower.fields.draft()["agency"] or "").strip())

    def _edited(self, _key: str) -> None:
        """Say who allows it, and what is free on the days as they are now."""
        agency = self._by_agency()
        case = loan_case(borrower_is_agency=agency, used_outside=self.matter.draft()["where"] != _INSIDE)
        approval = asset_law(self.section.store).rules.approver(case, self.section.today)
        self.approver.set_text(
            _("{case}: it is allowed by {approver}.").format(
                case=_(LOAN_CASE_LABELS[case]), approver=_(LOAN_APPROVER_LABELS[approval.approver])
            )
        )
        self.matter.set_asked(not agency, "where")
        self.things.tell_free()


def _specs() -> list[FieldSpec]:
    where = [(_OUTSIDE, _("Outside the office")), (_INSIDE, _("Inside the office"))]
    return [
        FieldSpec("purpose", _("Used for"), required=True),
        FieldSpec("place", _("Used at")),
        FieldSpec("where", _("Where it is used"), "choice", required=True, choices=where),
        FieldSpec("begins_on", _("To be fetched on"), "date", required=True, purpose="future"),
        FieldSpec("due_on", _("Due back on"), "date", required=True, purpose="future"),
        FieldSpec("opinion", _("Opinion of the supply officer")),
        FieldSpec("number", _("Number written by hand"), "integer", help=_("Left empty, the next number is given.")),
    ]
