"""The check of a draft: what blocks closing, what is worth a look, and the action that settles each."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances.findings import Action, FindingCode, check_run
from sai_thong.registers.allowances.payment_choices import ChannelChoice, Proxy, set_channel, set_proxy
from sai_thong.registers.allowances.records import CardExpiry, DisabilityCard, IncomeFact
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import IncomeKind, Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import CASH

NOV = Month(2026, 11)


def found(office, scheme_set=SchemeSet.ORDINARY, shared_from=3):
    return check_run(draft_run(office.store, scheme_set, NOV), shared_from=shared_from)


def codes(office, **options):
    return [finding.code for finding in found(office, **options)]


def test_a_clean_draft_finds_nothing(office):
    for _ in range(2):
        office.accepted(office.person())
    assert codes(office) == []


def test_no_citizen_id_blocks(office, scheme, in_set):
    person = office.person(citizen_id=None)
    office.accepted(person, scheme)
    (finding,) = found(office, in_set)
    assert (finding.code, finding.blocking, finding.action) == (
        FindingCode.NO_CITIZEN_ID,
        True,
        Action.CORRECT_PERSON,
    )
    assert finding.person_id == person.id
    assert person.full_name in finding.message


def test_accounts_phones_and_proxies_of_many(office):
    for _ in range(3):
        person = office.person(phone="0800000000")
        claim = office.accepted(person, channel=ChannelChoice(Channel.BANK_SELF, account_no="5550001111"))
        set_proxy(office.store, claim, Proxy("นางรับแทน"))
    shared = {finding.code: finding for finding in found(office)}
    assert set(shared) == {FindingCode.SHARED_ACCOUNT, FindingCode.SHARED_PHONE, FindingCode.SHARED_PROXY}
    assert all(not finding.blocking and finding.facts["count"] == 3 for finding in shared.values())
    assert shared[FindingCode.SHARED_ACCOUNT].facts["last4"] == "1111", "never the whole account"
    assert codes(office, shared_from=4) == []


def test_one_person_with_two_schemes_shares_with_nobody(office):
    person = office.person(phone="0800000000")
    for scheme in (Scheme.OLD_AGE, Scheme.DISABILITY):
        office.accepted(person, scheme)
    card = DisabilityCard(person_id=person.id, expiry=CardExpiry.LIFELONG)
    with office.store.transaction() as tx:
        tx.insert(card)
    assert codes(office, shared_from=2) == []


@pytest.mark.parametrize(
    ("expiry", "ends", "code"),
    [
        (CardExpiry.DATE, date(2026, 11, 1), FindingCode.CARD_EXPIRED),
        (CardExpiry.UNKNOWN, None, FindingCode.CARD_UNKNOWN),
    ],
)
def test_cards_ended_and_cards_of_unknown_end(office, expiry, ends, code):
    person = office.person("2540-01-01")
    office.accepted(person, Scheme.DISABILITY)
    with office.store.transaction() as tx:
        tx.insert(DisabilityCard(person_id=person.id, expiry=expiry, expires_on=ends))
    (finding,) = found(office)
    assert (finding.code, finding.action) == (code, Action.RENEW_CARD)


def test_a_death_of_unknown_day_and_an_unreviewed_income(office):
    dead = office.person(deceased=True, death=PartialDate(2569))
    had_income = office.person()
    for person in (dead, had_income):
        office.brought_over(person)
    with office.store.transaction() as tx:
        tx.insert(
            IncomeFact(
                person_id=had_income.id, kind=IncomeKind.POST, from_day=date(2020, 1, 1), to_day=date(2026, 1, 1)
            )
        )
    assert set(codes(office)) == {FindingCode.DEATH_DATE_INCOMPLETE, FindingCode.INCOME_REVIEW}


def test_claims_brought_over_and_birth_dates_in_part_are_counted(office):
    for birth in ("2489-00-00", "2489-05-00", "2489-01-12"):
        office.brought_over(office.person(birth), Scheme.OLD_AGE)
    facts = {finding.code: finding.facts["count"] for finding in found(office)}
    assert facts == {FindingCode.BROUGHT_OVER: 3, FindingCode.BIRTH_INCOMPLETE: 2}


def test_blocking_findings_stand_first(office):
    office.brought_over(office.person("2489-00-00"))
    office.accepted(office.person(citizen_id=None), channel=CASH)
    listed = found(office)
    assert [finding.blocking for finding in listed] == sorted((finding.blocking for finding in listed), reverse=True)
    assert listed[0].code is FindingCode.NO_CITIZEN_ID


def test_another_account_on_the_record_is_worth_a_look_until_the_payment_follows(office):
    """A list read after the claim's review changes the record only; what the claim is paid into, a person decides."""
    person = office.person(account_no="123-0-45678-9")
    claim = office.accepted(person)
    on_record = office.accepted(office.person(), channel=ChannelChoice(Channel.BANK_SELF))
    through_proxy = office.person(account_no="5550002222")
    proxy = ChannelChoice(Channel.BANK_PROXY, account_no="5550001111", payee_name="นางรับแทน")
    office.accepted(through_proxy, channel=proxy)
    assert codes(office) == [FindingCode.NO_ACCOUNT], "the same number, however it is written"
    with office.store.transaction() as tx:
        tx.update(office.citizen(person), account_no="5550003333")
        tx.update(tx.get(Citizen, on_record.person_id), account_no="5550004444")
    (finding,) = found(office)
    assert (finding.code, finding.blocking, finding.action) == (
        FindingCode.OTHER_ACCOUNT,
        False,
        Action.SET_CHANNEL,
    )
    assert (finding.claim_id, finding.facts["last4"], finding.facts["recorded"]) == (claim.id, "6789", "3333")
    set_channel(office.store, claim, ChannelChoice(Channel.BANK_SELF, account_no="555-0-00333-3"), NOV)
    assert codes(office) == []


def test_the_sensitive_set_is_paid_off_the_record_on_purpose(office):
    person = office.person(account_no="5550003333")
    office.accepted(person, Scheme.HIV)
    assert codes(office, scheme_set=SchemeSet.SPECIAL) == []
