"""The papers of one person: those that can be filled now are offered, from the citizens page by keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.papers import PAPERS
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.allowances.records import Claim, ClaimState
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.person_papers import papers_of_person
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.conftest import OpenShell

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_control_p_prints_a_paper_of_the_chosen_person(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    shell = desk("citizens")
    page = shell.page()
    assert isinstance(page, CitizensPage)
    assert not page.print_button.isEnabled()
    claim = next(each for each in office_store.find(Claim, scheme=Scheme.OLD_AGE, state=ClaimState.ACCEPTED))
    assert page.people.choose(claim.person_id)
    qtbot.keyClick(page.people.table.grid, Qt.Key.Key_P, CONTROL)
    qtbot.keyClick(page.print_menu, Qt.Key.Key_Down)
    assert page.print_menu.activeAction().text() == page.print_menu.actions()[1].text()
    qtbot.keyClick(page.print_menu, Qt.Key.Key_Up)
    assert page.print_menu.activeAction().text() == "แบบคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ"
    qtbot.keyClick(page.print_menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert preview.offset_row is not None
    qtbot.waitUntil(lambda: any(sheet.picture is not None for sheet in preview.sheets.sheets), timeout=20_000)
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert page.isVisible()


def test_every_paper_offered_for_anybody_can_be_made(office_store: Store) -> None:
    today = bangkok_today(office_store.clock)
    made = set()
    for citizen in filter(lambda each: not each.merged_into, office_store.find(Citizen)):
        for paper in papers_of_person(office_store, citizen, today):
            if paper.key not in made or citizen.deceased or citizen.moved_out_on:
                prepare(office_store, paper.key, paper.request)
                made.add(paper.key)
    assert {"application-old-age", "application-disability", "life-certificate", "power-of-attorney"} <= made
    assert not made & {kind.key for kind in PAPERS if kind.sets == (SchemeSet.SPECIAL,)}


def test_who_has_not_applied_gets_the_applications_and_who_died_no_life_certificate(
    office_store: Store,
) -> None:
    today = bangkok_today(office_store.clock)
    with office_store.transaction("มาแจ้งเอง") as tx:
        somsri = tx.insert(Citizen(first_name="สมศรี", last_name="ใจงาม", birth=PartialDate(2489, 1, 12)))
    keys = [paper.key for paper in papers_of_person(office_store, somsri, today)]
    assert keys == ["application-old-age", "application-disability", "life-certificate"]
    with office_store.transaction("แจ้งตาย") as tx:
        dead = tx.update(somsri, deceased=True, why="ใบมรณบัตร")
    assert papers_of_person(office_store, dead, today) == []


def test_the_papers_of_a_move_are_offered_once_there_was_one(office_store: Store) -> None:
    today = bangkok_today(office_store.clock)
    claim = next(each for each in office_store.find(Claim, scheme=Scheme.OLD_AGE, state=ClaimState.ACCEPTED))
    person = office_store.get(Citizen, claim.person_id)
    if person.moved_out_on is None:
        assert "move-letter-person" not in [p.key for p in papers_of_person(office_store, person, today)]
        with office_store.transaction("ย้ายออก") as tx:
            person = tx.update(person, moved_out_on=date(2026, 10, 1), why="ทร.6")
    assert "move-letter-person" in [p.key for p in papers_of_person(office_store, person, today)]
