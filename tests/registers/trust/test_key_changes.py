"""Whatever changes who opens what leaves an entry in the access log, and what was refused leaves none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sai_thong.db import access_log, damage_note, recovery, slots
from sai_thong.db.access_log import Access, Wanted
from sai_thong.db.errors import KeysRefused, StoreLocked, WrongPassword, WrongRecoveryCode
from sai_thong.db.guessing import FREE, TooSoon
from sai_thong.db.permits import NotPermitted
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.registers.trust.key_changes import (
    change_own_password,
    open_set_by_sheet,
    open_set_to,
    renew_sheet,
    reset_password_by_sheet,
)
from tests.registers.trust.staffed_office import FIRST, PASSWORD, at_nine, signed_in

CLERK = "ธุรการ"
SPECIAL = SENSITIVE_SETS[0]
KINDS = frozenset({Access.PASSWORD, Access.PASSWORD_BY_SHEET, Access.SET_OPENED, Access.NEW_SHEET})


def told(office: Path) -> list[tuple[str, Access | None, str]]:
    """Who changed what opens the file, in which way, and what more is said."""
    with signed_in(office, FIRST, write=False) as store:
        return [(each.user, each.kind, each.detail) for each in access_log.accesses(store, Wanted(kinds=KINDS))]


def opens(office: Path, user: str) -> set[str]:
    """The sensitive sets that a user opens with the password of the test."""
    return set(slots.unlock(office, user, PASSWORD).ring.set_keys)


def test_a_password_that_somebody_changes_is_noted_and_a_wrong_one_is_not(office: Path) -> None:
    with signed_in(office, CLERK) as store:
        with pytest.raises(WrongPassword):
            change_own_password(store, "ผิด", "ใหม่")
        change_own_password(store, PASSWORD, "ใหม่")
        assert access_log.take_in(store) == 1  # the wrong one
        for _guess in range(FREE + 1):
            with pytest.raises(WrongPassword):
                change_own_password(store, "เดา", "อื่น")
        with pytest.raises(TooSoon):
            change_own_password(store, "ใหม่", "อื่น")
    assert slots.unlock(office, CLERK, "ใหม่").user == CLERK
    assert told(office) == [(CLERK, Access.PASSWORD, "")]


def test_a_password_by_the_recovery_sheet_is_noted_under_its_user_with_the_wrong_codes_before(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        code = renew_sheet(store).code
        with pytest.raises(StoreLocked):
            reset_password_by_sheet(office, code, CLERK, "ใหม่", at_nine())
    with pytest.raises(WrongRecoveryCode):
        reset_password_by_sheet(office, recovery.new_code(), CLERK, "ใหม่", at_nine())
    with pytest.raises(KeysRefused):
        reset_password_by_sheet(office, code, "ไม่มี", "ใหม่", at_nine())
    assert opens(office, CLERK) == set()
    reset_password_by_sheet(office, code, CLERK, "ใหม่", at_nine())
    assert slots.unlock(office, CLERK, "ใหม่").user == CLERK
    assert told(office) == [(FIRST, Access.NEW_SHEET, ""), (CLERK, Access.PASSWORD_BY_SHEET, "")]
    with signed_in(office, FIRST) as store:
        assert access_log.take_in(store) == 1  # the wrong code


def test_of_a_damaged_file_only_the_keys_are_touched(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        code = renew_sheet(store).code
    damage_note.note_damage(office, damaged=True)
    reset_password_by_sheet(office, code, CLERK, "ใหม่", at_nine())
    assert slots.unlock(office, CLERK, "ใหม่").user == CLERK
    assert [kind for _user, kind, _detail in told(office)] == [Access.NEW_SHEET]


def test_a_sensitive_set_is_handed_on_by_its_holders_and_its_sheet_alone_and_noted(office: Path) -> None:
    with signed_in(office, "ผู้ดูแล") as store:
        with pytest.raises(KeysRefused):
            open_set_to(store, CLERK, SPECIAL)
        with pytest.raises(WrongRecoveryCode):
            open_set_by_sheet(store, CLERK, SPECIAL, recovery.new_code())
    with signed_in(office, FIRST) as store:
        open_set_to(store, CLERK, SPECIAL)
        code = renew_sheet(store, SPECIAL).code
    with signed_in(office, "ผู้ดูแล") as store:
        open_set_by_sheet(store, "พัฒนา", SPECIAL, code)
    assert opens(office, CLERK) == opens(office, "พัฒนา") == {SPECIAL}
    assert told(office) == [
        (FIRST, Access.SET_OPENED, SPECIAL),
        (FIRST, Access.NEW_SHEET, ""),
        ("ผู้ดูแล", Access.SET_OPENED, SPECIAL),
    ]
    with signed_in(office, FIRST) as store:
        of_whom = [store.find(UserAccount, name=name)[0].id for name in (CLERK, "พัฒนา")]
        opened = access_log.accesses(store, Wanted(kinds=frozenset({Access.SET_OPENED})))
        assert [each.record_id for each in opened] == of_whom


def test_a_recovery_sheet_is_made_anew_by_an_administrator(office: Path) -> None:
    with signed_in(office, CLERK) as store, pytest.raises(NotPermitted):
        renew_sheet(store)
    assert told(office) == []
