"""A right ends with its reason, is suspended only after the facts were checked, and can be taken up again."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import claim_endings, claims
from sai_thong.registers.allowances.records import Claim, ClaimState, Origin
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible, OpenClaimExists
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.calendar import Month

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)
ORDER = {
    "from_month": NOV,
    "reason": "สงสัยว่ารับบำนาญ",
    "facts": "สอบถามกรมบัญชีกลางแล้ว",
    "facts_checked_on": date(2026, 10, 20),
    "order_no": "77/2569",
    "ordered_on": date(2026, 10, 21),
}


@pytest.fixture
def claim(office, scheme):
    return office.accepted(office.person(), scheme)


def is_paid(office, in_set, month):
    return bool(draft_run(office.store, in_set, month).lines)


def test_a_waiver_ends_the_right_with_the_day_of_the_letter(office, in_set, claim):
    waived = claim_endings.waive(office.store, claim, letter_on=date(2026, 10, 1), why="ขอสละสิทธิ").record
    assert (waived.state, waived.end_reason, waived.ended_on) == (
        ClaimState.ENDED,
        EndReason.WAIVED,
        date(2026, 10, 1),
    )
    assert not is_paid(office, in_set, NOV)


def test_no_right_ends_without_a_reason_or_with_a_letter_from_the_future(office, claim):
    with pytest.raises(Incomplete):
        claim_endings.waive(office.store, claim, letter_on=date(2026, 10, 1), why=" ")
    with pytest.raises(NotPossible):
        claim_endings.waive(office.store, claim, letter_on=date(2026, 10, 2), why="ขอสละสิทธิ")


def test_a_death_is_not_recorded_on_the_claim(office, claim):
    with pytest.raises(NotPossible) as refused:
        claim_endings.end_claim(office.store, claim, EndReason.DIED, ended_on=OCT.first_day, why="ตาย")
    assert refused.value.do


def test_an_ended_claim_ends_no_second_time(office, claim):
    ended = claim_endings.waive(office.store, claim, letter_on=OCT.first_day, why="สละ").record
    with pytest.raises(IllegalStep):
        claim_endings.waive(office.store, ended, letter_on=OCT.first_day, why="สละ")


def test_an_ending_by_mistake_is_taken_back_with_its_reason(office, in_set, claim):
    ended = claim_endings.waive(office.store, claim, letter_on=OCT.first_day, why="สละ").record
    with pytest.raises(Incomplete):
        claim_endings.reopen(office.store, ended, why="")
    reopened = claim_endings.reopen(office.store, ended, why="เข้าใจผิด").record
    assert (reopened.state, reopened.end_reason, reopened.ended_on) == (ClaimState.ACCEPTED, None, None)
    assert is_paid(office, in_set, NOV)
    with pytest.raises(IllegalStep):
        claim_endings.reopen(office.store, reopened, why="อีกครั้ง")


def test_an_ending_is_not_taken_back_beside_a_new_claim(office, scheme, claim):
    ended = claim_endings.waive(office.store, claim, letter_on=OCT.first_day, why="สละ").record
    new = office.accepted(office.store.get(Citizen, claim.person_id), scheme)
    with pytest.raises(OpenClaimExists) as refused:
        claim_endings.reopen(office.store, ended, why="เข้าใจผิด")
    assert refused.value.claim_id == new.id


def test_a_suspension_covers_its_months_and_is_resumed(office, in_set, claim):
    suspension = claim_endings.suspend(office.store, claim, **ORDER).record
    assert [is_paid(office, in_set, month) for month in (OCT, NOV, DEC)] == [True, False, False]
    claim_endings.resume(
        office.store, claim, suspension, last_month=NOV, resumed_on=date(2026, 11, 20), reason="ไม่มีบำนาญ"
    )
    assert [is_paid(office, in_set, month) for month in (OCT, NOV, DEC)] == [True, False, True]
    with pytest.raises(IllegalStep):
        claim_endings.resume(
            office.store, claim, office.again(suspension), last_month=NOV, resumed_on=DEC.first_day, reason="x"
        )


def test_a_suspension_that_never_was_right_covers_no_month(office, in_set, claim):
    suspension = claim_endings.suspend(office.store, claim, **ORDER).record
    claim_endings.resume(
        office.store, claim, suspension, last_month=OCT, resumed_on=date(2026, 11, 20), reason="คนละคน"
    )
    assert is_paid(office, in_set, NOV)


@pytest.mark.parametrize("missing", ["reason", "facts", "order_no"])
def test_a_suspension_needs_reason_facts_and_order(office, claim, missing):
    with pytest.raises(Incomplete):
        claim_endings.suspend(office.store, claim, **ORDER | {missing: " "})


@pytest.mark.parametrize(
    "wrong", [{"ordered_on": date(2026, 10, 19)}, {"to_month": OCT}], ids=["before the facts", "backwards"]
)
def test_the_facts_come_before_the_order_and_the_last_month_after_the_first(office, claim, wrong):
    with pytest.raises(NotPossible):
        claim_endings.suspend(office.store, claim, **ORDER | wrong)


def test_one_open_suspension_at_a_time_and_only_of_an_accepted_claim(office, claim):
    claim_endings.suspend(office.store, claim, **ORDER)
    with pytest.raises(IllegalStep):
        claim_endings.suspend(office.store, claim, **ORDER)
    ended = claim_endings.waive(office.store, claim, letter_on=OCT.first_day, why="สละ").record
    with pytest.raises(IllegalStep):
        claim_endings.suspend(office.store, ended, **ORDER)


@pytest.mark.parametrize("reason", [EndReason.MOVED, EndReason.WAIVED])
def test_a_claim_that_ended_before_the_order_gave_no_right_and_is_not_opened_again(office, scheme, in_set, reason):
    form = Claim(person_id=office.person().id, scheme=scheme, origin=Origin.CONFIRMED, applied_on=date(2025, 9, 1))
    pending = claims.apply(office.store, form).claim
    ended = claim_endings.end_claim(office.store, pending, reason, ended_on=NOV.last_day, why="ไม่ประสงค์").record
    assert not is_paid(office, in_set, NOV)
    with pytest.raises(IllegalStep):
        claim_endings.reopen(office.store, ended, why="กลับมา")
