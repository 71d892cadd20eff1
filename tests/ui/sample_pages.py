"""Pages for the tests and the screenshots of the shell: made as real ones are, on invented people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtWidgets import QLineEdit

from sai_thong.db.permits import EVERYTHING
from sai_thong.ground.clock import Clock, FixedClock
from sai_thong.ground.language import N_, _, current
from sai_thong.ui.kit import (
    ActionButton,
    Column,
    FieldSpec,
    ListTable,
    PageHeader,
    RecordForm,
    SearchField,
    SearchRow,
    keys,
)
from sai_thong.ui.page import Desk, Page, PageSpec
from tests.ui import gallery


class SampleStore:
    """As much of a store as the shell looks at."""

    user = "น.ส.สายทอง"
    permits = EVERYTHING

    def add_consequence(self, _consequence: object) -> None:
        """Nothing is ever written."""


CLOCK: Clock = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


class PeoplePage(Page):
    """A list with search; counts how often it was read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reads: list[object] = []
        self.language = current()
        self.search = SearchField(_("Search"))
        self.add = ActionButton(_("New"), lambda: None, key=keys.NEW, kind="primary")
        self.print_button = ActionButton(_("Print"), lambda: None, key=keys.PRINT)
        self.table = ListTable([Column("name", _("Name"), strong=True), Column("moo", "หมู่", 80, kind="number")])
        self.table.attach_search(self.search)
        self.column.addWidget(PageHeader(_("Name"), "", [self.print_button, self.add]))
        self.add_notices()
        self.column.addWidget(SearchRow(self.search))
        self.column.addWidget(self.table, 1)
        self.search.text_changed.connect(self.find)
        self.find("")

    def find(self, text: str) -> None:
        self.table.set_rows([row for row in gallery.rows() if text in str(row["name"])])

    def state(self) -> dict[str, object]:
        return {"search": self.search.text()}

    def restore(self, state: Mapping[str, object]) -> None:
        self.search.setText(str(state.get("search", "")))

    def refresh(self, changes: object = None) -> None:
        self.reads.append(changes)


class FormPage(Page):
    """A form that may be left only when it is clean."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form = RecordForm("แก้ไข", [FieldSpec("name", _("Name"))], today=gallery.TODAY)
        self.column.addWidget(self.form)

    def line(self) -> QLineEdit:
        target = self.form.editor("name").focus_target()
        assert isinstance(target, QLineEdit)
        return target

    def state(self) -> dict[str, object]:
        return {"draft": self.form.draft()}

    def restore(self, state: Mapping[str, object]) -> None:
        draft = state.get("draft")
        if isinstance(draft, dict):
            self.form.show_draft(draft)

    def may_leave(self) -> bool:
        return not self.form.dirty or self.form.go_back()


class ListGalleryPage(Page):
    """The list page of the gallery in the shell, for the screenshots."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(gallery.list_page())


def broken(_desk: Desk) -> Page:
    """A page that cannot be made."""
    raise ValueError("นางทองใบ")


SPECS = [
    PageSpec("people", N_("Today"), "today", "tests.ui.sample_pages:PeoplePage"),
    PageSpec("form", N_("Citizens"), "citizens", "tests.ui.sample_pages:FormPage"),
    PageSpec("list", N_("Allowances"), "allowances", "tests.ui.sample_pages:ListGalleryPage"),
    PageSpec("broken", N_("Papers"), "papers", "tests.ui.sample_pages:broken"),
    PageSpec("import", N_("Import"), "import", "tests.ui.sample_pages:PeoplePage"),
    PageSpec("settings", N_("Settings"), "settings", "tests.ui.sample_pages:FormPage"),
]
