"""Labels through the window: asked for, shown as they are printed, kept on the timelines once they went out."""

from __future__ import annotations

import io
from pathlib import Path

import zxingcpp
from PIL import Image

from sai_thong.db.store import Store
from sai_thong.forms.render import page_count, page_images
from sai_thong.registers.assets.records import Asset, AssetEvent
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.ui.preview import PrintPreview
from tests.ui.pages.assets.cards import Register

NUMBERS = ("416-67-0001", "416-67-0003")
SHEET, ROLL = "3x8:63.5x33.9:7.2,12.9:2.5,0", "50x30"


def asked(register: Register, things: dict[str, Asset], stock: str, first_cell: int) -> None:
    """Tick two things and ask for their labels."""
    for number in NUMBERS:
        register.section.tick(things[number].id, number, True)
    register.section.label_ticked()
    register.qtbot.waitUntil(lambda: register.section.over.form() is not None)
    register.form.set_values({"stock": stock, "first_cell": first_cell})
    assert register.form.save()


def labelled(store: Store) -> list[str]:
    return sorted(event.asset_id for event in store.find(AssetEvent, kind=AssetEventKind.LABELLED))


def test_labels_are_kept_once_they_went_out_and_not_before(
    register: Register, things: dict[str, Asset], tmp_path: Path
) -> None:
    asked(register, things, ROLL, 1)
    register.qtbot.waitUntil(lambda: register.shell.findChild(PrintPreview) is not None, timeout=30_000)
    preview = register.shell.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    store, cards = register.section.store, [things[number] for number in NUMBERS]
    assert labelled(store) == []
    preview._choose_file = lambda _parent, _name: tmp_path / "labels.pdf"
    for _twice in range(2):
        preview.save_as()
    register.qtbot.waitUntil(lambda: not register.shell.writer.busy)
    assert labelled(store) == sorted(card.id for card in cards)
    preview.close_view()
    pdf = (tmp_path / "labels.pdf").read_bytes()
    assert page_count(pdf) == len(cards)
    codes = {
        code.text
        for image in page_images(pdf, dpi=203)
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image.png())))
    }
    assert codes == {text for card in cards for text in (card.token, card.number)}


def test_a_label_the_sheet_has_not_is_told_in_the_form(register: Register, things: dict[str, Asset]) -> None:
    asked(register, things, SHEET, 25)
    form = register.form
    register.qtbot.waitUntil(lambda: bool(form.banners.banners()))
    assert register.section.over.form() is form
    assert register.shell.findChild(PrintPreview) is None
