"""The saraban page: the registers of incoming and outgoing documents and the destruction lists, as tabs."""

from __future__ import annotations

from sai_thong.ground.language import N_
from sai_thong.ui.page import Desk
from sai_thong.ui.sectioned_page import SectionedPage, SectionSpec


class SarabanPage(SectionedPage):
    """The registers of documents."""

    sections = (
        SectionSpec("incoming", N_("Incoming"), "saraban.incoming:IncomingSection"),
        SectionSpec("outgoing", N_("Outgoing"), "saraban.outgoing:OutgoingSection"),
        SectionSpec("destruction", N_("Destruction"), "saraban.destruction:DestructionSection"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.open_tabs()
