"""``year``: the notice, October's register, the estimate, and the close of a fiscal year."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields
from sai_thong.commands.types import add_set, add_why, year_be
from sai_thong.commands.whom import people_of
from sai_thong.ground.language import _
from sai_thong.registers.allowances import year
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.law.terms import SCHEME_LABELS
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.money import baht


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "year", _("the fiscal year"))
    notice = action(actions, "notice", _notice, _("the dates of the notice for confirming"))
    register = action(actions, "register", _register, _("give everyone due in the year a register number"))
    listing = action(actions, "list", _list, _("the register of a year, by number"))
    estimate = action(actions, "estimate", _estimate, _("what the year will cost"))
    standing = action(actions, "standing", _standing, _("what stands open of the year"))
    close = action(actions, "close", _close, _("close the year with what stands open"))
    for command in (notice, register, listing, estimate, standing, close):
        command.add_argument("year", type=year_be, metavar=_("YEAR"), help=_("fiscal year, such as 2570"))
    for command in (register, listing, estimate, standing, close):
        add_set(command)
    for command in (register, close):
        add_why(command)


def _notice(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        dates = year.notice(store, arguments.year)
    lines = [
        *(f"{thai_date(each.first_day)} – {thai_date(each.last_day)}" for each in dates.windows),
        _("Born before {day}; {age} years of age by {counted}").format(
            day=thai_date(dates.born_before), age=dates.age, counted=thai_date(dates.age_counted_to)
        ),
    ]
    session.output.result(plain(dates), lines)


def _register(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        made = year.new_register(store, arguments.scheme_set, arguments.year, why=arguments.why)
    session.output.result(plain(made), [_("{count} numbers were given.").format(count=made.numbered)])


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = year.register_of_year(store, arguments.scheme_set, arguments.year)
        people = people_of(store, found)
    session.output.records(Claim, found, ("register_no", "register_year_be", "scheme", "state"), people)


def _estimate(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = year.budget_estimate(store, arguments.scheme_set, arguments.year)
    document = plain_fields(found) | {"total_satang": found.total_satang}
    rows = (
        (
            _(SCHEME_LABELS[each.scheme]),
            each.step,
            baht(each.amount_satang),
            each.persons,
            each.person_months,
            baht(each.total_satang),
        )
        for each in found.lines
    )
    columns = (_("allowance"), _("step"), _("baht"), _("people"), _("months"), _("together"))
    said = (
        _("Together {total} baht; retro pay apart {retro} baht; {count} people newly of age").format(
            total=baht(found.total_satang), retro=baht(found.retro_satang), count=found.newly_of_age
        ),
    )
    session.output.result(document, [*table(columns, rows), *said])


def _standing(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        stands = year.year_standing(store, arguments.scheme_set, arguments.year)
    counts = {
        "unclosed": len(stands.unclosed),
        "retro": len(stands.retro),
        "retro_paid": len(stands.retro_paid),
        "returned": len(stands.returned),
        "open_debts": len(stands.debts),
        "open_debt_satang": stands.open_debt_satang,
        "unconfirmed_movers": len(stands.movers),
    }
    document = {"fiscal_year_be": stands.fiscal_year_be, **counts, "closed": plain(stands.closed)}
    told = (
        (_("months not closed"), stands.unclosed),
        (_("months to make good"), stands.retro),
        (_("retro payments"), stands.retro_paid),
        (_("returned payments"), stands.returned),
        (_("open overpayments"), stands.debts),
        (_("unconfirmed movers"), stands.movers),
    )
    owed = f"{_('still open')}\t{baht(stands.open_debt_satang)}"
    lines = [*(f"{label}\t{len(found)}" for label, found in told), owed]
    session.output.result(document, lines)


def _close(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        closed = year.close_year(store, arguments.scheme_set, arguments.year, why=arguments.why)
    session.output.record(closed.record, _("The fiscal year is closed."))
