"""``destruction``: the yearly list of documents past their time, from the survey to the destruction."""

from __future__ import annotations

import argparse
from typing import Final

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import Plain, plain, plain_fields, words
from sai_thong.commands.types import add_day, year_be
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.saraban import destruction
from sai_thong.registers.saraban.destruction import Destruction, ListedDocument
from sai_thong.registers.saraban.finding import find_destruction_list
from sai_thong.registers.saraban.records import DestructionItem, DestructionList, IncomingDocument
from sai_thong.registers.saraban.terms import ItemDecision
from sai_thong.thai.digits import to_arabic

_LISTS: Final = ("year_be", "made_on", "state", "committee", "destroyed_on")
_DECISIONS: Final = (ItemDecision.DESTROY, ItemDecision.KEEP_LONGER, ItemDecision.TO_ARCHIVES)


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "destruction", _("destruction of documents past their time"))
    action(actions, "lists", _lists, _("every list there ever was"))
    survey = action(actions, "survey", _survey, _("list what is past its time at the end of a year"))
    survey.add_argument("--year", type=year_be, help=_("calendar year that ended; the last one if not said"))
    show = action(actions, "show", _show, _("the documents of a list, with what was decided"))
    committee = action(actions, "committee", _committee, _("who considers a list: the chair first"))
    committee.add_argument("--member", dest="members", action="append", required=True, help=_("a name; say it again"))
    committee.add_argument("--order", dest="order_no", default="", help=_("the order that appoints them"))
    decide = action(actions, "decide", _decide, _("what the committee decided on documents"))
    _add_items(decide, "--items", required=True)
    decide.add_argument(
        "--decision", required=True, choices=[each.value for each in _DECISIONS], help=_("what becomes of them")
    )
    add_day(decide, "--until", words=_("until when it is kept longer"))
    decide.add_argument("--note", default="")
    done = action(actions, "considered", _considered, _("the committee has considered every document"))
    sent = action(actions, "to-archives", _send, _("the list went to the National Archives"))
    sent.add_argument("--letter", dest="letter_no", default="", help=_("number of the letter"))
    add_day(sent)
    destroy = action(actions, "destroy", _destroy, _("the documents are destroyed"))
    destroy.add_argument("--answer", required=True, help=_("what the National Archives said"))
    destroy.add_argument("--way", required=True, help=_("how they are destroyed"))
    _add_items(destroy, "--to-archives", required=False)
    add_day(destroy)
    for command in (show, committee, decide, done, sent, destroy):
        command.add_argument("list", metavar=_("YEAR"), help=_("the year surveyed"))


def _add_items(command: CommandParser, option: str, *, required: bool) -> None:
    told = _("numbers of the list, such as 1-3,5")
    command.add_argument(option, dest="items", type=_numbers, default=[], required=required, help=told)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in to_arabic(text).split(","):
        first, dash, last = part.strip().partition("-")
        try:
            found += range(int(first), int(last if dash else first) + 1)
        except ValueError as error:
            raise argparse.ArgumentTypeError(_("“{text}” names no numbers of the list.").format(text=text)) from error
    return found


def _lists(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = destruction.destruction_lists(store)
    session.output.records(DestructionList, found, _LISTS)


def _survey(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        _tell(session, destruction.prepare_list(store, arguments.year))


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = find_destruction_list(store, arguments.list)
        lines = destruction.lines_of(store, found)
    _tell_lines(session, found, lines)


def _committee(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = find_destruction_list(store, arguments.list)
        _tell(session, destruction.appoint_committee(store, found, arguments.members, order_no=arguments.order_no))


def _decide(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = find_destruction_list(store, arguments.list)
        items = _chosen(arguments, destruction.lines_of(store, found))
        decision = ItemDecision(arguments.decision)
        _tell(
            session,
            destruction.decide(store, found, items, decision, keep_until=arguments.until, note=arguments.note),
        )


def _chosen(arguments: argparse.Namespace, lines: tuple[ListedDocument, ...]) -> list[DestructionItem]:
    """The items of the numbers given; a number the list has not is wrong usage."""
    by_number = {line.item.number: line.item for line in lines}
    unknown = [number for number in arguments.items if number not in by_number]
    if unknown:
        arguments.usage_error(_("The list has no number {number}.").format(number=unknown[0]))
    return [by_number[number] for number in arguments.items]


def _considered(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        _tell(session, destruction.close_consideration(store, find_destruction_list(store, arguments.list)))


def _send(session: Session, arguments: argparse.Namespace) -> None:
    day = arguments.on or session.today
    with session.store(write=True) as store:
        found = find_destruction_list(store, arguments.list)
        _tell(session, destruction.send_to_archives(store, found, on=day, letter_no=arguments.letter_no))


def _destroy(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = find_destruction_list(store, arguments.list)
        wanted = _chosen(arguments, destruction.lines_of(store, found))
        done = destruction.destroy(
            store, found, answer=arguments.answer, way=arguments.way, to_archives=wanted, on=arguments.on
        )
        _tell(session, done)


def _tell(session: Session, done: Destruction) -> None:
    _tell_lines(session, done.list, done.lines)


def _tell_lines(session: Session, found: DestructionList, lines: tuple[ListedDocument, ...]) -> None:
    document: dict[str, Plain] = {
        **plain_fields(found),
        "lines": [{**plain_fields(line.item), "document": plain(line.document)} for line in lines],
    }
    headings = (_("No."), _("number"), _("subject"), _("decision"), _("until"), _("note"))
    rows = (
        (
            line.item.number,
            _number_of(line),
            line.document.subject,
            line.item.decision,
            line.item.keep_until,
            line.item.note,
        )
        for line in lines
    )
    told = [f"{found.year_be}\t{words(found.state)}\t{words(found.committee)}"]
    session.output.result(document, [*told, *table(headings, rows)])


def _number_of(line: ListedDocument) -> str:
    document = line.document
    if isinstance(document, IncomingDocument):
        return f"{document.number}/{document.year_be}"
    return document.printed_number
