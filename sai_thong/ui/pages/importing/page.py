"""The import page: the wizard, the work behind its steps, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from sai_thong.exchange.assets.corrections import remembered_columns
from sai_thong.exchange.assets.examining import ExaminedLists, examine_lists, plan_asset_list
from sai_thong.exchange.assets.planning import AssetPlan
from sai_thong.exchange.examining import plan_confirmed
from sai_thong.exchange.layout_memory import remembered_mappings
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.ground.whole_file import NotWritten
from sai_thong.registers.citizens.records import RegistryList
from sai_thong.ui.kit import (
    Banner,
    PageHeader,
    StateView,
    Tone,
    WizardFrame,
    WizardStep,
)
from sai_thong.ui.kit.scrolled import Scrolled
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.importing.columns_step import ColumnsStep, sheets_words
from sai_thong.ui.pages.importing.done_view import DoneView
from sai_thong.ui.pages.importing.file_step import FileStep
from sai_thong.ui.pages.importing.outcome_view import OutcomeView
from sai_thong.ui.pages.importing.session import (
    AnyOutcome,
    AnyPlan,
    ImportSession,
    ListKind,
    carry_out,
    look_through,
)
from sai_thong.ui.work import Job

FILE, COLUMNS, PREVIEW = "file", "columns", "preview"
_PLACES = {FILE: 0, COLUMNS: 1, PREVIEW: 2}


class ImportPage(Page):
    """Lists come into the register here.

    Attributes:
        session: What the clerk has said and what was found; survives a change of language.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.session = ImportSession()
        self._job: Job | None = None
        self._asked = 0
        self._today = bangkok_today(desk.clock)
        self.column.addWidget(PageHeader(_("Import"), _("lists of people and of assets")))
        self.add_notices()
        self.stack = QStackedWidget()
        self.column.addWidget(self.stack, 1)
        self._begin()

    # the wizard

    def _begin(self, place: int = 0) -> None:
        """The wizard anew, on the present session."""
        while self.stack.count():
            old = self.stack.widget(0)
            assert old is not None
            self.stack.removeWidget(old)
            old.deleteLater()
        self._preview_place = _Preview()
        self.wizard = WizardFrame(
            [
                WizardStep(FILE, _("Choose the list"), self._make_file_step, self._missing_in_file),
                WizardStep(COLUMNS, _("Its columns"), self._make_columns_step, self._missing_in_columns),
                WizardStep(PREVIEW, _("Look through it"), lambda: self._preview_place, self._missing_in_preview),
            ],
            finish_text=_("Write it into the register"),
            can_cancel=False,
        )
        self.wizard.step_shown.connect(self._step_shown)
        self.wizard.finished.connect(self._import)
        self.stack.addWidget(self.wizard)
        if place:
            self.wizard.show_step(place)

    def start_again(self) -> None:
        """Forget the session and ask for another file."""
        self._stop_work()
        self.session = ImportSession()
        self.banners.clear()
        self._begin()
        self.take_focus()

    def _make_file_step(self) -> QWidget:
        self.file_step = FileStep(self.session, self.desk.store, self._today, self._ask_again)
        self.file_step.file_given.connect(lambda path: self.read_file(Path(path)))
        # It scrolls by itself, so that in large print the buttons of the wizard stay in the window.
        return Scrolled(self.file_step)

    def _make_columns_step(self) -> QWidget:
        self.columns_step = ColumnsStep(self.session, self._ask_again)
        self.columns_step.hidden_asked.connect(self._read_hidden)
        return self.columns_step

    def _ask_again(self) -> None:
        """Something was said: what is missing may be less now."""
        self.wizard.refresh()

    def _step_shown(self, key: str) -> None:
        if key == PREVIEW and self.session.preview is None:
            self._preview_place.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would fall to the side bar
            self._plan()
        elif key != PREVIEW:
            self._stop_work()

    # work

    def _stop_work(self) -> None:
        """Whoever went back does not wait for what was asked before; its answer would be to another question."""
        self._asked += 1
        if self._job is not None and self._job.running:
            self._job.cancel()

    def _if_asked(self, then: Callable[..., object]) -> Callable[..., None]:
        """`then`, unless something else was asked meanwhile."""
        asked = self._asked

        def call(*values: object) -> None:
            if self._asked == asked:
                then(*values)

        return call

    # what is missing

    def _missing_in_file(self) -> str:
        session = self.session
        if session.path is None:
            return _("Choose a file first.")
        if session.found is None:
            running = self._job is not None and self._job.running
            return _("The file is still being read.") if running else _("Choose a file that can be imported.")
        if session.kind is None:
            return _("Say what list it is.")
        if session.examined is None:
            return _("This file holds no such list. Choose another kind or another file.")
        return self.file_step.problem()

    def _missing_in_columns(self) -> str:
        session = self.session
        assert session.examined is not None
        groups = session.examined.groups
        if len(session.left_out) == len(groups):
            return _("Nothing is left to import.")
        unnamed = session.unnamed()
        if unnamed:
            group = next(each for each in groups if each.signature == unnamed[0])
            if session.kind is ListKind.ASSETS:
                return _("{list}: say which columns hold the asset number and the item.").format(
                    list=sheets_words(group)
                )
            return _("{list}: say which column holds the citizen ID, or the name and the birth date.").format(
                list=sheets_words(group)
            )
        return ""

    def _missing_in_preview(self) -> str:
        return "" if self.session.preview is not None else _("Not looked through yet.")

    def read_file(self, path: Path, *, with_hidden: bool = False) -> None:
        """Read a file that was chosen or dropped, and propose what it is."""
        self._stop_work()
        kept = (self.session.kind, self.session.listed_on) if with_hidden else (None, None)
        self.session = ImportSession(path=path, with_hidden=with_hidden, kind=kept[0], listed_on=kept[1])
        self.banners.clear()
        self._begin()
        self.file_step.show_reading(path)
        self._job = self.work(
            examine_lists,
            path,
            remembered_mappings(self.desk.store),
            remembered_columns(self.desk.store),
            with_hidden,
            done=self._if_asked(self._take_examined),
            failed=self._if_asked(self._refuse_file),
            cancelled=self._if_asked(self.start_again),
            busy=_("Reading {file}").format(file=path.name),
        )
        self.wizard.refresh()

    def _read_hidden(self) -> None:
        if self.session.path is not None:
            self.read_file(self.session.path, with_hidden=True)

    def _take_examined(self, found: ExaminedLists) -> None:
        self.session.found = found
        if self.session.kind is None and found.people is None:
            self.session.kind = ListKind.ASSETS
        if found.people is not None:
            titled = found.people.layout.titled_scheme
            if self.session.kind is None and titled in {kind.value for kind in self.file_step.kinds}:
                self.session.kind = ListKind(titled)
            self.session.listed_on = self.session.listed_on or found.people.listed_on
        self.file_step.show_session()
        self.wizard.refresh()
        self.take_focus()

    def _refuse_file(self, error: SaiThongError) -> None:
        path = self.session.path
        assert path is not None
        self.file_step.show_refused(path)
        self.tell_error(error)
        self.wizard.refresh()

    def _plan(self) -> None:
        """Read the whole file, in a process of its own; then see what it would change, on the store's thread."""
        session = self.session
        assert session.path is not None and session.kind is not None
        self._preview_place.show_waiting()
        plan, said = self._planning()
        self._job = self.work(
            plan,
            session.path,
            *said,
            done=self._if_asked(self._look_through),
            failed=self._if_asked(self._refuse_plan),
            cancelled=self._if_asked(self._back_to_columns),
            busy=_("Reading the rows"),
            reports_progress=True,
        )

    def _planning(self) -> tuple[Callable[..., AnyPlan], tuple[object, ...]]:
        """What reads the rows of such a list, and what the clerk said for it after the path of the file."""
        session = self.session
        assert session.kind is not None
        if session.kind is ListKind.ASSETS:
            told = session.asset_columns()
            return plan_asset_list, (told, self._today, session.listed_on, session.opening_year_be)
        return plan_confirmed, (session.layout(), session.kind.scheme, self._today, session.listed_on)

    def _look_through(self, plan: AnyPlan) -> None:
        self.session.plan = plan
        self._job = self.write(
            look_through,
            self.desk.store,
            plan,
            done=self._if_asked(self._take_preview),
            failed=self._if_asked(self._refuse_plan),
            cancelled=self._if_asked(self._back_to_columns),
            busy=_("Comparing with the register"),
            reports_progress=True,
        )

    def _take_preview(self, outcome: AnyOutcome) -> None:
        self.session.preview = outcome
        self._show_preview()

    def _show_preview(self) -> None:
        assert self.session.preview is not None
        waited = self._preview_place.hasFocus()
        self._preview_place.show_view(OutcomeView(self.session.preview, self.save_rejected, done=False))
        self.wizard.refresh()
        if waited:
            self.take_focus()

    def _refuse_plan(self, error: SaiThongError) -> None:
        self._preview_place.show_error(error, self._plan)

    def _back_to_columns(self) -> None:
        self.session.forget_plan()
        self.wizard.show_step(_PLACES[COLUMNS])

    def _import(self) -> None:
        session = self.session
        assert session.plan is not None
        self.wizard.setEnabled(False)
        self._job = self.write(
            carry_out,
            self.desk.store,
            session.plan,
            dict(session.columns),
            done=self._take_outcome,
            failed=self._refuse_import,
            cancelled=self._tell_cancelled,
            busy=_("Writing into the register"),
            reports_progress=True,
        )

    def _take_outcome(self, outcome: AnyOutcome) -> None:
        self.session.outcome = outcome
        self._show_done()

    def _show_done(self) -> None:
        assert self.session.outcome is not None
        view = DoneView(self.session, self.save_rejected, self.start_again, self.desk.go)
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.take_focus()

    def _refuse_import(self, error: SaiThongError) -> None:
        self.wizard.setEnabled(True)
        self.tell_error(error)

    def _tell_cancelled(self) -> None:
        self.wizard.setEnabled(True)
        self.banners.tell(Banner(_("The import was cancelled."), Tone.WARNING, more=_("Nothing was changed.")))

    # rejected rows

    def save_rejected(self) -> None:
        """Save the rows not taken as a workbook, to be mended and imported."""
        plan = self.session.plan
        if plan is None:
            return
        name = _("{file} - rows not taken").format(file=Path(plan.file_name).stem) + ".xlsx"
        pattern = _("Workbooks ({pattern})").format(pattern="*.xlsx")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the rows not taken"), name, pattern)
        if path:
            self._write_rejected(plan, Path(path))

    def _write_rejected(self, plan: AnyPlan, path: Path) -> None:
        from sai_thong.exchange.rejects import write_rejected_rows, write_rejects

        try:
            if isinstance(plan, AssetPlan):
                count = write_rejected_rows(plan.lists, plan.rejected, path)
            else:
                count = write_rejects(plan, path)
        except NotWritten as error:
            self.tell_error(error)
            return
        words = ngettext("{count} row saved in {file}", "{count} rows saved in {file}", count)
        told = Banner(words.format(count=f"{count:,}", file=path.name), Tone.OK, more=_("Mend it and import it here."))
        self.banners.tell(told)

    # the page

    def refresh(self, changes: object = None) -> None:
        """The registrar's lists received so far may be more."""
        touches = getattr(changes, "touches", None)
        if touches is None or touches(RegistryList):
            self.file_step.show_past(self.desk.store)

    def state(self) -> dict[str, Any]:
        """The session and the step, or the work under way."""
        running = self._job if self._job is not None and self._job.running else None
        return {"session": self.session, "step": self.wizard.step.key, "running": running}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on with a session; with ``file``, import that file; with ``kind``, of that list if nothing is begun."""
        if "file" in state:
            self.read_file(Path(str(state["file"])))
            return
        if "kind" in state and self.session.path is None:
            self.session.kind = ListKind(str(state["kind"]))
            self.file_step.show_session()
            self.wizard.refresh()
            return
        session = state.get("session")
        if not isinstance(session, ImportSession):
            return
        self.session = session
        self._take_up(state)

    def _take_up(self, state: Mapping[str, Any]) -> None:
        """Show a session in another language; what was being done is waited for, or done again."""
        session, running = self.session, state.get("running")
        if session.outcome is not None:
            self._begin()
            self._show_done()
        elif session.path is not None and session.found is None:
            self.read_file(session.path, with_hidden=session.with_hidden)
        elif session.preview is not None:
            self._begin()
            self.wizard.show_step(_PLACES[PREVIEW])
            self._show_preview()
            if isinstance(running, Job):
                self._wait_for_import(running)
        else:
            step = str(state.get("step", FILE))
            self._begin(_PLACES.get(step, 0))

    def _wait_for_import(self, job: Job) -> None:
        """The import goes on while the window changes its language; its end is told here."""
        self._job = job
        self.wizard.setEnabled(False)
        self.progress.follow(job, _("Writing into the register"))
        job.done.connect(self._take_outcome)
        job.done.connect(lambda outcome: self.desk.store_changed(outcome.changes))
        job.failed.connect(self._refuse_import)
        job.cancelled.connect(self._tell_cancelled)

    def take_focus(self) -> None:
        """The keys go to what comes next: the file, or the way on."""
        shown = self.stack.currentWidget()
        if isinstance(shown, DoneView):
            shown.take_focus()
        elif self.wizard.step.key == FILE and self.session.found is None:
            self.file_step.take_focus()
        else:
            self.wizard.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> bool:
        """Esc goes back one step; from the result, to another file."""
        if isinstance(self.stack.currentWidget(), DoneView):
            self.start_again()
            return True
        if self.wizard.isEnabled() and self.wizard.step.key != FILE:
            self.wizard.back()
            return True
        return False


class _Preview(QWidget):
    """The place of the third step: waiting, an error, or what would happen."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keys wait here while there is nothing to go on to
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.show_waiting()

    def show_waiting(self) -> None:
        """The file is being looked through; the strip above tells how far."""
        state = StateView()
        state.show_loading(_("Nothing is written yet."))
        self.show_view(state)

    def show_error(self, error: SaiThongError, again: Callable[[], object]) -> None:
        """Why it could not be looked through."""
        state = StateView()
        state.show_error(error, _("Try again"), again)
        self.show_view(state)

    def show_view(self, view: QWidget) -> None:
        """Show something else."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(view)
