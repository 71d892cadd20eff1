"""How a case ends, and how an ended one goes on: closed, withdrawn, handed over, appealed, opened again.

An ended case changes by nothing but an appeal or by opening it again with a reason. It keeps its number for ever.
"""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.petitions.case_in_hand import CaseInHand, in_hand
from sai_thong.registers.petitions.clocks_in_force import can_be_told
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.notices import NoticeGiven, keep_notice, spoken
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.petitioners import SPEAKERS, known_by
from sai_thong.registers.petitions.records import Notice, Party
from sai_thong.registers.petitions.refusals import IllegalStep, Incomplete, NotPossible, need_reason, need_words
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.shelves import went_behind_the_key
from sai_thong.registers.petitions.terms import Decision, EventKind, NoticeKind, Way


def close(store: Store, case_id: str, *, on_day: date | None = None, note: str = "", why: str = "") -> Stepped:
    """ปิดเรื่อง: everything was told and done.

    Raises:
        StepNotAllowed: The petitioner was not told, a point is open, or an appeal waits.
        IllegalStep: Work is planned that is neither done nor dropped, or the case has no number.
    """
    with in_hand(store, case_id, why) as case:
        case.need_step(Step.CLOSE)
        case.need_number()
        case.need_no_open_work()
        day = on_day or case.today
        at = case.time_on(day)
        case.take(Step.CLOSE, closed_on=day, end_reason=note.strip())
        case.tell(EventKind.CLOSED, at, detail=note)
    return case.stepped()


def withdraw(store: Store, case_id: str, *, reason: str, on_day: date | None = None, why: str = "") -> Stepped:
    """ยกเลิกโดยผู้ยื่น: whoever brought the case takes it back.

    Raises:
        Incomplete: No reason.
        StepNotAllowed: The case was answered.
        IllegalStep: It has no number.
    """
    need_reason(reason)
    with in_hand(store, case_id, why or reason) as case:
        _withdraw(case, reason, on_day or case.today)
    return case.stepped()


def withdraw_party(
    store: Store, case_id: str, party_id: str, *, reason: str, on_day: date | None = None, why: str = ""
) -> Recorded[Party]:
    """One of several petitioners takes back their part; with the last of them the case is withdrawn.

    Raises:
        Incomplete: No reason.
        NotPossible: They did not bring the case, or took back their part before.
    """
    need_reason(reason)
    with in_hand(store, case_id, why or reason) as case:
        party = case.own(Party, party_id)
        if party.role not in SPEAKERS or party.withdrawn_on is not None:
            raise NotPossible(
                _("{name} is none of those who bring this case.").format(name=party.name),
                do=_("Choose one of the petitioners."),
            )
        day = on_day or case.today
        at = case.time_on(day)
        party = case.writer.update(party, withdrawn_on=day)
        left = [
            each
            for each in case.writer.find(Party, petition_id=case.petition.id)
            if each.role in SPEAKERS and each.withdrawn_on is None
        ]
        if left:
            shown = known_by(left, case.petition.naming)
            case.change(petitioner_name=shown.name if shown else "", person_id=shown.person_id if shown else None)
            case.tell(EventKind.WITHDRAWN, at, detail=f"{party.name}: {reason.strip()}", refers_to=party.id)
        else:
            _withdraw(case, reason, day)
    return case.recorded(party)


def forward(
    store: Store,
    case_id: str,
    agency: str,
    *,
    reason: str,
    at: datetime | None = None,
    letter: LetterGiven | None = None,
    letter_id: str = "",
    letter_no: str = "",
    told_way: Way | None = Way.LETTER,
    told_to: str = "",
    why: str = "",
) -> Recorded[Notice]:
    """ส่งต่อหน่วยงานอื่น: the matter is another agency's; the petitioner is told, which answers the case here.

    Args:
        store: The office's store.
        case_id: The case.
        agency: Who goes on with it.
        reason: Why it is theirs.
        at: When; now when not given.
        letter: The letter to the agency, to be entered in the register of outgoing documents.
        letter_id: A letter that is in that register already.
        letter_no: Its number as printed, where it was numbered elsewhere.
        told_way: How the petitioner was told; None only where nobody is known.
        told_to: Whom; the petitioner when not given.
        why: For the journal.

    Raises:
        Incomplete: No agency, no reason, or nobody told though somebody is known.
        StepNotAllowed: The case was answered.
        IllegalStep: It has no number.
    """
    to = need_words(agency, _("It is not said to whom the case goes."))
    need_reason(reason)
    with in_hand(store, case_id, why or reason) as case:
        case.need_step(Step.FORWARD)
        case.need_number()
        if told_way is None and can_be_told(case.petition):
            raise Incomplete(
                _("The petitioner is to be told where the case went."), do=_("Say how the petitioner was told.")
            )
        moment = case.moment(at)
        sending = NoticeGiven(
            NoticeKind.FORWARD,
            Way.LETTER,
            told_to=to,
            reasons=reason,
            letter=letter,
            letter_id=letter_id,
            letter_no=letter_no,
        )
        sent = keep_notice(case, sending, moment, agency=to)
        answered = {}
        if told_way is not None and can_be_told(case.petition):
            told = keep_notice(case, NoticeGiven(NoticeKind.FORWARD, told_way, told_to=told_to, text=to), moment)
            case.tell(EventKind.NOTICE, moment, detail=spoken(told), refers_to=told.id)
            answered = {"answered_at": moment}
        day = bangkok_day(moment)
        case.take(
            Step.FORWARD,
            decision=Decision.FORWARDED,
            decided_on=case.petition.decided_on or day,
            closed_on=day,
            end_reason=reason.strip(),
            **answered,
        )
        case.tell(EventKind.FORWARDED, moment, detail=f"{to}: {reason.strip()}", refers_to=sent.id)
    return case.recorded(sent)


