"""How a record type is declared: fields with type, label, sensitivity, search and merge policy."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

R = TypeVar("R", bound="Record")


class Sensitivity(StrEnum):
    """Who may see a field's value beyond the office (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 24, 26)."""

    PLAIN = "plain"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class Merge(StrEnum):
    """What happens when two stations changed the same field."""

    PERSON = "person"
    """Both values are kept until a person settles it. The default, and always for money, status and identity."""
    BOTH = "both"
    """Both texts stand, one after the other (notes)."""
    LATEST = "latest"
    """The later arrival stands, the other stays in the history (contact data)."""


class Kind(StrEnum):
    """How a field's value is kept and shown."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    """Integer satang; the field's name ends in ``_satang``."""
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    """A moment in UTC."""
    MONTH = "month"
    PARTIAL_DATE = "partial-date"
    CHOICE = "choice"
    JSON = "json"
    """Tuples and dictionaries of plain data."""


_PLAIN_KINDS: dict[type, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    bool: Kind.BOOLEAN,
    date: Kind.DATE,
    datetime: Kind.TIME,
    Month: Kind.MONTH,
    PartialDate: Kind.PARTIAL_DATE,
    dict: Kind.JSON,
    tuple: Kind.JSON,
}


@dataclass(frozen=True)
class FieldDeclaration:
    """One declared field.

    Attributes:
        name: The column and the attribute.
        label: English msgid of what the office calls it.
        kind: How the value is kept and shown.
        python_type: The type without ``None``; the enumeration itself for a choice.
        optional: Whether it may be ``None``.
        required: Whether a record without it is incomplete.
        sorted_as: Name of the stored Thai sort key column that follows this field, or empty.
    """

    name: str
    label: str
    kind: Kind
    python_type: type
    optional: bool
    required: bool
    sensitivity: Sensitivity
    searchable: bool
    merge: Merge
    indexed: bool
    unique: bool
    sorted_as: str


@dataclass(frozen=True, eq=False)
class Declaration:
    """A record type as declared: its register, table, schema version, label and fields in order."""

    record_class: type[Record]
    register: str
    table: str
    schema: int
    label: str
    fields: tuple[FieldDeclaration, ...]

    @property
    def searchable(self) -> bool:
        """Whether any field of it is found by the search."""
        return any(each.searchable for each in self.fields)

    @property
    def identity(self) -> FieldDeclaration | None:
        """The field that says what a record is; None where only its id does."""
        return next((each for each in self.fields if each.unique and each.required), None)

    def field(self, name: str) -> FieldDeclaration:
        """The field called `name`; KeyError when there is none."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(f"{self.table} has no field {name!r}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A row of a register: frozen, with the id it got when stored and the version of its last change.

    Attributes:
        id: ``<file id>.<counter>`` of the journal entry that created it, or a natural id; empty before it is stored.
        version: ``<file id>.<counter>`` of the journal entry that last changed it.
    """

    __declaration__: ClassVar[Declaration]

    id: str = ""
    version: str = ""

    def search_text(self) -> str:
        """What the search finds this record by: its searchable fields. A register may say it better."""
        values = (getattr(self, each.name) for each in declaration_of(type(self)).fields if each.searchable)
        return " ".join(str(value) for value in values if value not in (None, ""))


