"""The office's own ways in words: what a setting is called, and what it says; of a row of the law, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.law.row_fields import RowField, Written, row_field, written_value
from sai_thong.registers.office.own_law import law_row_of
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.settings import YES, DeclaredSetting, SettingKind, declared_setting
from sai_thong.thai.day_words import day_words


def setting_words(declared: DeclaredSetting, text: str) -> str:
    """A value as kept, in words."""
    if declared.kind is SettingKind.FLAG:
        return _("Yes") if text == YES else _("No")
    if declared.kind is SettingKind.CHOICE:
        return _(dict(declared.choices)[text])
    return text or _("not said")


def changed_words(setting: Setting, before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """What a change of a setting did: label, words before and words after, of each field that it changed.

    A setting of a newer program, of which this one knows no words, is told as it is written.
    """
    table, _row = law_row_of(setting)
    if table:
        yield from _changed_fields(table, _law_fields(before), _law_fields(after))
        return
    try:
        declared = declared_setting(setting.key)
    except KeyError:
        yield setting.key, before, after
        return
    was, now = (setting_words(declared, each or declared.default) for each in (before, after))
    yield _(declared.label), was, now


def _law_fields(value: str) -> Mapping[str, Any]:
    return json.loads(value)["fields"] if value else {}


def _changed_fields(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            field = _field_of(table, name)
            label = _(field.label) if field else name
            yield label, _field_words(field, before.get(name)), _field_words(field, after.get(name))


def _field_of(table: str, name: str) -> RowField | None:
    """A field of a law row; None for one that only a newer program knows."""
    try:
        return row_field(table, name)
    except BadInput:
        return None


def _field_words(field: RowField | None, value: object) -> str:
    if field is not None and field.written is Written.DAY and value:
        return day_words(date.fromisoformat(str(value)))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else written_value(value)
