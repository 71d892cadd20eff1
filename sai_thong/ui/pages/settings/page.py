"""The settings page: its sections as tabs, each with a header and actions of its own."""

from __future__ import annotations

from typing import Final

from sai_thong.ground.language import N_
from sai_thong.registers.sensitive_sets import missing_sets
from sai_thong.ui.page import Desk
from sai_thong.ui.sectioned_page import SectionedPage, SectionSpec

_KEYS: Final = "keys"
"""The last section; only an office whose file lacks a key has it."""

SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("office", N_("Office"), "settings.office:OfficeSection"),
    SectionSpec("signers", N_("Signers"), "settings.signers:SignersSection"),
    SectionSpec("villages", N_("Villages"), "settings.villages:VillagesSection"),
    SectionSpec("holidays", N_("Holidays"), "settings.holidays:HolidaysSection"),
    SectionSpec("numbers", N_("Numbers"), "settings.numbers:NumbersSection"),
    SectionSpec("services", N_("Services"), "settings.services:ServicesSection"),
    SectionSpec("assets", N_("Assets"), "settings.assets:AssetsSection"),
    SectionSpec("law", N_("Law tables"), "settings.law:LawSection"),
    SectionSpec("pay-sources", N_("Pay source"), "settings.pay_sources:PaySourcesSection"),
    SectionSpec("choices", N_("Choices"), "settings.choices:ChoicesSection"),
    SectionSpec("papers", N_("Papers"), "settings.papers:PapersSection"),
    SectionSpec("exports", N_("Save as workbooks"), "settings.exports:ExportsSection"),
    SectionSpec(_KEYS, N_("Separate keys"), "settings.own_keys:OwnKeysSection"),
)


class SettingsPage(SectionedPage):
    """What the office says of itself, and what the program goes by."""

    sections = SECTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.open_tabs()

    def has_now(self, spec: SectionSpec) -> bool:
        """Every section, but that of the separate keys only where one is lacking."""
        return spec.key != _KEYS or bool(missing_sets(self.desk.store))
