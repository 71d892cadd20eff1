"""รอคีย์ระบบกลาง: what must be keyed into the central system, ticked with its date; its totals and list beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.central_system import CentralComparison, refresh_queue, tick
from sai_thong.registers.allowances.central_totals import TotalsBeside, totals_beside
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.records import CentralTask
from sai_thong.registers.allowances.saved import SavedMany
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SCHEMES_OF, Scheme, SchemeSet
from sai_thong.thai.calendar import Month, thai_date_short
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import (
    ActionButton,
    ChipText,
    Column,
    FigureCard,
    FigureRow,
    FilterCombo,
    MonthPicker,
    PageHeader,
    RecordView,
    Row,
    Tone,
    keys,
    month_name,
)
from sai_thong.ui.pages.allowances.central_figures import figure_of, totals_step
from sai_thong.ui.pages.allowances.list_section import ListSection
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage

_OPEN, _DONE = "open", "done"


def read_tasks(store: Store, scheme_set: SchemeSet, month: Month) -> list[Row]:
    """What was noted for a month and not withdrawn, keyed or not."""
    tasks = shelf_of(store, scheme_set).find(CentralTask, for_month=month, withdrawn_on=None)
    ids = tuple({task.person_id for task in tasks})
    people = {person.id: person for person in store.find(Citizen, id=ids)} if ids else {}
    return [_row(task, people[task.person_id]) for task in tasks]


def _row(task: CentralTask, person: Citizen) -> Row:
    keyed = task.keyed_on is not None
    return {
        "id": task.id,
        "task": task,
        "person": person,
        "ticked": keyed,
        "name": person.full_name,
        "order": sort_key(person.full_name),
        "scheme": scheme_words(task.scheme),
        "change": ChipText(label_of(task.change), Tone.PLAIN if keyed else Tone.ACCENT),
        "detail": task.detail,
        "keyed": thai_date_short(task.keyed_on) if task.keyed_on else "",
        "search": search_form(f"{person.full_name} {person.citizen_id or ''} {task.detail}"),
    }


class CentralSection(ListSection):
    """The queue of a month; the space bar ticks what was keyed."""

    def __init__(self, page: AllowancesPage) -> None:
        self._which = FilterCombo(
            _("To key and keyed"), [(_OPEN, _("Still to key")), (_DONE, _("Keyed"))], name=_("State")
        )
        super().__init__(
            page,
            [
                Column("ticked", "", 40, kind="tick"),
                Column("name", _("Name"), strong=True, sort_value=lambda row: row["order"]),
                Column("scheme", _("Scheme"), 96, muted=True),
                Column("change", _("Change"), 124, kind="chip", sort_value=lambda row: row["change"].text),
                Column("detail", _("Detail"), 170),
                Column("keyed", _("Keyed on"), 84, muted=True, spare=True),
            ],
            name=_("To key into the central system"),
            hint=_("Choose a person to see what is keyed."),
            search_hint=_("Find by name, ID or detail"),
            filters=[self._which],
        )
        self._which.set_value(_OPEN)
        self.picker = MonthPicker(self.month)
        self.picker.month_chosen.connect(self.page.show_month)
        self._cards = {scheme: FigureCard(scheme_words(scheme)) for scheme in SCHEMES_OF[page.scheme_set]}
        self.above.addWidget(FigureRow(list(self._cards.values())))
        self._ticked_only = False
        self.beside: tuple[TotalsBeside, ...] = ()
        self.totals_button = ActionButton(_("Its totals…"), self._open_totals)
        self.compare_button = ActionButton(_("Compare with its list…"), self._choose_list)
        self.refresh_button = ActionButton(
            _("Note the month's changes"), self._refresh_queue, key=keys.NEW, kind="primary"
        )
        self.header = PageHeader(
            _("To key into the central system"),
            "",
            [self.totals_button, self.compare_button, self.refresh_button],
            beside=[self.picker],
        )
        self.header_buttons = [self.totals_button, self.compare_button, self.refresh_button]
        self.table.row_ticked.connect(self._tick)

    def load(self) -> None:
        """Read the queue of the month, and, where more than a tick may have changed, its totals here and there."""
        self.picker.set_month(self.month)
        self.show_reading()
        self.read(read_tasks, self.scheme_set, self.month, done=self.show_rows, failed=self.tell_failed)
        if not self._ticked_only:
            self.totals_button.setEnabled(False)
            self.read(totals_beside, self.scheme_set, self.month, done=self._show_totals, about="totals")
        self._ticked_only = False

    def _show_totals(self, beside: tuple[TotalsBeside, ...]) -> None:
        self.beside = beside
        for each in beside:
            self._cards[each.scheme].set_figure(*figure_of(each))
        self.totals_button.setEnabled(self.inside() is None)

    def card_of(self, scheme: Scheme) -> FigureCard:
        """The card with a scheme's totals here and there."""
        return self._cards[scheme]

    def fits(self, row: Row) -> bool:
        """Still to key, keyed, or both."""
        return not self._which.value() or row["ticked"] is (self._which.value() == _DONE)

    def filter(self) -> None:
        """List what fits; when everything is keyed, say so."""
        super().filter()
        if self.rows and all(row["ticked"] for row in self.rows) and self._which.value() == _OPEN:
            count = len(self.rows)
            words = ngettext("{count} change is keyed.", "{count} changes are keyed.", count).format(count=f"{count:,}")
            self.table.show_empty(_("Everything of this month is keyed."), words)

    def show_empty(self) -> None:
        """Nothing is noted for the month."""
        self.table.show_empty(
            _("Nothing is noted for {month}.").format(month=month_name(self.month)),
            _("Note the changes since the month before, and tick each when it is keyed."),
            _("Note the month's changes"),
            self._refresh_queue,
        )

    def show_record(self, row: Row) -> None:
        """Everything that is keyed, so that one need not look elsewhere: the id in full."""
        task: CentralTask = row["task"]
        person: Citizen = row["person"]
        facts = [
            (_("Citizen ID"), formatted(person.citizen_id) if person.citizen_id else "–"),
            (_("Scheme"), row["scheme"]),
            (_("Detail"), task.detail or "–"),
            (_("Noted on"), thai_date_short(task.made_on)),
        ]
        if task.keyed_on:
            facts.append((_("Keyed on"), f"{thai_date_short(task.keyed_on)} {task.keyed_by}"))
        words = _("Take the tick back") if task.keyed_on else _("Keyed")
        self.tell(
            RecordView(name=row["name"], chips=(row["change"],), facts=tuple(facts)),
            [(words, lambda: self._tick(row, task.keyed_on is None))],
            whole_history=history_shown(self.page, task, shelf=shelf_of(self.store, self.scheme_set)),
        )

    def _tick(self, row: Row, keyed: bool) -> None:
        self._ticked_only = True

        def operation() -> SavedMany[CentralTask]:
            return tick(self.store, self.scheme_set, [row["task"]], keyed=keyed)

        self.page.write(operation)

    def _refresh_queue(self) -> None:
        def done(found: SavedMany[CentralTask]) -> None:
            count = len(found.records)
            words = ngettext("{count} change is noted.", "{count} changes are noted.", count)
            self.page.tell_done(words.format(count=f"{count:,}"))

        self.page.write(
            refresh_queue, self.store, self.scheme_set, self.month, done=done, busy=_("Noting the month's changes…")
        )

    # the central system's own totals and list

    def _open_totals(self) -> None:
        self.open_step(totals_step(self.store, self.scheme_set, self.month, self.beside))

    def _choose_list(self) -> None:
        words = _("List of the central system")
        path, _kind = QFileDialog.getOpenFileName(self, words, "", f"{words} (*.xlsx *.xls *.ods *.csv)")
        if path:
            self.compare(Path(path))

    def compare(self, path: Path) -> None:
        """Compare the month with a list of the central system."""
        from sai_thong.ui.pages.allowances.central_differences import CentralDifferences, read_comparison

        def done(found: CentralComparison) -> None:
            shown = CentralDifferences(found, self.month, path.name)
            shown.left.connect(self.close_inside)
            self.open_inside(shown)
            shown.table.take_focus()

        self.page.write(
            read_comparison, self.store, self.scheme_set, self.month, path, done=done, busy=_("Comparing the lists…")
        )

    def restore(self, state: Mapping[str, Any]) -> None:
        """An asked-for comparison opens the choice of the file."""
        if state.get("action") == "compare-central":
            self._choose_list()
