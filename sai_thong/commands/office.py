"""``office``: make a new office's file, say who the office is, or show it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from sai_thong.commands import office_computers
from sai_thong.commands.opening import PASSWORD_VARIABLE, Session, new_password
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.types import add_why
from sai_thong.commands.users import sheet_document, sheet_lines
from sai_thong.db.store import Store
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.office.operations import current_office, set_office
from sai_thong.registers.office.records import Office
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS, add_missing_sets

FIRST_USER: Final = "admin"
_FIELDS: Final = ("kind", "district", "province", "address", "postcode", "phone", "email", "letter_code")


class PictureOutOfReach(EnvironmentTrouble):
    """The picture's file cannot be read."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("The picture {file} cannot be read.").format(file=file.name),
            kept=_("Nothing was changed."),
            do=_("See that the file is there, and try again."),
        )


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "office", _("the office's file"))
    create = action(actions, "create", _create, _("make a new office's file"))
    create.add_argument("--as", dest="first_user", default=FIRST_USER, help=_("name of the first user"))
    change = action(actions, "set", _set, _("say who the office is"))
    for command in (create, change):
        command.add_argument("--name", required=command is create, help=_("name of the subdistrict"))
        command.add_argument("--code", required=command is create, help=_("code of the office"))
        _add_fields(command)
    add_why(change)
    office_computers.add_join(actions)
    action(actions, "show", _show, _("what the office says of itself"))
    told = _("give an older file the keys of its newer parts, with their recovery sheets")
    action(actions, "add-set", _add_sets, told)
    garuda = action(actions, "garuda", _garuda, _("the office's own image of the Garuda"))
    garuda.add_argument("file", type=Path, metavar=_("FILE"), help=_("PNG or JPEG"))
    add_why(garuda)


def _add_fields(command: CommandParser) -> None:
    for name in _FIELDS:
        command.add_argument(f"--{name.replace('_', '-')}")


def _create(session: Session, arguments: argparse.Namespace) -> None:
    told = {name: value for name in _FIELDS if (value := getattr(arguments, name)) is not None}
    store, sheets = Store.create(
        session.store_path,
        office=arguments.name,
        user=arguments.first_user,
        password=new_password(PASSWORD_VARIABLE),
        clock=session.clock,
        sets=SENSITIVE_SETS,
    )
    with store:
        set_office(store, Office(name=arguments.name, code=arguments.code, **told))
    document = {
        "store": str(session.store_path),
        "user": arguments.first_user,
        "recovery": [sheet_document(sheet) for sheet in sheets],
    }
    made = _("The office's file {name} was made.").format(name=session.store_path)
    session.output.result(document, [made, *sheet_lines(sheets)])


def _set(session: Session, arguments: argparse.Namespace) -> None:
    names = ("name", "code", *_FIELDS)
    told = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    with session.store(write=True) as store:
        known = current_office(store)
        before = {name: getattr(known, name) for name in names} if known else {"name": "", "code": ""}
        kept = set_office(store, Office(**before | told), reason=arguments.why)
    session.output.record(kept.record, _("The office was kept."))


def _show(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        office = current_office(store)
        head = store.head()
    document = {name: getattr(office, name) if office else "" for name in ("name", "code", *_FIELDS)}
    document["journal_head"] = f"{head.file_id}.{head.counter} {head.printed}"
    session.output.result(document, [f"{name}\t{value}" for name, value in document.items() if value])


def _add_sets(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        sheets = add_missing_sets(store)
    document = {"recovery": [sheet_document(sheet) for sheet in sheets]}
    nothing = [_("The file has the keys of all its parts already.")]
    session.output.result(document, sheet_lines(sheets) if sheets else nothing)


def _garuda(session: Session, arguments: argparse.Namespace) -> None:
    # The picture library is loaded only where a picture is kept.
    from sai_thong.registers.office.pictures import set_picture

    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        raise PictureOutOfReach(arguments.file) from error
    with session.store(write=True) as store:
        kept = set_picture(store, content, reason=arguments.why).record
    session.output.result({"picture": kept.key, "bytes": len(content)}, [_("The Garuda was kept.")])
