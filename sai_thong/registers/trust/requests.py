"""What persons ask about their own data, and the register of what was refused them (มาตรา 30–36, 39 (7))."""

from __future__ import annotations

from datetime import date, timedelta

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.privacy import Right
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.settings import PRIVACY_ANSWER_DAYS, office_settings
from sai_thong.registers.trust.privacy_in_force import privacy_law
from sai_thong.registers.trust.records import PersonRequest
from sai_thong.registers.trust.refusing import TrustRefused, need_words
from sai_thong.registers.trust.terms import Answer
from sai_thong.thai.text import clean

DAYS_OF_THE_LAW = 30
"""Where the office's setting says nothing (มาตรา 30 วรรคสี่)."""


def requests(shelf: Shelf) -> list[PersonRequest]:
    """Every request, the latest received first."""
    return sorted(shelf.find(PersonRequest), key=lambda each: (each.received_on, each.id), reverse=True)


def waiting_requests(shelf: Shelf) -> list[PersonRequest]:
    """Those without an answer, the one due first before the others."""
    return sorted(shelf.find(PersonRequest, answered_on=None), key=lambda each: each.due_on)


def refused_requests(shelf: Shelf) -> list[PersonRequest]:
    """The register of refusals: refused as a whole or in part, in the order of their answers."""
    refused = [each for each in shelf.find(PersonRequest) if each.answer in (Answer.REFUSED, Answer.PARTLY)]
    return sorted(refused, key=lambda each: (each.answered_on or date.max, each.id))


def receive_request(
    store: Store,
    right: Right,
    *,
    asked_by: str,
    received_on: date,
    person_id: str = "",
    asked_as: str = "",
    detail: str = "",
) -> Saved[PersonRequest]:
    """Take a request; the days until its answer run from its receipt.

    Raises:
        TrustRefused: Nobody asks, or the day lies ahead.
    """
    asker = need_words(asked_by, _("It is not said who asks."))
    if received_on > bangkok_today(store.clock):
        raise TrustRefused(_("The day lies ahead."), do=_("Write when it was really received."))
    days = office_settings(store).number(PRIVACY_ANSWER_DAYS) or DAYS_OF_THE_LAW
    with store.transaction() as tx:
        made = tx.insert(
            PersonRequest(
                right=right,
                person_id=person_id,
                asked_by=asker,
                asked_as=clean(asked_as),
                received_on=received_on,
                due_on=received_on + timedelta(days=days),
                detail=clean(detail),
            )
        )
        return Saved(made, tx.changes)


def answer_request(
    store: Store, request: PersonRequest, answer: Answer, *, why: str, ground: str = "", on: date | None = None
) -> Saved[PersonRequest]:
    """Answer a request; a refusal, even in part, names its ground and its reason.

    Args:
        store: The office's store.
        request: As it stands.
        answer: What became of it.
        why: The reason; of a request that is granted, what was done.
        ground: A row of the table of grounds; only of a refusal.
        on: The day; today when not given.

    Raises:
        TrustRefused: It was answered, nothing is decided, the reason is missing, or a refusal has no ground of the
            law for this right.
    """
    if request.answered_on is not None:
        raise TrustRefused(_("This request was answered already."), do=_("Enter a new request if it is asked again."))
    if answer is Answer.WAITS:
        raise TrustRefused(_("Nothing is decided by this."), do=_("Choose granted, granted in part or refused."))
    why = need_words(why, _("An answer needs its reason."))
    day = on or bangkok_today(store.clock)
    if not request.received_on <= day <= bangkok_today(store.clock):
        raise TrustRefused(
            _("The day lies ahead, or before the request was received."), do=_("Write the day of the answer.")
        )
    words = _ground_words(store, request, ground, day) if answer in (Answer.REFUSED, Answer.PARTLY) else ""
    with store.transaction() as tx:
        after = tx.update(
            request,
            answer=answer,
            answered_on=day,
            ground=ground if words else "",
            ground_words=words,
            answer_reason=why,
            answered_by=store.user,
        )
        return Saved(after, tx.changes)


def _ground_words(shelf: Shelf, request: PersonRequest, ground: str, day: date) -> str:
    """The words of a ground on which this right may be refused."""
    for known in privacy_law(shelf).grounds_for(request.right, day):
        if known.id == ground:
            return f"{known.name} ({known.legal_ref})"
    raise TrustRefused(
        _("A refusal needs a ground of the law for this right."), do=_("Choose one of the grounds listed for it.")
    )
