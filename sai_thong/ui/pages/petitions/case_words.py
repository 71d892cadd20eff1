"""A case in few words: what is due and by when, where it stands, when something happened."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.petitions.case_view import CaseView
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.rules.facts import Deadline
from sai_thong.registers.petitions.terms import CLOCK_LABELS, DECISION_LABELS, STATE_LABELS, PetitionState
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.ui.kit import ChipText, Tone

_TONES: Final = {
    PetitionState.RECEIVED: Tone.ACCENT,
    PetitionState.AWAITING_PAPERS: Tone.WARNING,
    PetitionState.DECIDED: Tone.ACCENT,
    PetitionState.ANSWERED: Tone.OK,
}
"""What colour means here: blue waits for the office to act at once, amber for somebody else, green was told."""
_END_OF_DAY: Final = time(23, 59)


def state_chip(state: PetitionState) -> ChipText:
    """Where a case stands."""
    return ChipText(_(STATE_LABELS[state]), _TONES.get(state, Tone.PLAIN))


def due_chip(due: datetime | None, now: datetime, soon_days: int) -> ChipText | None:
    """What is left until the next clock runs out; None when nothing is waited for.

    Args:
        due: When it runs out.
        now: The present.
        soon_days: Within how many days it is told as due soon.
    """
    if due is None:
        return None
    days = (bangkok_day(due) - bangkok_day(now)).days
    if due < now:
        late = ngettext("{count} day late", "{count} days late", -days).format(count=-days)
        return ChipText(late if days else _("Overdue today"), Tone.BAD)
    if days == 0:
        return ChipText(_("Due today"), Tone.WARNING)
    if days <= soon_days:
        return ChipText(ngettext("{count} day left", "{count} days left", days).format(count=days), Tone.WARNING)
    return ChipText(thai_date_short(bangkok_day(due)))


def day_of(moment: datetime) -> str:
    """The day of something that happened, for a list."""
    return thai_date_short(bangkok_day(moment))


def day_and_time(moment: datetime) -> str:
    """The day and the hour of something, in full; of what is due at the end of a day, the day alone."""
    local = moment.astimezone(BANGKOK)
    day = thai_date(local.date())
    if local.time().replace(second=0, microsecond=0) == _END_OF_DAY:
        return day
    return _("{day} at {time}").format(day=day, time=f"{local:%H:%M}")


def standing(view: CaseView) -> tuple[str, ...]:
    """Where a case stands, by when what is to be done and under which law, a sentence each."""
    petition = view.petition
    sentences = []
    if petition.decision is not None and petition.decided_on is not None:
        decided = _("{decision}, decided on {day}.")
        words = decided.format(decision=_(DECISION_LABELS[petition.decision]), day=thai_date(petition.decided_on))
        sentences.append(" ".join(filter(None, (words, petition.decision_reason))))
    if view.next_deadline is not None:
        sentences.append(due_sentence(view.next_deadline))
    elif petition.closed_on is not None:
        ended = _("The case ended on {day}.").format(day=thai_date(petition.closed_on))
        sentences.append(" ".join(filter(None, (ended, petition.end_reason))))
    return tuple(sentences)


def due_sentence(deadline: Deadline) -> str:
    """What is due, by when, under which law."""
    words = _("{clock} by {day}, by the {law}.").format(
        clock=_(CLOCK_LABELS[deadline.kind]), day=day_and_time(deadline.due_at), law=deadline.legal_ref
    )
    if deadline.paused:
        words = f"{words} {_('The clock stands still while the papers are mended.')}"
    return words
