"""The words that the law of services and the rules of petitions share: units of a term, profiles, kinds of field."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_


class TermUnit(StrEnum):
    """The unit a term is counted in."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"

    @property
    def in_hours(self) -> bool:
        """Whether the term runs in office hours, not from day to day."""
        return self in (TermUnit.MINUTES, TermUnit.HOURS)


UNIT_LABELS: Final = {
    TermUnit.MINUTES: N_("minutes"),
    TermUnit.HOURS: N_("hours"),
    TermUnit.WORKING_DAYS: N_("working days"),
    TermUnit.CALENDAR_DAYS: N_("days"),
}
"""English message ids; show them through `_`."""


class ProfileKey(StrEnum):
    """Which clocks run on a case of a service."""

    PERMIT = "permit"
    """คำขออนุญาต under the พ.ร.บ. การอำนวยความสะดวกฯ พ.ศ. 2558"""
    COMPLAINT = "complaint"
    """เรื่องร้องเรียน ร้องทุกข์ under the พ.ร.ฎ. การบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546"""
    SERVICE = "service"
    """บริการทั่วไป: the office's own promise"""


PROFILE_LABELS: Final = {
    ProfileKey.PERMIT: N_("Application for a permit"),
    ProfileKey.COMPLAINT: N_("Complaint"),
    ProfileKey.SERVICE: N_("General service"),
}
"""English message ids; show them through `_`."""


class ElectronicChannel(StrEnum):
    """A channel of the พ.ร.บ. การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565, as petitions call it."""

    WEB = "web"
    LINE = "line"
    TRAFFY = "traffy"
    EMAIL = "email"


ELECTRONIC_LABELS: Final = {
    ElectronicChannel.WEB: N_("Website"),
    ElectronicChannel.LINE: N_("LINE"),
    ElectronicChannel.TRAFFY: N_("Traffy Fondue"),
    ElectronicChannel.EMAIL: N_("E-mail"),
}
"""English message ids; show them through `_`."""


class FieldKind(StrEnum):
    """What an extra field of a service's form takes."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    CHOICE = "choice"
    POINTS = "points"
    """A list of points, each closed alone, such as จุดที่ 1 บริเวณ…"""


FIELD_KIND_LABELS: Final = {
    FieldKind.TEXT: N_("text"),
    FieldKind.NUMBER: N_("amount"),
    FieldKind.DATE: N_("date"),
    FieldKind.PLACE: N_("place"),
    FieldKind.CHOICE: N_("choice"),
    FieldKind.POINTS: N_("points"),
}
"""English message ids; show them through `_`."""


class OpinionStep(StrEnum):
    """The chain printed on the form (domain notes 2.1), in its order."""

    OFFICER = "officer"
    """ความคิดเห็นเจ้าหน้าที่"""
    HEAD = "head"
    """ความคิดเห็นหัวหน้าสำนักปลัด หรือผู้อำนวยการกอง"""
    CLERK = "clerk"
    """ความคิดเห็นปลัด"""
    MAYOR = "mayor"
    """ความคิดเห็นหรือคำสั่งนายก"""
