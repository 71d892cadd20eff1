"""What records merged into a person's tell of them: a death or a leaving that the kept record does not know."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.citizens.joined import told_by_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.citizens.rings import rings_among
from sai_thong.thai.birth import PartialDate

EARLY, LATE = PartialDate(2569, 9, 1), PartialDate(2569, 10, 1)
JULY, NOVEMBER = date(2026, 7, 1), date(2026, 11, 1)


def dead(day=None):
    return Citizen(first_name="สมหญิง", deceased=True, death=day)


def moved(left, back=None, to=""):
    return Citizen(first_name="สมหญิง", moved_out_on=left, moved_in_on=back, moved_out_to=to)


@pytest.mark.parametrize(
    ("kept", "joined", "told"),
    [
        (moved(None), [], None),
        (moved(None), [moved(None)], None),
        (moved(None), [dead()], (True, None)),
        (moved(None), [dead(), dead(LATE), dead(EARLY)], (True, EARLY)),
        (dead(), [dead()], None),
        (dead(), [dead(LATE)], (True, LATE)),
        (dead(LATE), [dead(EARLY)], None),
    ],
)
def test_a_death_that_only_a_merged_record_tells_of(kept, joined, told):
    values = told_by_joined(kept, joined)
    assert (values["deceased"], values["death"]) == told if told else values == {}


@pytest.mark.parametrize(
    ("kept", "joined", "told"),
    [
        (moved(None), [moved(NOVEMBER, to="ก"), moved(JULY, to="ข")], {"moved_out_on": JULY, "moved_out_to": "ข"}),
        (moved(None), [moved(JULY, back=NOVEMBER)], {}),
        (moved(JULY), [moved(NOVEMBER)], {}),
        (moved(None, back=NOVEMBER), [moved(JULY)], {}),
        (moved(None, back=NOVEMBER), [moved(NOVEMBER)], {}),
        (moved(None, back=JULY), [moved(NOVEMBER)], {"moved_out_on": NOVEMBER, "moved_out_to": ""}),
    ],
)
def test_a_leaving_that_only_a_merged_record_tells_of(kept, joined, told):
    assert told_by_joined(kept, joined) == told


@pytest.mark.parametrize(
    ("merged_into", "rings"),
    [
        ({"1": "2", "2": "3"}, []),
        ({"1": "2", "2": "1"}, [{"1", "2"}]),
        ({"0": "1", "1": "2", "2": "3", "3": "1", "5": "6"}, [{"1", "2", "3"}]),
        ({"1": "2", "2": "1", "3": "4", "4": "3"}, [{"1", "2"}, {"3", "4"}]),
    ],
)
def test_records_merged_in_a_ring_are_found(merged_into, rings):
    assert [set(ring) for ring in rings_among(merged_into)] == rings
