"""Guards that settings are declared once, have sound defaults, and keep only values they can have."""

from __future__ import annotations

import pytest

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.registers.office import settings
from sai_thong.registers.office.settings import (
    SETTINGS,
    SettingKind,
    change_setting,
    declared_setting,
    office_settings,
)
from sai_thong.updates.versions import Version


def test_an_untouched_setting_has_its_default(store: Store) -> None:
    chosen = office_settings(store)
    assert chosen.choice(settings.PAPER_DIGITS) == "thai"
    assert chosen.choice(settings.PAPER_GARUDA) == "printed"
    assert chosen.flag(settings.BAHT_TEXT_STRICT) is True
    assert chosen.flag(settings.PROMPTPAY) is False
    assert chosen.number(settings.CUT_OFF_DAY) is None
    assert chosen.number(settings.SHARED_FROM) == 3


def test_a_change_stands_and_is_in_the_history(store: Store) -> None:
    change_setting(store, settings.PAPER_DIGITS, "arabic")
    saved = change_setting(store, settings.PAPER_DIGITS, "thai", reason="ตามหนังสือสั่งการ")
    assert office_settings(store).choice(settings.PAPER_DIGITS) == "thai"
    assert [entry.reason for entry in store.history(saved.record.id)] == ["", "ตามหนังสือสั่งการ"]


@pytest.mark.parametrize(("written", "kept"), [("25", 25), ("๒๕", 25), (" 07 ", 7), ("", None)])
def test_a_number_is_read_in_either_digits_or_left_open(store: Store, written: str, kept: int | None) -> None:
    change_setting(store, settings.CUT_OFF_DAY, written)
    assert office_settings(store).number(settings.CUT_OFF_DAY) == kept


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (settings.PAPER_DIGITS, "roman"),
        (settings.BAHT_TEXT_STRICT, "maybe"),
        (settings.CUT_OFF_DAY, "0"),
        (settings.CUT_OFF_DAY, "29"),
        (settings.CUT_OFF_DAY, "สิบ"),
        (settings.CUT_OFF_DAY, "-5"),
        (settings.PAPER_GARUDA, ""),
        (settings.UPDATES_UP_TO, "1.2"),
    ],
)
def test_a_value_the_setting_cannot_have_is_refused(store: Store, key: str, value: str) -> None:
    with pytest.raises(BadInput):
        change_setting(store, key, value)
    assert office_settings(store).chosen == {}


def test_a_version_is_kept_as_it_is_ordered(store: Store) -> None:
    assert office_settings(store).version(settings.UPDATES_UP_TO) is None
    change_setting(store, settings.UPDATES_UP_TO, "๐.๑๐.๒")
    assert office_settings(store).version(settings.UPDATES_UP_TO) == Version(0, 10, 2)


def test_every_declaration_is_sound() -> None:
    assert len({declared.key for declared in SETTINGS}) == len(SETTINGS)
    for declared in SETTINGS:
        assert bool(declared.choices) == (declared.kind is SettingKind.CHOICE)
        assert (declared.bounds != (0, 0)) == (declared.kind is SettingKind.NUMBER)
        assert settings._checked(declared, declared.default) == declared.default


def test_a_setting_is_asked_for_as_what_it_is(store: Store) -> None:
    with pytest.raises(TypeError):
        office_settings(store).flag(settings.PAPER_DIGITS)
    with pytest.raises(KeyError):
        declared_setting("papers.colour")
