"""What a section of the petitions page is: which cases it shows, and taking a petition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.ui import sectioned_page
from sai_thong.ui.kit import ActionButton, keys

if TYPE_CHECKING:
    from sai_thong.ui.pages.petitions.page import PetitionsPage


class Section(sectioned_page.Section):
    """The base of every section; the last action of its header is `take_button`."""

    page: PetitionsPage

    @property
    def confidential(self) -> bool:
        """Whether the page shows the confidential cases instead of the ordinary ones."""
        return self.page.sealed

    def take_button(self) -> ActionButton:
        """The main action of the page: taking a petition."""
        return ActionButton(_("Take a petition"), self.page.take_petition, key=keys.NEW, kind="primary")
