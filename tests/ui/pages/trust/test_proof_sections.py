"""Proof by clicks: the file is verified beside the window, what is wrong is named, and the log says who saw whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look, Wanted
from sai_thong.db.connection import open_connection
from sai_thong.db.store import Store
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.citizens.records import Citizen
from sai_thong.ui.pages.trust import TrustPage
from sai_thong.ui.pages.trust.access import AccessSection
from sai_thong.ui.pages.trust.proof import ProofSection
from sai_thong.ui.shell import Shell
from sai_thong.ui.work import Job
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    opened = empty_store()
    with opened.transaction() as tx:
        made = tx.insert(Citizen(citizen_id="1101700230708", first_name="สมใจ", last_name="ทดสอบ"))
        chair = tx.insert(Asset(number="416-69-0001", name="เก้าอี้", class_code="416"))
    access_log.note(opened, Look(Access.UNMASK, made.id, "citizen_id"), Look(Access.EXPORT_WHOLE, "claims", why="สตง."))
    access_log.note_views(opened, [Look(Access.VIEW, chair.id)])
    return opened


@pytest.fixture
def shell(desk: OpenShell, store: Store) -> Shell:
    return desk("trust", store)


def section_of(shell: Shell, key: str, qtbot: QtBot) -> Any:
    page = shell.page()
    assert isinstance(page, TrustPage)
    page.open_section(key)
    settled(qtbot, shell)
    return page.section()


def test_a_file_is_verified_and_its_certificate_shown_and_noted(shell: Shell, store: Store, qtbot: QtBot) -> None:
    section = section_of(shell, "proof", qtbot)
    assert isinstance(section, ProofSection)
    assert not section.print_button.isEnabled()
    section.verify()
    qtbot.waitUntil(lambda: section.found is not None, timeout=20_000)
    assert section.found.faults == ()
    shown: list[bytes] = []
    shell.preview = lambda pdf, **_said: shown.append(pdf)
    section.print_certificate()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    last = access_log.accesses(store, Wanted())[-1]
    assert (last.kind, last.record_id) == (Access.PRINT, section.found.head.text)


def test_what_is_wrong_is_named_and_no_certificate_is_given(
    shell: Shell, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(_page: object, function: Callable[..., object], *args: object, done: Any, **_said: object) -> Job:
        done(function(*args))
        return Job()

    monkeypatch.setattr(TrustPage, "work", here)  # the way into another process is gone in the test above
    connection = open_connection(store.path, store.keys.data_key, write=True)
    connection.execute("UPDATE citizens SET moo = 7")
    connection.close()
    section = section_of(shell, "proof", qtbot)
    section.verify()
    assert [each.check.value for each in section.found.faults] == ["rows"]
    assert not section.print_button.isEnabled()


def test_the_log_names_who_was_seen_and_is_narrowed_by_kind_and_word(shell: Shell, qtbot: QtBot) -> None:
    section = section_of(shell, "access", qtbot)
    assert isinstance(section, AccessSection)
    assert [row["record"] for row in section.table.rows()] == ["416-69-0001 เก้าอี้", "claims", "สมใจ ทดสอบ"]
    section.search.setText("สตง")
    assert len(section.table.rows()) == 1
    section.search.clear()
    section.kind.set_value(Access.UNMASK.value)
    section.load()
    settled(qtbot, shell)
    assert [row["record"] for row in section.table.rows()] == ["สมใจ ทดสอบ"]
