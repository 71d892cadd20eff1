"""``numbers``: series of official numbers: opened at any next number, taken by hand, made void."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, year_be
from sai_thong.db import numbering
from sai_thong.db.numbering import NumberSeries, OfficialNumber
from sai_thong.ground.language import _

_SERIES = ("name", "year_be", "next_number", "station")
_NUMBERS = ("number", "state", "given_to", "on_day", "reason")


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "numbers", _("official numbers"))
    action(actions, "series", _list_series, _("the series that are open"))
    listing = action(actions, "list", _list, _("the numbers of a series"))
    gaps = action(actions, "gaps", _gaps, _("numbers that are neither given nor void"))
    opening = action(actions, "open", _open, _("open a series, at the number after the last one on paper"))
    opening.add_argument("--next", dest="next_number", type=int, default=1, help=_("the first number to give"))
    hand = action(actions, "by-hand", _by_hand, _("keep a number that was written on paper"))
    hand.add_argument("--for", dest="given_to", default="", help=_("the id of the record that bears it"))
    void = action(actions, "void", _void, _("make a number void"))
    void.add_argument("--reason", required=True)
    for command in (listing, gaps, opening, hand, void):
        command.add_argument("series", metavar=_("SERIES"), help=_("such as old-age-register"))
        command.add_argument("year", type=year_be, metavar=_("YEAR"), help=_("such as 2570"))
    for command in (hand, void):
        command.add_argument("number", type=int, metavar=_("NUMBER"))
        add_day(command)
    for command in (opening, hand):
        add_why(command)


def _list_series(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = store.find(NumberSeries)
    session.output.records(NumberSeries, found, _SERIES)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = store.find(OfficialNumber, series=arguments.series, year_be=arguments.year)
    session.output.records(OfficialNumber, sorted(found, key=_by_number), _NUMBERS)


def _by_number(number: OfficialNumber) -> int:
    return number.number


def _gaps(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = numbering.unaccounted(store, arguments.series, arguments.year)
    session.output.result(plain(found), [str(number) for number in found])


def _open(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store, store.transaction(arguments.why) as tx:
        series = numbering.open_series(
            tx, arguments.series, arguments.year, station=store.file_id, next_number=arguments.next_number
        )
    session.output.record(series, _("The series is open."))


def _by_hand(session: Session, arguments: argparse.Namespace) -> None:
    day = arguments.on or session.today
    with session.store(write=True) as store, store.transaction(arguments.why) as tx:
        taken = numbering.take_by_hand(
            tx, arguments.series, arguments.year, arguments.number, given_to=arguments.given_to, on_day=day
        )
    session.output.record(taken, _("The number was kept."))


def _void(session: Session, arguments: argparse.Namespace) -> None:
    day = arguments.on or session.today
    with session.store(write=True) as store, store.transaction(arguments.reason) as tx:
        void = numbering.make_void(
            tx, arguments.series, arguments.year, arguments.number, reason=arguments.reason, on_day=day
        )
    session.output.record(void, _("The number is void."))
