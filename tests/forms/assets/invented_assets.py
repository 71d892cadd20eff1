"""Invented assets as papers show them: a vehicle, a computer, land, a road. No thing, place or person is real."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sai_thong.forms.assets.asset_on_paper import AssetOnPaper, AssetsOnPaper
from sai_thong.forms.assets.depreciation_of_year import YearLine, YearOnPaper
from sai_thong.forms.assets.register_lists import ClassTotalsOnPaper
from sai_thong.forms.assets.survey_papers import SurveyOnPaper
from sai_thong.forms.assets.transfer_memo import Place, TransferLine, TransferOnPaper
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.registers.assets.book import book_card
from sai_thong.registers.assets.class_book import ClassLine
from sai_thong.registers.assets.records import Asset, DisposalLine, Improvement, PropertyDetails, Repair
from sai_thong.registers.assets.rules.depreciation import last_year_of_life
from sai_thong.registers.assets.rules.register_lines import class_totals
from sai_thong.registers.assets.rules.survey import SurveyFacts, sort_asset
from sai_thong.registers.assets.survey_reports import SurveyReports, SurveyRow
from sai_thong.registers.assets.terms import AcquireMode, AssetStatus
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.office.records import Post, Signer
from tests.forms.allowances.invented import OFFICE, SIGNERS, VILLAGES

TODAY = date(2026, 11, 21)
SUPPLY = "นางสาวทิพย์วรรณ แก่งหินทราย"
ON_PAPER = OfficeOnPaper(
    OFFICE,
    (*SIGNERS, Signer(post=Post.SUPPLY_OFFICER, name=SUPPLY, position="เจ้าพนักงานพัสดุ", from_day=date(2022, 1, 4))),
    VILLAGES,
)


def on_paper(card: Asset, **more: Any) -> AssetOnPaper:
    """A card with its years by the rules."""
    law = shipped_asset_law()
    book = book_card(card, law, (), more.get("improvements", ()))
    last = last_year_of_life(book.facts) if book.facts else None
    return AssetOnPaper(
        card=card,
        room=more.pop("room", ""),
        kind=law.choices.type_on(card.type_key, card.acquired_on or date.max),
        class_name=more.pop("class_name", ""),
        book=book,
        years=book.book(last) if last else (),
        **more,
    )


COMPUTER = on_paper(
    Asset(
        id="asset-1",
        number="416-67-0001",
        class_code="416",
        accounting_group=AssetGroup.EQUIPMENT,
        type_key="computer",
        name="เครื่องคอมพิวเตอร์สำหรับงานประมวลผล แบบที่ 1",
        unit="เครื่อง",
        brand="ดาวเหนือ",
        model="DN-5500 G9",
        type_text="ตั้งโต๊ะ",
        feature="จอภาพ 19 นิ้ว หน่วยความจำ 16 GB",
        serial_no="DN5500G9-00012345",
        colour="ดำ",
        cost_satang=3_200_000,
        acquired_on=date(2024, 3, 16),
        procurement_method="specific",
        fund_source="ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2567",
        document_no="ซ 12/2567",
        document_date=date(2024, 3, 4),
        vendor="ร้านทรายทองไอที",
        vendor_address="99 หมู่ที่ 3 ตำบลทรายทอง อำเภอโนนทรายคำ",
        vendor_phone="08 9999 0011",
        life_years=3,
        warranty_until=date(2027, 3, 15),
        warranty_by="ร้านทรายทองไอที",
        division="กองคลัง",
        custodian="นางเรไรวรรณ กุดน้ำใส",
    ),
    room="ห้องกองคลัง",
    class_name="เครื่องคอมพิวเตอร์",
    procurement="วิธีเฉพาะเจาะจง",
    repairs=(
        Repair(
            asset_id="asset-1",
            ordinal=1,
            symptom="เปิดไม่ติด",
            approval_no="กส 99901/415",
            approved_on=date(2025, 6, 9),
            work="เปลี่ยนแหล่งจ่ายไฟ 500 วัตต์",
            repairer="ร้านทรายทองไอที",
            cost_satang=120_000,
        ),
        Repair(
            asset_id="asset-1",
            ordinal=2,
            approval_no="กส 99901/98",
            approved_on=date(2026, 2, 16),
            work="เปลี่ยนหน่วยเก็บข้อมูล SSD 512 GB พร้อมลงระบบปฏิบัติการและกู้ข้อมูลของกองคลังทั้งหมดกลับคืนมา",
            repairer="ห้างหุ้นส่วนจำกัดโนนทรายคำคอมพิวเตอร์แอนด์เซอร์วิส",
            cost_satang=235_050,
        ),
    ),
)
TRUCK = on_paper(
    Asset(
        id="asset-2",
        number="001-66-0001",
        class_code="001",
        type_key="vehicle",
        name="รถบรรทุกน้ำอเนกประสงค์ ขนาด 6 ตัน 6 ล้อ ปริมาตรความจุไม่ต่ำกว่า 6,000 ลิตร พร้อมปั๊มน้ำและหัวฉีดดับเพลิง",
        unit="คัน",
        brand="สยามกลการ",
        model="SK-600",
        engine_no="4HK1-999001",
        chassis_no="MP1NPR75-99000001",
        plate_no="บท 9999 กาฬสินธุ์",
        colour="แดง",
        cost_satang=85_000_000,
        acquired_on=date(2023, 2, 1),
        procurement_method="e-bidding",
        life_years=8,
        division="สำนักปลัด",
        status=AssetStatus.AT_REPAIR,
    ),
    room="โรงจอดรถดับเพลิง",
    class_name="รถยนต์",
    procurement="วิธีประกาศเชิญชวนทั่วไป (e-bidding)",
)
LAND = on_paper(
    Asset(
        id="asset-3",
        number="101-45-0001",
        class_code="101",
        accounting_group=AssetGroup.LAND,
        type_key="land",
        name="ที่ดินที่ตั้งสำนักงานองค์การบริหารส่วนตำบลทรายทอง",
        unit="แปลง",
        cost_satang=12_500_000,
        acquired_on=date(2002, 5, 7),
        acquire_mode=AcquireMode.DONATED,
        vendor="นายผายเมือง ทรายทองคำ",
        division="สำนักปลัด",
    ),
    title_name="น.ส.3ก",
    class_name="ที่ดิน",
    details=PropertyDetails(
        asset_id="asset-3",
        place="ตำบลทรายทอง อำเภอโนนทรายคำ จังหวัดกาฬสินธุ์",
        moo=1,
        coordinates="16.512345,103.512345",
        title_kind="title-2",
        title_no="999/2545",
        area_wa100=865_50,
    ),
)
ROAD = on_paper(
    Asset(
        id="asset-4",
        number="103-60-0002",
        class_code="103",
        accounting_group=AssetGroup.INFRASTRUCTURE,
        type_key="road-concrete",
        name="ถนนคอนกรีตเสริมเหล็ก สายบ้านทรายทอง – บ้านโนนปู่ทวด",
        unit="สาย",
        cost_satang=198_000_000,
        acquired_on=date(2017, 7, 20),
        acquire_mode=AcquireMode.BUILT,
        document_no="สัญญาจ้าง 9/2560",
        document_date=date(2017, 3, 1),
        vendor="ห้างหุ้นส่วนจำกัดทรายทองก่อสร้าง",
        life_years=20,
        division="กองช่าง",
    ),
    class_name="ถนน",
    details=PropertyDetails(
        asset_id="asset-4",
        place="บ้านทรายทอง – บ้านโนนปู่ทวด",
        moo=3,
        description="ผิวจราจรคอนกรีตเสริมเหล็ก",
        width_cm=500,
        length_cm=120_000,
        thickness_cm=15,
        shoulder_cm=50,
        lanes=2,
        area_cm2=60_000_000,
    ),
    improvements=(
        Improvement(
            asset_id="asset-4",
            accepted_on=date(2022, 12, 9),
            cost_satang=22_000_000,
            what="เสริมไหล่ทางหินคลุกทั้งสองข้าง",
            document_no="สัญญาจ้าง 2/2566",
        ),
    ),
)

EQUIPMENT = AssetsOnPaper(ON_PAPER, TODAY, (COMPUTER, TRUCK))
PROPERTIES = AssetsOnPaper(ON_PAPER, TODAY, (LAND, ROAD))
BUILDING = on_paper(
    Asset(
        id="asset-5",
        number="102-40-0001",
        class_code="102",
        accounting_group=AssetGroup.BUILDING,
        type_key="building-permanent",
        name="อาคารสำนักงานองค์การบริหารส่วนตำบล คสล. 2 ชั้น",
        unit="หลัง",
        cost_satang=450_000_000,
        acquired_on=date(1997, 4, 21),
        acquire_mode=AcquireMode.BUILT,
        procurement_method="tender",
        vendor="ห้างหุ้นส่วนจำกัดทรายทองก่อสร้าง",
        document_no="สัญญาจ้าง 1/2540",
        life_years=40,
        division="สำนักปลัด",
    ),
    class_name="อาคาร",
    procurement="ประกวดราคา",
    improvements=(
        Improvement(
            asset_id="asset-5",
            accepted_on=date(2010, 6, 14),
            cost_satang=48_000_000,
            what="ต่อเติมห้องประชุมชั้น 2",
            document_no="สัญญาจ้าง 6/2553",
        ),
    ),
)
SOLD = on_paper(
    Asset(
        id="asset-6",
        number="420-62-0003",
        class_code="420",
        type_key="electric-radio",
        name="เครื่องปรับอากาศแบบแยกส่วน ขนาด 24,000 บีทียู",
        unit="เครื่อง",
        brand="ดาวเหนือ",
        cost_satang=3_240_000,
        acquired_on=date(2019, 1, 10),
        opening_accumulated_satang=810_000,
        opening_year_be=2563,
        life_years=10,
        status=AssetStatus.STRUCK_OFF,
        struck_off_on=date(2026, 6, 30),
        struck_off_document="กส 99901/512",
        division="สำนักปลัด",
    ),
    class_name="เครื่องปรับอากาศ",
    disposal=DisposalLine(
        round_id="round-1",
        asset_id="asset-6",
        number="420-62-0003",
        name="เครื่องปรับอากาศแบบแยกส่วน ขนาด 24,000 บีทียู",
        cause=AssetStatus.WORN,
        proceeds_satang=150_000,
        accumulated_satang=2_673_000,
        profit_satang=-417_000,
    ),
)

ALL = AssetsOnPaper(ON_PAPER, TODAY, (COMPUTER, BUILDING, ROAD, SOLD, LAND))


def chair(number: int) -> AssetOnPaper:
    """One of many chairs, some of them dear."""
    price = 1_450_000 if number % 3 else 285_000
    return on_paper(
        Asset(
            id=f"asset-{100 + number}",
            number=f"401-68-{number:04}",
            class_code="401",
            type_key="office",
            name="เก้าอี้ผู้บริหาร พนักพิงสูง" if number % 3 else "เก้าอี้สำนักงาน",
            unit="ตัว",
            brand="ช้างทอง",
            cost_satang=price,
            acquired_on=date(2024, 10, 1 + number % 28),
            life_years=8,
            division="สำนักปลัด",
            custodian="นายธำรงไทย ชัยเนินทอง",
        ),
        room="ห้องประชุม",
        class_name="เก้าอี้",
    )


CHAIRS = tuple(chair(number) for number in range(1, 61))
LONG_LIST = AssetsOnPaper(ON_PAPER, TODAY, (LAND, BUILDING, ROAD, TRUCK, *CHAIRS, COMPUTER))
_NAMES = {each.card.class_code: each.class_name for each in LONG_LIST.assets}
CLASS_TOTALS = ClassTotalsOnPaper(
    ON_PAPER,
    TODAY,
    tuple(
        ClassLine(each, _NAMES[each.class_code])
        for each in class_totals((asset.card.number, asset.cost_satang or 0) for asset in LONG_LIST.assets)
    ),
)


def year(fiscal_year_be: int, assets: Iterable[AssetOnPaper]) -> YearOnPaper:
    """The book of a year."""
    positions = [(each, each.book.position(fiscal_year_be)) for each in assets]
    lines = (YearLine(found, each.life_years) for each, found in positions if found and found.capitalised)
    return YearOnPaper(ON_PAPER, fiscal_year_be, tuple(lines))


def survey(fiscal_year_be: int, assets: Iterable[AssetOnPaper]) -> SurveyOnPaper:
    """The reports of a year."""
    rule = shipped_asset_law().rules.survey_rule(date(fiscal_year_be - 543, 9, 30))
    rows = []
    for each in assets:
        position = each.book.position(fiscal_year_be)
        facts = SurveyFacts(
            asset_id=each.card.id,
            asset_type=each.kind,
            cost_satang=position.cost_satang if position else each.card.cost_satang,
            acquired_on=each.card.acquired_on,
            book=each.book.with_life,
            accumulated_satang=position.accumulated_satang if position and position.capitalised else 0,
            must_check=each.book.must_check,
        )
        place = sort_asset(facts, fiscal_year_be, rule)
        type_name = each.kind.name if each.kind else ""
        rows.append(SurveyRow(each.card, type_name, place, each.card.acquired_on, each.book.life_years))
    return SurveyOnPaper(ON_PAPER, SurveyReports(fiscal_year_be, False, tuple(rows)))


NAMELESS = on_paper(Asset(id="asset-7", number="", name="ตู้เหล็กเก็บเอกสาร 2 บาน ไม่ทราบที่มา", type_key="office"))
UNPUBLISHED = on_paper(
    Asset(
        id="asset-8",
        number="480-66-0002",
        name="เครื่องพิมพ์เลเซอร์",
        type_key="computer",
        cost_satang=1_490_000,
        acquired_on=date(2023, 1, 5),
    )
)
YEAR = year(2569, (*LONG_LIST.assets, SOLD))
SURVEY = survey(2569, (*LONG_LIST.assets, NAMELESS, UNPUBLISHED))
TRANSFER = TransferOnPaper(
    ON_PAPER,
    TODAY,
    tuple(
        TransferLine(
            each.number,
            each.card.name,
            each.card.unit,
            Place(each.room, each.card.division, each.card.custodian),
            Place("ห้องศูนย์พัฒนาเด็กเล็ก", "กองการศึกษา", "นางสาวปิ่นมณี แสงเดือนเพ็ญ"),
        )
        for each in (COMPUTER, *CHAIRS[:4])
    ),
    "417",
)
