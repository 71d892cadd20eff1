"""By when what is due on a case: terms counted by the Civil and Commercial Code (ป.พ.พ. ม.193/3, 193/8), in Bangkok.

The machine's own time zone plays no part: moments are aware, days are taken in Bangkok, what is given back is UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.law.petition_clocks import Term
from sai_thong.registers.law.service_terms import TermUnit
from sai_thong.registers.petitions.rules.facts import OFFICE_HOURS, CaseFacts, Deadline, OfficeHours, Pause, Told
from sai_thong.registers.petitions.terms import ClockKind, NoticeKind, PetitionState
from sai_thong.registers.workdays import HolidayTable

_LAST_SECOND: Final = time(23, 59, 59)
_DAY: Final = timedelta(days=1)
_ORDER: Final = {kind: place for place, kind in enumerate(ClockKind)}


def bangkok_day(moment: datetime) -> date:
    """The day in Bangkok of a moment."""
    return moment.astimezone(BANGKOK).date()


def start_of_day(day: date) -> datetime:
    """Midnight in Bangkok at which `day` begins, UTC."""
    return datetime.combine(day, time.min, BANGKOK).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last second of `day` in Bangkok, UTC."""
    return datetime.combine(day, _LAST_SECOND, BANGKOK).astimezone(UTC)


def term_end(
    start: datetime,
    amount: int,
    unit: TermUnit,
    holidays: HolidayTable,
    pauses: Sequence[Pause] = (),
    *,
    hours: OfficeHours = OFFICE_HOURS,
) -> datetime:
    """When a term that begins at `start` is over, UTC.

    Minutes and hours run while the counter is open; terms in days end with a day (`last_day`).

    Args:
        start: When it begins, aware.
        amount: How many, at least one.
        unit: Of what.
        holidays: The office's holiday table.
        pauses: Times that do not count, each with its last day.
        hours: When the counter is open.
    """
    if unit.in_hours:
        length = timedelta(minutes=amount) if unit is TermUnit.MINUTES else timedelta(hours=amount)
        return _run_in_hours(start, length, holidays, pauses, hours)
    return end_of_day(last_day(bangkok_day(start), amount, unit, holidays, pauses))


def last_day(start: date, amount: int, unit: TermUnit, holidays: HolidayTable, pauses: Sequence[Pause] = ()) -> date:
    """The last day of a term in days that begins on `start`.

    The first day does not count (ป.พ.พ. ม.193/3). A term in calendar days that would end on a holiday ends on the next
    working day (ม.193/8).
    """
    day, left = start, amount
    if unit is TermUnit.CALENDAR_DAYS and not pauses:
        day, left = start + timedelta(days=amount), 0
    while left > 0:
        day += _DAY
        counts = unit is TermUnit.CALENDAR_DAYS or holidays.is_working_day(day)
        left -= counts and not _stands_still(day, pauses)
    while not holidays.is_working_day(day) or _stands_still(day, pauses):
        day += _DAY
    return day


def _stands_still(day: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.from_day < day <= (pause.to_day or pause.from_day) for pause in pauses)


def _run_in_hours(
    start: datetime, length: timedelta, holidays: HolidayTable, pauses: Sequence[Pause], hours: OfficeHours
) -> datetime:
    """Of a pause only its days are known, so that its first and last day do not count at all."""
    at = start.astimezone(BANGKOK)
    while True:
        day = at.date()
        lies_still = any(_covers(pause, day) for pause in pauses)
        if holidays.is_working_day(day) and not lies_still:
            for opens, closes in _open_spans(day, hours):
                begins = max(at, opens)
                if begins < closes and length <= closes - begins:
                    return (begins + length).astimezone(UTC)
                length -= max(closes - begins, timedelta())
        at = datetime.combine(day + _DAY, time.min, BANGKOK)


def _covers(pause: Pause, day: date) -> bool:
    """Whether a day is one of a pause, its first and last included; a pause begun and over on one day covers none."""
    over = pause.to_day or pause.from_day
    return pause.from_day < over and pause.from_day <= day <= over


def _open_spans(day: date, hours: OfficeHours) -> Iterator[tuple[datetime, datetime]]:
    edges = (hours.opens, *(hours.lunch or ()), hours.closes)
    for opens, closes in zip(edges[::2], edges[1::2], strict=True):
        yield datetime.combine(day, opens, BANGKOK), datetime.combine(day, closes, BANGKOK)


def counted_receipt(received_at: datetime, holidays: HolidayTable, hours: OfficeHours = OFFICE_HOURS) -> datetime:
    """From when what came electronically counts as received: outside office hours, the next time the counter opens.

    พ.ร.บ. การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565 (general knowledge). What came on a working day before the counter
    opened counts from its opening, so that no answer is later than the Act allows on either reading.
    """
    at = received_at.astimezone(BANGKOK)
    day = at.date()
    if at.time() > hours.closes:
        day += _DAY
    while not holidays.is_working_day(day):
        day += _DAY
    return max(at, datetime.combine(day, hours.opens, BANGKOK)).astimezone(UTC)


