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
    number_key,
    read_three_groups,
    tidy_number,
)
from sai_thong.thai.text import search_form

USUAL = NumberTemplate()
SERIES = NumberParts("401", 2569, 1)


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


def test_a_running_number_longer_than_any_series_is_read_by_no_template():
    assert USUAL.read("416-67-999999999") is not None
    assert USUAL.read("416-67-" + "9" * 5000) is None


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


@pytest.mark.parametrize(
    ("number", "code"),
    [("416-62-0001", "416"), ("๔๑๖/๖๓/๐๐๐๒", "416"), ("พย7110-006-024-335", "7110"), ("ไม่มี", "")],
)
def test_the_class_of_a_number_is_its_first_group(number, code):
    assert class_code_of(number) == code


def test_two_writings_of_one_number_are_one():
    assert number_key("๔๐๑-๖๙-๐๐๐๑ ") == number_key("401 - 69 - 0001") != number_key("401-69-0010")


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32)))
def test_a_number_without_thai_is_compared_as_any_other(number):
    assert number_key(number) == re.sub(r"\s", "", search_form(tidy_number(number)))
