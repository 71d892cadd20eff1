"""The register of breaches of personal data, from when one is known until it is closed (มาตรา 37 (4))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.settings import BREACH_HOURS, office_settings
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.refusing import TrustRefused, need_words
from sai_thong.registers.trust.rules.breach import Countdown, countdown, next_step
from sai_thong.registers.trust.terms import IncidentKind, IncidentStep, Risk
from sai_thong.thai.text import clean

HOURS_OF_THE_LAW = 72
"""Where the office's setting says nothing."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of an incident when it is entered, and what is corrected later.

    Attributes:
        title: In a few words, without names.
        aware_at: When the office came to know of it (UTC).
        kinds: What was broken.
        happened_at: When it happened (UTC), where that is known.
        found_by: Who found it.
        detail: What happened.
        data: Which data.
        persons: How many persons are concerned, where that is known.
        record_count: How many records.
        device: The name or code of a lost computer.
    """

    title: str
    aware_at: datetime
    kinds: tuple[IncidentKind, ...] = ()
    happened_at: datetime | None = None
    found_by: str = ""
    detail: str = ""
    data: str = ""
    persons: int | None = None
    record_count: int | None = None
    device: str = ""


def incidents(shelf: Shelf) -> list[Incident]:
    """Every incident, the latest known first."""
    return sorted(shelf.find(Incident), key=lambda each: each.aware_at, reverse=True)


def open_incidents(shelf: Shelf) -> list[Incident]:
    """Those that are not closed, the one known longest first."""
    return sorted(shelf.find(Incident, closed_on=None), key=lambda each: each.aware_at)


def breach_hours(shelf: Shelf) -> int:
    """Within how many hours the committee's office is told."""
    return office_settings(shelf).number(BREACH_HOURS) or HOURS_OF_THE_LAW


def standing_of(store: Store, incident: Incident) -> Countdown:
    """How an incident stands now."""
    return countdown(incident, store.clock.now(), breach_hours(store))


def enter_incident(store: Store, known: Known) -> Saved[Incident]:
    """Enter an incident as soon as it is known; the rest is added later.

    Raises:
        TrustRefused: It has no title or no kind, or a time lies ahead.
    """
    fields = _checked(store, known)
    with store.transaction() as tx:
        return Saved(tx.insert(Incident(**fields)), tx.changes)


def correct_incident(store: Store, incident: Incident, known: Known, *, why: str) -> Saved[Incident]:
    """Say what is known better now.

    Raises:
        TrustRefused: It is closed, no reason is given, or as `enter_incident`.
    """
    _refuse_closed(incident)
    why = need_words(why, _("What was entered is changed only with a reason."))
    fields = _checked(store, known)
    with store.transaction(why) as tx:
        return Saved(tx.update(incident, **fields), tx.changes)


def assess_incident(store: Store, incident: Incident, risk: Risk, *, why: str, measures: str = "") -> Saved[Incident]:
    """Say what the incident means for the persons; it may be said anew as long as it is open.

    Raises:
        TrustRefused: It is closed, or no reason is given.
    """
    _refuse_closed(incident)
    if risk is Risk.UNDECIDED:
        raise TrustRefused(_("The risk is not assessed by this."), do=_("Choose no risk, risk or high risk."))
    why = need_words(why, _("An assessment needs its reason: the committee's office may ask for it."))
    with store.transaction() as tx:
        done = clean(measures) or incident.measures
        return Saved(tx.update(incident, risk=risk, risk_reason=why, measures=done), tx.changes)


