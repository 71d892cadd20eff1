"""The words of the data protection papers: kinds of incident and risk, rights of a person, answers.

Articles are those of พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_
from sai_thong.registers.law.privacy import Right


class IncidentKind(StrEnum):
    """What was broken (ประกาศ สคส. 15 ธ.ค. 2565); one incident may be several."""

    CONFIDENTIALITY = "confidentiality"
    """Seen or taken by who may not."""
    INTEGRITY = "integrity"
    """Changed without right or by mistake."""
    AVAILABILITY = "availability"
    """Lost, or out of reach."""


INCIDENT_KIND_LABELS: Final = {
    IncidentKind.CONFIDENTIALITY: N_("Seen or taken by somebody who may not"),
    IncidentKind.INTEGRITY: N_("Changed wrongly"),
    IncidentKind.AVAILABILITY: N_("Lost or out of reach"),
}
"""English message ids; show them through `_`."""


class Risk(StrEnum):
    """What an incident means for the persons whose data it is (มาตรา 37 (4))."""

    UNDECIDED = "undecided"
    NONE = "none"
    """No risk to their rights and freedoms: nobody needs to be told, the register keeps why."""
    RISK = "risk"
    """The committee's office is told."""
    HIGH = "high"
    """The persons are told as well, with what helps them."""


RISK_LABELS: Final = {
    Risk.UNDECIDED: N_("not assessed yet"),
    Risk.NONE: N_("no risk"),
    Risk.RISK: N_("risk"),
    Risk.HIGH: N_("high risk"),
}
"""English message ids; show them through `_`."""


class IncidentStep(StrEnum):
    """What is to be done next on an incident."""

    ASSESS = "assess"
    TELL_OFFICE = "tell-office"
    TELL_PERSONS = "tell-persons"
    CLOSE = "close"
    CLOSED = "closed"


INCIDENT_STEP_LABELS: Final = {
    IncidentStep.ASSESS: N_("assess the risk"),
    IncidentStep.TELL_OFFICE: N_("tell the committee's office"),
    IncidentStep.TELL_PERSONS: N_("tell the persons"),
    IncidentStep.CLOSE: N_("to be closed"),
    IncidentStep.CLOSED: N_("incident closed"),
}
"""English message ids; show them through `_`."""


RIGHT_LABELS: Final = {
    Right.ACCESS: N_("to see the data and have a copy"),
    Right.PORTABILITY: N_("to have the data in electronic form"),
    Right.OBJECTION: N_("to object"),
    Right.ERASURE: N_("to have data erased"),
    Right.RESTRICTION: N_("to have their use held back"),
    Right.RECTIFICATION: N_("to have data corrected"),
    Right.WITHDRAW: N_("to withdraw a consent"),
}
"""English message ids, in the order a form lists them."""


class Answer(StrEnum):
    """What became of a request."""

    WAITS = "waits"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


ANSWER_LABELS: Final = {
    Answer.WAITS: N_("waits for an answer"),
    Answer.GRANTED: N_("request granted"),
    Answer.PARTLY: N_("granted in part"),
    Answer.REFUSED: N_("refused"),
}
"""English message ids; show them through `_`."""