def reopen(store: Store, case_id: str, *, why: str) -> Stepped:
    """Open an answered or ended case again: decision, answer and end are taken off it, its timeline keeps them.

    Raises:
        Incomplete: No reason.
        StepNotAllowed: The case is neither answered nor ended, or an appeal waits.
    """
    need_reason(why)
    with in_hand(store, case_id, why, ended_too=True) as case:
        if went_behind_the_key(case.petition):
            raise IllegalStep(
                _("This case goes on in another register."), do=_("Ask a colleague who holds the key of that register.")
            )
        case.take(
            Step.REOPEN,
            decision=None,
            decided_on=None,
            decision_reason="",
            decision_law="",
            answered_at=None,
            closed_on=None,
            end_reason="",
            merged_into=None,
            appealed_on=None,
            appeal_grounds="",
            appeal_decided_on=None,
        )
        case.tell(EventKind.REOPENED, detail=why)
    return case.stepped()


def appeal(store: Store, case_id: str, *, grounds: str, appealed_on: date | None = None, why: str = "") -> Stepped:
    """อุทธรณ์: the petitioner appeals against what was told; a closed case waits for its decision again.

    Raises:
        Incomplete: No grounds.
        StepNotAllowed: There is nothing to appeal, or an appeal came before.
        NotPossible: The day lies before the result was told.
    """
    words = need_words(grounds, _("The appeal says no grounds."))
    with in_hand(store, case_id, why, ended_too=True) as case:
        day = appealed_on or case.today
        at = case.time_on(day)
        answered = case.petition.answered_at
        if answered is not None and day < bangkok_day(answered):
            raise NotPossible(_("The appeal came before the result was told."), do=_("Correct one of the two days."))
        case.take(
            Step.APPEAL, appealed_on=day, appeal_grounds=words, appeal_decided_on=None, closed_on=None, end_reason=""
        )
        case.tell(EventKind.APPEALED, at, detail=words)
    return case.stepped()


def decide_appeal(
    store: Store,
    case_id: str,
    *,
    granted: bool,
    reason: str,
    decided_on: date | None = None,
    told: NoticeGiven,
    why: str = "",
) -> Recorded[Notice]:
    """The appeal is decided, and the petitioner told so; what was granted is done after opening the case again.

    Args:
        store: The office's store.
        case_id: The case.
        granted: Whether the petitioner gets what was refused.
        reason: The reasons of the decision.
        decided_on: The day on the paper; today when not given.
        told: How, when and whom the petitioner was told; its kind does not matter.
        why: For the journal.

    Raises:
        Incomplete: No reasons.
        StepNotAllowed: No appeal waits.
        NotPossible: It is decided before it came.
    """
    need_reason(reason)
    with in_hand(store, case_id, why or reason) as case:
        case.need_step(Step.DECIDE_APPEAL)
        day = decided_on or case.today
        at = case.time_on(day)
        if case.petition.appealed_on is not None and day < case.petition.appealed_on:
            raise NotPossible(_("The appeal was decided before it came."), do=_("Correct one of the two days."))
        decision = Decision.APPROVED if granted else case.petition.decision
        notice = keep_notice(
            case,
            NoticeGiven(
                NoticeKind.APPEAL_RESULT,
                told.way,
                told_to=told.told_to,
                text=told.text,
                reasons=reason,
                law=told.law,
                decision=decision,
                letter=told.letter,
                letter_id=told.letter_id,
                letter_no=told.letter_no,
            ),
            case.moment(told.told_at),
        )
        case.take(Step.DECIDE_APPEAL, appeal_decided_on=day, decision=decision)
        words = _("granted") if granted else _("dismissed")
        case.tell(EventKind.APPEAL_DECIDED, at, detail=f"{words}: {reason.strip()}", refers_to=notice.id)
    return case.recorded(notice)


def _withdraw(case: CaseInHand, reason: str, day: date) -> None:
    case.need_step(Step.WITHDRAW)
    case.need_number()
    at = case.time_on(day)
    case.take(Step.WITHDRAW, closed_on=day, end_reason=reason.strip())
    case.tell(EventKind.WITHDRAWN, at, detail=reason)
