"""What the window says of the exchange: moments, amounts of data, how long, and where it stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _, ngettext
from sai_thong.ui.background_sync import BackgroundSync, SyncState
from sai_thong.ui.kit.columns import short_date
from sai_thong.ui.theme import Tone

if TYPE_CHECKING:
    from sai_thong.sync.standing import SyncStanding

_KIB: Final = 1024
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_YEAR_DAYS: Final = 365.25
NOTICED_SKEW_SECONDS: Final = 5 * _MINUTE
"""A clock that is wrong by less is nothing to speak of: no order comes from it."""


def read_moment(at: str) -> datetime:
    """A moment as the store keeps it."""
    return datetime.fromisoformat(at.replace("Z", "+00:00"))


def moment_words(at: str, today: date) -> str:
    """The hour of a moment of today, the day and the hour of another; empty for none."""
    if not at:
        return ""
    local = read_moment(at).astimezone(BANGKOK)
    hour = _("{time} hrs").format(time=f"{local:%H:%M}")
    return hour if local.date() == today else f"{short_date(local.date())} {hour}"


def amount_words(count: int) -> str:
    """An amount of data: bytes, KB, or MB."""
    if count < _KIB:
        return _("{count} bytes").format(count=count)
    if count < _KIB * _KIB:
        return _("{count} KB").format(count=f"{count / _KIB:,.1f}")
    return _("{count} MB").format(count=f"{count / _KIB / _KIB:,.1f}")


def duration_words(seconds: float) -> str:
    """How long something took or is off, rounded, in a unit of which there are two at least."""
    if seconds < 2 * _MINUTE:
        count = round(seconds)
        return ngettext("{count} second", "{count} seconds", count).format(count=count)
    if seconds < 2 * _HOUR:
        count = round(seconds / _MINUTE)
        return ngettext("{count} minute", "{count} minutes", count).format(count=count)
    if seconds < 2 * _DAY:
        count = round(seconds / _HOUR)
        return ngettext("{count} hour", "{count} hours", count).format(count=count)
    count = round(seconds / _DAY)
    if count < 2 * _YEAR_DAYS:
        return ngettext("{count} day", "{count} days", count).format(count=f"{count:,}")
    count = round(count / _YEAR_DAYS)
    return ngettext("{count} year", "{count} years", count).format(count=count)


def skew_words(skew_seconds: int) -> str:
    """How wrong this computer's clock is; empty where it is right enough."""
    if abs(skew_seconds) < NOTICED_SKEW_SECONDS:
        return ""
    off = duration_words(abs(skew_seconds))
    if skew_seconds > 0:
        return _("The clock of this computer is {off} ahead of the other side's.").format(off=off)
    return _("The clock of this computer is {off} behind the other side's.").format(off=off)


def entries_words(count: int) -> str:
    """So many entries."""
    return ngettext("{count} change", "{count} changes", count).format(count=f"{count:,}")


def held_back_words(count: int) -> str:
    """That so many entries came before the record they change."""
    return ngettext(
        "{count} change that came waits for the record it changes.",
        "{count} changes that came wait for the record they change.",
        count,
    ).format(count=f"{count:,}")


@dataclass(frozen=True)
class SignWords:
    """Where the exchange stands.

    Attributes:
        icon: A name in ``resources/icons``.
        tone: What its colour means.
        words: In a few words.
    """

    icon: str
    tone: Tone
    words: str


def sign_words(sync: BackgroundSync, today: date) -> SignWords:
    """What the sign of the window says; of a computer that is not enrolled too."""
    standing = sync.standing
    if sync.state is SyncState.STOPPING:
        return SignWords("exchange", Tone.PLAIN, _("Stopping…"))
    if sync.state is SyncState.RUNNING:
        return SignWords("exchange", Tone.ACCENT, _running_words(sync))
    if standing is None or not standing.enrolled:
        return SignWords("info", Tone.PLAIN, _("This computer works alone"))
    return _resting(sync, standing, today)


def _running_words(sync: BackgroundSync) -> str:
    told = sync.so_far()
    if told is None:
        return _("Exchanging…")
    _stage, figures = told
    return _("Exchanging… sent {sent}, received {received}").format(
        sent=f"{figures.sent:,}", received=f"{figures.received:,}"
    )


def _resting(sync: BackgroundSync, standing: SyncStanding, today: date) -> SignWords:
    waiting = standing.waiting_in_all
    left = _("{entries} wait to be sent").format(entries=entries_words(waiting)) if waiting else ""
    if sync.refused:
        return SignWords("bad", Tone.BAD, _joined(_("The exchange needs looking at"), left))
    if sync.unanswered:
        return SignWords("offline", Tone.WARNING, _joined(_("The other side is out of reach"), left))
    if standing.to_settle:
        words = ngettext("{count} thing waits for you", "{count} things wait for you", standing.to_settle)
        return SignWords("warning", Tone.WARNING, _joined(words.format(count=f"{standing.to_settle:,}"), left))
    if left:
        return SignWords("dot", Tone.ACCENT, left)
    if standing.last is None or not standing.last.succeeded_at:
        return SignWords("info", Tone.PLAIN, _("Nothing was exchanged yet"))
    at = moment_words(standing.last.succeeded_at, today)
    return SignWords("ok", Tone.OK, _("All is exchanged · {at}").format(at=at))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
