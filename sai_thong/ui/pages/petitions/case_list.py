"""The list of cases: saved views and filters, found as one types, the chosen case beside it with what is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _, ngettext
from sai_thong.registers.law.services import Division
from sai_thong.registers.office.operations import villages
from sai_thong.registers.petitions.figures import Tally, figures_so_far
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.listing import Scope, View, count_petitions, due_soon_days, petitions
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.ui.kit import (
    ActionButton,
    ChoiceBox,
    Column,
    FigureCard,
    FigureRow,
    FilterCombo,
    ListTable,
    ListWithRecord,
    PagedRows,
    PageHeader,
    Row,
    SearchField,
    SearchRow,
    Tone,
    keys,
)
from sai_thong.ui.kit.over import Over
from sai_thong.ui.pages.petitions.case_desk import CaseDesk
from sai_thong.ui.pages.petitions.case_rows import RowsOfView, row_of
from sai_thong.ui.pages.petitions.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.petitions.page import PetitionsPage

OPEN: Final = Scope.OPEN.value
VIEWS: Final[dict[str, tuple[str, View]]] = {
    OPEN: (N_("All open cases"), View(Scope.OPEN)),
    Scope.MINE.value: (N_("Mine"), View(Scope.MINE)),
    Scope.DUE.value: (N_("Due soon or overdue"), View(Scope.DUE)),
    Scope.OVERDUE.value: (N_("Overdue"), View(Scope.OVERDUE)),
    PetitionState.AWAITING_PAPERS.value: (N_("Waiting for papers"), View(state=PetitionState.AWAITING_PAPERS)),
    PetitionState.PROPOSED.value: (N_("Waiting for the executive"), View(state=PetitionState.PROPOSED)),
    PetitionState.DECIDED.value: (N_("Decided, not told"), View(state=PetitionState.DECIDED)),
    Scope.UNNUMBERED.value: (N_("Without a number"), View(Scope.UNNUMBERED)),
    Scope.ENDED.value: (N_("Ended cases"), View(Scope.ENDED)),
    Scope.ALL.value: (N_("Every case"), View(Scope.ALL)),
}
"""The saved views: English msgid of what each is called, and which cases it shows."""

MOST_FOUND: Final = 200
"""Cases shown of a search; who finds more types more."""


@dataclass(frozen=True)
class ListFrame:
    """What stands around the list.

    Attributes:
        open: Cases that are open.
        mine: Of these, how many this user is in charge of.
        due: Of these, due soon or overdue.
        overdue: Of these, overdue.
        total: The figures of this fiscal year so far.
        villages: The villages by number, with what they are called.
        divisions: The divisions of the office.
    """

    open: int
    mine: int
    due: int
    overdue: int
    total: Tally
    villages: tuple[tuple[int, str], ...]
    divisions: tuple[Division, ...]


def read_frame(store: Store, confidential: bool) -> ListFrame:
    """The figures over the list and the choices of its filters; on the store's thread."""
    year = fiscal_year_be(bangkok_today(store.clock))
    counts = {
        scope: count_petitions(store, View(scope, confidential=confidential))
        for scope in (Scope.OPEN, Scope.MINE, Scope.DUE, Scope.OVERDUE)
    }
    return ListFrame(
        open=counts[Scope.OPEN],
        mine=counts[Scope.MINE],
        due=counts[Scope.DUE],
        overdue=counts[Scope.OVERDUE],
        total=figures_so_far(store, year, confidential=confidential).total,
        villages=tuple((each.moo, each.name) for each in villages(store)),
        divisions=petition_law(store).services.divisions,
    )


