"""Search finds by any part of a Thai name, by id with or without dashes, by house or village, as one types."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db.search import terms_of
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen

PEOPLE = (
    Citizen(citizen_id="1111111111119", prefix="นาง", first_name="น้ำอ้อย", last_name="กั้วพิทักษ์", house_no="41/2", moo=5),
    Citizen(citizen_id="3999900000025", prefix="นาย", first_name="บุญมี", last_name="ศรีสมบัติ", house_no="7", moo=12),
    Citizen(citizen_id="3999900000106", prefix="นางสาว", first_name="แก้วตา", last_name="ภูผาผุย", house_no="105", moo=5),
)


@pytest.fixture
def people(store: Store) -> Store:
    with store.transaction() as tx:
        tx.insert_many(PEOPLE)
    return store


def names(store: Store, text: str) -> set[str]:
    return {each.first_name for each in store.search(Citizen, text)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("น้ำอ้อย", {"น้ำอ้อย"}),
        ("้วพิ", {"น้ำอ้อย"}),
        ("น้ำอ้อย กั้ว", {"น้ำอ้อย"}),
        ("นางน้ำอ้อย", {"น้ำอ้อย"}),
        ("บุ", {"บุญมี"}),
        ("ศ", {"บุญมี"}),
        ("แก", {"แก้วตา"}),
        ("เเก้วตา", {"แก้วตา"}),
        ("1111111111119", {"น้ำอ้อย"}),
        ("1-1111-11111-11-9", {"น้ำอ้อย"}),
        ("1 1111 11111 11 9", {"น้ำอ้อย"}),
        ("๑๑๑๑๑๑๑๑๑๑๑๑๙", {"น้ำอ้อย"}),
        ("0025", {"บุญมี"}),
        ("11-11-9", {"น้ำอ้อย"}),
        ("41/2", {"น้ำอ้อย"}),
        ("หมู่ 5", {"น้ำอ้อย", "แก้วตา"}),
        ("ม.12", {"บุญมี"}),
        ("12", {"บุญมี"}),
        ("41/2 หมู่ 5", {"น้ำอ้อย"}),
        ("น้ำ หมู่ 5", {"น้ำอ้อย"}),
        ("ไม่มีใครชื่อนี้", set()),
        ('"', set()),
        ("", set()),
    ],
)
def test_what_is_typed_finds_the_person(people: Store, typed: str, found: set[str]) -> None:
    assert names(people, typed) == found


def test_a_changed_name_is_found_by_the_new_one_only(people: Store) -> None:
    (person,) = people.find(Citizen, first_name="บุญมี")
    with people.transaction() as tx:
        tx.update(person, first_name="สมปอง")
    assert names(people, "สมปอง") == {"สมปอง"}
    assert names(people, "บุญมี") == set()


def test_results_come_in_thai_order_of_the_first_name(people: Store) -> None:
    assert [each.first_name for each in people.search(Citizen, "หมู่ 5")] == ["แก้วตา", "น้ำอ้อย"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_any_part_of_a_name_or_id_finds_its_person(people: Store, data: st.DataObject) -> None:
    person = data.draw(st.sampled_from(PEOPLE))
    whole = data.draw(st.sampled_from([person.first_name, person.last_name, person.citizen_id or ""]))
    start = data.draw(st.integers(0, len(whole) - 3))
    end = data.draw(st.integers(start + 3, len(whole)))
    assert person.first_name in names(people, whole[start:end])


def test_an_id_typed_with_dashes_is_one_term() -> None:
    assert terms_of("3-1001-2") == ["310012"]
    assert terms_of("41/2 บ้านโนน") == ["41/2", "บ้านโนน"]
