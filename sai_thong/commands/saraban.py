"""``saraban``: the registers of incoming and outgoing documents, their numbers and the receiving stamp."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from sai_thong.commands.files import read_file
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.types import add_day, add_output, add_why, one_of, thai_moment, year_be
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.ground.whole_file import write_whole
from sai_thong.registers.petitions.letters import letter_as_seen
from sai_thong.registers.saraban import incoming, keeping, listing, outgoing, series
from sai_thong.registers.saraban.finding import find_document, find_incoming
from sai_thong.registers.saraban.listing import RegisterView
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.series import INCOMING_SERIES, Numbering
from sai_thong.registers.saraban.terms import Register, Secrecy, Urgency
from sai_thong.thai.calendar import be_year

_INCOMING: Final = ("number", "their_number", "dated_on", "sender", "addressee", "subject", "action", "received_at")
_OUTGOING: Final = ("register", "printed_number", "dated_on", "sender", "addressee", "subject", "action")


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "saraban", _("registers of documents"))
    _add_lists(actions)
    _add_entering(actions)
    _add_numbering(actions)
    _add_changing(actions)
    stamp = action(actions, "stamp", _stamp, _("lay the receiving stamp over a scan"))
    _add_document(stamp)
    stamp.add_argument("scan", type=Path, metavar=_("SCAN"), help=_("PDF or picture"))
    add_output(stamp)


def _add_lists(actions: Actions) -> None:
    came = action(actions, "incoming", _list_incoming, _("documents that came"))
    left = action(actions, "outgoing", _list_outgoing, _("documents that leave"))
    left.add_argument("--register", help=_("one register only"), **one_of(Register))
    for command in (came, left):
        command.add_argument("--year", type=year_be, help=_("calendar year, such as 2569; this one if not said"))
        command.add_argument("--text", default="", help=_("any part of number, names or subject, of any year"))
        command.add_argument("--without-number", action="store_true", help=_("only what waits for its number"))
    show = action(actions, "show", _show, _("everything of a document"))
    _add_document(show)


def _add_entering(actions: Actions) -> None:
    receive = action(actions, "receive", _receive, _("enter a document that came"))
    receive.add_argument("--from", dest="sender", required=True, help=_("who sent it"))
    receive.add_argument("--their-number", default="", help=_("its number, as the sender wrote it"))
    add_day(receive, "--dated", words=_("the day written on it"))
    receive.add_argument(
        "--received", type=thai_moment, metavar="21/11/2569 09:30", help=_("when it came; now if not said")
    )
    receive.add_argument("--enclosures", default="")
    number = receive.add_mutually_exclusive_group()
    number.add_argument("--number", type=int, help=_("the number that was written on it"))
    number.add_argument("--blank", action="store_true", help=_("without a number for now"))
    draft = action(actions, "draft", _draft, _("enter a document that leaves, without a number"))
    issue = action(actions, "issue", _issue, _("enter a document that leaves, and give it its number"))
    for command in (draft, issue):
        command.add_argument("--register", default=Register.LETTERS, help=_("which register"), **one_of(Register))
        command.add_argument("--from", dest="sender", default="", help=_("the unit that writes"))
        command.add_argument("--letter-code", dest="code", default="", help=_("the unit's letter code"))
        command.add_argument("--answers", metavar=_("INCOMING"), default="", help=_("the incoming document it answers"))
        add_day(command, "--on")
    for command in (receive, draft, issue):
        command.add_argument("--subject", required=True)
        command.add_argument("--to", dest="addressee", default="", help=_("to whom"))
        command.add_argument("--urgency", default=Urgency.ORDINARY, **one_of(Urgency))
        command.add_argument("--secrecy", default=Secrecy.OPEN, **one_of(Secrecy))
        command.add_argument("--action", dest="done", default="", help=_("what was done with it"))
        command.add_argument("--note", default="")
        command.add_argument("--class", dest="retention_class", default="normal", help=_("how long it is kept"))
        add_why(command)
    receive.add_argument("--division", default="", help=_("to which division it was passed"))


def _add_numbering(actions: Actions) -> None:
    number = action(actions, "number", _number, _("give a document its number: the next, or the one on paper"))
    _add_document(number)
    which = number.add_mutually_exclusive_group()
    which.add_argument("--number", type=int, help=_("the number that was written on it"))
    which.add_argument("--after", type=int, help=_("an inserted number after this one, with a reason"))
    add_why(number)
    opening = action(
        actions, "open", _open, _("give a register's numbers on this machine, after the last one on paper")
    )
    opening.add_argument("--next", dest="next_number", type=int, required=True, help=_("the first number to give"))
    handing = action(actions, "hand-over", _hand_over, _("another machine gives a register's numbers from now on"))
    handing.add_argument(
        "--to", dest="to_station", required=True, help=_("the station, as “numbers series” shows it there")
    )
    for command in (opening, handing):
        command.add_argument("register", choices=["incoming", *(each.value for each in Register)])
        command.add_argument("--year", type=year_be, help=_("calendar year, such as 2569; this one if not said"))
        add_why(command, required=command is handing)


def _add_changing(actions: Actions) -> None:
    correct = action(actions, "correct", _correct, _("put right what was entered wrongly"))
    for option in ("--subject", "--from", "--to", "--their-number", "--note"):
        correct.add_argument(option)
    passed = action(actions, "passed", _pass_on, _("what was done with a document that came, and who has it"))
    passed.add_argument("--action", dest="done", required=True, help=_("what was done with it"))
    passed.add_argument("--division", help=_("to which division it was passed"))
    void = action(actions, "void", _void, _("make a document void; its number stays void"))
    classify = action(actions, "classify", _classify, _("how long a document is kept"))
    classify.add_argument("--class", dest="retention_class", required=True, help=_("how long it is kept"))
    add_day(classify, "--until", words=_("until when, where the class leaves it open"))
    hold = action(actions, "hold", _hold, _("keep a document out of every destruction list"))
    release = action(actions, "release", _release, _("let it go its way again"))
    for command in (correct, passed, void, classify, hold, release):
        _add_document(command)
        add_why(command, required=command is not passed)


def _add_document(command: CommandParser) -> None:
    told = _("the id that the list shows, the incoming number such as 12/2569, or the number as printed")
    command.add_argument("document", metavar=_("DOCUMENT"), help=told)


def _list_incoming(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = listing.incoming_documents(store, _view(session, arguments))
    session.output.records(IncomingDocument, found, _INCOMING)


def _list_outgoing(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = listing.outgoing_documents(store, _view(session, arguments))
    session.output.records(OutgoingDocument, found, _OUTGOING)


def _view(session: Session, arguments: argparse.Namespace) -> RegisterView:
    everything = arguments.text or arguments.without_number
    year = arguments.year or (None if everything else be_year(session.today.year))
    return RegisterView(year, arguments.text, getattr(arguments, "register", None), arguments.without_number)


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = _as_seen(store, find_document(store, arguments.document))
    session.output.record(found)


def _as_seen(store: Store, document: IncomingDocument | OutgoingDocument) -> IncomingDocument | OutgoingDocument:
    """The document as this user may read it; a sealed one only after the look stands in the access log."""
    whole = letter_as_seen(store, document)
    if whole != document:
        access_log.note(store, Look(Access.VIEW_SEALED, document.id, "saraban show"))
    return whole


def _receive(session: Session, arguments: argparse.Namespace) -> None:
    mode = Numbering.BLANK if arguments.blank else Numbering.BY_HAND if arguments.number else Numbering.NEXT
    receipt = incoming.Receipt(
        received_at=arguments.received,
        their_number=arguments.their_number,
        dated_on=arguments.dated,
        enclosures=arguments.enclosures,
        division=arguments.division,
        **_said(arguments),
    )
    with session.store(write=True) as store:
        kept = incoming.receive(store, receipt, numbering=mode, number=arguments.number, why=arguments.why)
    session.output.record(kept.record, _("The document was entered."))


def _draft(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = outgoing.draft_outgoing(store, _outgoing(store, session, arguments), why=arguments.why)
    session.output.record(kept.record, _("The document was entered."))


def _issue(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = outgoing.issue_document(store, _outgoing(store, session, arguments), why=arguments.why)
    session.output.record(kept.record, _("The document was entered."))


def _outgoing(store: Store, session: Session, arguments: argparse.Namespace) -> outgoing.Draft:
    return outgoing.Draft(
        register=arguments.register,
        dated_on=arguments.on or session.today,
        code=arguments.code,
        answers=find_incoming(store, arguments.answers).id if arguments.answers else "",
        **_said(arguments),
    )


def _said(arguments: argparse.Namespace) -> dict[str, Any]:
    """What documents of both directions have."""
    names = ("sender", "subject", "addressee", "urgency", "secrecy", "note", "retention_class")
    return {name: getattr(arguments, name) for name in names} | {"action": arguments.done}


def _number(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = find_document(store, arguments.document)
        if isinstance(found, IncomingDocument):
            if arguments.after is not None:
                arguments.usage_error(_("Only an outgoing document takes an inserted number."))
            record = incoming.key_number(store, found, number=arguments.number, why=arguments.why).record
            session.output.record(record, _("The document has its number."))
            return
        if arguments.after is not None:
            bound = outgoing.bind_inserted_number(store, found, after=arguments.after, why=arguments.why).record
        else:
            bound = outgoing.bind_number(store, found, number=arguments.number, why=arguments.why).record
    session.output.record(bound, _("The document has its number."))


def _series(store: Store, register: str) -> str:
    return INCOMING_SERIES if register == "incoming" else series.series_of(store, Register(register))


def _open(session: Session, arguments: argparse.Namespace) -> None:
    year = arguments.year or be_year(session.today.year)
    with session.store(write=True) as store:
        name = _series(store, arguments.register)
        opened = series.open_register(store, name, year, next_number=arguments.next_number, why=arguments.why)
    session.output.record(opened.record, _("The series is open."))


def _hand_over(session: Session, arguments: argparse.Namespace) -> None:
    year = arguments.year or be_year(session.today.year)
    with session.store(write=True) as store:
        name = _series(store, arguments.register)
        kept = series.hand_register_over(store, name, year, arguments.to_station, why=arguments.why)
    session.output.record(kept.record, _("The series was handed over."))


def _correct(session: Session, arguments: argparse.Namespace) -> None:
    names = {"subject": "subject", "from": "sender", "to": "addressee", "their_number": "their_number", "note": "note"}
    told = {field: value for name, field in names.items() if (value := getattr(arguments, name)) is not None}
    if not told:
        arguments.usage_error(_("Say what is to be corrected."))
    with session.store(write=True) as store:
        found = find_document(store, arguments.document)
        if isinstance(found, IncomingDocument):
            session.output.record(incoming.correct(store, found, told, why=arguments.why).record)
            return
        if "their_number" in told:
            arguments.usage_error(_("An outgoing document has no number of another's."))
        session.output.record(outgoing.correct(store, found, told, why=arguments.why).record)


def _pass_on(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = find_incoming(store, arguments.document)
        kept = incoming.note_action(store, found, action=arguments.done, division=arguments.division, why=arguments.why)
    session.output.record(kept.record)


def _void(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found = find_document(store, arguments.document)
        if isinstance(found, IncomingDocument):
            session.output.record(incoming.make_void(store, found, why=arguments.why).record)
        else:
            session.output.record(outgoing.make_void(store, found, why=arguments.why).record)


def _classify(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        found, until = find_document(store, arguments.document), arguments.until
        kept = keeping.classify(store, found, arguments.retention_class, until=until, why=arguments.why)
    session.output.record(kept.record)


def _hold(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = keeping.hold_back(store, find_document(store, arguments.document), why=arguments.why)
    session.output.record(kept.record)


def _release(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = keeping.release(store, find_document(store, arguments.document), why=arguments.why)
    session.output.record(kept.record)


def _stamp(session: Session, arguments: argparse.Namespace) -> None:
    # The PDF writer is loaded only where a paper is written.
    from sai_thong.forms.office.preferences import paper_settings
    from sai_thong.forms.paper_kinds import PaperRequest
    from sai_thong.forms.saraban.receiving_stamp import gather_stamp
    from sai_thong.forms.saraban.stamped_scan import stamped_scan

    scan = read_file(arguments.scan)
    with session.store(write=False) as store:
        data, settings = gather_stamp(store, PaperRequest(record_id=arguments.document)), paper_settings(store)
    stamped = stamped_scan(scan, data, settings, session.clock)
    write_whole(arguments.file, stamped)
    session.output.result(
        {"file": str(arguments.file), "number": data.number}, [_("The stamp was laid over the scan.")]
    )
