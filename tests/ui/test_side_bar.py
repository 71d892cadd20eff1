"""The side bar has room for what the registers are called, also where the face runs wider."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from sai_thong.ui.pages import PAGES
from sai_thong.ui.side_bar import OfficeHeading, SideBar


def test_the_longest_title_fits_when_it_is_chosen(qtbot: QtBot) -> None:
    usual = SideBar(PAGES, OfficeHeading("", ""), "")
    longer = SideBar([replace(PAGES[0], title="แบบพิมพ์ เอกสาร และรายงานประจำปี")], OfficeHeading("", ""), "")
    for bar in (usual, longer):
        qtbot.addWidget(bar)
    assert usual.width() == SideBar.WIDE
    button = longer.button(PAGES[0].key)
    button.setChecked(True)
    button.ensurePolished()
    assert button.sizeHint().width() <= longer.width() - 20
