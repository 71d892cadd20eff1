"""An application form's data out of the register: the claim, the person, the channel, and what was decided."""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.forms.allowances.application import Application, Decisions, ProxyOnForm
from sai_thong.forms.allowances.claim_on_paper import find_case_file_of
from sai_thong.forms.allowances.person_on_paper import find_citizen, person_on_paper
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import Claim, ClaimState, PaymentChannel
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.rules.first_month import FirstMonth, first_payable_month
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SCHEMES_OF, Scheme, SchemeSet, scheme_set_of
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month

_COMMITTEE_AGREED = frozenset({ClaimState.COMMITTEE_APPROVES, ClaimState.ACCEPTED, ClaimState.ENDED})
_COMMITTEE_REFUSED = frozenset({ClaimState.COMMITTEE_REJECTS, ClaimState.REFUSED})


def gather_application(store: Store, scheme: Scheme, record_id: str = "") -> Application:
    """The form of one claim, filled as far as the register knows; without a record, the blank form.

    For a person who has no claim of the scheme yet, who and where they are is filled in, and the rest is for the pen.
    Of other benefits only those of the ordinary set are ticked: what the sealed set holds stays for the pen.

    Raises:
        NothingToPrint: There is no such claim or person.
        SetClosed: This user does not hold the key of the set.
    """
    office = gather_office(store)
    if not record_id:
        return Application(office, scheme)
    person = _who_has_not_applied(store, scheme, record_id)
    if person is not None:
        day = bangkok_today(store.clock)
        return Application(office, scheme, person_on_paper(person, office, day), moved_in_on=person.moved_in_on)
    return _filled(store, office, find_case_file_of(store, record_id, scheme))


def _who_has_not_applied(store: Store, scheme: Scheme, record_id: str) -> Citizen | None:
    """The person `record_id` names, when it names no claim and they have none of this scheme."""
    shelf = shelf_of(store, scheme_set_of(scheme))
    if shelf.find(Claim, id=record_id):
        return None
    person = find_citizen(store, record_id)
    return None if shelf.find(Claim, person_id=person.id, scheme=scheme) else person


def _filled(store: Store, office: OfficeOnPaper, file: CaseFile) -> Application:
    claim = file.claim
    applied_on = claim.applied_on or claim.confirmed_on
    day = applied_on or bangkok_today(store.clock)
    channel = file.channel_in(Month.of(bangkok_today(store.clock))) or next(iter(file.channels), None)
    receives = _receives(store, claim)
    first = first_payable_month(file.person_facts, file.claim_facts, office_law(store))
    ordered_on = claim.ordered_on or day
    return Application(
        office=office,
        scheme=claim.scheme,
        person=person_on_paper(file.citizen, office, day),
        register_no="" if claim.register_no is None else str(claim.register_no),
        register_year="" if claim.register_year_be is None else str(claim.register_year_be),
        applied_on=applied_on,
        marital_status=claim.marital_status,
        occupation=claim.occupation,
        income_satang=claim.monthly_income_satang,
        receives=receives,
        receives_none=not receives and claim.scheme is Scheme.OLD_AGE and claim.applied_on is not None,
        moved_in_on=file.citizen.moved_in_on,
        documents=claim.documents,
        proxy=ProxyOnForm(
            claim.proxy_relation, claim.proxy_name, claim.proxy_citizen_id, claim.proxy_address, claim.proxy_phone
        ),
        kinds=file.card.kinds if file.card and claim.scheme is Scheme.DISABILITY else (),
        reference_name=(claim.answers or {}).get("reference_name", ""),
        reference_phone=(claim.answers or {}).get("reference_phone", ""),
        answers=claim.answers or {},
        declared=claim.state is not ClaimState.DRAFT and claim.applied_on is not None,
        decisions=_decisions(claim),
        officer=office.signer(Post.COMMUNITY_DEVELOPER, day),
        committee=office.committee(Post.COMMITTEE, claim.committee_on or day),
        mayor=office.signer(Post.MAYOR, ordered_on),
        first_month=first.month if isinstance(first, FirstMonth) else None,
        channel=channel.channel if channel else None,
        bank=bank_name(_own_or(channel, file, "bank_code")),
        account_no=_own_or(channel, file, "account_no"),
        account_name=_own_or(channel, file, "account_name"),
    )


def _own_or(channel: PaymentChannel | None, file: CaseFile, name: str) -> str:
    """A part of the account: the channel's own, else the person's for a transfer in their name."""
    if channel is None or channel.channel.is_cash:
        return ""
    return str(getattr(channel, name) or (getattr(file.citizen, name) if channel.channel is Channel.BANK_SELF else ""))


def _receives(store: Store, claim: Claim) -> frozenset[Scheme]:
    """Other ordinary schemes the person has an accepted claim to."""
    others = store.find(Claim, person_id=claim.person_id, state=ClaimState.ACCEPTED)
    ordinary = SCHEMES_OF[SchemeSet.ORDINARY]
    return frozenset(each.scheme for each in others if each.scheme is not claim.scheme and each.scheme in ordinary)


def _decisions(claim: Claim) -> Decisions:
    """What stands on page 2; a claim brought over was decided on other paper."""
    agrees = True if claim.state in _COMMITTEE_AGREED else False if claim.state in _COMMITTEE_REFUSED else None
    accepted = True if claim.state in (ClaimState.ACCEPTED, ClaimState.ENDED) else None
    if claim.state is ClaimState.REFUSED:
        accepted = False
    return Decisions(
        opinion=claim.officer_opinion,
        opinion_reason=claim.officer_reason,
        opinion_on=claim.officer_on,
        committee_agrees=agrees if claim.committee_on else None,
        committee_reason=claim.committee_reason,
        committee_on=claim.committee_on,
        accepted=accepted if claim.ordered_on else None,
        order_reason=claim.refusal_reason,
        ordered_on=claim.ordered_on,
    )
