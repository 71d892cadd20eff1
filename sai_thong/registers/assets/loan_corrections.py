"""What was written wrongly on a loan slip is put right with its reason; things, days and who allows it stay."""

from __future__ import annotations

from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.loans import LoanKept, need_reason
from sai_thong.registers.assets.records import Loan, LoanLine
from sai_thong.registers.assets.refusals import AssetFactWrong
from sai_thong.thai.text import tidy

CORRECTED: Final = (
    "borrower",
    "borrower_position",
    "borrower_address",
    "borrower_phone",
    "purpose",
    "place",
    "officer_opinion",
)
"""The fields that may be put right; for others the loan is cancelled and written anew, or takes a step."""


def correct_loan(store: Store, loan: Loan, *, why: str) -> LoanKept:
    """Keep what is written on a slip as it is given; of other fields nothing is taken.

    Raises:
        AssetFactWrong: No reason, or nothing is left of borrower or purpose.
        StaleRecord: Somebody changed it since it was read.
    """
    told = {name: tidy(getattr(loan, name)) for name in CORRECTED}
    if not told["borrower"] or not told["purpose"]:
        raise AssetFactWrong(
            _("The loan does not say who borrows or what for."), do=_("Write who it was, and what the things are for.")
        )
    with store.transaction(need_reason(why)) as tx:
        kept = tx.update(loan, **told)
        return LoanKept(kept, tuple(tx.find(LoanLine, loan_id=kept.id)), tx.changes)
