"""``claims channel|proxy|…``: how a claim is paid, and who may receive."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_day, add_scheme, add_who, add_why, month_be, one_of
from sai_thong.commands.whom import claim
from sai_thong.ground.language import _
from sai_thong.registers.allowances import payment_choices as operations
from sai_thong.registers.allowances.payment_choices import ChannelChoice, Proxy
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.citizens.banks import bank_code


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    channel = action(actions, "channel", _channel, _("pay in another way from a month on"))
    channel.add_argument("--channel", required=True, help=_("in which way"), **one_of(Channel))
    channel.add_argument("--from-month", type=month_be, required=True, metavar="2569-12")
    channel.add_argument("--bank", default="", help=_("name or code of the bank"))
    channel.add_argument("--account-no", default="")
    channel.add_argument("--account-name", default="")
    channel.add_argument("--payee", default="", help=_("who receives, where not the person"))
    channel.add_argument("--payee-id", default="", help=_("the citizen ID of who receives"))
    channel.add_argument("--pay-point", default="", help=_("where cash is paid"))
    proxy = action(actions, "proxy", _proxy, _("record who may receive for the person"))
    proxy.add_argument("--name", required=True)
    proxy.add_argument("--citizen-id", default="")
    proxy.add_argument("--relation", default="")
    proxy.add_argument("--address", default="")
    proxy.add_argument("--phone", default="")
    add_day(proxy, "--until", words=_("last day of the authority"))
    proxy.add_argument("--staff", action="store_true", help=_("works for the office"))
    nobody = action(actions, "no-proxy", _no_proxy, _("nobody may receive for the person any more"))
    died = action(actions, "proxy-died", _proxy_died, _("the proxy died"))
    add_day(died, required=True, words=_("day of the death"))
    for command in (channel, proxy, nobody, died):
        add_who(command)
        add_scheme(command)
        add_why(command)


def _channel(session: Session, arguments: argparse.Namespace) -> None:
    code = bank_code(arguments.bank)
    if arguments.bank and not code:
        arguments.usage_error(_("“{text}” is no bank.").format(text=arguments.bank))
    choice = ChannelChoice(
        channel=arguments.channel,
        bank_code=code,
        account_no=arguments.account_no,
        account_name=arguments.account_name,
        payee_name=arguments.payee,
        payee_citizen_id=arguments.payee_id,
        pay_point=arguments.pay_point,
    )
    with session.store(write=True) as store:
        right = claim(store, arguments.who, arguments.scheme)
        chosen = operations.set_channel(store, right, choice, arguments.from_month, why=arguments.why)
    session.output.record(chosen.record, _("The way of payment was changed."))


def _proxy(session: Session, arguments: argparse.Namespace) -> None:
    proxy = Proxy(
        name=arguments.name,
        citizen_id=arguments.citizen_id,
        relation=arguments.relation,
        address=arguments.address,
        phone=arguments.phone,
        authority_until=arguments.until,
        is_staff=arguments.staff,
    )
    _set_proxy(session, arguments, proxy)


def _no_proxy(session: Session, arguments: argparse.Namespace) -> None:
    _set_proxy(session, arguments, None)


def _set_proxy(session: Session, arguments: argparse.Namespace, proxy: Proxy | None) -> None:
    with session.store(write=True) as store:
        right = claim(store, arguments.who, arguments.scheme)
        kept = operations.set_proxy(store, right, proxy, why=arguments.why)
    session.output.record(kept.record, _("Who may receive was recorded."))


def _proxy_died(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        right = claim(store, arguments.who, arguments.scheme)
        kept = operations.record_proxy_death(store, right, arguments.on, why=arguments.why)
    session.output.record(kept.record, _("Who may receive was recorded."))
