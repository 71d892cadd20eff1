"""One purchase, a card each: the prices add up to what was paid, whatever was bought."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.splitting import split_price


def test_five_chairs_at_a_price_that_does_not_divide():
    assert split_price(1000002, 5) == (200001, 200001, 200000, 200000, 200000)


@given(st.integers(0, 10**11), st.integers(1, 500))
def test_the_prices_add_up_and_differ_by_a_satang_at_most(total, quantity):
    prices = split_price(total, quantity)
    assert (sum(prices), len(prices)) == (total, quantity)
    assert max(prices) - min(prices) <= 1


def test_nothing_cannot_be_split():
    with pytest.raises(ValueError, match="0 cards"):
        split_price(100, 0)
