"""The settings page: its sections as tabs, each with a header and actions of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sai_thong.ground.language import N_
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.sensitive_sets import missing_sets
from sai_thong.ui.page import Desk
from sai_thong.ui.sectioned_page import SectionedPage, SectionSpec

_KEYS: Final = "keys"
"""Only an office whose file lacks a key has this section."""
_PROVINCE: Final = "from-province"
"""Only an office to which a province sent something has this one."""

SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("office", N_("Office"), "settings.office:OfficeSection"),
    SectionSpec("signers", N_("Signers"), "settings.signers:SignersSection"),
    SectionSpec("villages", N_("Villages"), "settings.villages:VillagesSection"),
    SectionSpec("holidays", N_("Holidays"), "settings.holidays:HolidaysSection"),
    SectionSpec("numbers", N_("Numbers"), "settings.numbers:NumbersSection"),
    SectionSpec("services", N_("Services"), "settings.services:ServicesSection"),
    SectionSpec("assets", N_("Assets"), "settings.assets:AssetsSection", register="assets"),
    SectionSpec("law", N_("Law tables"), "settings.law:LawSection"),
    SectionSpec("pay-sources", N_("Pay source"), "settings.pay_sources:PaySourcesSection", register="allowances"),
    SectionSpec("choices", N_("Choices"), "settings.choices:ChoicesSection"),
    SectionSpec("papers", N_("Papers"), "settings.papers:PapersSection"),
    SectionSpec("exports", N_("Save as workbooks"), "settings.exports:ExportsSection"),
    SectionSpec("backups", N_("Backups"), "settings.backups:BackupsSection"),
    SectionSpec("updates", N_("Version"), "settings.updates:UpdatesSection"),
    SectionSpec(_KEYS, N_("Separate keys"), "settings.own_keys:OwnKeysSection"),
    SectionSpec(_PROVINCE, N_("From the province"), "settings.from_province:FromProvinceSection"),
)


class SettingsPage(SectionedPage):
    """What the office says of itself, and what the program goes by."""

    sections = SECTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.open_tabs()

    def has_now(self, spec: SectionSpec) -> bool:
        """Every section, but that of the separate keys only where one is lacking."""
        if spec.key == _PROVINCE:
            return bool(self.desk.store.find(ProvinceItem))
        return spec.key != _KEYS or bool(missing_sets(self.desk.store))

    def refresh(self, changes: object = None) -> None:
        """Something changed; what came from a province for the first time gets its section."""
        came = getattr(changes, "touches", None)
        if came is not None and came(ProvinceItem) and not self.has_section(_PROVINCE) and self.may_leave():
            self.make_anew()
        super().refresh(changes)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a section; one that came to be meanwhile too."""
        if state.get("section") == _PROVINCE and not self.has_section(_PROVINCE) and self.may_leave():
            self.make_anew()
        super().restore(state)
