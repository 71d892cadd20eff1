"""The language changes while a section is open: it stands where it stood, and the side bar is there again."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from sai_thong.db.store import Store
from sai_thong.registers.assets import inspections, loans
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.loans import NewLoan, ThingWanted
from sai_thong.registers.assets.terms import CommitteeRole
from sai_thong.ui.pages.assets import AssetsPage
from sai_thong.ui.pages.assets.inspection import MISSING, InspectionSection
from sai_thong.ui.pages.assets.inspection_mode import InspectionMode
from sai_thong.ui.pages.assets.lending import LendingSection
from sai_thong.ui.pages.assets.materials import SLIPS, MaterialsSection
from tests.ui.pages.asset_rounds.furnished import Furnished
from tests.ui.pages.asset_rounds.hands import CONTROL, Hands

TODAY = date(2026, 11, 3)


def section_now(hands: Hands) -> object:
    """The section shown after the page was made anew."""
    hands.settle()
    page = hands.shell.page()
    assert isinstance(page, AssetsPage)
    return page.section()


def test_the_chosen_loan_stays_chosen(hands: Hands, store: Store, office: Furnished) -> None:
    things = (ThingWanted(2, pool_id=office.tents.id),)
    for borrower in ("นายเสาร์", "นายอุ่น"):
        loans.ask_loan(store, NewLoan(borrower=borrower, purpose="งาน", begins_on=TODAY, due_on=TODAY, things=things))
    section = hands.open("lending", LendingSection)
    section.table.choose(1)
    before = section.chosen()
    hands.shell.set_language("en")
    section = section_now(hands)
    assert isinstance(section, LendingSection)
    now = section.chosen()
    assert before is not None
    assert now is not None
    assert now.loan.id == before.loan.id
    assert section.new_button.text().startswith("New loan")


def test_the_slips_stay_listed(hands: Hands) -> None:
    section = hands.open("materials", MaterialsSection)
    section.what.setFocus()
    hands.key(Qt.Key.Key_Down)
    section.what.activated.emit(section.what.currentIndex())
    hands.shell.set_language("en")
    section = section_now(hands)
    assert isinstance(section, MaterialsSection)
    assert section.what.value() == SLIPS


def test_who_stands_in_the_rooms_has_the_side_bar_again(hands: Hands, store: Store) -> None:
    sole = Appointed("นายเสาร์ สิทธิ์พันธุ์", "ผู้อำนวยการกองช่าง", CommitteeRole.SOLE)
    inspections.open_round(store, 2569, committee=[sole])
    hands.page.refresh()
    section = hands.open("inspection", InspectionSection)
    section.list.set_value(MISSING)
    hands.key(Qt.Key.Key_N, CONTROL)
    hands.over(InspectionMode)
    assert hands.shell.side_bar.isHidden()
    hands.shell.set_language("en")
    section = section_now(hands)
    assert isinstance(section, InspectionSection)
    assert not hands.shell.side_bar.isHidden()
    assert section.list.value() == MISSING
    assert section.shown.round is not None
