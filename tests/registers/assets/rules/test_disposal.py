"""Disposal: the way by the amount, the days, the papers, and what it brought."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.disposal import (
    WriteOffApprover,
    disposal_days,
    documents_due,
    profit_or_loss,
    share_proceeds,
    steps_of,
    way_of_sale,
    write_off_approver,
)
from sai_thong.registers.assets.terms import DisposalMethod, SaleReason
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import DisposalStepKey

RULES = shipped_asset_law().rules
RULE = RULES.disposal_rule(date(2026, 11, 1))


@pytest.mark.parametrize(
    ("prices", "more", "method", "reason"),
    [
        ([30000000, 20000000], {}, DisposalMethod.DIRECT_SALE, SaleReason.SMALL_TOTAL),
        ([30000000, 20000001], {}, DisposalMethod.AUCTION, SaleReason.AUCTION_FIRST),
        ([90000000], {"to_state_or_charity": True}, DisposalMethod.DIRECT_SALE, SaleReason.STATE_OR_CHARITY),
        ([90000000], {"officials_device": True}, DisposalMethod.DIRECT_SALE, SaleReason.OFFICIALS_DEVICE),
    ],
)
def test_auction_first_unless_an_exception_holds(prices, more, method, reason):
    assert way_of_sale(prices, RULE, **more) == (method, reason)


def test_who_writes_off_by_the_total_price():
    assert write_off_approver([60000000, 40000000], RULE) is WriteOffApprover.HEAD
    assert write_off_approver([60000000, 40000001], RULE) is WriteOffApprover.HIGHER_AUTHORITY


def test_sixty_days_from_the_order_and_thirty_from_striking_off():
    days = disposal_days(date(2026, 11, 1), date(2026, 12, 20), RULE)
    assert (days.finish_by, days.report_by) == (date(2026, 12, 31), date(2027, 1, 19))
    assert disposal_days(None, None, RULE).finish_by is None


def test_the_stages_follow_the_methods_and_the_papers_left_are_told():
    steps = steps_of([DisposalMethod.AUCTION, DisposalMethod.DESTRUCTION, DisposalMethod.AUCTION])
    assert steps == (
        DisposalStepKey.FACTS,
        DisposalStepKey.ORDER,
        DisposalStepKey.AUCTION,
        DisposalStepKey.DESTROY,
        DisposalStepKey.CLOSE,
    )
    assert steps_of([DisposalMethod.TRANSFER], facts_needed=False)[0] is DisposalStepKey.ORDER
    every = documents_due(steps, (), RULES, date(2026, 11, 1))
    left = documents_due(steps, every[:-1], RULES, date(2026, 11, 1))
    assert left == every[-1:]
    assert left[0][0] is DisposalStepKey.CLOSE


def test_profit_is_what_it_brought_above_the_book_value():
    assert profit_or_loss(500000, 4500000, 4499900) == 499900
    assert profit_or_loss(0, 4500000, 4000000) == -500000


@given(st.integers(0, 10**10), st.lists(st.integers(0, 10**8), min_size=1, max_size=60))
def test_the_shares_of_one_sum_add_up_to_it(total, appraised):
    shares = share_proceeds(total, appraised)
    assert (sum(shares), len(shares)) == (total, len(appraised))
    assert all(share >= 0 for share in shares)
    whole = sum(appraised)
    if whole:
        assert all(
            abs(share - total * one / whole) <= 1 + total / 10**14 for share, one in zip(shares, appraised, strict=True)
        )


def test_there_is_nothing_to_share_among_nobody():
    with pytest.raises(ValueError, match="no items"):
        share_proceeds(100, [])
