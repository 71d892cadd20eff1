"""Every paper with an invented example, for the golden pictures and for whoever wants to look at them all."""

from __future__ import annotations

from collections.abc import Callable

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import Clock
from tests.forms.allowances import test_urgent_stop
from tests.forms.office import test_recovery_sheet

Example = Callable[[PaperSettings, Clock], Paper]

GALLERY: dict[str, Example] = {
    "recovery-sheets": test_recovery_sheet.example,
    "urgent-stop": test_urgent_stop.example,
}
"""Papers by the key of the catalogue, or by their own name where they are not in it."""
