"""ยืม–คืน: what is lent to whom until when, by the day it is due back, and the calendar of what is lent by the count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.loan_list import LoanFilter, LoanView, loan_list
from sai_thong.registers.assets.loan_returns import TakenBack
from sai_thong.registers.assets.loans import LoanKept
from sai_thong.registers.assets.pools import PoolKept
from sai_thong.registers.assets.records import Pool
from sai_thong.registers.assets.terms import LoanState
from sai_thong.registers.law.asset_terms import LoanApprover
from sai_thong.registers.office.records import Post, Signer
from sai_thong.registers.office.signing import signers_on
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    FilterCombo,
    ListTable,
    ListWithRecord,
    RecordPanel,
    Row,
    SearchField,
    SearchRow,
    Tone,
    keys,
)
from sai_thong.ui.pages.assets import lending_pools
from sai_thong.ui.pages.assets import lending_steps as steps
from sai_thong.ui.pages.assets.lending_calendar import PoolCalendar
from sai_thong.ui.pages.assets.lending_new import NewLoanView
from sai_thong.ui.pages.assets.lending_return import ReturnView
from sai_thong.ui.pages.assets.lending_rows import counted_loans, loan_columns, loan_record, loan_row
from sai_thong.ui.pages.assets.step import PaperOf
from sai_thong.ui.pages.assets.stepped_section import SteppedSection
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage

OVERDUE: Final = "overdue"
OPEN: Final = "open"
_RUNNING: Final = (LoanState.ASKED, LoanState.APPROVED, LoanState.OUT)


class LendingSection(SteppedSection):
    """The loans under their filters; the chosen one beside them."""

    def __init__(self, page: AssetsPage) -> None:
        self.calendar_button = ActionButton(_("Calendar of pools"), self.open_calendar)
        self.new_button = ActionButton(_("New loan"), self.new_loan, key=keys.NEW, kind="primary")
        super().__init__(page, [self.calendar_button, self.new_button])
        self._views: dict[str, LoanView] = {}
        self._wanted = ""
        self.search = SearchField(_("Find by borrower, number, purpose or thing"))
        self.filter = FilterCombo(_("All loans"), _filters())
        self.filter.set_value(OPEN)
        self.table = ListTable(loan_columns(), name=_("Loans"))
        self.table.attach_search(self.search)
        self.record = RecordPanel(_("Choose a loan to see what is out and until when."))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(SearchRow(self.search, [self.filter]))
        column.addWidget(ListWithRecord(self.table, self.record), 1)
        self.put(holder)
        self.search.text_changed.connect(lambda _text: self.load())
        self.filter.chosen.connect(lambda _value: self.load())
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_opened.connect(lambda _row: self._open_next())

    # the list

    def load(self) -> None:
        """Read the loans anew; the chosen one stays chosen."""
        self.read(_loans, self.search.text(), self._filter(), done=self._show, about="loans")
        top = self.over.top()
        if isinstance(top, PoolCalendar):
            top.read()

    def _show(self, found: list[LoanView]) -> None:
        self._views = {view.loan.id: view for view in found}
        self.header.set_period(counted_loans(len(found), sum(view.overdue for view in found)))
        if found:
            self.table.set_rows([loan_row(view) for view in found])
        else:
            self._show_none()
        if self._wanted:
            self.table.choose_id(self._wanted)
            self._wanted = ""
        self._show_chosen(self.table.chosen())

    def show_loan(self, loan_id: str, filter_value: str = "") -> None:
        """Choose a loan once the list was read under a filter."""
        self._wanted = loan_id
        self.filter.set_value(filter_value)
        self.search.clear()
        self.load()

    def _show_none(self) -> None:
        if self.search.text().strip():
            self.table.show_empty(_("No loan fits this search."), _("Search for less, or choose another filter."))
        else:
            self.table.show_empty(
                _("Nothing is lent now."),
                _("Take down who borrows what, and until when."),
                _("New loan"),
                self.new_loan,
            )

    def _filter(self) -> LoanFilter:
        value = self.filter.value()
        if value == OVERDUE:
            return LoanFilter(overdue=True)
        if value == OPEN:
            return LoanFilter(_RUNNING)
        return LoanFilter((LoanState(value),)) if value else LoanFilter()

    def chosen(self) -> LoanView | None:
        """The loan chosen."""
        row = self.table.chosen()
        return self._views.get(str(row["id"])) if row else None

    def _show_chosen(self, _row: Row | None) -> None:
        view = self.chosen()
        if view is None:
            self.record.show_nothing()
            return
        history = history_shown(self.page, view.loan)
        self.record.show_record(loan_record(view), self._buttons(view), whole_history=history)

    def _buttons(self, view: LoanView) -> list[ActionButton]:
        approver = self._approver(view)
        first = steps.next_step(self.store, view, self.today, approver)
        others = steps.other_steps(self.store, view, self.today, approver)
        buttons = self.buttons_of(first, others, lambda: steps.papers_of(view))
        if view.loan.state is LoanState.OUT:
            back = ActionButton(_("Take back…"), self.take_back, key=keys.EDIT)
            if first is None:
                back.set_kind("primary")
            buttons.insert(0, back)
        return buttons

    def _approver(self, view: LoanView) -> str:
        """Who would allow it: the chief executive, where the law asks for that post."""
        if view.loan.approver is LoanApprover.RESPONSIBLE_UNIT_HEAD:
            return ""
        found = signers_on(self.store.find(Signer), Post.MAYOR, self.today)
        return found[0].name if found else ""

    # what is done

    def new_loan(self, asset_id: str = "") -> None:
        """The form of a new loan, of an asset where another section showed one."""
        if self.over.may_leave():
            NewLoanView(self, self._lent).begin(asset_id)

    def _lent(self, kept: LoanKept) -> None:
        self.show_loan(kept.loan.id, OPEN)
        number = kept.loan.number
        words = _("The loan is slip {number}.").format(number=number) if number else _("The loan is kept.")
        self.tell_with_paper(words, PaperOf(steps.SLIP_PAPER, kept.loan.id))

    def take_back(self) -> None:
        """The grid of what comes back."""
        view = self.chosen()
        if view is not None and view.loan.state is LoanState.OUT:
            ReturnView(self, view, self._taken_back).begin()

    def _taken_back(self, taken: TakenBack) -> None:
        if taken.short:
            words = _("It is taken back. Not enough is left for loans that are promised: look at the calendar.")
            self.page.tell(Banner(words, Tone.WARNING, action=_("Calendar of pools"), run=self.open_calendar))
        elif taken.loan.state is LoanState.RETURNED:
            self.page.tell_done(_("Everything is back; the loan has ended."))
        else:
            self.page.tell_done(_("It is taken back; the rest is still out."))

    def _open_next(self) -> None:
        view = self.chosen()
        if view is None:
            return
        first = steps.next_step(self.store, view, self.today, self._approver(view))
        if first is not None:
            self.open_step(first)
        else:
            self.take_back()

    # pools

    def open_calendar(self, pool_id: str = "") -> None:
        """The month of a pool, over the list."""
        if not self.over.may_leave():
            return
        calendar = PoolCalendar(self, pool_id)
        calendar.left.connect(self.over.uncover)
        calendar.loan_asked.connect(self._leave_calendar)
        self.over.show_over(calendar)
        calendar.read()
        calendar.take_focus()

    def _leave_calendar(self, loan_id: str) -> None:
        self.over.uncover()
        self.show_loan(loan_id)

    def add_pool(self) -> None:
        """The form of a new pool."""
        self.open_step(lending_pools.add_pool(self.store))

    def change_pool(self, pool: Pool) -> None:
        """The form that corrects a pool."""
        self.open_step(lending_pools.change_pool(self.store, pool))

    def end_pool(self, pool: Pool) -> None:
        """The form that ends a pool."""
        self.open_step(lending_pools.end_pool(self.store, pool, self.today))

    def step_done(self, result: object) -> None:
        """A pool that was added or corrected stands in its calendar."""
        if isinstance(result, PoolKept):
            self.open_calendar(result.pool.id)

    # state

    def state(self) -> dict[str, Any]:
        """The filter and the chosen loan."""
        row = self.table.chosen()
        return {"filter": self.filter.value(), "search": self.search.text(), "loan": row["id"] if row else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``loan``, the loans of a ``filter``, or the form of a new one of an asset to ``lend``."""
        if "filter" in state:
            self.filter.set_value(str(state["filter"]))
        if "search" in state:
            self.search.setText(str(state["search"]))
        self._wanted = str(state.get("loan", ""))
        if self._wanted and "filter" not in state:
            self.filter.set_value("")
        self.load()
        if state.get("lend"):
            self.new_loan(str(state["lend"]))

    def take_focus(self) -> bool:
        """The search takes the keys."""
        top = self.over.top()
        (top or self.search).setFocus()
        return True


def _loans(store: Store, text: str, chosen: LoanFilter) -> list[LoanView]:
    return loan_list(store, bangkok_today(store.clock), text, chosen)


def _filters() -> list[tuple[str, str]]:
    return [
        (OPEN, _("Running loans")),
        (OVERDUE, _("Overdue")),
        (LoanState.ASKED.value, _("Waiting to be allowed")),
        (LoanState.APPROVED.value, _("Waiting to be fetched")),
        (LoanState.OUT.value, _("With the borrower")),
        (LoanState.RETURNED.value, _("Wholly returned")),
    ]
