"""Sightings of another machine through the window: saved there, taken in here, and what was not taken is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from sai_thong.db.store import Store
from sai_thong.registers.assets import inspections, sightings
from sai_thong.registers.assets.records import InspectionLine, InspectionRound, InspectionSighting
from sai_thong.ui.kit import Banner, ThaiLabel
from sai_thong.ui.pages.assets.inspection import InspectionSection
from tests.ui.pages.asset_rounds.hands import Hands


@pytest.fixture
def walked(hands: Hands, store: Store) -> InspectionRound:
    """A round in which one thing was seen."""
    found = inspections.open_round(store, 2569).round
    sightings.see(store, found.id, store.find(InspectionLine)[0].number)
    hands.page.refresh()
    hands.settle()
    return found


def told(hands: Hands) -> str:
    """What the notices of the page say."""
    notices = (each for each in hands.page.findChildren(Banner) if each.isVisible())
    labels = (label.text() for notice in notices for label in notice.findChildren(ThaiLabel))
    return " ".join(labels).replace("\u200b", "")


def test_what_was_seen_goes_to_another_machine_and_comes_back_once(
    hands: Hands, walked: InspectionRound, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "seen.csv"
    section = hands.open("inspection", InspectionSection)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    hands.choose_in_menu(section, "บันทึกรายการที่ตรวจไปเครื่องอื่น")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    other = store.find(InspectionLine, round_id=walked.id)[1]
    path.write_text(
        "\n".join([*lines, f"2569,{other.number},,พบ,,,,,", "2569,ZZ-1,,พบ,เหมือนใหม่,,,,"]), encoding="utf-8-sig"
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    hands.choose_in_menu(section, "รับรายการที่ตรวจจากเครื่องอื่น")
    assert len(store.find(InspectionSighting)) == 2
    assert store.get(InspectionLine, other.id).found is True
    assert "มีอยู่แล้ว 1 รายการ" in told(hands) and "แถว 4" in told(hands)
    assert section.shown.row is not None and section.shown.row.looked_at == 2, "the figures follow"


def test_closing_the_question_for_a_file_does_nothing(
    hands: Hands, walked: InspectionRound, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = hands.open("inspection", InspectionSection)
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_given: ("", ""))
    head = store.head()
    hands.choose_in_menu(section, "บันทึกรายการที่ตรวจไปเครื่องอื่น")
    hands.choose_in_menu(section, "รับรายการที่ตรวจจากเครื่องอื่น")
    assert store.head() == head
    assert store.get(InspectionRound, walked.id) == walked
