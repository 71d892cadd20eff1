"""The type of a database connection, for annotations: sqlcipher3 ships no types of its own."""

from __future__ import annotations

from typing import Any

Connection = Any
"""A ``sqlcipher3.dbapi2.Connection``."""

Cursor = Any
"""A ``sqlcipher3.dbapi2.Cursor``."""
