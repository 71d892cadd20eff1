"""``numbers``: series of official numbers: opened at any next number, taken by hand, made void, lent, handed over."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, year_be
from sai_thong.db import leasing, numbering
from sai_thong.db.numbering import NumberLease, NumberSeries, OfficialNumber
from sai_thong.ground.language import _
from sai_thong.registers import number_book
from sai_thong.registers.number_book import book_entry

_SERIES = ("name", "year_be", "next_number", "station")
_LEASES = ("name", "year_be", "first", "last", "given_to", "on_day", "ended_on", "reason")
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
    account = action(actions, "account", _account, _("what became of every number of a series"))
    lend = action(actions, "lend", _lend, _("lend a block of numbers: to another machine, or as a pad of paper"))
    lend.add_argument("--size", type=int, required=True, help=_("how many numbers"))
    lend.add_argument("--to", dest="given_to", required=True, help=_("who gets them"))
    handed = action(actions, "hand-over", _hand_over, _("give a series to another machine"))
    handed.add_argument(
        "--to", dest="to_station", required=True, help=_("the station, as “numbers series” shows it there")
    )
    handed.add_argument("--reason", required=True)
    action(actions, "leases", _list_leases, _("blocks that are or were lent"))
    back = action(actions, "end-lease", _end_lease, _("take a block back; what was not used of it is void"))
    back.add_argument("record_id", metavar="ID", help=_("as “numbers leases” shows it"))
    back.add_argument("--reason", required=True)
    add_day(back)
    for command in (lend, handed):
        add_day(command)
    for command in (listing, gaps, opening, hand, void, account, lend, handed):
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
    with session.store(write=True) as store:
        series = book_entry(store, arguments.series, arguments.year)
        opened = number_book.give_here(store, series, next_number=arguments.next_number, why=arguments.why)
    session.output.record(opened.record, _("The series is open."))


def _account(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = leasing.account(store, arguments.series, arguments.year)
    told = (
        (_("issued"), found.issued),
        (_("by hand"), found.by_hand),
        (_("void"), found.void),
        (_("lent"), found.leased),
        (_("missing"), found.missing),
    )
    lines = (f"{name}\t{len(numbers)}\t{_ranges(numbers)}" for name, numbers in told)
    session.output.result(plain(found), lines)


def _ranges(numbers: Sequence[int]) -> str:
    """Rising numbers as ``1-5, 8``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _lend(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        series = book_entry(store, arguments.series, arguments.year)
        block = number_book.lend(store, series, arguments.size, given_to=arguments.given_to, on_day=arguments.on)
    session.output.record(block.record, _("The block of numbers was lent."))


def _list_leases(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = store.find(NumberLease)
    session.output.records(NumberLease, found, _LEASES)


def _end_lease(session: Session, arguments: argparse.Namespace) -> None:
    day = arguments.on or session.today
    with session.store(write=True) as store, store.transaction(arguments.reason) as tx:
        block = tx.get(NumberLease, arguments.record_id)
        voided = leasing.end_lease(tx, block, reason=arguments.reason, on_day=day)
    session.output.records(OfficialNumber, voided, _NUMBERS)


def _hand_over(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        series = book_entry(store, arguments.series, arguments.year)
        kept = number_book.hand_over(store, series, arguments.to_station, why=arguments.reason, on_day=arguments.on)
    session.output.record(kept.record, _("The series was handed over."))


def _by_hand(session: Session, arguments: argparse.Namespace) -> None:
    day = arguments.on or session.today
    with session.store(write=True) as store, store.transaction(arguments.why) as tx:
        taken = numbering.take_by_hand(
            tx, arguments.series, arguments.year, arguments.number, given_to=arguments.given_to, on_day=day
        )
    session.output.record(taken, _("The number was kept."))


def _void(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        series = book_entry(store, arguments.series, arguments.year)
        kept = number_book.void(store, series, arguments.number, why=arguments.reason, on_day=arguments.on)
    session.output.record(kept.record, _("The number is void."))
