"""``petitions add``: take a petition: who, which service, what, where, and the papers handed in."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final

from sai_thong.commands.cases import day_or_moment
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_why, one_of, thai_moment
from sai_thong.commands.whom import person
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.petitions.intake import Intake, PointGiven, Taken, take
from sai_thong.registers.petitions.links import alike_to
from sai_thong.registers.petitions.numbers import BLANK, NumberChoice, NumberMode
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.shelves import may_see
from sai_thong.registers.petitions.terms import Channel, Naming, Role
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.digits import to_arabic

_RECORD_ID: Final = re.compile(r"[0-9a-z]{8}\.\d+")
_CITIZEN_ID: Final = re.compile(r"\d(?:[- ]?\d){12}")
_ROLES: Final = {
    "petitioner": Role.PETITIONER,
    "informant": Role.INFORMANT,
    "representative": Role.REPRESENTATIVE,
    "co_petitioner": Role.CO_PETITIONER,
    "in_need": Role.IN_NEED,
}


def add_actions(actions: Actions) -> None:
    """Declare the action."""
    add = action(actions, "add", _add, _("take a petition, with its number"))
    add.add_argument("--subject", required=True, help=_("what it is about"))
    add.add_argument("--channel", required=True, help=_("how it came"), **one_of(Channel))
    add.add_argument("--service", default="other", help=_("which service; “petitions services” lists them"))
    _add_people(add)
    _add_matter(add)
    _add_number(add)
    _add_confidential(add)
    add_why(add)


def _add_people(add: CommandParser) -> None:
    told = _("citizen ID or id of somebody registered, or a name")
    for role in _ROLES:
        add.add_argument(f"--{role.replace('_', '-')}", dest=role, action="append", default=[], help=told)
    add.add_argument("--citizen-id", default="", help=_("of the first person, where only the name is given"))
    add.add_argument("--phone", default="", help=_("of the first person"))
    add.add_argument("--address", default="", help=_("of the first person"))
    add.add_argument("--person-moo", type=int, help=_("of the first person"))
    add.add_argument("--relation", default="", help=_("of the first person to the one in need, or a post"))
    add.add_argument("--keep", action="store_true", help=_("enter the first person among the citizens too"))
    add.add_argument("--naming", default=Naming.NAMED, help=_("whether a name is given"), **one_of(Naming))


def _add_matter(add: CommandParser) -> None:
    add.add_argument("--detail", default="", help=_("the body of the petition"))
    add.add_argument("--answer", action="append", default=[], type=_pair, metavar=_("FIELD=VALUE"))
    add.add_argument("--moo", type=int, help=_("the village it is about"))
    add.add_argument("--place", default="", help=_("where, in words"))
    add.add_argument("--coordinates", default="", metavar="16.43,103.50", help=_("as pasted from a map"))
    told = _("one of several points: matter; place; asset code")
    add.add_argument("--point", action="append", default=[], type=_point, metavar=_("POINT"), help=told)
    add.add_argument("--paper", action="append", default=[], metavar=_("NAME"), help=_("a paper handed in"))
    add.add_argument("--waive", action="append", default=[], type=_pair, metavar=_("NAME=REASON"))
    add.add_argument("--incoming-no", default="", help=_("its number in the register of incoming letters"))
    add.add_argument(
        "--on", type=day_or_moment, metavar="21/11/2569 09:30", help=_("when it came, by the paper; now if not said")
    )
    add.add_argument("--called-at", type=thai_moment, metavar="21/11/2569 09:30", help=_("when the call came"))
    add.add_argument("--taken-by", default="", help=_("who took it"))
    add.add_argument("--division", default="", help=_("where it goes, other than the service says"))
    add.add_argument("--officer", default="", help=_("who is in charge"))
    add.add_argument("--note", default="")


def _add_number(add: CommandParser) -> None:
    number = add.add_mutually_exclusive_group()
    number.add_argument("--number", type=int, help=_("the number that was written on it"))
    number.add_argument("--blank", action="store_true", help=_("without a number for now"))
    add.add_argument("--series-letter", default="", help=_("the letter of the station's series"))


def _add_confidential(add: CommandParser) -> None:
    add.add_argument("--confidential", action="store_true", help=_("a complaint against officials"))
    add.add_argument("--accused", action="append", default=[], help=_("the official complained of"))
    add.add_argument("--shut-out", action="append", default=[], help=_("the user who may not see it"))
    add.add_argument("--accused-division", default="", help=_("the division complained of"))


def _add(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        taken = take(store, _intake(store, arguments), why=arguments.why)
        similar = alike_to(store, taken.petition.id) if may_see(taken.petition, store.user) else []
    document = {
        "petition": plain(taken.petition),
        "confidential": taken.confidential,
        "parties": plain(taken.parties),
        "points": plain(taken.points),
        "papers": plain(taken.papers),
        "missing": list(taken.missing),
        "unanswered": list(taken.unanswered),
        "promised_on": plain(taken.promised_on),
        "similar": [{"id": each.petition.id, "number": each.petition.number} for each in similar],
    }
    numbers = ", ".join(each.petition.number or each.petition.subject for each in similar)
    session.output.result(document, _lines(taken, numbers))


def _lines(taken: Taken, similar: str) -> Iterable[str]:
    petition = taken.petition
    yield _("The petition was taken: {number}").format(number=petition.number or _("without a number"))
    yield f"id\t{petition.id}"
    yield _("The answer may be expected by {day}.").format(day=thai_date(taken.promised_on.astimezone(BANGKOK).date()))
    if taken.missing:
        yield "\t".join((_("missing"), *taken.missing))
    if taken.unanswered:
        yield "\t".join((_("not filled in"), *taken.unanswered))
    if similar:
        yield "\t".join((_("may be the same matter"), similar))


def _intake(store: Store, arguments: argparse.Namespace) -> Intake:
    return Intake(
        service=arguments.service,
        subject=arguments.subject,
        channel=arguments.channel,
        received_at=_received_at(store, arguments.on),
        people=tuple(_people(store, arguments)),
        naming=arguments.naming,
        detail=arguments.detail,
        answers=dict(arguments.answer),
        moo=arguments.moo,
        place=arguments.place,
        coordinates=arguments.coordinates,
        points=tuple(arguments.point),
        papers_received=tuple(arguments.paper),
        papers_waived=dict(arguments.waive),
        incoming_no=arguments.incoming_no,
        called_at=arguments.called_at,
        taken_by=arguments.taken_by,
        division=arguments.division,
        officer=arguments.officer,
        confidential=True if arguments.confidential else None,
        accused=tuple(arguments.accused),
        shut_out=tuple(arguments.shut_out),
        accused_division=arguments.accused_division,
        number=number_choice(arguments),
        note=arguments.note,
    )


def _received_at(store: Store, given: date | datetime | None) -> datetime | None:
    """The paper's own time; of a day alone its noon, of today now."""
    if given is None or isinstance(given, datetime):
        return given
    return None if given == bangkok_today(store.clock) else datetime.combine(given, time(12), BANGKOK)


