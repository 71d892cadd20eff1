"""What the province sends down: announcements to be read, and proposals that take effect when a person accepts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.from_province.contents import DownKind, kind_words
from sai_thong.registers.from_province.operations import accept, decline, province_items, what_changes
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.office.operations import Saved
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
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
)
from sai_thong.ui.kit.columns import short_date
from sai_thong.ui.pages.settings.section import Section, setting_history

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage


class FromProvinceSection(Section):
    """The list of what was sent, the newest first; nothing of it changes a rule before it is accepted."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page, _("From the province"))
        self._items: dict[str, ProvinceItem] = {}
        self.table = ListTable(
            [
                Column("sent", _("Date"), 112),
                Column("title", _("Title"), strong=True),
                Column("kind", _("Kind"), 132, muted=True),
                Column("standing", _("State"), 132, kind="chip"),
            ],
            name=_("From the province"),
        )
        self.record = RecordPanel(_("Choose a line to read it and to decide."))
        self.put(ListWithRecord(self.table, self.record))
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())

    def load(self) -> None:
        """Read what was sent."""
        found = province_items(self.store)
        self._items = {each.id: each for each in found}
        if found:
            self.table.set_rows([_row(each) for each in found])
        else:
            self.table.show_empty(
                _("The province sent nothing yet."), _("What it sends arrives with the exchange of data.")
            )
        self._show(self.table.chosen())

    def _show(self, row: Row | None) -> None:
        item = self._items.get(str(row["id"])) if row else None
        if item is None:
            self.record.show_nothing()
            return
        actions = []
        if item.waits and item.known_kind is DownKind.ANNOUNCEMENT:
            actions = [ActionButton(_("Read"), partial(self.accept, item), kind="primary")]
        elif item.waits:
            actions = [ActionButton(_("Decline…"), partial(self.decline, item))]
            if item.known_kind is not None:
                actions.insert(0, ActionButton(_("Accept"), partial(self.accept, item), kind="primary"))
        self.record.show_record(self._view(item), actions)

    def _view(self, item: ProvinceItem) -> RecordView:
        row = _row(item)
        sentences: tuple[str, ...] = ()
        facts: tuple[tuple[str, str], ...] = ()
        if item.known_kind is DownKind.ANNOUNCEMENT:
            sentences = tuple(filter(None, item.content.splitlines()))
        else:
            sentences = (_("Nothing of it is in use before it is accepted here."),) if item.waits else ()
            try:
                facts = tuple(what_changes(self.store, item))
            except BadInput as error:
                sentences = (error.what, error.kept, error.do)
        if item.reason:
            facts = (*facts, (_("Reason"), item.reason))
        return RecordView(
            name=item.title,
            line=_("No. {number}, {day}").format(number=item.number, day=row["sent"]),
            chips=(ChipText(str(row["kind"]), Tone.PLAIN), row["standing"]),
            sentences=sentences,
            facts=facts,
            history=setting_history(self.store, item) if not item.waits else (),
        )

    # what is done

    def accept(self, item: ProvinceItem) -> None:
        """Let a proposal take effect, or know an announcement as read."""
        self.page.write(partial(accept, self.store, item), done=self._decided, busy=_("Saving…"))

    def decline(self, item: ProvinceItem) -> None:
        """The form that asks why."""
        form = RecordForm(
            _("Decline “{title}”").format(title=item.title),
            [FieldSpec("why", _("Reason"), required=True, width=560)],
            today=self.today,
            save_text=_("Decline"),
        )

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[ProvinceItem]]:
            return partial(decline, self.store, item, why=values["why"])

        self.open_form(form, operation, self._told)

    def _decided(self, saved: Saved[ProvinceItem]) -> None:
        self.page.tell(self._told(saved))

    def _told(self, saved: Saved[ProvinceItem]) -> Banner:
        """What was decided."""
        self.load()
        self.table.choose_id(saved.record.id)
        item = saved.record
        if item.declined_on:
            words = _("“{title}” was declined; the office's own ways stand.")
        elif item.known_kind is DownKind.ANNOUNCEMENT:
            words = _("“{title}” was read.")
        else:
            words = _("“{title}” was accepted and is in use.")
        return Banner(words.format(title=item.title), Tone.OK)

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen line."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the line again."""
        self.table.choose_id(str(state.get("chosen", "")))


def _row(item: ProvinceItem) -> Row:
    return {
        "id": item.id,
        "sent": short_date(datetime.fromisoformat(item.sent_at.replace("Z", "+00:00")).astimezone(BANGKOK).date()),
        "title": item.title,
        "kind": kind_words(item.kind),
        "standing": _standing(item),
    }


def _standing(item: ProvinceItem) -> ChipText:
    """What became of it, in a word."""
    if item.accepted_on:
        return ChipText(_("read") if item.known_kind is DownKind.ANNOUNCEMENT else _("in use"), Tone.OK)
    if item.declined_on:
        return ChipText(_("declined"), Tone.PLAIN)
    if item.withdrawn:
        return ChipText(_("withdrawn"), Tone.PLAIN)
    return ChipText(_("to be decided") if item.known_kind is not DownKind.ANNOUNCEMENT else _("new"), Tone.WARNING)
