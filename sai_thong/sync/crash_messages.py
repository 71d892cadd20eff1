"""Reports of the program's mistakes as they travel, and what is answered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sai_thong.sync.packing import Unreadable, as_text, pack, reads

CRASH_REPORTS_PATH: Final = "/v1/crash-reports"
CRASH_REPORTS: Final = "crash-reports"
"""The capability of an authority that takes them."""
MOST_AT_ONCE: Final = 10
LONGEST: Final = 6_000
"""Characters of a report."""


def digest_of(text: str) -> str:
    """What a report is known by: SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack_reports(texts: Sequence[str]) -> bytes:
    """Reports as they travel."""
    return pack({"texts": list(texts)})


@reads
def unpack_reports(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The reports of `pack_reports`; `Unreadable` where the bytes are none, or more than anybody lets go."""
    texts = tuple(as_text(each) for each in document["texts"])
    if len(texts) > MOST_AT_ONCE or any(len(each) > LONGEST or not _is_plain(each) for each in texts):
        raise Unreadable("no reports")
    return texts


def pack_taken(digests: Sequence[str]) -> bytes:
    """Which reports the authority holds."""
    return pack({"taken": list(digests)})


@reads
def unpack_taken(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The answer of `pack_taken`; `Unreadable` where the bytes are none."""
    return tuple(as_text(each) for each in document["taken"])


def _is_plain(text: str) -> bool:
    return all(each.isprintable() for each in text.splitlines())
