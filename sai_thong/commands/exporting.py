"""``export``: a register, or a list of the office's work, as a workbook."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import add_month, add_output, add_set, year_be
from sai_thong.commands.whom import person
from sai_thong.ground.language import _

if TYPE_CHECKING:
    from sai_thong.exchange.export import Exported


def add_to(commands: Actions) -> None:
    """Declare the command."""
    command = action(commands, "export", _export, _("write a register to a workbook"))
    command.add_argument("register", metavar=_("REGISTER"), help=_("which register, such as citizens"))
    add_month(command, required=False)
    command.add_argument(
        "--year", type=year_be, metavar="2570", help=_("payments of a fiscal year, petitions of a year")
    )
    add_set(command)
    command.add_argument("--who", metavar=_("WHO"), help=_("whose history: citizen ID, or the id that lists show"))
    command.add_argument("--unmask", action="store_true", help=_("write personal data whole; needs a reason"))
    command.add_argument("--reason", "--why", dest="why", default="", help=_("reason, kept in the journal"))
    add_output(command)


def _export(session: Session, arguments: argparse.Namespace) -> None:
    # The workbook writer is loaded only where a workbook is written.
    from sai_thong.exchange.assets.register import NAME as ASSETS
    from sai_thong.exchange.export import EXPORTED, export_register
    from sai_thong.exchange.export_lists import ListName
    from sai_thong.exchange.petition_register import NAME as PETITIONS

    choices = (*EXPORTED, *ListName, PETITIONS, ASSETS)
    if arguments.register not in choices:
        arguments.usage_error(
            _("“{text}” is none of: {choices}").format(text=arguments.register, choices=", ".join(choices))
        )
    if arguments.unmask and not arguments.why.strip():
        arguments.usage_error(_("Say with --reason why personal data are written whole."))
    if arguments.register == PETITIONS:
        done = _export_petitions(session, arguments)
    elif arguments.register == ASSETS:
        done = _export_assets(session, arguments)
    elif arguments.register in EXPORTED:
        with session.store(write=False) as store:
            done = export_register(store, arguments.register, arguments.file)
    else:
        done = _export_list(session, arguments)
    told = _("{count} rows were written to {file}.").format(count=done.rows, file=arguments.file)
    session.output.result({"rows": done.rows, "file": str(arguments.file)}, [told])


def _export_list(session: Session, arguments: argparse.Namespace) -> Exported:
    from sai_thong.exchange.export_lists import ListName, ListRequest, export_list

    name = ListName(arguments.register)
    if name is ListName.PAYMENTS and (arguments.month is None) is (arguments.year is None):
        arguments.usage_error(_("Say --month or --year."))
    if name is ListName.HISTORY and not arguments.who:
        arguments.usage_error(_("Say with --who whose history."))
    # Only what is written whole must be noted; a masked list is written beside an open window.
    with session.store(write=arguments.unmask) as store:
        request = ListRequest(
            name,
            scheme_set=arguments.scheme_set,
            month=arguments.month,
            fiscal_year_be=arguments.year,
            person=person(store, arguments.who) if arguments.who else None,
            unmask=arguments.unmask,
            why=arguments.why,
        )
        return export_list(store, request, arguments.file)


def _export_petitions(session: Session, arguments: argparse.Namespace) -> Exported:
    from sai_thong.exchange.petition_register import export_petitions

    # As of other lists: only what is written whole must be noted.
    with session.store(write=arguments.unmask) as store:
        return export_petitions(
            store, arguments.file, year_be=arguments.year, unmask=arguments.unmask, why=arguments.why
        )


def _export_assets(session: Session, arguments: argparse.Namespace) -> Exported:
    from sai_thong.exchange.assets.register import export_assets

    # As of other lists: only what is written whole must be noted.
    with session.store(write=arguments.unmask) as store:
        return export_assets(store, arguments.file, unmask=arguments.unmask, why=arguments.why)
