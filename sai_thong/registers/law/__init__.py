"""Law as dated data: rates and rules read from ``resources/law/*.toml``, checked, laid over by the office.

Ask for the law by its names here: `shipped_allowance_law`, `load_allowance_law`, and `law.holidays.shipped_holidays`.
"""

from sai_thong.registers.law.allowance_tables import load_allowance_law, shipped_allowance_law
from sai_thong.registers.law.allowances import AllowanceLaw, SchemeMonth
from sai_thong.registers.law.rows import LawDataError
from sai_thong.registers.law.terms import Certainty, IncomeKind, PaySource, Scheme, SchemeSet

__all__ = [
    "AllowanceLaw",
    "Certainty",
    "IncomeKind",
    "LawDataError",
    "PaySource",
    "Scheme",
    "SchemeMonth",
    "SchemeSet",
    "load_allowance_law",
    "shipped_allowance_law",
]
