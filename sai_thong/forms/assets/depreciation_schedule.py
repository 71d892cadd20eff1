"""ตารางคำนวณค่าเสื่อมราคา: the whole life of an asset year by year, the years to come included."""

from __future__ import annotations

from datetime import date
from typing import Final

from sai_thong.forms.assets.asset_on_paper import AssetOnPaper, AssetsOnPaper, year_end
from sai_thong.forms.assets.list_sheets import list_flow, list_paper
from sai_thong.forms.assets.wording import long_day, money, percent
from sai_thong.forms.kit import Blank, Column, Flow, Paper, PaperSettings, Part, draw_table, form_line
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.rules.capitalisation import rate_percent
from sai_thong.thai.calendar import thai_date

_TITLE: Final = "ตารางคำนวณค่าเสื่อมราคาสินทรัพย์"


def depreciation_schedules(data: AssetsOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The whole life of each asset chosen, the years to come included, each on sheets of its own."""
    paper = list_paper(data.office, _TITLE, settings, clock)
    for asset in data.assets:
        flow = list_flow(paper, _TITLE, data.office.name)
        _facts(flow, asset)
        _schedule(flow, asset, data.day)
    paper.number_pages_of_total()
    return paper


def _facts(flow: Flow, asset: AssetOnPaper) -> None:
    card, life = asset.card, asset.life_years
    # An improvement changes what a year writes off: the rows below tell it.
    yearly = money(asset.book.annual_satang) if life and not asset.improvements else ""
    flow.y += 4
    lines: tuple[tuple[Part, ...], ...] = (
        ("เลขรหัสพัสดุ", Blank(asset.number, center=False, verbatim=True), "รายการ", Blank(card.name, 3, center=False)),
        (
            *("ประเภท", Blank(asset.kind.name if asset.kind else "", 2, center=False)),
            *("วันที่ได้มา", Blank(long_day(card.acquired_on), center=False)),
        ),
        (
            *("ราคาทุน", Blank(money(asset.cost_satang)), "บาท"),
            *("อายุการใช้งาน", Blank(str(life or ""), 0.5), "ปี"),
            *("อัตราร้อยละ", Blank(percent(rate_percent(life)) if life else "", 0.5), "ต่อปี"),
            *("ปีละ", Blank(yearly), "บาท"),
        ),
    )
    for parts in lines:
        flow.y = form_line(flow.page, flow.left, flow.y, flow.width, parts, size=15) + 0.6
    flow.y -= 2


def _schedule(flow: Flow, asset: AssetOnPaper, day: date) -> None:
    if not asset.years:
        flow.y += 4
        flow.line("สินทรัพย์นี้ไม่คำนวณค่าเสื่อมราคา", size=15)
        return
    columns = (
        Column("ปีงบประมาณ", 23, "center"),
        Column(f"จำนวน{asset.parts_word}", 21, "center"),
        Column("ราคาทุน", 31, "right"),
        Column("ค่าเสื่อมราคา\nประจำปี", 28, "right"),
        Column("ค่าเสื่อมราคา\nสะสม", 30, "right"),
        Column("มูลค่าสุทธิ", 31, "right"),
        Column("สถานะ", 20, "center"),
    )
    rows = [
        (
            str(each.row.fiscal_year_be),
            str(each.row.parts),
            money(each.row.cost_satang),
            money(each.row.amount_satang),
            money(each.row.accumulated_satang),
            money(each.row.net_satang),
            "ปิดแล้ว" if each.frozen else "" if year_end(each.row.fiscal_year_be) <= day else "ประมาณการ",
        )
        for each in asset.years
    ]
    draw_table(flow, columns, rows)
    opening, year = asset.card.opening_accumulated_satang, asset.card.opening_year_be
    if opening is not None and year is not None:
        flow.gap(6)
        told = f"ค่าเสื่อมราคาสะสมยกมาจากทะเบียนเดิม ณ วันที่ {thai_date(year_end(year))} จำนวน {money(opening)} บาท"
        flow.line(told, size=14)
