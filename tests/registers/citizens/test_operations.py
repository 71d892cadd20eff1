"""What is done with citizens keeps their facts possible, their ids their own, and both histories of a merge."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.refusals import StaleRecord
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.registers.citizens.duplicates import Alike, find_duplicates
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.operations import (
    AlreadyRegistered,
    amend,
    merge_citizens,
    record_death,
    record_move_in,
    record_move_out,
    register_citizen,
    withdraw_death,
)
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.record_history import whole_history
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.citizen_id import BadCitizenId, check_digit, formatted


def an_id(number: int) -> str:
    twelve = f"3{number:011}"
    return twelve + check_digit(twelve)


def somsri(**changes: object) -> Citizen:
    facts: dict[str, object] = {
        "citizen_id": an_id(1),
        "prefix": "น.ส.",
        "first_name": " สมศรี ",
        "last_name": "ใจดี",
        "birth": PartialDate(2489, 1, 12),
        "house_no": "12/3",
        "moo": 4,
    }
    return Citizen(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_citizen_is_registered_tidily(store: Store) -> None:
    outcome = register_citizen(store, somsri(citizen_id=formatted(an_id(1))), why="แจ้งด้วยตนเอง")
    assert (outcome.citizen.citizen_id, outcome.citizen.full_name) == (an_id(1), "นางสาวสมศรี ใจดี")
    assert outcome.changes.touches(Citizen)
    assert store.get(Citizen, outcome.citizen.id) == outcome.citizen
    assert store.history(outcome.citizen.id)[0].reason == "แจ้งด้วยตนเอง"


def test_nobody_is_registered_without_a_name_or_with_a_wrong_id(store: Store) -> None:
    with pytest.raises(BadInput):
        register_citizen(store, somsri(first_name=" "))
    with pytest.raises(BadCitizenId):
        register_citizen(store, somsri(citizen_id="1234567890123"))
    assert not store.find(Citizen)


def test_an_id_belongs_to_one(store: Store) -> None:
    first = register_citizen(store, somsri()).citizen
    with pytest.raises(AlreadyRegistered) as caught:
        register_citizen(store, somsri(first_name="สมหมาย"))
    assert caught.value.citizen == first
    other = register_citizen(store, somsri(citizen_id=an_id(2))).citizen
    with pytest.raises(AlreadyRegistered):
        amend(store, other, {"citizen_id": an_id(1)})


def test_amending_changes_what_is_said_and_refuses_what_is_stale(store: Store) -> None:
    citizen = register_citizen(store, somsri()).citizen
    moved = amend(store, citizen, {"house_no": " 99 ", "citizen_id": None}, why="ย้ายบ้าน").citizen
    assert (moved.house_no, moved.citizen_id, moved.moo) == ("99", None, 4)
    with pytest.raises(StaleRecord):
        amend(store, citizen, {"house_no": "1"})
    with pytest.raises(TypeError):
        amend(store, moved, {"merged_into": "x"})


def test_a_death_is_noted_with_what_is_known_and_can_be_taken_back_with_a_reason(store: Store) -> None:
    citizen = register_citizen(store, somsri()).citizen
    dead = record_death(store, citizen, PartialDate(2569, 10), source="ผู้ใหญ่บ้านแจ้ง").citizen
    assert (dead.alive, dead.death, dead.death_source) == (False, PartialDate(2569, 10), "ผู้ใหญ่บ้านแจ้ง")
    with pytest.raises(BadInput):
        withdraw_death(store, dead, why=" ")
    back = withdraw_death(store, dead, why="แจ้งผิดคน").citizen
    assert (back.alive, back.death) == (True, None)
    assert len(store.history(citizen.id)) == 3


@pytest.mark.parametrize("died", [PartialDate(2569, 11, 22), PartialDate(2570), PartialDate(2488)])
def test_an_impossible_death_is_refused(store: Store, died: PartialDate) -> None:
    citizen = register_citizen(store, somsri()).citizen
    with pytest.raises(Refused):
        record_death(store, citizen, died, source="")
    assert store.get(Citizen, citizen.id) == citizen


def test_a_death_of_which_only_the_fact_is_known(store: Store) -> None:
    citizen = record_death(store, register_citizen(store, somsri()).citizen, None, source="ญาติ").citizen
    assert (citizen.deceased, citizen.death) == (True, None)


def test_moves_out_and_back(store: Store) -> None:
    citizen = register_citizen(store, somsri()).citizen
    gone = record_move_out(store, citizen, date(2026, 9, 1), to="อบต.ทรายขาว").citizen
    assert (gone.moved_out_on, gone.moved_out_to) == (date(2026, 9, 1), "อบต.ทรายขาว")
    back = record_move_in(store, gone, date(2026, 11, 1), whence="อบต.ทรายขาว").citizen
    assert (back.away_since, back.moved_in_on, back.moved_in_from) == (None, date(2026, 11, 1), "อบต.ทรายขาว")
    assert back.moved_out_on == date(2026, 9, 1), "the day of leaving stays beside that of coming back"
    with pytest.raises(Refused):
        record_move_out(store, back, date(2026, 10, 1))


def test_a_leaving_taken_back_on_its_own_day_is_none(store: Store) -> None:
    citizen = record_move_out(store, register_citizen(store, somsri()).citizen, date(2026, 11, 1)).citizen
    assert record_move_in(store, citizen, date(2026, 11, 1)).citizen.moved_out_on is None


def test_a_move_announced_for_later_survives_an_earlier_move_in(store: Store) -> None:
    citizen = record_move_out(store, register_citizen(store, somsri()).citizen, date(2027, 1, 1)).citizen
    assert record_move_in(store, citizen, date(2026, 5, 1)).citizen.moved_out_on == date(2027, 1, 1)


def test_possible_duplicates_are_found_by_id_and_by_name_and_birth(store: Store) -> None:
    with store.transaction() as tx:
        one, same_id, same_name, _other = tx.insert_many(
            [
                somsri(first_name="สมศรี"),
                somsri(first_name="ศรี"),
                somsri(first_name="สมศรีี", citizen_id=None),
                somsri(first_name="สมศรี", citizen_id=an_id(3), birth=PartialDate(2489)),
            ]
        )
    found = [(each.alike, [citizen.id for citizen in each.citizens]) for each in find_duplicates(store)]
    assert found == [(Alike.SAME_ID, [one.id, same_id.id]), (Alike.SAME_NAME_AND_BIRTH, [one.id, same_name.id])]


def test_merging_keeps_both_histories_and_fills_what_was_missing(store: Store) -> None:
    keep = register_citizen(store, somsri(phone="", note="ก")).citizen
    merge = register_citizen(store, somsri(citizen_id=None, phone="0812345678", house_no="99", note="ข")).citizen
    dead = record_death(store, merge, PartialDate(2569, 10, 3), source="ญาติ").citizen
    told: list[tuple[str, str]] = []

    def recheck(tx: Transaction, kept: Citizen, merged: Citizen) -> None:
        told.append((kept.id, merged.id))
        tx.update(kept, community="ทราย")

    outcome = merge_citizens(store, keep, dead, why="คนเดียวกัน", recheck=recheck)
    kept = outcome.citizen
    assert (kept.phone, kept.house_no, kept.community, kept.death) == (
        "0812345678",
        "12/3",
        "ทราย",
        PartialDate(2569, 10, 3),
    )
    assert kept.note == "ก\nข"
    assert told == [(keep.id, merge.id)]
    assert store.get(Citizen, merge.id).merged_into == keep.id
    assert len(store.history(merge.id)) == 3 and len(store.history(keep.id)) == 3
    assert len(whole_history(store, store, kept)) == 6
    assert [each.id for each in store.search(Citizen, "สมศรี")] == [keep.id]
    assert not find_duplicates(store)


def test_a_person_merged_twice_has_the_history_of_all_three_records(store: Store) -> None:
    first, second, third = (register_citizen(store, somsri(citizen_id=None, note=note)).citizen for note in "กขค")
    joined = merge_citizens(store, second, first, why="คนเดียวกัน").citizen
    kept = merge_citizens(store, third, joined, why="คนเดียวกัน").citizen
    assert {each.id for each in with_joined(store, kept)} == {first.id, second.id, third.id}
    notes = {field.after for change in whole_history(store, store, kept) for field in change.fields}
    assert notes >= {"ก", "ข", "ค"}


def test_the_day_of_death_that_only_the_other_record_knew_is_kept(store: Store) -> None:
    keep, merge = (register_citizen(store, somsri(citizen_id=None, note=note)).citizen for note in "กข")
    keep = record_death(store, keep, None, source="เพื่อนบ้าน").citizen
    merge = record_death(store, merge, PartialDate(2569, 9, 20), source="มรณบัตร").citizen
    kept = merge_citizens(store, keep, merge, why="คนเดียวกัน").citizen
    assert (kept.death, kept.death_source) == (PartialDate(2569, 9, 20), "มรณบัตร")


def test_nothing_happens_any_more_to_a_merged_record(store: Store) -> None:
    keep, merge = (register_citizen(store, somsri(citizen_id=None, note=note)).citizen for note in "กข")
    merge_citizens(store, keep, merge, why="คนเดียวกัน")
    merged, day = store.get(Citizen, merge.id), date(2026, 11, 1)
    for happen in (
        lambda: record_death(store, merged, None, source="ญาติ"),
        lambda: withdraw_death(store, merged, why="คนละคน"),
        lambda: record_move_out(store, merged, day),
        lambda: record_move_in(store, merged, day),
    ):
        with pytest.raises(Refused, match="รวมกับอีกทะเบียน"):
            happen()


def test_the_kept_record_takes_the_id_that_only_the_other_had(store: Store) -> None:
    keep = register_citizen(store, somsri(citizen_id=None)).citizen
    merge = register_citizen(store, somsri()).citizen
    kept = merge_citizens(store, keep, merge, why="คนเดียวกัน").citizen
    assert kept.citizen_id == an_id(1)
    assert amend(store, kept, {"house_no": "1"}).citizen.house_no == "1"


def test_what_cannot_be_one_person_is_not_merged(store: Store) -> None:
    one = register_citizen(store, somsri()).citizen
    two = register_citizen(store, somsri(citizen_id=an_id(2))).citizen
    three = register_citizen(store, somsri(citizen_id=None)).citizen
    with pytest.raises(Refused):
        merge_citizens(store, one, two, why="คล้ายกัน")
    with pytest.raises(Refused):
        merge_citizens(store, one, one, why="คล้ายกัน")
    with pytest.raises(BadInput):
        merge_citizens(store, one, three, why="")
    merge_citizens(store, one, three, why="คนเดียวกัน")
    with pytest.raises(Refused):
        merge_citizens(store, two, store.get(Citizen, three.id), why="อีกครั้ง")
