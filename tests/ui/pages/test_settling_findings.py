"""Each finding carries what settles it: shared accounts, proxies, other lists, the central totals; by clicks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.allowances.central_totals import totals_beside
from sai_thong.registers.allowances.duplicates import ListedElsewhere, open_duplicate_cases
from sai_thong.registers.allowances.findings import Finding, FindingCode
from sai_thong.registers.allowances.life_events import record_death, record_move_out
from sai_thong.registers.allowances.months import send
from sai_thong.registers.allowances.payment_choices import Proxy, set_proxy
from sai_thong.registers.allowances.records import (
    Claim,
    DuplicateElsewhere,
    Overpayment,
    PaymentLine,
    SharedUseCheck,
)
from sai_thong.registers.allowances.today import DutyKind
from sai_thong.registers.allowances.today import today as duties_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import ActionButton, RecordForm, ThaiLabel
from sai_thong.ui.pages.allowances import AllowancesPage
from sai_thong.ui.pages.allowances.central import CentralSection
from sai_thong.ui.pages.allowances.elsewhere import ElsewhereSection
from sai_thong.ui.pages.allowances.finding_deeds import deeds_of
from sai_thong.ui.pages.allowances.month import MonthSection
from sai_thong.ui.pages.allowances.overpayments import OverpaymentsSection
from sai_thong.ui.pages.allowances.people import PeopleSection
from sai_thong.ui.pages.allowances.stepped import SteppedSection
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.citizens.more_menu import MoreMenu
from sai_thong.ui.pages.today import TodayPage
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

NOVEMBER = Month(2026, 11)


@pytest.fixture
def paid(office_store: Store) -> list[Claim]:
    """Three old-age claims that November pays."""
    lines = office_store.find(PaymentLine, paid_in=NOVEMBER.previous())
    people = {person.id: person for person in office_store.find(Citizen)}
    alive = [line.claim_id for line in lines if people[line.person_id].alive and line.scheme.value == "old-age"]
    return [office_store.get(Claim, claim_id) for claim_id in alive[:3]]


def opened(desk: OpenShell, qtbot: QtBot) -> Shell:
    shell = desk("allowances")
    settled(qtbot, shell)
    return shell


def page_of(shell: Shell) -> AllowancesPage:
    page = shell.page()
    assert isinstance(page, AllowancesPage)
    return page


def month_of(shell: Shell) -> MonthSection:
    section = page_of(shell).section()
    assert isinstance(section, MonthSection)
    return section


def click(qtbot: QtBot, shell: Shell, within: QWidget, words: str) -> None:
    """Click the button, or choose the entry of a menu, that says `words`."""
    buttons = [each for each in within.findChildren(ActionButton) if words in each.text() and each.isVisibleTo(within)]
    if buttons:
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    else:
        entries = [each for each in within.findChildren(QAction) if words in each.text()]
        assert entries, f"nothing says {words!r}"
        entries[0].trigger()
    settled(qtbot, shell)


def form_of(section: SteppedSection) -> RecordForm:
    form = section.inside()
    assert isinstance(form, RecordForm)
    return form


def fill_and_save(qtbot: QtBot, shell: Shell, section: SteppedSection, **texts: str) -> None:
    form = form_of(section)
    for key, text in texts.items():
        target = form.editor(key).focus_target()
        if isinstance(target, QPlainTextEdit):
            target.setPlainText(text)
        else:
            target.clear()  # type: ignore[attr-defined]
            type_text(target, text)
    qtbot.keyClick(form.save_button, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert section.inside() is None, [banner.text() for banner in form.banners.banners()]


def findings(shell: Shell, code: FindingCode) -> list[Finding]:
    board = month_of(shell).board
    assert board is not None
    return [each for each in board.view.findings if each.code is code]


@pytest.mark.parametrize("sent", [False, True], ids=["draft", "sent"])
def test_no_finding_stands_there_without_what_settles_it(
    desk: OpenShell, office_store: Store, qtbot: QtBot, paid: list[Claim], sent: bool
) -> None:
    if sent:
        send(office_store, SchemeSet.ORDINARY, NOVEMBER)
        record_death(office_store, office_store.get(Citizen, paid[0].person_id), PartialDate(2569, 11, 2), source="x")
    section = month_of(opened(desk, qtbot))
    assert section.board is not None
    assert section.board.view.findings
    for finding in section.board.view.findings:
        assert list(deeds_of(section, finding)), finding.code


# several people who share something


def test_those_who_share_an_account_are_listed_and_confirmed_with_a_reason(
    desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    shell = opened(desk, qtbot)
    section = month_of(shell)
    (finding,) = findings(shell, FindingCode.SHARED_ACCOUNT)
    assert finding.shared is not None
    section.list.show_people_of([finding])
    assert {row["claim_id"] for row in section.list.table.rows()} == set(finding.claim_ids)
    section.list.show_all()
    click(qtbot, shell, section.list.findings, "ตรวจแล้วถูกต้อง…")
    fill_and_save(qtbot, shell, section, reason="ครอบครัวเดียวกัน")
    assert findings(shell, FindingCode.SHARED_ACCOUNT) == []
    (check,) = office_store.find(SharedUseCheck)
    assert check.person_ids == finding.shared.person_ids
    assert office_store.history(check.id)[0].reason == "ครอบครัวเดียวกัน"


def test_the_death_of_a_proxy_of_several_is_recorded_from_the_finding(
    desk: OpenShell, office_store: Store, qtbot: QtBot, paid: list[Claim]
) -> None:
    for claim in paid:
        set_proxy(office_store, claim, Proxy("นางรับแทน หลายคน"))
    shell = opened(desk, qtbot)
    click(qtbot, shell, month_of(shell).list.findings, "ผู้รับมอบอำนาจเสียชีวิต…")
    fill_and_save(qtbot, shell, month_of(shell), died_on="1/11/2569")
    assert {office_store.get(Claim, each.id).proxy_died_on for each in paid} == {date(2026, 11, 1)}
    assert len(findings(shell, FindingCode.PROXY_DIED)) == 3


# a proxy


def person_record(shell: Shell, qtbot: QtBot, claim: Claim) -> PeopleSection:
    page_of(shell).open_section("people", claim=claim.id)
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, PeopleSection)
    chosen = section.table.chosen()
    assert chosen is not None
    assert chosen["id"] == claim.id
    return section


def test_a_proxys_death_is_recorded_at_the_person(
    desk: OpenShell, office_store: Store, qtbot: QtBot, paid: list[Claim]
) -> None:
    set_proxy(office_store, paid[0], Proxy("นางรับแทน"))
    shell = opened(desk, qtbot)
    section = person_record(shell, qtbot, paid[0])
    click(qtbot, shell, section.record, "ผู้รับมอบอำนาจเสียชีวิต…")
    fill_and_save(qtbot, shell, section, died_on="1/11/2569")
    assert office_store.get(Claim, paid[0].id).proxy_died_on == date(2026, 11, 1)


def test_a_proxy_whom_the_register_knows_to_be_dead_is_a_finding_that_opens_the_form_with_the_day(
    desk: OpenShell, office_store: Store, qtbot: QtBot, paid: list[Claim]
) -> None:
    dead = next(each for each in office_store.find(Citizen, deceased=False) if each.citizen_id)
    set_proxy(office_store, paid[0], Proxy(dead.full_name, citizen_id=str(dead.citizen_id)))
    record_death(office_store, dead, PartialDate(2569, 11, 1), source="มรณบัตร")
    shell = opened(desk, qtbot)
    (finding,) = findings(shell, FindingCode.PROXY_DIED)
    click(qtbot, shell, month_of(shell).list.findings, "ผู้รับมอบอำนาจเสียชีวิต…")
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, PeopleSection)
    fill_and_save(qtbot, shell, section)
    assert office_store.get(Claim, finding.claim_id).proxy_died_on == date(2026, 11, 1)


# other lists


@pytest.fixture
def listed(office_store: Store, paid: list[Claim]) -> DuplicateElsewhere:
    person = office_store.get(Citizen, paid[0].person_id)
    rows = [ListedElsewhere(str(person.citizen_id), "รับบำนาญพิเศษ")]
    (case,) = open_duplicate_cases(office_store, rows, list_name="กรมบัญชีกลาง 1/70", listed_on=None).cases
    return case


def test_today_leads_to_the_case_and_the_case_to_its_conclusion(
    desk: OpenShell, office_store: Store, qtbot: QtBot, listed: DuplicateElsewhere
) -> None:
    shell = desk("today")
    settled(qtbot, shell)
    today = shell.page()
    assert isinstance(today, TodayPage)
    words = next(duty.text for duty in duties_of(office_store).duties if duty.kind is DutyKind.DUPLICATES)
    button = next(each for each in today.buttons if words in each.accessibleName())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, ElsewhereSection)
    qtbot.keyClick(section.search, Qt.Key.Key_Down)
    settled(qtbot, shell)
    told = [label.text() for label in section.record.findChildren(ThaiLabel)]
    assert any("รับบำนาญพิเศษ" in words for words in told)
    click(qtbot, shell, section.record, "สรุปผลการตรวจสอบ…")
    fill_and_save(qtbot, shell, section, conclusion="คนละคนกัน", settled_on="3/11/2569")
    settled_case = office_store.get(DuplicateElsewhere, listed.id)
    assert (settled_case.conclusion, settled_case.settled_on) == ("คนละคนกัน", date(2026, 11, 3))
    assert not section.table.rows()


def test_somebody_without_a_claim_is_settled_from_their_own_record(
    desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    claimed = {claim.person_id for claim in office_store.find(Claim)}
    person = next(each for each in office_store.find(Citizen) if each.id not in claimed and each.citizen_id)
    open_duplicate_cases(office_store, [ListedElsewhere(str(person.citizen_id))], list_name="บัญชีอื่น", listed_on=None)
    shell = desk("citizens")
    settled(qtbot, shell)
    shell.go("citizens", chosen=person.id)
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, CitizensPage)
    menu = page.record.findChildren(MoreMenu)[-1].open_menu()
    next(entry for entry in menu.actions() if entry.text().startswith("พบในบัญชีรายชื่ออื่น")).trigger()
    menu.close()
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, ElsewhereSection)
    chosen = section.table.chosen()
    assert chosen is not None
    assert chosen["person_id"] == person.id
    click(qtbot, shell, section.record, "สรุปผลการตรวจสอบ…")
    fill_and_save(qtbot, shell, section, conclusion="ไม่ได้รับเงินที่นี่")
    assert office_store.find(DuplicateElsewhere, settled_on=None) == []


@pytest.mark.usefixtures("listed")
def test_the_finding_opens_the_case_at_the_persons_claim(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    shell = opened(desk, qtbot)
    assert len(findings(shell, FindingCode.ON_OTHER_LIST)) == 1
    click(qtbot, shell, month_of(shell).list.findings, "สรุปผลการตรวจสอบ…")
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, PeopleSection)
    fill_and_save(qtbot, shell, section, conclusion="เลิกรับบำนาญแล้ว")
    assert office_store.find(DuplicateElsewhere, settled_on=None) == []


def test_a_list_is_read_into_cases(desk: OpenShell, office_store: Store, qtbot: QtBot, living_office: object) -> None:
    from sai_thong.demo.office import MadeUpOffice

    assert isinstance(living_office, MadeUpOffice)
    shell = opened(desk, qtbot)
    page_of(shell).open_section("elsewhere")
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, ElsewhereSection)
    section.open_list(living_office.books.central)
    fill_and_save(qtbot, shell, section, list_name="บัญชีทดลอง")
    cases = office_store.find(DuplicateElsewhere)
    assert len(section.table.rows()) == len(cases) > 0
    assert {case.list_name for case in cases} == {"บัญชีทดลอง"}


# the central system


def test_the_central_systems_totals_are_typed_and_their_difference_stands_beside_the_run(
    desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    shell = opened(desk, qtbot)
    page_of(shell).open_section("central")
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, CentralSection)
    old_age = section.beside[0]
    qtbot.mouseClick(section.totals_button, Qt.MouseButton.LeftButton)
    form = form_of(section)
    type_text(form.editor("count old-age").focus_target(), str(old_age.ours[0] + 1))
    type_text(form.editor("amount old-age").focus_target(), str(old_age.ours[1] // 100 + 600))
    qtbot.keyClick(form.save_button, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert section.inside() is None
    assert totals_beside(office_store, SchemeSet.ORDINARY, NOVEMBER)[0].more_there == (1, 60000)
    assert "+1" in section.card_of(old_age.scheme).accessibleName()
    assert "+600" in section.card_of(old_age.scheme).accessibleName()
    page_of(shell).open_section("month")
    settled(qtbot, shell)
    assert len(findings(shell, FindingCode.CENTRAL_DIFFERS)) == 1


def test_half_a_total_is_refused_and_the_form_stays(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    shell = opened(desk, qtbot)
    page_of(shell).open_section("central")
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, CentralSection)
    qtbot.mouseClick(section.totals_button, Qt.MouseButton.LeftButton)
    form = form_of(section)
    type_text(form.editor("count old-age").focus_target(), "5")
    qtbot.keyClick(form.save_button, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert section.inside() is form
    assert form.banners.banners()
    assert all(each.theirs is None for each in totals_beside(office_store, SchemeSet.ORDINARY, NOVEMBER))


# letters


def test_the_letters_of_an_overpayment_keep_their_numbers(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    lines = office_store.find(PaymentLine, paid_in=NOVEMBER.previous())
    record_death(office_store, office_store.get(Citizen, lines[0].person_id), PartialDate(2569, 9, 20), source="x")
    shell = opened(desk, qtbot)
    page_of(shell).open_section("overpayments")
    settled(qtbot, shell)
    section = page_of(shell).section()
    assert isinstance(section, OverpaymentsSection)
    qtbot.keyClick(section.search, Qt.Key.Key_Down)
    chosen = section.table.chosen()
    assert chosen is not None
    click(qtbot, shell, section.record, "ขอให้ชี้แจง…")
    fill_and_save(qtbot, shell, section, addressee="ทายาท", letter_no="77", on_day="3/11/2569")
    case = office_store.get(Overpayment, chosen["id"])
    assert (case.facts_letter_no, case.explanation_asked_on) == ("77", date(2026, 11, 3))
    section.choose_by("id", case.id)
    settled(qtbot, shell)
    click(qtbot, shell, section.record, "เลขที่หนังสือ…")
    fill_and_save(qtbot, shell, section, facts_no="78", facts_on="4/11/2569")
    case = office_store.get(Overpayment, case.id)
    assert (case.facts_letter_no, case.explanation_asked_on) == ("78", date(2026, 11, 4))


def test_the_letters_about_a_move_keep_their_numbers_and_days(
    desk: OpenShell, office_store: Store, qtbot: QtBot, paid: list[Claim]
) -> None:
    mover = office_store.get(Citizen, paid[0].person_id)
    record_move_out(office_store, mover, date(2026, 11, 1), to="อบต.บ้านใหม่")
    shell = opened(desk, qtbot)
    section = person_record(shell, qtbot, paid[0])
    click(qtbot, shell, section.record, "หนังสือแจ้งการย้าย…")
    fill_and_save(qtbot, shell, section, person_no="5", person_on="3/11/2569", office_no="6", office_on="3/11/2569")
    claim = office_store.get(Claim, paid[0].id)
    assert (claim.move_letter_no, claim.move_office_letter_no) == ("5", "6")
    assert (claim.move_letter_on, claim.move_office_letter_on) == (date(2026, 11, 3), date(2026, 11, 3))
