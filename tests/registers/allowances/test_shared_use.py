"""One account, telephone or proxy for several people warns until somebody looked into just these people."""

from __future__ import annotations

import pytest

from sai_thong.registers.allowances.findings import Action, Finding
from sai_thong.registers.allowances.months import findings_of
from sai_thong.registers.allowances.payment_choices import ChannelChoice, Proxy, record_proxy_deaths, set_proxy
from sai_thong.registers.allowances.records import SharedKind, SharedUseCheck
from sai_thong.registers.allowances.refusals import Incomplete
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shared_use import confirm_legitimate
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import BANK

OCT = Month(2026, 10)
OTHER_BANK = ChannelChoice(Channel.BANK_SELF, "006", "9876543210", "คนอื่น")


def shared(office, in_set) -> list[Finding]:
    run = draft_run(office.store, in_set, OCT)
    return [each for each in findings_of(office.store, run) if each.shared is not None]


@pytest.fixture
def claims(office, scheme):
    """Three people with one account."""
    return [office.accepted(office.person(), scheme) for _each in range(3)]


def test_the_finding_names_the_claims_it_is_told_of(office, in_set, claims):
    (finding,) = shared(office, in_set)
    assert (finding.shared.kind, finding.shared.value) == (SharedKind.ACCOUNT, "1230456789")
    assert set(finding.claim_ids) == {claim.id for claim in claims}
    assert (finding.action, finding.blocking) == (Action.CHECK_SHARED, False)


@pytest.mark.usefixtures("claims")
def test_a_group_that_was_looked_into_warns_no_more(office, in_set):
    (finding,) = shared(office, in_set)
    confirm_legitimate(office.store, in_set, finding.shared, reason=" บัญชีของมูลนิธิ ", checked_on=OCT.first_day)
    assert shared(office, in_set) == []
    (check,) = shelf_of(office.store, in_set).find(SharedUseCheck)
    assert (check.reason, len(check.person_ids)) == ("บัญชีของมูลนิธิ", 3)


def test_it_warns_again_when_somebody_joins_and_not_when_somebody_leaves(office, scheme, in_set, claims):
    fourth = office.accepted(office.person(), scheme)
    (finding,) = shared(office, in_set)
    confirm_legitimate(office.store, in_set, finding.shared, reason="ครอบครัวเดียวกัน", checked_on=OCT.first_day)
    from sai_thong.registers.allowances.payment_choices import set_channel

    set_channel(office.store, claims[0], OTHER_BANK, OCT)
    assert shared(office, in_set) == []
    office.accepted(office.person(), scheme, channel=BANK)
    (again,) = shared(office, in_set)
    assert {fourth.id, claims[1].id, claims[2].id} < set(again.claim_ids)


@pytest.mark.usefixtures("claims")
def test_the_reason_stands_in_the_journal_and_is_needed(office, in_set):
    (finding,) = shared(office, in_set)
    with pytest.raises(Incomplete):
        confirm_legitimate(office.store, in_set, finding.shared, reason=" ", checked_on=OCT.first_day)
    check = confirm_legitimate(office.store, in_set, finding.shared, reason="ตรวจแล้ว", checked_on=OCT.first_day)
    if not in_set.sealed:
        assert office.store.history(check.record.id)[0].reason == "ตรวจแล้ว"


def test_a_check_of_one_account_says_nothing_of_another(office, scheme, in_set, claims):
    (finding,) = shared(office, in_set)
    confirm_legitimate(office.store, in_set, finding.shared, reason="ตรวจแล้ว", checked_on=OCT.first_day)
    for _each in range(3):
        office.accepted(office.person(), scheme, channel=OTHER_BANK)
    assert [each.shared.value for each in shared(office, in_set)] == [OTHER_BANK.account_no]
    assert claims


def test_the_death_of_a_proxy_of_many_is_recorded_for_all_of_them(office, in_set, claims):
    for claim in claims:
        set_proxy(office.store, claim, Proxy("นางผู้รับแทน"))
    found = {each.shared.kind: each.shared for each in shared(office, in_set)}
    changed = [office.claim(claim) for claim in claims]
    assert set(found[SharedKind.PROXY].claim_ids) == {claim.id for claim in changed}
    record_proxy_deaths(office.store, in_set, changed, OCT.first_day)
    assert {office.claim(claim).proxy_died_on for claim in claims} == {OCT.first_day}