def deadlines(facts: CaseFacts, holidays: HolidayTable, hours: OfficeHours = OFFICE_HOURS) -> tuple[Deadline, ...]:
    """Everything due on a case and what was due, the earliest first. Of an ended case only what was done."""
    clocks = _CaseClocks(facts, holidays, hours)
    found = [deadline for deadline in clocks.all() if deadline.met_at or not facts.ended]
    return tuple(sorted(found, key=lambda deadline: (deadline.due_at, _ORDER[deadline.kind])))


def next_deadline(facts: CaseFacts, holidays: HolidayTable, hours: OfficeHours = OFFICE_HOURS) -> Deadline | None:
    """What is due next; the earliest that is overdue, if any is.

    None only when the case has ended. The petitioner's term to appeal is no one's work and is passed over: what is due
    after it is closing the case. A clock that stands still is passed over for the papers that are waited for.
    """
    waiting = (
        deadline
        for deadline in deadlines(facts, holidays, hours)
        if deadline.open and not deadline.paused and deadline.kind is not ClockKind.APPEAL
    )
    return next(waiting, None)


def answer_deadline(facts: CaseFacts, holidays: HolidayTable, hours: OfficeHours = OFFICE_HOURS) -> Deadline:
    """By when the petitioner is to be answered. Every case has such a day, also one that ended without an answer."""
    return _CaseClocks(facts, holidays, hours).answer()


def answered_in_time(facts: CaseFacts, holidays: HolidayTable, hours: OfficeHours = OFFICE_HOURS) -> bool | None:
    """Whether the petitioner was answered in time; None while there is no answer.

    Where a report of progress does for the answer, an unbroken chain of reports, each in time, counts. Of a permit both
    the decision and the telling must have been in time.
    """
    if facts.answered_at is None:
        return None
    return _CaseClocks(facts, holidays, hours).answered_in_time(facts.answered_at)


