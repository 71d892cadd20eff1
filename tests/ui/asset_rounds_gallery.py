"""Loans, materials, the inspection and a disposal for the screenshots, on an office in the midst of each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.place import demo_clock
from sai_thong.registers.assets import custody, inspections, loans, sightings
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.disposals import ToDispose, begin_disposal
from sai_thong.registers.assets.inspection_view import lines_of
from sai_thong.registers.assets.loans import NewLoan, ThingWanted
from sai_thong.registers.assets.records import InspectionRound
from sai_thong.registers.assets.requisitions import Asked, ask_materials, issue_materials
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole
from sai_thong.ui.pages.assets import AssetsPage
from sai_thong.ui.pages.assets.disposal import DisposalSection
from sai_thong.ui.pages.assets.inspection import InspectionSection
from sai_thong.ui.pages.assets.inspection_mode import InspectionMode
from sai_thong.ui.pages.assets.lending import LendingSection
from sai_thong.ui.pages.assets.lending_new import NewLoanView
from sai_thong.ui.pages.assets.materials import MaterialsSection
from sai_thong.ui.shell import Shell
from tests.ui.page_gallery import page_maker, settle
from tests.ui.pages.asset_rounds.furnished import CLERKS, TREASURY, Furnished, furnish

S = TypeVar("S", bound=QWidget)
TODAY = date(2026, 11, 3)


@lru_cache(maxsize=1)
def _office() -> tuple[tempfile.TemporaryDirectory[str], MadeUpOffice]:
    """One office for all pictures of a run; its folder goes with the program."""
    folder = tempfile.TemporaryDirectory(prefix="sai-thong-rounds-")
    office = make_office(Path(folder.name) / "office", elders=20, kdf=Kdf(memory_kib=8, time_cost=1))
    with Store.open(office.store, password=office.password, clock=demo_clock()) as store:
        furnished = furnish(store)
        _lend(store, furnished)
        _issue(store, furnished)
        _inspect(store)
        _dispose(store, furnished)
    return folder, office


def _lend(store: Store, office: Furnished) -> None:
    for borrower, count, first, last in (
        ("นายบุญมี ศรีสมบัติ", 3, date(2026, 10, 22), date(2026, 10, 25)),
        ("นางน้ำอ้อย กั้วพิทักษ์", 4, date(2026, 11, 2), date(2026, 11, 5)),
    ):
        things = (ThingWanted(count, pool_id=office.tents.id), ThingWanted(40, pool_id=office.chairs.id))
        new = NewLoan(
            borrower=borrower, purpose="งานบุญบ้าน", begins_on=first, due_on=last, things=things, asked_on=first
        )
        loan = loans.ask_loan(store, new).loan
        loans.approve_loan(store, loan.id, approved_by="นายก", on=first)
        loans.hand_over(store, loan.id, handed_over_by="พัสดุ", received_by=borrower, on=first)


def _issue(store: Store, office: Furnished) -> None:
    asked = [Asked(office.paper.id, 5_000), Asked(office.toner.id, 1_000)]
    slip = ask_materials(store, asked, asked_by="นางหนูเพียร ปู่ย่า", division="กองคลัง").slip
    issue_materials(store, slip.id, {}, allowed_by="นายก", issued_by="พัสดุ", received_by="นางหนูเพียร ปู่ย่า")


def _inspect(store: Store) -> None:
    people = [
        Appointed("นายเสาร์ สิทธิ์พันธุ์", "ผู้อำนวยการกองช่าง", CommitteeRole.CHAIR),
        Appointed("นางบัวลี ฤทธิ์ฎา", "นักวิชาการศึกษา", CommitteeRole.SECRETARY),
    ]
    opened = inspections.open_round(store, 2569, order_no="412/2569", ordered_on=date(2026, 9, 20), committee=people)
    for tag, room in (("416-67-0001", CLERKS), ("416-67-0003", TREASURY), ("XX-99", TREASURY)):
        sightings.see(store, opened.round.id, tag, room=room)


def _dispose(store: Store, office: Furnished) -> None:
    things = [office.cards[number].id for number in ("406-58-0003", "442-61-0002")]
    custody.change_status(store, things, AssetStatus.WORN, on=TODAY)
    begin_disposal(store, "ครุภัณฑ์เสื่อมสภาพ ปี 2569", [ToDispose(each) for each in things])


def pages() -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each section with its first record, and what stands over it."""
    for name, prepare in (
        ("lending", _lending),
        ("calendar", _calendar),
        ("new-loan", _new_loan),
        ("take-back", _take_back),
        ("materials", _materials),
        ("stock-card", _stock_card),
        ("requisition", _requisition),
        ("inspection", _inspection),
        ("rooms", _rooms),
        ("disposal", _disposal),
        ("disposal-order", _disposal_order),
    ):
        yield f"office-assets-{name}", page_maker("assets", prepare, office=lambda: _office()[1])


def _lending(shell: Shell) -> None:
    _section(shell, "lending", LendingSection).table.choose(0)


def _calendar(shell: Shell) -> None:
    _section(shell, "lending", LendingSection).open_calendar()
    settle(shell)


def _new_loan(shell: Shell) -> None:
    _section(shell, "lending", LendingSection).new_loan()
    view = _page(shell).over.top()
    assert isinstance(view, NewLoanView)
    view.matter.show_values({"purpose": "งานกฐิน", "due_on": date(2026, 11, 9)})
    view.things.finder.line.setText("เต็นท์")
    view.things.finder.offer_all()
    view.things.finder.take(view.things.finder.list.found(0))
    view.begun()  # the picture is put away without a question


def _take_back(shell: Shell) -> None:
    section = _section(shell, "lending", LendingSection)
    section.table.choose(0)
    section.take_back()


def _materials(shell: Shell) -> None:
    _section(shell, "materials", MaterialsSection).cards.choose(0)


def _stock_card(shell: Shell) -> None:
    section = _section(shell, "materials", MaterialsSection)
    section.cards.choose(0)
    section.open_card()


def _requisition(shell: Shell) -> None:
    _section(shell, "materials", MaterialsSection).ask()
    settle(shell)


def _inspection(shell: Shell) -> None:
    _section(shell, "inspection", InspectionSection).rooms.choose(0)


def _rooms(shell: Shell) -> None:
    """The rooms in the window of the picture, which no screen fills."""
    page = _page(shell)
    (found,) = shell.store.find(InspectionRound)
    page.over.show_over(InspectionMode(page, found, lines_of(shell.store, found.id), room=CLERKS))


def _disposal(shell: Shell) -> None:
    _section(shell, "disposal", DisposalSection).papers.choose(0)


def _disposal_order(shell: Shell) -> None:
    _section(shell, "disposal", DisposalSection).order()


def _page(shell: Shell) -> AssetsPage:
    page = shell.page()
    assert isinstance(page, AssetsPage)
    return page


def _section(shell: Shell, key: str, kind: type[S]) -> S:
    page = _page(shell)
    page.open_section(key)
    settle(shell)
    section = page.section()
    assert isinstance(section, kind)
    return section
