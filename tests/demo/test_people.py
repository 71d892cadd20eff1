"""Guards that the made-up people are invented, the same for the same seed, and hold every case an office meets."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date

import pytest

from sai_thong.demo import names
from sai_thong.demo.citizen_ids import CitizenIdMint, is_invented, mistyped
from sai_thong.demo.people import ENTITLED_AGE, OLDEST, PeopleMaker, Population, make_population
from sai_thong.exchange.disability_kinds import SEVEN_KINDS, kinds_in
from sai_thong.thai.citizen_id import is_valid
from sai_thong.thai.names import full_name, prefix_fits, split_name
from sai_thong.thai.text import clean


def test_the_same_seed_gives_the_same_people_and_another_seed_others(population: Population) -> None:
    assert make_population(seed=7, elders=400) == population
    assert {each.citizen_id for each in make_population(seed=8, elders=400).people}.isdisjoint(
        {each.citizen_id for each in population.people}
    )


def test_the_people_do_not_depend_on_the_hash_seed_of_the_process() -> None:
    program = (
        "import hashlib; from sai_thong.demo.people import make_population;"
        "print(hashlib.sha256(repr(make_population(3, 60)).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_ids_are_valid_once_each_and_recognisably_invented(population: Population) -> None:
    ids = [each.citizen_id for each in population.people]
    assert all(is_valid(cid) and is_invented(cid) for cid in ids)
    assert len(set(ids)) == len(ids)


def test_a_mistyped_id_is_never_valid(population: Population) -> None:
    rng = PeopleMaker(1).rng
    for person in population.people:
        wrong = mistyped(person.citizen_id, rng)
        assert not is_valid(wrong)
        assert len(wrong) == 13


def test_an_id_is_minted_only_once() -> None:
    class Stubborn:
        """Chance that says the same twice before something new."""

        said = iter([5, 5, 6])

        def randrange(self, _below: int) -> int:
            return next(self.said)

    mint = CitizenIdMint(Stubborn())  # type: ignore[arg-type]
    assert mint.new("1") != mint.new("1")


def test_telephones_and_accounts_begin_as_no_real_one_does(population: Population) -> None:
    assert all(each.phone.startswith("071") for each in population.people if each.phone)
    assert all(each.account_no.startswith("99") for each in population.people if each.account_no)


def test_elders_are_of_age_and_reach_a_hundred_and_one() -> None:
    ages = [each.birth.age_on(date(2026, 11, 3)) for each in make_population(1, 3000).elders]
    assert min(ages) == ENTITLED_AGE
    assert max(ages) >= 97
    assert max(ages) <= OLDEST


def test_every_case_of_an_office_is_among_the_people(population: Population) -> None:
    elders = population.elders
    assert any(each.birth.month is None for each in elders)
    assert any(each.birth.month and each.birth.day is None for each in elders)
    assert any(each.prefix.startswith("พระ") and each.monastic_name for each in elders)
    assert any("." in each.prefix for each in elders)
    assert any(each.died and each.death_in_book for each in elders)
    assert any(each.died and not each.death_in_book for each in elders)
    assert any(each.moved_out_on for each in elders)
    assert any(each.moved_in_on for each in elders)
    assert any(each.pensioner for each in elders)
    assert any(each.disability for each in elders)
    assert Counter(each.account_no for each in elders if each.account_no).most_common(1)[0][1] >= 3
    assert {each.moo for each in elders} == set(range(1, 13))
    assert any(55 <= each.birth.age_on(population.on) < 60 for each in population.registered)
    assert 4 <= len(population.assisted) <= 8
    assert not any(each.receives_old_age or each.disability for each in population.assisted)


def test_nothing_happens_after_the_day_of_the_population(population: Population) -> None:
    for each in population.people:
        events = [each.death.effective if each.death else None, each.moved_out_on, each.moved_in_on]
        assert all(day < population.on for day in events if day)


def test_disabled_people_are_of_all_ages_with_cards_of_every_ending() -> None:
    disabled = make_population(1, 1500).disabled
    ages = [each.birth.age_on(date(2026, 11, 3)) for each in disabled]
    assert min(ages) < 10
    assert max(ages) >= 60
    cards = [each.disability for each in disabled if each.disability]
    assert {kind for card in cards for kind in card.kinds} == set(SEVEN_KINDS)
    assert any(card.lifelong for card in cards)
    assert any(card.expires_on for card in cards)
    assert any(not card.lifelong and card.expires_on is None for card in cards)
    assert any(len(card.kinds) > 1 for card in cards)
    for card in cards:
        assert kinds_in(card.written) == card.kinds
        assert not (card.lifelong and card.expires_on)


def test_prefixes_fit_the_age(population: Population) -> None:
    assert all(prefix_fits(each.prefix, each.birth.age_on(population.on)) for each in population.people)


@pytest.mark.parametrize("shape", ["น้ำ", "ปู่", "ฐิ", "ญู", "ฤทธิ์", "กั้ว", "เปี๊ยะ"])
def test_names_hold_the_shapes_that_are_hard_to_draw(shape: str) -> None:
    everything = (*names.MALE_FIRST_NAMES, *names.FEMALE_FIRST_NAMES, *names.SURNAMES)
    assert any(shape in name for name in everything)


def test_names_are_already_clean() -> None:
    everything = (
        *names.MALE_FIRST_NAMES,
        *names.FEMALE_FIRST_NAMES,
        *names.BOY_FIRST_NAMES,
        *names.GIRL_FIRST_NAMES,
        *names.SURNAMES,
        *names.MONASTIC_NAMES,
    )
    for name in everything:
        assert clean(name) == name
        assert unicodedata.normalize("NFC", name) == name
        assert all("ก" <= letter <= "๎" or letter == " " for letter in name)


@pytest.mark.parametrize("prefix", ["นาย", "นาง", "นางสาว", "แม่ชี", "พระ", "พระครู", "ร.ต.", "จ.ส.อ.", "ว่าที่ ร.ต."])
def test_glued_names_can_be_taken_apart_again(prefix: str) -> None:
    female = prefix in ("นาง", "นางสาว", "แม่ชี")
    for first in names.FEMALE_FIRST_NAMES if female else names.MALE_FIRST_NAMES:
        for last in (names.SURNAMES[0], "แซ่กั้ว", "ณ โนนทราย"):
            found = split_name(full_name(prefix, first, last))
            assert (found.prefix, found.first, found.last) == (prefix, first, last)
