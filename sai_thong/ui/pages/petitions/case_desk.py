"""What is done with the chosen case: read and shown, its steps as forms beside it, files, papers, the way to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.petitions.files import attach_file, remove_file
from sai_thong.registers.petitions.shelves import shelf_of
from sai_thong.ui.kit import ActionButton, Banner, RecordForm, Tone, keys
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.kit.over import Over
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.petitions import case_steps, steps_of_record
from sai_thong.ui.pages.petitions.alike_view import AlikeView
from sai_thong.ui.pages.petitions.case_files import PATTERNS, as_pdf, read_prepared
from sai_thong.ui.pages.petitions.case_panel import CasePanel
from sai_thong.ui.pages.petitions.case_papers import (
    CasePaperKind,
    on_paper,
    paper_called,
    papers_of_case,
    subject_of_paper,
)
from sai_thong.ui.pages.petitions.case_reading import ShownCase, read_case
from sai_thong.ui.pages.petitions.case_step import CaseStep
from sai_thong.ui.pages.petitions.link_citizen import LinkCitizen
from sai_thong.ui.pages.petitions.section import Section
from sai_thong.ui.pages.petitions.step_fields import reason_field
from sai_thong.ui.pages.record_history import history_shown


class CaseDesk:
    """The case shown in a panel, and what stands over the list while something is done with it.

    Attributes:
        panel: Shows the case.
        shown: The case shown; None when none is chosen.
        form_key: Key of the step whose form is open, or empty.
    """

    def __init__(self, section: Section, over: Over, *, choose: Callable[[str], object]) -> None:
        self._section = section
        self._page = section.page
        self._over = over
        self._choose = choose
        self._wanted = ""
        self._then: Callable[[], object] | None = None
        self.panel = CasePanel(self)
        self.shown: ShownCase | None = None
        self.form_key = ""
        self.print_menu = Menu(section)
        over.covered.connect(self._cover)

    # the case

    def show(self, case_id: str, then: Callable[[], object] | None = None) -> None:
        """Show a case, or none; `then` is called once it stands there."""
        self._wanted, self._then = case_id, then
        if not case_id:
            self.shown = None
            self.panel.show_nothing()
            return
        self._section.read(read_case, case_id, done=self._tell, failed=self._tell_failed, about="case", shows=case_id)

    @property
    def case_id(self) -> str:
        """The id of the case that is shown, or is being read to be shown; empty when none is."""
        return self._wanted

    def show_again(self) -> None:
        """Read the case again: something changed."""
        if self._wanted:
            self.show(self._wanted, self._then)

    def _tell(self, shown: ShownCase) -> None:
        if shown.case_id != self._wanted:
            return
        self.shown = shown
        self.panel.show_case(shown, self._actions(shown))
        self._cover(self._over.top() is not None)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _tell_failed(self, error: SaiThongError) -> None:
        self.shown, self._wanted = None, ""
        self.panel.show_nothing()
        self._page.tell_error(error)

    def _actions(self, shown: ShownCase) -> list[ActionButton]:
        actions = []
        obvious = case_steps.next_step(shown)
        if obvious is not None:
            actions.append(ActionButton(obvious.words, partial(self.open_step, obvious), kind="primary"))
        if not shown.ended:
            actions.append(ActionButton(_("Correct"), self.edit, key=keys.EDIT))
        more = ActionButton(_("More…"))
        more.clicked.connect(lambda _checked=False: self.open_menu(more))
        return [*actions, more]

    def _cover(self, covered: bool) -> None:
        """While a form is open, the case beside it only tells."""
        self.panel.set_actions_enabled(not covered)
        if not covered:
            self.form_key = ""

    # steps

    def edit(self) -> None:
        """The form that corrects the case."""
        if self.shown is not None:
            self.open_step(steps_of_record.edit(self.shown))

    def open_next(self) -> None:
        """The form of the one obvious next step, once the case stands there."""
        if self.shown is None or self.shown.case_id != self._wanted:
            self._then = self.open_next if self._wanted else None
            return
        obvious = case_steps.next_step(self.shown)
        if obvious is not None:
            self.open_step(obvious)

    def open_menu(self, button: ActionButton) -> QMenu:
        """Everything else that can be done, in groups."""
        menu = Menu(button)
        for group in case_steps.groups(self.shown) if self.shown is not None else ():
            part = menu.addMenu(group.title)
            for step in group.steps:
                part.addAction(step.words, partial(self.open_step, step))
        if self.shown is not None:
            menu.addSeparator()
            if case_steps.may_merge(self.shown):
                menu.addAction(_("Merge into another case…"), self.compare)
            if not self.shown.ended:
                menu.addAction(_("Link a citizen…"), self.link_citizen)
                menu.addAction(_("Attach files…"), self.choose_files)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def open_step(self, step: CaseStep) -> None:
        """The form of a step, over the list and beside the case."""
        shown = self.shown
        if shown is None or not self._over.may_leave():
            return
        title = f"{step.words.removesuffix('…')}  ·  {shown.name}"
        form = RecordForm(title, step.fields, step.values, today=shown.today)
        if step.says:
            form.banners.tell(Banner(step.says, Tone.ACCENT, closable=False))
        if step.prepare is not None:
            step.prepare(form)

        def save(values: Mapping[str, Any]) -> None:
            form.save_button.setEnabled(False)
            self._page.write(step.operation, values, done=done, failed=refused, busy=_("Saving…"))

        def done(result: object) -> None:
            self._over.uncover()
            self._tell_done(shown, step, getattr(result, "record", None))

        def refused(error: SaiThongError) -> None:
            form.save_button.setEnabled(True)
            form.show_error(error)

        form.save_asked.connect(save)
        self._over.show_form(form)
        self.form_key = step.key

    def open_by_key(self, key: str, draft: Mapping[str, Any]) -> None:
        """The form that was open in the other language, with what was typed into it."""
        if self.shown is None:
            return
        steps = case_steps.all_steps(self.shown) | {"edit": steps_of_record.edit(self.shown)}
        if key in steps:
            self.open_step(steps[key])
            form = self._over.form()
            if form is not None:
                form.show_draft(draft)

    def _tell_done(self, shown: ShownCase, step: CaseStep, record: object) -> None:
        """Say what was done, and offer the paper it makes."""
        if not step.paper or not on_paper(record):
            self._page.tell_done(step.done)
            return
        paper = paper_called(step.paper)
        run = partial(self.print_paper, paper, shown, subject_of_paper(shown, record))
        told = Banner(step.done, Tone.OK, action=_("Print {paper}").format(paper=paper.name), run=run)
        self._page.banners.clear()
        self._page.banners.tell(told)
        if told.action is not None:
            told.action.setFocus()

    def compare(self) -> None:
        """The cases that may be the same matter, side by side."""
        if self.shown is not None and self._over.may_leave():
            view = AlikeView(self._section, self.shown, gone_to=self._choose)
            view.left.connect(self._over.uncover)
            self._over.show_over(view)
            view.take_focus()

    def link_citizen(self) -> None:
        """Find the citizen the case has to do with."""
        if self.shown is not None and self._over.may_leave():
            view = LinkCitizen(self._section, self.shown)
            view.left.connect(self._over.uncover)
            self._over.show_over(view)
            view.picker.search.setFocus()

    # files

    def choose_files(self) -> None:
        """Ask for files to attach."""
        paths, _kind = QFileDialog.getOpenFileNames(
            self.panel, _("Attach files"), "", _("Pictures and PDF ({pattern})").format(pattern=PATTERNS)
        )
        self.attach(paths)

    def attach(self, paths: Sequence[str]) -> None:
        """Attach files, each made ready in a process of its own."""
        if self.shown is None:
            return
        case_id = self.shown.case_id

        def keep(file: PreparedFile) -> None:
            self._page.write(
                attach_file,
                self._section.store,
                case_id,
                file,
                done=lambda _kept: self._page.tell_done(_("{name} is attached.").format(name=file.name)),
                busy=_("Saving…"),
            )

        for path in paths:
            self._page.work(read_prepared, path, done=keep, busy=_("Making the file ready…"))

    def open_file(self, file_id: str) -> None:
        """Show a file in the preview."""
        if self.shown is None:
            return
        name = next((each.name for each in self.shown.view.files if each.id == file_id), "")
        told = _("Attached file") if self.shown.view.confidential else name

        def show(pdf: bytes) -> None:
            self._page.desk.preview(pdf, title=told, file_name=_("attached file") + ".pdf")

        self._section.read(as_pdf, self.shown.case_id, file_id, done=show, about="file", shows=file_id)

    def remove_file(self, file_id: str) -> None:
        """The form that takes a file off the case."""
        if self.shown is None:
            return
        shown = self.shown
        self.open_step(
            CaseStep(
                key="remove-file",
                words=_("Remove the file…"),
                operation=lambda values: remove_file(shown.store, shown.case_id, file_id, why=values["reason"]),
                done=_("The file is off the case; it stays in the office's file with the reason."),
                fields=(reason_field(),),
            )
        )

    # papers and other places

    def open_print_menu(self, button: ActionButton) -> None:
        """The papers that can be printed for the case."""
        shown = self.shown
        if shown is None:
            return
        self.print_menu.clear()
        for paper in papers_of_case(shown):
            self.print_menu.addAction(paper.name, partial(self.print_paper, paper, shown))
        if self.print_menu.isEmpty():
            self.print_menu.addAction(_("No paper can be made for this case.")).setEnabled(False)
        self.print_menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.print_menu.setActiveAction(self.print_menu.actions()[0])

    def print_paper(self, paper: CasePaperKind, shown: ShownCase, record_id: str = "") -> None:
        """A paper of the case, or of one of its notices or appointments, in the preview."""
        from sai_thong.forms.paper_kinds import PaperRequest

        request = PaperRequest(record_id=record_id or shown.case_id)
        print_paper(self._page, paper.key, request, neutral=shown.view.confidential)

    def open_citizen(self, person_id: str) -> None:
        """The record of a citizen."""
        self._page.desk.go("citizens", chosen=person_id)

    def open_case(self, case_id: str) -> None:
        """Another case."""
        self._choose(case_id)

    def show_history(self, title: str) -> None:
        """Everything that happened to the case, over the page."""
        if self.shown is not None:
            shelf = shelf_of(self.shown.store, confidential=self.shown.view.confidential)
            history_shown(self._page, self.shown.view.petition, shelf=shelf)(title)
