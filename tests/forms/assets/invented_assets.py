"""Invented assets as papers show them: a vehicle, a computer, land, a road. No thing, place or person is real."""

from __future__ import annotations

import dataclasses
from datetime import date

from sai_thong.forms.assets.asset_on_paper import AssetOnPaper, AssetsOnPaper
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.registers.assets.book import book_card
from sai_thong.registers.assets.records import Asset, Improvement, PropertyDetails, Repair
from sai_thong.registers.assets.rules.closing import BookRow
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


def on_paper(card: Asset, **more: object) -> AssetOnPaper:
    """A card with its years by the rules."""
    law = shipped_asset_law()
    improvements = more.get("improvements", ())
    book = book_card(card, law, ())
    if book.facts is not None and improvements:
        from sai_thong.registers.assets.rules.depreciation import ImprovementFact

        facts = tuple(ImprovementFact(each.accepted_on, each.cost_satang, each.life_years) for each in improvements)
        book = dataclasses.replace(book, facts=dataclasses.replace(book.facts, improvements=facts))
    return AssetOnPaper(
        card=card,
        room=str(more.pop("room", "")),
        kind=law.choices.type_on(card.type_key, card.acquired_on or date.max),
        class_name=str(more.pop("class_name", "")),
        book=book,
        years=tuple(BookRow(row, 0, False) for row in book.rows(9999)),
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
