"""The office's settings, each declared once with its kind, its default and how sure that default is.

A setting that was never touched has its declared default, so that a better default reaches every office that did not
choose. Changes stand in the journal as any record's do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sai_thong.db.permits import Action
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.records import Setting
from sai_thong.thai.digits import to_arabic
from sai_thong.updates.refusals import UnreadableRelease
from sai_thong.updates.versions import Version


class SettingKind(StrEnum):
    """What a setting holds."""

    CHOICE = "choice"
    FLAG = "flag"
    """Yes or no; kept as ``yes`` or ``no``."""
    NUMBER = "number"
    """A whole number within bounds, or nothing."""
    VERSION = "version"
    """A version of the program such as ``1.2.3``, or nothing."""


@dataclass(frozen=True)
class DeclaredSetting:
    """One setting as declared.

    Attributes:
        key: Its name, ``<subject>.<what>``.
        kind: What it holds.
        default: Its value, as kept, while the office chose none.
        label: English message id of what it is called.
        choices: For a choice, the values with the English message ids of their labels.
        bounds: For a number, the smallest and the largest.
        certainty: How sure the default is, in the words of the law tables.
        note: English message id of what is behind it, or empty.
    """

    key: str
    kind: SettingKind
    default: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    bounds: tuple[int, int] = (0, 0)
    certainty: Certainty = Certainty.VERIFIED
    note: str = ""


PAPER_DIGITS: Final = "papers.digits"
PAPER_GARUDA: Final = "papers.garuda"
BAHT_TEXT_STRICT: Final = "baht_text.strict"
CUT_OFF_DAY: Final = "allowances.cut_off_day"
PROMPTPAY: Final = "payments.promptpay"
SHARED_FROM: Final = "warnings.shared_from"
DISABILITY_MOVE: Final = "moves.disability"
HIV_MOVE: Final = "moves.hiv"

CIRCULAR_NUMBERS: Final = "saraban.circulars"
ATTACHMENT_MEGABYTES: Final = "attachments.megabytes"
ATTACHMENT_COUNT: Final = "attachments.count"
PETITION_SLIP: Final = "petitions.slip"
PETITION_DUE_SOON: Final = "petitions.due_soon"
UPDATES_UP_TO: Final = "updates.up_to"
APPROVE_ON_SCREEN: Final = "trust.approve_on_screen"
APPROVE_OTHERS_ONLY: Final = "trust.approve_others_only"
IDLE_MINUTES: Final = "trust.idle_minutes"
BREACH_HOURS: Final = "privacy.breach_hours"
PRIVACY_ANSWER_DAYS: Final = "privacy.answer_days"

YES, NO = "yes", "no"
MONTH_OF_MOVE = "month_of_move"
END_OF_FISCAL_YEAR = "end_of_fiscal_year"
OWN_NUMBERS, SHARED_NUMBERS = "own", "shared"
SLIP_A5, SLIP_ROLL = "a5", "roll"

_LAST_MONTHS = (
    (MONTH_OF_MOVE, N_("The month of the move")),
    (END_OF_FISCAL_YEAR, N_("September, the end of the fiscal year")),
)

SETTINGS: Final[tuple[DeclaredSetting, ...]] = (
    DeclaredSetting(
        PAPER_DIGITS,
        SettingKind.CHOICE,
        "thai",
        N_("Digits on papers"),
        choices=(("thai", N_("Thai digits")), ("arabic", N_("Arabic digits"))),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    DeclaredSetting(
        PAPER_GARUDA,
        SettingKind.CHOICE,
        "printed",
        N_("Garuda on letters and memos"),
        choices=(("printed", N_("The program prints it")), ("preprinted", N_("The paper already has it"))),
    ),
    DeclaredSetting(
        BAHT_TEXT_STRICT,
        SettingKind.FLAG,
        YES,
        N_("Write 101 baht as หนึ่งร้อยเอ็ดบาท"),
        note=N_("The Royal Society writes เอ็ด after any higher digit; without it the paper says หนึ่งร้อยหนึ่งบาท."),
    ),
    DeclaredSetting(
        CUT_OFF_DAY,
        SettingKind.NUMBER,
        "",
        N_("Usual cut-off day of the central system"),
        bounds=(1, 28),
        certainty=Certainty.UNVERIFIED,
        note=N_("A first guess for each month, which the office corrects by the letter it received."),
    ),
    DeclaredSetting(
        PROMPTPAY,
        SettingKind.FLAG,
        NO,
        N_("Offer PromptPay as a payment channel"),
        certainty=Certainty.UNVERIFIED,
    ),
    DeclaredSetting(
        SHARED_FROM,
        SettingKind.NUMBER,
        "3",
        N_("Warn when this many people share an account, telephone or proxy"),
        bounds=(2, 50),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    DeclaredSetting(
        DISABILITY_MOVE,
        SettingKind.CHOICE,
        MONTH_OF_MOVE,
        N_("Disability allowance of someone who moved away: last month paid here"),
        choices=_LAST_MONTHS,
        certainty=Certainty.UNVERIFIED,
    ),
    DeclaredSetting(
        CIRCULAR_NUMBERS,
        SettingKind.CHOICE,
        OWN_NUMBERS,
        N_("Numbers of circulars (ว)"),
        choices=(
            (OWN_NUMBERS, N_("A sequence of their own, from 1 each year")),
            (SHARED_NUMBERS, N_("The sequence of the outgoing letters")),
        ),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    DeclaredSetting(
        ATTACHMENT_MEGABYTES,
        SettingKind.NUMBER,
        "10",
        N_("Largest attached file, in megabytes"),
        bounds=(1, 50),
        certainty=Certainty.GENERAL_KNOWLEDGE,
        note=N_("Photographs are made smaller before they are kept and hardly ever reach it; scanned PDF files do."),
    ),
    DeclaredSetting(
        ATTACHMENT_COUNT,
        SettingKind.NUMBER,
        "30",
        N_("Most files attached to one record"),
        bounds=(1, 200),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    DeclaredSetting(
        PETITION_SLIP,
        SettingKind.CHOICE,
        SLIP_A5,
        N_("Size of the petition slip"),
        choices=((SLIP_A5, N_("A5 sheet")), (SLIP_ROLL, N_("80 mm roll"))),
        certainty=Certainty.GENERAL_KNOWLEDGE,
        note=N_("What the printer at the counter takes."),
    ),
    DeclaredSetting(
        PETITION_DUE_SOON,
        SettingKind.NUMBER,
        "3",
        N_("Days before a petition is due in which it is called due soon"),
        bounds=(1, 30),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    DeclaredSetting(
        BREACH_HOURS,
        SettingKind.NUMBER,
        "72",
        N_("Hours within which a breach of personal data is told to the committee's office"),
        bounds=(1, 720),
        note=N_("Counted from when the office came to know of it (section 37 (4))."),
    ),
    DeclaredSetting(
        PRIVACY_ANSWER_DAYS,
        SettingKind.NUMBER,
        "30",
        N_("Days within which a request about personal data is answered"),
        bounds=(1, 90),
        certainty=Certainty.GENERAL_KNOWLEDGE,
        note=N_("The law says 30 days for seeing one's data (section 30)."),
    ),
    DeclaredSetting(
        IDLE_MINUTES,
        SettingKind.NUMBER,
        "10",
        N_("Minutes without a key or a click after which the screen hides itself"),
        bounds=(1, 120),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    DeclaredSetting(
        APPROVE_ON_SCREEN,
        SettingKind.FLAG,
        NO,
        N_("Approvals are given on the screen"),
        note=N_("Without it approval stands on paper, and whoever may edit writes down who signed it and when."),
    ),
    DeclaredSetting(
        APPROVE_OTHERS_ONLY,
        SettingKind.FLAG,
        NO,
        N_("Nobody approves on the screen what they entered themselves"),
    ),
    DeclaredSetting(
        HIV_MOVE,
        SettingKind.CHOICE,
        MONTH_OF_MOVE,
        N_("Assistance for livelihood of someone who moved away: last month paid here"),
        choices=_LAST_MONTHS,
        certainty=Certainty.UNVERIFIED,
    ),
    DeclaredSetting(
        UPDATES_UP_TO,
        SettingKind.VERSION,
        "",
        N_("The newest version of the program this office takes"),
        note=N_("With nothing said, every newer version is offered; none is installed before somebody agrees."),
    ),
)

_BY_KEY: Final = {declared.key: declared for declared in SETTINGS}


def declared_setting(key: str) -> DeclaredSetting:
    """The declaration of a setting; `KeyError` when none is called `key`."""
    return _BY_KEY[key]


@dataclass(frozen=True)
class OfficeSettings:
    """The settings as the office has them, read once.

    Attributes:
        chosen: What the office chose, by key; other settings have their default.
    """

    chosen: dict[str, str]

    def choice(self, key: str) -> str:
        """The value of a choice."""
        return self._value(key, SettingKind.CHOICE)

    def flag(self, key: str) -> bool:
        """Whether a flag says yes."""
        return self._value(key, SettingKind.FLAG) == YES

    def number(self, key: str) -> int | None:
        """The value of a number; None when nothing is said."""
        value = self._value(key, SettingKind.NUMBER)
        return int(value) if value else None

    def version(self, key: str) -> Version | None:
        """The value of a version; None when nothing is said."""
        value = self._value(key, SettingKind.VERSION)
        return Version.read(value) if value else None

    def text(self, key: str) -> str:
        """The value as it is kept, for the settings page."""
        return self.chosen.get(key, declared_setting(key).default)

    def _value(self, key: str, kind: SettingKind) -> str:
        if declared_setting(key).kind is not kind:
            raise TypeError(f"the setting {key} is a {declared_setting(key).kind}, not a {kind}")
        return self.text(key)


def office_settings(shelf: Shelf) -> OfficeSettings:
    """Every setting of this office."""
    return OfficeSettings({setting.key: setting.value for setting in shelf.find(Setting)})


def change_setting(store: Store, key: str, value: str, *, reason: str = "") -> Saved[Setting]:
    """Change one setting. What holds the users themselves (approvals, the idle lock) only their administrator changes.

    Raises:
        NotPermitted: The role of this user does not allow it.
        BadInput: The value is none the setting can have.
    """
    # The table of settings is written by other registers too, for settings of their own.
    store.permits.require(*_needed_for(key))
    kept = _checked(declared_setting(key), value)
    with store.transaction(reason) as tx:
        before = next(iter(tx.find(Setting, key=key)), None)
        if before:
            record = tx.update(before, value=kept)
        else:
            record = tx.insert(Setting(key=key, value=kept), record_id=tx.natural_id("setting", key))
        return Saved(record, tx.changes)


def may_change(store: Store, key: str) -> bool:
    """Whether the roles of this user allow changing a setting."""
    return store.permits.allows(*_needed_for(key))


def _needed_for(key: str) -> tuple[str, Action]:
    """The register and the action that a change of a setting takes."""
    return ("trust", Action.ADMINISTER) if key.startswith("trust.") else ("office", Action.EDIT)


def _checked(declared: DeclaredSetting, value: str) -> str:
    """The value as it is kept."""
    value = to_arabic(value).strip()
    if declared.kind is SettingKind.NUMBER:
        return _checked_number(declared, value)
    if declared.kind is SettingKind.VERSION:
        return _checked_version(value)
    allowed = (YES, NO) if declared.kind is SettingKind.FLAG else tuple(choice for choice, _label in declared.choices)
    if value not in allowed:
        raise BadInput(
            _("“{value}” is not a choice for “{setting}”.").format(value=value, setting=_(declared.label)),
            do=_("Choose one of: {choices}.").format(choices=", ".join(allowed)),
        )
    return value


def _checked_version(value: str) -> str:
    try:
        return str(Version.read(value)) if value else ""
    except UnreadableRelease as error:
        words = _("“{value}” is no version of the program.").format(value=value)
        raise BadInput(words, do=_("Write it like 1.2.3.")) from error


def _checked_number(declared: DeclaredSetting, value: str) -> str:
    lowest, highest = declared.bounds
    if value and not (value.isascii() and value.isdigit() and lowest <= int(value) <= highest):
        raise BadInput(
            _("“{value}” is not a number that “{setting}” can have.").format(value=value, setting=_(declared.label)),
            do=_("Write a whole number from {lowest} to {highest}.").format(lowest=lowest, highest=highest),
        )
    return str(int(value)) if value else ""
