"""What carries a signed request by HTTP comes apart as it was put together, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import Page, pack_with_batches, unpack_with_batches
from sai_thong.sync.sessions import SignedRequest, read_headers

ASKED = SignedRequest("ทรายทอง", "pc", b"nonce", 7, b"s" * 64)


def test_a_signed_request_is_carried_by_plain_headers():
    headers = ASKED.headers()
    assert all(value.isascii() for value in headers.values())
    assert read_headers(headers) == ASKED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", "-1"),
        ("number", "๑"),
        ("number", "1" * 16),
        ("nonce", "*"),
        ("office", "/w=="),
        ("office", "YQBi"),
        ("device", "A" * 300),
    ],
)
def test_other_headers_are_unreadable(name, value):
    for headers in (ASKED.headers() | {f"sai-thong-{name}": value}, {}):
        with pytest.raises(Unreadable):
            read_headers(headers)


def test_a_pull_answers_with_a_page_at_least():
    page = Page("first", 4, ())
    assert unpack_with_batches(pack_with_batches(page, [])) == (page, [])
    with pytest.raises(Unreadable):
        unpack_with_batches(b"")
