"""``loans``: what is borrowed from the office, step by step, its list, and the calendar of what is free."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any, Final

from sai_thong.commands import loan_steps
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, words
from sai_thong.commands.types import add_day, add_why, one_of
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets import pools
from sai_thong.registers.assets.lending_calendar import ThingCalendar, pool_calendars, thing_calendar
from sai_thong.registers.assets.loan_list import LoanFilter, LoanView, loan_list, loan_view
from sai_thong.registers.assets.numbering import find_asset
from sai_thong.registers.assets.records import Pool
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.assets.terms import LoanState
from sai_thong.registers.labels import label_of

_DAYS_SHOWN: Final = 14


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "loans", _("things lent to people and agencies"))
    loan_steps.add_actions(actions)
    listing = action(actions, "list", _list, _("loans: those that run by the day they are due, then the others"))
    listing.add_argument("--text", default="", help=_("any part of number, borrower, purpose or thing"))
    listing.add_argument("--state", action="append", default=[], help=_("only in this state"), **one_of(LoanState))
    listing.add_argument("--overdue", action="store_true", help=_("only what is out after its day"))
    add_day(listing, "--due-until", words=_("only what is out and due back until this day"))
    show = action(actions, "show", _show, _("everything of one loan"))
    loan_steps.add_loan(show)
    calendar = action(actions, "calendar", _calendar, _("how many are free on each day"))
    calendar.add_argument(
        "thing",
        nargs="?",
        default="",
        metavar=_("THING"),
        help=_("a pool by its name or an asset; all pools if not said"),
    )
    add_day(calendar, "--from", words=_("from this day; today if not said"))
    add_day(calendar, "--to", words=_("until this day; two weeks if not said"))
    _add_pools(actions)


def _add_pools(actions: Actions) -> None:
    listing = action(actions, "pools", _list_pools, _("what is lent by the count, and how many are free today"))
    listing.add_argument("--ended", action="store_true", help=_("those no longer lent from too"))
    adding = action(actions, "add-pool", _add_pool, _("lend things by the count"))
    adding.add_argument("name", metavar=_("NAME"), help=_("such as tents"))
    adding.add_argument("--owned", type=int, required=True, help=_("how many usable ones there are"))
    changing = action(actions, "change-pool", _change_pool, _("count a pool again, or call it otherwise"))
    changing.add_argument("name", metavar=_("NAME"), help=_("such as tents"))
    changing.add_argument("--owned", type=int, help=_("how many usable ones there are"))
    changing.add_argument("--rename", help=_("its new name"))
    for command in (adding, changing):
        command.add_argument("--unit", help=_("what it is counted in"))
        command.add_argument("--asset", action="append", help=_("number of a card that is one of them; repeatable"))
        add_why(command)
    ending = action(actions, "end-pool", _end_pool, _("lend from a pool no more"))
    ending.add_argument("name", metavar=_("NAME"), help=_("such as tents"))
    add_day(ending)
    add_why(ending, required=True)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    chosen = LoanFilter(tuple(arguments.state), arguments.overdue, arguments.due_until)
    with session.store(write=False) as store:
        found = loan_list(store, session.today, arguments.text, chosen)
    headings = (_("number"), _("borrower"), _("what is lent"), _("fetched"), _("due back"), _("state"))
    rows = (
        (
            view.loan.number or view.loan.id,
            view.loan.agency or view.loan.borrower,
            view.told,
            view.loan.handed_over_on or view.loan.begins_on,
            view.loan.due_on,
            label_of(view.standing if view.standing else view.loan.state),
        )
        for view in found
    )
    session.output.result([_loan_document(view) for view in found], table(headings, rows))


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        view = loan_view(store, loan_steps.loan_of(store, session, arguments).id, session.today)
    session.output.result(_loan_document(view), loan_steps.loan_lines(view))


def _loan_document(view: LoanView) -> dict[str, Any]:
    """A loan for programs: its fields, how it stands, and each thing with what is still out."""
    return {
        **_fields(view),
        "standing": view.standing.value if view.standing else None,
        "demand_by": view.demand_by.isoformat(),
        "things": [
            {
                "line": number,
                "name": thing.name,
                "asset_no": thing.number if thing.line.asset_id else "",
                "unit": thing.unit,
                "quantity": thing.quantity_text(thing.line.quantity),
                "outstanding": thing.quantity_text(thing.outstanding),
                "note": thing.line.note,
                "returns": plain(thing.returns),
            }
            for number, thing in enumerate(view.things, 1)
        ],
    }


def _fields(view: LoanView) -> dict[str, Any]:
    told = plain(view.loan)
    assert isinstance(told, dict)
    return told


def _calendar(session: Session, arguments: argparse.Namespace) -> None:
    first = getattr(arguments, "from") or session.today
    last = arguments.to or first + timedelta(days=_DAYS_SHOWN - 1)
    with session.store(write=False) as store:
        if arguments.thing:
            found = [thing_calendar(store, _thing(store, arguments.thing), first, last, session.today)]
        else:
            found = pool_calendars(store, first, last, session.today)
    rows = ((each.name, *(str(free) for free in each.free.values())) for each in found)
    days = tuple(words(first + timedelta(days=step)) for step in range((last - first).days + 1))
    session.output.result([_calendar_document(each) for each in found], table((_("thing"), *days), rows))


def _thing(store: Store, text: str) -> str:
    """Id of an asset by its number, or of a pool by its name."""
    card = find_asset(store, text)
    return card.id if card else pools.find_pool(store, text).id


def _calendar_document(calendar: ThingCalendar) -> dict[str, Any]:
    return {
        "thing": calendar.name,
        "owned": calendar.owned,
        "free": {day.isoformat(): free for day, free in calendar.free.items()},
        "loans": [loan.number or loan.id for loan in calendar.loans],
    }


def _list_pools(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = pools.pool_list(store, session.today, ended=arguments.ended)
    headings = (_("pool"), _("owned"), _("with borrowers"), _("free today"), _("unit"))
    rows = ((each.pool.name, each.pool.owned, each.out, each.free, each.pool.unit) for each in found)
    session.output.result(plain(found), table(headings, rows))


def _add_pool(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        pool = Pool(
            name=arguments.name,
            unit=arguments.unit or "",
            owned=arguments.owned,
            asset_ids=tuple(_cards(store, arguments.asset or [])),
        )
        kept = pools.add_pool(store, pool, why=arguments.why)
    _tell_pool(session, kept)


def _change_pool(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = pools.change_pool(
            store,
            pools.find_pool(store, arguments.name).id,
            name=arguments.rename,
            unit=arguments.unit,
            owned=arguments.owned,
            asset_ids=None if arguments.asset is None else _cards(store, arguments.asset),
            why=arguments.why,
        )
    _tell_pool(session, kept)


def _end_pool(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        pool = pools.find_pool(store, arguments.name)
        kept = pools.end_pool(store, pool.id, on=arguments.on or session.today, why=arguments.why)
    _tell_pool(session, kept)


def _cards(store: Store, numbers: list[str]) -> list[str]:
    found = []
    for number in numbers:
        card = find_asset(store, number)
        if card is None:
            raise AssetMissing(number)
        found.append(card.id)
    return found


def _tell_pool(session: Session, kept: pools.PoolKept) -> None:
    lines = [f"{kept.pool.name}\t{kept.pool.owned} {kept.pool.unit}".rstrip()]
    if kept.short:
        lines.append(_("Too few are left for these loans: {loans}.").format(loans=", ".join(kept.short)))
    session.output.result({"pool": plain(kept.pool), "short": list(kept.short)}, lines)
