"""How pages write moments, money and how an office keeps in touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.server.contacts import OfficeContact
from sai_thong.thai.calendar import thai_date_short

IN_TOUCH: Final = timedelta(days=7)
SILENT: Final = timedelta(days=30)
MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Touch:
    """How an office keeps in touch: a key for filters, a tone for colour, and the words that stand with it."""

    key: str
    tone: str
    words: str


def read_moment(kept: str) -> datetime:
    """A moment as it is kept, UTC."""
    return datetime.strptime(kept, MOMENT).replace(tzinfo=UTC)


def moment_words(kept: str) -> str:
    """A moment as people in Thailand read it, ``21 พ.ย. 69 10:00``; a dash where there is none."""
    if not kept:
        return "–"
    here = read_moment(kept).astimezone(BANGKOK)
    return f"{thai_date_short(here.date())} {here:%H:%M}"


def touch_of(contact: OfficeContact, now: datetime) -> Touch:
    """How an office keeps in touch."""
    if not contact.last_contact:
        return Touch("never", "plain", _("Never in touch"))
    since = now - read_moment(contact.last_contact)
    if since <= IN_TOUCH:
        return Touch("ok", "ok", _("In touch"))
    words = _("Silent for {days} days").format(days=f"{since.days:,}")
    return Touch("quiet", "warning", words) if since <= SILENT else Touch("silent", "bad", words)


def baht(satang: int) -> str:
    """An amount of satang in baht, ``1,234.50``."""
    return f"{satang // 100:,}.{satang % 100:02}"


def whole(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}"
