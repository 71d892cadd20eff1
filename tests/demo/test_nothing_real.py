"""Guards that the made-up people are nobody of the sample offices, when those lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sai_thong.demo import names
from sai_thong.demo.people import make_population

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"


@pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the sample offices do not lie beside this checkout (../shared/samples)"
)
def test_no_made_up_person_stands_in_a_sample() -> None:
    people = make_population(1, 3000).people
    ids = {each.citizen_id for each in people}
    full = {(each.first_name, each.last_name) for each in people}
    truths = sorted(SAMPLES.glob("office-*/truth.json"))
    assert truths
    for truth in truths:
        told = json.loads(truth.read_text("utf-8"))["elders"]
        assert ids.isdisjoint(told)
        assert full.isdisjoint({(each["first"], each["last"]) for each in told.values()})


def test_the_lists_of_names_are_short_and_hold_nothing_twice() -> None:
    for each, at_most in ((names.MALE_FIRST_NAMES, 100), (names.FEMALE_FIRST_NAMES, 100), (names.SURNAMES, 150)):
        assert 60 <= len(each) <= at_most
        assert len(set(each)) == len(each)
