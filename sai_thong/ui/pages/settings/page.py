"""The settings page: its sections as tabs, each with a header and actions of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any, Final, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from sai_thong.ground.language import N_, _
from sai_thong.registers.sensitive_sets import missing_sets
from sai_thong.ui.kit import Banner, SectionTabs
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.settings.section import Section


class _SectionSpec(NamedTuple):
    """A section: its key, English msgid of its tab, and ``module:class``."""

    key: str
    title: str
    factory: str


_KEYS: Final = "keys"
"""The last section; only an office whose file lacks a key has it."""

SECTIONS: tuple[_SectionSpec, ...] = (
    _SectionSpec("office", N_("Office"), "office:OfficeSection"),
    _SectionSpec("signers", N_("Signers"), "signers:SignersSection"),
    _SectionSpec("villages", N_("Villages"), "villages:VillagesSection"),
    _SectionSpec("holidays", N_("Holidays"), "holidays:HolidaysSection"),
    _SectionSpec("numbers", N_("Numbers"), "numbers:NumbersSection"),
    _SectionSpec("services", N_("Services"), "services:ServicesSection"),
    _SectionSpec("law", N_("Law tables"), "law:LawSection"),
    _SectionSpec("pay-sources", N_("Pay source"), "pay_sources:PaySourcesSection"),
    _SectionSpec("choices", N_("Choices"), "choices:ChoicesSection"),
    _SectionSpec("papers", N_("Papers"), "papers:PapersSection"),
    _SectionSpec("exports", N_("Save as workbooks"), "exports:ExportsSection"),
    _SectionSpec(_KEYS, N_("Separate keys"), "own_keys:OwnKeysSection"),
)


class SettingsPage(Page):
    """What the office says of itself, and what the program goes by."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._headers = QVBoxLayout()
        self._headers.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._headers)
        self.add_notices()
        self._shown: Section | None = None
        self._specs = tuple(each for each in SECTIONS if each.key != _KEYS or missing_sets(desk.store))
        self.tabs = SectionTabs([(each.key, _(each.title), partial(self._make, each)) for each in self._specs])
        self.column.addWidget(self.tabs, 1)
        self.tabs.section_opened.connect(lambda _key: self._show_section())
        self._show_section()

    def _make(self, spec: _SectionSpec) -> Section:
        module, _colon, name = spec.factory.partition(":")
        section: Section = getattr(import_module(f"sai_thong.ui.pages.settings.{module}"), name)(self)
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
        if self._shown is not None:
            self.banners.clear()  # what was told belonged to the other section
        self._shown = self.section()
        for each in self._sections():
            each.header.setVisible(each is self._shown)

    def tell(self, banner: Banner) -> None:
        """Say what was just done, in place of what was said before."""
        self.banners.clear()
        self.banners.tell(banner)

    # the page

    def refresh(self, changes: object = None) -> None:  # noqa: ARG002 - the sections are small and read whole
        """Something changed: every section that was opened reads again."""
        for each in self._sections():
            each.load()

    def state(self) -> dict[str, Any]:
        """The section and what is chosen in it."""
        return {"section": self.tabs.current(), **self.section().state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``section`` and what is chosen in it."""
        key = str(state.get("section", ""))
        if any(key == each.key for each in self._specs):
            self.tabs.open(key)
        self.section().restore(state)

    def go_back(self) -> bool:
        """Esc belongs to the section."""
        return self.section().go_back()

    def may_leave(self) -> bool:
        """Ask each section with unsaved work."""
        return all(each.may_leave() for each in self._sections())
