"""Where an asset stands: state, room, division and custodian, as its events tell; and which state may follow which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sai_thong.registers.assets.terms import AssetStatus

_ONLY_FROM_CUSTODY = frozenset({AssetStatus.LENT, AssetStatus.AT_REPAIR, AssetStatus.AWAITING_DISPOSAL})


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetEventFact:
    """One event, with what it changed; what it left alone is None.

    Attributes:
        on: The day it happened, as its paper has it.
        order: Settles events of one day: the order in which they were entered.
        status: The state from then on.
        room: The room from then on; empty for none.
        division: The division from then on.
        custodian: Who keeps it from then on.
    """

    on: date
    order: int
    status: AssetStatus | None = None
    room: str | None = None
    division: str | None = None
    custodian: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an asset stands.

    Attributes:
        status: Its state.
        since: Since when; None before any event.
        room: Where it is.
        division: Which division keeps it.
        custodian: Who keeps it.
    """

    status: AssetStatus = AssetStatus.IN_USE
    since: date | None = None
    room: str = ""
    division: str = ""
    custodian: str = ""


def standing(events: Iterable[AssetEventFact], on: date | None = None) -> Standing:
    """Where an asset stands after its events; `on` asks for a day in the past."""
    status, since = AssetStatus.IN_USE, None
    room = division = custodian = ""
    for event in sorted(events, key=lambda each: (each.on, each.order)):
        if on is not None and event.on > on:
            break
        if event.status is not None and (event.status is not status or since is None):
            status, since = event.status, event.on
        room = room if event.room is None else event.room
        division = division if event.division is None else event.division
        custodian = custodian if event.custodian is None else event.custodian
    return Standing(status, since, room, division, custodian)


def may_become(status: AssetStatus, then: AssetStatus) -> bool:
    """Whether a state may follow another.

    Nothing follows being struck off, which comes only out of a disposal; what is lost, lent or at repair comes back
    before it is lent, sent to repair or disposed of. A thing lost is disposed of as it is.
    """
    if status is AssetStatus.STRUCK_OFF:
        return False
    if then is AssetStatus.STRUCK_OFF:
        return status is AssetStatus.AWAITING_DISPOSAL
    if then is AssetStatus.AWAITING_DISPOSAL and status is AssetStatus.LOST:
        return True
    away = status in _ONLY_FROM_CUSTODY or status is AssetStatus.LOST
    return not (then in _ONLY_FROM_CUSTODY and away)
