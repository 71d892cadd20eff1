"""Cases that may be one matter, side by side: merged with a reason, or only linked; a citizen linked besides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.records import CaseLink
from sai_thong.registers.petitions.terms import LinkKind, PetitionState
from sai_thong.ui.kit import Banner
from sai_thong.ui.pages.petitions.alike_view import AlikeView
from sai_thong.ui.pages.petitions.link_citizen import LinkCitizen
from tests.ui.keyboard import type_text
from tests.ui.pages.petitions.worked import CaseDesk, texts


def compared(cases: CaseDesk) -> AlikeView:
    cases.listed.desk.compare()
    cases.settle()
    view = cases.listed.over.top()
    assert isinstance(view, AlikeView)
    return view


def test_a_case_at_the_same_place_is_pointed_out(cases: CaseDesk) -> None:
    cases.choose("ไฟทางหน้าวัด")
    banner = cases.listed.desk.panel.findChildren(Banner)[0]
    assert banner.text() == "อาจเป็นเรื่องเดียวกับอีก 1 เรื่อง"
    assert banner.action is not None
    banner.action.click()
    cases.settle()
    view = cases.listed.over.top()
    assert isinstance(view, AlikeView)
    assert "ไฟถนนหน้าวัดดับ 3 ดวง" in texts(view)


def test_merging_needs_a_reason_and_goes_to_the_other_case(cases: CaseDesk) -> None:
    petition = cases.choose("ไฟทางหน้าวัด")
    view = compared(cases)
    view.merge_button.click()
    cases.wait(lambda: bool(view.banners.banners()))
    assert cases.again(petition).state is PetitionState.RECEIVED
    type_text(view.reason, "แจ้งเสาเดียวกัน")
    view.merge_button.click()
    cases.wait(lambda: cases.listed.over.top() is None and "ไฟถนน" in cases.shown.view.petition.subject)
    assert cases.again(petition).state is PetitionState.MERGED
    assert petition.number in texts(cases.listed.desk.panel)


def test_a_case_that_is_not_like_it_is_found_by_its_number_and_linked(cases: CaseDesk) -> None:
    other = cases.choose("ลาดยาง")
    petition = cases.choose("6,000")
    view = compared(cases)
    assert not view.link_button.isEnabled()
    type_text(view.search, other.number.split("/")[0])
    cases.settle()
    view.table.choose(0)
    cases.wait(view.link_button.isEnabled)
    view.link_button.click()
    cases.wait(lambda: cases.listed.over.top() is None)
    cases.settle()
    (link,) = cases.page.desk.store.find(CaseLink, petition_id=petition.id)
    assert (link.kind, link.other_id) == (LinkKind.SAME_MATTER, other.id)


def test_escape_leaves_the_comparison(cases: CaseDesk, qtbot: QtBot) -> None:
    cases.choose("ไฟทางหน้าวัด")
    view = compared(cases)
    qtbot.keyClick(view.reason, Qt.Key.Key_Escape)
    assert cases.listed.over.top() is None


def test_a_citizen_is_linked_with_the_case(cases: CaseDesk) -> None:
    register_citizen(cases.page.desk.store, Citizen(prefix="นาง", first_name="ทองใบ", last_name="ภูผาผุย"))
    petition = cases.choose("6,000")
    cases.listed.desk.link_citizen()
    view = cases.listed.over.top()
    assert isinstance(view, LinkCitizen)
    view.link()
    cases.wait(lambda: bool(view.banners.banners()))
    type_text(view.picker.search, "ทองใบ")
    view.picker.table.choose(0)
    person = view.picker.person_id()
    view.link()
    cases.wait(lambda: cases.listed.over.top() is None)
    cases.settle()
    (link,) = cases.page.desk.store.find(CaseLink, petition_id=petition.id)
    assert link.other_id == person
