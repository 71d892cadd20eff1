"""The services, clocks and holidays as this office has them: what is shipped, with its own rows laid over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sai_thong.db.shelf import Shelf
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.law.petition_clocks import (
    ClockProfile,
    ElectronicReceipt,
    PetitionClocks,
    load_petition_clocks,
    shipped_clock_tables,
)
from sai_thong.registers.law.rows import Tables
from sai_thong.registers.law.services import Service, ServiceCatalogue, load_services, shipped_service_tables
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.office.own_law import overlay_of
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.refusals import NotPossible
from sai_thong.registers.workdays import HolidayTable


@dataclass(frozen=True)
class PetitionLaw:
    """What the rules of petitions are asked by, read once.

    Attributes:
        services: The catalogue of services and divisions.
        clocks: The clock profiles.
        holidays: The holidays of the office.
    """

    services: ServiceCatalogue
    clocks: PetitionClocks
    holidays: HolidayTable

    def service_given(self, key: str, on: date) -> Service:
        """The service as it is given on a day.

        Raises:
            NotPossible: It is not given then, or not known.
        """
        service = self.services.service(key, on)
        if service is None:
            raise NotPossible(
                _("The office has no service “{service}” on that day.").format(service=key),
                do=_("Choose a service of the catalogue."),
            )
        return service

    def service_of(self, petition: Petition) -> Service | None:
        """The service of a case as it was when the case came; None when the catalogue no longer knows it."""
        return self.services.named(petition.service, received_on(petition))

    def profile_of(self, petition: Petition) -> ClockProfile:
        """The clocks of a case: of the profile it was taken under, as it was on the day of receipt."""
        return self.clocks.profile_in_force(petition.profile, received_on(petition))

    def electronic_receipt_of(self, petition: Petition) -> ElectronicReceipt | None:
        """The rule under which a case counts as received later when it came outside office hours; else None."""
        return self.clocks.electronic_receipt(petition.channel, received_on(petition))

    def service_name(self, petition: Petition) -> str:
        """What the service of a case is called; its key when the catalogue no longer knows it."""
        service = self.service_of(petition)
        return service.name if service else petition.service

    def division_name(self, key: str) -> str:
        """What a division is called; its key when the catalogue does not know it."""
        division = self.services.division(key)
        return division.name if division else key


def received_on(petition: Petition) -> date:
    """The day in Bangkok on which a case was received."""
    return petition.received_at.astimezone(BANGKOK).date()


def petition_law(shelf: Shelf) -> PetitionLaw:
    """The services, clocks and holidays in use at this office. Read from the ordinary shelf, whatever case it is for.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    services = _services(_overlay(shelf, shipped_service_tables()))
    return PetitionLaw(services, _clocks(_overlay(shelf, shipped_clock_tables())), holiday_table(shelf))


def _overlay(shelf: Shelf, tables: Tables) -> str:
    """The office's own rows of some tables, as text so that what was loaded from them is kept."""
    return json.dumps(overlay_of(shelf, tables), sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=8)
def _services(overlay: str) -> ServiceCatalogue:
    return load_services(json.loads(overlay))


@lru_cache(maxsize=8)
def _clocks(overlay: str) -> PetitionClocks:
    return load_petition_clocks(json.loads(overlay))
