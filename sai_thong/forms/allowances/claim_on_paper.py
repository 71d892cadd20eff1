"""A claim with everything its papers say of it, found by its own id or by whose it is."""

from __future__ import annotations

from collections.abc import Iterable

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.person_on_paper import find_citizen
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.records import Claim, ClaimState
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, SchemeSet, scheme_set_of

_OVER = frozenset({ClaimState.ENDED, ClaimState.REFUSED})


def find_case_file(store: Store, written: str, scheme_set: SchemeSet, scheme: Scheme | None = None) -> CaseFile:
    """The case file of a claim, by the claim's id, or by the person's record id or citizen id.

    Of several claims of one person the one of `scheme`, and of those the newest that is not over, is meant.

    Raises:
        NothingToPrint: There is none.
    """
    shelf = shelf_of(store, scheme_set)
    claim = _find_claim(store, shelf, written, scheme)
    (file,) = load_case_files(store, scheme_set, claim_ids=[claim.id])
    return file


def find_case_file_of(store: Store, written: str, scheme: Scheme) -> CaseFile:
    """The case file of a claim of one scheme."""
    return find_case_file(store, written, scheme_set_of(scheme), scheme)


def _find_claim(store: Store, shelf: Shelf, written: str, scheme: Scheme | None) -> Claim:
    by_id = shelf.find(Claim, id=written)
    claims = by_id or shelf.find(Claim, person_id=find_citizen(store, written).id)
    found = _newest_first(each for each in claims if scheme is None or each.scheme is scheme)
    if not found:
        raise NothingToPrint(_("There is no claim of this kind."), do=_("Choose another person or another paper."))
    return found[0]


def _newest_first(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that are not over first, then the later made; claims come in the order they were made."""
    newest = list(claims)[::-1]
    return sorted(newest, key=lambda claim: claim.state in _OVER)
