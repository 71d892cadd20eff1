"""The errors that reach people: what happened, what was kept, what to do."""

from __future__ import annotations


class SaiThongError(Exception):
    """An error told to a person.

    Attributes:
        what: One translated sentence: what happened.
        kept: One translated sentence: what was kept, or empty.
        do: One translated sentence: what to do now, or empty.
    """

    def __init__(self, what: str, *, kept: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.do = do

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.do) if part)


class Refused(SaiThongError):
    """A rule of the office or of the law says no."""


class BadInput(SaiThongError):
    """What was given cannot be read: a broken workbook, a wrong id, an impossible date."""


class EnvironmentTrouble(SaiThongError):
    """The machine stands in the way: disk, lock, key, another program."""
