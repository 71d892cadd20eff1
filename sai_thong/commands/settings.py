"""``settings``, ``villages``, ``signers``, ``holidays``: what the office says of its own ways."""

from __future__ import annotations

import argparse
from dataclasses import replace

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, month_be, one_of, year_be
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.labels import PAY_SOURCE_LABELS
from sai_thong.registers.allowances.pay_sources import pay_source_periods, set_pay_source
from sai_thong.registers.law.terms import SCHEME_LABELS, PaySource, Scheme
from sai_thong.registers.office import operations
from sai_thong.registers.office.holidays import holiday_table, set_holiday
from sai_thong.registers.office.records import Capacity, Post, Signer, Village
from sai_thong.registers.office.settings import SETTINGS, change_setting, office_settings
from sai_thong.registers.office.signing import CAPACITY_LABELS, POST_LABELS
from sai_thong.thai.calendar import be_year

_VILLAGE = ("moo", "name", "headman", "phone", "pay_point")


def add_to(commands: Actions) -> None:
    """Declare the commands."""
    _add_settings(group(commands, "settings", _("the office's settings")))
    _add_villages(group(commands, "villages", _("the villages")))
    _add_signers(group(commands, "signers", _("who signs for which post, and when")))
    _add_holidays(group(commands, "holidays", _("the days on which the office is closed")))


def _add_settings(actions: Actions) -> None:
    action(actions, "list", _list_settings, _("every setting with its value"))
    change = action(actions, "set", _change_setting, _("change a setting"))
    keys = [each.key for each in SETTINGS]
    change.add_argument("key", choices=keys, metavar=_("SETTING"), help=", ".join(keys))
    change.add_argument("value", metavar=_("VALUE"), help=_("a value that “settings list” shows"))
    add_why(change)
    action(actions, "pay-sources", _list_pay_sources, _("who pays each allowance, and from when"))
    source = action(actions, "pay-source", _set_pay_source, _("let another source pay an allowance from a month on"))
    source.add_argument("scheme", help=_("which allowance"), **one_of(Scheme))
    source.add_argument(
        "source", help=_("cgd: the Comptroller General's Department; lao: the office"), **one_of(PaySource)
    )
    source.add_argument("--from-month", type=month_be, required=True, metavar="2570-01", help=_("first month"))
    add_why(source, required=True)


def _add_villages(actions: Actions) -> None:
    action(actions, "list", _list_villages, _("the villages by number"))
    change = action(actions, "set", _set_village, _("add a village, or change the one with this number"))
    change.add_argument("moo", type=int, metavar=_("MOO"), help=_("number of the village"))
    for option in ("--name", "--headman", "--phone", "--pay-point"):
        change.add_argument(option)
    add_why(change)


def _add_signers(actions: Actions) -> None:
    action(actions, "list", _list_signers, _("every signer there was"))
    appoint = action(actions, "appoint", _appoint, _("enter who signs for a post from a day on"))
    appoint.add_argument("post", metavar=_("POST"), type=one_of(Post)["type"], help=", ".join(Post))
    appoint.add_argument("--name", required=True, help=_("full name with its prefix"))
    appoint.add_argument("--position", default="", help=_("position as printed"))
    appoint.add_argument("--capacity", default=Capacity.HOLDS, help=_("in which capacity"), **one_of(Capacity))
    appoint.add_argument("--order-no", default="")
    add_day(appoint, "--from", required=True, words=_("first day"))
    add_day(appoint, "--to", words=_("last day, where it is known"))
    correct = action(actions, "correct", _correct_signer, _("put right what was entered wrongly about a signer"))
    correct.add_argument("signer", metavar=_("SIGNER"), help=_("the id that the list shows"))
    correct.add_argument("--post", help=", ".join(Post), **one_of(Post))
    correct.add_argument("--name", help=_("full name with its prefix"))
    correct.add_argument("--position", help=_("position as printed"))
    correct.add_argument("--capacity", help=_("in which capacity"), **one_of(Capacity))
    correct.add_argument("--order-no")
    add_day(correct, "--from", words=_("first day"))
    last = correct.add_mutually_exclusive_group()
    add_day(last, "--to", words=_("last day, where it is known"))
    last.add_argument("--no-end", action="store_true", help=_("the last day is not known"))
    add_why(correct, required=True)
    end = action(actions, "end", _end_signer, _("end a signer's time"))
    end.add_argument("signer", metavar=_("SIGNER"), help=_("the id that the list shows"))
    add_day(end, required=True, words=_("last day"))
    for command in (appoint, end):
        add_why(command)


