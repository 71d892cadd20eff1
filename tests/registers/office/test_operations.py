"""Guards the office's own data: one office, villages by number, one holder of a post at a time, all in the history."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from sai_thong.db.refusals import StaleRecord
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.registers.office.operations import (
    appoint,
    correct_signer,
    current_office,
    end_signing,
    save_village,
    set_office,
    signers,
    villages,
)
from sai_thong.registers.office.records import Capacity, Office, Post, Signer, Village

OFFICE = Office(name="ทรายทอง", code="99460101", district="โนนทรายคำ", province="กาฬสินธุ์")
HOLDER = Signer(post=Post.MAYOR, name="นายลือฤทธิ์ ดงฤทธิ์เดช", from_day=date(2025, 2, 1))


def test_a_new_file_has_no_office_and_then_exactly_one(store: Store) -> None:
    assert current_office(store) is None
    first = set_office(store, OFFICE)
    assert first.changes.touches(Office)
    again = set_office(store, dataclasses.replace(OFFICE, phone="0 7999 0001"), reason="เบอร์ใหม่")
    assert current_office(store) == again.record
    assert again.record.id == first.record.id
    assert [entry.reason for entry in store.history(first.record.id)] == ["", "เบอร์ใหม่"]


@pytest.mark.parametrize("office", [Office(name="  ", code="1"), Office(name="ทรายทอง", code="")])
def test_an_office_without_name_or_code_is_refused(store: Store, office: Office) -> None:
    with pytest.raises(BadInput):
        set_office(store, office)
    assert current_office(store) is None


def test_texts_are_cleaned_as_they_are_kept(store: Store) -> None:
    kept = set_office(store, dataclasses.replace(OFFICE, name=" ทราย\u200bทอง ", address="เลขที่  9")).record
    assert (kept.name, kept.address) == ("ทรายทอง", "เลขที่ 9")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("อบต.", "องค์การบริหารส่วนตำบล"), ("อบต", "องค์การบริหารส่วนตำบล"), ("ทต.", "เทศบาลตำบล"), ("เทศบาลนคร", "เทศบาลนคร")],
)
def test_the_kind_of_office_is_kept_as_papers_print_it(store: Store, written: str, kept: str) -> None:
    assert set_office(store, dataclasses.replace(OFFICE, kind=written)).record.kind == kept


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("อบต.ทรายทอง", "ทรายทอง", "องค์การบริหารส่วนตำบล"),
        ("องค์การบริหารส่วนตำบล ทรายทอง", "ทรายทอง", "องค์การบริหารส่วนตำบล"),
        ("ทต. ทรายทอง", "ทรายทอง", "เทศบาลตำบล"),
        ("เทศบาลเมืองทรายทอง", "ทรายทอง", "เทศบาลเมือง"),
        ("ทรายทอง", "ทรายทอง", "องค์การบริหารส่วนตำบล"),
    ],
)
def test_a_kind_written_before_the_name_is_not_printed_twice(store: Store, written: str, name: str, kind: str) -> None:
    kept = set_office(store, dataclasses.replace(OFFICE, name=written)).record
    assert (kept.name, kept.kind) == (name, kind)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(store: Store) -> None:
    read = set_office(store, OFFICE).record
    village = save_village(store, Village(moo=1, name="บ้านหนึ่ง")).record
    set_office(store, dataclasses.replace(read, email="new@saithong.example"))
    save_village(store, dataclasses.replace(village, headman="นายก ข"))
    with pytest.raises(StaleRecord):
        set_office(store, dataclasses.replace(read, phone="0 7999 0001"))
    with pytest.raises(StaleRecord):
        save_village(store, dataclasses.replace(village, pay_point="ศาลา"))
    kept = current_office(store)
    assert kept is not None
    assert (kept.email, villages(store)[0].headman) == ("new@saithong.example", "นายก ข")


def test_a_kind_alone_is_no_name(store: Store) -> None:
    with pytest.raises(BadInput):
        set_office(store, dataclasses.replace(OFFICE, name="อบต."))


def test_villages_stand_by_number_and_each_number_once(store: Store) -> None:
    for moo, name in ((10, "บ้านสิบ"), (2, "บ้านสอง"), (1, "บ้านหนึ่ง")):
        save_village(store, Village(moo=moo, name=name))
    save_village(store, Village(moo=2, name="บ้านสองใหม่", headman="นายก ข"))
    assert [(each.moo, each.name) for each in villages(store)] == [
        (1, "บ้านหนึ่ง"),
        (2, "บ้านสองใหม่"),
        (10, "บ้านสิบ"),
    ]


@pytest.mark.parametrize("moo", [0, -1, 100])
def test_a_number_no_village_has_is_refused(store: Store, moo: int) -> None:
    with pytest.raises(BadInput):
        save_village(store, Village(moo=moo))


def test_a_new_holder_ends_the_time_of_the_holder_before(store: Store) -> None:
    appoint(store, HOLDER)
    outcome = appoint(store, dataclasses.replace(HOLDER, name="นายใหม่ ใจดี", from_day=date(2026, 11, 1)))
    before, after = signers(store)
    assert before.to_day == date(2026, 10, 31)
    assert after.to_day is None
    assert len(outcome.changes.ids["signers"]) == 2


def test_two_holders_of_one_post_at_a_time_are_refused(store: Store) -> None:
    appoint(store, dataclasses.replace(HOLDER, to_day=date(2026, 12, 31)))
    with pytest.raises(Refused):
        appoint(store, dataclasses.replace(HOLDER, name="ข", from_day=date(2026, 12, 31)))
    with pytest.raises(Refused):
        appoint(store, dataclasses.replace(HOLDER, name="ข", from_day=date(2024, 1, 1)))
    appoint(store, dataclasses.replace(HOLDER, name="ข", from_day=date(2027, 1, 1)))
    assert [each.name for each in signers(store)] == [HOLDER.name, "ข"]


def test_acting_and_shared_posts_leave_the_holder_in_place(store: Store) -> None:
    appoint(store, HOLDER)
    appoint(
        store,
        dataclasses.replace(
            HOLDER, name="ปลัด", capacity=Capacity.ACTS_FOR_VACANT, from_day=date(2026, 1, 5), to_day=date(2026, 1, 9)
        ),
    )
    for name in ("ก", "ข"):
        appoint(store, Signer(post=Post.COMMITTEE, name=name, from_day=date(2026, 1, 1)))
    assert all(each.to_day is None for each in signers(store) if each.capacity is Capacity.HOLDS)
    assert len(signers(store)) == 4


def test_a_signers_time_is_ended_with_a_reason(store: Store) -> None:
    signer = appoint(store, HOLDER).record
    ended = end_signing(store, signer, date(2026, 9, 30), reason="เกษียณ").record
    assert ended.to_day == date(2026, 9, 30)
    assert store.history(signer.id)[-1].reason == "เกษียณ"
    with pytest.raises(BadInput):
        end_signing(store, ended, date(2025, 1, 31), reason="ผิด")


@pytest.mark.parametrize(
    "signer", [dataclasses.replace(HOLDER, name=" "), dataclasses.replace(HOLDER, to_day=date(2025, 1, 31))]
)
def test_a_signer_without_name_or_with_days_reversed_is_refused(store: Store, signer: Signer) -> None:
    with pytest.raises(BadInput):
        appoint(store, signer)
    assert signers(store) == []


def test_a_misspelt_signer_is_corrected_with_a_reason_and_stays_the_same_record(store: Store) -> None:
    signer = appoint(store, HOLDER).record
    right = dataclasses.replace(signer, name="นายลือฤทธิ์ ดงฤทธิเดช")
    with pytest.raises(BadInput):
        correct_signer(store, signer, right, reason=" ")
    corrected = correct_signer(store, signer, right, reason="สะกดผิด").record
    assert (corrected.id, corrected.name) == (signer.id, right.name)
    assert store.history(signer.id)[-1].reason == "สะกดผิด"


def test_a_correction_cannot_put_two_holders_in_one_post(store: Store) -> None:
    appoint(store, dataclasses.replace(HOLDER, to_day=date(2025, 12, 31)))
    after = appoint(store, dataclasses.replace(HOLDER, name="นายใหม่ ใจดี", from_day=date(2026, 1, 1))).record
    with pytest.raises(Refused):
        correct_signer(store, after, dataclasses.replace(after, from_day=date(2025, 6, 1)), reason="คำสั่งลงวันนั้น")
    assert store.get(Signer, after.id) == after
