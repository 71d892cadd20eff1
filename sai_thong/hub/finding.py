"""Finding the hubs of an office on the local network: by asking, and by hearing what they call by themselves."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sai_thong.hub.beacon import BEACON_PORT, Beacon, pack_question, read_beacon
from sai_thong.hub.network import Networks
from sai_thong.hub.serving import WHO
from sai_thong.sync.enrolment import fingerprint
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import LinkCut, NoLink, NotThePinnedAuthority
from sai_thong.sync.transports.http import HttpTransport


@dataclass(frozen=True)
class FoundHub:
    """A hub that called.

    Attributes:
        beacon: What it called.
        address: Where the call came from.
    """

    beacon: Beacon
    address: str

    @property
    def url(self) -> str:
        """Where its stations reach it."""
        return f"https://{self.address}:{self.beacon.port}"

    @property
    def pin(self) -> str:
        """The fingerprint of its key, as enrolment codes have it."""
        return fingerprint(self.beacon.term.key)


def find_hubs(office: str, seconds: float = 1.0, *, port: int = BEACON_PORT) -> list[FoundHub]:
    """The hubs of an office that call within some seconds, the one to be followed first.

    Whether a device of the office vouches for them is not looked at; see `Beacon.is_vouched_by`.

    Args:
        office: The code of the office.
        seconds: How long is listened.
        port: Where hubs listen, UDP.
    """
    found: dict[bytes, FoundHub] = {}
    with Networks(port) as networks:
        networks.call(pack_question(office))
        for data, (address, _port) in networks.heard(seconds):
            with suppress(Unreadable):
                heard = FoundHub(read_beacon(data), address)
                if heard.beacon.term.office == office:
                    _keep(found, heard)
    return sorted(found.values(), key=lambda each: each.beacon.term.rank, reverse=True)


def hub_at(url: str) -> FoundHub:
    """The hub at an address that somebody typed, where calls do not get through.

    Raises:
        NoLink: Nobody is there, or it is no hub.
    """
    keys: list[bytes] = []

    def shown(key: bytes) -> bool:
        keys.append(key)
        return True

    address = urlsplit(url)
    try:
        with HttpTransport(url, shown) as line:
            answer = line.ask(WHO, b"", {})
        found = read_beacon(answer.body)
    except (LinkCut, NotThePinnedAuthority, Unreadable) as error:
        raise NoLink from error
    if not address.hostname or not address.port or keys[:1] != [found.term.key]:
        raise NoLink
    return FoundHub(replace(found, port=address.port), address.hostname)


def _keep(found: dict[bytes, FoundHub], heard: FoundHub) -> None:
    """Keep a hub under its key: its latest term, and an address that others reach too rather than the loopback."""
    known = found.get(heard.beacon.term.key)
    if known is None or (known.beacon.term.rank, not known.address.startswith("127.")) < (
        heard.beacon.term.rank,
        not heard.address.startswith("127."),
    ):
        found[heard.beacon.term.key] = heard
