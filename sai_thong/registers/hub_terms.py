"""Which computer of the office is its hub, since when and why: the recorded hand-over from one to the next."""

from __future__ import annotations

from sai_thong.ground.language import N_
from sai_thong.records import Record, field, record_type


@record_type("sync", schema=1, label=N_("Hub of the office"), table="hub_terms")
class HubTerm(Record):
    """One computer holds the order of the office from here on, until a term with a higher number follows.

    Append-only; plain, so that the province sees to whom it listens.

    Attributes:
        generation: Rises by one with each term; where two are alike, the one that the key says (`sai_thong.hub`).
        device: The device that is the hub.
        name: What the office calls that computer.
        key: The Ed25519 public key that this hub signs with, in hexadecimal; empty of the term that ends the hub's
            and gives the order back to the province.
        upstream_url: Where the province is reached that this hub alone talks to; empty where the office has none.
        upstream_key: The Ed25519 public key of that province, in hexadecimal.
        upstream_box: The X25519 public key that sticks to that province are sealed with, in hexadecimal.
        since: When it began, by the clock of that computer; nothing is ordered by it.
        why: The reason that was given.
    """

    generation: int = field(N_("Term"), required=True, indexed=True)
    device: str = field(N_("Computer"), required=True)
    name: str = field(N_("Name of the computer"))
    key: str = field(N_("Key of the hub"))
    upstream_url: str = field(N_("Address of the province"))
    upstream_key: str = field(N_("Key of the province"))
    upstream_box: str = field(N_("Stick key of the province"))
    since: str = field(N_("Since"), required=True)
    why: str = field(N_("Reason"))
