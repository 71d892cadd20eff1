"""What a section of the allowances page is: a header of its own, a scheme set, the month shown, and reading apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui import theme
from sai_thong.ui.kit import PageHeader
from sai_thong.ui.pages.latest_reads import LatestReads

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage


class Section(QWidget):
    """The base of every section.

    A section is made when its tab is first opened. It sets `header` in its constructor and reads what it shows in
    `load`, never on the window's thread: through `read`.
    """

    header: PageHeader

    def __init__(self, page: AllowancesPage) -> None:
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
    def scheme_set(self) -> SchemeSet:
        """Which schemes the page shows."""
        return self.page.scheme_set

    @property
    def month(self) -> Month:
        """The month the page shows."""
        return self.page.month

    @property
    def today(self) -> date:
        """Today in Bangkok."""
        return bangkok_today(self.page.desk.clock)

    # to be said by sections

    def load(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what `state` says, such as a chosen person."""

    def state(self) -> dict[str, Any]:
        """What must survive a change of language."""
        return {}

    def choose_first(self) -> None:
        """Choose the first row, where the section has a list."""

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
