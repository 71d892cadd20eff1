"""Who holds the number series and the open months of the office, and the recorded hand-over of all of them to the hub.

A series goes over where it is held: only that computer knows the last number it gave. An open month may be taken over
from anywhere, with its reason. What a computer that is gone held is `lost`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sai_thong.db import leasing
from sai_thong.db.changes import ChangeSet
from sai_thong.db.numbering import NumberSeries
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances import months
from sai_thong.registers.hub_terms import HubTerm
from sai_thong.sync.lost import LostMonth, LostSeries, months_held, series_of
from sai_thong.sync.writers import computer_names


class NoOtherHub(Refused):
    """There is no other computer that is the hub."""

    def __init__(self) -> None:
        super().__init__(
            _("No other computer of the office is its hub."),
            kept=_("Nothing was handed over."),
            do=_("Exchange data once, so that this computer knows the hub, and try again."),
        )


@dataclass(frozen=True)
class Holdings:
    """What one station holds.

    Attributes:
        station: Its file id.
        computer: What the office calls the computer; the file id where nobody knows.
        series: The number series.
        months: The open months.
    """

    station: str
    computer: str
    series: tuple[LostSeries, ...]
    months: tuple[LostMonth, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What is held, as people call it."""
        series = (f"{each.label} {each.year_be}" if each.year_be else each.label for each in self.series)
        return (*series, *dict.fromkeys(each.month.name for each in self.months))


def held_here(store: Store) -> Holdings:
    """What this computer holds."""
    return _of(store, store.file_id)


def held_elsewhere(store: Store) -> list[Holdings]:
    """What other computers hold, as far as it is known here."""
    known = (_of(store, each["file_id"]) for each in store.query("SELECT file_id FROM files ORDER BY file_id"))
    return [each for each in known if each.station != store.file_id and each.names]


def hub_station(store: Store) -> str:
    """The file id of the office's hub, where another computer is it; else empty."""
    terms = sorted(store.find(HubTerm), key=lambda each: (each.generation, each.key))
    station = terms[-1].version.rpartition(".")[0] if terms and terms[-1].key else ""
    return "" if station in (store.file_id, *store.earlier_file_ids()) else station


def hand_over_to_hub(store: Store, *, why: str) -> tuple[Holdings, ChangeSet]:
    """Give every series and open month that this computer holds to the hub, each by a recorded hand-over.

    Returns:
        What was held, and what was written.

    Raises:
        NoOtherHub: No other computer is the hub.
        NumberRefused, MonthRefused: No reason.
    """
    station = hub_station(store)
    if not station:
        raise NoOtherHub
    held, changes, day = held_here(store), ChangeSet(), bangkok_today(store.clock)
    with store.transaction(why) as tx:
        for each in held.series:
            writer = tx.on(each.set_name) if each.set_name else tx
            (series,) = writer.find(NumberSeries, name=each.name, year_be=each.year_be, station=store.file_id)
            leasing.hand_over(writer, series, station, reason=why, on_day=day)
        changes.add(tx.changes)
    for month in held.months:
        changes.add(months.hand_over(store, month.scheme_set, month.month, station, why=why).changes)
    return held, changes


def take_over_months(store: Store, *, why: str) -> tuple[tuple[LostMonth, ...], ChangeSet]:
    """Hold here every open month that other computers hold, each by a recorded hand-over.

    Returns:
        The months, and what was written.

    Raises:
        MonthRefused: No reason.
    """
    taken = tuple(month for each in held_elsewhere(store) for month in each.months)
    changes = ChangeSet()
    for month in taken:
        changes.add(months.take_over(store, month.scheme_set, month.month, why=why).changes)
    return taken, changes


def _of(store: Store, station: str) -> Holdings:
    name = computer_names(store).get(station, station)
    with store.by_program():  # which months, not what is paid in them
        return Holdings(station, name, tuple(series_of(store, (station,))), tuple(months_held(store, (station,))))
