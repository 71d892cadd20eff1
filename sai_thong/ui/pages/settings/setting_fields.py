"""Settings as fields of a form and as words, and the operation that keeps several of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.office.settings import (
    NO,
    YES,
    DeclaredSetting,
    OfficeSettings,
    SettingKind,
    change_setting,
    declared_setting,
    office_settings,
)
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.kit.values import FieldValue


@dataclass(frozen=True)
class KeptSettings:
    """What changed when settings were kept."""

    changes: ChangeSet


def keep_settings(store: Store, values: Mapping[str, FieldValue], reason: str = "") -> KeptSettings:
    """Keep the settings among `values` (form values by key) that differ from what the office has.

    Raises:
        BadInput: A value is none its setting can have; those before it are kept.
    """
    present = office_settings(store)
    changes = ChangeSet()
    for key, value in values.items():
        kept = _kept_text(declared_setting(key), value)
        if kept == present.text(key):
            continue
        for table, ids in change_setting(store, key, kept, reason=reason).changes.ids.items():
            changes.ids[table] |= ids
    return KeptSettings(changes)


def setting_spec(declared: DeclaredSetting) -> FieldSpec:
    """The field of a setting."""
    note = _(declared.note) if declared.note else ""
    label = _(declared.label)
    if declared.kind is SettingKind.CHOICE:
        choices = [(value, _(words)) for value, words in declared.choices]
        return FieldSpec(declared.key, label, "choice", required=True, choices=choices, help=note)
    if declared.kind is SettingKind.FLAG:
        return FieldSpec(declared.key, label, "yes-no", required=True, help=note)

    if declared.kind is SettingKind.VERSION:
        return FieldSpec(declared.key, label, help=note)

    lowest, highest = declared.bounds

    def check(value: FieldValue) -> str:
        if isinstance(value, int) and lowest <= value <= highest:
            return ""
        return _("Write a whole number from {lowest} to {highest}.").format(lowest=lowest, highest=highest)

    needed = bool(declared.default)
    return FieldSpec(declared.key, label, "integer", required=needed, check=check, help=note)


def setting_value(declared: DeclaredSetting, settings: OfficeSettings) -> FieldValue:
    """The value of a setting as its field shows it."""
    if declared.kind is SettingKind.FLAG:
        return settings.flag(declared.key)
    if declared.kind is SettingKind.NUMBER:
        return settings.number(declared.key)
    if declared.kind is SettingKind.VERSION:
        return settings.text(declared.key)
    return settings.choice(declared.key)


def _kept_text(declared: DeclaredSetting, value: FieldValue) -> str:
    if declared.kind is SettingKind.FLAG:
        return YES if value else NO
    return "" if value is None else str(value)
