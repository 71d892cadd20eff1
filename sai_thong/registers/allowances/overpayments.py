"""Money paid without right: the case, the facts letter, the explanation, the decision, the demand, the repayments.

Amounts come from the frozen lines; no interest is asked (ป.พ.พ. มาตรา 412 lies near: who received in good faith and
spent it need not give it back). No case opens while only the year or the month of death is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.labels import OVERPAYMENT_STATE_LABELS
from sai_thong.registers.allowances.payments import LEFT, Ledger
from sai_thong.registers.allowances.records import (
    MonthState,
    Overpayment,
    OverpaymentOutcome,
    OverpaymentState,
    PaymentLine,
    Repayment,
)
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.rules.paid_months import overpaid_months
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet, scheme_set_of
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht

_NOT_ASKED_BACK = frozenset({OverpaymentOutcome.GOOD_FAITH, OverpaymentOutcome.WRITTEN_OFF})


@dataclass(frozen=True)
class OverpaymentView:
    """A case with everything its page and letters need.

    Attributes:
        case: The case.
        citizen: Who was paid.
        lines: The payments without right, in order of month.
        repayments: What came back, in order.
    """

    case: Overpayment
    citizen: Citizen
    lines: tuple[PaymentLine, ...]
    repayments: tuple[Repayment, ...]

    @property
    def repaid_satang(self) -> int:
        """What came back so far."""
        return sum(each.amount_satang for each in self.repayments)

    @property
    def outstanding_satang(self) -> int:
        """What is still open; nothing once the case is closed, whatever the outcome."""
        return 0 if self.case.state is OverpaymentState.CLOSED else self.case.amount_satang - self.repaid_satang


def overpayment_view(store: Store, scheme_set: SchemeSet, case: Overpayment) -> OverpaymentView:
    """One case in full."""
    shelf = shelf_of(store, scheme_set)
    lines = shelf.find(PaymentLine, id=case.line_ids) if case.line_ids else []
    return OverpaymentView(
        case,
        store.get(Citizen, case.person_id),
        tuple(sorted(lines, key=lambda line: line.paid_for)),
        tuple(shelf.find(Repayment, overpayment_id=case.id)),
    )


def overpayment_list(store: Store, scheme_set: SchemeSet, *, open_only: bool = True) -> list[OverpaymentView]:
    """The cases of a set in the order they were opened."""
    cases = shelf_of(store, scheme_set).find(Overpayment)
    wanted = (case for case in cases if not open_only or case.state is not OverpaymentState.CLOSED)
    return [overpayment_view(store, scheme_set, case) for case in wanted]


def ask_explanation(
    store: Store,
    case: Overpayment,
    *,
    on_day: date,
    addressee: str,
    address: str,
    letter_no: str = "",
    why: str = "",
) -> Saved[Overpayment]:
    """หนังสือแจ้งข้อเท็จจริงและขอให้ชี้แจง: the facts go out first, with the right to explain; its number may come later.

    Raises:
        IllegalStep: It went out before.
        Incomplete: Nobody is addressed.
    """
    _need_state(case, OverpaymentState.OPEN)
    if not addressee.strip():
        raise Incomplete(_("The letter needs an addressee."), do=_("Write who received the money, or the heir."))
    return _change(
        store,
        case,
        why,
        state=OverpaymentState.EXPLANATION_ASKED,
        facts_letter_no=letter_no.strip(),
        explanation_asked_on=on_day,
        addressee=addressee.strip(),
        addressee_address=address.strip(),
    )


def record_explanation(
    store: Store, case: Overpayment, text: str, *, on_day: date, why: str = ""
) -> Saved[Overpayment]:
    """What the addressee explained; it may also be written that nobody answered."""
    _need_state(case, OverpaymentState.EXPLANATION_ASKED)
    return _change(store, case, why, explanation=text.strip(), explained_on=on_day)


def decide(
    store: Store,
    case: Overpayment,
    *,
    decision: str,
    decision_no: str,
    decided_on: date,
    not_asked_back: OverpaymentOutcome | None = None,
    why: str = "",
) -> Saved[Overpayment]:
    """The executive's decision, which must come before any demand.

    Args:
        store: The office's store.
        case: The case as read.
        decision: In words.
        decision_no: Number of the order or memo.
        decided_on: Its day.
        not_asked_back: `GOOD_FAITH` or `WRITTEN_OFF` closes the case with this order; None goes on to the demand.
        why: For the journal.

    Raises:
        IllegalStep: Nobody was asked to explain yet.
        Incomplete: The decision has no words or no number.
        NotPossible: The outcome is none that an order can give.
    """
    _need_state(case, OverpaymentState.EXPLANATION_ASKED)
    if not decision.strip() or not decision_no.strip():
        raise Incomplete(_("The decision needs its words and its number."), do=_("Fill in what is empty."))
    if not_asked_back is not None and not_asked_back not in _NOT_ASKED_BACK:
        raise NotPossible(
            _("An order cannot end a case in this way."), do=_("Choose “received in good faith” or “written off”.")
        )
    closed = not_asked_back is not None
    return _change(
        store,
        case,
        why,
        state=OverpaymentState.CLOSED if closed else OverpaymentState.DECIDED,
        decision=decision.strip(),
        decision_no=decision_no.strip(),
        decided_on=decided_on,
        outcome=not_asked_back,
        closed_on=decided_on if closed else None,
    )


def demand(store: Store, case: Overpayment, *, on_day: date, letter_no: str = "", why: str = "") -> Saved[Overpayment]:
    """หนังสือแจ้งให้คืนเงิน, only after a recorded decision; its number may come later."""
    _need_state(case, OverpaymentState.DECIDED)
    return _change(
        store,
        case,
        why,
        state=OverpaymentState.DEMANDED,
        demand_letter_no=letter_no.strip(),
        demanded_on=on_day,
    )


def agree_instalments(
    store: Store, case: Overpayment, *, instalment_satang: int, from_month: Month, why: str = ""
) -> Saved[Overpayment]:
    """ผ่อนชำระ: so much a month from a month on, without interest.

    Raises:
        IllegalStep: Nothing was demanded yet.
        NotPossible: The instalment is nothing, or more than the debt.
    """
    _need_state(case, OverpaymentState.DECIDED, OverpaymentState.DEMANDED)
    if not 0 < instalment_satang <= case.amount_satang:
        raise NotPossible(
            _("An instalment lies between one satang and the whole debt."),
            do=_("Correct the amount of the instalment."),
        )
    return _change(
        store,
        case,
        why,
        outcome=OverpaymentOutcome.INSTALMENTS,
        instalment_satang=instalment_satang,
        instalments_from=from_month,
    )


def repay(
    store: Store, case: Overpayment, *, on_day: date, amount_satang: int, receipt_no: str, why: str = ""
) -> Saved[Overpayment]:
    """Money came back; the case closes when nothing is left.

    Raises:
        IllegalStep: The case is closed.
        NotPossible: Nothing, or more than is open.
        Incomplete: No receipt number.
    """
    if case.state is OverpaymentState.CLOSED:
        raise _illegal(case)
    if not receipt_no.strip():
        raise Incomplete(_("Money is taken only against a receipt."), do=_("Write the receipt's number."))
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set_of(case.scheme))
        left = case.amount_satang - repaid(writer, case)
        if not 0 < amount_satang <= left:
            raise NotPossible(
                _("{amount} baht are still open.").format(amount=baht(left)),
                do=_("Take no more than that, and correct the amount."),
            )
        writer.insert(
            Repayment(overpayment_id=case.id, on_day=on_day, amount_satang=amount_satang, receipt_no=receipt_no.strip())
        )
        kept = case
        if amount_satang == left:
            kept = writer.update(
                case, state=OverpaymentState.CLOSED, outcome=OverpaymentOutcome.REPAID, closed_on=on_day
            )
        return Saved(kept, tx.changes)


def conclude(
    store: Store, case: Overpayment, outcome: OverpaymentOutcome, *, on_day: date, decision_no: str, why: str = ""
) -> Saved[Overpayment]:
    """End a demanded case otherwise than by repaying: taken to court, written off, or not asked back after all.

    Raises:
        IllegalStep: Nothing was decided yet.
        NotPossible: Repaying ends a case by itself.
        Incomplete: No order number.
    """
    _need_state(case, OverpaymentState.DECIDED, OverpaymentState.DEMANDED)
    if outcome not in _NOT_ASKED_BACK | {OverpaymentOutcome.LAWSUIT}:
        raise NotPossible(_("A case ends in this way by itself."), do=_("Record the repayment instead."))
    if not decision_no.strip():
        raise Incomplete(_("The order that ends the case has no number."), do=_("Write the order's number."))
    return _change(
        store,
        case,
        why,
        state=OverpaymentState.CLOSED,
        outcome=outcome,
        decision_no=decision_no.strip(),
        closed_on=on_day,
    )


def repaid(shelf: Shelf, case: Overpayment) -> int:
    """Satang that came back on a case."""
    return sum(each.amount_satang for each in shelf.find(Repayment, overpayment_id=case.id))


def follow_overpayments(
    writer: ShelfWriter, files: Iterable[CaseFile], book: RuleBook, ledger: Ledger, today: date
) -> None:
    """Open a case for what is now known to be paid without right; correct or withdraw cases nobody was told of yet."""
    for file in files:
        lines = _gone_out(ledger, file.claim.id, today)
        wrong = _without_right(file, book, lines)
        cases = writer.find(Overpayment, claim_id=file.claim.id)
        _withdraw(writer, cases, {line.id for line in lines} - set(wrong), today)
        # A case that was withdrawn says nothing any more: the same payments may turn out wrong after all.
        told = (case for case in cases if case.outcome is not OverpaymentOutcome.WITHDRAWN)
        known = {line_id for case in told for line_id in case.line_ids}
        by_cause: dict[EndReason, list[PaymentLine]] = {}
        for line in lines:
            if line.id in wrong and line.id not in known:
                by_cause.setdefault(wrong[line.id], []).append(line)
        for cause, found in by_cause.items():
            open_case(writer, file, cause, found, today)


def open_case(
    writer: ShelfWriter, file: CaseFile, cause: EndReason, lines: Sequence[PaymentLine], today: date
) -> Overpayment:
    """Open a case for payments without right, or add them to the case of that cause nobody was told of yet."""
    amount = sum(line.amount_satang for line in lines)
    for case in writer.find(Overpayment, claim_id=file.claim.id, cause=cause, state=OverpaymentState.OPEN):
        line_ids = (*case.line_ids, *(line.id for line in lines))
        return writer.update(case, line_ids=line_ids, amount_satang=case.amount_satang + amount)
    person = file.citizen
    return writer.insert(
        Overpayment(
            person_id=person.id,
            claim_id=file.claim.id,
            scheme=file.claim.scheme,
            cause=cause,
            line_ids=tuple(line.id for line in lines),
            amount_satang=amount,
            discovered_on=today,
            addressee="" if person.deceased else person.full_name,
            addressee_address="" if person.deceased else person.contact_address,
        )
    )


def lines_came_back(writer: ShelfWriter, lines: Iterable[PaymentLine], today: date) -> None:
    """Money that never reached the person is owed by nobody: take its lines out of the open cases."""
    for line in lines:
        for case in writer.find(Overpayment, claim_id=line.claim_id):
            if case.state is not OverpaymentState.CLOSED and line.id in case.line_ids:
                _take_out(writer, case, {line.id}, today)


def _gone_out(ledger: Ledger, claim_id: str, today: date) -> list[PaymentLine]:
    """Lines whose money left and has not come back; on the evening of the pay date it has left, whatever was keyed."""
    found = []
    for line in ledger.standing([claim_id]):
        month = ledger.months[line.payment_month_id]
        passed = month.state is MonthState.SENT and month.pay_on is not None and month.pay_on < today
        if month.state in LEFT or passed:
            found.append(line)
    return found


def _without_right(file: CaseFile, book: RuleBook, lines: Sequence[PaymentLine]) -> dict[str, EndReason]:
    """The lines to which there was no right, by what is known now, with what ended it."""
    amounts: dict[Month, int] = {}
    for line in lines:
        amounts[line.paid_for] = amounts.get(line.paid_for, 0) + line.amount_satang
    found = overpaid_months(file.person_facts, file.claim_facts, amounts, book.law, book.pay_on)
    causes = {each.month: _cause(each.reason.code, file) for each in found}
    return {line.id: causes[line.paid_for] for line in lines if line.paid_for in causes}


def _cause(code: ReasonCode, file: CaseFile) -> EndReason:
    if code is ReasonCode.DIED:
        return EndReason.DIED
    if code is ReasonCode.MOVED_AWAY:
        return EndReason.MOVED
    return file.claim.end_reason or EndReason.UNQUALIFIED if code is ReasonCode.ENDED else EndReason.UNQUALIFIED


def _withdraw(writer: ShelfWriter, cases: Iterable[Overpayment], right: set[str], today: date) -> None:
    """Take payments to which there was a right after all out of cases nobody was told of yet."""
    for case in cases:
        untold = case.state is OverpaymentState.OPEN and case.cause is not EndReason.DUPLICATE
        if untold and (mistaken := right & set(case.line_ids)):
            _take_out(writer, case, mistaken, today)


def _take_out(writer: ShelfWriter, case: Overpayment, line_ids: set[str], today: date) -> None:
    remaining = tuple(each for each in case.line_ids if each not in line_ids)
    amount = sum(line.amount_satang for line in (writer.find(PaymentLine, id=remaining) if remaining else ()))
    if remaining:
        writer.update(case, line_ids=remaining, amount_satang=amount)
    else:
        writer.update(case, state=OverpaymentState.CLOSED, outcome=OverpaymentOutcome.WITHDRAWN, closed_on=today)


def _change(store: Store, case: Overpayment, why: str, **values: object) -> Saved[Overpayment]:
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set_of(case.scheme))
        return Saved(writer.update(case, **values), tx.changes)  # type: ignore[arg-type]


def _need_state(case: Overpayment, *states: OverpaymentState) -> None:
    if case.state not in states:
        raise _illegal(case)


def _illegal(case: Overpayment) -> IllegalStep:
    return IllegalStep(
        _("The case stands at “{state}”, from where this step does not follow.").format(
            state=_(OVERPAYMENT_STATE_LABELS[case.state])
        ),
        do=_("First the facts and the right to explain, then the decision, then the demand."),
    )
