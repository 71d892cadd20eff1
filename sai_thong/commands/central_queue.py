"""``queue``: what must be keyed into the central system, its ticks, and the comparison with its list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_month, add_set, amount_satang, one_of
from sai_thong.commands.whom import people_of
from sai_thong.ground.language import _
from sai_thong.registers.allowances import central_system
from sai_thong.registers.allowances.central_totals import CountAndAmount, record_central_totals, totals_beside
from sai_thong.registers.allowances.records import CentralTask
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SCHEME_LABELS, Scheme, scheme_set_of
from sai_thong.thai.money import baht

_LISTED = ("for_month", "scheme", "change", "detail", "made_on", "keyed_on", "keyed_by")


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "queue", _("what to key into the central system"))
    listing = action(actions, "list", _list, _("what waits to be keyed"))
    listing.add_argument("--keyed", action="store_true", help=_("what was keyed already"))
    add_month(listing, required=False)
    refresh = action(actions, "refresh", _refresh, _("note every change since the month before"))
    compare = action(actions, "compare", _compare, _("compare a month with the list of the central system"))
    compare.add_argument("file", type=Path, metavar=_("FILE"), help=_("its list, as any workbook or CSV"))
    totals = action(actions, "totals", _totals, _("keep the count and the total that it shows for a scheme of a month"))
    totals.add_argument("--scheme", required=True, help=_("which scheme"), **one_of(Scheme))
    totals.add_argument("--count", type=int, required=True, help=_("people"))
    totals.add_argument("--amount", type=amount_satang, required=True, help=_("baht"))
    for command in (refresh, compare, totals):
        add_month(command)
    tick = action(actions, "tick", _tick, _("tick changes as keyed"))
    untick = action(actions, "untick", _untick, _("take ticks back"))
    for command in (tick, untick):
        command.add_argument("tasks", metavar=_("TASK"), nargs="+", help=_("the ids that the list shows"))
    for command in (listing, refresh, compare, tick, untick):
        add_set(command)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    wanted: dict[str, Any] = {"for_month": arguments.month} if arguments.month else {}
    with session.store(write=False) as store:
        shelf = shelf_of(store, arguments.scheme_set)
        found = [
            each
            for each in shelf.find(CentralTask, withdrawn_on=None, **wanted)
            if (each.keyed_on is not None) == arguments.keyed
        ]
        people = people_of(store, found)
    session.output.records(CentralTask, found, _LISTED, people)


def _refresh(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        noted = central_system.refresh_queue(store, arguments.scheme_set, arguments.month)
        people = people_of(store, noted.records)
    session.output.records(CentralTask, noted.records, _LISTED, people)


def _tick(session: Session, arguments: argparse.Namespace) -> None:
    _set_ticks(session, arguments, keyed=True)


def _untick(session: Session, arguments: argparse.Namespace) -> None:
    _set_ticks(session, arguments, keyed=False)


def _set_ticks(session: Session, arguments: argparse.Namespace, *, keyed: bool) -> None:
    with session.store(write=True) as store:
        shelf = shelf_of(store, arguments.scheme_set)
        tasks = [shelf.get(CentralTask, each) for each in arguments.tasks]
        ticked = central_system.tick(store, arguments.scheme_set, tasks, keyed=keyed)
        people = people_of(store, ticked.records)
    session.output.records(CentralTask, ticked.records, _LISTED, people)


def _compare(session: Session, arguments: argparse.Namespace) -> None:
    # A workbook reader is loaded only where a workbook is read.
    from sai_thong.exchange.layout_memory import remembered_mappings
    from sai_thong.exchange.other_lists import central_rows

    with session.store(write=False) as store:
        rows = central_rows(arguments.file, today=session.today, remembered=remembered_mappings(store))
        found = central_system.compare_with_central(store, arguments.scheme_set, arguments.month, rows)
    lines = (
        (
            _(central_system.CENTRAL_DIFFERENCE_LABELS[each.kind]),
            each.citizen_id,
            each.name,
            each.moo,
            each.ours,
            each.theirs,
        )
        for each in found.differences
    )
    columns = (_("difference"), _("citizen ID"), _("name"), _("village"), _("ours"), _("theirs"))
    document = {
        "month": arguments.month.be_text,
        "differences": plain(found.differences),
        "ours": {"people": found.ours[0], "amount_satang": found.ours[1]},
        "theirs": {"people": found.theirs[0], "amount_satang": found.theirs[1]},
    }
    theirs = "" if found.theirs[1] is None else baht(found.theirs[1])
    said = (f"{_('ours')}\t{found.ours[0]}\t{baht(found.ours[1])}", f"{_('theirs')}\t{found.theirs[0]}\t{theirs}")
    session.output.result(document, [*said, *table(columns, lines)])


def _totals(session: Session, arguments: argparse.Namespace) -> None:
    scheme_set = scheme_set_of(arguments.scheme)
    with session.store(write=True) as store:
        shown = {arguments.scheme: (arguments.count, arguments.amount)}
        record_central_totals(store, scheme_set, arguments.month, shown)
        beside = totals_beside(store, scheme_set, arguments.month)
    rows = [
        (_(SCHEME_LABELS[each.scheme]), *_figures(each.ours), *_figures(each.theirs), *_figures(each.more_there))
        for each in beside
    ]
    columns = (_("allowance"), _("ours"), _("baht"), _("theirs"), _("baht"), _("difference"), _("baht"))
    session.output.result(plain(beside), table(columns, rows))


def _figures(figures: CountAndAmount | None) -> tuple[str, str]:
    return ("", "") if figures is None else (f"{figures[0]:,}", baht(figures[1]))
