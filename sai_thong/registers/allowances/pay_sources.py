"""Who moves the money of a scheme in a month: what the office recorded, else what the law tables say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import MonthState, PaymentMonth, SchemePaySource
from sai_thong.registers.allowances.refusals import NotPossible, WrongMonthState, need_reason
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet, scheme_set_of
from sai_thong.thai.calendar import Month


@dataclass(frozen=True)
class PaySourcePeriod:
    """Who pays a scheme for a time.

    Attributes:
        scheme: Which scheme.
        source: Who pays.
        from_month: First month.
        to_month: Last month, or None while it is open.
        recorded: The office's record, or None where the law tables say so.
        legal_ref: Where the law tables say so, or empty.
    """

    scheme: Scheme
    source: PaySource
    from_month: Month
    to_month: Month | None
    recorded: SchemePaySource | None
    legal_ref: str


def pay_source(recorded: Iterable[SchemePaySource], scheme: Scheme, month: Month, law: AllowanceLaw) -> PaySource:
    """The pay source of `scheme` in `month`."""
    begun = [each for each in recorded if each.scheme is scheme and each.from_month <= month]
    return max(begun, key=lambda each: each.from_month).source if begun else law.pay_source(scheme, month)


def pay_source_periods(store: Store) -> list[PaySourcePeriod]:
    """Who paid and pays each scheme, the latest first; schemes whose set this user may not open are left out."""
    law = office_law(store)
    found: list[PaySourcePeriod] = []
    for scheme in Scheme:
        try:
            recorded = shelf_of(store, scheme_set_of(scheme)).find(SchemePaySource, scheme=scheme)
        except SetClosed:
            continue
        found += reversed(_periods(scheme, recorded, law))
    return found


def set_pay_source(
    store: Store, scheme: Scheme, source: PaySource, from_month: Month, *, why: str
) -> Saved[SchemePaySource]:
    """Let `source` pay a scheme from a month on; months sent before keep who paid them.

    Raises:
        Incomplete: No reason is given.
        WrongMonthState: The month, or one after it, is sent already.
        NotPossible: It is paid so already.
    """
    need_reason(why)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set_of(scheme))
        newest = newest_sent_month(writer)
        if newest is not None and from_month <= newest:
            raise WrongMonthState(
                _("{month} is sent already.").format(month=newest.name),
                do=_("Begin with {month} or later.").format(month=newest.next().name),
            )
        recorded = writer.find(SchemePaySource, scheme=scheme)
        if pay_source(recorded, scheme, from_month, office_law(tx)) is source:
            raise NotPossible(
                _("It is paid from this source in {month} already.").format(month=from_month.name),
                do=_("Choose the other source, or another month."),
            )
        same_month = [each for each in recorded if each.from_month == from_month]
        if same_month:
            kept = writer.update(same_month[0], source=source)
        else:
            record_id = writer.natural_id("pay-source", scheme.value, from_month.iso)
            kept = writer.insert(
                SchemePaySource(scheme=scheme, from_month=from_month, source=source), record_id=record_id
            )
        return Saved(kept, tx.changes)


def newest_sent_month(shelf: Shelf) -> Month | None:
    """The latest month of a set of which anything was sent; None before the first."""
    sent = (each.month for each in shelf.find(PaymentMonth) if each.state is not MonthState.PREPARING)
    return max(sent, default=None)


def first_month_to_change(store: Store, scheme_set: SchemeSet, at_least: Month) -> Month:
    """The first month from which the source can be changed, not before `at_least`."""
    newest = newest_sent_month(shelf_of(store, scheme_set))
    return at_least if newest is None else max(at_least, newest.next())


def _periods(scheme: Scheme, recorded: Iterable[SchemePaySource], law: AllowanceLaw) -> list[PaySourcePeriod]:
    """The periods in order: the law's until the office's first record, the office's from there on."""
    own = sorted(recorded, key=lambda each: each.from_month)
    own_from = own[0].from_month if own else None
    of_law = [(Month.of(rule.effective_from), rule) for rule in law.pay_sources[scheme]]
    starts: list[tuple[Month, PaySource, SchemePaySource | None, str]] = [
        (month, rule.source, None, rule.legal_ref) for month, rule in of_law if own_from is None or month < own_from
    ]
    starts += [(each.from_month, each.source, each, "") for each in own]
    return [
        PaySourcePeriod(scheme, source, month, after[0].previous() if after else None, record, legal_ref)
        for (month, source, record, legal_ref), after in zip(starts, [*starts[1:], None], strict=True)
    ]
