"""What a user of an office may do: tables by register, roles by account, handed to the store where it is opened.

The window and the command line admit the same way, so that no page, command or import has rules of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from sai_thong.db.permits import EVERYTHING, Action, Permits, TableRule
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.records import declaration_of
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.settings import (
    APPROVE_ON_SCREEN,
    APPROVE_OTHERS_ONLY,
    OfficeSettings,
    office_settings,
)
from sai_thong.registers.trust.accounts import Role, UserAccount
from sai_thong.registers.trust.roles import AREAS, OFFERED, allowed_by, roles_of

_WORK: Final = ("allowances", "petitions", "saraban", "assets")
_EVERY_WORK: Final = ("citizens", *_WORK, "office")

_BY_REGISTER: Final[Mapping[str, TableRule]] = {
    # Names, signers, villages and holidays stand on every paper; numbers and attached files are part of any work.
    "office": TableRule(written_with=("office",)),
    "numbers": TableRule(written_with=(*_WORK, "office")),
    "attachments": TableRule(written_with=_EVERY_WORK),
    "sync": TableRule(written_with=(*_EVERY_WORK, "sync")),
    "statistics": TableRule(written_with=("sync", *_WORK)),
}
_BY_TABLE: Final[Mapping[str, TableRule]] = {
    # The pattern of asset numbers and the codes of labels are settings that belong to the assets.
    "settings": TableRule(written_with=("office", "assets")),
    "hub_terms": TableRule(written_with=("sync",), action=Action.ADMINISTER),
    "user_accounts": TableRule(written_with=("trust",), action=Action.ADMINISTER),
    "roles": TableRule(written_with=("trust",), action=Action.ADMINISTER),
    "recovery_sheet_places": TableRule(written_with=("trust",), action=Action.ADMINISTER),
    # Letters of a petition or of a payment are numbered by whoever writes them.
    "outgoing_documents": TableRule(("saraban",), ("saraban", "petitions", "allowances")),
}
_APPROVALS: Final[Mapping[str, tuple[str, ...]]] = {
    "allowance_claims": ("ordered_by", "ordered_on", "order_no"),
    "payment_months": ("approved_by",),
    "petitions": ("decision", "decided_on"),
    "destruction_lists": ("considered_on",),
    "asset_repairs": ("approval_no", "approved_on"),
    "asset_loans": ("approved_by", "approved_on"),
    "asset_disposals": ("order_no", "ordered_on"),
    "asset_closings": ("closed_by",),
}
"""Fields that say that somebody approved, where the office approves on the screen."""


@cache
def table_rules() -> Mapping[str, TableRule]:
    """Who may read and write each table of the office."""
    # Imported where somebody is held to a role: most offices begin with one person, who has none.
    from dataclasses import replace

    from sai_thong.registers.catalogue import RECORD_TYPES

    rules: dict[str, TableRule] = {}
    for declared in map(declaration_of, RECORD_TYPES):
        own = TableRule((declared.register,), (declared.register,))
        rule = _BY_TABLE.get(declared.table) or _BY_REGISTER.get(declared.register) or own
        rules[declared.table] = replace(rule, approvals=frozenset(_APPROVALS.get(declared.table, ())))
    return rules


def permits_of(shelf: Shelf, user: str) -> Permits:
    """What a user may do.

    Everything, while the office has no accounts: whoever holds a key of the file then holds every role. Afterwards who
    has no account may nothing, so that a key given beside this program opens no register. The recovery sheet opens
    for nobody by name (`user` is empty) and everything: it is what sets an office right again.
    """
    settings = office_settings(shelf)
    accounts = {each.name: each for each in shelf.find(UserAccount)}
    if not accounts or not user:
        return _with_settings(EVERYTHING, settings)
    account = accounts.get(user)
    held = roles_of(shelf)
    roles = [held[key] for key in account.roles if key in held] if account and account.active else []
    return _with_settings(Permits(allowed_by(roles), table_rules(), AREAS), settings)


def admit(store: Store) -> None:
    """Hold the user of an open store to what the roles allow; again where accounts, roles or settings changed."""
    with store.by_program():
        store.permit(permits_of(store, store.user))


def follow(store: Store, changes: object) -> bool:
    """Admit anew where accounts, roles or settings changed; gives whether more or less is allowed now."""
    touches = getattr(changes, "touches", None)
    if touches is None or not touches(UserAccount, Role, Setting):
        return False
    before = store.permits
    admit(store)
    offered = [(area, action) for area, actions in OFFERED.items() for action in actions]
    return any(before.allows(*each) != store.permits.allows(*each) for each in offered)


def _with_settings(permits: Permits, settings: OfficeSettings) -> Permits:
    from dataclasses import replace

    if not settings.flag(APPROVE_ON_SCREEN):
        return permits
    own = settings.flag(APPROVE_OTHERS_ONLY)
    return replace(permits, tables=table_rules(), labels=AREAS, approves_on_screen=True, refuses_own=own)
