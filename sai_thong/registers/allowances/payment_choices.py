"""How a claim is paid: the channel from a month on, and the proxy who receives."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.records import Claim, PaymentChannel
from sai_thong.registers.allowances.refusals import Incomplete, NotPossible
from sai_thong.registers.allowances.retro import first_unsent_month
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.run import PaymentRun
from sai_thong.registers.allowances.saved import Saved, SavedMany
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet, scheme_set_of
from sai_thong.registers.office.settings import PROMPTPAY, office_settings
from sai_thong.thai import citizen_id as citizen_ids
from sai_thong.thai.calendar import Month
from sai_thong.thai.digits import digits_of


@dataclass(frozen=True)
class ChannelChoice:
    """วิธีรับเงิน as chosen on the form. Empty account fields of an own account mean the one on the person's record.

    Attributes:
        channel: Which way.
        bank_code: Three digits.
        account_no: Digits; dashes and spaces are passed over.
        account_name: As on the book.
        payee_name: Who receives when not the person; the claim's proxy when empty.
        payee_citizen_id: That person's id.
        pay_point: Where cash is paid; the village's when empty.
    """

    channel: Channel
    bank_code: str = ""
    account_no: str = ""
    account_name: str = ""
    payee_name: str = ""
    payee_citizen_id: str = ""
    pay_point: str = ""


@dataclass(frozen=True)
class Proxy:
    """Who may apply and receive for a person, by a written authority (หนังสือมอบอำนาจ).

    Attributes:
        authority_until: Last day of the authority; None when it names none.
        is_staff: Whether the proxy works for the office, which is worth a warning.
    """

    name: str
    citizen_id: str = ""
    relation: str = ""
    address: str = ""
    phone: str = ""
    authority_until: date | None = None
    is_staff: bool = False


def set_channel(
    store: Store, claim: Claim, choice: ChannelChoice, from_month: Month, *, why: str = ""
) -> Saved[PaymentChannel]:
    """Pay a claim in another way from a month on; months sent before stay as they were.

    Raises:
        Incomplete: Somebody else shall receive, and neither a payee nor a proxy is recorded.
        NotPossible: PromptPay, while the office has not turned it on.
    """
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set_of(claim.scheme))
        return Saved(put_channel(tx, writer, claim, choice, from_month), tx.changes)


def put_channel(
    tx: Transaction, writer: ShelfWriter, claim: Claim, choice: ChannelChoice, from_month: Month
) -> PaymentChannel:
    """The same inside a transaction."""
    if choice.channel is Channel.PROMPTPAY and not office_settings(tx).flag(PROMPTPAY):
        raise NotPossible(
            _("PromptPay is not turned on in this office."), do=_("Choose another way, or turn it on in the settings.")
        )
    if choice.channel.needs_proxy and not (choice.payee_name or claim.proxy_name):
        raise Incomplete(
            _("Somebody else shall receive the money, but no proxy is recorded."),
            do=_("Record the proxy with the letter of authority first."),
        )
    payee_id = citizen_ids.read(choice.payee_citizen_id) if choice.payee_citizen_id else ""
    chosen = dataclasses.replace(choice, account_no=digits_of(choice.account_no), payee_citizen_id=payee_id)
    return writer.insert(PaymentChannel(claim_id=claim.id, from_month=from_month, **vars(chosen)))


def follow_account(tx: Transaction, before: Citizen, after: Citizen) -> None:
    """The account on a person's record became another: what is paid into the former one is paid into it from now on.

    A claim that is paid into yet another account, or through somebody else, stays as it is; so do months sent before.
    """
    if not before.account_no or _account(before) == _account(after):
        return
    for scheme_set in SchemeSet:
        with suppress(SetClosed):
            writer = writer_of(tx, scheme_set)
            for file in load_case_files(tx, scheme_set, person_id=after.id):
                _change_account(writer, file, before, after)


def _change_account(writer: ShelfWriter, file: CaseFile, before: Citizen, after: Citizen) -> None:
    chosen = file.last_channel
    if chosen is None or chosen.channel is not Channel.BANK_SELF or chosen.account_no != digits_of(before.account_no):
        return
    writer.insert(
        PaymentChannel(
            claim_id=file.claim.id,
            from_month=first_unsent_month(writer, chosen.from_month),
            channel=chosen.channel,
            bank_code=after.bank_code,
            account_no=digits_of(after.account_no),
            account_name=after.account_name,
        )
    )


def _account(citizen: Citizen) -> tuple[str, str, str]:
    return citizen.bank_code, digits_of(citizen.account_no), citizen.account_name


def set_proxy(store: Store, claim: Claim, proxy: Proxy | None, *, why: str = "") -> Saved[Claim]:
    """Record who may receive for a person, or, with None, that nobody may any more.

    Raises:
        Incomplete: The proxy has no name.
        BadCitizenId: The proxy's id is none.
    """
    if proxy is not None and not proxy.name.strip():
        raise Incomplete(_("The proxy has no name."), do=_("Write the proxy's full name as on the card."))
    said = proxy or Proxy("")
    with store.transaction(why) as tx:
        kept = writer_of(tx, scheme_set_of(claim.scheme)).update(
            claim,
            proxy_name=said.name.strip(),
            proxy_citizen_id=citizen_ids.read(said.citizen_id) if said.citizen_id else "",
            proxy_relation=said.relation,
            proxy_address=said.address,
            proxy_phone=said.phone,
            proxy_authority_until=said.authority_until,
            proxy_is_staff=said.is_staff,
            proxy_died_on=None,
        )
        return Saved(kept, tx.changes)


def record_proxy_death(store: Store, claim: Claim, died_on: date, *, why: str = "") -> Saved[Claim]:
    """The proxy died: the authority ends with the proxy, and the check of the month warns until another is recorded."""
    saved = record_proxy_deaths(store, scheme_set_of(claim.scheme), [claim], died_on, why=why)
    return Saved(saved.records[0], saved.changes)


def record_proxy_deaths(
    store: Store, scheme_set: SchemeSet, claims: Sequence[Claim], died_on: date, *, why: str = ""
) -> SavedMany[Claim]:
    """The same for everyone for whom this proxy received.

    Raises:
        NotPossible: The day lies in the future.
        Incomplete: A claim has no proxy.
    """
    if died_on > bangkok_today(store.clock):
        raise NotPossible(_("This day has not come yet."), do=_("Correct the day of death."))
    if not all(claim.proxy_name for claim in claims):
        raise Incomplete(_("No proxy is recorded who could have died."), do=_("Record the proxy first."))
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        changed = [writer.update(claim, proxy_died_on=died_on) for claim in claims]
        return SavedMany(tuple(changed), tx.changes)


def dead_proxies(store: Shelf, run: PaymentRun) -> frozenset[str]:
    """Citizen ids of the proxies of a draft whom the register of citizens knows to have died."""
    ids = {file.claim.proxy_citizen_id for file in run.files.values() if file.claim.proxy_citizen_id}
    dead = store.find(Citizen, citizen_id=tuple(sorted(ids)), deceased=True) if ids else []
    return frozenset(person.citizen_id for person in dead if person.citizen_id)
