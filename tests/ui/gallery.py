"""What the screenshots tool draws of the window: `pages()` gives a name and a maker for each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, fiscal_year_months
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Bar,
    Card,
    ChipText,
    Column,
    EntryColumn,
    EntryGrid,
    FieldSpec,
    FigureCard,
    FigureRow,
    FilterCombo,
    HistoryLine,
    ListTable,
    ListWithRecord,
    MonthChart,
    MonthPicker,
    PageHeader,
    ProgressStrip,
    RecordForm,
    RecordPanel,
    RecordView,
    SearchField,
    SearchRow,
    SectionTabs,
    Text,
    ThaiLabel,
    Tone,
    WizardFrame,
    WizardStep,
    keys,
    thai_order,
)

TODAY = date(2026, 11, 21)

READY = ChipText("พร้อมจ่าย", Tone.OK)
PEOPLE = [
    ("นางทองใบ ภูผาผุย", 3, "ผู้สูงอายุ", 70000, READY),
    ("นายบุญมี ศรีสมบัติ", 3, "ผู้สูงอายุ", 60000, ChipText("รายใหม่", Tone.ACCENT)),
    ("นางน้ำอ้อย กั้วพิทักษ์", 5, "ผู้สูงอายุ", 80000, ChipText("ปรับอัตรา (ครบ 80 ปี)", Tone.ACCENT)),
    ("นายสมพงษ์ ฐานะดี", 5, "คนพิการ", 80000, ChipText("บัตรคนพิการหมดอายุ", Tone.BAD)),
    ("นางสาวกัญญา ผิวผ่อง", 7, "คนพิการ", 100000, READY),
    ("นายคำปุ่น ไชยมาตย์", 7, "ผู้สูงอายุ", 100000, READY),
    ("นางหนูเพียร ปู่ย่า", 8, "ผู้สูงอายุ", 70000, ChipText("ย้ายออก จ่ายถึง ก.ย. 70", Tone.WARNING)),
    ("นายเสาร์ สิทธิ์พันธุ์", 9, "ผู้สูงอายุ", 60000, ChipText("โอนไม่ผ่าน (บัญชีปิด)", Tone.BAD)),
    ("นางบัวลี ฤทธิ์ฎุกฎู้", 9, "ผู้สูงอายุ", 80000, READY),
    ("นายอุ่น ญาณกิจ", 11, "ผู้สูงอายุ", 100000, READY),
]


def rows(count: int = len(PEOPLE)) -> list[dict[str, object]]:
    """Made-up people, as many as wanted."""
    made = []
    for number in range(count):
        name, moo, kind, satang, chip = PEOPLE[number % len(PEOPLE)]
        made.append({"id": str(number), "name": name, "moo": moo, "kind": kind, "amount": satang, "state": chip})
    return made


COLUMNS = [
    Column("name", "ชื่อ - สกุล", strong=True, sort_value=thai_order("name")),
    Column("moo", "หมู่", 64, kind="number"),
    Column("kind", "ประเภท", 110, muted=True),
    Column("amount", "จำนวนเงิน", 116, kind="money"),
    Column("state", "สถานะ", 206, kind="chip"),
]

RECORD = RecordView(
    name="นางน้ำอ้อย กั้วพิทักษ์",
    line="x-xxxx-xxxxx-41-7  ·  บ้านเลขที่ 41 หมู่ 5  ·  อายุ 80 ปี",
    figure="800 บาท",
    chips=(ChipText("ปรับอัตรา (ครบ 80 ปี)", Tone.ACCENT),),
    sentences=(
        "อายุครบ 80 ปี เมื่อ 14 ต.ค. 2569 จึงได้อัตรา 800 บาท ตั้งแต่เดือน พ.ย. 2569 (เดือนถัดจากเดือนที่อายุครบ)",
        "อัตราตามมติคณะรัฐมนตรี ใช้ตั้งแต่ปีงบประมาณ 2555 การปรับขั้นตามระเบียบกระทรวงมหาดไทย พ.ศ. 2566",
    ),
    history_title="ประวัติ",
    history=(
        HistoryLine("พ.ย. 69", "ปรับอัตรา 700 → 800 บาท"),
        HistoryLine("ม.ค. 68", "เปลี่ยนเป็นโอนเข้าบัญชี ธ.ก.ส."),
        HistoryLine("ต.ค. 60", "ปรับอัตรา 600 → 700 บาท"),
        HistoryLine("ต.ค. 54", "อัตราขั้นบันได 500 → 600 บาท"),
    ),
)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setObjectName("page")
    look = theme.current()
    column = QVBoxLayout(page)
    column.setContentsMargins(look.px(24), look.px(14), look.px(24), look.px(18))
    column.setSpacing(look.px(12))
    return page, column


def list_page() -> QWidget:
    """A page as most are: header, figures, search, list, record."""
    page, column = _page()
    actions = [
        ActionButton("พิมพ์", lambda: None, key=keys.PRINT),
        ActionButton("บันทึกผลการจ่าย…", lambda: None, kind="primary"),
    ]
    picker = MonthPicker(Month(2026, 11))
    column.addWidget(PageHeader("เบี้ยยังชีพ", "", actions, beside=[picker]))
    column.addWidget(
        FigureRow(
            [
                FigureCard("ผู้มีสิทธิ", "1,284 คน", "เพิ่ม 9 · ลด 4 จากเดือนก่อน"),
                FigureCard("ยอดจ่าย", "871,300 บาท", "แปดแสนเจ็ดหมื่นหนึ่งพันสามร้อยบาทถ้วน"),
                FigureCard("ต้องแก้ก่อนปิด", "2 รายการ", "บัตรคนพิการหมดอายุ 1 · โอนไม่ผ่าน 1", Tone.BAD),
                FigureCard("วันจ่ายเงิน", "อังคาร 10 พ.ย.", "ตัดยอดระบบกลางแล้ว 2 พ.ย.", Tone.OK),
            ]
        )
    )
    search = SearchField("ค้นหาชื่อ เลขบัตร บ้านเลขที่ หรือหมู่")
    filters = [
        FilterCombo("ทุกประเภท", [("old-age", "ผู้สูงอายุ"), ("disability", "คนพิการ")]),
        FilterCombo("ทุกหมู่บ้าน", [("3", "หมู่ 3"), ("5", "หมู่ 5")]),
        FilterCombo("ทุกสถานะ", [("ready", "พร้อมจ่าย")]),
    ]
    column.addWidget(SearchRow(search, filters))
    table = ListTable(COLUMNS, name="ผู้มีสิทธิ")
    table.attach_search(search)
    panel = RecordPanel("เลือกคนในรายการ เพื่อดูว่าได้เท่าไร เพราะอะไร")
    table.row_chosen.connect(
        lambda row: (
            panel.show_record(
                RECORD, [ActionButton("แก้ไข", lambda: None, key=keys.EDIT), ActionButton("พิมพ์แบบคำขอ", lambda: None)]
            )
            if row
            else panel.show_nothing()
        )
    )
    table.set_rows(rows())
    table.choose(2)
    column.addWidget(ListWithRecord(table, panel), 1)
    return page


FIELDS = [
    FieldSpec("citizen_id", "เลขประจำตัวประชาชน", "citizen-id", required=True),
    FieldSpec(
        "prefix", "คำนำหน้า", "choice", choices=[("นาย", "นาย"), ("นาง", "นาง"), ("นางสาว", "นางสาว")], required=True
    ),
    FieldSpec("name", "ชื่อ", required=True, width=320),
    FieldSpec("birth", "วันเกิด", "partial-date", purpose="elders", help="ไม่ทราบวันหรือเดือน ให้ใส่ - เช่น -/-/2485"),
    FieldSpec("thai", "สัญชาติไทย", "yes-no"),
    FieldSpec("account", "จำนวนเงิน", "money", section="การรับเงิน"),
    FieldSpec("from_month", "ตั้งแต่เดือน", "month"),
    FieldSpec("kinds", "ความพิการ", "multi-choice", choices=[("see", "ทางการเห็น"), ("hear", "ทางการได้ยินหรือสื่อความหมาย")]),
    FieldSpec("dead", "เสียชีวิตแล้ว", "tick"),
    FieldSpec("note", "หมายเหตุ", "notes"),
]


def form_page() -> QWidget:
    """A form with an echo and an inline error."""
    page, column = _page()
    column.addWidget(PageHeader("ประชาชน", "แก้ไข"))
    form = RecordForm(
        "แก้ไขข้อมูล นางน้ำอ้อย กั้วพิทักษ์",
        FIELDS,
        {
            "citizen_id": "1101700207030",
            "prefix": "นาง",
            "name": "น้ำอ้อย",
            "birth": PartialDate(2489, 10, 14),
            "thai": True,
            "account": 80000,
            "from_month": Month(2026, 11),
        },
        today=TODAY,
    )
    form.show_problem("name", "ชื่อมีเลขปนอยู่ แก้เป็นตัวอักษรล้วน")
    column.addWidget(form, 1)
    return page


def states_page() -> QWidget:
    """Banners, progress, empty, loading and error states, the chart."""
    from sai_thong.ground.errors import EnvironmentTrouble

    page, column = _page()
    column.addWidget(PageHeader("งานวันนี้", "ส. 21 พ.ย. 2569"))
    column.addWidget(Banner("ปิดเดือน พ.ย. 2569 แล้ว 1,284 รายการ", Tone.OK))
    column.addWidget(
        Banner(
            "หมู่ 5 และ หมู่ 9 ยังไม่ส่งแบบตรวจสอบรายชื่อ",
            Tone.WARNING,
            more="ครบกำหนด 25 พ.ย. 2569",
            action="พิมพ์หนังสือเตือน…",
            run=lambda: None,
        )
    )
    error = EnvironmentTrouble("ดิสก์เต็ม จึงบันทึกไม่ได้", kept="ข้อมูลเดิมอยู่ครบ", do="ลบไฟล์ที่ไม่ใช้ออก แล้วกดบันทึกอีกครั้ง")
    column.addWidget(Banner.of_error(error, "ลองอีกครั้ง", lambda: None))
    strip = ProgressStrip()
    strip.begin("กำลังอ่านแฟ้ม elders.xlsx")
    strip.advance(12500, 50000)
    column.addWidget(strip)
    line = QHBoxLayout()
    chart = Card(margin=14)
    chart.body.addWidget(ThaiLabel("ยอดจ่ายรายเดือน ปีงบประมาณ 2570", Text.SECTION, max_lines=1))
    bars = [
        Bar(m.short_name.split()[0], value, f"{value:,} บาท", chosen=m == Month(2026, 11))
        for m, value in zip(fiscal_year_months(2570), [868200, 871300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], strict=True)
    ]
    chart.body.addWidget(MonthChart("ยอดจ่ายรายเดือน", bars), 1)
    line.addWidget(chart, 2)
    for show in (
        lambda table: table.show_empty(
            "ยังไม่มีใครในทะเบียน", "นำเข้าแฟ้มรายชื่อที่สำนักงานใช้อยู่ หรือเพิ่มทีละคน", "นำเข้าแฟ้ม…", lambda: None
        ),
        lambda table: table.show_loading("50,000 คน"),
        lambda table: table.show_error(error, "ลองอีกครั้ง", lambda: None),
    ):
        table = ListTable(COLUMNS[:1])
        show(table)
        line.addWidget(table, 1)
    column.addLayout(line, 1)
    return page


def wizard_page() -> QWidget:
    """Tabs, a wizard and the grid for entry."""
    page, column = _page()
    column.addWidget(PageHeader("นำเข้าข้อมูล"))
    tabs = SectionTabs(
        [("people", "ผู้มีสิทธิ", QWidget), ("month", "ประจำเดือน", QWidget), ("key", "รอคีย์ระบบกลาง (12)", QWidget)]
    )
    tabs.stack.setVisible(False)
    column.addWidget(tabs)

    def grid() -> QWidget:
        made = EntryGrid(
            COLUMNS[:2],
            [
                EntryColumn("answer", "ผล", "choice", 150, [("alive", "ยังอยู่"), ("dead", "เสียชีวิต"), ("moved", "ย้าย")]),
                EntryColumn("on", "วันที่", "date", 170),
                EntryColumn("note", "หมายเหตุ", "text", 220),
            ],
            today=TODAY,
        )
        made.set_rows([{**row, "answer": "alive"} if i < 3 else row for i, row in enumerate(rows())])
        return made

    wizard = WizardFrame(
        [
            WizardStep("file", "เลือกแฟ้ม", grid),
            WizardStep("columns", "จับคู่คอลัมน์", grid, missing=lambda: "ยังไม่ได้บอกว่าคอลัมน์ใดเป็นวันเกิด"),
            WizardStep("preview", "ตรวจก่อนบันทึก", grid),
        ],
        finish_text="บันทึก",
    )
    wizard.show_step(1)
    column.addWidget(wizard, 1)
    return page


def shell_page() -> QWidget:
    """The whole window on the list page."""
    from sai_thong.ground import language
    from sai_thong.ui.preferences import Preferences
    from sai_thong.ui.shell import Shell
    from sai_thong.ui.side_bar import OfficeHeading
    from tests.ui import sample_pages

    now = theme.current()
    return Shell(
        sample_pages.SPECS,
        store=sample_pages.SampleStore(),  # type: ignore[arg-type]
        clock=sample_pages.CLOCK,
        office=OfficeHeading("อบต.ทรายทอง", "จ.กาฬสินธุ์"),
        preferences=Preferences(
            language=language.current(), dark=now.tokens.name == "dark", scale=now.scale, dense=now.dense, page="list"
        ),
    )


def unlock_page() -> QWidget:
    """The unlock screen with an error."""
    from sai_thong.ground.errors import EnvironmentTrouble
    from sai_thong.ui.unlock import UnlockScreen

    screen = UnlockScreen("องค์การบริหารส่วนตำบลทรายทอง จังหวัดกาฬสินธุ์", ["น.ส.สายทอง"])
    screen.show_error(EnvironmentTrouble("รหัสผ่านไม่ถูกต้อง", kept="แฟ้มข้อมูลไม่ถูกแตะต้อง", do="ตรวจแป้นพิมพ์ แล้วพิมพ์รหัสผ่านใหม่"))
    return screen


def sample_pdf(count: int = 3) -> bytes:
    """A PDF of some pages."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for number in range(count):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, 700, f"Page {number + 1}")
        canvas.rect(56, 56, 483, 730)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def preview_page() -> QWidget:
    """The print preview, of a form that can be printed on paper that has it already."""
    from sai_thong.ui.paper_to_print import Drawn, PaperToPrint
    from sai_thong.ui.preview import PrintPreview
    from sai_thong.ui.work import SerialWorker

    worker = SerialWorker()
    shown = PrintPreview(
        sample_pdf(),
        title="ใบสำคัญรับเงิน",
        file_name="receipt.pdf",
        paper=PaperToPrint("receipt", (Drawn.DATA, Drawn.TEST_SHEET), lambda *_wanted: worker.submit(sample_pdf)),
        printers=["HP LaserJet 1020"],
    )
    shown.destroyed.connect(lambda _gone: worker.close())
    return shown


