"""``petitions``: cases that may be one matter, what a case has to do with, and cases behind the key."""

from __future__ import annotations

import argparse

from sai_thong.commands.cases import add_case, case_of, day_or_moment, moment_of, tell_case
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.petition_intake import number_choice
from sai_thong.commands.plain import words
from sai_thong.commands.types import add_why, one_of
from sai_thong.commands.whom import person
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.petitions import confidential, links
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.numbers import find_case
from sai_thong.registers.petitions.terms import LinkKind, Way


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    similar = action(actions, "similar", _similar, _("open cases that may be the same matter"))
    link = action(actions, "link", _link, _("what else a case has to do with"))
    unlink = action(actions, "unlink", _unlink, _("end a link made by mistake"))
    for command in (similar, link, unlink):
        add_case(command)
    link.add_argument("kind", help=_("what kind of thing"), **one_of(LinkKind))
    link.add_argument("other", metavar=_("OTHER"), help=_("a case, a citizen, or the code of an asset"))
    link.add_argument("--note", default="")
    unlink.add_argument("link", metavar=_("LINK"), help=_("the id that “petitions show” tells"))
    for command in (link, unlink):
        add_why(command, required=command is unlink)
    _add_confidential(actions)


def _add_confidential(actions: Actions) -> None:
    move = action(actions, "make-confidential", _move, _("move a case behind the key of the complaints"))
    move.add_argument("--series-letter", default="", help=_("the letter of the station's series"))
    number = move.add_mutually_exclusive_group()
    number.add_argument("--number", type=int, help=_("the number that was written on it"))
    number.add_argument("--blank", action="store_true", help=_("without a number for now"))
    accuse = action(actions, "accused", _accuse, _("who is complained of, and who may not see the case"))
    district = action(
        actions, "to-district", _to_district, _("hand a case to the district chief, who oversees the office")
    )
    for command in (move, accuse, district):
        add_case(command)
    for command in (move, accuse):
        command.add_argument("--accused", action="append", default=[], help=_("the official complained of"))
        command.add_argument("--shut-out", action="append", default=[], help=_("the user who may not see it"))
        command.add_argument("--division", default="", help=_("the division complained of"))
        add_why(command, required=True)
    district.add_argument("--reason", required=True, help=_("why it is theirs"))
    told = _("when, by the paper; now if not said")
    district.add_argument("--on", type=day_or_moment, metavar="21/11/2569 09:30", help=told)
    district.add_argument("--way", default=Way.LETTER, help=_("how the petitioner was told"), **one_of(Way))
    district.add_argument("--to", dest="told_to", default="", help=_("whom, or through whom"))
    letter = district.add_mutually_exclusive_group()
    letter.add_argument("--letter", action="store_true", help=_("enter the letter in the outgoing register"))
    letter.add_argument("--letter-no", default="", help=_("its number, where it was numbered elsewhere"))
    add_why(district)


def _similar(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = links.alike_to(store, case_of(store, arguments).id)
    documents = [
        {
            "id": each.petition.id,
            "number": each.petition.number,
            "subject": each.petition.subject,
            "alike": sorted(kind.value for kind in each.alike),
            "metres": each.metres,
        }
        for each in found
    ]
    rows = (
        (each.petition.number, each.petition.subject, each.petition.place, words(sorted(each.alike)), each.metres)
        for each in found
    )
    columns = (_("number"), _("subject"), _("place"), _("alike in"), _("metres"))
    session.output.result(documents, table(columns, rows))


def _link(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        other_id, code = _other(store, arguments.kind, arguments.other)
        done = links.link(
            store, case.id, arguments.kind, other_id=other_id, code=code, note=arguments.note, why=arguments.why
        )
        tell_case(session, store, done, _("The link was entered."))


def _other(store: Store, kind: LinkKind, other: str) -> tuple[str, str]:
    """The id, or the code, of what is linked."""
    if kind in (LinkKind.SAME_MATTER, LinkKind.SAME_PLACE):
        return find_case(store, other).id, ""
    if kind is LinkKind.CITIZEN:
        return person(store, other).id, ""
    return "", other


def _unlink(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = links.unlink(store, case_of(store, arguments).id, arguments.link, why=arguments.why)
        tell_case(session, store, done, _("The link has ended."))


def _move(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = confidential.make_confidential(
            store,
            case_of(store, arguments).id,
            accused=arguments.accused,
            shut_out=arguments.shut_out,
            division=arguments.division,
            number=number_choice(arguments),
            why=arguments.why,
        )
    # Whoever shut out themselves sees it no more: nothing more of it is looked up.
    session.output.record(done.petition, _("The case is kept confidential now."))


def _accuse(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        done = confidential.name_accused(
            store,
            case.id,
            accused=arguments.accused,
            shut_out=arguments.shut_out,
            division=arguments.division,
            why=arguments.why,
        )
    session.output.record(done.petition, _("It was recorded who is complained of."))


def _to_district(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        done = confidential.hand_to_district(
            store,
            case.id,
            reason=arguments.reason,
            at=moment_of(arguments.on, case, session),
            letter=LetterGiven() if arguments.letter else None,
            letter_no=arguments.letter_no,
            told_way=arguments.way,
            told_to=arguments.told_to,
            why=arguments.why,
        )
        tell_case(session, store, done, _("The case was handed to the district chief."))
