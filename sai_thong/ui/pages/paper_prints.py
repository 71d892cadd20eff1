"""Printing from a page: read what the paper needs, draw it in a process of its own, show it in the preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sai_thong.ground.language import _
from sai_thong.ui.page import Page
from sai_thong.ui.paper_to_print import Drawn, PaperToPrint
from sai_thong.ui.print_offset import PrintOffset
from sai_thong.ui.process_work import run_in_process
from sai_thong.ui.work import Job

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.forms.catalogue import PaperJob
    from sai_thong.forms.paper_kinds import PaperKind, PaperRequest


def print_paper(
    page: Page,
    key: str,
    request: PaperRequest,
    *,
    neutral: bool = False,
    done: Callable[[], object] = lambda: None,
) -> None:
    """Show the paper `key` in the preview over `page`.

    The print job's title and the proposed file name are the paper's own, never a person's; those of the sealed set
    name neither it nor the scheme, and `neutral` ones not even the paper.
    """
    from sai_thong.forms.catalogue import paper_kind

    kind = paper_kind(key)

    def draw(job: PaperJob) -> None:
        quiet = neutral or request.scheme_set.sealed or job.confidential
        name = _("Paper") if quiet else kind.name
        file_name = _file_name("paper" if quiet else key, request)

        def show(pdf: bytes) -> None:
            page.desk.preview(pdf, title=name, file_name=file_name, paper=_to_print(kind, job))
            done()

        page.work(draw_job, job, done=show, busy=_("Drawing the paper…"))

    page.write(prepare_job, page.desk.store, key, request, done=draw, busy=_("Reading what the paper needs…"))


def _to_print(kind: PaperKind, job: PaperJob) -> PaperToPrint:
    """The paper for a preview that can draw it again: as a whole, its data alone, or the test sheet."""
    from sai_thong.forms.paper_kinds import Preprinted

    offers = {
        Preprinted.NEVER: (),
        Preprinted.AS_WISHED: (Drawn.WHOLE, Drawn.DATA, Drawn.TEST_SHEET),
        Preprinted.ALWAYS: (Drawn.DATA,),
    }

    def draw(wanted: Drawn, offset: PrintOffset, owner: QObject) -> Job:
        moved = job if wanted is Drawn.WHOLE else job.data_only(offset.right_mm, offset.down_mm)
        return run_in_process(draw_job, moved.test_sheet() if wanted is Drawn.TEST_SHEET else moved, parent=owner)

    return PaperToPrint(kind.key, offers[kind.preprinted], draw)


def prepare_job(store: Store, key: str, request: PaperRequest) -> PaperJob:
    """Read what a paper needs; on the store's thread."""
    from sai_thong.forms.catalogue import prepare

    return prepare(store, key, request)


def draw_job(job: PaperJob) -> bytes:
    """Draw a paper; in a process of its own."""
    return job.pdf()


def _file_name(key: str, request: PaperRequest) -> str:
    """A name for saving without anything personal: the paper and its period."""
    parts = [key]
    if request.month is not None:
        parts.append(request.month.be_text)
    if request.fiscal_year_be is not None:
        parts.append(str(request.fiscal_year_be))
    if request.moo is not None:
        parts.append(f"moo-{request.moo}")
    return "-".join(parts) + ".pdf"
