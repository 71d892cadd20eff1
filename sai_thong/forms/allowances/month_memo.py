"""What both memos of a month share: counts and sums, what changed, what failed, the journal head of its close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import MonthLines, gather_month_lines, line_changes
from sai_thong.forms.allowances.scheme_words import MONEY, secrecy_of, step_words
from sai_thong.forms.kit import Column, Flow, Opinion, Paper, PaperSettings, Totals, Words, draw_table
from sai_thong.forms.kit.qr_code import qr_png
from sai_thong.forms.office.office_on_paper import DRAFT, OfficeOnPaper, dated, gather_office
from sai_thong.ground.clock import BANGKOK, Clock, bangkok_today
from sai_thong.registers.allowances.central_totals import central_totals
from sai_thong.registers.allowances.records import Claim, LineKind, Outcome, PaymentLine
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import Month, thai_date
from sai_thong.thai.money import baht

_TABLE_INSET = 10.0
_QR_SIDE = 20.0
_NOTE_SIZE = 12.0


@dataclass(frozen=True)
class CountAndSum:
    """How many payments, and their sum in satang."""

    count: int = 0
    satang: int = 0

    def and_one(self, satang: int) -> CountAndSum:
        """With one payment more."""
        return CountAndSum(self.count + 1, self.satang + satang)

    @property
    def words(self) -> str:
        """``3 ราย เป็นเงิน 1,800.00 บาท``."""
        return f"{self.count:,} ราย เป็นเงิน {baht(self.satang)} บาท"


@dataclass(frozen=True)
class StepRow:
    """One rate of one scheme: step, amount and how many get it."""

    scheme: Scheme
    step: str
    amount_satang: int
    count: int


@dataclass(frozen=True)
class MonthChanges:
    """What changed since the month before.

    Attributes:
        new: Paid for the first time, or again.
        stepped: Whose step of age is another.
        other: Whose amount changed otherwise.
        accounts: Whose channel or account changed.
        died: Paid no more because they died.
        moved: Paid no more because they moved away.
        stopped: Paid no more for another reason.
    """

    new: int
    stepped: int
    other: int
    accounts: int
    died: int
    moved: int
    stopped: int

    @property
    def gone(self) -> int:
        """Everyone paid no more."""
        return self.died + self.moved + self.stopped


@dataclass(frozen=True)
class MonthSeal:
    """The head of the journal printed on a closed month's memo: whatever stood before it is anchored outside the file.

    Attributes:
        head: ``<file id>.<counter> <sixteen characters>``, as ``verify --anchor`` reads it.
        closed_on: The day of closing.
        closed_by: Who closed it.
    """

    head: str
    closed_on: date
    closed_by: str


@dataclass(frozen=True)
class MonthMemo:
    """What a memo says of one month from one source.

    Attributes:
        office: The office.
        scheme_set: Which schemes.
        source: Who pays.
        month: The month.
        pay_on: The pay date.
        sent_on: When the lines were frozen, if they are.
        day: The day of the memo; signers are those of that day.
        number: The memo's number without the code, or empty.
        schemes: The schemes that have payments.
        steps: Regular payments by scheme and rate.
        retro: Retro payments.
        total: All payments.
        changes: Against the month before; None when that was never sent.
        failed: Transfers that did not go through.
        unclaimed: Cash that nobody came for.
        stopped: Payments stopped in time.
        results_known: Whether the results were recorded.
        central: Count and sum of the central system, where they were noted.
        dika_no: เลขที่ฎีกา, where the office pays itself.
        seal: The journal head, once the month is closed.
        draft: Whether the lines can still change.
    """

    office: OfficeOnPaper
    scheme_set: SchemeSet
    source: PaySource
    month: Month
    pay_on: date
    sent_on: date | None
    day: date
    number: str
    schemes: tuple[Scheme, ...]
    steps: tuple[StepRow, ...]
    retro: CountAndSum
    total: CountAndSum
    changes: MonthChanges | None
    failed: CountAndSum
    unclaimed: CountAndSum
    stopped: CountAndSum
    results_known: bool
    central: CountAndSum | None
    dika_no: str
    seal: MonthSeal | None
    draft: bool


def memo_paper(data: MonthMemo, title: str, settings: PaperSettings, clock: Clock) -> Paper:
    """The empty paper of a memo, with the stamp of its set."""
    return Paper(
        f"{title} {data.month.name}",
        clock=clock,
        settings=settings,
        author=data.office.name,
        secrecy=secrecy_of(data.scheme_set),
        keep=data.office.names_kept_whole,
    )


def mark_draft(paper: Paper, data: MonthMemo) -> None:
    """ร่าง across every page while the month can still change."""
    if data.draft:
        for page in paper.pages:
            page.watermark(DRAFT)


def opinions_of(data: MonthMemo, posts: tuple[Post, ...], lines: int = 1) -> tuple[Opinion, ...]:
    """Places for those the memo goes up to; a vacant post is skipped, and who signs the memo does not sign again."""
    own = data.office.signer(Post.COMMUNITY_DEVELOPER, data.day).name
    found = []
    for post in posts:
        for signer in data.office.signers_in_order([post], data.day):
            if signer.name != own:
                found.append(Opinion(f"ความเห็นของ{signer.posts[-1]}", signer, lines))
    return tuple(found)


def heading(text: str) -> Words:
    """A numbered heading of the body."""
    return Words(text, bold=True)


def steps_table(data: MonthMemo) -> Callable[[Flow], None]:
    """The table of schemes and rates with its sums."""
    columns = (
        Column("ประเภท", 62),
        Column("อัตรา\n(บาท/เดือน)", 26, "right"),
        Column("จำนวน\n(ราย)", 20, "right"),
        Column("จำนวนเงิน\n(บาท)", 32, "right"),
    )
    amounts = [row.amount_satang * row.count for row in data.steps]
    rows = [
        (
            f"{MONEY[row.scheme]} {step_words(row.scheme, row.step)}".rstrip(),
            baht(row.amount_satang),
            f"{row.count:,}",
            baht(sum_),
        )
        for row, sum_ in zip(data.steps, amounts, strict=True)
    ]
    if data.retro.count:
        rows.append(("ตกเบิก", "", f"{data.retro.count:,}", baht(data.retro.satang)))
        amounts.append(data.retro.satang)

    def draw(flow: Flow) -> None:
        draw_table(flow, columns, rows, totals=Totals(amounts, 3), row_height=6.6, left=flow.left + _TABLE_INSET)
        flow.gap(3)

    return draw


def seal_block(data: MonthMemo) -> Callable[[Flow], None]:
    """The journal head with its QR code, at the left of the place to sign; nothing before the month is closed."""

    def draw(flow: Flow) -> None:
        seal = data.seal
        if seal is None:
            return
        flow.need(_QR_SIDE + 24)
        page, top = flow.page, flow.y + 2
        page.image(qr_png(seal.head), flow.left, top, _QR_SIDE, _QR_SIDE)
        place, _space, printed = seal.head.partition(" ")
        x = flow.left + _QR_SIDE + 2
        lines = (
            (f"ปิดเดือน {thai_date(seal.closed_on)}", False),
            (f"จำนวน {data.total.words}", False),
            ("หัวสมุดรายวัน", False),
            (printed, True),
            (place, True),
        )
        for number, (line, verbatim) in enumerate(lines):
            page.text(x, top + 3.5 + number * 4.4, line, size=_NOTE_SIZE, verbatim=verbatim, bold=line == printed)

    return draw


def changes_words(changes: MonthChanges | None) -> str:
    """What changed since the month before, as a sentence."""
    if changes is None:
        return "ไม่มีข้อมูลของเดือนก่อนในโปรแกรมให้เปรียบเทียบ"
    said = [f"รายใหม่ {changes.new:,} ราย", f"ปรับอัตราตามช่วงอายุ {changes.stepped:,} ราย"]
    if changes.other:
        said.append(f"ปรับอัตราอื่น {changes.other:,} ราย")
    said.append(f"เปลี่ยนวิธีรับเงินหรือบัญชี {changes.accounts:,} ราย")
    why = f" (เสียชีวิต {changes.died:,} ราย ย้ายภูมิลำเนา {changes.moved:,} ราย เหตุอื่น {changes.stopped:,} ราย)"
    said.append(f"พ้นจากการรับเงิน {changes.gone:,} ราย{why if changes.gone else ''}")
    return "เปรียบเทียบกับเดือนก่อน " + " ".join(said)


def results_words(data: MonthMemo) -> str:
    """What did not go as planned, as a sentence."""
    if not data.results_known:
        return f"กำหนดจ่ายเงินวันที่ {dated(data.pay_on)} ยังไม่ได้บันทึกผลการจ่าย"
    said = [
        f"{words} {found.words}"
        for words, found in (
            ("โอนเงินไม่ผ่าน", data.failed),
            ("ไม่มารับเงินสด", data.unclaimed),
            ("ระงับการจ่ายได้ทัน", data.stopped),
        )
        if found.count
    ]
    exceptions = " ".join(said) if said else "ไม่มีรายการที่จ่ายไม่ได้"
    return f"ผลการจ่ายเงินวันที่ {dated(data.pay_on)} {exceptions}"


def gather_month_memo(
    store: Store, scheme_set: SchemeSet, month: Month, source: PaySource, *, day: date | None = None, number: str = ""
) -> MonthMemo:
    """Read what a memo says of a month.

    Args:
        store: The office's store.
        scheme_set: Which schemes.
        month: The month.
        source: Who pays.
        day: The memo's day; else the one recorded, the day of closing, or today.
        number: The memo's number; else the one recorded.

    Raises:
        NothingToPrint: Nobody is paid from that source.
    """
    (lines,) = gather_month_lines(store, scheme_set, month, source)
    record = lines.payment_month
    seal = _seal(lines)
    memo_day = day or (record.memo_on if record else None) or (seal.closed_on if seal else bangkok_today(store.clock))
    exceptions = _exceptions(lines)
    return MonthMemo(
        office=gather_office(store),
        scheme_set=scheme_set,
        source=source,
        month=month,
        pay_on=lines.pay_on,
        sent_on=record.sent_on if record else None,
        day=memo_day,
        number=number or (record.memo_no if record else ""),
        schemes=lines.schemes,
        steps=_steps(lines),
        retro=_summed(line for line in lines.lines if line.kind is not LineKind.REGULAR),
        total=_summed(lines.lines),
        changes=_changes(store, lines),
        failed=exceptions.get(Outcome.TRANSFER_FAILED, CountAndSum()),
        unclaimed=exceptions.get(Outcome.NOT_CLAIMED, CountAndSum()),
        stopped=exceptions.get(Outcome.STOPPED, CountAndSum()),
        results_known=bool(record and record.results_on),
        central=_central(shelf_of(store, scheme_set), lines),
        dika_no=record.dika_no if record else "",
        seal=seal,
        draft=lines.draft,
    )


def _central(shelf: Shelf, lines: MonthLines) -> CountAndSum | None:
    """What the central system shows of the schemes that are paid; None while one of them was not typed."""
    shown = central_totals(shelf, lines.month)
    if any(scheme not in shown for scheme in lines.schemes):
        return None
    figures = [shown[scheme] for scheme in lines.schemes]
    return CountAndSum(sum(count for count, _satang in figures), sum(satang for _count, satang in figures))


def _summed(lines: Iterable[PaymentLine]) -> CountAndSum:
    found = CountAndSum()
    for line in lines:
        found = found.and_one(line.amount_satang)
    return found


def _steps(lines: MonthLines) -> tuple[StepRow, ...]:
    counted = Counter(
        (line.scheme, line.amount_satang, line.step) for line in lines.lines if line.kind is LineKind.REGULAR
    )
    order = tuple(Scheme)
    return tuple(
        StepRow(scheme, step, satang, count)
        for (scheme, satang, step), count in sorted(
            counted.items(), key=lambda item: (order.index(item[0][0]), item[0][1], item[0][2])
        )
    )


def _exceptions(lines: MonthLines) -> dict[Outcome, CountAndSum]:
    amounts = {line.id: line.amount_satang for line in lines.lines}
    found: dict[Outcome, CountAndSum] = {}
    for line_id, result in lines.results.items():
        found[result.outcome] = found.get(result.outcome, CountAndSum()).and_one(amounts.get(line_id, 0))
    return found


def _seal(lines: MonthLines) -> MonthSeal | None:
    record = lines.payment_month
    if record is None or not lines.closed or record.closed_at is None:
        return None
    return MonthSeal(record.anchor, record.closed_at.astimezone(BANGKOK).date(), record.closed_by)


def _changes(store: Store, lines: MonthLines) -> MonthChanges | None:
    if lines.before is None:
        return None
    found = line_changes(lines.before, lines.lines)
    gone = Counter(_why_gone(store, lines, line) for line in found.gone)
    return MonthChanges(
        new=len(found.new),
        stepped=len(found.stepped),
        other=len(found.other),
        accounts=len(found.moved_account),
        died=gone[EndReason.DIED],
        moved=gone[EndReason.MOVED],
        stopped=gone[None],
    )


def _why_gone(store: Store, lines: MonthLines, line: PaymentLine) -> EndReason | None:
    """Died or moved by the pay date, so that a later death does not change an old memo; None for anything else."""
    person = store.get(Citizen, line.person_id)
    if person.deceased and (person.death is None or person.death.effective <= lines.pay_on):
        return EndReason.DIED
    if person.away_since is not None and person.away_since <= lines.pay_on:
        return EndReason.MOVED
    claim = shelf_of(store, lines.scheme_set).get(Claim, line.claim_id)
    ended = claim.ended_on is not None and claim.ended_on <= lines.pay_on
    return claim.end_reason if ended and claim.end_reason in (EndReason.DIED, EndReason.MOVED) else None
