"""What a paper of the catalogue is: what must and may be chosen for it, where its data comes from, and who draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sai_thong.db.store import Store
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import Clock
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.petitions.figures import Half
from sai_thong.registers.saraban.terms import Register
from sai_thong.thai.calendar import Month


class Need(StrEnum):
    """What must be chosen before a paper can be made."""

    MONTH = "month"
    RECORD = "record"
    """The id of the record the paper is about; see `PaperKind.about`."""
    FISCAL_YEAR = "fiscal-year"


class Choice(StrEnum):
    """What may be chosen besides."""

    SOURCE = "source"
    SCHEME_SET = "scheme-set"
    SCHEME = "scheme"
    MOO = "moo"
    DAY = "day"
    NUMBER = "number"
    RECORD = "record"
    LAST_DAY = "last-day"
    """With the day: a paper of several days."""
    REGISTER = "register"
    """Which register of outgoing documents."""
    MONTH = "month"
    """One month, of a paper that may be of another time as well."""
    CALENDAR_YEAR = "calendar-year"
    HALF = "half"
    """The first half of the fiscal year, or the whole."""
    SEVERAL = "several"
    """More records of the same kind: one paper of each, or one of all."""
    ROOM = "room"
    DIVISION = "division"
    CUSTODIAN = "custodian"
    CLASS_CODE = "class"
    """A class of asset numbers."""
    FIRST_CELL = "first-cell"
    """Of a sheet of labels."""
    LABEL_STOCK = "label-stock"


class About(StrEnum):
    """What the record of a paper is."""

    NOTHING = ""
    PERSON = "person"
    """A citizen, by record id or by the 13 digits."""
    CLAIM = "claim"
    """A claim by its id, or the person it belongs to."""
    CASH_DAY = "cash-day"
    OVERPAYMENT = "overpayment"
    URGENT_STOP = "urgent-stop"
    INCOMING = "incoming-document"
    """A document of the register of incoming documents, by its id or its number."""
    DESTRUCTION_LIST = "destruction-list"
    """By its id or the year surveyed."""
    PETITION = "petition"
    """A petition by its number or id, or one of its notices or appointments by the id of that."""
    ASSET = "asset"
    """An asset by its number, the code of its label, or its id."""
    INSPECTION = "inspection"
    """A yearly inspection by its fiscal year or its id."""
    DISPOSAL = "disposal"
    """A disposal round by its id."""
    LOAN = "loan"
    """A loan by its number or its id."""
    REQUISITION = "requisition"
    """A requisition by its number or its id."""
    STOCK_CARD = "stock-card"
    """A stock card by its code or its id."""
    INCIDENT = "incident"
    """A breach of personal data by its id."""
    PRIVACY_REQUEST = "privacy-request"
    """A request about personal data by its id."""
    ACTIVITY = "activity"
    """An activity of the record of processing by its name in the table."""
    USER = "user"
    """Somebody who works here, by the user name."""


class Preprinted(StrEnum):
    """Whether a paper may be drawn without its form, on paper that has it already."""

    NEVER = ""
    AS_WISHED = "as-wished"
    """A form that offices also have from the printer's: whole, or the data alone."""
    ALWAYS = "always"
    """Only what is filled in is ever drawn: the test sheet."""


@dataclass(frozen=True)
class PaperRequest:
    """What was chosen for a paper.

    Attributes:
        month: The month.
        record_id: The record it is about.
        fiscal_year_be: The fiscal year.
        scheme_set: Which schemes.
        source: Who pays; all when not given.
        scheme: One scheme; all of the set when not given.
        moo: One village; all when not given.
        day: The day of the paper; else the day of what it is about, or today.
        number: Its official number, without the office's code.
        last_day: The last day of a paper of several days; the same day when not given.
        register: Which register of outgoing documents; the letters when not given.
        year_be: The calendar year (BE), of a register.
        half: Which part of the fiscal year; the whole when not given.
        further_ids: The other records, of a paper of several.
        room: One room by its name; all when not given.
        division: One division; all when not given.
        custodian: Who keeps the assets.
        class_code: One class of asset numbers; all when not given.
        first_cell: The first free label of the first sheet, from 1 along the rows.
        label_stock: The sheet or roll of labels as it is written; the office's own when not given.
    """

    month: Month | None = None
    record_id: str = ""
    fiscal_year_be: int | None = None
    scheme_set: SchemeSet = SchemeSet.ORDINARY
    source: PaySource | None = None
    scheme: Scheme | None = None
    moo: int | None = None
    day: date | None = None
    number: str = ""
    last_day: date | None = None
    register: Register | None = None
    year_be: int | None = None
    half: Half | None = None
    further_ids: tuple[str, ...] = ()
    room: str = ""
    division: str = ""
    custodian: str = ""
    class_code: str = ""
    first_cell: int = 1
    label_stock: str = ""

    @property
    def record_ids(self) -> tuple[str, ...]:
        """Everything the paper is about; nothing where nothing was chosen."""
        return (self.record_id, *self.further_ids) if self.record_id else ()


@dataclass(frozen=True)
class PaperKind:
    """One paper.

    Attributes:
        key: Its name on the command line and in tests.
        name: Its Thai name, as the office calls it.
        gather: Reads its data from the store.
        draw: Makes the paper of the data.
        needs: What must be chosen.
        choices: What may be chosen besides.
        sets: For which scheme sets it can be made; empty when it is of no set.
        about: What its record is, where it needs one.
        preprinted: Whether its data may be drawn alone.
    """

    key: str
    name: str
    gather: Callable[[Store, PaperRequest], Any]
    draw: Callable[[Any, PaperSettings, Clock], Paper]
    needs: frozenset[Need] = frozenset()
    choices: frozenset[Choice] = frozenset()
    sets: tuple[SchemeSet, ...] = ()
    about: About = About.NOTHING
    preprinted: Preprinted = Preprinted.NEVER

    def is_blank(self, request: PaperRequest) -> bool:
        """Whether the form alone is asked for, of a paper that may be filled from a record: it has no data to draw."""
        return Choice.RECORD in self.choices and not self.needs and not request.record_id
