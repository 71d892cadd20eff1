"""Entries as a station would send them, made by hand or by Hypothesis; open fields, sealed fields and all policies."""

from __future__ import annotations

from hypothesis import strategies as st

from sai_thong.records import Merge
from sai_thong.sync.entries import Entry, EntryId, Mark, Secret

AT = "2026-11-21T03:00:00.000Z"
POLICIES = {"amount": Merge.PERSON, "phone": Merge.LATEST, "note": Merge.BOTH}


def policy(_record_type: str, name: str) -> Merge:
    """As the declarations of these tests have it."""
    return POLICIES.get(name, Merge.PERSON)


def entry(where: str, record: str = "r", base: str = "", table: str = "things", **changes: tuple) -> Entry:
    """An entry at ``file.counter`` that changes fields: name=(found, wanted)."""
    file_id, _, counter = where.partition(".")
    return Entry(EntryId(file_id, int(counter)), AT, "things", table, 1, record, base, changes)


_FILES = st.sampled_from(["aaaaaaaa", "bbbbbbbb"])
_PLAIN = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=20))
_MARKS = st.binary(min_size=8, max_size=8).map(Mark)
_VALUES = st.one_of(_PLAIN, _MARKS)
_NAMES = st.sampled_from(["amount", "phone", "note", "ชื่อ", ""])
_MOMENTS = st.sampled_from([AT, "1969-01-01T00:00:00.000Z", "2569-11-21T03:00:00.001Z"])
_IDS = st.one_of(
    st.builds("{}.{}".format, _FILES, st.integers(1, 10**6)), st.text(max_size=12), st.just("aaaaaaaa.007")
)


@st.composite
def runs_of_entries(draw: st.DrawFn) -> list[Entry]:
    """Consecutive entries of one file, about records of any id, with any values."""
    file_id, first = draw(_FILES), draw(st.integers(1, 10**9))
    return [
        Entry(
            EntryId(file_id, first + place),
            draw(_MOMENTS),
            "things",
            draw(st.sampled_from(["things", "others"])),
            draw(st.integers(1, 3)),
            draw(_IDS),
            draw(st.one_of(st.just(""), _IDS)),
            draw(st.dictionaries(_NAMES, st.tuples(_VALUES, _VALUES), max_size=4)),
        )
        for place in range(draw(st.integers(1, 12)))
    ]


SECRETS = st.lists(
    st.builds(
        Secret,
        st.sampled_from(["ธุรการ", "นักพัฒนาชุมชน"]),
        st.text(max_size=10),
        st.binary(max_size=16),
        st.dictionaries(_NAMES, st.tuples(_PLAIN, _PLAIN), max_size=4),
        st.lists(_NAMES, max_size=3).map(tuple),
        st.binary(max_size=32),
    ),
    min_size=1,
    max_size=12,
)