class CaseListSection(Section):
    """Cases under a saved view; the chosen one beside them."""

    def __init__(self, page: PetitionsPage) -> None:
        super().__init__(page)
        self._divisions: dict[str, str] = {}
        self._rows: RowsOfView | None = None
        self.print_button = ActionButton(_("Print…"), self._open_print_menu, key=keys.PRINT)
        self.print_button.setEnabled(False)
        self.header = PageHeader(_("Petitions"), "", [self.print_button, self.take_button()])
        self._add_figures()
        self._add_search()
        self._add_list(page)

    def _add_figures(self) -> None:
        self.open_card = FigureCard(_("Cases not settled"))
        self.due_card = FigureCard(_("Due within {days} days").format(days=due_soon_days(self.store)))
        self.overdue_card = FigureCard(_("Overdue"))
        self.in_time_card = FigureCard(_("Answered in time this fiscal year"))
        self.figures = FigureRow([self.open_card, self.due_card, self.overdue_card, self.in_time_card])
        self.column.addWidget(self.figures)

    def _add_search(self) -> None:
        self.search = SearchField(_("Find by number, subject, place or name"))
        self.view_box = ChoiceBox([(key, _(words)) for key, (words, _view) in VIEWS.items()], OPEN, name=_("View"))
        self.village = FilterCombo(_("All villages"), [])
        self.division = FilterCombo(_("All divisions"), [])
        self.search_row = SearchRow(self.search, [self.view_box, self.village, self.division])
        self.column.addWidget(self.search_row)
        self.search.text_changed.connect(lambda _text: self.show_rows())
        self.search.text_changed.connect(self.page.searched)
        for box in (self.view_box, self.village, self.division):
            box.chosen.connect(lambda _value: self.show_rows())

    def _add_list(self, page: PetitionsPage) -> None:
        self.table = ListTable(
            [
                Column("number", _("Number"), 116 if page.sealed else 96, strong=True),
                Column("received", _("Came in"), 96, muted=True, spare=True),
                Column("subject", _("Subject"), least=140),
                Column("petitioner", _("Petitioner"), least=100),
                Column("moo", _("Moo"), 52, kind="number"),
                Column("division", _("Division"), 124, muted=True, spare=True),
                Column("due", _("Due"), 116, kind="chip"),
                Column("state", _("State"), 122, kind="chip"),
            ],
            name=_("Petitions"),
        )
        self.table.attach_search(self.search)
        base = QWidget()
        column = QVBoxLayout(base)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.over = Over(base)
        self.desk = CaseDesk(self, self.over, choose=page.open_case)
        self.over.covered.connect(self._cover)
        self._split = ListWithRecord(self.over, self.desk.panel)
        self.column.addWidget(self._split, 1)
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_opened.connect(lambda _row: self.desk.open_next())

    def _cover(self, covered: bool) -> None:
        """A form needs the height; the list comes back as it was."""
        self.figures.setVisible(not covered)
        self.search_row.setVisible(not covered)
        below = self._split.orientation() == Qt.Orientation.Vertical
        self.desk.panel.setVisible(not (covered and below))
        if not covered:
            (self.table.grid if self.table.chosen() is not None else self.search).setFocus()

    # reading

    def load(self) -> None:
        """Read the figures and the choices, then the cases."""
        if self._rows is None:
            self.table.show_loading()
        self.read(read_frame, self.confidential, done=self._show_frame, failed=self._tell_failed)

    def _tell_failed(self, error: Any) -> None:  # noqa: ANN401 - as `ListTable.show_error`
        self.table.show_error(error, _("Try again"), self.load)

    def _show_frame(self, frame: ListFrame) -> None:
        self._divisions = {each.key: each.name for each in frame.divisions}
        by_moo = [
            (str(moo), _("Village {moo} {name}").format(moo=moo, name=name).strip()) for moo, name in frame.villages
        ]
        self.village.set_choices([("", _("All villages")), *by_moo], self.village.value())
        by_key = [(each.key, each.name) for each in frame.divisions]
        self.division.set_choices([("", _("All divisions")), *by_key], self.division.value())
        self._show_figures(frame)
        self.show_rows()
        self.desk.show_again()

    def _show_figures(self, frame: ListFrame) -> None:
        self.open_card.set_figure(_cases(frame.open), _("mine: {count}").format(count=f"{frame.mine:,}"))
        soon = frame.due - frame.overdue
        self.due_card.set_figure(_cases(soon), _("today included"), Tone.WARNING if soon else Tone.PLAIN)
        self.overdue_card.set_figure(
            _cases(frame.overdue),
            _("to be settled first") if frame.overdue else _("nothing is late"),
            Tone.BAD if frame.overdue else Tone.OK,
        )
        share, counted = frame.total.in_time_share, frame.total.answered + frame.total.overdue
        note = _("{in_time} of {due} cases").format(in_time=f"{frame.total.in_time:,}", due=f"{counted:,}")
        self.in_time_card.set_figure(
            "–" if share is None else f"{share * 100:.0f} %",
            note if counted else _("nothing was answered yet"),
        )

    def view(self) -> View:
        """The cases the filters let through."""
        _words, saved = VIEWS[self.view_box.value() or OPEN]
        moo = self.village.value()
        return replace(
            saved,
            confidential=self.confidential,
            moo=int(moo) if moo else None,
            division=self.division.value(),
        )

    def show_rows(self) -> None:
        """List the cases of the view, or those found in it."""
        view, text = self.view(), self.search.text()
        if text.strip():
            found = petitions(self.store, view, text, limit=MOST_FOUND)
            now, soon = self.store.clock.now(), due_soon_days(self.store)
            self._set_rows([row_of(each, now, soon, self._division_name) for each in found], len(found))
            return
        self._rows = RowsOfView(self.store, view, self._division_name)
        count = count_petitions(self.store, view)
        self._rows.fetch(0, min(count, MOST_FOUND))
        self._set_rows(PagedRows(count, self._rows.fetch), count)

    def _division_name(self, key: str) -> str:
        return self._divisions.get(key, key)

    def _set_rows(self, rows: Any, count: int) -> None:  # noqa: ANN401 - as `ListTable.set_rows`
        found = bool(self.search.text().strip())
        self.header.set_period(
            _cases(count) if count < MOST_FOUND or not found else _("the first {count}").format(count=count)
        )
        with QSignalBlocker(self.table):
            if count:
                self.table.set_rows(rows)
            else:
                self._show_empty()
            self.table.grid.setCurrentIndex(QModelIndex())
            self.table.grid.clearSelection()
            if self.desk.case_id:
                self._mark(self.desk.case_id)

    def _mark(self, case_id: str) -> bool:
        """Choose the row of a case, where it is among those read."""
        if self.search.text().strip() or self._rows is None:
            return self.table.choose_id(case_id)
        place = self._rows.place_of(case_id)
        if place >= 0:
            self.table.choose(place)
        return place >= 0

    def _show_empty(self) -> None:
        if self.search.text().strip():
            wider = self.view_box.value() != Scope.ALL.value
            self.table.show_empty(
                _("No case fits this search."),
                _("Any part of a number, a subject, a place or a name will do."),
                _("Search every case") if wider else "",
                partial(self.show_view, Scope.ALL.value) if wider else None,
            )
        elif self.view() == View(confidential=self.confidential):
            self.table.show_empty(
                _("No case is open."),
                _("Whatever is taken at the counter stands here until it is answered."),
                _("Take a petition"),
                self.page.take_petition,
            )
        else:
            self.table.show_empty(
                _("No case stands here."),
                _("Choose another view, or show all open cases."),
                _("Show all open cases"),
                self.show_all_open,
            )

    # views

    def show_view(self, key: str) -> None:
        """Show a saved view, the search kept."""
        self.view_box.set_value(key if key in VIEWS else OPEN)
        self.show_rows()

    def show_all_open(self) -> None:
        """Every open case."""
        self.village.set_value("")
        self.division.set_value("")
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.show_view(OPEN)

    # the chosen case

    def _show_chosen(self, row: Row | None) -> None:
        self.print_button.setEnabled(row is not None)
        self.desk.show(str(row["id"]) if row else "")

    def choose(self, case_id: str) -> None:
        """Show a case, in the list where it stands there."""
        self.print_button.setEnabled(True)
        self.desk.show(case_id)
        with QSignalBlocker(self.table):
            self._mark(case_id)

    def _open_print_menu(self) -> None:
        self.desk.open_print_menu(self.print_button)

    # the page

    def state(self) -> dict[str, Any]:
        """The view, what is chosen, and an open form with what was typed."""
        state: dict[str, Any] = {
            "view": self.view_box.value(),
            "moo": self.village.value(),
            "division": self.division.value(),
            "search": self.search.text(),
            "case": self.desk.case_id,
        }
        form = self.over.form()
        if form is not None and self.desk.form_key:
            state |= {"form": self.desk.form_key, "draft": form.draft()}
        return state

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``view``, what is searched and chosen in it, and an open ``form`` with its ``draft``.

        With ``compare`` the chosen ``case`` stands beside those that may be the same matter.
        """
        if self.over.top() is not None and not self.over.may_leave():
            return
        self.over.uncover()
        if {"view", "moo", "division", "search"} & state.keys():
            self.view_box.set_value(str(state.get("view", OPEN)))
            if self.view_box.currentIndex() < 0:
                self.view_box.set_value(OPEN)
            self._restore_filter(self.village, str(state.get("moo", "") or ""))
            self._restore_filter(self.division, str(state.get("division", "")))
            self.search.blockSignals(True)
            self.search.setText(str(state.get("search", "")))
            self.search.blockSignals(False)
            if self._rows is not None:
                self.show_rows()
        if state.get("case"):
            self.choose(str(state["case"]))
            if state.get("compare"):
                self.desk.show(str(state["case"]), then=self.desk.compare)
            elif "form" in state:
                self.desk.show(
                    str(state["case"]),
                    then=partial(self.desk.open_by_key, str(state["form"]), state.get("draft", {})),
                )

    def _restore_filter(self, box: FilterCombo, value: str) -> None:
        """Choose a value whose words are not read yet."""
        if box.findData(value) < 0:
            box.addItem(value, value)
        box.set_value(value)

    def take_focus(self) -> bool:
        """The keys go to the form that is open, or to the search field."""
        form = self.over.form()
        if form is not None:
            form.take_focus()
        else:
            self.search.setFocus()
        return True

    def go_back(self) -> bool:
        """Esc: leave the form, then the chosen case."""
        if self.over.go_back():
            return True
        if not self.desk.case_id:
            return False
        with QSignalBlocker(self.table):
            self.table.grid.setCurrentIndex(QModelIndex())
            self.table.grid.clearSelection()
        self._show_chosen(None)
        self.search.setFocus()
        return True

    def may_leave(self) -> bool:
        """A changed form asks first."""
        return self.over.may_leave()


def _cases(count: int) -> str:
    return ngettext("{count} case", "{count} cases", count).format(count=f"{count:,}")
