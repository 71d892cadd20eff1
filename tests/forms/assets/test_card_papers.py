"""What the cards of assets say, word for word from the record, to two independent readers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from sai_thong.forms.assets.asset_on_paper import AssetsOnPaper
from sai_thong.forms.assets.control_register import control_register, lines_of
from sai_thong.forms.assets.depreciation_schedule import depreciation_schedules
from sai_thong.forms.assets.equipment_card import equipment_cards
from sai_thong.forms.assets.property_card import property_cards
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.records import Repair
from sai_thong.registers.assets.rules.register_lines import LineKind
from sai_thong.registers.assets.terms import AcquireMode, MoneyKind
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.thai.money import baht
from tests.forms.assets.invented_assets import BUILDING, COMPUTER, LAND, NAMELESS, ON_PAPER, ROAD, SOLD, TODAY, TRUCK
from tests.forms.reading import READERS, by_pdfium, image_boxes, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]
LABELS_OF_EQUIPMENT = (
    # Domain notes 1.4.2, with those of 1.4.1 that apply.
    *("เลขรหัสพัสดุ", "ชื่อ", "ตราสินค้า/ผู้ผลิต", "แบบ/รุ่น", "ชนิด", "ลักษณะ (ขนาด เครื่องหมาย)", "หมายเลขประจำพัสดุ"),
    *("หมายเลขเครื่องยนต์", "หมายเลขตัวถัง/แคสซี", "ทะเบียนรถ", "สี", "เงื่อนไขการรับประกัน", "แหล่งเก็บ/ที่ตั้ง"),
    *("อัตราค่าเสื่อมราคา", "ราคาทุน", "ค่าเสื่อมราคาสะสม", "มูลค่าคงเหลือ", "ราคาจำหน่าย", "กำไร/ขาดทุน"),
    *("ลักษณะการได้กรรมสิทธิ์", "เลขที่ใบส่งของหรือสัญญา", "ผู้ขาย/คู่สัญญา", "ราคาต่อหน่วย", "เจ้าของงบประมาณ (แหล่งเงิน)"),
    *("ส่วนราชการที่ดูแล", "สถานะ"),
)
LABELS_OF_PROPERTY = (
    *("เลขรหัสพัสดุ", "ชื่อ", "หมวด", "ที่ตั้ง", "ชนิดเอกสารสิทธิ์", "เลขที่เอกสารสิทธิ์", "เนื้อที่", "ไร่", "งาน", "ตารางวา"),
    *("ลักษณะโรงเรือน/สิ่งก่อสร้าง", "ลักษณะการได้กรรมสิทธิ์", "เลขที่ใบส่งของหรือสัญญา", "ผู้ขาย/คู่สัญญา", "ราคาต่อหน่วย"),
    *("เจ้าของงบประมาณ (แหล่งเงิน)", "ส่วนราชการที่ดูแล", "สถานะ", "กว้าง", "ยาว", "หนา", "จำนวนช่องจราจร", "ไหล่ทาง", "พื้นที่"),
    *("เลขที่อาคาร", "อายุการใช้งาน", "ผู้รับผิดชอบ"),
)
REGISTER_COLUMNS = (
    # Domain notes 1.4.4, in their order.
    *("วันเดือนปี", "ที่เอกสาร", "รายการ", "จำนวนหน่วย", "ราคาต่อหน่วย/ชุด/กลุ่ม", "มูลค่ารวม", "อายุใช้งาน", "อัตราค่าเสื่อมราคา"),
    *("ค่าเสื่อมราคาประจำปี", "ค่าเสื่อมราคาสะสม", "มูลค่าสุทธิ", "หมายเหตุ"),
)
REGISTER_HEAD = (
    *("ส่วนราชการ", "หน่วยงาน", "ประเภท", "รหัส", "ลักษณะ/คุณสมบัติ", "รุ่น/แบบ", "สถานที่ตั้ง/หน่วยงานผู้รับผิดชอบ"),
    *("ชื่อผู้ขาย/ผู้รับจ้าง/ผู้บริจาค", "ที่อยู่", "โทรศัพท์", "ประเภทเงิน", "วิธีการได้มา"),
)
KINDS_OF_MONEY = ("เงินงบประมาณ", "เงินนอกงบประมาณ", "เงินบริจาค/เงินช่วยเหลือ", "อื่นๆ")
OLD_PRINT = ("ตกลงราคา", "สอบราคา", "ประกวดราคา", "วิธีพิเศษ", "รับบริจาค")
NEW_PRINT = ("วิธีเฉพาะเจาะจง", "วิธีคัดเลือก", "วิธีประกาศเชิญชวนทั่วไป", "รับบริจาค", "รับโอน", "แลกเปลี่ยน")


def squeezed(text: str) -> str:
    return "".join(text.split())


def of(*assets: object) -> AssetsOnPaper:
    return AssetsOnPaper(ON_PAPER, TODAY, assets)  # type: ignore[arg-type]


def pages(paper: Paper, read: ReadPage = by_pdfium) -> list[str]:
    """The pages without spaces and without the page number, which is drawn last."""
    pdf, count = paper.pdf(), len(paper.pages)
    return [squeezed(read(pdf, number)).removesuffix(f"หน้า{number}/{count}") for number in range(1, count + 1)]


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_everything_of_a_card_of_equipment_can_be_copied(read: ReadPage, clock: FixedClock) -> None:
    for asset in (COMPUTER, TRUCK):
        card = asset.card
        first, second = pages(equipment_cards(of(asset), ARABIC, clock), read)
        told = (
            *(card.number, card.name, card.unit, card.brand, card.model, card.type_text, card.feature, card.serial_no),
            *(card.engine_no, card.chassis_no, card.plate_no, card.colour, card.fund_source, card.document_no),
            *(card.vendor, card.vendor_address, card.vendor_phone, card.warranty_by, card.division, card.custodian),
            *(asset.room, asset.procurement, baht(card.cost_satang or 0), thai_date(card.acquired_on or TODAY)),
        )
        assert not [value for value in told if squeezed(value) not in first]
        assert not [label for label in LABELS_OF_EQUIPMENT if squeezed(label) not in first]
        assert squeezed(card.number) in second
        for repair in asset.repairs:
            for value in (repair.approval_no, repair.work, repair.repairer, baht(repair.cost_satang)):
                assert squeezed(value) in second


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_everything_of_a_card_of_land_and_structures_can_be_copied(read: ReadPage, clock: FixedClock) -> None:
    land, road = (
        pages(property_cards(of(LAND), ARABIC, clock), read)[0],
        pages(property_cards(of(ROAD), ARABIC, clock), read)[0],
    )
    for label in LABELS_OF_PROPERTY:
        assert squeezed(label) in land
    # 865.50 square wa: 2 rai of 400, no ngan of 100, 65.5 wa.
    assert "เนื้อที่2ไร่0งาน65.5ตารางวา" in land
    assert "ชนิดเอกสารสิทธิ์น.ส.3กเลขที่เอกสารสิทธิ์999/2545" in land
    assert "พิกัด16.512345,103.512345" in land
    assert "รับบริจาค" in land
    assert "กว้าง5.00ม.ยาว1,200.00ม.หนา0.15ม.ไหล่ทาง0.50ม.จำนวนช่องจราจร2พื้นที่6,000.00ตร.ม." in road
    assert "ราคาทุน2,200,000.00บาท" in road


def test_the_second_page_sums_the_repairs_and_tells_the_years_that_are_over(clock: FixedClock) -> None:
    second = pages(equipment_cards(of(COMPUTER), ARABIC, clock))[1]
    assert "รวมทั้งสิ้น3,550.50" in second
    for row in ("2567632,000.005,333.345,333.3426,666.66", "25691232,000.0010,666.6726,666.685,333.32"):
        assert row in second
    assert "2570" not in second.split("ค่าเสื่อมราคาแต่ละปี")[1]


def test_many_repairs_go_on_to_more_pages_under_the_same_head(clock: FixedClock) -> None:
    repairs = tuple(
        Repair(asset_id="asset-1", ordinal=number, work=f"เปลี่ยนอะไหล่ครั้งที่ {number}", cost_satang=10_000)
        for number in range(1, 61)
    )
    told = pages(equipment_cards(of(replace(COMPUTER, repairs=repairs)), ARABIC, clock))[1:]
    assert len(told) >= 3
    assert all("เลขรหัสพัสดุ416-67-0001" in page and "ทะเบียนครุภัณฑ์ปศุสัตว์และสัตว์พาหนะ" in page for page in told)
    assert sum("เปลี่ยนอะไหล่ครั้งที่60" in page for page in told) == 1
    assert "รวมทั้งสิ้น6,000.00" in "".join(told)


def test_a_card_that_was_struck_off_tells_price_and_loss(clock: FixedClock) -> None:
    first = pages(equipment_cards(of(SOLD), ARABIC, clock))[0]
    assert "วันที่จำหน่าย30มิถุนายน2569เอกสารเลขที่กส99901/512ราคาจำหน่าย1,500.00บาทกำไร/ขาดทุน-4,170.00บาท" in first
    assert "มูลค่าคงเหลือ0.00บาท" in first


def test_the_picture_stands_within_its_box_whatever_its_shape(clock: FixedClock) -> None:
    for size in ((640, 240), (200, 600)):
        out = io.BytesIO()
        Image.new("RGB", size, (120, 80, 40)).save(out, "JPEG")
        pdf = equipment_cards(of(replace(COMPUTER, photograph=out.getvalue())), ARABIC, clock).pdf()
        ((left, top, width, height),) = image_boxes(pdf)
        box_left, box_top = 297 - 14 - 56, 26.5
        assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
        assert box_left < left and left + width < box_left + 56
        assert box_top < top and top + height < box_top + 42 + 1
        assert "ภาพถ่าย" not in by_pdfium(pdf)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_the_control_register_has_the_head_and_the_twelve_columns_of_its_pattern(
    read: ReadPage, clock: FixedClock
) -> None:
    (page,) = pages(control_register(of(COMPUTER), ARABIC, clock), read)
    for words in (*REGISTER_HEAD, *KINDS_OF_MONEY, *NEW_PRINT):
        assert squeezed(words) in page
    (page,) = pages(control_register(of(COMPUTER), ARABIC, clock))
    head = page[page.index("วันเดือนปี") :]
    places = [head.find(column) for column in REGISTER_COLUMNS]
    assert places == sorted(places)
    assert -1 not in places


def test_the_columns_of_the_control_register_stand_in_their_order(clock: FixedClock) -> None:
    pdf = control_register(of(COMPUTER), ARABIC, clock).pdf()
    first_words = ("วัน เดือน ปี", "ที่เอกสาร", "รายการ", "จำนวน", "ราคาต่อหน่วย/", "มูลค่ารวม", "อายุ", "อัตรา")
    lefts = [place_of(pdf, words).x for words in first_words]
    assert lefts == sorted(lefts)
    assert place_of(pdf, "มูลค่าสุทธิ").x < place_of(pdf, "หมายเหตุ").x


def test_what_came_before_the_law_of_2560_bears_the_old_print(clock: FixedClock) -> None:
    old = pages(control_register(of(BUILDING), ARABIC, clock))[0]
    assert all(words in old for words in OLD_PRINT)
    assert "วิธีเฉพาะเจาะจง" not in old


@pytest.mark.parametrize(
    ("change", "added"),
    [
        ({"procurement": "วิธีประกาศเชิญชวนทั่วไป (e-bidding)"}, ""),
        ({"procurement": "จัดหาตามระเบียบเดิม"}, "จัดหาตามระเบียบเดิม"),
        ({"procurement": ""}, ""),
    ],
)
def test_a_way_of_acquisition_the_print_does_not_have_is_added(
    change: dict[str, str], added: str, clock: FixedClock
) -> None:
    page = pages(control_register(of(replace(COMPUTER, **change)), ARABIC, clock))[0]  # type: ignore[arg-type]
    told = page[page.index("วิธีการได้มา") : page.index("วันเดือนปี")]
    assert told == "วิธีการได้มา" + "".join(NEW_PRINT) + added


def ticks(asset: object, clock: FixedClock) -> int:
    paper = control_register(of(asset), ARABIC, clock)
    return sum("1 j 1 J" in shape for shape in paper.pages[0].shapes)


def test_kind_of_money_and_way_of_acquisition_are_ticked_once_each(clock: FixedClock) -> None:
    gift = replace(COMPUTER.card, acquire_mode=AcquireMode.DONATED, money_kind=MoneyKind.DONATION)
    assert ticks(replace(COMPUTER, card=gift), clock) == 2
    assert ticks(COMPUTER, clock) == 2
    assert ticks(replace(COMPUTER, procurement=""), clock) == 1


def test_a_register_that_goes_on_carries_cost_accumulated_and_net(clock: FixedClock) -> None:
    first, second = pages(control_register(of(BUILDING), ARABIC, clock))
    lines = lines_of(BUILDING, TODAY)
    shown = [line for line in lines if squeezed(thai_date_short(line.on)) in first]
    last = shown[-1]
    assert last.kind is LineKind.YEAR_END
    carried = f"4,980,000.00{baht(last.accumulated_satang or 0)}{baht(last.net_satang or 0)}"
    assert f"ยอดยกไป{carried}" in first
    assert f"ยอดยกมา{carried}" in second
    assert "รวมทั้งสิ้น" not in first + second
    assert all("ส่วนราชการ" in page and "102-40-0001" in page for page in (first, second))


def test_the_lines_begin_with_the_acquisition_and_end_with_the_disposal(clock: FixedClock) -> None:
    (page,) = pages(control_register(of(SOLD), ARABIC, clock))
    rows = page[page.index("10ม.ค.62") :]
    assert rows.startswith("10ม.ค.62เครื่องปรับอากาศแบบแยกส่วนขนาด24,000บีทียู132,400.0032,400.00101032,400.00")
    assert "30ก.ย.63ค่าเสื่อมราคาสะสมยกมาจากทะเบียนเดิม8,100.0024,300.00" in rows
    # Nine months of the year in which it was sold; nothing is left on the book.
    assert rows.endswith("30มิ.ย.69กส99901/512จำหน่ายตามหนังสือที่กส99901/5122,430.0026,730.000.00")


def test_an_improvement_raises_cost_and_net_value(clock: FixedClock) -> None:
    (page,) = pages(control_register(of(ROAD), ARABIC, clock))
    before = next(line for line in lines_of(ROAD, TODAY) if line.on == date(2022, 9, 30))
    net = baht((before.net_satang or 0) + 22_000_000)
    row = f"9ธ.ค.65สัญญาจ้าง2/2566เสริมไหล่ทางหินคลุกทั้งสองข้าง1220,000.00220,000.00{net}"
    assert row in page


def test_a_card_whose_price_is_not_known_stands_as_one_line_to_be_checked(clock: FixedClock) -> None:
    (page,) = pages(control_register(of(NAMELESS), ARABIC, clock))
    assert "ตู้เหล็กเก็บเอกสาร2บานไม่ทราบที่มา1ต้องตรวจสอบ" in page
    assert "รหัสรอเลข" in page


def test_the_schedule_goes_to_the_end_of_the_life_and_leaves_one_baht(clock: FixedClock) -> None:
    (page,) = pages(depreciation_schedules(of(COMPUTER), ARABIC, clock))
    # Domain notes 1.7, the third vector.
    rows = (
        "2567632,000.005,333.345,333.3426,666.66",
        "25681232,000.0010,666.6716,000.0115,999.99",
        "25691232,000.0010,666.6726,666.685,333.32",
        "2570632,000.005,332.3231,999.001.00ประมาณการ",
    )
    assert page.endswith("".join(rows))
    assert "ปีละ10,666.67บาท" in page


def test_land_says_that_it_is_never_depreciated(clock: FixedClock) -> None:
    (page,) = pages(depreciation_schedules(of(LAND), ARABIC, clock))
    assert page.endswith("สินทรัพย์นี้ไม่คำนวณค่าเสื่อมราคา")


def test_closed_years_and_corrections_are_told(clock: FixedClock) -> None:
    first, *rest = COMPUTER.years
    frozen = replace(COMPUTER, years=(first._replace(frozen=True, correction_satang=12_345), *rest))
    assert "5,333.345,333.3426,666.66ปิดแล้ว" in pages(depreciation_schedules(of(frozen), ARABIC, clock))[0]
    assert "รวมปรับปรุงปีก่อน" in pages(control_register(of(frozen), ARABIC, clock))[0]
    assert "รวมปรับปรุงปีก่อน123.45" in pages(equipment_cards(of(frozen), ARABIC, clock))[1]


def test_long_facts_take_a_second_line_and_keep_to_their_sheet(clock: FixedClock) -> None:
    long = "เครื่องสูบน้ำแบบหอยโข่ง ชนิดเครื่องยนต์ดีเซล ขนาดท่อส่ง 6 นิ้ว พร้อมอุปกรณ์ครบชุดและรถเข็นลากจูง " * 3
    card = replace(COMPUTER.card, name=long, feature=long, note=long, vendor=long, division=long, vendor_address=long)
    pdf = equipment_cards(of(replace(COMPUTER, card=card)), ARABIC, clock).pdf()
    first = squeezed(by_pdfium(pdf))
    assert first.count(squeezed(long)) == 6
    assert place_of(pdf, "กำไร/ขาดทุน").y < 210 - 8
    assert place_of(pdf, "หมายเหตุ").size == pytest.approx(place_of(pdf, "เครื่องสูบน้ำ").size, rel=0.05)


def test_neighbours_on_a_line_are_set_alike_however_long_one_of_them_is(clock: FixedClock) -> None:
    room = "ห้องเก็บอุปกรณ์งานป้องกันและบรรเทาสาธารณภัย ชั้น 2"
    pdf = equipment_cards(of(replace(COMPUTER, room=room)), ARABIC, clock).pdf()
    assert place_of(pdf, room).size == pytest.approx(place_of(pdf, "ใช้งานได้").size, rel=0.01)
