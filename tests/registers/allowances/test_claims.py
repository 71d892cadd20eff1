"""A claim goes its way from the form to the register step by step; one open claim a person and scheme."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.refusals import StaleRecord
from sai_thong.registers.allowances import claims
from sai_thong.registers.allowances.records import Claim, ClaimState, OfficerOpinion, Origin, PaymentChannel
from sai_thong.registers.allowances.refusals import (
    IllegalStep,
    Incomplete,
    NotPossible,
    OpenClaimExists,
)
from sai_thong.registers.allowances.register_numbers import open_register
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, scheme_set_of
from tests.registers.allowances.small_office import BANK

DAY = date(2026, 9, 1)


def form(person, scheme=Scheme.OLD_AGE, applied_on=DAY, **values):
    return Claim(person_id=person.id, scheme=scheme, origin=Origin.CONFIRMED, applied_on=applied_on, **values)


@pytest.mark.parametrize(
    ("applied_on", "serves", "counts_from"),
    [
        # W(FY N) = 1 ต.ค.–30 พ.ย. (N−2) และ 1 ม.ค.–30 ก.ย. (N−1)
        (date(2025, 10, 1), 2570, date(2025, 10, 1)),
        (date(2025, 11, 30), 2570, date(2025, 11, 30)),
        (date(2025, 12, 1), 2570, date(2026, 1, 1)),
        (date(2025, 12, 31), 2570, date(2026, 1, 1)),
        (date(2026, 1, 1), 2570, date(2026, 1, 1)),
        (date(2026, 9, 30), 2570, date(2026, 9, 30)),
        (date(2026, 10, 1), 2571, date(2026, 10, 1)),
    ],
)
def test_a_confirmation_serves_the_year_of_its_window_or_waits_for_the_next(office, applied_on, serves, counts_from):
    office.on(date(2026, 10, 1))
    applied = claims.apply(office.store, form(office.person(), applied_on=applied_on))
    assert applied.claim.state is ClaimState.SUBMITTED
    assert applied.claim.confirmed_on == applied_on
    assert applied.claim.serves_fiscal_year_be == serves
    assert applied.counts_from == counts_from
    assert applied.kept_for_next_window == (counts_from != applied_on)


def test_schemes_without_windows_serve_no_fiscal_year(office):
    applied = claims.apply(office.store, form(office.person(), Scheme.DISABILITY))
    assert applied.claim.serves_fiscal_year_be is None
    assert not applied.kept_for_next_window


def test_the_form_decides_nothing(office):
    person = office.person()
    forged = form(person, state=ClaimState.ACCEPTED, register_no=9, ordered_by="ใคร", occupation="ทำนา")
    claim = claims.apply(office.store, forged).claim
    assert (claim.state, claim.register_no, claim.ordered_by) == (ClaimState.SUBMITTED, None, "")
    assert claim.occupation == "ทำนา"


def test_an_application_brings_its_channel(office, scheme):
    claim = claims.apply(office.store, form(office.person(), scheme), channel=BANK).claim
    (channel,) = shelf_of(office.store, scheme_set_of(scheme)).find(PaymentChannel, claim_id=claim.id)
    assert channel.account_no == "1230456789"


def test_one_open_claim_a_person_and_scheme(office, scheme):
    person = office.person()
    first = claims.apply(office.store, form(person, scheme)).claim
    with pytest.raises(OpenClaimExists) as refused:
        claims.apply(office.store, form(person, scheme))
    assert refused.value.claim_id == first.id
    assert refused.value.kept and refused.value.do
    other = Scheme.DISABILITY if scheme is Scheme.OLD_AGE else Scheme.OLD_AGE
    claims.apply(office.store, form(person, other))


def test_a_refused_claim_leaves_room_for_another(office):
    person = office.person()
    claim = claims.apply(office.store, form(person)).claim
    claim = claims.give_opinion(office.store, claim, OfficerOpinion.UNQUALIFIED, on_day=DAY, reason="รับบำนาญ").record
    (claim,) = claims.committee_decides(
        office.store, [claim], approve=False, report_no="2/2569", on_day=DAY, reason="รับบำนาญ"
    ).records
    (claim,) = claims.executive_orders(
        office.store, [claim], accept=False, ordered_on=DAY, ordered_by="นายก", reason="รับบำนาญ"
    ).claims
    assert (claim.state, claim.refusal_reason) == (ClaimState.REFUSED, "รับบำนาญ")
    claims.apply(office.store, form(person))


def test_who_may_not_claim(office):
    dead = office.person(deceased=True)
    foreign = office.person(thai_national=False)
    for person in (dead, foreign):
        with pytest.raises(NotPossible):
            claims.apply(office.store, form(person))
    with pytest.raises(NotPossible):
        claims.apply(office.store, form(office.person(), applied_on=date(2026, 10, 2)))


def test_a_draft_counts_only_from_the_day_it_is_handed_in(office):
    draft = claims.apply(office.store, form(office.person()), as_draft=True).claim
    assert draft.state is ClaimState.DRAFT
    assert draft.confirmed_on is None
    handed_in = claims.submit(office.store, draft, on_day=date(2026, 9, 30))
    assert handed_in.claim.confirmed_on == date(2026, 9, 30)
    assert handed_in.claim.serves_fiscal_year_be == 2570


STEPS = {
    "submit": claims.submit,
    "opinion": lambda store, claim: claims.give_opinion(store, claim, OfficerOpinion.QUALIFIED, on_day=DAY),
    "committee": lambda store, claim: claims.committee_decides(store, [claim], approve=True, report_no="1", on_day=DAY),
    "order": lambda store, claim: claims.executive_orders(
        store, [claim], accept=True, ordered_on=DAY, ordered_by="นายก"
    ),
}
LEGAL = {
    ClaimState.DRAFT: {"submit"},
    ClaimState.SUBMITTED: {"opinion"},
    ClaimState.CHECKING: {"opinion", "committee"},
    ClaimState.COMMITTEE_APPROVES: {"order"},
    ClaimState.COMMITTEE_REJECTS: {"order"},
    ClaimState.ACCEPTED: set(),
    ClaimState.REFUSED: set(),
    ClaimState.ENDED: set(),
}


@pytest.mark.parametrize("state", list(ClaimState))
@pytest.mark.parametrize("step", list(STEPS))
def test_every_step_follows_only_from_its_state(office, state, step):
    person = office.person()
    with office.store.transaction() as tx:
        claim = tx.insert(Claim(person_id=person.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, state=state))
    before = office.store.head()
    if step in LEGAL[state]:
        STEPS[step](office.store, claim)
        assert office.store.head() != before
    else:
        with pytest.raises(IllegalStep):
            STEPS[step](office.store, claim)
        assert office.store.head() == before, "a refused step leaves no trace"


def test_steps_ask_for_what_the_papers_need(office):
    claim = claims.apply(office.store, form(office.person())).claim
    with pytest.raises(Incomplete):
        claims.give_opinion(office.store, claim, OfficerOpinion.UNQUALIFIED, on_day=DAY)
    claim = claims.give_opinion(office.store, claim, OfficerOpinion.TO_CHECK, on_day=DAY).record
    for wrong in ({"approve": True, "report_no": " "}, {"approve": False, "report_no": "1"}):
        with pytest.raises(Incomplete):
            claims.committee_decides(office.store, [claim], on_day=DAY, **wrong)
    (claim,) = claims.committee_decides(office.store, [claim], approve=True, report_no="1", on_day=DAY).records
    for wrong in ({"accept": True, "ordered_by": ""}, {"accept": False, "ordered_by": "นายก"}):
        with pytest.raises(Incomplete):
            claims.executive_orders(office.store, [claim], ordered_on=DAY, **wrong)


def test_a_batch_stands_or_falls_together(office):
    ready = claims.apply(office.store, form(office.person())).claim
    ready = claims.give_opinion(office.store, ready, OfficerOpinion.QUALIFIED, on_day=DAY).record
    early = claims.apply(office.store, form(office.person())).claim
    with pytest.raises(IllegalStep):
        claims.committee_decides(office.store, [ready, early], approve=True, report_no="1", on_day=DAY)
    assert office.claim(ready).state is ClaimState.CHECKING


def test_an_accepted_claim_is_numbered_where_the_series_is_open(office, scheme):
    unnumbered = office.accepted(office.person(), scheme)
    assert unnumbered.register_no is None
    year = unnumbered.serves_fiscal_year_be or 2568
    open_register(office.store, scheme, year, next_number=58)
    first = office.accepted(office.person(), scheme)
    second = office.accepted(office.person(), scheme)
    assert [(each.register_no, each.register_year_be) for each in (first, second)] == [(58, year), (59, year)]


def test_numbers_of_the_sealed_scheme_leave_no_readable_trace(office):
    open_register(office.store, Scheme.HIV, 2568, next_number=1)
    office.accepted(office.person(), Scheme.HIV)
    for table in ("number_series", "official_numbers", "allowance_claims", "payment_channels"):
        assert office.store.query(f"SELECT count(*) AS n FROM {table}")[0]["n"] == 0


def test_a_claim_brought_over_is_reviewed_once_with_a_reason(office, scheme):
    claim = office.brought_over(office.person(), scheme)
    with pytest.raises(Incomplete):
        claims.review_brought_over(office.store, [claim], why=" ")
    (reviewed,) = claims.review_brought_over(
        office.store, [claim], confirmed_on=date(2019, 10, 15), why="ดูแบบคำขอเดิม"
    ).records
    assert (reviewed.needs_review, reviewed.confirmed_on) == (False, date(2019, 10, 15))
    with pytest.raises(IllegalStep):
        claims.review_brought_over(office.store, [reviewed], why="อีกครั้ง")


def test_the_form_is_corrected_but_not_the_steps(office):
    claim = claims.apply(office.store, form(office.person())).claim
    amended = claims.amend(office.store, claim, {"occupation": "ค้าขาย"}).record
    assert amended.occupation == "ค้าขาย"
    with pytest.raises(TypeError):
        claims.amend(office.store, amended, {"state": ClaimState.ACCEPTED})
    with pytest.raises(StaleRecord):
        claims.amend(office.store, claim, {"occupation": "ทำสวน"})


def test_every_step_stands_in_the_journal_with_its_reason(office):
    claim = claims.apply(office.store, form(office.person()), why="มายื่นเอง").claim
    claims.give_opinion(office.store, claim, OfficerOpinion.QUALIFIED, on_day=DAY, why="ดูบัตรแล้ว")
    assert [entry.reason for entry in office.store.history(claim.id)] == ["มายื่นเอง", "มายื่นเอง", "ดูบัตรแล้ว"]