def number_choice(arguments: argparse.Namespace) -> NumberChoice:
    """Which number is meant: that of the paper, the next, or none."""
    if arguments.blank:
        return BLANK
    if arguments.number is not None:
        return NumberChoice(NumberMode.BY_HAND, arguments.number, arguments.series_letter)
    return NumberChoice(letter=arguments.series_letter)


def _people(store: Store, arguments: argparse.Namespace) -> Iterable[PersonGiven]:
    named = [(role, who) for name, role in _ROLES.items() for who in getattr(arguments, name)]
    for place, (role, who) in enumerate(named):
        more: dict[str, Any] = {}
        if place == 0:
            more = {
                "citizen_id": arguments.citizen_id,
                "phone": arguments.phone,
                "address": arguments.address,
                "moo": arguments.person_moo,
                "relation": arguments.relation,
                "keep_as_citizen": arguments.keep,
            }
        yield person_given(store, role, who, more)


def person_given(store: Store, role: Role, who: str, more: dict[str, Any]) -> PersonGiven:
    """Somebody registered, by citizen ID or id, or somebody by name."""
    written = to_arabic(who).strip()
    if _RECORD_ID.fullmatch(written) or _CITIZEN_ID.fullmatch(written):
        return PersonGiven(role=role, person_id=person(store, written).id, **{**more, "keep_as_citizen": False})
    return PersonGiven(role=role, name=who, **more)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(_("“{text}” is no pair such as name=value.").format(text=text))
    return name.strip(), value.strip()


def _point(text: str) -> PointGiven:
    matter, place, code = (*(part.strip() for part in text.split(";", 2)), "", "")[:3]
    return PointGiven(matter, place, code)
