"""The words petitions are told in: channels, states, steps, kinds of event, and what each is called."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_
from sai_thong.registers.law.service_terms import OpinionStep


class Channel(StrEnum):
    """How a petition reached the office (domain notes 2.2)."""

    IN_PERSON = "in-person"
    """ยื่นด้วยตนเอง"""
    PHONE = "phone"
    POST = "post"
    WEB = "web"
    """เว็บไซต์, e-Service"""
    LINE = "line"
    TRAFFY = "traffy"
    """Traffy Fondue"""
    DAMRONGTHAM = "damrongtham"
    """ศูนย์ดำรงธรรม 1567"""
    HEADMAN = "headman"
    """ผ่านกำนัน ผู้ใหญ่บ้าน หรือสมาชิกสภา"""
    EMAIL = "email"
    """อีเมลกลาง saraban"""


class Naming(StrEnum):
    """Whether the one who tells gives a name."""

    NAMED = "named"
    WITHHELD = "withheld"
    """ไม่ประสงค์ออกนาม: the office may know, the papers do not tell."""
    ANONYMOUS = "anonymous"
    """บัตรสนเท่ห์: nobody knows."""


class Role(StrEnum):
    """What a person is to a case."""

    PETITIONER = "petitioner"
    """ผู้ยื่นคำร้อง"""
    INFORMANT = "informant"
    """ผู้แจ้ง: tells of it, need not be the one in need."""
    IN_NEED = "in-need"
    """ผู้เดือดร้อน"""
    REPRESENTATIVE = "representative"
    """ผู้แทน of the petitioners on the list"""
    CO_PETITIONER = "co-petitioner"
    """On the list of a joint petition."""


class PetitionState(StrEnum):
    """Where a case stands (domain notes 2.2)."""

    RECEIVED = "received"
    """รับคำร้อง"""
    AWAITING_PAPERS = "awaiting-papers"
    """ไม่ครบ แจ้งแก้ไข: บันทึกความบกพร่อง was given, and the clocks stand still."""
    ASSIGNED = "assigned"
    """มอบหมายกอง: being looked into, visits included."""
    PROPOSED = "proposed"
    """เสนอ ปลัด/นายก"""
    DECIDED = "decided"
    """อนุมัติ/ไม่อนุมัติ/สั่งการ: the result is to be told within its own term."""
    IN_WORK = "in-work"
    """ดำเนินการ"""
    ANSWERED = "answered"
    """แจ้งผล: what is left is closing, or an appeal."""
    CLOSED = "closed"
    """ปิดเรื่อง"""
    RETURNED = "returned"
    """คืนคำขอ, with reasons"""
    WITHDRAWN = "withdrawn"
    """ยกเลิกโดยผู้ยื่น"""
    FORWARDED = "forwarded"
    """ส่งต่อหน่วยงานอื่น, and the petitioner was told"""
    MERGED = "merged"
    """รวมเรื่องซ้ำ: goes on in another case"""


ENDED_STATES: Final = frozenset(
    {
        PetitionState.CLOSED,
        PetitionState.RETURNED,
        PetitionState.WITHDRAWN,
        PetitionState.FORWARDED,
        PetitionState.MERGED,
    }
)
"""States in which nothing of the case is waited for any more."""


class Decision(StrEnum):
    """What was decided on a petition."""

    APPROVED = "approved"
    REFUSED = "refused"
    INFORMED = "informed"
    """There was nothing to grant: the matter was looked into, done, or explained."""
    FORWARDED = "forwarded"


class Stance(StrEnum):
    """Whether an opinion is for what is asked."""

    FOR = "for"
    """เห็นควร, อนุญาต"""
    AGAINST = "against"
    """ไม่เห็นควร, ไม่อนุญาต"""
    NOTED = "noted"
    """ทราบ"""


class ClockKind(StrEnum):
    """What is due on a case."""

    PAPERS = "papers"
    """The citizen mends the papers (บันทึกความบกพร่อง)."""
    ACKNOWLEDGE = "acknowledge"
    """แจ้งรับเรื่อง"""
    ANSWER = "answer"
    """The answer itself: the promise of the service, or the term of the law."""
    PROGRESS = "progress"
    """แจ้งความคืบหน้า again, while the matter goes on after a report of progress"""
    RESULT_NOTICE = "result-notice"
    """แจ้งผลภายใน 7 วันนับแต่พิจารณาเสร็จ"""
    DELAY_NOTICE = "delay-notice"
    """แจ้งเหตุแห่งความล่าช้าทุกเจ็ดวัน"""
    APPEAL = "appeal"
    """The petitioner's term to appeal; afterwards the case can be closed."""
    APPEAL_DECISION = "appeal-decision"
    """The office's term to decide an appeal"""
    CLOSING = "closing"
    """Everything was told: somebody closes the case."""


