"""A station asks to be told when the order of its office goes on, so that it need not ask again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sai_thong.sync.packing import as_text, as_whole, pack, reads

WAIT: Final = "/v1/wait"
ABLE_TO_WAIT: Final = "wait"
"""The capability of an authority that answers when there is news; a hub is able to, a province is not."""
LONGEST_SECONDS: Final = 25
"""What asks is answered by then, news or none: below the silence after which lines are given up."""


@dataclass(frozen=True)
class WaitRequest:
    """Until when a station wants no answer.

    Attributes:
        epoch: The epoch it reads.
        after: `seq` of the last outcome it has.
        seconds: How long it listens; `LONGEST_SECONDS` at most.
    """

    epoch: str
    after: int
    seconds: int = LONGEST_SECONDS


@dataclass(frozen=True)
class Standing:
    """How far the order of an office is.

    Attributes:
        epoch: The epoch in force.
        last_seq: `seq` of the last outcome.
    """

    epoch: str
    last_seq: int

    def is_news(self, epoch: str, after: int) -> bool:
        """Whether there is more than somebody has who read so far; who read nothing is in no epoch."""
        return self.last_seq != after or (self.epoch != epoch and after > 0)


def pack_wait(asked: WaitRequest) -> bytes:
    """A request as it travels."""
    return pack({"epoch": asked.epoch, "after": asked.after, "seconds": asked.seconds})


@reads
def unpack_wait(document: Mapping[str, Any]) -> WaitRequest:
    """The request of `pack_wait`; `Unreadable` where the bytes are none."""
    return WaitRequest(as_text(document["epoch"]), as_whole(document["after"]), as_whole(document["seconds"]))


def pack_standing(standing: Standing) -> bytes:
    """The answer as it travels, before it is signed."""
    return pack({"epoch": standing.epoch, "last": standing.last_seq})


@reads
def unpack_standing(document: Mapping[str, Any]) -> Standing:
    """The answer of `pack_standing`; `Unreadable` where the bytes are none."""
    return Standing(as_text(document["epoch"]), as_whole(document["last"]))
