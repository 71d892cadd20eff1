"""Loggers by category. No personal data goes into any of them."""

from __future__ import annotations

import logging
from typing import Literal

Category = Literal["db", "sync", "print", "ui", "import"]


def logger(category: Category) -> logging.Logger:
    """The logger of one category, below ``sai_thong``."""
    return logging.getLogger(f"sai_thong.{category}")
