"""The claims of a set as rows, read at once on the store's thread, with what each waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.records import CardExpiry, ClaimState, ProofOfLife
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import ChipText, Row, Tone
from sai_thong.ui.pages.allowances.month_board import scheme_words

_SOON_DAYS = 90

WAITS: dict[str, str] = {
    "submitted": N_("Waits for the officer"),
    "checking": N_("Waits for the committee"),
    "committee": N_("Waits for the executive's order"),
    "review": N_("Brought over, to be reviewed"),
    "draft": N_("Draft"),
    "suspended": N_("Suspended"),
    "income": N_("Income to look into"),
    "card": N_("Card ends or has ended"),
    "authority": N_("Authority ends or has ended"),
    "proof": N_("Proof of life asked for"),
    "moved": N_("Moved away"),
    "over": N_("Ended or refused"),
}
"""What the list can be narrowed to: key and English message id."""

_STANDING = (
    ("suspended", Tone.BAD),
    ("income", Tone.WARNING),
    ("card", Tone.WARNING),
    ("review", Tone.ACCENT),
)
"""What an accepted claim is said to wait for, the weightiest first."""

_TONES = {
    ClaimState.ACCEPTED: Tone.OK,
    ClaimState.REFUSED: Tone.PLAIN,
    ClaimState.ENDED: Tone.PLAIN,
    ClaimState.DRAFT: Tone.PLAIN,
}


@dataclass(frozen=True)
class ClaimRows:
    """The rows, and how many wait for each thing."""

    rows: list[Row]
    waiting: dict[str, int]


def read_claims(store: Store, scheme_set: SchemeSet) -> ClaimRows:
    """Every claim of a set."""
    today = bangkok_today(store.clock)
    owed = {proof.person_id for proof in shelf_of(store, scheme_set).find(ProofOfLife, seen_on=None)}
    rows = [_row(file, today, owes_proof=file.citizen.id in owed) for file in load_case_files(store, scheme_set)]
    waiting: dict[str, int] = {}
    for row in rows:
        for key in row["waits"]:
            waiting[key] = waiting.get(key, 0) + 1
    return ClaimRows(rows, waiting)


def _row(file: CaseFile, today: date, *, owes_proof: bool) -> Row:
    person, claim = file.citizen, file.claim
    waits = tuple(_waits(file, today, owes_proof=owes_proof))
    return {
        "id": claim.id,
        "ticked": False,
        "file": file,
        "person_id": person.id,
        "name": person.full_name,
        "order": sort_key(person.full_name),
        "moo": person.moo,
        "scheme": scheme_words(claim.scheme),
        "scheme_key": claim.scheme.value,
        "number": f"{claim.register_no}/{claim.register_year_be}" if claim.register_no is not None else "",
        "waits": waits,
        "state": _chip(file, waits),
        "search": search_form(
            f"{person.full_name} {person.citizen_id or ''} บ้านเลขที่ {person.house_no} หมู่ {person.moo} ม.{person.moo}"
        ),
    }


def _chip(file: CaseFile, waits: tuple[str, ...]) -> ChipText:
    state = file.claim.state
    if state is ClaimState.ACCEPTED:
        for key, tone in _STANDING:
            if key in waits:
                return ChipText(_(WAITS[key]), tone)
    if state is ClaimState.ENDED and file.claim.end_reason is not None:
        return ChipText(_("Ended: {reason}").format(reason=label_of(file.claim.end_reason)), Tone.PLAIN)
    return ChipText(label_of(state), _TONES.get(state, Tone.ACCENT))


def _waits(file: CaseFile, today: date, *, owes_proof: bool) -> Iterator[str]:
    claim = file.claim
    by_state = {
        ClaimState.DRAFT: "draft",
        ClaimState.SUBMITTED: "submitted",
        ClaimState.CHECKING: "checking",
        ClaimState.COMMITTEE_APPROVES: "committee",
        ClaimState.COMMITTEE_REJECTS: "committee",
        ClaimState.REFUSED: "over",
        ClaimState.ENDED: "over",
    }
    if claim.state in by_state:
        yield by_state[claim.state]
        return
    if claim.needs_review:
        yield "review"
    if any(each.resumed_on is None for each in file.suspensions):
        yield "suspended"
    if any(each.to_day is None or each.reviewed_on is None for each in file.incomes):
        yield "income"
    if claim.scheme is Scheme.DISABILITY and _card_ends(file, today):
        yield "card"
    until = claim.proxy_authority_until
    if until is not None and (until - today).days <= _SOON_DAYS:
        yield "authority"
    if owes_proof:
        yield "proof"
    if file.citizen.away_since is not None:
        yield "moved"


def _card_ends(file: CaseFile, today: date) -> bool:
    card = file.card
    if card is None or card.expiry is CardExpiry.UNKNOWN:
        return True
    return card.expires_on is not None and (card.expires_on - today).days <= _SOON_DAYS
