"""Every paper that can be printed: its key, its Thai name, what must be chosen for it, and how it is made.

`prepare` reads what a paper needs from the store and gives a `PaperJob`: plain data, which a worker process turns
into a PDF without the store::

    job = prepare(store, "payment-list", PaperRequest(month=Month.parse_be("2569-11")))
    pdf = job.pdf()                 # all pages
    pdf = job.pdf(pages=[3])        # one page again
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sai_thong.db.store import Store
from sai_thong.forms.allowances import disbursement_memo, month_memo, month_report, payment_list
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.office.preferences import paper_settings
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind, PaperRequest
from sai_thong.ground.clock import Clock, FixedClock
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.law.terms import PaySource, SchemeSet
from sai_thong.thai.calendar import Month


class ChoiceMissing(BadInput):
    """Something that the paper needs was not chosen.

    Attributes:
        need: What.
    """

    def __init__(self, name: str, need: Need) -> None:
        told = {
            Need.MONTH: _("Choose the month."),
            Need.RECORD: _("Choose whom or what it is about."),
            Need.FISCAL_YEAR: _("Choose the fiscal year."),
        }
        super().__init__(_("“{paper}” cannot be printed yet.").format(paper=name), do=told[need])
        self.need = need


class NoSuchPaper(BadInput):
    """No paper has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(
            _("There is no paper called “{key}”.").format(key=key),
            do=_("Choose one of: {keys}.").format(keys=", ".join(each.key for each in PAPERS)),
        )


class NoSuchPage(BadInput):
    """The paper is shorter than that."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(
            _("The paper has no page {number}.").format(number=number),
            do=_("Choose pages from 1 to {count}.").format(count=count),
        )


@dataclass(frozen=True)
class PaperJob:
    """A paper with all its data: plain, so that a worker process can draw it.

    Attributes:
        kind_key: Which paper.
        data: Its data.
        settings: The office's choices.
        moment: The moment of printing, UTC.
    """

    kind_key: str
    data: Any
    settings: PaperSettings
    moment: datetime

    def paper(self) -> Paper:
        """Draw it."""
        return paper_kind(self.kind_key).draw(self.data, self.settings, FixedClock(self.moment))

    def pdf(self, pages: Iterable[int] | None = None) -> bytes:
        """Draw it and give its bytes: all pages, or those numbered (from 1).

        Raises:
            NoSuchPage: It has no page of that number.
        """
        paper = self.paper()
        chosen = None if pages is None else list(pages)
        for number in chosen or ():
            if not 1 <= number <= len(paper.pages):
                raise NoSuchPage(number, len(paper.pages))
        return paper.pdf(chosen)


def prepare(store: Store, key: str, request: PaperRequest, *, settings: PaperSettings | None = None) -> PaperJob:
    """Read everything a paper needs.

    Args:
        store: The office's store.
        key: Which paper.
        request: What was chosen for it.
        settings: In place of the office's own, such as for a pre-printed form.

    Raises:
        NoSuchPaper: No paper has this key.
        ChoiceMissing: Something it needs was not chosen.
        SaiThongError: What it is about refuses, such as a month in which nobody is paid.
    """
    kind = paper_kind(key)
    for need in Need:
        if need in kind.needs and not _given(request, need):
            raise ChoiceMissing(kind.name, need)
    return PaperJob(key, kind.gather(store, request), settings or paper_settings(store), store.clock.now())


def paper_kind(key: str) -> PaperKind:
    """The paper called `key`; `NoSuchPaper` when there is none."""
    for each in PAPERS:
        if each.key == key:
            return each
    raise NoSuchPaper(key)


def _given(request: PaperRequest, need: Need) -> bool:
    values = {
        Need.MONTH: request.month,
        Need.RECORD: request.record_id,
        Need.FISCAL_YEAR: request.fiscal_year_be,
    }
    return bool(values[need])


def _month(request: PaperRequest) -> Month:
    """The month, which `prepare` has made sure of."""
    assert request.month is not None
    return request.month


def _payment_list(cash: bool | None) -> Callable[[Store, PaperRequest], payment_list.PaymentList]:
    def gather(store: Store, request: PaperRequest) -> payment_list.PaymentList:
        return payment_list.gather_payment_list(
            store,
            request.scheme_set,
            _month(request),
            source=request.source,
            moo=request.moo,
            scheme=request.scheme,
            cash=cash,
        )

    return gather


def _month_memo(source: PaySource) -> Callable[[Store, PaperRequest], month_memo.MonthMemo]:
    def gather(store: Store, request: PaperRequest) -> month_memo.MonthMemo:
        return month_memo.gather_month_memo(
            store, request.scheme_set, _month(request), source, day=request.day, number=request.number
        )

    return gather


_ANY_SET = tuple(SchemeSet)
_LIST_CHOICES = frozenset({Choice.SOURCE, Choice.SCHEME_SET, Choice.SCHEME, Choice.MOO})
_MEMO_CHOICES = frozenset({Choice.SCHEME_SET, Choice.DAY, Choice.NUMBER})


def _of_month(
    key: str,
    name: str,
    choices: frozenset[Choice],
    gather: Callable[[Store, PaperRequest], Any],
    draw: Callable[[Any, PaperSettings, Clock], Paper],
    *,
    sets: tuple[SchemeSet, ...] = _ANY_SET,
) -> PaperKind:
    return PaperKind(key, name, frozenset({Need.MONTH}), choices, sets, About.NOTHING, gather, draw)


PAPERS: tuple[PaperKind, ...] = (
    _of_month("payment-list", "บัญชีรายชื่อผู้รับเงิน", _LIST_CHOICES, _payment_list(None), payment_list.payment_list),
    _of_month(
        "payment-list-cash",
        "บัญชีรายชื่อผู้รับเงิน (เงินสด)",
        _LIST_CHOICES,
        _payment_list(cash=True),
        payment_list.payment_list,
        sets=(SchemeSet.ORDINARY,),
    ),
    _of_month(
        "payment-list-transfer",
        "บัญชีรายชื่อผู้รับเงิน (โอนเข้าบัญชี)",
        _LIST_CHOICES,
        _payment_list(cash=False),
        payment_list.payment_list,
        sets=(SchemeSet.ORDINARY,),
    ),
    _of_month(
        "month-report",
        "บันทึกรายงานผลการตรวจสอบและการจ่าย",
        _MEMO_CHOICES,
        _month_memo(PaySource.CGD),
        month_report.month_report,
    ),
    _of_month(
        "disbursement-memo",
        "บันทึกขออนุมัติเบิกจ่าย",
        _MEMO_CHOICES,
        _month_memo(PaySource.LAO),
        disbursement_memo.disbursement_memo,
    ),
)
"""Every paper, in the order the window lists them."""
