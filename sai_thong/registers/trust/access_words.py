"""The access log in words, and which entries of it tell of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sai_thong.db.access_log import Access, Seen
from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet

ACCESS_LABELS: Final[Mapping[Access, str]] = {
    Access.VIEW: N_("The record was looked at"),
    Access.VIEW_SEALED: N_("A record of a part with its own key was looked at"),
    Access.UNMASK: N_("Shown whole"),
    Access.SEARCH: N_("Searched for by citizen ID"),
    Access.PRINT: N_("Paper made"),
    Access.REPRINT: N_("Printed again"),
    Access.EXPORT: N_("Exported"),
    Access.EXPORT_WHOLE: N_("Exported with everything personal"),
    Access.SIGN_IN: N_("Signed in"),
    Access.SIGN_OUT: N_("Screen hidden or handed over"),
    Access.REFUSED: N_("Refused: wrong password"),
    Access.PASSWORD: N_("Own password changed"),
    Access.PASSWORD_BY_SHEET: N_("New password by the recovery sheet"),
    Access.SET_OPENED: N_("A part with its own key was opened to a user"),
    Access.NEW_SHEET: N_("New recovery sheet made"),
}
"""English msgids."""


def access_words(seen: Seen) -> str:
    """What was done."""
    return _(ACCESS_LABELS[seen.kind]) if seen.kind else _("Something a newer program wrote")


def ids_of_person(store: Store, citizen: Citizen) -> list[str]:
    """Under which ids the log speaks of a person: the citizen, what was joined to it, and the claims this user may see.

    A list or a paper of many names nobody in the log: it stands there by its month or its name.
    """
    people = with_joined(store, citizen)
    return [*(each.id for each in people), *(claim.id for each in people for claim in _claims(store, each))]


def _claims(store: Store, citizen: Citizen) -> Iterator[Claim]:
    for scheme_set in SchemeSet:
        try:
            yield from shelf_of(store, scheme_set).find(Claim, person_id=citizen.id)
        except SetClosed:
            continue
