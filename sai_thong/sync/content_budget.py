"""How many bytes of attached files may go and come: in a day over a paid line, and in all at the authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.sync.device import keep_document, kept_document

_BUDGET: Final = "sync_contents_budget"
_DAYS: Final = "sync_contents_days"
_ROOM: Final = "sync_contents_room"
_DAYS_KEPT: Final = 31


@dataclass(frozen=True)
class DayTraffic:
    """Bytes of attached files that went over the line in a day."""

    up: int = 0
    down: int = 0


def daily_budget(store: Store) -> int | None:
    """How many bytes of attached files may go and come in a day on this computer; None where all may."""
    kept = kept_document(store, _BUDGET) or {}
    return kept.get("bytes")


def set_daily_budget(store: Store, most: int | None) -> None:
    """Let so many bytes of attached files go and come in a day; None lets all. The work itself always goes."""
    keep_document(store, _BUDGET, {"bytes": most})


def traffic_by_day(store: Store) -> dict[str, DayTraffic]:
    """What went over the line in the last month, by ISO day of Thailand."""
    return {day: DayTraffic(*told) for day, told in (kept_document(store, _DAYS) or {}).items()}


def left_today(store: Store) -> int | None:
    """How many bytes may still go and come today; None where there is no limit."""
    most = daily_budget(store)
    if most is None:
        return None
    today = traffic_by_day(store).get(bangkok_today(store.clock).isoformat(), DayTraffic())
    return max(0, most - today.up - today.down)


def count_traffic(store: Store, up: int, down: int) -> None:
    """Add what went over the line to this day."""
    if not up and not down:
        return
    today = bangkok_today(store.clock)
    oldest = (today - timedelta(days=_DAYS_KEPT)).isoformat()
    days = {day: told for day, told in traffic_by_day(store).items() if day > oldest}
    before = days.get(today.isoformat(), DayTraffic())
    days[today.isoformat()] = DayTraffic(before.up + up, before.down + down)
    keep_document(store, _DAYS, {day: [each.up, each.down] for day, each in sorted(days.items())})


def finds_no_room(store: Store) -> bool:
    """Whether the authority refused files in the last round, as the office has used its room there."""
    return bool((kept_document(store, _ROOM) or {}).get("full"))


def keep_no_room(store: Store, full: bool) -> None:
    """Keep whether the authority refused files; nothing is written where it is known."""
    if full != finds_no_room(store):
        keep_document(store, _ROOM, {"full": full})
