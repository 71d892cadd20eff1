"""What a section of the page of the data exchange is: a header with its actions, and forms over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sai_thong.ground.language import _
from sai_thong.ui.background_sync import BackgroundSync
from sai_thong.ui.kit import ActionButton, PageHeader
from sai_thong.ui.sectioned_page import FormSection

if TYPE_CHECKING:
    from sai_thong.ui.pages.sync.page import SyncPage


class Section(FormSection):
    """The base of every section.

    Args:
        page: The page of the exchange.
        actions: What can be done, the main one last; hidden while a form stands over the section.
        beside: What stands right after the title.
    """

    page: SyncPage

    def __init__(self, page: SyncPage, actions: Sequence[ActionButton] = (), *, beside: Sequence[QWidget] = ()) -> None:
        super().__init__(page, PageHeader(_("Data exchange"), "", actions, beside=beside), actions)

    @property
    def sync(self) -> BackgroundSync:
        """The rounds beside the window."""
        return self.page.desk.sync
