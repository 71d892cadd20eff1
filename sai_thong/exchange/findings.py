"""What an import tells the clerk: rows that were not taken, and things to look at in rows that were."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sai_thong.exchange.headings import FIELD_LABELS, PersonField
from sai_thong.exchange.workbooks import Row
from sai_thong.ground.language import N_, _


class FindingKind(StrEnum):
    """Something a person should look at; the row itself was taken."""

    DUPLICATE_ROW = "duplicate-row"
    CONTRADICTING_ROW = "contradicting-row"
    BIRTH_MISSING = "birth-missing"
    AGE_DIFFERS = "age-differs"
    PREFIX_AGE = "prefix-age"
    HOUSE_WAS_DATE = "house-was-date"
    VILLAGE_UNREAD = "village-unread"
    ADDRESS_UNREAD = "address-unread"
    ACCOUNT_UNREAD = "account-unread"
    BANK_UNKNOWN = "bank-unknown"
    AMOUNT_UNREAD = "amount-unread"
    AMOUNT_DIFFERS = "amount-differs"
    DEATH_DATE_UNREAD = "death-date-unread"
    MOVE_WITHOUT_DATE = "move-without-date"
    STRUCK_OFF = "struck-off"
    STOPPED = "stopped"
    NOT_THAI_CLASS = "not-thai-class"
    KIND_UNKNOWN = "kind-unknown"
    EXPIRY_UNREAD = "expiry-unread"
    WITHOUT_ID = "without-id"
    TITLE_OTHER_SCHEME = "title-other-scheme"
    POSSIBLE_DUPLICATE = "possible-duplicate"
    MERGED_PERSON = "merged-person"
    CHANGED = "changed"
    REGISTRAR_KEPT = "registrar-kept"
    ALIVE_ON_LIST = "alive-on-list"
    RIGHT_ENDED = "right-ended"
    NOT_ON_REGISTRY = "not-on-registry"


_SENTENCES: dict[FindingKind, str] = {
    FindingKind.DUPLICATE_ROW: N_("The same person stands in row {first} of “{sheet}” already; taken once."),
    FindingKind.CONTRADICTING_ROW: N_(
        "{field}: row {first} of “{sheet}” says “{kept}”, this row “{other}”. The first was taken."
    ),
    FindingKind.BIRTH_MISSING: N_("There is no birth date."),
    FindingKind.AGE_DIFFERS: N_("By the birth date the age is {reckoned}; the list says {written}."),
    FindingKind.PREFIX_AGE: N_("The prefix {prefix} does not fit the age of {age}."),
    FindingKind.HOUSE_WAS_DATE: N_("The workbook had turned the house number into a date; read as {house}."),
    FindingKind.VILLAGE_UNREAD: N_("“{written}” is no village number."),
    FindingKind.ADDRESS_UNREAD: N_("This part of the address was not understood: “{written}”."),
    FindingKind.ACCOUNT_UNREAD: N_("“{written}” is no account number."),
    FindingKind.BANK_UNKNOWN: N_("The bank “{written}” is not known."),
    FindingKind.AMOUNT_UNREAD: N_("“{written}” is no amount of money."),
    FindingKind.AMOUNT_DIFFERS: N_("The list says {written} baht; by the rules it is {reckoned} baht."),
    FindingKind.DEATH_DATE_UNREAD: N_("The date in “{written}” could not be read; the death was noted without it."),
    FindingKind.MOVE_WITHOUT_DATE: N_("“{written}” tells of a move but not when; find out the date."),
    FindingKind.STRUCK_OFF: N_("“{written}”: find out whether the person died or moved."),
    FindingKind.STOPPED: N_("“{written}”: find out whether payment is to be stopped."),
    FindingKind.NOT_THAI_CLASS: N_(
        "The first digit of the citizen ID does not show Thai nationality; look at the papers."
    ),
    FindingKind.KIND_UNKNOWN: N_("The kind of disability “{written}” is none of the seven; choose it."),
    FindingKind.EXPIRY_UNREAD: N_("The card's expiry “{written}” could not be read; taken as not known."),
    FindingKind.WITHOUT_ID: N_("Registered without a citizen ID."),
    FindingKind.TITLE_OTHER_SCHEME: N_("The title of this sheet speaks of another allowance."),
    FindingKind.POSSIBLE_DUPLICATE: N_("{name} has the name and birth date of somebody already registered."),
    FindingKind.MERGED_PERSON: N_("This person was merged with {name}; the row was taken for that person."),
    FindingKind.CHANGED: N_("{field}: was “{before}”, now “{after}”."),
    FindingKind.REGISTRAR_KEPT: N_(
        "{field}: the registrar's list says “{kept}”, this list “{other}”. The registrar's was kept."
    ),
    FindingKind.ALIVE_ON_LIST: N_("The list shows {name} as living, the register holds a death. The death was kept."),
    FindingKind.RIGHT_ENDED: N_(
        "The right of {name} ended here or was refused, and the list does not open it again. Take a new application if "
        "it is due."
    ),
    FindingKind.NOT_ON_REGISTRY: N_("{name} is registered as living here but does not stand on the registrar's list."),
}


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    Attributes:
        kind: What it is.
        sheet, row: Where it stands; row 0 when it concerns the whole sheet or the register.
        citizen_id: Whom it concerns, or empty.
        values: The values its sentence names.
    """

    kind: FindingKind
    sheet: str = ""
    row: int = 0
    citizen_id: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The finding as a sentence in the language of the window."""
        shown = {name: _(value) if name == "field" else value for name, value in self.values}
        return _(_SENTENCES[self.kind]).format(**shown)


class RejectCode(StrEnum):
    """Why a row was not taken. A fault of an id or a date follows after a colon in `RejectedRow.code`."""

    NO_ID = "no-id"
    BAD_ID = "bad-id"
    NO_NAME = "no-name"
    BAD_BIRTH = "bad-birth"


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken, with all that is needed to mend it and read it again.

    Attributes:
        sheet, row: Where it stands.
        field: The field that is at fault.
        value: What stands there as written; of an id, its digits.
        code: Why, for programs: a `RejectCode`, for ids and dates with the fault, such as ``bad-id:checksum``.
        cells: The whole row as it stood.
    """

    sheet: str
    row: int
    field: PersonField
    value: str
    code: str
    cells: Row = ()

    @property
    def reason(self) -> str:
        """Why, in the language of the window."""
        from sai_thong.thai.citizen_id import BadCitizenId, IdFault
        from sai_thong.thai.dates import DateFault, UnreadableDate

        code, _colon, fault = self.code.partition(":")
        if code == RejectCode.BAD_ID:
            return BadCitizenId(IdFault(fault)).what
        if code == RejectCode.BAD_BIRTH:
            return UnreadableDate(DateFault(fault), self.value).what
        return _("There is no name.") if code == RejectCode.NO_NAME else _("There is no citizen ID.")


def field_values(field: PersonField, **values: str) -> tuple[tuple[str, str], ...]:
    """The values of a finding about one field."""
    return (("field", FIELD_LABELS[field]), *values.items())
