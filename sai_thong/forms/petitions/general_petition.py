"""คำร้องทั่วไป: for every service that has no form of its own, blank or filled in, with the chain of opinions."""

from __future__ import annotations

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.petitions.case_on_paper import CaseOnPaper
from sai_thong.forms.petitions.petition_sheet import PetitionForm, PetitionSheet, chain_words, enclosures_of
from sai_thong.ground.clock import Clock
from sai_thong.registers.law.service_terms import FieldKind


def general_petition(data: PetitionForm, settings: PaperSettings, clock: Clock) -> Paper:
    """The form, of a case or blank."""
    sheet = PetitionSheet(data, "คำร้องทั่วไป", settings, clock)
    sheet.head("คำร้องทั่วไป", data.case.petition.subject if data.case else "", enclosures_of(data))
    sheet.petitioner()
    sheet.written("ด้วยข้าพเจ้ามีความประสงค์", _petition(data.case) if data.case else "", least=3 if data.case else 5)
    sheet.close("ผู้ยื่นคำร้อง", chain_words(data))
    return sheet.paper


def _petition(case: CaseOnPaper) -> str:
    """What is asked: its words, the place, and what the service's form asks besides."""
    petition = case.petition
    told = petition.detail.strip() or petition.subject
    said = [told, *(f"{label} {value}" for label, value in _answers(case))]
    if case.where and case.where not in told:
        said.append(f"สถานที่ {case.where}")
    said += [f"ข้อ {point.number} {' '.join(filter(None, (point.matter, point.place)))}" for point in case.points]
    return "\n".join(said)


def _answers(case: CaseOnPaper) -> list[tuple[str, str]]:
    found = []
    for field in case.form_fields:
        value = "" if field.kind is FieldKind.POINTS else case.answer(field.key)
        if value:
            found.append((field.label, f"{value} {field.unit}".strip()))
    return found
