"""What a move away writes on a citizen's record, which keeps one day of leaving and one of coming."""

from __future__ import annotations

from datetime import date
from typing import Any

from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.thai.text import tidy


def leaving(citizen: Citizen, on: date, to: str) -> dict[str, Any]:
    """The fields of `citizen` that a move away on `on`, to the place `to`, gives another value."""
    return {"moved_out_on": on, "moved_out_to": tidy(to), **_return_passed_over(citizen)}


def _return_passed_over(citizen: Citizen) -> dict[str, Any]:
    """What a further move away makes of an earlier leaving and return, of which a record keeps one pair of days.

    Within one fiscal year the two changed nothing, and the return must not look like a first arrival afterwards.
    """
    left, back = citizen.moved_out_on, citizen.moved_in_on
    if left is None or back is None or back <= left or fiscal_year_be(left) != fiscal_year_be(back):
        return {}
    return {"moved_in_on": None, "moved_in_from": ""}
