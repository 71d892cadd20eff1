"""What the form of a petition asks the store while it is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sai_thong.db.numbering import NumberSeries
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.law.services import Service
from sai_thong.registers.petitions.clocks_in_force import promised_on
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.links import AlikeCase, Sought, alike_cases
from sai_thong.registers.petitions.numbers import printed_number, series_here
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.shelves import may_open_complaints, shelf_of
from sai_thong.registers.petitions.terms import Channel
from sai_thong.thai.calendar import be_year


@dataclass(frozen=True)
class Outlook:
    """What the petition is about to get.

    Attributes:
        has_series: Whether this machine can give it a number.
        next_number: The number it would get now; empty where that is not known before.
        promised: By when the answer may be expected; None where no service is chosen.
        alike: Open cases that may be the same matter.
    """

    has_series: bool
    next_number: str
    promised: datetime | None
    alike: tuple[AlikeCase, ...]


def outlook(
    store: Store, service: Service | None, sought: Sought | None, received_at: datetime, *, confidential: bool
) -> Outlook:
    """What a petition would get if it were taken now."""
    may_look = not confidential or may_open_complaints(store)
    year_be = be_year(received_at.astimezone(BANGKOK).year)
    has_series, number = _numbers(store, year_be, confidential=confidential) if may_look else (True, "")
    return Outlook(
        has_series=has_series,
        next_number=number,
        promised=_promised(store, service, received_at) if service else None,
        alike=tuple(alike_cases(store, sought, confidential=confidential)) if sought and may_look else (),
    )


def _numbers(store: Store, year_be: int, *, confidential: bool) -> tuple[bool, str]:
    here = series_here(store, year_be, confidential=confidential)
    if not here:
        # Last year's series goes on by itself with the first petition of the new year.
        return bool(series_here(store, year_be - 1, confidential=confidential)), ""
    held = shelf_of(store, confidential=confidential).find(
        NumberSeries, name=here[0], year_be=year_be, station=store.file_id
    )
    if not held:
        return True, ""
    return True, printed_number(here[0], held[0].next_number, year_be, confidential=confidential)


def _promised(store: Store, service: Service, received_at: datetime) -> datetime:
    day = received_at.astimezone(BANGKOK).date()
    case = Petition(
        year_be=be_year(day.year),
        received_at=received_at,
        channel=Channel.IN_PERSON,
        service=service.key,
        subject=service.name,
        profile=service.profile.value,
        promise_amount=service.amount,
        promise_unit=service.unit.value if service.unit else "",
    )
    return promised_on(petition_law(store), case)
