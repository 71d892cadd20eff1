"""The sections beside the month: claims by their steps, changes, the central queue, cases, villages, cash, the year."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.allowances.life_events import record_death
from sai_thong.registers.allowances.months import lines_of, mark_paid, months_of, send
from sai_thong.registers.allowances.overpayments import overpayment_list
from sai_thong.registers.allowances.records import (
    CashDay,
    CentralTask,
    Claim,
    ClaimState,
    OverpaymentState,
    VillageAnswer,
    VillageCheck,
    VillageReply,
)
from sai_thong.registers.allowances.year import register_of_year
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import RecordForm
from sai_thong.ui.pages.allowances import AllowancesPage
from sai_thong.ui.pages.allowances.cash import CashSection
from sai_thong.ui.pages.allowances.central import CentralSection
from sai_thong.ui.pages.allowances.changes import ChangesSection
from sai_thong.ui.pages.allowances.new_claim import NewClaim
from sai_thong.ui.pages.allowances.overpayments import OverpaymentsSection
from sai_thong.ui.pages.allowances.people import PeopleSection
from sai_thong.ui.pages.allowances.section import Section
from sai_thong.ui.pages.allowances.stepped import SteppedSection
from sai_thong.ui.pages.allowances.village_answers import VillageAnswers
from sai_thong.ui.pages.allowances.villages import VillagesSection
from sai_thong.ui.pages.allowances.year import YearSection
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

NOVEMBER = Month(2026, 11)
S = TypeVar("S", bound=Section)


@pytest.fixture
def shell(desk: OpenShell, qtbot: QtBot) -> Shell:
    opened = desk("allowances")
    settled(qtbot, opened)
    return opened


@pytest.fixture
def news(office_store: Store) -> Citizen:
    """Somebody paid in October is learned to have died in September."""
    month = months_of(office_store, NOVEMBER.previous())[0]
    line = lines_of(office_store, month)[0]
    dead = office_store.get(Citizen, line.person_id)
    record_death(office_store, dead, PartialDate(2569, 9, 20), source="มรณบัตร")
    return dead


def opened(shell: Shell, qtbot: QtBot, key: str, kind: type[S]) -> S:
    page = shell.page()
    assert isinstance(page, AllowancesPage)
    page.open_section(key)
    settled(qtbot, shell)
    section = page.section()
    assert isinstance(section, kind)
    return section


def form_of(section: SteppedSection) -> RecordForm:
    form = section.inside()
    assert isinstance(form, RecordForm)
    return form


def fill(form: RecordForm, **texts: str) -> None:
    for key, text in texts.items():
        target = form.editor(key).focus_target()
        if isinstance(target, QPlainTextEdit):
            target.setPlainText(text)
        else:
            target.clear()  # type: ignore[attr-defined]
            type_text(target, text)


def save(qtbot: QtBot, shell: Shell, section: SteppedSection) -> None:
    qtbot.keyClick(form_of(section).save_button, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert section.inside() is None, form_of(section).banners.banners()[0].text() if section.inside() else ""


# claims


def test_a_claim_goes_from_the_application_to_the_order(shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    section = opened(shell, qtbot, "people", PeopleSection)
    claimed = {claim.person_id for claim in office_store.find(Claim)}
    free = next(
        each
        for each in office_store.find(Citizen, deceased=False, moved_out_on=None)
        if each.id not in claimed and each.thai_national is not False and each.citizen_id
    )
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = section.inside()
    assert isinstance(form, NewClaim)
    type_text(form.picker.search, str(free.citizen_id))
    qtbot.keyClick(form.picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(form.form.save_button, Qt.Key.Key_Return)
    settled(qtbot, shell)
    claim = office_store.find(Claim, person_id=free.id)[0]
    assert claim.state is ClaimState.SUBMITTED
    assert section.table.chosen() is not None
    assert section.table.chosen()["id"] == claim.id  # type: ignore[index]
    step(section, qtbot, shell, office_store, claim.id)
    save(qtbot, shell, section)
    step(section, qtbot, shell, office_store, claim.id)
    fill(form_of(section), report_no="1/2570")
    save(qtbot, shell, section)
    step(section, qtbot, shell, office_store, claim.id)
    fill(form_of(section), ordered_by="นายก")
    save(qtbot, shell, section)
    assert office_store.get(Claim, claim.id).state is ClaimState.ACCEPTED


def step(section: PeopleSection, qtbot: QtBot, shell: Shell, store: Store, claim_id: str) -> None:
    """Press the button of the claim's next step but the corrections of the one before."""
    from sai_thong.ui.pages.allowances.claim_steps import next_steps

    settled(qtbot, shell)
    claim = store.get(Claim, claim_id)
    steps = list(next_steps(store, claim, "", section.today))
    section.open_step(steps[-1])


