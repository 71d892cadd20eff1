"""Labels through the window: asked for, shown as they are printed, kept on the timelines once they went out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pytestqt.qtbot import QtBot
from tests.ui.pages.assets.furnished import Furnished, furnish

from sai_thong.db.store import Store
from sai_thong.forms.render import page_count, page_images
from sai_thong.registers.assets.records import AssetEvent
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.ui.pages.assets.page import AssetsPage
from sai_thong.ui.pages.assets.register import RegisterSection
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    return empty_store()


@pytest.fixture
def office(store: Store) -> Furnished:
    return furnish(store)


@pytest.fixture
def shell(desk: OpenShell, store: Store) -> Shell:
    return desk("assets", store)


@pytest.fixture
def register(office: Furnished, shell: Shell, qtbot: QtBot) -> RegisterSection:
    """The register with two things ticked."""
    page = shell.page()
    assert isinstance(page, AssetsPage)
    section = page.tabs.made()["register"]
    assert isinstance(section, RegisterSection)
    settled(qtbot, shell)
    for number in ("416-67-0001", "420-62-0001"):
        section.tick(office.cards[number].id, number, True)
    return section


def labelled(store: Store) -> set[str]:
    return {event.asset_id for event in store.find(AssetEvent, kind=AssetEventKind.LABELLED)}


def asked(register: RegisterSection, qtbot: QtBot, **values: str | int) -> None:
    register.label_ticked()
    qtbot.waitUntil(lambda: register.over.form() is not None)
    form = register.over.form()
    assert form is not None
    form.set_values({"stock": "50x30", "first_cell": 1, **values})
    assert form.save()


def test_labels_are_kept_only_once_they_went_out(
    register: RegisterSection, office: Furnished, qtbot: QtBot, tmp_path: Path
) -> None:
    shell, store = register.window(), register.store
    asked(register, qtbot)
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert labelled(store) == set()
    preview._choose_file = lambda _parent, _name: tmp_path / "labels.pdf"
    for _twice in range(2):
        preview.save_as()
    chosen = {office.cards[number] for number in ("416-67-0001", "420-62-0001")}
    qtbot.waitUntil(lambda: labelled(store) == {card.id for card in chosen})
    assert len(store.find(AssetEvent, kind=AssetEventKind.LABELLED)) == 2
    pdf = (tmp_path / "labels.pdf").read_bytes()
    assert page_count(pdf) == 2
    codes = {
        code.text
        for image in page_images(pdf, dpi=203)
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image.png())))
    }
    assert codes == {card.token for card in chosen} | {card.number for card in chosen}


def test_a_label_the_sheet_has_not_is_told_in_the_form(shell: Shell, register: RegisterSection, qtbot: QtBot) -> None:
    asked(register, qtbot, stock="3x8:63.5x33.9:7.2,12.9:2.5,0", first_cell=25)
    form = register.over.form()
    assert form is not None
    qtbot.waitUntil(lambda: bool(form.banners.banners()))
    assert shell.findChild(PrintPreview) is None
