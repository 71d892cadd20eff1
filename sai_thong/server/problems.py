"""Why a request is not served."""

from __future__ import annotations

from sai_thong.sync.sessions import Problem


class Declined(Exception):
    """The authority does not do what was asked; nothing was changed.

    Attributes:
        problem: Why, as the station is told.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