def pages() -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Name and maker of every page of the gallery."""
    yield "kit-list", list_page
    yield "kit-form", form_page
    yield "kit-states", states_page
    yield "kit-wizard", wizard_page
    yield "preview", preview_page
    yield "unlock", unlock_page
    yield "shell", shell_page
    yield from office_pages()


def office_pages() -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """The pages of the program on a made-up office."""
    from sai_thong.ui.shell import Shell
    from tests.ui import asset_gallery, asset_rounds_gallery, page_gallery, petition_gallery
    from tests.ui.page_gallery import page_maker

    def choose_person(shell: Shell) -> None:
        from sai_thong.ui.pages.allowances.page import AllowancesPage

        page = shell.page()
        assert isinstance(page, AllowancesPage)
        page.section().choose_first()

    def section(key: str) -> Callable[[Shell], None]:
        def open_section(shell: Shell) -> None:
            shell.go("allowances", section=key)

        return open_section

    def choose_paper(shell: Shell) -> None:
        shell.go("papers", paper="payment-list")

    yield "office-today", page_maker("today")
    yield "office-allowances", page_maker("allowances")
    yield "office-allowances-person", page_maker("allowances", choose_person)
    for key in ("people", "changes", "central", "overpayments", "elsewhere", "villages", "cash", "year"):
        yield f"office-allowances-{key}", page_maker("allowances", section(key))
    yield from petition_gallery.pages()
    yield from asset_gallery.pages()
    yield from asset_rounds_gallery.pages()
    yield "office-papers", page_maker("papers", choose_paper)
    yield "office-citizens", page_maker("citizens", page_gallery.show_citizen)
    yield "office-citizens-form", page_maker("citizens", page_gallery.edit_citizen)
    yield "office-import", page_maker("import")
    yield "office-import-columns", page_maker("import", page_gallery.show_columns)
    yield "office-import-preview", page_maker("import", page_gallery.show_import_preview)
