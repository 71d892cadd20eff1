"""``users``: who may open the office's file, their passwords, and the recovery sheets."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session, new_password, password
from sai_thong.commands.parser import Actions, action, group
from sai_thong.db import slots
from sai_thong.db.recovery import RecoverySheet
from sai_thong.ground.language import _
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

CODE_VARIABLE = "SAI_THONG_RECOVERY_CODE"


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "users", _("who may open the office's file"))
    action(actions, "list", _list, _("their names"))
    add = action(actions, "add", _add, _("let one more person open the file"))
    told = _("a part with its own key that the person may open")
    add.add_argument("--with-set", dest="sets", action="append", default=[], choices=SENSITIVE_SETS, help=told)
    remove = action(actions, "remove", _remove, _("take the file away from a person"))
    grant = action(actions, "grant", _grant, _("let a person open a part with its own key"))
    part = action(
        actions, "recover-set", _recover_set, _("let a person open a part with its own key, by its own sheet")
    )
    forgotten = action(actions, "recover", _recover, _("a new password by the recovery sheet"))
    told = _("the code on the sheet; from {variable} if not said").format(variable=CODE_VARIABLE)
    for command in (forgotten, part):
        command.add_argument("--code", help=told)
    action(actions, "password", _change_password, _("change the password of whoever opens the file"))
    sheet = action(actions, "new-sheet", _new_sheet, _("a new recovery sheet; the old one opens nothing any more"))
    for command in (add, remove, grant, part, forgotten):
        command.add_argument("name", metavar=_("NAME"))
    for command in (grant, part, sheet):
        command.add_argument(
            "--for-set", required=command is not sheet, choices=SENSITIVE_SETS, help=_("the part with its own key")
        )


def _list(session: Session, _arguments: argparse.Namespace) -> None:
    names = slots.users(session.store_path)
    session.output.result(list(names), names)


def _add(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        slots.add_user(session.store_path, store.keys, arguments.name, new_password(), arguments.sets)
    _tell(session, arguments.name, _("{name} may open the file now."))


def _remove(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True):
        slots.remove_user(session.store_path, arguments.name)
    _tell(session, arguments.name, _("{name} may not open the file any more."))


def _grant(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        slots.grant_set(session.store_path, store.keys, arguments.name, arguments.for_set)
    _tell(session, arguments.name, _("{name} may open this part from the next opening on."))


def _change_password(session: Session, _arguments: argparse.Namespace) -> None:
    old = password()
    with session.store(write=True) as store:
        name = store.user
        slots.change_password(session.store_path, name, old, new_password())
    _tell(session, name, _("{name} has a new password."))


def _recover(session: Session, arguments: argparse.Namespace) -> None:
    code = arguments.code or password(CODE_VARIABLE, _("Recovery code: "))
    slots.reset_password(session.store_path, code, arguments.name, new_password())
    _tell(session, arguments.name, _("{name} has a new password."))


def _recover_set(session: Session, arguments: argparse.Namespace) -> None:
    code = arguments.code or password(CODE_VARIABLE, _("Recovery code: "))
    with session.store(write=True) as store:
        key = slots.recover_set(session.store_path, arguments.for_set, code)
        ring = store.keys.with_set(arguments.for_set, key)
        slots.grant_set(session.store_path, ring, arguments.name, arguments.for_set)
    _tell(session, arguments.name, _("{name} may open this part from the next opening on."))


def _new_sheet(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        office = store.fact("office_name")
        sheet = slots.renew_recovery(
            session.store_path, store.keys, office=office, clock=session.clock, for_set=arguments.for_set
        )
    session.output.result({"recovery": [sheet_document(sheet)]}, sheet_lines([sheet]))


def sheet_document(sheet: RecoverySheet) -> dict[str, str]:
    """A recovery sheet for a program."""
    return {"for": sheet.for_set or "office", "code": sheet.code}


def sheet_lines(sheets: list[RecoverySheet]) -> list[str]:
    """Recovery sheets for a person."""
    told = _("Write down the recovery codes and keep them sealed; they are shown only now:")
    return [told, *(f"  {sheet.for_set or 'office'}: {sheet.code}" for sheet in sheets)]


def _tell(session: Session, name: str, sentence: str) -> None:
    session.output.result({"user": name}, [sentence.format(name=name)])
