"""What an import of any list tells: counts, the rows not taken, and what should be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sai_thong.ground.language import _

if TYPE_CHECKING:
    # The readers of workbooks are loaded by the commands that import.
    from sai_thong.exchange.assets.findings import AssetNote
    from sai_thong.exchange.assets.importing import AssetImport
    from sai_thong.exchange.findings import Finding
    from sai_thong.exchange.importing import ImportOutcome


def import_document(outcome: ImportOutcome | AssetImport, findings: Sequence[Finding | AssetNote]) -> dict[str, Any]:
    """The JSON of an import.

    Args:
        outcome: What it did.
        findings: What should be looked at, each with ``kind``, ``sheet``, ``row`` (0 for none) and ``text``.
    """
    return {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": [
            {"sheet": each.sheet, "row": each.row, "value": each.value, "reason": each.reason}
            for each in outcome.rejected
        ],
        "findings": [
            {"kind": each.kind.value, "sheet": each.sheet, "row": each.row, "message": each.text} for each in findings
        ],
    }


def import_lines(outcome: ImportOutcome | AssetImport, findings: Sequence[Finding | AssetNote]) -> list[str]:
    """The lines of an import; see `import_document`."""
    return [
        _("{created} new, {updated} changed, {unchanged} as they were, {rejected} rows not taken").format(
            created=outcome.created,
            updated=outcome.updated,
            unchanged=outcome.unchanged,
            rejected=len(outcome.rejected),
        ),
        *(f"  ! {each.sheet} {each.row}: {each.reason}" for each in outcome.rejected),
        *(f"  - {each.sheet} {each.row}: {each.text}" if each.row else f"  - {each.text}" for each in findings),
    ]
