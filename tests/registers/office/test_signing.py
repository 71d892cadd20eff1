"""Guards who signs on a day and the words of capacity on papers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.office.records import Capacity, Office, Post, Signer
from sai_thong.registers.office.signing import (
    CAPACITY_LABELS,
    POST_LABELS,
    committee_on,
    post_title,
    signature,
    signatures_on,
    signer_on,
    signers_on,
)

OFFICE = Office(name="ทรายทอง", code="99460101")
MAYOR = Signer(
    post=Post.MAYOR, name="นายลือฤทธิ์ ดงฤทธิ์เดช", position="นายกองค์การบริหารส่วนตำบลทรายทอง", from_day=date(2025, 2, 1)
)
ACTING = Signer(
    post=Post.MAYOR,
    name="นางสาวฐิติมน ศรีญูวงศ์",
    position="ปลัดองค์การบริหารส่วนตำบล",
    capacity=Capacity.ACTS_FOR_VACANT,
    order_no="12/2569",
    from_day=date(2026, 11, 5),
    to_day=date(2026, 11, 9),
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 1, 31), None),
        (date(2025, 2, 1), MAYOR.name),
        (date(2026, 11, 4), MAYOR.name),
        (date(2026, 11, 5), ACTING.name),
        (date(2026, 11, 9), ACTING.name),
        (date(2026, 11, 10), MAYOR.name),
    ],
)
def test_the_one_in_post_on_the_papers_day_signs(day: date, name: str | None) -> None:
    found = signer_on([MAYOR, ACTING], Post.MAYOR, day)
    assert (found.name if found else None) == name


def test_who_acts_goes_before_a_holder_who_began_the_same_day() -> None:
    acting = Signer(post=Post.MAYOR, name="ก", capacity=Capacity.ACTS_FOR_VACANT, from_day=MAYOR.from_day)
    assert signer_on([MAYOR, acting], Post.MAYOR, MAYOR.from_day) is acting
    assert signers_on([MAYOR, acting], Post.MAYOR, MAYOR.from_day) == [acting, MAYOR]


@pytest.mark.parametrize(
    ("capacity", "lines"),
    [
        (Capacity.HOLDS, ("ปลัดองค์การบริหารส่วนตำบล",)),
        (
            Capacity.ACTS_FOR_VACANT,
            ("ปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน", "นายกองค์การบริหารส่วนตำบลทรายทอง"),
        ),
        (
            Capacity.BY_DELEGATION,
            ("ปลัดองค์การบริหารส่วนตำบล ปฏิบัติราชการแทน", "นายกองค์การบริหารส่วนตำบลทรายทอง"),
        ),
        (
            Capacity.CARETAKER,
            ("ปลัดองค์การบริหารส่วนตำบล รักษาการในตำแหน่ง", "นายกองค์การบริหารส่วนตำบลทรายทอง"),
        ),
    ],
)
def test_the_capacity_is_worded_as_papers_word_it(capacity: Capacity, lines: tuple[str, ...]) -> None:
    signer = Signer(
        post=Post.MAYOR, name="นางก ข", position="ปลัดองค์การบริหารส่วนตำบล", capacity=capacity, from_day=date(2026, 1, 1)
    )
    block = signature(signer, OFFICE)
    assert block.position_lines == lines
    assert block.bracketed_name == "(นางก ข)"
    assert block.position == " ".join(lines)


def test_a_holder_without_a_printed_position_has_the_title_of_the_post() -> None:
    signer = Signer(post=Post.CLERK, name="นางก ข", from_day=date(2026, 1, 1))
    assert signature(signer, OFFICE).position == "ปลัดองค์การบริหารส่วนตำบลทรายทอง"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("องค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบลทรายทอง"),
        ("เทศบาลตำบล", "นายกเทศมนตรีตำบลทรายทอง"),
        ("เทศบาลเมือง", "นายกเทศมนตรีเมืองทรายทอง"),
    ],
)
def test_the_chief_executive_is_called_by_the_kind_of_office(kind: str, title: str) -> None:
    assert post_title(Post.MAYOR, Office(name="ทรายทอง", code="1", kind=kind)) == title


def test_a_vacant_post_is_skipped() -> None:
    clerk = Signer(post=Post.CLERK, name="ค", from_day=date(2025, 1, 1), to_day=date(2026, 9, 30))
    posts = (Post.WELFARE_HEAD, Post.CLERK, Post.MAYOR)
    blocks = signatures_on([MAYOR, clerk], posts, date(2026, 10, 1), OFFICE)
    assert [block.post for block in blocks] == [Post.MAYOR]
    blocks = signatures_on([MAYOR, clerk], posts, date(2026, 9, 30), OFFICE)
    assert [block.post for block in blocks] == [Post.CLERK, Post.MAYOR]


def test_all_members_of_the_committee_sign_in_their_order() -> None:
    members = [Signer(post=Post.COMMITTEE, name=name, from_day=date(2026, 1, 1)) for name in ("ก", "ข", "ค")]
    left = Signer(post=Post.COMMITTEE, name="ง", from_day=date(2025, 1, 1), to_day=date(2025, 12, 31))
    assert [each.name for each in committee_on([left, *members], Post.COMMITTEE, date(2026, 5, 1), OFFICE)] == [
        "ก",
        "ข",
        "ค",
    ]


def test_every_post_and_capacity_has_a_label_and_a_title() -> None:
    assert set(POST_LABELS) == set(Post)
    assert set(CAPACITY_LABELS) == set(Capacity)
    assert all(post_title(post, OFFICE) for post in Post)


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SIGNERS = st.lists(
    st.builds(
        lambda begun, lasts, capacity: Signer(
            post=Post.MAYOR,
            name="ก",
            capacity=capacity,
            from_day=begun,
            to_day=None if lasts is None else begun + timedelta(days=lasts),
        ),
        DAYS,
        st.none() | st.integers(0, 900),
        st.sampled_from(Capacity),
    ),
    max_size=6,
)


@given(SIGNERS, DAYS)
def test_only_someone_whose_time_covers_the_day_ever_signs(signers: list[Signer], day: date) -> None:
    covering = [each for each in signers if each.from_day <= day <= (each.to_day or date.max)]
    found = signer_on(signers, Post.MAYOR, day)
    assert (found is None) == (not covering)
    if found:
        assert found in covering
        assert found.from_day == max(each.from_day for each in covering)