def test_ticked_claims_are_reviewed_together(shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    section = opened(shell, qtbot, "people", PeopleSection)
    section.restore({"which": "review"})
    assert all("review" in row["waits"] for row in section.table.rows())
    section.table.take_focus()
    first = section.table.chosen()
    assert first is not None
    assert not section.batch_button.isEnabled()
    qtbot.keyClick(section.table.grid, Qt.Key.Key_Space)
    assert section.batch_button.isEnabled()
    qtbot.mouseClick(section.batch_button, Qt.MouseButton.LeftButton)
    fill(form_of(section), why="ดูทะเบียนเดิมแล้ว")
    save(qtbot, shell, section)
    assert not office_store.get(Claim, first["id"]).needs_review


def test_a_form_with_something_missing_stays_and_says_so(shell: Shell, qtbot: QtBot) -> None:
    section = opened(shell, qtbot, "people", PeopleSection)
    section.table.take_focus()
    qtbot.keyClick(section.table.grid, Qt.Key.Key_Space)
    qtbot.mouseClick(section.batch_button, Qt.MouseButton.LeftButton)
    form = form_of(section)
    qtbot.keyClick(form.save_button, Qt.Key.Key_Return)
    assert section.inside() is form
    assert form.problem("why")


# month by month


def test_each_change_tells_why(news: Citizen, shell: Shell, qtbot: QtBot) -> None:
    section = opened(shell, qtbot, "changes", ChangesSection)
    assert news.full_name in [row["name"] for row in section.rows]
    for place, row in enumerate(section.table.rows()):
        section.table.choose(place)
        assert row["change"].why
        assert section.record.accessibleName() == row["name"]


@pytest.mark.usefixtures("news")
def test_a_change_is_ticked_with_the_space_bar_when_it_is_keyed(
    shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = opened(shell, qtbot, "central", CentralSection)
    qtbot.mouseClick(section.refresh_button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    to_key = {"for_month": NOVEMBER, "keyed_on": None, "withdrawn_on": None}
    waiting = office_store.find(CentralTask, **to_key)
    assert len(section.table.rows()) == len(waiting) > 0
    section.table.take_focus()
    qtbot.keyClick(section.table.grid, Qt.Key.Key_Space)
    settled(qtbot, shell)
    assert len(office_store.find(CentralTask, **to_key)) == len(waiting) - 1
    assert len(section.table.rows()) == len(waiting) - 1


def test_the_central_systems_list_is_laid_beside_ours(shell: Shell, living_office: object, qtbot: QtBot) -> None:
    from sai_thong.demo.office import MadeUpOffice
    from sai_thong.ui.pages.allowances.central_differences import CentralDifferences

    assert isinstance(living_office, MadeUpOffice)
    section = opened(shell, qtbot, "central", CentralSection)
    section.compare(living_office.books.central)
    settled(qtbot, shell)
    shown = section.inside()
    assert isinstance(shown, CentralDifferences)
    qtbot.keyClick(shown.table.grid, Qt.Key.Key_Escape)
    assert section.inside() is None


def test_a_village_list_is_made_and_keyed_back_in_one_grid(shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    section = opened(shell, qtbot, "villages", VillagesSection)
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shell)
    checks = office_store.find(VillageCheck, month=NOVEMBER)
    assert len(section.table.rows()) == len(checks) > 0
    row = section.table.rows()[0]
    section._open_answers(row["view"])
    grid = section.inside()
    assert isinstance(grid, VillageAnswers)
    type_text(grid.grid.grid, "4")
    qtbot.keyClick(grid, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shell)
    assert office_store.get(VillageCheck, row["id"]).returned_on == section.today
    replies = office_store.find(VillageReply, village_check_id=row["id"])
    assert [reply.answer for reply in replies] == [VillageAnswer.AWAY]


def test_a_cash_day_is_ordered_drawn_and_settled(shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    send(office_store, SchemeSet.ORDINARY, NOVEMBER)
    mark_paid(office_store, SchemeSet.ORDINARY, NOVEMBER)
    section = opened(shell, qtbot, "cash", CashSection)
    assert section.rows

    def take(place: int) -> None:
        from sai_thong.ui.pages.allowances.cash import cash_steps

        point = section.table.rows()[0]["point"]
        section.open_step(list(cash_steps(office_store, SchemeSet.ORDINARY, point, section.today))[place])

    take(0)
    fill(form_of(section), order_no="12/2569", committee="นาย ก\nนาง ข")
    save(qtbot, shell, section)
    take(0)
    fill(form_of(section), drawn_by="ฎีกา 5/2570")
    save(qtbot, shell, section)
    take(0)
    save(qtbot, shell, section)
    assert [day.settled for day in office_store.find(CashDay)] == [True]
    assert months_of(office_store, NOVEMBER)


@pytest.mark.usefixtures("news")
def test_an_overpayment_begins_with_the_facts_and_the_right_to_explain(
    shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = opened(shell, qtbot, "overpayments", OverpaymentsSection)
    cases = overpayment_list(office_store, SchemeSet.ORDINARY)
    assert [row["id"] for row in section.table.rows()] == [view.case.id for view in cases] != []
    from sai_thong.ui.pages.allowances.overpayments import case_steps

    section.table.choose(0)
    section.open_step(next(iter(case_steps(office_store, cases[0], section.today))))
    fill(form_of(section), addressee="ทายาท")
    save(qtbot, shell, section)
    states = [view.case.state for view in overpayment_list(office_store, SchemeSet.ORDINARY)]
    assert OverpaymentState.EXPLANATION_ASKED in states


# the year


def test_the_years_register_is_made_and_listed(shell: Shell, office_store: Store, qtbot: QtBot) -> None:
    section = opened(shell, qtbot, "year", YearSection)
    section.restore({"which": "register"})
    qtbot.mouseClick(section.register_button, Qt.MouseButton.LeftButton)
    save(qtbot, shell, section)
    numbered = register_of_year(office_store, SchemeSet.ORDINARY, section.fiscal_year)
    assert len(section.table.rows()) == len(numbered) > 0


def test_esc_leaves_the_form_first_and_then_the_chosen_person(shell: Shell, qtbot: QtBot) -> None:
    section = opened(shell, qtbot, "year", YearSection)
    section.restore({"which": "estimate"})
    section.table.take_focus()
    qtbot.mouseClick(section.register_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(form_of(section), Qt.Key.Key_Escape)
    assert section.inside() is None
    section.table.grid.setFocus()
    qtbot.keyClick(section.table.grid, Qt.Key.Key_Escape)
    assert section.table.chosen() is None
