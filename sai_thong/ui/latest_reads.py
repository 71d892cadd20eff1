"""Reading for a part of a page off the window's thread, where only the latest question of a kind is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sai_thong.ground.errors import SaiThongError
from sai_thong.ui.page import Page


class LatestReads:
    """Asks the store through a page; an answer to a question that was asked again meanwhile is dropped."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: dict[str, int] = {}

    def read(
        self,
        operation: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object],
        failed: Callable[[SaiThongError], object] | None = None,
        about: str = "",
    ) -> None:
        """Run ``operation(store, *args)`` on the store's thread; only the latest `about` one thing is answered."""
        mine = self._asked.get(about, 0) + 1
        self._asked[about] = mine

        def if_latest(then: Callable[[Any], object]) -> Callable[[object], None]:
            def call(value: object) -> None:
                if mine == self._asked[about]:
                    then(value)

            return call

        self._page.write(
            operation,
            self._page.desk.store,
            *args,
            done=if_latest(done),
            failed=if_latest(failed or self._page.tell_error),
        )
