"""A person's data in files that programs read (มาตรา 31): JSON with every value as kept, or CSV, a line a value."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from sai_thong.exchange.separated_text import harmless
from sai_thong.registers.trust.dossier import Dossier, HeldRecord

FORMAT: Final = "sai-thong/dossier/1"
_HEADINGS: Final = ("ส่วน", "ทะเบียน", "รหัสรายการ", "ข้อมูล", "ชื่อในโปรแกรม", "ค่า")
_PARTS: Final = (("records", "ทะเบียน"), ("sealed", "ส่วนที่มีกุญแจแยก"), ("by_name", "พบจากชื่อเท่านั้น"))


def dossier_json(dossier: Dossier) -> bytes:
    """The whole dossier: days ISO in the Common Era, amounts in satang, who saw it with times in UTC."""
    document = {
        "format": FORMAT,
        "name": dossier.name,
        "citizen_id": dossier.citizen_id,
        "made_on": dossier.made_on.isoformat(),
        "made_by": dossier.made_by,
        "why": dossier.why,
        **{part: [_record(each) for each in getattr(dossier, part)] for part, _words in _PARTS},
        "seen": [
            {
                "at": each.at.isoformat(),
                "user": each.user,
                "action": each.kind.value if each.kind else "",
                "detail": each.detail,
                "why": each.why,
            }
            for each in dossier.seen
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def dossier_csv(dossier: Dossier) -> bytes:
    """What is held, a line a value, as Excel opens it: UTF-8 with its mark, and no cell that could be a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    writer.writerows(map(harmless, row) for row in _rows(dossier))
    return text.getvalue().encode("utf-8-sig")


def _record(held: HeldRecord) -> dict[str, object]:
    return {
        "table": held.table,
        "label": held.label,
        "id": held.record_id,
        "of_another": held.of_another,
        "fields": {each.name: {"label": each.label, "value": each.plain, "words": each.words} for each in held.fields},
    }


def _rows(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    for part, words in _PARTS:
        for held in getattr(dossier, part):
            for each in held.fields:
                yield (words, held.label, held.record_id, each.label, each.name, each.words)
