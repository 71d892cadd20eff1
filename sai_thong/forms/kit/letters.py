"""The four kinds of official letter an office writes most: หนังสือภายนอก, บันทึกข้อความ, คำสั่ง and ประกาศ.

Layout by ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526: ข้อ 11 (letter), ข้อ 12 (memo), ข้อ 16 (order), ข้อ 20
(announcement). Dates are given as written, since a paper may leave the day to a pen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sai_thong.forms.kit.fields import Signer, signature_block, tick
from sai_thong.forms.kit.flow import Flow
from sai_thong.forms.kit.garuda import draw_garuda
from sai_thong.forms.kit.page import Page
from sai_thong.forms.kit.paper import DocumentKind, OfficialDocument, Paper
from sai_thong.forms.kit.rule import (
    CLOSING_GAP,
    GARUDA_TOP,
    ITEM_GAP,
    LETTER_GARUDA_HEIGHT,
    MEMO_GARUDA_HEIGHT,
    MEMO_LABEL_SIZE,
    MEMO_TITLE_PITCH,
    MEMO_TITLE_SIZE,
    PARAGRAPH_INDENT,
    SIGNATURE_SPACE,
    STAMP_SIZE,
    TEXT_SIZE,
    millimetres,
    pitch_mm,
)
from sai_thong.forms.text.drawing import RED
from sai_thong.thai import words

Urgency = Literal["", "ด่วน", "ด่วนมาก", "ด่วนที่สุด"]
"""ชั้นความเร็ว, ข้อ 28."""

_SIGNATURE_CENTRE = 130.0
_LABEL_GAP = 2.4
_FIELD_GAP = 1.5
_DOTS_BELOW = 0.9
_RULE_HALF_LENGTH = 20.0
_GIVEN_LEFT = 80.0
_CONTACT_WIDTH = 57.0
"""Beside the signature."""


@dataclass(frozen=True)
class Words:
    """A paragraph of a letter's body.

    Attributes:
        text: The words.
        indent: First line, in millimetres from the left edge.
        bold: Whether it is a heading.
        keep: Names that no line may break.
    """

    text: str
    indent: float = PARAGRAPH_INDENT
    bold: bool = False
    keep: tuple[str, ...] = ()


Block = str | Words | Callable[[Flow], None]
"""A paragraph, or something drawn at the cursor, such as a table."""


@dataclass(frozen=True)
class Letter:
    """An external letter (หนังสือภายนอก).

    Attributes:
        number: ``กส 71801/123``, or ``กส 71801/ร่าง`` before it has one.
        sender: The office and its address, a line each.
        dated: ``21 พฤศจิกายน 2569``.
        subject: เรื่อง.
        to: Whom it addresses, after คำขึ้นต้น.
        body: The paragraphs.
        signer: Who signs.
        references: อ้างถึง, a line each.
        enclosures: สิ่งที่ส่งมาด้วย, a line each.
        contact: The unit that drafted it, telephone, e-mail, สำเนาส่ง: the lines at the lower left.
        salutation: คำขึ้นต้น.
        closing: คำลงท้าย.
        urgency: ชั้นความเร็ว.
    """

    number: str
    sender: Sequence[str]
    dated: str
    subject: str
    to: str
    body: Sequence[Block]
    signer: Signer
    references: Sequence[str] = ()
    enclosures: Sequence[str] = ()
    contact: Sequence[str] = ()
    salutation: str = "เรียน"
    closing: str = "ขอแสดงความนับถือ"
    urgency: Urgency = ""


@dataclass(frozen=True)
class Opinion:
    """A place on a memo for a superior to write and sign.

    Attributes:
        title: ``ความเห็นของปลัดองค์การบริหารส่วนตำบล``.
        signer: Who signs.
        lines: Dotted lines to write on.
        said: What was written there already, in place of the dotted lines.
        dated: The day it was written.
        choices: Boxes to tick above the dotted lines, such as ``อนุมัติ`` and ``ไม่อนุมัติ``, a line each.
    """

    title: str
    signer: Signer
    lines: int = 2
    said: str = ""
    dated: str = ""
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Memo:
    """An internal letter on memo paper (บันทึกข้อความ).

    Attributes:
        unit: ส่วนราชการ, with its telephone.
        number: ที่.
        dated: วันที่.
        subject: เรื่อง.
        to: After เรียน.
        body: The paragraphs.
        signer: Who signs; None where the last block of the body has the signatures of several.
        opinions: Places for those it goes up to.
        urgency: ชั้นความเร็ว, between ครุฑ and title.
    """

    unit: str
    number: str
    dated: str
    subject: str
    to: str
    body: Sequence[Block]
    signer: Signer | None
    opinions: Sequence[Opinion] = ()
    urgency: Urgency = ""


@dataclass(frozen=True)
class Order:
    """An order (คำสั่ง) or an announcement (ประกาศ).

    Attributes:
        kind: Which of the two.
        office: ``องค์การบริหารส่วนตำบลทรายทอง``.
        subject: เรื่อง.
        body: The paragraphs.
        given: ``วันที่ 21 พฤศจิกายน พ.ศ. 2569``, after สั่ง ณ or ประกาศ ณ.
        signer: Who signs.
        number: ``123/2569``; an announcement may have none.
    """

    kind: Literal["คำสั่ง", "ประกาศ"]
    office: str
    subject: str
    body: Sequence[Block]
    given: str
    signer: Signer
    number: str = ""


def draw_letter(paper: Paper, letter: Letter) -> None:
    """Add the pages of `letter` to `paper`."""
    paper.documents.append(OfficialDocument(DocumentKind.LETTER, letter.subject, letter.to))
    flow = Flow(paper)
    page = flow.page
    draw_garuda(page, height=LETTER_GARUDA_HEIGHT, top=GARUDA_TOP)
    foot = GARUDA_TOP + LETTER_GARUDA_HEIGHT
    if letter.urgency:
        _urgency(page, letter.urgency, flow.left, foot - pitch_mm(TEXT_SIZE))
    page.text(flow.left, foot, f"ที่ {letter.number}")
    widest = max(page.text_width(line) for line in letter.sender)
    sender_left = min(_SIGNATURE_CENTRE, flow.right - widest)
    for number, line in enumerate(letter.sender):
        page.text(sender_left, foot + number * pitch_mm(TEXT_SIZE), line, fit=flow.right - sender_left)
    flow.y = foot + (len(letter.sender) - 1) * pitch_mm(TEXT_SIZE) + millimetres(TEXT_SIZE * 0.465)
    flow.gap(ITEM_GAP)
    flow.line(letter.dated, x=page.width / 2)
    _item(flow, "เรื่อง", [letter.subject])
    _item(flow, letter.salutation, [letter.to])
    _item(flow, "อ้างถึง", letter.references)
    _item(flow, "สิ่งที่ส่งมาด้วย", letter.enclosures)
    sign_height = _sign_height(letter.signer) + millimetres(CLOSING_GAP) + pitch_mm(TEXT_SIZE)
    draw_body(flow, letter.body, followed_by=sign_height)
    flow.need(sign_height)
    flow.gap(CLOSING_GAP)
    middle = flow.page.width / 2
    centre = middle + flow.page.text_width(letter.closing) / 2
    flow.line(letter.closing, x=middle)
    sign(flow, letter.signer, centre=centre)
    _contact(flow, letter.contact)
    paper.number_pages(page)


def draw_memo(paper: Paper, memo: Memo) -> None:
    """Add the pages of `memo` to `paper`."""
    paper.documents.append(OfficialDocument(DocumentKind.MEMO, memo.subject, memo.to))
    flow = Flow(paper)
    page = flow.page
    draw_garuda(page, height=MEMO_GARUDA_HEIGHT, top=GARUDA_TOP, left=flow.left)
    title_line = GARUDA_TOP + millimetres(MEMO_TITLE_PITCH)
    page.text(page.width / 2, title_line, "บันทึกข้อความ", size=MEMO_TITLE_SIZE, bold=True, align="center")
    if memo.urgency:
        _urgency(page, memo.urgency, flow.left + MEMO_GARUDA_HEIGHT + 3, title_line)
    flow.y = GARUDA_TOP + MEMO_GARUDA_HEIGHT + 1
    _memo_field(flow, [("ส่วนราชการ", memo.unit, flow.left)])
    _memo_field(flow, [("ที่", memo.number, flow.left), ("วันที่", memo.dated, page.width / 2)])
    _memo_field(flow, [("เรื่อง", memo.subject, flow.left)])
    _item(flow, "เรียน", [memo.to])
    height = _sign_height(memo.signer) if memo.signer else 0.0
    draw_body(flow, memo.body, followed_by=height)
    if memo.signer:
        flow.need(height)
        sign(flow, memo.signer)
    for opinion in memo.opinions:
        _opinion(flow, opinion)
    paper.number_pages(page)


def draw_order(paper: Paper, order: Order) -> None:
    """Add the pages of `order` to `paper`."""
    kind = DocumentKind.ORDER if order.kind == "คำสั่ง" else DocumentKind.ANNOUNCEMENT
    paper.documents.append(OfficialDocument(kind, order.subject))
    flow = Flow(paper)
    page = flow.page
    draw_garuda(page, height=LETTER_GARUDA_HEIGHT, top=GARUDA_TOP)
    flow.y = GARUDA_TOP + LETTER_GARUDA_HEIGHT + 3
    flow.line(f"{order.kind}{order.office}", bold=True, align="center")
    if order.number:
        flow.line(f"ที่ {order.number}", bold=True, align="center")
    for line in _balanced(page, f"เรื่อง {order.subject}", flow.width * 0.8):
        flow.line(line, bold=True, align="center")
    flow.y += 1.5
    page.line(page.width / 2 - _RULE_HALF_LENGTH, flow.y, page.width / 2 + _RULE_HALF_LENGTH, flow.y, width=0.25)
    flow.gap(ITEM_GAP)
    given_height = 2 * millimetres(ITEM_GAP) + pitch_mm(TEXT_SIZE)
    height = _sign_height(order.signer) + given_height
    draw_body(flow, order.body, followed_by=height)
    flow.need(height)
    flow.gap(2 * ITEM_GAP)
    verb = "สั่ง" if order.kind == "คำสั่ง" else "ประกาศ"
    flow.line(f"{verb} ณ {order.given}", x=_GIVEN_LEFT)
    sign(flow, order.signer)
    paper.number_pages(page)


def draw_body(flow: Flow, body: Sequence[Block], *, followed_by: float = 0.0) -> None:
    """Draw the blocks of a letter, 6 points before each; `followed_by` is the height of the signature after them."""
    for number, block in enumerate(body):
        tail = followed_by if number == len(body) - 1 else 0.0
        if isinstance(block, Words) and block.bold and not tail:
            # A heading never stands alone at the foot of a page.
            flow.need(2 * millimetres(ITEM_GAP) + 3 * pitch_mm(TEXT_SIZE))
        flow.gap(ITEM_GAP)
        if isinstance(block, str):
            flow.paragraph(block, followed_by=tail)
        elif isinstance(block, Words):
            flow.paragraph(block.text, indent=block.indent, bold=block.bold, keep=block.keep, followed_by=tail)
        else:
            block(flow)


def sign(flow: Flow, signer: Signer, *, centre: float = _SIGNATURE_CENTRE) -> None:
    """Leave room for the hand, then the typed name and posts, centred on `centre`."""
    flow.need(_sign_height(signer))
    flow.y += SIGNATURE_SPACE * pitch_mm(TEXT_SIZE)
    after = signature_block(flow.page, centre, flow.baseline(), signer)
    flow.y = after - (flow.baseline() - flow.y)


def _sign_height(signer: Signer) -> float:
    return (SIGNATURE_SPACE + 1 + len(signer.posts)) * pitch_mm(TEXT_SIZE)


def _item(flow: Flow, label: str, values: Sequence[str]) -> None:
    """A labelled item; its lines, and each further value, begin where the first value does."""
    if not values:
        return
    flow.gap(ITEM_GAP)
    edge = flow.left + flow.page.text_width(label) + _LABEL_GAP
    flow.page.text(flow.left, flow.baseline(), label)
    for value in values:
        flow.paragraph(value, indent=0, left=edge, spread=False)


def _memo_field(flow: Flow, parts: Sequence[tuple[str, str, float]]) -> None:
    """A line of the memo's head: bold labels, values over dots to the next part or the margin, wrapping if long."""
    page, y = flow.page, flow.y + millimetres(MEMO_LABEL_SIZE * 0.86)
    rights = [x - _FIELD_GAP for _, _, x in parts[1:]] + [flow.right]
    for (label, value, x), right in zip(parts, rights, strict=True):
        start = page.text(x, y, label, size=MEMO_LABEL_SIZE, bold=True) + _FIELD_GAP
        lines = _filled_lines(page, value, right - start)
        for number, line in enumerate(lines):
            page.text(start, y + number * pitch_mm(MEMO_LABEL_SIZE), line)
            page.dots(start, right, y + number * pitch_mm(MEMO_LABEL_SIZE) + _DOTS_BELOW)
        flow.y = max(flow.y, y + (len(lines) - 1) * pitch_mm(MEMO_LABEL_SIZE) + millimetres(MEMO_LABEL_SIZE * 0.38))


