"""Short names of what an import finds, for the filter of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sai_thong.exchange.assets.findings import NoteKind
from sai_thong.exchange.findings import FindingKind
from sai_thong.ground.language import N_

FINDING_KIND_WORDS: Final[Mapping[FindingKind, str]] = {
    FindingKind.DUPLICATE_ROW: N_("Rows that stand twice"),
    FindingKind.CONTRADICTING_ROW: N_("Rows that contradict each other"),
    FindingKind.BIRTH_MISSING: N_("No birth date"),
    FindingKind.AGE_DIFFERS: N_("Age does not fit the birth date"),
    FindingKind.PREFIX_AGE: N_("Prefix does not fit the age"),
    FindingKind.HOUSE_WAS_DATE: N_("House number was a date"),
    FindingKind.VILLAGE_UNREAD: N_("Village not understood"),
    FindingKind.ADDRESS_UNREAD: N_("Address not understood"),
    FindingKind.ACCOUNT_UNREAD: N_("Account not understood"),
    FindingKind.BANK_UNKNOWN: N_("Bank not known"),
    FindingKind.AMOUNT_UNREAD: N_("Amount not understood"),
    FindingKind.AMOUNT_DIFFERS: N_("Amount differs from the rules"),
    FindingKind.DEATH_DATE_UNREAD: N_("Died, date not understood"),
    FindingKind.MOVE_WITHOUT_DATE: N_("Move without its date"),
    FindingKind.STRUCK_OFF: N_("Struck off the list"),
    FindingKind.STOPPED: N_("Payment stopped"),
    FindingKind.NOT_THAI_CLASS: N_("Nationality to be looked at"),
    FindingKind.KIND_UNKNOWN: N_("Kind of disability not known"),
    FindingKind.EXPIRY_UNREAD: N_("Card expiry not understood"),
    FindingKind.WITHOUT_ID: N_("Without citizen ID"),
    FindingKind.TITLE_OTHER_SCHEME: N_("Title speaks of another allowance"),
    FindingKind.POSSIBLE_DUPLICATE: N_("Perhaps registered already"),
    FindingKind.MERGED_PERSON: N_("Merged with somebody"),
    FindingKind.CHANGED: N_("Changed values"),
    FindingKind.REGISTRAR_KEPT: N_("Differs from the registrar"),
    FindingKind.ALIVE_ON_LIST: N_("Died, but on the list"),
    FindingKind.RIGHT_ENDED: N_("Right ended, but on the list"),
    FindingKind.NOT_ON_REGISTRY: N_("Not on the registrar's list"),
}
"""English message ids; show them through `_`."""

NOTE_KIND_WORDS: Final[Mapping[NoteKind, str]] = {
    NoteKind.NUMBER_AWAITED: N_("Waiting for a number"),
    NoteKind.PRICE_MISSING: N_("No price"),
    NoteKind.DATE_MISSING: N_("No day of acceptance"),
    NoteKind.DATE_ESTIMATED: N_("Day estimated"),
    NoteKind.CONDITION_UNREAD: N_("Condition not understood"),
    NoteKind.KIND_UNKNOWN: N_("Type not known"),
    NoteKind.CLASS_WITHOUT_TYPE: N_("Classes without a type"),
    NoteKind.SPLIT: N_("Several things in a row"),
    NoteKind.PRICE_OF_ONE_OR_ALL: N_("Price of one or of all"),
    NoteKind.PRICES_DISAGREE: N_("Prices that disagree"),
    NoteKind.LIFE_UNREAD: N_("Useful life not understood"),
    NoteKind.STRUCK_OFF: N_("Disposed of"),
    NoteKind.DUPLICATE_ROW: N_("Rows that stand twice"),
    NoteKind.CHANGED: N_("Changed values"),
    NoteKind.LEFT_REGISTER: N_("Struck off, left as it was"),
    NoteKind.STATE_KEPT: N_("State differs from the register"),
}
"""The same of lists of assets."""


def kind_words(kind: FindingKind | NoteKind) -> str:
    """The message id of a kind."""
    return NOTE_KIND_WORDS[kind] if isinstance(kind, NoteKind) else FINDING_KIND_WORDS[kind]
