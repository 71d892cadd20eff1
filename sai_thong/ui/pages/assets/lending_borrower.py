"""Who borrows: a citizen found as one types, or a name typed once; and the agency, where one borrows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.citizens.listing import CitizenLine, citizen_list
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.petitioners import address_of
from sai_thong.thai.citizen_id import masked
from sai_thong.thai.text import tidy
from sai_thong.ui import theme
from sai_thong.ui.kit import FieldSpec, Text, ThaiLabel
from sai_thong.ui.kit.field_group import FieldGroup, field_label, labelled_grid
from sai_thong.ui.kit.type_to_find import Found, TypeToFind

_NEW_PERSON = "new"
_MOST_FOUND = 6


class BorrowerEntry(QWidget):
    """The line in which somebody is found, and what the slip says of them."""

    def __init__(self, store: Store, today: date, *, stage: QWidget) -> None:
        super().__init__()
        self._store = store
        self.citizen: Citizen | None = None
        self.finder = TypeToFind(_("Name, ID or house"), self._find, stage=stage)
        self.told = ThaiLabel("", Text.SMALL, muted=True)
        self.told.hide()
        self.fields = FieldGroup(_specs(), today=today)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        head = QWidget()
        grid = labelled_grid(head)
        grid.addWidget(field_label(_("Borrower")), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.finder, 0, 1)
        grid.addWidget(self.told, 1, 1)
        column.addWidget(head)
        column.addWidget(self.fields)
        self.finder.taken.connect(self._take)
        self.finder.typed.connect(self._typed)

    def take_focus(self) -> None:
        """Give the keys to the line."""
        self.finder.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def name(self) -> str:
        """Who was taken or typed."""
        return self.citizen.full_name if self.citizen else tidy(self.finder.line.text())

    def choose(self, person_id: str) -> None:
        """Take a citizen by the record; who may not view citizens types the name."""
        if not self._store.permits.allows("citizens", Action.VIEW):
            return
        citizen = self._store.get(Citizen, person_id)
        self.citizen = citizen
        self.finder.show_words(citizen.full_name)
        village = _("village {moo}").format(moo=citizen.moo) if citizen.moo else ""
        self.fields.show_values({"phone": citizen.phone, "address": f"{address_of(citizen)} {village}".strip()})
        self.told.set_text(masked(citizen.citizen_id) if citizen.citizen_id else _("Citizen of the register"))
        self.told.show()

    def _find(self, text: str) -> Sequence[Found]:
        may_look = self._store.permits.allows("citizens", Action.VIEW)
        lines = citizen_list(self._store, text, limit=_MOST_FOUND) if may_look else []
        found = [Found(each.id, each.full_name, _hint(each)) for each in lines]
        return [*found, Found(_NEW_PERSON, tidy(text), _("Somebody new"))]

    def _take(self, found: Found) -> None:
        if found.key == _NEW_PERSON:
            self._forget()
        else:
            self.choose(found.key)
        first = "agency" if self.citizen is None else "position"
        self.fields.editor(first).focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, _text: str) -> None:
        if self.citizen is not None:
            self._forget()
            self.fields.show_values({"phone": "", "address": ""})

    def _forget(self) -> None:
        self.citizen = None
        self.told.hide()


def _specs() -> list[FieldSpec]:
    return [
        FieldSpec("agency", _("Borrowing agency"), help=_("Only where an agency borrows; a person leaves it empty.")),
        FieldSpec("position", _("Position"), width=280),
        FieldSpec("address", _("Address")),
        FieldSpec("phone", _("Telephone"), width=220),
    ]


def _hint(line: CitizenLine) -> str:
    village = _("village {moo}").format(moo=line.moo) if line.moo else ""
    number = masked(line.citizen_id) if line.citizen_id else ""
    return "  ·  ".join(filter(None, (number, line.house_no, village, _("Deceased") if line.deceased else "")))
