"""The assets page: its sections, and what stands over all of them, such as the inspection in a room."""

from __future__ import annotations

from sai_thong.ground.language import N_
from sai_thong.ui.kit.over import Over
from sai_thong.ui.page import Desk
from sai_thong.ui.sectioned_page import SectionedPage, SectionSpec


class AssetsPage(SectionedPage):
    """Everything the office owns, from the purchase to the disposal.

    Attributes:
        over: What stands over the sections, headers and tabs included.
    """

    sections = (
        SectionSpec("register", N_("Register of assets"), "assets.register:RegisterSection"),
        SectionSpec("lending", N_("Loans"), "assets.lending:LendingSection"),
        SectionSpec("materials", N_("Materials"), "assets.materials:MaterialsSection"),
        SectionSpec("inspection", N_("Yearly check"), "assets.inspection:InspectionSection"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.over = Over(self.body)
        self.over.covered.connect(lambda covered: self.headers.setVisible(not covered))
        self.open_tabs(self.over)

    def open_card(self, asset_id: str) -> None:
        """Show the card of an asset beside the list."""
        self.over.uncover()
        self.open_section("register", asset=asset_id)

    def go_back(self) -> bool:
        """Esc: what stands over the page, then what is open in the section."""
        return self.over.go_back() or super().go_back()

    def may_leave(self) -> bool:
        """Ask where something unsaved is open."""
        return self.over.may_leave() and super().may_leave()

    def take_focus(self) -> None:
        """Give the keys to what stands over the page, where they were, or to the section."""
        top = self.over.top()
        if top is not None:
            (top.focusWidget() or top).setFocus()
        else:
            super().take_focus()
