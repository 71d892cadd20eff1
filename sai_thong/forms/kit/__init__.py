'''The layout kit: what every paper is made of.

A paper is a short function from a frozen dataclass to a `Paper`::

    def life_certificate(data: LifeCertificate, settings: PaperSettings, clock: Clock) -> Paper:
        """แบบยืนยันการมีชีวิตอยู่ของ one person."""
        paper = Paper("แบบยืนยันการมีชีวิตอยู่", clock=clock, settings=settings, author=data.office)
        page = paper.page()
        page.text(105, 30, "แบบยืนยันการมีชีวิตอยู่", size=20, bold=True, align="center")
        y = form_line(page, 30, 45, 160, ["เขียนที่", Blank(data.office, 3), "วันที่", Blank(data.dated)])
        y = form_line(page, 30, y, 160, ["ข้าพเจ้า", Blank(data.name, 3), "อายุ", Blank(data.age, 0.5), "ปี"])
        page.text(30, y, "เลขประจำตัวประชาชน")
        id_boxes(page, 75, y, data.citizen_id)
        tick(page, 30, y + 9, "ยังมีชีวิตอยู่", checked=data.alive)
        signature_line(page, 130, y + 25, "ผู้รับรอง", data.certifier)
        return paper

and ``life_certificate(…).pdf()`` are its bytes; ``.pdf(pages=[2])`` is one page alone.

Places are millimetres from the upper left corner, the `y` of a text is its baseline, sizes are points of TH Sarabun
with whatever font. Write digits as they come: `PaperSettings.digits` decides which the paper shows; pass
``verbatim=True`` for what keeps its own, such as e-mail addresses. `form_line`, `dotted_field`, `tick`, `id_boxes`
and `signature_line` draw their values as *filled in*, so that a pre-printed form can get the data alone; for text of
your own say ``filled=True``.

What runs over pages goes through a `Flow`, a cursor: ``flow = Flow(paper, head=running_head)``, then ``flow.line``,
``flow.paragraph``, `draw_table`, `draw_body`, `sign`. The running head is a function that draws on a new page and
gives where the body begins. `draw_letter`, `draw_memo` and `draw_order` do whole letters from data; a table goes into
a letter's body as ``lambda flow: draw_table(flow, columns, rows)``.

Official wording is Thai and stands in the paper's own file; it does not go through gettext.
'''

from sai_thong.forms.kit.fields import (
    Blank,
    Part,
    Signer,
    Tick,
    dotted_field,
    form_line,
    id_boxes,
    signature_block,
    signature_line,
    tick,
)
from sai_thong.forms.kit.flow import Flow
from sai_thong.forms.kit.garuda import draw_garuda
from sai_thong.forms.kit.letters import (
    Block,
    Letter,
    Memo,
    Opinion,
    Order,
    Words,
    draw_body,
    draw_letter,
    draw_memo,
    draw_order,
    sign,
)
from sai_thong.forms.kit.offset_sheet import offset_sheet
from sai_thong.forms.kit.page import Page
from sai_thong.forms.kit.paper import DocumentKind, OfficialDocument, Paper, Secrecy
from sai_thong.forms.kit.settings import PaperSettings
from sai_thong.forms.kit.tables import Column, ColumnSum, Totals, draw_table
from sai_thong.forms.kit.writer import BadImage

__all__ = [
    "BadImage",
    "Blank",
    "Block",
    "Column",
    "ColumnSum",
    "DocumentKind",
    "Flow",
    "Letter",
    "Memo",
    "OfficialDocument",
    "Opinion",
    "Order",
    "Page",
    "Paper",
    "PaperSettings",
    "Part",
    "Secrecy",
    "Signer",
    "Tick",
    "Totals",
    "Words",
    "dotted_field",
    "draw_body",
    "draw_garuda",
    "draw_letter",
    "draw_memo",
    "draw_order",
    "draw_table",
    "form_line",
    "id_boxes",
    "offset_sheet",
    "sign",
    "signature_block",
    "signature_line",
    "tick",
]