class _CaseClocks:
    """The clocks of one case; each method gives one of them, or None where it does not run."""

    def __init__(self, facts: CaseFacts, holidays: HolidayTable, hours: OfficeHours) -> None:
        self._facts = facts
        self._profile = facts.profile
        self._holidays = holidays
        self._hours = hours
        received = facts.received_at
        self._received_at = counted_receipt(received, holidays, hours) if facts.electronic else received
        self._pauses = _known_pauses(facts) if facts.profile.mending_pauses else ()
        self._progress_told = self._told(NoticeKind.PROGRESS) if facts.profile.progress and facts.can_be_told else []

    def all(self) -> Iterator[Deadline]:
        """Every clock that runs or ran."""
        answer = self.answer()
        found = (
            self._papers(),
            self._acknowledge(),
            answer,
            self._progress(),
            self._delay_notice(answer),
            self._result_notice(),
            self._appeal(),
            self._appeal_decision(),
            self._closing(),
        )
        return (deadline for deadline in found if deadline is not None)

    def answer(self) -> Deadline:
        """The clock of the answer itself, met or not."""
        facts, profile = self._facts, self._profile
        terms = [profile.answer]
        if facts.promise_amount and facts.promise_unit:
            promise = Term(facts.promise_amount, facts.promise_unit, profile.legal_ref)
            terms = [promise] if profile.promise_replaces_answer else [promise, profile.answer]
        begins_at = facts.reopened_at or self._received_at
        due, legal_ref = min((self._paused_end(begins_at, term), term.legal_ref) for term in terms)
        met = [facts.answered_at, *(report.told_at for report in self._progress_told)]
        if profile.decision_meets_answer and facts.can_be_told and facts.decided_on:
            met.append(end_of_day(facts.decided_on))
        met_at = min((each for each in met if each), default=None)
        return Deadline(ClockKind.ANSWER, due, legal_ref, met_at, facts.paused and met_at is None)

    def answered_in_time(self, answered_at: datetime) -> bool:
        """Whether an answer given then was in time."""
        if self._profile.decision_meets_answer:
            result = self._result_notice()
            return bool(self.answer().met_in_time) and (result is None or bool(result.met_in_time))
        due = self.answer().due_at
        for report in self._progress_told:
            if report.told_at > answered_at:
                break
            if not _by(report.told_at, due):
                return False
            due = self._progress_due(report)
        return _by(answered_at, due)

    def _papers(self) -> Deadline | None:
        open_pause = next((pause for pause in self._facts.pauses if pause.to_day is None), None)
        if open_pause is None:
            return None
        mending = self._profile.mending
        given = self._facts.mend_by
        due = end_of_day(given) if given else self._end(start_of_day(open_pause.from_day), mending)
        return Deadline(ClockKind.PAPERS, due, mending.legal_ref)

    def _acknowledge(self) -> Deadline | None:
        term, facts = self._profile.acknowledge, self._facts
        if term is None or not facts.can_be_told or facts.reopened_at:
            return None
        told = [facts.acknowledged_at, facts.answered_at, *(notice.told_at for notice in facts.notices)]
        met_at = min((each for each in told if each), default=None)
        return Deadline(ClockKind.ACKNOWLEDGE, self._end(self._received_at, term), term.legal_ref, met_at)

    def _progress(self) -> Deadline | None:
        if not self._progress_told or self._facts.answered_at or self._profile.progress is None:
            return None
        due = self._progress_due(self._progress_told[-1])
        return Deadline(ClockKind.PROGRESS, due, self._profile.progress.legal_ref, None, self._facts.paused)

    def _progress_due(self, report: Told) -> datetime:
        """The day the report promised, but not later than the term of the profile."""
        assert self._profile.progress is not None
        due = self._paused_end(report.told_at, self._profile.progress)
        if report.expected_on is None:
            return due
        return min(due, max(end_of_day(report.expected_on), end_of_day(bangkok_day(report.told_at))))

    def _delay_notice(self, answer: Deadline) -> Deadline | None:
        term, facts = self._profile.delay_notice, self._facts
        if term is None or not facts.can_be_told or answer.met_at:
            return None
        since = max([answer.due_at, *(notice.told_at for notice in self._told(NoticeKind.DELAY))])
        return Deadline(ClockKind.DELAY_NOTICE, self._paused_end(since, term), term.legal_ref, None, facts.paused)

    def _result_notice(self) -> Deadline | None:
        term, facts = self._profile.result_notice, self._facts
        if term is None or not facts.can_be_told or facts.decided_on is None:
            return None
        told_after_work = facts.state is PetitionState.IN_WORK and not self._profile.decision_meets_answer
        if told_after_work and facts.answered_at is None:
            return None
        due = self._end(start_of_day(facts.decided_on), term)
        return Deadline(ClockKind.RESULT_NOTICE, due, term.legal_ref, facts.answered_at)

    def _appeal(self) -> Deadline | None:
        facts = self._facts
        if facts.answered_at is None or not facts.appealable:
            return None
        met_at = end_of_day(facts.appealed_on) if facts.appealed_on else None
        term = self._profile.appeal
        return Deadline(ClockKind.APPEAL, self._end(facts.answered_at, term), term.legal_ref, met_at)

    def _appeal_decision(self) -> Deadline | None:
        facts, term = self._facts, self._profile.appeal_decision
        if facts.appealed_on is None:
            return None
        met_at = end_of_day(facts.appeal_decided_on) if facts.appeal_decided_on else None
        return Deadline(
            ClockKind.APPEAL_DECISION, self._end(start_of_day(facts.appealed_on), term), term.legal_ref, met_at
        )

    def _closing(self) -> Deadline | None:
        facts, term = self._facts, self._profile.closing
        if facts.answered_at is None or facts.appeal_pending:
            return None
        last_word = facts.answered_at
        if facts.appeal_decided_on:
            last_word = max(last_word, start_of_day(facts.appeal_decided_on))
        elif facts.appeal_open:
            last_word = self._end(facts.answered_at, self._profile.appeal)
        met_at = end_of_day(facts.ended_on) if facts.ended_on else None
        return Deadline(ClockKind.CLOSING, self._end(last_word, term), term.legal_ref, met_at)

    def _told(self, kind: NoticeKind) -> list[Told]:
        """The notices of one kind since the case was last opened, in order of time."""
        found = [notice for notice in self._facts.notices if notice.kind is kind]
        return sorted(
            (notice for notice in found if notice.told_at >= self._facts.begins_at), key=lambda notice: notice.told_at
        )

    def _end(self, start: datetime, term: Term) -> datetime:
        return term_end(start, term.amount, term.unit, self._holidays, hours=self._hours)

    def _paused_end(self, start: datetime, term: Term) -> datetime:
        return term_end(start, term.amount, term.unit, self._holidays, self._pauses, hours=self._hours)


def _known_pauses(facts: CaseFacts) -> tuple[Pause, ...]:
    """The pauses, one that still lasts as far as the day the papers are to be mended by."""
    return tuple(Pause(pause.from_day, pause.to_day or facts.mend_by or pause.from_day) for pause in facts.pauses)


def _by(moment: datetime, due: datetime) -> bool:
    """Whether a moment is not after a deadline; deadlines are whole seconds."""
    return moment.replace(microsecond=0) <= due
