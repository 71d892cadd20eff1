"""แบบพิมพ์และเอกสาร: every paper by group, what must be chosen for it, and its preview; blank forms as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.law.terms import SCHEMES_OF, PaySource, Scheme, SchemeSet
from sai_thong.registers.office.operations import villages
from sai_thong.registers.petitions.figures import Half
from sai_thong.thai.calendar import Month, be_year, fiscal_year_be
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Card,
    Column,
    FieldSpec,
    FilterCombo,
    ListTable,
    ListWithRecord,
    PageHeader,
    RecordForm,
    Row,
    SearchField,
    SearchRow,
    StateView,
    keys,
)
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.person_picker import PersonPicker

if TYPE_CHECKING:
    from sai_thong.forms.paper_kinds import PaperKind

_GROUPS = {
    "month": N_("Of a month"),
    "person": N_("Of one person"),
    "petition": N_("Of a petition"),
    "asset": N_("Of an asset"),
    "year": N_("Of a fiscal year"),
    "other": N_("Blank and general"),
}
"""English message ids of the groups, in the order they are listed."""

_PARTS = {
    "class": N_("Class of numbers"),
    "room": N_("Room"),
    "division": N_("Division in charge"),
    "custodian": N_("Custodian"),
}
"""English message ids of what narrows a list of assets, or tells where they go."""

_ALL = "all"
"""The choice that leaves all villages, schemes or sources in."""


@dataclass(frozen=True)
class _Offer:
    """A paper as offered: its kind and group."""

    kind: PaperKind
    group: str


def offers() -> list[_Offer]:
    """The papers that can be chosen here: of a month, a year, a person, a petition, an asset, or of nothing at all.

    Papers of another record, such as an overpayment, are printed where that record is; so are labels, which are kept
    on the timelines of their assets.
    """
    from sai_thong.forms.paper_kinds import About, Choice
    from sai_thong.forms.papers import PAPERS

    found = []
    for kind in PAPERS:
        if kind.about not in (About.NOTHING, About.PERSON, About.CLAIM, About.PETITION, About.ASSET):
            continue
        if (kind.sets and SchemeSet.ORDINARY not in kind.sets) or Choice.FIRST_CELL in kind.choices:
            continue
        found.append(_Offer(kind, _group(kind)))
    order = list(_GROUPS)
    return sorted(found, key=lambda each: order.index(each.group))


def _group(kind: PaperKind) -> str:
    from sai_thong.forms.paper_kinds import About, Need

    if Need.MONTH in kind.needs:
        return "month"
    if Need.FISCAL_YEAR in kind.needs:
        return "year"
    if kind.about is About.PETITION:
        return "petition"
    if kind.about is About.ASSET:
        return "asset"
    return "person" if kind.about is not About.NOTHING else "other"


class PapersPage(Page):
    """The list of papers, and beside it what the chosen one needs.

    Attributes:
        form: What is asked for the chosen paper; None while none is chosen.
        picker: Whom it is about, where it can be about somebody.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._offers = {each.kind.key: each for each in offers()}
        self.form: RecordForm | None = None
        self.picker: PersonPicker | None = None
        self._shown_key = ""
        self.preview_button = ActionButton(_("Preview"), self._ask_preview, key=keys.PRINT, kind="primary")
        self.column.addWidget(PageHeader(_("Forms and papers"), "", [self.preview_button]))
        self.add_notices()
        self.search = SearchField(_("Find a paper by its name"))
        groups = [
            (key, _(words)) for key, words in _GROUPS.items() if any(o.group == key for o in self._offers.values())
        ]
        self.group = FilterCombo(_("All groups"), groups)
        self.column.addWidget(SearchRow(self.search, [self.group]))
        self.table = ListTable(
            [Column("name", _("Paper"), strong=True), Column("group_words", _("Group"), 150, muted=True)],
            name=_("Papers"),
        )
        self.table.attach_search(self.search)
        self.beside = QStackedWidget()
        self.beside.setMinimumWidth(theme.current().px(460))
        self.column.addWidget(ListWithRecord(self.table, self.beside), 1)
        self.search.text_changed.connect(lambda _text: self._filter())
        self.group.chosen.connect(lambda _value: self._filter())
        self.table.row_chosen.connect(self._show_paper)
        self.table.row_opened.connect(lambda _row: self._to_form())
        self._show_hint()
        self.preview_button.setEnabled(False)
        self._filter()

    @property
    def _today(self) -> date:
        return bangkok_today(self.desk.clock)

    def _filter(self) -> None:
        words, group = search_form(self.search.text()).split(), self.group.value()
        rows: list[Row] = [
            {"id": each.kind.key, "name": each.kind.name, "group_words": _(_GROUPS[each.group])}
            for each in self._offers.values()
            if (not group or each.group == group) and all(word in search_form(each.kind.name) for word in words)
        ]
        if rows:
            self.table.set_rows(rows)
        else:
            self.table.show_empty(_("No paper fits this search."), _("Search for less, or choose another filter."))

    def _show_hint(self) -> None:
        hint = Card()
        state = StateView()
        state.show_empty(_("Choose a paper to see what it needs."), "")
        hint.body.addWidget(state)
        self._put(hint)

    def _put(self, widget: QWidget) -> None:
        old = self.beside.currentWidget()
        self.beside.addWidget(widget)
        self.beside.setCurrentWidget(widget)
        if old is not None:
            self.beside.removeWidget(old)
            old.deleteLater()

    def _show_paper(self, row: Row | None) -> None:
        self.form = self.picker = None
        self.preview_button.setEnabled(row is not None)
        self._shown_key = str(row["id"]) if row else ""
        if row is None:
            self._show_hint()
            return
        from sai_thong.forms.paper_kinds import About, Choice, Need

        kind = self._offers[self._shown_key].kind
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        needs_person = Need.RECORD in kind.needs
        if kind.about not in (About.PETITION, About.ASSET) and (needs_person or Choice.RECORD in kind.choices):
            card = Card(margin=12)
            self.picker = PersonPicker(self, optional=not needs_person)
            card.body.addWidget(self.picker, 1)
            column.addWidget(card, 1)
        form = RecordForm(kind.name, self._fields(kind), self._proposed(kind), today=self._today)
        form.foot.hide()  # the header holds the one action of the page
        form.save_asked.connect(self._preview)
        column.addWidget(form, 1)
        self.form = form
        self._put(holder)

    def _ask_preview(self) -> None:
        if self.form is not None:
            self.form.save()

    def _to_form(self) -> None:
        if self.picker is not None:
            self.picker.search.setFocus()
        elif self.form is not None:
            self.form.take_focus()

    # what is chosen for a paper

    def _fields(self, kind: PaperKind) -> list[FieldSpec]:
        from sai_thong.forms.paper_kinds import About, Choice, Need

        fields = self._time_fields(kind)
        if kind.about is About.PETITION:
            blank = Need.RECORD not in kind.needs
            told = _("Such as 15/2569; empty prints the blank form.") if blank else _("Such as 15/2569.")
            fields.append(FieldSpec("petition", _("Petition number"), required=not blank, help=told))
        if kind.about is About.ASSET:
            needed = Need.RECORD in kind.needs
            told = _("Several: with commas between them.")
            if not needed:
                told += " " + _("Empty takes all of them.")
            fields.append(FieldSpec("assets", _("Asset number"), required=needed, help=told))
        fields += [
            FieldSpec(choice, _(words), help="" if Need.RECORD in kind.needs else _("Empty takes all of them."))
            for choice, words in _PARTS.items()
            if Choice(choice) in kind.choices
        ]
        if Choice.MOO in kind.choices:
            known = [(str(each.moo), _village_words(each.moo, each.name)) for each in villages(self.desk.store)]
            fields.append(
                FieldSpec("moo", _("Village"), "choice", required=True, choices=[(_ALL, _("All villages")), *known])
            )
        if Choice.SCHEME in kind.choices:
            of_set = [(each.value, label_of(each)) for each in SCHEMES_OF[SchemeSet.ORDINARY]]
            fields.append(
                FieldSpec("scheme", _("Scheme"), "choice", required=True, choices=[(_ALL, _("All schemes")), *of_set])
            )
        if Choice.SOURCE in kind.choices:
            sources = [(each.value, label_of(each)) for each in PaySource]
            fields.append(
                FieldSpec(
                    "source", _("Pay source"), "choice", required=True, choices=[(_ALL, _("All pay sources")), *sources]
                )
            )
        if Choice.LAST_DAY in kind.choices:
            fields += [FieldSpec("day", _("From"), "date"), FieldSpec("last_day", _("To"), "date")]
        elif Choice.DAY in kind.choices:
            fields.append(FieldSpec("day", _("Date of the paper"), "date"))
        if Choice.NUMBER in kind.choices:
            fields.append(
                FieldSpec("number", _("Number of the paper"), help=_("Empty leaves the number to be written in."))
            )
        return fields

    def _time_fields(self, kind: PaperKind) -> list[FieldSpec]:
        """The month or year of a paper."""
        from sai_thong.forms.paper_kinds import Choice, Need

        fields = []
        if Need.MONTH in kind.needs or Choice.MONTH in kind.choices:
            fields.append(FieldSpec("month", _("Month"), "month", required=Need.MONTH in kind.needs))
        if Choice.CALENDAR_YEAR in kind.choices:
            years = range(be_year(self._today.year), be_year(self._today.year) - 10, -1)
            choices = [(str(year), str(year)) for year in years]
            fields.append(FieldSpec("calendar_year", _("Calendar year"), "choice", required=True, choices=choices))
        if Need.FISCAL_YEAR in kind.needs:
            years = range(fiscal_year_be(self._today) + 2, fiscal_year_be(self._today) - 6, -1)
            choices = [(str(year), str(year)) for year in years]
            fields.append(FieldSpec("fiscal_year", _("Fiscal year"), "choice", required=True, choices=choices))
        if Choice.HALF in kind.choices:
            halves = [(Half.WHOLE.value, _("The whole year")), (Half.FIRST.value, _("October to March"))]
            fields.append(FieldSpec("half", _("Part of the year"), "choice", required=True, choices=halves))
        return fields

    def _proposed(self, kind: PaperKind) -> dict[str, Any]:
        from sai_thong.forms.paper_kinds import Need

        return {
            "month": Month.of(self._today) if Need.MONTH in kind.needs else None,
            "fiscal_year": str(fiscal_year_be(self._today)),
            "calendar_year": str(be_year(self._today.year)),
            "half": Half.WHOLE.value,
            "moo": _ALL,
            "scheme": _ALL,
            "source": _ALL,
        }

    def _preview(self, values: Mapping[str, Any]) -> None:
        from sai_thong.forms.paper_kinds import PaperRequest

        chosen: dict[str, Any] = {key: "" if value == _ALL else value for key, value in values.items()}
        written = str(chosen.get("petition") or "").strip()
        record_id, *further_ids = [each.strip() for each in str(chosen.get("assets") or written).split(",")]
        request = PaperRequest(
            month=chosen.get("month"),
            record_id=self.picker.person_id() if self.picker else record_id,
            fiscal_year_be=int(chosen["fiscal_year"]) if chosen.get("fiscal_year") else None,
            source=PaySource(chosen["source"]) if chosen.get("source") else None,
            scheme=Scheme(chosen["scheme"]) if chosen.get("scheme") else None,
            moo=int(chosen["moo"]) if chosen.get("moo") else None,
            day=chosen.get("day"),
            number=str(chosen.get("number") or ""),
            last_day=chosen.get("last_day"),
            year_be=int(chosen["calendar_year"]) if chosen.get("calendar_year") else None,
            half=Half(chosen["half"]) if chosen.get("half") else None,
            further_ids=tuple(filter(None, further_ids)),
            room=str(chosen.get("room") or ""),
            division=str(chosen.get("division") or ""),
            custodian=str(chosen.get("custodian") or ""),
            class_code=str(chosen.get("class") or ""),
        )
        print_paper(self, self._shown_key, request)

    # the page

    def state(self) -> dict[str, Any]:
        """Which paper is chosen."""
        return {"paper": self._shown_key} if self._shown_key else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose a ``paper``, for a ``person`` where it is of one (with their ``name``)."""
        if "paper" in state and self.table.choose_id(str(state["paper"])) and self.picker is not None:
            self.picker.choose(str(state.get("person", "")), str(state.get("name", "")))

    def go_back(self) -> bool:
        """Esc: leave the chosen paper for the list."""
        if self._shown_key and not self.table.grid.hasFocus() and not self.search.hasFocus():
            self.table.take_focus()
            return True
        return False


def _village_words(moo: int, name: str) -> str:
    words = _("Village {number}").format(number=moo)
    return f"{words} {name}".strip()
