"""บันทึกตรวจสอบข้อเท็จจริง and คำสั่งระงับการจ่าย: the facts are checked before the order (ระเบียบ มท. 2566 ข้อ 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.claim_on_paper import find_case_file
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.month_memo import heading
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, person_on_paper
from sai_thong.forms.allowances.scheme_words import MONEY, REGULATION, secrecy_of
from sai_thong.forms.kit import Block, Flow, Memo, Opinion, Order, Paper, PaperSettings, Words, draw_memo, draw_order
from sai_thong.forms.kit.rule import TEXT_SIZE, pitch_mm
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, dated, gather_office, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import Suspension
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Letter, Scheme, scheme_set_of
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month


@dataclass(frozen=True)
class SuspensionPaper:
    """What both papers say of one claim.

    Attributes:
        office: The office.
        day: The day of the paper.
        number: Its number, or empty.
        person: Whose claim.
        scheme: Which scheme.
        appeal_days: Days from its notice within which the order may be appealed against.
        reason: Why, or empty while it is only being looked into.
        facts: What was found, or empty for the pen.
        checked_on: When the facts were checked.
        from_month: First month not paid, once ordered.
        to_month: Last one, or None until further notice.
    """

    office: OfficeOnPaper
    day: date
    number: str
    person: PersonOnPaper
    scheme: Scheme
    appeal_days: int
    reason: str = ""
    facts: str = ""
    checked_on: date | None = None
    from_month: Month | None = None
    to_month: Month | None = None


def fact_check_memo(data: SuspensionPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo on what was found, for the executive to decide on."""
    paper = _paper(data, "บันทึกตรวจสอบข้อเท็จจริง", settings, clock)
    money = MONEY[data.scheme]
    found: Block = data.facts or _lines_to_write(4)
    checked = f"เมื่อวันที่ {dated(data.checked_on)} " if data.checked_on else ""
    reason = f" เนื่องจาก{data.reason}" if data.reason else ""
    memo = Memo(
        unit=data.office.unit_line(data.day),
        number=data.office.letter_number(data.number),
        dated=dated(data.checked_on or data.day),
        subject=f"ผลการตรวจสอบข้อเท็จจริงผู้มีสิทธิได้รับ{money}",
        to=data.office.mayor_title,
        body=[
            heading("1. เรื่องเดิม"),
            Words(
                f"ด้วย {data.person.name} เลขประจำตัวประชาชน {data.person.shown_id} {data.person.address} "
                f"เป็นผู้มีสิทธิได้รับ{money} มีเหตุที่ต้องตรวจสอบข้อเท็จจริง{reason}",
                keep=(data.person.first_name, data.person.last_name),
            ),
            heading("2. ข้อเท็จจริง"),
            f"เจ้าหน้าที่ได้ตรวจสอบข้อเท็จจริง{checked}ปรากฏว่า",
            found,
            heading("3. ระเบียบที่เกี่ยวข้อง"),
            _rule(data.scheme),
            heading("4. ข้อพิจารณา"),
            f"งานพัฒนาชุมชนเห็นควรเสนอเพื่อพิจารณาสั่งการว่าจะระงับการจ่าย{money}หรือให้จ่ายต่อไป จึงเรียนมาเพื่อโปรดพิจารณา",
        ],
        signer=data.office.signer(Post.COMMUNITY_DEVELOPER, data.day),
        opinions=[
            Opinion(f"ความเห็นของ{signer.posts[-1]}", signer, 1)
            for signer in data.office.signers_in_order([Post.CLERK, Post.MAYOR], data.day)
        ],
    )
    draw_memo(paper, memo)
    return paper


