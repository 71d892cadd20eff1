"""Nobody forgotten: who turns 60, who is of age without a claim, who moved, whose card or authority ends.

Without a registrar's list of the window "nobody" cannot be said, and it is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.records import from_row
from sai_thong.registers.allowances.case_files import person_facts
from sai_thong.registers.allowances.claims import OVER
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import CardExpiry, Claim, DisabilityCard, IncomeFact
from sai_thong.registers.allowances.rules.sixty import ReachesAge, who_is_of_age, who_reaches_age_in
from sai_thong.registers.allowances.rules.windows import windows_serving
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.joined import stands_for
from sai_thong.registers.citizens.listing import AWAY_SINCE
from sai_thong.registers.citizens.records import Citizen, RegistryList
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month, fiscal_year_be

_OPEN_STATES = "state NOT IN ({})".format(",".join(f"'{state.value}'" for state in sorted(OVER)))
_WITHOUT_CLAIM = (
    "merged_into IS NULL AND NOT deceased AND thai_national IS NOT 0"
    f" AND id NOT IN (SELECT person_id FROM allowance_claims WHERE scheme = ? AND {_OPEN_STATES})"
)
_LIVES_HERE = f"({AWAY_SINCE}) IS NULL"

AUTHORITY_DAYS = 60
"""How long before the end of a proxy's authority to remind."""


@dataclass(frozen=True)
class ComingOfAge:
    """Who reaches the age of entitlement in a fiscal year.

    Attributes:
        fiscal_year_be: The year.
        registry_list: The newest registrar's list of the windows that serve it; None when none was received, and
            then the list below may lack people.
        people: Who reaches the age and has no claim, with first month and windows, by that month.
    """

    fiscal_year_be: int
    registry_list: RegistryList | None
    people: tuple[ReachesAge[Citizen], ...]


@dataclass(frozen=True)
class CardEnding:
    """A disability card that ends soon or has ended.

    Attributes:
        citizen: Whose.
        card: The newest card.
        days_left: Days until the last day of validity; negative when it has passed.
        within: The reminder it falls under (90, 60 or 30 days); 0 when it has ended.
    """

    citizen: Citizen
    card: DisabilityCard
    days_left: int
    within: int


@dataclass(frozen=True)
class Mover:
    """Somebody who moved away with an open claim and has not confirmed at the new office.

    Attributes:
        citizen: Who.
        claim: The claim here.
    """

    citizen: Citizen
    claim: Claim


@dataclass(frozen=True)
class IncomeEnded:
    """An excluding income that has ended and was not looked into yet."""

    citizen: Citizen
    income: IncomeFact


@dataclass(frozen=True)
class AuthorityEnding:
    """A proxy whose authority has ended or ends soon."""

    citizen: Citizen
    claim: Claim
    ends_on: date


def coming_of_age(store: Store, fiscal_year_be: int) -> ComingOfAge:
    """Who turns 60 (or whatever the law says) for fiscal year `fiscal_year_be` and has no claim to old age yet."""
    law = office_law(store)
    ages = _ages(law)
    # The first month, not the birthday, lies in the fiscal year; older rules let it wait for the next October.
    people = _without_claim(store, (fiscal_year_be - max(ages) - 2, fiscal_year_be - min(ages)))
    reached = who_reaches_age_in(((each, person_facts(each)) for each in people), fiscal_year_be, law)
    return ComingOfAge(fiscal_year_be, _list_of_window(store, fiscal_year_be), tuple(reached))


def of_age_without_claim(store: Store, month: Month | None = None) -> list[Citizen]:
    """Everyone living here who is of age in `month` (this month when None) and never claimed or claims no more."""
    month = month or Month.of(bangkok_today(store.clock))
    law = office_law(store)
    people = _without_claim(store, (0, month.year_be - min(_ages(law))))
    return who_is_of_age(((each, person_facts(each)) for each in people), month, law)


def next_fiscal_year_to_confirm(day: date) -> int:
    """The fiscal year (BE) whose people are confirmed around `day`: from October on the one after the next."""
    return fiscal_year_be(day) + 1


def cards_ending(store: Store) -> list[CardEnding]:
    """Newest cards of people with an open disability claim that have ended or end within the reminders' days."""
    today = bangkok_today(store.clock)
    days = sorted(office_law(store).card_reminder_days(today))
    rows = store.query(
        "SELECT card.* FROM disability_cards AS card JOIN allowance_claims AS claim USING (person_id)"
        f" WHERE claim.scheme = ? AND claim.{_OPEN_STATES} AND card.expiry = ? AND card.expires_on <= ?"
        " AND card.row = (SELECT max(row) FROM disability_cards WHERE person_id = card.person_id)"
        " ORDER BY card.expires_on, card.row",
        (Scheme.DISABILITY.value, CardExpiry.DATE.value, (today + timedelta(days=days[-1])).isoformat()),
    )
    cards = [from_row(DisabilityCard, row) for row in rows]
    people = _people(store, (card.person_id for card in cards))
    found = []
    for card in cards:
        citizen = people.get(card.person_id)
        if citizen is not None and citizen.alive and card.expires_on is not None:
            left = (card.expires_on - today).days
            within = 0 if left < 0 else next(day for day in days if left <= day)
            found.append(CardEnding(citizen, card, left, within))
    return found


