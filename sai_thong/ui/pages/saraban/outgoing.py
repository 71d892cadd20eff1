"""What leaves: letters, circulars, memos, orders and announcements, with their numbers or waiting for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QMenu

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved, current_office
from sai_thong.registers.saraban import outgoing
from sai_thong.registers.saraban.listing import RegisterView, outgoing_documents
from sai_thong.registers.saraban.outgoing import Draft
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.series import Numbering, series_of
from sai_thong.registers.saraban.terms import REGISTER_LABELS, Register
from sai_thong.ui.kit import ActionButton, FilterCombo, Row, keys
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.saraban import forms
from sai_thong.ui.pages.saraban.documents import DocumentSection
from sai_thong.ui.pages.saraban.printing import days_of_year
from sai_thong.ui.pages.saraban.views import Document, outgoing_columns, outgoing_row

if TYPE_CHECKING:
    from sai_thong.ui.pages.saraban.page import SarabanPage


class OutgoingSection(DocumentSection):
    """The registers of outgoing documents."""

    record_class = OutgoingDocument
    correctable = outgoing.CORRECTABLE

    def __init__(self, page: SarabanPage) -> None:
        self.register = FilterCombo(_("All registers"), [(each.value, _(REGISTER_LABELS[each])) for each in Register])
        actions = [
            ActionButton(_("Numbers here…"), self.open_series),
            ActionButton(_("Print the register…"), self.print_register, key=keys.PRINT),
            ActionButton(_("Enter a document"), self.enter, key=keys.NEW, kind="primary"),
        ]
        super().__init__(
            page,
            actions,
            find=_("Find by number, addressee or subject"),
            columns=outgoing_columns(),
            empty=(_("No document left yet."), _("Enter the first one; it gets the next number of its register.")),
            filters=[self.register],
        )

    def documents(self, view: RegisterView) -> Sequence[Document]:
        """What leaves, of one register or all."""
        return outgoing_documents(self.store, replace(view, register=self.shown_register()))

    def shown_register(self) -> Register | None:
        """The register the list shows; None for all."""
        return Register(self.register.value()) if self.register.value() else None

    def row_of(self, document: Document) -> Row:
        """A line of the list."""
        return outgoing_row(cast("OutgoingDocument", document))

    def series_of_shown(self) -> str:
        """The series of the register shown; the letters where all are."""
        return series_of(self.store, self.shown_register() or Register.LETTERS)

    def main_action(self) -> tuple[str, Callable[[], object]]:
        """Enter the first."""
        return _("Enter a document"), self.enter

    def own_actions(self, document: Document) -> list[ActionButton]:
        """Number it where it has none."""
        if document.number is not None:
            return []
        return [ActionButton(_("Give a number"), self.give_number, kind="primary")]

    def more_menu(self, document: Document) -> QMenu:
        """What is done less often; an inserted number too."""
        menu = super().more_menu(document)
        if document.number is None and document.voided_on is None:
            menu.addAction(_("Insert a number…")).triggered.connect(self.insert_number)
        return menu

    # what is done

    def enter(self) -> None:
        """The form of a document that leaves."""
        office = current_office(self.store)
        sender = f"{office.kind}{office.name}" if office else ""
        register = self.shown_register() or Register.LETTERS
        gives = self.gives_numbers(series_of(self.store, register))
        form = forms.outgoing_form(self.today, register, sender, gives_numbers=gives)
        self.open_form(form, lambda values: partial(_enter, self.store, values), self._entered)

    def _entered(self, saved: Saved[OutgoingDocument]) -> None:
        self.search.clear()
        self.year.set_value(str(saved.record.year_be))
        if self.register.value():
            self.register.set_value(saved.record.register.value)
        number = saved.record.printed_number
        self.told(
            saved,
            _("Entered as number {number}.").format(number=number)
            if number
            else _("The document was entered without a number."),
        )

    def give_number(self) -> None:
        """The next number where this machine gives them, else the one the central machine told."""
        document = self.shown()
        if document is None:
            return
        found = cast("OutgoingDocument", document)
        bind = partial(outgoing.bind_number, self.store, found)
        if self.gives_numbers(series_of(self.store, found.register)):
            self.run(bind, self._numbered)
            return
        self.open_form(
            forms.number_form(self.today, inserted=False),
            lambda values: partial(bind, number=values["number"]),
            self._numbered,
        )

    def insert_number(self) -> None:
        """A number between two that were given, with its reason."""
        document = self.shown()
        if document is None:
            return
        bind = partial(outgoing.bind_inserted_number, self.store, cast("OutgoingDocument", document))
        self.open_form(
            forms.number_form(self.today, inserted=True),
            lambda values: partial(bind, after=values["number"], why=values[forms.WHY]),
            self._numbered,
        )

    def _numbered(self, saved: Saved[OutgoingDocument]) -> None:
        self.told(saved, _("It has the number {number}.").format(number=saved.record.printed_number))

    def corrected(self, document: Document, changed: Mapping[str, Any], *, why: str) -> Saved[Any]:
        """Keep a correction."""
        return outgoing.correct(self.store, cast("OutgoingDocument", document), changed, why=why)

    def voided(self, document: Document, *, why: str) -> Saved[Any]:
        """Make void."""
        return outgoing.make_void(self.store, cast("OutgoingDocument", document), why=why)

    def print_register(self) -> None:
        """The register shown, of the year shown, up to today."""
        from sai_thong.forms.paper_kinds import PaperRequest

        first, last = days_of_year(self.year.value(), self.today)
        request = PaperRequest(day=first, last_day=last, register=self.shown_register())
        print_paper(self.page, "outgoing-register", request)

    # state

    def state(self) -> dict[str, Any]:
        """The list as it is shown, its register too."""
        return {**super().state(), "register": self.register.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so."""
        if "register" in state:
            self.register.set_value(str(state["register"]))
        super().restore(state)


def _enter(store: Store, values: Mapping[str, Any]) -> Saved[OutgoingDocument]:
    """Keep what the form says, with the number it asks for; on the store's thread."""
    numbering, number = forms.numbering_from(values)
    draft: Draft = forms.draft_from(values)
    if numbering is Numbering.NEXT:
        return outgoing.issue_document(store, draft)
    return outgoing.enter_document(store, draft, number=number)
