"""The citizens page: the list, the chosen record beside it, and what is done with it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sai_thong.db.permits import Action
from sai_thong.db.refusals import RecordMissing
from sai_thong.exchange.export import Exported, export_register
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances import life_events
from sai_thong.registers.allowances.duplicates import open_cases_of
from sai_thong.registers.citizens.access import unmask_citizen_id
from sai_thong.registers.citizens.browsing import ordered_rows
from sai_thong.registers.citizens.joined import as_known
from sai_thong.registers.citizens.listing import CitizenFilter
from sai_thong.registers.citizens.operations import AlreadyRegistered, Outcome, register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.citizens.undoing import last_change_of_citizen
from sai_thong.registers.office.records import Village
from sai_thong.registers.petitions.listing import petitions_of_person
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ListWithRecord,
    PageHeader,
    RecordForm,
    RecordPanel,
    Tone,
    keys,
)
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.kit.over import Over
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.citizens import forms
from sai_thong.ui.pages.citizens.duplicates import DuplicatesView
from sai_thong.ui.pages.citizens.more_menu import MoreMenu
from sai_thong.ui.pages.citizens.people_list import PeopleList
from sai_thong.ui.pages.citizens.record_view import PETITIONS_SHOWN, citizen_view
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.person_papers import papers_of_person
from sai_thong.ui.pages.record_history import history_shown


class CitizensPage(Page):
    """Everyone in the register."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = bangkok_today(desk.clock)
        self._shown: Citizen | None = None
        self._unmasked = ""
        self._form_name = ""
        self.print_menu = Menu(self)
        self.print_button = ActionButton(_("Print…"), self.open_print_menu, key=keys.PRINT)
        self.print_button.setEnabled(False)
        self._actions = [
            ActionButton(_("Possible duplicates"), self.show_duplicates),
            ActionButton(_("Save as a workbook…"), self.export),
            self.print_button,
            ActionButton(_("New citizen"), self.add, key=keys.NEW, kind="primary"),
        ]
        self._header = PageHeader(_("Citizens"), "", self._actions)
        self.column.addWidget(self._header)
        self.add_notices()
        self.people = PeopleList(desk.store, self._today, read_order=self._read_order)
        self.record = RecordPanel(_("Choose a person to see the record."))
        self.over = Over(self._list_with_record())
        self.column.addWidget(self.over, 1)
        self.over.covered.connect(self._show_actions)
        self.people.counted.connect(self._show_count)
        self.people.search.text_changed.connect(self.searched)
        self.people.import_asked.connect(lambda: self.desk.go("import"))
        self.people.person_chosen.connect(self._choose)
        self.people.person_opened.connect(lambda _id: self.edit())
        self.people.read_again()

    def _list_with_record(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.people.search_row)
        column.addWidget(ListWithRecord(self.people, self.record), 1)
        return holder

    def _read_order(self, chosen: CitizenFilter, take: Callable[[array[int]], object]) -> None:
        """On the other thread, while the first page is already seen."""
        self.write(ordered_rows, self.desk.store, chosen, done=take)

    def _show_count(self, count: int) -> None:
        self._header.set_period(ngettext("{count} person", "{count} people", count).format(count=f"{count:,}"))

    def _show_actions(self, covered: bool) -> None:
        for action in self._actions:
            action.setVisible(not covered)

    # the chosen record

    def _choose(self, citizen_id: object) -> None:
        self._unmasked = ""
        self._show(str(citizen_id) if citizen_id else "")

    def _show(self, citizen_id: str) -> None:
        try:
            store = self.desk.store
            self._shown = as_known(store, store.get(Citizen, citizen_id)) if citizen_id else None
        except RecordMissing:
            self._shown = None
        self.print_button.setEnabled(self._shown is not None)
        if self._shown is None:
            self.record.show_nothing()
            return
        self.looked_at(citizen_id)
        view = citizen_view(self.desk.store, self._shown, self._today, shown_id=self._unmasked)
        self.record.show_record(view, self._record_actions(self._shown), whole_history=history_shown(self, self._shown))

    def _record_actions(self, citizen: Citizen) -> list[ActionButton]:
        actions = [ActionButton(_("Edit"), self.edit, key=keys.EDIT)]
        if citizen.citizen_id and not self._unmasked:
            actions.append(
                ActionButton(_("Show the ID"), self.unmask, note=_("That you looked is noted in the history."))
            )
        store = self.desk.store
        found_elsewhere = store.permits.allows("allowances", Action.VIEW) and bool(open_cases_of(store, citizen.id))
        views_cases = store.permits.allows("petitions", Action.VIEW)
        petitions = petitions_of_person(store, citizen.id)[:PETITIONS_SHOWN] if views_cases else []
        undoable = last_change_of_citizen(self.desk.store, citizen) is not None
        gathers = store.permits.allows("trust", Action.EXPORT)
        more = MoreMenu(
            citizen, self, found_elsewhere=found_elsewhere, petitions=petitions, undoable=undoable, gathers=gathers
        )
        return [*actions, more]

    def unmask(self) -> None:
        """Show the whole citizen ID of the chosen person; that it was shown is noted."""
        citizen = self._shown
        if citizen is None:
            return

        def show(written: str) -> None:
            if self._shown is not None and self._shown.id == citizen.id:
                self._unmasked = written
                self._show(citizen.id)

        self.write(unmask_citizen_id, self.desk.store, citizen, done=show)

    # forms

    def add(self) -> None:
        """The form of a new citizen."""
        form = forms.new_form(self.desk.store, self._today)
        self._open("add", form, lambda values: partial(register_citizen, self.desk.store, forms.citizen_from(values)))

    def edit(self) -> None:
        """The form of the chosen citizen."""
        citizen = self._shown
        if citizen is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Outcome]:
            changed = forms.changed_values(citizen, values)
            return partial(life_events.amend, self.desk.store, citizen, changed, why=values[forms.WHY])

        with_id = bool(self._unmasked) or not citizen.citizen_id
        self._open("edit", forms.edit_form(citizen, self._today, with_id=with_id), operation)

    def undo(self) -> None:
        """The form that takes the last change of the chosen person back."""
        citizen = self._shown
        change = last_change_of_citizen(self.desk.store, citizen) if citizen is not None else None
        if citizen is None or change is None:
            return
        form = forms.undo_form(self.desk.store, citizen, change, self._today)
        self._open(
            "undo",
            form,
            lambda values: partial(life_events.amend, self.desk.store, citizen, change.before, why=values[forms.WHY]),
        )

    def record_death(self) -> None:
        """The form of a death."""
        if (citizen := self._shown) is not None:
            self._open(
                "record_death",
                forms.death_form(citizen, self._today),
                lambda values: partial(
                    life_events.record_death,
                    self.desk.store,
                    citizen,
                    values["died"],
                    source=forms.source_words(values),
                ),
            )

    def withdraw_death(self) -> None:
        """The form that takes a death back."""
        if (citizen := self._shown) is not None:
            self._open(
                "withdraw_death",
                forms.withdraw_death_form(citizen, self._today),
                lambda values: partial(life_events.withdraw_death, self.desk.store, citizen, why=values[forms.WHY]),
            )

    def record_move_out(self) -> None:
        """The form of a move away."""
        if (citizen := self._shown) is not None:
            self._open(
                "record_move_out",
                forms.move_out_form(citizen, self._today),
                lambda values: partial(
                    life_events.record_move_out, self.desk.store, citizen, values["on"], to=values["place"]
                ),
            )

    def record_move_in(self) -> None:
        """The form of a move here."""
        if (citizen := self._shown) is not None:
            self._open(
                "record_move_in",
                forms.move_in_form(citizen, self._today),
                lambda values: partial(
                    life_events.record_move_in, self.desk.store, citizen, values["on"], whence=values["place"]
                ),
            )

    def _open(
        self, name: str, form: RecordForm, operation: Callable[[Mapping[str, Any]], Callable[[], Outcome]]
    ) -> None:
        """Show a form; saving runs `operation` of its values on the writer's thread.

        By its `name` the form is opened again when the language changes.
        """

        def save(values: Mapping[str, Any]) -> None:
            form.save_button.setEnabled(False)
            self.write(operation(values), done=saved, failed=refused, busy=_("Saving…"))

        def saved(outcome: Outcome) -> None:
            self.over.uncover()
            self.people.restore({"chosen": outcome.citizen.id})
            self.banners.tell(Banner(_("Saved: {name}").format(name=outcome.citizen.full_name), Tone.OK))

        def refused(error: SaiThongError) -> None:
            form.save_button.setEnabled(True)
            if isinstance(error, AlreadyRegistered):
                other = error.citizen.id
                form.banners.tell(Banner.of_error(error, _("Open that record"), lambda: self._leave_for(other)))
            else:
                form.show_error(error)

        form.save_asked.connect(save)
        self.over.show_form(form)
        self._form_name = name

    def _leave_for(self, citizen_id: str) -> None:
        if self.over.may_leave():
            self.over.uncover()
            self.people.restore({"chosen": citizen_id})

    # duplicates and export

    def show_duplicates(self) -> None:
        """Who may be in the register twice."""
        self.over.show_over(DuplicatesView(self))

    def export(self) -> None:
        """The whole register as a workbook; that it was saved is noted."""
        path, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the citizens as a workbook"),
            _("citizens") + ".xlsx",
            _("Workbooks ({pattern})").format(pattern="*.xlsx"),
        )
        if path:
            self.write(
                export_register,
                self.desk.store,
                "citizens",
                Path(path),
                done=self._tell_exported,
                busy=_("Writing the workbook…"),
            )

    def _tell_exported(self, exported: Exported) -> None:
        words = ngettext("{count} person saved in {file}", "{count} people saved in {file}", exported.rows)
        told = Banner(
            words.format(count=f"{exported.rows:,}", file=exported.path.name),
            Tone.OK,
            more=_("The workbook holds personal data: keep it where only the office can open it."),
        )
        self.banners.tell(told)

    # papers

    def open_print_menu(self) -> None:
        """The papers that can be made for the chosen person."""
        if self._shown is None:
            return
        self.print_menu.clear()
        for paper in papers_of_person(self.desk.store, self._shown, self._today):
            action = self.print_menu.addAction(paper.name)
            action.triggered.connect(lambda _checked=False, paper=paper: print_paper(self, paper.key, paper.request))
        if self.print_menu.isEmpty():
            self.print_menu.addAction(_("No paper can be made for this person.")).setEnabled(False)
        self.print_menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))
        self.print_menu.setActiveAction(self.print_menu.actions()[0])

    def open_allowances(self) -> None:
        """The chosen person on the allowances page."""
        if self._shown is not None:
            self.desk.go("allowances", section="people", person=self._shown.id)

    def open_dossier(self) -> None:
        """Gather what the office holds of the chosen person."""
        if self._shown is not None:
            self.desk.go("trust", section="dossier", person=self._shown.id)

    def open_case_elsewhere(self) -> None:
        """The chosen person among those found on other lists."""
        if self._shown is not None:
            self.desk.go("allowances", section="elsewhere", person=self._shown.id)

    def take_petition(self) -> None:
        """Take a petition of the chosen person, on the petitions page."""
        if self._shown is not None:
            self.desk.go("petitions", take=True, person=self._shown.id)

    def open_petition(self, case_id: str) -> None:
        """A case on the petitions page."""
        self.desk.go("petitions", section="list", case=case_id, confidential=False)

    # the page

    def refresh(self, changes: object = None) -> None:
        """Read again what may have changed."""
        touches = getattr(changes, "touches", None)
        if touches is None or touches(Village):
            self.people.read_villages_again()
        if touches is None or touches(Citizen, Village):
            self.people.read_again()
        elif self._shown is not None:
            self._show(self._shown.id)
        top = self.over.top()
        if isinstance(top, DuplicatesView):
            top.read_again()

    def state(self) -> dict[str, Any]:
        """The list as it is shown, and an open form with what was typed."""
        state, form = self.people.state(), self.over.form()
        if form is None:
            return state
        return state | {"form": self._form_name, "draft": form.draft(), "unmasked": self._unmasked}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so, or only ``chosen``: that citizen. A ``form`` stands over it with its ``draft``.

        With ``duplicates``, who may be there twice, beginning with that citizen.
        """
        if self.over.top() is not None and not self.over.may_leave():
            return
        self.over.uncover()
        if "duplicates" in state:
            self.over.show_over(DuplicatesView(self, str(state["duplicates"])))
            return
        self.people.restore(state)
        if "form" in state:
            self._open_again(str(state["form"]), state)

    def _open_again(self, name: str, state: Mapping[str, Any]) -> None:
        """The form that was open in the other language, with what was typed into it."""
        openers = {
            each.__name__: each
            for each in (
                self.add,
                self.edit,
                self.record_death,
                self.withdraw_death,
                self.record_move_out,
                self.record_move_in,
            )
        }
        self._unmasked = str(state.get("unmasked", ""))
        self._show(str(state.get("chosen") or ""))
        openers[name]()
        form, draft = self.over.form(), state.get("draft")
        if form is not None and isinstance(draft, Mapping):
            form.show_draft(draft)

    def go_back(self) -> bool:
        """Esc leaves the form or the duplicates, then the search."""
        return self.over.go_back()

    def may_leave(self) -> bool:
        """A changed form asks first."""
        return self.over.may_leave()
