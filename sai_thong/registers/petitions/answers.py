"""What only one service's form asks: the answers, checked against the fields the catalogue declares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import FieldKind
from sai_thong.registers.law.services import ExtraField, Service
from sai_thong.thai.dates import DateHint, read_date
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import tidy


def checked_answers(service: Service, answers: Mapping[str, str], on: date) -> dict[str, str]:
    """The answers by field, as they are kept: numbers in Arabic digits, days as ISO text; empty ones left out.

    Raises:
        BadInput: The form has no such field, or what is written is none of its kind.
    """
    fields = {field.key: field for field in service.fields}
    for key in answers:
        if key not in fields:
            raise BadInput(
                _("The form of “{service}” has no field “{field}”.").format(service=service.name, field=key),
                do=_("Choose a field of the form."),
            )
    kept = {key: _checked(field, tidy(answers.get(key, "")), on) for key, field in fields.items()}
    return {key: value for key, value in kept.items() if value}


def unanswered(service: Service, answers: Mapping[str, str], *, has_points: bool) -> tuple[str, ...]:
    """The labels of the fields that the form needs and that are empty."""
    return tuple(
        field.label
        for field in service.fields
        if field.required and not answers.get(field.key) and not (field.kind is FieldKind.POINTS and has_points)
    )


def _checked(field: ExtraField, written: str, on: date) -> str:
    if not written:
        return ""
    if field.kind is FieldKind.NUMBER:
        return _number(field, to_arabic(written).replace(",", ""))
    if field.kind is FieldKind.DATE:
        return read_date(written, DateHint(purpose="future", on=on)).effective.isoformat()
    if field.kind is FieldKind.CHOICE and written not in field.choices:
        raise BadInput(
            _("“{value}” is not a choice for “{setting}”.").format(value=written, setting=field.label),
            do=_("Choose one of: {choices}.").format(choices=", ".join(field.choices)),
        )
    return written


def _number(field: ExtraField, written: str) -> str:
    try:
        amount = float(written)
    except ValueError:
        amount = -1
    if not 0 <= amount < float("inf"):
        raise BadInput(
            _("“{value}” is no number for “{field}”.").format(value=written, field=field.label),
            do=_("Write a number."),
        )
    return written
