"""What the office does for people: the services with division and promise, the divisions, the clocks of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import N_, _
from sai_thong.registers.law.petition_clocks import ClockProfile, Term
from sai_thong.registers.law.rows import DatedRule
from sai_thong.registers.law.service_terms import PROFILE_LABELS, UNIT_LABELS
from sai_thong.registers.law.services import Division, Service
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.office.own_law import TABLES_ADDED_TO, OwnRow, correct_row, own_rows, reset_row
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.terms import OPINION_STEP_LABELS
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    Choices,
    Column,
    FieldSpec,
    FilterCombo,
    ListTable,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    SearchField,
    Tone,
    keys,
)
from sai_thong.ui.kit.choice import ChoiceBox
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.law_forms import FormOfRow, keep_law_row, keep_new_row, law_form, new_row_form
from sai_thong.ui.pages.settings.section import Section, certainty_chip, setting_history

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_TABLES: Final = {
    "services": N_("Services"),
    "divisions": N_("Divisions"),
    "clock_profiles": N_("Clocks of the law"),
}
"""Tables of the law files, in the order of the combo box."""
_TERMS: Final = (
    ("acknowledge", N_("Receipt told within")),
    ("answer", N_("Answer within")),
    ("progress", N_("Progress told within")),
    ("result_notice", N_("Result told within")),
    ("delay_notice", N_("Delay told every")),
    ("mending", N_("Papers mended within")),
    ("appeal", N_("Appeal within")),
    ("appeal_decision", N_("Appeal decided within")),
)


@dataclass(frozen=True)
class ListedRow:
    """A row as it is listed.

    Attributes:
        table: Its law table.
        rule: The row.
        name: What it is called.
        says: What it says in few words.
        given: Whether it holds today.
    """

    table: str
    rule: DatedRule
    name: str
    says: str
    given: bool


class ServicesSection(Section):
    """The catalogue of services as this office has it."""

    def __init__(self, page: SettingsPage) -> None:
        self.add_button = ActionButton(_("Add a service…"), self.add, key=keys.NEW, kind="primary")
        super().__init__(page, _("Services"), [self.add_button])
        self._law: PetitionLaw = petition_law(page.desk.store)
        self._rows: dict[str, ListedRow] = {}
        self._own: dict[tuple[str, str], OwnRow] = {}
        self.search = SearchField(_("Find a service"))
        self.which = ChoiceBox(
            [(key, _(words)) for key, words in _TABLES.items()], "services", name=_("What is listed")
        )
        self.division = FilterCombo(_("All divisions"), [])
        self.table = ListTable(
            [
                Column("name", _("Name"), strong=True),
                Column("says", _("What it says"), 300),
                Column("state", _("State"), 130, kind="chip"),
            ],
            name=_("Services"),
        )
        self.record = RecordPanel(_("Choose a line to see what is behind it."))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        self.search.setMinimumWidth(theme.current().px(320))
        column.addWidget(group(self.which, self.division, self.search))
        column.addWidget(ListWithRecord(self.table, self.record, shares=(27, 12)), 1)
        self.put(holder)
        self.which.chosen.connect(lambda _value: self._list())
        self.division.chosen.connect(lambda _value: self._list())
        self.search.text_changed.connect(lambda _text: self._list())
        self.table.attach_search(self.search)
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.change())

    # the list

    def load(self) -> None:
        """Read the catalogue as the office has it."""
        self._law = petition_law(self.store)
        self._own = {(each.table, each.row_id): each for each in own_rows(self.store)}
        chosen = self.division.value()
        self.division.set_choices([("", _("All divisions")), *self._divisions()], chosen)
        self._list()

    def _divisions(self) -> Choices:
        return [(each.key, each.name) for each in self._law.services.divisions]

    def _list(self) -> None:
        table = self.which.value()
        self.division.setVisible(table == "services")
        self.add_button.setEnabled(table in TABLES_ADDED_TO)
        words = _("Add a division…") if table == "divisions" else _("Add a service…")
        self.add_button.setText(keys.with_key(words, keys.NEW))
        self._rows = {each.rule.id: each for each in self._listed(table)}
        wanted = search_form(self.search.text())
        rows = [
            self._row(each)
            for each in self._rows.values()
            if wanted in search_form(f"{each.name} {each.says}") and self._fits(each)
        ]
        if rows:
            self.table.set_rows(rows)
            self._show(self.table.chosen())
        else:
            self.table.show_empty(_("No service fits this search."), _("Search for less, or choose another filter."))

    def _listed(self, table: str) -> Iterator[ListedRow]:
        if table == "services":
            for services in self._law.services.rows.values():
                for service in services:
                    given = service.holds_on(self.today)
                    yield ListedRow(table, service, service.name, self._promise(service), given)
        elif table == "divisions":
            for division in self._law.services.divisions:
                yield ListedRow(
                    table, division, division.name, self._stands_in(division), division.holds_on(self.today)
                )
        else:
            for profiles in self._law.clocks.rows.values():
                for profile in profiles:
                    words = f"{_('Answer within')} {_term(profile.answer)}" if profile.answer else ""
                    given = profile.holds_on(self.today)
                    yield ListedRow(table, profile, _(PROFILE_LABELS[profile.profile]), words, given)

    def _promise(self, service: Service) -> str:
        where = self._law.services.division(service.division)
        name = where.name if where else service.division
        return f"{promise(self._law, service, self.today)}  ·  {name}"

    def _stands_in(self, division: Division) -> str:
        other = self._law.services.division(division.stands_in)
        return _("otherwise {division}").format(division=other.name) if other else ""

    def _row(self, row: ListedRow) -> Row:
        if not row.given:
            state = ChipText(_("Not given now"), Tone.PLAIN)
        elif self._own_of(row):
            state = ChipText(_("of the office"), Tone.ACCENT)
        else:
            state = certainty_chip(row.rule.certainty)
        return {"id": row.rule.id, "name": row.name, "says": row.says, "state": state}

    def _own_of(self, row: ListedRow) -> OwnRow | None:
        return self._own.get((row.table, row.rule.id))

    def _fits(self, row: ListedRow) -> bool:
        wanted = self.division.value()
        return not wanted or not isinstance(row.rule, Service) or row.rule.division == wanted

    # the chosen row

    def _chosen(self) -> ListedRow | None:
        shown = self.table.chosen()
        return self._rows.get(str(shown["id"])) if shown else None

    def _show(self, shown: Row | None) -> None:
        row = self._rows.get(str(shown["id"])) if shown else None
        if row is None:
            self.record.show_nothing()
            return
        own = self._own_of(row)
        actions = [ActionButton(_("Change…"), self.change, key=keys.EDIT)]
        if row.table == "services":
            words = _("Give it no more…") if row.given else _("Give it again…")
            actions.append(ActionButton(words, self.turn))
        if own is not None:
            words = _("Take away…") if own.added else _("Back to the former…")
            actions.append(ActionButton(words, self.reset))
        history = history_shown(self.page, own.setting) if own else None
        self.record.show_record(self._view(row, own), actions, whole_history=history)

    def _view(self, row: ListedRow, own: OwnRow | None) -> RecordView:
        rule = row.rule
        chips = [certainty_chip(rule.certainty)]
        if own is not None:
            chips.insert(0, ChipText(_("of the office"), Tone.ACCENT))
        if not row.given:
            chips.insert(0, ChipText(_("Not given now"), Tone.PLAIN))
        sentences = [row.says] if row.says else []
        if rule.certainty is Certainty.UNVERIFIED:
            sentences.append(_("Nobody has confirmed this yet: ask before you rely on it."))
        last = thai_date(rule.effective_to) if rule.effective_to else _("still in force")
        facts = [
            *self._facts(rule),
            (_("Source"), rule.legal_ref),
            (_("From"), thai_date(rule.effective_from)),
            (_("To"), last),
        ]
        if rule.note:
            facts.append((_("Note"), rule.note))
        return RecordView(
            name=row.name,
            chips=tuple(chips),
            sentences=tuple(sentences),
            facts=tuple(facts),
            history=setting_history(self.store, own.setting) if own else (),
            history_title=_("What the office said"),
        )

    def _facts(self, rule: DatedRule) -> Iterator[tuple[str, str]]:
        if isinstance(rule, Service):
            yield _("Category"), rule.category
            yield _("Clocks"), _(PROFILE_LABELS[rule.profile])
            if rule.papers:
                yield _("Papers"), ", ".join(_paper(each.name, required=each.required) for each in rule.papers)
            if rule.fields:
                yield _("Asked on the form"), ", ".join(each.label for each in rule.fields)
            steps = [_(OPINION_STEP_LABELS[step]) for step in rule.chain]
            yield _("Opinions"), ", ".join(steps) or _("none: settled at the counter")
            if rule.fee_note:
                yield _("Fee"), rule.fee_note
        elif isinstance(rule, ClockProfile):
            for name, words in _TERMS:
                term = getattr(rule, name)
                if term is not None:
                    yield _(words), f"{_term(term)}  ·  {term.legal_ref}"

    # what is done

    def change(self) -> None:
        """The form in which the chosen row is said otherwise."""
        row = self._chosen()
        if row is None:
            return
        form_of = FormOfRow(row.table, row.rule.id, row.name, self._offered(row.table))
        form = law_form(self.store, form_of, self.today)
        self._open(form, lambda values: partial(keep_law_row, self.store, form_of, dict(values)))

    def add(self) -> None:
        """The form of a service, or a division, that only this office has."""
        table = self.which.value()
        if table not in TABLES_ADDED_TO:
            return
        words = _("Add a service") if table == "services" else _("Add a division")
        form_of = FormOfRow(table, "", words, self._offered(table))
        form = new_row_form(form_of, self.today)
        self._open(form, lambda values: partial(keep_new_row, self.store, form_of, dict(values)))

    def _offered(self, table: str) -> dict[str, Choices]:
        categories = dict.fromkeys(service.category for rows in self._law.services.rows.values() for service in rows)
        offered: dict[str, dict[str, Choices]] = {
            "services": {"division": self._divisions(), "category": [(each, each) for each in categories]},
            "divisions": {"stands_in": self._divisions()},
        }
        return offered.get(table, {})

    def turn(self) -> None:
        """The form that ends a service, or gives it again."""
        row = self._chosen()
        if row is None or row.table != "services":
            return
        title = _("Give {service} no more") if row.given else _("Give {service} again")
        last = (self.today - timedelta(days=1)).isoformat() if row.given else None
        form = RecordForm(title.format(service=row.name), [_reason()], today=self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], object]:
            said = {"effective_to": last}
            return partial(correct_row, self.store, row.table, row.rule.id, said, why=str(values["reason"]))

        self._open(form, operation)

    def reset(self) -> None:
        """The form that takes back what the office said of the chosen row."""
        row = self._chosen()
        own = self._own_of(row) if row else None
        if row is None or own is None:
            return
        title = _("Take away what the office added") if own.added else _("Back to what the program ships")
        form = RecordForm(title, [_reason()], today=self.today, save_text=_("Take back"))

        def operation(values: Mapping[str, Any]) -> Callable[[], object]:
            return partial(reset_row, self.store, own.table, own.row_id, why=str(values["reason"]))

        self._open(form, operation)

    def _open(self, form: RecordForm, operation: Callable[[Mapping[str, Any]], Callable[[], Any]]) -> None:
        told = _("Saved. Petitions taken from now on go by it; what was promised before stays.")
        self.open_form(form, operation, lambda _kept: Banner(told, Tone.OK))

    # the page

    def state(self) -> dict[str, Any]:
        """What is listed and chosen."""
        chosen = self.table.chosen()
        return {"which": self.which.value(), "chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so."""
        if self.which.findData(str(state.get("which", ""))) >= 0:
            self.which.set_value(str(state["which"]))
            self._list()
        self.table.choose_id(str(state.get("chosen", "")))


def promise(law: PetitionLaw, service: Service, on: date) -> str:
    """Within what a service is answered: as the office promises, or where that does not count, as the law asks."""
    profile = law.clocks.profile_in_force(service.profile, on)
    if (
        service.amount is not None
        and service.unit is not None
        and (not profile.answer or profile.promise_replaces_answer)
    ):
        return _("within {amount} {unit}").format(amount=service.amount, unit=_(UNIT_LABELS[service.unit]))
    if profile.answer is None:
        return _("no time promised")
    return _("within {amount} {unit}").format(amount=profile.answer.amount, unit=_(UNIT_LABELS[profile.answer.unit]))


def _term(term: Term) -> str:
    return f"{term.amount} {_(UNIT_LABELS[term.unit])}"


def _paper(name: str, *, required: bool) -> str:
    return _("{paper} (must be there)").format(paper=name) if required else name


def _reason() -> FieldSpec:
    return FieldSpec("reason", _("Reason"), required=True, section=_("For the history"), width=560)
