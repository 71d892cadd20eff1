"""Somebody of a petition at the counter: found among the citizens as one types, or typed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.citizens.listing import citizen_list
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.petitioners import PersonGiven, address_of
from sai_thong.registers.petitions.terms import Role
from sai_thong.thai.citizen_id import masked
from sai_thong.thai.names import split_name
from sai_thong.thai.text import tidy
from sai_thong.ui import theme
from sai_thong.ui.kit import FieldSpec, Text, ThaiLabel
from sai_thong.ui.kit.field_group import FieldGroup, field_label, labelled_grid
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.type_to_find import Found, TypeToFind

NEW_PERSON = "new"
"""What the list offers last: who was typed, as somebody who is not registered."""
_MOST_FOUND = 6
_OF_NEW = ("citizen_id", "house_no", "moo", "keep")


class PersonEntry(QWidget):
    """The line in which somebody is found, who was taken, and the fields of who is typed once.

    Args:
        label: What the person is to the petition, translated.
        store: Where citizens are sought.
        today: The day it is.
        stage: Over which the list is shown.

    Signals:
        chosen(): Somebody was taken, found or new.
        edited(): Anything was changed.
    """

    chosen = Signal()
    edited = Signal()

    def __init__(self, label: str, store: Store, today: date, *, stage: QWidget) -> None:
        super().__init__()
        self._store = store
        self.citizen: Citizen | None = None
        self.is_new = False
        self.finder = TypeToFind(_("Name, ID or house"), self._find, stage=stage)
        self.told = ThaiLabel("", Text.SMALL, muted=True)
        self.told.hide()
        self.fields = FieldGroup(_specs(), today=today)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        head = QWidget()
        grid = labelled_grid(head)
        self.label = field_label(label)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.finder, 0, 1)
        grid.addWidget(self.told, 1, 1)
        column.addWidget(head)
        column.addWidget(self.fields)
        self.finder.taken.connect(self._take)
        self.finder.typed.connect(self._typed)
        self.finder.left.connect(self._left)
        self.fields.edited.connect(lambda _key: self.edited.emit())
        self._show_fields()

    def take_focus(self) -> None:
        """Give the keys to the line."""
        self.finder.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def name(self) -> str:
        """Who was taken or typed."""
        return self.citizen.full_name if self.citizen else tidy(self.finder.line.text())

    def choose(self, person_id: str) -> None:
        """Take a citizen by the record."""
        citizen = self._store.get(Citizen, person_id)
        self.citizen, self.is_new = citizen, False
        self.finder.show_words(citizen.full_name)
        self.fields.show_values({"phone": citizen.phone})
        self.told.set_text(_told(citizen))
        self.told.show()
        self._show_fields()
        self.edited.emit()
        self.chosen.emit()

    def state(self) -> dict[str, Any]:
        """Who was taken or typed, and what was typed of them."""
        return {
            "id": self.citizen.id if self.citizen else "",
            "words": self.finder.line.text(),
            "new": self.is_new,
            "fields": self.fields.draft(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it again."""
        if state["id"]:
            self.choose(str(state["id"]))
        else:
            self.finder.show_words(str(state["words"]))
            if state["new"]:
                self._begin_new()
        self.fields.show_values(state["fields"])

    def keep_new(self, keep: bool) -> None:
        """Whether somebody typed here is to be entered among the citizens, until a person says otherwise."""
        self.fields.show_values({"keep": keep})

    def first_wrong(self) -> FieldRow | None:
        """The first field that is wrong."""
        return self.fields.first_wrong() if self.is_new or self.citizen else None

    def given(self, role: Role, *, may_keep: bool) -> PersonGiven | None:
        """The person as intake takes them; None when nobody is named.

        Raises:
            BadInput: A field cannot be read.
        """
        phone = self.fields.text("phone")
        if self.citizen is not None:
            return PersonGiven(role=role, person_id=self.citizen.id, phone=phone)
        if not self.name:
            return None
        whole = bool(split_name(self.name).last)
        return PersonGiven(
            role=role,
            name=self.name,
            citizen_id=self.fields.text("citizen_id"),
            address=self.fields.text("house_no"),
            moo=self.fields.value("moo"),
            phone=phone,
            keep_as_citizen=may_keep and whole and bool(self.fields.value("keep")),
        )

    def _find(self, text: str) -> Sequence[Found]:
        found = citizen_list(self._store, text, limit=_MOST_FOUND)
        people = [
            Found(each.id, each.full_name, _hint(each.citizen_id, each.house_no, each.moo, dead=bool(each.deceased)))
            for each in found
        ]
        return [*people, Found(NEW_PERSON, tidy(text), _("Somebody new"))]

    def _take(self, found: Found) -> None:
        if found.key == NEW_PERSON:
            self._begin_new()
            self.chosen.emit()
        else:
            self.choose(found.key)

    def _begin_new(self) -> None:
        self.citizen, self.is_new = None, True
        self.told.hide()
        self._show_fields()
        self.edited.emit()

    def _typed(self, text: str) -> None:
        if self.citizen is not None or not text.strip():
            self.citizen, self.is_new = None, False
            self.told.hide()
            self.fields.show_values({"phone": ""})
            self._show_fields()
        self.edited.emit()

    def _left(self) -> None:
        """Who was typed and not taken from the list is somebody new: the form says so at once."""
        if self.citizen is None and not self.is_new and self.finder.line.text().strip():
            self._begin_new()

    def _show_fields(self) -> None:
        self.fields.set_asked(self.is_new, *_OF_NEW)
        self.fields.set_asked(self.is_new or self.citizen is not None, "phone")
        self.fields.setVisible(self.is_new or self.citizen is not None)


def _specs() -> list[FieldSpec]:
    return [
        FieldSpec("phone", _("Telephone"), width=220),
        FieldSpec("citizen_id", _("Citizen ID"), "citizen-id"),
        FieldSpec("house_no", _("House number"), width=140),
        FieldSpec("moo", _("Village number"), "integer", width=90),
        FieldSpec("keep", _("Register among the citizens too"), "tick"),
    ]


def _hint(citizen_id: str | None, house_no: str, moo: int | None, *, dead: bool = False) -> str:
    parts = [masked(citizen_id) if citizen_id else "", house_no, _("village {moo}").format(moo=moo) if moo else ""]
    if dead:
        parts.append(_("Deceased"))
    return "  ·  ".join(part for part in parts if part)


def _told(citizen: Citizen) -> str:
    return _hint(citizen.citizen_id, address_of(citizen), citizen.moo, dead=citizen.deceased)
