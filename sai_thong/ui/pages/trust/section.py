"""What a section of the page of security is: a header with its actions, and forms over what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.office.operations import Saved
from sai_thong.ui.kit import ActionButton, Banner, FieldSpec, PageHeader, Tone
from sai_thong.ui.kit.columns import short_date
from sai_thong.ui.pages.petitions.step_fields import check_time, read_time
from sai_thong.ui.sectioned_page import FormSection

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage


class Section(FormSection):
    """The base of every section.

    Args:
        page: The page of security.
        title: What the section is called, translated.
        actions: What can be done, the main one last; hidden while a form stands over the section.
        beside: What stands right after the title.
    """

    page: TrustPage

    def __init__(
        self,
        page: TrustPage,
        title: str,
        actions: Sequence[ActionButton] = (),
        *,
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(page, PageHeader(_("Security"), title, actions, beside=beside), actions)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No higher than it must be: a banner above never makes the page scroll as well."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def told(self, words: str, choose: Callable[[str], object]) -> Callable[[Saved[Record]], Banner]:
        """What tells that a record was saved: the section is read again and the record chosen."""

        def tell(saved: Saved[Record]) -> Banner:
            self.load()
            choose(saved.record.id)
            return Banner(words, Tone.OK)

        return tell


def clock_spec(key: str, *, required: bool = False) -> FieldSpec:
    """A field for the time of day, beside one for the day."""
    return FieldSpec(key, _("Time"), required=required, check=check_time, width=120, help=_("Such as 09:30"))


def moment_of(day: date, clock: str) -> datetime:
    """A day and a time in Thailand, as written in a form; midnight where no time is written."""
    hour = read_time(clock) if clock else None
    return datetime.combine(day, hour or datetime.min.time(), BANGKOK)


def clock_of(moment: datetime | None) -> str:
    """The time of day in Thailand, as a form shows it."""
    return f"{moment.astimezone(BANGKOK):%H:%M}" if moment else ""


def day_of(moment: datetime | None) -> date | None:
    """The day in Thailand."""
    return moment.astimezone(BANGKOK).date() if moment else None


def moment_words(moment: datetime | None) -> str:
    """A moment in words, such as ``21 พ.ย. 69 09:30``."""
    return f"{short_date(moment.astimezone(BANGKOK).date())} {clock_of(moment)}" if moment else ""
