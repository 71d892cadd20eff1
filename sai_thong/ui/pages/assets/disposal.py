"""จำหน่าย: what leaves the office, as a checklist of steps and papers with its clocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.language import N_, _, ngettext
from sai_thong.registers.assets.disposal_papers import PaperDue
from sai_thong.registers.assets.disposal_view import (
    DisposalAction,
    DisposalRow,
    DisposalView,
    disposal_rows,
    disposal_view,
)
from sai_thong.registers.assets.disposals import DisposalChanged
from sai_thong.registers.assets.terms import COMMITTEE_TASK_LABELS, CommitteeTask, DisposalState
from sai_thong.thai.money import baht
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    ChoiceBox,
    FigureCard,
    FigureRow,
    ListTable,
    ListWithRecord,
    RecordPanel,
    Row,
    keys,
)
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.assets import disposal_steps as steps
from sai_thong.ui.pages.assets.committee_view import CommitteeView
from sai_thong.ui.pages.assets.disposal_grids import AppraiseView, CarryOutView, OrderView
from sai_thong.ui.pages.assets.disposal_new import Choosable, ChooseThings, read_choosable
from sai_thong.ui.pages.assets.disposal_rows import (
    action_words,
    disposal_record,
    due_words,
    paper_columns,
    paper_row,
    thing_columns,
    thing_row,
)
from sai_thong.ui.pages.assets.step import Door, PaperOf, Step
from sai_thong.ui.pages.assets.stepped_section import SteppedSection
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage

PAPERS: Final = "papers"
THINGS: Final = "things"
_COMMITTEES: Final = {
    DisposalState.FINDING_FACTS: (CommitteeTask.FACT_FINDING,),
    DisposalState.ORDERED: (CommitteeTask.APPRAISAL, CommitteeTask.SALE, CommitteeTask.DESTRUCTION),
}
"""Who is appointed while a disposal stands so."""


@dataclass(frozen=True)
class _Shown:
    """Every disposal, and everything of the one shown."""

    rows: tuple[DisposalRow, ...] = ()
    view: DisposalView | None = None


class DisposalSection(SteppedSection):
    """One disposal at a time."""

    def __init__(self, page: AssetsPage) -> None:
        self.new_button = ActionButton(_("New disposal"), self.begin, key=keys.NEW, kind="primary")
        super().__init__(page, [self.new_button])
        self._shown = _Shown()
        self._papers: dict[str, PaperDue] = {}
        self.which = ChoiceBox([("", "–")], "", name=_("Disposal"))
        self.cards = [
            FigureCard(_("Things")),
            FigureCard(_("Papers")),
            FigureCard(_("By when")),
        ]
        self.list = ChoiceBox(_lists(None), PAPERS, name=_("What the list shows"))
        self.papers = ListTable(paper_columns(), name=_("Papers of the disposal"))
        self.things = ListTable(thing_columns(), name=_("Things of the disposal"))
        self.note_button = ActionButton(_("The paper is there…"), self.note_paper, key=keys.EDIT)
        self.print_button = ActionButton(_("Print this paper…"), self.print_paper)
        self.record = RecordPanel(_("A disposal stands here with its steps."))
        self.put(self._laid())
        self.which.chosen.connect(lambda _value: self.load())
        self.list.chosen.connect(lambda _value: self._show_list())
        self.papers.row_chosen.connect(lambda _row: self._show_paper_actions())
        self.papers.row_opened.connect(lambda _row: self.note_paper())
        self.things.row_opened.connect(self._open_card)

    def _laid(self) -> QWidget:
        look = theme.current()
        holder, left = QWidget(), QWidget()
        column, side = QVBoxLayout(holder), QVBoxLayout(left)
        for layout in (column, side):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(look.px(10))
        self.figures = FigureRow(self.cards)
        column.addWidget(self.which)
        column.addWidget(self.figures)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.papers)
        self.stack.addWidget(self.things)
        self.tools = group(self.list, self.note_button, self.print_button, leftwards=True)
        side.addWidget(self.tools)
        side.addWidget(self.stack, 1)
        column.addWidget(ListWithRecord(left, self.record, shares=(5, 2)), 1)
        return holder

    # reading

    def load(self) -> None:
        """Read the disposals, and the one shown."""
        self.read(_read, self.which.value(), done=self._show, about="disposals")

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        view = shown.view
        choices = [(row.round.id, _called(row)) for row in shown.rows]
        self.which.set_choices(choices or [("", "–")], view.row.round.id if view else "")
        self.which.setVisible(len(choices) > 1)
        self.figures.setVisible(view is not None)
        self.tools.setVisible(view is not None)
        self.list.set_choices(_lists(view), self.list.value() or PAPERS)
        running = sum(row.next_action is not None for row in shown.rows)
        words = ngettext("{count} disposal going on", "{count} disposals going on", running)
        self.header.set_period(words.format(count=running) if running else "")
        self._show_figures()
        self._show_list()
        self._show_record()

    def _show_figures(self) -> None:
        view = self._shown.view
        if view is None:
            return
        things, papers, due = self.cards
        things.set_figure(
            f"{view.row.things:,}", _("bought for {amount} baht").format(amount=baht(view.row.cost_satang))
        )
        there = sum(not paper.due for paper in view.papers)
        papers.set_figure(f"{there} / {len(view.papers)}", _("are there"))
        due.set_figure(*due_words(view.row))

    def _show_list(self) -> None:
        view = self._shown.view
        shows_things = self.list.value() == THINGS and view is not None
        self.stack.setCurrentWidget(self.things if shows_things else self.papers)
        for button in (self.note_button, self.print_button):
            button.setVisible(not shows_things and view is not None)
        if view is None:
            self.papers.show_empty(
                _("Nothing is being disposed of."),
                _("What is broken, worn, lost or not needed leaves by a disposal, with its papers."),
                _("New disposal"),
                self.begin,
            )
        elif shows_things:
            self.things.set_rows([thing_row(line) for line in (*view.lines, *view.taken_out)])
        else:
            self._show_papers(view)

    def _show_papers(self, view: DisposalView) -> None:
        stages = [None, *(paper.step for paper in view.papers)]
        rows = [
            paper_row(paper, first=paper.step is not before) for paper, before in zip(view.papers, stages, strict=False)
        ]
        self._papers = {str(row["id"]): paper for row, paper in zip(rows, view.papers, strict=True)}
        chosen = self.papers.chosen()
        self.papers.set_rows(rows)
        if chosen is None:
            due = next((place for place, paper in enumerate(view.papers) if paper.due), 0)
            self.papers.choose(due)
        self._show_paper_actions()

    def _show_record(self) -> None:
        view = self._shown.view
        if view is None:
            self.record.show_nothing()
            return
        history = history_shown(self.page, view.row.round)
        self.record.show_record(disposal_record(view), self._buttons(view), whole_history=history)

    def _buttons(self, view: DisposalView) -> list[ActionButton]:
        buttons = []
        grid = _GRIDS.get(view.row.next_action) if view.row.next_action else None
        if grid is not None:
            words, run = grid
            buttons.append(ActionButton(_(words), partial(run, self), kind="primary"))
        papers = partial(self._papers_that_fit, view)
        first = steps.short_step(self.store, view, self.today)
        others: list[Step | Door] = [*self._doors(view), *steps.other_steps(self.store, view, self.today)]
        return [*buttons, *self.buttons_of(first, others, papers)]

    def _doors(self, view: DisposalView) -> list[Door]:
        """The long forms besides the next step."""
        state = view.row.round.state
        doors = []
        if state in (DisposalState.FINDING_FACTS, DisposalState.AWAITING_LIABILITY):
            doors.append(Door(_("Add things…"), self.add_things))
        if state is DisposalState.ORDERED:
            doors.append(Door(_("Other methods…"), self.order))
        tasks = () if view.row.next_action is DisposalAction.ORDER else _COMMITTEES.get(state, ())
        for task in tasks:
            words = _("Committee: {task}…").format(task=_(COMMITTEE_TASK_LABELS[task]))
            doors.append(Door(words, partial(self.appoint, task)))
        return doors

    def view(self) -> DisposalView | None:
        """The disposal shown."""
        return self._shown.view

    # papers

    def _paper(self) -> PaperDue | None:
        row = self.papers.chosen()
        return self._papers.get(str(row["id"])) if row else None

    def _show_paper_actions(self) -> None:
        from sai_thong.forms.assets.disposal_kinds import kind_of_document

        paper = self._paper()
        self.note_button.setEnabled(paper is not None)
        self.print_button.setEnabled(paper is not None and kind_of_document(paper.document) is not None)

    def note_paper(self) -> None:
        """The form that ticks the chosen paper."""
        view, paper = self.view(), self._paper()
        if view is not None and paper is not None:
            self.open_step(steps.note_paper(self.store, view, paper, self.today))

    def _papers_that_fit(self, view: DisposalView) -> list[PaperOf]:
        from sai_thong.forms.assets.disposal_kinds import papers_that_fit

        found = view.row.round
        kinds = papers_that_fit(found, view.lines, registered=bool(view.registered))
        return [PaperOf(kind.key, found.id) for kind in kinds]

    def print_paper(self) -> None:
        """The chosen paper in the preview, where the program prints it."""
        from sai_thong.forms.assets.disposal_kinds import kind_of_document

        view, paper = self.view(), self._paper()
        kind = kind_of_document(paper.document) if paper else None
        if view is not None and kind is not None:
            self.print_of(PaperOf(kind.key, view.row.round.id))

    # what is done

    def begin(self) -> None:
        """The list of what may leave."""
        if self.over.may_leave():
            self.read(read_choosable, done=partial(self._choose, add=False), about="choose")

    def add_things(self) -> None:
        """More things for the disposal shown."""
        if self.over.may_leave():
            self.read(read_choosable, done=partial(self._choose, add=True), about="choose")

    def _choose(self, choosable: Choosable, *, add: bool) -> None:
        view = self.view()
        disposal = view.row.round if add and view is not None else None
        ChooseThings(self, choosable, disposal, self._begun).begin()

    def _begun(self, changed: DisposalChanged) -> None:
        self.which.set_choices([(changed.round.id, changed.round.title)], changed.round.id)
        self.load()
        self.page.tell_done(_("The things await their disposal."))

    def order(self) -> None:
        """The order, or other methods."""
        view = self.view()
        if view is not None and self.over.may_leave():
            OrderView(self, view).begin()

    def appraise(self) -> None:
        """The prices."""
        view = self.view()
        if view is not None and self.over.may_leave():
            AppraiseView(self, view).begin()

    def carry_out(self) -> None:
        """What came of it."""
        view = self.view()
        if view is not None and self.over.may_leave():
            CarryOutView(self, view).begin()

    def appoint(self, task: CommitteeTask) -> None:
        """The form of a committee."""
        view = self.view()
        if view is not None and self.over.may_leave():
            seated = [seat for seat in view.committees if seat.task is task]
            CommitteeView(self, view.row.round.id, task, seated).begin()

    def _open_card(self, row: Row) -> None:
        self.page.open_card(str(row["asset_id"]))

    # state

    def state(self) -> dict[str, Any]:
        """The disposal and the list."""
        return {"disposal": self.which.value(), "list": self.list.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``disposal``, or a ``list`` of it; ``begin`` opens the list of what may leave."""
        if state.get("list"):
            self.list.set_value(str(state["list"]))
        if state.get("disposal"):
            self.which.set_choices([(str(state["disposal"]), "–")], str(state["disposal"]))
            self.load()
        if state.get("begin"):
            self.begin()

    def take_focus(self) -> bool:
        """The checklist takes the keys."""
        self.papers.take_focus()
        return bool(len(self.papers.rows()))


def _read(store: Store, round_id: str) -> _Shown:
    rows = tuple(disposal_rows(store, ended=True))
    wanted = next((row for row in rows if row.round.id == round_id), rows[0] if rows else None)
    return _Shown(rows, disposal_view(store, wanted.round.id) if wanted else None)


def _called(row: DisposalRow) -> str:
    return f"{row.round.title}  ·  {row.round.fiscal_year_be}  ·  {action_words(row)}"


def _lists(view: DisposalView | None) -> list[tuple[str, str]]:
    things = view.row.things if view else 0
    papers = len(view.papers) if view else 0
    return [
        (PAPERS, _("Checklist of papers ({count})").format(count=papers)),
        (THINGS, _("Things ({count})").format(count=things)),
    ]


_GRIDS: Final[dict[DisposalAction, tuple[str, Callable[[DisposalSection], None]]]] = {
    DisposalAction.ORDER: (N_("Order the disposal…"), DisposalSection.order),
    DisposalAction.APPRAISE: (N_("Appraised prices…"), DisposalSection.appraise),
    DisposalAction.CARRY_OUT: (N_("Carry it out…"), DisposalSection.carry_out),
}
"""The next steps that are grids: their words (English msgids) and what opens them."""
