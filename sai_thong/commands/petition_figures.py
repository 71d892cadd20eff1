"""``petitions report``: figures by service, village, division and month, and the two statistics of the ITA."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_output, month_be, one_of, year_be
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.labels import label_of
from sai_thong.registers.petitions.figures import Figures, Half, Period, Tally, figures, figures_so_far, fiscal_period
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.thai.calendar import fiscal_year_be, thai_date


def add_actions(actions: Actions) -> None:
    """Declare the action."""
    report = action(actions, "report", _report, _("figures of a time; the fiscal year so far if none is said"))
    report.add_argument("--year", type=year_be, metavar="2570", help=_("fiscal year, such as 2570"))
    report.add_argument("--half", help=_("of the fiscal year: its first six months, or the whole"), **one_of(Half))
    for option, told in (("--from", _("first month, such as 2569-10")), ("--to", _("last month, such as 2569-12"))):
        report.add_argument(option, type=month_be, metavar="2569-10", help=told)
    report.add_argument("--confidential", action="store_true", help=_("complaints against officials instead"))
    add_output(report, required=False)


def _report(session: Session, arguments: argparse.Namespace) -> None:
    first, last = getattr(arguments, "from"), arguments.to
    if (first is None) is not (last is None) or (first and arguments.half):
        arguments.usage_error(_("Say --from and --to, or --year and --half."))
    with session.store(write=False) as store:
        counted = _figures(session, store, arguments)
        law = petition_law(store)
        if arguments.file:
            _write(session, store, arguments, counted)
    session.output.result(_document(counted, law, arguments), _lines(counted, law))


def _figures(session: Session, store: Store, arguments: argparse.Namespace) -> Figures:
    first, secret = getattr(arguments, "from"), arguments.confidential
    if first is not None:
        return figures(store, Period(first.first_day, arguments.to.last_day), confidential=secret)
    year = arguments.year or fiscal_year_be(session.today)
    if arguments.half is None:
        return figures_so_far(store, year, confidential=secret)
    return figures(store, fiscal_period(year, arguments.half), confidential=secret)


def _write(session: Session, store: Store, arguments: argparse.Namespace, counted: Figures) -> None:
    # The workbook writer is loaded only where a workbook is written.
    from sai_thong.exchange.petition_figures import ReportTime, export_figures

    year = arguments.year or fiscal_year_be(session.today)
    time = ReportTime(year, arguments.half) if arguments.half else None
    export_figures(store, counted, arguments.file, time=time)


def _document(counted: Figures, law: PetitionLaw, arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "first": plain(counted.period.first),
        "last": plain(counted.period.last),
        "confidential": counted.confidential,
        "none": counted.total.received == 0,
        "merged": counted.merged,
        "total": _tally(counted.total),
        "by_service": [
            {"service": key, "name": counted.service_names[key]} | _tally(each)
            for key, each in counted.by_service.items()
        ],
        "by_category": [{"category": key} | _tally(each) for key, each in counted.by_category.items()],
        "by_village": [{"moo": key} | _tally(each) for key, each in counted.by_village.items()],
        "by_division": [
            {"division": key, "name": law.division_name(key)} | _tally(each)
            for key, each in counted.by_division.items()
        ],
        "by_channel": [{"channel": key.value} | _tally(each) for key, each in counted.by_channel.items()],
        "by_month": [{"month": key.be_text} | _tally(each) for key, each in counted.by_month.items()],
        "file": str(arguments.file) if arguments.file else None,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    share = tally.in_time_share
    return asdict(tally) | {"open": tally.open, "in_time_share": None if share is None else round(share, 4)}


def _lines(counted: Figures, law: PetitionLaw) -> Iterable[str]:
    period = counted.period
    yield _("From {first} to {last}").format(first=thai_date(period.first), last=thai_date(period.last))
    if counted.confidential and not counted.total.received:
        yield _("There is no complaint.")
        return
    columns = (_("taken in"), _("answered"), _("in time"), _("late"), _("overdue"), _("open"), _("share in time"))
    groups: tuple[tuple[str, list[tuple[str, Tally]]], ...] = (
        (_("service"), [(counted.service_names[key], each) for key, each in counted.by_service.items()]),
        (_("village"), [("–" if moo is None else str(moo), each) for moo, each in counted.by_village.items()]),
        (_("division"), [(law.division_name(key) or "–", each) for key, each in counted.by_division.items()]),
        (_("channel"), [(label_of(key), each) for key, each in counted.by_channel.items()]),
        (_("month"), [(month.name, each) for month, each in counted.by_month.items()]),
    )
    for heading, counts in groups:
        rows = ((name, *_cells(tally)) for name, tally in [*counts, (_("total"), counted.total)])
        yield from table((heading, *columns), rows)
        yield ""


def _cells(tally: Tally) -> tuple[object, ...]:
    share = tally.in_time_share
    told = "" if share is None else f"{share:.1%}"
    return tally.received, tally.answered, tally.in_time, tally.late, tally.overdue, tally.open, told
