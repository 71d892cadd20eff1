"""``lost``: what a lost computer held, on paper too, and going on in its place."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.sync.lost import LostReport


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "lost", _("a computer of the office that was lost or broke"))
    report = action(actions, "report", _report, _("what it held, and what of its work never arrived"))
    report.add_argument("--pdf", type=Path, metavar=_("FILE"), help=_("the report on paper, as PDF"))
    over = action(actions, "take-over", _take_over, _("go on here with its number series and months"))
    told = _("next number of a series as the papers confirm it; once for each")
    over.add_argument(
        "--next", dest="confirmed", action="append", default=[], type=_confirmed, metavar="KEY=N", help=told
    )
    over.add_argument("--why", required=True, help=_("why; stands in the history"))
    for command in (report, over):
        command.add_argument("device", metavar=_("COMPUTER"), help=_("its id, as sync devices shows it"))


def _confirmed(given: str) -> tuple[str, int]:
    key, equals, number = given.rpartition("=")
    if not (key and equals and number.isascii() and number.isdigit() and int(number)):
        raise argparse.ArgumentTypeError(_("write the series and its next number, such as petitions/2569=41"))
    return key, int(number)


def _report(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        report = _known(store, arguments.device)
        if arguments.pdf:
            write_whole(arguments.pdf, _paper(session, store, report))
    session.output.result(_document(report), _lines(report))


def _take_over(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.lost import take_over

    with session.store(write=True) as store:
        taken = take_over(store, _known(store, arguments.device), dict(arguments.confirmed), why=arguments.why)
    document = {
        "series": [each.key for each in taken.series],
        "left": [each.key for each in taken.left],
        "months": [f"{each.scheme_set.value}/{each.month.be_text}" for each in taken.months],
    }
    lines = [_("Taken over: {names}").format(names=", ".join([*document["series"], *document["months"]]) or "-")]
    if taken.left:
        names = ", ".join(document["left"])
        lines.append(_("Still with the lost computer, as nobody confirmed a number: {names}").format(names=names))
    session.output.result(document, lines)


def _known(store: Store, device: str) -> LostReport:
    from sai_thong.sync.devices import listed_devices
    from sai_thong.sync.lost import lost_report

    return lost_report(store, device, listed_devices(store))


def _paper(session: Session, store: Store, report: LostReport) -> bytes:
    from sai_thong.forms.office.lost_computer import LostComputerSheet, lost_computer_report
    from sai_thong.forms.office.office_on_paper import gather_office
    from sai_thong.forms.office.preferences import paper_settings

    sheet = LostComputerSheet(gather_office(store), report, session.today)
    return lost_computer_report(sheet, paper_settings(store), session.clock).pdf()


def _document(report: LostReport) -> dict[str, Any]:
    document = asdict(report)
    document["series"] = [asdict(each) | {"key": each.key, "label": each.label} for each in report.series]
    document["files"] = [asdict(each) | {"never_arrived": each.never_arrived} for each in report.files]
    document["months"] = [
        {"scheme_set": each.scheme_set.value, "month": each.month.be_text, "state": each.state.value}
        for each in report.months
    ]
    return document


def _lines(report: LostReport) -> list[str]:
    lines = [f"{report.device}\t{report.name}"]
    lines.append("\t".join((_("last heard"), report.last_contact or "-")))
    lines.append("\t".join((_("struck off"), report.revoked_at or "-")))
    columns = (_("file"), _("entries here"), _("last"), _("chain"), _("never arrived"))
    files = [(each.file_id, each.entries, each.last_at, each.printed_head, each.never_arrived) for each in report.files]
    lines += table(columns, files)
    series = [(each.key, each.label, each.last_known) for each in report.series]
    lines += table((_("series"), _("name"), _("last number known")), series)
    lines += [f"{each.label}\t{each.first}–{each.last}\t{each.last_known}" for each in report.leases]
    lines += [f"{each.scheme_set.value}\t{each.month.be_text}\t{each.state.value}" for each in report.months]
    return lines
