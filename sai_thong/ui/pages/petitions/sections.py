"""The sections of the petitions page in the order of their tabs; each is loaded when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from sai_thong.ground.language import N_

if TYPE_CHECKING:
    from sai_thong.ui.pages.petitions.page import PetitionsPage
    from sai_thong.ui.pages.petitions.section import Section


class SectionSpec(NamedTuple):
    """A section: its key, English msgid of its title, and ``module:class``."""

    key: str
    title: str
    factory: str

    def make(self, page: PetitionsPage) -> Section:
        """The section's widget."""
        module, _colon, name = self.factory.partition(":")
        section: Section = getattr(import_module(f"sai_thong.ui.pages.petitions.{module}"), name)(page)
        return section


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("list", N_("List of cases"), "case_list:CaseListSection"),
    SectionSpec("board", N_("Board"), "board:BoardSection"),
    SectionSpec("calendar", N_("Calendar"), "calendar:CalendarSection"),
    SectionSpec("figures", N_("Figures"), "figures:FiguresSection"),
)
