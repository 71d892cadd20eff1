"""Stock cards: first in first out, balances from movements only, corrections by reversing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.ground.errors import BadInput
from sai_thong.registers.assets.rules.materials import (
    CannotReverse,
    NotInStock,
    StockEntry,
    below_minimum,
    card_of_year,
    check_card,
    lots_left,
    quantity_text,
    read_quantity,
    stock_card,
)
from sai_thong.registers.assets.terms import StockMove

DAY = date(2026, 10, 5)


def entry(order: int, kind: StockMove, units: int, baht: int = 0, *, on: date = DAY, reverses: str = "") -> StockEntry:
    return StockEntry(
        entry_id=str(order),
        kind=kind,
        on=on,
        order=order,
        quantity=units * 1000,
        value_satang=baht * 100,
        reverses=reverses,
    )


IN_10 = entry(1, StockMove.RECEIVED, 10, 1000)
IN_5 = entry(2, StockMove.RECEIVED, 5, 600)
OUT_12 = entry(3, StockMove.ISSUED, 12)


def reversal_of(entry: StockEntry, entry_id: str, on: date, order: int) -> StockEntry:
    """The entry that takes another one back."""
    return replace(entry, entry_id=entry_id, kind=StockMove.REVERSED, on=on, order=order, reverses=entry.entry_id)


def test_the_oldest_lot_goes_first_at_its_own_price():
    card = stock_card([OUT_12, IN_5, IN_10])
    assert [(line.balance, line.balance_satang) for line in card] == [(10000, 100000), (15000, 160000), (3000, 36000)]
    assert (card[-1].went_out, card[-1].value_satang) == (12000, 124000)
    assert [(lot.entry_id, lot.quantity) for lot in lots_left([IN_10, IN_5, OUT_12])] == [("2", 3000)]


def test_more_than_there_is_does_not_go_out():
    with pytest.raises(NotInStock):
        check_card([IN_10, OUT_12], {OUT_12.entry_id})


OUT_7 = entry(6, StockMove.ISSUED, 7)
OUT_8 = entry(7, StockMove.ISSUED, 8)
TWICE = [IN_10, OUT_7, OUT_8]
"""Ten came in, and two computers that did not hear of each other issued seven and eight of them."""


def test_what_two_computers_issued_of_the_same_stock_shows_below_nothing_until_something_comes_in():
    card = stock_card([*TWICE, entry(8, StockMove.RECEIVED, 20, 2400)])
    told = [(line.balance, line.balance_satang, line.value_satang) for line in card[1:]]
    assert told == [(3000, 30000, 70000), (-5000, 0, 30000), (15000, 180000, 240000)]
    assert lots_left(TWICE) == ()


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        (entry(8, StockMove.ISSUED, 1), True),
        (entry(8, StockMove.ADJUSTED, 5), False),
        (entry(8, StockMove.RECEIVED, 2, 200), False),
        (reversal_of(OUT_8, "8", DAY, 8), False),
        (entry(0, StockMove.ISSUED, 1), True),
        (entry(8, StockMove.REVERSED, 1, reverses="77"), True),
    ],
)
def test_a_card_below_nothing_is_mended_and_never_sunk_deeper(more, refused):
    if refused:
        with pytest.raises((NotInStock, CannotReverse)):
            check_card([*TWICE, more], {more.entry_id})
    else:
        check_card([*TWICE, more], {more.entry_id})


def test_after_a_lack_is_made_good_no_more_goes_out_than_is_there():
    entries = [*TWICE, entry(8, StockMove.RECEIVED, 20, 2400), entry(9, StockMove.ISSUED, 16)]
    check_card(entries[:-1], {"8"})
    with pytest.raises(NotInStock):
        check_card(entries, {"9"})


def test_what_two_computers_reversed_comes_back_once():
    entries = [IN_10, OUT_7, reversal_of(OUT_7, "8", DAY, 8), reversal_of(OUT_7, "9", DAY, 9)]
    assert [(line.balance, line.balance_satang) for line in stock_card(entries)][-2:] == [(10000, 100000)] * 2


def test_a_delivery_reversed_on_one_computer_and_issued_on_another_is_owed():
    entries = [IN_10, IN_5, OUT_12, reversal_of(IN_10, "9", DAY, 9)]
    assert stock_card(entries)[-1].balance == -7000
    again = [*entries, reversal_of(OUT_12, "10", DAY, 10)]
    assert stock_card(again)[-1].balance == 5000


def test_counting_finds_fewer_or_more():
    fewer = entry(4, StockMove.ADJUSTED, -1)
    more = entry(5, StockMove.ADJUSTED, 2, 200)
    card = stock_card([IN_10, fewer, more])
    assert [(line.came_in, line.went_out, line.balance) for line in card[1:]] == [(0, 1000, 9000), (2000, 0, 11000)]


def test_a_reversed_issue_puts_back_what_it_took():
    after = [IN_10, IN_5, OUT_12, reversal_of(OUT_12, "4", DAY, 4)]
    assert [(lot.entry_id, lot.quantity, lot.value_satang) for lot in lots_left(after)] == [
        ("1", 10000, 100000),
        ("2", 5000, 60000),
    ]


def test_a_reversed_delivery_leaves_as_it_came():
    card = stock_card([IN_10, IN_5, reversal_of(IN_5, "9", DAY, 9)])
    assert (card[-1].went_out, card[-1].value_satang, card[-1].balance_satang) == (5000, 60000, 100000)


@pytest.mark.parametrize(
    "entries",
    [
        [IN_10, IN_5, OUT_12, reversal_of(IN_10, "9", DAY, 9)],
        [IN_10, IN_5, OUT_12, reversal_of(OUT_12, "8", DAY, 8), reversal_of(OUT_12, "9", DAY, 9)],
        [IN_10, entry(9, StockMove.REVERSED, 1, reverses="77")],
    ],
)
def test_what_went_on_or_was_never_there_cannot_be_reversed(entries):
    with pytest.raises(CannotReverse):
        check_card(entries, {entries[-1].entry_id})


def test_a_year_begins_with_what_was_brought_forward():
    last_year = entry(1, StockMove.RECEIVED, 4, 400, on=date(2026, 9, 30))
    next_year = entry(3, StockMove.RECEIVED, 1, 100, on=date(2027, 10, 1))
    card = card_of_year([next_year, last_year, entry(2, StockMove.ISSUED, 1)], 2570)
    assert [(line.entry is None, line.on, line.balance) for line in card] == [
        (True, date(2026, 10, 1), 4000),
        (False, DAY, 3000),
    ]
    assert (card[0].balance_satang, card[1].balance_satang) == (40000, 30000)


def test_the_alert_is_below_the_lowest_stock_only():
    assert [below_minimum(balance, 5000) for balance in (4999, 5000)] == [True, False]
    assert not below_minimum(0, None)
    assert [quantity_text(each) for each in (12000, 2500, 1, 1234000, 0)] == ["12", "2.5", "0.001", "1,234", "0"]


@st.composite
def histories(draw):
    """Movements that never take out more than is there, some of them reversed."""
    entries: list[StockEntry] = []
    held = 0
    for order in range(draw(st.integers(1, 15))):
        on = DAY + timedelta(days=order)
        if held and draw(st.booleans()):
            quantity = draw(st.integers(1, held))
            entries.append(
                StockEntry(entry_id=str(order), kind=StockMove.ISSUED, on=on, order=order, quantity=quantity)
            )
            held -= quantity
        else:
            quantity, value = draw(st.integers(1, 10**6)), draw(st.integers(0, 10**8))
            entries.append(
                StockEntry(
                    entry_id=str(order),
                    kind=StockMove.RECEIVED,
                    on=on,
                    order=order,
                    quantity=quantity,
                    value_satang=value,
                )
            )
            held += quantity
    return entries


@given(histories())
def test_no_satang_and_no_thing_is_lost_or_made(entries):
    card = stock_card(entries)
    balance = worth = 0
    for line in card:
        sign = 1 if line.came_in else -1
        balance += line.came_in - line.went_out
        worth += sign * line.value_satang
        assert (line.balance, line.balance_satang) == (balance, worth)
        assert worth >= 0
        assert balance > 0 or worth == 0
    lots = lots_left(entries)
    assert (sum(lot.quantity for lot in lots), sum(lot.value_satang for lot in lots)) == (balance, worth)


@given(histories().filter(lambda entries: any(each.kind is StockMove.ISSUED for each in entries)))
def test_reversing_the_last_issue_undoes_it(entries):
    issues = [each for each in entries if each.kind is StockMove.ISSUED]
    last = issues[-1]
    reversal = reversal_of(last, "undo", entries[-1].on, 99)
    without = [each for each in entries if each is not last]
    assert lots_left([*entries, reversal]) == lots_left(without)


@pytest.mark.parametrize(
    ("written", "thousandths"), [("12", 12_000), ("2.5", 2_500), ("๑,๒๐๐", 1_200_000), (" 0.001 ", 1), ("0", 0)]
)
def test_a_quantity_is_read_as_people_write_it(written: str, thousandths: int) -> None:
    assert read_quantity(written) == thousandths


@pytest.mark.parametrize("written", ["", "ก", "-1", "1.2345", "nan", "inf", "1/2", "1e9", "9" * 30])
def test_what_is_no_quantity_is_refused(written: str) -> None:
    with pytest.raises(BadInput):
        read_quantity(written)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5_000)), min_size=1, max_size=6),
    st.lists(st.integers(1, 12), max_size=6),
)
def test_what_goes_out_costs_what_the_oldest_units_cost(deliveries, issues):
    queue = [price for units, price in deliveries for _unit in range(units)]
    entries = [
        StockEntry(
            entry_id=f"in{order}",
            kind=StockMove.RECEIVED,
            on=DAY,
            order=order,
            quantity=units * 1000,
            value_satang=units * price,
        )
        for order, (units, price) in enumerate(deliveries)
    ]
    for order, units in enumerate(issues, len(entries)):
        if units > len(queue):
            break
        entries.append(
            StockEntry(entry_id=f"out{order}", kind=StockMove.ISSUED, on=DAY, order=order, quantity=units * 1000)
        )
        oldest, queue = queue[:units], queue[units:]
        last = stock_card(entries)[-1]
        assert (last.value_satang, last.balance_satang) == (sum(oldest), sum(queue))


@given(histories(), st.randoms(use_true_random=False))
def test_issues_reversed_in_any_order_leave_the_deliveries_as_they_came(entries, random):
    issues = [each for each in entries if each.kind is StockMove.ISSUED]
    random.shuffle(issues)
    reversals = [reversal_of(issue, f"undo{order}", entries[-1].on, 99 + order) for order, issue in enumerate(issues)]
    assert lots_left([*entries, *reversals]) == lots_left([each for each in entries if each not in issues])
