"""The page of the data exchange: its sections as tabs, of which that of the conflicts tells how many there are."""

from __future__ import annotations

from sai_thong.ground.language import N_, _
from sai_thong.ui.page import Desk
from sai_thong.ui.sectioned_page import SectionedPage, SectionSpec

_CONFLICTS = "conflicts"


class SyncPage(SectionedPage):
    """What goes to and fro between the computers of the office and the province."""

    sections = (
        SectionSpec("status", N_("How it stands"), "sync.status:StatusSection"),
        SectionSpec(_CONFLICTS, N_("Waits for you"), "sync.conflicts:ConflictsSection"),
        SectionSpec("computers", N_("Computers of the office"), "sync.computers:ComputersSection"),
        SectionSpec("hub", N_("Hub"), "sync.hub:HubSection"),
        SectionSpec("stick", N_("USB stick"), "sync.stick:StickSection"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.open_tabs()
        desk.sync.changed.connect(self._tell_count)
        desk.sync.count()
        self._tell_count()

    def _tell_count(self) -> None:
        standing = self.desk.sync.standing
        count = standing.to_settle if standing else 0
        title = _("Waits for you")
        self.tabs.set_title(_CONFLICTS, f"{title} ({count:,})" if count else title)
