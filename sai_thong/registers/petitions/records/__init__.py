"""The record types of petitions."""

from __future__ import annotations

from sai_thong.records import Record
from sai_thong.registers.petitions.records.cases import CaseLink, CasePaper, Party, Petition, Point
from sai_thong.registers.petitions.records.course import DefectNote, Notice, Opinion, PetitionEvent, Task

RECORD_TYPES: tuple[type[Record], ...] = (
    Petition,
    Party,
    Point,
    CasePaper,
    CaseLink,
    PetitionEvent,
    DefectNote,
    Opinion,
    Task,
    Notice,
)

__all__ = [
    "RECORD_TYPES",
    "CaseLink",
    "CasePaper",
    "DefectNote",
    "Notice",
    "Opinion",
    "Party",
    "Petition",
    "PetitionEvent",
    "Point",
    "Task",
]
