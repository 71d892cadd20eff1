"""The law tables as kept: rates, timing, windows, moves and the rest, with their sources; to be read, not changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_words import TOPICS, LawRow, law_rows, scheme_words
from sai_thong.registers.law import shipped_allowance_law
from sai_thong.registers.law.terms import CERTAINTY_LABELS, SCHEME_LABELS, Certainty
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    Column,
    FilterCombo,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
)
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.settings.section import Section, certainty_chip

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_EVERY_TIME = "every"


class LawSection(Section):
    """The rows in force today, or of every time."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page, _("Law tables"))
        self._rows = {f"{each.topic}/{each.rule.id}": each for each in law_rows(shipped_allowance_law())}
        self.scheme = FilterCombo(_("All schemes"), [(each.value, _(words)) for each, words in SCHEME_LABELS.items()])
        self.topic = FilterCombo(_("All rules"), [(key, _(words)) for key, words in TOPICS.items()])
        self.certainty = FilterCombo(_("However sure"), [(each.value, _(CERTAINTY_LABELS[each])) for each in Certainty])
        self.time = FilterCombo(_("In force today"), [(_EVERY_TIME, _("Of every time"))])
        self._filters = (self.topic, self.scheme, self.certainty, self.time)
        self.table = ListTable(
            [
                Column("topic", _("Rule"), 162, strong=True),
                Column("scheme", _("Scheme"), 176),
                Column("words", _("What it says")),
                Column("time", _("From – to"), 144, muted=True),
                Column("certainty", _("Certainty"), 112, kind="chip"),
            ],
            name=_("Law tables"),
        )
        self.record = RecordPanel(_("Choose a rule to see where it stands."))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(group(*self._filters, leftwards=True))
        column.addWidget(ListWithRecord(self.table, self.record, shares=(3, 1)), 1)
        self.put(holder)
        for combo in self._filters:
            combo.chosen.connect(lambda _value: self.load())
        self.table.row_chosen.connect(self._show)

    def load(self) -> None:
        """List the rows that fit the filters."""
        rows = [_row(row_id, each) for row_id, each in self._rows.items() if self._fits(each)]
        if rows:
            self.table.set_rows(rows)
        else:
            self.table.show_empty(_("No rule fits these filters."), _("Choose another filter."))

    def _fits(self, row: LawRow) -> bool:
        return (
            (not self.topic.value() or row.topic == self.topic.value())
            and (not self.scheme.value() or row.scheme in (None, self.scheme.value()))
            and (not self.certainty.value() or row.rule.certainty == self.certainty.value())
            and (self.time.value() == _EVERY_TIME or row.rule.holds_on(self.today))
        )

    def _show(self, shown: Row | None) -> None:
        if shown is None:
            self.record.show_nothing()
            return
        row = self._rows[str(shown["id"])]
        rule = row.rule
        last = thai_date(rule.effective_to) if rule.effective_to else _("still in force")
        sentences = [row.words]
        if rule.certainty is Certainty.UNVERIFIED:
            sentences.append(_("Nobody has confirmed this yet: ask before you rely on it."))
        facts = [(_("Source"), rule.legal_ref), (_("From"), thai_date(rule.effective_from)), (_("To"), last)]
        if rule.note:
            facts.append((_("Note"), rule.note))
        self.record.show_record(
            RecordView(
                name=_(TOPICS[row.topic]),
                line=scheme_words(row.scheme),
                chips=(certainty_chip(rule.certainty),),
                sentences=tuple(sentences),
                facts=tuple(facts),
            )
        )

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
            self.load()
        self.table.choose_id(str(state.get("chosen", "")))


def _row(row_id: str, row: LawRow) -> Row:
    rule = row.rule
    first = Month.of(rule.effective_from).short_name
    last = Month.of(rule.effective_to).short_name if rule.effective_to else ""
    return {
        "id": row_id,
        "topic": _(TOPICS[row.topic]),
        "scheme": scheme_words(row.scheme),
        "words": row.words,
        "time": f"{first} – {last}".strip(),
        "certainty": certainty_chip(rule.certainty),
    }
