"""``petitions``: the cases of the counter, listed, looked at and counted; what changes them stands beside."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import Any

from sai_thong.commands import (
    petition_corrections,
    petition_figures,
    petition_files,
    petition_intake,
    petition_links,
    petition_numbers,
    petition_steps,
    petition_work,
)
from sai_thong.commands.cases import add_case, case_lines, case_of, course_document, row_document, row_lines
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields, words
from sai_thong.commands.types import add_day, add_why, month_be, one_of
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.petitions.calendar import Appointment, CalendarDay, calendar
from sai_thong.registers.petitions.case_view import CaseView, TimelineLine, case_view
from sai_thong.registers.petitions.clocks_in_force import course_of, recompute_open
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.listing import Scope, View, petitions
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.petitions.terms import CLOCK_LABELS, Channel, PetitionState
from sai_thong.registers.petitions.today import cases_todays
from sai_thong.thai.calendar import Month, thai_date


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "petitions", _("petitions, from the counter to the answer"))
    petition_intake.add_actions(actions)
    _add_lists(actions)
    petition_steps.add_actions(actions)
    petition_work.add_actions(actions)
    petition_files.add_actions(actions)
    petition_links.add_actions(actions)
    petition_corrections.add_actions(actions)
    petition_numbers.add_actions(actions)
    petition_figures.add_actions(actions)


def _add_lists(actions: Actions) -> None:
    listing = action(actions, "list", _list, _("the cases of a view, searched"))
    listing.add_argument(
        "--view", default=Scope.OPEN, help=_("which cases; the open ones if not said"), **one_of(Scope)
    )
    listing.add_argument("--text", default="", help=_("any part of number, subject, place or a name"))
    listing.add_argument("--moo", type=int, help=_("one village only"))
    listing.add_argument("--state", help=_("only those that stand here"), **one_of(PetitionState))
    listing.add_argument("--service", default="", help=_("one service only"))
    listing.add_argument("--division", default="", help=_("one division only"))
    listing.add_argument("--officer", default="", help=_("one officer only"))
    listing.add_argument("--channel", help=_("only those that came this way"), **one_of(Channel))
    add_day(listing, "--from", words=_("received on this day or later"))
    add_day(listing, "--to", words=_("received on this day or before"))
    listing.add_argument("--limit", type=int, default=200, help=_("at most so many"))
    show = action(actions, "show", _show, _("everything of one case, and what comes next"))
    add_case(show)
    action(actions, "due", _due, _("what is due today on cases"))
    dated = action(actions, "calendar", _calendar, _("what runs out, and who comes, day by day"))
    dated.add_argument("--month", type=month_be, metavar="2569-11", help=_("month; this one if not said"))
    for command in (listing, dated):
        command.add_argument("--confidential", action="store_true", help=_("complaints against officials instead"))
    services = action(actions, "services", _services, _("the services that petitions ask for"))
    add_day(services)
    again = action(actions, "recompute", _recompute, _("set the clocks of every open case anew"))
    add_why(again)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    view = View(
        arguments.view,
        confidential=arguments.confidential,
        moo=arguments.moo,
        state=arguments.state,
        service=arguments.service,
        division=arguments.division,
        officer=arguments.officer,
        channel=arguments.channel,
        from_day=getattr(arguments, "from"),
        to_day=arguments.to,
    )
    with session.store(write=False) as store:
        found = petitions(store, view, arguments.text, limit=arguments.limit)
        law, now = petition_law(store), session.clock.now()
    session.output.result([row_document(row, law, now) for row in found], row_lines(found, law, now))


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = case_view(store, case_of(store, arguments).id)
        place = locate(store, view.petition.id)
        law = petition_law(store)
        course = course_of(store, law, place.shelf, place.petition)
        kind = Access.VIEW_SEALED if view.confidential else Access.UNMASK
        access_log.note(store, Look(kind, view.petition.id, "petitions show", register="petitions"))
    told = _told(view, case_lines(view.petition, course, law))
    session.output.result(case_document(view) | course_document(course), told)


def case_document(view: CaseView) -> dict[str, Any]:
    """A case with all that belongs to it, for a program."""
    return {
        "petition": plain(view.petition),
        "confidential": view.confidential,
        "service_name": view.service_name,
        "division_name": view.division_name,
        "parties": plain(view.parties),
        "points": plain(view.points),
        "papers": plain(view.papers),
        "missing": [paper.name for paper in view.missing],
        "defects": plain(view.defects) if view.defects else None,
        "opinions": [plain(opinion) for link in view.chain for opinion in link.opinions],
        "tasks": plain(view.tasks),
        "notices": plain(view.notices),
        "files": plain(view.files),
        "letters": plain(view.letters),
        "links": [{"link": plain(each.link), "name": each.name, "opens": each.opens} for each in view.links],
        "merged_from": [{"id": each.id, "number": each.number} for each in view.merged_from],
        "timeline": [_named(line) for line in view.timeline],
    }


def _told(view: CaseView, heading: Iterable[str]) -> Iterator[str]:
    yield from heading
    yield "\t".join((_("Service"), view.service_name))
    for party in view.parties:
        yield f"{words(party.role)}\t{party.name}\t{party.phone}"
    for paper in view.papers:
        state = words(paper.received_on) or paper.waived or (_("missing") if paper in view.missing else "–")
        yield f"{paper.name}\t{state}"
    for point in view.points:
        yield f"{point.number}. {point.matter}\t{words(point.closed_on)}\t{point.outcome}\t{point.id}"
    for task in view.tasks:
        yield f"{words(task.kind)}\t{task.what}\t{words(task.begins_at)}\t{words(task.done_on)}\t{task.id}"
    for file in view.files:
        yield f"{file.name}\t{file.note}\t{file.id}"
    for link in view.links:
        yield f"{words(link.link.kind)}\t{link.name}\t{link.link.id}"
    yield ""
    for line in view.timeline:
        yield "\t".join(filter(None, (words(line.at), line.case_number, line.what, line.detail, line.by)))


def _due(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = cases_todays(store)
        law, now = petition_law(store), session.clock.now()
    document = [
        {
            "day": plain(each.day),
            "confidential": each.confidential,
            "duties": [{"kind": duty.kind.value, "count": duty.count, "urgent": duty.urgent, "text": duty.text}
                       for duty in each.duties],
            "overdue": [row_document(row, law, now) for row in each.overdue],
            "due_soon": [row_document(row, law, now) for row in each.due_soon],
            "to_sign": [row_document(row, law, now) for row in each.to_sign],
            "appointments": [_named(planned) for planned in each.appointments],
        }
        for each in found
    ]  # fmt: skip
    lines = [thai_date(session.today)]
    for each in found:
        if each.confidential and each.duties:
            lines.append(_("Confidential cases"))
        lines += [f"{'!' if duty.urgent else '-'} {duty.text}" for duty in each.duties]
        rows = (*each.overdue, *each.due_soon)
        lines += row_lines(rows, law, now) if rows else ()
    session.output.result(document, lines)


def _named(line: TimelineLine | Appointment) -> dict[str, Any]:
    """A named tuple for a program."""
    return {name: plain(value) for name, value in line._asdict().items()}


def _calendar(session: Session, arguments: argparse.Namespace) -> None:
    month = arguments.month or Month.of(session.today)
    with session.store(write=False) as store:
        days = calendar(store, month.first_day, month.last_day, confidential=arguments.confidential)
        law, now = petition_law(store), session.clock.now()
    document = [
        {
            "day": plain(each.day),
            "due": [row_document(row, law, now) for row in each.due],
            "appointments": [_named(planned) for planned in each.appointments],
        }
        for each in days
    ]
    session.output.result(document, (line for each in days for line in _day_lines(each)))


def _day_lines(day: CalendarDay) -> Iterator[str]:
    yield thai_date(day.day)
    for row in day.due:
        yield f"  {row.number}\t{row.subject}\t{_(CLOCK_LABELS[row.clock]) if row.clock else ''}"
    for planned in day.appointments:
        yield f"  {words(planned.begins_at)}\t{words(planned.kind)}\t{planned.what}\t{planned.case_number}"


def _services(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        law = petition_law(store)
    found = law.services.in_force(arguments.on or session.today)
    documents = [plain_fields(each) | {"service": each.key} for each in found]
    rows = ((each.key, each.name, law.division_name(each.division), each.category) for each in found)
    columns = (_("service"), _("name"), _("division"), _("category"))
    session.output.result(documents, table(columns, rows))


def _recompute(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = recompute_open(store, why=arguments.why)
    told = ngettext(
        "The clocks of {count} open petition were looked at; {moved} changed.",
        "The clocks of {count} open petitions were looked at; {moved} changed.",
        done.looked_at,
    )
    session.output.result(
        {"looked_at": done.looked_at, "moved": done.moved}, [told.format(count=done.looked_at, moved=done.moved)]
    )
