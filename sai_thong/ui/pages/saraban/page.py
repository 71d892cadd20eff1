"""The saraban page: the registers of incoming and outgoing documents and the destruction lists, as tabs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from sai_thong.ground.language import N_, _
from sai_thong.ui.kit import Banner, SectionTabs
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.saraban.section import Section


class _SectionSpec(NamedTuple):
    """A section: its key, English msgid of its tab, and ``module:class``."""

    key: str
    title: str
    factory: str


SECTIONS: tuple[_SectionSpec, ...] = (
    _SectionSpec("incoming", N_("Incoming"), "incoming:IncomingSection"),
    _SectionSpec("outgoing", N_("Outgoing"), "outgoing:OutgoingSection"),
    _SectionSpec("destruction", N_("Destruction"), "destruction:DestructionSection"),
)


class SarabanPage(Page):
    """The registers of documents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._headers = QVBoxLayout()
        self._headers.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._headers)
        self.add_notices()
        self.tabs = SectionTabs([(each.key, _(each.title), partial(self._make, each)) for each in SECTIONS])
        self.column.addWidget(self.tabs, 1)
        self.tabs.section_opened.connect(lambda _key: self._show_section())
        self._show_section()

    def _make(self, spec: _SectionSpec) -> Section:
        module, _colon, name = spec.factory.partition(":")
        section: Section = getattr(import_module(f"sai_thong.ui.pages.saraban.{module}"), name)(self)
        self._headers.addWidget(section.header)
        section.load()
        return section

    def _sections(self) -> list[Section]:
        return [each for each in self.tabs.made().values() if isinstance(each, Section)]

    def section(self) -> Section:
        """The section shown."""
        found = self.tabs.made()[self.tabs.current()]
        assert isinstance(found, Section)
        return found

    def _show_section(self) -> None:
        self.banners.clear()
        shown = self.section()
        for each in self._sections():
            each.header.setVisible(each is shown)

    def tell(self, banner: Banner) -> None:
        """Say what was just done, in place of what was said before."""
        self.banners.clear()
        self.banners.tell(banner)

    # the page

    def refresh(self, changes: object = None) -> None:  # noqa: ARG002 - a list of a year is read in milliseconds
        """Something changed: every section that was opened reads again."""
        for each in self._sections():
            each.load()

    def state(self) -> dict[str, Any]:
        """The section and what is chosen in it."""
        return {"section": self.tabs.current(), **self.section().state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``section`` and what is chosen in it."""
        key = str(state.get("section", ""))
        if any(key == each.key for each in SECTIONS):
            self.tabs.open(key)
        self.section().restore(state)

    def take_focus(self) -> None:
        """The keys go to the search of the section shown."""
        if not self.section().take_focus():
            super().take_focus()

    def go_back(self) -> bool:
        """Esc belongs to the section."""
        return self.section().go_back()

    def may_leave(self) -> bool:
        """Ask each section with unsaved work."""
        return all(each.may_leave() for each in self._sections())
