"""The members of a cash day's paying committee as its order appoints them and its list has them sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def members_with_roles(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name with its role: the first leads (ประธานกรรมการ), the others are กรรมการ."""
    for place, name in enumerate(names):
        yield name, "กรรมการ" if place else "ประธานกรรมการ"
