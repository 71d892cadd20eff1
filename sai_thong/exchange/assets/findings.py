"""What an import of assets tells the clerk: rows that were not taken, and things to look at in rows that were."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sai_thong.exchange.workbooks import Row
from sai_thong.ground.language import N_, _


class NoteKind(StrEnum):
    """Something a person should look at; the row itself was taken."""

    NUMBER_AWAITED = "number-awaited"
    PRICE_MISSING = "price-missing"
    DATE_MISSING = "date-missing"
    DATE_ESTIMATED = "date-estimated"
    CONDITION_UNREAD = "condition-unread"
    KIND_UNKNOWN = "kind-unknown"
    CLASS_WITHOUT_TYPE = "class-without-type"
    SPLIT = "split"
    PRICE_OF_ONE_OR_ALL = "price-of-one-or-all"
    PRICES_DISAGREE = "prices-disagree"
    LIFE_UNREAD = "life-unread"
    STRUCK_OFF = "struck-off"
    DUPLICATE_ROW = "duplicate-row"
    CHANGED = "changed"
    STATE_KEPT = "state-kept"
    LEFT_REGISTER = "left-register"


_SENTENCES: Final[dict[NoteKind, str]] = {
    NoteKind.NUMBER_AWAITED: N_("{number} has no asset number; {count} cards wait for one."),
    NoteKind.PRICE_MISSING: N_("{number} has no price; its value must be checked."),
    NoteKind.DATE_MISSING: N_("{number} has no day of acceptance; its value must be checked."),
    NoteKind.DATE_ESTIMATED: N_("The day of {number} is not known whole; {day} stands for it, as an estimate."),
    NoteKind.CONDITION_UNREAD: N_("The condition “{written}” is not known; taken as usable."),
    NoteKind.KIND_UNKNOWN: N_("“{written}” is no type of the table of useful lives; choose it for the class."),
    NoteKind.CLASS_WITHOUT_TYPE: N_(
        "The class {code} ({name}) has no type yet: {count} cards must be checked until it is chosen."
    ),
    NoteKind.SPLIT: N_("{count} cards were made: {first} to {last}."),
    NoteKind.PRICE_OF_ONE_OR_ALL: N_("{number} is {count} things; {price} baht was taken as the price of one."),
    NoteKind.PRICES_DISAGREE: N_("{number}: quantity and price of one do not make the total; the total was taken."),
    NoteKind.LIFE_UNREAD: N_("The useful life of {number} could not be read."),
    NoteKind.STRUCK_OFF: N_("{number} is disposed of, and the list does not say when."),
    NoteKind.DUPLICATE_ROW: N_("{number} stands in row {first} of “{sheet}” already with the same data; taken once."),
    NoteKind.CHANGED: N_("{number}: {field} was “{before}”, now “{after}”."),
    NoteKind.LEFT_REGISTER: N_("{number} was struck off; what the list says otherwise was not taken."),
    NoteKind.STATE_KEPT: N_("{number}: the list says “{written}”, the register “{kept}”. The register's was kept."),
}


@dataclass(frozen=True)
class AssetNote:
    """One thing to look at.

    Attributes:
        kind: What it is.
        sheet, row: Where it stands; row 0 when it concerns the register.
        values: The values its sentence names.
    """

    kind: NoteKind
    sheet: str = ""
    row: int = 0
    values: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The finding as a sentence in the language of the window."""
        shown = {name: _(value) if name == "field" else value for name, value in self.values}
        return _(_SENTENCES[self.kind]).format(**shown)


class AssetRejectCode(StrEnum):
    """Why a row was not taken."""

    BAD_DATE = "bad-date"
    FUTURE_DATE = "future-date"
    BAD_PRICE = "bad-price"
    BAD_QUANTITY = "bad-quantity"
    NUMBERS_UNTOLD = "numbers-untold"
    NUMBER_TWICE = "number-twice"
    BAD_ACCUMULATED = "bad-accumulated"
    NO_YEAR = "no-year"


_REASONS: Final[dict[AssetRejectCode, str]] = {
    AssetRejectCode.BAD_DATE: N_("“{value}” cannot be read as one date."),
    AssetRejectCode.FUTURE_DATE: N_("The date “{value}” lies in the future."),
    AssetRejectCode.BAD_PRICE: N_("“{value}” is no price."),
    AssetRejectCode.BAD_QUANTITY: N_("“{value}” is no quantity."),
    AssetRejectCode.NUMBERS_UNTOLD: N_(
        "The numbers of the other things do not follow from “{value}”; write a row for each."
    ),
    AssetRejectCode.NUMBER_TWICE: N_("The number {value} stands in another row with other data."),
    AssetRejectCode.BAD_ACCUMULATED: N_(
        "“{value}” cannot have been written off: look at the price, the day, and the fiscal year of the old book."
    ),
    AssetRejectCode.NO_YEAR: N_("Nothing says until which fiscal year “{value}” was written off."),
}


@dataclass(frozen=True)
class RejectedAsset:
    """A row that was not taken, with all that is needed to mend it and read it again.

    Attributes:
        sheet, row: Where it stands.
        value: What stands in the cell that is at fault, as written.
        code: Why.
        cells: The whole row as it stood.
    """

    sheet: str
    row: int
    value: str
    code: AssetRejectCode
    cells: Row = ()

    @property
    def reason(self) -> str:
        """Why, in the language of the window."""
        return _(_REASONS[self.code]).format(value=self.value)
