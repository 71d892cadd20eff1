"""What stands around the list of the register: figures and the choices of its filters; and the lines of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.asset_dates import reminders_on
from sai_thong.registers.assets.book import book_cards, in_register
from sai_thong.registers.assets.listing import AssetFilter
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.settled import asset_classes
from sai_thong.registers.assets.terms import STATUS_LABELS, TO_BE_DISPOSED, AssetStatus
from sai_thong.ui.kit.choice import Choices

ROOM, DIVISION = "room:", "division:"
"""What stands before a room's or a division's name in the value of the filter of places."""
MUST_CHECK: Final = "must-check"
UNNUMBERED: Final = "unnumbered"
LEAVING: Final = "leaving"
DATED: Final = "dated"
REGISTERED: Final = ""
EVERYTHING: Final = "everything"
"""Values of the filter of states besides the states themselves."""

PRICES: Final[dict[str, tuple[str, int | None, int | None]]] = {
    "below": (N_("Below 10,000 baht"), None, 999_999),
    "to-100": (N_("10,000 to 100,000 baht"), 1_000_000, 10_000_000),
    "to-500": (N_("Over 100,000 to 500,000 baht"), 10_000_001, 50_000_000),
    "above": (N_("Over 500,000 baht"), 50_000_001, None),
}
"""The filter of prices: English msgid, from and to in satang."""


@dataclass(frozen=True)
class RegisterFrame:
    """What stands around the list.

    Attributes:
        assets: Cards that are not struck off.
        cost_satang: Their prices together, where known.
        must_check: Ids of cards whose value must be looked at.
        unnumbered: Ids of cards that wait for a number.
        dated: Of which a day is near or past.
        leaving: Broken, worn, lost, not needed or awaiting disposal.
        classes, places, custodians: The choices of the filters.
    """

    assets: int
    cost_satang: int
    must_check: frozenset[str]
    unnumbered: frozenset[str]
    leaving: frozenset[str]
    dated: frozenset[str]
    classes: Choices
    places: Choices
    custodians: Choices


def read_frame(store: Store) -> RegisterFrame:
    """The figures and the filters; on the store's thread."""
    cards = [card for card in store.find(Asset) if in_register(card)]
    books = book_cards(store, cards)
    must_check = frozenset(book.asset.id for book in books if book.must_check is not None)
    cost = sum(card.cost_satang or 0 for card in cards)
    divisions = sorted({card.division for card in cards if card.division})
    custodians = sorted({card.custodian for card in cards if card.custodian})
    named = {each.code: each.name for each in asset_classes(store)}
    codes = sorted({card.class_code for card in cards if card.class_code})
    return RegisterFrame(
        assets=len(cards),
        cost_satang=cost,
        must_check=must_check,
        unnumbered=frozenset(card.id for card in cards if not card.number),
        dated=frozenset(each.duty.asset_id for each in reminders_on(store, bangkok_today(store.clock))),
        leaving=frozenset(card.id for card in cards if card.status in TO_BE_DISPOSED),
        classes=[(code, f"{code} {named.get(code, '')}".strip()) for code in codes],
        places=[
            *((ROOM + name, name) for name in _rooms_in_use(store)),
            *((DIVISION + name, name) for name in divisions),
        ],
        custodians=[(name, name) for name in custodians],
    )


def _rooms_in_use(store: Store) -> list[str]:
    rows = store.query(
        "SELECT DISTINCT r.name FROM asset_rooms r JOIN assets a ON a.room_id = r.id"
        " WHERE a.status <> ? ORDER BY r.name",
        (AssetStatus.STRUCK_OFF.value,),
    )
    return [row["name"] for row in rows]


def state_choices() -> Choices:
    """The filter of states: what needs somebody first, then every state."""
    return [
        (MUST_CHECK, _("Value must be checked")),
        (UNNUMBERED, _("Waiting for a number")),
        (DATED, _("A day is near or past")),
        (LEAVING, _("Broken, worn, lost or not needed")),
        *((each.value, _(STATUS_LABELS[each])) for each in AssetStatus),
        (EVERYTHING, _("Disposed of included")),
    ]


def filter_of(*, class_code: str, place: str, custodian: str, state: str, price: str) -> AssetFilter:
    """The filters as the register asks for them; states that are no states are left out here."""
    _words, least, most = PRICES.get(price, ("", None, None))
    return AssetFilter(
        class_code=class_code,
        room=place.removeprefix(ROOM) if place.startswith(ROOM) else "",
        division=place.removeprefix(DIVISION) if place.startswith(DIVISION) else "",
        custodian=custodian,
        status=AssetStatus(state) if state in set(AssetStatus) else None,
        from_satang=least,
        to_satang=most,
    )
