"""The allowances page: its sections as tabs, the month they share, and the switch to the sealed list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, Chip, SectionTabs, Text, ThaiLabel, Tone
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.allowances.section import Section
from sai_thong.ui.pages.allowances.sections import SECTIONS, SectionSpec


def _sections(scheme_set: SchemeSet) -> list[SectionSpec]:
    """The sections of a set; village heads and the registrar never see the sealed list."""
    return [each for each in SECTIONS if each.in_sealed_set or not scheme_set.sealed]


class AllowancesPage(Page):
    """Everything about allowances.

    Attributes:
        scheme_set: The schemes shown: the ordinary ones, or, by an explicit switch, the sealed set.
        month: The month that the sections share.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.scheme_set = SchemeSet.ORDINARY
        self.month = Month.of(bangkok_today(desk.clock))
        self._headers = QVBoxLayout()
        self._headers.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._headers)
        self.add_notices()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._body, 1)
        self.tabs: SectionTabs
        self._build()

    # sections

    def _build(self) -> None:
        """The tabs of the present set."""
        self.tabs = SectionTabs(
            [(each.key, _(each.title), partial(self._make, each)) for each in _sections(self.scheme_set)],
            corner=self._corner(),
        )
        self._body.addWidget(self.tabs, 1)
        self.tabs.section_opened.connect(self._open_anew)
        self._show_section()

    def _make(self, spec: SectionSpec) -> Section:
        section = spec.make(self)
        self._headers.addWidget(section.header)
        return section

    def _corner(self) -> QWidget | None:
        """The switch between the sets, for who holds the key of the sealed one."""
        if not _holds_sealed(self.desk.store):
            return None
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(8))
        if self.scheme_set.sealed:
            line.addWidget(Chip(_("Secret"), Tone.BAD))
            line.addWidget(ThaiLabel(_("Sealed list: only who holds its key sees it."), Text.SMALL, max_lines=1), 1)
            line.addWidget(ActionButton(_("Back to the ordinary list"), lambda: self.show_set(SchemeSet.ORDINARY)))
        else:
            line.addStretch(1)
            line.addWidget(
                ActionButton(_("Sealed list"), lambda: self.show_set(SchemeSet.SPECIAL), kind="quiet", icon="lock")
            )
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def section(self) -> Section:
        """The section shown."""
        found = self.tabs.made()[self.tabs.current()]
        assert isinstance(found, Section)
        return found

    def _open_anew(self, _key: str) -> None:
        """Another section: what was told of the one before is over."""
        self.banners.clear()
        self._show_section()

    def _show_section(self) -> None:
        shown = self.section()
        for each in self.tabs.made().values():
            if isinstance(each, Section):
                each.header.setVisible(each is shown)
        if shown.stale:
            shown.stale = False
            shown.load()

    def open_section(self, key: str, **state: object) -> None:
        """Show a section in a state."""
        self.tabs.open(key)
        if state:
            self.section().restore(state)

    def has_section(self, key: str) -> bool:
        """Whether the present set has this section."""
        return any(key == each.key for each in _sections(self.scheme_set))

    # what the sections share

    def show_month(self, month: Month) -> None:
        """Show another month in every section."""
        self.month = month
        self._load_again()

    def show_set(self, scheme_set: SchemeSet) -> None:
        """Show the ordinary schemes or the sealed set; nothing of one stays in sight with the other."""
        if scheme_set is self.scheme_set or not self.may_leave():
            return
        self.scheme_set = scheme_set
        self.banners.clear()
        for layout in (self._headers, self._body):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self._build()

    def _load_again(self) -> None:
        for each in self.tabs.made().values():
            if isinstance(each, Section):
                each.stale = True
        self._show_section()

    def tell_done(self, words: str) -> None:
        """Say what was just done, in place of what was said before."""
        self.banners.clear()
        self.banners.tell(Banner(words, Tone.OK))

    # the page

    def refresh(self, changes: object = None) -> None:  # noqa: ARG002 - a month is computed whole
        """Something changed: the section shown reads again, the others when they are opened."""
        self._load_again()

    def state(self) -> dict[str, Any]:
        """The month, the section and what is chosen in it; never that the sealed list was open."""
        if self.scheme_set.sealed:
            return {"month": self.month.iso}
        return {"month": self.month.iso, "section": self.tabs.current(), **self.section().state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a month, a section and what is chosen in it; ``sealed`` opens the sealed list."""
        if state.get("sealed"):
            self.show_set(SchemeSet.SPECIAL)
        if "month" in state:
            month = Month.from_iso(str(state["month"]))
            if month != self.month:
                self.show_month(month)
        key = str(state.get("section", self.tabs.current()))
        if self.has_section(key):
            self.tabs.open(key)
        self.section().restore(state)

    def go_back(self) -> bool:
        """Esc belongs to the section first."""
        return self.section().go_back()

    def may_leave(self) -> bool:
        """Ask each section with unsaved work."""
        return all(each.may_leave() for each in self.tabs.made().values() if isinstance(each, Section))

    def take_focus(self) -> None:
        """Give the keys to the section's search field."""
        super().take_focus()


def _holds_sealed(store: Store) -> bool:
    try:
        shelf_of(store, SchemeSet.SPECIAL)
    except SetClosed:
        return False
    return True