def movers_unconfirmed(store: Store, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> list[Mover]:
    """ย้ายออก ยังไม่ยืนยันที่ใหม่: to be told before 30 September, for October is lost otherwise."""
    rows = store.query(f"SELECT * FROM citizens WHERE NOT deceased AND merged_into IS NULL AND NOT {_LIVES_HERE}")
    people = {row["id"]: from_row(Citizen, row) for row in rows}
    found = shelf_of(store, scheme_set).find(Claim, person_id=tuple(people)) if people else []
    waiting = (claim for claim in found if claim.state not in OVER and claim.confirmed_elsewhere_on is None)
    return [Mover(people[claim.person_id], claim) for claim in waiting]


def count_coming_of_age(store: Store, fiscal_year_be: int) -> int:
    """How many people `coming_of_age` would give, by counting: the yearly cut-off is เกิดก่อนวันที่ 2 กันยายน."""
    age = _age_now(office_law(store))
    return _count_without_claim(store, f"{fiscal_year_be - 1 - age:04}-09-01", f"{fiscal_year_be - age:04}-09-01")


def count_of_age_without_claim(store: Store, month: Month) -> int:
    """How many people `of_age_without_claim` would give, by counting."""
    return _count_without_claim(store, "", f"{month.year_be - _age_now(office_law(store)):04}-{month.month:02}-01")


def arrivals_without_claim(store: Store) -> list[Citizen]:
    """Who moved here, is of age, and has not confirmed here: the previous office pays to September only."""
    rows = store.query(
        f"SELECT * FROM citizens WHERE {_WITHOUT_CLAIM} AND {_LIVES_HERE} AND moved_in_on IS NOT NULL"
        " AND birth <= ? ORDER BY moved_in_on, row",
        (Scheme.OLD_AGE.value, f"{_last_birth(store):04}-12-31"),
    )
    month = Month.of(bangkok_today(store.clock))
    people = [from_row(Citizen, row) for row in rows]
    return who_is_of_age(((each, person_facts(each)) for each in people), month, office_law(store))


def incomes_ended(store: Store) -> list[IncomeEnded]:
    """Excluding incomes that have ended and wait to be looked into."""
    today = bangkok_today(store.clock)
    ended = [
        fact for fact in store.find(IncomeFact, reviewed_on=None) if fact.to_day is not None and fact.to_day < today
    ]
    people = _people(store, (fact.person_id for fact in ended))
    return [IncomeEnded(people[fact.person_id], fact) for fact in ended if fact.person_id in people]


def authorities_ending(store: Store, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> list[AuthorityEnding]:
    """Open claims whose proxy's authority has ended or ends within `AUTHORITY_DAYS`, the earliest first."""
    until = bangkok_today(store.clock) + timedelta(days=AUTHORITY_DAYS)
    ending = [(claim.proxy_authority_until, claim) for claim in _with_authority(store, scheme_set)]
    due = [(day, claim) for day, claim in ending if day is not None and day <= until]
    people = _people(store, (claim.person_id for _day, claim in due))
    found = [AuthorityEnding(people[claim.person_id], claim, day) for day, claim in due if claim.person_id in people]
    return sorted(found, key=lambda each: each.ends_on)


def has_list_of_window(store: Store, fiscal_year_be: int) -> bool:
    """Whether a registrar's list of the windows that serve `fiscal_year_be` was received."""
    return _list_of_window(store, fiscal_year_be) is not None


def _ages(law: AllowanceLaw) -> list[int]:
    return [rule.years for rule in law.entitlement_age[Scheme.OLD_AGE]]


def _age_now(law: AllowanceLaw) -> int:
    return law.entitlement_age[Scheme.OLD_AGE][-1].years


def _last_birth(store: Store) -> int:
    """The last year of birth (BE) that may be of age now."""
    return Month.of(bangkok_today(store.clock)).year_be - min(_ages(office_law(store)))


def _list_of_window(shelf: Shelf, fiscal_year_be: int) -> RegistryList | None:
    windows = windows_serving(fiscal_year_be, office_law(shelf))
    lists = [each for each in shelf.find(RegistryList) if windows and each.listed_on >= windows[0].first_day]
    return max(lists, key=lambda each: each.listed_on, default=None)


def _without_claim(store: Store, born_be: tuple[int, int]) -> Sequence[Citizen]:
    """Living people born in those Buddhist years (both included) who have no open claim to the old-age allowance."""
    rows = store.query(
        f"SELECT * FROM citizens WHERE {_WITHOUT_CLAIM} AND birth >= ? AND birth < ?"
        " ORDER BY moo, first_name_key, last_name_key",
        (Scheme.OLD_AGE.value, f"{born_be[0]:04}-", f"{born_be[1] + 1:04}-"),
    )
    return [from_row(Citizen, row) for row in rows]


def _count_without_claim(store: Store, after: str, until: str) -> int:
    """How many live here without a claim whose stored birth lies in the span; a missing part sorts as the first."""
    rows = store.query(
        f"SELECT count(*) AS n FROM citizens WHERE {_WITHOUT_CLAIM} AND {_LIVES_HERE} AND birth > ? AND birth <= ?",
        (Scheme.OLD_AGE.value, after, until),
    )
    return int(rows[0]["n"])


def _with_authority(store: Store, scheme_set: SchemeSet) -> list[Claim]:
    """Open claims whose proxy's authority ends some day."""
    if scheme_set.sealed:
        claims = shelf_of(store, scheme_set).find(Claim)
    else:
        rows = store.query(
            "SELECT * FROM allowance_claims WHERE proxy_name <> '' AND proxy_authority_until IS NOT NULL ORDER BY row"
        )
        claims = [from_row(Claim, row) for row in rows]
    return [claim for claim in claims if claim.proxy_name and claim.state not in OVER]


def _people(store: Store, ids: Iterable[str]) -> dict[str, Citizen]:
    """The living among `ids`, by id; of a record that was merged into another, the other."""
    wanted = tuple(set(ids))
    found = store.find(Citizen, id=wanted) if wanted else []
    people = {each.id: stands_for(store, each.id) if each.merged_into else each for each in found}
    return {known: each for known, each in people.items() if each.alive}
