"""One purchase of several things: a card each, with prices that add up to what was paid."""

from __future__ import annotations


def split_price(total_satang: int, quantity: int) -> tuple[int, ...]:
    """The price of each of `quantity` things that cost `total_satang` together; the odd satang go to the first ones.

    Raises:
        ValueError: There is nothing to split.
    """
    if quantity < 1:
        raise ValueError(f"cannot split into {quantity} cards")
    each, odd = divmod(total_satang, quantity)
    return tuple(each + (place < odd) for place in range(quantity))
