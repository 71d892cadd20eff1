"""``privacy``: the record of processing, a person's dossier, notices, how long data are kept; requests and breaches."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from sai_thong.commands import breaches, privacy_requests
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_output, add_who, add_why
from sai_thong.commands.whom import person
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.registers.law.privacy import ProcessingActivity
    from sai_thong.registers.trust.dossier import Dossier

_WRITTEN: Final = (".pdf", ".json", ".csv")
"""How a dossier is written, by the ending of its file."""


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "privacy", _("personal data: what is done with them, whose, and who asked"))
    action(actions, "record", _record, _("the record of processing (section 39)"))
    dossier = action(actions, "dossier", _dossier, _("everything held of a person, and who saw it"))
    add_who(dossier)
    add_output(dossier)
    add_why(dossier, required=True)
    dossier.add_argument(
        "--sealed", action="store_true", help=_("also of the parts with keys of their own that this user holds")
    )
    action(actions, "notices", _notices, _("the notice of each activity, with the edition of its words (section 23)"))
    given = action(actions, "give-notice", _give_notice, _("a person was given the notice of an activity"))
    add_who(given)
    given.add_argument("activity", metavar=_("ACTIVITY"), help=_("which, as the list of notices shows it"))
    given.add_argument("--how", default="", help=_("how it was given"))
    add_day(given)
    action(actions, "retention", _retention, _("how long each activity keeps its data, and what is past its time"))
    privacy_requests.add_actions(actions)
    breaches.add_actions(actions)


def _record(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.processing import processing_record

    with session.store(write=False) as store:
        record = processing_record(store)
    document = {
        "activities": [
            {**_row(each.activity), "kept": each.kept, "collected": [asdict(kind) for kind in each.collected]}
            for each in record.activities
        ],
        "measures": [each.name for each in record.measures],
        "refusals": len(record.refusals),
    }
    lines = [f"{each.activity.key}\t{each.activity.name}\t{each.kept}" for each in record.activities]
    session.output.result(document, lines)


def _row(activity: ProcessingActivity) -> dict[str, Any]:
    return {name: plain(value) for name, value in asdict(activity).items()}


def _dossier(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.dossier import compile_dossier

    ending = arguments.file.suffix.lower()
    if ending not in _WRITTEN:
        arguments.usage_error(_("The file ends with one of: {endings}.").format(endings=", ".join(_WRITTEN)))
    # The note of this very look is part of what is told.
    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        dossier = compile_dossier(store, citizen, why=arguments.why, sealed=arguments.sealed)
        write_whole(arguments.file, _written(session, store, dossier, ending))
    document = {
        "file": str(arguments.file),
        "records": len(dossier.records),
        "sealed": len(dossier.sealed),
        "by_name": len(dossier.by_name),
        "seen": len(dossier.seen),
    }
    told = _("{records} records, {by_name} found by the name alone, seen {seen} times: {file}")
    session.output.result(document, [told.format(**document)])


def _written(session: Session, store: Store, dossier: Dossier, ending: str) -> bytes:
    if ending == ".pdf":
        # The PDF writer is loaded only where a paper is written.
        from sai_thong.forms.office.office_on_paper import gather_office
        from sai_thong.forms.office.preferences import paper_settings
        from sai_thong.forms.trust.dossier_paper import DossierSheets, dossier_paper

        sheets = DossierSheets(gather_office(store), dossier)
        return dossier_paper(sheets, paper_settings(store), session.clock).pdf()
    from sai_thong.exchange.dossier_files import dossier_csv, dossier_json

    return dossier_json(dossier) if ending == ".json" else dossier_csv(dossier)


def _notices(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.notices import notices

    with session.store(write=False) as store:
        found = notices(store)
    documents = [
        {"activity": each.told.activity.key, "name": each.told.activity.name, "edition": each.edition} for each in found
    ]
    session.output.result(
        documents, table((_("activity"), _("name"), _("edition")), [tuple(each.values()) for each in documents])
    )


def _give_notice(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.notices import give_notice

    with session.store(write=True) as store:
        citizen = person(store, arguments.who)
        given = give_notice(store, citizen, arguments.activity, on=arguments.on, how=arguments.how).record
    session.output.record(given, _("It is noted which words of the notice were given."))


def _retention(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.registers.trust.retention import retention_standing

    with session.store(write=False) as store:
        standing = retention_standing(store)
    columns = (_("activity"), _("kept"), _("all"), _("finished"), _("oldest"), _("past its time"))
    rows = [
        (each.name, each.kept, each.count, each.ended, each.oldest_year_be or "", each.past)
        for each in standing.activities
    ]
    files = [(each.activity, each.matter, each.ended_year_be, each.name) for each in standing.files]
    listed = table((_("activity"), _("matter"), _("year it ended"), _("attached file")), files) if files else ()
    session.output.result(asdict(standing), [*table(columns, rows), *listed])
