"""บันทึกรายงานผลการตรวจสอบและการจ่าย: the month's report where กรมบัญชีกลาง pays the people directly."""

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
from sai_thong.forms.kit import Block, Memo, Paper, PaperSettings, draw_memo
from sai_thong.forms.office.office_on_paper import dated
from sai_thong.ground.clock import Clock
from sai_thong.registers.office.records import Post
from sai_thong.thai.money import baht

_SYSTEM = "ระบบสารสนเทศการจัดการฐานข้อมูลเบี้ยยังชีพขององค์กรปกครองส่วนท้องถิ่น"


def month_report(data: MonthMemo, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo to the chief executive: who was checked and paid, what changed, what failed."""
    paper = memo_paper(data, "บันทึกรายงานผลการจ่ายเงิน", settings, clock)
    money = money_of(data.schemes)
    memo = Memo(
        unit=data.office.unit_line(data.day),
        number=data.office.letter_number(data.number),
        dated=dated(data.day),
        subject=f"รายงานผลการตรวจสอบและการจ่าย{money} ประจำเดือน{data.month.name}",
        to=data.office.mayor_title,
        body=_body(data, money, settings),
        signer=data.office.signer(Post.COMMUNITY_DEVELOPER, data.day),
        opinions=opinions_of(data, (Post.WELFARE_HEAD, Post.CLERK, Post.MAYOR)),
    )
    draw_memo(paper, memo)
    mark_draft(paper, data)
    return paper


def _body(data: MonthMemo, money: str, settings: PaperSettings) -> list[Block]:
    in_time = data.sent_on is not None and data.sent_on <= data.pay_on
    sent = f" เมื่อวันที่ {dated(data.sent_on)}" if in_time else ""
    return [
        heading("1. เรื่องเดิม"),
        f"ตามที่{data.office.name}ได้ตรวจสอบและส่งข้อมูลผู้มีสิทธิได้รับ{money} ประจำเดือน{data.month.name} "
        f"ใน{_SYSTEM}{sent} เพื่อให้กรมบัญชีกลางจ่ายเงินให้แก่ผู้มีสิทธิโดยตรงในวันที่ {dated(data.pay_on)} นั้น",
        heading("2. ข้อเท็จจริง"),
        f"2.1 ผู้มีสิทธิได้รับเงินทั้งสิ้น {data.total.words} ({settings.baht_words(data.total.satang)}) ดังนี้",
        steps_table(data),
        f"2.2 {changes_words(data.changes)}",
        f"2.3 {results_words(data)}",
        f"2.4 {_central_words(data)}",
        heading("3. ระเบียบที่เกี่ยวข้อง"),
        " และ".join(REGULATION[scheme] for scheme in data.schemes),
        heading("4. ข้อพิจารณา"),
        f"งานพัฒนาชุมชนได้ตรวจสอบรายชื่อและการจ่าย{money} ประจำเดือน{data.month.name} แล้ว "
        "รายละเอียดตามบัญชีรายชื่อที่แนบมาพร้อมนี้ จึงเรียนมาเพื่อโปรดทราบและพิจารณา",
        seal_block(data),
    ]


def _central_words(data: MonthMemo) -> str:
    if data.central is None:
        return "ยังไม่ได้บันทึกยอดของระบบสารสนเทศส่วนกลางเพื่อเปรียบเทียบ"
    if (data.central.count, data.central.satang) == (data.total.count, data.total.satang):
        return f"ยอดตรงกับระบบสารสนเทศส่วนกลาง {data.central.words}"
    more = data.total.satang - data.central.satang
    return (
        f"ยอดในระบบสารสนเทศส่วนกลาง {data.central.words} ต่างจากทะเบียนของสำนักงาน "
        f"{abs(data.total.count - data.central.count):,} ราย {baht(abs(more), zero='0.00')} บาท"
    )