def field(
    label: str,
    *,
    default: Any = dataclasses.MISSING,
    required: bool = False,
    personal: bool = False,
    sensitive: bool = False,
    searchable: bool = False,
    merge: Merge = Merge.PERSON,
    indexed: bool = False,
    unique: bool = False,
    sort_key: bool = False,
) -> Any:
    """Declare one field of a record.

    Args:
        label: English msgid (mark it with `N_`).
        default: Value when none is given; without one, ``None``, ``""`` or ``()`` by the type.
        required: A record without it is incomplete; required text may not be empty.
        personal: Ordinary personal data (มาตรา 24).
        sensitive: Data of the stricter class (มาตรา 26).
        searchable: Found by search as you type.
        merge: What happens when two stations changed it.
        indexed: Looked up by equality often enough for an index.
        unique: No two records may share it (``None`` and empty excepted). Required as well, it says what the record
            is: its id then follows from it, so that every station names the same fact alike.
        sort_key: Keep a stored Thai dictionary sort key beside it, in ``<name>_key``.
    """
    sensitivity = Sensitivity.SENSITIVE if sensitive else Sensitivity.PERSONAL if personal else Sensitivity.PLAIN
    said = {
        "label": label,
        "required": required,
        "sensitivity": sensitivity,
        "searchable": searchable,
        "merge": merge,
        "indexed": indexed,
        "unique": unique,
        "sort_key": sort_key,
    }
    if default is dataclasses.MISSING:
        return dataclasses.field(default=_UNSAID, metadata=said)
    return dataclasses.field(default=default, metadata=said)


class _Unsaid:
    """Marks a default that the field's type will decide."""


_UNSAID: Any = _Unsaid()
_OF_EVERY_RECORD = frozenset(each.name for each in dataclasses.fields(Record))


# Without field specifiers a checker takes every field for one with a default, which `_empty_value` gives at run time.
@dataclass_transform(frozen_default=True, kw_only_default=True)
def record_type(register: str, *, schema: int, label: str, table: str = "") -> Callable[[type[R]], type[R]]:
    """Make a class a record type of `register`.

    Args:
        register: The folder's name under ``registers``.
        schema: Version of this declaration, written into every journal entry.
        label: English msgid of one such record.
        table: Name of its table; by default the register's name.
    """

    def declare(cls: type[R]) -> type[R]:
        hints = get_type_hints(cls)
        for name, hint in hints.items():
            unsaid = cls.__dict__.get(name)
            if isinstance(unsaid, dataclasses.Field) and unsaid.default is _UNSAID:
                unsaid.default = _empty_value(hint)
        made = dataclass(frozen=True, kw_only=True, slots=True)(cls)
        declared = (each for each in dataclasses.fields(made) if each.name not in _OF_EVERY_RECORD)
        fields = tuple(_field_declaration(each, hints[each.name]) for each in declared)
        made.__declaration__ = Declaration(made, register, table or register, schema, label, fields)
        return made

    return declare


def declaration_of(record_class: type[Record]) -> Declaration:
    """The declaration of a record type."""
    return record_class.__declaration__


def _field_declaration(each: dataclasses.Field[Any], hint: Any) -> FieldDeclaration:
    said = each.metadata
    python_type, optional = _without_none(hint)
    kind = _kind(python_type, each.name)
    return FieldDeclaration(
        name=each.name,
        label=said["label"],
        kind=kind,
        python_type=python_type,
        optional=optional,
        required=said["required"],
        sensitivity=said["sensitivity"],
        searchable=said["searchable"],
        merge=said["merge"],
        indexed=said["indexed"],
        unique=said["unique"],
        sorted_as=f"{each.name}_key" if said["sort_key"] else "",
    )


def _without_none(hint: Any) -> tuple[type, bool]:
    """The bare type of an annotation, and whether it may be ``None``."""
    optional = False
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        optional = len(parts) < len(get_args(hint))
        if len(parts) != 1:
            raise TypeError(f"a record field holds one type, not {hint}")
        hint = parts[0]
    return get_origin(hint) or hint, optional


def _kind(python_type: type, name: str) -> Kind:
    if issubclass(python_type, StrEnum):
        return Kind.CHOICE
    if python_type is int and name.endswith("_satang"):
        return Kind.MONEY
    try:
        return _PLAIN_KINDS[python_type]
    except KeyError:
        raise TypeError(f"{name}: a record field cannot hold {python_type.__name__}") from None


def _empty_value(hint: Any) -> Any:
    """What a field without a said default holds; MISSING where only the caller can know."""
    python_type, optional = _without_none(hint)
    if optional:
        return None
    return {str: "", tuple: (), bool: False}.get(python_type, dataclasses.MISSING)
