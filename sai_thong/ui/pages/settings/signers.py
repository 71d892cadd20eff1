"""Who signs for each post, from when to when; appointing, ending, and putting right what was entered wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.office.operations import (
    Saved,
    appoint,
    correct_signer,
    current_office,
    end_signing,
    signers,
)
from sai_thong.registers.office.records import Post, Signer
from sai_thong.registers.office.signing import CAPACITY_LABELS, POST_LABELS, in_post_on, signature
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    Column,
    FilterCombo,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    SearchField,
    SearchRow,
    Tone,
    keys,
    thai_order,
)
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.section import Section
from sai_thong.ui.pages.settings.signer_forms import appoint_form, correct_form, end_form, signer_from

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_EVERYONE = "everyone"


class SignersSection(Section):
    """The signers by post; at first those whose time covers today or comes later."""

    def __init__(self, page: SettingsPage) -> None:
        add = ActionButton(_("Appoint…"), self.appoint, key=keys.NEW, kind="primary")
        super().__init__(page, _("Signers"), [add])
        self._signers: dict[str, Signer] = {}
        self.search = SearchField(_("Find by name or post"))
        self.times = FilterCombo(_("In post or to come"), [(_EVERYONE, _("Everyone there ever was"))])
        self.table = ListTable(
            [
                Column("post", _("Post"), 226),
                Column("name", _("Name"), strong=True, sort_value=thai_order("name")),
                Column("capacity", _("Capacity"), 166, spare=True),
                Column("time", _("From – to"), 156),
            ],
            name=_("Signers"),
        )
        self.table.attach_search(self.search)
        self.record = RecordPanel(_("Choose a signer to see how papers are signed."))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(SearchRow(self.search, [self.times]))
        column.addWidget(ListWithRecord(self.table, self.record, shares=(27, 10)), 1)
        self.put(holder)
        self.search.text_changed.connect(lambda _text: self.load())
        self.times.chosen.connect(lambda _value: self.load())
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.correct())

    # the list

    def load(self) -> None:
        """Read the signers, in the order of the posts and of time."""
        kept = signers(self.store)
        self._signers = {each.id: each for each in kept}
        order = list(Post)
        listed = sorted(kept, key=lambda each: (order.index(each.post), -each.from_day.toordinal()))
        words = search_form(self.search.text()).split()
        rows = [_row(each) for each in listed if self._fits(each)]
        rows = [row for row in rows if all(word in search_form(f"{row['name']} {row['post']}") for word in words)]
        if rows:
            self.table.set_rows(rows)
        elif kept:
            self.table.show_empty(_("Nobody fits this search."), _("Search for less, or choose another filter."))
        else:
            self.table.show_empty(
                _("No signer is known yet."),
                _("Papers leave out a post until somebody signs for it."),
                _("Appoint…"),
                self.appoint,
            )

    def _fits(self, signer: Signer) -> bool:
        return self.times.value() == _EVERYONE or signer.to_day is None or signer.to_day >= self.today

    def _show(self, row: Row | None) -> None:
        signer = self._signers.get(str(row["id"])) if row else None
        if signer is None:
            self.record.show_nothing()
            return
        actions = [ActionButton(_("Correct…"), self.correct, key=keys.EDIT)]
        if signer.to_day is None or signer.to_day >= self.today:
            actions.append(ActionButton(_("End…"), self.end))
        self.record.show_record(self._view(signer), actions, whole_history=history_shown(self.page, signer))

    def _view(self, signer: Signer) -> RecordView:
        office = current_office(self.store)
        printed = signature(signer, office).position if office else signer.position
        facts = [
            (_("Capacity"), _(CAPACITY_LABELS[signer.capacity])),
            (_("From"), thai_date(signer.from_day)),
            (_("To"), thai_date(signer.to_day) if signer.to_day else _("until somebody else is appointed")),
        ]
        if signer.order_no:
            facts.append((_("Order number"), signer.order_no))
        return RecordView(
            name=signer.name,
            line=_(POST_LABELS[signer.post]),
            chips=(_standing(signer, self.today),),
            sentences=(_("Under the signature papers say: {words}").format(words=printed),),
            facts=tuple(facts),
        )

    def _chosen(self) -> Signer | None:
        row = self.table.chosen()
        return self._signers.get(str(row["id"])) if row else None

    # what is done

    def appoint(self) -> None:
        """The form of a new signer, for the post of the chosen one."""
        chosen = self._chosen()
        form = appoint_form(chosen.post if chosen else None, self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Signer]]:
            return partial(appoint, self.store, signer_from(values))

        self.open_form(form, operation, self._told_appointed)

    def _told_appointed(self, saved: Saved[Signer]) -> Banner:
        """Who signs now, and whose time ended with it."""
        new = saved.record
        ended = [each for each in signers(self.store) if each.id in _changed(saved) and each.id != new.id]
        more = " ".join(
            _("The time of {name} ends on {day}.").format(name=each.name, day=thai_date(each.to_day))
            for each in ended
            if each.to_day
        )
        self.table.choose_id(new.id)
        told = _("{name} signs from {day}.").format(name=new.name, day=thai_date(new.from_day))
        return Banner(told, Tone.OK, more=more)

    def end(self) -> None:
        """The form that ends the chosen signer's time."""
        signer = self._chosen()
        if signer is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Signer]]:
            return partial(end_signing, self.store, signer, values["to_day"], reason=values["reason"])

        self.open_form(end_form(signer, self.today), operation, self._told_ended)

    def _told_ended(self, saved: Saved[Signer]) -> Banner:
        name, last = saved.record.name, saved.record.to_day
        assert last is not None
        return Banner(_("The time of {name} ends on {day}.").format(name=name, day=thai_date(last)), Tone.OK)

    def correct(self) -> None:
        """The form that puts right what was entered about the chosen signer."""
        signer = self._chosen()
        if signer is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Signer]]:
            corrected = replace(signer_from(values), id=signer.id, version=signer.version)
            return partial(correct_signer, self.store, signer, corrected, reason=values["reason"])

        self.open_form(correct_form(signer, self.today), operation, _told_corrected)

    # the page

    def state(self) -> dict[str, Any]:
        """The filter and the chosen signer."""
        chosen = self.table.chosen()
        return {"times": self.times.value(), "chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so."""
        if "times" in state:
            self.times.set_value(str(state["times"]))
            self.load()
        self.table.choose_id(str(state.get("chosen", "")))


def _row(signer: Signer) -> Row:
    last = thai_date_short(signer.to_day) if signer.to_day else ""
    return {
        "id": signer.id,
        "post": _(POST_LABELS[signer.post]),
        "name": signer.name,
        "capacity": _(CAPACITY_LABELS[signer.capacity]),
        "time": f"{thai_date_short(signer.from_day)} – {last}".strip(),
    }


def _standing(signer: Signer, today: date) -> ChipText:
    if in_post_on(signer, today):
        return ChipText(_("In post today"), Tone.OK)
    if signer.from_day > today:
        return ChipText(_("To come"), Tone.ACCENT)
    return ChipText(_("Time is over"))


def _told_corrected(saved: Saved[Signer]) -> Banner:
    return Banner(_("Saved: {name}").format(name=saved.record.name), Tone.OK)


def _changed(saved: Saved[Signer]) -> set[str]:
    return {record_id for ids in saved.changes.ids.values() for record_id in ids}
