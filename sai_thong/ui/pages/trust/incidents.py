"""Breaches of personal data: what is known, the hours that are left, who was told, and the papers of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.ground.language import _
from sai_thong.registers.record_history import history_of
from sai_thong.registers.trust.incidents import (
    assess_incident,
    breach_hours,
    close_incident,
    correct_incident,
    enter_incident,
    incidents,
    standing_of,
    tell_office,
    tell_persons,
)
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.rules.breach import Countdown
from sai_thong.registers.trust.terms import INCIDENT_KIND_LABELS, INCIDENT_STEP_LABELS, RISK_LABELS, IncidentStep, Risk
from sai_thong.registers.trust.today import left_words
from sai_thong.sync.enrolled import is_enrolled
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
from sai_thong.ui.kit.columns import short_date
from sai_thong.ui.pages.history_lines import history_lines
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.trust.incident_forms import known_from, known_specs, known_values
from sai_thong.ui.pages.trust.section import Section, clock_of, clock_spec, moment_of, moment_words

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage

Values = Mapping[str, Any]


class IncidentsSection(Section):
    """The register of breaches, the latest first; the record beside it says what is to be done by when."""

    def __init__(self, page: TrustPage) -> None:
        add = ActionButton(_("Enter a breach…"), self.enter, key=keys.NEW, kind="primary")
        super().__init__(
            page, _("Breaches"), [ActionButton(_("Print the register…"), self.print_register, key=keys.PRINT), add]
        )
        self._incidents: dict[str, Incident] = {}
        self.table = ListTable(
            [
                Column("aware", _("Known since"), 150),
                Column("title", _("What happened"), strong=True),
                Column("risk", _("Risk"), 124, kind="chip"),
                Column("step", _("Next"), 150, kind="chip"),
            ],
            name=_("Breaches"),
        )
        self.record = RecordPanel(_("Choose a line to see what is to be done, and by when."))
        self.put(ListWithRecord(self.table, self.record))
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())

    def load(self) -> None:
        """Read the register."""
        found = incidents(self.store)
        self._incidents = {each.id: each for each in found}
        if found:
            self.table.set_rows([self._row(each) for each in found])
        else:
            self.table.show_empty(
                _("No breach of personal data is known."),
                _("Enter one as soon as it is known: {hours} hours run from then.").format(
                    hours=breach_hours(self.store)
                ),
                _("Enter a breach…"),
                self.enter,
            )
        self._show(self.table.chosen())

    def _row(self, incident: Incident) -> Row:
        return {
            "id": incident.id,
            "aware": moment_words(incident.aware_at),
            "title": incident.title,
            "risk": _risk_chip(incident.risk),
            "step": _step_chip(standing_of(self.store, incident)),
        }

    def _show(self, row: Row | None) -> None:
        incident = self._incidents.get(str(row["id"])) if row else None
        if incident is None:
            self.record.show_nothing()
            return
        history = history_shown(self.page, incident)
        self.record.show_record(self._view(incident), list(self._next_steps(incident)), whole_history=history)

    def _next_steps(self, incident: Incident) -> Iterator[ActionButton]:
        step = standing_of(self.store, incident).step
        if step is IncidentStep.CLOSED:
            yield ActionButton(_("Print the letter…"), partial(self.print_letter, "breach-notice", incident))
            return
        steps: tuple[tuple[IncidentStep, str, Callable[[Incident], None]], ...] = (
            (IncidentStep.ASSESS, _("Assess the risk…"), self.assess),
            (IncidentStep.TELL_OFFICE, _("The committee's office was told…"), self.tell_office),
            (IncidentStep.TELL_PERSONS, _("The persons were told…"), self.tell_persons),
            (IncidentStep.CLOSE, _("Close…"), self.close_it),
        )
        yield from (ActionButton(words, partial(do, incident), kind="primary") for at, words, do in steps if at is step)
        if incident.risk in (Risk.RISK, Risk.HIGH):
            yield ActionButton(
                _("Letter to the committee's office…"), partial(self.print_letter, "breach-notice", incident)
            )
        if incident.risk is Risk.HIGH:
            yield ActionButton(_("Letter to the persons…"), partial(self.print_letter, "breach-to-persons", incident))
        if step is not IncidentStep.ASSESS:
            yield ActionButton(_("Assess anew…"), partial(self.assess, incident))
        yield ActionButton(_("Correct…"), partial(self.correct, incident), key=keys.EDIT)
        if incident.device and is_enrolled(self.store):
            yield ActionButton(_("What that computer held"), partial(self.page.desk.go, "sync", section="computers"))

    def _view(self, incident: Incident) -> RecordView:
        standing = standing_of(self.store, incident)
        return RecordView(
            name=incident.title,
            line=_("Known since {when}").format(when=moment_words(incident.aware_at)),
            figure=left_words(standing.left) if standing.left is not None else "",
            figure_tone=Tone.BAD if standing.overdue else Tone.WARNING,
            chips=(_risk_chip(incident.risk), _step_chip(standing)),
            sentences=tuple(self._sentences(incident, standing)),
            facts=tuple(_facts(incident)),
            history=history_lines(history_of(self.store, [incident]), computer_names(self.store)),
            history_title=_("History"),
        )

    def _sentences(self, incident: Incident, standing: Countdown) -> Iterator[str]:
        if standing.step is IncidentStep.ASSESS:
            yield _("Say what it means for the persons: the hours run until then as if there were a risk.")
        if standing.left is not None:
            yield _("The committee's office is to be told by {when}.").format(when=moment_words(standing.deadline))
        if standing.overdue:
            yield _("The hours are over: tell it all the same, and say why it is late.")
        if incident.risk is Risk.NONE:
            yield _("Without a risk nobody needs to be told; why, is kept here.")
        if incident.detail:
            yield incident.detail

    # what is done

    def enter(self) -> None:
        """The form of a breach that is known now."""
        now = self.page.desk.clock.now()
        values = {"aware_on": self.today, "aware_clock": clock_of(now)}
        form = RecordForm(_("A breach of personal data"), known_specs(), values, today=self.today)

        def operation(values: Values) -> Callable[[], Any]:
            return partial(enter_incident, self.store, known_from(values))

        self.open_form(form, operation, self.told(_("The breach is entered."), self.table.choose_id))

    def correct(self, incident: Incident) -> None:
        """The same form with what is known."""
        specs = known_specs()
        specs.append(FieldSpec("why", _("Reason"), "notes", required=True))
        form = RecordForm(_("Correct what is known"), specs, known_values(incident), today=self.today)

        def operation(values: Values) -> Callable[[], Any]:
            return partial(correct_incident, self.store, incident, known_from(values), why=values["why"])

        self.open_form(form, operation, self.told(_("The breach was corrected."), self.table.choose_id))

    def assess(self, incident: Incident) -> None:
        """What it means for the persons."""
        risks = [(each.value, _(RISK_LABELS[each])) for each in (Risk.NONE, Risk.RISK, Risk.HIGH)]
        specs = [
            FieldSpec("risk", _("Risk"), "choice", required=True, choices=risks),
            FieldSpec("why", _("Why so assessed"), "notes", required=True),
            FieldSpec("measures", _("Measures taken"), "notes"),
        ]
        values = {"measures": incident.measures}
        if incident.risk is not Risk.UNDECIDED:
            values |= {"risk": incident.risk.value, "why": incident.risk_reason}
        form = RecordForm(_("Risk for the persons"), specs, values, today=self.today)

        def operation(values: Values) -> Callable[[], Any]:
            asked = {"why": values["why"], "measures": values["measures"] or ""}
            return partial(assess_incident, self.store, incident, Risk(values["risk"]), **asked)

        self.open_form(form, operation, self.told(_("The risk is assessed."), self.table.choose_id))

    def tell_office(self, incident: Incident) -> None:
        """When and how the committee's office was told; late, also why."""
        late = standing_of(self.store, incident).overdue
        specs = [
            FieldSpec("on", _("Told on"), "date", required=True),
            clock_spec("clock", required=True),
            FieldSpec("how", _("How it was told"), required=True, help=_("Such as the number of the letter")),
        ]
        specs.append(FieldSpec("late", _("Why later than the law says"), "notes", required=late))
        now = {"on": self.today, "clock": clock_of(self.page.desk.clock.now())}
        form = RecordForm(_("The committee's office was told"), specs, now, today=self.today)

        def operation(values: Values) -> Callable[[], Any]:
            at = moment_of(values["on"], values["clock"])
            asked = {"at": at, "how": values["how"], "late_reason": values["late"] or ""}
            return partial(tell_office, self.store, incident, **asked)

        self.open_form(form, operation, self.told(_("It is noted that the office was told."), self.table.choose_id))

    def tell_persons(self, incident: Incident) -> None:
        """When and how the persons were told."""
        specs = [
            FieldSpec("on", _("Told on"), "date", required=True),
            FieldSpec("how", _("How they were told"), required=True, help=_("Such as by letter, or by announcement")),
        ]
        form = RecordForm(_("The persons were told"), specs, {"on": self.today}, today=self.today)

        def operation(values: Values) -> Callable[[], Any]:
            return partial(tell_persons, self.store, incident, on=values["on"], how=values["how"])

        self.open_form(form, operation, self.told(_("It is noted that the persons were told."), self.table.choose_id))

    def close_it(self, incident: Incident) -> None:
        """What was learnt."""
        specs = [FieldSpec("conclusion", _("What prevents it in future"), "notes", required=True)]
        form = RecordForm(_("Close the breach"), specs, today=self.today, save_text=_("Close"))

        def operation(values: Values) -> Callable[[], Any]:
            return partial(close_incident, self.store, incident, conclusion=values["conclusion"])

        self.open_form(form, operation, self.told(_("The breach is closed."), self.table.choose_id))

    # on paper

    def print_letter(self, paper: str, incident: Incident) -> None:
        """A letter about one breach."""
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, paper, PaperRequest(record_id=incident.id))

    def print_register(self) -> None:
        """The register of breaches."""
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, "breach-register", PaperRequest())

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen line."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the line again."""
        self.table.choose_id(str(state.get("chosen", "")))


