"""แบบขอสนับสนุนน้ำอุปโภค-บริโภค: how much, for what, where to and when."""

from __future__ import annotations

import dataclasses

from sai_thong.forms.kit import Blank, Paper, PaperSettings, Tick
from sai_thong.forms.petitions.opinion_chain import ChainWords
from sai_thong.forms.petitions.petition_sheet import PetitionForm, PetitionSheet, chain_words, enclosures_of
from sai_thong.ground.clock import Clock
from sai_thong.registers.petitions.terms import Stance

_TITLE = "แบบขอสนับสนุนน้ำอุปโภค-บริโภค"


def water_support(data: PetitionForm, settings: PaperSettings, clock: Clock) -> Paper:
    """The form, of a case or blank."""
    sheet = PetitionSheet(data, _TITLE, settings, clock)
    case = data.case
    sheet.head(_TITLE, case.petition.subject if case else "ขอสนับสนุนน้ำอุปโภค-บริโภค", enclosures_of(data))
    sheet.petitioner()

    def answer(key: str) -> str:
        return case.answer(key) if case else ""

    sheet.line(
        "มีความประสงค์ขอสนับสนุนน้ำ",
        *(Tick(use, checked=answer("use") == use) for use in ("อุปโภค", "บริโภค")),
        "  จำนวน",
        Blank(_thousands(answer("litres"))),
        "ลิตร",
        indent=15,
    )
    sheet.line("เพื่อ", Blank(answer("purpose"), center=False))
    sheet.line("กำหนดวันที่ให้นำส่ง", Blank(answer("deliver_on")))
    sheet.line("สถานที่ส่ง ณ", Blank(answer("deliver_to"), 3, center=False), "หมู่ที่", Blank(_moo(data), 0.5))
    own = data.office.office
    filled = (own.name, own.district, own.province) if case else ("", "", "")
    sheet.line("ตำบล", Blank(filled[0]), "อำเภอ", Blank(filled[1]), "จังหวัด", Blank(filled[2]))
    if case and case.petition.detail:
        sheet.written("รายละเอียดเพิ่มเติม", case.petition.detail, least=1)
    sheet.close("ผู้ขอรับการสนับสนุน", _words(data))
    return sheet.paper


def _words(data: PetitionForm) -> ChainWords:
    words = chain_words(data, officer="ความเห็นผู้รับผิดชอบงานป้องกันและบรรเทาสาธารณภัย")
    return dataclasses.replace(
        words, order=((Stance.FOR, "อนุญาต"), (Stance.AGAINST, "ไม่อนุญาต"), (Stance.NOTED, "ทราบ"))
    )


def _moo(data: PetitionForm) -> str:
    return str(data.case.petition.moo or "") if data.case else ""


def _thousands(written: str) -> str:
    return f"{int(written):,}" if written.isdigit() else written