def tell_office(store: Store, incident: Incident, *, at: datetime, how: str, late_reason: str = "") -> Saved[Incident]:
    """The committee's office (สคส.) was told.

    Args:
        store: The office's store.
        incident: As it stands.
        at: When it was told (UTC).
        how: By which letter or form, such as its number.
        late_reason: Why later than the law says, where it was later.

    Raises:
        TrustRefused: It is closed or not assessed, the time lies ahead or before the incident was known, or it was
            told late without a reason.
    """
    _refuse_closed(incident)
    if incident.risk is Risk.UNDECIDED:
        raise _not_assessed()
    how = need_words(how, _("It is not said how the committee's office was told."))
    if not incident.aware_at <= at <= store.clock.now():
        raise TrustRefused(
            _("The time lies ahead, or before the incident was known."), do=_("Write when it was really told.")
        )
    late = at > standing_of(store, incident).deadline
    if late and not clean(late_reason):
        raise TrustRefused(
            _("It was told later than {hours} hours after it was known, and no reason is given.").format(
                hours=breach_hours(store)
            ),
            do=_("Write why: the reason is told together with the incident."),
        )
    with store.transaction() as tx:
        said = clean(late_reason) if late else ""
        return Saved(tx.update(incident, told_office_at=at, told_office_by=how, late_reason=said), tx.changes)


def tell_persons(store: Store, incident: Incident, *, on: date, how: str) -> Saved[Incident]:
    """The persons whose data it is were told, and what helps them.

    Raises:
        TrustRefused: It is closed or not assessed, the day lies ahead, or nothing is said of how.
    """
    _refuse_closed(incident)
    if incident.risk is Risk.UNDECIDED:
        raise _not_assessed()
    how = need_words(how, _("It is not said how the persons were told."))
    if on > bangkok_today(store.clock):
        raise TrustRefused(_("The day lies ahead."), do=_("Write when they were really told."))
    with store.transaction() as tx:
        return Saved(tx.update(incident, told_persons_on=on, told_persons_by=how), tx.changes)


def close_incident(store: Store, incident: Incident, *, conclusion: str) -> Saved[Incident]:
    """Nothing more is to be done; what was learnt is kept.

    Raises:
        TrustRefused: Something is still to be done, or nothing is said of how it is prevented in future.
    """
    _refuse_closed(incident)
    step = next_step(incident)
    if step is not IncidentStep.CLOSE:
        words = {
            IncidentStep.ASSESS: _("The risk is not assessed yet."),
            IncidentStep.TELL_OFFICE: _("The committee's office is not told yet."),
            IncidentStep.TELL_PERSONS: _("The risk is high and the persons are not told yet."),
        }
        raise TrustRefused(words[step], do=_("Do that first."))
    said = need_words(conclusion, _("It is not said what prevents it in future."))
    with store.transaction() as tx:
        closed = tx.update(incident, closed_on=bangkok_today(store.clock), conclusion=said)
        return Saved(closed, tx.changes)


def _checked(store: Store, known: Known) -> dict[str, Any]:
    """The fields as they are kept."""
    title = need_words(known.title, _("The incident has no title."))
    if not known.kinds:
        raise TrustRefused(
            _("It is not said what was broken."), do=_("Choose at least one: seen or taken, changed wrongly, lost.")
        )
    for moment in (known.aware_at, known.happened_at):
        if moment is not None and moment > store.clock.now():
            raise TrustRefused(_("The time lies ahead."), do=_("Write when it really was."))
    if known.happened_at is not None and known.happened_at > known.aware_at:
        raise TrustRefused(
            _("It was known before it happened."), do=_("Correct the time it happened, or the time it was known.")
        )
    return {
        "title": title,
        "kinds": _in_order(known.kinds),
        "happened_at": known.happened_at,
        "aware_at": known.aware_at,
        "found_by": clean(known.found_by),
        "detail": clean(known.detail),
        "data": clean(known.data),
        "persons": known.persons,
        "record_count": known.record_count,
        "device": known.device.strip(),
    }


def _in_order(kinds: Iterable[IncidentKind]) -> tuple[str, ...]:
    chosen = set(kinds)
    return tuple(each.value for each in IncidentKind if each in chosen)


def _refuse_closed(incident: Incident) -> None:
    if incident.closed_on is not None:
        raise TrustRefused(_("This incident is closed."), do=_("Enter a new one if something came up again."))


def _not_assessed() -> TrustRefused:
    return TrustRefused(_("The risk is not assessed yet."), do=_("Assess it first: it decides who is to be told."))
