"""``users``: who may open the office's file and as what, their passwords, and the recovery sheets."""

from __future__ import annotations

import argparse
from dataclasses import replace

from sai_thong.commands.opening import Session, new_password, password
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.types import thai_day
from sai_thong.db import slots
from sai_thong.db.recovery import RecoverySheet
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS, part_number
from sai_thong.registers.trust import key_changes, users
from sai_thong.registers.trust.accounts import SheetPlace, UserAccount

CODE_VARIABLE = "SAI_THONG_RECOVERY_CODE"


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "users", _("who may open the office's file"))
    action(actions, "list", _list, _("their names"))
    action(actions, "show", _show, _("their roles, and who may not sign in any more"))
    add = action(actions, "add", _add, _("let one more person open the file"))
    told = _("a part with its own key that the person may open")
    add.add_argument("--with-set", dest="sets", action="append", default=[], choices=SENSITIVE_SETS, help=told)
    change = action(actions, "change", _change, _("give a person other roles, or write down who it is"))
    for command in (add, change):
        _add_account(command, roles_needed=command is add)
    disable = action(actions, "disable", _disable, _("let a person in no more; the account stays"))
    disable.add_argument("--why", required=True, help=_("reason, for the journal"))
    again = action(actions, "let-in-again", _let_in_again, _("let a person in again who was disabled"))
    given = action(actions, "give-password", _give_password, _("a new password for a colleague who forgot it"))
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
    sealed = action(actions, "sheet-sealed", _sheet_sealed, _("write down where a recovery sheet lies sealed"))
    sealed.add_argument("--for-set", choices=SENSITIVE_SETS, help=_("the part with its own key"))
    sealed.add_argument("--place", required=True, help=_("where it lies, such as the office's safe"))
    sealed.add_argument("--on", type=thai_day, help=_("day it was sealed; today if not said"))
    sealed.add_argument("--witness", dest="witnesses", action="append", default=[], help=_("who saw it; once for each"))
    action(actions, "sheets", _sheets, _("where the recovery sheets lie"))
    for command in (add, change, disable, again, given, grant, part, forgotten):
        command.add_argument("name", metavar=_("NAME"))
    for command in (grant, part, sheet):
        command.add_argument(
            "--for-set", required=command is not sheet, choices=SENSITIVE_SETS, help=_("the part with its own key")
        )


def _list(session: Session, _arguments: argparse.Namespace) -> None:
    names = slots.users(session.store_path)
    session.output.result(list(names), names)


def _add_account(command: CommandParser, *, roles_needed: bool) -> None:
    told = _("a role the person has; once for each")
    command.add_argument("--role", dest="roles", action="append", required=roles_needed, help=told)
    command.add_argument("--full-name", help=_("name and surname"))
    command.add_argument("--position", help=_("position"))
    command.add_argument("--phone", help=_("telephone"))


def _facts(arguments: argparse.Namespace, known: UserAccount) -> UserAccount:
    said = {each: getattr(arguments, each) for each in ("full_name", "position", "phone")}
    return replace(known, **{name: value for name, value in said.items() if value is not None})


def _show(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = users.users_of(store)
    documents = [
        {
            "name": each.name,
            "roles": list(each.roles),
            "opens": each.opens,
            "sets": list(each.sets),
            "full_name": each.account.full_name if each.account else "",
            "disabled_on": each.account.disabled_on.isoformat() if each.account and each.account.disabled_on else None,
        }
        for each in found
    ]
    rows = (
        (each.name, ", ".join(each.roles), _("may sign in") if each.opens else _("may not sign in")) for each in found
    )
    session.output.result(documents, table((_("name"), _("roles"), _("state")), rows))


def _add(session: Session, arguments: argparse.Namespace) -> None:
    facts = _facts(arguments, UserAccount(name=arguments.name))
    with session.store(write=True) as store:
        users.add_user(store, arguments.name, new_password(), roles=arguments.roles, facts=facts, sets=arguments.sets)
    _tell(session, arguments.name, _("{name} may open the file now."))


def _change(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        known = next(iter(store.find(UserAccount, name=arguments.name)), UserAccount(name=arguments.name))
        done = users.change_account(store, arguments.name, roles=arguments.roles, facts=_facts(arguments, known))
    session.output.record(done.record)


def _disable(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        users.disable_user(store, arguments.name, why=arguments.why)
    _tell(session, arguments.name, _("{name} may not open the file any more."))


def _let_in_again(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        users.let_in_again(store, arguments.name, new_password())
    _tell(session, arguments.name, _("{name} may open the file now."))


def _give_password(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        users.give_password(store, arguments.name, new_password())
    _tell(session, arguments.name, _("{name} has a new password."))


def _sheet_sealed(session: Session, arguments: argparse.Namespace) -> None:
    part = part_number(arguments.for_set) if arguments.for_set else 0
    with session.store(write=True) as store:
        done = users.keep_sheet_place(store, part, arguments.place, arguments.on or session.today, arguments.witnesses)
    session.output.record(done.record)


def _sheets(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = [place for _part, place in sorted(users.sheet_places(store).items())]
    session.output.records(SheetPlace, found, ("part", "sealed_on", "place"))


def _grant(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        key_changes.open_set_to(store, arguments.name, arguments.for_set)
    _tell(session, arguments.name, _("{name} may open this part from the next opening on."))


def _change_password(session: Session, _arguments: argparse.Namespace) -> None:
    old = password()
    with session.store(write=True) as store:
        name = store.user
        key_changes.change_own_password(store, old, new_password())
    _tell(session, name, _("{name} has a new password."))


def _recover(session: Session, arguments: argparse.Namespace) -> None:
    code = arguments.code or password(CODE_VARIABLE, _("Recovery code: "))
    key_changes.reset_password_by_sheet(session.store_path, code, arguments.name, new_password(), session.clock)
    _tell(session, arguments.name, _("{name} has a new password."))


def _recover_set(session: Session, arguments: argparse.Namespace) -> None:
    code = arguments.code or password(CODE_VARIABLE, _("Recovery code: "))
    with session.store(write=True) as store:
        key_changes.open_set_by_sheet(store, arguments.name, arguments.for_set, code)
    _tell(session, arguments.name, _("{name} may open this part from the next opening on."))


def _new_sheet(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        sheet = key_changes.renew_sheet(store, arguments.for_set)
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
