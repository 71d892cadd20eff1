"""Photographs of a card: made ready in a process of their own, kept, shown in the preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.photographs import add_photograph
from sai_thong.registers.attachments.operations import content_of
from sai_thong.registers.attachments.preparing import PreparedFile, prepared_file
from sai_thong.registers.attachments.records import Attachment

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.card_reading import ShownCard
    from sai_thong.ui.pages.assets.register import RegisterSection

PATTERNS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff"
"""What can be chosen; what a file is, its bytes say."""


class CardPhotographs:
    """Attaches photographs to cards and shows them."""

    def __init__(self, section: RegisterSection) -> None:
        self._section = section
        self._page = section.page

    def add(self, shown: ShownCard, paths: Sequence[str]) -> None:
        """Attach photographs, each made smaller in a process of its own; the window goes on meanwhile."""
        notes = [*shown.view.missing_pictures, *[""] * len(paths)]
        for path, note in zip(paths, notes, strict=False):
            self._page.work(
                prepared_file, Path(path), done=partial(self._keep, shown, note), busy=_("Making the file ready…")
            )

    def _keep(self, shown: ShownCard, note: str, file: PreparedFile) -> None:
        self._page.write(
            partial(add_photograph, shown.store, shown.asset_id, file, note=note),
            done=lambda _kept: self._page.tell_done(_("{name} is attached.").format(name=file.name)),
            busy=_("Saving…"),
        )

    def show(self, shown: ShownCard, photograph_id: str) -> None:
        """Show a photograph in the preview, on a page of its own size."""
        photograph = next((each for each in shown.view.photographs if each.id == photograph_id), None)
        if photograph is None:
            return

        def tell(pdf: bytes) -> None:
            self._page.desk.preview(pdf, title=_("Photograph"), file_name=_("photograph") + ".pdf")

        self._section.read(_as_pdf, photograph, done=tell, about="photograph")


def _as_pdf(store: Store, photograph: Attachment) -> bytes:
    from sai_thong.forms.saraban.stamped_scan import page_of_picture

    return page_of_picture(content_of(store, photograph))
