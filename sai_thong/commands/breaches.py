"""``privacy breaches|breach|…``: the register of breaches of personal data, step by step."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain_fields
from sai_thong.commands.types import add_day, add_why, one_of, thai_moment
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.terms import INCIDENT_STEP_LABELS, IncidentKind, Risk

if TYPE_CHECKING:
    from sai_thong.registers.trust.incidents import Known


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    action(actions, "breaches", _list, _("breaches of personal data, and the hours that are left"))
    entered = action(actions, "breach", _enter, _("enter a breach as soon as it is known"))
    _add_known(entered)
    corrected = action(actions, "correct-breach", _correct, _("say what is known better now"))
    _add_which(corrected)
    _add_known(corrected)
    add_why(corrected, required=True)
    assessed = action(actions, "assess-breach", _assess, _("what it means for the persons"))
    _add_which(assessed)
    assessed.add_argument("risk", help=_("how great the risk is"), **one_of(Risk))
    assessed.add_argument("--measures", default="", help=_("what was done"))
    add_why(assessed, required=True)
    told = action(actions, "tell-office", _tell_office, _("the committee's office was told"))
    _add_which(told)
    told.add_argument("--at", type=thai_moment, required=True, metavar="'21/11/2569 09:30'", help=_("when"))
    told.add_argument("--how", required=True, help=_("by which letter or form"))
    told.add_argument("--late-because", default="", help=_("why later than the law says"))
    persons = action(actions, "tell-persons", _tell_persons, _("the persons were told"))
    _add_which(persons)
    persons.add_argument("--how", required=True, help=_("by which letter or announcement"))
    add_day(persons)
    closed = action(actions, "close-breach", _close, _("nothing more is to be done"))
    _add_which(closed)
    closed.add_argument("--conclusion", required=True, help=_("what prevents it in future"))


def _add_which(command: CommandParser) -> None:
    command.add_argument("breach", metavar=_("BREACH"), help=_("its id, as the list shows it"))


def _add_known(command: CommandParser) -> None:
    command.add_argument("--title", required=True, help=_("what happened, in a few words and without names"))
    command.add_argument(
        "--kind", dest="kinds", action="append", required=True, help=_("what was broken"), **one_of(IncidentKind)
    )
    moment: dict[str, Any] = {"type": thai_moment, "metavar": "'21/11/2569 09:30'"}
    command.add_argument("--known", required=True, help=_("since when the office knows of it"), **moment)
    command.add_argument("--happened", help=_("when it happened"), **moment)
    command.add_argument("--found-by", default="", help=_("who found it"))
    command.add_argument("--detail", default="", help=_("what happened"))
    command.add_argument("--data", default="", help=_("which data"))
    command.add_argument("--persons", type=int, help=_("about how many persons"))
    command.add_argument("--records", dest="record_count", type=int, help=_("about how many records"))
    command.add_argument("--computer", dest="device", default="", help=_("name or code of a lost computer"))


def _list(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.incidents import incidents

    with session.store(write=False) as store:
        documents = [_document(store, each) for each in incidents(store)]
    lines = [f"{each['id']}\t{each['title']}\t{each['told']}" for each in documents]
    session.output.result(documents, lines or [_("No breach of personal data is known.")])


def _enter(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.incidents import enter_incident

    with session.store(write=True) as store:
        _tell(session, store, enter_incident(store, _known(arguments)).record)


def _correct(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.incidents import correct_incident

    with session.store(write=True) as store:
        known = store.get(Incident, arguments.breach)
        _tell(session, store, correct_incident(store, known, _known(arguments), why=arguments.why).record)


def _assess(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.incidents import assess_incident

    with session.store(write=True) as store:
        known = store.get(Incident, arguments.breach)
        said = {"why": arguments.why, "measures": arguments.measures}
        _tell(session, store, assess_incident(store, known, arguments.risk, **said).record)


def _tell_office(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.incidents import tell_office

    with session.store(write=True) as store:
        known = store.get(Incident, arguments.breach)
        said = {"at": arguments.at, "how": arguments.how, "late_reason": arguments.late_because}
        _tell(session, store, tell_office(store, known, **said).record)


def _tell_persons(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.incidents import tell_persons

    with session.store(write=True) as store:
        known = store.get(Incident, arguments.breach)
        _tell(session, store, tell_persons(store, known, on=arguments.on or session.today, how=arguments.how).record)


def _close(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.incidents import close_incident

    with session.store(write=True) as store:
        known = store.get(Incident, arguments.breach)
        _tell(session, store, close_incident(store, known, conclusion=arguments.conclusion).record)


def _known(arguments: argparse.Namespace) -> Known:
    from sai_thong.registers.trust.incidents import Known

    return Known(
        title=arguments.title,
        kinds=tuple(arguments.kinds),
        aware_at=arguments.known,
        happened_at=arguments.happened,
        found_by=arguments.found_by,
        detail=arguments.detail,
        data=arguments.data,
        persons=arguments.persons,
        record_count=arguments.record_count,
        device=arguments.device,
    )


def _tell(session: Session, store: Store, incident: Incident) -> None:
    document = _document(store, incident)
    session.output.result(document, [f"{document['id']}\t{document['title']}\t{document['told']}"])


def _document(store: Store, incident: Incident) -> dict[str, Any]:
    """The fields of a breach, what is next, by when, and how that is said."""
    from sai_thong.registers.trust.incidents import standing_of
    from sai_thong.registers.trust.today import left_words

    standing = standing_of(store, incident)
    words = _(INCIDENT_STEP_LABELS[standing.step])
    return {
        **plain_fields(incident),
        "next": standing.step.value,
        "deadline": standing.deadline.isoformat(),
        "hours_left": None if standing.left is None else int(standing.left.total_seconds() // 3600),
        "told": words if standing.left is None else f"{words}, {left_words(standing.left)}",
    }
