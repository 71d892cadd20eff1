"""The record types of trust: requests of persons about their data, incidents, notices given."""

from __future__ import annotations

from sai_thong.records import Record

RECORD_TYPES: tuple[type[Record], ...] = ()
