"""บันทึกถ้อยคำ: what somebody who had to do with a lost or broken thing tells the finders of facts (ข้อ 214)."""

from __future__ import annotations

from typing import Final

from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.assets.committee_on_paper import signers_of
from sai_thong.forms.assets.disposal_round import DisposalOnPaper, GatherDisposal
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Signer
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.terms import CommitteeTask

_MOST_NUMBERS = 4
_FOR_THE_PEN = 11
"""Dotted lines for what is told."""

STATEMENT: Final = "บันทึกถ้อยคำ"

gather_statement = GatherDisposal(STATEMENT)


def statement(data: DisposalOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """A sheet to write on, with what is known already."""
    paper = office_paper(data.office, STATEMENT, settings, clock)
    sheet = FormSheet(paper, top=22)
    sheet.title("บันทึกถ้อยคำ", size=22)
    sheet.right_line("เขียนที่", Blank(data.office.place), share=0.6)
    sheet.right_line("วันที่", Blank(), "เดือน", Blank(), "พ.ศ.", Blank(), share=0.6)
    sheet.line("เรื่อง", Blank(f"สอบหาข้อเท็จจริง {data.round.title}", center=False))
    sheet.line("เกี่ยวกับพัสดุ", Blank(_things(data), center=False))
    sheet.line("ข้าพเจ้า", Blank("", 2), "อายุ", Blank("", 0.5), "ปี")
    sheet.line("ตำแหน่ง", Blank(), "สังกัด", Blank())
    order = f"คำสั่งที่ {data.round.facts_order_no}" if data.round.facts_order_no else "คำสั่งแต่งตั้ง"
    sheet.paragraph(f"ขอให้ถ้อยคำต่อคณะกรรมการสอบหาข้อเท็จจริงตาม{order} ด้วยความสัตย์จริง ดังนี้")
    sheet.dotted_lines(_FOR_THE_PEN)
    sheet.paragraph("ข้าพเจ้าได้อ่าน หรือได้ฟังบันทึกนี้แล้ว ขอรับรองว่าถูกต้องตรงกับที่ให้ถ้อยคำไว้ จึงลงลายมือชื่อไว้เป็นหลักฐาน")
    sheet.gap(10)
    sheet.signatures([("ผู้ให้ถ้อยคำ", Signer()), ("ผู้บันทึก", Signer())])
    people = signers_of(data.committee(CommitteeTask.FACT_FINDING))
    for first in range(0, len(people), 2):
        sheet.gap(4)
        sheet.signatures([("", each) for each in people[first : first + 2]])
    return paper


def _things(data: DisposalOnPaper) -> str:
    named = [f"{line.name} {line.number}" for line in data.lines]
    return (
        ", ".join(named)
        if len(named) == 1
        else f"{', '.join(line.number for line in data.lines[:_MOST_NUMBERS])}{_and_more(data)}"
    )


def _and_more(data: DisposalOnPaper) -> str:
    return f" และอื่น ๆ รวม {len(data.lines):,} รายการ" if len(data.lines) > _MOST_NUMBERS else ""
