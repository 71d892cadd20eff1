"""The law tables as this office has them: the shipped ones, with its choices and its own rows laid over."""

from __future__ import annotations

from sai_thong.db.shelf import Shelf
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.office.own_law import law_of


def office_law(shelf: Shelf) -> AllowanceLaw:
    """The allowance law of this office; every rule, list and paper asks here.

    Raises:
        LawDataError: An own row of the office does not fit the shipped tables; the row is named.
    """
    return law_of(shelf)