def _risk_chip(risk: Risk) -> ChipText:
    tones = {Risk.UNDECIDED: Tone.WARNING, Risk.NONE: Tone.OK, Risk.RISK: Tone.WARNING, Risk.HIGH: Tone.BAD}
    return ChipText(_(RISK_LABELS[risk]), tones[risk])


def _step_chip(standing: Countdown) -> ChipText:
    words = _(INCIDENT_STEP_LABELS[standing.step])
    if standing.step is IncidentStep.CLOSED:
        return ChipText(words, Tone.OK)
    return ChipText(words, Tone.BAD if standing.overdue else Tone.WARNING)


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    told = (
        (_("Kind of breach"), ", ".join(_(INCIDENT_KIND_LABELS[each]) for each in incident.broken)),
        (_("Happened at"), moment_words(incident.happened_at)),
        (_("Found by"), incident.found_by),
        (_("Which data"), incident.data),
        (_("Persons concerned"), "" if incident.persons is None else f"{incident.persons:,}"),
        (_("Records concerned"), "" if incident.record_count is None else f"{incident.record_count:,}"),
        (_("Why so assessed"), incident.risk_reason),
        (_("Measures taken"), incident.measures),
        (_("Committee's office told at"), moment_words(incident.told_office_at)),
        (_("How it was told"), incident.told_office_by),
        (_("Why later than the law says"), incident.late_reason),
        (_("Persons told on"), short_date(incident.told_persons_on) if incident.told_persons_on else ""),
        (_("How the persons were told"), incident.told_persons_by),
        (_("Incident closed on"), thai_date(incident.closed_on) if incident.closed_on else ""),
        (_("What prevents it in future"), incident.conclusion),
    )
    return (each for each in told if each[1])
