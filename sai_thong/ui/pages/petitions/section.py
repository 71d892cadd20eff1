"""What a section of the petitions page is: a header of its own, which cases it shows, and reading apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, PageHeader, keys
from sai_thong.ui.pages.latest_reads import LatestReads

if TYPE_CHECKING:
    from sai_thong.ui.pages.petitions.page import PetitionsPage


class Section(QWidget):
    """The base of every section.

    A section is made when its tab is first opened. It sets `header` in its constructor, with `take_button` as the last
    action, and reads what it shows in `load`, never on the window's thread: through `read`.
    """

    header: PageHeader

    def __init__(self, page: PetitionsPage) -> None:
        super().__init__()
        self.page = page
        self.stale = True
        self._reads = LatestReads(page)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(12))

    @property
    def store(self) -> Store:
        """The open store."""
        return self.page.desk.store

    @property
    def confidential(self) -> bool:
        """Whether the page shows the confidential cases instead of the ordinary ones."""
        return self.page.confidential

    @property
    def today(self) -> date:
        """Today in Bangkok."""
        return bangkok_today(self.page.desk.clock)

    def take_button(self) -> ActionButton:
        """The main action of the page: taking a petition."""
        return ActionButton(_("Take a petition"), self.page.take_petition, key=keys.NEW, kind="primary")

    # to be said by sections

    def load(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what `state` says, such as a chosen case."""

    def state(self) -> dict[str, Any]:
        """What must survive a change of language."""
        return {}

    def take_focus(self) -> bool:
        """Give the keys to where one begins; False leaves that to the page."""
        return False

    def go_back(self) -> bool:
        """Esc: leave what is open inside the section; False when there is nothing to leave."""
        return False

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost."""
        return True

    # for sections to call

    def read(
        self,
        operation: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object],
        failed: Callable[[SaiThongError], object] | None = None,
        about: str = "",
    ) -> None:
        """Run ``operation(store, *args)`` on the store's thread; only the latest `about` one thing is answered."""
        self._reads.read(operation, *args, done=done, failed=failed, about=about)
