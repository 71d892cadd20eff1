"""The law tables as the office has them: each rule with its source, what the office says otherwise, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_words import TOPICS, LawRow, law_rows, scheme_words
from sai_thong.registers.law import AllowanceLaw, LawDataError, shipped_allowance_law
from sai_thong.registers.law.terms import CERTAINTY_LABELS, SCHEME_LABELS, Certainty
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.own_law import OwnRow, law_of, own_rows, reset_row
from sai_thong.registers.office.records import Setting
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    BannerStack,
    ChipText,
    Column,
    FieldSpec,
    FilterCombo,
    HistoryLine,
    ListTable,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.law_forms import FormOfRow, keep_law_row, law_form
from sai_thong.ui.pages.settings.section import Section, certainty_chip, setting_history

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_EVERY_TIME: Final = "every"
_OF_THE_OFFICE: Final = "office"


class LawSection(Section):
    """The rows in force today, or of every time."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page, _("Law tables"))
        self._rows: dict[str, LawRow] = {}
        self._own: dict[tuple[str, str], OwnRow] = {}
        certainties = [(each.value, _(CERTAINTY_LABELS[each])) for each in Certainty]
        self.scheme = FilterCombo(_("All schemes"), [(each.value, _(words)) for each, words in SCHEME_LABELS.items()])
        self.topic = FilterCombo(_("All rules"), [(key, _(words)) for key, words in TOPICS.items()])
        self.certainty = FilterCombo(_("However sure"), [(_OF_THE_OFFICE, _("of the office")), *certainties])
        self.time = FilterCombo(_("In force today"), [(_EVERY_TIME, _("Of every time"))])
        self._filters = (self.topic, self.scheme, self.certainty, self.time)
        self.table = ListTable(
            [
                Column("topic", _("Rule"), 142, strong=True),
                Column("scheme", _("Scheme"), 140),
                Column("words", _("What it says")),
                Column("time", _("From – to"), 134, muted=True, spare=True),
                Column("certainty", _("Certainty"), 112, kind="chip"),
            ],
            name=_("Law tables"),
        )
        self.faults = BannerStack()
        self.record = RecordPanel(_("Choose a rule to see where it stands."))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.faults)
        column.addWidget(group(*self._filters, leftwards=True))
        column.addWidget(ListWithRecord(self.table, self.record, shares=(27, 10)), 1)
        self.put(holder)
        for combo in self._filters:
            combo.chosen.connect(lambda _value: self._list())
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.change())

    # the list

    def load(self) -> None:
        """Read the law as the office has it, and list the rows that fit the filters."""
        self._own = {(each.table, each.row_id): each for each in own_rows(self.store)}
        self._rows = {f"{each.topic}/{each.rule.id}": each for each in law_rows(self._law())}
        self._list()

    def _law(self) -> AllowanceLaw:
        """The law of the office; what ships where the office's rows do not fit it any more, and that is told."""
        self.faults.clear()
        try:
            return law_of(self.store)
        except LawDataError as error:
            self.faults.tell(Banner.of_error(error))
            return shipped_allowance_law()

    def _list(self) -> None:
        rows = [self._row(row_id, each) for row_id, each in self._rows.items() if self._fits(each)]
        if rows:
            self.table.set_rows(rows)
            self._show(self.table.chosen())
        else:
            self.table.show_empty(_("No rule fits these filters."), _("Choose another filter."))

    def _row(self, row_id: str, row: LawRow) -> Row:
        rule = row.rule
        first = Month.of(rule.effective_from).short_name
        last = Month.of(rule.effective_to).short_name if rule.effective_to else ""
        return {
            "id": row_id,
            "topic": _(TOPICS[row.topic]),
            "scheme": scheme_words(row.scheme),
            "words": row.words,
            "time": f"{first} – {last}".strip(),
            "certainty": _own_chip() if self._own_of(row) else certainty_chip(rule.certainty),
        }

    def _own_of(self, row: LawRow) -> OwnRow | None:
        return self._own.get((row.table, row.rule.id))

    def _fits(self, row: LawRow) -> bool:
        wanted = self.certainty.value()
        as_sure = self._own_of(row) is not None if wanted == _OF_THE_OFFICE else row.rule.certainty == wanted
        return (
            (not self.topic.value() or row.topic == self.topic.value())
            and (not self.scheme.value() or row.scheme in (None, self.scheme.value()))
            and (not wanted or as_sure)
            and (self.time.value() == _EVERY_TIME or row.rule.holds_on(self.today))
        )

    # the chosen rule

    def _chosen(self) -> LawRow | None:
        row = self.table.chosen()
        return self._rows.get(str(row["id"])) if row else None

    def _show(self, shown: Row | None) -> None:
        row = self._rows.get(str(shown["id"])) if shown else None
        if row is None:
            self.record.show_nothing()
            return
        own = self._own_of(row)
        actions = []
        if row.topic != "pay_sources":
            actions.append(ActionButton(_("Change…"), self.change, key=keys.EDIT))
        if own:
            words = _("Take away…") if own.follows else _("Back to the former…")
            actions.append(ActionButton(words, self.reset))
        history = history_shown(self.page, own.setting) if own else None
        self.record.show_record(self._view(row, own), actions, whole_history=history)

    def _view(self, row: LawRow, own: OwnRow | None) -> RecordView:
        rule = row.rule
        last = thai_date(rule.effective_to) if rule.effective_to else _("still in force")
        facts = [(_("Source"), rule.legal_ref), (_("From"), thai_date(rule.effective_from)), (_("To"), last)]
        if rule.note:
            facts.append((_("Note"), rule.note))
        shipped = _shipped(row)
        if own and shipped is not None:
            facts.append((_("As shipped"), shipped.words))
        chips = (certainty_chip(rule.certainty),)
        return RecordView(
            name=_(TOPICS[row.topic]),
            line=scheme_words(row.scheme),
            chips=(_own_chip(), *chips) if own else chips,
            sentences=(row.words, *_remarks(row, own)),
            facts=tuple(facts),
            history=self._history(own),
            history_title=_("What the office said"),
        )

    def _history(self, own: OwnRow | None) -> tuple[HistoryLine, ...]:
        return setting_history(self.store, own.setting) if own else ()

    # what is done

    def change(self) -> None:
        """The form in which the chosen rule is said otherwise."""
        row = self._chosen()
        if row is None or row.topic == "pay_sources":
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Setting]]:
            return partial(keep_law_row, self.store, FormOfRow.of(row), dict(values))

        self.open_form(law_form(self.store, FormOfRow.of(row), self.today), operation, self._told)

    def reset(self) -> None:
        """The form that takes back what the office said of the chosen rule."""
        row = self._chosen()
        own = self._own_of(row) if row else None
        if row is None or own is None:
            return
        why = FieldSpec("reason", _("Reason"), required=True, section=_("For the history"), width=560)
        title = _("Take away what the office added") if own.follows else _("Back to what the program ships")
        form = RecordForm(title, [why], today=self.today, save_text=_("Take back"))

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Setting]]:
            return partial(reset_row, self.store, own.table, own.row_id, why=values["reason"])

        self.open_form(form, operation, lambda _saved: Banner(_("What the program ships holds again."), Tone.OK))

    def _told(self, _saved: Saved[Setting]) -> Banner:
        told = _("The row is used from now on. Months that were sent keep what was sent.")
        return Banner(told, Tone.OK)

    # the page

    def state(self) -> dict[str, Any]:
        """The filters and the chosen rule."""
        chosen = self.table.chosen()
        return {
            "filters": [each.value() for each in self._filters],
            "chosen": chosen["id"] if chosen else "",
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so."""
        if "filters" in state:
            for combo, value in zip(self._filters, state["filters"], strict=True):
                combo.set_value(str(value))
            self._list()
        self.table.choose_id(str(state.get("chosen", "")))


def _own_chip() -> ChipText:
    return ChipText(_("of the office"), Tone.ACCENT)


def _shipped(row: LawRow) -> LawRow | None:
    """The row as the program ships it; None where the office added it."""
    return next((each for each in law_rows(shipped_allowance_law()) if (each.topic, each.rule.id) == _key(row)), None)


def _key(row: LawRow) -> tuple[str, str]:
    return row.topic, row.rule.id


def _remarks(row: LawRow, own: OwnRow | None) -> Iterator[str]:
    if own and own.follows:
        yield _("The office added this: what held before ends the day before.")
    if row.rule.certainty is Certainty.UNVERIFIED:
        yield _("Nobody has confirmed this yet: ask before you rely on it.")
    if row.topic == "pay_sources":
        yield _("The office says under “Pay source” from which month another pays.")
