"""The form in which an office says a law row otherwise, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_words import TOPICS, LawRow, choice_words
from sai_thong.registers.law.field_lines import written_fields
from sai_thong.registers.law.row_fields import (
    COMMON_FIELDS,
    TABLE_FIELDS,
    RowField,
    Written,
    read_value,
    value_in,
    written_value,
)
from sai_thong.registers.law.service_terms import FIELD_KIND_LABELS
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.own_law import (
    LAST_MONTH_BY_CHOICE,
    OWN_ROW,
    add_row,
    correct_row,
    follow_row,
    row_in_use,
)
from sai_thong.registers.office.records import Setting
from sai_thong.ui.kit import Choices, FieldSpec, RecordForm
from sai_thong.ui.kit.fields import FieldKind
from sai_thong.ui.kit.values import FieldValue

_KINDS: Final[Mapping[Written, FieldKind]] = {
    Written.WHOLE: "integer",
    Written.TRUTH: "yes-no",
    Written.CHOICE: "choice",
    Written.CHOICES: "multi-choice",
    Written.FIELDS: "notes",
}
"""What is not here is a line of text."""

_FROM_DAY: Final = "from_day"
_REASON: Final = "reason"


@dataclass(frozen=True)
class FormOfRow:
    """A row of the law tables that a form is about.

    Attributes:
        table: The table.
        row_id: The row's name in it.
        title: What the form is called, translated.
        offered: What can be chosen for a field that holds the key of another row, by field.
    """

    table: str
    row_id: str
    title: str
    offered: Mapping[str, Choices] = field(default_factory=dict)

    @classmethod
    def of(cls, row: LawRow) -> FormOfRow:
        """The form of an allowance rule."""
        return cls(row.table, row.rule.id, _(TOPICS[row.topic]))


def law_form(store: Store, row: FormOfRow, today: date) -> RecordForm:
    """The form of one row: what it says, where that stands, from which day on, and why."""
    in_use = row_in_use(store, row.table, row.row_id)
    fields = _fields(row)
    values = {each.name: _shown(each, value_in(in_use, each)) for each in fields}
    start = FieldSpec(
        _FROM_DAY,
        _("New from"),
        "date",
        purpose="future",
        help=_("A day: what holds now ends the day before. Empty: it was wrong from the beginning."),
    )
    why = FieldSpec(
        _REASON,
        _("Reason"),
        required=True,
        section=_("For the history"),
        help=_("Such as: resolution of the cabinet, 14 October 2569."),
        width=560,
    )
    specs = [_spec(each, row.offered.get(each.name)) for each in fields]
    return RecordForm(row.title, [*specs, start, why], values, today=today)


def keep_law_row(store: Store, row: FormOfRow, values: Mapping[str, FieldValue]) -> Saved[Setting]:
    """Keep what a form says otherwise than the row in use; only that.

    Raises:
        BadInput: Nothing was said otherwise.
        LawDataError: The tables would not hold together.
    """
    in_use = row_in_use(store, row.table, row.row_id)
    said = {
        each.name: _read(each, values[each.name])
        for each in _fields(row)
        if values[each.name] != _shown(each, value_in(in_use, each))
    }
    first, why = values[_FROM_DAY], str(values[_REASON])
    if not said:
        raise BadInput(_("Nothing is said otherwise here."), do=_("Change a value, or go back."))
    if isinstance(first, date):
        return follow_row(store, row.table, row.row_id, first, said, why=why)
    return correct_row(store, row.table, row.row_id, said, why=why)


def new_row_form(row: FormOfRow, today: date) -> RecordForm:
    """The form of a wholly new row: what it says, from which day on, and why."""
    begins = {each: _shown(field_, value_in(OWN_ROW[row.table], field_)) for each, field_ in _by_name(row).items()}
    start = FieldSpec("effective_from", _("From"), "date", required=True, purpose="future")
    why = FieldSpec(_REASON, _("Reason"), required=True, section=_("For the history"), width=560)
    specs = [_spec(each, row.offered.get(each.name)) for each in _fields(row)]
    return RecordForm(row.title, [*specs, start, why], {**begins, "effective_from": today}, today=today)


def keep_new_row(store: Store, row: FormOfRow, values: Mapping[str, FieldValue]) -> Saved[Setting]:
    """Add what a form says of a wholly new row.

    Raises:
        Refused: There is such a row already.
        LawDataError: The tables would not hold together.
    """
    asked = _by_name(row)
    said = {name: _read(each, values[name]) for name, each in asked.items()}
    first = values["effective_from"]
    assert isinstance(first, date)
    given = {name: value for name, value in said.items() if value not in (None, []) or asked[name].unsaid}
    return add_row(store, row.table, given | {"effective_from": first.isoformat()}, why=str(values[_REASON]))


def _by_name(row: FormOfRow) -> dict[str, RowField]:
    return {each.name: each for each in _fields(row)}


def _fields(row: FormOfRow) -> list[RowField]:
    by_choice = {"old_office_until"} if row.row_id in LAST_MONTH_BY_CHOICE else set()
    own = [each for each in TABLE_FIELDS[row.table] if each.name not in by_choice]
    return [*own, *(each for each in COMMON_FIELDS if each.written is not Written.DAY)]


def _spec(asked: RowField, offered: Choices | None) -> FieldSpec:
    kind: FieldKind = "notes" if asked.name == "note" else _KINDS.get(asked.written, "text")
    choices: Choices = [(each.value, choice_words(each)) for each in asked.choices or ()]
    if offered is not None:
        kind, choices = "choice", offered
    return FieldSpec(
        asked.name,
        _(asked.label),
        kind,
        required=asked.needed and kind != "multi-choice",
        choices=choices,
        check=_check(asked) if kind == "text" or asked.written is Written.FIELDS else None,
        help=_HELP[asked.written]() if asked.written in _HELP else "",
        width=560 if kind in ("text", "notes", "choice") else 0,
    )


def _check(asked: RowField) -> Callable[[FieldValue], str]:
    def check(value: FieldValue) -> str:
        try:
            read_value(asked, str(value))
        except BadInput as problem:
            return str(problem)
        return ""

    return check


def _shown(asked: RowField, value: object) -> FieldValue:
    """A plain value as its field of the form shows it."""
    match asked.written:
        case Written.WHOLE | Written.TRUTH:
            return value if isinstance(value, int) else None
        case Written.CHOICES:
            return tuple(str(each) for each in value) if isinstance(value, list) else ()
        case Written.FIELDS:
            return written_fields(value, in_words=True) if isinstance(value, list) else ""
        case _:
            return written_value(value)


def _read(asked: RowField, value: FieldValue) -> object:
    """What the form holds as plain data for the law tables."""
    if asked.written in (Written.WHOLE, Written.TRUTH):
        return value
    if asked.written is Written.CHOICES:
        return list(value) if isinstance(value, tuple) else []
    return read_value(asked, str(value or ""))


_HELP: Final[Mapping[Written, Callable[[], str]]] = {
    Written.STEPS: lambda: _("Each age with its baht, such as 60 = 600, 70 = 700."),
    Written.PERIODS: lambda: _("Each span of months with the years ahead, such as 1-9 = 1, 10-11 = 2."),
    Written.PAPERS: lambda: _("Papers with semicolons between, a star behind each that must be there."),
    Written.FIELDS: lambda: _(
        "One a line: label: kind: unit, or choices with | between; a star behind what must be filled in. "
        "Kinds: {kinds}. What stands before = keeps old answers."
    ).format(kinds=", ".join(_(words) for words in FIELD_KIND_LABELS.values())),
    Written.NAMES: lambda: _("Names with commas between."),
    Written.WHOLES: lambda: _("Whole numbers with commas between, such as 90, 60, 30."),
}
