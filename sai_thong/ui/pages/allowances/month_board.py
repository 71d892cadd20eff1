"""A month as the window lists it: `MonthView` turned into rows on the store's thread; the window only paints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sai_thong.db.store import Store
from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.chips import Chip, ChipKind, Weight, kind_label
from sai_thong.registers.allowances.findings import Finding, FindingCode
from sai_thong.registers.allowances.month_changes import MonthChangeKind
from sai_thong.registers.allowances.month_view import MonthRow, MonthView, month_view
from sai_thong.registers.allowances.months import months_of
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form
from sai_thong.ui.kit.chip import ChipText
from sai_thong.ui.kit.columns import Row
from sai_thong.ui.theme import Tone

TONES: Mapping[Weight, Tone] = {
    Weight.READY: Tone.OK,
    Weight.NEWS: Tone.ACCENT,
    Weight.LOOK: Tone.WARNING,
    Weight.STOP: Tone.BAD,
    Weight.PLAIN: Tone.PLAIN,
}

BLOCKED = "blocked"
"""The state key of who would be paid, but stops the month from being closed."""

_SHORT_SCHEMES = {
    Scheme.OLD_AGE: N_("Elderly"),
    Scheme.DISABILITY: N_("Disabled"),
    Scheme.HIV: N_("Assistance"),
}

FINDING_WORDS: Mapping[FindingCode, str] = {
    FindingCode.NO_CITIZEN_ID: N_("No citizen ID"),
    FindingCode.NO_ACCOUNT: N_("No account number"),
    FindingCode.OTHER_ACCOUNT: N_("Another account than on record"),
    FindingCode.NO_PROXY: N_("No proxy recorded"),
    FindingCode.NOTHING_DUE: N_("Retro pay with nothing due"),
    FindingCode.PAID_TWICE: N_("Twice in one month"),
    FindingCode.NO_CLAIM_LEFT: N_("All claims ended as duplicates"),
    FindingCode.DEATH_DATE_INCOMPLETE: N_("Died, day not known"),
    FindingCode.DIED_ON_JOINED: N_("Death written on a joined record"),
    FindingCode.MOVED_ON_JOINED: N_("Move written on a joined record"),
    FindingCode.CARD_EXPIRED: N_("Disability card expired"),
    FindingCode.CARD_UNKNOWN: N_("Card expiry not known"),
    FindingCode.INCOME_REVIEW: N_("Income ended, look into it"),
    FindingCode.BROUGHT_OVER: N_("Brought over, to be reviewed"),
    FindingCode.BIRTH_INCOMPLETE: N_("Birth date incomplete"),
    FindingCode.SHARED_ACCOUNT: N_("One account for several"),
    FindingCode.SHARED_PHONE: N_("One telephone for several"),
    FindingCode.SHARED_PROXY: N_("One proxy for several"),
    FindingCode.PROXY_IS_STAFF: N_("Proxy works for the office"),
    FindingCode.PROXY_DIED: N_("Proxy has died"),
    FindingCode.AUTHORITY_EXPIRED: N_("Authority expired"),
    FindingCode.ON_OTHER_LIST: N_("Found on another list"),
    FindingCode.STOP_NOT_TOLD: N_("Payment to be stopped"),
    FindingCode.STOP_NOT_SETTLED: N_("Stop not settled"),
    FindingCode.CASH_NOT_BALANCED: N_("Cash does not balance"),
    FindingCode.CASH_WITHOUT_DAY: N_("Cash without a cash day"),
    FindingCode.CASH_NOT_RETURNED: N_("Unclaimed cash not returned"),
    FindingCode.PREVIOUS_NOT_CLOSED: N_("Earlier month open"),
    FindingCode.LATER_CLOSED: N_("Later month closed"),
    FindingCode.MADE_APART: N_("Sent or closed twice"),
    FindingCode.CENTRAL_DIFFERS: N_("Differs from the central system"),
    FindingCode.CHANGED_AFTER_SENDING: N_("Changed after sending"),
    FindingCode.VILLAGE_SAYS_DIED: N_("Village head tells of a death"),
    FindingCode.VILLAGE_SAYS_MOVED: N_("Village head tells of a move"),
    FindingCode.RETRO_AFTER_DEATH: N_("Retro pay after a death"),
}
"""English message ids of each kind of finding, for groups and chips."""


@dataclass(frozen=True)
class MonthBoard:
    """One month as listed.

    Attributes:
        view: What the register says of it.
        rows: A row of the list a payment or unpaid claim.
        came: People paid now and not the month before; None when there is no month before.
        left: The reverse.
    """

    view: MonthView
    rows: list[Row]
    came: int | None
    left: int | None

    @property
    def payments(self) -> list[Row]:
        """The rows of payments, without those who get nothing."""
        return [row for row in self.rows if row["line_id"]]

    @property
    def villages(self) -> list[int]:
        """The villages of the rows."""
        return sorted({row["moo"] for row in self.rows if row["moo"] is not None})

    @property
    def states(self) -> list[tuple[str, str]]:
        """(key, words) of the states that occur, for the filter."""
        found = {row["state_key"]: row["state_words"] for row in self.rows}
        return sorted(found.items(), key=lambda each: _STATE_ORDER.get(each[0], len(_STATE_ORDER)))


_STATE_ORDER = {BLOCKED: -1, **{kind.value: place for place, kind in enumerate(ChipKind)}}


def read_board(store: Store, scheme_set: SchemeSet, month: Month) -> MonthBoard:
    """Read and compute a month; takes a second or two for ten thousand people."""
    view = month_view(store, scheme_set, month)
    has_before = bool(months_of(shelf_of(store, scheme_set), month.previous()))
    kinds = [change.kind for change in view.changes]
    return MonthBoard(
        view=view,
        rows=list(_rows(view)),
        came=kinds.count(MonthChangeKind.ADDED) if has_before else None,
        left=kinds.count(MonthChangeKind.GONE) if has_before else None,
    )


def scheme_words(scheme: Scheme) -> str:
    """The short name of a scheme for a list."""
    return _(_SHORT_SCHEMES[scheme])


def _rows(view: MonthView) -> Iterator[Row]:
    blocking: dict[str, Finding] = {}
    for finding in view.findings:
        if finding.blocking and finding.claim_id:
            blocking.setdefault(finding.claim_id, finding)
    for row in view.rows:
        yield _row(row, blocking.get(row.claim_id))


def _row(row: MonthRow, blocking: Finding | None) -> Row:
    key, words, chip = _state(row.chip, blocking if row.line_id else None)
    return {
        "id": row.line_id or f"claim {row.claim_id}",
        "line_id": row.line_id,
        "claim_id": row.claim_id,
        "person_id": row.person_id,
        "name": row.name,
        "order": sort_key(row.name),
        "moo": row.moo,
        "scheme": scheme_words(row.scheme),
        "scheme_key": row.scheme.value,
        "amount": row.amount_satang if row.line_id else None,
        "way": "" if row.channel is None else _("Cash") if row.channel.is_cash else _("Transfer"),
        "state": chip,
        "state_key": key,
        "state_words": words,
        "search": search_form(f"{row.name} {row.citizen_id} บ้านเลขที่ {row.house_no} หมู่ {row.moo} ม.{row.moo}"),
    }


def _state(chip: Chip, blocking: Finding | None) -> tuple[str, str, ChipText]:
    """Key and words of the state for the filter, and its chip; what blocks closing hides mere news."""
    if blocking is not None and chip.weight is not Weight.STOP:
        return BLOCKED, _("Must be settled"), ChipText(_(FINDING_WORDS[blocking.code]), Tone.BAD)
    return chip.kind.value, kind_label(chip.kind), ChipText(chip.text, TONES[chip.weight])
