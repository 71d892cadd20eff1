"""บันทึกขออนุมัติเบิกจ่าย: asking for the money of a month that the office pays itself."""

from __future__ import annotations

from sai_thong.forms.allowances.month_memo import (
    MonthMemo,
    changes_words,
    heading,
    mark_draft,
    memo_paper,
    opinions_of,
    results_words,
    seal_block,
    steps_table,
)
from sai_thong.forms.allowances.scheme_words import REGULATION, money_of
from sai_thong.forms.kit import Blank, Block, Flow, Memo, Paper, PaperSettings, Part, draw_memo, form_line
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.ground.clock import Clock
from sai_thong.registers.office.records import Post

_PAYING_REGULATION = (
    "ระเบียบกระทรวงมหาดไทยว่าด้วยการรับเงิน การเบิกจ่ายเงิน การฝากเงิน การเก็บรักษาเงิน และการตรวจเงินขององค์กรปกครองส่วนท้องถิ่น"
)


def disbursement_memo(data: MonthMemo, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo to the chief executive, through finance: how much is asked for, for how many, under which rule."""
    paper = memo_paper(data, "บันทึกขออนุมัติเบิกจ่ายเงิน", settings, clock)
    money = money_of(data.schemes)
    memo = Memo(
        unit=data.office.unit_line(data.day),
        number=data.office.letter_number(data.number),
        dated=dated(data.day),
        subject=f"ขออนุมัติเบิกจ่าย{money} ประจำเดือน{data.month.name}",
        to=data.office.mayor_title,
        body=_body(data, money, settings),
        signer=data.office.signer(Post.COMMUNITY_DEVELOPER, data.day),
        opinions=opinions_of(data, (Post.WELFARE_HEAD, Post.FINANCE_HEAD, Post.CLERK, Post.MAYOR)),
    )
    draw_memo(paper, memo)
    mark_draft(paper, data)
    return paper


def _body(data: MonthMemo, money: str, settings: PaperSettings) -> list[Block]:
    total = f"{data.total.words} ({settings.baht_words(data.total.satang)})"
    body: list[Block] = [
        heading("1. เรื่องเดิม"),
        f"{data.office.name}ได้ตั้งงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. {data.month.fiscal_year_be} "
        f"เพื่อจ่าย{money}ให้แก่ผู้มีสิทธิเป็นรายเดือน",
        heading("2. ข้อเท็จจริง"),
        f"2.1 งานพัฒนาชุมชนได้ตรวจสอบรายชื่อผู้มีสิทธิ ประจำเดือน{data.month.name} แล้ว มีผู้มีสิทธิได้รับเงิน {total} "
        f"กำหนดจ่ายวันที่ {dated(data.pay_on)} ดังนี้",
        steps_table(data),
        f"2.2 {changes_words(data.changes)}",
    ]
    if data.results_known:
        body.append(f"2.3 {results_words(data)}")
    return [
        *body,
        heading("3. ระเบียบที่เกี่ยวข้อง"),
        f"{' '.join(REGULATION[scheme] for scheme in data.schemes)} และ{_PAYING_REGULATION}",
        heading("4. ข้อพิจารณา"),
        f"จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติเบิกจ่าย{money} ประจำเดือน{data.month.name} จำนวน {total}",
        _dika_line(data),
        seal_block(data),
    ]


def _dika_line(data: MonthMemo) -> Block:
    def draw(flow: Flow) -> None:
        flow.need(8)
        parts: list[Part] = ["เลขที่ฎีกา", Blank(data.dika_no, 2), "ลงวันที่", Blank("", 2)]
        baseline = flow.baseline()
        flow.y += form_line(flow.page, flow.left + 25, baseline, flow.width - 25, parts) - baseline

    return draw
