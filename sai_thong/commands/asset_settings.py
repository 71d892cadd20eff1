"""What the office settles for all its assets: classes of numbers, useful lives, how numbers are written."""

from __future__ import annotations

import argparse
import dataclasses

from sai_thong.commands.asset_facts import add_fields, fields_given
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, one_of
from sai_thong.ground.language import _
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.numbering import number_template, set_number_template
from sai_thong.registers.assets.records import AssetClass, PublishedLife
from sai_thong.registers.assets.rules.numbers import Scope
from sai_thong.registers.assets.settled import asset_classes, correct_life, publish_life, settle_class


def add_to(actions: Actions) -> None:
    """Declare the actions."""
    action(actions, "types", _types, _("the table of useful lives"))
    action(actions, "classes", _classes, _("the classes of the office's own book"))
    settle = action(actions, "class", _settle_class, _("say what a class of numbers is"))
    settle.add_argument("code", metavar="416")
    settle.add_argument("--name", default="", help=_("what the office calls it"))
    settle.add_argument("--type", dest="type_key", default="", help=_("type in the table of useful lives"))
    settle.add_argument("--source", default="", help=_("where the class comes from"))
    action(actions, "lives", _lives, _("the useful lives the office published"))
    life = action(actions, "life", _publish, _("keep a useful life that the office published"))
    life.add_argument("type_key", metavar=_("TYPE"))
    life.add_argument("years", type=int, metavar=_("YEARS"))
    add_day(life, "--from", words=_("for assets acquired from this day"), required=True)
    life.add_argument("--announcement", default="", help=_("number of the announcement"))
    add_day(life, "--announced", words=_("day of the announcement"))
    life.add_argument("--outside-because", default="", help=_("why it lies outside the range of the table"))
    correct = action(actions, "correct-life", _correct_life, _("say anew a useful life that was typed wrongly"))
    correct.add_argument("life", metavar="ID", help=_("the id that “assets lives” lists"))
    add_fields(
        correct, PublishedLife, ("years", "effective_from", "announcement_no", "announced_on", "outside_range_why")
    )
    add_why(correct, required=True)
    numbering = action(actions, "numbering", _numbering, _("how numbers are written, and saying it anew"))
    numbering.add_argument("--template", help=_("such as {cat}-{fy2}-{seq}"))
    numbering.add_argument("--digits", type=int, help=_("digits of the running number"))
    numbering.add_argument("--scope", help=_("what a running number begins anew with"), **one_of(Scope))
    numbering.add_argument("--prefix", help=_("what stands for {pre}"))
    for command in (settle, life, numbering):
        add_why(command)


def _types(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        types = asset_law(store).choices.types_on(session.today)
    document = [
        {
            "key": each.key,
            "name": each.name,
            "group": each.group.value,
            "least_years": each.least_years,
            "most_years": each.most_years,
        }
        for each in types
    ]
    rows = ((each.key, each.name, each.least_years, each.most_years) for each in types)
    session.output.result(document, table((_("type"), _("name"), _("at least"), _("at most")), rows))


def _classes(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        session.output.records(AssetClass, asset_classes(store), ("code", "name", "type_key", "source"))


def _settle_class(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = settle_class(
            store,
            arguments.code,
            name=arguments.name,
            type_key=arguments.type_key,
            on=session.today,
            source=arguments.source,
            why=arguments.why,
        )
    session.output.record(saved.record)


def _lives(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        lives = store.find(PublishedLife)
    session.output.records(PublishedLife, lives, ("type_key", "years", "effective_from", "announcement_no"))


def _publish(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = publish_life(
            store,
            arguments.type_key,
            arguments.years,
            effective_from=getattr(arguments, "from"),
            announcement_no=arguments.announcement,
            announced_on=arguments.announced,
            outside_range_why=arguments.outside_because,
            why=arguments.why,
        )
    session.output.record(saved.record)


def _correct_life(session: Session, arguments: argparse.Namespace) -> None:
    told = fields_given(arguments)
    with session.store(write=True) as store:
        saved = correct_life(store, store.get(PublishedLife, arguments.life), told, why=arguments.why)
    session.output.record(saved.record)


def _numbering(session: Session, arguments: argparse.Namespace) -> None:
    given = {
        "text": arguments.template,
        "digits": arguments.digits,
        "scope": arguments.scope,
        "prefix": arguments.prefix,
    }
    said = {name: value for name, value in given.items() if value is not None}
    with session.store(write=bool(said)) as store:
        known = dataclasses.replace(number_template(store), **said)
        if said:
            set_number_template(store, known, why=arguments.why)
    session.output.result(plain(known), [f"{known.text}\t{known.digits}\t{known.scope.value}\t{known.prefix}"])
