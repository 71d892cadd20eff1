"""The month: who is paid what and why, what stands in the way, and the step that comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.allowances.records import MonthState, PaymentLine
from sai_thong.registers.allowances.results import ResultEntry, record_results
from sai_thong.thai.names import full_name
from sai_thong.ui.kit import ActionButton, MonthPicker, PageHeader, Row, keys
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.pages.allowances.month_board import MonthBoard, read_board
from sai_thong.ui.pages.allowances.month_list import MonthList
from sai_thong.ui.pages.allowances.month_papers import month_papers
from sai_thong.ui.pages.allowances.month_steps import action_words, step_of
from sai_thong.ui.pages.allowances.results_entry import ResultsEntry, entry_of, record_and_finish, result_fields
from sai_thong.ui.pages.allowances.stepped import Step, SteppedSection
from sai_thong.ui.pages.paper_prints import print_paper

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage


class MonthSection(SteppedSection):
    """The list of a month with its figures; a form or the grid of results takes its place while a step is done."""

    def __init__(self, page: AllowancesPage) -> None:
        super().__init__(page)
        self.board: MonthBoard | None = None
        self._wanted: dict[str, str] = {}
        self.picker = MonthPicker(self.month)
        self.picker.month_chosen.connect(self.page.show_month)
        self.print_button = ActionButton(_("Print"), self._open_print_menu, key=keys.PRINT)
        self.results_button = ActionButton(_("Results…"), self._open_results)
        self.main_button = ActionButton(action_words(MonthState.PREPARING), self.take_step, kind="primary")
        self.header = PageHeader(
            _("Allowances"), "", [self.print_button, self.results_button, self.main_button], beside=[self.picker]
        )
        self.list = MonthList(self)
        self.header_buttons = [self.print_button, self.results_button, self.main_button]
        self.show_list(self.list)
        self.print_menu = Menu(self)
        self._show_actions()

    # reading

    def load(self) -> None:
        """Compute the month again."""
        self.picker.set_month(self.month)
        if self.board is None or self.board.view.month != self.month:
            self.board = None
            self.list.show_reading()
            self._show_actions()
        self.read(read_board, self.scheme_set, self.month, done=self._show, failed=self._tell_failed)

    def _show(self, board: MonthBoard) -> None:
        self.board = board
        self.list.show_board(board)
        self._show_actions()
        self._choose_wanted()

    def _tell_failed(self, error: SaiThongError) -> None:
        self.list.table.show_error(error, _("Try again"), self.load)

    def _show_actions(self) -> None:
        board = self.board
        paid = board is not None and bool(board.view.lines)
        self.main_button.setEnabled(paid)
        self.print_button.setEnabled(paid)
        self.results_button.setVisible(board is not None and board.view.state is MonthState.RESULTS)
        if board is not None:
            self.main_button.set_action_text(action_words(board.view.state))

    # what survives

    def state(self) -> dict[str, Any]:
        """Who is chosen."""
        row = self.list.table.chosen()
        return {"claim": row["claim_id"]} if row else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose a ``claim``, or the first of a ``person``."""
        self._wanted = {key: str(state[key]) for key in ("claim", "person") if key in state}
        if self.board is not None:
            self._choose_wanted()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        for key, value in wanted.items():
            if self.list.choose_by(f"{key}_id", value):
                return

    def choose_first(self) -> None:
        """Choose the first person."""
        self.list.table.take_focus()

    # the step that comes next

    def take_step(self) -> None:
        """Do what the main button says."""
        if self.board is None:
            return
        state = self.board.view.state
        if state is MonthState.CLOSED:
            self.page.show_month(self.month.next())
        elif state is MonthState.PAID:
            self._open_results()
        else:
            self._open_step()

    def _open_step(self) -> None:
        step = step_of(self.board.view, self.store) if self.board else None
        if step is not None:
            self.open_step(step)

    def shown_again(self) -> None:
        """Keys go to the search field."""
        self._show_actions()
        self.list.search.setFocus()

    # results

    def _open_results(self) -> None:
        board = self.board
        if board is None:
            return
        entry = ResultsEntry(board.payments, today=self.today, can_finish=board.view.state is MonthState.PAID)
        entry.left.connect(self.close_inside)
        entry.save_asked.connect(lambda entries, finish: self._save_results(entry, entries, finish=finish))
        self.open_inside(entry)
        entry.search.setFocus()

    def _save_results(self, entry: ResultsEntry, entries: Sequence[ResultEntry], *, finish: bool) -> None:
        def done(_result: object) -> None:
            entry.mark_saved()
            self.page.tell_done(_("The results are recorded."))
            if finish:
                self.close_inside()

        if finish:
            self.page.write(record_and_finish, self.store, self.scheme_set, self.month, entries, done=done)
        else:
            self.page.write(record_results, self.store, self.scheme_set, entries, done=done)

    def open_result_of(self, line: PaymentLine) -> None:
        """The result of one payment as a form."""
        self.open_step(
            Step(
                words=_("Result…"),
                title=_("Result of the payment to {name}").format(
                    name=full_name(line.prefix, line.first_name, line.last_name)
                ),
                operation=lambda values: record_results(
                    self.store, self.scheme_set, [entry_of(line.id, values, self.today)]
                ),
                done=_("The results are recorded."),
                fields=result_fields(),
                values={"on_day": self.today},
            )
        )

    # papers

    def _open_print_menu(self) -> None:
        board = self.board
        if board is None:
            return
        self.print_menu.clear()
        for kind, request in month_papers(board.view, moo=self.list.village()):
            self.print_menu.addAction(kind.name).triggered.connect(
                lambda _checked=False, key=kind.key, request=request: print_paper(self.page, key, request)
            )
        self.print_menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))
        self.print_menu.setActiveAction(self.print_menu.actions()[0])

    # leaving

    def go_back(self) -> bool:
        """Esc: leave the form or grid, then the chosen person, then a narrowed list."""
        return super().go_back() or self.list.go_back()

    def edit_person(self, row: Row) -> None:
        """Open the person's own record."""
        self.page.desk.go("citizens", chosen=row["person_id"])
