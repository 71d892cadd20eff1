"""What changed since last month: who came, who left, whose amount or account is another, each with why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.month_changes import MONTH_CHANGE_LABELS, MonthChange, MonthChangeKind
from sai_thong.registers.allowances.month_view import month_view
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import ChipText, Column, FilterCombo, MonthPicker, PageHeader, RecordView, Row, Tone, month_name
from sai_thong.ui.pages.allowances.list_section import ListSection
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.allowances.person_columns import person_columns
from sai_thong.ui.pages.allowances.person_record import whole_baht

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage

_TONES = {
    MonthChangeKind.ADDED: Tone.OK,
    MonthChangeKind.GONE: Tone.WARNING,
    MonthChangeKind.AMOUNT: Tone.ACCENT,
    MonthChangeKind.ACCOUNT: Tone.PLAIN,
}


def read_changes(store: Store, scheme_set: SchemeSet, month: Month) -> tuple[list[Row], bool]:
    """The changes as rows, and whether a month before is known at all."""
    known = bool(months_of(shelf_of(store, scheme_set), month.previous()))
    return [_row(change) for change in month_view(store, scheme_set, month).changes], known


def _row(change: MonthChange) -> Row:
    return {
        "id": f"{change.claim_id} {change.kind.value}",
        "change": change,
        "name": change.name,
        "order": sort_key(change.name),
        "moo": change.moo,
        "scheme": scheme_words(change.scheme),
        "kind": ChipText(_(MONTH_CHANGE_LABELS[change.kind]), _TONES[change.kind]),
        "before": change.before_satang or None,
        "after": change.after_satang or None,
        "search": search_form(f"{change.name} หมู่ {change.moo} ม.{change.moo}"),
    }


class ChangesSection(ListSection):
    """The differences of two months, person by person."""

    def __init__(self, page: AllowancesPage) -> None:
        self._kind = FilterCombo(
            _("All changes"), [(each.value, _(MONTH_CHANGE_LABELS[each])) for each in MonthChangeKind]
        )
        super().__init__(
            page,
            [
                *person_columns(),
                Column("scheme", _("Scheme"), 96, muted=True),
                Column("before", _("Paid last month"), 92, kind="money"),
                Column("after", _("Paid this month"), 92, kind="money"),
                Column("kind", _("Change"), 140, kind="chip", sort_value=lambda row: row["kind"].text),
            ],
            name=_("Changes since last month"),
            hint=_("Choose a person to see why it changed."),
            search_hint=_("Find by name or village"),
            filters=[self._kind],
        )
        self._known = True
        self.picker = MonthPicker(self.month)
        self.picker.month_chosen.connect(self.page.show_month)
        self.header = PageHeader(_("Changes since last month"), "", [], beside=[self.picker])

    def load(self) -> None:
        """Compare the two months again."""
        self.picker.set_month(self.month)
        self.rows = []
        self.show_reading()
        self.read(read_changes, self.scheme_set, self.month, done=self._show, failed=self.tell_failed)

    def _show(self, found: tuple[list[Row], bool]) -> None:
        self._known = found[1]
        self.show_rows(found[0])

    def fits(self, row: Row) -> bool:
        """The filter by kind."""
        return not self._kind.value() or row["change"].kind.value == self._kind.value()

    def show_empty(self) -> None:
        """Nothing changed, or nothing can be compared."""
        if self._known:
            self.table.show_empty(_("Nothing changed."), _("The same people get the same amounts as last month."))
        else:
            before = month_name(self.month.previous())
            self.table.show_empty(
                _("There is nothing to compare with."),
                _("{month} was never sent in this program.").format(month=before),
            )

    def show_record(self, row: Row) -> None:
        """Why this person's payment is another."""
        change: MonthChange = row["change"]
        amounts = [whole_baht(each) if each else "–" for each in (change.before_satang, change.after_satang)]
        view = RecordView(
            name=change.name,
            line=_("village {number}").format(number=change.moo) if change.moo is not None else "",
            figure=_("{before} → {after} baht").format(before=amounts[0], after=amounts[1]),
            chips=(row["kind"],),
            sentences=(change.why,),
        )
        open_claim = partial(self.page.open_section, "people", claim=change.claim_id)
        self.tell(view, [(_("Claim…"), open_claim)])
