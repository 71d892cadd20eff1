"""คำสั่งแต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติ, and the committee's report on a batch of claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.scheme_words import MONEY, REGULATION, secrecy_of
from sai_thong.forms.kit import (
    Block,
    Column,
    Flow,
    Memo,
    Opinion,
    Order,
    Paper,
    PaperSettings,
    Signer,
    Words,
    draw_memo,
    draw_order,
    draw_table,
    sign,
)
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.claims import claims_in
from sai_thong.registers.allowances.records import ClaimState
from sai_thong.registers.law.terms import SCHEMES_OF, Scheme, SchemeSet
from sai_thong.registers.office.records import Post

_DUTIES: Final = (
    "ตรวจสอบคุณสมบัติของผู้ยื่นคำขอ และตรวจสอบเอกสารหลักฐานให้ถูกต้องครบถ้วนตามระเบียบ",
    "ตรวจสอบข้อเท็จจริงเกี่ยวกับภูมิลำเนา อายุ และการได้รับสวัสดิการอื่นของผู้ยื่นคำขอ",
    "รายงานผลการตรวจสอบพร้อมความเห็นต่อผู้บริหารท้องถิ่นเพื่อพิจารณา",
)
_WAITING: Final = (ClaimState.CHECKING, ClaimState.COMMITTEE_APPROVES, ClaimState.COMMITTEE_REJECTS)
_RESULTS: Final = {
    ClaimState.COMMITTEE_APPROVES: "สมควร",
    ClaimState.COMMITTEE_REJECTS: "ไม่สมควร",
    ClaimState.ACCEPTED: "สมควร",
    ClaimState.REFUSED: "ไม่สมควร",
}


@dataclass(frozen=True)
class CommitteeOrder:
    """The order that names the committee.

    Attributes:
        office: Who orders.
        day: The day of the order.
        number: ``123/2569``, or empty.
        members: Name and place in the committee.
        schemes: What they look into.
    """

    office: OfficeOnPaper
    day: date
    number: str
    members: tuple[Signer, ...]
    schemes: tuple[Scheme, ...]


def committee_order(data: CommitteeOrder, settings: PaperSettings, clock: Clock) -> Paper:
    """The order."""
    paper = office_paper(data.office, "คำสั่งแต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติ", settings, clock)
    kinds = "และ".join(MONEY[scheme] for scheme in data.schemes)
    rules = " และ".join(REGULATION[scheme] for scheme in data.schemes)
    members = [Words(_member(number, each), keep=(each.name,)) for number, each in enumerate(data.members, 1)]
    duties = [Words(f"{number}. {duty}") for number, duty in enumerate(_DUTIES, 1)]
    order = Order(
        kind="คำสั่ง",
        office=data.office.name,
        number=data.number or "ร่าง",
        subject=f"แต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติผู้มีสิทธิได้รับ{kinds}",
        body=[
            f"เพื่อให้การตรวจสอบคุณสมบัติผู้มีสิทธิได้รับ{kinds}เป็นไปด้วยความเรียบร้อย ถูกต้อง ตาม{rules} "
            "จึงแต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติ ประกอบด้วย",
            *members,
            "ให้คณะกรรมการมีหน้าที่ ดังนี้",
            *duties,
            f"ทั้งนี้ ตั้งแต่{given_on(data.day)} เป็นต้นไป",
        ],
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    return paper


def _member(number: int, signer: Signer) -> str:
    return f"{number}. {signer.name}  {' '.join(signer.posts)}".rstrip()


@dataclass(frozen=True)
class CheckedClaim:
    """One claim in the committee's report.

    Attributes:
        name: Who applied.
        moo: Village number.
        age: Years completed on the day of the report, or None.
        scheme: What for.
        result: ``สมควร``, ``ไม่สมควร``, or empty for the pen.
        reason: Why not.
    """

    name: str
    moo: int | None
    age: int | None
    scheme: Scheme
    result: str
    reason: str


@dataclass(frozen=True)
class CommitteeReport:
    """The report on a batch.

    Attributes:
        office: To whose chief executive it goes.
        scheme_set: Of which schemes.
        day: The day of the meeting.
        number: The memo's number, or empty.
        claims: What was looked into.
        members: Who signs.
    """

    office: OfficeOnPaper
    scheme_set: SchemeSet
    day: date
    number: str
    claims: tuple[CheckedClaim, ...]
    members: tuple[Signer, ...]


def committee_report(data: CommitteeReport, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo of the committee with its table, signed by every member, and a place for the executive's order."""
    secrecy = secrecy_of(data.scheme_set)
    paper = office_paper(data.office, "รายงานผลการตรวจสอบคุณสมบัติ", settings, clock, secrecy=secrecy)
    approved = sum(1 for claim in data.claims if claim.result == "สมควร")
    rejected = sum(1 for claim in data.claims if claim.result == "ไม่สมควร")
    *before, last = data.members or (Signer(),)
    body: list[Block] = [
        f"ตามที่ได้แต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติ นั้น คณะกรรมการได้ตรวจสอบคำขอ จำนวน {len(data.claims):,} ราย "
        f"เมื่อวันที่ {dated(data.day)} เห็นว่าสมควร {approved:,} ราย ไม่สมควร {rejected:,} ราย "
        f"และรอตรวจสอบ {len(data.claims) - approved - rejected:,} ราย ดังนี้",
        _table(data.claims),
        "จึงเรียนมาเพื่อโปรดพิจารณาสั่งการ",
    ]
    memo = Memo(
        unit=data.office.unit_line(data.day),
        number=data.office.letter_number(data.number),
        dated=dated(data.day),
        subject="รายงานผลการตรวจสอบคุณสมบัติของผู้ยื่นคำขอ",
        to=data.office.mayor_title,
        body=[*body, *(_signed(member) for member in before)],
        signer=last,
        opinions=(Opinion(f"คำสั่ง{data.office.mayor_title}", data.office.signer(Post.MAYOR, data.day), 1),),
    )
    draw_memo(paper, memo)
    return paper


