"""The papers of one person: which of the catalogue can be made for them now, and what each needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files, person_facts
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import PaymentLine
from sai_thong.registers.allowances.rules.sixty import who_is_of_age, who_reaches_age_in
from sai_thong.registers.law.terms import SCHEME_LABELS, Scheme, SchemeSet
from sai_thong.thai.calendar import fiscal_year_be, fiscal_year_months

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.forms.paper_kinds import PaperRequest
    from sai_thong.registers.citizens.records import Citizen

APPLICATIONS = {
    Scheme.OLD_AGE: "application-old-age",
    Scheme.DISABILITY: "application-disability",
    Scheme.HIV: "application-assistance",
}
"""The application form of each scheme."""

_AFTER_A_MOVE = ("move-letter-person", "move-letter-office")


@dataclass(frozen=True)
class PersonPaper:
    """A paper that can be printed for somebody.

    Attributes:
        key: Which paper.
        name: Its Thai name, with what tells it from its like.
        request: What it needs.
    """

    key: str
    name: str
    request: PaperRequest


def papers_of_claim(file: CaseFile, scheme_set: SchemeSet) -> list[PersonPaper]:
    """The papers about one claim, filled from it; those of a suspension or a move where there was one."""
    from sai_thong.forms.paper_kinds import About, PaperRequest
    from sai_thong.forms.papers import PAPERS

    claim = file.claim
    request = PaperRequest(record_id=claim.id, scheme_set=scheme_set, scheme=claim.scheme)
    others = {key for scheme, key in APPLICATIONS.items() if scheme is not claim.scheme}
    if not file.suspensions:
        others.add("suspension-order")
    if file.citizen.away_since is None:
        others.update(_AFTER_A_MOVE)
    return [
        PersonPaper(kind.key, kind.name, request)
        for kind in PAPERS
        if kind.about is About.CLAIM and (not kind.sets or scheme_set in kind.sets) and kind.key not in others
    ]


def papers_of_person(store: Store, citizen: Citizen, today: date) -> list[PersonPaper]:
    """Every paper about `citizen` that can be filled; of claims only those of the ordinary schemes."""
    files = load_case_files(store, SchemeSet.ORDINARY, person_id=citizen.id)
    found = [
        PersonPaper(each.key, _with_scheme(each.name, file.claim.scheme, among=files), each.request)
        for file in files
        for each in papers_of_claim(file, SchemeSet.ORDINARY)
    ]
    return [*found, *_of_who_may_apply(store, citizen, files, today), *_of_the_person(store, citizen, files, today)]


def _with_scheme(name: str, scheme: Scheme, *, among: list[CaseFile]) -> str:
    return f"{name} · {_(SCHEME_LABELS[scheme])}" if len(among) > 1 else name


def _of_who_may_apply(store: Store, citizen: Citizen, files: list[CaseFile], today: date) -> Iterator[PersonPaper]:
    """Applications with the person filled in, for who has not applied."""
    from sai_thong.forms.catalogue import paper_kind
    from sai_thong.forms.paper_kinds import PaperRequest

    applied = {file.claim.scheme for file in files}
    last_month = fiscal_year_months(fiscal_year_be(today) + 1)[-1]
    may_apply = {
        Scheme.OLD_AGE: bool(who_is_of_age([(citizen, person_facts(citizen))], last_month, office_law(store))),
        Scheme.DISABILITY: citizen.alive and citizen.away_since is None,
    }
    for scheme, may in may_apply.items():
        if may and scheme not in applied:
            kind = paper_kind(APPLICATIONS[scheme])
            yield PersonPaper(kind.key, kind.name, PaperRequest(record_id=citizen.id, scheme=scheme))


def _of_the_person(store: Store, citizen: Citizen, files: list[CaseFile], today: date) -> Iterator[PersonPaper]:
    """What is about the person, whatever the claim."""
    from sai_thong.forms.catalogue import paper_kind
    from sai_thong.forms.paper_kinds import PaperRequest

    if citizen.alive:
        kind = paper_kind("life-certificate")
        yield PersonPaper(kind.key, kind.name, PaperRequest(record_id=citizen.id))
    paid_in = [line.paid_in for line in store.find(PaymentLine, person_id=citizen.id) if line.channel.is_cash]
    if paid_in:
        kind, month = paper_kind("receipt"), max(paid_in)
        yield PersonPaper(kind.key, f"{kind.name} · {month.name}", PaperRequest(month=month, record_id=citizen.id))
    if any(file.claim.scheme is Scheme.OLD_AGE for file in files):
        return
    for year in (fiscal_year_be(today), fiscal_year_be(today) + 1):
        if who_reaches_age_in([(citizen, person_facts(citizen))], year, office_law(store)):
            kind = paper_kind("sixty-letter")
            yield PersonPaper(kind.key, kind.name, PaperRequest(fiscal_year_be=year, record_id=citizen.id))
