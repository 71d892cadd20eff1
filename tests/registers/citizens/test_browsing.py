"""A long list of citizens: pages in the order of the whole, searches that a filter narrows, looks that are noted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db.access_log import Access
from sai_thong.db.store import Store
from sai_thong.demo.crowd import crowd
from sai_thong.registers.citizens.access import unmask_citizen_id
from sai_thong.registers.citizens.browsing import CitizenBrowser, ordered_rows
from sai_thong.registers.citizens.listing import ALL, CitizenFilter, CitizenLine, citizen_list
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.citizen_id import formatted

ON = date(2026, 11, 21)
FILTERS = [
    ALL,
    CitizenFilter(moo=3),
    CitizenFilter(alive=False),
    CitizenFilter(alive=True, moved_out_by=False, on=ON),
    CitizenFilter(moo=5, moved_out_by=True, on=ON),
]
TEXTS = ["นา", "นาย", "สม", "ทอง", "1", "หมู่ 3", "หมู่", "ก", "3 ", "ไม่มีใครชื่อนี้"]


@pytest.fixture
def crowded(store: Store) -> Store:
    with store.transaction() as tx:
        people = tx.insert_many(crowd(300))
        for number, each in enumerate(people):
            if number % 7 == 0:
                tx.update(each, deceased=True)
            elif number % 11 == 0:
                tx.update(each, moved_out_on=date(2026, 9, 1))
            elif number % 50 == 1:
                tx.update(each, merged_into=people[0].id)
    return store


def everyone(store: Store, chosen: CitizenFilter) -> list[CitizenLine]:
    """Who passes the filter, in the order of the whole list."""
    return citizen_list(store, "", chosen, limit=1_000)


@pytest.mark.parametrize("chosen", FILTERS)
@pytest.mark.parametrize("first", [0, 1, 40])
@pytest.mark.parametrize("read_before", [False, True])
def test_a_page_is_the_same_part_of_the_whole_list(
    crowded: Store, chosen: CitizenFilter, first: int, read_before: bool
) -> None:
    order = ordered_rows(crowded, chosen) if read_before else None
    browser = CitizenBrowser(crowded, chosen, order)
    assert list(browser.page(first, 30)) == everyone(crowded, chosen)[first : first + 30]
    assert len(browser.order) == len(everyone(crowded, chosen))


def test_everyone_is_found_at_their_place(crowded: Store) -> None:
    browser = CitizenBrowser(crowded, CitizenFilter(moo=3))
    for place, line in enumerate(everyone(crowded, CitizenFilter(moo=3))):
        assert browser.place_of(line.id) == place
    outside = everyone(crowded, CitizenFilter(moo=4))[0]
    assert browser.place_of(outside.id) == -1
    assert browser.place_of("nobody") == -1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    text=st.sampled_from(["นา", "นาย", "สม", "ทอง", "1", "หมู่ 3", "หมู่", "ก", "3 ", "ไม่มีใครชื่อนี้"]), index=st.integers(0, 4)
)
def test_a_narrowed_search_finds_what_a_search_through_everyone_finds(crowded: Store, text: str, index: int) -> None:
    chosen = FILTERS[index]
    found = CitizenBrowser(crowded, chosen).find(text, limit=1000)
    assert list(found.lines) == citizen_list(crowded, text, chosen, 1000)
    assert not found.more


def test_a_search_says_when_there_are_more(crowded: Store) -> None:
    for chosen in (ALL, CitizenFilter(moo=3)):
        found = CitizenBrowser(crowded, chosen).find("หมู่ 3", limit=5)
        assert len(found.lines) == 5
        assert found.more


def test_a_new_order_is_taken_over(crowded: Store) -> None:
    browser = CitizenBrowser(crowded, CitizenFilter(alive=False))
    before = len(browser.order)
    living = citizen_list(crowded, "", CitizenFilter(alive=True), 1)[0]
    with crowded.transaction() as tx:
        tx.update(crowded.get(Citizen, living.id), deceased=True)
    browser.know_order(ordered_rows(crowded, browser.chosen))
    assert len(browser.order) == before + 1
    assert living.id in {line.id for line in browser.find(living.first_name, limit=1000).lines}


def test_looking_at_a_whole_id_stands_in_the_journal(crowded: Store) -> None:
    citizen = crowded.find(Citizen)[0]
    assert citizen.citizen_id is not None
    assert unmask_citizen_id(crowded, citizen) == formatted(citizen.citizen_id)
    entry = crowded.history(citizen.id)[-1]
    assert entry.changes is not None and entry.changes["action"] == (None, Access.UNMASK)
    assert entry.user == "ผู้ดูแล"
    assert crowded.get(Citizen, citizen.id) == citizen
