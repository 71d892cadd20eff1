"""``today`` and ``remind``: what is due, and whom not to forget."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from sai_thong.commands.citizens import citizen_document
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain, plain_fields
from sai_thong.commands.types import add_set, year_be
from sai_thong.db.permits import Action
from sai_thong.ground.language import _
from sai_thong.registers.allowances import reminders, today
from sai_thong.registers.allowances.labels import MONTH_STATE_LABELS
from sai_thong.registers.allowances.today import MONTH_STEP_LABELS
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.today import cases_today
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.money import baht

_Row = tuple[Citizen, dict[str, Any]]


def add_to(commands: Actions) -> None:
    """Declare the commands."""
    due = action(commands, "today", _today, _("what is due today"))
    add_set(due)
    actions = group(commands, "remind", _("whom not to forget"))
    coming = action(actions, "coming-of-age", _coming_of_age, _("who reaches the age in a fiscal year"))
    told = _("fiscal year; the one that confirms now if not said")
    coming.add_argument("--year", type=year_be, metavar="2570", help=told)
    action(actions, "of-age", _of_age, _("who is of age and has no claim"))
    action(actions, "arrivals", _arrivals, _("who moved here and has not confirmed"))
    action(actions, "cards", _cards, _("disability cards that end"))
    action(actions, "incomes", _incomes, _("ended incomes to look into"))
    for name, run, told in (
        ("movers", _movers, _("who moved away and has not confirmed at the new office")),
        ("authorities", _authorities, _("authorities of proxies that end")),
    ):
        add_set(action(actions, name, run, told))


def _today(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        # As in the window, everybody is told of the registers their roles show.
        seen = {area for area in ("allowances", "petitions") if store.permits.allows(area, Action.VIEW)}
        due = today.today(store, arguments.scheme_set) if "allowances" in seen else None
        cases = cases_today(store).duties if "petitions" in seen else ()
    duties, months = (due.duties, due.months) if due else ((), ())
    document = (plain_fields(due) if due else {"day": plain(session.today)}) | {
        "duties": [plain_fields(each) | {"text": each.text} for each in duties],
        "petitions": [plain_fields(each) | {"text": each.text} for each in cases],
    }
    lines = [
        thai_date(session.today),
        *((_("No registrar's list of this window was received."),) if due and due.registry_list_missing else ()),
        *(f"{'!' if each.urgent else '-'} {each.text}" for each in duties),
        *(f"{'!' if each.urgent else '-'} {each.text}" for each in cases),
        *(
            f"{each.month.name}\t{_(MONTH_STATE_LABELS[each.state])}\t{_(MONTH_STEP_LABELS[each.step])}"
            f"\t{thai_date(each.pay_on)}\t{baht(each.total_satang)}"
            for each in months
        ),
    ]
    session.output.result(document, lines)


def _coming_of_age(session: Session, arguments: argparse.Namespace) -> None:
    chosen = arguments.year or reminders.next_fiscal_year_to_confirm(session.today)
    with session.store(write=False) as store:
        coming = reminders.coming_of_age(store, chosen)
    document = {
        "fiscal_year_be": chosen,
        "registry_list": plain(coming.registry_list),
        "people": [citizen_document(each.key) | {"first_month": plain(each.first_month)} for each in coming.people],
    }
    rows = ((*_who(each.key), each.first_month) for each in coming.people)
    columns = (*_columns(), _("first month"))
    missing = (_("No registrar's list of this window was received."),) if coming.registry_list is None else ()
    session.output.result(document, [*missing, *table(columns, rows)])


def _of_age(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = reminders.of_age_without_claim(store)
    _tell(session, ((each, {}) for each in found))


def _arrivals(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = reminders.arrivals_without_claim(store)
    _tell(session, ((each, {"moved_in_on": each.moved_in_on}) for each in found), (_("moved on"),))


def _cards(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = reminders.cards_ending(store)
    facts = ((each.citizen, {"expires_on": each.card.expires_on, "days_left": each.days_left}) for each in found)
    _tell(session, facts, (_("last day"), _("days left")))


def _incomes(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = reminders.incomes_ended(store)
    facts = ((each.citizen, {"kind": each.income.kind, "to_day": each.income.to_day}) for each in found)
    _tell(session, facts, (_("income"), _("last day")))


def _movers(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = reminders.movers_unconfirmed(store, arguments.scheme_set)
    _tell(session, ((each.citizen, {"moved_out_on": each.citizen.moved_out_on}) for each in found), (_("moved on"),))


def _authorities(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = reminders.authorities_ending(store, arguments.scheme_set)
    facts = ((each.citizen, {"proxy": each.claim.proxy_name, "ends_on": each.ends_on}) for each in found)
    _tell(session, facts, (_("proxy"), _("last day")))


def _tell(session: Session, people: Iterable[_Row], more: Sequence[str] = ()) -> None:
    """People with what is to be known of each, under the headings `more`."""
    found = list(people)
    documents = [
        citizen_document(citizen) | {name: plain(fact) for name, fact in facts.items()} for citizen, facts in found
    ]
    rows = ((*_who(citizen), *facts.values()) for citizen, facts in found)
    session.output.result(documents, table((*_columns(), *more), rows))


def _who(citizen: Citizen) -> tuple[object, ...]:
    return citizen.citizen_id, citizen.full_name, citizen.birth, citizen.house_no, citizen.moo


def _columns() -> tuple[str, ...]:
    return _("citizen ID"), _("name"), _("born"), _("house"), _("village")
