"""What a section of the assets page is: a header with its actions, a form over it, and steps that need no form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from sai_thong.ground.language import _
from sai_thong.ui.kit import ActionButton, PageHeader
from sai_thong.ui.sectioned_page import FormSection

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage


class Section(FormSection):
    """The base of every section.

    Args:
        page: The assets page.
        actions: What can be done, the main one last; hidden while a form stands over the section.
        beside: What stands right after the title.
    """

    page: AssetsPage

    def __init__(
        self, page: AssetsPage, actions: Sequence[ActionButton] = (), *, beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(page, PageHeader(_("Assets"), "", actions, beside=beside), actions)

    def run(self, operation: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Run a step that needs no form; a refusal is told as a banner."""
        self.page.write(operation, done=done, busy=_("Saving…"))
