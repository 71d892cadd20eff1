"""``print``: a paper as a PDF file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_set, month_be, one_of, thai_day, year_be
from sai_thong.ground.language import _, ngettext
from sai_thong.ground.log import logger
from sai_thong.ground.whole_file import write_whole
from sai_thong.registers.law.terms import PaySource, Scheme
from sai_thong.registers.petitions.figures import Half
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.terms import Register

if TYPE_CHECKING:
    from sai_thong.forms.paper_kinds import PaperKind, PaperRequest


def add_to(commands: Actions) -> None:
    """Declare the command."""
    command = action(commands, "print", _print, _("a paper as a PDF file; without a paper, the list of papers"))
    command.add_argument("paper", nargs="?", metavar="PAPER", help=_("which paper, such as payment-list"))
    command.add_argument("--month", type=month_be, help=_("month, such as 2569-11"))
    command.add_argument(
        "--id",
        dest="record_ids",
        action="append",
        default=[],
        help=_("whom or what it is about; once for each, where a paper is of several"),
    )
    command.add_argument("--year", dest="fiscal_year_be", type=year_be, help=_("fiscal year, such as 2570"))
    command.add_argument("--moo", type=int, help=_("one village only"))
    command.add_argument("--source", help=_("who pays"), **one_of(PaySource))
    command.add_argument("--scheme", help=_("one scheme only"), **one_of(Scheme))
    add_set(command)
    command.add_argument("--day", type=thai_day, help=_("day of the paper, such as 21/11/2569"))
    command.add_argument(
        "--calendar-year", dest="year_be", type=year_be, help=_("calendar year of a register, such as 2569")
    )
    command.add_argument("--room", default="", help=_("one room"))
    command.add_argument("--division", default="", help=_("one division"))
    command.add_argument("--custodian", default="", help=_("who is to keep the assets, of a transfer"))
    command.add_argument("--class", dest="class_code", default="", metavar="416", help=_("one class of numbers"))
    command.add_argument("--first-cell", type=int, default=1, help=_("first free label of the sheet, from 1"))
    command.add_argument("--stock", dest="label_stock", default="", help=_("sheet or roll of labels"))
    command.add_argument("--half", help=_("part of the fiscal year"), **one_of(Half))
    add_day(command, "--to", words=_("last day of a paper of several days; the same day if not said"))
    command.add_argument("--register", help=_("which register of outgoing documents"), **one_of(Register))
    numbered = command.add_mutually_exclusive_group()
    numbered.add_argument("--number", default="", help=_("official number of the paper"))
    numbered.add_argument(
        "--issue-number", action="store_true", help=_("enter it into the register of documents, which gives its number")
    )
    command.add_argument(
        "--data-only", action="store_true", help=_("only what is filled in, for a form that is printed already")
    )
    command.add_argument(
        "--offset",
        nargs=2,
        type=float,
        default=(0.0, 0.0),
        metavar=("RIGHT", "DOWN"),
        help=_("with --data-only, how far to move everything, in millimetres"),
    )
    command.add_argument("--pages", type=_pages, help=_("some pages only, such as 1-3,5"))
    command.add_argument("-o", "--output", dest="file", type=Path, help=_("the PDF file to write"))


def _print(session: Session, arguments: argparse.Namespace) -> None:
    # The PDF writer is loaded only where a paper is written.
    from sai_thong.forms.catalogue import prepare
    from sai_thong.forms.issuing import prepare_numbered
    from sai_thong.forms.noting import note_paper
    from sai_thong.forms.paper_kinds import Preprinted
    from sai_thong.forms.render import page_count

    if not arguments.paper:
        _list_papers(session)
        return
    kind = _chosen_kind(arguments)
    request = _request(arguments)
    with session.store(write=arguments.issue_number) as store:
        issued = prepare_numbered(store, kind.key, request) if arguments.issue_number else None
        job = issued.job if issued else prepare(store, kind.key, request)
        note_paper(store, job, request)
    if arguments.data_only or kind.preprinted is Preprinted.ALWAYS:
        job = job.data_only(*arguments.offset)
    pdf = job.pdf(arguments.pages)
    write_whole(arguments.file, pdf)
    count = page_count(pdf)
    # Which paper and pages, never of whom: a page printed again is known from here alone.
    logger("print").info("%s, %s", kind.key, "all pages" if arguments.pages is None else f"pages {arguments.pages}")
    told = ngettext("{paper}: {count} page, {file}", "{paper}: {count} pages, {file}", count)
    document: dict[str, object] = {"paper": kind.key, "name": kind.name, "pages": count, "file": str(arguments.file)}
    lines = [told.format(paper=kind.name, count=count, file=arguments.file)]
    if issued:
        document |= {"document": issued.document.id, "number": issued.document.printed_number}
        lines.append(_number_line(issued.document))
    session.output.result(document, lines)


def _number_line(document: OutgoingDocument) -> str:
    if document.number is None:
        return _("It has no number yet: this machine gives none. It waits in the register of documents.")
    return _("Its number: {number}").format(number=document.printed_number)


def _chosen_kind(arguments: argparse.Namespace) -> PaperKind:
    """The paper asked for; an unknown one, or one without what it needs, is wrong usage."""
    from sai_thong.forms.catalogue import NoSuchPaper, paper_kind
    from sai_thong.forms.paper_kinds import Choice

    if arguments.file is None:
        arguments.usage_error(_("Say with -o which PDF file to write."))
    try:
        kind = paper_kind(arguments.paper)
    except NoSuchPaper as error:
        arguments.usage_error(str(error))
    if len(arguments.record_ids) > 1 and Choice.SEVERAL not in kind.choices:
        arguments.usage_error(_("“{paper}” is of one record only.").format(paper=kind.key))
    for need in sorted(kind.needs):
        attribute, option = _ANSWERS[need]
        if not getattr(arguments, attribute):
            arguments.usage_error(_("“{paper}” needs {option}.").format(paper=kind.key, option=option))
    return kind


def _request(arguments: argparse.Namespace) -> PaperRequest:
    from sai_thong.forms.paper_kinds import PaperRequest

    record_id, *further_ids = arguments.record_ids or [""]
    return PaperRequest(
        month=arguments.month,
        record_id=record_id,
        fiscal_year_be=arguments.fiscal_year_be,
        scheme_set=arguments.scheme_set,
        source=arguments.source,
        scheme=arguments.scheme,
        moo=arguments.moo,
        day=arguments.day,
        number=arguments.number,
        last_day=arguments.to,
        register=arguments.register,
        year_be=arguments.year_be,
        half=arguments.half,
        further_ids=tuple(further_ids),
        first_cell=arguments.first_cell,
        label_stock=arguments.label_stock,
        room=arguments.room,
        division=arguments.division,
        custodian=arguments.custodian,
        class_code=arguments.class_code,
    )


def _list_papers(session: Session) -> None:
    from sai_thong.forms.papers import PAPERS

    documents = [
        {"paper": each.key, "name": each.name, "needs": sorted(each.needs), "choices": sorted(each.choices)}
        for each in PAPERS
    ]
    lines = (
        f"{each.key}\t{each.name}\t{' '.join(_ANSWERS[need][1] for need in sorted(each.needs))}" for each in PAPERS
    )
    session.output.result(documents, lines)


_ANSWERS = {
    "month": ("month", "--month"),
    "record": ("record_ids", "--id"),
    "fiscal-year": ("fiscal_year_be", "--year"),
}
"""The attribute and the option that answer each need."""


def _pages(text: str) -> list[int]:
    """``1-3,5`` as page numbers."""
    pages: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        try:
            pages += range(int(first), int(last if dash else first) + 1)
        except ValueError as error:
            raise argparse.ArgumentTypeError(_("“{text}” names no pages.").format(text=text)) from error
    if not pages or min(pages) < 1:
        raise argparse.ArgumentTypeError(_("“{text}” names no pages.").format(text=text))
    return pages
