"""The slip of a petition is the one the office's printer at the counter takes, and holds the number just given."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.forms.render import page_sizes
from sai_thong.registers.office.settings import PETITION_SLIP, SLIP_A5, SLIP_ROLL, change_setting
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.petitions.terms import Channel
from sai_thong.thai.digits import to_thai
from sai_thong.ui.page import Page
from sai_thong.ui.pages.petitions.slip import print_slip
from sai_thong.ui.preview import PrintPreview
from tests.forms.reading import by_pdfium
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled

POINTS_A_MM = 72 / 25.4


@pytest.mark.parametrize(("size", "width_mm"), [(SLIP_A5, 148), (SLIP_ROLL, 80)])
def test_the_slip_has_the_width_of_the_offices_paper(
    desk: OpenShell, office_store: Store, qtbot: QtBot, size: str, width_mm: int
) -> None:
    open_numbers(office_store, 2569, next_number=41)
    change_setting(office_store, PETITION_SLIP, size)
    taken = take(office_store, Intake("waste", "ขยะหลังตลาด", Channel.IN_PERSON))
    shell = desk("petitions")
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, Page)
    print_slip(page, taken)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=60_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    [(width, _height)] = page_sizes(preview.pdf)
    words = by_pdfium(preview.pdf)
    preview.close_view()
    assert width == pytest.approx(width_mm * POINTS_A_MM, abs=1)
    assert to_thai("41/2569") in words
