"""``office``: make a new office's file, or show what it says of itself."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session, password
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.shelves import SENSITIVE_SETS
from sai_thong.registers.office.operations import current_office, set_office
from sai_thong.registers.office.records import Office

FIRST_USER = "admin"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    office = commands.add_parser("office", help=_("the office's file"))
    actions = office.add_subparsers(dest="action", required=True)
    create = actions.add_parser("create", help=_("make a new office's file"))
    create.add_argument("--name", required=True, help=_("name of the subdistrict"))
    create.add_argument("--code", required=True, help=_("code of the office"))
    create.add_argument("--district", default="", help=_("district"))
    create.add_argument("--province", default="", help=_("province"))
    create.add_argument("--as", dest="first_user", default=FIRST_USER, help=_("name of the first user"))
    create.set_defaults(run=_create)
    show = actions.add_parser("show", help=_("what the office says of itself"))
    show.set_defaults(run=_show)


def _create(session: Session, arguments: argparse.Namespace) -> None:
    store, sheets = Store.create(
        session.store_path,
        office=arguments.name,
        user=arguments.first_user,
        password=password(),
        clock=session.clock,
        sets=SENSITIVE_SETS,
    )
    with store:
        set_office(
            store,
            Office(
                name=arguments.name,
                code=arguments.code,
                district=arguments.district,
                province=arguments.province,
            ),
        )
    document = {
        "store": str(session.store_path),
        "user": arguments.first_user,
        "recovery": [{"for": sheet.for_set or "office", "code": sheet.code} for sheet in sheets],
    }
    lines = [
        _("The office's file {name} was made.").format(name=session.store_path),
        _("Write down the recovery codes and keep them sealed; they are shown only now:"),
        *(f"  {each['for']}: {each['code']}" for each in document["recovery"]),
    ]
    session.output.result(document, lines)


def _show(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        office = current_office(store)
        head = store.head()
        document = {
            "name": office.name if office else "",
            "code": office.code if office else "",
            "district": office.district if office else "",
            "province": office.province if office else "",
            "journal_head": f"{head.file_id}.{head.counter} {head.printed}",
        }
    session.output.result(document, [f"{name}\t{value}" for name, value in document.items()])