class EventKind(StrEnum):
    """What happened to a case, for its timeline."""

    RECEIVED = "received"
    DEFECTS_NOTED = "defects-noted"
    PAPERS_MENDED = "papers-mended"
    RETURNED = "returned"
    ASSIGNED = "assigned"
    OPINION = "opinion"
    PROPOSED = "proposed"
    DECIDED = "decided"
    WORK_BEGUN = "work-begun"
    TASK_ADDED = "task-added"
    TASK_DONE = "task-done"
    NOTICE = "notice"
    """Something was told: acknowledgement, progress, delay, result; the notice's id stands in `refers_to`."""
    POINT_CLOSED = "point-closed"
    FORWARDED = "forwarded"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"
    APPEAL_DECIDED = "appeal-decided"
    MERGED = "merged"
    LINKED = "linked"
    ATTACHED = "attached"
    CLOSED = "closed"
    REOPENED = "reopened"
    NOTE = "note"
    CORRECTED = "corrected"
    """A fact of the case was corrected; the journal holds both values."""


class NoticeKind(StrEnum):
    """What a notice to the petitioner, or about the case, tells."""

    ACKNOWLEDGEMENT = "acknowledgement"
    DEFECTS = "defects"
    """บันทึกความบกพร่อง"""
    RETURN = "return"
    """คืนคำขอ"""
    APPOINTMENT = "appointment"
    PROGRESS = "progress"
    DELAY = "delay"
    RESULT = "result"
    FORWARD = "forward"
    """หนังสือส่งต่อ, to the other agency and to the petitioner"""
    APPEAL_RESULT = "appeal-result"


class Way(StrEnum):
    """How something was told."""

    LETTER = "letter"
    PHONE = "phone"
    LINE = "line"
    IN_PERSON = "in-person"
    THROUGH = "through"
    """ฝากแจ้งผ่านบุคคลอื่น"""
    EMAIL = "email"
    POSTED = "posted"
    """ปิดประกาศ"""


class TaskKind(StrEnum):
    """Work on a case that has a day of its own."""

    TASK = "task"
    VISIT = "visit"
    """ตรวจสอบพื้นที่"""
    APPOINTMENT = "appointment"
    """นัดหมายกับผู้ยื่น"""


class LinkKind(StrEnum):
    """What another record is to a case."""

    SAME_MATTER = "same-matter"
    """เรื่องซ้ำ"""
    SAME_PLACE = "same-place"
    ASSET = "asset"
    """ครุภัณฑ์หรือสิ่งก่อสร้าง, such as the street lamp, by its code"""
    CITIZEN = "citizen"
    ALLOWANCE = "allowance"


CHANNEL_LABELS: Final = {
    Channel.IN_PERSON: N_("In person"),
    Channel.PHONE: N_("By telephone"),
    Channel.POST: N_("By post"),
    Channel.WEB: N_("Website"),
    Channel.LINE: N_("LINE"),
    Channel.TRAFFY: N_("Traffy Fondue"),
    Channel.DAMRONGTHAM: N_("Damrongtham Centre 1567"),
    Channel.HEADMAN: N_("Through the village head"),
    Channel.EMAIL: N_("E-mail"),
}

NAMING_LABELS: Final = {
    Naming.NAMED: N_("Gives a name"),
    Naming.WITHHELD: N_("Name not to be told"),
    Naming.ANONYMOUS: N_("Anonymous letter"),
}

ROLE_LABELS: Final = {
    Role.PETITIONER: N_("Petitioner"),
    Role.INFORMANT: N_("Informant"),
    Role.IN_NEED: N_("Person in need"),
    Role.REPRESENTATIVE: N_("Representative"),
    Role.CO_PETITIONER: N_("Joint petitioner"),
}

STATE_LABELS: Final = {
    PetitionState.RECEIVED: N_("Case received"),
    PetitionState.AWAITING_PAPERS: N_("Waits for papers"),
    PetitionState.ASSIGNED: N_("With the division"),
    PetitionState.PROPOSED: N_("Before the executive"),
    PetitionState.DECIDED: N_("Order given"),
    PetitionState.IN_WORK: N_("In work"),
    PetitionState.ANSWERED: N_("Answered"),
    PetitionState.CLOSED: N_("Petition closed"),
    PetitionState.RETURNED: N_("Returned to the petitioner"),
    PetitionState.WITHDRAWN: N_("Withdrawn"),
    PetitionState.FORWARDED: N_("Handed over to another agency"),
    PetitionState.MERGED: N_("Merged into another case"),
}