def _add_holidays(actions: Actions) -> None:
    listing = action(actions, "list", _list_holidays, _("the holidays of a calendar year"))
    listing.add_argument("--year", type=year_be, metavar="2569", help=_("this year if not said"))
    close = action(actions, "add", _close_day, _("close the office on a day"))
    close.add_argument("--name", required=True, help=_("what the holiday is for"))
    work = action(actions, "remove", _open_day, _("open the office on a day that the table closes"))
    for command in (close, work):
        add_day(command, required=True, words=_("which day"))
        add_why(command)


def _list_settings(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        chosen = office_settings(store)
    documents = [
        {
            "key": each.key,
            "value": chosen.text(each.key),
            "default": each.default,
            "choices": [value for value, _label in each.choices],
            "certainty": each.certainty.value,
            "label": _(each.label),
        }
        for each in SETTINGS
    ]
    rows = ((each["key"], each["value"], " ".join(each["choices"]), each["label"]) for each in documents)
    session.output.result(documents, table((_("setting"), _("value"), _("choices"), _("meaning")), rows))


def _change_setting(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        changed = change_setting(store, arguments.key, arguments.value, reason=arguments.why)
    session.output.record(changed.record, _("The setting was changed."))


def _list_pay_sources(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = pay_source_periods(store)
    rows = (
        (
            _(SCHEME_LABELS[each.scheme]),
            _(PAY_SOURCE_LABELS[each.source]),
            each.from_month,
            each.to_month,
            each.legal_ref,
        )
        for each in found
    )
    columns = (_("allowance"), _("pay source"), _("from"), _("to"), _("source"))
    session.output.result(plain(found), table(columns, rows))


def _set_pay_source(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = set_pay_source(store, arguments.scheme, arguments.source, arguments.from_month, why=arguments.why)
    session.output.record(kept.record, _("The pay source was kept."))


def _list_villages(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = operations.villages(store)
    session.output.records(Village, found, _VILLAGE)


def _set_village(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        before = next((each for each in operations.villages(store) if each.moo == arguments.moo), None)
        known = before or Village(moo=arguments.moo)
        told = {name: getattr(arguments, name) for name in _VILLAGE if getattr(arguments, name) is not None}
        values = {name: getattr(known, name) for name in _VILLAGE} | told
        kept = operations.save_village(store, Village(**values), reason=arguments.why)
    session.output.record(kept.record, _("The village was kept."))


def _list_signers(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = operations.signers(store)
    rows = (
        (
            each.id,
            _(POST_LABELS[each.post]),
            each.name,
            _(CAPACITY_LABELS[each.capacity]),
            each.from_day,
            each.to_day,
            each.order_no,
        )
        for each in found
    )
    columns = ("id", _("post"), _("name"), _("capacity"), _("from"), _("to"), _("order"))
    session.output.result(plain(found), table(columns, rows))


def _appoint(session: Session, arguments: argparse.Namespace) -> None:
    signer = Signer(
        post=arguments.post,
        name=arguments.name,
        position=arguments.position,
        capacity=arguments.capacity,
        order_no=arguments.order_no,
        from_day=getattr(arguments, "from"),
        to_day=arguments.to,
    )
    with session.store(write=True) as store:
        kept = operations.appoint(store, signer, reason=arguments.why)
    session.output.record(kept.record, _("The signer was entered."))


def _correct_signer(session: Session, arguments: argparse.Namespace) -> None:
    options = {"from_day": "from", "to_day": "to"}
    names = (each.name for each in declaration_of(Signer).fields)
    told = {name: getattr(arguments, options.get(name, name)) for name in names}
    said = {name: value for name, value in told.items() if value is not None}
    if arguments.no_end:
        said["to_day"] = None
    if not said:
        arguments.usage_error(_("Say what to correct."))
    with session.store(write=True) as store:
        signer = store.get(Signer, arguments.signer)
        corrected = replace(signer, **said)
        kept = operations.correct_signer(store, signer, corrected, reason=arguments.why)
    session.output.record(kept.record, _("The signer was corrected."))


def _end_signer(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        signer = store.get(Signer, arguments.signer)
        kept = operations.end_signing(store, signer, arguments.on, reason=arguments.why)
    session.output.record(kept.record, _("The signer's time has its end."))


def _list_holidays(session: Session, arguments: argparse.Namespace) -> None:
    chosen = arguments.year or be_year(session.today.year)
    with session.store(write=False) as store:
        found = holiday_table(store).in_year(chosen)
    rows = ((each.on, each.name, each.source) for each in found)
    session.output.result(plain(found), table((_("day"), _("name"), _("source")), rows))


def _close_day(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = set_holiday(store, arguments.on, arguments.name, reason=arguments.why)
    session.output.record(kept.record, _("The office is closed on this day."))


def _open_day(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = set_holiday(store, arguments.on, is_holiday=False, reason=arguments.why)
    session.output.record(kept.record, _("The office is open on this day."))
