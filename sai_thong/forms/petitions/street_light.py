"""แบบแจ้งซ่อมไฟฟ้าสาธารณะ: the lamps point by point, and what the electrician thinks."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.kit import Blank, Paper, PaperSettings
from sai_thong.forms.petitions.petition_sheet import PetitionForm, PetitionSheet, chain_words, enclosures_of, line_of
from sai_thong.ground.clock import Clock
from sai_thong.registers.petitions.records import Point

_BLANK_POINTS: Final = 4
_SUBJECT: Final = "ขอแจ้งซ่อมไฟฟ้าสาธารณะ"


def street_light(data: PetitionForm, settings: PaperSettings, clock: Clock) -> Paper:
    """The form, of a case or blank."""
    sheet = PetitionSheet(data, "แบบแจ้งซ่อมไฟฟ้าสาธารณะ", settings, clock)
    case = data.case
    sheet.head("แบบแจ้งซ่อมไฟฟ้าสาธารณะ", case.petition.subject if case else _SUBJECT, enclosures_of(data))
    sheet.petitioner()
    points = case.points if case else ()
    count = str(len(points) or "")
    moo = str(case.petition.moo or "") if case else ""
    line_of(sheet, "มีความประสงค์ขอแจ้งซ่อมไฟฟ้าสาธารณะ หมู่ที่", Blank(moo), "จำนวน", Blank(count), "จุด ดังนี้")
    pole = case.answer("pole") if case else ""
    for number in range(max(len(points), 1 if case else _BLANK_POINTS)):
        point = points[number] if number < len(points) else None
        code = (point.asset_code if point else "") or (pole if number == 0 else "")
        place = _place(point) if point or case is None else case.where
        line_of(
            sheet, f"จุดที่ {number + 1} บริเวณ", Blank(place, 3, center=False), "เลขเสา", Blank(code, 0.9, verbatim=True)
        )  # fmt: skip
    if case is not None and case.petition.detail:
        sheet.written("อาการที่พบ/รายละเอียด", case.petition.detail, least=1)
    sheet.close("ผู้แจ้ง", chain_words(data, officer="ความเห็นช่าง"))
    return sheet.paper


def _place(point: Point | None) -> str:
    if point is None:
        return ""
    return " ".join(filter(None, (point.place, point.matter if point.matter != point.place else "")))
