"""How a claim is paid is chosen by month; who receives for another is recorded with the authority."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import life_events, payment_choices
from sai_thong.registers.allowances.findings import check_run
from sai_thong.registers.allowances.payment_choices import ChannelChoice, Proxy
from sai_thong.registers.allowances.refusals import Incomplete, NotPossible
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import SCHEMES_OF, SchemeSet
from sai_thong.registers.office.settings import PROMPTPAY, change_setting
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import BadCitizenId
from tests.registers.allowances.small_office import CASH, invented_id

OCT, NOV = Month(2026, 10), Month(2026, 11)


@pytest.fixture
def claim(office, scheme):
    return office.accepted(office.person(), scheme, channel=CASH)


def test_accounts_are_kept_as_digits_however_they_are_written(office, claim):
    choice = ChannelChoice(Channel.BANK_SELF, "006", "๑๒๓-4 567.8")
    assert payment_choices.set_channel(office.store, claim, choice, NOV).record.account_no == "12345678"


@pytest.mark.parametrize("channel", [Channel.CASH_PROXY, Channel.BANK_PROXY])
def test_somebody_else_receives_only_when_it_is_said_who(office, claim, channel):
    with pytest.raises(Incomplete):
        payment_choices.set_channel(office.store, claim, ChannelChoice(channel), NOV)
    named = ChannelChoice(channel, payee_name="นางลูก", payee_citizen_id=invented_id(5))
    assert payment_choices.set_channel(office.store, claim, named, NOV).record.payee_citizen_id == invented_id(5)
    with_proxy = payment_choices.set_proxy(office.store, claim, Proxy("นางลูก")).record
    payment_choices.set_channel(office.store, with_proxy, ChannelChoice(channel), NOV)


def test_promptpay_waits_for_the_office_to_turn_it_on(office, claim):
    choice = ChannelChoice(Channel.PROMPTPAY, account_no="0800000000")
    with pytest.raises(NotPossible):
        payment_choices.set_channel(office.store, claim, choice, NOV)
    change_setting(office.store, PROMPTPAY, "yes")
    payment_choices.set_channel(office.store, claim, choice, NOV)


def test_a_proxy_has_a_name_and_a_real_id(office, claim):
    with pytest.raises(Incomplete):
        payment_choices.set_proxy(office.store, claim, Proxy("  "))
    with pytest.raises(BadCitizenId):
        payment_choices.set_proxy(office.store, claim, Proxy("นางลูก", citizen_id="1234567890123"))


def test_a_new_proxy_replaces_the_old_one_whole_and_none_clears_it(office, claim):
    proxy = Proxy("นางลูก", invented_id(5), "บุตร", "ม.3", "080", date(2027, 1, 1), is_staff=True)
    first = payment_choices.set_proxy(office.store, claim, proxy).record
    died = payment_choices.record_proxy_death(office.store, first, date(2026, 9, 1)).record
    assert died.proxy_died_on == date(2026, 9, 1)
    second = payment_choices.set_proxy(office.store, died, Proxy("นายหลาน")).record
    assert (second.proxy_citizen_id, second.proxy_is_staff, second.proxy_died_on) == ("", False, None)
    cleared = payment_choices.set_proxy(office.store, second, None).record
    assert (cleared.proxy_name, cleared.proxy_authority_until) == ("", None)


def test_the_month_warns_of_a_proxy_who_works_here_died_or_whose_authority_ended(office, in_set, claim):
    def warnings():
        run = draft_run(office.store, in_set, NOV)
        return {finding.code.value for finding in check_run(run) if not finding.blocking}

    proxy = Proxy("นางลูก", authority_until=date(2026, 11, 9), is_staff=True)
    claim = payment_choices.set_proxy(office.store, claim, proxy).record
    payment_choices.record_proxy_death(office.store, claim, date(2026, 9, 1))
    assert {"proxy-is-staff", "proxy-died", "authority-expired"} <= warnings()
    payment_choices.set_proxy(office.store, office.claim(claim), Proxy("นางลูก", authority_until=date(2026, 11, 10)))
    assert not {"proxy-is-staff", "proxy-died", "authority-expired"} & warnings()


@pytest.mark.parametrize("scheme_set", [SchemeSet.ORDINARY, SchemeSet.SPECIAL])
def test_another_account_on_the_record_is_paid_into_from_the_first_month_not_sent(office, scheme_set):
    """The list that an office began with put the account on the record and on the claim."""
    person = office.person(bank_code="006", account_no="1230456789", account_name="เจ้าของบัญชี")
    office.accepted(person, SCHEMES_OF[scheme_set][0])
    office.send(OCT, scheme_set)
    life_events.amend(office.store, person, {"bank_code": "034", "account_no": "020-111-222-333"})
    assert office.line_of(person, OCT, scheme_set).account_no == "1230456789"
    (line,) = draft_run(office.store, scheme_set, NOV).lines
    assert (line.bank_code, line.account_no, line.account_name) == ("034", "020111222333", "เจ้าของบัญชี")


def test_a_claim_paid_into_yet_another_account_stays_so(office):
    person = office.person(bank_code="034", account_no="020111222333")
    office.accepted(person)
    life_events.amend(office.store, person, {"account_no": "020999999999"})
    assert [line.account_no for line in draft_run(office.store, SchemeSet.ORDINARY, NOV).lines] == ["1230456789"]


def test_an_account_is_taken_whole_from_the_claim_or_from_the_record(office):
    person = office.person(bank_code="034", account_no="020111222333", account_name="ตามทะเบียน")
    claim = office.accepted(person, channel=ChannelChoice(Channel.BANK_SELF, account_no="1230456789"))
    chosen, on_record = ("", "1230456789", ""), ("034", "020111222333", "ตามทะเบียน")
    assert account_in(office, NOV) == chosen
    payment_choices.set_channel(office.store, claim, ChannelChoice(Channel.BANK_SELF, bank_code="006"), NOV)
    assert account_in(office, NOV) == on_record


def account_in(office, month):
    (line,) = draft_run(office.store, SchemeSet.ORDINARY, month).lines
    return line.bank_code, line.account_no, line.account_name
