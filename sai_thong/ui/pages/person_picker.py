"""Finding one citizen for a paper or a claim: as one types, by name, ID or house."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.permits import Action
from sai_thong.ground.language import _
from sai_thong.registers.citizens.listing import citizen_list
from sai_thong.thai.citizen_id import masked
from sai_thong.ui import theme
from sai_thong.ui.kit import Column, ListTable, SearchField, Text, ThaiLabel
from sai_thong.ui.page import Page


class PersonPicker(QWidget):
    """Finds a citizen as one types; the chosen row is the person."""

    def __init__(self, page: Page, *, optional: bool) -> None:
        super().__init__()
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        words = _("Whom it is about; leave it empty for a blank form") if optional else _("Whom it is about")
        column.addWidget(ThaiLabel(words, Text.SMALL, muted=True))
        self.search = SearchField(_("Name, ID or house"))
        self.search.setPlaceholderText(_("Name, ID or house"))
        column.addWidget(self.search)
        self.table = ListTable(
            [Column("name", _("Name"), strong=True), Column("id_shown", _("Citizen ID"), 168, muted=True)],
            name=_("People found"),
        )
        self.table.setMinimumHeight(theme.current().px(150))
        self.table.attach_search(self.search)
        column.addWidget(self.table, 1)
        self.search.text_changed.connect(self._find)
        self.search.text_changed.connect(self._page.searched)
        self._find("")

    def person_id(self) -> str:
        """The record id of who is chosen, or empty."""
        row = self.table.chosen()
        return str(row["id"]) if row else ""

    def choose(self, person_id: str, name: str) -> None:
        """Choose somebody whose record another page showed."""
        self.search.setText(name)
        self.table.choose_id(person_id)

    def _find(self, text: str) -> None:
        if not self._page.desk.store.permits.allows("citizens", Action.VIEW):
            self.table.show_empty(_("Nobody is chosen."), _("Your role shows no citizens."))
            return
        if not text.strip():
            self.table.show_empty(_("Nobody is chosen."), _("Type a name, an ID or a house."))
            return
        found = citizen_list(self._page.desk.store, text, limit=50)
        if not found:
            self.table.show_empty(_("Nobody fits this search."), _("Search for less, or choose another filter."))
            return
        self.table.set_rows(
            [
                {"id": each.id, "name": each.full_name, "id_shown": masked(each.citizen_id) if each.citizen_id else ""}
                for each in found
            ]
        )
