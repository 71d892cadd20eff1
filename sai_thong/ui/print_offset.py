"""The correction of a printer: how far everything must be moved so that it falls on a pre-printed form."""

from __future__ import annotations

from collections.abc import Callable

PrintOffset = Callable[[str], tuple[float, float]]
"""From a printer's name to its correction in millimetres: to the right, down."""


def no_offset(printer: str) -> tuple[float, float]:  # noqa: ARG001 - the signature of `PrintOffset`
    """No correction for any printer."""
    return 0.0, 0.0
