"""The forms of users: added, changed, disabled, let in again, given a password or a part; and of sealed sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sai_thong.ground.language import _
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.registers.trust.roles import RoleView
from sai_thong.ui.kit import FieldSpec, RecordForm


def add_form(roles: Mapping[str, RoleView], today: date) -> RecordForm:
    """A new user."""
    name = FieldSpec(
        "name", _("User name"), required=True, width=260, help=_("Stands in the history of everything the person does.")
    )
    specs = [name, *_facts(), _roles(roles), _password()]
    return RecordForm(_("Add a user"), specs, today=today, save_text=_("Add"))


def change_form(account: UserAccount, roles: Mapping[str, RoleView], today: date) -> RecordForm:
    """What is known of a user, and the roles."""
    values: dict[str, Any] = {each: getattr(account, each) for each in ("full_name", "position", "phone", "roles")}
    title = _("Change: {name}").format(name=account.name)
    return RecordForm(title, [*_facts(), _roles(roles), _why(required=False)], values, today=today)


def disable_form(name: str, today: date) -> RecordForm:
    """Why a user is let in no more."""
    title = _("Disable {name}").format(name=name)
    return RecordForm(title, [_why(required=True)], today=today, save_text=_("Disable"))


def again_form(name: str, today: date) -> RecordForm:
    """A new password for a user who is let in again."""
    title = _("Let {name} in again").format(name=name)
    return RecordForm(title, [_password(), _why(required=False)], today=today, save_text=_("Let in"))


def password_form(name: str, today: date) -> RecordForm:
    """A new password for a colleague."""
    return RecordForm(_("A new password for {name}").format(name=name), [_password()], today=today)


def grant_form(name: str, parts: Sequence[int], today: date) -> RecordForm:
    """Which sensitive part a colleague may open."""
    choices = [(str(part), _part_words(part)) for part in parts]
    spec = FieldSpec("part", _("Sensitive part"), "choice", required=True, choices=choices)
    title = _("Open a sensitive part for {name}").format(name=name)
    return RecordForm(title, [spec], {"part": choices[0][0]}, today=today, save_text=_("Open it"))


def handing_over_form(name: str, today: date) -> RecordForm:
    """Who takes over the work of a user."""
    told = _("With prefix and position; left empty it is written by hand.")
    title = _("Hand over the work of {name}").format(name=name)
    return RecordForm(
        title, [FieldSpec("to", _("Who takes over"), help=told)], today=today, save_text=_("Show the list")
    )


def sheet_form(today: date) -> RecordForm:
    """Where a recovery sheet lies sealed."""
    choices = [("0", _("The office's own")), *((str(part), _part_words(part)) for part in _parts())]
    specs = [
        FieldSpec("part", _("Which sheet"), "choice", required=True, choices=choices),
        FieldSpec("place", _("Where it lies"), required=True, help=_("Such as: the safe of the finance division.")),
        FieldSpec("sealed_on", _("Sealed on"), "date", required=True),
        FieldSpec("witnesses", _("Witnesses"), "notes", help=_("One a line.")),
    ]
    return RecordForm(_("Sealed recovery sheet"), specs, {"part": "0", "sealed_on": today}, today=today)


def account_of(values: Mapping[str, Any]) -> UserAccount:
    """The facts that a form tells of a user."""
    told: dict[str, Any] = {each: str(values[each] or "") for each in ("full_name", "position", "phone")}
    return UserAccount(name=str(values.get("name") or ""), **told)


def _facts() -> list[FieldSpec]:
    return [
        FieldSpec("full_name", _("Name and surname")),
        FieldSpec("position", _("Position")),
        FieldSpec("phone", _("Telephone"), width=200),
    ]


def _roles(roles: Mapping[str, RoleView]) -> FieldSpec:
    choices = [(key, role.title) for key, role in roles.items()]
    return FieldSpec("roles", _("Roles"), "multi-choice", required=True, choices=choices)


def _password() -> FieldSpec:
    told = _("Tell it to the person alone, who changes it at the bottom left under the own name.")
    return FieldSpec("password", _("Password"), "password", required=True, help=told)


def _why(*, required: bool) -> FieldSpec:
    return FieldSpec("why", _("Reason"), required=required, section=_("For the history"), width=560)


def _part_words(part: int) -> str:
    return _("Part {number}").format(number=part)


def _parts() -> range:
    return range(1, len(SENSITIVE_SETS) + 1)
