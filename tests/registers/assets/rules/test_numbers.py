"""Numbers of assets: written by a template, read in any habit, and the next free ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.numbers import (
    BadTemplate,
    NumberParts,
    NumberTemplate,
    Scope,
    class_code_of,
    classes_in_use,
    next_numbers,
    number_key,
    read_three_groups,
    tidy_number,
)
from sai_thong.thai.text import search_form

USUAL = NumberTemplate()
SERIES = NumberParts("401", 2569, 1)


def numbers(template: NumberTemplate, series: NumberParts, taken: tuple[str, ...], wanted: int) -> list[str]:
    return [template.render(each) for each in next_numbers(template, series, taken, wanted)]


@pytest.mark.parametrize(
    ("template", "parts", "written"),
    [
        (USUAL, NumberParts("001", 2510, 1), "001-10-0001"),
        (NumberTemplate("{cat}/{fy2}/{seq}"), NumberParts("412", 2567, 1), "412/67/0001"),
        (NumberTemplate("{pre} {cat}-{fy}-{seq}", digits=3, prefix="อบต.ทท"), SERIES, "อบต.ทท 401-2569-001"),
        (NumberTemplate("{cat}-{seq}", scope=Scope.CLASS), NumberParts("416", 2560, 12), "416-0012"),
    ],
)
def test_a_template_writes_a_number_and_reads_it_back(template, parts, written):
    assert template.render(parts) == written
    read = template.read(written)
    assert read is not None
    assert (read.class_code, read.sequence) == (parts.class_code, parts.sequence)
    assert template.render(NumberParts(read.class_code, parts.year_be, read.sequence)) == written


@pytest.mark.parametrize(
    "text", ["{cat}-{fy2}", "{seq}/{fy}", "{cat}{seq}{seq}{fy}", "{cat}-{year}-{seq}", "{cat}{seq}"]
)
def test_a_template_without_class_number_or_year_is_refused(text):
    with pytest.raises(BadTemplate):
        NumberTemplate(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("๔๘๐-๖๖-๐๐๐๑", NumberParts("480", 2566, 1)),
        (" 412 / 67 / 0001 ", NumberParts("412", 2567, 1)),
        ("312/2564/12", NumberParts("312", 2564, 12)),
        ("7440-001-0006/186/69", None),
        ("พย7110-006-024-335", None),
        ("412-67/0001", None),
    ],
)
def test_existing_numbers_are_read_where_they_can_be_and_accepted_where_not(written, read):
    assert read_three_groups(written) == read
    assert tidy_number(written)


def test_the_office_fills_its_classes_from_its_own_book():
    book = ["416-62-0001", "๔๑๖/๖๓/๐๐๐๒", "7440-001-0006/186/69", "พย7110-006-024-335", "ไม่มี", "001-58-0001"]
    assert classes_in_use(book) == ("001", "416", "7110", "7440")
    assert class_code_of("ไม่มี") == ""


def test_five_chairs_get_five_numbers_past_those_in_use():
    assert numbers(USUAL, SERIES, (), 5) == [f"401-69-000{n}" for n in range(1, 6)]
    taken = ("401-69-0002", "401/69/4", "401-68-0001", "400-69-0001")
    assert numbers(USUAL, SERIES, taken, 3) == ["401-69-0001", "401-69-0003", "401-69-0005"]


def test_a_series_begins_from_any_next_number():
    assert numbers(USUAL, NumberParts("401", 2569, 118), ("401-69-0118",), 2) == ["401-69-0119", "401-69-0120"]


def test_a_series_of_the_class_alone_does_not_begin_anew_each_year():
    template = NumberTemplate("{cat}-{fy2}-{seq}", scope=Scope.CLASS)
    assert numbers(template, SERIES, ("401-67-0001", "401-68-0002"), 1) == ["401-69-0003"]


def test_two_writings_of_one_number_are_one():
    assert number_key("๔๐๑-๖๙-๐๐๐๑ ") == number_key("401 - 69 - 0001") != number_key("401-69-0010")


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32)))
def test_a_number_without_thai_is_compared_as_any_other(number):
    assert number_key(number) == re.sub(r"\s", "", search_form(tidy_number(number)))


@given(st.sets(st.integers(1, 60)), st.integers(1, 40), st.integers(1, 20))
def test_no_number_in_use_is_given_and_none_is_passed_over(taken, first, wanted):
    series = NumberParts("416", 2569, first)
    used = [USUAL.render(NumberParts("416", 2569, each)) for each in taken]
    given_out = [each.sequence for each in next_numbers(USUAL, series, used, wanted)]
    assert not set(given_out) & taken
    assert len(given_out) == wanted
    assert set(range(first, given_out[-1] + 1)) == set(given_out) | {
        each for each in taken if first <= each <= given_out[-1]
    }