def suspension_order(data: SuspensionPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The order to suspend, which names the check before it."""
    paper = _paper(data, "คำสั่งระงับการจ่าย", settings, clock)
    money = MONEY[data.scheme]
    until = f"ถึงเดือน{data.to_month.name}" if data.to_month else "จนกว่าจะมีคำสั่งเปลี่ยนแปลง"
    since = f"ตั้งแต่เดือน{data.from_month.name} {until}" if data.from_month else until
    order = Order(
        kind="คำสั่ง",
        office=data.office.name,
        number=data.number or DRAFT,
        subject=f"ระงับการจ่าย{money}",
        body=[
            Words(
                f"ด้วย {data.person.name} เลขประจำตัวประชาชน {data.person.shown_id} {data.person.address} "
                f"ผู้มีสิทธิได้รับ{money} มีเหตุที่ต้องระงับการจ่ายเนื่องจาก{data.reason} "
                f"และได้ตรวจสอบข้อเท็จจริงเมื่อวันที่ {dated(data.checked_on)} แล้ว ปรากฏว่า{data.facts}",
                keep=(data.person.first_name, data.person.last_name),
            ),
            f"อาศัยอำนาจตาม{_rule(data.scheme)} จึงให้ระงับการจ่าย{money}แก่บุคคลดังกล่าว {since}",
            f"หากผู้มีสิทธิไม่เห็นด้วยกับคำสั่งนี้ ให้ยื่นอุทธรณ์เป็นหนังสือต่อ{data.office.mayor_title} "
            f"ภายใน {data.appeal_days} วันนับแต่วันที่ได้รับแจ้งคำสั่งนี้",
        ],
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    return paper


def _paper(data: SuspensionPaper, title: str, settings: PaperSettings, clock: Clock) -> Paper:
    return office_paper(data.office, title, settings, clock, secrecy=secrecy_of(scheme_set_of(data.scheme)))


def _rule(scheme: Scheme) -> str:
    article = " ข้อ 14 ซึ่งกำหนดให้ผู้บริหารท้องถิ่นตรวจสอบข้อเท็จจริงก่อนสั่งระงับการจ่าย" if scheme is Scheme.OLD_AGE else ""
    return f"{REGULATION[scheme]}{article}"


def _lines_to_write(count: int) -> Block:
    """Dotted lines for the pen."""

    def draw(flow: Flow) -> None:
        flow.need(count * pitch_mm(TEXT_SIZE))
        for _line in range(count):
            flow.page.dots(flow.left, flow.right, flow.baseline() + 0.9)
            flow.y += pitch_mm(TEXT_SIZE)

    return draw


def gather_fact_check(store: Store, request: PaperRequest) -> SuspensionPaper:
    """The check of a claim: with what a suspension recorded, if there is one, else for the pen."""
    return _gather(store, request, must_be_ordered=False)


def gather_suspension_order(store: Store, request: PaperRequest) -> SuspensionPaper:
    """The newest suspension of a claim.

    Raises:
        NothingToPrint: The claim was never suspended, or there is no such claim.
    """
    return _gather(store, request, must_be_ordered=True)


def _gather(store: Store, request: PaperRequest, *, must_be_ordered: bool) -> SuspensionPaper:
    office, law, today = gather_office(store), office_law(store), bangkok_today(store.clock)
    shelf = shelf_of(store, request.scheme_set)
    by_id = shelf.find(Suspension, id=request.record_id)
    written = by_id[0].claim_id if by_id else request.record_id
    file = find_case_file(store, written, request.scheme_set, request.scheme)
    suspension = by_id[0] if by_id else next(reversed(shelf.find(Suspension, claim_id=file.claim.id)), None)
    if suspension is None:
        if must_be_ordered:
            raise NothingToPrint(
                _("This claim was never suspended."), do=_("Record the suspension with the facts that were checked.")
            )
        day = request.day or today
        person = person_on_paper(file.citizen, office, day)
        days = law.days_to_answer(Letter.SUSPENSION_APPEAL, day)
        return SuspensionPaper(office, day, request.number, person, file.claim.scheme, days)
    day = request.day or suspension.ordered_on or today
    return SuspensionPaper(
        office=office,
        day=day,
        number=request.number or (suspension.order_no if must_be_ordered else ""),
        person=person_on_paper(file.citizen, office, day),
        scheme=file.claim.scheme,
        appeal_days=law.days_to_answer(Letter.SUSPENSION_APPEAL, day),
        reason=suspension.reason,
        facts=suspension.facts,
        checked_on=suspension.facts_checked_on,
        from_month=suspension.from_month,
        to_month=suspension.to_month,
    )
