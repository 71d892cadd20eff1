"""The record of a citizen as the panel tells it: who, where, reached how, what became of them, and their allowances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import load_case_files
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.entitlement import Entitled
from sai_thong.registers.allowances.rules.explain import sentence
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SCHEME_LABELS, SchemeSet
from sai_thong.registers.office.records import Village
from sai_thong.registers.petitions.listing import petitions_of_person
from sai_thong.registers.petitions.terms import STATE_LABELS
from sai_thong.registers.record_history import history_of
from sai_thong.sync.writers import computer_names
from sai_thong.thai import citizen_id
from sai_thong.thai.calendar import Month
from sai_thong.thai.day_words import day_words
from sai_thong.thai.money import baht
from sai_thong.ui.kit import ChipText, RecordView, Tone
from sai_thong.ui.pages.citizens.rows import chip_of
from sai_thong.ui.pages.history_lines import history_lines

PETITIONS_SHOWN: Final = 5
"""Of somebody with many petitions, the latest."""


def citizen_view(store: Store, citizen: Citizen, today: date, *, shown_id: str = "") -> RecordView:
    """Everything the panel tells of `citizen`.

    Of allowances only the ordinary schemes are told: a claim in the sealed set leaves no mark here, not even a count.

    Args:
        store: The office's store.
        citizen: Who.
        today: The day it is.
        shown_id: The whole citizen ID, once it was asked for and noted; else it is masked.
    """
    return RecordView(
        name=citizen.full_name,
        line="  ·  ".join(_line(citizen, today, shown_id)),
        chips=tuple(_chips(citizen, today)),
        sentences=tuple(_sentences(citizen, today)),
        facts=tuple(_facts(store, citizen, today)),
        history=history_lines(history_of(store, with_joined(store, citizen)), computer_names(store)),
        history_title=_("History"),
    )


def _line(citizen: Citizen, today: date, shown_id: str) -> Iterator[str]:
    if shown_id:
        yield shown_id
    elif citizen.citizen_id:
        yield citizen_id.masked(citizen.citizen_id)
    else:
        yield _("No citizen ID")
    if citizen.birth and citizen.alive:
        yield _("{age} years old").format(age=citizen.birth.age_on(today))


def _chips(citizen: Citizen, today: date) -> Iterator[ChipText]:
    chip = chip_of(citizen, today)
    if chip is not None:
        yield chip
    if citizen.thai_national is False:
        yield ChipText(_("Not of Thai nationality"), Tone.WARNING)


def _sentences(citizen: Citizen, today: date) -> Iterator[str]:
    """What became of the person, a sentence each."""
    if citizen.deceased:
        when = (
            _("Died {day}.").format(day=day_words(citizen.death)) if citizen.death else _("Died; the day is not known.")
        )
        source = _("Known from: {source}").format(source=citizen.death_source) if citizen.death_source else ""
        yield " ".join(filter(None, (when, source)))
    if citizen.moved_out_on:
        words = _("Moved away on {day}.") if citizen.moved_out_on <= today else _("Will move away on {day}.")
        to = _("To {place}").format(place=citizen.moved_out_to) if citizen.moved_out_to else ""
        yield " ".join(filter(None, (words.format(day=day_words(citizen.moved_out_on)), to)))
    if citizen.moved_in_on:
        whence = _("From {place}").format(place=citizen.moved_in_from) if citizen.moved_in_from else ""
        moved = _("Moved here on {day}.").format(day=day_words(citizen.moved_in_on))
        yield " ".join(filter(None, (moved, whence)))


def _facts(store: Store, citizen: Citizen, today: date) -> Iterator[tuple[str, str]]:
    """What is known; an unknown thing is left out, but for the birth date and the address, which are needed."""
    yield _("Born"), _birth(citizen)
    yield _("Address"), registered_address(store, citizen) or _("not known")
    if citizen.contact_address:
        yield _("Letters go to"), citizen.contact_address
    if citizen.monastic_name:
        yield _("Monastic name"), citizen.monastic_name
    if citizen.phone:
        yield _("Telephone"), citizen.phone
    account = _account(citizen)
    if account:
        yield _("Account"), account
    allowances = "\n".join(_allowances(store, citizen, today))
    if allowances:
        yield _("Allowances"), allowances
    petitions = "\n".join(_petitions(store, citizen))
    if petitions:
        yield _("Petitions"), petitions
    if citizen.registry_seen_on:
        yield _("Registrar"), _("on the list of {day}").format(day=day_words(citizen.registry_seen_on))
    if citizen.note:
        yield _("Note"), citizen.note


def _petitions(store: Store, citizen: Citizen) -> Iterator[str]:
    """A line a case of the ordinary register, for who may view it: a confidential one leaves no mark here."""
    if not store.permits.allows("petitions", Action.VIEW):
        return
    for case in petitions_of_person(store, citizen.id)[:PETITIONS_SHOWN]:
        yield f"{case.number or '–'} {case.subject} ({_(STATE_LABELS[case.stands_at])})"


def _birth(citizen: Citizen) -> str:
    if citizen.birth is None:
        return _("not known")
    words = day_words(citizen.birth)
    if citizen.birth.exact:
        return words
    return _("{known} (the rest is not known; counts as {day})").format(
        known=words, day=day_words(citizen.birth.effective)
    )


def registered_address(store: Store, citizen: Citizen) -> str:
    """The address of the house register in one line; the village by its number and name."""
    village = next(iter(store.find(Village, moo=citizen.moo)), None) if citizen.moo is not None else None
    named = village.name if village and village.name else citizen.community
    parts = (
        citizen.house_no,
        _("village {moo}").format(moo=citizen.moo) if citizen.moo is not None else "",
        named,
        _("lane {name}").format(name=citizen.soi) if citizen.soi else "",
        _("road {name}").format(name=citizen.road) if citizen.road else "",
    )
    return " ".join(part for part in parts if part)


def _account(citizen: Citizen) -> str:
    bank = bank_name(citizen.bank_code) if citizen.bank_code else ""
    name = f"({citizen.account_name})" if citizen.account_name else ""
    number = f"x-{citizen.account_no[-4:]}" if citizen.account_no else ""
    return " ".join(part for part in (bank, number, name) if part)


def _allowances(store: Store, citizen: Citizen, today: date) -> Iterator[str]:
    """A line a claim of the ordinary schemes, for who may view them: what it is due this month, or where it stands."""
    if not store.permits.allows("allowances", Action.VIEW):
        return
    files = load_case_files(store, SchemeSet.ORDINARY, person_id=citizen.id)
    if not files:
        return
    book, month = RuleBook.of(store, SchemeSet.ORDINARY), Month.of(today)
    for file in files:
        scheme = _(SCHEME_LABELS[file.claim.scheme])
        decision = book.decide(file, month)
        if isinstance(decision, Entitled):
            amount = baht(decision.amount_satang).removesuffix(".00")
            yield _("{scheme}: {amount} baht a month").format(scheme=scheme, amount=amount)
        else:
            yield _("{scheme}: nothing this month. {reason}").format(scheme=scheme, reason=sentence(decision.reason))
