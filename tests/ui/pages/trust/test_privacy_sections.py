"""The page of security by clicks: a breach is led to its end, a request answered, a dossier saved with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.db import access_log
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.privacy import Right
from sai_thong.registers.trust.records import Incident, PersonRequest
from sai_thong.registers.trust.requests import receive_request
from sai_thong.registers.trust.terms import Answer, Risk
from sai_thong.ui.kit import ActionButton, RecordForm
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.citizens.more_menu import MoreMenu
from sai_thong.ui.pages.trust import TrustPage
from sai_thong.ui.pages.trust.dossier import DossierSection
from sai_thong.ui.pages.trust.incidents import IncidentsSection
from sai_thong.ui.pages.trust.processing import ProcessingSection
from sai_thong.ui.pages.trust.requests import RequestsSection
from sai_thong.ui.pages.trust.section import Section
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

S = TypeVar("S", bound=Section)


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    opened = empty_store()
    with opened.transaction() as tx:
        tx.insert(Citizen(citizen_id="1101700230708", first_name="สมใจ", last_name="ทดสอบ"))
    return opened


@pytest.fixture
def shell(desk: OpenShell, store: Store) -> Shell:
    return desk("trust", store)


def section_of(shell: Shell, key: str, kind: type[S], qtbot: QtBot) -> S:
    page = shell.page()
    assert isinstance(page, TrustPage)
    page.open_section(key)
    settled(qtbot, shell)
    section = page.section()
    assert isinstance(section, kind)
    return section


def fill(section: Section, shell: Shell, qtbot: QtBot, **values: object) -> RecordForm:
    """Write into the form that is open, and save it."""
    form = section.over.form()
    assert form is not None
    for key, value in values.items():
        form.editor(key).show_value(value)  # type: ignore[arg-type]
    form.save_button.click()
    settled(qtbot, shell)
    return form


def press(section: IncidentsSection | RequestsSection | DossierSection | ProcessingSection, words: str) -> None:
    """The button of the chosen record that begins so."""
    (button,) = [each for each in section.record.findChildren(ActionButton) if each.text().startswith(words)]
    button.click()


def test_a_breach_is_entered_assessed_and_counted_down(shell: Shell, store: Store, qtbot: QtBot) -> None:
    section = section_of(shell, "incidents", IncidentsSection, qtbot)
    section.enter()
    fill(section, shell, qtbot, title="โน้ตบุ๊กหาย", kinds=("availability",), aware_clock="08:00", persons=800)
    (incident,) = store.find(Incident)
    assert (incident.title, incident.persons) == ("โน้ตบุ๊กหาย", 800)
    press(section, "ประเมินความเสี่ยง")
    fill(section, shell, qtbot, risk="none", why="เข้ารหัสไว้")
    (incident,) = store.find(Incident)
    assert incident.risk is Risk.NONE
    press(section, "ปิดเหตุ")
    fill(section, shell, qtbot, conclusion="ล็อกตู้")
    assert store.find(Incident)[0].closed_on is not None


def test_a_refusal_without_its_ground_stays_in_the_form(shell: Shell, store: Store, qtbot: QtBot) -> None:
    receive_request(store, Right.ERASURE, asked_by="นางสมใจ", received_on=date(2026, 11, 2))
    section = section_of(shell, "requests", RequestsSection, qtbot)
    section.table.choose(0)
    press(section, "ตอบคำขอ")
    form = fill(section, shell, qtbot, answer="refused", why="ต้องเก็บ")
    assert section.over.form() is form
    assert form.banners.banners()
    fill(section, shell, qtbot, ground="statutory-record")
    assert store.find(PersonRequest)[0].answer is Answer.REFUSED


def test_a_dossier_is_saved_and_its_reason_kept(
    shell: Shell, store: Store, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dossier.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    (person,) = store.find(Citizen)
    section = section_of(shell, "dossier", DossierSection, qtbot)
    section.restore({"person": person.id})
    press(section, "รวบรวมข้อมูล")
    fill(section, shell, qtbot, why="คำขอ 1/2569", shape="json")
    assert "สมใจ" in target.read_text(encoding="utf-8")
    assert [each.why for each in access_log.seen(store, [person.id]) if each.why] == ["คำขอ 1/2569"]


def test_the_office_says_otherwise_in_the_record_of_processing(shell: Shell, qtbot: QtBot) -> None:
    section = section_of(shell, "processing", ProcessingSection, qtbot)
    section.table.choose_id("petitions")
    press(section, "กำหนดเอง")
    fill(section, shell, qtbot, retention="financial", reason="คำสั่ง 1/2569")
    row = next(each for each in section.table.rows() if each["id"] == "petitions")
    assert str(row["kept"]).startswith("5 ปี")


def test_a_person_of_the_register_leads_to_what_is_held_of_them(desk: OpenShell, store: Store, qtbot: QtBot) -> None:
    shell = desk("citizens", store)
    settled(qtbot, shell)
    citizens = shell.page()
    assert isinstance(citizens, CitizensPage)
    citizens.people.table.choose(0)
    settled(qtbot, shell)
    (more,) = citizens.findChildren(MoreMenu)
    menu = more.open_menu()
    menu.actions()[-1].trigger()
    menu.close()
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, TrustPage)
    section = page.section()
    assert isinstance(section, DossierSection)
    assert section.picker.person_id() == store.find(Citizen)[0].id
