"""Balances brought forward (ยอดยกมา): a list that the office paid by becomes opening claims.

An opening claim counts as confirmed and approved in time; its day of confirmation is ไม่ปรากฏ, and it is marked for
review. From which month it is payable, and how much, the rules say.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sai_thong.db.shelf import ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.exchange.findings import Finding, FindingKind
from sai_thong.exchange.person_rows import PersonRow
from sai_thong.exchange.remarks import PaidHow
from sai_thong.registers.allowances.case_files import person_facts
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import (
    CardExpiry,
    Claim,
    ClaimState,
    DisabilityCard,
    Origin,
    PaymentChannel,
)
from sai_thong.registers.allowances.rules.entitlement import Entitled, entitlement
from sai_thong.registers.allowances.rules.facts import Channel, ClaimFacts, DisabilityCardFacts
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, scheme_set_of
from sai_thong.thai.calendar import Month, ce_year, fiscal_year_be
from sai_thong.thai.money import baht

_CHANNELS = {
    PaidHow.CASH: Channel.CASH_SELF,
    PaidHow.PROXY: Channel.CASH_PROXY,
    PaidHow.BANK: Channel.BANK_SELF,
    PaidHow.BANK_OF_PROXY: Channel.BANK_PROXY,
}
_AT_ONCE = 1000
"""Claims written between two words of progress."""
_OVER = (ClaimState.ENDED, ClaimState.REFUSED)


class OpeningClaims:
    """Makes the opening claims of one import inside its transaction.

    Attributes:
        findings: Rights that ended before, and amounts that differ from what the rules give.
        touched: Ids of the people for whom something was written.
    """

    def __init__(self, tx: Transaction, scheme: Scheme, listed_on: date) -> None:
        self._tx = tx
        self._scheme = scheme
        self._listed_on = listed_on
        self._shelf: ShelfWriter = writer_of(tx, scheme_set_of(scheme))
        self._claims = known_claims(tx, scheme)
        self.findings: list[Finding] = []
        self.touched: set[str] = set()

    def bring_over(self, pairs: Sequence[tuple[PersonRow, Citizen]]) -> Iterator[int]:
        """Write claims, channels and cards for rows and the citizens they are about, and compare the amounts.

        Yields, now and then, for how many people it is done.
        """
        new = [(person, citizen) for person, citizen in pairs if citizen.id not in self._claims]
        for start in range(0, len(new), _AT_ONCE):
            self._open(new[start : start + _AT_ONCE])
            yield start
        self._follow(pairs)
        if self._scheme is Scheme.DISABILITY:
            self._cards(pairs)
        self.findings += ended_rights(self._claims, pairs)
        self.findings += differing_amounts(self._tx, self._scheme, self._listed_on, pairs)
        yield len(pairs)

    def _open(self, new: Sequence[tuple[PersonRow, Citizen]]) -> None:
        claims = self._shelf.insert_many([self._claim(person, citizen) for person, citizen in new])
        channels = [
            channel
            for (person, _citizen), claim in zip(new, claims, strict=True)
            if (channel := self._channel(person, claim)) is not None
        ]
        if channels:
            self._shelf.insert_many(channels)
        self.touched |= {citizen.id for _person, citizen in new}

    def _claim(self, person: PersonRow, citizen: Citizen) -> Claim:
        return Claim(
            person_id=citizen.id,
            scheme=self._scheme,
            origin=Origin.BROUGHT_OVER,
            state=ClaimState.ACCEPTED,
            needs_review=True,
            proxy_name=person.proxy_name,
            proxy_citizen_id=person.proxy_citizen_id,
            proxy_relation=person.proxy_relation,
            proxy_phone=person.proxy_phone,
            note=person.remark,
        )

    def _channel(self, person: PersonRow, claim: Claim) -> PaymentChannel | None:
        """How the list pays; None where it does not say, which the run takes as cash in person."""
        channel = _CHANNELS.get(person.paid_how)
        if channel is None:
            return None
        october = Month(ce_year(fiscal_year_be(self._listed_on)) - 1, 10)
        return PaymentChannel(
            claim_id=claim.id,
            from_month=october,
            channel=channel,
            bank_code=person.bank_code,
            account_no=person.account_no,
            account_name=person.account_name,
            payee_name=person.proxy_name if channel.needs_proxy else "",
            payee_citizen_id=person.proxy_citizen_id if channel.needs_proxy else "",
        )

    def _follow(self, pairs: Iterable[tuple[PersonRow, Citizen]]) -> None:
        """A list read again corrects the claims it opened, until somebody has reviewed them."""
        channels: dict[str, list[PaymentChannel]] | None = None
        for person, citizen in pairs:
            claim = self._claims.get(citizen.id)
            if claim is None or claim.origin is not Origin.BROUGHT_OVER or not claim.needs_review:
                continue
            if claim.state in _OVER:
                continue
            told = self._claim(person, citizen)
            changes = {
                name: getattr(told, name)
                for name in ("proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_phone", "note")
                if getattr(told, name) and getattr(told, name) != getattr(claim, name)
            }
            if changes:
                self._shelf.update(claim, **changes)
                self.touched.add(citizen.id)
            if channels is None:
                channels = _by_claim(self._shelf.find(PaymentChannel))
            self._follow_channel(person, citizen, claim, channels.get(claim.id, []))

    def _follow_channel(
        self, person: PersonRow, citizen: Citizen, claim: Claim, existing: Sequence[PaymentChannel]
    ) -> None:
        told = self._channel(person, claim)
        if told is None or len(existing) > 1:
            return
        if not existing:
            self._shelf.insert_many([told])
            self.touched.add(citizen.id)
            return
        changes: dict[str, Any] = {
            name: getattr(told, name)
            for name in ("channel", "bank_code", "account_no", "account_name", "payee_name", "payee_citizen_id")
            if getattr(told, name) and getattr(told, name) != getattr(existing[0], name)
        }
        if changes:
            self._shelf.update(existing[0], **changes)
            self.touched.add(citizen.id)

    def _cards(self, pairs: Iterable[tuple[PersonRow, Citizen]]) -> None:
        """Disability cards: a card with a later end is a new one, a correction of the kind changes the one there is."""
        newest = {each.person_id: each for each in self._tx.find(DisabilityCard)}
        new: list[DisabilityCard] = []
        for person, citizen in pairs:
            told, known = _card(person, citizen), newest.get(citizen.id)
            if known is None:
                new.append(told)
                self.touched.add(citizen.id)
                continue
            changes = _card_changes(known, told)
            if changes is None:
                new.append(dataclasses.replace(told, kinds=told.kinds or known.kinds))
            elif changes:
                self._tx.update(known, **changes)
            if changes is None or changes:
                self.touched.add(citizen.id)
        if new:
            self._tx.insert_many(new)


def known_claims(store: Store | Transaction, scheme: Scheme) -> dict[str, Claim]:
    """Each person's claim to a scheme, by record id: the open one where an ended one stands beside it.

    For who has one a list opens no other. A right that ended or was refused here begins again by an application only,
    for a list may be older than that.
    """
    claims = shelf_of(store, scheme_set_of(scheme)).find(Claim, scheme=scheme)
    return {each.person_id: each for each in sorted(claims, key=lambda claim: claim.state not in _OVER)}


def ended_rights(known: Mapping[str, Claim], pairs: Iterable[tuple[PersonRow, Citizen]]) -> list[Finding]:
    """People on a list whose right ended here or was refused; of the dead and of who moved something else is told."""
    return [
        Finding(
            FindingKind.RIGHT_ENDED, person.sheet, person.row, person.citizen_id or "", (("name", citizen.full_name),)
        )
        for person, citizen in pairs
        if (claim := known.get(citizen.id)) is not None
        and claim.state in _OVER
        and not (citizen.deceased or person.moved_out)
    ]


def differing_amounts(
    store: Store | Transaction, scheme: Scheme, listed_on: date, pairs: Iterable[tuple[PersonRow, Citizen]]
) -> list[Finding]:
    """Amounts in a list that are not what the rules give in its month: something to look at, never to reject."""
    told = [(person, citizen) for person, citizen in pairs if person.amount_satang is not None]
    if not told:
        return []
    law, month = office_law(store), Month.of(listed_on)
    # Whether a card has expired is the run's matter; here only the amount counts.
    facts = ClaimFacts(scheme=scheme, brought_over=True, card=DisabilityCardFacts(lifelong=True))
    findings = []
    for person, citizen in told:
        due = entitlement(person_facts(citizen), facts, month, law, listed_on)
        if isinstance(due, Entitled) and due.amount_satang != person.amount_satang:
            values = (("written", baht(person.amount_satang or 0)), ("reckoned", baht(due.amount_satang)))
            findings.append(
                Finding(FindingKind.AMOUNT_DIFFERS, person.sheet, person.row, person.citizen_id or "", values)
            )
    return findings


def _card(person: PersonRow, citizen: Citizen) -> DisabilityCard:
    expiry = CardExpiry.LIFELONG if person.lifelong else CardExpiry.DATE if person.expires_on else CardExpiry.UNKNOWN
    return DisabilityCard(
        person_id=citizen.id,
        card_no=person.card_no,
        kinds=person.kinds,
        written_kind=person.written_kind,
        issued_on=person.card_issued_on,
        expiry=expiry,
        expires_on=person.expires_on,
    )


def _card_changes(known: DisabilityCard, told: DisabilityCard) -> dict[str, Any] | None:
    """What a list changes of the newest card; None when it tells of a newer one."""
    if told.expires_on and known.expires_on and told.expires_on > known.expires_on:
        return None
    changes = {
        name: getattr(told, name)
        for name in ("kinds", "written_kind", "card_no", "issued_on")
        if getattr(told, name) and getattr(told, name) != getattr(known, name)
    }
    if known.expiry is CardExpiry.UNKNOWN and told.expiry is not CardExpiry.UNKNOWN:
        changes |= {"expiry": told.expiry, "expires_on": told.expires_on}
    return changes


def _by_claim(channels: Iterable[PaymentChannel]) -> dict[str, list[PaymentChannel]]:
    grouped: dict[str, list[PaymentChannel]] = {}
    for each in channels:
        grouped.setdefault(each.claim_id, []).append(each)
    return grouped
