"""``audit``: what an auditor asks of a year's allowances, of a day's list, and of one person."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields
from sai_thong.commands.types import add_day, add_set, add_who, year_be
from sai_thong.commands.whom import people_of, person
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.law.terms import SCHEME_LABELS
from sai_thong.registers.trust.fiscal_file import evidence_of, fiscal_file, list_on
from sai_thong.thai.money import baht


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "audit", _("what an auditor asks"))
    of_year = action(actions, "year", _year, _("a fiscal year by month and step, beside the central system"))
    of_year.add_argument("year", type=year_be, metavar=_("YEAR"), help=_("fiscal year, such as 2570"))
    stood = action(actions, "list", _list, _("the claims as they stood on a day"))
    add_day(stood, "--on", required=True)
    evidence = action(actions, "person", _person, _("every journal entry of a person's claims and payments"))
    add_who(evidence)
    for command in (of_year, stood, evidence):
        add_set(command)


def _year(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = fiscal_file(store, arguments.scheme_set, arguments.year)
    columns = (_("month"), _("allowance"), _("baht"), _("brought"), _("added"), _("taken off"), _("standing"))
    rows = (
        (
            each.month.be_text,
            _(SCHEME_LABELS[each.scheme]),
            baht(each.amount_satang),
            each.brought,
            each.added,
            each.ended,
            each.standing,
        )
        for each in found.movements
    )
    differing = [each for each in found.months if each.agrees is False]
    told = _("{month}: the central system shows {theirs} baht, here {ours} baht were paid.")
    said = [
        told.format(month=each.month.name, theirs=baht(each.central[1]), ours=baht(each.paid[1]))
        for each in differing
        if each.central is not None
    ]
    document = {
        "fiscal_year_be": found.fiscal_year_be,
        "movements": [plain_fields(each) | {"standing": each.standing} for each in found.movements],
        "months": [plain_fields(each) | {"agrees": each.agrees} for each in found.months],
        "approvals": plain_fields(found.approvals),
    }
    if not found.approvals.on_screen:
        said.append(_("Approvals stand on paper: the program holds nobody to them."))
    if not found.approvals.others_only:
        said.append(_("The program does not keep anybody from approving what they entered themselves."))
    session.output.result(document, [*table(columns, rows), *said])


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = list_on(store, arguments.scheme_set, arguments.on)
        people = people_of(store, found)
        access_log.note(store, Look(Access.UNMASK, "claims", "audit list", register="allowances"))
    columns = (_("citizen ID"), _("name"), _("allowance"), _("state"), _("register number"), _("entry"))
    rows = (
        (who.citizen_id, who.full_name, _(SCHEME_LABELS[each.scheme]), label_of(each.state), each.register, each.entry)
        for each, who in zip(found, people, strict=True)
    )
    document = [
        plain_fields(each) | {"citizen_id": who.citizen_id, "name": who.full_name}
        for each, who in zip(found, people, strict=True)
    ]
    session.output.result(document, table(columns, rows))


def _person(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        citizen = person(store, arguments.who)
        found = evidence_of(store, citizen, arguments.scheme_set)
        access_log.note(store, Look(Access.VIEW, citizen.id, "audit person"))
    columns = (_("entry"), _("when"), _("who"), _("what"), _("details"), _("why"))
    rows = (
        (
            each.entry,
            f"{each.at.astimezone(BANGKOK):%Y-%m-%d %H:%M}",
            each.user,
            each.record_type,
            ", ".join(each.fields),
            each.why,
        )
        for each in found
    )
    session.output.result(plain(found), table(columns, rows))
