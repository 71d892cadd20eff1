"""``petitions``: work, visits and appointments of a case, its points, its papers, notes on its timeline."""

from __future__ import annotations

import argparse

from sai_thong.commands.cases import add_case, case_of, day_or_moment, moment_of, tell_case
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_why, one_of, thai_moment
from sai_thong.ground.language import _
from sai_thong.registers.petitions import papers_handed_in, work
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.records import CasePaper
from sai_thong.registers.petitions.refusals import NotPossible
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.petitions.terms import NoticeKind, TaskKind, Way
from sai_thong.thai.text import clean

_MOMENT = "21/11/2569 09:30"


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    _add_papers(actions)
    _add_tasks(actions)
    point = action(actions, "add-point", _add_point, _("one more point of the same paper"))
    note = action(actions, "note", _note, _("a line on the timeline"))
    for command in (point, note):
        add_case(command)
    point.add_argument("matter", metavar=_("POINT"))
    point.add_argument("--place", default="", help=_("where, in words"))
    point.add_argument("--asset-code", default="", help=_("such as the street lamp's"))
    note.add_argument("text", metavar=_("TEXT"))
    told = _("when, by the paper; now if not said")
    note.add_argument("--on", type=day_or_moment, metavar=_MOMENT, help=told)
    for command in (point, note):
        add_why(command)


def _add_papers(actions: Actions) -> None:
    papers = action(actions, "papers", _papers, _("papers came in"))
    waive = action(actions, "waive-paper", _waive, _("a paper is not needed, with the reason"))
    signed = action(actions, "sign-defects", _sign, _("who signed the note of missing papers"))
    for command in (papers, waive, signed):
        add_case(command)
        add_why(command, required=command is waive)
    papers.add_argument("names", nargs="+", metavar=_("NAME"), help=_("names of the papers"))
    add_day(papers)
    waive.add_argument("name", metavar=_("NAME"), help=_("name of the paper"))
    signed.add_argument("--by", required=True, help=_("who signed"))


def _add_tasks(actions: Actions) -> None:
    plan = action(actions, "plan", _plan, _("plan work, a visit or an appointment"))
    again = action(actions, "put-off", _put_off, _("give planned work another time"))
    done = action(actions, "done", _done, _("work is done, with what came of it"))
    drop = action(actions, "drop", _drop, _("planned work is not needed any more"))
    told = action(actions, "appointment-told", _appointment_told, _("the petitioner was told of an appointment"))
    for command in (plan, again, done, drop, told):
        add_case(command)
    plan.add_argument("what", metavar=_("WHAT"), help=_("what is to be done"))
    plan.add_argument("--kind", default=TaskKind.TASK, help=_("what kind of work"), **one_of(TaskKind))
    plan.add_argument("--who", default="", help=_("who does it"))
    plan.add_argument("--place", default="", help=_("where, in words"))
    plan.add_argument("--bring", action="append", default=[], help=_("what the petitioner is to bring"))
    for command in (again, done, drop):
        command.add_argument("task", metavar=_("TASK"), help=_("the id that “petitions show” tells"))
    for command in (plan, again):
        command.add_argument("--at", type=thai_moment, metavar=_MOMENT, required=command is again, help=_("when"))
    done.add_argument("--outcome", required=True, help=_("what came of it"))
    add_day(done)
    told.add_argument("--way", required=True, help=_("how the petitioner was told"), **one_of(Way))
    told.add_argument("--to", dest="told_to", default="", help=_("whom, or through whom"))
    told.add_argument("--text", default="", help=_("what was said"))
    told.add_argument("--on", type=day_or_moment, metavar=_MOMENT, help=_("when, by the paper; now if not said"))
    for command in (plan, again, done, drop, told):
        add_why(command, required=command in (again, drop))


def _papers(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = papers_handed_in.receive_papers(
            store, case_of(store, arguments).id, arguments.names, on_day=arguments.on, why=arguments.why
        )
        tell_case(session, store, done, _("The papers were entered."))


def _waive(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        place = locate(store, case_of(store, arguments).id)
        papers = place.shelf.find(CasePaper, petition_id=place.petition.id)
        wanted = clean(arguments.name)
        paper = next((each for each in papers if wanted in (each.id, clean(each.name))), None)
        if paper is None:
            raise NotPossible(
                _("The case asks for no paper “{name}”.").format(name=arguments.name),
                do=_("Take the name from “petitions show”."),
            )
        done = papers_handed_in.waive_paper(store, place.petition.id, paper.id, why=arguments.why)
        tell_case(session, store, done, _("The paper is not needed."))


def _sign(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = papers_handed_in.sign_defects(
            store, case_of(store, arguments).id, signed_by=arguments.by, why=arguments.why
        )
        tell_case(session, store, done, _("The signature was recorded."))


def _plan(session: Session, arguments: argparse.Namespace) -> None:
    given = work.TaskGiven(
        arguments.what,
        kind=arguments.kind,
        who=arguments.who,
        place=arguments.place,
        begins_at=arguments.at,
        bring=tuple(arguments.bring),
    )
    with session.store(write=True) as store:
        done = work.plan(store, case_of(store, arguments).id, given, why=arguments.why)
        tell_case(session, store, done, _("The work was planned."))


def _put_off(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        done = work.put_off(store, case.id, arguments.task, arguments.at, why=arguments.why)
        tell_case(session, store, done, _("The work has another time."))


def _done(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        done = work.finish(
            store, case.id, arguments.task, outcome=arguments.outcome, done_on=arguments.on, why=arguments.why
        )
        tell_case(session, store, done, _("The work is done."))


def _drop(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = work.drop(store, case_of(store, arguments).id, arguments.task, why=arguments.why)
        tell_case(session, store, done, _("The work was dropped."))


def _appointment_told(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        given = NoticeGiven(
            NoticeKind.APPOINTMENT,
            arguments.way,
            told_at=moment_of(arguments.on, case, session),
            told_to=arguments.told_to,
            text=arguments.text,
        )
        tell_case(session, store, tell(store, case.id, given, why=arguments.why), _("The notice was recorded."))


def _add_point(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = work.add_point(
            store,
            case_of(store, arguments).id,
            arguments.matter,
            place=arguments.place,
            asset_code=arguments.asset_code,
            why=arguments.why,
        )
        tell_case(session, store, done, _("The point was entered."))


def _note(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        at = moment_of(arguments.on, case, session)
        tell_case(session, store, work.note(store, case.id, arguments.text, at=at, why=arguments.why), _("Noted."))
