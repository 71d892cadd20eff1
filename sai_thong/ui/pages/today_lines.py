"""What Today says is due: one line a duty, with where it is done; what cannot wait comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.today import Duty, DutyKind, Today, todays
from sai_thong.registers.assets.today import AssetDuty, AssetDutyLine, assets_today
from sai_thong.registers.citizens.listing import count_citizens
from sai_thong.registers.from_province.operations import waiting_items
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.petitions.listing import Scope
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.registers.petitions.today import CaseDuty, CasesToday, cases_todays
from sai_thong.registers.saraban.today import DocumentDuty, DocumentDutyLine, documents_today
from sai_thong.registers.trust.today import TrustDuty, trust_today
from sai_thong.sync.enrolled import is_enrolled
from sai_thong.ui.backup_words import backup_trouble
from sai_thong.ui.page import Desk
from sai_thong.ui.pages.allowances.sections import SECTION_KEYS
from sai_thong.ui.sync_words import held_back_words
from sai_thong.ui.updates_words import update_words

if TYPE_CHECKING:
    from sai_thong.sync.standing import SyncStanding

_PLACES: dict[DutyKind, tuple[str, str]] = {
    DutyKind.STOPS: ("month", ""),
    DutyKind.RETRO: ("month", ""),
    DutyKind.TO_KEY: ("central", ""),
    DutyKind.VILLAGES: ("villages", ""),
    DutyKind.OPINIONS: ("people", "submitted"),
    DutyKind.COMMITTEE: ("people", "checking"),
    DutyKind.ORDERS: ("people", "committee"),
    DutyKind.BROUGHT_OVER: ("people", "review"),
    DutyKind.OVERPAYMENTS: ("overpayments", ""),
    DutyKind.CASH_DAYS: ("cash", ""),
    DutyKind.PROOFS_OF_LIFE: ("people", "proof"),
    DutyKind.DUPLICATES: ("elsewhere", ""),
    DutyKind.INCOMES: ("people", "income"),
    DutyKind.CARDS_ENDED: ("people", "card"),
    DutyKind.CARDS_ENDING: ("people", "card"),
    DutyKind.AUTHORITIES: ("people", "authority"),
    DutyKind.COMING_OF_AGE: ("year", "coming"),
    DutyKind.OF_AGE: ("year", "of-age"),
    DutyKind.ARRIVALS: ("year", "arrivals"),
    DutyKind.MOVERS: ("year", "movers"),
}
"""Section of the allowances page, and what it shall list, where each duty is done."""


_CASE_PLACES: dict[CaseDuty, dict[str, object]] = {
    CaseDuty.OVERDUE: {"section": "list", "view": Scope.OVERDUE.value},
    CaseDuty.DUE_SOON: {"section": "list", "view": Scope.DUE.value},
    CaseDuty.TO_SIGN: {"section": "list", "view": PetitionState.PROPOSED.value},
    CaseDuty.TO_TELL: {"section": "list", "view": PetitionState.DECIDED.value},
    CaseDuty.DELAY_LETTERS: {"section": "list", "view": Scope.OVERDUE.value},
    CaseDuty.UNNUMBERED: {"section": "list", "view": Scope.UNNUMBERED.value},
}
"""Where on the page of petitions each duty is done; appointments stand in the calendar."""

_DOCUMENT_PLACES: dict[DocumentDuty, dict[str, str]] = {
    DocumentDuty.SURVEY: {"section": "destruction"},
    DocumentDuty.OPEN_LISTS: {"section": "destruction"},
    DocumentDuty.INCOMING_UNNUMBERED: {"section": "incoming", "search": "", "waiting": "waiting"},
    DocumentDuty.OUTGOING_UNNUMBERED: {"section": "outgoing", "search": "", "waiting": "waiting", "register": ""},
    DocumentDuty.NOT_PASSED_ON: {"section": "incoming", "search": "", "waiting": "with-nobody"},
}
"""Section of the saraban page, and what it shall list of every year, where each duty on documents is done."""

_ASSET_PLACES: dict[AssetDuty, dict[str, object]] = {
    AssetDuty.LOANS_OVERDUE: {"section": "lending", "filter": "overdue"},
    AssetDuty.LOANS_DUE: {"section": "lending", "filter": "out"},
    AssetDuty.DATES: {"section": "register", "search": "", "state": "dated"},
    AssetDuty.INSPECTION: {"section": "inspection"},
    AssetDuty.DISPOSALS: {"section": "disposal"},
    AssetDuty.STOCK_LOW: {"section": "materials", "what": "cards", "filter": "low"},
    AssetDuty.UNNUMBERED: {"section": "register", "search": "", "state": "unnumbered"},
    AssetDuty.YEAR_TO_CLOSE: {"section": "year"},
}
"""Section of the assets page, and what it shall list, where each duty on assets is done."""


@dataclass(frozen=True)
class Day:
    """What the page shows.

    Attributes:
        allowances: What is due on allowances, in every set this user may open.
        cases: What is due on petitions, ordinary and confidential.
        documents: What is due on letters in and out.
        assets: What is due on assets and materials.
        citizens: How many citizens the office has; None for who may not view them.
        exchange: Where the exchange with other computers stands; None in a computer that works alone.
        province: What the province sent down and nobody decided on.
        trust: What is due by the data protection act.
    """

    allowances: list[Today]
    cases: list[CasesToday]
    documents: tuple[DocumentDutyLine, ...]
    assets: tuple[AssetDutyLine, ...]
    citizens: int | None
    exchange: SyncStanding | None
    province: tuple[ProvinceItem, ...]
    trust: tuple[TrustDuty, ...]


def read_day(store: Store) -> Day:
    """What is due today, in the registers that this user may view."""

    def views(register: str) -> bool:
        return store.permits.allows(register, Action.VIEW)

    return Day(
        todays(store) if views("allowances") else [],
        cases_todays(store) if views("petitions") else [],
        documents_today(store) if views("saraban") else (),
        assets_today(store).duties if views("assets") else (),
        count_citizens(store) if views("citizens") else None,
        _exchange(store),
        tuple(waiting_items(store)),
        trust_today(store) if views("trust") else (),
    )


def _exchange(store: Store) -> SyncStanding | None:
    if not is_enrolled(store):
        return None
    from sai_thong.sync.standing import standing

    return standing(store)


class Weight(IntEnum):
    """How soon a duty must be looked at; the page lists the lines in this order."""

    URGENT = 1
    TO_DECIDE = 2
    DUE = 3


@dataclass(frozen=True)
class DueLine:
    """A line of the page.

    Attributes:
        words: What is due, with its count.
        weight: How soon.
        page: The page on which it is done; empty where no page does it.
        place: The state in which that page opens.
        action: What the button that leads there says, translated.
        secret: Whether it tells of a sealed set, of which only the count is shown.
    """

    words: str
    weight: Weight = Weight.DUE
    page: str = ""
    place: Mapping[str, Any] = field(default_factory=dict)
    action: str = ""
    secret: bool = False


def due_lines(day: Day, desk: Desk) -> list[DueLine]:
    """Every line of a day, the urgent ones first; those of one weight keep the order of the registers."""
    lines = [*_of_this_machine(desk), *_of_the_exchange(day, desk), *_of_the_registers(day)]
    return sorted(lines, key=lambda line: line.weight)


def _opens(words: str, weight: Weight, page: str, **place: object) -> DueLine:
    """A line whose button says “Open”."""
    return DueLine(words, weight, page, place, _("Open"))


def _weight(urgent: bool) -> Weight:
    return Weight.URGENT if urgent else Weight.DUE


def _of_this_machine(desk: Desk) -> Iterator[DueLine]:
    """Backups that lack, and a newer version of the program."""
    backups, updates = backup_trouble(desk.backups), update_words(desk.updates)
    if backups:
        yield _opens(backups, Weight.URGENT, "settings", section="backups")
    if updates:
        yield _opens(updates, Weight.DUE, "settings", section="updates")


def _of_the_exchange(day: Day, desk: Desk) -> Iterator[DueLine]:
    """What waits for a person between computers, and what the province sent: nothing of it waits hidden."""
    found, error = day.exchange, desk.sync.error
    if found is not None:
        if error is not None and desk.sync.refused:
            words = _("The exchange of data stands still: {why}").format(why=error.what)
            yield _opens(words, Weight.URGENT, "sync", section="status")
        for count, words in _waiting_between_computers(found):
            if count:
                yield _opens(words.format(count=f"{count:,}"), Weight.TO_DECIDE, "sync", section="conflicts")
        if found.held_back:
            yield _opens(held_back_words(found.held_back), Weight.DUE, "sync", section="status")
    for item in day.province:
        words = _("From the province: {title}").format(title=item.title)
        yield _opens(words, Weight.DUE, "settings", section="from-province", chosen=item.id)


def _waiting_between_computers(found: SyncStanding) -> tuple[tuple[int, str], ...]:
    """How many of each kind wait, and the words for so many, with ``{count}`` still in them."""
    return (
        (
            found.conflicts,
            ngettext(
                "{count} value that different computers wrote otherwise waits for you",
                "{count} values that different computers wrote otherwise wait for you",
                found.conflicts,
            ),
        ),
        (
            found.doubles,
            ngettext(
                "{count} record may be there twice, from two computers",
                "{count} records may be there twice, from two computers",
                found.doubles,
            ),
        ),
        (
            found.returned,
            ngettext(
                "{count} value was sent back with a note",
                "{count} values were sent back with a note",
                found.returned,
            ),
        ),
    )


def _of_the_registers(day: Day) -> Iterator[DueLine]:
    for trust in day.trust:
        weight = Weight.URGENT if trust.urgent else Weight.TO_DECIDE
        yield _opens(trust.text, weight, "trust", section=trust.section, chosen=trust.record_id)
    for cases in day.cases:
        yield from _of_petitions(cases)
    for document in day.documents:
        yield _opens(document.text, _weight(document.urgent), "saraban", **_DOCUMENT_PLACES[document.kind])
    for asset in day.assets:
        yield _opens(asset.text, _weight(asset.urgent), "assets", **_ASSET_PLACES[asset.kind])
    for allowances in day.allowances:
        yield from _of_allowances(allowances)


def _of_petitions(cases: CasesToday) -> Iterator[DueLine]:
    """What is due on petitions; of the confidential ones, only how much."""
    if not cases.confidential:
        for duty in cases.duties:
            place = _CASE_PLACES.get(duty.kind, {"section": "calendar", "day": cases.day.isoformat()})
            yield _opens(duty.text, _weight(duty.urgent), "petitions", **place)
    elif cases.duties:
        count = sum(duty.count for duty in cases.duties)
        words = ngettext("{count} thing in the confidential cases", "{count} things in the confidential cases", count)
        place, action = {"confidential": True}, _("Open the confidential cases")
        yield DueLine(words.format(count=count), Weight.DUE, "petitions", place, action, secret=True)


def _of_allowances(found: Today) -> Iterator[DueLine]:
    """What is due on allowances; of the sealed list, only how much."""
    if found.scheme_set.sealed:
        count = len(found.duties) + sum(due.pay_on <= found.day for due in found.months)
        if count:
            words = ngettext("{count} thing in the sealed list", "{count} things in the sealed list", count)
            place, action = {"sealed": True}, _("Open the sealed list")
            yield DueLine(words.format(count=count), Weight.DUE, "allowances", place, action, secret=True)
        return
    if found.registry_list_missing:
        words = _("No registrar's list of this window was received, so nobody knows who turns 60.")
        yield DueLine(words, Weight.TO_DECIDE, "import", {}, _("Import…"))
    for duty in found.duties:
        yield _of_an_allowance_duty(duty)


def _of_an_allowance_duty(duty: Duty) -> DueLine:
    section, which = _PLACES.get(duty.kind, ("", ""))
    if duty.kind is DutyKind.MADE_APART:
        return _opens(duty.text, _weight(duty.urgent), "sync", section="conflicts")
    if section in SECTION_KEYS:
        return _opens(duty.text, _weight(duty.urgent), "allowances", section=section, which=which)
    return DueLine(duty.text, _weight(duty.urgent))
