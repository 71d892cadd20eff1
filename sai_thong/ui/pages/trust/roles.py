"""The roles of the office: what each allows in every register; made over, made anew, ended."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.permits import ACTION_LABELS, Action
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.trust.accounts import Role
from sai_thong.registers.trust.roles import ADMINISTRATOR, AREAS, OFFERED, RoleView, end_role, roles_of, save_role
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
    keys,
)
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.trust.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage


class RolesSection(Section):
    """Every role that can be given, the ready-made ones first."""

    def __init__(self, page: TrustPage) -> None:
        add = ActionButton(_("New role…"), self.add, key=keys.NEW, kind="primary")
        may = page.desk.store.permits.allows("trust", Action.ADMINISTER)
        super().__init__(page, _("Roles"), [add] if may else [])
        self._may_change = may
        self._roles: dict[str, RoleView] = {}
        self.table = ListTable(
            [Column("title", _("Name of the role"), 260, strong=True), Column("views", _("Registers viewed"))],
            name=_("Roles"),
        )
        self.record = RecordPanel(_("Choose a role to see what it allows."))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ListWithRecord(self.table, self.record, shares=(20, 17)), 1)
        self.put(holder)
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.change())

    # the list

    def load(self) -> None:
        """Read the roles."""
        self._roles = roles_of(self.store)
        self.table.set_rows([_row(each) for each in self._roles.values()])

    def _show(self, row: Row | None) -> None:
        role = self._roles.get(str(row["id"])) if row else None
        if role is None:
            self.record.show_nothing()
            return
        actions = []
        if self._may_change and role.key != ADMINISTRATOR:
            actions = [
                ActionButton(_("Change…"), self.change, key=keys.EDIT),
                ActionButton(_("End the role…"), self.end, kind="danger"),
            ]
        kept = self.store.find(Role, key=role.key)
        self.record.show_record(_view(role), actions, whole_history=history_shown(self.page, *kept) if kept else None)

    def _chosen(self) -> RoleView | None:
        row = self.table.chosen()
        return self._roles.get(str(row["id"])) if row else None

    # what is done

    def add(self) -> None:
        """The form of a role of the office's own."""
        self._edit(RoleView(f"own-{secrets.token_hex(4)}", "", {}, ready_made=False, changed=True), _("New role"))

    def change(self) -> None:
        """The form of the chosen role."""
        role = self._chosen()
        if self._may_change and role is not None and role.key != ADMINISTRATOR:
            self._edit(role, _("Change: {name}").format(name=role.title))

    def _edit(self, role: RoleView, title: str) -> None:
        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Role]]:
            allowed = {area: [Action(each) for each in values[area] or ()] for area in OFFERED}
            return partial(save_role, self.store, role.key, values["title"] or "", allowed)

        self.open_form(_form(role, title, self), operation, self._done)

    def end(self) -> None:
        """The form that offers a role no more."""
        role = self._chosen()
        if role is None:
            return

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Role]]:
            return partial(end_role, self.store, role.key, why=values["why"])

        specs = [FieldSpec("why", _("Reason"), required=True, section=_("For the history"), width=560)]
        title = _("End the role {name}").format(name=role.title)
        self.open_form(RecordForm(title, specs, today=self.today, save_text=_("End the role")), operation, self._done)

    def _done(self, saved: Saved[Role]) -> Banner:
        self.load()
        self.table.choose_id(saved.record.key)
        return Banner(_("Saved: {name}").format(name=saved.record.title), Tone.OK)

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen role."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose a role."""
        self.table.choose_id(str(state.get("chosen", "")))


def _form(role: RoleView, title: str, section: RolesSection) -> RecordForm:
    """The name of the role, and a line of ticks for each register."""
    ticks = [
        FieldSpec(
            area, _(AREAS[area]), "multi-choice", choices=[(each.value, _(ACTION_LABELS[each])) for each in offered]
        )
        for area, offered in OFFERED.items()
    ]
    values: dict[str, Any] = {area: tuple(role.allowed.get(area, ())) for area in OFFERED}
    specs = [FieldSpec("title", _("Name of the role"), required=True, width=320), *ticks]
    return RecordForm(title, specs, {"title": role.title, **values}, today=section.today)


def _row(role: RoleView) -> Row:
    viewed = [_(AREAS[area]) for area, actions in role.allowed.items() if Action.VIEW in actions]
    return {"id": role.key, "title": role.title, "views": ", ".join(viewed)}


def _view(role: RoleView) -> RecordView:
    facts = tuple(
        (_(AREAS[area]), ", ".join(_(label) for each, label in ACTION_LABELS.items() if each in actions))
        for area, actions in role.allowed.items()
        if actions
    )
    chip = ChipText(_("Ready-made")) if not role.changed else ChipText(_("Made by the office"), Tone.ACCENT)
    return RecordView(name=role.title, chips=(chip,), facts=facts)
