"""Becoming the hub of the office, and following another one: an office has one authority at a time."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.db.changes import ChangeSet
from sai_thong.db.files import moment_text
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused, SaiThongError
from sai_thong.ground.language import _
from sai_thong.hub.beacon import BEACON_PORT, read_beacon
from sai_thong.hub.book_making import devices_known, make_book
from sai_thong.hub.finding import FoundHub, find_hubs, hub_at
from sai_thong.hub.keeping import (
    HUB_PORT,
    KeptHub,
    book_path,
    followed_term,
    keep_followed,
    keep_hub,
    kept_hub,
    province_of,
)
from sai_thong.hub.local_line import LocalLine
from sai_thong.hub.process import Hub
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.hub_terms import HubTerm
from sai_thong.registers.office.records import Office
from sai_thong.sync.device import (
    become,
    forget_elsewhere,
    hub_elsewhere,
    keep_office_devices,
    new_device,
    office_devices,
    order_elsewhere,
    own_device,
    pinned_authority,
)
from sai_thong.sync.engine import Round, Stage
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import NoLink, NotEnrolled, NotThePinnedAuthority, NotUnderstood, OrderElsewhere
from sai_thong.sync.rounds import exchanges_of, open_round
from sai_thong.sync.talk import Stopped, Talk
from sai_thong.sync.transports.http import line_to

_SILENT: Final = (NoLink, NotThePinnedAuthority, NotUnderstood, OrderElsewhere)
"""Why the authority before was not heard; it is gone, or has nothing to say any more."""


class HubNeedsReason(Refused):
    """The order of the office goes to another computer only with a reason."""

    def __init__(self) -> None:
        super().__init__(
            _("Another computer becomes the hub only with a reason."), do=_("Write in a few words why it is done.")
        )


class HubNeedsCode(Refused):
    """The office has said of itself no code yet."""

    def __init__(self) -> None:
        super().__init__(
            _("The office has no code yet, and its computers could not find each other."),
            do=_("Write the office's code into the settings of the office first."),
        )


class NotTheHub(Refused):
    """This computer is not the hub of the office."""

    def __init__(self) -> None:
        super().__init__(
            _("This computer is not the hub of the office."), do=_("Let it become the hub first, with a reason.")
        )


class NotVouchedFor(Refused):
    """No computer of the office vouches for a hub."""

    def __init__(self) -> None:
        super().__init__(
            _("No computer of this office vouches for that hub."),
            kept=_("This computer stays with the one it had."),
            do=_("Look at the address. If the office is a new one to this computer, enrol it with a code of the hub."),
        )


def current_term(store: Store) -> HubTerm | None:
    """Which computer is the hub, as the office's own journal says; None where none ever was."""
    terms = sorted(store.find(HubTerm), key=lambda each: (each.generation, each.key))
    return terms[-1] if terms else None


def switch_on(store: Store, *, why: str) -> HubTerm:
    """Let this computer be the hub from now on.

    The office may have had no authority yet, or the province, or another hub, which may be dead. What the authority
    before can still be asked is read first. Everything else waits on the other computers, which send it to this one
    when they have found it; nothing of it is lost.

    Args:
        store: The open store, writable. Not for the window's own thread.
        why: The reason, which is recorded.

    Raises:
        HubNeedsReason, HubNeedsCode: As they say.
        DeviceRevoked: This computer was struck off.
    """
    if not why.strip():
        raise HubNeedsReason
    authority, before = pinned_authority(store), kept_hub(store)
    recorded = current_term(store)
    is_hub = before is not None and before.is_on and authority is not None and authority.key == before.public_key
    if is_hub and before is not None and recorded is not None and recorded.key == before.public_key.hex():
        return recorded
    if authority is not None:
        _read_what_can_be(store)
    office = authority.office if authority is not None else _office_code(store)
    device = own_device(store) or new_device(platform.node() or "pc")
    generation = _latest_generation(store) + 1
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    port = before.port if before is not None else HUB_PORT
    hub = KeptHub(office, generation, key, port, upstream=province_of(store))
    with store.transaction(why) as tx:
        term = tx.insert(
            HubTerm(
                generation=generation,
                device=device.device,
                name=device.name,
                key=hub.public_key.hex(),
                upstream_url=hub.upstream.url if hub.upstream else "",
                upstream_key=hub.upstream.key.hex() if hub.upstream else "",
                upstream_box=hub.upstream.box_key.hex() if hub.upstream else "",
                since=moment_text(store.clock),
                why=why,
            )
        )
    keep_hub(store, hub)
    make_book(store, book_path(store.path), office, device)
    keep_office_devices(store, devices_known(store, device))
    become(store, device, hub.authority)
    keep_followed(store, hub.term, hub.upstream)
    keep_hub(store, replace(hub, is_on=True))
    forget_elsewhere(store)
    return term