DECISION_LABELS: Final = {
    Decision.APPROVED: N_("Approved"),
    Decision.REFUSED: N_("Not approved"),
    Decision.INFORMED: N_("Done and explained"),
    Decision.FORWARDED: N_("Handed over to another agency"),
}

OPINION_STEP_LABELS: Final = {
    OpinionStep.OFFICER: N_("Officer"),
    OpinionStep.HEAD: N_("Head of division"),
    OpinionStep.CLERK: N_("Chief administrator"),
    OpinionStep.MAYOR: N_("Chief executive"),
}

STANCE_LABELS: Final = {
    Stance.FOR: N_("For"),
    Stance.AGAINST: N_("Against"),
    Stance.NOTED: N_("Noted"),
}

CLOCK_LABELS: Final = {
    ClockKind.PAPERS: N_("Papers to be mended"),
    ClockKind.ACKNOWLEDGE: N_("Acknowledge"),
    ClockKind.ANSWER: N_("Answer the petitioner"),
    ClockKind.PROGRESS: N_("Report progress"),
    ClockKind.RESULT_NOTICE: N_("Tell the result"),
    ClockKind.DELAY_NOTICE: N_("Send a delay notice"),
    ClockKind.APPEAL: N_("Term to appeal"),
    ClockKind.APPEAL_DECISION: N_("Decide the appeal"),
    ClockKind.CLOSING: N_("Close the case"),
}

EVENT_LABELS: Final = {
    EventKind.RECEIVED: N_("Petition received"),
    EventKind.DEFECTS_NOTED: N_("Missing papers noted"),
    EventKind.PAPERS_MENDED: N_("Papers mended"),
    EventKind.RETURNED: N_("Returned with reasons"),
    EventKind.ASSIGNED: N_("Assigned"),
    EventKind.OPINION: N_("Opinion recorded"),
    EventKind.PROPOSED: N_("Laid before the executive"),
    EventKind.DECIDED: N_("Decision recorded"),
    EventKind.WORK_BEGUN: N_("Work begun"),
    EventKind.TASK_ADDED: N_("Work planned"),
    EventKind.TASK_DONE: N_("Work done"),
    EventKind.NOTICE: N_("Petitioner told"),
    EventKind.POINT_CLOSED: N_("Point closed"),
    EventKind.FORWARDED: N_("Handed over"),
    EventKind.WITHDRAWN: N_("Withdrawn by the petitioner"),
    EventKind.APPEALED: N_("Appeal received"),
    EventKind.APPEAL_DECIDED: N_("Appeal decided"),
    EventKind.MERGED: N_("Cases merged"),
    EventKind.LINKED: N_("Linked"),
    EventKind.ATTACHED: N_("File attached"),
    EventKind.CLOSED: N_("The case was closed"),
    EventKind.REOPENED: N_("The case was opened again"),
    EventKind.NOTE: N_("Noted on the case"),
    EventKind.CORRECTED: N_("Corrected"),
}

NOTICE_LABELS: Final = {
    NoticeKind.ACKNOWLEDGEMENT: N_("Acknowledgement"),
    NoticeKind.DEFECTS: N_("Note of missing papers"),
    NoticeKind.RETURN: N_("Return of the petition"),
    NoticeKind.APPOINTMENT: N_("Appointment"),
    NoticeKind.PROGRESS: N_("Report of progress"),
    NoticeKind.DELAY: N_("Delay notice"),
    NoticeKind.RESULT: N_("Result letter"),
    NoticeKind.FORWARD: N_("Hand-over letter"),
    NoticeKind.APPEAL_RESULT: N_("Result of the appeal"),
}

WAY_LABELS: Final = {
    Way.LETTER: N_("By letter"),
    Way.PHONE: N_("By telephone"),
    Way.LINE: N_("LINE"),
    Way.IN_PERSON: N_("In person"),
    Way.THROUGH: N_("Through another person"),
    Way.EMAIL: N_("E-mail"),
    Way.POSTED: N_("Posted notice"),
}

TASK_LABELS: Final = {
    TaskKind.TASK: N_("Task"),
    TaskKind.VISIT: N_("Site visit"),
    TaskKind.APPOINTMENT: N_("Appointment"),
}

LINK_LABELS: Final = {
    LinkKind.SAME_MATTER: N_("Same matter"),
    LinkKind.SAME_PLACE: N_("Same place"),
    LinkKind.ASSET: N_("Asset"),
    LinkKind.CITIZEN: N_("Citizen"),
    LinkKind.ALLOWANCE: N_("Allowance"),
}
