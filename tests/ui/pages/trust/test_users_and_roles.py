"""Users and roles by clicks: somebody is added, given another role, disabled; a role of the office's own is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db import slots
from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.registers.trust.roles import roles_of
from sai_thong.registers.trust.users import sheet_places
from sai_thong.ui.kit import ActionButton
from sai_thong.ui.pages import paper_prints
from sai_thong.ui.pages.trust.roles import RolesSection
from sai_thong.ui.pages.trust.users import UsersSection
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled
from tests.ui.pages.trust.test_privacy_sections import fill, section_of

CLERK = "ธุรการ"


@pytest.fixture
def shell(desk: OpenShell, empty_store: Callable[[], Store]) -> Shell:
    return desk("trust", empty_store())


def buttons(section: UsersSection | RolesSection) -> set[str]:
    return {each.text().partition(" (")[0] for each in section.record.findChildren(ActionButton) if each.isVisible()}


def test_a_user_is_added_changed_given_a_part_and_disabled(shell: Shell, qtbot: QtBot) -> None:
    store = shell.store
    section = section_of(shell, "users", UsersSection, qtbot)
    section.add()
    fill(section, shell, qtbot, name=CLERK, full_name="สมศรี ใจดี", roles=("general-clerk",), password="หนึ่ง")
    (account,) = store.find(UserAccount, name=CLERK)
    assert (account.full_name, account.roles) == ("สมศรี ใจดี", ("general-clerk",))
    assert store.user in {each.name for each in store.find(UserAccount)}
    section.change()
    fill(section, shell, qtbot, roles=("general-clerk", "supply-officer"), why="รับงานพัสดุ")
    assert store.find(UserAccount, name=CLERK)[0].roles == ("general-clerk", "supply-officer")
    section.grant()
    fill(section, shell, qtbot, part="1")
    section.give_password()
    fill(section, shell, qtbot, password="สอง")
    assert slots.unlock(store.path, CLERK, "สอง").ring.set_keys == {}
    section.grant()
    fill(section, shell, qtbot, part="2")
    assert set(slots.unlock(store.path, CLERK, "สอง").ring.set_keys) == {SENSITIVE_SETS[1]}
    assert "ระงับ…" in buttons(section)
    section.disable()
    fill(section, shell, qtbot, why="ลาออก")
    assert CLERK not in slots.users(store.path)
    assert "ให้เข้าใช้ใหม่…" in buttons(section)
    section.let_in_again()
    fill(section, shell, qtbot, password="สาม")
    slots.unlock(store.path, CLERK, "สาม")
    section.seal_sheet()
    fill(section, shell, qtbot, place="ตู้นิรภัย", witnesses="ปลัด\nนายก")
    assert sheet_places(store)[0].witnesses == ("ปลัด", "นายก")
    assert "ตู้นิรภัย" in section.sheets.text()


def test_a_role_is_made_changed_and_ended_and_the_administrators_is_left_alone(shell: Shell, qtbot: QtBot) -> None:
    section = section_of(shell, "roles", RolesSection, qtbot)
    section.add()
    fill(section, shell, qtbot, title="ทะเบียน", citizens=("view", "edit"))
    role = next(each for each in roles_of(shell.store).values() if each.title == "ทะเบียน")
    assert role.allowed == {"citizens": frozenset({Action.VIEW, Action.EDIT})}
    section.change()
    fill(section, shell, qtbot, citizens=("view",))
    assert roles_of(shell.store)[role.key].allowed == {"citizens": frozenset({Action.VIEW})}
    section.end()
    fill(section, shell, qtbot, why="ยุบ")
    assert role.key not in roles_of(shell.store)
    section.table.choose_id("administrator")
    assert not buttons(section)
    section.change()
    assert section.over.form() is None


def test_who_only_reads_changes_nobody_and_loses_the_page_with_the_role(shell: Shell, qtbot: QtBot) -> None:
    section = section_of(shell, "users", UsersSection, qtbot)
    section.add()
    fill(section, shell, qtbot, name="สอง", roles=("administrator",), password="หนึ่ง")
    section.table.choose_id(shell.store.user)
    section.change()
    fill(section, shell, qtbot, roles=("auditor",))
    settled(qtbot, shell)
    again = section_of(shell, "users", UsersSection, qtbot)
    again.load()
    again.table.choose_id("สอง")
    assert buttons(again) <= {"ประวัติทั้งหมด"}


def test_what_a_user_hands_over_is_shown_as_a_paper(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(paper_prints, "print_paper", lambda _page, key, request: shown.append((key, request)))
    section = section_of(shell, "users", UsersSection, qtbot)
    section.table.choose_id(shell.store.user)
    section.hand_over()
    fill(section, shell, qtbot, to="นายวิชัย")
    assert shown == [("handing-over", PaperRequest(record_id=shell.store.user, custodian="นายวิชัย"))]