def keep_port(store: Store, port: int) -> None:
    """Know at which port this computer's hub serves: its own station asks there."""
    hub, device = kept_hub(store), own_device(store)
    if hub is None or device is None or not hub.is_on or hub.port == port:
        return
    hub = replace(hub, port=port)
    keep_hub(store, hub)
    become(store, device, hub.authority)


def follow_at(store: Store, url: str) -> FoundHub | None:
    """Follow the hub at an address that somebody typed, as `follow_newest` does with those that call.

    Raises:
        NoLink: No hub is there.
        NotVouchedFor: No computer of the office vouches for it.
    """
    found = hub_at(url)
    if not found.beacon.is_vouched_by(office_devices(store)):
        raise NotVouchedFor
    return found if follow(store, found) else None


def follow_newest(store: Store, seconds: float = 1.0, *, port: int = BEACON_PORT) -> FoundHub | None:
    """Look for the hubs of this office, and follow the latest that a device of the office vouches for.

    What a station does by itself when its authority is silent, and now and then.

    Returns:
        The hub that is followed since; None where nothing changed.

    Raises:
        NotEnrolled: This computer belongs to no office yet.
    """
    authority = pinned_authority(store)
    if authority is None:
        raise NotEnrolled
    if _go_back(store):
        return None
    known = (*find_hubs(authority.office, seconds, port=port), *_named(store))
    for found in sorted(known, key=lambda each: each.beacon.term.rank, reverse=True):
        if found.beacon.is_vouched_by(office_devices(store)):
            return found if follow(store, found) else None
    if _province_keeps_it(store):
        _return_to_province(store)
    return None


def _named(store: Store) -> Iterator[FoundHub]:
    """The hub that our authority, or the province above this hub, named in place of itself, where it answers."""
    place, key = hub_elsewhere(store), order_elsewhere(store)
    with suppress(Unreadable):
        beacon = read_beacon(place.call)
        for address in place.addresses if beacon.term.key == key else ():
            with suppress(NoLink):
                if (found := hub_at(FoundHub(beacon, address).url)).beacon.term.key == key:
                    yield found
                    return


def follow(store: Store, found: FoundHub) -> bool:
    """Follow a hub that a device of the office vouches for; False where the one that is followed is a later one.

    This computer's own hub ends with it: what only its book holds is read first, and sent to the new one in the next
    round, as is everything else the new one lacks.
    """
    authority, device, own = pinned_authority(store), own_device(store), kept_hub(store)
    if authority is None or device is None:
        raise NotEnrolled
    term, followed = found.beacon.term, followed_term(store)
    if own is not None and own.public_key == term.key:
        return False
    if followed is not None and followed.rank >= term.rank:
        if followed.key != term.key or authority.url == found.url:
            return False
        become(store, device, replace(authority, url=found.url))
        return True
    upstream = province_of(store)
    if own is not None and own.is_on:
        read_own_book(store)
        keep_hub(store, replace(own, is_on=False))
    become(store, device, replace(authority, url=found.url, key=term.key, box_key=b""))
    keep_followed(store, term, upstream)
    forget_elsewhere(store)
    return True


