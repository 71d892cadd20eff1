"""What came: received by keyboard, numbered, passed on, stamped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QMenu

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.attachments.operations import attachments_of, content_of
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.office.operations import Saved, current_office
from sai_thong.registers.saraban import incoming
from sai_thong.registers.saraban.listing import RegisterView, incoming_documents
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.saraban.sealing import tells_nothing
from sai_thong.registers.saraban.series import INCOMING_SERIES
from sai_thong.ui.kit import ActionButton, Row, keys
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.saraban import forms
from sai_thong.ui.pages.saraban.documents import WITH_NOBODY, DocumentSection
from sai_thong.ui.pages.saraban.printing import days_of_year
from sai_thong.ui.pages.saraban.views import Document, incoming_columns, incoming_row, subject_of

if TYPE_CHECKING:
    from sai_thong.ui.pages.saraban.page import SarabanPage


class IncomingSection(DocumentSection):
    """The register of incoming documents."""

    record_class = IncomingDocument
    correctable = incoming.CORRECTABLE

    def __init__(self, page: SarabanPage) -> None:
        actions = [
            ActionButton(_("Numbers here…"), self.open_series),
            ActionButton(_("Print the register…"), self.print_register, key=keys.PRINT),
            ActionButton(_("Receive a document"), self.receive, key=keys.NEW, kind="primary"),
        ]
        super().__init__(
            page,
            actions,
            find=_("Find by number, sender or subject"),
            columns=incoming_columns(),
            empty=(_("No document came yet."), _("Receive the first one; it gets its number and its stamp.")),
            waiting=[(WITH_NOBODY, _("Passed on to nobody yet"))],
        )

    def documents(self, view: RegisterView) -> Sequence[Document]:
        """What came."""
        return incoming_documents(self.store, view)

    def row_of(self, document: Document) -> Row:
        """A line of the list."""
        return incoming_row(cast("IncomingDocument", document), with_year=self.view().year_be is None)

    def series_of_shown(self) -> str:
        """The one series of incoming documents."""
        return INCOMING_SERIES

    def main_action(self) -> tuple[str, Callable[[], object]]:
        """Receive the first."""
        return _("Receive a document"), self.receive

    def own_actions(self, document: Document) -> list[ActionButton]:
        """Number it where it has none, else print its stamp, over its scan where there is one; say what was done."""
        sealed = tells_nothing(document)
        actions = [] if sealed else [ActionButton(_("Action taken…"), self.note_action)]
        scans = attachments_of(self.store, subject_of(document))
        if not scans and not sealed:
            actions.append(ActionButton(_("Attach a scan…"), self.attach_file))
        if document.number is None:
            return [ActionButton(_("Give a number"), self.give_number, kind="primary"), *actions]
        if scans:
            return [ActionButton(_("Stamp on the scan"), partial(self.show_stamped, scans[0])), *actions]
        return [ActionButton(_("Receiving stamp"), self.print_stamp), *actions]

    # what is done

    def receive(self) -> None:
        """The form of a document that came."""
        office = current_office(self.store)
        addressee = f"นายก{office.kind}{office.name}" if office else ""
        form = forms.receive_form(
            self.today,
            self.page.desk.clock.now(),
            gives_numbers=self.gives_numbers(INCOMING_SERIES),
            addressee=addressee,
        )

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[IncomingDocument]]:
            numbering, number = forms.numbering_from(values)
            receipt = forms.receipt_from(values)
            return partial(incoming.receive, self.store, receipt, numbering=numbering, number=number)

        self.open_form(form, operation, self._received)

    def _received(self, saved: Saved[IncomingDocument]) -> None:
        self.search.clear()
        self.year.set_value(str(saved.record.year_be))
        number = saved.record.number
        words = (
            _("The document was received without a number.")
            if number is None
            else _("Received as number {number}/{year}.").format(number=number, year=saved.record.year_be)
        )
        self.told(saved, words)

    def give_number(self) -> None:
        """The next number where this machine gives them, else the one that is written on the document."""
        document = self.shown()
        if document is None:
            return
        key = partial(incoming.key_number, self.store, cast("IncomingDocument", document))
        if self.gives_numbers(INCOMING_SERIES):
            self.run(key, self._numbered)
            return
        self.open_form(
            forms.number_form(self.today, inserted=False),
            lambda values: partial(key, number=values["number"]),
            self._numbered,
        )

    def _numbered(self, saved: Saved[IncomingDocument]) -> None:
        record = saved.record
        self.told(saved, _("It has the number {number}.").format(number=f"{record.number}/{record.year_be}"))

    def note_action(self) -> None:
        """What was done with the chosen document."""
        document = self.shown()
        if document is None:
            return
        found = cast("IncomingDocument", document)

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[IncomingDocument]]:
            return partial(
                incoming.note_action,
                self.store,
                found,
                action=values["action"],
                division=values["division"] or "",
            )

        form = forms.action_form(found, self.today)
        self.open_form(form, operation, lambda saved: self.told(saved, _("What was done is kept.")))

    def corrected(self, document: Document, changed: Mapping[str, Any], *, why: str) -> Saved[Any]:
        """Keep a correction."""
        return incoming.correct(self.store, cast("IncomingDocument", document), changed, why=why)

    def voided(self, document: Document, *, why: str) -> Saved[Any]:
        """Make void."""
        return incoming.make_void(self.store, cast("IncomingDocument", document), why=why)

    # papers

    def more_menu(self, document: Document) -> QMenu:
        """What is done less often; the stamp as a label, and over a scan, too."""
        menu = super().more_menu(document)
        if document.voided_on is not None or document.destroyed_on is not None:
            return menu
        menu.addSeparator()
        menu.addAction(_("Receiving stamp on the paper itself…")).triggered.connect(self.print_stamp)
        menu.addAction(_("Receiving stamp as a label…")).triggered.connect(self.print_label)
        for attachment in attachments_of(self.store, subject_of(document)):
            words = _("{name} with the receiving stamp").format(name=attachment.name)
            menu.addAction(words).triggered.connect(partial(self.show_stamped, attachment))
        return menu

    def show_stamped(self, attachment: Attachment, _checked: bool = False) -> None:
        """An attached scan with the stamp laid over it, in the preview; what is kept stays as it is."""
        from sai_thong.forms.office.preferences import paper_settings
        from sai_thong.forms.paper_kinds import PaperRequest
        from sai_thong.forms.saraban.receiving_stamp import gather_stamp
        from sai_thong.forms.saraban.stamped_scan import stamped_scan

        try:
            scan = content_of(self.store, attachment)
            stamp = gather_stamp(self.store, PaperRequest(record_id=self.chosen_id()))
            pdf = stamped_scan(scan, stamp, paper_settings(self.store), self.page.desk.clock)
        except SaiThongError as error:
            self.page.tell_error(error)
            return
        self.page.looked_at(attachment.id, "file")
        self.page.desk.preview(pdf, title=_("Scan with the receiving stamp"), file_name="stamped.pdf")

    def print_label(self) -> None:
        """The stamp as a label to be stuck on."""
        from sai_thong.forms.paper_kinds import PaperRequest

        if self.chosen_id():
            print_paper(self.page, "receiving-label", PaperRequest(record_id=self.chosen_id()))

    def print_stamp(self) -> None:
        """The stamp, to be printed over the document itself."""
        from sai_thong.forms.paper_kinds import PaperRequest

        if self.chosen_id():
            print_paper(self.page, "receiving-stamp", PaperRequest(record_id=self.chosen_id()))

    def print_register(self) -> None:
        """The register of the year shown, up to today."""
        from sai_thong.forms.paper_kinds import PaperRequest

        first, last = days_of_year(self.year.value(), self.today)
        print_paper(self.page, "incoming-register", PaperRequest(day=first, last_day=last))
