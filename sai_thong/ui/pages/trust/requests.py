"""What persons ask about their own data: taking a request, answering it, and the register of refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.ground.language import _
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.privacy import Right
from sai_thong.registers.record_history import history_of
from sai_thong.registers.trust.privacy_in_force import privacy_law
from sai_thong.registers.trust.records import PersonRequest
from sai_thong.registers.trust.requests import answer_request, receive_request, requests
from sai_thong.registers.trust.terms import ANSWER_LABELS, RIGHT_LABELS, Answer
from sai_thong.sync.writers import computer_names
from sai_thong.thai.calendar import thai_date
from sai_thong.ui.kit import (
    ActionButton,
    ChipText,
    Column,
    FieldSpec,
    ListTable,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.history_lines import history_lines
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.trust.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage

_TONES = {Answer.WAITS: Tone.WARNING, Answer.GRANTED: Tone.OK, Answer.PARTLY: Tone.PLAIN, Answer.REFUSED: Tone.PLAIN}


class RequestsSection(Section):
    """The requests, the latest first."""

    def __init__(self, page: TrustPage) -> None:
        add = ActionButton(_("Take a request…"), self.take, key=keys.NEW, kind="primary")
        show = ActionButton(_("Print the refusals…"), self.print_refusals, key=keys.PRINT)
        super().__init__(page, _("Requests of persons"), [show, add])
        self._requests: dict[str, PersonRequest] = {}
        self.table = ListTable(
            [
                Column("received", _("Received on"), 104, kind="date", spare=True),
                Column("asked_by", _("Asked by"), 182, strong=True),
                Column("right", _("Right asked for"), least=150),
                Column("due", _("To be answered by"), 110, kind="date"),
                Column("answer", _("Answer"), 134, kind="chip"),
            ],
            name=_("Requests of persons"),
        )
        self.record = RecordPanel(_("Choose a line to see what was asked, and to answer."))
        self.put(ListWithRecord(self.table, self.record))
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())

    def load(self) -> None:
        """Read the requests."""
        found = requests(self.store)
        self._requests = {each.id: each for each in found}
        if found:
            self.table.set_rows([self._row(each) for each in found])
        else:
            self.table.show_empty(
                _("Nobody has asked about their data yet."),
                _("Who asks to see, correct or erase their data is entered here, and the answer with its reason."),
                _("Take a request…"),
                self.take,
            )
        self._show(self.table.chosen())

    def _row(self, request: PersonRequest) -> Row:
        return {
            "id": request.id,
            "received": request.received_on,
            "asked_by": request.asked_by,
            "right": _(RIGHT_LABELS[request.right]),
            "due": request.due_on if request.answered_on is None else None,
            "answer": self._chip(request),
        }

    def _chip(self, request: PersonRequest) -> ChipText:
        late = request.answered_on is None and request.due_on < self.today
        return ChipText(_(ANSWER_LABELS[request.answer]), Tone.BAD if late else _TONES[request.answer])

    def _show(self, row: Row | None) -> None:
        request = self._requests.get(str(row["id"])) if row else None
        if request is None:
            self.record.show_nothing()
            return
        actions = []
        if request.answered_on is None:
            actions.append(ActionButton(_("Answer…"), partial(self.answer, request), kind="primary"))
        else:
            actions.append(ActionButton(_("Letter with the answer…"), partial(self.print_answer, request)))
        if request.person_id:
            actions.append(ActionButton(_("The person's data…"), partial(self._open_dossier, request)))
        self.record.show_record(self._view(request), actions, whole_history=history_shown(self.page, request))

    def _view(self, request: PersonRequest) -> RecordView:
        return RecordView(
            name=request.asked_by,
            line=_(RIGHT_LABELS[request.right]),
            chips=(self._chip(request),),
            sentences=tuple(self._sentences(request)),
            facts=tuple(self._facts(request)),
            history=history_lines(history_of(self.store, [request]), computer_names(self.store)),
            history_title=_("History"),
        )

    def _sentences(self, request: PersonRequest) -> Iterator[str]:
        if request.answered_on is None:
            yield _("To be answered by {day}.").format(day=thai_date(request.due_on))
        if request.detail:
            yield request.detail
        if request.ground_words:
            yield _("Refused because: {ground}").format(ground=request.ground_words)
        if request.answer_reason:
            yield request.answer_reason

    def _facts(self, request: PersonRequest) -> Iterator[tuple[str, str]]:
        person = self.store.get(Citizen, request.person_id).full_name if request.person_id else ""
        told = (
            (_("Received on"), thai_date(request.received_on)),
            (_("In which capacity"), request.asked_as),
            (_("Person in the register"), person),
            (_("Answered on"), thai_date(request.answered_on) if request.answered_on else ""),
            (_("Answered by"), request.answered_by),
        )
        return (each for each in told if each[1])

    # what is done

    def take(self) -> None:
        """The form of a request."""
        rights = [(each.value, _(words)) for each, words in RIGHT_LABELS.items()]
        specs = [
            FieldSpec("right", _("Right asked for"), "choice", required=True, choices=rights),
            FieldSpec("asked_by", _("Asked by"), required=True),
            FieldSpec("asked_as", _("In which capacity"), help=_("Such as parent or guardian; empty for the person")),
            FieldSpec(
                "citizen_id",
                _("Citizen ID of whose data it is"),
                "citizen-id",
                help=_("Empty where the person is not in the register"),
            ),
            FieldSpec("received_on", _("Received on"), "date", required=True),
            FieldSpec("detail", _("What is asked"), "notes"),
        ]
        form = RecordForm(_("A request about personal data"), specs, {"received_on": self.today}, today=self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], Any]:
            number = values["citizen_id"]
            found = self.store.find(Citizen, citizen_id=number, merged_into=None) if number else []
            return partial(
                receive_request,
                self.store,
                Right(values["right"]),
                asked_by=values["asked_by"],
                received_on=values["received_on"],
                person_id=found[0].id if found else "",
                asked_as=values["asked_as"] or "",
                detail=values["detail"] or "",
            )

        self.open_form(form, operation, self.told(_("The request is taken."), self.table.choose_id))

    def answer(self, request: PersonRequest) -> None:
        """The form of the answer; a refusal chooses its ground."""
        answers = [(each.value, _(words)) for each, words in ANSWER_LABELS.items() if each is not Answer.WAITS]
        grounds = privacy_law(self.store).grounds_for(request.right, self.today)
        named = [("", _("none")), *((each.id, f"{each.name} ({each.legal_ref})") for each in grounds)]
        specs = [
            FieldSpec("answer", _("Answer"), "choice", required=True, choices=answers),
            FieldSpec(
                "ground",
                _("Ground of the refusal"),
                "choice",
                choices=named,
                help=_("Of a refusal, even in part; it is kept in the register of refusals"),
                width=620,
            ),
            FieldSpec("why", _("Reason"), "notes", required=True, help=_("It stands in the letter")),
            FieldSpec("on", _("Answered on"), "date", required=True),
        ]
        form = RecordForm(
            _("Answer to {name}").format(name=request.asked_by), specs, {"on": self.today}, today=self.today
        )

        def operation(values: Mapping[str, Any]) -> Callable[[], Any]:
            said = {"why": values["why"], "ground": values["ground"] or "", "on": values["on"]}
            return partial(answer_request, self.store, request, Answer(values["answer"]), **said)

        self.open_form(form, operation, self.told(_("The request is answered."), self.table.choose_id))

    def _open_dossier(self, request: PersonRequest) -> None:
        self.page.open_section("dossier", person=request.person_id)

    # on paper

    def print_answer(self, request: PersonRequest) -> None:
        """The letter with the answer."""
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, "request-answer", PaperRequest(record_id=request.id))

    def print_refusals(self) -> None:
        """The register of refusals."""
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, "refusal-register", PaperRequest())

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen line."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the line again."""
        self.table.choose_id(str(state.get("chosen", "")))