def _go_back(store: Store) -> bool:
    """Ask the province again where the hub gave the order back to it, as it said or as the office's journal says."""
    province, followed, term = province_of(store), followed_term(store), current_term(store)
    if province is None or followed is None:
        return False
    given_back = term is not None and not term.key and term.generation > followed.generation
    if not given_back and order_elsewhere(store) != province.key:
        return False
    return _return_to_province(store)


def _province_keeps_it(store: Store) -> bool:
    """Whether the province says that a later term than the one followed gave the order back to it; asked once."""
    device, province, followed = own_device(store), province_of(store), followed_term(store)
    if device is None or province is None or followed is None:
        return False
    asked = iter((False,))
    try:
        with line_to(province) as line:
            welcome = Talk(device, province, line, lambda _seconds: None, lambda: next(asked, True)).begin({})
    except (Stopped, SaiThongError):
        return False
    return not welcome.follows and welcome.hub_term > followed.generation


def _return_to_province(store: Store) -> bool:
    device, province = own_device(store), province_of(store)
    if device is None or province is None:
        return False
    become(store, device, province)
    forget_elsewhere(store)
    return True


def read_own_book(store: Store, *, with_files: bool = False) -> ChangeSet:
    """Read what this computer's hub holds and its store does not, and bring it what the store has, without a line.

    Args:
        store: The open store, writable.
        with_files: Whether attached files go and come as well.
    """
    device, hub = own_device(store), kept_hub(store)
    if device is None or hub is None or not book_path(store.path).is_file():
        return ChangeSet()
    with store.by_program(), LocalLine(book_path(store.path), hub.signing_key, store.clock) as line:
        wanted = {Stage.KEYS, Stage.CONTENTS} if with_files else {Stage.KEYS}
        beside = [each for each in exchanges_of(store, device, hub.authority) if each.stage in wanted]
        going = Round(store, device, hub.authority, RECORD_TYPES, line, exchanges=beside, pause=lambda _seconds: None)
        going.run()
        return going.changes


def _read_what_can_be(store: Store) -> None:
    """A last round with the authority before, if it is there."""
    own, authority = kept_hub(store), pinned_authority(store)
    if own is not None and authority is not None and own.public_key == authority.key:
        read_own_book(store)
        return
    with suppress(*_SILENT), open_round(store, pause=lambda _seconds: None) as going:
        going.run()


def _latest_generation(store: Store) -> int:
    own, followed = kept_hub(store), followed_term(store)
    told = [each.generation for each in store.find(HubTerm)]
    return max((*told, own.generation if own else 0, followed.generation if followed else 0), default=0)


def _office_code(store: Store) -> str:
    offices = store.find(Office)
    if not offices or not offices[0].code.strip():
        raise HubNeedsCode
    return offices[0].code.strip()


def hub_process(store: Store, *, beacon_port: int = BEACON_PORT) -> Hub:
    """The process of this computer's hub, not started yet; it holds on to nothing of the store.

    Raises:
        NotTheHub: This computer is not the hub.
    """
    hub, device, book = kept_hub(store), own_device(store), book_path(store.path)
    if hub is None or device is None or not hub.is_on or not book.is_file():
        raise NotTheHub
    return Hub(hub.serving(book, device, beacon_port=beacon_port))


def yield_to_newer(store: Store, process: Hub) -> FoundHub | None:
    """End this computer's hub and follow the later one that its process heard, or that the province named.

    A device of the office must vouch for it.

    To be called now and then while the hub serves.
    """
    heard, own = process.status.newer, kept_hub(store)
    for newer in (*([heard] if heard else ()), *_named(store)):
        later = own is None or newer.beacon.term.rank > own.term.rank
        if later and newer.beacon.is_vouched_by(office_devices(store)):
            process.stop()
            return newer if follow(store, newer) else None
    return None
