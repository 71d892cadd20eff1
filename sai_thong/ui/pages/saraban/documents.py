"""A register of documents as a list with the chosen document beside it, and what is done with any document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from sai_thong.db.access_log import Look
from sai_thong.db.refusals import RecordMissing
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.attachments.operations import Attached, attach, attachments_of, content_of
from sai_thong.registers.attachments.preparing import PDF, PreparedFile, prepared_file
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.last_change import LastChange, last_change
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.petitions.letters import letter_as_seen
from sai_thong.registers.petitions.shelves import may_open_complaints
from sai_thong.registers.saraban import keeping
from sai_thong.registers.saraban.listing import RegisterView, register_years
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.refusals import DocumentRefused
from sai_thong.registers.saraban.retention_in_force import retention_law
from sai_thong.registers.saraban.sealing import refuse_sealed, tells_nothing
from sai_thong.registers.saraban.series import gives_numbers, open_register
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.thai.calendar import be_year
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
    keys,
)
from sai_thong.ui.looks import looked
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.saraban import forms
from sai_thong.ui.pages.saraban.section import Section
from sai_thong.ui.pages.saraban.views import Document, counted, document_view, subject_of
from sai_thong.ui.pages.taking_back import take_back_words

if TYPE_CHECKING:
    from sai_thong.ui.pages.saraban.page import SarabanPage

WITHOUT_NUMBER: Final = "waiting"
WITH_NOBODY: Final = "with-nobody"
"""Values of the filter of what a document waits for; Today asks for them."""


class DocumentSection(Section):
    """The base of both registers.

    Args:
        page: The saraban page.
        actions: What can be done with the register, the main one last.
        find: What the search field says.
        columns: Of the list.
        empty: What an empty register says, and what to do then.
        filters: Filters besides the year.
        waiting: What a document may wait for besides its number: the value and the words of each.
    """

    record_class: type[IncomingDocument] | type[OutgoingDocument]
    correctable: frozenset[str]

    def __init__(
        self,
        page: SarabanPage,
        actions: Sequence[ActionButton],
        *,
        find: str,
        columns: Sequence[Column],
        empty: tuple[str, str],
        filters: Sequence[FilterCombo] = (),
        waiting: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(page, actions)
        self._empty = empty
        self._documents: dict[str, Document] = {}
        self.search = SearchField(find)
        this_year = be_year(self.today.year)
        years = sorted({this_year, *register_years(self.store)}, reverse=True)
        self.year = FilterCombo(_("All years"), [(str(each), str(each)) for each in years])
        self.year.set_value(str(this_year))
        self.waiting = FilterCombo(_("All documents"), [(WITHOUT_NUMBER, _("Without a number")), *waiting])
        self.table = ListTable(columns, name=find)
        self.table.attach_search(self.search)
        self.record = RecordPanel(_("Choose a document to see everything of it."))
        self.put(self._laid([*filters, self.year, self.waiting]))
        self.search.text_changed.connect(lambda _text: self.load())
        for each in (*filters, self.year, self.waiting):
            each.chosen.connect(lambda _value: self.load())
        self.table.row_chosen.connect(lambda row: self._show(str(row["id"]) if row else ""))
        self.table.row_opened.connect(lambda _row: self.correct())

    def _laid(self, filters: Sequence[QWidget]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(SearchRow(self.search, filters))
        column.addWidget(ListWithRecord(self.table, self.record), 1)
        return holder

    # to be said by the two registers

    def documents(self, view: RegisterView) -> Sequence[Document]:
        """The documents of a view."""
        raise NotImplementedError

    def row_of(self, document: Document) -> Row:
        """A line of the list."""
        raise NotImplementedError

    def series_of_shown(self) -> str:
        """The series of the register shown; a new document of it gets its next number."""
        raise NotImplementedError

    def own_actions(self, document: Document) -> list[ActionButton]:
        """What this register alone does with a document, the main thing first."""
        raise NotImplementedError

    def main_action(self) -> tuple[str, Callable[[], object]]:
        """What to do in an empty register."""
        raise NotImplementedError

    # the list

    def load(self) -> None:
        """Read the list anew; who was chosen stays chosen."""
        chosen = self.chosen_id()
        found = self.documents(self.view())
        self._documents = {each.id: each for each in found}
        self.header.set_period(counted(len(found), int(self.year.value()) if self.year.value() else None))
        if found:
            self.table.set_rows([self.row_of(each) for each in found])
            if not (chosen and self.table.choose_id(chosen)):
                self._show(self.chosen_id())
        else:
            self._show_none()

    def view(self) -> RegisterView:
        """What the list shows; a search looks through every year."""
        text = self.search.text().strip()
        year = int(self.year.value()) if self.year.value() and not text else None
        waits_for = self.waiting.value()
        return RegisterView(
            year, text, without_number=waits_for == WITHOUT_NUMBER, with_nobody=waits_for == WITH_NOBODY
        )

    def _show_none(self) -> None:
        if self.search.text().strip() or self.waiting.value():
            self.table.show_empty(_("No document is found."), _("Any part of a number, a name or a subject will do."))
        else:
            self.table.show_empty(*self._empty, *self.main_action())
        self._show("")

    def chosen_id(self) -> str:
        """The id of the chosen document, or empty."""
        row = self.table.chosen()
        return str(row["id"]) if row else ""

    def shown(self) -> Document | None:
        """The chosen document as it stands now."""
        try:
            return self.store.get(self.record_class, self.chosen_id()) if self.chosen_id() else None
        except RecordMissing:
            return None

    def _show(self, document_id: str) -> None:
        document = self._documents.get(document_id)
        if document is None:
            self.record.show_nothing()
            return
        history = None if tells_nothing(document) else history_shown(self.page, document)
        view, actions = document_view(self.store, document), self._actions_of(document)
        self.record.show_record(view, actions, whole_history=history)
        if tells_nothing(document) and may_open_complaints(self.store):
            look = looked(document.id, "", COMPLAINTS)
            read = self.page.looks.before(look, letter_as_seen)
            self.page.write(read, self.store, document, done=partial(self._show_whole, document, look))

    def _show_whole(self, document: Document, look: Look, whole: Document) -> None:
        """Show a sealed letter to who holds its key, now that the look stands in the access log."""
        self.page.looks.stands(look)
        if document.id == self.chosen_id():
            self.record.show_record(document_view(self.store, document, whole), self._actions_of(document))

    def _actions_of(self, document: Document) -> list[ActionButton]:
        if document.voided_on is not None or document.destroyed_on is not None:
            return [self._more_button(document)] if attachments_of(self.store, subject_of(document)) else []
        actions = self.own_actions(document)
        if not tells_nothing(document):
            actions.append(ActionButton(_("Correct"), self.correct, key=keys.EDIT))
        return [*actions, self._more_button(document)]

    def _more_button(self, document: Document) -> ActionButton:
        button = ActionButton(_("More…"), lambda: self._open_more(button, document))
        return button

    def _open_more(self, button: ActionButton, document: Document) -> None:
        menu = self.more_menu(document)
        menu.popup(button.mapToGlobal(button.rect().topLeft()))
        menu.setActiveAction(menu.actions()[0])

    def more_menu(self, document: Document) -> QMenu:
        """What is done less often."""
        menu = QMenu(self)
        for attachment in attachments_of(self.store, subject_of(document)):
            menu.addAction(_("Show {name}").format(name=attachment.name)).triggered.connect(
                partial(self._show_file, attachment)
            )
        if document.voided_on is not None or document.destroyed_on is not None:
            return menu
        if not tells_nothing(document):
            # The files of a sealed case are attached to the case, where they are sealed too.
            menu.addAction(_("Attach a file…")).triggered.connect(self.attach_file)
            menu.addSeparator()
        menu.addAction(_("How long it is kept…")).triggered.connect(self.classify)
        if document.hold:
            menu.addAction(_("Release for destruction…")).triggered.connect(self.release)
        else:
            menu.addAction(_("Hold back from destruction…")).triggered.connect(self.hold_back)
        if self._last_correction(document) is not None:
            menu.addAction(_("Take back the last change…")).triggered.connect(self.take_back)
        menu.addAction(_("Make void…")).triggered.connect(self.make_void)
        return menu

    # what is done with any document

    def correct(self) -> None:
        """Put right what was entered wrongly."""
        document = self.shown()
        if document is None or document.voided_on is not None or document.destroyed_on is not None:
            return
        try:
            refuse_sealed(document)
        except DocumentRefused as error:
            self.page.tell_error(error)
            return
        self.open_form(
            forms.correct_form(document, self.today),
            lambda values: partial(
                self.corrected, document, forms.corrected_from(document, values), why=values[forms.WHY]
            ),
            lambda saved: self.told(saved, _("The document was corrected.")),
        )

    def _last_correction(self, document: Document) -> LastChange | None:
        return None if tells_nothing(document) else last_change(self.store, document, self.correctable)

    def take_back(self) -> None:
        """Take the last correction of the chosen document back, by a correction of its own."""
        document = self.shown()
        last = self._last_correction(document) if document is not None else None
        if document is None or last is None:
            return
        says = take_back_words(self.store, type(document), last)
        self.open_form(
            forms.reason_form(_("Take back the last change"), self.today, _("Take back"), says=says),
            lambda values: partial(self.corrected, document, last.before, why=values[forms.WHY]),
            lambda saved: self.told(saved, _("The correction is taken back; the history keeps both.")),
        )

    def corrected(self, document: Document, changed: Mapping[str, Any], *, why: str) -> Saved[Any]:
        """Keep a correction; on the store's thread."""
        raise NotImplementedError

    def voided(self, document: Document, *, why: str) -> Saved[Any]:
        """Make void; on the store's thread."""
        raise NotImplementedError

    def make_void(self) -> None:
        """Make the chosen document void with its reason."""
        self._with_reason(_("Make the document void"), _("Make void"), self.voided, _("The document is void."))

    def hold_back(self) -> None:
        """Keep the chosen document out of every destruction list."""

        def hold(document: Document, *, why: str) -> Saved[Any]:
            return keeping.hold_back(self.store, document, why=why)

        self._with_reason(_("Hold back from destruction"), _("Hold back"), hold, _("The document is held back."))

    def release(self) -> None:
        """Let the chosen document go its way again."""

        def release(document: Document, *, why: str) -> Saved[Any]:
            return keeping.release(self.store, document, why=why)

        self._with_reason(_("Release for destruction"), _("Release"), release, _("The document is released."))

    def _with_reason(self, title: str, save: str, step: Callable[..., Saved[Any]], told: str) -> None:
        document = self.shown()
        if document is None:
            return
        self.open_form(
            forms.reason_form(title, self.today, save),
            lambda values: partial(step, document, why=values[forms.WHY]),
            lambda saved: self.told(saved, told),
        )

    def classify(self) -> None:
        """How long the chosen document is kept."""
        document = self.shown()
        if document is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Any]]:
            return partial(
                keeping.classify,
                self.store,
                document,
                values["retention_class"],
                until=values["until"],
                why=values[forms.WHY],
            )

        form = forms.keeping_form(document, retention_law(self.store), self.today)
        self.open_form(form, operation, lambda saved: self.told(saved, _("The retention class was changed.")))

    def told(self, saved: Saved[Any], words: str) -> None:
        """Show a document as it was saved, and say so."""
        self.load()
        self.table.choose_id(saved.record.id)
        self.page.tell_done(words, more=str(saved.record.subject))

    # numbers

    def gives_numbers(self, series: str) -> bool:
        """Whether this machine gives the numbers of a series this year."""
        return gives_numbers(self.store, series, be_year(self.today.year), station=self.store.file_id)

    def open_series(self) -> None:
        """Let this machine give the register's numbers, after the last one in the book; else show their account."""
        series, year = self.series_of_shown(), be_year(self.today.year)
        if self.gives_numbers(series):
            self.page.desk.go("settings", section="numbers", year=str(year), series=f"/{series}/{year}")
            return
        form = forms.open_form_of(self.today, _("Give the numbers of this register here"))
        self.open_form(
            form,
            lambda values: partial(open_register, self.store, series, year, next_number=values["next_number"]),
            lambda saved: self.page.tell_done(
                _("This machine gives the numbers of {year} from {number} on.").format(
                    year=year, number=saved.record.next_number
                )
            ),
        )

    # files

    def attach_file(self) -> None:
        """Attach a photograph or a scan to the chosen document."""
        document = self.shown()
        if document is None:
            return
        pattern = "*.pdf *.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp"
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Attach a file"), "", _("Pictures and PDF ({pattern})").format(pattern=pattern)
        )
        if name:
            self.attach_path(document, Path(name))

    def attach_path(self, document: Document, path: Path) -> None:
        """Read and prepare a file in a process of its own, then keep it."""

        def keep(file: PreparedFile) -> None:
            self.page.write(attach, self.store, subject_of(document), file, done=self._told_attached, busy=_("Saving…"))

        self.page.work(prepared_file, path, done=keep, busy=_("Reading the file…"))

    def _told_attached(self, attached: Attached) -> None:
        self._show(self.chosen_id())
        self.page.tell_done(_("{name} is attached.").format(name=attached.attachment.name))

    def _show_file(self, attachment: Attachment, _checked: bool = False) -> None:
        """Show an attached file in the preview, where it can be printed and saved."""
        from sai_thong.forms.saraban.stamped_scan import page_of_picture

        try:
            content = content_of(self.store, attachment)
            pdf = content if attachment.media_type == PDF else page_of_picture(content)
        except SaiThongError as error:
            self.page.tell_error(error)
            return
        self.page.looked_at(attachment.id, "file")
        self.page.desk.preview(pdf, title=_("Attached file"), file_name="attached.pdf")

    # the section

    def take_focus(self) -> bool:
        """The search takes the keys."""
        self.search.setFocus()
        return True

    def state(self) -> dict[str, Any]:
        """Search, filters and who is chosen."""
        return {
            "search": self.search.text(),
            "year": self.year.value(),
            "waiting": self.waiting.value(),
            "chosen": self.chosen_id(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so."""
        if "search" in state:
            self.search.blockSignals(True)
            self.search.setText(str(state["search"]))
            self.search.blockSignals(False)
            self.year.set_value(str(state.get("year", "")))
            self.waiting.set_value(str(state.get("waiting", "")))
            self.load()
        if state.get("chosen"):
            self.table.choose_id(str(state["chosen"]))
