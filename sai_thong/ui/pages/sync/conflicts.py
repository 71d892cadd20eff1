"""What waits for a person: values that differ, what two computers made twice, and what was sent back to this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sai_thong.db.access_log import Look
from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.sync.closes import is_of_a_month, settle_with
from sai_thong.sync.conflicts import Side, settle
from sai_thong.sync.doubles import DoubleKind
from sai_thong.sync.returns import acknowledge
from sai_thong.ui.entrance.recovery_sheets import part_title
from sai_thong.ui.kit import ActionButton, Banner, ChipText, Column, ListTable, ListWithRecord, RecordPanel, Row, Tone
from sai_thong.ui.looks import looked
from sai_thong.ui.pages.sync.combining import can_type, combining_form, read_form
from sai_thong.ui.pages.sync.conflict_panel import ConflictPage, DoublePage, ReturnPage, show_closed
from sai_thong.ui.pages.sync.section import Section
from sai_thong.ui.pages.sync.waiting_reading import (
    ShownConflict,
    ShownDouble,
    ShownReturn,
    SideWords,
    WaitingThings,
    read_waiting,
)

if TYPE_CHECKING:
    from sai_thong.ui.pages.sync.page import SyncPage

_DOUBLE_WORDS: Final = {
    DoubleKind.PERSON: N_("Two computers registered what may be the same person."),
    DoubleKind.ASSET_NUMBER: N_("Two computers gave two things the same number."),
    DoubleKind.PETITION: N_("Two computers took what may be the same petition."),
}
_DOUBLE_ADVICE: Final = {
    DoubleKind.PERSON: N_("Compare the two records. If they are one person, one record takes over the other."),
    DoubleKind.ASSET_NUMBER: N_(
        "Look at both cards. The number stands on the things themselves, so see which of them bears it."
    ),
    DoubleKind.PETITION: N_("Compare the two cases. They can be merged into one, or linked."),
}
Shown = ShownConflict | ShownDouble | ShownReturn


class ConflictsSection(Section):
    """The list at the left, both sides of the chosen thing at the right."""

    def __init__(self, page: SyncPage) -> None:
        super().__init__(page)
        self._shown: dict[str, Shown] = {}
        self._opened: set[str] = set()
        self.table = ListTable(
            [
                Column("title", _("What it is about"), least=150, strong=True),
                Column("field", _("Field"), 112, muted=True),
                Column("state", "", 118, kind="chip"),
            ],
            name=_("Waits for you"),
        )
        self.panel = RecordPanel(_("Choose a line to see both sides."))
        self.table.row_chosen.connect(self._choose)
        self.put(ListWithRecord(self.table, self.panel, shares=(2, 3)))
        self.sync.ended.connect(lambda _ended: self.load())

    # the list

    def load(self) -> None:
        """Read what waits, off the window's thread."""
        self.read(read_waiting, done=self._show)

    def _show(self, found: WaitingThings) -> None:
        self._shown = {
            **{f"value {_key(each)}": each for each in found.conflicts},
            **{f"double {each.double.first.id} {each.double.second.id}": each for each in found.doubles},
            **{f"return {each.returned.settlement_id}": each for each in found.returns},
        }
        if not self._shown:
            self.table.show_empty(_("Nothing waits for you."), _("What different computers wrote fits together."))
            self.panel.show_nothing()
            return
        before = self.table.chosen()
        self.table.set_rows([_row(key, each) for key, each in self._shown.items()])
        if self.table.chosen() is None:
            self.table.choose(0)
        elif before is not None:
            self._choose(self.table.chosen())

    def _choose(self, row: Row | None) -> None:
        shown = self._shown.get(str(row["id"])) if row else None
        if isinstance(shown, ShownConflict):
            self._show_conflict(str(row["id"]) if row else "", shown)
        elif isinstance(shown, ShownDouble):
            sentences = (_(_DOUBLE_WORDS[shown.double.kind]), _(_DOUBLE_ADVICE[shown.double.kind]))
            open_there = ActionButton(_("Open and compare"), partial(self._open_double, shown), kind="primary")
            self.panel.put(DoublePage(shown, sentences), [open_there])
        elif isinstance(shown, ShownReturn):
            self._show_return(str(row["id"]) if row else "", shown)
        else:
            self.panel.show_nothing()

    # values that differ

    def _show_conflict(self, key: str, shown: ShownConflict) -> None:
        if shown.record is None:
            show_closed(
                self.panel,
                _("These values cannot be read here."),
                _("Somebody who holds the key of that part, with the newest program, can settle them."),
            )
            return
        about = shown.conflict
        if shown.sealed and key not in self._opened:
            self._offer_to_open(key, about.subject_table, about.subject_id)
            return
        if not shown.sealed and shown.is_personal:
            self.page.looked_at(about.subject_id)
        page = ConflictPage(shown, self.today, partial(self._take, shown))
        self.conflict_page = page
        actions = [ActionButton(_("Send back with the note"), partial(self._send_back, shown))]
        by_hand = not is_of_a_month(shown.record)
        if by_hand and can_type(shown.record, tuple(side for side in shown.sides[0].side.values)):
            actions.insert(0, ActionButton(_("Type another value…"), partial(self._combine, shown)))
        self.panel.put(page, actions)

    def _offer_to_open(self, key: str, set_name: str, record_id: str) -> None:
        """Values of a sensitive set are shown once somebody asks for them, and that stands in the access log first."""
        show_closed(
            self.panel,
            part_title(set_name),
            _("Show it only where nobody looks over your shoulder."),
            _("Show the values"),
            partial(self._open_sealed, key, looked(record_id, "", set_name)),
        )

    def _open_sealed(self, key: str, look: Look) -> None:
        def show(_noted: object) -> None:
            self.page.looks.stands(look)
            self._opened.add(key)
            self._choose(self.table.chosen())

        self.page.write(self.page.looks.before(look, _read_before), self.store, done=show)

    def _take(self, shown: ShownConflict, side: SideWords) -> None:
        self._settle(shown, side.side, note=self.conflict_page.note.text())

    def _send_back(self, shown: ShownConflict) -> None:
        note = self.conflict_page.note.text().strip()
        if not note:
            self.page.tell(Banner(_("Write a note first: whoever set the other value will read it."), Tone.WARNING))
            self.conflict_page.note.setFocus()
            return
        self._settle(shown, shown.sides[0].side, note=note, sent_back=True)

    def _combine(self, shown: ShownConflict) -> None:
        form = combining_form(shown, self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], ChangeSet]:
            chosen, note = read_form(shown, values)
            return partial(settle, self.store, RECORD_TYPES, shown.conflict, chosen, note=note)

        self.open_form(form, operation, self._settled)

    def _settle(self, shown: ShownConflict, chosen: Side, *, note: str, sent_back: bool = False) -> None:
        def failed(error: SaiThongError) -> None:
            self.page.tell_error(error)
            self.load()

        self.page.write(
            partial(
                settle_with, self.store, RECORD_TYPES, shown.conflict, chosen, note=note.strip(), sent_back=sent_back
            ),
            done=lambda changes: self.page.tell(self._settled(changes)),
            failed=failed,
            busy=_("Saving…"),
        )

    def _settled(self, changes: ChangeSet) -> Banner:
        self.page.desk.store_changed(changes)
        self.sync.count()
        return Banner(_("It is settled. What stands goes out with the next exchange."), Tone.OK)

    # what may be there twice, and what came back

    def _open_double(self, shown: ShownDouble) -> None:
        first, second = shown.double.first, shown.double.second
        if shown.double.kind is DoubleKind.PERSON:
            self.page.desk.go("citizens", duplicates=first.id)
        elif shown.double.kind is DoubleKind.PETITION:
            self.page.desk.go("petitions", section="list", case=second.id, compare=True)
        elif isinstance(first, Asset):
            self.page.desk.go("assets", section="register", search=first.number)

    def _show_return(self, key: str, shown: ShownReturn) -> None:
        if shown.sealed and key not in self._opened:
            self._offer_to_open(key, shown.returned.subject_table, shown.returned.subject_id)
            return
        seen = ActionButton(_("Seen"), partial(self._acknowledge, shown), kind="primary")
        self.panel.put(ReturnPage(shown, self.today), [seen])

    def _acknowledge(self, shown: ShownReturn) -> None:
        def done(_nothing: object) -> None:
            self.load()
            self.sync.count()

        self.page.write(acknowledge, self.store, shown.returned.settlement_id, done=done)


def _read_before(_store: Store) -> None:
    """Nothing more is read: the values came with the list."""


def _key(shown: ShownConflict) -> str:
    return f"{shown.conflict.subject_table} {shown.conflict.subject_id} {shown.conflict.field_name}"


def _row(key: str, shown: Shown) -> Row:
    if isinstance(shown, ShownConflict):
        state = ChipText(_("Values differ"), Tone.WARNING)
        set_name = shown.conflict.subject_table if shown.sealed else ""
        return _row_about(key, set_name, shown.title, shown.field, state)
    if isinstance(shown, ShownDouble):
        return {"id": key, "title": shown.title, "field": shown.kind, "state": ChipText(_("Twice?"), Tone.ACCENT)}
    set_name = shown.returned.subject_table if shown.sealed else ""
    return _row_about(key, set_name, shown.title, shown.field, ChipText(_("Sent back"), Tone.BAD))


def _row_about(key: str, set_name: str, title: str, field: str, state: ChipText) -> Row:
    """A line about a record: of a sensitive set it says which set and nothing else."""
    if set_name:
        return {"id": key, "title": part_title(set_name), "field": "", "state": state}
    return {"id": key, "title": title or _("A record that cannot be read here"), "field": field, "state": state}
