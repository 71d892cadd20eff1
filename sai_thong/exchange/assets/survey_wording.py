"""The words of the reports อปท.-สท. and of แบบ พ.ด.3, the same on paper and in workbooks."""

from __future__ import annotations

from typing import Final

from sai_thong.registers.assets.terms import SortReason
from sai_thong.registers.law.asset_terms import AssetGroup

TOTALS_TITLE: Final = "รายงานแสดงมูลค่ารวมของสินทรัพย์และค่าเสื่อมราคาสะสมตามประเภทสินทรัพย์"
SURVEY_TITLE: Final = "รายงานสำรวจสินทรัพย์ทางบัญชีขององค์กรปกครองส่วนท้องถิ่น"
LISTED_TITLE: Final = (
    "กรณีสินทรัพย์มีมูลค่าต่ำกว่า 10,000 บาท หรือสินทรัพย์หมดอายุการให้ประโยชน์อย่างมีประสิทธิภาพแล้ว หรือครุภัณฑ์ที่ซื้อ/ได้มาก่อนปีงบประมาณ พ.ศ. 2560"
)
MUST_CHECK_TITLE: Final = "บัญชีสินทรัพย์ที่ต้องตรวจสอบก่อนจัดทำรายงาน อปท.-สท."
CLASS_TITLE: Final = "บัญชีงบหน้าประจำเลขรหัสพัสดุ (แบบ พ.ด.3)"
YEAR_TITLE: Final = "รายละเอียดค่าเสื่อมราคาสินทรัพย์"
NO_CLASS: Final = "(ไม่มีเลขรหัสประเภท)"
WITHOUT_NUMBER: Final = "รอเลข"
"""In the place of the number of a card that waits for one."""
GROUPS: Final = {
    AssetGroup.LAND: "ที่ดิน",
    AssetGroup.BUILDING: "อาคาร",
    AssetGroup.STRUCTURE: "สิ่งปลูกสร้าง",
    AssetGroup.EQUIPMENT: "ครุภัณฑ์",
    AssetGroup.INFRASTRUCTURE: "สินทรัพย์โครงสร้างพื้นฐาน",
    AssetGroup.INTANGIBLE: "สินทรัพย์ไม่มีตัวตน",
    AssetGroup.INVESTMENT_PROPERTY: "อสังหาริมทรัพย์เพื่อการลงทุน",
    AssetGroup.FINANCE_LEASE: "สินทรัพย์ภายใต้สัญญาเช่าการเงิน",
}
"""The rows of อปท.-สท.1, in their order."""
SORT_REASONS: Final = {
    SortReason.COST_MISSING: "ยังไม่มีราคาทุน",
    SortReason.DATE_MISSING: "ยังไม่มีวันที่ได้มา",
    SortReason.TYPE_MISSING: "ยังไม่ได้ระบุประเภทสินทรัพย์",
    SortReason.LIFE_MISSING: "สำนักงานยังไม่ได้ประกาศอายุการใช้งานของประเภทนี้",
    SortReason.CHEAP_LAND: "ที่ดินราคาทุนต่ำกว่า 10,000 บาท แบบรายงานไม่ได้กำหนดไว้",
    SortReason.IMPROVEMENT_LIFE_MISSING: "ปรับปรุงหลังหมดอายุการใช้งาน ยังไม่ได้กำหนดอายุใหม่",
    SortReason.NOT_DEPRECIATED: "ไม่คิดค่าเสื่อมราคา",
    SortReason.LOW_VALUE: "มูลค่าต่ำกว่าเกณฑ์",
    SortReason.OLD_EQUIPMENT: "ได้มาก่อนปีงบประมาณที่กำหนด",
    SortReason.LIFE_OVER: "หมดอายุการใช้งาน",
    SortReason.IN_USE: "อยู่ในอายุการใช้งาน",
}
"""Why an asset stands in one of the reports, or in none yet."""
