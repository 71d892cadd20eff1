"""A section whose chosen record has one obvious next step; the others stand in a menu, and all of them are forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from sai_thong.ground.language import _
from sai_thong.ui.kit import ActionButton, Banner, RecordForm, Tone, keys
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.pages.assets.section import Section
from sai_thong.ui.pages.assets.step import Door, PaperOf, Step
from sai_thong.ui.pages.paper_prints import print_paper

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage


class SteppedSection(Section):
    """The base of the sections of loans, materials, inspection and disposal.

    Args:
        page: The assets page.
        actions: What can be done, the main one last.
        beside: What stands right after the title.

    Attributes:
        menu: The menu that a button opened last.
    """

    def __init__(
        self, page: AssetsPage, actions: Sequence[ActionButton] = (), *, beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(page, actions, beside=beside)
        self.menu = Menu(self)

    def put(self, base: QWidget) -> None:
        """Show `base`, over which forms are opened; the keys come back to it."""
        super().put(base)
        self.over.covered.connect(lambda covered: None if covered else self.keep_focus())

    def keep_focus(self) -> None:
        """Give the keys to where the section begins, where they were on something that was read again meanwhile."""
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible() or not self.page.isAncestorOf(focused):
            self.take_focus()

    # steps

    def open_step(self, step: Step) -> None:
        """Do a step, through its form where it asks for something."""
        if not self.over.may_leave():
            return
        if not step.fields:
            self.page.write(
                partial(step.operation, {}), done=lambda result: self._tell_done(step, result), busy=_("Saving…")
            )
            return
        form = RecordForm(step.words.removesuffix("…"), step.fields, step.values, today=self.today, save_text=step.save)
        if step.says:
            form.banners.tell(Banner(step.says, Tone.ACCENT, closable=False))
        if step.prepare is not None:
            step.prepare(form)

        def operation(values: Mapping[str, Any]) -> Callable[[], object]:
            return partial(step.operation, values)

        def done(result: object) -> None:
            self._tell_done(step, result)

        self.open_form(form, operation, done)

    def _tell_done(self, step: Step, result: object) -> None:
        """Say what was done, and offer the paper it makes."""
        self.step_done(result)
        if step.paper is None:
            self.page.tell_done(step.done)
        else:
            self.tell_with_paper(step.done, step.paper)

    def step_done(self, result: object) -> None:
        """Something was done: choose what came of it; by default what is shown is read again by the page."""

    def tell_with_paper(self, words: str, paper: PaperOf, tone: Tone = Tone.OK) -> None:
        """Say what was done with a button that prints a paper of it."""
        told = Banner(words, tone, action=_("Print…"), run=partial(self.print_of, paper))
        self.page.tell(told)
        if told.action is not None:
            told.action.setFocus()

    def print_of(self, paper: PaperOf) -> None:
        """Show a paper in the preview."""
        from sai_thong.forms.paper_kinds import PaperRequest

        request = PaperRequest(
            record_id=paper.record_id,
            further_ids=paper.further_ids,
            fiscal_year_be=paper.fiscal_year_be,
            room=paper.room,
        )
        print_paper(self.page, paper.key, request)

    def papers_about(self, about: str, record_id: str) -> list[PaperOf]:
        """The papers that need nothing but this record, in the order of the catalogue."""
        from sai_thong.forms.paper_kinds import Need
        from sai_thong.forms.papers import PAPERS

        return [
            PaperOf(kind.key, record_id) for kind in PAPERS if kind.about.value == about and kind.needs <= {Need.RECORD}
        ]

    # buttons

    def buttons_of(
        self, first: Step | None, others: Sequence[Step | Door], papers: Callable[[], Sequence[PaperOf]] | None = None
    ) -> list[ActionButton]:
        """The one obvious step, a menu of papers that are asked for when it opens, and a menu of everything else."""
        buttons = []
        if first is not None:
            run = partial(self.open_step, first)
            buttons.append(ActionButton(first.words, run, key=first.key, kind="primary"))
        if papers is not None:
            printing = ActionButton(_("Print…"), key=keys.PRINT)
            printing.clicked.connect(lambda _checked=False: self._open_papers(printing, papers()))
            buttons.append(printing)
        if others:
            more = ActionButton(_("More…"))
            more.clicked.connect(lambda _checked=False: self._open_more(more, others))
            buttons.append(more)
        return buttons

    def _open_more(self, button: ActionButton, steps: Sequence[Step | Door]) -> None:
        self.menu.clear()
        for step in steps:
            run = step.open if isinstance(step, Door) else partial(self.open_step, step)
            self.menu.addAction(step.words, run)
        self._pop_up(button)

    def _open_papers(self, button: ActionButton, papers: Sequence[PaperOf]) -> None:
        from sai_thong.forms.catalogue import paper_kind

        self.menu.clear()
        for paper in papers:
            self.menu.addAction(paper_kind(paper.key).name, partial(self.print_of, paper))
        if self.menu.isEmpty():
            self.menu.addAction(_("There is no paper for this yet.")).setEnabled(False)
        self._pop_up(button)

    def _pop_up(self, button: ActionButton) -> None:
        self.menu.popup(button.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))
        self.menu.setActiveAction(self.menu.actions()[0])
