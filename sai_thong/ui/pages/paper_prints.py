"""Printing from a page: read what the paper needs, draw it in a process of its own, show it in the preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.page import Page
from sai_thong.ui.paper_to_print import Drawn, GiveNumber, Numbered, NumberState, PaperNumber, PaperToPrint
from sai_thong.ui.print_offset import PrintOffset
from sai_thong.ui.process_work import run_in_process
from sai_thong.ui.work import Job

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.forms.catalogue import PaperJob
    from sai_thong.forms.issuing import NumberedPaper
    from sai_thong.forms.paper_kinds import PaperKind, PaperRequest
    from sai_thong.registers.saraban.records import OutgoingDocument


def print_paper(
    page: Page,
    key: str,
    request: PaperRequest,
    *,
    neutral: bool = False,
    done: Callable[[], object] = lambda: None,
    went_out: Callable[[], object] | None = None,
) -> None:
    """Show the paper `key` in the preview over `page`; `went_out` is called when it was printed or saved from there.

    The print job's title and the proposed file name are the paper's own, never a person's; those of the sealed set
    name neither it nor the scheme, and `neutral` ones not even the paper.
    """
    from sai_thong.forms.catalogue import paper_kind
    from sai_thong.forms.issuing import NumberedPaper, may_be_numbered

    kind = paper_kind(key)

    def draw(job: PaperJob, number: PaperNumber) -> None:
        quiet = neutral or request.scheme_set.sealed or job.confidential
        name = _("Paper") if quiet else kind.name
        file_name = _file_name("paper" if quiet else key, request)

        def show(pdf: bytes) -> None:
            paper = replace(_to_print(kind, request, job, number), went_out=went_out)
            page.desk.preview(pdf, title=name, file_name=file_name, paper=paper)
            done()

        page.work(draw_job, job, done=show, busy=_("Drawing the paper…"))

    def draw_as_it_stands(found: NumberedPaper | PaperJob) -> None:
        give = partial(_give_number, page, kind, request)
        if isinstance(found, NumberedPaper):
            draw(found.job, _number_of(found.document, give))
        elif may_be_numbered(found, request) and not neutral:
            draw(found, PaperNumber(NumberState.TO_ENTER, give=give))
        else:
            draw(found, PaperNumber())

    page.write(
        _prepare_noted,
        page.desk.store,
        key,
        request,
        done=draw_as_it_stands,
        busy=_("Reading what the paper needs…"),
    )


def _prepare_noted(store: Store, key: str, request: PaperRequest) -> NumberedPaper | PaperJob:
    """On the store's thread: read what the paper needs, and note that it was made before anybody sees it."""
    from sai_thong.forms.issuing import NumberedPaper, prepare_as_entered
    from sai_thong.forms.noting import note_paper

    found = prepare_as_entered(store, key, request)
    note_paper(store, found.job if isinstance(found, NumberedPaper) else found, request)
    return found


def _give_number(
    page: Page,
    kind: PaperKind,
    request: PaperRequest,
    done: Callable[[Numbered], object],
    failed: Callable[[SaiThongError], object],
) -> None:
    """Enter the paper's document into its register, and draw the paper with the number it got."""
    from sai_thong.forms.issuing import prepare_numbered

    def draw(entered: NumberedPaper) -> None:
        number = _number_of(entered.document)

        def show(pdf: bytes) -> None:
            done(Numbered(pdf, _to_print(kind, request, entered.job, number)))

        page.work(draw_job, entered.job, done=show, failed=failed)

    page.write(prepare_numbered, page.desk.store, kind.key, request, done=draw, failed=failed)


def _number_of(document: OutgoingDocument, give: GiveNumber | None = None) -> PaperNumber:
    if document.number is None:
        return PaperNumber(NumberState.WAITS, give=give)
    return PaperNumber(NumberState.GIVEN, document.printed_number)


def _to_print(kind: PaperKind, request: PaperRequest, job: PaperJob, number: PaperNumber) -> PaperToPrint:
    """The paper for a preview that can draw it again: as a whole, and where it has any, its data alone."""
    from sai_thong.forms.paper_kinds import Preprinted

    offers = {
        Preprinted.NEVER: (),
        Preprinted.AS_WISHED: (Drawn.WHOLE, Drawn.DATA, Drawn.TEST_SHEET),
        Preprinted.ALWAYS: (Drawn.DATA,),
    }

    def draw(wanted: Drawn, offset: PrintOffset, owner: QObject) -> Job:
        moved = job if wanted is Drawn.WHOLE else job.data_only(offset.right_mm, offset.down_mm)
        return run_in_process(draw_job, moved.test_sheet() if wanted is Drawn.TEST_SHEET else moved, parent=owner)

    offered = () if kind.is_blank(request) else offers[kind.preprinted]
    return PaperToPrint(kind.key, offered, draw, number)


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
