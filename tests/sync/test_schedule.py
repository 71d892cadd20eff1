"""Rounds come by themselves: spread over the offices, soon after a change, ever later while nothing answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sai_thong.sync.schedule import IN_THE_OFFICE, OVER_THE_NETWORK, Ending, Schedule

CHANCES = st.floats(0, 1, allow_nan=False)
PACES = st.sampled_from([OVER_THE_NETWORK, IN_THE_OFFICE])
NOWS = st.floats(0, 1e6, allow_nan=False)


@given(PACES, NOWS, CHANCES)
def test_a_window_just_opened_asks_within_its_first_seconds_and_not_all_at_one_moment(pace, now, chance):
    due = Schedule.at_opening(now, chance, pace)
    assert now <= due.due_at <= now + pace.opening
    assert Schedule.at_opening(now, 0.0, pace).is_due(now)
    assert not Schedule.at_opening(0.0, 1.0, pace).is_due(pace.opening / 2)


@given(PACES, CHANCES)
def test_rounds_that_go_well_come_around_the_interval(pace, chance):
    due = Schedule(0.0, pace=pace).after(Ending.DONE, 100.0, chance)
    assert pace.interval * (1 - pace.jitter) <= due.due_at - 100.0 <= pace.interval * (1 + pace.jitter)
    assert due.failures == 0


@given(PACES, st.lists(CHANCES, min_size=1, max_size=40))
def test_without_an_answer_it_waits_ever_longer_up_to_the_longest(pace, chances):
    due, now, longest_before = Schedule(0.0, pace=pace), 0.0, 0.0
    for chance in chances:
        due = due.after(Ending.NO_ANSWER, now, chance)
        longest = min(pace.longest_retry, pace.first_retry * 2.0 ** (due.failures - 1))
        assert longest / 2 - 0.01 <= due.due_at - now <= longest + 0.01
        assert longest >= longest_before
        now, longest_before = due.due_at, longest
    assert due.failures == len(chances)
    assert due.after(Ending.DONE, now, 0.5).failures == 0


@given(PACES, CHANCES)
def test_a_change_goes_out_soon_but_not_into_a_dead_line(pace, chance):
    well = Schedule(0.0, pace=pace).after(Ending.DONE, 0.0, chance)
    assert well.after_change(10.0).due_at == min(well.due_at, 10.0 + pace.after_change)
    dead = well.after(Ending.NO_ANSWER, 0.0, chance).after(Ending.NO_ANSWER, 0.0, chance)
    assert dead.after_change(0.0) == dead


def test_a_change_never_puts_a_round_off():
    due = Schedule(5.0)
    assert due.after_change(0.0).due_at == 5.0


@given(CHANCES)
def test_a_refusal_is_not_asked_again_for_hours(chance):
    refused = Schedule(0.0).after(Ending.REFUSED, 0.0, chance)
    assert refused.due_at > OVER_THE_NETWORK.interval
    assert refused.failures == 0


def test_the_button_or_news_of_the_hub_do_not_wait():
    dead = Schedule(0.0).after(Ending.NO_ANSWER, 0.0, 1.0)
    assert dead.at_once(3.0).is_due(3.0)