def _signed(member: Signer) -> Callable[[Flow], None]:
    return lambda flow: sign(flow, member)


def _table(claims: Sequence[CheckedClaim]) -> Callable[[Flow], None]:
    columns = (
        Column("ลำดับ\nที่", 12, "center"),
        Column("ชื่อ – สกุล", 46),
        Column("หมู่\nที่", 10, "center"),
        Column("อายุ", 11, "center"),
        Column("ประเภท", 24),
        Column("ผลการ\nตรวจสอบ", 20, "center"),
        Column("เหตุผล", 37),
    )
    rows = [
        (
            str(number),
            claim.name,
            "" if claim.moo is None else str(claim.moo),
            "" if claim.age is None else str(claim.age),
            MONEY[claim.scheme].removeprefix("เงิน"),
            claim.result,
            claim.reason,
        )
        for number, claim in enumerate(claims, 1)
    ]

    def draw(flow: Flow) -> None:
        draw_table(flow, columns, rows, row_height=6.6)
        flow.gap(3)

    return draw


def gather_committee_order(store: Store, request: PaperRequest) -> CommitteeOrder:
    """The committee as the signers of its day say."""
    office, day = gather_office(store), request.day or bangkok_today(store.clock)
    schemes = (request.scheme,) if request.scheme else SCHEMES_OF[SchemeSet.ORDINARY]
    return CommitteeOrder(office, day, request.number, office.committee(Post.COMMITTEE, day), schemes)


def gather_committee_report(store: Store, request: PaperRequest) -> CommitteeReport:
    """The claims before the committee; with a day, those on which it decided that day.

    Raises:
        NothingToPrint: There are none.
        SetClosed: This user does not hold the key of the set.
    """
    office = gather_office(store)
    states = (*_WAITING, ClaimState.ACCEPTED, ClaimState.REFUSED) if request.day else _WAITING
    claims = claims_in(store, request.scheme_set, states)
    ids = [claim.id for claim in claims if not request.day or claim.committee_on == request.day]
    if not ids:
        raise NothingToPrint(
            _("No claim waits for the committee."), do=_("Give the day of its meeting to print an earlier report.")
        )
    day = request.day or bangkok_today(store.clock)
    files = load_case_files(store, request.scheme_set, claim_ids=ids)
    return CommitteeReport(
        office=office,
        scheme_set=request.scheme_set,
        day=day,
        number=request.number,
        claims=tuple(_checked(file, day) for file in files),
        members=office.committee(Post.COMMITTEE, day),
    )


def _checked(file: CaseFile, day: date) -> CheckedClaim:
    person, claim = file.citizen, file.claim
    return CheckedClaim(
        name=person.full_name,
        moo=person.moo,
        age=person.birth.age_on(day) if person.birth else None,
        scheme=claim.scheme,
        result=_RESULTS.get(claim.state, ""),
        reason=claim.committee_reason,
    )