def _filled_lines(page: Page, text: str, width: float) -> list[str]:
    """`text` in lines as few as fit `width`."""
    return words.wrap(text, page.text_width, width) if text else [""]


def _balanced(page: Page, text: str, width: float) -> list[str]:
    """`text` in centred lines of about one length."""
    lines = _filled_lines(page, text, width)
    if len(lines) == 1:
        return lines
    return _filled_lines(page, text, page.text_width(text) / len(lines) * 1.12)


def _opinion(flow: Flow, opinion: Opinion) -> None:
    pitch = pitch_mm(TEXT_SIZE)
    flow.need((1 + len(opinion.choices) + opinion.lines + 1) * pitch + _sign_height(opinion.signer))
    flow.gap(CLOSING_GAP)
    flow.page.text(flow.left, flow.baseline(), opinion.title, bold=True)
    flow.y += pitch
    for choice in opinion.choices:
        tick(flow.page, flow.left + PARAGRAPH_INDENT, flow.baseline(), choice)
        flow.y += pitch
    if opinion.said:
        flow.paragraph(opinion.said)
        sign(flow, Signer(opinion.signer.name, (*opinion.signer.posts, opinion.dated)))
        return
    for _ in range(opinion.lines):
        flow.page.dots(flow.left, flow.right, flow.baseline() + _DOTS_BELOW)
        flow.y += pitch
    flow.y -= pitch
    sign(flow, opinion.signer)


def _contact(flow: Flow, lines: Sequence[str]) -> None:
    """The lines at the lower left, with e-mail addresses left as they are; beside the signature where room is short."""
    if not lines:
        return
    height, pitch, signed = len(lines) * pitch_mm(TEXT_SIZE), pitch_mm(TEXT_SIZE), flow.y
    beside = flow.room < height + pitch
    flow.y = flow.bottom - height if beside else max(flow.y + pitch, min(flow.y + 3 * pitch, flow.bottom - height))
    for line in lines:
        width = _CONTACT_WIDTH if flow.y < signed else flow.width
        flow.page.text(flow.left, flow.baseline(), line, verbatim="@" in line, fit=width)
        flow.y += pitch


def _urgency(page: Page, urgency: Urgency, x: float, y: float) -> None:
    page.text(x, y, urgency, size=STAMP_SIZE, bold=True, colour=RED)
