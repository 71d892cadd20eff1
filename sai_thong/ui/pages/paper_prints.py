"""Printing from a page: read what the paper needs, draw it in a process of its own, show it in the preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.ui.page import Page
from sai_thong.ui.print_offset import PrintOffset, no_offset

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.forms.catalogue import PaperJob
    from sai_thong.forms.kit import PaperSettings
    from sai_thong.forms.paper_kinds import PaperRequest


def print_paper(
    page: Page,
    key: str,
    request: PaperRequest,
    *,
    settings: PaperSettings | None = None,
    offset_for: PrintOffset = no_offset,
    done: Callable[[], object] = lambda: None,
) -> None:
    """Show the paper `key` in the preview over `page`.

    The print job's title and the proposed file name are the paper's own, never a person's; those of the sealed set
    name neither it nor the scheme.
    """
    from sai_thong.forms.catalogue import paper_kind

    kind = paper_kind(key)
    name = kind.name if not request.scheme_set.sealed else _("Paper")
    file_name = _file_name(key, request)

    def show(pdf: bytes) -> None:
        page.desk.preview(pdf, title=name, file_name=file_name, offset_for=offset_for)
        done()

    def draw(job: PaperJob) -> None:
        page.work(draw_job, job, done=show, busy=_("Drawing the paper…"))

    page.write(prepare_job, page.desk.store, key, request, settings, done=draw, busy=_("Reading what the paper needs…"))


def prepare_job(store: Store, key: str, request: PaperRequest, settings: PaperSettings | None) -> PaperJob:
    """Read what a paper needs; on the store's thread."""
    from sai_thong.forms.catalogue import prepare

    return prepare(store, key, request, settings=settings)


def draw_job(job: PaperJob) -> bytes:
    """Draw a paper; in a process of its own."""
    return job.pdf()


def _file_name(key: str, request: PaperRequest) -> str:
    """A name for saving without anything personal: the paper and its period."""
    parts = ["paper" if request.scheme_set.sealed else key]
    if request.month is not None:
        parts.append(request.month.be_text)
    if request.fiscal_year_be is not None:
        parts.append(str(request.fiscal_year_be))
    if request.moo is not None:
        parts.append(f"moo-{request.moo}")
    return "-".join(parts) + ".pdf"
