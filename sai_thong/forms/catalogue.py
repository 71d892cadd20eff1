"""The door to the papers for the window and the command line.

`papers.PAPERS` lists every paper with its key, its Thai name and what must and may be chosen for it. `prepare` reads
what a paper needs from the store and gives a `PaperJob`: plain data, which a worker process turns into a PDF without
the store::

    job = prepare(store, "payment-list", PaperRequest(month=Month.parse_be("2569-11")))
    pdf = job.pdf()                 # all pages
    pdf = job.pdf(pages=[3])        # one page again
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sai_thong.db.store import Store
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.office.preferences import paper_settings
from sai_thong.forms.paper_kinds import Need, PaperKind, PaperRequest
from sai_thong.forms.papers import OFFSET_SHEET, PAPERS
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _


class ChoiceMissing(BadInput):
    """Something that the paper needs was not chosen.

    Attributes:
        need: What.
    """

    def __init__(self, name: str, need: Need) -> None:
        told = {
            Need.MONTH: _("Choose the month."),
            Need.RECORD: _("Choose whom or what it is about."),
            Need.FISCAL_YEAR: _("Choose the fiscal year."),
        }
        super().__init__(_("“{paper}” cannot be printed yet.").format(paper=name), do=told[need])
        self.need = need


class NoSuchPaper(BadInput):
    """No paper has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(
            _("There is no paper called “{key}”.").format(key=key),
            do=_("Choose one of: {keys}.").format(keys=", ".join(each.key for each in PAPERS)),
        )


class NotOfThisSet(BadInput):
    """The paper is not made for the scheme set chosen."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{paper}” is not made for this set of schemes.").format(paper=name), do=_("Choose another paper.")
        )


class NoSuchPage(BadInput):
    """The paper is shorter than that."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(
            _("The paper has no page {number}.").format(number=number),
            do=_("Choose pages from 1 to {count}.").format(count=count),
        )


@dataclass(frozen=True)
class PaperJob:
    """A paper with all its data: plain, so that a worker process can draw it.

    Attributes:
        kind_key: Which paper.
        data: Its data.
        settings: The office's choices.
        moment: The moment of printing, UTC.
    """

    kind_key: str
    data: Any
    settings: PaperSettings
    moment: datetime

    @property
    def confidential(self) -> bool:
        """Whether a print job or file of it may not even tell which paper it is."""
        return bool(getattr(self.data, "confidential", False))

    @property
    def record_id(self) -> str:
        """The id of the record it is about, where its data tells; empty where the request alone does."""
        return str(getattr(self.data, "record_id", ""))

    def data_only(self, right_mm: float, down_mm: float) -> PaperJob:
        """The same without its form, for paper that has it already, moved as the printer needs it."""
        moved = replace(self.settings, data_only=True, offset_right_mm=right_mm, offset_down_mm=down_mm)
        return replace(self, settings=moved)

    def test_sheet(self) -> PaperJob:
        """The sheet that shows where the data of this one would fall."""
        return replace(self, kind_key=OFFSET_SHEET.key, data=None)

    def paper(self) -> Paper:
        """Draw it."""
        return paper_kind(self.kind_key).draw(self.data, self.settings, FixedClock(self.moment))

    def pdf(self, pages: Iterable[int] | None = None) -> bytes:
        """Draw it and give its bytes: all pages, or those numbered (from 1).

        Raises:
            NoSuchPage: It has no page of that number.
        """
        paper = self.paper()
        chosen = None if pages is None else list(pages)
        for number in chosen or ():
            if not 1 <= number <= len(paper.pages):
                raise NoSuchPage(number, len(paper.pages))
        return paper.pdf(chosen)


def prepare(store: Store, key: str, request: PaperRequest, *, settings: PaperSettings | None = None) -> PaperJob:
    """Read everything a paper needs.

    Args:
        store: The office's store.
        key: Which paper.
        request: What was chosen for it.
        settings: In place of the office's own, such as for a pre-printed form.

    Raises:
        NoSuchPaper: No paper has this key.
        ChoiceMissing: Something it needs was not chosen.
        NotOfThisSet: It is never made for a sealed set.
        SaiThongError: What it is about refuses, such as a month in which nobody is paid.
    """
    kind = paper_kind(key)
    for need in Need:
        if need in kind.needs and not _given(request, need):
            raise ChoiceMissing(kind.name, need)
    if request.scheme_set.sealed and kind.sets and request.scheme_set not in kind.sets:
        raise NotOfThisSet(kind.name)
    return PaperJob(key, kind.gather(store, request), settings or paper_settings(store), store.clock.now())


def paper_kind(key: str) -> PaperKind:
    """The paper called `key`; `NoSuchPaper` when there is none."""
    for each in PAPERS:
        if each.key == key:
            return each
    raise NoSuchPaper(key)


def _given(request: PaperRequest, need: Need) -> bool:
    values = {
        Need.MONTH: request.month,
        Need.RECORD: request.record_id,
        Need.FISCAL_YEAR: request.fiscal_year_be,
    }
    return bool(values[need])
