"""The list of a month: figures, search, filters, people with their chips; beside it the person or the findings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.findings import Finding
from sai_thong.registers.allowances.payments import LEFT
from sai_thong.registers.allowances.records import MonthState, PaymentLine
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SCHEMES_OF
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Column,
    FilterCombo,
    ListTable,
    ListWithRecord,
    RecordPanel,
    Row,
    SearchField,
    SearchRow,
    Text,
    ThaiLabel,
    keys,
)
from sai_thong.ui.pages.allowances.finding_deeds import deeds_of
from sai_thong.ui.pages.allowances.findings_panel import FindingsPanel
from sai_thong.ui.pages.allowances.month_board import FINDING_WORDS, MonthBoard, scheme_words
from sai_thong.ui.pages.allowances.month_figures import MonthFigures
from sai_thong.ui.pages.allowances.person_columns import person_columns
from sai_thong.ui.pages.allowances.person_record import PersonClaim, history_of_claim, read_person_claim, record_view
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.month import MonthSection


class MonthList(QWidget):
    """What the month section shows while no step is being done."""

    def __init__(self, section: MonthSection) -> None:
        super().__init__()
        self._section = section
        self._board: MonthBoard | None = None
        self._lines: dict[str, PaymentLine] = {}
        self._only: frozenset[str] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        self.figures = MonthFigures()
        column.addWidget(self.figures)
        self.search = SearchField(_("Find by name, ID, house or village"))
        column.addWidget(SearchRow(self.search, self._filters()))
        column.addWidget(self._narrowed())
        column.addWidget(self._split(), 1)
        self.search.text_changed.connect(lambda _text: self._filter())
        self.search.text_changed.connect(section.page.searched)

    def _filters(self) -> list[FilterCombo]:
        schemes = SCHEMES_OF[self._section.scheme_set]
        self.scheme = FilterCombo(_("All schemes"), [(each.value, scheme_words(each)) for each in schemes])
        self.moo = FilterCombo(_("All villages"), [])
        self.chip = FilterCombo(_("All states"), [])
        for combo in (self.scheme, self.moo, self.chip):
            combo.chosen.connect(lambda _value: self._filter())
        if len(schemes) == 1:
            self.scheme.hide()
        return [self.scheme, self.moo, self.chip]

    def _narrowed(self) -> QWidget:
        """Says that only some people are listed, and lets one list all again."""
        self._narrowed_line = QWidget()
        line = QHBoxLayout(self._narrowed_line)
        line.setContentsMargins(0, 0, 0, 0)
        self._narrowed_words = ThaiLabel("", Text.STRONG, max_lines=1)
        line.addWidget(self._narrowed_words, 1)
        self.show_all_button = ActionButton(_("Show everyone"), self.show_all, kind="quiet")
        line.addWidget(self.show_all_button)
        self._narrowed_line.setVisible(False)
        return self._narrowed_line

    def _split(self) -> QWidget:
        self.table = ListTable(
            [
                *person_columns(),
                Column("scheme", _("Scheme"), 96, muted=True, sort_value=lambda row: (row["scheme"], row["order"])),
                Column("amount", _("Amount"), 104, kind="money", sort_value=lambda row: row["amount"] or 0),
                Column("state", _("State"), 214, kind="chip", sort_value=lambda row: row["state"].text),
            ],
            name=_("People of the month"),
        )
        self.table.attach_search(self.search)
        self.table.row_chosen.connect(self._show_person)
        self.table.row_opened.connect(self._section.edit_person)
        self.record = RecordPanel(_("Choose a person to see what they get and why."))
        self.findings = FindingsPanel(partial(deeds_of, self._section), self.show_people_of, self._show_history)
        self.beside = QStackedWidget()
        self.beside.addWidget(self.findings)
        self.beside.addWidget(self.record)
        return ListWithRecord(self.table, self.beside)

    # showing

    def show_reading(self) -> None:
        """While the month is computed."""
        self._board = None
        self._only = None
        self.figures.show_reading()
        self.findings.show_findings([], closed=False, sent=False)
        self.table.show_loading(_("The month is being computed from the facts as they stand."))

    def show_board(self, board: MonthBoard) -> None:
        """Show a month."""
        self._board = board
        self._lines = {line.id: line for line in board.view.lines}
        self.figures.show_board(board, self._section.today)
        village, state = self.moo.value(), self.chip.value()
        self.moo.set_choices(
            [("", _("All villages"))]
            + [(str(moo), _("Village {number}").format(number=moo)) for moo in board.villages],
            village,
        )
        self.chip.set_choices([("", _("All states")), *board.states], state)
        for combo in (self.moo, self.chip):
            if combo.currentIndex() < 0:
                combo.set_value("")
        view = board.view
        closed, sent = view.state is MonthState.CLOSED, bool(view.payment_months)
        self.findings.show_findings(view.findings, closed=closed, sent=sent)
        self._filter()

    def _filter(self) -> None:
        board = self._board
        if board is None:
            return
        words = search_form(self.search.text()).split()
        scheme, moo, state = self.scheme.value(), self.moo.value(), self.chip.value()
        rows = [
            row
            for row in board.rows
            if (self._only is None or row["claim_id"] in self._only or row["person_id"] in self._only)
            and (not scheme or row["scheme_key"] == scheme)
            and (not moo or str(row["moo"]) == moo)
            and (not state or row["state_key"] == state)
            and all(word in row["search"] for word in words)
        ]
        if rows:
            self.table.set_rows(rows)
        elif board.rows:
            self.table.show_empty(_("Nobody fits this search."), _("Search for less, or choose another filter."))
        else:
            self._show_nobody()

    def _show_nobody(self) -> None:
        if self._section.scheme_set.sealed:
            self.table.show_empty(_("Nobody is here yet."), _("Nobody has a claim in this list."))
        else:
            self.table.show_empty(
                _("Nobody has an allowance yet."),
                _("Import the lists that the office keeps, and the month is computed from them."),
                _("Import…"),
                lambda: self._section.page.desk.go("import"),
            )

    def village(self) -> int | None:
        """The village that is chosen in the filter."""
        return int(self.moo.value()) if self.moo.value() else None

    # one person

    def choose_by(self, key: str, value: str) -> bool:
        """Choose the first row whose `key` is `value`."""
        for place, row in enumerate(self.table.rows()):
            if row[key] == value:
                self.table.choose(place)
                return True
        return False

    def _show_history(self, _title: str) -> None:
        """Everything that happened to the month shown."""
        section = self._section
        if section.board is not None:
            view = section.board.view
            shelf = shelf_of(section.store, section.scheme_set)
            history_shown(section.page, *view.payment_months, shelf=shelf)(view.month.name)

    def _show_person(self, row: Row | None) -> None:
        if row is None:
            self.beside.setCurrentWidget(self.findings)
            return
        section = self._section
        line = self._lines.get(row["line_id"])

        def show(person: PersonClaim) -> None:
            chosen = self.table.chosen()
            if chosen is not None and chosen["id"] == row["id"]:
                view = record_view(person, line, (), section.today)
                history = history_of_claim(section.page, person, section.scheme_set)
                self.record.show_record(view, self._actions(row, line), whole_history=history)
                self.beside.setCurrentWidget(self.record)

        section.read(
            read_person_claim,
            section.scheme_set,
            row["person_id"],
            row["claim_id"],
            section.month,
            done=show,
            about="person",
            shows=row["claim_id"],
        )

    def _actions(self, row: Row, line: PaymentLine | None) -> list[ActionButton]:
        section = self._section
        actions = [ActionButton(_("Edit"), partial(section.edit_person, row), key=keys.EDIT)]
        if line is not None and self._board is not None:
            months = {each.id: each for each in self._board.view.payment_months}
            month = months.get(line.payment_month_id)
            if month is not None and month.state in LEFT:
                actions.append(ActionButton(_("Result…"), partial(section.open_result_of, line)))
        if section.page.has_section("people"):
            actions.append(
                ActionButton(
                    _("Claim…"), partial(section.page.open_section, "people", claim=row["claim_id"], action="open")
                )
            )
        return actions

    # some people

    def show_people_of(self, findings: Sequence[Finding]) -> None:
        """List only the people of some findings of one kind."""
        self._only = frozenset(
            one for each in findings for one in (each.claim_ids or (each.claim_id or each.person_id,)) if one
        )
        words = _(FINDING_WORDS[findings[0].code])
        count = ngettext("{count} recipient", "{count} recipients", len(self._only)).format(
            count=f"{len(self._only):,}"
        )
        self._narrowed_words.set_text(_("Only: {words}, {count}").format(words=words, count=count))
        self._narrowed_line.setVisible(True)
        self.search.clear()
        for combo in (self.scheme, self.moo, self.chip):
            combo.set_value("")
        self._filter()
        self.table.take_focus()

    def show_all(self) -> None:
        """List everyone again."""
        self._only = None
        self._narrowed_line.setVisible(False)
        self._filter()

    def go_back(self) -> bool:
        """Leave the chosen person, then the narrowed list."""
        if self.table.chosen() is not None:
            self.table.grid.setCurrentIndex(QModelIndex())
            self.table.grid.clearSelection()
            self.search.setFocus()
            return True
        if self._only is not None:
            self.show_all()
            return True
        return False
