"""Accounts: added, disabled, let in again, given passwords; roles made over; the last administrator stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sai_thong.db import slots
from sai_thong.db.errors import KeysRefused, WrongPassword
from sai_thong.db.permits import Action, NotPermitted
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust import users
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.registers.trust.permits import admit
from sai_thong.registers.trust.roles import end_role, roles_of, save_role
from tests.registers.trust.staffed_office import FIRST, PASSWORD, POSTS, at_nine, signed_in


def test_with_the_first_account_everybody_there_becomes_an_administrator_by_name(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        views = {each.name: each for each in users.users_of(store)}
        assert set(views) == {FIRST, *POSTS}
        assert views[FIRST].account is not None
        assert views[FIRST].account.roles == ("administrator",)
        assert views[FIRST].sets == tuple(range(1, len(SENSITIVE_SETS) + 1))
        assert views["ธุรการ"].sets == ()


def test_only_who_administers_the_users_changes_them(office: Path) -> None:
    facts = UserAccount(name="ธุรการ", full_name="สมศรี ใจดี")
    with signed_in(office, "ธุรการ") as store:
        for change in (
            lambda: users.add_user(store, "ใหม่", PASSWORD, roles=("auditor",)),
            lambda: users.change_account(store, "ธุรการ", roles=("administrator",)),
            lambda: users.change_account(store, "ธุรการ", facts=facts),
            lambda: users.disable_user(store, FIRST, why="ลอง"),
            lambda: users.let_in_again(store, FIRST, PASSWORD),
            lambda: users.give_password(store, FIRST, "ใหม่"),
            lambda: users.keep_sheet_place(store, 0, "ตู้นิรภัย", date(2026, 11, 1)),
            lambda: save_role(store, "own", "ของตน", {"trust": (Action.ADMINISTER,)}),
            lambda: end_role(store, "auditor", why="ลอง"),
        ):
            with pytest.raises(NotPermitted):
                change()
    with signed_in(office, FIRST) as store:
        assert "ใหม่" not in slots.users(office)
        assert users.change_account(store, "ธุรการ", facts=facts).record.full_name == "สมศรี ใจดี"


def test_a_disabled_user_opens_nothing_and_comes_back_with_a_new_password(office: Path) -> None:
    with signed_in(office, "ผู้ดูแล") as store:
        with pytest.raises(BadInput):
            users.disable_user(store, "ธุรการ", why=" ")
        gone = users.disable_user(store, "ธุรการ", why="ลาออก").record
        assert (gone.disabled_on, gone.disabled_why) == (date(2026, 11, 23), "ลาออก")
        assert "ธุรการ" in {each.name for each in users.users_of(store) if not each.opens}
        with pytest.raises(Refused):
            users.add_user(store, "ธุรการ", "อีกคน", roles=("auditor",))
    with pytest.raises(WrongPassword):
        Store.open(office, user="ธุรการ", password=PASSWORD, clock=at_nine())
    with signed_in(office, "ผู้ดูแล") as store:
        back = users.let_in_again(store, "ธุรการ", "กลับมา").record
        assert back.active
        assert back.roles == ("general-clerk",)
        with pytest.raises(BadInput):
            users.let_in_again(store, "ธุรการ", "กลับมา")
    with Store.open(office, user="ธุรการ", password="กลับมา", clock=at_nine()) as store:
        admit(store)
        assert store.find(Citizen)


def test_the_last_who_administers_the_users_stays_and_keeps_the_role(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        users.disable_user(store, "ผู้ดูแล", why="ย้าย")
        before = slots.users(office)
        with pytest.raises(Refused):
            users.change_account(store, FIRST, roles=("auditor",))
        with pytest.raises(Refused):
            users.disable_user(store, FIRST, why="ย้าย")
        assert slots.users(office) == before
        users.change_account(store, "นายก", roles=("executive", "administrator"))
        users.change_account(store, FIRST, roles=("auditor",))
        admit(store)
        assert not store.permits.allows("trust", Action.ADMINISTER)
    with signed_in(office, "นายก") as store, pytest.raises(Refused):  # who is nobody's last holder of a sensitive set
        users.disable_user(store, "นายก", why="ย้าย")
    assert "นายก" in slots.users(office)


def test_no_role_is_made_over_so_that_nobody_administers_the_users(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        for spelt in ("administrator", " administrator "):
            with pytest.raises(Refused):
                save_role(store, spelt, "ผู้ดูแล", {})
        save_role(store, "keys", "ผู้ถือกุญแจ", {"trust": [Action.VIEW, Action.ADMINISTER]})
        users.change_account(store, FIRST, roles=("keys",))
        users.disable_user(store, "ผู้ดูแล", why="ย้าย")
        with pytest.raises(Refused):
            save_role(store, "keys", "ผู้ถือกุญแจ", {"trust": [Action.VIEW]})
        assert Action.ADMINISTER in roles_of(store)["keys"].allowed["trust"]


def test_the_last_holder_of_a_sensitive_set_is_neither_disabled_nor_given_a_password(office: Path) -> None:
    with signed_in(office, "ผู้ดูแล") as store:
        with pytest.raises(KeysRefused):
            users.disable_user(store, FIRST, why="ย้าย")
        with pytest.raises(Refused):
            users.give_password(store, FIRST, "ใหม่")
        (first,) = store.find(UserAccount, name=FIRST)
        assert first.active
    slots.unlock(office, FIRST, PASSWORD)


def test_a_new_password_opens_no_sensitive_set(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        slots.grant_set(office, store.keys, "นายก", SENSITIVE_SETS[0])
        given = users.give_password(store, "นายก", "ใหม่").record
        assert given.password_at is not None
    with pytest.raises(WrongPassword):
        slots.unlock(office, "นายก", PASSWORD)
    assert slots.unlock(office, "นายก", "ใหม่").ring.set_keys == {}


def test_a_role_is_made_over_and_ended_once_nobody_has_it(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        save_role(store, "case-worker", "ช่าง", {"petitions": (Action.VIEW,)})
        with pytest.raises(BadInput):
            save_role(store, "case-worker", "ช่าง", {"petitions": (Action.ADMINISTER,)})
        with pytest.raises(Refused):
            save_role(store, "administrator", "ว่าง", {})
        with pytest.raises(Refused):
            end_role(store, "case-worker", why="ยุบ")
        users.change_account(store, "ช่าง", roles=("case-worker", "supply-officer"))
        assert roles_of(store)["case-worker"].changed
        with pytest.raises(BadInput):
            users.change_account(store, "ช่าง", roles=("nobody",))
        with pytest.raises(BadInput):
            users.change_account(store, "ช่าง", roles=())
        users.change_account(store, "ช่าง", roles=("supply-officer",))
        end_role(store, "case-worker", why="ยุบ")
        assert "case-worker" not in roles_of(store)
        save_role(store, "case-worker", "ช่างโยธา", {"petitions": (Action.VIEW, Action.EDIT)})
        assert roles_of(store)["case-worker"].title == "ช่างโยธา"


def test_where_the_sealed_sheets_lie_is_written_down_and_the_latest_counts(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        with pytest.raises(BadInput):
            users.keep_sheet_place(store, 0, " ", date(2026, 11, 1))
        with pytest.raises(BadInput):
            users.keep_sheet_place(store, 0, "ตู้นิรภัย", date(2026, 11, 24))
        users.keep_sheet_place(store, 0, "ตู้นิรภัย", date(2026, 11, 1), ("ปลัด", " "))
        users.keep_sheet_place(store, 1, "ตู้เอกสาร", date(2026, 11, 2))
        users.keep_sheet_place(store, 0, "ธนาคาร", date(2026, 11, 3))
        assert {part: each.place for part, each in users.sheet_places(store).items()} == {0: "ธนาคาร", 1: "ตู้เอกสาร"}
